//! Trains the model that chooses an account's code, on our own cases.
//!
//! Each account matched to a wanted event is one choice among the codes it could bear. Texts are dealt into folds by their
//! number, and what is printed is measured on texts the weights had not seen, beside what the rules alone say.

use super::parse;
use super::run::report;
use super::score::assigned;
use crate::files::Read;
use crate::learn::logistic::Fit;
use crate::learn::pick::{self, Pick};
use crate::notes::as_cases;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use tocsin_extract::Kit;
use tocsin_extract::coding::choice::{ANY, Candidate, OWN, Trait, Weighed};
use tocsin_gazetteer::Gazetteer;

const HOW: Fit = Fit {
    steps: 600,
    step: 2.0,
    penalty: 0.008,
};
/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// What the rules say is drawn to this.
const RULE: f64 = 2.0;
/// A trait of a code must stand in so many choices to be weighed.
const OFTEN: usize = 3;

/// Code, kind of trait, trait.
type Key = (String, &'static str, &'static str);

/// Trains on the cases under `dir`, and on the coded notes under `notes` where it is given: the weights as lines `code:kind:trait<tab>weight`, and the figures of the
/// cross-validation.
///
/// # Errors
/// When a case is missing or malformed.
pub fn train(dir: &Path, notes: Option<&Path>) -> Read<(String, String)> {
    let mut cases = parse::load(dir)?;
    if let Some(notes) = notes {
        cases.extend(as_cases::load(notes)?);
    }
    let kit = Kit::with_gazetteer(Gazetteer::embedded());
    let mut seen: Vec<(Weighed, Vec<bool>, usize)> = Vec::new();
    for (text, case) in cases.iter().enumerate() {
        let report = report(case);
        let reading = tocsin_extract::candidates(&report, &kit).reading;
        let choices = tocsin_extract::choices(&report, &kit);
        for (event, account) in case.events.iter().zip(assigned(case, &report.text, &reading)) {
            let Some(choice) = account.and_then(|account| choices.get(account)) else {
                continue;
            };
            let right = |one: &Candidate| event.codes.iter().any(|code| *code == one.code.0);
            let right = choice.code.candidates.iter().map(right).collect();
            seen.push((choice.code.clone(), right, text));
        }
    }
    let names = names(&seen);
    let samples: Vec<Pick> = seen.iter().map(|one| sample(one, &names)).collect();
    let prior: Vec<f64> = {
        let mut prior = vec![0.0; names.len()];
        if let Some(&at) = names.get(&(ANY.to_owned(), OWN, "rule")) {
            prior[at] = RULE;
        }
        prior
    };
    let all: Vec<&Pick> = samples.iter().collect();
    let weights = pick::fit(&all, &prior, HOW);
    let mut lines = String::from(
        "# What speaks for and against a code of an account, as logits. Made by `tocsin-eval train code`.\n",
    );
    for ((code, kind, of), &at) in &names {
        // What weighs next to nothing is left out.
        if weights[at].abs() >= 0.05 {
            let _ = writeln!(lines, "{code}:{kind}:{of}\t{:.3}", weights[at]);
        }
    }
    let unseen = pick::unseen(&samples, &prior, HOW, FOLDS);
    Ok((lines, measured(&samples, &unseen)))
}

/// Every trait of a code that stands often enough, with its place in the table of weights.
fn names(seen: &[(Weighed, Vec<bool>, usize)]) -> BTreeMap<Key, usize> {
    let mut times: BTreeMap<Key, usize> = BTreeMap::new();
    for (weighed, _, _) in seen {
        for candidate in &weighed.candidates {
            for key in keys(candidate, &weighed.traits) {
                *times.entry(key).or_default() += 1;
            }
        }
    }
    let often = times.into_iter().filter(|(_, times)| *times >= OFTEN);
    often.enumerate().map(|(at, (key, _))| (key, at)).collect()
}

fn keys(candidate: &Candidate, traits: &[Trait]) -> Vec<Key> {
    let own = candidate.from.iter().map(|from| (ANY.to_owned(), OWN, *from));
    let of = traits
        .iter()
        .map(|&(kind, of)| (candidate.code.0.to_string(), kind, of));
    own.chain(of).collect()
}

fn sample((weighed, right, text): &(Weighed, Vec<bool>, usize), names: &BTreeMap<Key, usize>) -> Pick {
    let features = |candidate: &Candidate| {
        keys(candidate, &weighed.traits)
            .iter()
            .filter_map(|key| Some((*names.get(key)?, 1.0)))
            .collect()
    };
    Pick {
        candidates: weighed.candidates.iter().map(features).collect(),
        right: right.clone(),
        text: *text,
    }
}

fn measured(samples: &[Pick], unseen: &[Option<usize>]) -> String {
    let count = samples.len().max(1) as f64;
    let share = |right: usize| right as f64 / count;
    let among = samples.iter().filter(|one| one.right.contains(&true)).count();
    let first = |one: &&Pick| one.right.first() == Some(&true);
    let rule = samples.iter().filter(first).count();
    let model = samples
        .iter()
        .zip(unseen)
        .filter(|(one, at)| at.is_some_and(|at| one.right[at]));
    format!(
        "{} accounts; {FOLDS} folds by text\nthe right code among those weighed: {:.3}\nby the rules alone: {:.3}\nby the model: {:.3}\n",
        samples.len(),
        share(among),
        share(rule),
        share(model.count())
    )
}

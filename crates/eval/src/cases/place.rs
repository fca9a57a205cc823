//! Trains the model that tells where an act was, on our own cases.
//!
//! Of each account matched to a wanted event every place weighed for it is one sample: yes where the case wants that place.
//! Texts are dealt into folds by their number, and what is printed is measured on texts the weights had not seen, beside
//! what the places that the words around an act tie to it would score.

use super::form::WantedValue;
use super::parse;
use super::run::report;
use super::score::assigned;
use crate::files::Read;
use crate::learn::logistic::{self, Fit, Names, Sample};
use crate::tally::Tally;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use tocsin_core::Field;
use tocsin_extract::{Kit, fold};
use tocsin_gazetteer::Gazetteer;

const HOW: Fit = Fit {
    steps: 1500,
    step: 0.6,
    penalty: 0.002,
};
/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// What a place the words tie to the act is drawn to.
const TIED: f64 = 1.0;

/// Where a sample stands: which account, and which place of it.
struct Stand {
    account: (usize, usize),
    name: String,
    tied: bool,
}

/// Trains on the cases under `dir`: the weights as lines `feature<tab>weight`, and the figures of the cross-validation.
///
/// # Errors
/// When a case is missing or malformed.
pub fn train(dir: &Path) -> Read<(String, String)> {
    let cases = parse::load(dir)?;
    let kit = Kit::with_gazetteer(Gazetteer::embedded());
    let (mut names, mut samples, mut stands) = (Names::new(), Vec::new(), Vec::new());
    let mut wanted = 0;
    for (text, case) in cases.iter().enumerate() {
        let report = report(case);
        let (reading, _) = tocsin_extract::candidates(&report, &kit);
        let places = tocsin_extract::place_candidates(&report, &kit);
        let matched = assigned(case, &report.text, &reading);
        for (event, account) in case.events.iter().zip(matched) {
            let Some(account) = account else { continue };
            let values: Vec<&WantedValue> = event.of(Field::Place).collect();
            wanted += values.len();
            for (span, one) in places.get(account).into_iter().flatten() {
                let words = span.of(&report.text);
                let right = values
                    .iter()
                    .any(|value| is_wanted(value, words, &report.text, span.start as usize));
                samples.push(Sample {
                    features: logistic::placed(&one.features, &mut names),
                    truth: f64::from(u8::from(right)),
                    text,
                });
                stands.push(Stand {
                    account: (text, account),
                    name: fold(words),
                    tied: one.features.iter().any(|(name, _)| *name == "tied"),
                });
            }
        }
    }
    let mut prior = vec![0.0; names.len()];
    if let Some(&at) = names.get("tied") {
        prior[at] = TIED;
    }
    let all: Vec<&Sample> = samples.iter().collect();
    let weights = logistic::fit(&all, &prior, HOW);
    let lines = format!(
        "# What speaks for and against a place as the scene of an act, as logits. Made by `tocsin-eval train place`.\n{}",
        logistic::lines(&names, &weights)
    );
    let unseen = logistic::unseen(&samples, &prior, HOW, FOLDS);
    Ok((lines, measured(&samples, &stands, &unseen, wanted)))
}

/// Whether `words` at `start` name the wanted place.
fn is_wanted(value: &WantedValue, words: &str, text: &str, start: usize) -> bool {
    let inside = !value.words.is_empty()
        && text
            .match_indices(&value.words)
            .any(|(at, _)| at < start + words.len() && start < at + value.words.len());
    inside && fold(&value.words).contains(&fold(words)) && fold(words).contains(&fold(&value.value))
        || fold(words).ends_with(&fold(&value.value))
}

/// Places chosen and right, for bars on the unseen scores, and for the rule alone.
fn measured(samples: &[Sample], stands: &[Stand], scores: &[f64], wanted: usize) -> String {
    let mut out = format!(
        "{} places weighed, {wanted} wanted; {FOLDS} folds by text\n",
        samples.len()
    );
    let mut line = |name: &str, chosen: &dyn Fn(usize) -> bool| {
        // One place of an account counts once, however often it is named.
        let mut groups: BTreeMap<(&(usize, usize), &str), (bool, bool)> = BTreeMap::new();
        for (at, (sample, stand)) in samples.iter().zip(stands).enumerate() {
            let group = groups.entry((&stand.account, stand.name.as_str())).or_default();
            group.0 |= chosen(at);
            group.1 |= sample.truth > 0.5;
        }
        let given = groups.values().filter(|group| group.0).count();
        let right = groups.values().filter(|group| group.0 && group.1).count();
        let tally = Tally::of(right, given, wanted);
        let _ = writeln!(
            out,
            "{name}: precision {:.3}, recall {:.3}, F1 {:.3}",
            tally.precision(),
            tally.recall(),
            tally.f1()
        );
    };
    line("tied by the words", &|at| stands[at].tied);
    for bar in [-0.8, -0.4, 0.0, 0.4] {
        line(&format!("model, bar {bar:4}"), &|at| scores[at] > bar);
    }
    out
}

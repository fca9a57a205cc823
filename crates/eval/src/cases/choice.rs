//! Trains the models that tell when and where an act was and who did it, on our own cases.
//!
//! Of each account matched to a wanted event everything weighed as its value is one sample: yes where the case wants it.
//! Texts are dealt into folds by their number, and what is printed is measured on texts the weights had not seen, beside
//! what those would score that the words around an act tie to it.

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
use tocsin_extract::{Candidate, Choices, Kit, fold};
use tocsin_gazetteer::Gazetteer;

const HOW: Fit = Fit {
    steps: 1500,
    step: 0.6,
    penalty: 0.003,
};
/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// What is tied to the act by its words is drawn to this.
const TIED: f64 = 1.0;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The time of an act.
    Day,
    /// Its place.
    Place,
    /// Its doers.
    Doer,
    /// Who or what was hit.
    Target,
    /// At which kind of site.
    Site,
}

impl Choice {
    fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Place => "place",
            Self::Doer => "doer",
            Self::Target => "target",
            Self::Site => "site",
        }
    }

    fn field(self) -> Field {
        match self {
            Self::Day => Field::Date,
            Self::Place => Field::Place,
            Self::Doer => Field::Perpetrator,
            Self::Target => Field::Target,
            Self::Site => Field::Site,
        }
    }

    fn of(self, choices: &Choices) -> &[Candidate] {
        match self {
            Self::Day => &choices.days,
            Self::Place => &choices.places,
            Self::Doer => &choices.doers,
            Self::Target => &choices.targets,
            Self::Site => &choices.sites,
        }
    }
}

/// Where a sample stands: which account, and which value of it.
struct Stand {
    value: Of,
    tied: bool,
}

/// One value of one account: the number of its text, its own, and the folded words.
type Of = (usize, usize, String);

/// Trains on the cases under `dir`: the weights as lines `feature<tab>weight`, and the figures of the cross-validation.
///
/// # Errors
/// When a case is missing or malformed.
pub fn train(choice: Choice, dir: &Path) -> Read<(String, String)> {
    let cases = parse::load(dir)?;
    let kit = Kit::with_gazetteer(Gazetteer::embedded());
    let (mut names, mut samples, mut stands) = (Names::new(), Vec::new(), Vec::new());
    let mut wanted = 0;
    for (text, case) in cases.iter().enumerate() {
        let report = report(case);
        let reading = tocsin_extract::candidates(&report, &kit).reading;
        let choices = tocsin_extract::choices(&report, &kit);
        let matched = assigned(case, &report.text, &reading);
        for (event, account) in case.events.iter().zip(matched) {
            let Some(account) = account else { continue };
            let values: Vec<&WantedValue> = event.of(choice.field()).collect();
            wanted += values.len();
            for one in choices.get(account).map_or(&[][..], |choices| choice.of(choices)) {
                let words = one.span.of(&report.text);
                let right = values
                    .iter()
                    .any(|value| is_wanted(choice, value, words, &report.text, one.span.start as usize));
                samples.push(Sample {
                    features: logistic::placed(&one.features, &mut names),
                    truth: f64::from(u8::from(right)),
                    text,
                });
                stands.push(Stand {
                    value: (text, account, fold(words)),
                    tied: one.is_tied(),
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
        "# What speaks for and against a {0} of an act, as logits. Made by `tocsin-eval train {0}`.\n{1}",
        choice.name(),
        logistic::lines(&names, &weights)
    );
    let unseen = logistic::unseen(&samples, &prior, HOW, FOLDS);
    Ok((lines, measured(&samples, &stands, &unseen, wanted)))
}

/// Whether `words` at `start` are what is wanted: they stand in the wanted words; of a place they name it as well, or end in its
/// name wherever they stand.
fn is_wanted(choice: Choice, value: &WantedValue, words: &str, text: &str, start: usize) -> bool {
    let inside = !value.words.is_empty()
        && text
            .match_indices(&value.words)
            .any(|(at, _)| at < start + words.len() && start < at + value.words.len());
    match choice {
        Choice::Day | Choice::Doer | Choice::Target | Choice::Site => inside,
        Choice::Place => {
            let (words, name) = (fold(words), fold(&value.value));
            (inside && fold(&value.words).contains(&words) && words.contains(&name)) || words.ends_with(&name)
        }
    }
}

/// Values chosen and right, for bars on the unseen scores, and for the rule alone.
fn measured(samples: &[Sample], stands: &[Stand], scores: &[f64], wanted: usize) -> String {
    let mut out = format!(
        "{} weighed, {wanted} wanted; {FOLDS} folds by text\n",
        samples.len()
    );
    let mut line = |name: &str, chosen: &dyn Fn(usize) -> bool| {
        // One value of an account counts once, however often it is named.
        let mut groups: BTreeMap<&Of, (bool, bool)> = BTreeMap::new();
        for (at, (sample, stand)) in samples.iter().zip(stands).enumerate() {
            let group = groups.entry(&stand.value).or_default();
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
    line("at best", &|at| samples[at].truth > 0.5);
    line("tied by the words", &|at| stands[at].tied);
    for bar in [-1.6, -1.2, -0.8, -0.4, 0.0] {
        line(&format!("model, bar {bar:4}"), &|at| scores[at] > bar);
    }
    out
}

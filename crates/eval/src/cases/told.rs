//! Trains the model that tells events from words that only sound like them, on our own cases.
//!
//! Logistic regression over the features of `tocsin_extract::gather::told`, by full-batch gradient descent with an L2 penalty:
//! no randomness, the same cases give the same weights. Texts are dealt into folds by their number, and what is printed is
//! measured on texts the weights had not seen.

use super::form::Case;
use super::parse;
use super::run::report;
use super::score::assigned;
use crate::files::Read;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use tocsin_core::{Reading, Span};
use tocsin_extract::Kit;
use tocsin_extract::gather::told::Features;
use tocsin_gazetteer::Gazetteer;

/// One draft: what it shows, whether the case wants it.
struct Sample {
    features: Vec<(usize, f64)>,
    told: f64,
    weight: f64,
    /// The number of its text.
    text: usize,
    /// The text tells of no incident.
    none: bool,
}

/// The steps of gradient descent, their size and the penalty on large weights.
const STEPS: usize = 1500;
const STEP: f64 = 0.6;
const PENALTY: f64 = 0.004;
/// A weight that is set, not learnt: a claim of responsibility always speaks of an event.
const FIRM: f64 = 2.5;

/// Where weights are drawn to, by the beginning of their features' names (the first that fits); all others to 0.
/// What is plain to a reader is not left to a few hundred drafts.
const PRIOR: [(&str, f64); 18] = [
    ("agent:doer", 1.0),
    ("responsibility", FIRM),
    ("toll:huge", -0.5),
    ("toll", 1.0),
    ("date:fresh", 0.7),
    ("place:narrow", 0.4),
    ("place:unknown", 0.4),
    ("weapon", 0.3),
    ("patient:bears-arms", 0.5),
    ("patient:human", 0.3),
    ("patient:guarded", 0.4),
    ("act:device", 0.6),
    ("act:air", 0.3),
    ("text:armed", 0.3),
    ("said", 0.3),
    ("near:", -0.3),
    ("text:", -0.4),
    ("left:", -0.4),
];

/// The weight `name` is drawn to.
fn prior(name: &str) -> f64 {
    PRIOR
        .iter()
        .find(|(start, _)| name.starts_with(start))
        .filter(|_| !matches!(name, "text:weapon" | "text:short" | "text:long"))
        .map_or(0.0, |(_, weight)| *weight)
}

/// `weight`, or 0 where it has the other sign than what it is drawn to; a firm one is always itself.
fn allowed(weight: f64, prior: f64) -> f64 {
    if prior >= FIRM {
        prior
    } else if weight * prior < 0.0 {
        0.0
    } else {
        weight
    }
}

/// What an account too many in a text that tells of nothing costs beside one missed.
const COST_OF_NONE: f64 = 2.0;
/// Folds of the cross-validation.
const FOLDS: usize = 5;

/// What training gives.
#[derive(Clone, Debug)]
pub struct Trained {
    /// Lines `feature<tab>weight`.
    pub weights: String,
    /// The figures of the cross-validation.
    pub measured: String,
    /// The drafts as JSON lines `{text, language, none, told, at, sentences, features}`.
    pub drafts: String,
}

/// Trains on the cases under `dir`.
///
/// # Errors
/// When a case is missing or malformed.
pub fn train(dir: &Path) -> Read<Trained> {
    let cases = parse::load(dir)?;
    let kit = Kit::with_gazetteer(Gazetteer::embedded());
    let mut names: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut samples = Vec::new();
    let mut drafts = String::new();
    for (text, case) in cases.iter().enumerate() {
        add(case, text, &kit, &mut names, &mut samples, &mut drafts);
    }
    let all: Vec<&Sample> = samples.iter().collect();
    let weights = fit(&all, &names);
    let mut lines = String::from(
        "# What speaks for and against an event, as logits. Made by `tocsin-eval train told`.\n",
    );
    for (name, &index) in &names {
        let _ = writeln!(lines, "{name}\t{:.4}", weights[index]);
    }
    Ok(Trained {
        weights: lines,
        measured: cross_validate(&samples, &names),
        drafts,
    })
}

fn add(
    case: &Case,
    text: usize,
    kit: &Kit,
    names: &mut BTreeMap<&'static str, usize>,
    samples: &mut Vec<Sample>,
    drafts: &mut String,
) {
    let report = report(case);
    let (reading, features) = tocsin_extract::candidates(&report, kit);
    let matched: Vec<usize> = assigned(case, &report.text, &reading)
        .into_iter()
        .flatten()
        .collect();
    for (n, found) in features.into_iter().enumerate() {
        let none = case.events.is_empty();
        let _ = writeln!(drafts, "{}", shown(case, &report.text, &reading, n, &found, matched.contains(&n)));
        let features = found
            .into_iter()
            .map(|(name, value)| {
                let next = names.len();
                (*names.entry(name).or_insert(next), f64::from(value))
            })
            .collect();
        samples.push(Sample {
            features,
            told: f64::from(u8::from(matched.contains(&n))),
            weight: if none { COST_OF_NONE } else { 1.0 },
            text,
            none,
        });
    }
}

/// One draft as a JSON line.
fn shown(case: &Case, text: &str, reading: &Reading, n: usize, found: &Features, told: bool) -> serde_json::Value {
    let account = &reading.accounts[n];
    let mut spans: Vec<Span> = reading.claims_of(n as u32).map(|(_, claim)| claim.sentence).collect();
    spans.sort_unstable();
    spans.dedup();
    let sentences: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    json!({
        "text": case.name,
        "language": case.language,
        "why": case.why_none,
        "none": case.events.is_empty(),
        "told": told,
        "code": account.code.to_string(),
        "at": account.trigger.of(text),
        "sentences": sentences,
        "features": found,
    })
}

fn score(sample: &Sample, weights: &[f64]) -> f64 {
    sample
        .features
        .iter()
        .map(|&(index, value)| weights[index] * value)
        .sum()
}

fn fit(samples: &[&Sample], names: &BTreeMap<&'static str, usize>) -> Vec<f64> {
    let mut priors = vec![0.0; names.len()];
    for (name, &index) in names {
        priors[index] = prior(name);
    }
    let mut weights = priors.clone();
    let total: f64 = samples.iter().map(|sample| sample.weight).sum();
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights
            .iter()
            .zip(&priors)
            .map(|(weight, prior)| PENALTY * (weight - prior))
            .collect();
        for sample in samples {
            let given = 1.0 / (1.0 + (-score(sample, &weights)).exp());
            let off = (given - sample.told) * sample.weight / total;
            for &(index, value) in &sample.features {
                slope[index] += off * value;
            }
        }
        for ((weight, slope), &prior) in weights.iter_mut().zip(slope).zip(&priors) {
            *weight = allowed(*weight - STEP * slope, prior);
        }
    }
    weights
}

fn cross_validate(samples: &[Sample], names: &BTreeMap<&'static str, usize>) -> String {
    let mut given = vec![0.0; samples.len()];
    for fold in 0..FOLDS {
        let train: Vec<&Sample> = samples
            .iter()
            .filter(|sample| sample.text % FOLDS != fold)
            .collect();
        let weights = fit(&train, names);
        for (at, sample) in samples.iter().enumerate() {
            if sample.text % FOLDS == fold {
                given[at] = score(sample, &weights);
            }
        }
    }
    let mut out = format!(
        "{} drafts, {} told, {} of texts without an incident; {FOLDS} folds by text\n",
        samples.len(),
        samples.iter().filter(|sample| sample.told > 0.5).count(),
        samples.iter().filter(|sample| sample.none).count(),
    );
    for bar in [-0.5, 0.0, 0.3, 0.5, 1.0] {
        let over = || {
            samples
                .iter()
                .zip(&given)
                .filter(|&(_, &score)| score > bar)
                .map(|(sample, _)| sample)
        };
        let right = over().filter(|sample| sample.told > 0.5).count();
        let mut false_texts: Vec<usize> = over()
            .filter(|sample| sample.none)
            .map(|sample| sample.text)
            .collect();
        false_texts.dedup();
        let _ = writeln!(
            out,
            "bar {bar:4}: {right} of {} kept are told; {} texts without an incident tell one",
            over().count(),
            false_texts.len(),
        );
    }
    out
}

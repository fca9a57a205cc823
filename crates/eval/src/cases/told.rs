//! Trains the models that tell events from words that only sound like them, on our own cases.
//!
//! Two logistic regressions: over the features of a draft (`tocsin_extract::gather::told`), and over what its text is about
//! (`matter`, trained apart on whether the text reports any event at all: told together, the second learns too little).
//! Full-batch gradient descent with an L2 penalty: no randomness, the same cases give the same weights.
//! What is printed is measured on texts the weights had not seen, twice: texts dealt into folds by their number, and one
//! batch of cases at a time, for a batch is by one author.

mod matter;

use self::matter::About;
use super::form::Case;
use super::parse;
use super::run::report;
use super::score::assigned;
use crate::files::Read;
use crate::notes::as_cases;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use tocsin_core::{Reading, Span};
use tocsin_extract::gather::told::matter::Matter;
use tocsin_extract::gather::told::{BAR, Features, MATTER};
use tocsin_extract::{Candidates, Kit};
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
const PRIOR: [(&str, f64); 28] = [
    ("day:fresh", 0.4),
    ("day:old", -0.4),
    ("under:fresh", 0.3),
    ("under:old", -0.3),
    ("paragraph:fresh", 0.2),
    ("paragraph:old", -0.3),
    ("days:none-fresh", -0.4),
    ("days:old", -0.2),
    ("lead:act-fresh", 0.3),
    ("lead:old", -0.2),
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
        .filter(|_| {
            !matches!(
                name,
                "text:weapon" | "text:short" | "text:long" | "text:length" | "text:drafts" | "text:acts"
            )
        })
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
/// Bars shown.
const BARS: [f64; 6] = [0.0, 0.5, 0.8, 1.2, 1.6, 2.0];
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

/// Trains on the cases under `dir`, and on the coded notes under `notes` where it is given.
///
/// # Errors
/// When a case is missing or malformed.
pub fn train(dir: &Path, notes: Option<&Path>) -> Read<Trained> {
    let mut cases = parse::load(dir)?;
    if let Some(notes) = notes {
        cases.extend(as_cases::load(notes)?);
    }
    let kit = Kit::with_gazetteer(Gazetteer::embedded());
    let mut names: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut corpus = Corpus::default();
    let mut drafts = String::new();
    for case in &cases {
        add(case, &kit, &mut names, &mut corpus, &mut drafts);
    }
    let all: Vec<&Sample> = corpus.samples.iter().collect();
    let weights = fit(&all, &names);
    let mut lines = String::from(
        "# What speaks for and against an event, as logits; then what a text is about: weight and rarity. Made by `tocsin-eval train told`.\n",
    );
    for (name, &index) in &names {
        let _ = writeln!(lines, "{name}\t{:.4}", weights[index]);
    }
    lines += &About::fit(&corpus.texts.iter().collect::<Vec<_>>()).lines();
    Ok(Trained {
        weights: lines,
        measured: cross_validate(&corpus, &names),
        drafts,
    })
}

/// What the models are trained on.
#[derive(Default)]
struct Corpus {
    samples: Vec<Sample>,
    texts: Vec<Text>,
    /// The batch each text is of: the hundreds of its number, the first three being one author's.
    batches: Vec<u32>,
    /// Events wanted, by text.
    events: Vec<usize>,
}

/// A text as its matter's model sees it.
struct Text {
    matter: Matter,
    /// It tells of an incident.
    reports: bool,
}

fn add(
    case: &Case,
    kit: &Kit,
    names: &mut BTreeMap<&'static str, usize>,
    corpus: &mut Corpus,
    drafts: &mut String,
) {
    let report = report(case);
    let Candidates {
        reading,
        features,
        matter,
    } = tocsin_extract::candidates(&report, kit);
    let text = corpus.texts.len();
    corpus.texts.push(Text {
        matter,
        reports: !case.events.is_empty(),
    });
    let number: u32 = case.name.chars().take(3).collect::<String>().parse().unwrap_or(0);
    corpus.batches.push((number / 100).max(2));
    corpus.events.push(case.events.len());
    let matched: Vec<usize> = assigned(case, &report.text, &reading)
        .into_iter()
        .flatten()
        .collect();
    for (n, found) in features.into_iter().enumerate() {
        let none = case.events.is_empty();
        let _ = writeln!(
            drafts,
            "{}",
            shown(case, &report.text, &reading, n, &found, matched.contains(&n))
        );
        let features = found
            .into_iter()
            .map(|(name, value)| {
                let next = names.len();
                (*names.entry(name).or_insert(next), f64::from(value))
            })
            .collect();
        corpus.samples.push(Sample {
            features,
            told: f64::from(u8::from(matched.contains(&n))),
            weight: if none { COST_OF_NONE } else { 1.0 },
            text,
            none,
        });
    }
}

/// One draft as a JSON line.
fn shown(
    case: &Case,
    text: &str,
    reading: &Reading,
    n: usize,
    found: &Features,
    told: bool,
) -> serde_json::Value {
    let account = &reading.accounts[n];
    let mut spans: Vec<Span> = reading
        .claims_of(n as u32)
        .map(|(_, claim)| claim.sentence)
        .collect();
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

fn cross_validate(corpus: &Corpus, names: &BTreeMap<&'static str, usize>) -> String {
    let by_number: Vec<usize> = (0..corpus.texts.len()).map(|text| text % FOLDS).collect();
    let batches: BTreeSet<u32> = corpus.batches.iter().copied().collect();
    let by_batch: Vec<usize> = corpus
        .batches
        .iter()
        .map(|batch| batches.iter().position(|other| other == batch).unwrap_or(0))
        .collect();
    let mut out = format!(
        "{} drafts, {} told, of {} events; {} texts, {} without an incident\n",
        corpus.samples.len(),
        corpus.samples.iter().filter(|sample| sample.told > 0.5).count(),
        corpus.events.iter().sum::<usize>(),
        corpus.texts.len(),
        corpus.texts.iter().filter(|text| !text.reports).count(),
    );
    for (name, fold_of) in [("folds by number", by_number), ("one batch at a time", by_batch)] {
        let _ = writeln!(out, "{name}:");
        let given = unseen(corpus, names, &fold_of);
        for bar in BARS {
            let _ = write!(out, "  bar {bar:4}: ");
            row(corpus, &given, bar, &|_| true, &mut out);
        }
        for batch in &batches {
            let _ = write!(out, "  bar {BAR:4}, batch {batch}: ");
            row(
                corpus,
                &given,
                f64::from(BAR),
                &|text| corpus.batches[text] == *batch,
                &mut out,
            );
        }
    }
    out
}

/// What each draft scores by weights trained without the texts of its fold.
fn unseen(corpus: &Corpus, names: &BTreeMap<&'static str, usize>, fold_of: &[usize]) -> Vec<f64> {
    let mut given = vec![0.0; corpus.samples.len()];
    let folds: BTreeSet<usize> = fold_of.iter().copied().collect();
    for fold in folds {
        let train: Vec<&Sample> = corpus
            .samples
            .iter()
            .filter(|sample| fold_of[sample.text] != fold)
            .collect();
        let weights = fit(&train, names);
        let texts: Vec<&Text> = (0..corpus.texts.len())
            .filter(|&text| fold_of[text] != fold)
            .map(|text| &corpus.texts[text])
            .collect();
        let about = About::fit(&texts);
        for (at, sample) in corpus.samples.iter().enumerate() {
            if fold_of[sample.text] == fold {
                let report = about.score(&corpus.texts[sample.text].matter);
                given[at] = score(sample, &weights) + f64::from(MATTER) * report;
            }
        }
    }
    given
}

/// One line: of the drafts over `bar` how many are told, of the texts in question how many without an incident tell one.
fn row(corpus: &Corpus, given: &[f64], bar: f64, only: &dyn Fn(usize) -> bool, out: &mut String) {
    let over = || {
        corpus
            .samples
            .iter()
            .zip(given)
            .filter(|(sample, score)| **score > bar && only(sample.text))
            .map(|(sample, _)| sample)
    };
    let right = over().filter(|sample| sample.told > 0.5).count();
    let wrong: BTreeSet<usize> = over()
        .filter(|sample| sample.none)
        .map(|sample| sample.text)
        .collect();
    let texts = || (0..corpus.texts.len()).filter(|&text| only(text));
    let events: usize = texts().map(|text| corpus.events[text]).sum();
    let none = texts().filter(|&text| !corpus.texts[text].reports).count();
    let _ = writeln!(
        out,
        "{right} of {events} events told, {} drafts kept; {} of {none} texts without an incident tell one",
        over().count(),
        wrong.len(),
    );
}

//! Trains the model that tells who says a value, on our own cases.
//!
//! Of each value that agrees with one its case wants, all voices near it are one choice: right are those that the case names.
//! Texts are dealt into folds by their number; what is printed is measured on texts the weights had not seen, beside what the
//! rules of speech alone would say.

use super::form::{Case, WantedEvent, WantedValue};
use super::parse;
use super::run::report;
use super::score::{agrees, assigned, is_circumstance, is_speaker, shares_words};
use crate::files::Read;
use crate::learn::logistic::{self, Fit, Names};
use crate::learn::pick::{self, Pick};
use crate::tally::ratio;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use tocsin_core::Language;
use tocsin_extract::gather::told::Weights;
use tocsin_extract::{Heard, Kit};
use tocsin_gazetteer::Gazetteer;

const HOW: Fit = Fit {
    steps: 600,
    step: 1.0,
    penalty: 0.002,
};
/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// What features are drawn to: whom the rules name, and who is called the source, which few cases have.
const DRAWN: &[(&str, f64)] = &[("rule", 1.0), ("source-line", 3.0)];

/// What training gives.
#[derive(Debug)]
pub struct Trained {
    /// Lines `feature<tab>weight`.
    pub weights: String,
    /// The figures of the cross-validation.
    pub measured: String,
    /// The choices as JSON lines: text, value, and for each voice its name, features and whether it is right; and which was
    /// picked by weights that had not seen the text.
    pub voices: String,
}

/// A value of a case: the number of its text, the event's and its own, and the language.
type Of = (usize, usize, usize, bool);

/// What is trained on: each value heard and who may have said it.
#[derive(Default)]
struct Corpus {
    names: Names,
    picks: Vec<Pick>,
    /// The values of the cases that each is.
    of: Vec<Vec<Of>>,
    lines: Vec<serde_json::Value>,
}

impl Corpus {
    /// Adds what is heard in one text.
    fn add(&mut self, text: usize, case: &Case, kit: &Kit) {
        let report = report(case);
        let reading = tocsin_extract::read(&report, kit);
        let heard = tocsin_extract::heard(&report, kit);
        let matched = assigned(case, &report.text, &reading);
        for (number, (event, account)) in case.events.iter().zip(matched).enumerate() {
            let Some(heard) = account.and_then(|account| heard.get(account)) else {
                continue;
            };
            for one in heard {
                let wanted = wanted(event, one, &report.text);
                if wanted.is_empty() {
                    continue;
                }
                let is_right = |speaker: &_| {
                    wanted
                        .iter()
                        .any(|(_, value)| is_speaker(&value.speaker, speaker))
                };
                let right: Vec<bool> = one.voices.iter().map(|voice| is_right(&voice.speaker)).collect();
                self.lines.push(line(text, &case.name, one, &right, &wanted));
                let names = &mut self.names;
                let candidates = one
                    .voices
                    .iter()
                    .map(|voice| logistic::placed(&voice.features, names));
                self.picks.push(Pick {
                    candidates: candidates.collect(),
                    right,
                    text,
                });
                let french = case.language == Language::Fr;
                self.of
                    .push(wanted.iter().map(|(n, _)| (text, number, *n, french)).collect());
            }
        }
    }

    /// Where the weights are drawn to.
    fn prior(&self) -> Vec<f64> {
        let mut prior = vec![0.0; self.names.len()];
        for (name, drawn) in DRAWN {
            if let Some(&at) = self.names.get(name) {
                prior[at] = *drawn;
            }
        }
        prior
    }

    /// What the rules say, and what would be best, beside what `unseen` weights pick.
    fn measured(&self, unseen: &[Option<usize>]) -> String {
        let rule = self.names.get("rule");
        let is_rule = |features: &Vec<(usize, f64)>| features.iter().any(|(at, _)| Some(at) == rule);
        let ruled: Vec<_> = self
            .picks
            .iter()
            .map(|pick| pick.candidates.iter().position(is_rule))
            .collect();
        let best: Vec<_> = self
            .picks
            .iter()
            .map(|pick| pick.right.iter().position(|right| *right))
            .collect();
        let mut out = format!("{} choices; {FOLDS} folds by text\n", self.picks.len());
        show(&mut out, "rules alone", &self.picks, &self.of, &ruled);
        show(&mut out, "model", &self.picks, &self.of, unseen);
        show(&mut out, "at best", &self.picks, &self.of, &best);
        out
    }
}

/// Trains on the cases under `dir`.
///
/// # Errors
/// When a case is missing or malformed.
pub fn train(dir: &Path) -> Read<Trained> {
    let cases = parse::load(dir)?;
    let mut kit = Kit::with_gazetteer(Gazetteer::embedded());
    // Whom the rules name is a feature, so training hears the rules alone.
    kit.speaker = Weights::parse("rule\t1");
    let mut corpus = Corpus::default();
    for (text, case) in cases.iter().enumerate() {
        corpus.add(text, case, &kit);
    }
    let prior = corpus.prior();
    let all: Vec<&Pick> = corpus.picks.iter().collect();
    let weights = pick::fit(&all, &prior, HOW);
    let unseen = pick::unseen(&corpus.picks, &prior, HOW, FOLDS);
    let measured = corpus.measured(&unseen);
    let voices = corpus.lines.iter_mut().zip(&unseen).map(|(line, picked)| {
        line["picked"] = (*picked).into();
        format!("{line}\n")
    });
    Ok(Trained {
        weights: format!(
            "# What speaks for and against one who may have said a value, as logits. Made by `tocsin-eval train speaker`.\n{}",
            logistic::lines(&corpus.names, &weights)
        ),
        measured,
        voices: voices.collect(),
    })
}

/// The values of the event that are what was heard, with their numbers: by their words where any has them.
fn wanted<'e>(event: &'e WantedEvent, heard: &Heard, text: &str) -> Vec<(usize, &'e WantedValue)> {
    let agreeing: Vec<(usize, &WantedValue)> = event
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| agrees(value, &heard.claim, text))
        .filter(|(_, value)| value.speaker != "report" || !is_circumstance(value.field))
        .collect();
    let close: Vec<(usize, &WantedValue)> = agreeing
        .iter()
        .copied()
        .filter(|(_, value)| shares_words(&value.words, &heard.claim, text))
        .collect();
    if close.is_empty() { agreeing } else { close }
}

fn line(
    text: usize,
    name: &str,
    heard: &Heard,
    right: &[bool],
    wanted: &[(usize, &WantedValue)],
) -> serde_json::Value {
    let voices: Vec<serde_json::Value> = heard
        .voices
        .iter()
        .zip(right)
        .map(|(voice, right)| {
            let features: Vec<&str> = voice.features.iter().map(|(name, _)| *name).collect();
            serde_json::json!({"name": voice.speaker.name, "right": right, "features": features})
        })
        .collect();
    let wanted: Vec<&str> = wanted.iter().map(|(_, value)| value.speaker.as_str()).collect();
    serde_json::json!({
        "text": text,
        "case": name,
        "field": heard.claim.field.key(),
        "value": heard.claim.value.short(),
        "wanted": wanted,
        "voices": voices,
    })
}

/// Of the values wanted and found, the share said by whom the case names: of all, and of each language.
fn show(out: &mut String, name: &str, picks: &[Pick], of: &[Vec<Of>], picked: &[Option<usize>]) {
    let mut values: BTreeMap<Of, bool> = BTreeMap::new();
    for ((pick, of), picked) in picks.iter().zip(of).zip(picked) {
        let right = picked.is_some_and(|at| pick.right[at]);
        for value in of {
            *values.entry(*value).or_default() |= right;
        }
    }
    let share = |keep: &dyn Fn(&Of) -> bool| {
        let kept = || values.iter().filter(|(of, _)| keep(of));
        let right = kept().filter(|(_, right)| **right).count();
        ratio(right as f64, kept().count() as f64)
    };
    let _ = writeln!(
        out,
        "{name}: {:.3} of {} values; English {:.3}, French {:.3}",
        share(&|_| true),
        values.len(),
        share(&|of| !of.3),
        share(&|of| of.3)
    );
}

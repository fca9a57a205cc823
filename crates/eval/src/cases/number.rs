//! Trains the models that tell how many were harmed, how, and whether they attacked, on our own cases.
//!
//! Of each account matched to a wanted event every number is one sample for each harm that may be counted: yes where the
//! case wants that count of that harm. Texts are dealt into folds by their number; what is printed is measured on texts the
//! weights had not seen, beside what those would score that the words of harm tie to the account's acts.

use super::form::{WantedEvent, WantedValue};
use super::parse;
use super::run::report;
use super::score::assigned;
use crate::files::Read;
use crate::learn::logistic::{self, Fit, Names, Sample};
use crate::tally::Tally;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use tocsin_core::{Count, Field};
use tocsin_extract::{Kit, Weighed};
use tocsin_gazetteer::Gazetteer;

const HOW: Fit = Fit {
    steps: 1500,
    step: 0.6,
    penalty: 0.001,
};
/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// What is tied to the act by words of harm is drawn to this.
const TIED: f64 = 1.5;
/// Bars shown.
const BARS: [f64; 5] = [-1.2, -0.8, -0.4, 0.0, 0.4];

/// Where a sample stands.
struct Stand {
    /// The number of its text, and the account.
    account: (usize, usize),
    /// Its place in the text: the likeliest harm of a place counts alone.
    at: u32,
    fields: (Field, Field),
    count: Count,
    running: bool,
    tied: bool,
    /// What the words around it alone say of those who attack.
    party: Option<usize>,
}

/// All numbers of all matched accounts.
#[derive(Default)]
struct Corpus {
    names: Names,
    numbers: Vec<Sample>,
    parties: Vec<Sample>,
    stands: Vec<Stand>,
    /// The counts wanted of a field of an account.
    wanted: BTreeMap<OfAccount, Vec<(Count, bool)>>,
}

/// Trains on the cases under `dir`: the weights as lines `feature<tab>weight`, and the figures of the cross-validation.
///
/// # Errors
/// When a case is missing or malformed.
pub fn train(dir: &Path) -> Read<(String, String)> {
    let cases = parse::load(dir)?;
    let kit = Kit::with_gazetteer(Gazetteer::embedded());
    let mut corpus = Corpus::default();
    for (text, case) in cases.iter().enumerate() {
        let report = report(case);
        let reading = tocsin_extract::candidates(&report, &kit).reading;
        let choices = tocsin_extract::choices(&report, &kit);
        let matched = assigned(case, &report.text, &reading);
        for (event, account) in case.events.iter().zip(matched) {
            let Some(account) = account else { continue };
            corpus.want(event, (text, account));
            for one in choices.get(account).map_or(&[][..], |choices| &choices.numbers) {
                corpus.add(event, one, &report.text, (text, account));
            }
        }
    }
    let lines = corpus.weights();
    let measured = corpus.measured();
    Ok((lines, measured))
}

/// Whether `value` is what `one` counts: the same count, in its words where the count is small.
fn is_wanted(value: &WantedValue, one: &Weighed, text: &str) -> bool {
    let (start, end) = (one.candidate.span.start as usize, one.candidate.span.end as usize);
    let inside = text
        .match_indices(&value.words)
        .any(|(at, words)| at < end && start < at + words.len());
    value.count == Some(one.count)
        && value.running == one.running
        && (value.words.is_empty() || inside || one.count.least > 3)
}

impl Corpus {
    fn want(&mut self, event: &WantedEvent, account: (usize, usize)) {
        for value in &event.values {
            if let Some(count) = value.count.filter(|_| FIELDS.contains(&value.field)) {
                let known = self.wanted.entry((account, value.field)).or_default();
                known.push((count, value.running));
            }
        }
    }

    fn add(&mut self, event: &WantedEvent, one: &Weighed, text: &str, account: (usize, usize)) {
        let wants = |field: Field| event.of(field).any(|value| is_wanted(value, one, text));
        let (attacked, attackers) = (wants(one.fields.0), wants(one.fields.1));
        let truth = attacked || attackers;
        self.numbers.push(Sample {
            features: logistic::placed(&one.candidate.features, &mut self.names),
            truth: f64::from(u8::from(truth)),
            text: account.0,
        });
        let either = one.is_of_either();
        let party = either.then(|| {
            self.parties.push(Sample {
                features: logistic::placed(&one.party, &mut self.names),
                truth: if truth {
                    f64::from(u8::from(attackers))
                } else {
                    -1.0
                },
                text: account.0,
            });
            self.parties.len() - 1
        });
        self.stands.push(Stand {
            account,
            at: one.candidate.span.start,
            fields: one.fields,
            count: one.count,
            running: one.running,
            tied: one.candidate.is_tied(),
            party,
        });
    }

    fn prior(&self) -> Vec<f64> {
        let mut prior = vec![0.0; self.names.len()];
        if let Some(&at) = self.names.get("tied") {
            prior[at] = TIED;
        }
        prior
    }

    /// Those of the numbers of which it is known whether the harmed attacked.
    fn known_parties(&self) -> Vec<Sample> {
        let known = self.parties.iter().filter(|sample| sample.truth >= 0.0);
        known.cloned().collect()
    }

    fn weights(&self) -> String {
        let prior = self.prior();
        let numbers: Vec<&Sample> = self.numbers.iter().collect();
        let mut weights = logistic::fit(&numbers, &prior, HOW);
        let parties = self.known_parties();
        let fitted = logistic::fit(&parties.iter().collect::<Vec<_>>(), &prior, HOW);
        for (name, &at) in &self.names {
            if name.starts_with("party") {
                weights[at] = fitted[at];
            }
        }
        format!(
            "# What speaks for and against a number of people harmed, as logits; \"party\": that they attacked. Made by `tocsin-eval train number`.\n{}",
            logistic::lines(&self.names, &weights)
        )
    }

    /// The scores of all samples by weights fitted on other folds: of numbers, and of parties.
    fn unseen(&self) -> (Vec<f64>, Vec<f64>) {
        let prior = self.prior();
        let (mut numbers, mut parties) = (vec![0.0; self.numbers.len()], vec![0.0; self.parties.len()]);
        let known = self.known_parties();
        for fold in 0..FOLDS {
            let others = |sample: &&Sample| sample.text % FOLDS != fold;
            let of_numbers: Vec<&Sample> = self.numbers.iter().filter(others).collect();
            let of_parties: Vec<&Sample> = known.iter().filter(others).collect();
            for (samples, out, train) in [
                (&self.numbers, &mut numbers, &of_numbers),
                (&self.parties, &mut parties, &of_parties),
            ] {
                let weights = logistic::fit(train, &prior, HOW);
                for (given, sample) in out.iter_mut().zip(samples) {
                    if sample.text % FOLDS == fold {
                        *given = logistic::score(sample, &weights);
                    }
                }
            }
        }
        (numbers, parties)
    }

    fn measured(&self) -> String {
        let (numbers, parties) = self.unseen();
        let wanted: usize = self.wanted.values().map(Vec::len).sum();
        let mut out = format!(
            "{} weighed, {wanted} wanted; {FOLDS} folds by text\n",
            self.numbers.len()
        );
        let tied: Vec<f64> = self
            .stands
            .iter()
            .map(|stand| if stand.tied { 1.0 } else { -1.0 })
            .collect();
        let best: Vec<f64> = self.numbers.iter().map(|sample| sample.truth - 0.5).collect();
        self.line("tied by the words", &self.chosen(&tied, &parties, 0.0), &mut out);
        self.line(
            "all that is weighed",
            &self.chosen(&best, &parties, 0.0),
            &mut out,
        );
        for bar in BARS {
            self.line(
                &format!("model, bar {bar:4}"),
                &self.chosen(&numbers, &parties, bar),
                &mut out,
            );
        }
        out
    }

    /// What is chosen of each field of each account: counts over `bar`, of each place in the text the likeliest.
    fn chosen(&self, scores: &[f64], parties: &[f64], bar: f64) -> Chosen {
        let mut best: BTreeMap<((usize, usize), u32), usize> = BTreeMap::new();
        for (at, stand) in self.stands.iter().enumerate().filter(|(at, _)| scores[*at] > bar) {
            let likeliest = best.entry((stand.account, stand.at)).or_insert(at);
            if scores[at] > scores[*likeliest] {
                *likeliest = at;
            }
        }
        // Of several accounts of a text a number is that of the one it speaks for most.
        let mut most: BTreeMap<(usize, u32), f64> = BTreeMap::new();
        for (&((text, _), at), &sample) in &best {
            let top = most.entry((text, at)).or_insert(f64::MIN);
            *top = top.max(scores[sample]);
        }
        let mut out = Chosen::new();
        for at in best.into_values() {
            let stand = &self.stands[at];
            if most
                .get(&(stand.account.0, stand.at))
                .is_some_and(|top| scores[at] < *top)
            {
                continue;
            }
            let attackers = stand.party.is_some_and(|party| parties[party] > 0.0);
            let field = if attackers { stand.fields.1 } else { stand.fields.0 };
            let count = (
                stand.count.least,
                stand.count.most,
                stand.count.about,
                stand.running,
            );
            out.entry((stand.account, field)).or_default().insert(count);
        }
        out
    }

    fn line(&self, name: &str, chosen: &Chosen, out: &mut String) {
        let _ = write!(out, "{name}:");
        for fields in [
            &FIELDS[..],
            &FIELDS[..1],
            &FIELDS[1..2],
            &FIELDS[2..3],
            &FIELDS[3..4],
            &FIELDS[4..5],
            &FIELDS[5..6],
            &FIELDS[7..],
        ] {
            let tally = self.tally(chosen, fields);
            let label = if fields.len() > 1 { "all" } else { fields[0].key() };
            let _ = write!(
                out,
                " {label} {:.3} {:.3} {:.3};",
                tally.precision(),
                tally.recall(),
                tally.f1()
            );
        }
        out.push('\n');
    }

    fn tally(&self, chosen: &Chosen, fields: &[Field]) -> Tally {
        let (mut given, mut right_given, mut wanted, mut found) = (0, 0, 0, 0);
        let none = BTreeSet::new();
        for ((_, field), counts) in chosen {
            given += if fields.contains(field) { counts.len() } else { 0 };
        }
        for ((account, field), counts) in self
            .wanted
            .iter()
            .filter(|((_, field), _)| fields.contains(field))
        {
            let key = |(count, running): &(Count, bool)| (count.least, count.most, count.about, *running);
            let chosen = chosen.get(&(*account, *field)).unwrap_or(&none);
            let keys: BTreeSet<_> = counts.iter().map(key).collect();
            wanted += counts.len();
            found += counts.iter().filter(|count| chosen.contains(&key(count))).count();
            right_given += chosen.iter().filter(|count| keys.contains(count)).count();
        }
        Tally {
            right_given: f64::from(u32::try_from(right_given).unwrap_or(0)),
            given: f64::from(u32::try_from(given).unwrap_or(0)),
            right_wanted: f64::from(u32::try_from(found).unwrap_or(0)),
            wanted: f64::from(u32::try_from(wanted).unwrap_or(0)),
        }
    }
}

/// A field of an account: the number of its text, its own.
type OfAccount = ((usize, usize), Field);

/// For each account and field the counts chosen.
type Chosen = BTreeMap<OfAccount, BTreeSet<(u64, Option<u64>, bool, bool)>>;

/// The fields that numbers fill.
const FIELDS: [Field; 8] = [
    Field::Killed,
    Field::Injured,
    Field::Missing,
    Field::Abducted,
    Field::Displaced,
    Field::AttackersKilled,
    Field::AttackersInjured,
    Field::AttackersHeld,
];

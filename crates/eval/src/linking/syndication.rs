//! Syndicated copies: texts of several outlets, what other outlets would make of them, and whether that is found out.
//!
//! Every text of the file whose turn it is (one in [`ONE_IN`], by a hash of its id) is rewritten in each [`Way`]; a copy counts as
//! found if the product's measure of shared text says that it and its original are not independent. **recall** is the share
//! found. The negatives are what other outlets wrote of the same topic within a day: **false_copies** is the share of these
//! pairs, and **false_docs** of the texts in them, for which the same measure says so. Some of them do carry one agency's
//! words, so neither can be 0.

use super::rewrite::{Way, rewrite};
use crate::files::{self, Read};
use crate::outcome::Outcome;
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tocsin_link::lineage::copies;
use tocsin_link::lineage::shingles::{Overlap, Sketch, overlap, sketch};
use tocsin_link::words::hash;

/// One text in so many is rewritten.
const ONE_IN: u64 = 4;
/// Texts shorter than this many words are no articles.
const SHORTEST: usize = 60;
/// Of two outlets' pieces on one topic, those so many days apart tell of the same events.
const DAYS: i32 = 1;
/// What every draw comes from.
const SEED: u64 = 17;

#[derive(Deserialize)]
struct Row {
    id: String,
    topic: String,
    outlet: String,
    date: String,
    text: String,
}

/// Rewrites the texts of `file` and measures how many copies are found, and how many independent pairs are taken for copies.
///
/// # Errors
/// When the file is missing or malformed.
pub fn run(file: &Path) -> Read<Outcome> {
    let rows: Vec<Row> = files::json_lines(
        file,
        "{\"id\", \"topic\", \"outlet\", \"date\", \"text\"} (may be packed, .gz)",
    )?;
    let rows: Vec<Row> = rows
        .into_iter()
        .filter(|row| row.text.split_whitespace().count() >= SHORTEST)
        .collect();
    let sketches: Vec<Sketch> = rows.iter().map(|row| sketch(&row.text)).collect();
    let mut outcome = Outcome::new("syndication", &files::stem(Path::new(&files::stem(file))), 0);
    find_copies(&rows, &sketches, &mut outcome);
    find_false_copies(&rows, &sketches, &mut outcome);
    Ok(outcome)
}

fn measured(a: &Sketch, b: &Sketch) -> Overlap {
    overlap(&a.hashes, a.distinct, &b.hashes, b.distinct)
}

fn find_copies(rows: &[Row], sketches: &[Sketch], outcome: &mut Outcome) {
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if !hash(&row.id).is_multiple_of(ONE_IN) {
            continue;
        }
        // The next text of the same outlet on the same topic brings the news of an update.
        let later = rows[at + 1..]
            .iter()
            .find(|other| other.outlet == row.outlet && other.topic == row.topic);
        for way in Way::ALL {
            let Some(later) = later.or((way != Way::Update).then_some(row)) else {
                continue;
            };
            let copy = sketch(&rewrite(&row.text, &later.text, way, SEED));
            let overlap = measured(&copy, &sketches[at]);
            let share = copies::share(&overlap);
            let count = found.entry(way.key()).or_default();
            count.0 += usize::from(share.is_some());
            count.1 += 1;
            outcome.n += 1;
            outcome.predictions.push(json!({
                "id": row.id, "way": way.key(), "found": share.is_some(), "of_copy": overlap.of_first,
                "of_original": overlap.of_second,
            }));
            if share.is_none() {
                outcome.find(way.key(), &row.id, format!("{overlap:?}"));
            }
        }
    }
    let all = found
        .values()
        .fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    outcome.put("recall", crate::tally::ratio(all.0 as f64, all.1 as f64));
    for (way, (right, all)) in found {
        outcome.put(format!("recall_{way}"), right as f64 / all as f64);
    }
}

fn find_false_copies(rows: &[Row], sketches: &[Sketch], outcome: &mut Outcome) {
    let mut days: BTreeMap<(&str, i32), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(day) = day(&row.date) {
            days.entry((&row.topic, day)).or_default().push(at);
        }
    }
    let (mut pairs, mut taken) = (0usize, 0usize);
    let (mut docs, mut false_docs) = (BTreeSet::new(), BTreeSet::new());
    for ((topic, day), here) in &days {
        for &a in here {
            let near = (0..=DAYS).filter_map(|later| days.get(&(*topic, day + later)));
            for &b in near.flatten().filter(|&&b| rows[b].outlet != rows[a].outlet) {
                if rows[a].date == rows[b].date && a > b {
                    continue;
                }
                pairs += 1;
                docs.extend([a, b]);
                let overlap = measured(&sketches[a], &sketches[b]);
                if copies::share(&overlap).is_some() {
                    taken += 1;
                    false_docs.extend([a, b]);
                    outcome.find("false copy", &rows[a].id, format!("{} {overlap:?}", rows[b].id));
                }
            }
        }
    }
    outcome.put("same_event_pairs", pairs as f64);
    outcome.put("false_copies", crate::tally::ratio(taken as f64, pairs as f64));
    outcome.put(
        "false_docs",
        crate::tally::ratio(false_docs.len() as f64, docs.len() as f64),
    );
}

/// Days since year 1, for differences; `None` if `text` is no ISO day.
fn day(text: &str) -> Option<i32> {
    let day: jiff::civil::Date = text.parse().ok()?;
    let first = jiff::civil::date(1, 1, 1);
    day.since(first).ok().map(|span| span.get_days())
}

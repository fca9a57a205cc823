//! Runs the product's linking over gold groups, reused texts and rival claims.

use super::auc::auc;
use super::clusters::agreement;
use super::truth;
use crate::files::{self, Read};
use crate::outcome::Outcome;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use tocsin_link::lineage::shingles::reuse as reuse_of;
use tocsin_link::texts::{self, Settings, Stream, TextItem};
use tocsin_link::truth::{Hierarchy, Told, decide};

/// How texts come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// All together.
    AtOnce,
    /// One by one, in the order of the file.
    OneByOne,
}

#[derive(Deserialize)]
struct IncidentRow {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
    incident: serde_json::Value,
}

/// Groups the texts of `file` by incident and scores the groups.
///
/// # Errors
/// When the file is missing or malformed.
pub fn incidents(file: &Path, arrival: Arrival) -> Read<Outcome> {
    let rows: Vec<IncidentRow> =
        files::json_lines(file, "{\"id\", \"title\", \"text\", \"topic\", \"incident\"}")?;
    let items: Vec<TextItem> = rows
        .iter()
        .map(|row| TextItem {
            title: row.title.clone(),
            text: row.text.clone(),
        })
        .collect();
    let (name, groups) = match arrival {
        Arrival::AtOnce => ("incidents", texts::group(&items, &Settings::default())),
        Arrival::OneByOne => {
            let mut stream = Stream::new(Settings::default());
            for item in &items {
                stream.add(item);
            }
            ("incidents-stream", stream.groups())
        }
    };
    let mut given = vec![0; rows.len()];
    for (group, members) in groups.iter().enumerate() {
        for &member in members {
            given[member] = group;
        }
    }
    let gold: Vec<String> = rows.iter().map(|row| row.incident.to_string()).collect();
    let found = agreement(&given, &gold);
    let mut outcome = Outcome::new(name, &files::stem(file), rows.len());
    outcome.put("b3_p", found.b3_p);
    outcome.put("b3_r", found.b3_r);
    outcome.put("b3_f1", found.b3_f1);
    outcome.put("ari", found.ari);
    outcome.put("clusters", found.clusters as f64);
    for (row, group) in rows.iter().zip(&given) {
        outcome.predictions.push(json!({"id": row.id, "group": group}));
    }
    note_groups(&mut outcome, &rows, &groups, &gold);
    Ok(outcome)
}

fn note_groups(outcome: &mut Outcome, rows: &[IncidentRow], groups: &[Vec<usize>], gold: &[String]) {
    for members in groups {
        let mixed = members.iter().any(|&member| gold[member] != gold[members[0]]);
        if mixed {
            let shown: Vec<String> = members
                .iter()
                .map(|&member| format!("{} {} {}", gold[member], rows[member].id, rows[member].title))
                .collect();
            outcome.find("false merge", &rows[members[0]].id, shown.join("\n"));
        }
    }
    let mut of_gold: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (group, members) in groups.iter().enumerate() {
        for &member in members {
            let list = of_gold.entry(&gold[member]).or_default();
            if !list.contains(&group) {
                list.push(group);
            }
        }
    }
    for (incident, groups_of) in of_gold.iter().filter(|(_, groups)| groups.len() > 1) {
        let shown: Vec<&str> = groups_of
            .iter()
            .map(|&group| rows[groups[group][0]].title.as_str())
            .collect();
        outcome.find("false split", incident, shown.join("\n"));
    }
}

#[derive(Deserialize)]
struct ReuseRow {
    id: String,
    task: String,
    label: String,
    text: String,
}

/// The label of originals.
const ORIGINAL: &str = "orig";
/// The label of texts that reuse nothing.
const NONE: &str = "non";

/// Scores how much of each text of `file` stands in the original of its task, and how well that parts reuse from none.
///
/// # Errors
/// When the file is missing or malformed.
pub fn reuse(file: &Path) -> Read<Outcome> {
    let rows: Vec<ReuseRow> = files::json_lines(file, "{\"id\", \"task\", \"label\", \"text\"}")?;
    let originals: BTreeMap<&str, &str> = rows
        .iter()
        .filter(|row| row.label == ORIGINAL)
        .map(|row| (row.task.as_str(), row.text.as_str()))
        .collect();
    let mut by_label: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut outcome = Outcome::new("reuse", &files::stem(file), 0);
    for row in rows.iter().filter(|row| row.label != ORIGINAL) {
        let Some(original) = originals.get(row.task.as_str()) else {
            continue;
        };
        let score = f64::from(reuse_of(&row.text, original));
        by_label.entry(&row.label).or_default().push(score);
        outcome.n += 1;
        outcome
            .predictions
            .push(json!({"id": row.id, "label": row.label, "score": score}));
    }
    let none = by_label.remove(NONE).unwrap_or_default();
    let reused: Vec<f64> = by_label.values().flatten().copied().collect();
    outcome.put_option("auc", auc(&reused, &none));
    for (label, scores) in &by_label {
        outcome.put_option(format!("auc_{label}"), auc(scores, &none));
    }
    Ok(outcome)
}

/// Answers for each object of folder `dir` which claim is true, and scores the answers.
///
/// # Errors
/// When a file is missing or malformed.
pub fn truth(dir: &Path) -> Read<Outcome> {
    let set = truth::read(dir)?;
    let answers = answers(&set);
    let (accuracy, general, n) = truth::score(&set, &answers);
    let mut outcome = Outcome::new("truth", &files::stem(dir), n);
    outcome.put("accuracy", accuracy);
    outcome.put("general_accuracy", general);
    for (object, answer) in &answers {
        if let Some(path) = set.truths.get(object)
            && !path.contains(answer)
        {
            let claims: Vec<String> = set
                .claims
                .iter()
                .filter(|claim| claim.object == *object)
                .map(|claim| format!("{}: {}", claim.source, claim.value))
                .collect();
            let shown = format!(
                "given {answer}, wanted {}\n{}",
                path.join(" < "),
                claims.join("\n")
            );
            outcome.find("wrong", object, shown);
        }
        outcome.predictions.push(json!({"id": object, "value": answer}));
    }
    Ok(outcome)
}

/// The likeliest value of each object, as the product decides it.
fn answers(set: &truth::TruthSet) -> BTreeMap<String, String> {
    let told: Vec<Told> = set
        .claims
        .iter()
        .map(|claim| Told {
            object: claim.object.clone(),
            source: claim.source.clone(),
            value: claim.value.clone(),
        })
        .collect();
    let decided = decide(&told, &Hierarchy::new(&set.hierarchy));
    decided
        .into_iter()
        .map(|(object, decided)| (object, decided.value))
        .collect()
}

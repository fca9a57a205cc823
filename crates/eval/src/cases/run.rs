//! Runs the product over our own cases.

use super::form::Case;
use super::parse;
use super::score::Scores;
use crate::files::{self, Read};
use crate::outcome::Outcome;
use crate::product::{self, Said};
use serde_json::json;
use std::path::Path;
use tocsin_core::{Field, Language, Report};
use tocsin_extract::Kit;
use tocsin_gazetteer::Gazetteer;

/// Reads all cases under `dir` and scores them, by language and together.
///
/// # Errors
/// When a case is missing or malformed.
pub fn run(dir: &Path, gazetteer: Gazetteer) -> Read<Outcome> {
    let cases = parse::load(dir)?;
    let kit = Kit::with_gazetteer(gazetteer);
    let mut outcome = Outcome::new("cases", &files::stem(dir), cases.len());
    let (mut all, mut en, mut fr) = (Scores::default(), Scores::default(), Scores::default());
    for case in &cases {
        let report = report(case);
        let reading = tocsin_extract::read(&report, &kit);
        let by_language = if case.language == Language::Fr {
            &mut fr
        } else {
            &mut en
        };
        by_language.add(case, &report.text, &reading);
        for (cause, shown) in all.add(case, &report.text, &reading) {
            outcome.find(cause, &name(case), shown);
        }
        outcome.predictions.push(json!({
            "id": name(case),
            "text": report.text,
            "accounts": reading.accounts,
            "claims": reading.claims,
            "left_out": reading.left_out,
        }));
    }
    put(&mut outcome, "", &all);
    for (language, scores) in [("en_", &en), ("fr_", &fr)] {
        if scores.events.wanted > 0.0 || scores.false_incidents.1 > 0 {
            put(&mut outcome, language, scores);
        }
    }
    Ok(outcome)
}

/// The case's text as intake opens it; as bare text where intake makes no report of it.
pub(super) fn report(case: &Case) -> Report {
    let whole = if case.title.is_empty() {
        case.text.clone()
    } else {
        format!("{}\n\n{}", case.title, case.text)
    };
    let said = Said {
        name: &format!("{}.txt", case.name),
        language: case.language,
        day: case.published.as_deref(),
        ..Said::default()
    };
    product::taken_in(&whole, said).unwrap_or_else(|| {
        product::report(
            &case.name,
            &case.title,
            &case.text,
            case.language,
            case.published.as_deref(),
        )
    })
}

fn name(case: &Case) -> String {
    let language = if case.language == Language::Fr { "fr" } else { "en" };
    format!("{language}/{}", case.name)
}

fn put(outcome: &mut Outcome, prefix: &str, scores: &Scores) {
    outcome.put(format!("{prefix}events_p"), scores.events.precision());
    outcome.put(format!("{prefix}events_r"), scores.events.recall());
    outcome.put(format!("{prefix}events_f1"), scores.events.f1());
    outcome.put(format!("{prefix}code"), scores.code.value());
    outcome.put(format!("{prefix}stance"), scores.stance.value());
    outcome.put(format!("{prefix}speaker"), scores.speaker.value());
    outcome.put(format!("{prefix}words"), scores.words.value());
    outcome.put(format!("{prefix}left_out"), scores.left_out.value());
    outcome.put(
        format!("{prefix}false_incident_rate"),
        scores.false_incidents.value(),
    );
    for field in Field::ALL {
        if let Some(tally) = scores.fields.get(&field) {
            let key = field.key();
            outcome.put(format!("{prefix}{key}_p"), tally.precision());
            outcome.put(format!("{prefix}{key}_r"), tally.recall());
            outcome.put(format!("{prefix}{key}_f1"), tally.f1());
        }
    }
}

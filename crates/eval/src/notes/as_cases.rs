//! Coded notes as cases: what a note says of its one event, for training what notes of a sentence or two teach.

use super::run::{FORM, Row};
use crate::cases::form::{Case, WantedEvent, WantedValue};
use crate::dates::forms::language;
use crate::files::{self, InputError, Read};
use std::path::{Path, PathBuf};
use tocsin_core::{Codebook, Field, Stance};

/// Before the number of a note in its case's name: a batch of its own, behind those of the cases.
const BATCH: &str = "900";

/// The notes of all `.jsonl` files in `dir`, each a case with one event: its day, and every code of its type.
///
/// # Errors
/// When the folder is missing or a note is malformed.
pub fn load(dir: &Path) -> Read<Vec<Case>> {
    let entries = std::fs::read_dir(dir).map_err(|error| {
        InputError::missing(
            dir,
            error.to_string(),
            format!("give the folder of notes: {FORM}"),
        )
    })?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let rows: Vec<Row> = files::json_lines(&file, FORM)?;
        out.extend(rows.into_iter().map(case));
    }
    Ok(out)
}

fn case(row: Row) -> Case {
    let of_type =
        |entry: &&tocsin_core::codebook::Entry| row.gold.event_type.as_deref() == Some(entry.acled.0);
    let codes = Codebook::get()
        .entries
        .iter()
        .filter(of_type)
        .map(|entry| entry.code.to_owned());
    let date = row.gold.date.as_ref().map(|day| WantedValue {
        field: Field::Date,
        value: day.clone(),
        count: None,
        words: String::new(),
        stance: Stance::Asserted,
        speaker: "report".to_owned(),
        country: String::new(),
        admin1: String::new(),
        of: String::new(),
        part: false,
        running: false,
    });
    Case {
        name: format!("{BATCH}-{}", row.id),
        language: language(row.lang.as_deref().unwrap_or("en")),
        published: row.published,
        style: "bulletin".to_owned(),
        tags: Vec::new(),
        title: String::new(),
        text: row.text,
        events: vec![WantedEvent {
            name: row.id,
            codes: codes.collect(),
            values: date.into_iter().collect(),
        }],
        why_none: String::new(),
        left_out: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_a_case_of_one_event() {
        let dir = tempfile::tempdir().unwrap();
        let row = r#"{"id": "en-1", "lang": "en", "text": "A mine.", "published": null, "gold": {"date": "2023-01-02", "event_type": "Riots", "deaths": 0}}"#;
        std::fs::write(dir.path().join("en.jsonl"), row).unwrap();
        let cases = load(dir.path()).unwrap();
        assert_eq!(cases.len(), 1);
        assert_eq!(cases[0].name, "900-en-1");
        assert_eq!(
            cases[0].events[0].codes,
            ["violent-demonstration", "mob-violence"]
        );
        assert_eq!(cases[0].events[0].values[0].value, "2023-01-02");
        assert!(load(Path::new("nowhere")).is_err());
    }
}

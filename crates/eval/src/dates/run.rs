//! Runs the product's reader of dates over gold texts.

use super::forms::{self, DatedText};
use super::score::{Dates, GivenDate, is_right};
use super::{cat, timeml};
use crate::files::{self, InputError, Read};
use crate::outcome::{Outcome, in_context};
use crate::product;
use serde_json::json;
use std::path::Path;
use tocsin_core::Language;

/// The gold texts at `path`: a folder of TimeML (`.tml`), CAT XML (`.xml`) and JSON-lines (`.jsonl`) files, or one file.
/// `language` is that of TimeML and CAT files, which do not say.
///
/// # Errors
/// When a file is missing or malformed.
pub fn load(path: &Path, language: Language) -> Read<Vec<DatedText>> {
    const FORM: &str = "TimeML (.tml), CAT XML (.xml) or JSON-lines (.jsonl) files";
    let paths = if path.is_dir() {
        files::list(path, &[".tml", ".xml", ".jsonl"], FORM)?
    } else {
        vec![path.to_owned()]
    };
    let mut texts = Vec::new();
    for path in paths {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("tml") => texts.push(timeml::read(&path, language)?),
            Some("xml") => texts.push(cat::read(&path, language)?),
            Some("jsonl") => texts.extend(forms::read(&path)?),
            _ => {
                return Err(InputError::missing(
                    &path,
                    "not a form of dated texts",
                    format!("give {FORM}"),
                ));
            }
        }
    }
    Ok(texts)
}

/// Reads the dates of `texts` and scores them; `split` names the data.
#[must_use]
pub fn run(texts: &[DatedText], split: &str) -> Outcome {
    let mut outcome = Outcome::new("dates", split, texts.len());
    let mut score = Dates::default();
    for text in texts {
        let given = given(text);
        let map = score.add(&given, &text.wanted);
        note(&mut outcome, text, &given, &map);
        let dates: Vec<_> = given
            .iter()
            .map(|date| {
                let start = text.text[..date.start].chars().count();
                let words = &text.text[date.start..date.end];
                let end = start + words.chars().count();
                json!({"start": start, "end": end, "text": words, "value": date.value})
            })
            .collect();
        outcome.predictions.push(json!({"id": text.id, "dates": dates}));
    }
    outcome.put("extent_f1", score.extent.f1());
    outcome.put("value_f1", score.value.f1());
    outcome.put("day_f1", score.day.f1());
    for (name, tally) in [
        ("extent", score.extent),
        ("value", score.value),
        ("day", score.day),
    ] {
        outcome.put(format!("{name}_p"), tally.precision());
        outcome.put(format!("{name}_r"), tally.recall());
    }
    outcome
}

/// What the product reads in `text`, without what lies in the stretches set aside.
fn given(text: &DatedText) -> Vec<GivenDate> {
    product::dates(&text.text, text.language, text.published.as_deref())
        .into_iter()
        .map(|mark| GivenDate {
            start: mark.span.start as usize,
            end: mark.span.end as usize,
            value: mark.value,
        })
        .filter(|date| {
            let apart = |&(start, end): &(usize, usize)| date.end <= start || end <= date.start;
            text.aside.iter().all(apart)
        })
        .collect()
}

fn note(outcome: &mut Outcome, text: &DatedText, given: &[GivenDate], map: &[Option<usize>]) {
    for (want, got) in text.wanted.iter().zip(map) {
        let shown = |given: &str| {
            format!(
                "{}\nwanted {:?}, given {given} (published {})",
                in_context(&text.text, want.start, want.end),
                want.values,
                text.published.as_deref().unwrap_or("unknown"),
            )
        };
        match got.map(|index| &given[index]) {
            None if !want.values.iter().any(String::is_empty) => {
                outcome.find("missed", &text.id, shown("nothing"));
            }
            Some(got) if !is_right(want, got) => {
                outcome.find("wrong value", &text.id, shown(&format!("{:?}", got.value)));
            }
            _ => {}
        }
    }
    for (index, date) in given.iter().enumerate() {
        if !map.contains(&Some(index)) {
            let shown = format!(
                "{}\ngiven {:?}",
                in_context(&text.text, date.start, date.end),
                date.value
            );
            outcome.find("found where nothing is wanted", &text.id, shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::forms::WantedDate;

    #[test]
    fn what_is_set_aside_counts_neither_way() {
        let words = "5 March 2024\n\nThe town fell on 4 March 2024.";
        let mut text = DatedText {
            id: "1".into(),
            text: words.into(),
            published: Some("2024-03-05".into()),
            language: Language::En,
            wanted: vec![WantedDate {
                start: 31,
                end: 43,
                values: vec!["2024-03-04".into()],
            }],
            aside: Vec::new(),
        };
        let precision = |text: &DatedText| {
            let outcome = run(std::slice::from_ref(text), "test");
            outcome
                .scores
                .iter()
                .find(|(name, _)| name == "value_p")
                .map(|(_, value)| *value)
        };
        assert_eq!(precision(&text), Some(0.5));
        text.aside = vec![(0, 12)];
        assert_eq!(precision(&text), Some(1.0));
    }
}

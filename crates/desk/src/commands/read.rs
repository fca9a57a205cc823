//! `places`, `dates`: how a text is read, with candidates and reasons, for checking.

use super::Desk;
use crate::cli::exit;
use crate::{say, words};
use anyhow::Result;
use serde_json::json;
use std::fmt::Write;
use std::io::Read;
use tocsin_core::{Language, Report, When};
use tocsin_extract::Doc;
use tocsin_extract::readers::{places as place_reader, when as date_reader};
use tocsin_intake::{Captured, Given};

/// `places`.
pub fn places(desk: &Desk, text: &str) -> Result<u8> {
    let (text, language) = given(text, None)?;
    let doc = Doc::of_text(&text, language, None);
    let kit = tocsin::Kit::embedded();
    let marks = place_reader::read(&doc, &kit.gazetteer);
    if desk.json {
        let answers: Vec<_> = marks
            .iter()
            .map(|mark| json!({"words": mark.span.of(&text), "start": mark.span.start, "end": mark.span.end, "place": mark.place, "candidates": mark.candidates, "reasons": mark.reasons}))
            .collect();
        desk.answer(&answers)?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for mark in &marks {
        let place = mark
            .place
            .as_ref()
            .map_or_else(|| "?".to_owned(), |place| words::place(desk.lang, place));
        let point = mark
            .place
            .as_ref()
            .and_then(|place| place.point)
            .map(|(lat, lon)| format!(" {lat:.3}, {lon:.3}"))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "{} → {place}{point} ({})",
            mark.whole.of(&text),
            mark.candidates
        );
        for reason in &mark.reasons {
            let _ = writeln!(out, "    {}", say::reason(desk.lang, reason));
        }
        for (key, name) in mark.place.iter().flat_map(|place| &place.alternatives) {
            let _ = writeln!(out, "    ≠ {name} [{key}]");
        }
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// `dates`.
pub fn dates(desk: &Desk, text: &str, published: Option<jiff::civil::Date>) -> Result<u8> {
    let (text, language) = given(text, published)?;
    let doc = Doc::of_text(&text, language, published.map(When::day));
    let marks = date_reader::read(&doc);
    if desk.json {
        let answers: Vec<_> = marks
            .iter()
            .map(|mark| json!({"words": mark.span.of(&text), "start": mark.span.start, "end": mark.span.end, "value": mark.value, "when": mark.when, "rule": mark.rule}))
            .collect();
        desk.answer(&answers)?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for mark in &marks {
        let when = mark
            .when
            .as_ref()
            .map_or_else(|| "–".to_owned(), |when| words::when(desk.lang, when));
        let _ = writeln!(
            out,
            "{} → {when} [{}] ({})",
            mark.span.of(&text),
            mark.value,
            mark.rule
        );
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// The text, and its language as intake tells it.
fn given(text: &str, published: Option<jiff::civil::Date>) -> Result<(String, Language)> {
    let text = if text == "-" {
        let mut read = String::new();
        std::io::stdin()
            .take(crate::gather::MOST_BYTES)
            .read_to_string(&mut read)?;
        read
    } else {
        text.to_owned()
    };
    let captured = Captured {
        name: "text",
        bytes: text.as_bytes(),
        url: None,
        received: super::now(),
        given: Given {
            published: published.map(When::day),
            ..Given::default()
        },
    };
    let language = tocsin_intake::open(&captured)
        .reports
        .first()
        .map_or(Language::En, |report: &Report| report.language);
    Ok((
        text,
        if language == Language::Other {
            Language::En
        } else {
            language
        },
    ))
}

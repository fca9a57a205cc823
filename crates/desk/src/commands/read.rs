//! `places`, `dates`: how a text is read, with candidates and reasons, for checking.

use super::Desk;
use crate::cli::exit;
use crate::say::Lang;
use crate::web::map::{self, Frame, Pin};
use crate::{say, words};
use anyhow::{Context, Result};
use serde_json::json;
use std::fmt::Write;
use std::io::Read;
use std::path::Path;
use tocsin_core::{Language, Report, When};
use tocsin_extract::Doc;
use tocsin_extract::readers::places::PlaceMark;
use tocsin_extract::readers::{places as place_reader, when as date_reader};
use tocsin_intake::{Captured, Given};

/// `places`.
pub fn places(desk: &Desk, text: &str, map: Option<&Path>) -> Result<u8> {
    let (text, language) = given(text, None)?;
    let doc = Doc::of_text(&text, language, None);
    let kit = desk.kit();
    let marks = place_reader::read(&doc, &kit.gazetteer);
    if let Some(path) = map {
        let drawn = drawn(desk.lang, &text, &marks);
        std::fs::write(path, drawn).with_context(|| format!("{} cannot be written", path.display()))?;
    }
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

/// The map of the places read, to be looked at by itself.
fn drawn(lang: Lang, text: &str, marks: &[PlaceMark]) -> String {
    let pins: Vec<Pin> = marks
        .iter()
        .filter_map(|mark| {
            let place = mark.place.as_ref()?;
            Some(Pin {
                point: place.point?,
                radius_km: f64::from(place.radius_km),
                label: format!("{} → {}", mark.whole.of(text), words::place(lang, place)),
                href: String::new(),
                class: if place.alternatives.is_empty() {
                    "accepted"
                } else {
                    "new"
                },
            })
        })
        .collect();
    let svg = map::draw(
        &Frame::around(&pins),
        &pins,
        &say::say(lang, "desk-map-places-title", &[]),
    );
    let style = ".land{fill:#eee;stroke:#999}.around{fill:#c60;fill-opacity:.15;stroke:#c60}.pin{fill:#c60;stroke:#fff}.pin.new{fill:#666}text{font:11px sans-serif;fill:#777;text-anchor:middle}";
    svg.replacen('>', &format!("><style>{style}</style>"), 1)
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

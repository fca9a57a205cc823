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
use tocsin_core::{Language, Place, Report, When};
use tocsin_extract::Doc;
use tocsin_extract::readers::places::{PlaceMark, Weighed};
use tocsin_extract::readers::{places as place_reader, when as date_reader};
use tocsin_intake::{Captured, Given};

/// `places`.
pub fn places(desk: &Desk, text: &str, map: Option<&Path>) -> Result<u8> {
    let (text, language) = given(text, None)?;
    let doc = Doc::of_text(&text, language, None);
    let kit = desk.kit();
    let marks = place_reader::read(&doc, &kit.gazetteer);
    let candidates = place_reader::candidates(&doc, &kit.gazetteer);
    if let Some(path) = map {
        let drawn = drawn(desk.lang, &text, &marks);
        std::fs::write(path, drawn).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    if desk.json {
        let answers: Vec<_> = marks
            .iter()
            .zip(&candidates)
            .map(|(mark, weighed)| {
                let weighed: Vec<_> = weighed
                    .iter()
                    .map(|one| json!({"place": one.place, "score": one.score, "prior": one.prior, "share": one.share}))
                    .collect();
                json!({"words": mark.span.of(&text), "start": mark.span.start, "end": mark.span.end, "place": mark.place, "candidates": mark.candidates, "weighed": weighed, "reasons": mark.reasons})
            })
            .collect();
        desk.answer(&answers)?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for (mark, weighed) in marks.iter().zip(&candidates) {
        tell_place(desk.lang, &text, (mark, weighed), &mut out);
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// A place read: what is meant, the candidates, the reasons, the places that nothing rules out.
fn tell_place(lang: Lang, text: &str, (mark, weighed): (&PlaceMark, &[Weighed]), out: &mut String) {
    let place = mark.place.as_ref();
    let name = place.map_or_else(|| "?".to_owned(), |place| words::place(lang, place));
    let point = place
        .and_then(|place| place.point)
        .map(|(lat, lon)| format!(" {lat:.3}, {lon:.3}"))
        .unwrap_or_default();
    let codes = place.map(coded).unwrap_or_default();
    let words = mark.whole.of(text);
    let _ = writeln!(out, "{words} → {name}{codes}{point} ({})", mark.candidates);
    for reason in &mark.reasons {
        let _ = writeln!(out, "    {}", say::reason(lang, reason));
    }
    for one in weighed.iter().filter(|_| weighed.len() > 1) {
        let name = words::place(lang, &one.place);
        let share = format!("{:.0} %", one.share * 100.0);
        let _ = writeln!(
            out,
            "    {share:>5}  {:5.1} ({:4.1})  {name}{} [{}]",
            one.score,
            one.prior,
            coded(&one.place),
            one.place.key
        );
    }
    for (key, name) in mark.place.iter().flat_map(|place| &place.alternatives) {
        let _ = writeln!(out, "    ≠ {name} [{key}]");
    }
}

/// The codes of the units a place lies in: " · ML › ML-4 ML04 › ML0404".
fn coded(place: &Place) -> String {
    let codes: Vec<String> = place
        .admin
        .iter()
        .filter(|unit| !unit.code.is_empty())
        .map(|unit| match unit.pcode.as_str() {
            "" => unit.code.clone(),
            pcode if pcode == unit.code => unit.code.clone(),
            pcode => format!("{} {pcode}", unit.code),
        })
        .collect();
    if codes.is_empty() {
        String::new()
    } else {
        format!(" · {}", codes.join(" › "))
    }
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

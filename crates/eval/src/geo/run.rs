//! Runs the product's reader of places over toponym gold.

use super::fine::Fine;
use super::score::{Point, Toponym, Toponyms, is_near};
use crate::dates::forms::language;
use crate::files::{self, InputError, Read};
use crate::outcome::{Outcome, in_context};
use serde::Deserialize;
use serde_json::json;
use std::path::Path;
use tocsin_core::{Language, Place, Span};
use tocsin_extract::Doc;
use tocsin_extract::readers::places::{self, PlaceMark};
use tocsin_gazetteer::Gazetteer;

/// Which toponyms are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpansFrom {
    /// Those the reader finds.
    Reader,
    /// Those of the gold: resolution alone is measured.
    Gold,
}

/// One text with its toponyms.
#[derive(Clone, Debug)]
pub struct GeoText {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// Its toponyms by place in the text.
    pub gold: Vec<Toponym>,
    /// For each of them the second-level unit it lies in; `None` where the gold does not say.
    pub units: Vec<Option<String>>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    #[serde(default)]
    lang: Option<String>,
    toponyms: Vec<ToponymRow>,
}

#[derive(Deserialize)]
struct ToponymRow {
    start: usize,
    end: usize,
    #[serde(default)]
    text: String,
    #[serde(default)]
    name: String,
    lat: Option<f64>,
    lon: Option<f64>,
    #[serde(default)]
    admin2: Option<String>,
}

/// The texts of a JSON-lines file; offsets are in Unicode characters.
///
/// # Errors
/// When the file is missing or malformed, or an offset lies outside its text.
pub fn load(path: &Path) -> Read<Vec<GeoText>> {
    const FORM: &str =
        "{\"id\", \"text\", \"toponyms\": [{\"start\", \"end\", \"text\", \"name\", \"lat\", \"lon\"}]}";
    let rows: Vec<Row> = files::json_lines(path, FORM)?;
    let mut texts = Vec::with_capacity(rows.len());
    for (index, row) in rows.into_iter().enumerate() {
        let mut gold = Vec::with_capacity(row.toponyms.len());
        for toponym in row.toponyms {
            let (start, end) = place_of(&row.text, &toponym).ok_or_else(|| {
                let why = format!("{}..{} is no stretch of the text", toponym.start, toponym.end);
                InputError::malformed(
                    path,
                    index + 1,
                    why,
                    "give offsets in Unicode characters, end exclusive",
                )
            })?;
            let point = toponym.lat.zip(toponym.lon);
            gold.push((Toponym { start, end, point }, toponym.admin2));
        }
        gold.sort_by_key(|(toponym, _)| (toponym.start, toponym.end));
        let (gold, units) = gold.into_iter().unzip();
        texts.push(GeoText {
            id: row.id,
            text: row.text,
            language: language(row.lang.as_deref().unwrap_or("en")),
            gold,
            units,
        });
    }
    Ok(texts)
}

/// The bytes of a toponym. Some data sets count characters from 1: where the words at the offsets are not the toponym's, but
/// those one to the left are, the latter are meant.
fn place_of(text: &str, toponym: &ToponymRow) -> Option<(usize, usize)> {
    let at = |shift: usize| {
        let (start, end) = (toponym.start.checked_sub(shift)?, toponym.end.checked_sub(shift)?);
        files::bytes_of_chars(text, start, end)
    };
    let is_named = |(start, end): &(usize, usize)| {
        let words = &text[*start..*end];
        words == toponym.name || words == toponym.text
    };
    let as_said = at(0);
    match as_said.filter(is_named) {
        Some(place) => Some(place),
        None => at(1).filter(is_named).or(as_said),
    }
}

/// Reads the places of `texts` and scores them; `split` names the data.
#[must_use]
pub fn run(texts: &[GeoText], split: &str, gazetteer: &Gazetteer, from: SpansFrom) -> Outcome {
    let name = match from {
        SpansFrom::Reader => "geo",
        SpansFrom::Gold => "geo-gold-spans",
    };
    let mut outcome = Outcome::new(name, split, texts.len());
    let mut score = Toponyms::default();
    let mut fine = Fine::default();
    for text in texts {
        let doc = Doc::of_text(&text.text, text.language, None);
        let marks = match from {
            SpansFrom::Reader => places::read(&doc, gazetteer),
            SpansFrom::Gold => {
                let spans: Vec<Span> = text
                    .gold
                    .iter()
                    .filter_map(|toponym| Span::new(&text.text, toponym.start, toponym.end))
                    .collect();
                places::resolve(&doc, &spans, gazetteer)
            }
        };
        let given: Vec<Toponym> = marks.iter().map(toponym).collect();
        let map = score.add(&given, &text.gold);
        let mut known = Vec::with_capacity(text.gold.len());
        for (want, got) in text.gold.iter().zip(&map) {
            let mut points = candidates(&text.text[want.start..want.end], gazetteer);
            points.extend(got.and_then(|index| given[index].point));
            known.push(score.weigh_candidates(want.point, &points));
        }
        for ((want, unit), got) in text.gold.iter().zip(&text.units).zip(&map) {
            if let (Some(point), Some(unit)) = (want.point, unit) {
                let named = got.and_then(|index| Some((marks[index].place.clone()?, marks[index].anchor)));
                let place = named.map(|(place, anchor)| Place {
                    point: anchor,
                    ..place
                });
                if let Some(why) = fine.add((point, unit), place.as_ref()) {
                    let context = in_context(&text.text, want.start, want.end);
                    let shown = place.as_ref().map_or_else(String::new, |place| {
                        format!("{} {:?} {:?}", place.name, place.point, place.unit(2))
                    });
                    outcome.find(
                        why,
                        &text.id,
                        format!("{context}\nwanted {point:?} in {unit}, given {shown}"),
                    );
                }
            }
        }
        note(&mut outcome, text, &marks, &map, &known);
        outcome.predictions.push(predicted(text, &marks));
    }
    for (name, value) in score.scores() {
        outcome.put(name, value);
    }
    for (name, value) in fine.scores() {
        outcome.put(name, value);
    }
    outcome
}

fn toponym(mark: &PlaceMark) -> Toponym {
    Toponym {
        start: mark.span.start as usize,
        end: mark.span.end as usize,
        // A toponym is the place named, not the spot that is told by way of it.
        point: mark.anchor,
    }
}

/// Where the places called `name` lie.
fn candidates(name: &str, gazetteer: &Gazetteer) -> Vec<Point> {
    let hits = gazetteer.find(name);
    let points = hits.iter().filter_map(|&hit| gazetteer.entry(hit)?.point());
    points.collect()
}

fn predicted(text: &GeoText, marks: &[PlaceMark]) -> serde_json::Value {
    let toponyms: Vec<_> = marks
        .iter()
        .map(|mark| {
            let words = mark.span.of(&text.text);
            let start = text.text[..mark.span.start as usize].chars().count();
            let point = mark.anchor;
            json!({
                "start": start,
                "end": start + words.chars().count(),
                "text": words,
                "name": mark.place.as_ref().map(|place| &place.name),
                "lat": point.map(|(lat, _)| lat),
                "lon": point.map(|(_, lon)| lon),
            })
        })
        .collect();
    json!({"id": text.id, "toponyms": toponyms})
}

fn note(outcome: &mut Outcome, text: &GeoText, marks: &[PlaceMark], map: &[Option<usize>], known: &[bool]) {
    for ((want, got), known) in text.gold.iter().zip(map).zip(known) {
        let context = in_context(&text.text, want.start, want.end);
        let in_gazetteer = if *known {
            "in the gazetteer"
        } else {
            "not in the gazetteer near there"
        };
        match got.map(|index| &marks[index]) {
            None => {
                let at = format!(
                    "{context}\nwanted {:?}, given nothing; {in_gazetteer}",
                    want.point
                );
                outcome.find(format!("missed ({in_gazetteer})"), &text.id, at);
            }
            Some(mark) => {
                let point = mark.anchor;
                if !is_near(want.point, point) {
                    let name = mark
                        .place
                        .as_ref()
                        .map_or("no place", |place| place.name.as_str());
                    let shown = format!("{context}\nwanted {:?}, given {name} {point:?}", want.point);
                    outcome.find(format!("put elsewhere ({in_gazetteer})"), &text.id, shown);
                }
            }
        }
    }
    for (index, mark) in marks.iter().enumerate() {
        if !map.contains(&Some(index)) {
            let name = mark
                .place
                .as_ref()
                .map_or("no place", |place| place.name.as_str());
            let context = in_context(&text.text, mark.span.start as usize, mark.span.end as usize);
            outcome.find(
                "found where nothing is wanted",
                &text.id,
                format!("{context}\ngiven {name}"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_counted_from_one_are_seen() {
        let of = |start: usize, end: usize, name: &str| ToponymRow {
            start,
            end,
            text: String::new(),
            name: name.into(),
            lat: None,
            lon: None,
            admin2: None,
        };
        let text = "À Gao, Gao";
        for (toponym, expected) in [
            (of(2, 5, "Gao"), Some((3, 6))),
            (of(3, 6, "Gao"), Some((3, 6))),
            (of(7, 10, "Gao"), Some((8, 11))),
            (of(8, 11, "Gao"), Some((8, 11))),
            (of(2, 5, "Goa"), Some((3, 6))),
            (of(9, 14, "Goa"), None),
        ] {
            assert_eq!(
                place_of(text, &toponym),
                expected,
                "{}..{}",
                toponym.start,
                toponym.end
            );
        }
    }
}

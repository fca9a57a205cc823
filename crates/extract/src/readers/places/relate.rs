//! Words that relate the event to a place: "10 km north of Gao", "près de Niono", "on the Sévaré–Bandiagara road".

use super::PlaceMark;
use super::find::Name;
use crate::{Doc, TokenKind};
use tocsin_core::place::haversine_km;
use tocsin_core::{Place, PlaceKind, Reason, Relation};
use tocsin_gazetteer::Gazetteer;

/// Kilometres that "near" reaches beyond the place itself.
const NEAR_KM: f32 = 15.0;
/// Kilometres that a bare direction ("north of Gao") reaches.
const SIDE_KM: f32 = 40.0;

/// Adds relations to `marks`, which stand for `names` one by one.
pub(super) fn relate(doc: &Doc, gazetteer: &Gazetteer, names: &[Name], marks: &mut [PlaceMark]) {
    for at in 0..names.len().min(marks.len()) {
        if let Some(start) = between(doc, names, at) {
            join(doc, names, marks, at, start);
        }
    }
    for (name, mark) in names.iter().zip(marks.iter_mut()) {
        let Some(place) = mark.place.as_mut() else {
            continue;
        };
        if place.relation.is_some() {
            continue;
        }
        let from = doc
            .sentence_of(name.first)
            .map_or(name.first, |at| doc.sentences[at].first);
        let Some((start, relation)) = before(doc, from, name.first) else {
            continue;
        };
        if apply(place, relation) {
            relocate(place, gazetteer);
            mark.reasons.push(Reason::new("place-relation"));
            if let Some(whole) = doc.span(start, name.last) {
                mark.whole = whole;
            }
        }
    }
}

/// Gives a point that was moved away from its place the units it lies in by the outlines loaded.
fn relocate(place: &mut Place, gazetteer: &Gazetteer) {
    if let (Some(Relation::Offset { bearing: Some(_), .. }), Some(point)) = (&place.relation, place.point) {
        let admin = gazetteer.units_at(point);
        if admin.len() >= place.admin.len() {
            place.admin = admin;
        }
    }
}

/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Before {
    Near,
    Side(f32),
    Offset(f32, Option<f32>),
}

/// The relation said before token `first`, and the token it begins with.
fn before(doc: &Doc, from: usize, first: usize) -> Option<(usize, Before)> {
    let at = left_of_noun(doc, from, first);
    if at == from {
        return None;
    }
    if let Some(found) = distance(doc, from, at) {
        return Some(found);
    }
    let last = doc.word(at - 1);
    for phrase in NEAR {
        // Cutting each phrase into words costs more than all else for a text full of names.
        if !phrase.ends_with(last) {
            continue;
        }
        let words: Vec<&str> = phrase.split(' ').collect();
        let start = at.checked_sub(words.len()).filter(|&start| start >= from);
        if let Some(start) = start
            && words
                .iter()
                .enumerate()
                .all(|(n, word)| doc.word(start + n) == *word)
        {
            return Some((start, Before::Near));
        }
    }
    None
}

/// Phrases for nearness, folded, longest first.
const NEAR: &[&str] = &[
    "on the outskirts of",
    "in the vicinity of",
    "dans les environs de",
    "dans les alentours de",
    "a la peripherie de",
    "a la sortie de",
    "in the outskirts of",
    "dans les environs d'",
    "a proximite de",
    "aux environs de",
    "aux alentours de",
    "aux abords de",
    "en peripherie de",
    "a la lisiere de",
    "not far from",
    "non loin de",
    "non loin d'",
    "aux environs d'",
    "aux abords d'",
    "a proximite d'",
    "aux environs du",
    "aux abords du",
    "a proximite du",
    "close to",
    "next to",
    "pres de",
    "pres d'",
    "pres du",
    "autour de",
    "autour d'",
    "autour du",
    "just outside",
    "near",
    "around",
    "outside",
    "nearby",
];

/// Steps over "the town of", "le village de", articles; gives the token where the name with its noun begins.
fn left_of_noun(doc: &Doc, from: usize, first: usize) -> usize {
    let mut at = first;
    if at > from && matches!(doc.word(at - 1), "the" | "la" | "le" | "l'" | "les") {
        at -= 1;
    }
    if at > from + 1 && matches!(doc.word(at - 1), "of" | "de" | "d'" | "du") && is_noun(doc.word(at - 2)) {
        at -= 2;
        while at > from
            && (matches!(
                doc.word(at - 1),
                "the" | "la" | "le" | "l'" | "les" | "a" | "un" | "une"
            ) || is_adjective(doc.word(at - 1)))
        {
            at -= 1;
        }
    }
    at
}

fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "town"
            | "city"
            | "village"
            | "hamlet"
            | "commune"
            | "locality"
            | "capital"
            | "district"
            | "ville"
            | "localite"
            | "hameau"
            | "capitale"
            | "quartier"
            | "camp"
            | "base"
            | "region"
            | "cercle"
            | "province"
    )
}

fn is_adjective(word: &str) -> bool {
    matches!(
        word,
        "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "main"
            | "regional"
            | "small"
            | "petite"
            | "petit"
            | "grande"
    )
}

/// "10 km north of", "à 30 km au nord de", "north of" before token `at`.
fn distance(doc: &Doc, from: usize, at: usize) -> Option<(usize, Before)> {
    let mut left = at;
    let fused = left > from && matches!(doc.word(left - 1), "du");
    if !(left > from && (fused || matches!(doc.word(left - 1), "of" | "from" | "de" | "d'" | "to"))) {
        return None;
    }
    left -= 1;
    if left > from && doc.word(left - 1) == "away" {
        left -= 1;
    }
    let (after_direction, bearing) = direction(doc, from, left);
    left = after_direction;
    let direction_start = left;
    if bearing.is_some() {
        while left > from
            && matches!(
                doc.word(left - 1),
                "au" | "a" | "l'" | "la" | "the" | "to" | "further" | "plus"
            )
        {
            left -= 1;
        }
    }
    if left > from && doc.word(left - 1) == ")" {
        let open = (from..left).rev().take(6).find(|&at| doc.word(at) == "(");
        left = open.unwrap_or(left);
    }
    if let Some((start, km)) = length(doc, from, left) {
        return Some((start, Before::Offset(km, bearing)));
    }
    bearing.map(|_| (direction_start, Before::Side(SIDE_KM)))
}

/// A direction that ends before token `end`: where it begins, and its bearing.
fn direction(doc: &Doc, from: usize, end: usize) -> (usize, Option<f32>) {
    let word = |back: usize| {
        if end >= from + back {
            doc.word(end - back)
        } else {
            ""
        }
    };
    if word(2) == "-"
        && let Some(bearing) = bearing(&format!("{}{}", word(3), word(1)))
    {
        return (end - 3, Some(bearing));
    }
    match bearing(word(1)) {
        Some(bearing) => (end - 1, Some(bearing)),
        None => (end, None),
    }
}

/// Degrees from north of a direction, English or French, written in one word.
fn bearing(word: &str) -> Option<f32> {
    Some(match word {
        "north" | "nord" | "northwards" => 0.0,
        "northeast" | "nordest" => 45.0,
        "east" | "est" => 90.0,
        "southeast" | "sudest" => 135.0,
        "south" | "sud" => 180.0,
        "southwest" | "sudouest" => 225.0,
        "west" | "ouest" => 270.0,
        "northwest" | "nordouest" => 315.0,
        _ => return None,
    })
}

/// A length that ends before token `end`: where it begins, and its kilometres.
fn length(doc: &Doc, from: usize, end: usize) -> Option<(usize, f32)> {
    let mut at = end.checked_sub(1).filter(|&at| at > from)?;
    if doc.word(at) == "." && at > from + 1 {
        at -= 1;
    }
    let unit = match doc.word(at) {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => 1.0,
        "mile" | "miles" | "mi" => 1.609_344,
        "metres" | "meters" | "m" => 0.001,
        _ => return None,
    };
    let mut number = at.checked_sub(1).filter(|&at| at >= from)?;
    if matches!(doc.word(number), "de" | "-") && number > from {
        number -= 1;
    }
    let count = if doc.tokens[number].kind == TokenKind::Number {
        digits(doc.word(number))
    } else {
        spelled(doc.word(number))
    }?;
    let mut start = number;
    while start > from
        && matches!(
            doc.word(start - 1),
            "a" | "about"
                | "some"
                | "around"
                | "environ"
                | "une"
                | "quelque"
                | "roughly"
                | "nearly"
                | "approximately"
        )
    {
        start -= 1;
    }
    let km = count * unit;
    (km > 0.0 && km <= 1000.0).then_some((start, km))
}

fn digits(word: &str) -> Option<f32> {
    let plain: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = match plain.split_once(',') {
        Some((_, tail)) if tail.len() == 3 => plain.replace(',', ""),
        _ => plain.replace(',', "."),
    };
    plain.parse().ok().filter(|number: &f32| number.is_finite())
}

fn spelled(word: &str) -> Option<f32> {
    Some(match word {
        "one" | "un" | "une" => 1.0,
        "two" | "deux" => 2.0,
        "three" | "trois" => 3.0,
        "four" | "quatre" => 4.0,
        "five" | "cinq" => 5.0,
        "six" => 6.0,
        "seven" | "sept" => 7.0,
        "eight" | "huit" => 8.0,
        "nine" | "neuf" => 9.0,
        "ten" | "dix" | "dizaine" => 10.0,
        "dozen" | "douze" | "douzaine" | "twelve" => 12.0,
        "fifteen" | "quinze" | "quinzaine" => 15.0,
        "twenty" | "vingt" | "vingtaine" => 20.0,
        "thirty" | "trente" | "trentaine" => 30.0,
        "forty" | "quarante" | "quarantaine" => 40.0,
        "fifty" | "cinquante" | "cinquantaine" => 50.0,
        "sixty" | "soixante" | "soixantaine" => 60.0,
        "hundred" | "cent" | "centaine" => 100.0,
        _ => return None,
    })
}

/// Changes `place` as `relation` says; false where the place is too wide for it to mean anything.
fn apply(place: &mut Place, relation: Before) -> bool {
    if matches!(place.kind, PlaceKind::Area | PlaceKind::Country) {
        return false;
    }
    let wide = matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Admin2);
    match relation {
        Before::Side(_) | Before::Near if wide => return false,
        Before::Near => {
            place.relation = Some(Relation::Near);
            place.radius_km = widened(place, NEAR_KM);
        }
        Before::Side(km) => {
            place.relation = Some(Relation::Near);
            place.radius_km = widened(place, km);
        }
        Before::Offset(km, bearing) => {
            place.relation = Some(Relation::Offset { km, bearing });
            match (bearing, place.point) {
                (Some(bearing), Some(point)) => {
                    place.point = Some(moved(point, km, bearing));
                    place.radius_km = place.radius_km.max(km * 0.25);
                }
                _ => place.radius_km = widened(place, km),
            }
        }
    }
    true
}

/// The radius with `km` more; 0 stays 0 where there is no point.
fn widened(place: &Place, km: f32) -> f32 {
    if place.point.is_some() {
        place.radius_km + km
    } else {
        0.0
    }
}

/// The point `km` from `point` towards `bearing`.
fn moved((lat, lon): (f64, f64), km: f32, bearing: f32) -> (f64, f64) {
    let (km, bearing) = (f64::from(km), f64::from(bearing).to_radians());
    let north = km * bearing.cos() / 111.2;
    let east = km * bearing.sin() / (111.2 * lat.to_radians().cos().max(0.01));
    let lon = (lon + east + 540.0).rem_euclid(360.0) - 180.0;
    ((lat + north).clamp(-90.0, 90.0), lon)
}

/// Whether names `at` and `at + 1` are the ends of a stretch: the token it begins with.
fn between(doc: &Doc, names: &[Name], at: usize) -> Option<usize> {
    let (one, other) = (names.get(at)?, names.get(at + 1)?);
    let sentence = doc.sentences[doc.sentence_of(one.first)?];
    if other.last > sentence.last || other.first > one.last + 4 {
        return None;
    }
    let (from, to) = (sentence.first, sentence.last);
    let start = left_of_noun(doc, from, one.first);
    let word_before = |back: usize| {
        if start >= from + back {
            doc.word(start - back)
        } else {
            ""
        }
    };
    let link: Vec<&str> = (one.last..other.first)
        .map(|at| doc.word(at))
        .filter(|word| !matches!(*word, "the" | "la" | "le"))
        .collect();
    let dashed = link == ["-"];
    let after = |ahead: usize| {
        if other.last + ahead < to {
            doc.word(other.last + ahead)
        } else {
            ""
        }
    };
    let is_road = |word: &str| {
        matches!(
            word,
            "road" | "highway" | "axis" | "axe" | "route" | "troncon" | "corridor" | "stretch" | "section"
        )
    };
    if matches!(word_before(1), "between" | "entre") && matches!(link.as_slice(), ["and" | "et", ..]) {
        return Some(start - 1);
    }
    if matches!(word_before(1), "linking" | "connecting" | "reliant")
        && matches!(link.first(), Some(&("to" | "and" | "with" | "a" | "et")))
    {
        return Some(start - 1);
    }
    if dashed && is_road(word_before(1)) {
        return Some(start - 1);
    }
    (dashed && is_road(after(0))).then_some(start)
}

/// Gives both ends of a stretch its middle and the other end's name.
fn join(doc: &Doc, names: &[Name], marks: &mut [PlaceMark], at: usize, start: usize) {
    let [Some(one), Some(other)] = [at, at + 1].map(|at| marks[at].place.clone()) else {
        return;
    };
    let stretch = one
        .point
        .zip(other.point)
        .filter(|&(a, b)| haversine_km(a, b) < 600.0);
    for (at, far) in [(at, &other), (at + 1, &one)] {
        let Some(place) = marks[at].place.as_mut() else {
            continue;
        };
        place.relation = Some(Relation::Between {
            other: far.name.clone(),
        });
        if let Some((a, b)) = stretch {
            place.point = Some(((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0));
            place.radius_km = (haversine_km(a, b) / 2.0).max(3.0) as f32;
        }
        marks[at].reasons.push(Reason::new("place-relation"));
    }
    if let Some(whole) = doc.span(start, names[at].last) {
        marks[at].whole = whole;
    }
}

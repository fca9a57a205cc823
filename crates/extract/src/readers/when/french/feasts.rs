//! French feasts, civil, Christian and Islamic.

use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::Lex;
use super::super::meaning::{Feast, Meaning, Name, Pick, What};
use super::Ruled;
use super::days::pick_after;

/// "la Tabaski", "le jour de l'Aïd el-Kébir", "la veille de Noël" (the latter by [`beside_day`]), "la fête de Tabaski 2023".
pub(super) fn feast(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let mut start = c.skip(at, &["la", "le", "l'"]);
    if c.any(start, &["jour", "fete"]) && c.any(start + 1, &["de", "du"]) {
        start = c.skip(start + 2, &["la", "l'", "fete"]);
        start = c.skip(start, &["de"]);
        start = c.skip(start, &["la", "l'"]);
    }
    start = c.skip(start, &["dernier", "prochain", "derniere", "prochaine"]);
    let picked = if start > at { c.word(start - 1) } else { "" };
    let (end, feast) = feast_name(c, start)?;
    let (end, after) = pick_after(c, end).map_or((end, None), |(end, pick)| (end, Some(pick)));
    let pick = match picked {
        "dernier" | "derniere" => Pick::Last,
        "prochain" | "prochaine" => Pick::Next,
        _ => after.unwrap_or(Pick::Lean),
    };
    let year = c.year(c.skip(end, &["de"])).filter(|_| pick == Pick::Lean);
    let (end, pick) = year.map_or((end, pick), |(end, year)| (end, Pick::Year(year)));
    Some((
        end,
        (Meaning::point(What::Named(Name::Feast(feast), pick)), "feast"),
    ))
}

fn feast_name(c: &Cursor, at: usize) -> Parsed<Feast> {
    if !c.capital(at) && !c.any(at, &["ramadan", "travail", "tabaski", "noel"]) {
        return None;
    }
    if let Lex::Feast(feast) = c.lex(at) {
        return Some(match (feast, c.word(at + 1)) {
            (Feast::Easter(0), "monday") => (at + 2, feast),
            _ => (at + 1, feast),
        });
    }
    if let Some(end) = c.after(at, &["travail"]) {
        let led = at >= c.first + 2 && c.is(at - 1, "du") && c.is(at - 2, "fete");
        return led.then_some((end, Feast::Fixed(5, 1)));
    }
    if c.is(at, "nouvel") && c.any(at + 1, &["an"]) {
        return Some((at + 2, Feast::Fixed(1, 1)));
    }
    if !c.is(at, "aid") {
        return None;
    }
    let mut name = c.skip(at + 1, &["-"]);
    name = c.skip(name, &["el", "al", "ul"]);
    name = c.skip(name, &["-"]);
    match c.word(name) {
        "kebir" | "adha" => Some((name + 1, Feast::Islamic(12, 10))),
        "fitr" => Some((name + 1, Feast::Islamic(10, 1))),
        _ => None,
    }
}

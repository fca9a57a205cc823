//! English feasts and the weeks of days.

use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::Lex;
use super::super::meaning::{Feast, Meaning, Name, Pick, What};
use super::Ruled;
use super::days::{month_name, pick_before, year_after};

/// Feasts: "Christmas Day", "Thanksgiving", "Eid al-Adha", "last Ramadan", "New Year's Eve", "Election Day".
pub(super) fn named_day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, pick) = pick_before(c, at);
    let (end, feast) = feast(c, start)?;
    if let Some((end, year)) = year_after(c, end).filter(|_| pick == Pick::Lean) {
        return Some((
            end,
            (
                Meaning::point(What::Named(Name::Feast(feast), Pick::Year(year))),
                "feast-year",
            ),
        ));
    }
    Some((
        end,
        (Meaning::point(What::Named(Name::Feast(feast), pick)), "feast"),
    ))
}

fn feast(c: &Cursor, at: usize) -> Parsed<Feast> {
    if !c.capital(at) {
        return None;
    }
    if let Lex::Feast(feast) = c.lex(at) {
        let end = c.skip(at + 1, &["day"]);
        return Some(match (feast, c.word(at + 1)) {
            (Feast::Fixed(12, 25), "eve") => (at + 2, Feast::Fixed(12, 24)),
            (Feast::Easter(_), "monday") => (at + 2, Feast::Easter(1)),
            (Feast::Easter(_), "sunday") => (at + 2, feast),
            _ => (end, feast),
        });
    }
    let eid = c
        .after(at, &["eid", "al", "-"])
        .or_else(|| c.after(at, &["eid", "el", "-"]))
        .or_else(|| c.after(at, &["eid", "al"]));
    if let Some(name) = eid {
        return match c.word(name) {
            "adha" | "kebir" => Some((name + 1, Feast::Islamic(12, 10))),
            "fitr" | "fitri" => Some((name + 1, Feast::Islamic(10, 1))),
            _ => None,
        };
    }
    let two = |first: &str, second: &str| c.after(at, &[first, second]);
    if let Some(end) = two("good", "friday") {
        return Some((end, Feast::Easter(-2)));
    }
    if let Some(end) = two("boxing", "day") {
        return Some((end, Feast::Fixed(12, 26)));
    }
    // The first Tuesday after the first Monday of November.
    if let Some(end) = two("election", "day") {
        return Some((end, Feast::Nth(1, 1, 11, 1)));
    }
    let year = c.after(at, &["new", "year", "'s"])?;
    match c.word(year) {
        "eve" => Some((year + 1, Feast::Fixed(12, 31))),
        "day" => Some((year + 1, Feast::Fixed(1, 1))),
        _ => None,
    }
}

/// The week of a day: "the week of March 6".
pub(super) fn week_of(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let start = c.after(the, &["week", "of"])?;
    let (end, number) = month_name(c, start)?;
    let (end, day) = c.day(end)?;
    Some((end, (Meaning::point(What::WeekOf(number, day)), "week-of")))
}

//! English times of day: clock times, parts of the day, nights, beside a day or alone.

use super::super::calendar::Unit;
use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::{Grammar, Lex};
use super::super::meaning::{Base, Meaning, Part, Share};
use super::Ruled;
use super::days::{day, day_range};

/// A day with what may stand around it: a clock time, a part of the day.
pub(super) fn timed(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let from = c.skip(at, &["early", "earlier", "late", "later"]);
    let share = share_of(c.word(at)).filter(|_| from > at);
    let from = c.skip(from, &["on"]).min(from + usize::from(from > at));
    let found = clock_first(c, from)
        .or_else(|| part_of_day_of(c, from))
        .or_else(|| {
            let (end, ruled) = day(c, from)?;
            Some(clock_after(c, end, ruled))
        })
        .or_else(|| this_part(c, from));
    let (end, (meaning, rule)) = found?;
    let meaning = meaning.with(|beside| beside.share = beside.share.or(share));
    Some((end, (meaning, rule)))
}

pub(super) fn share_of(word: &str) -> Option<Share> {
    match word {
        "early" | "beginning" | "start" => Some(Share::Early),
        "mid" | "middle" => Some(Share::Middle),
        "late" | "end" => Some(Share::Late),
        _ => None,
    }
}

/// "9 a.m. Tuesday", "noon on Saturday", "16:00 UTC today", or the clock alone.
pub(super) fn clock_first(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (end, minute, utc, part) = match c.clock(at) {
        Some((end, (minute, utc))) => (end, minute, utc, None),
        None => match c.lex(at) {
            Lex::Part(Part::Noon) => (at + 1, 720, false, Some(Part::Noon)),
            Lex::Part(Part::Midnight) => (at + 1, 0, false, Some(Part::Midnight)),
            _ => return None,
        },
    };
    let set = |meaning: Meaning| {
        meaning.with(|beside| {
            beside.minute = Some(minute);
            beside.utc = utc;
            beside.part = part;
        })
    };
    let mut next = c.skip(end, &[","]);
    next = c.skip(next, &["on"]);
    if let Some((last, (meaning, _))) = day(c, next) {
        return Some((last, (set(meaning), "clock-day")));
    }
    let near = Meaning::shift(0, Unit::Day, Base::Near);
    Some((end, (set(near), "clock")))
}

/// "the night of Oct. 23", "the early hours of Thursday", "overnight Monday to Tuesday".
fn part_of_day_of(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["the"]);
    if c.is(start, "overnight") {
        let from = c.skip(c.skip(start + 1, &["on"]), &["from"]);
        if let Some((end, (meaning, _))) = day(c, from) {
            let join = c.skip(end, &["to", "into", "-"]);
            let end = if join > end {
                day(c, join).map_or(end, |(end, _)| end)
            } else {
                end
            };
            return Some((end, (overnight(meaning), "overnight-day")));
        }
        let meaning = Meaning::shift(-1, Unit::Day, Base::Publication);
        return Some((start + 1, (overnight(meaning), "overnight")));
    }
    let early = c.skip(start, &["early", "late"]);
    let (end, part) = match c.lex(early) {
        Lex::Part(part) => (early + 1, part),
        Lex::Unit(Unit::Hour, Grammar::Many) if early > start => (
            early + 1,
            if c.is(start, "early") {
                Part::Dawn
            } else {
                Part::Evening
            },
        ),
        _ => return None,
    };
    let of = c
        .after(end, &["of"])
        .or_else(|| c.after(end, &["from"]).filter(|_| part == Part::Night))
        .or_else(|| c.after(end, &["on"]).filter(|_| part != Part::Night))?;
    if let Some((_, second)) = day_range(c, c.skip(of, &["the"])).filter(|_| part == Part::Night) {
        let meaning = overnight(second.meaning).with(|beside| beside.days = -1);
        return Some((second.last, (meaning, "night-to-night")));
    }
    let (end, (meaning, _)) = day(c, of)?;
    if part == Part::Night
        && c.any(end, &["to", "into", "-"])
        && let Some((last, _)) = day(c, end + 1)
    {
        return Some((last, (overnight(meaning), "night-to-night")));
    }
    let meaning = meaning.with(|beside| beside.part = beside.part.or(Some(part)));
    Some((end, (meaning, "part-of-day-of")))
}

fn overnight(meaning: Meaning) -> Meaning {
    meaning.with(|beside| {
        beside.part = Some(Part::Night);
        beside.overnight = true;
    })
}

/// A clock time after a day: "Friday at 9 a.m.", "17 September, around 16:30".
fn clock_after(c: &Cursor, end: usize, (meaning, rule): Ruled) -> (usize, Ruled) {
    let mut at = c.skip(end, &[","]);
    let joined = c.any(at, &["at", "around", "about"]);
    at = c.skip(at, &["at"]);
    at = c.skip(at, &["around", "about", "approximately"]);
    if let Some((last, (minute, utc))) = c.clock(at) {
        let timed = meaning.with(|beside| {
            beside.minute = Some(minute);
            beside.utc = utc;
        });
        return (last, (timed, "day-clock"));
    }
    match c.lex(at) {
        Lex::Part(part @ (Part::Noon | Part::Midnight | Part::Dawn)) if joined => (
            at + 1,
            (meaning.with(|beside| beside.part = Some(part)), "day-part"),
        ),
        _ => (end, (meaning, rule)),
    }
}

/// "this morning", "last night", "tonight", "in the morning" (the last without its preposition).
fn this_part(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let publication = |n: i32, part: Part| {
        Meaning::shift(n, Unit::Day, Base::Publication).with(|beside| beside.part = Some(part))
    };
    if c.is(at, "tonight") {
        return Some((at + 1, (publication(0, Part::Night), "tonight")));
    }
    if let Some(found) = bare_part(c, at) {
        return Some(found);
    }
    let turn = c.skip(at, &["the"]);
    if let (n @ (-1 | 1), Lex::Part(part)) = (turn_of(c.word(turn)), c.lex(turn + 1))
        && (turn > at || c.word(turn) != "next")
    {
        let meaning = Meaning::shift(n, Unit::Day, Base::Context).with(|beside| beside.part = Some(part));
        return Some((turn + 2, (meaning, "next-part")));
    }
    let start = at + 1;
    let early = c.skip(start, &["early", "late", "mid"]);
    let dash = c.skip(early, &["-"]);
    let Lex::Part(part) = c.lex(dash) else {
        return None;
    };
    let end = dash + 1;
    match c.word(at) {
        "this" => Some((end, (publication(0, part), "this-part"))),
        "last" => Some((end, (publication(-1, part), "last-part"))),
        "that" | "same" => {
            let meaning = Meaning::shift(0, Unit::Day, Base::Context).with(|beside| beside.part = Some(part));
            Some((end, (meaning, "that-part")))
        }
        "the" if at > c.first && c.any(at - 1, &["in", "during", "by", "through"]) => {
            let meaning = Meaning::shift(0, Unit::Day, Base::Near).with(|beside| beside.part = Some(part));
            Some((end, (meaning, "the-part")))
        }
        _ => None,
    }
}

/// "at dawn", "by mid afternoon", "around midnight": a part of the day after a preposition, of the day spoken of.
fn bare_part(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if at == c.first
        || !c.any(
            at - 1,
            &["at", "by", "before", "until", "around", "about", "since", "after"],
        )
    {
        return None;
    }
    let mid = c.skip(c.skip(at, &["early", "late", "mid"]), &["-"]);
    // "at night" is more often a habit.
    let Lex::Part(part @ (Part::Dawn | Part::Morning | Part::Afternoon | Part::Evening)) = c.lex(mid) else {
        return None;
    };
    let meaning = Meaning::shift(0, Unit::Day, Base::Near).with(|beside| beside.part = Some(part));
    Some((mid + 1, (meaning, "bare-part")))
}

/// -1 for "previous", 1 for "next", else 0.
fn turn_of(word: &str) -> i32 {
    match word {
        "next" | "following" => 1,
        "previous" | "preceding" => -1,
        _ => 0,
    }
}

/// A part of the day right after a day: "Tuesday morning", "yesterday evening".
pub(super) fn with_part(c: &Cursor, end: usize, meaning: Meaning, rule: &'static str) -> (usize, Ruled) {
    let start = c.skip(end, &["early", "late"]);
    if c.is(start, "overnight") {
        return (start + 1, (overnight(meaning), "day-overnight"));
    }
    match c.lex(start) {
        Lex::Part(part) => (
            start + 1,
            (meaning.with(|beside| beside.part = Some(part)), "day-part"),
        ),
        _ => (end, (meaning, rule)),
    }
}

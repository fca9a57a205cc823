//! English units picked by "last", "next", "this", and the quarters and fiscal years of business news.

use super::super::calendar::{Stamp, Unit};
use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::{Grammar, Lex};
use super::super::meaning::{Amount, Base, Meaning, Name, Part, Pick, What};
use super::Ruled;
use super::lengths::amount;
use super::stretches::year_relative;

/// "last week", "next year", "this month", "the previous day", "that same day", "the past three months", "the first nine months".
pub(super) fn relative(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let (start, n, base) = direction(c, at, the)?;
    let fiscal = c.skip(start, &["fiscal", "financial", "calendar", "trading"]);
    if let Some((end, (unit, Grammar::One))) = c.unit(fiscal) {
        return relative_unit(c, at, end, n, unit, base, the > at);
    }
    relative_length(c, the, fiscal)
}

/// Which way a word points, and from where.
fn direction(c: &Cursor, at: usize, the: usize) -> Option<(usize, i32, Base)> {
    let after = the + 1;
    Some(match c.word(the) {
        "last" | "past" => (after, -1, Base::Publication),
        "next" if the > at => (after, 1, Base::Context),
        "next" | "coming" | "upcoming" => (after, 1, Base::Publication),
        "this" if the == at => (c.skip(after, &["same", "past", "very"]), 0, Base::Publication),
        "current" => (after, 0, Base::Publication),
        "latest" => (after, 0, Base::Publication),
        "previous" | "preceding" | "prior" => (after, -1, Base::Context),
        "following" | "subsequent" => (after, 1, Base::Context),
        "same" if the > at => (c.skip(after, &["very"]), 0, Base::Context),
        "that" if the == at => (c.skip(after, &["same", "very"]), 0, Base::Context),
        "first" | "final" | "early" if the > at => (after, 0, Base::Context),
        "full" if the > at => (after, 0, Base::Publication),
        _ => return None,
    })
}

fn relative_unit(
    c: &Cursor,
    at: usize,
    end: usize,
    n: i32,
    unit: Unit,
    base: Base,
    the: bool,
) -> Parsed<Ruled> {
    let word = c.word(c.skip(at, &["the"]));
    if matches!(word, "first" | "final" | "early") {
        return None;
    }
    if word == "latest" {
        return matches!(unit, Unit::Quarter | Unit::Period)
            .then(|| (end, (Meaning::point(What::Latest), "latest-period")))
            .or_else(|| Some((end, (Meaning::shift(-1, unit, Base::Publication), "latest-unit"))));
    }
    // "the past year", "the past decade", "the last decade": a length up to now.
    let lasting = matches!(word, "past" | "last") && matches!(unit, Unit::Decade | Unit::Century);
    if (word == "past" && the) || lasting {
        return Some((end, (Meaning::Length(Amount::Halves(2), unit), "past-length")));
    }
    if unit == Unit::Period && n != 0 || matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return None;
    }
    if matches!(unit, Unit::Period) {
        return Some((end, (Meaning::point(What::Latest), "this-period")));
    }
    let meaning = Meaning::shift(n, unit, base);
    // "the next morning" is told by its part; "next year's third quarter" by the quarter.
    if let Lex::Part(part) = c.lex(end)
        && unit == Unit::Day
    {
        return Some((
            end + 1,
            (
                meaning.with(|beside| beside.part = Some(part)),
                "relative-day-part",
            ),
        ));
    }
    if unit == Unit::Night {
        let night = Meaning::shift(n, Unit::Day, base).with(|beside| beside.part = Some(Part::Night));
        return Some((end, (night, "relative-night")));
    }
    Some((
        end,
        (
            meaning,
            if base == Base::Context {
                "relative-context"
            } else {
                "relative-unit"
            },
        ),
    ))
}

/// "the past three months", "the next few days", "recent years": lengths, or vague where no number is said.
fn relative_length(c: &Cursor, the: usize, start: usize) -> Parsed<Ruled> {
    let (end, amount) = amount(c, start).unwrap_or((start, Amount::Some));
    let trading = c.skip(c.skip(end, &["-"]), &["trading", "fiscal", "calendar"]);
    let (end, (unit, grammar)) = c.unit(trading)?;
    if amount == Amount::Some && end == start + 1 {
        let meaning = match c.word(the) {
            _ if grammar == Grammar::One => return None,
            "coming" | "next" | "following" => Meaning::Future,
            "past" | "last" | "previous" | "latest" => Meaning::Past,
            _ => Meaning::Length(amount, unit),
        };
        return Some((end, (meaning, "vague-units")));
    }
    let end = c.after(end, &["or", "so"]).unwrap_or(end);
    Some((end, (Meaning::Length(amount, unit), "length-to-now")))
}

/// "a year ago", "year-earlier", "the year-ago period", "the year before": as long before the period spoken of.
pub(super) fn year_ago(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(
        c.skip(at, &["the", "a"]),
        &["comparable", "corresponding", "same"],
    );
    if c.is(the, "year") && c.is(the + 1, "-") && c.any(the + 2, &["ago", "earlier"]) {
        let end = the + 3;
        if let Some((end, quarter)) = quarter_name(c, end) {
            let what = What::Named(Name::Quarter(quarter), Pick::YearsOff(-1));
            return Some((end, (Meaning::point(what), "year-ago-quarter")));
        }
        let end = c.skip(end, &["quarter", "period", "month"]);
        return Some((end, (Meaning::point(What::YearsBefore(1)), "year-ago")));
    }
    if let Some((end, (unit @ (Unit::Day | Unit::Week | Unit::Month), Grammar::One))) =
        c.unit(c.skip(at, &["the"]))
        && c.is(at, "the")
        && c.any(end, &["before", "after"])
        && matches!(c.word(end + 1), "" | "." | "," | ";")
    {
        let n = if c.is(end, "before") { -1 } else { 1 };
        return Some((end + 1, (Meaning::shift(n, unit, Base::Context), "unit-before")));
    }
    let end = c
        .after(at, &["the", "year", "before"])
        .or_else(|| c.after(at, &["the", "year", "previous"]))?;
    let meaning = Meaning::shift(-1, Unit::Year, Base::Context);
    matches!(c.word(end), "" | "." | "," | ";").then_some((end, (meaning, "year-before")))
}

/// "first-quarter", "third quarter".
fn quarter_name(c: &Cursor, at: usize) -> Parsed<i8> {
    let Lex::Ord(number @ 1..=4) = c.lex(at) else {
        return None;
    };
    let dash = c.skip(at + 1, &["-"]);
    c.is(dash, "quarter").then_some((dash + 1, number))
}

/// Quarters, halves, fiscal years, "the quarter", "the 1988 period".
pub(super) fn quarter(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let mut start = c.skip(at, &["the"]);
    start = c.skip(start, &["fiscal"]);
    start = c.skip(start, &["-"]).min(start + usize::from(start > at));
    let year = c.year(start);
    let mut from = year.map_or(start, |(end, _)| end);
    let mut pick = year.map_or(Pick::Lean, |(_, year)| Pick::Year(year));
    if let Some((end, years)) = year_relative(c, start).filter(|&(end, _)| c.is(end, "'s")) {
        (from, pick) = (end + 1, Pick::YearsOff(years));
    }
    if let Some((end, number)) = quarter_name(c, from) {
        return Some(year_of_quarter(c, end, Name::Quarter(number), pick));
    }
    if let Lex::Ord(number @ 1..=2) = c.lex(from)
        && c.is(from + 1, "half")
        && (start > at || year.is_some())
    {
        return Some(year_of_quarter(c, from + 2, Name::Half(number), pick));
    }
    if c.any(from, &["last", "latter"]) && c.after(from + 1, &["half", "of"]).is_some() {
        let (end, found) = year_of_quarter(c, from + 2, Name::Half(2), pick);
        return (end > from + 2).then_some((end, found));
    }
    if let Some((end, year)) = year
        && start > at
        && c.any(end, &["quarter", "period"])
    {
        let what = if c.is(end, "quarter") {
            What::Latest
        } else {
            What::Fixed(Stamp::Year(year))
        };
        return Some((end + 1, (Meaning::point(what), "year-period")));
    }
    fiscal(c, at).or_else(|| bare_unit(c, at))
}

/// The year that may follow a quarter or half.
fn year_of_quarter(c: &Cursor, end: usize, name: Name, pick: Pick) -> (usize, Ruled) {
    let of = c.skip(c.skip(end, &["of", ","]), &["fiscal"]);
    if let Some((end, year)) = c.year(of) {
        return (
            end,
            (
                Meaning::point(What::Named(name, Pick::Year(year))),
                "quarter-year",
            ),
        );
    }
    if let Some((end, years)) = year_relative(c, end) {
        return (
            end,
            (
                Meaning::point(What::Named(name, Pick::YearsOff(years))),
                "quarter-of-year",
            ),
        );
    }
    (end, (Meaning::point(What::Named(name, pick)), "quarter"))
}

fn fiscal(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let start = c
        .after(the, &["fiscal"])
        .or_else(|| c.after(the, &["financial"]))?;
    if let Some((end, year)) = c.year(start) {
        return Some((
            end,
            (Meaning::point(What::Fixed(Stamp::Year(year))), "fiscal-year"),
        ));
    }
    c.is(start, "year").then(|| {
        (
            start + 1,
            (Meaning::shift(0, Unit::Year, Base::Publication), "fiscal-year"),
        )
    })
}

/// "the quarter", "the weekend", "the year", "the day": the current or last one.
fn bare_unit(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.after(at, &["the"])?;
    let (end, (unit, Grammar::One)) = c.unit(start)? else {
        return None;
    };
    let before = if at > c.first { c.word(at - 1) } else { "" };
    let after = c.word(end);
    match unit {
        Unit::Quarter => Some((end, (Meaning::point(What::Latest), "the-quarter"))),
        Unit::Weekend if matches!(before, "over" | "during" | "for" | "on" | "of") => {
            let what = What::Named(Name::Weekday(6), Pick::Lean);
            let what = if after == "of" { return None } else { what };
            Some((
                end,
                (Meaning::point(what).with(|b| b.overnight = true), "the-weekend"),
            ))
        }
        Unit::Year if matches!(before, "for" | "in") && matches!(after, "ended" | "ending") => {
            Some((end, (Meaning::Length(Amount::Halves(2), Unit::Year), "the-year")))
        }
        Unit::Year | Unit::Month | Unit::Week
            if matches!(before, "during" | "in" | "for" | "of") && matches!(after, "" | "," | ".") =>
        {
            Some((end, (Meaning::shift(0, unit, Base::Publication), "the-unit")))
        }
        Unit::Day
            if matches!(
                before,
                "end" | "ended" | "ending" | "finish" | "finished" | "close" | "closed"
            ) =>
        {
            Some((end, (Meaning::shift(0, Unit::Day, Base::Publication), "the-day")))
        }
        _ => None,
    }
}

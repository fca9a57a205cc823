//! English months, seasons, years, decades and their parts.

use super::super::calendar::{Stamp, Unit};
use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::{Grammar, Lex};
use super::super::meaning::{Base, Meaning, Name, Pick, Share, What};
use super::Ruled;
use super::days::{month_name, pick_before, spelled_year, year_after};
use super::periods::relative;
use super::times::share_of;

/// Months, seasons, halves, years, weeks with what picks or shares them: "early next year", "the end of 1990", "last March".
pub(super) fn shared_stretch(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, share) = share_before(c, at);
    let (end, (meaning, rule)) = stretch(c, start)?;
    let end = match c.word(end) {
        // "2001 or later", "1990 and beyond".
        "or" if c.is(end + 1, "later") => end + 2,
        "and" if c.is(end + 1, "beyond") => end + 2,
        _ => end,
    };
    Some((
        end,
        (meaning.with(|beside| beside.share = share.or(beside.share)), rule),
    ))
}

/// "early", "mid-", "the end of", "later in", "sometime": where the expression proper starts, and the share.
fn share_before(c: &Cursor, at: usize) -> (usize, Option<Share>) {
    let the = c.skip(at, &["the"]);
    let very = c.skip(the, &["very"]);
    let share = share_of(c.word(very));
    match c.word(very) {
        "end" | "beginning" | "start" | "middle" if c.is(very + 1, "of") => (very + 2, share),
        "early" | "late" | "mid" => {
            let end = c.skip(very + 1, &["-"]);
            (c.skip(end, &["in"]), share)
        }
        "later" | "earlier" | "sometime" => (c.skip(very + 1, &["in"]), None),
        "year" | "month" | "week" => (at, None),
        _ => (at, None),
    }
}

/// A month, season, year, decade; "this year", "last week"; "year-end".
fn stretch(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Some((end, number)) = month_of(c, at) {
        return Some((end, number));
    }
    if let Some(found) = season(c, at)
        .or_else(|| decade(c, at))
        .or_else(|| year_end(c, at))
    {
        return Some(found);
    }
    if let Some(found) = relative(c, at) {
        return Some(found);
    }
    let the = c.skip(at, &["the"]);
    let shared =
        at > c.first && !c.any(at - 1, &["the"]) && c.any(at - 1, &["of", "-", "early", "late", "mid", "in"]);
    if let Some((end, year)) = c.year(the).or_else(|| spelled_year(c, the))
        && shared
        && the == at
    {
        return Some((end, (Meaning::point(What::Fixed(Stamp::Year(year))), "year")));
    }
    // "the end of the month": the current one.
    if let Some((end, (unit, Grammar::One))) = c.unit(the)
        && the > at
        && shared
        && matches!(unit, Unit::Month | Unit::Year | Unit::Week | Unit::Day)
    {
        let meaning = Meaning::shift(0, unit, Base::Publication);
        return Some((end, (meaning, "the-unit")));
    }
    None
}

/// "September", "last September", "September 2023", "September of last year".
fn month_of(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, pick) = pick_before(c, at);
    let (end, number) = month_name(c, start)?;
    let year = year_after(c, end).filter(|_| pick == Pick::Lean);
    if let Some((end, year)) = year {
        return Some((
            end,
            (
                Meaning::point(What::Fixed(Stamp::Month(year, number))),
                "month-year",
            ),
        ));
    }
    if let Some((end, years)) = year_relative(c, end) {
        let what = What::Named(Name::Month(number), Pick::YearsOff(years));
        return Some((end, (Meaning::point(what), "month-of-year")));
    }
    let end = c.skip(end, &["month"]);
    Some((
        end,
        (Meaning::point(What::Named(Name::Month(number), pick)), "month"),
    ))
}

/// "of last year", "this year", "next year" after a name.
pub(super) fn year_relative(c: &Cursor, at: usize) -> Parsed<i32> {
    let of = c.skip(c.skip(at, &["of", "in"]), &["the"]);
    let years = match c.word(of) {
        "last" | "previous" => -1,
        "this" | "current" => 0,
        "next" => 1,
        _ => return None,
    };
    c.is(of + 1, "year").then_some((of + 2, years))
}

fn season(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, pick) = pick_before(c, at);
    let the = c.skip(start, &["the"]);
    let early = c.skip(the, &["early", "late"]);
    let Lex::Season(season) = c.lex(early) else {
        return None;
    };
    let end = early + 1;
    if let Some((end, year)) = year_after(c, end) {
        return Some((
            end,
            (
                Meaning::point(What::Fixed(Stamp::Season(year, season))),
                "season-year",
            ),
        ));
    }
    if let Some((end, years)) = year_relative(c, end) {
        let what = What::Named(Name::Season(season), Pick::YearsOff(years));
        return Some((end, (Meaning::point(what), "season-of-year")));
    }
    // "a fall of 3 %", "will spring": a season must be led by an article, a preposition or a pick.
    let led = early > at
        || (at > c.first
            && c.any(
                at - 1,
                &["in", "since", "until", "by", "during", "of", "early", "late"],
            ));
    let noun = !matches!(c.word(end), "of" | "in" | "from" | "to");
    let picked = pick != Pick::Lean;
    (led && (noun || picked)).then(|| {
        (
            end,
            (Meaning::point(What::Named(Name::Season(season), pick)), "season"),
        )
    })
}

/// "the 1990s", "the mid-1990s", "the '80s", "the nineties", "the 20th century".
fn decade(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let share = share_of(c.word(the));
    let start = if share.is_some() {
        c.skip(the + 1, &["-"])
    } else {
        the
    };
    let mark = c.skip(start, &["'", "‘", "`"]);
    let point = |stamp: Stamp| Meaning::point(What::Fixed(stamp)).with(|beside| beside.share = share);
    if let Lex::Digits(n) = c.lex(mark)
        && c.glued(mark + 1)
        && c.any(mark + 1, &["s", "'s"])
        && n % 10 == 0
    {
        let first = match c.word(mark).len() {
            4 if (1000..2200).contains(&n) => n as i16,
            2 if mark > start || the > at => 1900 + n as i16,
            _ => return None,
        };
        return Some((mark + 2, (point(Stamp::Decade(first)), "decade")));
    }
    let first = match c.word(start) {
        "nineties" => 1990,
        "eighties" => 1980,
        "seventies" => 1970,
        "sixties" => 1960,
        "fifties" => 1950,
        _ => return century(c, at),
    };
    (the > at || start > the).then(|| (start + 1, (point(Stamp::Decade(first)), "decade")))
}

fn century(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let (end, number) = c.day(the)?;
    let end = c.skip(end, &["-"]);
    let number = i16::from(number) - 1;
    (c.is(end, "century") && number > 0).then(|| {
        (
            end + 1,
            (Meaning::point(What::Fixed(Stamp::Century(number))), "century"),
        )
    })
}

/// "year-end", "year's end", "year end".
fn year_end(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let end = c
        .after(at, &["year", "-", "end"])
        .or_else(|| c.after(at, &["year", "'s", "end"]))
        .or_else(|| c.after(at, &["year", "end"]))?;
    let meaning =
        Meaning::shift(0, Unit::Year, Base::Publication).with(|beside| beside.share = Some(Share::Late));
    Some((end, (meaning, "year-end")))
}

/// A year by itself: "in 1996", "its 1996 campaign".
pub(super) fn year_alone(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c
        .after(at, &["the", "year"])
        .or_else(|| c.after(at, &["year"]))
        .unwrap_or(at);
    let (end, year) = match c.year(the) {
        Some(found) => found,
        None if the > at => match c.after(the, &["two", "thousand"]) {
            Some(end) => (end, 2000),
            None => return None,
        },
        None => spelled_year(c, the)?,
    };
    let ruled = (Meaning::point(What::Fixed(Stamp::Year(year))), "year");
    if the > at || year_stands(c, the, end, year) {
        return Some((end, ruled));
    }
    None
}

/// Words before four digits that make them a year.
const YEAR_LEADS: &[&str] = &[
    "in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "early", "late", "mid",
    "to", "through", "between", "and", "around", "circa", "back", "fiscal", "his", "her", "its", "their",
    "the", "that", "this", "a", "due", "for", "'s", "(", "than", "-",
];

/// Whether four digits look like a year and not like a count.
fn year_stands(c: &Cursor, at: usize, end: usize, year: i16) -> bool {
    if !(1800..=2100).contains(&year) || c.glued(at) && c.any(at - 1, &["/", "-", ".", ":"]) {
        return false;
    }
    let after = c.word(end);
    if c.glued(end) && matches!(after, "/" | ":" | "%")
        || c.is(end, "-") && matches!(c.lex(end + 1), Lex::Unit(..))
    {
        return false;
    }
    if matches!(c.lex(end), Lex::Unit(..)) && !c.is(end, "period") {
        return false;
    }
    let led = at > c.first && c.any(at - 1, YEAR_LEADS);
    // Twentieth-century years are seldom counts; rounder and later ones must not count people or things.
    let plural =
        after.len() > 3 && after.ends_with('s') && !after.ends_with("ss") || COUNTED.contains(&after);
    if led {
        let sure = c.any(at - 1, &["in", "since", "during", "until", "of"]);
        return sure || !plural || !(year >= 2000 || year % 100 == 0);
    }
    !plural && (year % 100 != 0)
}

/// What four digits may count.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "civilians",
    "soldiers",
    "troops",
    "km",
    "kilometres",
    "kilometers",
    "miles",
    "meters",
    "metres",
    "feet",
    "tons",
    "tonnes",
    "dead",
    "points",
    "hectares",
    "euros",
    "dollars",
    "francs",
    "police",
];

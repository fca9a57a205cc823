//! English days: weekdays, months with days, digits, and ranges of days.

use super::super::calendar::Unit;
use super::super::cursor::{Cursor, Parsed, Short};
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Beside, Found, Joined, Meaning, Name, Pick, What};
use super::Ruled;
use super::feasts::named_day;
use super::times::with_part;

/// One day: deictic, weekday, month and day, digits, feast.
pub(super) fn day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Some((end, meaning)) = c.numeric(at, Short::Refused) {
        return Some((end, (meaning, "numeric-date")));
    }
    if let Lex::Day(n) = c.lex(at) {
        let meaning = Meaning::shift(n, Unit::Day, Base::Publication);
        return Some(with_part(c, at + 1, meaning, "deictic-day"));
    }
    if let Some(end) = day_before_yesterday(c, at) {
        let n = if c.is(end - 1, "tomorrow") { 2 } else { -2 };
        return Some((
            end,
            (Meaning::shift(n, Unit::Day, Base::Publication), "deictic-day"),
        ));
    }
    weekday(c, at).or_else(|| day_beside(c, at)).or_else(|| {
        let (end, meaning) = month_day(c, at)?;
        Some(with_part(c, end, meaning, "month-day"))
    })
}

/// "the day before last Tuesday", "the day after Christmas"; "last Oct. 23".
fn day_beside(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    if c.is(the, "day") && c.any(the + 1, &["before", "after"]) {
        let (end, (meaning, _)) = weekday(c, the + 2)
            .or_else(|| named_day(c, the + 2))
            .or_else(|| {
                let (end, meaning) = month_day(c, the + 2)?;
                Some((end, (meaning, "month-day")))
            })?;
        let days = if c.is(the + 1, "before") { -1 } else { 1 };
        return Some((end, (meaning.with(|beside| beside.days += days), "day-beside")));
    }
    let (start, pick) = pick_before(c, at);
    if pick == Pick::Lean {
        return None;
    }
    let (end, meaning) = month_day(c, start)?;
    let Meaning::Point(What::Named(name, _), beside) = meaning else {
        return None;
    };
    Some((
        end,
        (
            Meaning::Point(What::Named(name, pick), beside),
            "picked-month-day",
        ),
    ))
}

fn day_before_yesterday(c: &Cursor, at: usize) -> Option<usize> {
    let at = c.skip(at, &["the"]);
    c.after(at, &["day", "before", "yesterday"])
        .or_else(|| c.after(at, &["day", "after", "tomorrow"]))
}

/// "Tuesday", "last Tuesday", "this coming Sunday, March eighth", "Friday 17 September 2023".
fn weekday(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, pick) = pick_before(c, at);
    let Lex::Weekday(n) = c.lex(start) else {
        return None;
    };
    let short = c.word(start).len() <= 5 && !c.word(start).ends_with("day");
    // Full names may be written small, as in messages.
    if short && !(c.capital(start) && short_name_fits(c, start)) {
        return None;
    }
    let mut end = start + 1;
    if short {
        end = c.skip(end, &["."]);
    }
    let fresh = pick == Pick::This;
    let (part_end, (meaning, rule)) = with_part(
        c,
        end,
        Meaning::point(What::Named(Name::Weekday(n), pick)),
        "weekday",
    );
    let comma = c.skip(part_end, &[","]);
    let comma = c.skip(comma, &["the"]);
    let dated = month_day(c, comma).or_else(|| c.numeric(comma, Short::Allowed));
    if let Some((end, date)) = dated {
        let Meaning::Point(_, beside) = meaning else {
            return None;
        };
        let date = date.with(|said| {
            said.weekday = Some(n);
            said.part = beside.part;
            said.fresh = fresh;
        });
        return Some(with_part(c, end, date, "weekday-date"));
    }
    // "the week": "Tuesday last week", "Monday next week".
    if let Some((end, weeks)) = week_after(c, part_end) {
        return Some((end, (in_week(meaning, n, weeks), "weekday-week")));
    }
    Some((part_end, (meaning, rule)))
}

fn week_after(c: &Cursor, at: usize) -> Parsed<i32> {
    let at = c.skip(at, &["of"]);
    let weeks = match c.word(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    c.is(at + 1, "week").then_some((at + 2, weeks))
}

fn in_week(meaning: Meaning, weekday: i8, weeks: i32) -> Meaning {
    let Meaning::Point(_, beside) = meaning else {
        return meaning;
    };
    let what = What::Shift {
        n: weeks,
        unit: Unit::Week,
        grain: Unit::Week,
        base: Base::Publication,
    };
    Meaning::Point(
        what,
        Beside {
            weekday: Some(weekday),
            ..beside
        },
    )
}

/// "Mon", "Sat", "Sun", "Wed" are names of days only beside a date or a dot.
fn short_name_fits(c: &Cursor, at: usize) -> bool {
    let next = c.skip(c.skip(at + 1, &["."]), &[","]);
    matches!(c.lex(next), Lex::Digits(_) | Lex::Month(_) | Lex::Part(_))
}

/// "last", "next", "this (coming|past)", "the previous", "the following" before a name.
pub(super) fn pick_before(c: &Cursor, at: usize) -> (usize, Pick) {
    if let Some(end) = c
        .after(at, &["this", "coming"])
        .or_else(|| c.after(at, &["this", "next"]))
    {
        return (end, Pick::Next);
    }
    if let Some(end) = c
        .after(at, &["this", "past"])
        .or_else(|| c.after(at, &["this", "last"]))
    {
        return (end, Pick::Last);
    }
    let the = c.skip(at, &["the"]);
    match c.word(the) {
        "last" | "past" if the == at => (the + 1, Pick::Last),
        "next" | "coming" if the == at => (the + 1, Pick::Next),
        "this" if the == at => (the + 1, Pick::This),
        "previous" | "preceding" => (the + 1, Pick::Before),
        "following" | "next" => (the + 1, Pick::After),
        _ => (at, Pick::Lean),
    }
}

/// "Sept. 17, 2023", "17th of September", "September 17-18"; a month alone is [`month`].
fn month_day(c: &Cursor, at: usize) -> Parsed<Meaning> {
    if let Some((end, number)) = month_name(c, at) {
        let the = c.skip(end, &["the"]);
        let (mut end, day) = c.day(the)?;
        if c.is(end, ":") && matches!(c.lex(end + 1), Lex::Digits(_)) {
            return None;
        }
        let year = year_after(c, end);
        end = year.map_or(end, |(end, _)| end);
        return Some((end, dated(year.map(|(_, year)| year), number, day)));
    }
    let start = c.skip(at, &["the"]);
    let (end, day) = c.day(start)?;
    // "the 11 September attacks": the article is the noun's.
    if start > at && end == start + 1 && matches!(c.lex(start), Lex::Digits(_)) {
        return None;
    }
    let of = c.skip(end, &["of", "-"]);
    let (end, number) = month_name(c, of)?;
    if c.any(end, NAMED_AFTER) && c.capital(end) {
        return None;
    }
    let year = year_after(c, c.skip(end, &["-"]));
    let end = year.map_or(end, |(end, _)| end);
    Some((end, dated(year.map(|(_, year)| year), number, day)))
}

/// What is named after a date: "the 26 March Stadium".
const NAMED_AFTER: &[&str] = &[
    "stadium",
    "street",
    "avenue",
    "boulevard",
    "square",
    "bridge",
    "airport",
    "hospital",
    "university",
    "school",
    "camp",
];

fn dated(year: Option<i16>, month: i8, day: i8) -> Meaning {
    Meaning::point(match year {
        Some(year) => What::Ymd(year, month, day),
        None => What::Named(Name::MonthDay(month, day), Pick::Lean),
    })
}

/// A year after a date: ", 2023", "2023", "of 2023", "'98", "nineteen ninety-eight".
pub(super) fn year_after(c: &Cursor, at: usize) -> Parsed<i16> {
    let comma = c.skip(at, &[",", "of"]);
    c.year(comma).or_else(|| spelled_year(c, comma))
}

/// "nineteen ninety-seven", "two thousand" (as a year only where it is said to be one).
pub(super) fn spelled_year(c: &Cursor, at: usize) -> Parsed<i16> {
    let century = match c.word(at) {
        "nineteen" => 1900,
        "eighteen" => 1800,
        _ => return None,
    };
    let Lex::Card(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) = c.lex(at + 1) else {
        return None;
    };
    let unit = c.skip(at + 2, &["-"]);
    Some(match c.lex(unit) {
        Lex::Card(n @ 1..=9) => (unit + 1, century + (tens + n) as i16),
        _ => (at + 2, century + tens as i16),
    })
}

/// A month's name, with its dot where it is shortened. "May", "March" and short forms must look like names.
pub(super) fn month_name(c: &Cursor, at: usize) -> Parsed<i8> {
    let Lex::Month(number) = c.lex(at) else {
        return None;
    };
    let word = c.word(at);
    let short = word.len() <= 4 && !matches!(word, "may" | "june" | "july");
    // Messages write months small: then a number beside them must tell, and "may", "march" want it before them.
    let number_before = at > c.first
        && (matches!(c.lex(at - 1), Lex::Digits(1..=31)) || c.any(at - 1, &["th", "st", "nd", "rd"]));
    let number_after = matches!(c.lex(at + 1), Lex::Digits(_))
        && !matches!(word, "may" | "march" | "mar" | "dec" | "sun" | "sat");
    if !c.capital(at) && !number_before && !number_after {
        return None;
    }
    let dot = short && c.is(at + 1, ".") && c.glued(at + 1) && at + 2 < c.stop;
    let end = at + 1 + usize::from(dot);
    let next = c.lex(c.skip(end, &[","]));
    let dated = matches!(next, Lex::Digits(_) | Lex::Ord(_))
        || (at > c.first && matches!(c.lex(at - 1), Lex::Digits(1..=31)))
        || (at > c.first && c.any(at - 1, &["of", "th", "st", "nd", "rd", "-"]));
    let ambiguous = matches!(
        word,
        "may" | "march" | "mar" | "jan" | "sept" | "sep" | "jun" | "dec" | "apr"
    );
    let leads = [
        "in", "of", "since", "last", "next", "this", "early", "late", "until", "by", "mid", "-", "during",
    ];
    let led = at > c.first && c.any(at - 1, &leads);
    let first_or_caseless = at == c.first || c.doc.caseless;
    let fits = dated || led || !(ambiguous || (short && !dot)) || (word == "march" && !first_or_caseless);
    let fits = fits || (word == "may" && !first_or_caseless && !c.doc.caseless);
    let names = c.any(end, NAMED_AFTER) && c.capital(end);
    // "March for Life", "June Smith", "April, the nurse": a name where nothing leads it.
    let capital_next = !c.doc.caseless && c.capital(end) && !matches!(c.lex(end), Lex::Digits(_));
    let named = !dated
        && !led
        && (at == c.first && !c.doc.caseless || capital_next || c.any(end, &["for", "against"]));
    let named = named && year_after(c, end).is_none();
    (fits && !names && !named).then_some((end, number))
}

/// What an ordinal counts that is no day of the month.
const ORDINAL_OF: &[&str] = &[
    "day",
    "anniversary",
    "floor",
    "attempt",
    "street",
    "birthday",
    "century",
    "time",
    "minute",
    "hour",
    "week",
    "month",
    "year",
    "of",
    "infantry",
    "battalion",
    "brigade",
    "regiment",
    "division",
    "parallel",
    "attack",
    "consecutive",
    "round",
    "person",
    "victim",
    "session",
    "edition",
    "arrondissement",
    "district",
    "and",
    "to",
    "-",
];

/// "the 14th", "on the 14th".
pub(super) fn day_of_month(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.after(at, &["the"])?;
    let (end, day) = c.day(start)?;
    let ordinal = end > start + 1;
    let led = at > c.first && c.any(at - 1, &["on", "until", "since", "by", "from"]);
    let ends = matches!(c.word(end), "" | "," | "." | ";" | ")") || !ORDINAL_OF.contains(&c.word(end));
    (ordinal && led && ends).then(|| {
        (
            end,
            (
                Meaning::point(What::Named(Name::DayOfMonth(day), Pick::Lean)),
                "day-of-month",
            ),
        )
    })
}

/// "3 to 5 May 2024", "the 3rd and 5th of May", "May 3-5, 2024": days that share a month.
pub(super) fn day_range(c: &Cursor, at: usize) -> Option<(Found, Found)> {
    const LINKS: &[&str] = &["-", "to", "and", "until", "&"];
    let found = |first, last, meaning, joined| Found {
        first,
        last,
        meaning,
        rule: "day-range",
        joined,
    };
    if let Some((end, month)) = month_name(c, at) {
        let (one_end, one) = c.day(c.skip(end, &["the"]))?;
        let link = c.any(one_end, LINKS).then_some(one_end + 1)?;
        let second = c.skip(link, &["the"]);
        let (two_end, two) = c.day(second)?;
        // "May 3 and 5 people": a count, not a day.
        let listed =
            c.is(one_end, "and") && matches!(c.lex(two_end), Lex::None) && !c.word(two_end).is_empty();
        if listed && !c.any(two_end, &[",", ".", ")", ";"])
            || matches!(c.lex(two_end), Lex::Unit(..) | Lex::Month(_))
        {
            return None;
        }
        let year = year_after(c, two_end);
        let last = year.map_or(two_end, |(end, _)| end);
        let year = year.map(|(_, year)| year);
        let joined = if c.is(one_end, "and") {
            Joined::No
        } else {
            Joined::Whole
        };
        return Some((
            found(at, one_end, dated(year, month, one), joined),
            found(second, last, dated(year, month, two), Joined::No),
        ));
    }
    let start = c.skip(at, &["the"]);
    let (one_end, one) = c.day(start)?;
    let link = c.any(one_end, LINKS).then_some(one_end + 1)?;
    let second = c.skip(link, &["the"]);
    let (two_end, two) = c.day(second)?;
    let (end, month) = month_name(c, c.skip(two_end, &["of"]))?;
    let year = year_after(c, end);
    let last = year.map_or(end, |(end, _)| end);
    let year = year.map(|(_, year)| year);
    let between = at > c.first && c.is(at - 1, "between");
    let joined = if c.is(one_end, "and") && !between {
        Joined::No
    } else {
        Joined::Whole
    };
    Some((
        found(at, one_end, dated(year, month, one), joined),
        found(second, last, dated(year, month, two), Joined::No),
    ))
}

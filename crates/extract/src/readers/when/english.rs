//! The grammar of English time expressions, one function a family.

use super::calendar::{Stamp, Unit};
use super::cursor::{Cursor, Parsed, Short};
use super::lexicon::{Grammar, Lex, Vague};
use super::meaning::{Amount, Base, Beside, Feast, Found, Joined, Meaning, Name, Part, Pick, Repeat, Share, What};

/// A meaning and the rule that gave it.
type Ruled = (Meaning, &'static str);

/// Words before a length that make it inexact and belong to the expression.
const ABOUT: &[&[&str]] = &[
    &["more", "than"],
    &["less", "than"],
    &["no", "more", "than"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["about"],
    &["around"],
    &["approximately"],
    &["roughly"],
    &["nearly"],
    &["almost"],
    &["over"],
    &["some"],
    &["only"],
];


/// The longest expression that begins at token `at`.
pub(super) fn expression(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let families: [fn(&Cursor, usize) -> Parsed<Ruled>; 12] = [
        timed, week_of, relative, ago, quarter, length, repeat, vague, named_day, shared_stretch, day_of_month, year_alone,
    ];
    let mut best: Parsed<Ruled> = None;
    for family in families {
        if let Some(found) = family(c, at)
            && best.is_none_or(|(end, _)| found.0 > end)
        {
            best = Some(found);
        }
    }
    best.or_else(|| about(c, at))
}

/// "about 5 p.m.", "nearly two years": the inexact word and what follows.
fn about(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = ABOUT.iter().find_map(|words| c.after(at, words))?;
    let (end, ruled) = ago(c, start).or_else(|| length(c, start)).or_else(|| clock_first(c, start))?;
    Some((end, ruled))
}

/// A day with what may stand around it: a clock time, a part of the day.
fn timed(c: &Cursor, at: usize) -> Parsed<Ruled> {
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

fn share_of(word: &str) -> Option<Share> {
    match word {
        "early" | "beginning" | "start" => Some(Share::Early),
        "mid" | "middle" => Some(Share::Middle),
        "late" | "end" => Some(Share::Late),
        _ => None,
    }
}

/// "9 a.m. Tuesday", "noon on Saturday", "16:00 UTC today", or the clock alone.
fn clock_first(c: &Cursor, at: usize) -> Parsed<Ruled> {
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
            let end = if join > end { day(c, join).map_or(end, |(end, _)| end) } else { end };
            return Some((end, (overnight(meaning), "overnight-day")));
        }
        let meaning = Meaning::shift(-1, Unit::Day, Base::Publication);
        return Some((start + 1, (overnight(meaning), "overnight")));
    }
    let early = c.skip(start, &["early", "late"]);
    let (end, part) = match c.lex(early) {
        Lex::Part(part) => (early + 1, part),
        Lex::Unit(Unit::Hour, Grammar::Many) if early > start => {
            (early + 1, if c.is(start, "early") { Part::Dawn } else { Part::Evening })
        }
        _ => return None,
    };
    let of = c.after(end, &["of"]).or_else(|| c.after(end, &["on"]).filter(|_| part != Part::Night))?;
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
        Lex::Part(part @ (Part::Noon | Part::Midnight | Part::Dawn)) if joined => {
            (at + 1, (meaning.with(|beside| beside.part = Some(part)), "day-part"))
        }
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
        "the" if c.any(early, &["next", "following", "previous"]) => None,
        "the" if at > c.first && c.any(at - 1, &["in", "during", "by", "through"]) => {
            let meaning = Meaning::shift(0, Unit::Day, Base::Near).with(|beside| beside.part = Some(part));
            Some((end, (meaning, "the-part")))
        }
        _ => None,
    }
}

/// One day: deictic, weekday, month and day, digits, feast.
fn day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Some((end, meaning)) = c.numeric(at, Short::Refused) {
        return Some((end, (meaning, "numeric-date")));
    }
    if let Lex::Day(n) = c.lex(at) {
        let meaning = Meaning::shift(n, Unit::Day, Base::Publication);
        return Some(with_part(c, at + 1, meaning, "deictic-day"));
    }
    if let Some(end) = day_before_yesterday(c, at) {
        let n = if c.is(end - 1, "tomorrow") { 2 } else { -2 };
        return Some((end, (Meaning::shift(n, Unit::Day, Base::Publication), "deictic-day")));
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
        let (end, (meaning, _)) = weekday(c, the + 2).or_else(|| named_day(c, the + 2)).or_else(|| {
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
    let Meaning::Point(What::Named(name, _), beside) = meaning else { return None };
    Some((end, (Meaning::Point(What::Named(name, pick), beside), "picked-month-day")))
}

fn day_before_yesterday(c: &Cursor, at: usize) -> Option<usize> {
    let at = c.skip(at, &["the"]);
    c.after(at, &["day", "before", "yesterday"])
        .or_else(|| c.after(at, &["day", "after", "tomorrow"]))
}

/// A part of the day right after a day: "Tuesday morning", "yesterday evening".
fn with_part(c: &Cursor, end: usize, meaning: Meaning, rule: &'static str) -> (usize, Ruled) {
    let start = c.skip(end, &["early", "late"]);
    if c.is(start, "overnight") {
        return (start + 1, (overnight(meaning), "day-overnight"));
    }
    match c.lex(start) {
        Lex::Part(part) => (start + 1, (meaning.with(|beside| beside.part = Some(part)), "day-part")),
        _ => (end, (meaning, rule)),
    }
}

/// "Tuesday", "last Tuesday", "this coming Sunday, March eighth", "Friday 17 September 2023".
fn weekday(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, pick) = pick_before(c, at);
    let Lex::Weekday(n) = c.lex(start) else {
        return None;
    };
    let short = c.word(start).len() <= 5 && !c.word(start).ends_with("day");
    if !c.capital(start) || (short && !short_name_fits(c, start)) {
        return None;
    }
    let mut end = start + 1;
    if short {
        end = c.skip(end, &["."]);
    }
    let fresh = pick == Pick::This;
    let (part_end, (meaning, rule)) =
        with_part(c, end, Meaning::point(What::Named(Name::Weekday(n), pick)), "weekday");
    let comma = c.skip(part_end, &[","]);
    let comma = c.skip(comma, &["the"]);
    let dated = month_day(c, comma).or_else(|| c.numeric(comma, Short::Allowed));
    if let Some((end, date)) = dated {
        let Meaning::Point(_, beside) = meaning else { return None };
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
    let Meaning::Point(_, beside) = meaning else { return meaning };
    let what = What::Shift { n: weeks, unit: Unit::Week, grain: Unit::Week, base: Base::Publication };
    Meaning::Point(what, Beside { weekday: Some(weekday), ..beside })
}

/// "Mon", "Sat", "Sun", "Wed" are names of days only beside a date or a dot.
fn short_name_fits(c: &Cursor, at: usize) -> bool {
    let next = c.skip(c.skip(at + 1, &["."]), &[","]);
    matches!(c.lex(next), Lex::Digits(_) | Lex::Month(_) | Lex::Part(_))
}

/// "last", "next", "this (coming|past)", "the previous", "the following" before a name.
fn pick_before(c: &Cursor, at: usize) -> (usize, Pick) {
    if let Some(end) = c.after(at, &["this", "coming"]).or_else(|| c.after(at, &["this", "next"])) {
        return (end, Pick::Next);
    }
    if let Some(end) = c.after(at, &["this", "past"]).or_else(|| c.after(at, &["this", "last"])) {
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
    let year = year_after(c, c.skip(end, &["-"]));
    let end = year.map_or(end, |(end, _)| end);
    Some((end, dated(year.map(|(_, year)| year), number, day)))
}

fn dated(year: Option<i16>, month: i8, day: i8) -> Meaning {
    Meaning::point(match year {
        Some(year) => What::Ymd(year, month, day),
        None => What::Named(Name::MonthDay(month, day), Pick::Lean),
    })
}

/// A year after a date: ", 2023", "2023", "of 2023", "'98", "nineteen ninety-eight".
fn year_after(c: &Cursor, at: usize) -> Parsed<i16> {
    let comma = c.skip(at, &[",", "of"]);
    c.year(comma).or_else(|| spelled_year(c, comma))
}

/// "nineteen ninety-seven", "two thousand" (as a year only where it is said to be one).
fn spelled_year(c: &Cursor, at: usize) -> Parsed<i16> {
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
fn month_name(c: &Cursor, at: usize) -> Parsed<i8> {
    let Lex::Month(number) = c.lex(at) else {
        return None;
    };
    let word = c.word(at);
    let short = word.len() <= 4 && !matches!(word, "may" | "june" | "july");
    if !c.capital(at) {
        return None;
    }
    let dot = short && c.is(at + 1, ".") && c.glued(at + 1) && at + 2 < c.stop;
    let end = at + 1 + usize::from(dot);
    let next = c.lex(c.skip(end, &[","]));
    let dated = matches!(next, Lex::Digits(_) | Lex::Ord(_))
        || (at > c.first && matches!(c.lex(at - 1), Lex::Digits(1..=31)))
        || (at > c.first && c.any(at - 1, &["of", "th", "st", "nd", "rd", "-"]));
    let ambiguous = matches!(word, "may" | "march" | "mar" | "jan" | "sept" | "sep" | "jun" | "dec" | "apr");
    let leads = ["in", "of", "since", "last", "next", "this", "early", "late", "until", "by", "mid", "-", "during"];
    let led = at > c.first && c.any(at - 1, &leads);
    let first_or_caseless = at == c.first || c.doc.caseless;
    let fits = dated || led || !(ambiguous || (short && !dot)) || (word == "march" && !first_or_caseless);
    let fits = fits || (word == "may" && !first_or_caseless && !c.doc.caseless);
    fits.then_some((end, number))
}

/// "the 14th", "on the 14th".
fn day_of_month(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.after(at, &["the"])?;
    let (end, day) = c.day(start)?;
    let ordinal = end > start + 1;
    let led = at > c.first && c.any(at - 1, &["on", "until", "since", "by", "from"]);
    let ends = matches!(c.word(end), "" | "," | "." | ";" | ")") || c.any(end, &["and", "at", "in", "when"]);
    (ordinal && led && ends)
        .then(|| (end, (Meaning::point(What::Named(Name::DayOfMonth(day), Pick::Lean)), "day-of-month")))
}

/// Months, seasons, halves, years, weeks with what picks or shares them: "early next year", "the end of 1990", "last March".
fn shared_stretch(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, share) = share_before(c, at);
    let (end, (meaning, rule)) = stretch(c, start)?;
    let end = match c.word(end) {
        // "2001 or later", "1990 and beyond".
        "or" if c.is(end + 1, "later") => end + 2,
        "and" if c.is(end + 1, "beyond") => end + 2,
        _ => end,
    };
    Some((end, (meaning.with(|beside| beside.share = share.or(beside.share)), rule)))
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
    if let Some(found) = season(c, at).or_else(|| decade(c, at)).or_else(|| year_end(c, at)) {
        return Some(found);
    }
    if let Some(found) = relative(c, at) {
        return Some(found);
    }
    let the = c.skip(at, &["the"]);
    let shared = at > c.first && !c.any(at - 1, &["the"]) && c.any(at - 1, &["of", "-", "early", "late", "mid", "in"]);
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
        return Some((end, (Meaning::point(What::Fixed(Stamp::Month(year, number))), "month-year")));
    }
    if let Some((end, years)) = year_relative(c, end) {
        let what = What::Named(Name::Month(number), Pick::YearsOff(years));
        return Some((end, (Meaning::point(what), "month-of-year")));
    }
    let end = c.skip(end, &["month"]);
    Some((end, (Meaning::point(What::Named(Name::Month(number), pick)), "month")))
}

/// "of last year", "this year", "next year" after a name.
fn year_relative(c: &Cursor, at: usize) -> Parsed<i32> {
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
        return Some((end, (Meaning::point(What::Fixed(Stamp::Season(year, season))), "season-year")));
    }
    if let Some((end, years)) = year_relative(c, end) {
        let what = What::Named(Name::Season(season), Pick::YearsOff(years));
        return Some((end, (Meaning::point(what), "season-of-year")));
    }
    // "a fall of 3 %", "will spring": a season must be led by an article, a preposition or a pick.
    let led = early > at || (at > c.first && c.any(at - 1, &["in", "since", "until", "by", "during", "of", "early", "late"]));
    let noun = !matches!(c.word(end), "of" | "in" | "from" | "to");
    let picked = pick != Pick::Lean;
    (led && (noun || picked)).then(|| (end, (Meaning::point(What::Named(Name::Season(season), pick)), "season")))
}

/// "the 1990s", "the mid-1990s", "the '80s", "the nineties", "the 20th century".
fn decade(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let share = share_of(c.word(the));
    let start = if share.is_some() { c.skip(the + 1, &["-"]) } else { the };
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
    (c.is(end, "century") && number > 0)
        .then(|| (end + 1, (Meaning::point(What::Fixed(Stamp::Century(number))), "century")))
}

/// "year-end", "year's end", "year end".
fn year_end(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let end = c
        .after(at, &["year", "-", "end"])
        .or_else(|| c.after(at, &["year", "'s", "end"]))
        .or_else(|| c.after(at, &["year", "end"]))?;
    let meaning = Meaning::shift(0, Unit::Year, Base::Publication).with(|beside| beside.share = Some(Share::Late));
    Some((end, (meaning, "year-end")))
}

/// "last week", "next year", "this month", "the previous day", "that same day", "the past three months", "the first nine months".
fn relative(c: &Cursor, at: usize) -> Parsed<Ruled> {
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

fn relative_unit(c: &Cursor, at: usize, end: usize, n: i32, unit: Unit, base: Base, the: bool) -> Parsed<Ruled> {
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
        return Some((end + 1, (meaning.with(|beside| beside.part = Some(part)), "relative-day-part")));
    }
    if unit == Unit::Night {
        let night = Meaning::shift(n, Unit::Day, base).with(|beside| beside.part = Some(Part::Night));
        return Some((end, (night, "relative-night")));
    }
    Some((end, (meaning, if base == Base::Context { "relative-context" } else { "relative-unit" })))
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

/// A number, "several", "a few", "a couple of".
fn amount(c: &Cursor, at: usize) -> Parsed<Amount> {
    let a = c.skip(at, &["a", "an"]);
    if let Some(end) = c.after(a, &["couple", "of"]).or_else(|| c.after(a, &["couple"])) {
        return Some((end, Amount::Halves(4)));
    }
    if a > at && matches!(c.lex(a), Lex::Card(100 | 1000 | 12)) {
        return c.count(a);
    }
    match c.word(at) {
        "several" | "many" | "few" | "some" => return Some((at + 1, Amount::Some)),
        "a" if c.is(at + 1, "few") => return Some((at + 2, Amount::Some)),
        "half" => return Some((c.skip(at + 1, &["a", "an"]), Amount::Halves(1))).filter(|&(end, _)| end > at + 1),
        _ => {}
    }
    c.count(at)
}

/// "three days ago", "a year earlier", "two weeks later", "five years from now", "in two weeks' time", "year-ago".
fn ago(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Some(found) = year_ago(c, at) {
        return Some(found);
    }
    let (start, amount) = amount(c, at).or_else(|| c.any(at, &["a", "an"]).then_some((at + 1, Amount::Halves(2))))
        .or_else(|| matches!(c.lex(at), Lex::Unit(_, Grammar::Many)).then_some((at, Amount::Some)))?;
    let dash = c.skip(start, &["-"]);
    let (end, (unit, _)) = c.unit(dash)?;
    let end = c.after(end, &["or", "so"]).unwrap_or(end);
    let end = c.after(end, &["or", "two"]).unwrap_or(end);
    // "three-quarters" is a fraction.
    if dash > start && unit == Unit::Quarter {
        return None;
    }
    let (end, sign, base) = if let Some(end) = c.after(end, &["ago"]) {
        (end, -1, Base::Publication)
    } else if let Some(end) = c.after(end, &["earlier"]).or_else(|| before_alone(c, end, "before")) {
        (end, -1, Base::Context)
    } else if let Some(end) = c.after(end, &["later"]).or_else(|| before_alone(c, end, "after")) {
        (end, 1, Base::Context)
    } else if let Some(end) = c.after(end, &["from", "now"]).or_else(|| c.after(end, &["hence"])) {
        (end, 1, Base::Publication)
    } else {
        return None;
    };
    Some((end, (offset(amount, unit, sign, base), "offset")))
}

/// "two days before." with nothing after it that it would be before.
fn before_alone(c: &Cursor, at: usize, word: &str) -> Option<usize> {
    (c.is(at, word) && matches!(c.word(at + 1), "" | "." | "," | ";")).then_some(at + 1)
}

/// So many units back or on. Vague amounts point only into past or future; years seen as years, weeks as weeks or days.
pub(super) fn offset(amount: Amount, unit: Unit, sign: i32, base: Base) -> Meaning {
    // "an hour later": no clock time follows, only how long after.
    if unit <= Unit::Hour && base == Base::Context {
        return Meaning::Length(amount, unit);
    }
    let Amount::Halves(halves) = amount else {
        return if sign < 0 { Meaning::Past } else { Meaning::Future };
    };
    let Ok(n) = i32::try_from(halves / 2) else { return Meaning::Past };
    if unit == Unit::Year && n == 1 && halves == 2 && sign < 0 {
        return Meaning::point(What::YearsBefore(1));
    }
    // "one and a half years" is eighteen months.
    let (n, unit, grain) = match (unit, halves % 2) {
        (Unit::Year, 1) => (n * 12 + 6, Unit::Month, Unit::Month),
        (Unit::Decade, odd) => (n * 10 + if odd == 1 { 5 } else { 0 }, Unit::Year, Unit::Year),
        (Unit::Fortnight, _) => (n * 2, Unit::Week, Unit::Week),
        (unit, _) => (n, unit, unit),
    };
    let grain = match grain {
        Unit::Week if n == 1 => Unit::Day,
        Unit::Hour | Unit::Minute | Unit::Second | Unit::Night => Unit::Day,
        Unit::Period => return Meaning::Past,
        grain => grain,
    };
    Meaning::point(What::Shift { n: n * sign, unit, grain, base })
}

/// "a year ago", "year-earlier", "the year-ago period", "the year before": as long before the period spoken of.
fn year_ago(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(c.skip(at, &["the", "a"]), &["comparable", "corresponding", "same"]);
    if c.is(the, "year") && c.is(the + 1, "-") && c.any(the + 2, &["ago", "earlier"]) {
        let end = the + 3;
        if let Some((end, quarter)) = quarter_name(c, end) {
            let what = What::Named(Name::Quarter(quarter), Pick::YearsOff(-1));
            return Some((end, (Meaning::point(what), "year-ago-quarter")));
        }
        let end = c.skip(end, &["quarter", "period", "month"]);
        return Some((end, (Meaning::point(What::YearsBefore(1)), "year-ago")));
    }
    let end = c.after(at, &["the", "year", "before"]).or_else(|| c.after(at, &["the", "year", "previous"]))?;
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
fn quarter(c: &Cursor, at: usize) -> Parsed<Ruled> {
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
        let what = if c.is(end, "quarter") { What::Latest } else { What::Fixed(Stamp::Year(year)) };
        return Some((end + 1, (Meaning::point(what), "year-period")));
    }
    fiscal(c, at).or_else(|| bare_unit(c, at))
}

/// The year that may follow a quarter or half.
fn year_of_quarter(c: &Cursor, end: usize, name: Name, pick: Pick) -> (usize, Ruled) {
    let of = c.skip(c.skip(end, &["of", ","]), &["fiscal"]);
    if let Some((end, year)) = c.year(of) {
        return (end, (Meaning::point(What::Named(name, Pick::Year(year))), "quarter-year"));
    }
    if let Some((end, years)) = year_relative(c, end) {
        return (end, (Meaning::point(What::Named(name, Pick::YearsOff(years))), "quarter-of-year"));
    }
    (end, (Meaning::point(What::Named(name, pick)), "quarter"))
}

fn fiscal(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let start = c.after(the, &["fiscal"]).or_else(|| c.after(the, &["financial"]))?;
    if let Some((end, year)) = c.year(start) {
        return Some((end, (Meaning::point(What::Fixed(Stamp::Year(year))), "fiscal-year")));
    }
    c.is(start, "year")
        .then(|| (start + 1, (Meaning::shift(0, Unit::Year, Base::Publication), "fiscal-year")))
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
            Some((end, (Meaning::point(what).with(|b| b.overnight = true), "the-weekend")))
        }
        Unit::Year if matches!(before, "for" | "in") && matches!(after, "ended" | "ending") => {
            Some((end, (Meaning::Length(Amount::Halves(2), Unit::Year), "the-year")))
        }
        Unit::Year | Unit::Month | Unit::Week
            if matches!(before, "during" | "in" | "for" | "of") && matches!(after, "" | "," | ".") =>
        {
            Some((end, (Meaning::shift(0, unit, Base::Publication), "the-unit")))
        }
        Unit::Day if matches!(before, "end" | "ended" | "ending" | "finish" | "finished" | "close" | "closed") => {
            Some((end, (Meaning::shift(0, Unit::Day, Base::Publication), "the-day")))
        }
        _ => None,
    }
}

/// A year by itself: "in 1996", "its 1996 campaign".
fn year_alone(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.after(at, &["the", "year"]).or_else(|| c.after(at, &["year"])).unwrap_or(at);
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
    "in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "early", "late", "mid", "to",
    "through", "between", "and", "around", "circa", "back", "fiscal", "his", "her", "its", "their", "the", "that",
    "this", "a", "due", "for", "'s", "(", "than", "-",
];

/// Whether four digits look like a year and not like a count.
fn year_stands(c: &Cursor, at: usize, end: usize, year: i16) -> bool {
    if !(1800..=2100).contains(&year) || c.glued(at) && c.any(at - 1, &["/", "-", ".", ":"]) {
        return false;
    }
    let after = c.word(end);
    if c.glued(end) && matches!(after, "/" | ":" | "%") || c.is(end, "-") && matches!(c.lex(end + 1), Lex::Unit(..)) {
        return false;
    }
    if matches!(c.lex(end), Lex::Unit(..)) && !c.is(end, "period") {
        return false;
    }
    let led = at > c.first && c.any(at - 1, YEAR_LEADS);
    // Twentieth-century years are seldom counts; rounder and later ones must not count people or things.
    let plural = after.len() > 3 && after.ends_with('s') && !after.ends_with("ss") || COUNTED.contains(&after);
    if led {
        let sure = c.any(at - 1, &["in", "since", "during", "until", "of"]);
        return sure || !plural || !(year >= 2000 || year % 100 == 0);
    }
    !plural && (year % 100 != 0)
}

/// What four digits may count.
const COUNTED: &[&str] = &[
    "people", "men", "women", "children", "civilians", "soldiers", "troops", "km", "kilometres", "kilometers", "miles",
    "meters", "metres", "feet", "tons", "tonnes", "dead", "points", "hectares", "euros", "dollars", "francs", "police",
];

/// Lengths: "three days", "five-year", "several months", "half an hour", "a couple of years".
fn length(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["the", "an", "a", "another"]).min(at + 1);
    let additional = c.skip(start, &["additional", "extra", "full", "whole", "entire", "further"]);
    let one = start > at && c.any(at, &["a", "an", "another"]);
    if one && let Some((end, (unit, Grammar::One))) = c.unit(additional) {
        return one_unit(c, at, end, unit);
    }
    if let Some((end, amount)) = amount(c, at).or_else(|| amount(c, start)) {
        let end_of_amount = end;
        let dash = c.skip(end, &["-"]);
        let trading = c.skip(dash, &["trading", "straight", "consecutive", "more", "full", "long", "additional"]);
        let (end, (unit, grammar)) = c.unit(trading)?;
        let fraction = dash > end_of_amount && unit == Unit::Quarter && grammar == Grammar::Many;
        // "the five-year war": the article is the noun's; "a five-year period" is one expression.
        let adjective = dash > end_of_amount && start > at && !c.any(end, &["period", "term", "span"]);
        if adjective || fraction || age_follows(c, end) || unit == Unit::Period || (unit == Unit::Half) {
            return None;
        }
        let end = c.after(end, &["-", "long"]).unwrap_or(end);
        let end = if dash < trading || one { c.skip(end, &["period", "term"]) } else { end };
        return Some((end, (Meaning::Length(amount, unit), "length")));
    }
    bare_length(c, at)
}

/// "a year", "an hour": a length after words of lasting; otherwise nothing.
fn one_unit(c: &Cursor, at: usize, end: usize, unit: Unit) -> Parsed<Ruled> {
    let lasting = at > c.first && c.any(at - 1, LASTING);
    let after = c.any(end, &["after", "before", "since", "long", "-"]);
    let fits = (lasting || after) && !matches!(unit, Unit::Period | Unit::Half | Unit::Quarter);
    if fits {
        let end = c.after(end, &["-", "long"]).unwrap_or(end);
        return Some((end, (Meaning::Length(Amount::Halves(2), unit), "one-unit")));
    }
    // "$1 billion a year", "twice a day": as often as that.
    let counted = at > c.first
        && (matches!(c.lex(at - 1), Lex::Digits(_) | Lex::Card(_) | Lex::Own)
            || c.any(at - 1, &["once", "twice", "times", "people", "million", "billion"]));
    (counted && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year))
        .then_some((end, (Meaning::Repeat(Repeat::Every(1, unit)), "per-unit")))
}

/// Words before "a year" that make it a length.
const LASTING: &[&str] = &[
    "for", "in", "within", "over", "about", "nearly", "almost", "than", "least", "after", "lasted", "lasting", "last",
    "barely", "just", "only", "spent", "under", "around", "to",
];

/// "52 years old", "a 6-year-old": an age, not a time.
fn age_follows(c: &Cursor, end: usize) -> bool {
    c.is(end, "old") || (c.is(end, "-") && c.is(end + 1, "old")) || c.any(end, &["of", "in"]) && c.is(end + 1, "age")
}

/// "for weeks", "in years", "over the years", "decades-long".
fn bare_length(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["the"]);
    if let Lex::Unit(unit, grammar) = c.lex(start) {
        let lasting = at > c.first && c.any(at - 1, &["for", "in", "within", "over", "last", "lasting"]);
        let long = c.after(start + 1, &["-", "long"]);
        if grammar == Grammar::Many && (lasting || long.is_some()) && !age_follows(c, start + 1) {
            let end = long.unwrap_or(start + 1);
            return Some((end, (Meaning::Length(Amount::Some, unit), "some-units")));
        }
        if let Some(end) = long {
            return Some((end, (Meaning::Length(Amount::Halves(2), unit), "unit-long")));
        }
    }
    let end = c.after(at, &["a", "while"]).or_else(|| c.after(at, &["some", "time"]))?;
    let meaning = Meaning::Length(Amount::Some, Unit::Period);
    Some((end, (meaning, "some-time")))
}

/// "daily", "every day", "each Thursday", "every two weeks", "Mondays", "Monday nights".
fn repeat(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Lex::Every(unit) = c.lex(at) {
        return Some((at + 1, (Meaning::Repeat(Repeat::Every(1, unit)), "every")));
    }
    if let Some(n) = plural_weekday(c.word(at)) {
        return Some((at + 1, (Meaning::Repeat(Repeat::Weekday(n, None)), "weekdays")));
    }
    if let Lex::Weekday(n) = c.lex(at)
        && matches!(c.lex(at + 1), Lex::Unit(Unit::Night, Grammar::Many))
    {
        return Some((at + 2, (Meaning::Repeat(Repeat::Weekday(n, Some(Part::Night))), "weekday-nights")));
    }
    let start = c.any(at, &["every", "each", "per"]).then_some(at + 1)?;
    let found = match c.lex(start) {
        Lex::Weekday(n) => {
            let part = match c.lex(start + 1) {
                Lex::Part(part) => Some(part),
                _ => None,
            };
            return Some((
                start + 1 + usize::from(part.is_some()),
                (Meaning::Repeat(Repeat::Weekday(n, part)), "every-weekday"),
            ));
        }
        Lex::Month(n) => Repeat::Month(n),
        Lex::Season(season) => Repeat::Season(season),
        Lex::Part(part) => Repeat::Part(part),
        Lex::Unit(unit, Grammar::One) => Repeat::Every(1, unit),
        _ => {
            let (end, Amount::Halves(halves)) = c.count(start)? else { return None };
            let (end, (unit, _)) = c.unit(end)?;
            return Some((end, (Meaning::Repeat(Repeat::Every(halves / 2, unit)), "every-n")));
        }
    };
    Some((start + 1, (Meaning::Repeat(found), "every")))
}

fn plural_weekday(word: &str) -> Option<i8> {
    let names = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
    let at = names.iter().position(|name| *name == word)?;
    i8::try_from(at + 1).ok()
}

/// "now", "currently", "recent years", "in the past", "the future", "these days".
fn vague(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Some(end) = c.after(at, &["these", "days"]).or_else(|| c.after(at, &["right", "now"])) {
        return Some((end, (Meaning::Present, "present")));
    }
    let the = c.after(at, &["the"]);
    if let Some(the) = the {
        let near = c.skip(the, &["near", "distant", "foreseeable"]);
        if c.is(near, "future") || near > the && c.is(near, "term") {
            return Some((near + 1, (Meaning::Future, "future")));
        }
        if c.is(the, "past") && at > c.first && c.any(at - 1, &["in", "of", "from"]) && !c.is(the + 1, "and") {
            let ends = matches!(c.lex(the + 1), Lex::None | Lex::Start) && c.count(the + 1).is_none();
            return ends.then_some((the + 1, (Meaning::Past, "past")));
        }
        if c.any(the, &["moment", "time"]) && at > c.first && c.is(at - 1, "at") {
            let meaning = if c.is(the, "time") { Meaning::Past } else { Meaning::Present };
            return Some((the + 1, (meaning, "at-the-time")));
        }
        if c.is(the, "current") || c.is(the, "recent") {
            return vague_word(c, the);
        }
        return None;
    }
    if let Some(end) = c.after(at, &["a", "later", "date"]) {
        return Some((end, (Meaning::Future, "future")));
    }
    vague_word(c, at)
}

fn vague_word(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let more = c.skip(at, &["more", "most"]);
    let Lex::Vague(vague) = c.lex(more) else {
        return None;
    };
    let meaning = match vague {
        Vague::Past => Meaning::Past,
        Vague::Present => Meaning::Present,
        Vague::Future => Meaning::Future,
    };
    let mut end = more + 1;
    // "recent weeks and months"; "current" before a unit is that unit.
    if let Some((after, (unit, grammar))) = c.unit(end) {
        match grammar {
            Grammar::Many => end = after,
            Grammar::One if vague == Vague::Present => {
                return Some((after, (Meaning::shift(0, unit, Base::Publication), "current-unit")));
            }
            Grammar::One => {}
        }
        if c.is(end, "and")
            && let Some((after, (_, Grammar::Many))) = c.unit(end + 1)
        {
            end = after;
        }
    }
    let end = if c.is(more, "soon") { c.after(end, &["after"]).map_or(end, |_| end) } else { end };
    Some((end, (meaning, "vague")))
}

/// Feasts: "Christmas Day", "Thanksgiving", "Eid al-Adha", "last Ramadan", "New Year's Eve", "Election Day".
fn named_day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, pick) = pick_before(c, at);
    let (end, feast) = feast(c, start)?;
    if let Some((end, year)) = year_after(c, end).filter(|_| pick == Pick::Lean) {
        return Some((end, (Meaning::point(What::Named(Name::Feast(feast), Pick::Year(year))), "feast-year")));
    }
    Some((end, (Meaning::point(What::Named(Name::Feast(feast), pick)), "feast")))
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
    let eid = c.after(at, &["eid", "al", "-"]).or_else(|| c.after(at, &["eid", "el", "-"])).or_else(|| c.after(at, &["eid", "al"]));
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
fn week_of(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let the = c.skip(at, &["the"]);
    let start = c.after(the, &["week", "of"])?;
    let (end, number) = month_name(c, start)?;
    let (end, day) = c.day(end)?;
    Some((end, (Meaning::point(What::WeekOf(number, day)), "week-of")))
}

/// What begins at token `at`, appended to `out`: one expression, or both ends of a range.
pub(super) fn expressions(c: &Cursor, at: usize, out: &mut Vec<Found>) {
    if let Some((first, second)) = day_range(c, at) {
        out.extend([first, second]);
        return;
    }
    let Some((end, (meaning, rule))) = expression(c, at) else {
        return;
    };
    let before = if at > c.first { c.word(at - 1) } else { "" };
    let joined = match before {
        "between" => c.is(end, "and"),
        "from" => c.any(end, &["to", "until", "till", "through", "-"]),
        _ => c.is(end, "-") && matches!(meaning, Meaning::Point(..)),
    };
    let other = if joined { expression(c, end + 1) } else { None };
    let Some((last, (second @ Meaning::Point(..), other_rule))) = other else {
        out.push(Found { first: at, last: end, meaning, rule, joined: Joined::No });
        return;
    };
    out.push(Found { first: at, last: end, meaning, rule, joined: Joined::ToNext });
    out.push(Found { first: end + 1, last, meaning: second, rule: other_rule, joined: Joined::No });
}

/// "3 to 5 May 2024", "the 3rd and 5th of May", "May 3-5, 2024": days that share a month.
fn day_range(c: &Cursor, at: usize) -> Option<(Found, Found)> {
    const LINKS: &[&str] = &["-", "to", "and", "until", "&"];
    let found = |first, last, meaning, joined| Found { first, last, meaning, rule: "day-range", joined };
    if let Some((end, month)) = month_name(c, at) {
        let (one_end, one) = c.day(c.skip(end, &["the"]))?;
        let link = c.any(one_end, LINKS).then_some(one_end + 1)?;
        let second = c.skip(link, &["the"]);
        let (two_end, two) = c.day(second)?;
        // "May 3 and 5 people": a count, not a day.
        let listed = c.is(one_end, "and") && matches!(c.lex(two_end), Lex::None) && !c.word(two_end).is_empty();
        if listed && !c.any(two_end, &[",", ".", ")", ";"]) || matches!(c.lex(two_end), Lex::Unit(..) | Lex::Month(_)) {
            return None;
        }
        let year = year_after(c, two_end);
        let last = year.map_or(two_end, |(end, _)| end);
        let year = year.map(|(_, year)| year);
        let joined = if c.is(one_end, "and") { Joined::No } else { Joined::ToNext };
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
    let joined = if c.is(one_end, "and") && !between { Joined::No } else { Joined::ToNext };
    Some((
        found(at, one_end, dated(year, month, one), joined),
        found(second, last, dated(year, month, two), Joined::No),
    ))
}

//! English lengths, offsets and repetitions.

use super::super::calendar::Unit;
use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::{Grammar, Lex};
use super::super::meaning::{Amount, Base, Meaning, Name, Part, Pick, Repeat, What, offset};
use super::Ruled;
use super::periods::year_ago;

/// A number, "several", "a few", "a couple of".
pub(super) fn amount(c: &Cursor, at: usize) -> Parsed<Amount> {
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
        "half" => {
            return Some((c.skip(at + 1, &["a", "an"]), Amount::Halves(1))).filter(|&(end, _)| end > at + 1);
        }
        _ => {}
    }
    c.count(at)
}

/// "three days ago", "a year earlier", "two weeks later", "five years from now", "in two weeks' time", "year-ago".
pub(super) fn ago(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Some(found) = year_ago(c, at) {
        return Some(found);
    }
    // "two Tuesdays ago".
    if let Some((weekday_at, Amount::Halves(halves @ 2..=20))) = c.count(at)
        && let Some(weekday) = plural_weekday(c.word(weekday_at))
        && c.is(weekday_at + 1, "ago")
    {
        let days = -7 * (halves as i8 / 2 - 1);
        let what = What::Named(Name::Weekday(weekday), Pick::Last);
        return Some((
            weekday_at + 2,
            (
                Meaning::point(what).with(|beside| beside.days = days),
                "weekdays-ago",
            ),
        ));
    }
    let (start, amount) = amount(c, at)
        .or_else(|| c.any(at, &["a", "an"]).then_some((at + 1, Amount::Halves(2))))
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
    } else if let Some(end) = c
        .after(end, &["earlier"])
        .or_else(|| before_alone(c, end, "before"))
    {
        (end, -1, Base::Context)
    } else if let Some(end) = c.after(end, &["later"]).or_else(|| before_alone(c, end, "after")) {
        (end, 1, Base::Context)
    } else if let Some(end) = c
        .after(end, &["from", "now"])
        .or_else(|| c.after(end, &["hence"]))
    {
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

/// Lengths: "three days", "five-year", "several months", "half an hour", "a couple of years".
pub(super) fn length(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["the", "an", "a", "another"]).min(at + 1);
    let additional = c.skip(
        start,
        &["additional", "extra", "full", "whole", "entire", "further"],
    );
    let one = start > at && c.any(at, &["a", "an", "another"]);
    if one && let Some((end, (unit, Grammar::One))) = c.unit(additional) {
        return one_unit(c, at, end, unit);
    }
    if let Some((end, amount)) = amount(c, at).or_else(|| amount(c, start)) {
        let end_of_amount = end;
        let dash = c.skip(end, &["-"]);
        let trading = c.skip(
            dash,
            &[
                "trading",
                "straight",
                "consecutive",
                "more",
                "full",
                "long",
                "additional",
            ],
        );
        let (end, (unit, grammar)) = c.unit(trading)?;
        let fraction = dash > end_of_amount && unit == Unit::Quarter && grammar == Grammar::Many;
        // "the five-year war": the article is the noun's; "a five-year period" is one expression.
        let adjective = dash > end_of_amount && start > at && !c.any(end, &["period", "term", "span"]);
        if adjective || fraction || age_follows(c, end) || unit == Unit::Period || (unit == Unit::Half) {
            return None;
        }
        let end = c.after(end, &["-", "long"]).unwrap_or(end);
        let end = if dash < trading || one {
            c.skip(end, &["period", "term"])
        } else {
            end
        };
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
            || c.any(
                at - 1,
                &["once", "twice", "times", "people", "million", "billion"],
            ));
    (counted && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year))
        .then_some((end, (Meaning::Repeat(Repeat::Every(1, unit)), "per-unit")))
}

/// Words before "a year" that make it a length.
const LASTING: &[&str] = &[
    "for", "in", "within", "over", "about", "nearly", "almost", "than", "least", "after", "lasted",
    "lasting", "last", "barely", "just", "only", "spent", "under", "around", "to",
];

/// "52 years old", "a 6-year-old": an age, not a time.
fn age_follows(c: &Cursor, end: usize) -> bool {
    c.is(end, "old")
        || (c.is(end, "-") && c.is(end + 1, "old"))
        || c.any(end, &["of", "in"]) && c.is(end + 1, "age")
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
    let end = c
        .after(at, &["a", "while"])
        .or_else(|| c.after(at, &["some", "time"]))?;
    let meaning = Meaning::Length(Amount::Some, Unit::Period);
    Some((end, (meaning, "some-time")))
}

/// "daily", "every day", "each Thursday", "every two weeks", "Mondays", "Monday nights".
pub(super) fn repeat(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Lex::Every(unit) = c.lex(at) {
        return Some((at + 1, (Meaning::Repeat(Repeat::Every(1, unit)), "every")));
    }
    if let Some(n) = plural_weekday(c.word(at)) {
        return Some((at + 1, (Meaning::Repeat(Repeat::Weekday(n, None)), "weekdays")));
    }
    if let Lex::Weekday(n) = c.lex(at)
        && matches!(c.lex(at + 1), Lex::Unit(Unit::Night, Grammar::Many))
    {
        return Some((
            at + 2,
            (
                Meaning::Repeat(Repeat::Weekday(n, Some(Part::Night))),
                "weekday-nights",
            ),
        ));
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
            let (end, Amount::Halves(halves)) = c.count(start)? else {
                return None;
            };
            let (end, (unit, _)) = c.unit(end)?;
            return Some((end, (Meaning::Repeat(Repeat::Every(halves / 2, unit)), "every-n")));
        }
    };
    Some((start + 1, (Meaning::Repeat(found), "every")))
}

fn plural_weekday(word: &str) -> Option<i8> {
    let names = [
        "mondays",
        "tuesdays",
        "wednesdays",
        "thursdays",
        "fridays",
        "saturdays",
        "sundays",
    ];
    let at = names.iter().position(|name| *name == word)?;
    i8::try_from(at + 1).ok()
}

//! The grammar of English time expressions: what begins at a word, longest first, and the two ends of a range.

mod days;
mod feasts;
mod lengths;
mod periods;
mod stretches;
mod times;
mod vague;

use super::cursor::{Cursor, Parsed};
use super::lexicon::Lex;
use super::meaning::{Found, Joined, Meaning, joined_as, sharing_year};
use days::{day_of_month, day_range};
use feasts::{named_day, week_of};
use lengths::{ago, length, repeat};
use periods::{quarter, relative};
use stretches::{shared_stretch, year_alone};
use times::{clock_first, timed};
use vague::vague;

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

type Family = fn(&Cursor, usize) -> Parsed<Ruled>;

/// The longest expression that begins at token `at`.
pub(super) fn expression(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let mut best: Parsed<Ruled> = None;
    for family in families(c, at) {
        if let Some(found) = family(c, at)
            && best.is_none_or(|(end, _)| found.0 > end)
        {
            best = Some(found);
        }
    }
    best.or_else(|| about(c, at))
}

/// The families whose expressions can begin with the word at `at`.
fn families(c: &Cursor, at: usize) -> &'static [Family] {
    match c.lex(at) {
        Lex::None | Lex::Link => &[],
        Lex::Month(_) | Lex::Weekday(_) | Lex::Day(_) | Lex::Part(_) => &[timed, shared_stretch, repeat],
        Lex::Digits(_) | Lex::Card(_) => &[timed, ago, quarter, length, shared_stretch, year_alone],
        Lex::Ord(_) => &[timed, quarter, length, shared_stretch],
        Lex::Unit(..) => &[ago, length, shared_stretch, year_alone, week_of],
        Lex::Season(_) => &[shared_stretch],
        Lex::Feast(_) => &[named_day],
        Lex::Every(_) => &[repeat],
        Lex::Vague(_) => &[vague],
        Lex::Own => &[
            timed,
            relative,
            quarter,
            length,
            repeat,
            vague,
            named_day,
            shared_stretch,
        ],
        Lex::Start => opened_by(c.word(at)),
    }
}

/// The families that a function word can open.
fn opened_by(word: &str) -> &'static [Family] {
    match word {
        "the" => &[
            timed,
            week_of,
            relative,
            ago,
            quarter,
            length,
            vague,
            named_day,
            shared_stretch,
            day_of_month,
            year_alone,
        ],
        "a" | "an" => &[ago, length, vague],
        "this" | "that" | "these" | "last" | "next" | "coming" | "previous" | "following" | "same" => {
            &[timed, relative, quarter, vague, named_day, shared_stretch]
        }
        "early" | "earlier" | "late" | "later" | "mid" | "end" | "beginning" | "start" | "middle"
        | "sometime" | "'" | "‘" => &[timed, shared_stretch],
        "some" | "several" | "few" | "many" | "couple" | "another" => &[ago, length],
        "every" | "each" | "per" => &[repeat],
        "right" | "more" | "most" => &[vague],
        "good" | "new" => &[named_day],
        _ => &[],
    }
}

/// "about 5 p.m.", "nearly two years": the inexact word and what follows.
fn about(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let word = c.word(at);
    let start = ABOUT
        .iter()
        .filter(|words| words[0] == word)
        .find_map(|words| c.after(at, words))?;
    let (end, ruled) = ago(c, start)
        .or_else(|| length(c, start))
        .or_else(|| clock_first(c, start))?;
    Some((end, ruled))
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
        out.push(Found {
            first: at,
            last: end,
            meaning,
            rule,
            joined: Joined::No,
        });
        return;
    };
    out.push(Found {
        first: at,
        last: end,
        meaning: sharing_year(meaning, second),
        rule,
        joined: joined_as(meaning, second),
    });
    out.push(Found {
        first: end + 1,
        last,
        meaning: second,
        rule: other_rule,
        joined: Joined::No,
    });
}

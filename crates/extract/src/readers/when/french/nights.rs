//! French nights and parts of the day: "dans la nuit du 16 au 17", "ce matin", "le soir du 14 août", "à l'aube".

use super::super::calendar::Unit;
use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Meaning, Name, Part, Pick, What};
use super::days::{beside_day, day, pick_after};
use super::{Ruled, part, part_phrase};

/// "la nuit du 16 au 17 septembre", "la nuit de lundi à mardi", "la nuit de samedi", "la nuit du lundi 16 au mardi 17".
pub(super) fn night_across(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["la", "cette"]);
    let night = c.after(start, &["nuit"])?;
    let night = c.skip(night, &[","]);
    let of = c.any(night, &["du", "de", "d'"]).then_some(night + 1)?;
    let (end, first, second) = two_days(c, of)?;
    let meaning = match second {
        // "du 16 au 17 septembre": the first day takes month and year from the second.
        Some(second) => from_second(first, second),
        None => first.with(|beside| beside.part = Some(Part::Night)),
    };
    let rule = if second.is_some() {
        "night-across"
    } else {
        "night-of"
    };
    Some((end, (meaning, rule)))
}

/// One day, or two joined by "à", "au", "-".
fn two_days(c: &Cursor, at: usize) -> Option<(usize, Meaning, Option<Meaning>)> {
    let link = |end: usize| c.any(end, &["a", "au", "-"]).then_some(end + 1);
    // "16 au 17 septembre": the first is only a number.
    let bare = c.day(c.skip(at, &["le"]));
    if let Some((end, number)) = bare
        && let Some(next) = link(end)
        && let Some((last, (second, _))) = day(c, next)
    {
        let first = Meaning::point(What::Named(Name::DayOfMonth(number), Pick::Lean));
        return Some((last, first, Some(second)));
    }
    // "lundi 16 au mardi 17 septembre".
    let weekday_number = match c.lex(at) {
        Lex::Weekday(_) => c.day(at + 1),
        _ => None,
    };
    if let Some((end, number)) = weekday_number
        && let Some(next) = link(end)
        && let Some((last, (second, _))) = day(c, next)
    {
        let first = Meaning::point(What::Named(Name::DayOfMonth(number), Pick::Lean));
        return Some((last, first, Some(second)));
    }
    let (end, (first, _)) = day(c, at)?;
    if let Some(next) = link(end)
        && let Some((last, (second, _))) = day(c, next)
    {
        return Some((last, first, Some(second)));
    }
    Some((end, first, None))
}

/// The night before `second` dawns: the day before it, where it is dated; else the first as said.
fn from_second(first: Meaning, second: Meaning) -> Meaning {
    let overnight = |meaning: Meaning, days: i8| {
        meaning.with(|beside| {
            beside.part = Some(Part::Night);
            beside.overnight = true;
            beside.days = days;
            beside.weekday = None;
        })
    };
    match second {
        Meaning::Point(
            What::Ymd(..) | What::Named(Name::MonthDay(..) | Name::DayOfMonth(_) | Name::Weekday(_), _),
            _,
        ) => overnight(second, -1),
        _ => overnight(first, 0),
    }
}

/// "ce matin", "cette nuit", "hier dans la nuit" (by [`day_with_time`]), "dans la matinée", "le soir du 17", "l'aube de mardi".
pub(super) fn part_of_day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let this = c.any(at, &["ce", "cet", "cette"]);
    let article = c.any(at, &["la", "le", "l'"]);
    let led = at > c.first
        && c.any(
            at - 1,
            &[
                "dans", "a", "au", "en", "vers", "pendant", "durant", "des", "avant", "de", "peu",
            ],
        );
    let start = at + usize::from(this || article);
    let (end, part) = if this || article {
        part(c, start).or_else(|| part_phrase(c, start))
    } else {
        part_phrase_alone(c, at)
    }?;
    if let Some(of) = c.any(end, &["du", "de", "d'"]).then_some(end + 1)
        && let Some((last, (meaning, _))) = day(c, of).or_else(|| beside_day(c, of))
    {
        return Some((
            last,
            (meaning.with(|beside| beside.part = Some(part)), "part-of-day-of"),
        ));
    }
    if this {
        // "cette nuit" in a morning's report is the one just over, but the day is the publication's either way.
        let meaning = Meaning::shift(0, Unit::Day, Base::Publication).with(|beside| beside.part = Some(part));
        return Some((end, (meaning, "this-part")));
    }
    if let Some((end, Pick::Last)) = pick_after(c, end) {
        let meaning =
            Meaning::shift(-1, Unit::Day, Base::Publication).with(|beside| beside.part = Some(part));
        return Some((end, (meaning, "last-part")));
    }
    let noon = matches!(part, Part::Noon | Part::Midnight) && !matches!(c.lex(at), Lex::Start | Lex::Link);
    if !(led || noon) {
        return None;
    }
    let near = Meaning::shift(0, Unit::Day, Base::Near).with(|beside| beside.part = Some(part));
    let next = c.skip(end, &[","]);
    if let Some((last, (meaning, _))) =
        day(c, next).filter(|_| next == end || matches!(part, Part::Noon | Part::Midnight))
    {
        return Some((
            last,
            (meaning.with(|beside| beside.part = Some(part)), "part-day"),
        ));
    }
    Some((end, (near, "the-part")))
}

/// "fin de matinée", "petit matin", "midi", "premières heures": after a preposition, without an article.
fn part_phrase_alone(c: &Cursor, at: usize) -> Parsed<Part> {
    if c.any(
        at,
        &[
            "dans", "en", "a", "au", "vers", "pendant", "durant", "de", "des", "tot", "tard",
        ],
    ) {
        return None;
    }
    part_phrase(c, at)
}

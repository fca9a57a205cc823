//! The grammar of French time expressions: what begins at a word, longest first, and the two ends of a range.

mod days;
mod feasts;
mod lengths;
mod nights;
mod stretches;

use super::cursor::{Cursor, Parsed};
use super::lexicon::Lex;
use super::meaning::{Found, Joined, Meaning, Part, joined_as};

/// A meaning and the rule that gave it.
type Ruled = (Meaning, &'static str);

/// The longest expression that begins at token `at`.
fn expression(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let families: [fn(&Cursor, usize) -> Parsed<Ruled>; 13] = [
        nights::night_across,
        nights::part_of_day,
        days::day_with_time,
        days::beside_day,
        days::clock_with_day,
        stretches::month,
        stretches::year,
        stretches::season,
        stretches::quarter,
        stretches::relative,
        lengths::ago,
        lengths::repeat,
        lengths::length,
    ];
    let mut best: Parsed<Ruled> = None;
    for family in families {
        if let Some(found) = family(c, at)
            && best.is_none_or(|(end, _)| found.0 > end)
        {
            best = Some(found);
        }
    }
    best.or_else(|| lengths::vague(c, at))
}

/// What begins at token `at`, appended to `out`: one expression, or both ends of a range.
pub(super) fn expressions(c: &Cursor, at: usize, out: &mut Vec<Found>) {
    if let Some((first, second)) = days::day_range(c, at).or_else(|| stretches::month_range(c, at)) {
        out.extend([first, second]);
        return;
    }
    let Some((end, (meaning, rule))) = expression(c, at) else {
        return;
    };
    let before = if at > c.first { c.word(at - 1) } else { "" };
    let link = match before {
        "entre" => c.after(end, &["et"]),
        "de" | "du" | "depuis" | "d'" => c
            .after(end, &["a"])
            .or_else(|| c.after(end, &["au"]))
            .or_else(|| c.after(end, &["jusqu'a"]))
            .or_else(|| c.after(end, &["jusqu'au"])),
        _ => c.after(end, &["-"]),
    };
    let other = link.and_then(|next| Some((next, expression(c, next)?)));
    match (meaning, other) {
        (Meaning::Point(..), Some((next, (last, (second @ Meaning::Point(..), other_rule))))) => {
            out.push(Found {
                first: at,
                last: end,
                meaning,
                rule,
                joined: joined_as(meaning, second),
            });
            out.push(Found {
                first: next,
                last,
                meaning: second,
                rule: other_rule,
                joined: Joined::No,
            });
        }
        _ => out.push(Found {
            first: at,
            last: end,
            meaning,
            rule,
            joined: Joined::No,
        }),
    }
}

/// A part of the day by its noun alone: "matin", "après-midi", "mi-journée", "petit matin".
fn part(c: &Cursor, at: usize) -> Parsed<Part> {
    if let Some(end) = c
        .after(at, &["apres", "-", "midi"])
        .or_else(|| c.after(at, &["apres", "midi"]))
    {
        return Some((end, Part::Afternoon));
    }
    if let Some(end) = c.after(at, &["mi", "-", "journee"]) {
        return Some((end, Part::Noon));
    }
    if let Some(end) = c
        .after(at, &["petit", "matin"])
        .or_else(|| c.after(at, &["petit", "jour"]))
    {
        return Some((end, Part::Dawn));
    }
    match c.lex(at) {
        Lex::Part(part) => Some((at + 1, part)),
        _ => None,
    }
}

/// A part of the day with what leads to it: "dans la matinée", "en fin d'après-midi", "à l'aube", "vers midi".
/// The first token is where the phrase begins with its preposition, the second where its noun phrase does.
fn part_phrase(c: &Cursor, at: usize) -> Parsed<Part> {
    let mut end = c.skip(at, &["tot", "tard"]);
    end = c.skip(
        end,
        &[
            "dans", "en", "a", "au", "vers", "pendant", "durant", "de", "des", "ce", "cette",
        ],
    );
    end = c.skip(end, &["la", "le", "l'"]);
    let share = c.word(end).to_owned();
    if matches!(share.as_str(), "debut" | "fin" | "milieu" | "cours" | "courant") {
        end = c.skip(end + 1, &["de", "d'", "du"]);
        end = c.skip(end, &["la", "l'"]);
    } else if let Some(next) = c.after(end, &["premieres", "heures"]) {
        end = c.skip(next, &["de", "du"]);
        end = c.skip(end, &["la", "l'"]);
        return match part(c, end) {
            Some((end, Part::Morning | Part::Night)) => Some((end, Part::Dawn)),
            Some(_) | None => Some((next, Part::Dawn)),
        };
    }
    if c.is(end, "journee") {
        let part = match share.as_str() {
            "debut" => Part::Morning,
            "milieu" => Part::Noon,
            "fin" => Part::Evening,
            _ => Part::Daytime,
        };
        return (end > at).then_some((end + 1, part));
    }
    part(c, end)
}

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

type Family = fn(&Cursor, usize) -> Parsed<Ruled>;

/// The longest expression that begins at token `at`.
fn expression(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let mut best: Parsed<Ruled> = None;
    for family in families(c, at) {
        if let Some(found) = family(c, at)
            && best.is_none_or(|(end, _)| found.0 > end)
        {
            best = Some(found);
        }
    }
    best.or_else(|| lengths::vague(c, at))
}

/// The families whose expressions can begin with the word at `at`.
fn families(c: &Cursor, at: usize) -> &'static [Family] {
    use days::{beside_day, clock_with_day, day_with_time};
    use lengths::{ago, length, repeat};
    use nights::{night_across, part_of_day};
    use stretches::{month, quarter, relative, season, week_of, year};
    match c.lex(at) {
        Lex::None | Lex::Link | Lex::Vague(_) => &[],
        Lex::Day(_) | Lex::Weekday(_) | Lex::Feast(_) => &[day_with_time],
        // "sept" may be a number.
        Lex::Month(_) => &[month, ago, length],
        Lex::Digits(_) | Lex::Card(_) => &[day_with_time, clock_with_day, year, quarter, ago, length],
        Lex::Ord(_) => &[day_with_time, quarter, part_of_day],
        Lex::Unit(..) => &[month, year, relative, week_of],
        Lex::Season(_) => &[season],
        Lex::Part(_) => &[night_across, part_of_day],
        Lex::Every(_) => &[repeat],
        Lex::Own => &[
            day_with_time,
            beside_day,
            clock_with_day,
            month,
            year,
            relative,
            part_of_day,
            repeat,
        ],
        Lex::Start => match c.word(at) {
            "il" | "y" | "ya" | "voici" | "voila" => &[ago],
            "quelques" | "plusieurs" | "environ" | "pres" | "plus" | "moins" | "quelque" => &[ago, length],
            "au" | "aux" => &[beside_day, relative, ago, length],
            "chaque" | "tous" | "toutes" | "par" => &[repeat],
            "tout" | "toute" => &[length],
            "des" | "ces" => &[relative, length, year, beside_day],
            "les" => &[relative, length, year, repeat, beside_day],
            "debut" | "mi" | "fin" | "milieu" => &[month, year, season, relative, part_of_day],
            "tot" | "tard" => &[day_with_time, part_of_day],
            "petit" | "premieres" => &[part_of_day],
            _ => &[
                night_across,
                week_of,
                part_of_day,
                day_with_time,
                beside_day,
                month,
                year,
                season,
                quarter,
                relative,
            ],
        },
    }
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
    const SUN: &[(&[&str], Part)] = &[
        (&["tombee", "de", "la", "nuit"], Part::Evening),
        (&["tombee", "du", "jour"], Part::Evening),
        (&["coucher", "du", "soleil"], Part::Evening),
        (&["lever", "du", "soleil"], Part::Dawn),
        (&["lever", "du", "jour"], Part::Dawn),
        (&["nuit", "tombee"], Part::Evening),
        (&["nuit", "tombante"], Part::Evening),
    ];
    if let Some((words, part)) = SUN.iter().find(|(words, _)| c.after(at, words).is_some()) {
        return Some((at + words.len(), *part));
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
    let share = c.word(end);
    if matches!(share, "debut" | "fin" | "milieu" | "cours" | "courant") {
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
        let part = match share {
            "debut" => Part::Morning,
            "milieu" => Part::Noon,
            "fin" => Part::Evening,
            _ => Part::Daytime,
        };
        return (end > at).then_some((end + 1, part));
    }
    part(c, end)
}

//! Reads numbers of people as said: exact, at least, at most, about, ranges and vague words, English and French.

use crate::doc::{Sentence, TokenKind};
use crate::lexicon::Topic;
use crate::scene::{Scene, gram};
use tocsin_core::Count;

/// A number found: tokens `first..last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// First token, bounds such as "at least" included.
    pub first: usize,
    /// One past the last token, a joining "of" included.
    pub last: usize,
    /// How many.
    pub count: Count,
    /// Whether it is only an article or a vague word ("a", "some").
    pub weak: bool,
}

/// All numbers of the tokens `from..to`, in order, without overlaps.
#[must_use]
pub fn quantities(scene: &Scene, from: usize, to: usize) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut at = from;
    while at < to {
        match quantity(scene, at, to) {
            Some(found) => {
                at = found.last.max(at + 1);
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether the words around the number `first..last` say that it is a total over several events.
pub(crate) fn is_running(scene: &Scene, sentence: &Sentence, first: usize, last: usize) -> bool {
    let from = first.saturating_sub(10).max(sentence.first);
    let to = (last + 8).min(sentence.last);
    scene
        .of(Topic::Cue, from, to)
        .any(|mark| mark.entry.concept == "running")
        || is_of_several(scene, last, sentence.last)
}

/// "Killed in two villages", "dans trois attaques": several places or attacks named right after a number count together.
fn is_of_several(scene: &Scene, from: usize, end: usize) -> bool {
    const REACH: usize = 12;
    (from..(from + REACH).min(end)).any(|at| {
        let several = scene.is(at, gram::IN | gram::ON)
            && matches!(
                scene.doc.word(at + 1),
                "two"
                    | "three"
                    | "four"
                    | "five"
                    | "several"
                    | "deux"
                    | "trois"
                    | "quatre"
                    | "cinq"
                    | "plusieurs"
            );
        several
            && (at + 2..(at + 5).min(end)).any(|at| {
                matches!(
                    scene.doc.word(at),
                    "attacks"
                        | "raids"
                        | "villages"
                        | "towns"
                        | "hamlets"
                        | "assaults"
                        | "ambushes"
                        | "localities"
                        | "attaques"
                        | "assauts"
                        | "hameaux"
                        | "localites"
                        | "embuscades"
                        | "villes"
                        | "incursions"
                        | "districts"
                        | "quarters"
                        | "blasts"
                        | "explosions"
                        | "strikes"
                        | "quartiers"
                        | "frappes"
                )
            })
    })
}

fn bound(scene: &Scene, at: usize, to: usize) -> Option<(&'static str, usize)> {
    let mark = scene.of(Topic::Bound, at, (at + 1).min(to)).next()?;
    (mark.last <= to).then_some((mark.entry.concept, mark.last))
}

fn quantity(scene: &Scene, first: usize, to: usize) -> Option<Quantity> {
    let mut at = first;
    let mut bounds: Vec<&str> = Vec::new();
    while let Some((concept, next)) = bound(scene, at, to) {
        bounds.push(concept);
        at = next;
    }
    let low = number(scene, at, to)?;
    at = low.1;
    let (mut count, mut weak) = (low.0, low.2);
    if let Some((high, next)) = range_end(scene, first, at, to)
        && high.least > count.least
        && count.exact().is_some()
    {
        // "rose from 10 to 12": the new number stands.
        let risen = first > 0
            && (scene.doc.word(first - 1) == "from"
                || scene.doc.word(first - 1) == "de"
                    && first > 1
                    && scene.doc.word(first - 2).starts_with("pass"));
        count = Count {
            least: if risen { high.least } else { count.least },
            most: high.most,
            about: count.about,
        };
        at = next;
    }
    for concept in &bounds {
        weak = false;
        count = bounded(count, concept);
    }
    // "12 or more", "au moins" after the number.
    if let Some((concept, next)) =
        bound(scene, at, to).filter(|_| scene.doc.language == tocsin_core::Language::Fr)
        && matches!(concept, "least" | "most")
        && scene.doc.word(at) == "au"
    {
        count = bounded(count, concept);
        at = next;
    }
    (!is_measure(scene, at) && !is_part_of_name(scene, first, at)).then_some(Quantity {
        first,
        last: at,
        count,
        weak,
    })
}

/// A count under "at least", "at most" or "about".
pub(super) fn bounded(count: Count, concept: &str) -> Count {
    match concept {
        "least" => Count {
            most: None,
            about: false,
            ..count
        },
        "most" => Count { least: 0, ..count },
        _ => Count { about: true, ..count },
    }
}

/// The number words or digits at `at`: the count, where they end, and whether they are only an article or a vague word.
fn number(scene: &Scene, at: usize, to: usize) -> Option<(Count, usize, bool)> {
    let token = scene.doc.tokens.get(at).filter(|_| at < to)?;
    if token.kind == TokenKind::Number {
        let (value, next) = digits(scene, at, to)?;
        return Some((Count::exactly(value), next, false));
    }
    let mark = scene
        .of(Topic::Number, at, at + 1)
        .next()
        .filter(|mark| mark.last <= to)?;
    let value: u64 = mark.entry.concept.parse().ok()?;
    match mark.entry.kind {
        "vague" => Some((
            Count {
                least: value,
                most: None,
                about: false,
            },
            mark.last,
            true,
        )),
        "about" => Some((
            Count {
                about: true,
                ..Count::exactly(value)
            },
            mark.last,
            false,
        )),
        _ => {
            let (value, next) = words(scene, at, to)?;
            let article = next == at + 1 && matches!(scene.doc.word(at), "a" | "an" | "un" | "une");
            Some((Count::exactly(value), next, article))
        }
    }
}

/// A number in digits, with "million" or "thousand" after it; `None` for decimals and codes.
fn digits(scene: &Scene, at: usize, to: usize) -> Option<(u64, usize)> {
    let text: String = scene
        .doc
        .word(at)
        .chars()
        .filter(|c| !matches!(c, ' ' | ',' | '\u{a0}' | '\u{202f}'))
        .collect();
    let text = match text.split_once('.') {
        Some((_, part)) if part.len() != 3 => return None,
        Some((whole, part)) => format!("{whole}{part}"),
        None => text,
    };
    let value: u64 = text.parse().ok().filter(|&value| value <= 100_000_000)?;
    let times = scene
        .of(Topic::Number, at + 1, (at + 2).min(to))
        .find(|mark| mark.entry.kind == "times");
    match times.and_then(|mark| mark.entry.concept.parse::<u64>().ok()) {
        Some(times) if times >= 1000 => Some((value.saturating_mul(times), at + 2)),
        _ => Some((value, at + 1)),
    }
}

/// Number words from `at` on: "one hundred and twenty-three", "deux cent cinquante".
fn words(scene: &Scene, at: usize, to: usize) -> Option<(u64, usize)> {
    let (mut total, mut part, mut seen) = (0u64, 0u64, false);
    let mut next = at;
    let mut last_unit = u64::MAX;
    loop {
        let mut look = next;
        if seen && (scene.is_sign(look, "-") || (part >= 20 && matches!(scene.doc.word(look), "and" | "et")))
        {
            look += 1;
        }
        let Some(mark) = scene
            .of(Topic::Number, look, (look + 1).min(to))
            .find(|mark| matches!(mark.entry.kind, "unit" | "times"))
        else {
            break;
        };
        let value: u64 = mark.entry.concept.parse().ok()?;
        if mark.entry.kind == "times" {
            if value == 100 {
                part = part.max(1) * 100;
            } else {
                total += part.max(1) * value;
                part = 0;
            }
            last_unit = u64::MAX;
        } else {
            // "twenty three" adds, "two three" are two numbers.
            let adds = !seen
                || last_unit == u64::MAX
                || (last_unit >= 20 && value < 20 && last_unit.is_multiple_of(10));
            if !adds {
                break;
            }
            part += value;
            last_unit = value;
        }
        seen = true;
        next = mark.last;
    }
    seen.then_some((total + part, next))
}

/// The upper end of a range that follows `at`: "10 to 15", "10-15", "between 10 and 15", "entre 10 et 15".
fn range_end(scene: &Scene, first: usize, at: usize, to: usize) -> Option<(Count, usize)> {
    let joins = match scene.doc.word(at) {
        "to" | "a" | "or" | "ou" | "-" | "–" => true,
        "and" | "et" => first > 0 && matches!(scene.doc.word(first - 1), "between" | "entre"),
        _ => false,
    };
    if !joins {
        return None;
    }
    let (count, next, weak) = number(scene, at + 1, to)?;
    (!weak && count.exact().is_some()).then_some((count, next))
}

/// Units: a number before one counts no people.
const UNITS: &[&str] = &[
    "%",
    "percent",
    "per",
    "km",
    "kilometers",
    "kilometres",
    "kilometer",
    "kilometre",
    "meters",
    "metres",
    "miles",
    "years",
    "year",
    "months",
    "month",
    "weeks",
    "week",
    "days",
    "day",
    "hours",
    "hour",
    "minutes",
    "minute",
    "o'clock",
    "am",
    "pm",
    "a.m",
    "p.m",
    "million",
    "dollars",
    "euros",
    "francs",
    "kg",
    "kilos",
    "tons",
    "tonnes",
    "ans",
    "an",
    "mois",
    "semaines",
    "semaine",
    "jours",
    "jour",
    "heures",
    "heure",
    "h",
    "pour",
    "degrees",
    "mm",
    "kilogrammes",
    "litres",
    "liters",
    "hectares",
    "times",
    "fois",
    "cfa",
    "points",
    "th",
    "st",
    "nd",
    "rd",
    "e",
    "er",
    "eme",
    "secondes",
    "seconds",
    "nights",
    "nuits",
    "decennies",
    "annees",
    "annee",
    "matin",
    "midi",
    "decades",
    "decade",
    "°",
    "pesos",
    "pounds",
    "kilograms",
    "inches",
    "blocks",
    "caliber",
];

/// Whether a unit follows: the number counts no people.
fn is_measure(scene: &Scene, at: usize) -> bool {
    let word = scene.doc.word(at);
    if UNITS.contains(&word) {
        // "12 jours" is a time, "4 minutes" too; "one day" as well.
        return true;
    }
    word == "-" && {
        let next = scene.doc.word(at + 1);
        UNITS.contains(&next) || matches!(next, "year" | "member" | "page" | "story" | "man" | "strong")
    }
}

/// Whether the number stands in a code or a date: "RN16", "September 17", "9-mm", "17/09".
fn is_part_of_name(scene: &Scene, first: usize, last: usize) -> bool {
    let Some(span) = scene.doc.span(first, last) else {
        return true;
    };
    let at = scene.dates.partition_point(|mark| mark.span.end <= span.start);
    scene
        .dates
        .get(at)
        .is_some_and(|mark| mark.span.overlaps(&span) && mark.when.is_some())
        || (scene.is_sign(last, "/") || (first > 0 && scene.is_sign(first - 1, "/")))
        || (first > 0
            && scene.is_sign(first - 1, "-")
            && scene.doc.tokens[first].kind == TokenKind::Number
            && first > 1
            && scene.doc.tokens[first - 2].all_caps)
}

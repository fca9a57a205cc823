//! French lengths, offsets, repetitions and vague words: "il y a deux semaines", "trois jours plus tard", "pendant une heure", "tous les lundis".

use super::super::calendar::Unit;
use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::{Grammar, Lex, Vague};
use super::super::meaning::{Amount, Base, Meaning, Repeat, What};
use super::{Ruled, part};

/// Words before a length that make it inexact.
const ABOUT: &[&[&str]] = &[
    &["environ"],
    &["pres", "de"],
    &["pres", "d'"],
    &["plus", "de"],
    &["plus", "d'"],
    &["moins", "de"],
    &["moins", "d'"],
    &["au", "moins"],
    &["quelque"],
];

/// A number, "quelques", "plusieurs", "une dizaine de", "une demi-".
fn amount(c: &Cursor, at: usize) -> Parsed<Amount> {
    match c.word(at) {
        "quelques" | "plusieurs" => return Some((at + 1, Amount::Some)),
        _ => {}
    }
    if let Some(end) = c
        .after(at, &["une", "demi"])
        .or_else(|| c.after(at, &["un", "demi"]))
    {
        return Some((c.skip(end, &["-"]), Amount::Halves(1)));
    }
    let one = c.any(at, &["un", "une"]);
    let round =
        matches!(c.lex(at + 1), Lex::Card(10 | 15 | 20 | 30)) || c.any(at + 1, &["quinzaine", "douzaine"]);
    if one && round {
        let n = match c.lex(at + 1) {
            Lex::Card(n) => n,
            _ if c.is(at + 1, "douzaine") => 12,
            _ => 15,
        };
        return Some((c.skip(at + 2, &["de", "d'"]), Amount::Halves(2 * n)));
    }
    c.count(at)
}

/// An amount with its unit: "trois jours", "une semaine", "deux ans et demi", "une demi-heure".
fn amount_of_unit(c: &Cursor, at: usize) -> Parsed<(Amount, Unit)> {
    let about = ABOUT.iter().find_map(|words| c.after(at, words)).unwrap_or(at);
    let (end, amount) = amount(c, about)?;
    let end = c.skip(end, &["bonnes", "longues", "petites", "bons", "longs"]);
    // "la quinzaine de jours", "quinze (15) jours".
    let end = match (c.word(end), c.lex(end + 1), c.word(end + 2)) {
        ("(", Lex::Digits(_), ")") => end + 3,
        _ => end,
    };
    let (end, (unit, _)) = c.unit(end)?;
    let end = c.skip(end, &["environ"]);
    if let Some(end) = c
        .after(end, &["et", "demi"])
        .or_else(|| c.after(end, &["et", "demie"]))
        && let Amount::Halves(halves) = amount
    {
        return Some((end, (Amount::Halves(halves + 1), unit)));
    }
    Some((end, (amount, unit)))
}

/// "il y a deux semaines", "voici trois jours", "trois jours plus tard", "deux jours auparavant", "dans deux semaines".
pub(super) fn ago(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let lead = c
        .after(at, &["il", "y", "a"])
        .or_else(|| {
            c.after(at, &["y", "a"])
                .filter(|_| at == c.first || !c.is(at - 1, "n'"))
        })
        .or_else(|| c.after(at, &["ya"]))
        .or_else(|| c.after(at, &["voici"]))
        .or_else(|| c.after(at, &["voila"]));
    if let Some(start) = lead {
        if let Some(end) = c
            .after(start, &["peu"])
            .or_else(|| c.after(start, &["longtemps"]))
        {
            return Some((end, (Meaning::Past, "ago")));
        }
        let start = c.skip(start, &["de", "deja", "maintenant", "a", "exactement"]);
        let (end, (amount, unit)) = amount_of_unit(c, start)?;
        let end = c
            .after(end, &["de", "cela"])
            .or_else(|| c.after(end, &["de", "ca"]))
            .unwrap_or(end);
        return Some((end, (offset(amount, unit, -1, Base::Publication), "ago")));
    }
    if at > c.first && c.any(at - 1, &["dans", "sous"]) && !c.any(at, &["les", "des"]) {
        let (end, (amount, unit)) = amount_of_unit(c, at)?;
        let ahead = c.is(at - 1, "dans");
        return ahead.then(|| (end, (offset(amount, unit, 1, Base::Publication), "in")));
    }
    let (end, (amount, unit)) = amount_of_unit(c, at)?;
    let (end, sign) = later_or_earlier(c, end)?;
    Some((end, (offset(amount, unit, sign, Base::Context), "offset")))
}

/// "plus tard", "après", "plus tôt", "auparavant", "avant": only where nothing follows that it would be before.
fn later_or_earlier(c: &Cursor, at: usize) -> Parsed<i32> {
    if let Some(end) = c.after(at, &["plus", "tard"]) {
        return Some((end, 1));
    }
    if let Some(end) = c
        .after(at, &["plus", "tot"])
        .or_else(|| c.after(at, &["auparavant"]))
    {
        return Some((end, -1));
    }
    let alone = matches!(c.word(at + 1), "" | "," | "." | ";" | ")");
    match c.word(at) {
        "apres" if alone => Some((at + 1, 1)),
        "avant" if alone => Some((at + 1, -1)),
        _ => None,
    }
}

fn offset(amount: Amount, unit: Unit, sign: i32, base: Base) -> Meaning {
    // "un an plus tôt" is held to the date spoken of, day for day; "il y a un an" to the publication.
    match (amount, unit) {
        (Amount::Halves(2), Unit::Year) if base == Base::Context => Meaning::point(What::Shift {
            n: sign,
            unit,
            grain: Unit::Year,
            base,
        }),
        (Amount::Halves(2), Unit::Year) if sign < 0 => Meaning::shift(-1, Unit::Year, base),
        _ => super::super::meaning::offset(amount, unit, sign, base),
    }
}

/// "trois jours", "une heure", "plusieurs mois", "des semaines", "toute la nuit".
pub(super) fn length(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if c.any(at, &["toute", "tout"])
        && c.any(at + 1, &["la", "le", "l'"])
        && let Some((end, (unit, Grammar::One))) = c.unit(at + 2)
    {
        return Some((end, (Meaning::Length(Amount::Halves(2), unit), "whole-unit")));
    }
    let lasting = at > c.first && c.any(at - 1, &["pendant", "durant", "depuis"]);
    if c.is(at, "des") || (lasting && c.is(at, "les")) {
        let (end, (unit, Grammar::Many)) = c.unit(at + 1)? else {
            return None;
        };
        return lasting.then_some((end, (Meaning::Length(Amount::Some, unit), "some-units")));
    }
    let start = c.skip(at, &["les", "ces", "ses", "leurs"]);
    let (end, (amount, unit)) = amount_of_unit(c, start)?;
    // "âgé de 25 ans", "un homme de 25 ans": an age. "un jour" alone is no length.
    let age = matches!(unit, Unit::Year | Unit::Month)
        && at > c.first
        && c.any(at - 1, &["de", "d'"])
        && at > c.first + 1
        && (c.any(
            at - 2,
            &[
                "age", "agee", "ages", "agees", "homme", "femme", "fille", "garcon", "enfant", "jeune",
                "moins", "plus", "bebe",
            ],
        ) || c.doc.tokens[at - 2].capital);
    let vague_day = amount == Amount::Halves(2) && unit == Unit::Day && c.is(at, "un") && !lasting;
    // "une seconde explosion", "une minute de silence".
    let other =
        amount == Amount::Halves(2) && unit == Unit::Second || c.after(end, &["de", "silence"]).is_some();
    if age || vague_day || other || unit == Unit::Century {
        return None;
    }
    Some((end, (Meaning::Length(amount, unit), "length")))
}

/// "quotidiennement", "tous les jours", "chaque lundi", "tous les deux mois", "par semaine", "le lundi" of habit is not told.
pub(super) fn repeat(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if let Lex::Every(unit) = c.lex(at) {
        return Some((at + 1, (Meaning::Repeat(Repeat::Every(1, unit)), "every")));
    }
    let found = |end: usize, repeat: Repeat| Some((end, (Meaning::Repeat(repeat), "every")));
    let all = c
        .after(at, &["tous", "les"])
        .or_else(|| c.after(at, &["toutes", "les"]));
    if let Some(start) = all {
        if let Some(n) = plural_weekday(c.word(start)) {
            let part = part(c, start + 1).or_else(|| {
                c.is(start + 1, "soirs")
                    .then_some((start + 2, super::Part::Evening))
            });
            let end = part.map_or(start + 1, |(end, _)| end);
            return found(end, Repeat::Weekday(n, part.map(|(_, part)| part)));
        }
        match c.word(start) {
            "matins" => return found(start + 1, Repeat::Part(super::Part::Morning)),
            "soirs" => return found(start + 1, Repeat::Part(super::Part::Evening)),
            _ => {}
        }
        let (end, n) = match c.count(start) {
            Some((end, Amount::Halves(halves))) => (end, halves / 2),
            _ => (start, 1),
        };
        let (end, (unit, _)) = c.unit(end)?;
        return found(end, Repeat::Every(n, unit));
    }
    if c.any(at, &["chaque"]) {
        return match c.lex(at + 1) {
            Lex::Weekday(n) => {
                let part = part(c, at + 2);
                let end = part.map_or(at + 2, |(end, _)| end);
                found(end, Repeat::Weekday(n, part.map(|(_, part)| part)))
            }
            Lex::Month(n) => found(at + 2, Repeat::Month(n)),
            Lex::Season(season) => found(at + 2, Repeat::Season(season)),
            Lex::Part(part) => found(at + 2, Repeat::Part(part)),
            Lex::Unit(unit, _) => found(at + 2, Repeat::Every(1, unit)),
            _ => None,
        };
    }
    if c.is(at, "par")
        && let Some((end, (unit, Grammar::One))) = c.unit(at + 1)
        && matches!(
            unit,
            Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year
        )
    {
        return found(end, Repeat::Every(1, unit));
    }
    let start = c.skip(at, &["les"]);
    let n = plural_weekday(c.word(start)).filter(|_| start > at)?;
    found(start + 1, Repeat::Weekday(n, None))
}

fn plural_weekday(word: &str) -> Option<i8> {
    let names = [
        "lundis",
        "mardis",
        "mercredis",
        "jeudis",
        "vendredis",
        "samedis",
        "dimanches",
    ];
    let at = names.iter().position(|name| *name == word)?;
    i8::try_from(at + 1).ok()
}

/// Set phrases that point without a date.
const PHRASES: &[(&[&str], Meaning)] = &[
    (&["en", "ce", "moment"], Meaning::Present),
    (&["ce", "moment"], Meaning::Present),
    (&["de", "nos", "jours"], Meaning::Present),
    (&["a", "l'", "heure", "actuelle"], Meaning::Present),
    (&["l'", "heure", "actuelle"], Meaning::Present),
    (&["pour", "l'", "instant"], Meaning::Present),
    (&["pour", "le", "moment"], Meaning::Present),
    (&["l'", "avenir"], Meaning::Future),
    (&["le", "passe"], Meaning::Past),
    (&["l'", "epoque"], Meaning::Past),
    (&["ces", "temps", "-", "ci"], Meaning::Present),
    (&["ces", "jours", "-", "ci"], Meaning::Present),
    (&["sous", "peu"], Meaning::Future),
    (&["nouvel", "ordre"], Meaning::Future),
    (&["present"], Meaning::Present),
];

/// "maintenant", "récemment", "ces derniers temps", "dans le passé".
pub(super) fn vague(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let word = c.word(at);
    for (words, meaning) in PHRASES.iter().filter(|(words, _)| words[0] == word) {
        if let Some(end) = c.after(at, words) {
            let led = match words[0] {
                "le" => at > c.first && c.is(at - 1, "dans"),
                "present" => at > c.first && c.is(at - 1, "a"),
                _ => true,
            };
            let alone =
                !matches!(words[words.len() - 1], "epoque") || !c.any(end, &["de", "du", "des", "ou"]);
            if led && alone {
                return Some((end, (*meaning, "vague")));
            }
        }
    }
    let Lex::Vague(vague) = c.lex(at) else {
        return None;
    };
    let meaning = match vague {
        Vague::Past => Meaning::Past,
        Vague::Present => Meaning::Present,
        Vague::Future => Meaning::Future,
    };
    Some((at + 1, (meaning, "vague")))
}

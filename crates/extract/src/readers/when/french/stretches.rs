//! French stretches of the calendar: months, seasons, quarters, years, and units picked by "dernier", "prochain", "ce".

use super::super::calendar::{Stamp, Unit};
use super::super::cursor::{Cursor, Parsed};
use super::super::lexicon::{Grammar, Lex};
use super::super::meaning::{Amount, Base, Found, Joined, Meaning, Name, Pick, Share, What};
use super::Ruled;
use super::days::{month_name, pick_after, year_relative};

/// "début", "mi-", "fin", "courant", "au milieu de", "à la fin de": where the stretch itself starts, and its share.
fn share_before(c: &Cursor, at: usize) -> (usize, Option<Share>) {
    let article = c.skip(at, &["le", "la"]);
    let share = match c.word(article) {
        "debut" => Some(Share::Early),
        "mi" | "milieu" => Some(Share::Middle),
        "fin" => Some(Share::Late),
        "courant" => None,
        _ => return (at, None),
    };
    let mut end = c.skip(article + 1, &["-"]);
    end = c.skip(end, &["de", "du", "d'"]);
    (end, share)
}

/// "septembre", "courant août", "le mois de mai dernier", "début mars 2024", "septembre de l'an dernier".
pub(super) fn month(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, share) = share_before(c, at);
    let mut from = start;
    for lead in [
        &["le", "mois", "de"][..],
        &["mois", "de"],
        &["le", "mois", "d'"],
        &["mois", "d'"],
        &["ce", "mois", "de"],
    ] {
        from = c.after(start, lead).unwrap_or(from);
    }
    let this = c
        .after(start, &["ce"])
        .filter(|&next| matches!(c.lex(next), Lex::Month(_)));
    from = this.unwrap_or(from);
    let (end, number) = month_name(c, from)?;
    // "mars" and "mai" alone could be names: a month wants a preposition, a share, a year or a pick.
    let led = from > at || (at > c.first && c.any(at - 1, LEADS));
    let name = Name::Month(number);
    let set = |what: What| Meaning::point(what).with(|beside| beside.share = share);
    if let Some((end, year)) = c.year(end) {
        return Some((end, (set(What::Fixed(Stamp::Month(year, number))), "month-year")));
    }
    if let Some((end, years)) = year_relative(c, end) {
        return Some((
            end,
            (set(What::Named(name, Pick::YearsOff(years))), "month-of-year"),
        ));
    }
    let lean = if this.is_some() { Pick::This } else { Pick::Lean };
    let (end, pick) = pick_after(c, end).unwrap_or((end, lean));
    (led || pick != Pick::Lean).then(|| (end, (set(What::Named(name, pick)), "month")))
}

/// Words before a bare month.
const LEADS: &[&str] = &[
    "en", "de", "d'", "depuis", "des", "entre", "et", "a", "jusqu'en", "jusqu'a", "avant", "apres", "pour",
    "fin", "debut", "-", "vers", "ou", ",", "pendant", "durant", "courant", "mi",
];

/// "en 2012", "l'année 2012", "fin 2023", "les années 1990", "le 20e siècle", "l'exercice 2023".
pub(super) fn year(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, share) = share_before(c, at);
    let set = |stamp: Stamp| Meaning::point(What::Fixed(stamp)).with(|beside| beside.share = share);
    let named = c
        .after(start, &["l'", "annee"])
        .or_else(|| c.after(start, &["l'", "an"]))
        .or_else(|| c.after(start, &["annee"]));
    if let Some((end, year)) = named.and_then(|next| c.year(next)) {
        return Some((end, (set(Stamp::Year(year)), "year")));
    }
    if let Some((end, year)) = c.year(start)
        && (share.is_some() || start > at || stands(c, start, end, year))
    {
        return Some((end, (set(Stamp::Year(year)), "year")));
    }
    decade(c, start)
        .map(|(end, stamp)| (end, (set(stamp), "decade")))
        .or_else(|| century(c, start))
}

/// Whether four digits look like a year and not like a count.
fn stands(c: &Cursor, at: usize, end: usize, year: i16) -> bool {
    if !(1800..=2100).contains(&year) || c.glued(at) && c.any(at - 1, &["/", "-", ".", ":", "'"]) {
        return false;
    }
    let after = c.word(end);
    if c.glued(end) && matches!(after, "/" | ":" | "%" | "h") || matches!(c.lex(end), Lex::Unit(..)) {
        return false;
    }
    let sure = [
        "en", "depuis", "des", "jusqu'en", "apres", "avant", "entre", "d'", "courant",
    ];
    if at > c.first && c.any(at - 1, &sure) {
        return true;
    }
    let plural = after.len() > 3 && (after.ends_with('s') || after.ends_with('x'));
    let counts = plural
        || matches!(
            after,
            "km" | "fcfa" | "euros" | "francs" | "de" | "personnes" | "f"
        );
    !counts && (year % 100 != 0 || year == 2000) && at > c.first && !c.is(at - 1, "les")
}

fn decade(c: &Cursor, at: usize) -> Parsed<Stamp> {
    let start = c.skip(at, &["les", "des", "ces"]);
    let number = c.after(start, &["annees"])?;
    let Lex::Digits(n) = c.lex(number) else {
        return None;
    };
    match c.word(number).len() {
        4 if n % 10 == 0 => Some((number + 1, Stamp::Decade(n as i16))),
        2 if n % 10 == 0 => Some((
            number + 1,
            Stamp::Decade(if n < 30 { 2000 } else { 1900 } + n as i16),
        )),
        _ => None,
    }
}

/// "le 20e siècle", "le XXe siècle", "au XXIe siècle".
fn century(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["le"]);
    let (end, number) = match (c.lex(start), c.word(start)) {
        (Lex::Digits(n @ 1..=21), _) => (c.skip(start + 1, &["e", "eme", "er"]), n as i16),
        (_, "xixe") => (start + 1, 19),
        (_, "xxe") => (start + 1, 20),
        (_, "xxie") => (start + 1, 21),
        _ => return None,
    };
    c.is(end, "siecle").then(|| {
        (
            end + 1,
            (Meaning::point(What::Fixed(Stamp::Century(number - 1))), "century"),
        )
    })
}

/// "entre janvier et mars 2019", "de janvier à mars": months that share a year.
pub(super) fn month_range(c: &Cursor, at: usize) -> Option<(Found, Found)> {
    let (one_end, one) = month_name(c, at)?;
    let before = if at > c.first { c.word(at - 1) } else { "" };
    let linked = match before {
        "entre" => c.is(one_end, "et"),
        "de" | "d'" => c.is(one_end, "a"),
        _ => c.is(one_end, "-"),
    };
    let (end, two) = linked.then(|| month_name(c, one_end + 1))??;
    let year = c.year(end);
    let last = year.map_or(end, |(end, _)| end);
    let of = |month: i8| match year {
        Some((_, year)) if month == one && one > two => {
            What::Fixed(Stamp::Month(year.saturating_sub(1), month))
        }
        Some((_, year)) => What::Fixed(Stamp::Month(year, month)),
        None => What::Named(Name::Month(month), Pick::Lean),
    };
    let found = |first, last, month, joined| Found {
        first,
        last,
        meaning: Meaning::point(of(month)),
        rule: "month-range",
        joined,
    };
    Some((
        found(at, one_end, one, Joined::Whole),
        found(one_end + 1, last, two, Joined::No),
    ))
}

/// "l'été 2023", "cet hiver", "au printemps dernier", "l'automne".
pub(super) fn season(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (from, share) = share_before(c, at);
    let this = c.any(from, &["cet", "cette", "ce"]);
    let start = c.skip(from, &["l'", "le", "cet", "ce"]);
    let Lex::Season(season) = c.lex(start) else {
        return None;
    };
    // "a été", "été" as a participle: the season has its article or preposition.
    let led = start > from
        || (at > c.first && c.any(at - 1, &["en", "au", "l'", "d'"])) && c.word(start) != "ete"
        || share.is_some();
    let led = led || (at > c.first && c.is(at - 1, "en"));
    if !led {
        return None;
    }
    let set = |what: What| Meaning::point(what).with(|beside| beside.share = share);
    if let Some((end, year)) = c.year(c.skip(start + 1, &["de"])) {
        return Some((
            end,
            (set(What::Fixed(Stamp::Season(year, season))), "season-year"),
        ));
    }
    let lean = if this { Pick::This } else { Pick::Lean };
    let (end, pick) = pick_after(c, start + 1).unwrap_or((start + 1, lean));
    Some((end, (set(What::Named(Name::Season(season), pick)), "season")))
}

/// "le premier trimestre 2023", "le second semestre de l'an dernier", "le troisième trimestre".
pub(super) fn quarter(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["le", "ce"]);
    let (end, number) = match c.lex(start) {
        Lex::Ord(n) => (start + 1, n),
        Lex::Digits(n @ 1..=4) => (c.skip(start + 1, &["e", "eme", "er"]), n as i8),
        _ => return None,
    };
    let name = match c.word(end) {
        "trimestre" if number <= 4 => Name::Quarter(number),
        "semestre" if number <= 2 => Name::Half(number),
        _ => return None,
    };
    let end = end + 1;
    if let Some((end, year)) = c.year(c.skip(end, &["de", "d'"])) {
        return Some((
            end,
            (
                Meaning::point(What::Named(name, Pick::Year(year))),
                "quarter-year",
            ),
        ));
    }
    if let Some((end, years)) = year_relative(c, end) {
        return Some((
            end,
            (
                Meaning::point(What::Named(name, Pick::YearsOff(years))),
                "quarter-of-year",
            ),
        ));
    }
    Some((end, (Meaning::point(What::Named(name, Pick::Lean)), "quarter")))
}

/// "la semaine dernière", "l'an dernier", "ce mois-ci", "cette année", "le week-end prochain", "la même année",
/// "les trois derniers jours", "ces dernières semaines", "la fin du mois".
pub(super) fn relative(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (start, share) = share_before(c, at);
    let found = picked_unit(c, start)
        .or_else(|| several(c, start))
        .or_else(|| the_unit(c, start, share))?;
    let (end, (meaning, rule)) = found;
    let shared = meaning.with(|beside| beside.share = beside.share.or(share));
    Some((end, (shared, rule)))
}

fn picked_unit(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let this = c.any(at, &["ce", "cet", "cette"]);
    let same = c.any(at, &["la", "le", "cette", "ce"]) && c.is(at + 1, "meme");
    let mut start = c.skip(at, &["l'", "la", "le", "ce", "cet", "cette"]);
    start = c.skip(start, &["meme"]);
    let before = match c.word(start) {
        "derniere" | "dernier" if c.any(at, &["la", "le", "cette", "ce"]) => Some((start + 1, Pick::Last)),
        "prochaine" | "prochain" if c.any(at, &["la", "le"]) => Some((start + 1, Pick::Next)),
        _ => None,
    };
    let unit_at = before.map_or(start, |(end, _)| end);
    let (end, (unit, Grammar::One)) = week_end(c, unit_at).or_else(|| c.unit(unit_at))? else {
        return None;
    };
    if unit < Unit::Day || (unit == Unit::Night) {
        return None;
    }
    let (end, pick) = match before.or_else(|| pick_after(c, end)) {
        Some((after, pick)) => (after.max(end), Some(pick)),
        None => (end, None),
    };
    let found = |end: usize, n: i32, base: Base, rule| Some((end, (Meaning::shift(n, unit, base), rule)));
    match pick {
        Some(Pick::Last) if matches!(unit, Unit::Decade | Unit::Century) => {
            Some((end, (Meaning::Length(Amount::Halves(2), unit), "past-length")))
        }
        Some(Pick::Last) => found(end, -1, Base::Publication, "relative-unit"),
        Some(Pick::Next) => found(end, 1, Base::Publication, "relative-unit"),
        Some(Pick::After) => found(end, 1, Base::Context, "relative-context"),
        Some(Pick::Before) => found(end, -1, Base::Context, "relative-context"),
        _ if same => found(end, 0, Base::Context, "same-unit"),
        _ if this => match c.after(end, &["-", "la"]) {
            Some(end) => found(end, 0, Base::Context, "that-unit"),
            None => found(
                c.after(end, &["-", "ci"]).unwrap_or(end),
                0,
                Base::Publication,
                "this-unit",
            ),
        },
        _ => match c.word(end) {
            "d'" if c.is(end + 1, "avant") && start > at => {
                found(end + 2, -1, Base::Context, "relative-context")
            }
            "d'" if c.is(end + 1, "apres") && start > at => {
                found(end + 2, 1, Base::Context, "relative-context")
            }
            "en" if c.is(end + 1, "cours") => found(end + 2, 0, Base::Publication, "this-unit"),
            _ => None,
        },
    }
}

/// "week-end" in its three spellings.
fn week_end(c: &Cursor, at: usize) -> Parsed<(Unit, Grammar)> {
    let end = c
        .after(at, &["week", "-", "end"])
        .or_else(|| c.after(at, &["week", "end"]))
        .or_else(|| c.after(at, &["fin", "de", "semaine"]))?;
    Some((end, (Unit::Weekend, Grammar::One)))
}

/// "les trois derniers jours", "ces dernières années", "les prochains jours", "les jours à venir".
fn several(c: &Cursor, at: usize) -> Parsed<Ruled> {
    if !c.any(at, &["les", "ces", "des", "aux", "au"]) {
        return None;
    }
    let counted = c.count(at + 1);
    let number_end = counted.map_or(at + 1, |(end, _)| end);
    let (end, meaning) = match c.word(number_end) {
        "dernieres" | "derniers" | "dernier" | "recentes" | "recents" => (number_end + 1, Meaning::Past),
        "prochaines" | "prochains" => (number_end + 1, Meaning::Future),
        "premiers" | "premieres" if counted.is_some() => (number_end + 1, Meaning::Past),
        _ => {
            let (end, (unit, Grammar::Many)) = c.unit(number_end)? else {
                return None;
            };
            return after_units(c, end, counted.map(|(_, amount)| (amount, unit)));
        }
    };
    // "les derniers trois jours".
    let (end, amount) = match counted {
        Some((_, amount)) => (end, Some(amount)),
        None => c
            .count(end)
            .map_or((end, None), |(end, amount)| (end, Some(amount))),
    };
    if c.is(end, "temps") {
        return Some((end + 1, (meaning, "vague-units")));
    }
    let (end, (unit, _)) = c.unit(end)?;
    Some((
        end,
        match amount {
            Some(amount) => (Meaning::Length(amount, unit), "length-to-now"),
            None => (meaning, "vague-units"),
        },
    ))
}

/// "les jours à venir", "les mois passés", "les trois mois écoulés".
fn after_units(c: &Cursor, end: usize, length: Option<(Amount, Unit)>) -> Parsed<Ruled> {
    let (end, meaning) = if let Some(end) = c.after(end, &["a", "venir"]) {
        (end, Meaning::Future)
    } else if c.any(
        end,
        &[
            "passes",
            "passees",
            "ecoules",
            "ecoulees",
            "derniers",
            "dernieres",
        ],
    ) {
        (end + 1, Meaning::Past)
    } else if c.any(end, &["prochains", "prochaines"]) {
        (end + 1, Meaning::Future)
    } else {
        return None;
    };
    let meaning = length.map_or(meaning, |(amount, unit)| Meaning::Length(amount, unit));
    Some((end, (meaning, "vague-units")))
}

/// "(la fin) du mois", "(en début) de semaine", "(fin) d'année": the current one, only after a share.
fn the_unit(c: &Cursor, at: usize, share: Option<Share>) -> Parsed<Ruled> {
    share?;
    let start = c.skip(at, &["l'", "la", "le"]);
    let (end, (unit, Grammar::One)) = week_end(c, start).or_else(|| c.unit(start))? else {
        return None;
    };
    let fits = matches!(
        unit,
        Unit::Week | Unit::Month | Unit::Year | Unit::Weekend | Unit::Quarter
    );
    fits.then(|| (end, (Meaning::shift(0, unit, Base::Publication), "the-unit")))
}

/// "la semaine du 9 septembre".
pub(super) fn week_of(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.after(c.skip(at, &["la"]), &["semaine", "du"])?;
    let start = start + usize::from(matches!(c.lex(start), Lex::Weekday(_)));
    let (end, day) = c.day(start)?;
    let (end, month) = month_name(c, end)?;
    if let Some((end, year)) = c.year(end) {
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        return Some((
            end,
            (
                Meaning::point(What::Fixed(Stamp::of(Unit::Week, date))),
                "week-of",
            ),
        ));
    }
    Some((end, (Meaning::point(What::WeekOf(month, day)), "week-of")))
}

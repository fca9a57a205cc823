//! French days and times of day: "hier soir", "mardi 17 septembre vers 16h30", "dans la nuit du 16 au 17", "la veille".

use super::super::calendar::Unit;
use super::super::cursor::{Cursor, Parsed, Short};
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Found, Joined, Meaning, Name, Pick, What};
use super::feasts::feast;
use super::nights::night_across;
use super::{Ruled, part, part_phrase};

/// One day with the part of the day or the clock time that may follow it.
pub(super) fn day_with_time(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let early = c.skip(at, &["tot", "tard"]);
    let (end, ruled) = day(c, early)?;
    Some(time_after(c, end, ruled))
}

/// A part of the day, a clock time, or both, after a day.
fn time_after(c: &Cursor, end: usize, (meaning, rule): Ruled) -> (usize, Ruled) {
    let comma = c.skip(end, &[","]);
    if let Some((end, (minute, utc))) = clock_phrase(c, comma) {
        let timed = meaning.with(|beside| {
            beside.minute = Some(minute);
            beside.utc = utc;
        });
        return (end, (timed, "day-clock"));
    }
    let bare = comma == end || !matches!(c.word(comma), "le" | "la" | "l'" | "ce" | "cette");
    if let Some((after, part)) = part_phrase(c, comma).filter(|_| bare)
        && !across(c, after)
    {
        let timed = meaning.with(|beside| beside.part = Some(part));
        let (end, (timed, _)) = match clock_phrase(c, c.skip(after, &[","])) {
            Some((end, (minute, _))) => (end, (timed.with(|beside| beside.minute = Some(minute)), "")),
            None => (after, (timed, "")),
        };
        return (end, (timed, "day-part"));
    }
    (end, (meaning, rule))
}

/// "du 16 …", "de lundi …" after a night: the night has its own day.
fn across(c: &Cursor, at: usize) -> bool {
    c.any(at, &["du", "de", "d'"]) && day(c, at + 1).is_some()
}

/// "à 16h30", "vers 5 heures du matin", "aux environs de 17 heures", "peu avant 9h".
fn clock_phrase(c: &Cursor, at: usize) -> Parsed<(u16, bool)> {
    let mut start = c.skip(at, &["peu"]);
    start = c.skip(start, &["a", "vers", "avant", "apres", "des", "aux", "autour"]);
    start = c.after(start, &["environs", "de"]).unwrap_or(start);
    start = c.skip(start, &["de"]);
    start = c.skip(start, &["environ"]);
    start = c.skip(start, &["a"]);
    let led = start > at;
    let (end, clock) = c.clock(start)?;
    let colon = c.any(start + 1, &["h", ":"]);
    (led || colon).then_some((end, clock))
}

/// A clock time before its day or alone: "16h30", "5 heures du matin", "16h30 mardi", "midi".
pub(super) fn clock_with_day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let (end, (minute, utc)) = c.clock(at)?;
    let set = |meaning: Meaning| {
        meaning.with(|beside| {
            beside.minute = Some(minute);
            beside.utc = utc;
        })
    };
    let next = c.skip(end, &[",", "de", "du"]);
    if let Some((last, (meaning, _))) = day(c, next) {
        return Some((last, (set(meaning), "clock-day")));
    }
    if let Some((last, (meaning, _))) = beside_day(c, next) {
        return Some((last, (set(meaning), "clock-day")));
    }
    // "22h dans la nuit de samedi à dimanche": before noon it is the second day's.
    if let Some((last, (meaning, _))) = night_across(c, c.skip(next, &["dans"])) {
        let timed = set(meaning).with(|beside| {
            if minute < 720 && beside.overnight {
                beside.days += 1;
            }
            beside.overnight = false;
        });
        return Some((last, (timed, "clock-night")));
    }
    Some((end, (set(Meaning::shift(0, Unit::Day, Base::Near)), "clock")))
}

/// One day: deictic, weekday, date in words or digits, feast.
pub(super) fn day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    // "hier mardi", "avant-hier lundi 16 septembre": the weekday checks, a date decides.
    let deictic = |end: usize, n: i32| {
        let plain = Meaning::shift(n, Unit::Day, Base::Publication);
        let comma = c.skip(end, &[","]);
        let named = match c.lex(comma) {
            Lex::Weekday(number) => weekday(c, comma).map(|found| (number, found)),
            _ => None,
        };
        match named {
            Some((_, (end, (date, "weekday-date")))) => Some((end, (date, "weekday-date"))),
            Some((number, (_, _))) if n <= 0 => Some((
                comma + 1,
                (plain.with(|said| said.weekday = Some(number)), "deictic-weekday"),
            )),
            _ => Some((end, (plain, "deictic-day"))),
        }
    };
    if let Lex::Day(n) = c.lex(at) {
        return deictic(at + 1, n);
    }
    if let Some(end) = c
        .after(at, &["avant", "-", "hier"])
        .or_else(|| c.after(at, &["avant", "hier"]))
    {
        return deictic(end, -2);
    }
    if let Some(end) = c
        .after(at, &["apres", "-", "demain"])
        .or_else(|| c.after(at, &["apres", "demain"]))
    {
        return deictic(end, 2);
    }
    if c.any(at, &["ce", "de"]) && c.is(at + 1, "jour") && at > c.first && c.is(at, "ce") {
        let alone = !c.is(at + 2, "-") && !c.is(at + 2, "ou");
        return deictic(at + 2, 0).filter(|_| alone);
    }
    weekday(c, at)
        .or_else(|| dated(c, at))
        .or_else(|| feast(c, at))
        .or_else(|| day_of_month(c, at))
}

/// "mardi", "ce mardi", "mardi dernier", "le mardi 17 septembre", "lun 14/3".
fn weekday(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let fresh = c.is(at, "ce");
    let mut start = c.skip(at, &["ce", "le", "cet"]);
    start = c.skip(start, &["meme"]).min(start + usize::from(fresh));
    let Lex::Weekday(n) = c.lex(start) else {
        return None;
    };
    let short = !c.word(start).ends_with("di") && !c.is(start, "dimanche");
    let mut end = start + 1;
    if short {
        end = c.skip(end, &["."]);
        if !matches!(c.lex(end), Lex::Digits(1..=31)) {
            return None;
        }
    }
    let comma = c.skip(c.skip(end, &[","]), &["le"]);
    if let Some((end, date)) = month_day(c, comma).or_else(|| c.numeric(comma, Short::Allowed)) {
        let date = date.with(|said| {
            said.weekday = Some(n);
            said.fresh = fresh;
        });
        return Some((end, (date, "weekday-date")));
    }
    // "mardi 17", "vendredi 1er": the day of a month not said.
    if let Some((end, number)) = c.day(end)
        && !c.any(end, &["h", ":", "heures", "heure", "/"])
        && !matches!(c.lex(end), Lex::Unit(..))
        && !counted(c, end)
    {
        let meaning = Meaning::point(What::Named(Name::DayOfMonth(number), Pick::Lean));
        return Some((end, (meaning.with(|said| said.weekday = Some(n)), "weekday-day")));
    }
    let (end, pick) = pick_after(c, end).unwrap_or((end, if fresh { Pick::This } else { Pick::Lean }));
    let meaning = Meaning::point(What::Named(Name::Weekday(n), pick));
    if let Some((end, weeks)) = week_after(c, end) {
        let what = What::Shift {
            n: weeks,
            unit: Unit::Week,
            grain: Unit::Week,
            base: Base::Publication,
        };
        let meaning = Meaning::point(what).with(|said| said.weekday = Some(n));
        return Some((end, (meaning, "weekday-week")));
    }
    Some((end, (meaning, "weekday")))
}

/// Whether a bare number before `end` counts what follows it.
fn counted(c: &Cursor, end: usize) -> bool {
    let word = c.word(end);
    word.len() > 3
        && (word.ends_with('s') || word.ends_with('x'))
        && !matches!(word, "dans" | "vers" | "apres" | "alors" | "lors")
}

/// "de la semaine dernière", "la semaine prochaine" after a weekday.
fn week_after(c: &Cursor, at: usize) -> Parsed<i32> {
    let start = c.skip(c.skip(at, &["de"]), &["la", "cette"]);
    if !c.is(start, "semaine") {
        return None;
    }
    match c.word(start + 1) {
        "derniere" | "passee" | "ecoulee" => Some((start + 2, -1)),
        "prochaine" => Some((start + 2, 1)),
        _ if c.is(start - 1, "cette") => Some((start + 1, 0)),
        _ => None,
    }
}

/// "dernier", "prochain", "suivant", "précédent" after a name.
pub(super) fn pick_after(c: &Cursor, at: usize) -> Parsed<Pick> {
    let pick = match c.word(at) {
        "dernier" | "derniere" | "passe" | "passee" | "ecoule" | "ecoulee" => Pick::Last,
        "prochain" | "prochaine" => Pick::Next,
        "suivant" | "suivante" | "d'apres" => Pick::After,
        "precedent" | "precedente" => Pick::Before,
        _ => return None,
    };
    Some((at + 1, pick))
}

/// "le 17 septembre 2024", "ce 1er mai", "le 17/09/2024".
fn dated(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let fresh = c.is(at, "ce");
    let start = c.skip(at, &["le", "ce"]);
    let (end, meaning) = month_day(c, start).or_else(|| {
        // "17/9 : tirs à Ber": a message may open with its day.
        let opens = at == c.first && c.any(at + 3, &[":", ",", "-"]);
        let led = start > at || opens || (at > c.first && c.any(at - 1, &["du", "au", "de", "le", "depuis"]));
        c.numeric(start, if led { Short::Allowed } else { Short::Refused })
    })?;
    Some((end, (meaning.with(|said| said.fresh = fresh), "date")))
}

/// "17 septembre 2024", "1er mai dernier", "17 sept.", "17 septembre de l'an dernier".
fn month_day(c: &Cursor, at: usize) -> Parsed<Meaning> {
    let (end, day) = c.day(at)?;
    let (end, month) = month_name(c, end)?;
    let comma = c.skip(end, &[","]);
    if let Some((end, year)) = c.year(if c.year(comma).is_some() { comma } else { end }) {
        return Some((end, Meaning::point(What::Ymd(year, month, day))));
    }
    let name = Name::MonthDay(month, day);
    if let Some((end, years)) = year_relative(c, end) {
        return Some((end, Meaning::point(What::Named(name, Pick::YearsOff(years)))));
    }
    let (end, pick) = pick_after(c, end).unwrap_or((end, Pick::Lean));
    Some((end, Meaning::point(What::Named(name, pick))))
}

/// A month's name, with its dot where it is shortened; "mars" and short forms only beside a number or a leading word.
pub(super) fn month_name(c: &Cursor, at: usize) -> Parsed<i8> {
    let Lex::Month(number) = c.lex(at) else {
        return None;
    };
    let short = matches!(
        c.word(at),
        "janv" | "jan" | "fevr" | "fev" | "avr" | "juil" | "sept" | "oct" | "nov" | "dec"
    );
    let after_number = at > c.first
        && (matches!(c.lex(at - 1), Lex::Digits(1..=31) | Lex::Ord(1)) || c.is(at - 1, "er"))
        || at > c.first + 1
            && c.is(at - 1, "-")
            && (c.is(at - 2, "mi") || matches!(c.lex(at - 2), Lex::Digits(1..=31)));
    // "le Stade du 26-Mars", "Avril, la sœur": French months are written small; a capital inside a sentence is a name.
    let named = at > c.first && !c.doc.caseless && c.doc.tokens[at].capital && !c.doc.tokens[at].all_caps;
    if named && c.year(at + 1).is_none() && !matches!(c.lex(at - 1), Lex::Digits(1..=31) | Lex::Weekday(_)) {
        return None;
    }
    if short && !after_number && c.year(c.skip(at + 1, &["."])).is_none() {
        return None;
    }
    let dot = short && c.is(at + 1, ".") && c.glued(at + 1) && at + 2 < c.stop;
    Some((at + 1 + usize::from(dot), number))
}

/// "de l'an dernier", "de cette année", "l'année dernière", "de l'année prochaine".
pub(super) fn year_relative(c: &Cursor, at: usize) -> Parsed<i32> {
    let start = c.skip(at, &["de", ","]);
    if let Some(end) = c.after(start, &["cette", "annee"]) {
        return Some((end, 0));
    }
    let start = c.after(start, &["l'"])?;
    if !c.any(start, &["an", "annee"]) {
        return None;
    }
    match c.word(start + 1) {
        "dernier" | "derniere" | "passe" | "passee" | "precedente" => Some((start + 2, -1)),
        "prochain" | "prochaine" => Some((start + 2, 1)),
        _ => None,
    }
}

/// "le 17", "le 1er", "le 14 courant": a day of the month spoken of.
fn day_of_month(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let led = at > c.first && c.any(at - 1, &["du", "au", "nuit"]);
    let start = c.skip(at, &["le", "ce"]);
    let (end, day) = c.day(start)?;
    let digits = matches!(c.lex(start), Lex::Digits(_));
    let unit = matches!(
        c.lex(end),
        Lex::Unit(..) | Lex::Digits(_) | Lex::Month(_) | Lex::Card(_)
    );
    let clock = c.any(
        end,
        &[
            "h", ":", "/", "%", "-", "heures", "heure", "eme", "e", "er", "ans",
        ],
    );
    if !(start > at || led) || unit || clock || counted(c, end) || !(digits || end > start + 1) {
        return None;
    }
    let courant = c.skip(end, &["courant"]);
    let closed = matches!(c.word(end), "" | "," | "." | ";" | ")" | ":" | "!")
        || matches!(c.lex(end), Lex::Start | Lex::Link);
    let loose =
        start > at && (closed || courant > end || c.glued(start + 1)) || led && (closed || courant > end);
    let verb = matches!(
        c.word(end),
        "a" | "ont" | "au" | "dans" | "par" | "pour" | "et" | "sur" | "contre" | "qui" | "lors"
    );
    (loose || verb).then(|| {
        (
            courant,
            (
                Meaning::point(What::Named(Name::DayOfMonth(day), Pick::Lean)),
                "day-of-month",
            ),
        )
    })
}

/// "la veille", "le lendemain matin", "l'avant-veille", "le surlendemain", "le jour même", "ce jour-là"; with a day
/// after "de", that day's: "la veille de Noël", "le lendemain du 13 février".
pub(super) fn beside_day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let start = c.skip(at, &["la", "le", "l'", "au", "des", "les"]);
    let (end, days) = match c.word(start) {
        "veille" if start > at => (start + 1, -1),
        "avant" if c.after(start, &["avant", "-", "veille"]).is_some() => (start + 3, -2),
        "avant-veille" => (start + 1, -2),
        "lendemain" => (start + 1, 1),
        "surlendemain" => (start + 1, 2),
        _ => return same_day(c, at),
    };
    if c.any(end, &["du", "de", "d'"]) {
        let of = c.skip(end + 1, &["la", "l'"]);
        if let Some((last, (meaning, _))) = day(c, end + 1).or_else(|| day(c, of)) {
            let meaning = meaning.with(|beside| beside.days += days as i8);
            return Some((last, (meaning, "beside-day")));
        }
    }
    let meaning = Meaning::shift(days, Unit::Day, Base::Context);
    Some(time_after(c, end, (meaning, "day-beside")))
}

/// "ce jour-là", "le même jour", "le jour même", "ce soir-là", "le jour suivant", "le jour d'avant".
fn same_day(c: &Cursor, at: usize) -> Parsed<Ruled> {
    let context =
        |end: usize, n: i32| Some((end, (Meaning::shift(n, Unit::Day, Base::Context), "context-day")));
    if let Some(end) = c
        .after(at, &["ce", "jour", "-", "la"])
        .or_else(|| c.after(at, &["ce", "meme", "jour"]))
    {
        return context(end, 0);
    }
    if c.any(at, &["le", "ce"])
        && c.is(at + 1, "meme")
        && let Some((end, part)) = part(c, at + 2)
    {
        let meaning = Meaning::shift(0, Unit::Day, Base::Context).with(|beside| beside.part = Some(part));
        return Some((end, (meaning, "that-part")));
    }
    if let Some((end, part)) = part(c, at + 1)
        && let Some(end) = match c.word(at) {
            "ce" | "cet" | "cette" => c.after(end, &["-", "la"]),
            "le" | "la" | "l'" => c.after(end, &["meme"]),
            _ => None,
        }
    {
        let meaning = Meaning::shift(0, Unit::Day, Base::Context).with(|beside| beside.part = Some(part));
        return Some((end, (meaning, "that-part")));
    }
    let start = c.skip(at, &["le"]);
    let end = c
        .after(start, &["meme", "jour"])
        .or_else(|| c.after(start, &["jour", "meme"]));
    if let Some(end) = end.filter(|_| start > at) {
        return context(end, 0);
    }
    let day = c.after(start, &["jour"]).filter(|_| start > at)?;
    match c.word(day) {
        "suivant" => context(day + 1, 1),
        "precedent" => context(day + 1, -1),
        "d'" if c.is(day + 1, "avant") => context(day + 2, -1),
        "d'" if c.is(day + 1, "apres") => context(day + 2, 1),
        _ => None,
    }
}

/// "du 3 au 5 mai", "entre le 3 et le 5 mai 2024", "les 3 et 4 mai", "3-5 mai": days that share a month.
pub(super) fn day_range(c: &Cursor, at: usize) -> Option<(Found, Found)> {
    let start = c.skip(at, &["le", "les"]);
    let weekday = start + usize::from(matches!(c.lex(start), Lex::Weekday(_)));
    let (one_end, one) = c.day(weekday)?;
    let word = c.word(one_end);
    if !matches!(word, "au" | "et" | "-" | "a" | "ou" | ",") {
        return None;
    }
    let second = c.skip(one_end + 1, &["au"]);
    let bare = c.skip(second, &["le"]);
    let name = bare + usize::from(matches!(c.lex(bare), Lex::Weekday(_)));
    let (end, meaning) = month_day(c, name)?;
    let Meaning::Point(what, _) = meaning else {
        return None;
    };
    let first = match what {
        What::Ymd(year, month, _) => What::Ymd(year, month, one),
        What::Named(Name::MonthDay(month, _), pick) => What::Named(Name::MonthDay(month, one), pick),
        _ => return None,
    };
    let between = at > c.first && c.is(at - 1, "entre");
    let joined = if matches!(word, "au" | "-" | "a") || between {
        Joined::Whole
    } else {
        Joined::No
    };
    let found = |first, last, meaning, joined| Found {
        first,
        last,
        meaning,
        rule: "day-range",
        joined,
    };
    Some((
        found(at, one_end, Meaning::point(first), joined),
        found(second, end, meaning, Joined::No),
    ))
}

//! Publication dates as machines and as people write them; a whole day unless a clock time is written with it.

use jiff::civil::Date;
use tocsin_core::{DateFlag, Precision, When};

/// A date as machines write it: ISO 8601 with or without time, RFC 2822, `20240917`, `2024-09`. `None` if it is none of these.
///
/// The civil date is the one written, in its own time zone: that is the day its "today" means.
#[must_use]
pub fn machine(text: &str) -> Option<When> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(iso_day) {
        return Some(with_clock(date, text.get(10..).unwrap_or("")));
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return iso_day(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])).map(When::day);
    }
    if text.len() == 7 && text.is_ascii() && text.as_bytes()[4] == b'-' {
        let first = iso_day(&format!("{text}-01"))?;
        return Some(When::span(first, first.last_of_month(), Precision::Month));
    }
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    let (date, time) = (zoned.date(), zoned.time());
    Some(with_clock(
        date,
        &format!("T{:02}:{:02}", time.hour(), time.minute()),
    ))
}

fn iso_day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || !matches!(bytes[4], b'-' | b'/' | b':') || bytes[4] != bytes[7] {
        return None;
    }
    let (year, month, day) = (number(text, 0, 4)?, number(text, 5, 7)?, number(text, 8, 10)?);
    (year >= 1000).then(|| day_of(year, month, day))?
}

fn number(text: &str, from: usize, to: usize) -> Option<u16> {
    let part = text.get(from..to)?;
    part.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| part.parse().ok())?
}

fn day_of(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// `date` with the clock time that `rest` begins with (`T09:30…`, ` 09:30`); the whole day where there is none.
fn with_clock(date: Date, rest: &str) -> When {
    let mut when = When::day(date);
    let clock = rest.trim_start_matches(['T', 't', ' ']);
    if clock.as_bytes().get(2) == Some(&b':')
        && let (Some(hour), Some(minute)) = (number(clock, 0, 2), number(clock, 3, 5))
        && hour < 24
        && minute < 60
        && hour + minute > 0
    {
        when.minute = Some(hour * 60 + minute);
        when.precision = Precision::Minute;
    }
    when
}

/// A date found in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// First byte of it, weekday and article left out.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it says; without days where the year is not said.
    pub when: When,
}

/// The first date that people would read in `text` as one day: "18 September 2024", "Sept. 18", "le 1er mars 2024", "18/09/2024".
/// `None` if there is none in its first 300 bytes.
#[must_use]
pub fn written(text: &str) -> Option<Found> {
    let words = words(text);
    (0..words.len()).find_map(|at| from_word(text, &words[at..]))
}

/// Digits and letters of the head of `text` as words, with their places.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if at > 300 && start.is_none() {
            break;
        }
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn from_word(text: &str, words: &[(usize, &str)]) -> Option<Found> {
    let (start, first) = *words.first()?;
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return numeric(text, words).or_else(|| {
            let day = day_number(first)?;
            let month = month(words.get(1)?.1)?;
            let (year, last) = year_after(text, words, 1);
            found(text, words, start, last, (year, month, day))
        });
    }
    let month = month(first)?;
    let day = day_number(words.get(1)?.1)?;
    let (year, last) = year_after(text, words, 1);
    found(text, words, start, last, (year, month, day))
}

fn found(
    text: &str,
    words: &[(usize, &str)],
    start: usize,
    last: usize,
    said: (Option<u16>, u16, u16),
) -> Option<Found> {
    let (at, word) = words[last];
    let end = at + word.len();
    let (year, month, day) = said;
    let when = match year {
        Some(year) => with_clock_after(day_of(year, month, day)?, &text[end..]),
        None => {
            day_of(2024, month, day)?;
            When::open(Precision::NoYear, Some((month as u8, day as u8)))
        }
    };
    Some(Found { start, end, when })
}

/// "18/09/2024", "2024-09-18", "18.09.2024". Day before month, as in Africa and Europe; a doubt is flagged.
fn numeric(text: &str, words: &[(usize, &str)]) -> Option<Found> {
    let [(start, a), (second, b), (third, c), ..] = words else {
        return None;
    };
    let glued = |from: usize, to: usize| matches!(&text[from..to], "/" | "-" | ".");
    if !glued(start + a.len(), *second) || !glued(second + b.len(), *third) {
        return None;
    }
    let end = third + c.len();
    let whole = |word: &str| {
        word.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| word.parse::<u16>().ok())?
    };
    let c_digits = c.bytes().take_while(u8::is_ascii_digit).count();
    if a.len() == 4 {
        let date = day_of(whole(a)?, whole(b)?, c[..c_digits].parse().ok()?)?;
        return Some(Found {
            start: *start,
            end,
            when: with_clock_after(date, &text[third + c_digits..]),
        });
    }
    if c.len() != 4 {
        return None;
    }
    let (x, y, year) = (whole(a)?, whole(b)?, whole(c)?);
    let (date, swapped) = (day_of(year, y, x), day_of(year, x, y));
    let mut when = with_clock_after(date.or(swapped)?, &text[end..]);
    if date.is_some() && swapped.is_some() && x != y {
        when.flags.push(DateFlag::Ambiguous);
    }
    Some(Found {
        start: *start,
        end,
        when,
    })
}

/// A clock time close behind a date: "à 10h32", "- 10:32", "at 9:05 am".
fn with_clock_after(date: Date, rest: &str) -> When {
    let joined = |c: char| {
        matches!(
            c,
            ' ' | ',' | '-' | '–' | '|' | 'à' | 'a' | 't' | 'T' | '\u{a0}' | '•' | '.'
        )
    };
    let rest = rest.trim_start_matches(joined);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let sign = rest.as_bytes().get(digits);
    if !(1..=2).contains(&digits) || !matches!(sign, Some(b':' | b'h' | b'H')) {
        return When::day(date);
    }
    let minutes =
        number(rest, digits + 1, digits + 3).or_else(|| matches!(sign, Some(b'h' | b'H')).then_some(0));
    let (Ok(hour), Some(minute)) = (rest[..digits].parse::<u16>(), minutes) else {
        return When::day(date);
    };
    let tail = rest
        .get(digits + 3..)
        .unwrap_or("")
        .trim_start()
        .to_ascii_lowercase();
    let hour = match hour {
        1..=11 if tail.starts_with("pm") || tail.starts_with("p.m") => hour + 12,
        12 if tail.starts_with("am") || tail.starts_with("a.m") => 0,
        _ => hour,
    };
    with_clock(date, &format!("T{hour:02}:{minute:02}"))
}

/// 1–31, with "st", "nd", "rd", "th" or "er" behind it.
fn day_number(word: &str) -> Option<u16> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (1..=2).contains(&digits) && matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th" | "er");
    let day = fits.then(|| word[..digits].parse().ok())??;
    (1..=31).contains(&day).then_some(day)
}

/// The year that follows word `at` closely, and the index of the last word of the date.
fn year_after(text: &str, words: &[(usize, &str)], at: usize) -> (Option<u16>, usize) {
    let end = words[at].0 + words[at].1.len();
    match words.get(at + 1) {
        Some((start, word))
            if word.len() == 4
                && text[end..*start]
                    .chars()
                    .all(|c| matches!(c, ' ' | ',' | '.' | '\u{a0}')) =>
        {
            let year = word.parse().ok().filter(|year| (1900..=2100).contains(year));
            (year, if year.is_some() { at + 1 } else { at })
        }
        _ => (None, at),
    }
}

/// 1–12 for the name of a month, whole or cut, in English or French.
#[must_use]
pub fn month(word: &str) -> Option<u16> {
    let low = word.to_lowercase();
    Some(match low.as_str() {
        "january" | "jan" | "janvier" | "janv" => 1,
        "february" | "feb" | "février" | "fevrier" | "févr" | "fév" | "fev" => 2,
        "march" | "mar" | "mars" => 3,
        "april" | "apr" | "avril" | "avr" => 4,
        "may" | "mai" => 5,
        "june" | "jun" | "juin" => 6,
        "july" | "jul" | "juillet" | "juil" => 7,
        "august" | "aug" | "août" | "aout" => 8,
        "september" | "sept" | "sep" | "septembre" => 9,
        "october" | "oct" | "octobre" => 10,
        "november" | "nov" | "novembre" => 11,
        "december" | "dec" | "décembre" | "decembre" | "déc" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn by_machine(text: &str, expected: &str) {
        assert_eq!(
            machine(text).map_or("none".to_owned(), |when| when.iso()),
            expected,
            "{text:?}"
        );
    }

    #[track_caller]
    fn by_people(text: &str, expected: &str) {
        assert_eq!(
            written(text).map_or("none".to_owned(), |found| found.when.iso()),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn machines() {
        by_machine("2024-09-17T22:15:00-04:00", "2024-09-17T22:15");
        by_machine("2024-09-17T00:00:00Z", "2024-09-17");
        by_machine("2024-09-17 9 h", "2024-09-17");
        by_machine("Tue, 17 Sep 2024 08:05:00 +0000", "2024-09-17T08:05");
        by_machine("20240917", "2024-09-17");
        by_machine("2024-09", "2024-09");
        by_machine("2024-13-01", "none");
        by_machine("17 septembre", "none");
        by_machine("é024-09-17", "none");
    }

    #[test]
    fn people() {
        by_people("Publié le 18 septembre 2024 à 10h32", "2024-09-18T10:32");
        by_people("Wednesday, September 18, 2024 at 9:05 pm", "2024-09-18T21:05");
        by_people("Bamako, le 1er mars 2024", "2024-03-01");
        by_people("BAMAKO, Sept 18 (Agency)", "--09-18");
        by_people("18/09/2024 - 10:32", "2024-09-18T10:32");
        by_people("Date: 2024-09-18T06:00:00Z", "2024-09-18T06:00");
        by_people("09/18/2024", "2024-09-18");
        by_people("31 June 2024", "none");
        by_people("in May 2024", "none");
        assert_eq!(
            written("03/04/2024").expect("a date").when.flags,
            [DateFlag::Ambiguous]
        );
    }
}

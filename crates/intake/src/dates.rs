//! The publication date: as machines write it, as people write it, and in the head of a text.

use crate::draft::Draft;
use jiff::civil::Date;
use tocsin_core::{BlockKind, Precision, When};

/// A date as machines write it: ISO 8601 with or without time, RFC 2822, `20240917`. `None` if it is neither.
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
    if text.len() == 7 && text.as_bytes()[4] == b'-' {
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
    let fits = bytes.len() == 10 && matches!(bytes[4], b'-' | b'/' | b':') && bytes[4] == bytes[7];
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    if !fits {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    (year >= 1000).then_some(())?;
    Date::new(year, month as i8, day as i8).ok()
}

/// `date` with the clock time that `rest` begins with (`T09:30…`, ` 09:30`); the whole day where there is none.
fn with_clock(date: Date, rest: &str) -> When {
    let mut when = When::day(date);
    let clock = rest.trim_start_matches(['T', 't', ' ']);
    let number = |from: usize, to: usize| clock.get(from..to)?.parse::<u16>().ok();
    if clock.as_bytes().get(2) == Some(&b':')
        && let (Some(hour), Some(minute)) = (number(0, 2), number(3, 5))
        && hour < 24
        && minute < 60
        && hour + minute > 0
    {
        when.minute = Some(hour * 60 + minute);
        when.precision = Precision::Minute;
    }
    when
}

/// A date as people write it in English or French, with its year. `None` if there is none.
#[must_use]
pub fn written(_text: &str) -> Option<When> {
    None
}

/// The publication date that the head of a text gives: a dateline, or a line that says "Published …". `None` if none does.
#[must_use]
pub fn of_head(draft: &Draft) -> Option<When> {
    let head = draft
        .blocks
        .iter()
        .take(6)
        .filter(|block| block.kind != BlockKind::Title);
    head.filter_map(|_| None).next()
}

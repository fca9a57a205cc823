//! Ids outside, integer rows inside: the way between them.

use crate::StoreError;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use tocsin_core::{IncidentId, Nature, ReportId, Status, Tlp};

/// An absorbed incident may lead to another absorbed one; nobody merges this often.
const HOPS: usize = 64;

/// The row of a report; `None` if it is not in the register.
pub(crate) fn report_row(db: &Connection, id: &ReportId) -> Result<Option<i64>, StoreError> {
    Ok(db
        .prepare_cached("SELECT row FROM reports WHERE id = ?")?
        .query_row([&id.0], |row| row.get(0))
        .optional()?)
}

/// The row under exactly this id, absorbed or not.
pub(crate) fn incident_row(db: &Connection, id: &IncidentId) -> Result<Option<i64>, StoreError> {
    Ok(db
        .prepare_cached("SELECT row FROM incidents WHERE id = ?")?
        .query_row([&id.0], |row| row.get(0))
        .optional()?)
}

/// The row of the incident as which this one continues: itself, or the one that absorbed it.
pub(crate) fn standing_row(db: &Connection, id: &IncidentId) -> Result<Option<i64>, StoreError> {
    let mut at = id.0.clone();
    for _ in 0..HOPS {
        let found: Option<(i64, Option<String>)> = db
            .prepare_cached("SELECT row, absorbed FROM incidents WHERE id = ?")?
            .query_row([&at], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match found {
            Some((_, Some(next))) => at = next,
            Some((row, None)) => return Ok(Some(row)),
            None => return Ok(None),
        }
    }
    Ok(None)
}

/// The number under which a block key is kept: its stretch of time, then six bytes of its hash. Keys of one time stand side by
/// side, so that the keys of new reports, which are of these days, fall on few pages however large the register is.
/// Two keys that share a number cost linking a needless look, nothing more.
pub(crate) fn key_number(key: &str) -> i64 {
    let digest = Sha256::digest(key.as_bytes());
    let mut number = [0; 8];
    number[..2].copy_from_slice(&stretch(key).to_be_bytes());
    number[2..].copy_from_slice(&digest[..6]);
    i64::from_be_bytes(number)
}

/// The stretch of four days in which the time at the end of a block key begins, 1 for the first of the year 1900;
/// 0 for a key without a time, or with one that is not known here.
fn stretch(key: &str) -> u16 {
    const DAYS_BEFORE_1970: i64 = 25_567;
    let last = key.rsplit(':').next().unwrap_or("").trim_end_matches(['?', '~']);
    let (kind, rest) = last.split_at(last.chars().next().map_or(0, char::len_utf8));
    let of_year = |unit: i64| {
        let (year, at) = rest.split_once('-')?;
        let (year, at) = (
            i64::from(year.parse::<i16>().ok()?),
            i64::from(at.parse::<u8>().ok()?),
        );
        Some((year - 1970) * 365 + (year - 1970) / 4 + (at - 1) * unit)
    };
    let day = match kind {
        "d" => rest.parse::<i32>().ok().map(|four| i64::from(four) * 4),
        "m" => of_year(30),
        // Counted in fours as well, in months of 31 days.
        "Y" => of_year(4).map(|day| day - 28),
        _ => None,
    };
    day.and_then(|day| u16::try_from((day + DAYS_BEFORE_1970) / 4 + 1).ok())
        .unwrap_or(0)
}

/// Restriction as a number that SQL can compare.
pub(crate) fn tlp_number(tlp: Tlp) -> i64 {
    match tlp {
        Tlp::Clear => 0,
        Tlp::Green => 1,
        Tlp::Amber => 2,
        Tlp::AmberStrict => 3,
        Tlp::Red => 4,
    }
}

/// The label a number stands for; an unknown number is the strictest.
pub(crate) fn tlp_of(number: i64) -> Tlp {
    match number {
        0 => Tlp::Clear,
        1 => Tlp::Green,
        2 => Tlp::Amber,
        3 => Tlp::AmberStrict,
        _ => Tlp::Red,
    }
}

pub(crate) fn nature_number(nature: Nature) -> i64 {
    match nature {
        Nature::Real => 0,
        Nature::Sample => 1,
        Nature::Exercise => 2,
    }
}

pub(crate) fn nature_of(number: i64) -> Nature {
    match number {
        0 => Nature::Real,
        1 => Nature::Sample,
        _ => Nature::Exercise,
    }
}

pub(crate) fn status_number(status: Status) -> i64 {
    match status {
        Status::New => 0,
        Status::InReview => 1,
        Status::Accepted => 2,
        Status::Rejected => 3,
        Status::Withdrawn => 4,
    }
}

pub(crate) fn status_of(number: i64) -> Status {
    match number {
        0 => Status::New,
        1 => Status::InReview,
        2 => Status::Accepted,
        3 => Status::Rejected,
        _ => Status::Withdrawn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_one_time_stand_together() {
        for (key, expected) in [
            ("p:24_-16:d4995", 4995),
            ("sample/c:ML:violence:d4995~", 4995),
            ("n:mali:m2024-09", 4991),
            ("p:24_-16:Y2024-74", 4997),
        ] {
            assert_eq!(i64::from(stretch(key)) - 25_567 / 4 - 1, expected, "{key}");
        }
        for key in [
            "n:mali",
            "p:24_-16",
            "n:d",
            "n:m-1",
            "p:x:y20",
            "d:2024-09-17",
            "",
            "n:d99999999999999999999",
        ] {
            assert_eq!(stretch(key), 0, "{key}");
        }
        assert_ne!(key_number("n:a"), key_number("n:b"));
    }
}

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

/// The number under which a block key is kept. Two keys that share one cost linking a needless look, nothing more.
pub(crate) fn key_number(key: &str) -> i64 {
    let digest = Sha256::digest(key.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
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

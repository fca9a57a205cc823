//! The projection: what one ledger entry changes in the register. Depends on the entry and the register alone.

use crate::ledger::{Capture, Kind, Release, damaged};
use crate::rows::{incident_row, key_number, nature_number, report_row, standing_row, tlp_number};
use crate::{StoreError, shelve};
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use tocsin_core::{AccountId, Act, Decision, Dossier, Journey, Report, Source, Status};

/// Brings entry `seq` into the register.
pub(crate) fn apply(db: &Connection, seq: u64, kind: Kind, payload: &[u8]) -> Result<(), StoreError> {
    match kind {
        Kind::Capture => capture(db, seq, &parse(seq, payload)?),
        Kind::Journey => journey(db, seq, &parse(seq, payload)?),
        Kind::Decision => decision(db, &parse(seq, payload)?),
        Kind::Source => source(db, seq, &parse(seq, payload)?),
        Kind::Release => release(db, seq, &parse(seq, payload)?),
        Kind::Read => Ok(()),
    }
}

fn parse<T: DeserializeOwned>(seq: u64, payload: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(payload).map_err(|error| damaged(seq, &error.to_string()))
}

pub(crate) fn capture(db: &Connection, seq: u64, capture: &Capture) -> Result<(), StoreError> {
    let row = match &capture.report {
        Some(report) => Some(add_report(db, seq, report)?),
        None => None,
    };
    db.prepare_cached("INSERT INTO captures (seq, name, raw, report) VALUES (?, ?, unhex(?), ?)")?
        .execute(params![seq, capture.name, capture.raw, row])?;
    let tlp = capture
        .report
        .as_ref()
        .map_or(0, |report| tlp_number(report.handling.tlp));
    for (n, problem) in capture.problems.iter().enumerate() {
        db.prepare_cached("INSERT INTO problems (capture, n, kind, tlp, json) VALUES (?, ?, ?, ?, ?)")?
            .execute(params![seq, n, key_of(&problem.kind)?, tlp, json(problem)?])?;
    }
    Ok(())
}

fn add_report(db: &Connection, seq: u64, report: &Report) -> Result<i64, StoreError> {
    let published = report
        .published
        .as_ref()
        .and_then(|when| Some(when.first?.to_string()));
    db.prepare_cached(
        "INSERT INTO reports (id, capture, url, source, published, received, language, title, tlp, community, nature, revises)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        report.id.0,
        seq,
        report.url,
        report.source.key,
        published,
        report.received,
        key_of(&report.language)?,
        report.title_text(),
        tlp_number(report.handling.tlp),
        report.handling.community,
        nature_number(report.nature),
        report.revises.as_ref().map(|id| &id.0),
    ])?;
    let row = db.last_insert_rowid();
    db.prepare_cached("INSERT INTO words (rowid, text) VALUES (?, ?)")?
        .execute(params![row, report.text])?;
    Ok(row)
}

pub(crate) fn journey(db: &Connection, seq: u64, journey: &Journey) -> Result<(), StoreError> {
    let dossier = &journey.dossier;
    let report =
        report_row(db, &dossier.report)?.ok_or_else(|| StoreError::NoReport(dossier.report.clone()))?;
    let known: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM dossiers WHERE report = ?)")?
        .query_row([report], |row| row.get(0))?;
    if !known {
        add_dossier(db, seq, report, dossier)?;
    }
    for (gone, into) in &journey.absorbed {
        if let Some(row) = incident_row(db, gone)? {
            shelve::absorb(db, row, into)?;
        }
    }
    for incident in &journey.incidents {
        shelve::put(db, seq, incident, dossier)?;
    }
    Ok(())
}

fn add_dossier(db: &Connection, seq: u64, report: i64, dossier: &Dossier) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO dossiers (report, json) VALUES (?, ?)")?
        .execute(params![report, json(dossier)?])?;
    db.prepare_cached("UPDATE reports SET journey = ? WHERE row = ?")?
        .execute(params![seq, report])?;
    let mut add_key = db.prepare_cached("INSERT OR IGNORE INTO block_keys (key, report) VALUES (?, ?)")?;
    for key in dossier.probes.iter().flat_map(|probe| &probe.keys) {
        add_key.execute(params![key_number(key), report])?;
    }
    let mut add_hash = db.prepare_cached("INSERT OR IGNORE INTO shingles (hash, report) VALUES (?, ?)")?;
    for hash in &dossier.hashes {
        add_hash.execute(params![hash.cast_signed(), report])?;
    }
    Ok(())
}

pub(crate) fn decision(db: &Connection, decision: &Decision) -> Result<(), StoreError> {
    let row = standing_row(db, &decision.incident)?
        .ok_or_else(|| StoreError::NoIncident(decision.incident.clone()))?;
    let number = decision.number;
    db.prepare_cached("INSERT INTO decisions (number, incident, version, act, json) VALUES (?, ?, ?, ?, ?)")?
        .execute(params![
            number,
            row,
            decision.version,
            act_key(&decision.act),
            json(decision)?
        ])?;
    if let Some(status) = status_after(&decision.act) {
        shelve::set_status(db, row, status)?;
    }
    match &decision.act {
        Act::Grade { grade } => {
            db.prepare_cached("UPDATE incidents SET grade = ? WHERE row = ?")?
                .execute(params![grade.to_string(), row])?;
        }
        Act::Resolve { field, right } => {
            shelve::resolve(db, row, *field, (!right.is_empty()).then_some(number))?;
        }
        Act::Merge { with } => {
            if let Some(other) = standing_row(db, with)? {
                same_event(db, number, row, other)?;
            }
        }
        Act::Split { accounts } => two_events(db, number, row, accounts)?,
        Act::Undo { decision: undone } => {
            db.prepare_cached("UPDATE decisions SET undone = ? WHERE number = ?")?
                .execute(params![number, undone])?;
            db.prepare_cached("DELETE FROM constraints WHERE decision = ?")?
                .execute([undone])?;
        }
        Act::TakeUp | Act::Accept | Act::Reject | Act::Withdraw | Act::Prefer { .. } | Act::Comment => {}
    }
    Ok(())
}

/// The state an act leads to; `None` for acts that leave it. Which acts are allowed is for `review` to say.
fn status_after(act: &Act) -> Option<Status> {
    match act {
        Act::TakeUp => Some(Status::InReview),
        Act::Accept => Some(Status::Accepted),
        Act::Reject => Some(Status::Rejected),
        Act::Withdraw => Some(Status::Withdrawn),
        _ => None,
    }
}

fn act_key(act: &Act) -> &'static str {
    match act {
        Act::TakeUp => "take-up",
        Act::Accept => "accept",
        Act::Reject => "reject",
        Act::Withdraw => "withdraw",
        Act::Grade { .. } => "grade",
        Act::Prefer { .. } => "prefer",
        Act::Merge { .. } => "merge",
        Act::Split { .. } => "split",
        Act::Undo { .. } => "undo",
        Act::Resolve { .. } => "resolve",
        Act::Comment => "comment",
    }
}

/// Ties every account of each incident to the first of the other.
fn same_event(db: &Connection, number: u64, one: i64, other: i64) -> Result<(), StoreError> {
    let (ones, others) = (members(db, one)?, members(db, other)?);
    let (Some(&first_one), Some(&first_other)) = (ones.first(), others.first()) else {
        return Ok(());
    };
    for &account in &ones {
        constrain(db, number, account, first_other, true)?;
    }
    for &account in &others {
        constrain(db, number, account, first_one, true)?;
    }
    Ok(())
}

/// Parts every account taken out from every one that stays.
fn two_events(db: &Connection, number: u64, row: i64, out: &[AccountId]) -> Result<(), StoreError> {
    let mut taken = Vec::new();
    for account in out {
        if let Some(report) = report_row(db, &account.report)? {
            taken.push((report, account.n));
        }
    }
    let all = members(db, row)?;
    for &account in all.iter().filter(|account| !taken.contains(account)) {
        for &gone in &taken {
            constrain(db, number, account, gone, false)?;
        }
    }
    Ok(())
}

type Account = (i64, u32);

fn constrain(
    db: &Connection,
    number: u64,
    one: Account,
    other: Account,
    same: bool,
) -> Result<(), StoreError> {
    let (a, b) = (one.min(other), one.max(other));
    if a != b {
        db.prepare_cached(
            "INSERT OR REPLACE INTO constraints (a, an, b, bn, same, decision) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![a.0, a.1, b.0, b.1, same, number])?;
    }
    Ok(())
}

fn members(db: &Connection, row: i64) -> Result<Vec<Account>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT report, n FROM members WHERE incident = ? ORDER BY report, n")?;
    let found = query.query_map([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(crate) fn source(db: &Connection, seq: u64, source: &Source) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO sources (key, seq, json) VALUES (?, ?, ?)")?
        .execute(params![source.key, seq, json(source)?])?;
    Ok(())
}

pub(crate) fn release(db: &Connection, seq: u64, release: &Release) -> Result<(), StoreError> {
    for (id, version) in &release.incidents {
        if let Some(row) = incident_row(db, id)? {
            db.prepare_cached("INSERT OR IGNORE INTO releases (seq, incident, version) VALUES (?, ?, ?)")?
                .execute(params![seq, row, version])?;
        }
    }
    Ok(())
}

/// A value as JSON bytes.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|error| StoreError::Unwritable(error.to_string()))
}

/// The name serde gives a plain enum value.
pub(crate) fn key_of<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(key)) => Ok(key),
        Ok(other) => Err(StoreError::Unwritable(other.to_string())),
        Err(error) => Err(StoreError::Unwritable(error.to_string())),
    }
}

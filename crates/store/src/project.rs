//! The projection: what one ledger entry changes in the register. Depends on the entry and the register alone.

use crate::ledger::{Ask, Capture, Kind, Release, damaged};
use crate::rows::{incident_row, key_number, nature_number, report_row, standing_row, tlp_number};
use crate::{StoreError, bulk, shelve};
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use tocsin_core::{
    AccountId, Act, ClaimRef, Constraint, Decision, Dossier, Field, Journey, Report, ReportId, Source, Status,
};

/// Brings entry `seq` into the register.
pub(crate) fn apply(db: &Connection, seq: u64, kind: Kind, payload: &[u8]) -> Result<(), StoreError> {
    match kind {
        Kind::Capture => capture(db, seq, &parse(seq, payload)?),
        Kind::Journey => journey(db, seq, &mut parse(seq, payload)?),
        Kind::Decision => decision(db, &parse(seq, payload)?),
        Kind::Source => source(db, seq, &parse(seq, payload)?),
        Kind::Release => release(db, seq, &parse(seq, payload)?),
        Kind::Fence => crate::fence::apply(db, &parse(seq, payload)?),
        Kind::Ask => ask(db, seq, &parse(seq, payload)?),
        Kind::Place => crate::places::apply(db, seq, &parse(seq, payload)?),
        Kind::Handover => crate::handover::apply(db, seq, &parse(seq, payload)?),
        Kind::Read | Kind::Account | Kind::Suggestion => Ok(()),
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

/// The journey is as before in the end: what is taken out of its dossier to be written apart is put back.
pub(crate) fn journey(db: &Connection, seq: u64, journey: &mut Journey) -> Result<(), StoreError> {
    let dossier = &mut journey.dossier;
    let report =
        report_row(db, &dossier.report)?.ok_or_else(|| StoreError::NoReport(dossier.report.clone()))?;
    let known: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM dossiers WHERE report = ?)")?
        .query_row([report], |row| row.get(0))?;
    if !known {
        add_dossier(db, seq, report, dossier)?;
    }
    for key in &journey.muted {
        db.prepare_cached("INSERT INTO muted (key, n) VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1")?
            .execute([key])?;
    }
    for (gone, into) in &journey.absorbed {
        if let Some(row) = incident_row(db, gone)? {
            shelve::absorb(db, row, into)?;
        }
    }
    for incident in &journey.incidents {
        shelve::put(db, seq, incident, &journey.dossier)?;
    }
    Ok(())
}

fn add_dossier(db: &Connection, seq: u64, report: i64, dossier: &mut Dossier) -> Result<(), StoreError> {
    let (bare, bulk) = bulk::apart(dossier)?;
    db.prepare_cached("INSERT INTO dossiers (report, json, bulk) VALUES (?, ?, ?)")?
        .execute(params![report, bare, bulk])?;
    db.prepare_cached("UPDATE reports SET journey = ? WHERE row = ?")?
        .execute(params![seq, report])?;
    let mut add_key = db.prepare_cached("INSERT OR IGNORE INTO block_keys (key, report) VALUES (?, ?)")?;
    for key in dossier.probes.iter().flat_map(|probe| probe.keys.iter()) {
        add_key.execute(params![key_number(key), report])?;
    }
    let mut add_hash = db.prepare_cached("INSERT OR IGNORE INTO shingles (hash, report) VALUES (?, ?)")?;
    for hash in dossier.leads() {
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
            check_claims(db, row, *field, right)?;
        }
        Act::Merge { with } => {
            if let Some(other) = standing_row(db, with)? {
                constrain(db, decision, row, Some(other))?;
            }
        }
        Act::Split { .. } => constrain(db, decision, row, None)?,
        Act::Undo { decision: undone } => {
            db.prepare_cached("UPDATE decisions SET undone = ? WHERE number = ?")?
                .execute(params![number, undone])?;
            db.prepare_cached("DELETE FROM constraints WHERE decision = ?")?
                .execute([undone])?;
        }
        Act::Assign { to } => {
            db.prepare_cached("UPDATE incidents SET assigned = ? WHERE row = ?")?
                .execute(params![to, row])?;
        }
        Act::TakeUp
        | Act::Accept
        | Act::Reject
        | Act::Withdraw
        | Act::Prefer { .. }
        | Act::SecondRead { .. }
        | Act::Comment => {}
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

pub(crate) fn act_key(act: &Act) -> &'static str {
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
        Act::Assign { .. } => "assign",
        Act::SecondRead { .. } => "second-read",
        Act::Comment => "comment",
    }
}

/// Records for whoever made them which claims of a discrepancy a person found right and which wrong; an answer given later
/// takes the place of the one before, and where it stays open nobody is right or wrong.
fn check_claims(db: &Connection, row: i64, field: Field, right: &[ClaimRef]) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM checked WHERE incident = ? AND field = ?")?
        .execute(params![row, field.key()])?;
    if right.is_empty() {
        return Ok(());
    }
    for claim in shelve::claims_in_question(db, row, field)?.iter().chain(right) {
        if let Some(report) = report_row(db, &claim.report)? {
            db.prepare_cached(
                "INSERT OR REPLACE INTO checked (incident, field, report, claim, source, right)
                 VALUES (?, ?, ?, ?, (SELECT source FROM reports WHERE row = ?3), ?5)",
            )?
            .execute(params![row, field.key(), report, claim.n, right.contains(claim)])?;
        }
    }
    Ok(())
}

/// Lays down what a merge or split means for accounts.
fn constrain(db: &Connection, decision: &Decision, row: i64, other: Option<i64>) -> Result<(), StoreError> {
    let others = other.map_or(Ok(Vec::new()), |other| members(db, other))?;
    for word in Constraint::laid_down(&decision.act, &members(db, row)?, &others) {
        let (Some(a), Some(b)) = (report_row(db, &word.a.report)?, report_row(db, &word.b.report)?) else {
            continue;
        };
        db.prepare_cached(
            "INSERT OR REPLACE INTO constraints (a, an, b, bn, same, decision) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![a, word.a.n, b, word.b.n, word.same, decision.number])?;
    }
    Ok(())
}

fn members(db: &Connection, row: i64) -> Result<Vec<AccountId>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT r.id, m.n FROM members m JOIN reports r ON r.row = m.report WHERE m.incident = ? ORDER BY r.id, m.n",
    )?;
    let found = query.query_map([row], |found| {
        Ok(AccountId {
            report: ReportId(found.get(0)?),
            n: found.get(1)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(crate) fn source(db: &Connection, seq: u64, source: &Source) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO sources (key, seq, json) VALUES (?, ?, ?)")?
        .execute(params![source.key, seq, json(source)?])?;
    Ok(())
}

pub(crate) fn ask(db: &Connection, seq: u64, ask: &Ask) -> Result<(), StoreError> {
    match ask {
        Ask::Asked(asked) => db
            .prepare_cached("INSERT INTO asks (number, state, json) VALUES (?, 0, ?)")?
            .execute(params![seq, json(asked)?])?,
        Ask::Refused { ask, .. } => db
            .prepare_cached("UPDATE asks SET state = 2 WHERE number = ?")?
            .execute([ask])?,
    };
    Ok(())
}

pub(crate) fn release(db: &Connection, seq: u64, release: &Release) -> Result<(), StoreError> {
    if let Some(ask) = release.ask {
        db.prepare_cached("UPDATE asks SET state = 1 WHERE number = ?")?
            .execute([ask])?;
    }
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

//! Fences: an incident and its reports kept to a sharing group; what is made from fenced reports is fenced too.

use crate::rows::standing_row;
use crate::{StoreError, shelve};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tocsin_core::IncidentId;

/// An incident is kept to a sharing group from now on, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fenced {
    /// The incident.
    pub incident: IncidentId,
    /// The group.
    pub group: String,
    /// False: the fence is taken down.
    pub up: bool,
    /// Handle of the desk account that decided it.
    pub who: String,
    /// Why.
    pub why: String,
}

/// Brings a fence into the register.
pub(crate) fn apply(db: &Connection, fenced: &Fenced) -> Result<(), StoreError> {
    let row =
        standing_row(db, &fenced.incident)?.ok_or_else(|| StoreError::NoIncident(fenced.incident.clone()))?;
    if fenced.up {
        db.prepare_cached("INSERT OR IGNORE INTO own_fences (incident, grp) VALUES (?, ?)")?
            .execute(params![row, fenced.group])?;
        return refence(db, row);
    }
    let mut query =
        db.prepare_cached("SELECT report FROM report_fences WHERE cause = ? AND grp = ? ORDER BY report")?;
    let freed: Vec<i64> = query
        .query_map(params![row, fenced.group], |found| found.get(0))?
        .collect::<Result<_, _>>()?;
    db.prepare_cached("DELETE FROM own_fences WHERE incident = ? AND grp = ?")?
        .execute(params![row, fenced.group])?;
    db.prepare_cached("DELETE FROM report_fences WHERE cause = ? AND grp = ?")?
        .execute(params![row, fenced.group])?;
    for report in freed {
        set_report(db, report)?;
    }
    refence(db, row)
}

/// Whether there is any fence at all: most desks have none, and pay nothing.
pub(crate) fn any(db: &Connection) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM fences)")?
        .query_row([], |row| row.get(0))?)
}

/// Lays the incident's own fences round its reports, and sets what that makes of every incident they tell of.
/// Reports stay fenced when they leave the incident: a split must not open what was closed.
pub(crate) fn refence(db: &Connection, row: i64) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR IGNORE INTO report_fences (report, grp, cause)
         SELECT m.report, o.grp, o.incident FROM own_fences o JOIN members m ON m.incident = o.incident WHERE o.incident = ?",
    )?
    .execute([row])?;
    let mut query = db.prepare_cached("SELECT DISTINCT report FROM members WHERE incident = ? ORDER BY 1")?;
    let reports: Vec<i64> = query
        .query_map([row], |found| found.get(0))?
        .collect::<Result<_, _>>()?;
    for report in reports {
        set_report(db, report)?;
    }
    set_incident(db, row)
}

fn set_report(db: &Connection, report: i64) -> Result<(), StoreError> {
    let fence = joined(
        db,
        "SELECT DISTINCT grp FROM report_fences WHERE report = ?",
        report,
    )?;
    let changed = db
        .prepare_cached("UPDATE reports SET fence = ?1 WHERE row = ?2 AND fence <> ?1")?
        .execute(params![fence, report])?;
    if changed == 0 {
        return Ok(());
    }
    let mut query = db.prepare_cached("SELECT DISTINCT incident FROM members WHERE report = ? ORDER BY 1")?;
    let told: Vec<i64> = query
        .query_map([report], |found| found.get(0))?
        .collect::<Result<_, _>>()?;
    for incident in told {
        set_incident(db, incident)?;
    }
    Ok(())
}

/// An incident stands behind its own fences and those of every report it is made from.
fn set_incident(db: &Connection, row: i64) -> Result<(), StoreError> {
    let fence = joined(
        db,
        "SELECT grp FROM own_fences WHERE incident = ?1
         UNION SELECT f.grp FROM members m JOIN report_fences f ON f.report = m.report WHERE m.incident = ?1",
        row,
    )?;
    shelve::set_fence(db, row, &fence)
}

/// The groups a query names, as one sorted list, noted among the fences there are.
fn joined(db: &Connection, sql: &str, row: i64) -> Result<String, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let groups: BTreeSet<String> = query
        .query_map([row], |found| found.get(0))?
        .collect::<Result<_, _>>()?;
    let fence = groups.into_iter().collect::<Vec<_>>().join(",");
    if !fence.is_empty() {
        db.prepare_cached("INSERT OR IGNORE INTO fences (fence) VALUES (?)")?
            .execute([&fence])?;
    }
    Ok(fence)
}

//! What linking asks of the register: the reports, incidents and constraints that bear on one new report.

use crate::StoreError;
use crate::bulk;
use crate::cache::Caches;
use crate::rows::{incident_row, key_number, report_row, standing_row};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tocsin_core::known::{MOST_BY_KEYS, nearest};
use tocsin_core::{
    AccountId, Asks, Constraint, Dossier, Incident, Journey, Neighbourhood, ReportId, TrackRecord,
};

/// A key or hash that more reports than this share ("Mali", "army", a site's footer) finds nothing: it says too little,
/// and looking at all who share it would make linking slower as the register grows.
pub const MUTE_ABOVE: usize = 400;

/// Everything that bears on `asks`: see [`tocsin_core::Known`].
pub(crate) fn neighbourhood(
    db: &Connection,
    caches: &Caches,
    asks: &Asks,
) -> Result<Neighbourhood, StoreError> {
    let (mut reports, muted, left_out) = reports_by_key(db, asks)?;
    reports.extend(reports_by_hash(db, asks)?);
    reports.extend(reports_by_url(db, asks)?);
    let mut asked_for = BTreeSet::new();
    for id in &asks.reports {
        asked_for.extend(report_row(db, id)?);
    }
    let mut incidents = incidents_of(db, &asked_for)?;
    reports.extend(asked_for);
    for id in &asks.incidents {
        incidents.extend(standing_row(db, id)?);
    }
    let mut found = Vec::new();
    for &row in &incidents {
        found.extend(incident_kept(db, caches, row)?);
        reports.extend(members_of(db, row)?);
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    let mut dossiers = Vec::new();
    for &row in &reports {
        dossiers.extend(dossier_in(db, caches, row)?);
    }
    dossiers.sort_by(|a, b| a.report.cmp(&b.report));
    Ok(Neighbourhood {
        constraints: constraints_among(db, &reports)?,
        dossiers,
        incidents: found,
        muted: muted.into_iter().collect(),
        left_out,
    })
}

/// The track records of `sources`, by key: see [`tocsin_core::Known::records`].
pub(crate) fn records(
    db: &Connection,
    sources: &BTreeSet<String>,
) -> Result<BTreeMap<String, TrackRecord>, StoreError> {
    let mut query = db.prepare_cached("SELECT total(right), count(*) FROM checked WHERE source = ?")?;
    let mut found = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_empty()) {
        let (right, all): (f64, u32) = query.query_row([source], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if all > 0 {
            let right = right as u32;
            let wrong = all.saturating_sub(right);
            found.insert(source.clone(), TrackRecord { right, wrong });
        }
    }
    Ok(found)
}

/// The reports that share a key with `asks`, the keys that too many share, and those that the budget left out.
type ByKey = (BTreeSet<i64>, BTreeSet<String>, Vec<String>);

fn reports_by_key(db: &Connection, asks: &Asks) -> Result<ByKey, StoreError> {
    let mut query = db.prepare_cached("SELECT report FROM block_keys WHERE key = ? LIMIT ?")?;
    let mut found = Vec::new();
    let mut muted = BTreeSet::new();
    for key in &asks.keys {
        let rows: Vec<i64> = query
            .query_map(params![key_number(key), MUTE_ABOVE + 1], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if rows.len() > MUTE_ABOVE {
            muted.insert(key.clone());
        } else if !rows.is_empty() {
            found.push((key.as_str(), rows));
        }
    }
    let (rows, left_out) = nearest(&found, MOST_BY_KEYS);
    Ok((rows, muted, left_out))
}

fn reports_by_hash(db: &Connection, asks: &Asks) -> Result<Vec<i64>, StoreError> {
    let mut query = db.prepare_cached("SELECT report FROM shingles WHERE hash = ? LIMIT ?")?;
    let mut found = Vec::new();
    for hash in &asks.hashes {
        let rows: Vec<i64> = query
            .query_map(params![hash.cast_signed(), MUTE_ABOVE + 1], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if rows.len() <= MUTE_ABOVE {
            found.extend(rows);
        }
    }
    Ok(found)
}

fn reports_by_url(db: &Connection, asks: &Asks) -> Result<Vec<i64>, StoreError> {
    let mut found = Vec::new();
    let mut query = db.prepare_cached("SELECT row FROM reports WHERE url = ? LIMIT ?")?;
    for url in &asks.urls {
        for row in query.query_map(params![url, MUTE_ABOVE], |row| row.get(0))? {
            found.push(row?);
        }
    }
    Ok(found)
}

fn incidents_of(db: &Connection, reports: &BTreeSet<i64>) -> Result<BTreeSet<i64>, StoreError> {
    let mut query = db.prepare_cached("SELECT incident FROM members WHERE report = ?")?;
    let mut found = BTreeSet::new();
    for report in reports {
        for row in query.query_map([report], |row| row.get(0))? {
            found.insert(row?);
        }
    }
    Ok(found)
}

fn members_of(db: &Connection, incident: i64) -> Result<Vec<i64>, StoreError> {
    let mut query = db.prepare_cached("SELECT DISTINCT report FROM members WHERE incident = ?")?;
    let rows = query.query_map([incident], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The current version of the incident in `row`.
pub(crate) fn incident_in(db: &Connection, row: i64) -> Result<Option<Incident>, StoreError> {
    let json: Option<Vec<u8>> = db
        .prepare_cached("SELECT json FROM shelf WHERE incident = ?")?
        .query_row([row], |found| found.get(0))
        .optional()?;
    json.map(|json| parsed(&json, "incident", row)).transpose()
}

/// The same, from memory where the register still holds the version read before.
fn incident_kept(db: &Connection, caches: &Caches, row: i64) -> Result<Option<Arc<Incident>>, StoreError> {
    let changed: Option<u64> = db
        .prepare_cached("SELECT changed FROM incidents WHERE row = ?")?
        .query_row([row], |found| found.get(0))
        .optional()?;
    let Some(changed) = changed else {
        return Ok(None);
    };
    if let Some(incident) = caches.incidents.get(row, changed) {
        return Ok(Some(incident));
    }
    let json: Vec<u8> = db
        .prepare_cached("SELECT json FROM shelf WHERE incident = ?")?
        .query_row([row], |found| found.get(0))?;
    let incident: Arc<Incident> = Arc::new(parsed(&json, "incident", row)?);
    caches
        .incidents
        .put(row, changed, Arc::clone(&incident), json.len());
    Ok(Some(incident))
}

fn dossier_in(db: &Connection, caches: &Caches, row: i64) -> Result<Option<Arc<Dossier>>, StoreError> {
    if let Some(dossier) = caches.dossiers.get(row, 0) {
        return Ok(Some(dossier));
    }
    let found: Option<(Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT json, bulk FROM dossiers WHERE report = ?")?
        .query_row([row], |found| Ok((found.get(0)?, found.get(1)?)))
        .optional()?;
    let Some((json, bulk)) = found else {
        return Ok(None);
    };
    let dossier = dossier_of(&json, &bulk, row)?;
    let dossier = Arc::new(dossier);
    caches
        .dossiers
        .put(row, 0, Arc::clone(&dossier), json.len() + bulk.len());
    Ok(Some(dossier))
}

/// The dossier in `row`, of its two parts.
pub(crate) fn dossier_of(json: &[u8], bulk: &[u8], row: i64) -> Result<Dossier, StoreError> {
    let mut dossier: Dossier = parsed(json, "dossier", row)?;
    bulk::put_back(bulk, &mut dossier).ok_or_else(|| StoreError::Damaged {
        place: format!("dossier in row {row}"),
        why: "its hashes and terms are cut short".to_owned(),
    })?;
    Ok(dossier)
}

/// Holds in memory what a journey brought as entry `seq`: linking the next reports asks for it first.
pub(crate) fn keep(db: &Connection, caches: &Caches, seq: u64, journey: Journey) {
    let size = |sql: &str, row: i64| -> Option<usize> {
        let mut query = db.prepare_cached(sql).ok()?;
        query.query_row([row], |found| found.get(0)).ok()
    };
    // What cannot be kept here is read from the register later.
    if let Ok(Some(row)) = report_row(db, &journey.dossier.report)
        && let Some(bytes) = size(
            "SELECT length(json) + length(bulk) FROM dossiers WHERE report = ?",
            row,
        )
    {
        caches.dossiers.put(row, 0, Arc::new(journey.dossier), bytes);
    }
    for incident in journey.incidents {
        if let Ok(Some(row)) = incident_row(db, &incident.id)
            && let Some(bytes) = size("SELECT length(json) FROM shelf WHERE incident = ?", row)
        {
            caches.incidents.put(row, seq, Arc::new(incident), bytes);
        }
    }
}

pub(crate) fn parsed<T: serde::de::DeserializeOwned>(
    json: &[u8],
    what: &str,
    row: i64,
) -> Result<T, StoreError> {
    serde_json::from_slice(json).map_err(|error| StoreError::Damaged {
        place: format!("{what} in row {row}"),
        why: error.to_string(),
    })
}

/// The constraints whose both ends are among `reports`. Where people decided twice on one pair, the later word holds.
fn constraints_among(db: &Connection, reports: &BTreeSet<i64>) -> Result<Vec<Constraint>, StoreError> {
    let any: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM constraints)")?
        .query_row([], |row| row.get(0))?;
    if !any {
        return Ok(Vec::new());
    }
    let mut query = db.prepare_cached(
        "SELECT c.an, b.id, c.bn, c.same, a.id, c.b
         FROM constraints c JOIN reports a ON a.row = c.a JOIN reports b ON b.row = c.b
         WHERE c.a = ? ORDER BY c.decision",
    )?;
    let mut latest = BTreeMap::new();
    for &report in reports {
        let mut rows = query.query([report])?;
        while let Some(row) = rows.next()? {
            if !reports.contains(&row.get::<_, i64>(5)?) {
                continue;
            }
            let one = AccountId {
                report: ReportId(row.get(4)?),
                n: row.get(0)?,
            };
            let other = AccountId {
                report: ReportId(row.get(1)?),
                n: row.get(2)?,
            };
            let same: bool = row.get(3)?;
            let pair = if one < other { (one, other) } else { (other, one) };
            latest.insert(pair, same);
        }
    }
    let constraints = latest.into_iter().map(|((a, b), same)| Constraint { a, b, same });
    Ok(constraints.collect())
}

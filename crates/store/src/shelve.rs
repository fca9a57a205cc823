//! Puts a version of an incident on the register's shelves: its row, members, marks, tallies, point, names.

use crate::columns::{Columns, Mark};
use crate::project::json;
use crate::rows::{nature_number, report_row, status_number, tlp_number};
use crate::{Sketch, StoreError, fence};
use rusqlite::{Connection, OptionalExtension, params};
use tocsin_core::{ClaimRef, Discrepancy, Dossier, Field, Incident, IncidentId, Standing, Status};

/// What the shelves hold of an incident now: all that is needed to take it off again.
struct Held {
    row: i64,
    absorbed: bool,
    status: i64,
    standing: i64,
    nature: i64,
    tlp: i64,
    fence: String,
    day: String,
    heard: String,
    names: String,
    marks: Vec<Mark>,
}

/// Makes `incident` the current version; `dossier` is that of the report that brought it about.
pub(crate) fn put(
    db: &Connection,
    seq: u64,
    incident: &Incident,
    dossier: &Dossier,
) -> Result<(), StoreError> {
    let held = held(db, "id = ?", &incident.id.0)?;
    let heard = held
        .as_ref()
        .map_or_else(|| heard_on(dossier), |held| held.heard.clone());
    let columns = Columns::of(incident, &heard);
    let standing = i64::from(incident.standing == Standing::Candidate);
    let tlp = tlp_number(incident.handling.tlp);
    let row = match &held {
        Some(held) => held.row,
        None => add(db, seq, incident, dossier, &heard)?,
    };
    if let Some(held) = &held {
        if !held.absorbed {
            count(db, held, -1)?;
            unmark(db, held)?;
        }
        db.prepare_cached("DELETE FROM sketches WHERE day = ? AND incident = ?")?
            .execute(params![held.day, row])?;
    }
    let names_changed = held
        .as_ref()
        .is_none_or(|held| held.absorbed || held.names != columns.names);
    let new = Held {
        row,
        absorbed: false,
        status: held.as_ref().map_or(0, |held| held.status),
        standing,
        nature: held
            .as_ref()
            .map_or(nature_number(dossier.nature), |held| held.nature),
        tlp,
        fence: held.as_ref().map_or_else(String::new, |held| held.fence.clone()),
        day: columns.day.clone(),
        heard,
        names: columns.names.clone(),
        marks: columns.marks.clone(),
    };
    count(db, &new, 1)?;
    mark(db, &new)?;
    set_point(db, row, columns.point)?;
    if names_changed {
        set_names(db, row, &columns.names)?;
    }
    let open = set_discrepancies(db, row, &incident.discrepancies)?;
    set_members(db, row, incident)?;
    write(db, seq, incident, &new, &columns, open)?;
    db.prepare_cached("INSERT OR REPLACE INTO versions (incident, seq, version, tlp) VALUES (?, ?, ?, ?)")?
        .execute(params![row, seq, incident.version, tlp])?;
    if fence::any(db)? {
        fence::refence(db, row)?;
    }
    Ok(())
}

/// Sets the fence an incident stands behind, and counts it where it now belongs.
pub(crate) fn set_fence(db: &Connection, row: i64, fence: &str) -> Result<(), StoreError> {
    let Some(mut held) = held(db, "row = ?", &row)?.filter(|held| held.fence != fence) else {
        return Ok(());
    };
    if !held.absorbed {
        count(db, &held, -1)?;
        fence.clone_into(&mut held.fence);
        count(db, &held, 1)?;
    }
    db.prepare_cached("UPDATE incidents SET fence = ? WHERE row = ?")?
        .execute(params![fence, row])?;
    Ok(())
}

/// Takes an incident off the shelves: it continues as `into`. Its row, history and decisions stay.
pub(crate) fn absorb(db: &Connection, row: i64, into: &IncidentId) -> Result<(), StoreError> {
    let Some(held) = held(db, "row = ?", &row)?.filter(|held| !held.absorbed) else {
        return Ok(());
    };
    count(db, &held, -1)?;
    unmark(db, &held)?;
    for sql in [
        "DELETE FROM members WHERE incident = ?",
        "DELETE FROM discrepancies WHERE incident = ?",
        "DELETE FROM points WHERE incident = ?",
        "DELETE FROM names WHERE rowid = ?",
    ] {
        db.prepare_cached(sql)?.execute([row])?;
    }
    db.prepare_cached("UPDATE incidents SET absorbed = ?, open = 0 WHERE row = ?")?
        .execute(params![into.0, row])?;
    Ok(())
}

/// Sets the state a person moved the incident to, and remembers the version they saw.
pub(crate) fn set_status(db: &Connection, row: i64, status: Status) -> Result<(), StoreError> {
    let Some(mut held) = held(db, "row = ?", &row)? else {
        return Ok(());
    };
    if !held.absorbed {
        count(db, &held, -1)?;
        held.status = status_number(status);
        count(db, &held, 1)?;
    }
    db.prepare_cached("UPDATE incidents SET status = ?, reviewed = version WHERE row = ?")?
        .execute(params![status_number(status), row])?;
    Ok(())
}

/// Closes the discrepancies of `field` by decision `number`, or opens them again where that is `None`.
pub(crate) fn resolve(
    db: &Connection,
    row: i64,
    field: Field,
    number: Option<u64>,
) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE discrepancies SET resolved = ? WHERE incident = ? AND field = ?")?
        .execute(params![number, row, field.key()])?;
    db.prepare_cached(
        "UPDATE incidents SET open = (SELECT count(*) FROM discrepancies WHERE incident = row AND resolved IS NULL)
         WHERE row = ?",
    )?
    .execute([row])?;
    Ok(())
}

/// The claims on any side of the discrepancies of `field`.
pub(crate) fn claims_in_question(
    db: &Connection,
    row: i64,
    field: Field,
) -> Result<Vec<ClaimRef>, StoreError> {
    let mut query = db.prepare_cached("SELECT json FROM discrepancies WHERE incident = ? AND field = ?")?;
    let found: Vec<Vec<u8>> = query
        .query_map(params![row, field.key()], |found| found.get(0))?
        .collect::<Result<_, _>>()?;
    let mut claims = Vec::new();
    for json in found {
        let discrepancy: Discrepancy = crate::known::parsed(&json, "discrepancy", row)?;
        claims.extend(discrepancy.sides.into_iter().flatten());
    }
    Ok(claims)
}

/// The day the world heard of it: the report's publication, else the day the desk got it.
fn heard_on(dossier: &Dossier) -> String {
    let published = dossier.published.as_ref().and_then(|when| when.first);
    published.map_or_else(
        || dossier.received.get(..10).unwrap_or_default().to_owned(),
        |day| day.to_string(),
    )
}

fn held(db: &Connection, which: &str, value: &dyn rusqlite::ToSql) -> Result<Option<Held>, StoreError> {
    let sql = format!(
        "SELECT row, absorbed IS NOT NULL, status, standing, nature, tlp, day, heard, names, marks, fence
         FROM incidents JOIN shelf ON incident = row WHERE {which}"
    );
    let found = db
        .prepare_cached(&sql)?
        .query_row([value], |row| {
            let marks: String = row.get(9)?;
            Ok(Held {
                row: row.get(0)?,
                absorbed: row.get(1)?,
                status: row.get(2)?,
                standing: row.get(3)?,
                nature: row.get(4)?,
                tlp: row.get(5)?,
                fence: row.get(10)?,
                day: row.get(6)?,
                heard: row.get(7)?,
                names: row.get(8)?,
                marks: serde_json::from_str(&marks).unwrap_or_default(),
            })
        })
        .optional()?;
    Ok(found)
}

/// A new row, to be filled by [`write`].
fn add(
    db: &Connection,
    seq: u64,
    incident: &Incident,
    dossier: &Dossier,
    heard: &str,
) -> Result<i64, StoreError> {
    db.prepare_cached(
        "INSERT INTO incidents (id, version, status, standing, nature, tlp, community, day, heard, open, opened, changed)
         VALUES (?, 0, 0, 0, ?, 0, 0, '', ?, 0, ?, 0)",
    )?
    .execute(params![incident.id.0, nature_number(dossier.nature), heard, seq])?;
    Ok(db.last_insert_rowid())
}

fn write(
    db: &Connection,
    seq: u64,
    incident: &Incident,
    held: &Held,
    columns: &Columns,
    open: u32,
) -> Result<(), StoreError> {
    let marks =
        serde_json::to_string(&held.marks).map_err(|error| StoreError::Unwritable(error.to_string()))?;
    db.prepare_cached(
        "UPDATE incidents SET absorbed = NULL, version = ?, standing = ?, tlp = ?, community = ?, day = ?, first = ?,
           last = ?, lat = ?, lon = ?, open = ?, changed = ? WHERE row = ?",
    )?
    .execute(params![
        incident.version,
        held.standing,
        held.tlp,
        incident.handling.community,
        columns.day,
        columns.first,
        columns.last,
        columns.point.map(|point| point.0),
        columns.point.map(|point| point.1),
        open,
        seq,
        held.row,
    ])?;
    db.prepare_cached("INSERT OR REPLACE INTO shelf (incident, names, marks, json) VALUES (?, ?, ?, ?)")?
        .execute(params![held.row, columns.names, marks, json(incident)?])?;
    db.prepare_cached("INSERT OR REPLACE INTO sketches (day, incident, json) VALUES (?, ?, ?)")?
        .execute(params![held.day, held.row, json(&Sketch::of(incident))?])?;
    Ok(())
}

/// Adds `by` to every tally the incident belongs in; tallies of nothing go.
fn count(db: &Connection, held: &Held, by: i64) -> Result<(), StoreError> {
    let all = [(-1, String::new())];
    let tallied = held
        .marks
        .iter()
        .filter(|(kind, _)| *kind != crate::MarkKind::Unit.number());
    for (kind, value) in all.iter().chain(tallied) {
        let key = params![
            kind,
            value,
            held.tlp,
            held.fence,
            held.nature,
            held.status,
            held.standing,
            by
        ];
        db.prepare_cached(
            "INSERT INTO tally (kind, value, tlp, fence, nature, status, standing, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET n = n + excluded.n",
        )?
        .execute(key)?;
        if by < 0 {
            db.prepare_cached("DELETE FROM tally WHERE kind = ? AND value = ? AND n = 0")?
                .execute(params![kind, value])?;
        }
    }
    Ok(())
}

fn mark(db: &Connection, held: &Held) -> Result<(), StoreError> {
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO marks (kind, value, day, incident) VALUES (?, ?, ?, ?)")?;
    for (kind, value) in &held.marks {
        insert.execute(params![kind, value, held.day, held.row])?;
    }
    Ok(())
}

fn unmark(db: &Connection, held: &Held) -> Result<(), StoreError> {
    let mut delete =
        db.prepare_cached("DELETE FROM marks WHERE kind = ? AND value = ? AND day = ? AND incident = ?")?;
    for (kind, value) in &held.marks {
        delete.execute(params![kind, value, held.day, held.row])?;
    }
    Ok(())
}

fn set_point(db: &Connection, row: i64, point: Option<(f64, f64)>) -> Result<(), StoreError> {
    match point {
        Some((lat, lon)) => db
            .prepare_cached(
                "INSERT OR REPLACE INTO points (incident, south, north, west, east) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute(params![row, lat, lat, lon, lon])?,
        None => db
            .prepare_cached("DELETE FROM points WHERE incident = ?")?
            .execute([row])?,
    };
    Ok(())
}

fn set_names(db: &Connection, row: i64, names: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM names WHERE rowid = ?")?
        .execute([row])?;
    db.prepare_cached("INSERT INTO names (rowid, text) VALUES (?, ?)")?
        .execute(params![row, names])?;
    Ok(())
}

fn set_members(db: &Connection, row: i64, incident: &Incident) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM members WHERE incident = ?")?
        .execute([row])?;
    for account in &incident.members {
        let report =
            report_row(db, &account.report)?.ok_or_else(|| StoreError::NoReport(account.report.clone()))?;
        db.prepare_cached("INSERT OR IGNORE INTO members (report, n, incident) VALUES (?, ?, ?)")?
            .execute(params![report, account.n, row])?;
    }
    Ok(())
}

/// Replaces the discrepancies; one a person resolved stays resolved while its sides stay the same. The number left open.
fn set_discrepancies(db: &Connection, row: i64, now: &[Discrepancy]) -> Result<u32, StoreError> {
    let mut settled: Vec<(u64, Discrepancy)> = Vec::new();
    {
        let mut query = db.prepare_cached(
            "SELECT resolved, json FROM discrepancies WHERE incident = ? AND resolved IS NOT NULL",
        )?;
        let mut rows = query.query([row])?;
        while let Some(found) = rows.next()? {
            let json: Vec<u8> = found.get(1)?;
            if let Ok(discrepancy) = serde_json::from_slice(&json) {
                settled.push((found.get(0)?, discrepancy));
            }
        }
    }
    db.prepare_cached("DELETE FROM discrepancies WHERE incident = ?")?
        .execute([row])?;
    let mut open = 0;
    for (n, discrepancy) in now.iter().enumerate() {
        let resolved = settled
            .iter()
            .find(|(_, old)| old.field == discrepancy.field && old.sides == discrepancy.sides)
            .map(|(number, _)| number);
        open += u32::from(resolved.is_none());
        db.prepare_cached(
            "INSERT INTO discrepancies (incident, n, field, resolved, json) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![
            row,
            n,
            discrepancy.field.key(),
            resolved,
            json(discrepancy)?
        ])?;
    }
    Ok(open)
}

//! Reading the register, as far as a clearance reaches: the queries themselves leave out what is above it.

use crate::filter::{Cursor, Filter};
use crate::known::{dossier_of, parsed};
use crate::ledger::{self, Capture, Head, Release};
use crate::list::{COUNT_TO, Total, find};
use crate::rows::{nature_of, standing_row, status_of};
use crate::sight::Sight;
use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use tocsin_core::{
    Decision, Dossier, Incident, IncidentId, Journey, Nature, Problem, Report, ReportId, Source, Status,
    TrackRecord,
};

/// The register as someone cleared up to a label may see it.
#[derive(Clone, Debug)]
pub struct View<'s> {
    pub(crate) store: &'s Store,
    pub(crate) sight: Sight,
}

/// An incident with what people made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its current version.
    pub incident: Incident,
    /// Where it stands.
    pub status: Status,
    /// Real, sample, exercise.
    pub nature: Nature,
    /// The grade a person set ("B2"); `None` while there is only the proposed one.
    pub grade: Option<String>,
    /// The version at the last change of status; a lower number than the incident's says it changed since.
    pub reviewed: Option<u32>,
    /// Discrepancies nobody resolved.
    pub open: u32,
    /// When its first version was recorded: RFC 3339, UTC.
    pub opened: String,
    /// When this version was recorded.
    pub changed: String,
    /// Handle of the account it was given to; "" for nobody.
    pub assigned: String,
    /// The sharing groups it is kept to: one must belong to all of them.
    pub groups: Vec<String>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The incidents, newest day first.
    pub records: Vec<Record>,
    /// How many there are in all.
    pub total: Total,
    /// Where the next page begins; `None` on the last.
    pub next: Option<Cursor>,
}

/// One step in an incident's history.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A new version, brought by this report.
    Version {
        /// Its number.
        version: u32,
        /// The report that brought it.
        report: ReportId,
        /// When it was recorded.
        when: String,
    },
    /// A person decided.
    Decided(Box<Decision>),
    /// It left the desk.
    Released {
        /// To whom, as what.
        release: Release,
        /// When.
        when: String,
    },
}

/// A problem met at intake.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Number of the ledger entry.
    pub number: u64,
    /// When.
    pub when: String,
    /// The file, address or feed item.
    pub name: String,
    /// The report made of it all the same, if one was.
    pub report: Option<ReportId>,
    /// What was met.
    pub problem: Problem,
}

const RECORD: &str =
    "SELECT s.json, i.status, i.nature, i.grade, i.reviewed, i.open, o.time, c.time, i.fence, i.assigned
  FROM incidents i JOIN shelf s ON s.incident = i.row
  JOIN ledger o ON o.seq = i.opened JOIN ledger c ON c.seq = i.changed";

impl View<'_> {
    /// The incident, or the one as which it continues; `None` if there is none, or none this clearance may see.
    ///
    /// # Errors
    /// The database's own.
    pub fn incident(&self, id: &IncidentId) -> Result<Option<Record>, StoreError> {
        match standing_row(&self.store.db, id)? {
            Some(row) => self.record(row),
            None => Ok(None),
        }
    }

    /// The incidents that tell of events in `reports`, as far as this clearance reaches, by id.
    ///
    /// # Errors
    /// The database's own.
    pub fn telling_of(&self, reports: &[ReportId]) -> Result<Vec<Incident>, StoreError> {
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT DISTINCT m.incident FROM reports r JOIN members m ON m.report = r.row WHERE r.id = ? AND {}",
            self.sight.on("r.")
        ))?;
        let mut rows = BTreeSet::new();
        for id in reports {
            let found = query.query_map([&id.0], |row| row.get::<_, i64>(0))?;
            for row in found {
                rows.insert(row?);
            }
        }
        let mut incidents = Vec::new();
        for row in rows {
            incidents.extend(self.record(row)?.map(|record| record.incident));
        }
        incidents.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(incidents)
    }

    /// One page of the incidents `filter` asks for.
    ///
    /// # Errors
    /// The database's own.
    pub fn incidents(&self, filter: &Filter) -> Result<Page, StoreError> {
        let found = find(&self.store.db, filter, &self.sight)?;
        let mut records = Vec::with_capacity(found.rows.len());
        for cursor in found.rows {
            records.extend(self.record(cursor.row)?);
        }
        Ok(Page {
            records,
            total: found.total,
            next: found.next,
        })
    }

    /// Incidents with discrepancies nobody resolved, newest day first.
    ///
    /// # Errors
    /// The database's own.
    pub fn unresolved(&self, limit: usize, after: Option<&Cursor>) -> Result<Page, StoreError> {
        let db = &self.store.db;
        let seen = self.sight.on("");
        let n: usize = db
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM incidents INDEXED BY incidents_open
                   WHERE open > 0 AND absorbed IS NULL AND {seen} LIMIT {})",
                COUNT_TO + 1
            ))?
            .query_row([], |row| row.get(0))?;
        let (day, row) = after.map_or(("9999-99-99", i64::MAX), |cursor| {
            (cursor.day.as_str(), cursor.row)
        });
        let mut query = db.prepare_cached(&format!(
            "SELECT row, day FROM incidents INDEXED BY incidents_open WHERE open > 0 AND absorbed IS NULL AND {seen} AND (day, row) < (?, ?)
             ORDER BY day DESC, row DESC LIMIT ?",
        ))?;
        let mut found: Vec<Cursor> = query
            .query_map(params![day, row, limit + 1], |found| {
                Ok(Cursor {
                    row: found.get(0)?,
                    day: found.get(1)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let more = found.len() > limit;
        found.truncate(limit);
        let mut records = Vec::new();
        for cursor in &found {
            records.extend(self.record(cursor.row)?);
        }
        Ok(Page {
            records,
            total: Total::counted(n, false),
            next: found.pop().filter(|_| more),
        })
    }

    pub(crate) fn record(&self, row: i64) -> Result<Option<Record>, StoreError> {
        let db = &self.store.db;
        let mut query =
            db.prepare_cached(&format!("{RECORD} WHERE i.row = ? AND {}", self.sight.on("i.")))?;
        let mut rows = query.query([row])?;
        let Some(found) = rows.next()? else {
            return Ok(None);
        };
        let json: Vec<u8> = found.get(0)?;
        let mut incident: Incident = parsed(&json, "incident", row)?;
        let fence: String = found.get(8)?;
        self.note(incident.handling.tlp, &fence, &incident.id.0);
        if !self.sight.is_whole() {
            self.strip(&mut incident)?;
        }
        Ok(Some(Record {
            incident,
            status: status_of(found.get(1)?),
            nature: nature_of(found.get(2)?),
            grade: found.get(3)?,
            reviewed: found.get(4)?,
            open: found.get(5)?,
            opened: found.get(6)?,
            changed: found.get(7)?,
            assigned: found.get(9)?,
            groups: fence
                .split(',')
                .filter(|group| !group.is_empty())
                .map(str::to_owned)
                .collect(),
        }))
    }

    /// The report; `None` if there is none, or none this clearance may see.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn report(&self, id: &ReportId) -> Result<Option<Report>, StoreError> {
        Ok(self.capture(id)?.and_then(|capture| capture.report))
    }

    /// The raw bytes a report was captured as.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn raw(&self, id: &ReportId) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(capture) = self.capture(id)? else {
            return Ok(None);
        };
        let packed: Option<Vec<u8>> = self
            .store
            .db
            .prepare_cached("SELECT packed FROM blobs WHERE sha256 = unhex(?)")?
            .query_row([&capture.raw], |row| row.get(0))
            .optional()?;
        let damaged = |why: &str| StoreError::Damaged {
            place: format!("the raw bytes of {id}"),
            why: why.to_owned(),
        };
        let packed = packed.ok_or_else(|| damaged("missing"))?;
        crate::pack::unpack(&packed).map(Some).map_err(damaged)
    }

    fn capture(&self, id: &ReportId) -> Result<Option<Capture>, StoreError> {
        let found: Option<(u64, String)> = self
            .store
            .db
            .prepare_cached(&format!(
                "SELECT capture, fence FROM reports WHERE id = ? AND {}",
                self.sight.on("")
            ))?
            .query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((seq, fence)) = found else {
            return Ok(None);
        };
        let capture: Capture = ledger::read(&self.store.db, seq)?;
        if let Some(report) = &capture.report {
            self.note(report.handling.tlp, &fence, &report.id.0);
        }
        Ok(Some(capture))
    }

    /// What is kept of a report for linking; `None` if there is none, or none this clearance may see.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn dossier(&self, id: &ReportId) -> Result<Option<Dossier>, StoreError> {
        let found: Option<(i64, Vec<u8>, Vec<u8>)> = self
            .store
            .db
            .prepare_cached(&format!(
                "SELECT d.report, d.json, d.bulk FROM reports r JOIN dossiers d ON d.report = r.row WHERE r.id = ? AND {}",
                self.sight.on("r.")
            ))?
            .query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        found
            .map(|(row, json, bulk)| dossier_of(&json, &bulk, row))
            .transpose()
    }

    /// The versions, decisions and releases of an incident, oldest first; those of incidents it absorbed not among them.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn history(&self, id: &IncidentId) -> Result<Vec<Step>, StoreError> {
        let Some(row) = self.visible_row(id)? else {
            return Ok(Vec::new());
        };
        let mut query = self.store.db.prepare_cached(
            "SELECT seq FROM versions WHERE incident = ?1 UNION SELECT number FROM decisions WHERE incident = ?1
             UNION SELECT seq FROM releases WHERE incident = ?1 ORDER BY 1",
        )?;
        let numbers: Vec<u64> = query
            .query_map([row], |found| found.get(0))?
            .collect::<Result<_, _>>()?;
        let mut steps = Vec::new();
        for seq in numbers {
            let step = self.step(seq, id)?;
            // A version brought by a report this reader may not see is not spoken of.
            let hidden = match &step {
                Step::Version { report, .. } => !self.sight.is_whole() && !self.sees("reports", &report.0)?,
                _ => false,
            };
            if !hidden {
                steps.push(step);
            }
        }
        Ok(steps)
    }

    fn step(&self, seq: u64, id: &IncidentId) -> Result<Step, StoreError> {
        let db = &self.store.db;
        let entry = ledger::entry(db, seq)?;
        Ok(match entry.kind.as_str() {
            "decision" => Step::Decided(Box::new(entry.read()?)),
            "release" => Step::Released {
                release: entry.read()?,
                when: entry.time,
            },
            _ => {
                let journey: Journey = entry.read()?;
                let version = journey.incidents.iter().find(|incident| incident.id == *id);
                Step::Version {
                    version: version.map_or(0, |incident| incident.version),
                    report: journey.dossier.report,
                    when: entry.time,
                }
            }
        })
    }

    /// An incident as it was at `version`; `None` if there was no such version this clearance may see.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn version(&self, id: &IncidentId, version: u32) -> Result<Option<Incident>, StoreError> {
        let Some(row) = self.visible_row(id)? else {
            return Ok(None);
        };
        let seq: Option<u64> = self
            .store
            .db
            .prepare_cached(
                "SELECT seq FROM versions WHERE incident = ? AND version = ? AND tlp <= ? ORDER BY seq DESC LIMIT 1",
            )?
            .query_row(params![row, version, self.sight.tlp()], |found| found.get(0))
            .optional()?;
        let Some(seq) = seq else {
            return Ok(None);
        };
        let journey: Journey = ledger::read(&self.store.db, seq)?;
        let mut found = journey.incidents.into_iter().find(|incident| incident.id == *id);
        if let Some(incident) = &mut found {
            self.strip(incident)?;
        }
        Ok(found)
    }

    /// The decisions on an incident and on those it absorbed, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn decisions(&self, id: &IncidentId) -> Result<Vec<Decision>, StoreError> {
        let Some(row) = self.visible_row(id)? else {
            return Ok(Vec::new());
        };
        let mut query = self.store.db.prepare_cached(
            "WITH RECURSIVE same (row, id) AS (
                   SELECT row, id FROM incidents WHERE row = ?
                   UNION SELECT i.row, i.id FROM same s CROSS JOIN incidents i WHERE i.absorbed = s.id)
                 SELECT d.json FROM same s CROSS JOIN decisions d WHERE d.incident = s.row ORDER BY d.number",
        )?;
        let found: Vec<Vec<u8>> = query
            .query_map([row], |found| found.get(0))?
            .collect::<Result<_, _>>()?;
        found
            .iter()
            .map(|json| parsed(json, "decisions on", row))
            .collect()
    }

    /// The row of exactly this incident, where this clearance may see it.
    fn visible_row(&self, id: &IncidentId) -> Result<Option<i64>, StoreError> {
        Ok(self
            .store
            .db
            .prepare_cached(&format!(
                "SELECT row FROM incidents WHERE id = ? AND {}",
                self.sight.on("")
            ))?
            .query_row([&id.0], |row| row.get(0))
            .optional()?)
    }

    /// The track record of each source of which claims were checked, by key.
    ///
    /// # Errors
    /// The database's own.
    pub fn records(&self) -> Result<Vec<(String, TrackRecord)>, StoreError> {
        let mut query = self.store.db.prepare_cached(
            "SELECT source, total(right), count(*) FROM checked WHERE source <> '' GROUP BY source ORDER BY source",
        )?;
        let found = query.query_map([], |row| {
            let (right, all): (f64, u32) = (row.get(1)?, row.get(2)?);
            let right = right as u32;
            let wrong = all.saturating_sub(right);
            Ok((row.get(0)?, TrackRecord { right, wrong }))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Block keys that bring nothing because too many reports share them, with the number of reports for which they were left
    /// out, most first; at most `limit`. They hold words and numbers of many reports, never of one.
    ///
    /// # Errors
    /// The database's own.
    pub fn muted(&self, limit: usize) -> Result<Vec<(String, u64)>, StoreError> {
        let mut query = self
            .store
            .db
            .prepare_cached("SELECT key, n FROM muted ORDER BY n DESC, key LIMIT ?")?;
        let found = query.query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The latest problems met at intake, newest first; those of reports above this clearance left out.
    ///
    /// # Errors
    /// The database's own.
    pub fn problems(&self, limit: usize) -> Result<Vec<Met>, StoreError> {
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT p.capture, l.time, c.name, r.id, p.json FROM problems p JOIN captures c ON c.seq = p.capture
             JOIN ledger l ON l.seq = p.capture LEFT JOIN reports r ON r.row = c.report
             WHERE r.row IS NULL OR ({}) ORDER BY p.capture DESC, p.n LIMIT ?",
            self.sight.on("r.")
        ))?;
        let mut rows = query.query([limit])?;
        let mut met = Vec::new();
        while let Some(row) = rows.next()? {
            let number: u64 = row.get(0)?;
            let json: Vec<u8> = row.get(4)?;
            met.push(Met {
                number,
                when: row.get(1)?,
                name: row.get(2)?,
                report: row.get::<_, Option<String>>(3)?.map(ReportId),
                problem: parsed(&json, "problem", number.cast_signed())?,
            });
        }
        Ok(met)
    }

    /// The profile of a source; `None` where nobody set one.
    ///
    /// # Errors
    /// The database's own.
    pub fn source(&self, key: &str) -> Result<Option<Source>, StoreError> {
        let json: Option<Vec<u8>> = self
            .store
            .db
            .prepare_cached("SELECT json FROM sources WHERE key = ?")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        json.map(|json| parsed(&json, "source", 0)).transpose()
    }

    /// The end of the ledger: keep a copy elsewhere, and hand it to [`Store::verify`] later.
    ///
    /// # Errors
    /// The database's own.
    pub fn head(&self) -> Result<Head, StoreError> {
        ledger::head(&self.store.db)
    }
}

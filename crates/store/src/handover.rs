//! Shifts: what a hand-over says, and what the ledger holds between two of them, as far as a reader may see it.

use crate::known::parsed;
use crate::ledger::{self, Kind, Release, append, written};
use crate::project::json;
use crate::rows::tlp_number;
use crate::view::Record;
use crate::{Batch, Store, StoreError, View};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use tocsin_core::{Decision, IncidentId, Tlp};

/// One side of a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "step")]
pub enum Handover {
    /// Signed off by the one who leaves.
    Left(ShiftNote),
    /// Taken over by the one who comes.
    Taken {
        /// Number of the hand-over.
        handover: u64,
        /// Handle of who takes over.
        who: String,
        /// What they say; may be empty.
        note: String,
    },
}

/// What the one who leaves says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftNote {
    /// Handle of who leaves.
    pub who: String,
    /// Their note.
    pub note: String,
    /// Who may read it.
    pub tlp: Tlp,
    /// The last entry of the ledger before the shift: that of the hand-over before; 0 for none.
    pub since: u64,
    /// Incidents with open contradictions when it was signed off; each reader is told of those they may see.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<IncidentId>,
    /// Who had which incident to work on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assigned: Vec<(String, IncidentId)>,
}

/// A hand-over as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Its number: the entry it was signed off with, up to which it tells.
    pub number: u64,
    /// When it was signed off: RFC 3339, UTC.
    pub when: String,
    /// What the one who left said.
    pub left: ShiftNote,
    /// Who took it over, with what they said and when; `None` while nobody did.
    pub taken: Option<(String, String, String)>,
}

/// What happened between two entries of the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Happened {
    /// Decisions, oldest first, as many as were asked for at most.
    pub decisions: Vec<Decision>,
    /// How many there were in all.
    pub decided: u64,
    /// Releases with something in them this reader may see: entry, what, when; oldest first.
    pub releases: Vec<(u64, Release, String)>,
    /// Reports taken in.
    pub reports: u64,
    /// Incidents that are new.
    pub incidents: u64,
}

const COLUMNS: &str = "h.number, l.time, h.json, h.taken, t.time";
const FROM: &str = "handovers h JOIN ledger l ON l.seq = h.number LEFT JOIN ledger t ON t.seq = h.taken_at";

impl View<'_> {
    /// Hand-overs whose note this reader may read, newest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn shifts(&self, limit: usize) -> Result<Vec<Shift>, StoreError> {
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE h.tlp <= ? ORDER BY h.number DESC LIMIT ?"
        ))?;
        let rows: Vec<RawShift> = query
            .query_map(params![self.sight.tlp(), limit], raw_of)?
            .collect::<Result<_, _>>()?;
        rows.into_iter().map(shift_of).collect()
    }

    /// The hand-over of that number; `None` if there is none whose note this reader may read.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn shift(&self, number: u64) -> Result<Option<Shift>, StoreError> {
        self.store
            .db
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE h.tlp <= ? AND h.number = ?"
            ))?
            .query_row(params![self.sight.tlp(), number.cast_signed()], raw_of)
            .optional()?
            .map(shift_of)
            .transpose()
    }

    /// The number of the last hand-over, whoever may read its note; 0 for none.
    ///
    /// # Errors
    /// The database's own.
    pub fn last_shift(&self) -> Result<u64, StoreError> {
        last_shift(&self.store.db)
    }

    /// What happened after entry `since` and up to entry `until`: `most` decisions and releases at most.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn happened(&self, since: u64, until: u64, most: usize) -> Result<Happened, StoreError> {
        let db = &self.store.db;
        let seen = self.sight.on("i.");
        let (since, until) = (since.cast_signed(), until.cast_signed());
        let between = "number > ?1 AND number <= ?2";
        let decided = db
            .prepare_cached(&format!(
                "SELECT count(*) FROM decisions d JOIN incidents i ON i.row = d.incident WHERE {between} AND {seen}"
            ))?
            .query_row([since, until], |row| row.get(0))?;
        let mut query = db.prepare_cached(&format!(
            "SELECT d.number, d.json FROM decisions d JOIN incidents i ON i.row = d.incident
             WHERE {between} AND {seen} ORDER BY d.number LIMIT ?3"
        ))?;
        let rows: Vec<(i64, Vec<u8>)> = query
            .query_map(params![since, until, most], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let decisions = rows
            .into_iter()
            .map(|(number, bytes)| parsed(&bytes, "decision", number))
            .collect::<Result<_, _>>()?;
        let reports = db
            .prepare_cached(&format!(
                "SELECT count(*) FROM captures c JOIN reports r ON r.row = c.report WHERE c.seq > ?1 AND c.seq <= ?2 AND {}",
                self.sight.on("r.")
            ))?
            .query_row([since, until], |row| row.get(0))?;
        let incidents = db
            .prepare_cached(&format!(
                "SELECT count(*) FROM incidents WHERE changed > ?1 AND opened > ?1 AND opened <= ?2 AND absorbed IS NULL AND {}",
                self.sight.on("")
            ))?
            .query_row([since, until], |row| row.get(0))?;
        Ok(Happened {
            decisions,
            decided,
            releases: self.releases_between(since, until, most)?,
            reports,
            incidents,
        })
    }

    /// Incidents given to someone that still wait, those changed last first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn assigned(&self, limit: usize) -> Result<Vec<Record>, StoreError> {
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT row FROM incidents WHERE assigned <> '' AND absorbed IS NULL AND status <= 2 AND {}
             ORDER BY changed DESC LIMIT ?",
            self.sight.on("")
        ))?;
        let rows: Vec<i64> = query
            .query_map([limit], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for row in rows {
            found.extend(self.record(row)?);
        }
        Ok(found)
    }

    fn releases_between(
        &self,
        since: i64,
        until: i64,
        most: usize,
    ) -> Result<Vec<(u64, Release, String)>, StoreError> {
        let db = &self.store.db;
        let mut query = db.prepare_cached(&format!(
            "SELECT r.seq, i.id FROM releases r JOIN incidents i ON i.row = r.incident
             WHERE r.seq > ?1 AND r.seq <= ?2 AND {} ORDER BY r.seq",
            self.sight.on("i.")
        ))?;
        let rows: Vec<(u64, String)> = query
            .query_map([since, until], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut found: Vec<(u64, Release, String)> = Vec::new();
        for (seq, id) in rows {
            let id = IncidentId(id);
            if found.last().is_none_or(|last| last.0 != seq) {
                if found.len() == most {
                    break;
                }
                let entry = ledger::entry(db, seq)?;
                let mut release: Release = entry.read()?;
                // Only what this reader may see stays named.
                release.incidents.clear();
                found.push((seq, release, entry.time));
            }
            if let Some((_, release, _)) = found.last_mut() {
                release.incidents.push((id, 0));
            }
        }
        Ok(found)
    }
}

impl Store {
    /// See [`Batch::hand_over`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::hand_over`].
    pub fn hand_over(&mut self, handover: &Handover, now: &str) -> Result<Option<u64>, StoreError> {
        self.alone(|batch| batch.hand_over(handover, now))
    }
}

impl Batch<'_> {
    /// Records that a shift was signed off, since the hand-over before it, or taken over. The number of the entry; `None`
    /// where what is to be taken over is not there or was taken already.
    ///
    /// # Errors
    /// The database's own.
    pub fn hand_over(&mut self, handover: &Handover, now: &str) -> Result<Option<u64>, StoreError> {
        self.step(|db| {
            let mut handover = handover.clone();
            match &mut handover {
                Handover::Left(note) => note.since = last_shift(db)?,
                Handover::Taken { handover, .. } => {
                    let waits: bool = db
                        .prepare_cached(
                            "SELECT EXISTS (SELECT 1 FROM handovers WHERE number = ? AND taken IS NULL)",
                        )?
                        .query_row([handover.cast_signed()], |row| row.get(0))?;
                    if !waits {
                        return Ok(None);
                    }
                }
            }
            let (bytes, handover) = written(&handover)?;
            let seq = append(db, Kind::Handover, now, &bytes)?;
            apply(db, seq, &handover)?;
            Ok(Some(seq))
        })
    }
}

/// Brings a hand-over into the register.
pub(crate) fn apply(db: &Connection, seq: u64, handover: &Handover) -> Result<(), StoreError> {
    match handover {
        Handover::Left(note) => db
            .prepare_cached("INSERT INTO handovers (number, tlp, json) VALUES (?, ?, ?)")?
            .execute(params![seq, tlp_number(note.tlp), json(note)?])?,
        Handover::Taken { handover, who, note } => db
            .prepare_cached(
                "UPDATE handovers SET taken = ?, taken_at = ? WHERE number = ? AND taken IS NULL",
            )?
            .execute(params![json(&(who, note))?, seq, handover])?,
    };
    Ok(())
}

fn last_shift(db: &Connection) -> Result<u64, StoreError> {
    Ok(db
        .prepare_cached("SELECT coalesce(max(number), 0) FROM handovers")?
        .query_row([], |row| row.get(0))?)
}

type RawShift = (u64, String, Vec<u8>, Option<Vec<u8>>, Option<String>);

fn raw_of(row: &Row<'_>) -> rusqlite::Result<RawShift> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn shift_of((number, when, left, taken, taken_when): RawShift) -> Result<Shift, StoreError> {
    let at = number.cast_signed();
    let taken = match taken {
        Some(bytes) => {
            let (who, note): (String, String) = parsed(&bytes, "hand-over", at)?;
            Some((who, note, taken_when.unwrap_or_default()))
        }
        None => None,
    };
    Ok(Shift {
        number,
        when,
        left: parsed(&left, "hand-over", at)?,
        taken,
    })
}

//! Writing: a batch of commits in one transaction, each whole or not at all.

use crate::error::Conflict;
use crate::fence::{self, Fenced};
use crate::ledger::{Ask, Capture, Kind, Release, Seen, append, hex, keep_blob, read, written};
use crate::rows::{report_row, standing_row};
use crate::{Store, StoreError, known, project};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::{
    Act, Asks, Decision, Incident, Journey, Known, KnownError, Neighbourhood, Problem, Report, ReportId,
    Source, TrackRecord,
};

/// Whether a commit brought something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Committed {
    /// Recorded as this ledger entry.
    New(u64),
    /// The register held that report already; nothing was written.
    Held,
}

/// What to do with a decision made on a version that is no longer the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnConflict {
    /// Refuse it with [`StoreError::Conflict`], so that its maker can look again.
    Refuse,
    /// Record it all the same: its maker saw both sides and stands by it.
    Append,
}

/// Many commits in one transaction. What is not ended by [`Batch::finish`] never happened.
/// It is itself [`Known`]: linking inside a batch sees what the batch brought so far.
#[derive(Debug)]
pub struct Batch<'s> {
    store: &'s mut Store,
    open: bool,
}

impl<'s> Batch<'s> {
    pub(crate) fn begin(store: &'s mut Store) -> Result<Self, StoreError> {
        store.db.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self { store, open: true })
    }

    /// Makes everything in the batch durable. When this returns, it survives a crash or a power cut.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] among others; then nothing of the batch was kept.
    pub fn finish(mut self) -> Result<(), StoreError> {
        if !self.open {
            return Err(StoreError::Database(
                "the batch was given up at an earlier error".to_owned(),
            ));
        }
        self.store.db.execute_batch("COMMIT")?;
        self.open = false;
        Ok(())
    }

    /// Whether the register, or this batch, holds the report.
    ///
    /// # Errors
    /// The database's own.
    pub fn has_report(&self, id: &ReportId) -> Result<bool, StoreError> {
        Ok(report_row(&self.store.db, id)?.is_some())
    }

    /// Takes in one report: its raw bytes, what was met on the way, and its journey. `now` is RFC 3339, UTC.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where the journey was made on an older register; [`StoreError::Unwritable`];
    /// [`StoreError::DiskFull`]. The batch goes on without this report, unless the database gave it up.
    pub fn commit(
        &mut self,
        raw: &[u8],
        report: &Report,
        problems: &[Problem],
        journey: &Journey,
        now: &str,
    ) -> Result<Committed, StoreError> {
        if self.has_report(&report.id)? {
            return Ok(Committed::Held);
        }
        let name = report.url.clone().unwrap_or_default();
        let (seq, kept) = self.step(|db| {
            take_capture(db, raw, name, Some(report), problems, now)?;
            take_journey(db, journey, now)
        })?;
        known::keep(&self.store.db, &self.store.caches, seq, kept);
        Ok(Committed::New(seq))
    }

    /// Records bytes of which no report could be made, and why. The number of the entry; the same bytes under the same
    /// name with the same problems are recorded once.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and the database's own.
    pub fn capture_problem(
        &mut self,
        raw: &[u8],
        name: &str,
        problems: &[Problem],
        now: &str,
    ) -> Result<u64, StoreError> {
        if let Some(seq) = held_problem(&self.store.db, raw, name, problems)? {
            return Ok(seq);
        }
        self.step(|db| take_capture(db, raw, name.to_owned(), None, problems, now))
    }

    /// Records a decision; its number. A merge, split or undo lays down or lifts constraints at once; then link the
    /// incidents anew (`link::regroup` on this batch) and record what comes of it with [`Batch::regroup`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where another changed the incident since, and `on_conflict` says to refuse;
    /// [`StoreError::NoIncident`]; [`StoreError::NoDecision`].
    pub fn decide(&mut self, decision: &Decision, on_conflict: OnConflict) -> Result<u64, StoreError> {
        self.step(|db| {
            check_version(db, decision, on_conflict)?;
            check_undo(db, decision)?;
            let mut decision = decision.clone();
            decision.number = crate::ledger::head(db)?.seq + 1;
            let (bytes, decision) = written(&decision)?;
            let seq = append(db, Kind::Decision, &decision.when, &bytes)?;
            project::decision(db, &decision)?;
            Ok(seq)
        })
    }

    /// Records what grouping anew made of the incidents of a merge or split. The number of the entry.
    ///
    /// # Errors
    /// [`StoreError::Stale`] as [`Batch::commit`].
    pub fn regroup(&mut self, journey: &Journey, now: &str) -> Result<u64, StoreError> {
        let (seq, kept) = self.step(|db| take_journey(db, journey, now))?;
        known::keep(&self.store.db, &self.store.caches, seq, kept);
        Ok(seq)
    }

    /// Sets a source's profile. The number of the entry.
    ///
    /// # Errors
    /// The database's own.
    pub fn set_source(&mut self, source: &Source, now: &str) -> Result<u64, StoreError> {
        self.step(|db| {
            let (bytes, source) = written(source)?;
            let seq = append(db, Kind::Source, now, &bytes)?;
            project::source(db, seq, &source)?;
            Ok(seq)
        })
    }

    /// Records that something left the desk. The number of the entry.
    ///
    /// # Errors
    /// The database's own.
    pub fn note_release(&mut self, release: &Release, now: &str) -> Result<u64, StoreError> {
        self.step(|db| {
            let (bytes, release) = written(release)?;
            let seq = append(db, Kind::Release, now, &bytes)?;
            project::release(db, seq, &release)?;
            Ok(seq)
        })
    }

    /// Records that someone read something restricted. The number of the entry.
    ///
    /// # Errors
    /// The database's own.
    pub fn note_read(&mut self, seen: &Seen, now: &str) -> Result<u64, StoreError> {
        self.step(|db| append(db, Kind::Read, now, &written(seen)?.0))
    }

    /// Keeps an incident to a sharing group, or takes that fence down. The number of the entry.
    ///
    /// # Errors
    /// [`StoreError::NoIncident`]; [`StoreError::Unwritable`] for a name that is no group's.
    pub fn fence(&mut self, fenced: &Fenced, now: &str) -> Result<u64, StoreError> {
        if !crate::is_group(&fenced.group) {
            return Err(StoreError::Unwritable(format!(
                "{:?} is no name of a group",
                fenced.group
            )));
        }
        self.step(|db| {
            let (bytes, fenced) = written(fenced)?;
            let seq = append(db, Kind::Fence, now, &bytes)?;
            fence::apply(db, &fenced)?;
            Ok(seq)
        })
    }

    /// Records that a release is asked for, or refused. The number of the entry.
    ///
    /// # Errors
    /// The database's own.
    pub fn ask(&mut self, ask: &Ask, now: &str) -> Result<u64, StoreError> {
        self.step(|db| {
            let (bytes, ask) = written(ask)?;
            let seq = append(db, Kind::Ask, now, &bytes)?;
            project::ask(db, seq, &ask)?;
            Ok(seq)
        })
    }

    /// Runs one step whole or not at all; the batch goes on after a failed step.
    pub(crate) fn step<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let db = &self.store.db;
        if !self.open {
            return Err(StoreError::Database(
                "the batch was given up at an earlier error".to_owned(),
            ));
        }
        db.prepare_cached("SAVEPOINT step")?.execute([])?;
        match work(db) {
            Ok(done) => {
                db.prepare_cached("RELEASE step")?.execute([])?;
                Ok(done)
            }
            Err(error) => {
                self.store.caches.clear();
                // A full disk makes the database take back the whole transaction by itself.
                let undone =
                    !db.is_autocommit() && db.execute_batch("ROLLBACK TO step; RELEASE step").is_ok();
                if !undone {
                    self.give_up();
                }
                Err(error)
            }
        }
    }

    fn give_up(&mut self) {
        if self.open {
            self.open = false;
            self.store.caches.clear();
            if !self.store.db.is_autocommit() {
                // Nothing to be done where even this fails: the next opening rolls back.
                let _ = self.store.db.execute_batch("ROLLBACK");
            }
        }
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        self.give_up();
    }
}

impl Known for Batch<'_> {
    fn neighbourhood(&self, asks: &Asks) -> Result<Neighbourhood, KnownError> {
        Ok(known::neighbourhood(&self.store.db, &self.store.caches, asks)?)
    }

    fn records(&self, sources: &BTreeSet<String>) -> Result<BTreeMap<String, TrackRecord>, KnownError> {
        Ok(known::records(&self.store.db, sources)?)
    }
}

impl Known for Store {
    fn neighbourhood(&self, asks: &Asks) -> Result<Neighbourhood, KnownError> {
        Ok(known::neighbourhood(&self.db, &self.caches, asks)?)
    }

    fn records(&self, sources: &BTreeSet<String>) -> Result<BTreeMap<String, TrackRecord>, KnownError> {
        Ok(known::records(&self.db, sources)?)
    }
}

fn take_capture(
    db: &Connection,
    raw: &[u8],
    name: String,
    report: Option<&Report>,
    problems: &[Problem],
    now: &str,
) -> Result<u64, StoreError> {
    let sha = keep_blob(db, raw)?;
    let (bytes, capture) = written(&Capture {
        name,
        raw: hex(&sha),
        report: report.cloned(),
        problems: problems.to_vec(),
    })?;
    let seq = append(db, Kind::Capture, now, &bytes)?;
    project::capture(db, seq, &capture)?;
    Ok(seq)
}

/// The entry that records these bytes under this name with these problems already.
fn held_problem(
    db: &Connection,
    raw: &[u8],
    name: &str,
    problems: &[Problem],
) -> Result<Option<u64>, StoreError> {
    let sha: [u8; 32] = Sha256::digest(raw).into();
    let mut query = db.prepare_cached(
        "SELECT seq FROM captures WHERE raw = ? AND name = ? AND report IS NULL ORDER BY seq",
    )?;
    let numbers: Vec<u64> = query
        .query_map(params![sha, name], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for seq in numbers {
        if read::<Capture>(db, seq)?.problems == problems {
            return Ok(Some(seq));
        }
    }
    Ok(None)
}

/// The number of the entry, and the journey as it was written.
fn take_journey(db: &Connection, journey: &Journey, now: &str) -> Result<(u64, Journey), StoreError> {
    for incident in &journey.incidents {
        check_fresh(db, incident)?;
    }
    let (bytes, mut journey) = written(journey)?;
    let seq = append(db, Kind::Journey, now, &bytes)?;
    project::journey(db, seq, &mut journey)?;
    Ok((seq, journey))
}

/// A new version must be newer than the one that stands; one that was absorbed and comes back may begin anew.
fn check_fresh(db: &Connection, incident: &Incident) -> Result<(), StoreError> {
    let held: Option<u32> = db
        .prepare_cached("SELECT version FROM incidents WHERE id = ? AND absorbed IS NULL")?
        .query_row([&incident.id.0], |row| row.get(0))
        .optional()?;
    match held {
        Some(held) if incident.version <= held => Err(StoreError::Stale {
            incident: incident.id.clone(),
            held,
            given: incident.version,
        }),
        _ => Ok(()),
    }
}

/// Refuses a decision on a version that is no longer the current one, with both sides.
fn check_version(db: &Connection, decision: &Decision, on_conflict: OnConflict) -> Result<(), StoreError> {
    let missing = || StoreError::NoIncident(decision.incident.clone());
    let row = standing_row(db, &decision.incident)?.ok_or_else(missing)?;
    let incident: Incident = known::incident_in(db, row)?.ok_or_else(missing)?;
    let same = incident.id == decision.incident && incident.version == decision.version;
    if same || on_conflict == OnConflict::Append {
        return Ok(());
    }
    let since = decisions_since(db, row, decision)?;
    Err(StoreError::Conflict(Box::new(Conflict {
        seen: decision.version,
        incident,
        since,
    })))
}

fn decisions_since(db: &Connection, row: i64, decision: &Decision) -> Result<Vec<Decision>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT number FROM decisions WHERE incident = ? AND version > ? ORDER BY number")?;
    let numbers: Vec<u64> = query
        .query_map(rusqlite::params![row, decision.version], |found| found.get(0))?
        .collect::<Result<_, _>>()?;
    numbers.into_iter().map(|number| read(db, number)).collect()
}

/// Only a merge or split not yet taken back can be taken back.
fn check_undo(db: &Connection, decision: &Decision) -> Result<(), StoreError> {
    let Act::Undo { decision: number } = decision.act else {
        return Ok(());
    };
    let found: bool = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM decisions WHERE number = ? AND undone IS NULL AND act IN ('merge', 'split'))",
        )?
        .query_row([number], |row| row.get(0))?;
    if found {
        Ok(())
    } else {
        Err(StoreError::NoDecision(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ErrorCode;

    const NOW: &str = "2024-09-20T08:00:00Z";

    fn fresh() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("desk.tocsin")).unwrap();
        (folder, store)
    }

    /// Bytes that do not compress.
    fn noise(seed: u64) -> Vec<u8> {
        let mut state = seed.wrapping_add(1);
        (0..20_000)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .collect()
    }

    #[test]
    fn a_full_disk_keeps_nothing_half() {
        let (_folder, mut store) = fresh();
        store.capture_problem(&noise(0), "first", &[], NOW).unwrap();
        let digest = store.projection_digest().unwrap();
        let pages: i64 = store
            .db
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        store
            .db
            .pragma_update(None, "max_page_count", pages + 12)
            .unwrap();
        let mut batch = store.begin().unwrap();
        let mut failed = None;
        for n in 1..100 {
            if let Err(error) = batch.capture_problem(&noise(n), "more", &[], NOW) {
                failed = Some(error);
                break;
            }
        }
        assert!(matches!(failed, Some(StoreError::DiskFull)), "{failed:?}");
        drop(batch);
        assert_eq!(store.verify(None).unwrap().entries, 1);
        assert_eq!(store.projection_digest().unwrap(), digest);
        store
            .db
            .pragma_update(None, "max_page_count", pages + 10_000)
            .unwrap();
        store.capture_problem(&noise(1), "room again", &[], NOW).unwrap();
        assert_eq!(store.verify(None).unwrap().first_bad, None);
    }

    #[test]
    fn a_second_writer_is_told_to_wait() {
        let (_folder, mut store) = fresh();
        let mut other = Store::open(store.path()).unwrap();
        other.db.busy_timeout(std::time::Duration::ZERO).unwrap();
        let batch = store.begin().unwrap();
        assert!(matches!(other.begin(), Err(StoreError::Locked)));
        drop(batch);
        assert!(other.begin().is_ok());
    }

    #[test]
    fn database_errors_become_ours() {
        let full = rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error {
                code: ErrorCode::DiskFull,
                extended_code: 13,
            },
            None,
        );
        assert!(matches!(StoreError::from(full), StoreError::DiskFull));
    }
}

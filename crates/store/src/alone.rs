//! Writing one thing at a time: each call is a batch of its own, durable when it returns.

use crate::fence::Fenced;
use crate::ledger::{Ask, Release, Seen};
use crate::rows::report_row;
use crate::{Batch, Committed, OnConflict, Store, StoreError};
use tocsin_core::{Decision, Journey, Problem, Report, ReportId, Source};

/// The same, one commit a batch.
impl Store {
    /// See [`Batch::has_report`].
    ///
    /// # Errors
    /// The database's own.
    pub fn has_report(&self, id: &ReportId) -> Result<bool, StoreError> {
        Ok(report_row(&self.db, id)?.is_some())
    }

    /// See [`Batch::commit`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::commit`].
    pub fn commit(
        &mut self,
        raw: &[u8],
        report: &Report,
        problems: &[Problem],
        journey: &Journey,
        now: &str,
    ) -> Result<Committed, StoreError> {
        self.alone(|batch| batch.commit(raw, report, problems, journey, now))
    }

    /// See [`Batch::capture_problem`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::capture_problem`].
    pub fn capture_problem(
        &mut self,
        raw: &[u8],
        name: &str,
        problems: &[Problem],
        now: &str,
    ) -> Result<u64, StoreError> {
        self.alone(|batch| batch.capture_problem(raw, name, problems, now))
    }

    /// See [`Batch::decide`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::decide`].
    pub fn decide(&mut self, decision: &Decision, on_conflict: OnConflict) -> Result<u64, StoreError> {
        self.alone(|batch| batch.decide(decision, on_conflict))
    }

    /// See [`Batch::set_source`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::set_source`].
    pub fn set_source(&mut self, source: &Source, now: &str) -> Result<u64, StoreError> {
        self.alone(|batch| batch.set_source(source, now))
    }

    /// See [`Batch::note_release`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::note_release`].
    pub fn note_release(&mut self, release: &Release, now: &str) -> Result<u64, StoreError> {
        self.alone(|batch| batch.note_release(release, now))
    }

    /// See [`Batch::note_read`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::note_read`].
    pub fn note_read(&mut self, seen: &Seen, now: &str) -> Result<u64, StoreError> {
        self.alone(|batch| batch.note_read(seen, now))
    }

    /// See [`Batch::fence`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::fence`].
    pub fn fence(&mut self, fenced: &Fenced, now: &str) -> Result<u64, StoreError> {
        self.alone(|batch| batch.fence(fenced, now))
    }

    /// See [`Batch::ask`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::ask`].
    pub fn ask(&mut self, ask: &Ask, now: &str) -> Result<u64, StoreError> {
        self.alone(|batch| batch.ask(ask, now))
    }

    pub(crate) fn alone<T>(
        &mut self,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut batch = self.begin()?;
        let done = work(&mut batch)?;
        batch.finish()?;
        Ok(done)
    }
}

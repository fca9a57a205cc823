//! What the pages for work ask of the register: the queue, sources, releases, the ledger's lines, and addresses kept.

use crate::ledger::{self, Release, hex};
use crate::list::{COUNT_TO, Total};
use crate::view::Record;
use crate::{Store, StoreError, View};
use rusqlite::{OptionalExtension, params};
use tocsin_core::{IncidentId, ReportId};

/// Under which keys of `meta` addresses are kept.
const KEPT: &str = "view/";

/// One page of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// What waits for a person, latest change first.
    pub records: Vec<Record>,
    /// How many wait in all.
    pub total: Total,
    /// Where the next page begins; `None` on the last.
    pub next: Option<u64>,
}

/// What the register holds of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTally {
    /// Its key; "" for reports without a known source.
    pub key: String,
    /// How many reports it gave.
    pub reports: u64,
    /// When the first to arrive was received.
    pub first: String,
    /// When the latest was.
    pub last: String,
    /// The latest.
    pub latest: ReportId,
}

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// Its id.
    pub id: ReportId,
    /// Its title; "" where it has none.
    pub title: String,
    /// First day of publication; "" where it is not dated.
    pub published: String,
    /// When it was received: RFC 3339, UTC.
    pub received: String,
}

/// One entry of the ledger, without what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLine {
    /// Its number.
    pub seq: u64,
    /// When: RFC 3339, UTC.
    pub time: String,
    /// `capture`, `journey`, `decision`, `source`, `release`, `read`, ….
    pub kind: String,
    /// The hash that seals it, 64 hexadecimal digits.
    pub hash: String,
    /// The incident a decision or a release is about, where this view may see it.
    pub incident: Option<IncidentId>,
}

/// A number below which to look; all of them where none is given.
fn before(number: Option<u64>) -> i64 {
    number.map_or(i64::MAX, u64::cast_signed)
}

/// What left the desk, and when it was recorded.
pub type Outgoing = (Release, String);

impl View<'_> {
    /// The condition under which a row may be seen; `of` is the table's alias with its dot, or "".
    fn seen(&self, of: &str) -> String {
        self.sight.on(of)
    }

    /// What waits for a person: incidents new or in review, and accepted ones that changed since; latest change first.
    /// `after` is [`Queue::next`] of the page before.
    ///
    /// # Errors
    /// The database's own.
    pub fn queue(&self, limit: usize, after: Option<u64>) -> Result<Queue, StoreError> {
        let db = &self.store.db;
        let waits = format!(
            "absorbed IS NULL AND (status <= 1 OR (status = 2 AND version > coalesce(reviewed, 0))) AND {}",
            self.seen("")
        );
        let n: usize = db
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM incidents INDEXED BY incidents_waiting WHERE {waits} LIMIT {})",
                COUNT_TO + 1
            ))?
            .query_row([], |row| row.get(0))?;
        // A page ends only between two reports: what one report changed is seen together.
        let last: Option<u64> = db
            .prepare_cached(&format!(
                "SELECT changed FROM incidents INDEXED BY incidents_waiting WHERE {waits} AND changed < ? ORDER BY changed DESC LIMIT 1 OFFSET ?"
            ))?
            .query_row(params![before(after), limit.saturating_sub(1)], |row| row.get(0))
            .optional()?;
        let mut query = db.prepare_cached(&format!(
            "SELECT row FROM incidents INDEXED BY incidents_waiting WHERE {waits} AND changed < ? AND changed >= ? ORDER BY changed DESC, row DESC"
        ))?;
        let rows: Vec<i64> = query
            .query_map(params![before(after), last.unwrap_or(0)], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut records = Vec::new();
        for row in rows {
            records.extend(self.record(row)?);
        }
        let next = match last {
            Some(last) => db
                .prepare_cached(&format!(
                    "SELECT EXISTS (SELECT 1 FROM incidents INDEXED BY incidents_waiting WHERE {waits} AND changed < ?)"
                ))?
                .query_row([last], |row| row.get::<_, bool>(0))?
                .then_some(last),
            None => None,
        };
        Ok(Queue {
            records,
            total: Total::counted(n, false),
            next,
        })
    }

    /// All sources reports came from, those with most reports first.
    ///
    /// # Errors
    /// The database's own.
    pub fn source_tallies(&self) -> Result<Vec<SourceTally>, StoreError> {
        let (db, seen) = (&self.store.db, self.seen(""));
        let mut query = db.prepare_cached(&format!(
            "SELECT value, sum(n) FROM tally WHERE kind = -3 AND {seen} GROUP BY value ORDER BY 2 DESC, 1"
        ))?;
        let counted: Vec<(String, u64)> = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let end = |order: &str| {
            format!(
                "SELECT id, received FROM reports WHERE source = ? AND {seen} ORDER BY row {order} LIMIT 1"
            )
        };
        let (mut first, mut last) = (db.prepare_cached(&end("ASC"))?, db.prepare_cached(&end("DESC"))?);
        counted
            .into_iter()
            .map(|(key, reports)| {
                let (_, first): (String, String) =
                    first.query_row([&key], |row| Ok((row.get(0)?, row.get(1)?)))?;
                let (latest, last): (String, String) =
                    last.query_row([&key], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(SourceTally {
                    key,
                    reports,
                    first,
                    last,
                    latest: ReportId(latest),
                })
            })
            .collect()
    }

    /// The latest reports of a source, newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn reports_of(&self, source: &str, limit: usize) -> Result<Vec<ReportLine>, StoreError> {
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT id, title, coalesce(published, ''), received FROM reports WHERE source = ? AND {}
             ORDER BY row DESC LIMIT ?",
            self.seen("")
        ))?;
        let rows = query.query_map(params![source, limit], |row| {
            Ok(ReportLine {
                id: ReportId(row.get(0)?),
                title: row.get(1)?,
                published: row.get(2)?,
                received: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Incidents of which something left the desk, the latest first, each with its releases, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn released(&self, limit: usize) -> Result<Vec<(Record, Vec<Outgoing>)>, StoreError> {
        let db = &self.store.db;
        let mut query = db.prepare_cached(&format!(
            "SELECT i.row FROM (SELECT incident, max(seq) AS latest FROM releases GROUP BY incident) r
             JOIN incidents i ON i.row = r.incident WHERE {} ORDER BY r.latest DESC LIMIT ?",
            self.seen("i.")
        ))?;
        let rows: Vec<i64> = query
            .query_map([limit], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut of = db.prepare_cached("SELECT seq FROM releases WHERE incident = ? ORDER BY seq")?;
        let mut found = Vec::new();
        for row in rows {
            let Some(record) = self.record(row)? else {
                continue;
            };
            let numbers: Vec<u64> = of
                .query_map([row], |found| found.get(0))?
                .collect::<Result<_, _>>()?;
            let mut releases = Vec::new();
            for seq in numbers {
                let entry = ledger::entry(db, seq)?;
                releases.push((entry.read()?, entry.time));
            }
            found.push((record, releases));
        }
        Ok(found)
    }

    /// The entries of the ledger before number `before`, newest first, without what they hold.
    ///
    /// # Errors
    /// The database's own.
    pub fn entries(&self, before: Option<u64>, limit: usize) -> Result<Vec<EntryLine>, StoreError> {
        let seen = self.seen("i.");
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT l.seq, l.time, l.kind, l.hash,
               (SELECT i.id FROM incidents i WHERE {seen} AND i.row =
                 coalesce((SELECT d.incident FROM decisions d WHERE d.number = l.seq),
                          (SELECT r.incident FROM releases r WHERE r.seq = l.seq LIMIT 1)))
             FROM ledger l WHERE l.seq < ? ORDER BY l.seq DESC LIMIT ?"
        ))?;
        let rows = query.query_map(params![self::before(before), limit], |row| {
            Ok(EntryLine {
                seq: row.get(0)?,
                time: row.get(1)?,
                kind: row.get(2)?,
                hash: hex(&row.get::<_, Vec<u8>>(3)?),
                incident: row.get::<_, Option<String>>(4)?.map(IncidentId),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The addresses kept under a name, by name.
    ///
    /// # Errors
    /// The database's own.
    pub fn kept_addresses(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut query = self.store.db.prepare_cached(
            "SELECT substr(key, ?), value FROM meta WHERE substr(key, 1, ?) = ? ORDER BY key",
        )?;
        let rows = query.query_map(params![KEPT.len() + 1, KEPT.len(), KEPT], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Keeps `address` under `name`; an empty address forgets it.
    ///
    /// # Errors
    /// The database's own.
    pub fn keep_address(&self, name: &str, address: &str) -> Result<(), StoreError> {
        let key = format!("{KEPT}{name}");
        if address.is_empty() {
            self.db.execute("DELETE FROM meta WHERE key = ?", [key])?;
        } else {
            self.db.execute(
                "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
                [&key, address],
            )?;
        }
        Ok(())
    }

    /// The address kept under `name`; `None` if there is none.
    ///
    /// # Errors
    /// The database's own.
    pub fn kept_address(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .db
            .prepare_cached("SELECT value FROM meta WHERE key = ?")?
            .query_row([format!("{KEPT}{name}")], |row| row.get(0))
            .optional()?)
    }
}

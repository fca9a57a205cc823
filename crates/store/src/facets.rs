//! How many incidents there are, by state and by the values lists are filtered by.

use crate::rows::{nature_number, status_of};
use crate::{MarkKind, StoreError, View};
use rusqlite::params;
use tocsin_core::{Nature, Status};

/// Numbers of incidents of one nature that a clearance may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// All of them.
    pub incidents: u64,
    /// Reports in the register.
    pub reports: u64,
    /// By state, in the order of [`Status`]; states without incidents left out.
    pub statuses: Vec<(Status, u64)>,
    /// Candidates among them.
    pub candidates: u64,
    /// By code, wider codes counting the narrower: most first, then by name.
    pub codes: Vec<(String, u64)>,
    /// By country (ISO 3166-1 alpha-2), likewise.
    pub countries: Vec<(String, u64)>,
    /// By actor key, likewise.
    pub actors: Vec<(String, u64)>,
}

/// The values lists can be narrowed by, as far as a reader sees any incident that has them; in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Codes of the code book, wider ones of narrower ones too.
    pub codes: Vec<String>,
    /// Countries (ISO 3166-1 alpha-2).
    pub countries: Vec<String>,
}

impl View<'_> {
    /// The values lists can be narrowed by.
    ///
    /// # Errors
    /// The database's own.
    pub fn choices(&self) -> Result<Choices, StoreError> {
        Ok(Choices {
            codes: self.values(MarkKind::Code)?,
            countries: self.values(MarkKind::Country)?,
        })
    }

    fn values(&self, kind: MarkKind) -> Result<Vec<String>, StoreError> {
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT DISTINCT value FROM tally WHERE kind = ? AND {} ORDER BY value",
            self.sight.on("")
        ))?;
        let rows = query.query_map([kind.number()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The numbers for incidents of `nature`: samples and exercises are never counted with real ones.
    ///
    /// # Errors
    /// The database's own.
    pub fn facets(&self, nature: Nature) -> Result<Facets, StoreError> {
        let db = &self.store.db;
        let (seen, kind) = (self.sight.on(""), nature_number(nature));
        let mut facets = Facets {
            codes: self.counts(MarkKind::Code, nature)?,
            countries: self.counts(MarkKind::Country, nature)?,
            actors: self.counts(MarkKind::Actor, nature)?,
            ..Facets::default()
        };
        facets.reports = db
            .prepare_cached(&format!(
                "SELECT coalesce(sum(n), 0) FROM tally WHERE kind = -2 AND value = '' AND {seen} AND nature = ?"
            ))?
            .query_row([kind], |row| row.get(0))?;
        let mut query = db.prepare_cached(&format!(
            "SELECT status, standing, sum(n) FROM tally WHERE kind = -1 AND value = '' AND {seen} AND nature = ?
             GROUP BY status, standing ORDER BY status, standing",
        ))?;
        let mut rows = query.query([kind])?;
        while let Some(row) = rows.next()? {
            let (status, n) = (status_of(row.get(0)?), row.get::<_, u64>(2)?);
            facets.incidents += n;
            if row.get::<_, i64>(1)? == 1 {
                facets.candidates += n;
            }
            match facets.statuses.last_mut() {
                Some((last, sum)) if *last == status => *sum += n,
                _ => facets.statuses.push((status, n)),
            }
        }
        Ok(facets)
    }

    fn counts(&self, kind: MarkKind, nature: Nature) -> Result<Vec<(String, u64)>, StoreError> {
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT value, sum(n) AS total FROM tally WHERE kind = ? AND {} AND nature = ?
             GROUP BY value ORDER BY total DESC, value",
            self.sight.on("")
        ))?;
        let rows = query.query_map(params![kind.number(), nature_number(nature)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

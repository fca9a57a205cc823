//! A desk's own places: rows added to, corrected in or retired from the gazetteer, each change with who made it and why.

use crate::known::parsed;
use crate::ledger::{Kind, append, written};
use crate::project::json;
use crate::{Batch, Store, StoreError, View};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

/// A row of a desk's own, over what ships with Tocsin and what the desk loaded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OwnPlace {
    /// Its key: `desk:boulkessi`, or that of the place it stands for (`geonames:2454268`).
    pub key: String,
    /// The name it is told by.
    pub name: String,
    /// Other names and spellings.
    #[serde(default)]
    pub others: Vec<String>,
    /// Names the gazetteer has it under, and that are not its own.
    #[serde(default)]
    pub not: Vec<String>,
    /// What it is, as overlays call it: `town`, `camp`.
    pub feature: String,
    /// Latitude and longitude in degrees; `None` for a unit without a point.
    pub point: Option<(f64, f64)>,
    /// Path of the narrowest unit it lies in, for a unit its own (`ML.04`); "" for none.
    pub unit: String,
    /// Where this is known from.
    pub source: String,
    /// First day it holds, `YYYY-MM-DD`; "" for always.
    #[serde(default)]
    pub from: String,
    /// Last day it holds; "" for still.
    #[serde(default)]
    pub to: String,
    /// What else is to be known.
    #[serde(default)]
    pub note: String,
    /// Nothing of this key is found any more, in no layer.
    #[serde(default)]
    pub retired: bool,
}

/// One change of a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceChange {
    /// The place's key.
    pub key: String,
    /// The row from now on; `None`: the desk has no row of its own any more.
    pub place: Option<OwnPlace>,
    /// Number of the change it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// Handle of the desk account that made it.
    pub who: String,
    /// Why.
    pub why: String,
}

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceSet {
    /// Recorded under this number.
    Recorded(u64),
    /// Another changed the place since it was looked at; nothing was recorded. The number of the last change.
    ChangedMeanwhile(u64),
}

/// A change as the ledger has it: its number, when (RFC 3339, UTC), and what.
pub type PlaceStep = (u64, String, PlaceChange);

impl View<'_> {
    /// The desk's own rows as they stand, each with the number of its last change; by key.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn own_places(&self) -> Result<Vec<(u64, OwnPlace)>, StoreError> {
        self.store.own_places()
    }

    /// All changes of the place `key`, oldest first; empty where the desk never had a row for it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn place_steps(&self, key: &str) -> Result<Vec<PlaceStep>, StoreError> {
        steps(&self.store.db, key)
    }

    /// See [`Store::own_places_at`].
    ///
    /// # Errors
    /// The database's own.
    pub fn own_places_at(&self) -> Result<u64, StoreError> {
        self.store.own_places_at()
    }

    /// All changes of the place that change `number` is about; `None` if there is no such change.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn place_of_change(&self, number: u64) -> Result<Option<Vec<PlaceStep>>, StoreError> {
        let key: Option<String> = self
            .store
            .db
            .prepare_cached("SELECT key FROM place_changes WHERE seq = ?")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        key.map(|key| steps(&self.store.db, &key)).transpose()
    }
}

impl Store {
    /// The desk's own rows as they stand, each with the number of its last change; by key.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn own_places(&self) -> Result<Vec<(u64, OwnPlace)>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT max(seq), json FROM place_changes GROUP BY key ORDER BY key")?;
        let rows: Vec<(u64, Vec<u8>)> = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for (seq, bytes) in rows {
            let change: PlaceChange = parsed(&bytes, "place", seq.cast_signed())?;
            found.extend(change.place.map(|place| (seq, place)));
        }
        Ok(found)
    }

    /// The number of the last change to any place; 0 where there is none. What was built of the rows holds while it stays.
    ///
    /// # Errors
    /// The database's own.
    pub fn own_places_at(&self) -> Result<u64, StoreError> {
        Ok(self
            .db
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM place_changes")?
            .query_row([], |row| row.get(0))?)
    }

    /// See [`Batch::change_place`]; durable when this returns.
    ///
    /// # Errors
    /// See [`Batch::change_place`].
    pub fn change_place(
        &mut self,
        change: &PlaceChange,
        seen: u64,
        now: &str,
    ) -> Result<PlaceSet, StoreError> {
        self.alone(|batch| batch.change_place(change, seen, now))
    }
}

impl Batch<'_> {
    /// Records a change of a place, where `seen` is the number of its last change (0: it had none).
    ///
    /// # Errors
    /// [`StoreError::Unwritable`] for a point that is no number; the database's own.
    pub fn change_place(
        &mut self,
        change: &PlaceChange,
        seen: u64,
        now: &str,
    ) -> Result<PlaceSet, StoreError> {
        let is_number = |(lat, lon): (f64, f64)| lat.is_finite() && lon.is_finite();
        let point = change.place.as_ref().and_then(|place| place.point);
        if point.is_some_and(|point| !is_number(point)) {
            return Err(StoreError::Unwritable("a point that is no number".to_owned()));
        }
        self.step(|db| {
            let last: u64 = db
                .prepare_cached("SELECT coalesce(max(seq), 0) FROM place_changes WHERE key = ?")?
                .query_row([&change.key], |row| row.get(0))?;
            if last != seen {
                return Ok(PlaceSet::ChangedMeanwhile(last));
            }
            let (bytes, change) = written(change)?;
            let seq = append(db, Kind::Place, now, &bytes)?;
            apply(db, seq, &change)?;
            Ok(PlaceSet::Recorded(seq))
        })
    }
}

/// Brings a change into the register.
pub(crate) fn apply(db: &Connection, seq: u64, change: &PlaceChange) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO place_changes (seq, key, json) VALUES (?, ?, ?)")?
        .execute(params![seq, change.key, json(change)?])?;
    Ok(())
}

fn steps(db: &Connection, key: &str) -> Result<Vec<PlaceStep>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT c.seq, l.time, c.json FROM place_changes c JOIN ledger l ON l.seq = c.seq WHERE c.key = ? ORDER BY c.seq",
    )?;
    let rows: Vec<(u64, String, Vec<u8>)> = query
        .query_map([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    rows.into_iter()
        .map(|(seq, time, bytes)| Ok((seq, time, parsed(&bytes, "place", seq.cast_signed())?)))
        .collect()
}

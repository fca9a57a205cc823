//! One index, opened from bytes without copying them: the map from keys to places, and the places.

use crate::GazetteerError;
use crate::format::{self, NONE24, RECORD, Record, SPELLING, Sections, UNIT, UnitRecord};
use std::borrow::Cow;
use std::sync::Arc;

/// The bytes of an index, shared by all that look into it.
#[derive(Clone, Debug)]
enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl Bytes {
    fn all(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// A range of [`Bytes`].
#[derive(Clone, Debug)]
struct Part(Bytes, usize, usize);

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.0.all().get(self.1..self.2).unwrap_or(&[])
    }
}

/// An opened index.
#[derive(Clone, Debug)]
pub struct Index {
    bytes: Bytes,
    sections: Sections,
    map: fst::Map<Part>,
}

impl Index {
    /// Opens an index; the bytes are checked as a whole and stay where they are.
    ///
    /// # Errors
    /// If they are no index, one of another version, cut short, or changed since they were built.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, GazetteerError> {
        let bytes = match bytes.into() {
            Cow::Borrowed(bytes) => Bytes::Static(bytes),
            Cow::Owned(bytes) => Bytes::Shared(bytes.into()),
        };
        let sections = format::sections(bytes.all())?;
        let map = fst::Map::new(Part(bytes.clone(), sections.map.0, sections.map.1))
            .map_err(|_| GazetteerError::Damaged { what: "names" })?;
        Ok(Self { bytes, sections, map })
    }

    /// How many places it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.sections.records.1 - self.sections.records.0) / RECORD
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn map(&self) -> &fst::raw::Fst<impl AsRef<[u8]> + use<>> {
        self.map.as_fst()
    }

    /// The value stored for a spelling key.
    pub(crate) fn spelling(&self, key: &str) -> Option<u64> {
        let mut full = Vec::with_capacity(key.len() + 1);
        full.push(SPELLING);
        full.extend_from_slice(key.as_bytes());
        self.map.get(full)
    }

    pub(crate) fn record(&self, id: u32) -> Option<Record> {
        let at = self.sections.records.0 + id as usize * RECORD;
        (at + RECORD <= self.sections.records.1)
            .then(|| Record::read(self.bytes.all(), at))
            .flatten()
    }

    pub(crate) fn unit(&self, id: u32) -> Option<UnitRecord> {
        if id == NONE24 {
            return None;
        }
        let at = self.sections.units.0 + id as usize * UNIT;
        (at + UNIT <= self.sections.units.1)
            .then(|| UnitRecord::read(self.bytes.all(), at))
            .flatten()
    }

    pub(crate) fn units(&self) -> u32 {
        ((self.sections.units.1 - self.sections.units.0) / UNIT) as u32
    }

    /// The string at `offset`; "" where there is none.
    pub(crate) fn string(&self, offset: u32) -> &str {
        let bytes = self.bytes.all();
        let at = self.sections.strings.0 + offset as usize;
        bytes
            .get(at)
            .and_then(|&len| bytes.get(at + 1..at + 1 + len as usize))
            .and_then(|raw| std::str::from_utf8(raw).ok())
            .unwrap_or("")
    }

    /// The postings a map value stands for: record ids, and whether the name is only another name of the place.
    pub(crate) fn postings(&self, value: u64, mut each: impl FnMut(u32, bool)) {
        let id = (value >> 2) as u32;
        match value & 3 {
            0 => each(id, false),
            1 => each(id, true),
            _ => {
                let bytes = self.bytes.all();
                let at = self.sections.postings.0 + id as usize * 4;
                let count = format::read_u32(bytes, at).unwrap_or(0) as usize;
                for n in 1..=count {
                    if at + 4 * n + 4 > self.sections.postings.1 {
                        return;
                    }
                    if let Some(posting) = format::read_u32(bytes, at + 4 * n) {
                        each(posting >> 1, posting & 1 == 1);
                    }
                }
            }
        }
    }
}

//! Builds an index from GeoNames dumps, code tables, P-codes and overlays.

mod geonames;
mod lines;
mod outlines;
mod overlay;
mod pcodes;
mod sources;
mod write;

pub(crate) use lines::short;
pub use sources::{Built, SourceFile, SourceKind, build};

use crate::key::{name_key, spelling_key};
use crate::{Feature, GazetteerError, Index};
use rustc_hash::{FxHashMap, FxHashSet};

/// Gathers places and units, then writes an index.
///
/// ```
/// use tocsin_gazetteer::{Gazetteer, GazetteerBuilder};
/// let mut builder = GazetteerBuilder::new();
/// let row = "2460596\tBamako\tBamako\tBamako,Bamaco\t12.65\t-8.0\tP\tPPLC\tML\t\t01\t\t\t\t1297281\t\t338\tAfrica/Bamako\t2023-01-01\n";
/// builder.geonames("ML.txt", row.as_bytes())?;
/// let gazetteer = Gazetteer::default().with_layer(builder.build()?);
/// assert_eq!(gazetteer.find("bamaco").len(), 1);
/// # Ok::<(), tocsin_gazetteer::GazetteerError>(())
/// ```
#[derive(Debug, Default)]
pub struct GazetteerBuilder {
    places: Vec<Draft>,
    /// Units by path (`ML`, `ML.04`, `ML.04.2456`).
    units: FxHashMap<String, UnitDraft>,
    /// Countries whose names also get spelling keys; empty = all.
    spelled: FxHashSet<String>,
}

#[derive(Clone, Debug, Default)]
struct UnitDraft {
    name: String,
    /// ISO 3166.
    code: String,
    /// The P-code.
    pcode: String,
}

#[derive(Clone, Debug)]
struct Draft {
    /// GeoNames number, or the own key.
    key: DraftKey,
    name: String,
    others: Vec<String>,
    point: Option<(f64, f64)>,
    feature: Feature,
    /// Path of the narrowest unit it lies in, or is; "" for none.
    unit: String,
    population: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum DraftKey {
    GeoNames(u32),
    Own(String),
}

impl GazetteerBuilder {
    /// Nothing gathered yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes spelling keys only for places of these countries (ISO 3166-1 alpha-2): they cost about as much as the names.
    pub fn spell_only(&mut self, countries: &[&str]) -> &mut Self {
        self.spelled = countries.iter().map(|&country| country.to_owned()).collect();
        self
    }

    /// The index of all that was gathered.
    ///
    /// # Errors
    /// If there are more places or names than one index holds.
    pub fn build(&self) -> Result<Index, GazetteerError> {
        Index::from_bytes(self.to_bytes()?)
    }

    /// The same as bytes, to be kept in a file. The same rows in the same order give the same bytes.
    ///
    /// # Errors
    /// As [`GazetteerBuilder::build`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, GazetteerError> {
        write::write(self)
    }

    /// Names the unit `path`, unless it has a name; `code` likewise.
    fn name_unit(&mut self, path: &str, name: &str, code: &str) {
        let unit = self.units.entry(path.to_owned()).or_default();
        if unit.name.is_empty() {
            name.clone_into(&mut unit.name);
        }
        if unit.code.is_empty() {
            code.clone_into(&mut unit.code);
        }
    }

    /// The keys of a place: each with whether it is only another name. Spelling keys come separately.
    fn keys(draft: &Draft) -> Vec<(String, bool)> {
        let mut keys: Vec<(String, bool)> = Vec::with_capacity(draft.others.len() + 1);
        for (other, name) in
            std::iter::once((false, &draft.name)).chain(draft.others.iter().map(|o| (true, o)))
        {
            let key = name_key(name);
            if !key.is_empty() && key.len() <= 100 && !keys.iter().any(|(known, _)| *known == key) {
                keys.push((key, other));
            }
        }
        keys
    }

    fn spellings(&self, draft: &Draft, keys: &[(String, bool)]) -> Vec<String> {
        let country = draft.unit.split('.').next().unwrap_or("");
        if !(self.spelled.is_empty() || self.spelled.contains(country)) {
            return Vec::new();
        }
        let mut spellings: Vec<String> = keys.iter().map(|(key, _)| spelling_key(key)).collect();
        spellings.retain(|key| !key.is_empty());
        spellings.sort_unstable();
        spellings.dedup();
        spellings
    }
}

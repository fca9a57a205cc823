//! Several indexes as one: the world, the overlay that ships with it, and what a desk adds.

use crate::format::UnitRecord;
use crate::own::Own;
use crate::units::{At, Said, Units};
use crate::{Boundaries, Entry, GazetteerError, Index, Unit, embedded};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;
use tocsin_core::AdminUnit;

/// A pile of indexes; where two hold the same key, the later one is heard.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    layers: Vec<Index>,
    units: Units,
    boundaries: Option<Arc<Boundaries>>,
    own: Option<Arc<Own>>,
}

/// One place a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    pub(crate) layer: u8,
    pub(crate) id: u32,
    /// The name is another name of the place, not its usual one.
    pub other_name: bool,
}

impl Gazetteer {
    /// The index and the overlay that ship with the binary.
    #[must_use]
    pub fn embedded() -> Self {
        embedded::open()
    }

    /// One index from its bytes.
    ///
    /// # Errors
    /// As [`Index::from_bytes`].
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, GazetteerError> {
        Ok(Self::default().with_layer(Index::from_bytes(bytes)?))
    }

    /// The same with one more index on top.
    #[must_use]
    pub fn with_layer(mut self, index: Index) -> Self {
        let Ok(layer) = u8::try_from(self.layers.len()) else {
            return self;
        };
        self.layers.push(index);
        let index = &self.layers[layer as usize];
        for id in 0..index.units() {
            let Some(unit) = index.unit(id) else { continue };
            let above = index.unit(unit.parent).map_or(0, |above| above.hash);
            let (iso, pcode) = codes(index, &unit);
            let said = Said {
                name: index.string(unit.name),
                iso: !iso.is_empty(),
                pcode: !pcode.is_empty(),
            };
            self.units.add((layer, id), &unit, above, said);
        }
        self
    }

    /// The same with outlines of units: places and points that are found are given the units they lie in.
    #[must_use]
    pub fn with_boundaries(mut self, boundaries: Boundaries) -> Self {
        self.boundaries = Some(Arc::new(boundaries));
        self
    }

    /// The outlines loaded; `None` where there are none.
    #[must_use]
    pub fn boundaries(&self) -> Option<&Boundaries> {
        self.boundaries.as_deref()
    }

    /// The units a point (degrees north and east) lies in by the outlines loaded, from level 0 down; empty where none
    /// holds it.
    #[must_use]
    pub fn units_at(&self, point: (f64, f64)) -> Vec<AdminUnit> {
        let Some(area) = self.boundaries.as_ref().and_then(|all| all.at(point)) else {
            return Vec::new();
        };
        let country = if area.country.is_empty() {
            self.units.below(0, 0, &area.names[0])
        } else {
            Some(crate::format::path_hash(&area.country))
        };
        let mut above = country;
        let mut units = Vec::new();
        for level in 0..=area.level {
            let (name, pcode) = (&area.names[level as usize], &area.pcodes[level as usize]);
            let id = if level == 0 {
                country
            } else {
                above.and_then(|above| self.units.below(above, level, name))
            };
            let known = id.and_then(|id| self.admin_unit(Unit { id, level }));
            above = id;
            let mut unit = known.unwrap_or_else(|| AdminUnit {
                level,
                name: name.clone(),
                ..AdminUnit::default()
            });
            if level > 0 && !pcode.is_empty() {
                unit.pcode.clone_from(pcode);
                if unit.code.is_empty() {
                    unit.code.clone_from(pcode);
                }
            }
            if unit.name.is_empty() {
                break;
            }
            units.push(unit);
        }
        units
    }

    /// The unit of this path (`ML`, `ML.04`); `None` if no layer names it.
    #[must_use]
    pub fn unit(&self, path: &str) -> Option<Unit> {
        let unit = Unit {
            id: crate::format::path_hash(path),
            level: u8::try_from(path.matches('.').count()).unwrap_or(u8::MAX),
        };
        self.units.known(unit.id).map(|_| unit)
    }

    /// Whether a desk's own rows are in it.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// How many layers there are.
    pub(crate) fn layer_count(&self) -> u8 {
        u8::try_from(self.layers.len()).unwrap_or(u8::MAX)
    }

    /// How many places a layer holds.
    pub(crate) fn layer_len(&self, layer: u8) -> u32 {
        let len = self.layers.get(layer as usize).map_or(0, Index::len);
        u32::try_from(len).unwrap_or(u32::MAX)
    }

    /// What is known of the desk's own rows; `None` where it has none.
    pub(crate) fn own(&self) -> Option<&Own> {
        self.own.as_deref()
    }

    /// The same, knowing that the uppermost layer is the desk's own.
    pub(crate) fn owned(mut self, own: Arc<Own>) -> Self {
        self.own = Some(own);
        self
    }

    /// How many places all layers hold together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.layers.iter().map(Index::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Begins to follow a name, key by key ([`crate::key::word_into`]), in all layers.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        let mut states = [(0, 0, false); LAYERS];
        for (state, index) in states.iter_mut().zip(&self.layers) {
            *state = (index.map().root().addr(), 0, true);
        }
        Walk {
            gazetteer: self,
            states,
        }
    }

    /// All places called `name`, however it is written; empty if there are none.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Hit> {
        let mut walk = self.walk();
        walk.feed(&crate::key::name_key(name));
        walk.hits()
    }

    /// All places whose name sounds like `name` ([`crate::key::spelling_key`]); for names nothing else is found for.
    #[must_use]
    pub fn find_alike(&self, name: &str) -> Vec<Hit> {
        let key = crate::key::spelling_key(&crate::key::name_key(name));
        let mut hits = Vec::new();
        if key.is_empty() {
            return hits;
        }
        for (layer, index) in self.layers.iter().enumerate() {
            if let Some(value) = index.spelling(&key) {
                index.postings(value, |id, _| {
                    hits.push(Hit {
                        layer: layer as u8,
                        id,
                        other_name: true,
                    });
                });
            }
        }
        self.once_each(hits)
    }

    /// The unit of the country with this ISO 3166-1 alpha-2 code; `None` if no layer names it.
    #[must_use]
    pub fn country_unit(&self, code: &str) -> Option<Unit> {
        let unit = Unit {
            id: crate::format::path_hash(code),
            level: 0,
        };
        self.units.known(unit.id).map(|_| unit)
    }

    /// The country with this ISO 3166-1 alpha-2 code; `None` if no layer has it as a place.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<Entry<'_>> {
        let unit = Unit {
            id: crate::format::path_hash(code),
            level: 0,
        };
        let name = self.admin_unit(unit)?.name;
        self.find(&name)
            .into_iter()
            .filter_map(|hit| self.entry(hit))
            .find(|entry| entry.feature() == crate::Feature::Country && entry.country() == code)
    }

    /// What is known of a hit; `None` for a hit of another gazetteer.
    #[must_use]
    pub fn entry(&self, hit: Hit) -> Option<Entry<'_>> {
        let index = self.layers.get(hit.layer as usize)?;
        Some(Entry {
            gazetteer: self,
            index,
            record: index.record(hit.id)?,
            hit,
        })
    }

    /// Name and code of a unit; `None` where no layer names it.
    #[must_use]
    pub fn admin_unit(&self, unit: Unit) -> Option<AdminUnit> {
        let known = self.units.known(unit.id)?;
        let at = |(layer, id): At| {
            let index = self.layers.get(layer as usize)?;
            Some((index, index.unit(id)?))
        };
        let (index, record) = at(known.name)?;
        let name = index.string(record.name);
        let iso = known
            .iso
            .and_then(at)
            .map_or("", |(index, unit)| codes(index, &unit).0);
        let pcode = known
            .pcode
            .and_then(at)
            .map_or("", |(index, unit)| codes(index, &unit).1);
        let code = if iso.is_empty() { pcode } else { iso };
        // A country no source named goes by its code.
        let name = if name.is_empty() { code } else { name };
        (!name.is_empty()).then(|| AdminUnit {
            level: record.level,
            name: name.to_owned(),
            code: code.to_owned(),
            pcode: pcode.to_owned(),
        })
    }

    /// The hash under which all layers know a unit.
    pub(crate) fn one_unit(&self, hash: u64) -> u64 {
        self.units.one(hash)
    }

    /// Drops what a later layer holds under the same key.
    fn once_each(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        hits = self.with_replaced(hits);
        if self.layers.len() < 2 || hits.len() < 2 {
            return hits;
        }
        let keys: Vec<(bool, u32, &str)> = hits
            .iter()
            .map(|&hit| self.entry(hit).map_or((false, 0, ""), |entry| entry.raw_key()))
            .collect();
        let mut at = 0;
        if keys.len() <= FEW {
            hits.retain(|_| {
                at += 1;
                !keys[at..].contains(&keys[at - 1])
            });
            return hits;
        }
        let mut last = FxHashMap::default();
        for (at, key) in keys.iter().enumerate() {
            last.insert(*key, at);
        }
        hits.retain(|_| {
            at += 1;
            last.get(&keys[at - 1]) == Some(&(at - 1))
        });
        hits
    }
}

/// So few keys are compared with each other faster than they are hashed.
const FEW: usize = 16;

/// The ISO 3166 code and the P-code of a unit; "" for none.
fn codes<'i>(index: &'i Index, unit: &UnitRecord) -> (&'i str, &'i str) {
    let both = index.string(unit.code);
    both.split_once(' ').unwrap_or((both, ""))
}

/// Layers a gazetteer follows; more are kept but not followed.
const LAYERS: usize = 8;

/// A name followed so far.
#[derive(Clone, Copy)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    /// For each layer: the node reached, the output gathered, and whether any name goes on from here.
    states: [(usize, u64, bool); LAYERS],
}

impl Walk<'_> {
    /// Follows `key` further; whether any name begins like this.
    pub fn feed(&mut self, key: &str) -> bool {
        let mut alive = false;
        for (state, index) in self.states.iter_mut().zip(&self.gazetteer.layers) {
            if !state.2 {
                continue;
            }
            let map = index.map();
            for byte in key.bytes() {
                let node = map.node(state.0);
                let Some(input) = node.find_input(byte) else {
                    state.2 = false;
                    break;
                };
                let step = node.transition(input);
                *state = (step.addr, state.1 + step.out.value(), true);
            }
            alive |= state.2;
        }
        alive
    }

    /// Whether what was followed so far is a whole name in some layer.
    #[must_use]
    pub fn is_name(&self) -> bool {
        let ends = self
            .states
            .iter()
            .zip(&self.gazetteer.layers)
            .any(|(state, index)| state.2 && index.map().node(state.0).is_final());
        // A desk may have taken all places of that name away.
        ends && (self.gazetteer.own.is_none() || !self.hits().is_empty())
    }

    /// The places of that very name.
    #[must_use]
    pub fn hits(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (layer, (state, index)) in self.states.iter().zip(&self.gazetteer.layers).enumerate() {
            let node = index.map().node(state.0);
            if state.2 && node.is_final() {
                index.postings(state.1 + node.final_output().value(), |id, other_name| {
                    hits.push(Hit {
                        layer: layer as u8,
                        id,
                        other_name,
                    });
                });
            }
        }
        self.gazetteer.once_each(hits)
    }
}

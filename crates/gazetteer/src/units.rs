//! Which units of several layers are one: a desk's dump and our overlay write the same cercle with other codes.

use crate::format::UnitRecord;
use crate::key::unit_key;
use rustc_hash::FxHashMap;

/// A unit of a layer.
pub(crate) type At = (u8, u32);

/// Where the name and the codes of a unit stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// Its name; of several the first, unless a later one comes with a code.
    pub(crate) name: At,
    /// Its ISO 3166 code; of several the last.
    pub(crate) iso: Option<At>,
    /// Its P-code; of several the last.
    pub(crate) pcode: Option<At>,
    /// Whether the name is one.
    is_named: bool,
}

/// What one layer says of a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'s> {
    /// Its name; "" for none.
    pub(crate) name: &'s str,
    /// Whether it says an ISO 3166 code.
    pub(crate) iso: bool,
    /// Whether it says a P-code.
    pub(crate) pcode: bool,
}

/// Units by hash and by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Units {
    /// Unit hash → where its name and codes stand.
    known: FxHashMap<u64, Known>,
    /// Hash of a unit → hash of the one it is.
    same: FxHashMap<u64, u64>,
    /// The unit above, the level and what tells the name from others → hash, and the layer it came with.
    by_name: FxHashMap<(u64, u8, String), (u64, u8)>,
}

impl Units {
    /// The hash under which all layers know the unit `hash`.
    pub(crate) fn one(&self, hash: u64) -> u64 {
        self.same.get(&hash).copied().unwrap_or(hash)
    }

    /// Where its name and codes stand; `None` if no layer knows it.
    pub(crate) fn known(&self, hash: u64) -> Option<Known> {
        self.known.get(&self.one(hash)).copied()
    }

    /// The unit called `name` right below `above` (0 for a country); `None` if no layer has one.
    pub(crate) fn below(&self, above: u64, level: u8, name: &str) -> Option<u64> {
        let key = unit_key(name);
        (!key.is_empty())
            .then(|| {
                self.by_name
                    .get(&(self.one(above), level, key))
                    .map(|found| found.0)
            })
            .flatten()
    }

    /// Notes what a layer says of a unit below the unit with hash `above`. A unit of the same name
    /// in an earlier layer, other than a country, is the same unit.
    pub(crate) fn add(&mut self, at: At, unit: &UnitRecord, above: u64, said: Said) {
        let above = self.one(above);
        let key = unit_key(said.name);
        if !key.is_empty() {
            let entry = self.by_name.entry((above, unit.level, key));
            let (known, from) = *entry.or_insert((unit.hash, at.0));
            if known != unit.hash && from != at.0 && unit.level >= 1 {
                self.same.insert(unit.hash, known);
            }
        }
        let is_named = !said.name.is_empty();
        let known = self.known.entry(self.one(unit.hash)).or_insert(Known {
            name: at,
            iso: None,
            pcode: None,
            is_named,
        });
        if is_named && (said.iso || !known.is_named) {
            known.name = at;
            known.is_named = true;
        }
        if said.iso {
            known.iso = Some(at);
        }
        if said.pcode {
            known.pcode = Some(at);
        }
    }
}

//! What the gazetteer knows of one place.

use crate::format::Record;
use crate::gazetteer::{Gazetteer, Hit};
use crate::{Feature, Index};
use tocsin_core::{AdminUnit, Place, PlaceKind};

/// An administrative unit, told apart from all others by its path over all layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// A hash of its path (`ML`, `ML.04`, …).
    pub id: u64,
    /// 0 country, 1–3 below.
    pub level: u8,
}

/// One place of a [`Gazetteer`].
#[derive(Clone, Copy)]
pub struct Entry<'g> {
    pub(crate) gazetteer: &'g Gazetteer,
    pub(crate) index: &'g Index,
    pub(crate) record: Record,
    pub(crate) hit: Hit,
}

impl<'g> Entry<'g> {
    /// Its usual name.
    #[must_use]
    pub fn name(&self) -> &'g str {
        self.index.string(self.record.name)
    }

    /// Its stable key: `geonames:2460596`, `desk:…`.
    #[must_use]
    pub fn key(&self) -> String {
        if self.record.own_key {
            self.index.string(self.record.key).to_owned()
        } else {
            format!("geonames:{}", self.record.key)
        }
    }

    /// What it is.
    #[must_use]
    pub fn feature(&self) -> Feature {
        Feature::from_byte(self.record.feature)
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> PlaceKind {
        self.feature().kind()
    }

    /// Degrees north and east; `None` where the gazetteer has none.
    #[must_use]
    pub fn point(&self) -> Option<(f64, f64)> {
        self.record.point
    }

    /// People, within about a tenth; 0 where not known.
    #[must_use]
    pub fn population(&self) -> u64 {
        self.record.population
    }

    /// Whether the name it was found by is only another name of it.
    #[must_use]
    pub fn by_other_name(&self) -> bool {
        self.hit.other_name
    }

    /// Whether a person wrote it into an overlay, rather than a dump or a list holding it among all others.
    #[must_use]
    pub fn is_from_overlay(&self) -> bool {
        let (own, _, key) = self.raw_key();
        own && !key.starts_with("fips:") && !key.starts_with("iso:")
    }

    /// The place that is the unit above this one (the state of a county); `None` where no layer has it as a place.
    #[must_use]
    pub fn unit_above(&self) -> Option<Entry<'g>> {
        let above = self.units().nth(1)?;
        let name = self.gazetteer.admin_unit(above)?.name;
        let hits = self.gazetteer.find(&name);
        hits.into_iter()
            .filter_map(|hit| self.gazetteer.entry(hit))
            .find(|entry| entry.units().next() == Some(above) && entry.kind() != PlaceKind::Populated)
    }

    /// The units it lies in, narrowest first; a unit includes itself.
    pub fn units(&self) -> impl Iterator<Item = Unit> + 'g {
        let (index, gazetteer) = (self.index, self.gazetteer);
        let mut next = index.unit(self.record.unit);
        std::iter::from_fn(move || {
            let unit = next?;
            next = if unit.level == 0 {
                None
            } else {
                index.unit(unit.parent)
            };
            Some(Unit {
                id: gazetteer.one_unit(unit.hash),
                level: unit.level,
            })
        })
        // A unit has at most three above it; more would be a damaged index.
        .take(4)
    }

    /// ISO 3166-1 alpha-2 of its country; "" where it has none.
    #[must_use]
    pub fn country(&self) -> &'g str {
        let mut unit = self.index.unit(self.record.unit);
        for _ in 0..4 {
            match unit {
                Some(found) if found.level == 0 => return self.index.string(found.path),
                Some(found) => unit = self.index.unit(found.parent),
                None => break,
            }
        }
        ""
    }

    /// The units it lies in from level 0 down, named and coded by the uppermost layer that knows them.
    #[must_use]
    pub fn admin(&self) -> Vec<AdminUnit> {
        let mut admin: Vec<AdminUnit> = self
            .units()
            .filter_map(|unit| self.gazetteer.admin_unit(unit))
            .collect();
        admin.reverse();
        admin
    }

    /// [`Entry::admin`], further down by the outlines loaded where it lies in them and they agree.
    fn admin_by_outline(&self) -> Vec<AdminUnit> {
        let admin = self.admin();
        let narrow = !matches!(
            self.kind(),
            PlaceKind::Area | PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Admin3
        );
        let Some(point) = self.point().filter(|_| narrow && admin.len() < 4) else {
            return admin;
        };
        let outlined = self.gazetteer.units_at(point);
        let agree = admin.iter().zip(&outlined).all(|(a, b)| a.name == b.name);
        if agree && outlined.len() > admin.len() {
            outlined
        } else {
            admin
        }
    }

    /// The place as reports speak of it; no relation, no alternatives yet.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            key: self.key(),
            admin: self.admin_by_outline(),
            point: self.point(),
            radius_km: if self.record.point.is_some() {
                self.feature().radius_km()
            } else {
                0.0
            },
            ..Place::named(self.name(), self.kind())
        }
    }
}

impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{} {} {:?} {:?}",
            self.key(),
            self.name(),
            self.feature(),
            self.point()
        )
    }
}

impl<'g> Entry<'g> {
    /// Its key without making a string of it: whether it is its own key, its number, its text.
    pub(crate) fn raw_key(&self) -> (bool, u32, &'g str) {
        if self.record.own_key {
            (true, 0, self.index.string(self.record.key))
        } else {
            (false, self.record.key, "")
        }
    }
}

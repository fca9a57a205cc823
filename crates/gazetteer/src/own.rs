//! A desk's own rows over all layers: places added, corrected or retired, each with the days between which it holds.

use crate::key::name_key;
use crate::{Entry, Feature, Gazetteer, GazetteerBuilder, GazetteerError, Hit};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use tocsin_core::place::haversine_km;

/// What the keys of rows begin with that hold a name which is *not* a place's.
const NOT: &str = "not:";

/// One row of a desk's own. It stands for the place of its key in every layer, under the names that has there as well.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRow {
    /// `desk:boulkessi`, or the key of the place it stands for (`geonames:2454268`, `tocsin:ml-gao-admin1`).
    pub key: String,
    /// The name it is told by.
    pub name: String,
    /// Other names and spellings.
    pub others: Vec<String>,
    /// Names layers below have it under, and that are not its own.
    pub not: Vec<String>,
    /// What it is.
    pub feature: Feature,
    /// Latitude and longitude in degrees; `None` for a unit without a point.
    pub point: Option<(f64, f64)>,
    /// Path of the narrowest unit it lies in, for a unit its own; "" for none.
    pub unit: String,
    /// First day it holds, ISO 8601; "" for always.
    pub from: String,
    /// Last day it holds; "" for still.
    pub to: String,
    /// The place of this key is found no more.
    pub retired: bool,
}

/// What a gazetteer knows of the desk's own rows.
#[derive(Debug, Default)]
pub(crate) struct Own {
    /// The layer they are.
    layer: u8,
    /// GeoNames numbers, and other keys, that this layer stands for.
    numbers: FxHashSet<u32>,
    keys: FxHashSet<String>,
    /// Where in the layer the row of a key is; retired ones are nowhere.
    rows: FxHashMap<String, u32>,
    /// First and last day of rows that do not hold always.
    days: FxHashMap<String, (String, String)>,
}

impl Gazetteer {
    /// The same with a desk's own rows on top.
    ///
    /// # Errors
    /// If there are more rows than one index holds.
    pub fn with_own(self, rows: &[OwnRow]) -> Result<Self, GazetteerError> {
        if rows.is_empty() {
            return Ok(self);
        }
        let mut builder = GazetteerBuilder::new();
        let mut own = Own {
            layer: self.layer_count(),
            ..Own::default()
        };
        for row in rows {
            match row
                .key
                .strip_prefix("geonames:")
                .and_then(|number| number.parse().ok())
            {
                Some(number) => own.numbers.insert(number),
                None => own.keys.insert(row.key.clone()),
            };
            if row.retired {
                continue;
            }
            if !(row.from.is_empty() && row.to.is_empty()) {
                own.days
                    .insert(row.key.clone(), (row.from.clone(), row.to.clone()));
            }
            builder.own(row);
            if let Some((first, rest)) = row.not.split_first() {
                builder.own(&OwnRow {
                    key: format!("{NOT}{}", row.key),
                    name: first.clone(),
                    others: rest.to_vec(),
                    ..row.clone()
                });
            }
        }
        let gazetteer = self.with_layer(builder.build()?);
        for id in 0..gazetteer.layer_len(own.layer) {
            let hit = Hit {
                layer: own.layer,
                id,
                other_name: false,
            };
            if let Some(entry) = gazetteer.entry(hit) {
                own.rows.insert(entry.key(), id);
            }
        }
        Ok(gazetteer.owned(Arc::new(own)))
    }

    /// Puts the desk's own rows in the place of what layers below hold under their keys.
    pub(crate) fn with_replaced(&self, hits: Vec<Hit>) -> Vec<Hit> {
        let Some(own) = self.own() else { return hits };
        let key_of = |hit: Hit| self.entry(hit).map(|entry| entry.key()).unwrap_or_default();
        let not: Vec<String> = hits
            .iter()
            .filter(|hit| hit.layer == own.layer)
            .filter_map(|&hit| key_of(hit).strip_prefix(NOT).map(str::to_owned))
            .collect();
        let mut out = Vec::with_capacity(hits.len());
        for hit in hits {
            let kept = if hit.layer == own.layer {
                (!key_of(hit).starts_with(NOT)).then_some(hit)
            } else if self.is_replaced(own, hit) {
                let key = key_of(hit);
                let row = own.rows.get(&key).filter(|_| !not.contains(&key));
                row.map(|&id| Hit {
                    layer: own.layer,
                    id,
                    ..hit
                })
            } else {
                Some(hit)
            };
            out.extend(kept.filter(|kept| {
                !out.iter()
                    .any(|held: &Hit| (held.layer, held.id) == (kept.layer, kept.id))
            }));
        }
        out
    }

    fn is_replaced(&self, own: &Own, hit: Hit) -> bool {
        self.entry(hit).is_some_and(|entry| match entry.raw_key() {
            (true, _, key) => own.keys.contains(key),
            (false, number, _) => own.numbers.contains(&number),
        })
    }
}

impl Entry<'_> {
    /// Whether the place can be meant by what was published on `day` (ISO 8601; "" for an unknown day, on which all can).
    /// Rows of a desk's own may hold from a day, or to one; all other places hold always.
    #[must_use]
    pub fn holds_on(&self, day: &str) -> bool {
        let Some(own) = self.gazetteer.own().filter(|own| !own.days.is_empty()) else {
            return true;
        };
        if self.hit.layer != own.layer || day.is_empty() {
            return true;
        }
        own.days.get(&self.key()).is_none_or(|(from, to)| {
            let begun = from.is_empty() || from.as_str() <= day;
            let ended = !to.is_empty() && to.as_str() < day;
            begun && !ended
        })
    }
}

/// Kilometres within which two places of one name are taken for one.
const SAME_WITHIN: f64 = 10.0;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 100;

/// What stands against a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    /// No name that can be found in a text.
    Name(String),
    /// Latitude not within 90 degrees or longitude not within 180.
    Point,
    /// No unit of that path is known.
    Unit(String),
    /// A day that is none, or the last day is before the first.
    Days,
    /// The outlines loaded put the point into another country than the unit: that country's name.
    Elsewhere(String),
    /// A place of that name is there already, within ten kilometres: its key and name.
    Known(String, String),
}

/// What stands against adding or changing `row`; empty where nothing does. What a row corrects does not stand against it.
#[must_use]
pub fn check(gazetteer: &Gazetteer, row: &OwnRow) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for name in std::iter::once(&row.name).chain(&row.others).chain(&row.not) {
        if name_key(name).is_empty() || name.chars().count() > LONGEST_NAME {
            wrong.push(Wrong::Name(name.clone()));
        }
    }
    let unit = (!row.unit.is_empty()).then(|| gazetteer.unit(&row.unit));
    let is_unit = matches!(
        row.feature,
        Feature::Country | Feature::Admin1 | Feature::Admin2 | Feature::Admin3
    );
    if unit == Some(None) && !is_unit {
        wrong.push(Wrong::Unit(row.unit.clone()));
    }
    let is_day = |day: &str| day.is_empty() || day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok();
    let turned = !row.from.is_empty() && !row.to.is_empty() && row.to < row.from;
    if !is_day(&row.from) || !is_day(&row.to) || turned {
        wrong.push(Wrong::Days);
    }
    match row.point {
        Some((lat, lon)) if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) => wrong.push(Wrong::Point),
        Some(point) => wrong.extend(check_point(gazetteer, row, point)),
        None => {}
    }
    wrong
}

fn check_point(gazetteer: &Gazetteer, row: &OwnRow, point: (f64, f64)) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let country = row.unit.split('.').next().unwrap_or("");
    let outlined = gazetteer.units_at(point);
    if let Some(there) = outlined.first()
        && !country.is_empty()
        && there.code != country
    {
        wrong.push(Wrong::Elsewhere(there.name.clone()));
    }
    let near = gazetteer
        .find(&row.name)
        .into_iter()
        .filter_map(|hit| gazetteer.entry(hit))
        .find(|entry| {
            entry.key() != row.key
                && entry.kind() == row.feature.kind()
                && entry
                    .point()
                    .is_some_and(|there| haversine_km(there, point) <= SAME_WITHIN)
        });
    wrong.extend(near.map(|entry| Wrong::Known(entry.key(), entry.name().to_owned())));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, name: &str) -> OwnRow {
        OwnRow {
            key: key.into(),
            name: name.into(),
            others: Vec::new(),
            not: Vec::new(),
            feature: Feature::Town,
            point: Some((14.0, -3.0)),
            unit: "ML.04".into(),
            from: String::new(),
            to: String::new(),
            retired: false,
        }
    }

    fn names(gazetteer: &Gazetteer, name: &str) -> Vec<String> {
        let hits = gazetteer.find(name);
        hits.iter()
            .filter_map(|&hit| Some(gazetteer.entry(hit)?.key()))
            .collect()
    }

    #[test]
    fn a_row_stands_for_its_place_under_every_name() {
        let shipped = Gazetteer::embedded();
        assert!(names(&shipped, "District de Bamako").contains(&"tocsin:ml-bamako-admin1".to_owned()));
        let bamako = OwnRow {
            not: vec!["Bamako District".into()],
            ..row("tocsin:ml-bamako-admin1", "Bamako-Ville")
        };
        let gazetteer = Gazetteer::embedded()
            .with_own(&[bamako, row("desk:zorgo", "Zorgotown")])
            .unwrap();
        let found = gazetteer
            .find("District de Bamako")
            .into_iter()
            .filter_map(|hit| gazetteer.entry(hit));
        let entry = found
            .into_iter()
            .find(|entry| entry.key() == "tocsin:ml-bamako-admin1")
            .unwrap();
        assert_eq!(entry.name(), "Bamako-Ville", "by an old name to the new row");
        let not = names(&gazetteer, "Bamako District");
        assert!(
            !not.contains(&"tocsin:ml-bamako-admin1".to_owned()),
            "a name that is not its own: {not:?}"
        );
        assert_eq!(names(&gazetteer, "bamako ville"), ["tocsin:ml-bamako-admin1"]);
        assert_eq!(names(&gazetteer, "Zorgotown"), ["desk:zorgo"]);
        let retired = OwnRow {
            retired: true,
            ..row("tocsin:ml-bamako-admin1", "")
        };
        let gazetteer = Gazetteer::embedded().with_own(&[retired]).unwrap();
        assert!(!names(&gazetteer, "District de Bamako").contains(&"tocsin:ml-bamako-admin1".to_owned()));
        assert!(!gazetteer.find("Kayes").is_empty());
    }

    #[test]
    fn a_row_holds_between_its_days() {
        let camp = OwnRow {
            from: "2019-01-01".into(),
            to: "2021-06-30".into(),
            ..row("desk:camp", "Zorgocamp")
        };
        let gazetteer = Gazetteer::embedded().with_own(&[camp]).unwrap();
        let entry = gazetteer.entry(gazetteer.find("Zorgocamp")[0]).unwrap();
        for (day, holds) in [
            ("", true),
            ("2018-12-31", false),
            ("2019-01-01", true),
            ("2021-06-30", true),
            ("2021-07-01", false),
        ] {
            assert_eq!(entry.holds_on(day), holds, "{day}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_row_is_said() {
        let gazetteer = Gazetteer::embedded();
        let check = |change: &dyn Fn(&mut OwnRow)| {
            let mut row = row("desk:x", "Zorgotown");
            change(&mut row);
            check(&gazetteer, &row)
        };
        assert_eq!(check(&|_| {}), []);
        assert_eq!(check(&|row| row.name = "…".into()), [Wrong::Name("…".into())]);
        assert_eq!(check(&|row| row.point = Some((91.0, 0.0))), [Wrong::Point]);
        assert_eq!(check(&|row| row.point = Some((0.0, -181.0))), [Wrong::Point]);
        assert_eq!(
            check(&|row| row.unit = "ML.nowhere".into()),
            [Wrong::Unit("ML.nowhere".into())]
        );
        assert_eq!(check(&|row| row.from = "2024-02-30".into()), [Wrong::Days]);
        assert_eq!(
            check(&|row| (row.from, row.to) = ("2024-02-03".into(), "2024-02-02".into())),
            [Wrong::Days]
        );
        let same = check(&|row| (row.name, row.point) = ("Gao".into(), Some((16.27, -0.04))));
        assert!(
            matches!(&same[..], [Wrong::Known(_, name)] if name == "Gao"),
            "{same:?}"
        );
    }
}

//! The finer scorer, for gold that names the second-level unit (cercle, province, département) a place lies in.
//!
//! Only such toponyms are counted, missed ones included: they are towns, sites and second-level units, for which ten
//! kilometres mean something; countries and regions have no unit in the gold and are left out.
//!
//! - **within10**, **within25**: the share put within that many kilometres.
//! - **admin2**: the share given the right second-level unit.
//! - **admin2_accuracy**: the same, of those given any.
//! - **abstained**: the share for which the reader commits itself to nothing so narrow: not found, no point, or a wider
//!   area with the places that could be meant as alternatives.
//! - **wrong_guess**: the share for which it commits itself to a place more than 25 km off.

use super::score::Point;
use crate::tally::ratio;
use tocsin_core::Place;
use tocsin_core::place::haversine_km;
use tocsin_gazetteer::key;

/// The counts.
#[derive(Clone, Debug, Default)]
pub struct Fine {
    wanted: usize,
    within10: usize,
    within25: usize,
    with_unit: usize,
    right_unit: usize,
    abstained: usize,
    wrong: usize,
}

impl Fine {
    /// Adds a toponym that lies at a point in a unit, and what was read for it (`None`: it was missed); gives what is
    /// wrong with that, for the list of errors.
    pub fn add(&mut self, (point, unit): (Point, &str), read: Option<&Place>) -> Option<&'static str> {
        self.wanted += 1;
        let firm = read
            .filter(|place| place.alternatives.is_empty())
            .and_then(|place| Some((place, place.point?)));
        let Some((place, found)) = firm else {
            self.abstained += 1;
            return Some("abstained");
        };
        let km = haversine_km(point, found);
        self.within10 += usize::from(km <= 10.0);
        self.within25 += usize::from(km <= 25.0);
        self.wrong += usize::from(km > 25.0);
        let named = place.unit(2).map(|named| is_same(&named.name, unit));
        self.with_unit += usize::from(named.is_some());
        self.right_unit += usize::from(named == Some(true));
        match (km, named) {
            (km, _) if km > 25.0 => Some("wrong guess (over 25 km off)"),
            (km, _) if km > 10.0 => Some("10 to 25 km off"),
            (_, None) => Some("no second-level unit"),
            (_, Some(false)) => Some("wrong second-level unit"),
            _ => None,
        }
    }

    /// The scores by name; none where the gold names no unit.
    #[must_use]
    pub fn scores(&self) -> Vec<(&'static str, f64)> {
        if self.wanted == 0 {
            return Vec::new();
        }
        let share = |count: usize| ratio(count as f64, self.wanted as f64);
        vec![
            ("within10", share(self.within10)),
            ("within25", share(self.within25)),
            ("admin2", share(self.right_unit)),
            (
                "admin2_accuracy",
                ratio(self.right_unit as f64, self.with_unit as f64),
            ),
            ("abstained", share(self.abstained)),
            ("wrong_guess", share(self.wrong)),
        ]
    }
}

/// Whether two names are of one unit: however spelt, with or without the word for its kind ("Cercle de Djenné") and what
/// sets its seat apart ("Nioro du Sahel").
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (key::unit_key(a), key::unit_key(b));
    !a.is_empty() && a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::{AdminUnit, PlaceKind};

    fn place(unit: &str, point: Point) -> Place {
        Place {
            admin: vec![AdminUnit {
                level: 2,
                name: unit.into(),
                ..AdminUnit::default()
            }],
            point: Some(point),
            ..Place::named("x", PlaceKind::Populated)
        }
    }

    #[test]
    fn by_hand() {
        let mut fine = Fine::default();
        // A tenth of a degree of latitude is 11.12 km on a sphere of 6371.0088 km.
        fine.add(
            ((14.0, 0.0), "Koro"),
            Some(&place("Cercle de Koro", (14.08, 0.0))),
        );
        fine.add(((14.0, 0.0), "Koro"), Some(&place("Bankass", (14.1, 0.0))));
        fine.add(((14.0, 0.0), "Koro"), Some(&place("Koro", (15.0, 0.0))));
        fine.add(((14.0, 0.0), "Koro"), None);
        let mut undecided = place("Koro", (14.0, 0.0));
        undecided.alternatives = vec![("a".into(), "b".into())];
        fine.add(((14.0, 0.0), "Koro"), Some(&undecided));
        let expected = [
            ("within10", 0.2),
            ("within25", 0.4),
            ("admin2", 0.4),
            ("admin2_accuracy", 2.0 / 3.0),
            ("abstained", 0.4),
            ("wrong_guess", 0.2),
        ];
        assert_eq!(fine.scores(), expected);
        assert!(Fine::default().scores().is_empty());
    }

    #[test]
    fn names_of_units() {
        for (a, b, same) in [
            ("Cercle de Djenné", "Djenne", true),
            ("Nioro Cercle", "Nioro du Sahel", true),
            ("Province du Soum", "Soum", true),
            ("Département de Téra", "Tera", true),
            ("Koro", "Bankass", false),
            ("", "", false),
        ] {
            assert_eq!(is_same(a, b), same, "{a} / {b}");
        }
    }
}

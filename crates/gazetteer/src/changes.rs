//! Units that came to lie in other units: a cercle of Mali is told with the region that held on the day of the event.

use crate::key::unit_key;
use std::sync::LazyLock;
use tocsin_core::{AdminUnit, Place};

/// Our own rows: see the head of the file.
static CHANGES: &str = include_str!("../../../data/gazetteer/changes.tsv");

/// One second-level unit that changed its first-level unit.
struct Change {
    country: &'static str,
    /// What tells its name from others.
    unit: String,
    /// First-level unit before: name and ISO 3166-2 code.
    before: (&'static str, &'static str),
    /// First-level unit from the day on: name, and code if it has one.
    after: (&'static str, &'static str),
    /// ISO day.
    from: &'static str,
}

static ROWS: LazyLock<Vec<Change>> = LazyLock::new(|| {
    let rows = CHANGES.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let [country, unit, before, code, after, after_code, from, _source] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            return None;
        };
        Some(Change {
            country,
            unit: unit_key(unit),
            before: (before, code),
            after: (after, after_code),
            from,
        })
    })
    .collect()
});

/// The place with the first-level unit it lay in on `day` (ISO 8601; a month or a year is taken from its beginning).
/// A place whose second-level unit is not known stays as it is.
#[must_use]
pub fn on(mut place: Place, day: &str) -> Place {
    let Some(second) = place.unit(2) else {
        return place;
    };
    let key = unit_key(&second.name);
    let country = place.country().to_owned();
    let rows = ROWS
        .iter()
        .filter(|row| row.country == country && row.unit == key);
    // Of several changes of one unit the last that had come holds; before the first, the unit it left.
    let mut held: Option<(&str, &str)> = None;
    for row in rows {
        if row.from <= day {
            held = Some(row.after);
        } else if held.is_none() {
            held = Some(row.before);
        }
    }
    let Some((name, code)) = held else { return place };
    if let Some(first) = place.admin.iter_mut().find(|unit| unit.level == 1)
        && unit_key(&first.name) != unit_key(name)
    {
        *first = AdminUnit {
            level: 1,
            name: name.to_owned(),
            code: code.to_owned(),
            ..AdminUnit::default()
        };
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::PlaceKind;

    fn place(second: &str) -> Place {
        let unit = |level, name: &str, code: &str| AdminUnit {
            level,
            name: name.into(),
            code: code.into(),
            ..AdminUnit::default()
        };
        let mut admin = vec![unit(0, "Mali", "ML"), unit(1, "Mopti", "ML-5")];
        if !second.is_empty() {
            admin.push(unit(2, second, ""));
        }
        Place {
            admin,
            ..Place::named("x", PlaceKind::Populated)
        }
    }

    #[test]
    fn the_region_is_that_of_the_day() {
        for (unit, day, region) in [
            ("Bankass Cercle", "2019-03-23", "Mopti"),
            ("Bankass Cercle", "2023", "Mopti"),
            ("Cercle de Bankass", "2023-03-13", "Bandiagara"),
            ("Koro", "2024-09-17", "Bandiagara"),
            ("Djenné", "2024-09-17", "Mopti"),
            ("", "2024-09-17", "Mopti"),
        ] {
            let found = on(place(unit), day);
            assert_eq!(found.unit(1).unwrap().name, region, "{unit} on {day}");
        }
        let back = on(on(place("Koro"), "2024-01-01"), "2020-01-01");
        assert_eq!(back.unit(1).unwrap().code, "ML-5");
    }

    #[test]
    fn every_row_is_whole() {
        let lines = CHANGES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(ROWS.len(), lines);
        assert!(
            ROWS.iter()
                .all(|row| row.from.len() == 10 && !row.unit.is_empty())
        );
    }
}

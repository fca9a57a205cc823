//! Overlays: rows of our own or of a desk, for places no dump holds.

use super::lines::Source;
use super::{Draft, DraftKey, GazetteerBuilder};
use crate::{Feature, GazetteerError};

/// Columns of an overlay line.
const COLUMNS: usize = 9;

impl GazetteerBuilder {
    /// Adds overlay rows. Gives the number of places.
    ///
    /// Columns, by tab: key, name, other names by `|`, feature ([`Feature::key`]), latitude, longitude, unit, code, population.
    /// The unit is the path of the narrowest unit the place lies in (`ML.04`), for a unit its own; the code is that of a
    /// unit (ISO 3166, P-code), empty for other places. Latitude and longitude are both empty for a unit without a point.
    /// A key `geonames:123` takes the place of that GeoNames row in the layers below. Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// If a line has not nine columns, an unknown feature, or no coordinates; the error names the line.
    pub fn overlay(&mut self, file: &str, bytes: &[u8]) -> Result<usize, GazetteerError> {
        let mut added = 0;
        Source::new(file, bytes)?.each('\t', |line| {
            let found = line.columns.len();
            if found != COLUMNS {
                return Err(line.error(
                    format!("{found} columns where an overlay has {COLUMNS}"),
                    "write key, name, other names, feature, latitude, longitude, unit, code, population, parted by tabs",
                ));
            }
            let (key, name) = (line.column(0), line.column(1));
            if key.is_empty() || name.is_empty() {
                return Err(line.error("no key or no name", "give every row both"));
            }
            let feature = Feature::from_key(line.column(3)).ok_or_else(|| {
                line.error(format!("“{}” is no feature", line.column(3)), "use one of those the manual lists, such as town or airport")
            })?;
            let point = match (line.column(4), line.column(5)) {
                ("", "") => None,
                _ => Some((line.degrees(4, 90.0)?, line.degrees(5, 180.0)?)),
            };
            let unit = line.column(6).to_owned();
            if matches!(feature, Feature::Country | Feature::Admin1 | Feature::Admin2 | Feature::Admin3) {
                self.name_unit(&unit, name, line.column(7));
            }
            self.places.push(Draft {
                key: own_key(key),
                name: name.to_owned(),
                others: line.column(2).split('|').map(str::trim).filter(|o| !o.is_empty()).map(str::to_owned).collect(),
                point,
                feature,
                unit,
                population: line.population(8)?,
            });
            added += 1;
            Ok(())
        })?;
        Ok(added)
    }
}

impl GazetteerBuilder {
    /// Adds names and ISO 3166-2 codes of first-level units that are no places: `SN<tab>SN-DK<tab>Dakar`. Gives their number.
    /// A unit of the same country and name in a later layer is the same.
    ///
    /// # Errors
    /// If a line has not three columns.
    pub fn unit_codes(&mut self, file: &str, bytes: &[u8]) -> Result<usize, GazetteerError> {
        let mut added = 0;
        Source::new(file, bytes)?.each('\t', |line| {
            if line.columns.len() != 3 {
                return Err(line.error(
                    format!("{} columns where a list of codes has 3", line.columns.len()),
                    "write country, code, name, parted by tabs",
                ));
            }
            let (country, code) = (line.column(0), line.column(1));
            self.name_unit(
                &format!("{country}.{}", code.to_lowercase()),
                line.column(2),
                code,
            );
            added += 1;
            Ok(())
        })?;
        Ok(added)
    }
}

impl GazetteerBuilder {
    /// Adds one row of a desk's own; rows of one key stand beside each other, so give each key once.
    pub fn own(&mut self, row: &crate::own::OwnRow) {
        if matches!(
            row.feature,
            Feature::Country | Feature::Admin1 | Feature::Admin2 | Feature::Admin3
        ) {
            self.name_unit(&row.unit, &row.name, "");
        }
        self.places.push(Draft {
            key: own_key(&row.key),
            name: row.name.clone(),
            others: row.others.clone(),
            point: row.point,
            feature: row.feature,
            unit: row.unit.clone(),
            population: 0,
        });
    }
}

fn own_key(key: &str) -> DraftKey {
    match key
        .strip_prefix("geonames:")
        .and_then(|number| number.parse().ok())
    {
        Some(number) => DraftKey::GeoNames(number),
        None => DraftKey::Own(key.to_owned()),
    }
}

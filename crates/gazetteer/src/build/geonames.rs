//! GeoNames files: country dumps, the admin code tables, countryInfo.

use super::lines::{Line, Source, short};
use super::{Draft, DraftKey, GazetteerBuilder};
use crate::{Feature, GazetteerError};

/// Where the columns of a dump are.
struct Layout {
    /// Columns a line has.
    count: usize,
    id: usize,
    name: usize,
    ascii: usize,
    others: usize,
    lat: usize,
    lon: usize,
    class: usize,
    code: usize,
    country: usize,
    /// First, second, third level; `None` where the file has no such column.
    admin: [Option<usize>; 3],
    population: usize,
}

/// The 19 columns of a dump as GeoNames serves it.
const DUMP: Layout = Layout {
    count: 19,
    id: 0,
    name: 1,
    ascii: 2,
    others: 3,
    lat: 4,
    lon: 5,
    class: 6,
    code: 7,
    country: 8,
    admin: [Some(10), Some(11), Some(12)],
    population: 14,
};

impl Layout {
    /// The layout a header line tells; `None` if a needed column is missing.
    fn of_header(line: &Line) -> Option<Self> {
        let find = |name: &str| line.columns.iter().position(|column| column.trim() == name);
        Some(Self {
            count: line.columns.len(),
            id: find("geonameid")?,
            name: find("name")?,
            ascii: find("asciiname")?,
            others: find("alternatenames")?,
            lat: find("lat").or_else(|| find("latitude"))?,
            lon: find("lon").or_else(|| find("longitude"))?,
            class: find("fclass").or_else(|| find("feature class"))?,
            code: find("fcode").or_else(|| find("feature code"))?,
            country: find("cc").or_else(|| find("country code"))?,
            admin: [
                find("admin1").or_else(|| find("admin1 code")),
                find("admin2").or_else(|| find("admin2 code")),
                find("admin3").or_else(|| find("admin3 code")),
            ],
            population: find("population")?,
        })
    }
}

impl GazetteerBuilder {
    /// Adds a GeoNames dump: 19 columns without a header, or any columns with a header that names them. Gives the number of places.
    ///
    /// # Errors
    /// If it is cut short, of mixed or unknown layout, or not UTF-8; the error names the line and the remedy.
    pub fn geonames(&mut self, file: &str, bytes: &[u8]) -> Result<usize, GazetteerError> {
        self.dump(file, bytes, None)
    }

    /// The same for the dump of one country (ISO 3166-1 alpha-2), every line of which must be of that country.
    ///
    /// # Errors
    /// As [`GazetteerBuilder::geonames`], and where a line is of another country.
    pub fn geonames_of(&mut self, country: &str, file: &str, bytes: &[u8]) -> Result<usize, GazetteerError> {
        self.dump(file, bytes, Some(country))
    }

    fn dump(&mut self, file: &str, bytes: &[u8], only: Option<&str>) -> Result<usize, GazetteerError> {
        let source = Source::new(file, bytes)?;
        let mut layout = DUMP;
        let mut added = 0;
        let mut first = true;
        source.each('\t', |line| {
            if std::mem::take(&mut first) && line.column(0) == "geonameid" {
                layout = Layout::of_header(line).ok_or_else(|| {
                    line.error(
                        "the header lacks a needed column",
                        "give a dump as GeoNames serves it, without a header",
                    )
                })?;
                return Ok(());
            }
            check_columns(line, &layout)?;
            let country = line.column(layout.country);
            if only.is_some_and(|only| only != country) {
                return Err(line.error(
                    format!(
                        "a line of “{}” in the dump of {}",
                        short(country),
                        only.unwrap_or("")
                    ),
                    "give each country's own dump, as GeoNames serves it",
                ));
            }
            added += usize::from(self.dump_line(line, &layout)?);
            Ok(())
        })?;
        Ok(added)
    }

    fn dump_line(&mut self, line: &Line, layout: &Layout) -> Result<bool, GazetteerError> {
        let id: u32 = line.column(layout.id).parse().map_err(|_| {
            line.error(
                format!("“{}” is no GeoNames number", short(line.column(layout.id))),
                "give a dump as GeoNames serves it, or fetch it again",
            )
        })?;
        let point = (line.degrees(layout.lat, 90.0)?, line.degrees(layout.lon, 180.0)?);
        let population = line.population(layout.population)?;
        let Some(feature) = Feature::from_geonames(line.column(layout.class), line.column(layout.code))
        else {
            return Ok(false);
        };
        let country = line.column(layout.country);
        let name = line.column(layout.name);
        let unit = self.dump_unit(line, layout, feature, country, name);
        let ascii = line.column(layout.ascii);
        let mut others: Vec<String> = line
            .column(layout.others)
            .split(',')
            .map(str::trim)
            .filter(|other| is_usable(other, name))
            .map(str::to_owned)
            .collect();
        if ascii != name && !ascii.is_empty() {
            others.push(ascii.to_owned());
        }
        let key = DraftKey::GeoNames(id);
        self.places.push(Draft {
            key,
            name: name.to_owned(),
            others,
            point: Some(point),
            feature,
            unit,
            population,
        });
        Ok(true)
    }

    /// The path of the unit a line lies in, or is; a line that is a unit names it.
    fn dump_unit(
        &mut self,
        line: &Line,
        layout: &Layout,
        feature: Feature,
        country: &str,
        name: &str,
    ) -> String {
        let mut path = country.to_owned();
        let own_level = match feature {
            Feature::Country => 0,
            Feature::Admin1 => 1,
            Feature::Admin2 => 2,
            Feature::Admin3 => 3,
            _ => 4,
        };
        for (level, column) in layout.admin.iter().enumerate() {
            let code = column.map_or("", |column| line.column(column));
            // "00" is "none or not known".
            if code.is_empty() || code == "00" || level >= own_level {
                break;
            }
            path.push('.');
            path.push_str(code);
        }
        let depth = path.matches('.').count();
        if own_level <= 3 && depth == own_level && !country.is_empty() {
            self.name_unit(&path, name, if own_level == 0 { country } else { "" });
        }
        path
    }

    /// Adds `admin1CodesASCII.txt` or `admin2Codes.txt`: `ML.04<tab>Mopti<tab>Mopti<tab>2453347`. Gives the number of units.
    ///
    /// # Errors
    /// If a line has not four columns or its code is no path.
    pub fn admin_codes(&mut self, file: &str, bytes: &[u8]) -> Result<usize, GazetteerError> {
        let mut added = 0;
        Source::new(file, bytes)?.each('\t', |line| {
            let path = line.column(0);
            if line.columns.len() != 4 || !(1..=2).contains(&path.matches('.').count()) {
                return Err(line.error(
                    format!("{} columns where a code table has 4", line.columns.len()),
                    "give admin1CodesASCII.txt or admin2Codes.txt as GeoNames serves them",
                ));
            }
            self.name_unit(path, line.column(1), "");
            added += 1;
            Ok(())
        })?;
        Ok(added)
    }

    /// Adds `countryInfo.txt`: names and codes of countries. Gives their number.
    ///
    /// # Errors
    /// If a line has fewer columns than the file ever had.
    pub fn country_info(&mut self, file: &str, bytes: &[u8]) -> Result<usize, GazetteerError> {
        let mut added = 0;
        Source::new(file, bytes)?.each('\t', |line| {
            let iso = line.column(0);
            if line.columns.len() < 17 {
                return Err(line.error(
                    format!("{} columns where countryInfo has 17 or more", line.columns.len()),
                    "give countryInfo.txt as GeoNames serves it",
                ));
            }
            if iso != "ISO" {
                self.name_unit(iso, line.column(4), iso);
                added += 1;
            }
            Ok(())
        })?;
        Ok(added)
    }
}

/// Names that help: not airport codes (`BKO`), not lower-case transliterations (`bamakw`).
fn is_usable(other: &str, name: &str) -> bool {
    let capital = other.chars().next().is_some_and(char::is_uppercase);
    let code = other.len() <= 4 && other.chars().all(|c| c.is_ascii_uppercase()) && name.len() > 4;
    capital && !code && other.len() <= 100
}

fn check_columns(line: &Line, layout: &Layout) -> Result<(), GazetteerError> {
    let found = line.columns.len();
    if found == layout.count {
        return Ok(());
    }
    let what = format!("{found} columns where {} are expected", layout.count);
    Err(if !line.ended && found < layout.count {
        line.error(
            format!("the file ends in mid-line ({what})"),
            "it was cut short: fetch it again",
        )
    } else {
        line.error(
            what,
            "give one dump as GeoNames serves it; do not join files of different layouts",
        )
    })
}

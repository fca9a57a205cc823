//! OCHA P-codes: gives the units of a country their humanitarian codes.

use super::GazetteerBuilder;
use super::lines::{Line, Source};
use crate::GazetteerError;
use crate::key::unit_key;
use rustc_hash::FxHashMap;

impl GazetteerBuilder {
    /// Adds P-codes from lines `iso2,level,pcode,name,parent_pcode,…` to units that dumps or overlays gave before.
    /// Gives how many found their unit; those that did not are left out, since nothing tells where they lie.
    ///
    /// # Errors
    /// If a line has fewer than five columns or its level is no number.
    pub fn pcodes(&mut self, file: &str, bytes: &[u8]) -> Result<usize, GazetteerError> {
        let mut by_name: FxHashMap<(String, String), Vec<String>> = FxHashMap::default();
        let mut paths: Vec<&String> = self.units.keys().collect();
        paths.sort_unstable();
        for path in paths {
            if let (Some((above, _)), Some(unit)) = (path.rsplit_once('.'), self.units.get(path)) {
                let key = (above.to_owned(), unit_key(&unit.name));
                by_name.entry(key).or_default().push(path.clone());
            }
        }
        let mut path_of: FxHashMap<String, String> = FxHashMap::default();
        let mut found = 0;
        let mut columns = Columns::default();
        let mut first = true;
        Source::new(file, bytes)?.each(',', |line| {
            if std::mem::take(&mut first)
                && let Some(named) = Columns::of_header(line)
            {
                columns = named;
                return Ok(());
            }
            let (level, code) = (line.column(columns.level), line.column(columns.pcode));
            if line.columns.len() < 5 || level.parse::<u8>().is_err() {
                return Err(line.error(
                    "not a line of iso2,level,pcode,name,parent_pcode",
                    "give the P-codes as comma-separated values in this order, or with a header that names the columns",
                ));
            }
            // P-codes begin with the ISO code of the country.
            let country = columns.country.map_or(code.get(..2).unwrap_or(""), |at| line.column(at));
            let parent = line.column(columns.parent);
            let above = path_of.get(parent).map_or(parent, String::as_str);
            let above = if above.is_empty() { country } else { above };
            let key = (above.to_owned(), unit_key(line.column(columns.name)));
            if let Some([path]) = by_name.get(&key).map(Vec::as_slice) {
                path_of.insert(code.to_owned(), path.clone());
                if let Some(unit) = self.units.get_mut(path) {
                    code.clone_into(&mut unit.pcode);
                    found += 1;
                }
            }
            Ok(())
        })?;
        Ok(found)
    }
}

/// Where the columns are.
struct Columns {
    /// ISO 3166-1 alpha-2; `None` where no column has it.
    country: Option<usize>,
    level: usize,
    pcode: usize,
    name: usize,
    parent: usize,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            country: Some(0),
            level: 1,
            pcode: 2,
            name: 3,
            parent: 4,
        }
    }
}

impl Columns {
    /// Where a header says they are; `None` if the line is none. OCHA's own lists say `Location,Admin Level,P-Code,Name,Parent P-Code`.
    fn of_header(line: &Line) -> Option<Self> {
        let plain = |text: &str| -> String {
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
                .to_lowercase()
        };
        let find = |names: &[&str]| {
            line.columns
                .iter()
                .position(|column| names.contains(&plain(column).as_str()))
        };
        Some(Self {
            country: find(&["iso2"]),
            level: find(&["level", "adminlevel"])?,
            pcode: find(&["pcode"])?,
            name: find(&["name"])?,
            parent: find(&["parentpcode", "parent"])?,
        })
    }
}

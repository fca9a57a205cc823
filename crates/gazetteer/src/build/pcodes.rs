//! OCHA P-codes: gives the units of a country their humanitarian codes.

use super::GazetteerBuilder;
use super::lines::Source;
use crate::GazetteerError;
use crate::key::{name_key, spelling_key};
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
                let key = (above.to_owned(), matching_key(&unit.name));
                by_name.entry(key).or_default().push(path.clone());
            }
        }
        let mut path_of: FxHashMap<String, String> = FxHashMap::default();
        let mut found = 0;
        Source::new(file, bytes)?.each(',', |line| {
            let (country, level, code) = (line.column(0), line.column(1), line.column(2));
            if country == "iso2" {
                return Ok(());
            }
            if line.columns.len() < 5 || level.parse::<u8>().is_err() {
                return Err(line.error(
                    "not a line of iso2,level,pcode,name,parent_pcode",
                    "give the P-codes as comma-separated values in this order",
                ));
            }
            let parent = line.column(4);
            let above = path_of.get(parent).cloned().unwrap_or_else(|| parent.to_owned());
            let above = if above.is_empty() {
                country.to_owned()
            } else {
                above
            };
            let candidates = by_name.get(&(above, matching_key(line.column(3))));
            if let Some([path]) = candidates.map(Vec::as_slice) {
                path_of.insert(code.to_owned(), path.clone());
                if let Some(unit) = self.units.get_mut(path) {
                    code.clone_into(&mut unit.code);
                    found += 1;
                }
            }
            Ok(())
        })?;
        Ok(found)
    }
}

/// "Région de Mopti", "Cercle de Djenné", "Mopti" and "Djenne" by what tells them apart.
fn matching_key(name: &str) -> String {
    let key = name_key(name);
    let words: Vec<&str> = key
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "region" | "cercle" | "province" | "departement" | "de" | "du" | "des" | "d" | "commune"
            )
        })
        .collect();
    let joined = words.join(" ");
    let spelled = spelling_key(&joined);
    if spelled.is_empty() { joined } else { spelled }
}

//! Gives places the second-level unit in whose outline they lie, where a dump does not say it.

use super::GazetteerBuilder;
use crate::boundaries::{Area, Boundaries};
use crate::key::unit_key;
use rustc_hash::FxHashMap;
use tocsin_core::PlaceKind;

impl GazetteerBuilder {
    /// Puts every place that no unit of the second level is told for into the one whose outline holds it, if that lies in
    /// the first-level unit told; units that no dump names are named as the outlines name them. Gives the number of places.
    pub fn locate(&mut self, boundaries: &Boundaries) -> usize {
        let paths = self.paths_of(boundaries);
        let mut found = 0;
        for at in 0..self.places.len() {
            let draft = &self.places[at];
            let is_unit = matches!(
                draft.feature.kind(),
                PlaceKind::Area
                    | PlaceKind::Country
                    | PlaceKind::Admin1
                    | PlaceKind::Admin2
                    | PlaceKind::Admin3
            );
            let Some(point) = draft
                .point
                .filter(|_| !is_unit && draft.unit.matches('.').count() < 2)
            else {
                continue;
            };
            let path = boundaries.at(point).and_then(|area| paths.get(&key_of(area)));
            let inside = |path: &String| {
                path.strip_prefix(draft.unit.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            if let Some(path) = path.filter(|path| inside(path)) {
                self.places[at].unit.clone_from(path);
                found += 1;
            }
        }
        found
    }

    /// The path of the unit each outline is, by [`key_of`]; units no source named are made.
    fn paths_of(&mut self, boundaries: &Boundaries) -> FxHashMap<String, String> {
        let mut paths = FxHashMap::default();
        let mut units: Vec<(String, String)> = self
            .units
            .iter()
            .map(|(path, unit)| (path.clone(), unit_key(&unit.name)))
            .collect();
        units.sort_unstable();
        for area in boundaries.areas().iter().filter(|area| !area.country.is_empty()) {
            let mut path = area.country.clone();
            for level in 1..=area.level as usize {
                let key = unit_key(&area.names[level]);
                let below = format!("{path}.");
                let known = units.iter().find(|(one, name)| {
                    *name == key && one.strip_prefix(&below).is_some_and(|rest| !rest.contains('.'))
                });
                let pcode = &area.pcodes[level];
                path = match known {
                    Some((known, _)) => known.clone(),
                    None if level == 1 || key.is_empty() => break,
                    None => {
                        let own = if pcode.is_empty() { &key } else { pcode };
                        let made = format!("{below}{own}");
                        units.push((made.clone(), key));
                        made
                    }
                };
                let unit = self.units.entry(path.clone()).or_default();
                if unit.name.is_empty() {
                    unit.name.clone_from(&area.names[level]);
                }
                if unit.pcode.is_empty() {
                    unit.pcode.clone_from(pcode);
                }
                if level == area.level as usize {
                    paths.insert(key_of(area), path.clone());
                }
            }
        }
        paths
    }
}

/// What tells an outline from others.
fn key_of(area: &Area) -> String {
    format!("{}/{}", area.country, area.names.join("/"))
}

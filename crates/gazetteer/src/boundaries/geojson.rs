//! GeoJSON features: their outlines, and what their properties say of the unit.

use super::{Area, Corner, corner};
use serde_json::{Map, Value};

/// What a polygon is said to be, and its outlines.
pub(super) type Found = (Map<String, Value>, Vec<Vec<Corner>>);

/// Properties and outlines of every polygon.
pub(super) fn features(collection: &Value) -> Vec<Found> {
    let features = collection.get("features").and_then(Value::as_array);
    features
        .into_iter()
        .flatten()
        .filter_map(|feature| {
            let geometry = feature.get("geometry")?;
            let coordinates = geometry.get("coordinates")?;
            let polygons: Vec<&Value> = match geometry.get("type")?.as_str()? {
                "Polygon" => vec![coordinates],
                "MultiPolygon" => coordinates.as_array()?.iter().collect(),
                _ => return None,
            };
            let rings: Vec<Vec<Corner>> = polygons
                .into_iter()
                .filter_map(Value::as_array)
                .flatten()
                .filter_map(ring)
                .collect();
            Some((feature.get("properties")?.as_object()?.clone(), rings))
        })
        .collect()
}

/// A ring of `[longitude, latitude]`; `None` if any is out of range.
fn ring(positions: &Value) -> Option<Vec<Corner>> {
    let mut ring = Vec::new();
    for position in positions.as_array()? {
        let (lon, lat) = (position.get(0)?.as_f64()?, position.get(1)?.as_f64()?);
        if lon.abs() > 180.0 || lat.abs() > 90.0 {
            return None;
        }
        push(&mut ring, corner(lon, lat));
    }
    Some(ring)
}

/// Adds a corner, unless it is the one before.
pub(super) fn push(ring: &mut Vec<Corner>, corner: Corner) {
    if ring.last() != Some(&corner) {
        ring.push(corner);
    }
}

/// The unit its properties tell of; `None` if they tell no name, or there is no outline.
pub(super) fn area(properties: &Map<String, Value>, rings: Vec<Vec<Corner>>) -> Option<Area> {
    let rings: Vec<Vec<Corner>> = rings.into_iter().filter(|ring| ring.len() > 2).collect();
    if rings.is_empty() {
        return None;
    }
    let names: Vec<String> = (0..4).map(|level| name_of(properties, level)).collect();
    let country = find(properties, COUNTRY)
        .filter(|code| code.len() == 2)
        .unwrap_or_default();
    let level = (1..4).rev().find(|&level| !names[level].is_empty()).unwrap_or(0);
    let mut names = names;
    names.truncate(level + 1);
    if level == 0 && names[0].is_empty() {
        names[0] = find(properties, &["name", "admin", "shapename"])?;
    }
    let mut pcodes: Vec<String> = (0..=level)
        .map(|level| {
            let keys = [format!("admin{level}pcode"), format!("adm{level}pcode")];
            find(properties, &keys.each_ref().map(String::as_str)).unwrap_or_default()
        })
        .collect();
    pcodes[0].clone_from(&country);
    Some(Area {
        level: level as u8,
        country,
        names,
        pcodes,
        rings,
    })
}

/// Properties that hold the ISO 3166-1 alpha-2 of the country, folded.
const COUNTRY: &[&str] = &[
    "countrypcode",
    "admin0pcode",
    "adm0pcode",
    "iso2",
    "isoa2",
    "iso31661alpha2",
];

/// The name of the unit of `level` by the keys OCHA uses, the French first; "" for none.
fn name_of(properties: &Map<String, Value>, level: usize) -> String {
    let keys = [
        "admin#namefr",
        "admin#nameen",
        "admin#name",
        "adm#fr",
        "adm#en",
        "adm#name",
        "adm#",
    ];
    let keys = keys.map(|key| key.replace('#', &level.to_string()));
    let found = find(properties, &keys.each_ref().map(String::as_str));
    let country = || {
        if level == 0 {
            find(properties, &["country"])
        } else {
            None
        }
    };
    found.or_else(country).unwrap_or_default()
}

/// The first property of one of these folded keys that holds words.
fn find(properties: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|wanted| {
        let (_, value) = properties.iter().find(|(key, _)| plain(key) == *wanted)?;
        let text = value.as_str()?.trim();
        (!text.is_empty() && text != "-99").then(|| text.to_owned())
    })
}

/// `ADM2_FR` and `adm2_fr` alike.
fn plain(key: &str) -> String {
    key.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

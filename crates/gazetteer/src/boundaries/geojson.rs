//! GeoJSON features: their outlines, and what their properties say of the unit.

use super::{Area, Corner, corner};
use serde_json::{Map, Value};

/// Properties and outlines of every polygon.
pub(super) fn features(collection: &Value) -> Vec<(Map<String, Value>, Vec<Vec<Corner>>)> {
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
    let find = |wanted: &[String]| {
        wanted.iter().find_map(|wanted| {
            let (_, value) = properties.iter().find(|(key, _)| plain(key) == *wanted)?;
            let text = value.as_str()?.trim();
            (!text.is_empty() && text != "-99").then(|| text.to_owned())
        })
    };
    let mut names: Vec<String> = Vec::new();
    let mut pcodes: Vec<String> = Vec::new();
    let mut level = None;
    for n in 0..4 {
        let wanted = [
            "admin#namefr",
            "admin#nameen",
            "admin#name",
            "adm#fr",
            "adm#en",
            "adm#name",
            "adm#",
        ];
        let own = wanted.map(|key| key.replace('#', &n.to_string()));
        let name = find(&own).or_else(|| {
            if n == 0 {
                find(&["country".to_owned()])
            } else {
                None
            }
        });
        if name.is_some() && n > 0 {
            level = Some(n);
        }
        names.push(name.unwrap_or_default());
        let wanted = [format!("admin{n}pcode"), format!("adm{n}pcode")];
        pcodes.push(find(&wanted).unwrap_or_default());
    }
    let country = [
        "countrypcode",
        "admin0pcode",
        "adm0pcode",
        "iso2",
        "isoa2",
        "iso31661alpha2",
    ];
    let country = find(&country.map(str::to_owned))
        .filter(|code| code.len() == 2)
        .unwrap_or_default();
    let level = match level {
        Some(level) => level,
        None => {
            let name = find(&["name".to_owned(), "admin".to_owned(), "shapename".to_owned()]);
            names[0] = Some(names[0].clone()).filter(|name| !name.is_empty()).or(name)?;
            0
        }
    };
    names.truncate(level as usize + 1);
    pcodes.truncate(level as usize + 1);
    pcodes[0].clone_from(&country);
    Some(Area {
        level,
        country,
        names,
        pcodes,
        rings,
    })
}

/// `ADM2_FR` and `adm2_fr` alike.
fn plain(key: &str) -> String {
    key.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

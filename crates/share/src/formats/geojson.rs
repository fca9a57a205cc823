//! GeoJSON (RFC 7946) for maps: a point, or the outline of a grid cell, or no geometry where only a unit is told.

use super::{Format, Meta};
use crate::{Area, Cleared, Purpose};
use serde_json::{Map, Value, json};
use tocsin_core::Field;

/// `application/geo+json`: longitude before latitude, outlines counter-clockwise, no `crs`.
#[derive(Clone, Copy, Debug)]
pub struct GeoJson;

impl Format for GeoJson {
    fn key(&self) -> &'static str {
        "geojson"
    }

    fn media_type(&self) -> &'static str {
        "application/geo+json"
    }

    fn ending(&self) -> &'static str {
        "geojson"
    }

    fn bytes(&self, incidents: &[Cleared], meta: &Meta) -> Vec<u8> {
        let mut file = Map::new();
        file.insert("type".to_owned(), "FeatureCollection".into());
        if let Some(bbox) = bbox(incidents) {
            file.insert("bbox".to_owned(), json!(bbox));
        }
        file.insert("tlp".to_owned(), meta.tlp.to_string().into());
        file.insert("audience".to_owned(), meta.audience.clone().into());
        if meta.purpose == Purpose::Desk {
            file.insert("purpose".to_owned(), "desk".into());
        }
        file.insert("generated".to_owned(), meta.generated.clone().into());
        file.insert("features".to_owned(), incidents.iter().map(feature).collect());
        let mut bytes = serde_json::to_vec(&Value::Object(file)).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn feature(cleared: &Cleared) -> Value {
    let area = cleared.place.as_ref().and_then(|place| place.area);
    let mut feature = Map::new();
    feature.insert("type".to_owned(), "Feature".into());
    feature.insert("id".to_owned(), cleared.id.0.clone().into());
    if let Some(area) = area {
        feature.insert("bbox".to_owned(), json!(corners(area)));
    }
    feature.insert("geometry".to_owned(), area.map_or(Value::Null, geometry));
    feature.insert("properties".to_owned(), properties(cleared));
    Value::Object(feature)
}

fn properties(cleared: &Cleared) -> Value {
    let first = |field| cleared.values(field).first().map(|value| value.text.as_str());
    let tolls = |field| -> Vec<String> {
        cleared
            .values(field)
            .iter()
            .map(|value| value.text.clone())
            .collect()
    };
    let place = cleared.place.as_ref();
    json!({
        "version": cleared.version,
        "marking": cleared.marking(),
        "status": cleared.status.key(),
        "tlp": cleared.tlp.to_string(),
        "grade": cleared.grade.to_string(),
        "code": cleared.code,
        "date": cleared.when.as_ref().map(tocsin_core::When::iso).unwrap_or_default(),
        "place": place.map(|place| place.name.as_str()),
        "country": cleared.country().map(|(_, code)| code),
        "uncertainty_km": place.filter(|place| place.area.is_some()).map(|place| place.radius_km),
        "coarsened": place.is_some_and(|place| place.coarsened),
        "perpetrator": first(Field::Perpetrator),
        "killed": tolls(Field::Killed),
        "injured": tolls(Field::Injured),
        "sources": cleared.sources,
        "reports": cleared.reports,
    })
}

fn geometry(area: Area) -> Value {
    match area {
        Area::Point(lat, lon) => json!({"type": "Point", "coordinates": [lon, lat]}),
        // Counter-clockwise from the south-west, closed: the right-hand rule of section 3.1.6.
        Area::Cell(south, west, north, east) => json!({
            "type": "Polygon",
            "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
        }),
    }
}

/// West, south, east, north.
fn corners(area: Area) -> [f64; 4] {
    match area {
        Area::Point(lat, lon) => [lon, lat, lon, lat],
        Area::Cell(south, west, north, east) => [west, south, east, north],
    }
}

/// The box around everything that has a place; `None` where nothing has.
fn bbox(incidents: &[Cleared]) -> Option<[f64; 4]> {
    incidents
        .iter()
        .filter_map(|cleared| Some(corners(cleared.place.as_ref()?.area?)))
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

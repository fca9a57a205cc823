//! The map with script: assets built apart and served from the desk's own origin where they are there, and its data.

use super::map::{Pin, outlines};
use super::visit::Visit;
use crate::web::answer::{Answer, not_found_page};
use crate::web::pages::filters::Asked;
use crate::web::pages::mapped;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path;
use std::sync::Arc;
use tocsin_gazetteer::Gazetteer;

/// Where assets lie when nothing else is said: beside the register.
pub const BESIDE: &str = "map-island";
/// What there must be, and what it is.
const FILES: [(&str, &str); 4] = [
    ("map.js", "text/javascript; charset=utf-8"),
    ("maplibre-gl.mjs", "text/javascript; charset=utf-8"),
    ("maplibre-gl-worker.mjs", "text/javascript; charset=utf-8"),
    ("maplibre-gl.css", "text/css; charset=utf-8"),
];
/// Bytes of one asset at most.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// Corners of outlines in one answer at most: about a megabyte before it is packed.
const MOST_CORNERS: usize = 60_000;
/// Steps a degree in which outlines are told: about a kilometre.
const STEPS: f64 = 100.0;

/// The assets, all or none.
#[derive(Debug, Default)]
pub struct Island(BTreeMap<&'static str, Bytes>);

impl Island {
    /// The assets in `folder`; none where one of them is missing, empty or too large.
    pub fn open(folder: &path::Path) -> Self {
        let read = |name: &str| {
            let file = folder.join(name);
            let bytes = std::fs::metadata(&file).ok()?.len();
            (1..=MOST_BYTES)
                .contains(&bytes)
                .then(|| std::fs::read(&file).ok())
                .flatten()
                .map(Bytes::from)
        };
        let files: Option<BTreeMap<_, _>> =
            FILES.iter().map(|(name, _)| Some((*name, read(name)?))).collect();
        Self(files.unwrap_or_default())
    }

    /// Whether they are there.
    pub fn is_there(&self) -> bool {
        !self.0.is_empty()
    }
}

/// One asset.
pub async fn asset(visit: Visit, Path(name): Path<String>) -> Answer {
    let found = FILES.iter().find(|(known, _)| *known == name);
    let bytes = found.and_then(|(known, _)| visit.shared.island.0.get(known));
    let (Some((_, kind)), Some(bytes)) = (found, bytes) else {
        return not_found_page(visit.page("none"));
    };
    let headers = [
        (header::CONTENT_TYPE, *kind),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, bytes.clone()).into_response())
}

/// The incidents of the map page as GeoJSON: the very pins that are drawn, no more exact.
pub async fn incidents(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let pins = mapped::pins_of(&visit, &asked).await?;
    Ok(geojson(&pins.iter().map(feature).collect::<Vec<_>>()))
}

fn feature(pin: &Pin) -> Value {
    json!({
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [pin.point.1, pin.point.0]},
        "properties": {"label": pin.label, "href": pin.href, "class": pin.class, "radius_km": pin.radius_km},
    })
}

/// Outlines: countries as they ship with Tocsin, and the units within them that the desk has loaded.
pub async fn borders(visit: Visit) -> Answer {
    let shared = Arc::clone(&visit.shared);
    let features = visit
        .read(move |view| Ok(borders_of(&shared.kit(view)?.gazetteer)))
        .await?;
    let mut answer = geojson(&features);
    answer.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("private, max-age=3600"),
    );
    Ok(answer)
}

fn borders_of(gazetteer: &Gazetteer) -> Vec<Value> {
    let mut left = MOST_CORNERS;
    let mut features: Vec<Value> = outlines()
        .map(|(name, ring)| border(0, name, &[ring.iter().map(|&point| rounded(point)).collect()]))
        .collect();
    let Some(boundaries) = gazetteer.boundaries() else {
        return features;
    };
    // The widest first: where not all can be told, the narrow ones are left out.
    let mut areas: Vec<_> = boundaries.areas().iter().filter(|area| area.level > 0).collect();
    areas.sort_by_key(|area| area.level);
    for area in areas {
        let rings: Vec<Vec<[f64; 2]>> = area
            .rings()
            .map(|ring| thinned(&ring))
            .filter(|ring| ring.len() > 3)
            .collect();
        let corners: usize = rings.iter().map(Vec::len).sum();
        if corners > left {
            continue;
        }
        left -= corners;
        features.push(border(
            area.level,
            area.names.last().map_or("", String::as_str),
            &rings,
        ));
    }
    features
}

/// A border as lines, so that holes and several parts need no order.
fn border(level: u8, name: &str, rings: &[Vec<[f64; 2]>]) -> Value {
    let geometry = if level == 0 {
        json!({"type": "Polygon", "coordinates": rings})
    } else {
        json!({"type": "MultiLineString", "coordinates": rings})
    };
    json!({"type": "Feature", "geometry": geometry, "properties": {"level": level, "name": name}})
}

fn rounded((lon, lat): (f64, f64)) -> [f64; 2] {
    [(lon * STEPS).round() / STEPS, (lat * STEPS).round() / STEPS]
}

/// A ring to about a kilometre, without corners that fall together.
fn thinned(ring: &[(f64, f64)]) -> Vec<[f64; 2]> {
    let mut out: Vec<[f64; 2]> = ring.iter().map(|&point| rounded(point)).collect();
    out.dedup();
    if let (Some(first), Some(last)) = (out.first().copied(), out.last().copied())
        && first != last
    {
        out.push(first);
    }
    out
}

fn geojson(features: &[Value]) -> Response {
    let body = json!({"type": "FeatureCollection", "features": features});
    ([(header::CONTENT_TYPE, "application/geo+json")], body.to_string()).into_response()
}

//! TopoJSON: outlines put together from shared arcs.

use super::geojson::{Found, push};
use super::{Corner, corner};
use serde_json::{Map, Value};

/// Properties and outlines of every polygon that has properties.
pub(super) fn features(topology: &Value) -> Vec<Found> {
    let arcs = arcs(topology);
    let objects = topology.get("objects").and_then(Value::as_object);
    let mut found = Vec::new();
    for object in objects.into_iter().flat_map(Map::values) {
        let geometries = object.get("geometries").and_then(Value::as_array);
        for geometry in geometries.into_iter().flatten() {
            if let Some(one) = feature(geometry, &arcs) {
                found.push(one);
            }
        }
    }
    found
}

fn feature(geometry: &Value, arcs: &[Vec<Corner>]) -> Option<Found> {
    let properties = geometry.get("properties")?.as_object()?.clone();
    let own = geometry.get("arcs")?;
    let polygons: Vec<&Value> = match geometry.get("type")?.as_str()? {
        "Polygon" => vec![own],
        "MultiPolygon" => own.as_array()?.iter().collect(),
        _ => return None,
    };
    let rings = polygons
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|ring| put_together(ring, arcs))
        .collect();
    Some((properties, rings))
}

/// A ring from the numbers of its arcs; `~n` is arc n from its end.
fn put_together(numbers: &Value, arcs: &[Vec<Corner>]) -> Option<Vec<Corner>> {
    let mut ring = Vec::new();
    for number in numbers.as_array()? {
        let number = number.as_i64()?;
        let backwards = number < 0;
        let index = usize::try_from(if backwards { !number } else { number }).ok()?;
        let arc = arcs.get(index)?;
        for at in 0..arc.len() {
            let at = if backwards { arc.len() - 1 - at } else { at };
            push(&mut ring, arc[at]);
        }
    }
    Some(ring)
}

/// The arcs in degrees: with a transform they are whole numbers, each counted from the one before.
fn arcs(topology: &Value) -> Vec<Vec<Corner>> {
    let pair = |value: Option<&Value>| Some((value?.get(0)?.as_f64()?, value?.get(1)?.as_f64()?));
    let transform = topology.get("transform");
    let scale = transform.and_then(|transform| pair(transform.get("scale")));
    let translate = transform.and_then(|transform| pair(transform.get("translate")));
    let listed = topology.get("arcs").and_then(Value::as_array);
    listed
        .into_iter()
        .flatten()
        .map(|arc| {
            let mut corners = Vec::new();
            let (mut x, mut y) = (0.0, 0.0);
            for position in arc.as_array().into_iter().flatten() {
                let Some((dx, dy)) = pair(Some(position)) else {
                    continue;
                };
                let (lon, lat) = match scale.zip(translate) {
                    Some((scale, translate)) => {
                        (x, y) = (x + dx, y + dy);
                        (x * scale.0 + translate.0, y * scale.1 + translate.1)
                    }
                    None => (dx, dy),
                };
                push(&mut corners, corner(lon, lat));
            }
            corners
        })
        .collect()
}

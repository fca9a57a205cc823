//! Incidents as pins on a map.

use crate::say::Lang;
use crate::shelf;
use crate::web::map::Pin;
use tocsin_core::{Field, Incident, Place, Value};
use tocsin_store::Record;

fn leading_place(incident: &Incident) -> Option<&Place> {
    incident
        .rivals(Field::Place)
        .iter()
        .find_map(|rival| match &rival.value {
            Value::Place(place) if place.point.is_some() => Some(place.as_ref()),
            _ => None,
        })
}

/// The pin of an incident; `None` where no place that is said has a point.
pub fn pin(lang: Lang, record: &Record) -> Option<Pin> {
    let place = leading_place(&record.incident)?;
    Some(Pin {
        point: place.point?,
        radius_km: f64::from(place.radius_km),
        label: shelf::heading_of(lang, &record.incident),
        href: format!("/incidents/{}?lang={}", record.incident.id, lang.tag()),
        class: record.status.key(),
    })
}

/// The pin of what the store draws of an incident; `None` where no place that is said has a point.
pub fn sketched(lang: Lang, pin: &tocsin_store::Pin) -> Option<Pin> {
    Some(Pin {
        point: pin.sketch.point?,
        radius_km: f64::from(pin.sketch.radius_km),
        label: shelf::heading_of_sketch(lang, &pin.sketch),
        href: format!("/incidents/{}?lang={}", pin.sketch.id, lang.tag()),
        class: pin.status.key(),
    })
}

/// Side of a cell in degrees: some eleven kilometres.
const CELL: f64 = 0.1;
/// Half-width of what a cell hides, in kilometres.
const CELL_KM: f64 = 8.0;

/// The pin at the middle of its cell, for what may not be shown more exactly.
pub fn coarse(exact: Pin) -> Pin {
    let middle = |degrees: f64| ((degrees / CELL).floor() + 0.5) * CELL;
    Pin {
        point: (middle(exact.point.0), middle(exact.point.1)),
        radius_km: exact.radius_km.max(CELL_KM),
        ..exact
    }
}

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

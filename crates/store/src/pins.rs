//! Incidents as a map needs them: many at once, each by the few values that are drawn, apart from the whole incident.

use crate::filter::{Cursor, Filter};
use crate::known::parsed;
use crate::list::{Total, find};
use crate::rows::status_of;
use crate::{StoreError, View};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use tocsin_core::{Field, Incident, IncidentId, Place, Status, Tlp, Value};

/// The few values of an incident that lists and maps of very many show; drawn from its current version when that is put
/// on the shelves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// The incident.
    pub id: IncidentId,
    /// Something in it came from the community.
    pub community: bool,
    /// Latitude and longitude of the first place given that has them; `None` where none has.
    pub point: Option<(f64, f64)>,
    /// Half-width of that place's uncertainty in kilometres; 0 without a point.
    pub radius_km: f32,
    /// The leading kind of event.
    pub event: Option<Value>,
    /// The leading place, with its name and country alone.
    pub place: Option<Place>,
    /// The leading time.
    pub when: Option<Value>,
}

/// An incident as a pin.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// What is drawn of it.
    pub sketch: Sketch,
    /// Where it stands.
    pub status: Status,
    /// Its label.
    pub tlp: Tlp,
}

/// Pins, and how many incidents there are in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Pins {
    /// The newest, newest day first.
    pub pins: Vec<Pin>,
    /// How many there are in all.
    pub total: Total,
}

impl Sketch {
    /// What is drawn of `incident`.
    pub(crate) fn of(incident: &Incident) -> Self {
        let pointed = incident
            .rivals(Field::Place)
            .iter()
            .find_map(|rival| match &rival.value {
                Value::Place(place) if place.point.is_some() => Some(place.as_ref()),
                _ => None,
            });
        Self {
            id: incident.id.clone(),
            community: incident.handling.community,
            point: pointed.and_then(|place| place.point),
            radius_km: pointed.map_or(0.0, |place| place.radius_km),
            event: incident.leading(Field::Event).cloned(),
            place: match incident.leading(Field::Place) {
                Some(Value::Place(place)) => Some(named(place)),
                _ => None,
            },
            when: incident.leading(Field::Date).cloned(),
        }
    }
}

/// The place by its name and country alone.
fn named(place: &Place) -> Place {
    let country = place.admin.iter().filter(|unit| unit.level == 0).cloned();
    Place {
        admin: country.collect(),
        ..Place::named(&place.name, place.kind)
    }
}

impl View<'_> {
    /// The incidents `filter` asks for, as pins.
    ///
    /// # Errors
    /// The database's own.
    pub fn pins(&self, filter: &Filter) -> Result<Pins, StoreError> {
        let found = find(&self.store.db, filter, &self.sight)?;
        // Both are read in the order of the list: neighbours lie beside each other, and few pages of the file are touched.
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT k.json, i.status, i.tlp, i.fence FROM incidents i INDEXED BY incidents_by_day
               CROSS JOIN sketches k ON k.day = i.day AND k.incident = i.row
             WHERE i.absorbed IS NULL AND i.day = ? AND i.row = ? AND {}",
            self.sight.on("i.")
        ))?;
        let mut pins = Vec::with_capacity(found.rows.len());
        for Cursor { day, row } in found.rows {
            let held: Option<(Vec<u8>, i64, i64, String)> = query
                .query_row(params![day, row], |held| {
                    Ok((held.get(0)?, held.get(1)?, held.get(2)?, held.get(3)?))
                })
                .optional()?;
            let Some((json, status, tlp, fence)) = held else {
                continue;
            };
            let sketch: Sketch = parsed(&json, "sketch", row)?;
            let tlp = crate::rows::tlp_of(tlp);
            self.note(tlp, &fence, &sketch.id.0);
            pins.push(Pin {
                sketch,
                status: status_of(status),
                tlp,
            });
        }
        Ok(Pins {
            pins,
            total: found.total,
        })
    }
}

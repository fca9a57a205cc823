//! What was cleared for one audience: all that formats may write. Only `clear()` can make one.

use crate::Purpose;
use serde::Serialize;
use tocsin_core::{Count, Field, Grade, IncidentId, Nature, Standing, Status, Tlp, When};

/// An incident as one audience may have it. Its fields are read through its methods; nobody outside this crate can
/// make or change one.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleared {
    pub(crate) audience: String,
    pub(crate) purpose: Purpose,
    pub(crate) id: IncidentId,
    pub(crate) version: u32,
    pub(crate) status: Status,
    pub(crate) standing: Standing,
    pub(crate) nature: Nature,
    pub(crate) tlp: Tlp,
    pub(crate) grade: Grade,
    pub(crate) confirmed: bool,
    pub(crate) code: String,
    pub(crate) when: Option<When>,
    pub(crate) place: Option<ClearedPlace>,
    pub(crate) fields: Vec<ClearedField>,
    pub(crate) sources: Vec<String>,
    pub(crate) reports: usize,
    pub(crate) discrepancies: Vec<Field>,
    pub(crate) withheld: usize,
}

/// A place as one audience may have it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClearedPlace {
    /// Name: of the place, or of the wider unit told instead.
    pub name: String,
    /// Key in the gazetteer; "" where a wider unit is told instead, or none is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Names and codes of the units it lies in, from the country down.
    pub units: Vec<(String, String)>,
    /// Where on the map; `None` where only the unit is told, or nothing is resolved.
    pub area: Option<Area>,
    /// Half-width of the uncertainty in kilometres; 0 without an area.
    pub radius_km: f32,
    /// Told more coarsely than it is known.
    pub coarsened: bool,
}

/// Where on the map, in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// A point: latitude, longitude.
    Point(f64, f64),
    /// A grid cell: south, west, north, east.
    Cell(f64, f64, f64, f64),
}

impl Area {
    /// The middle: latitude, longitude, to five decimals.
    #[must_use]
    pub fn middle(&self) -> (f64, f64) {
        let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
        match *self {
            Self::Point(lat, lon) => (lat, lon),
            Self::Cell(south, west, north, east) => (
                round(f64::midpoint(south, north)),
                round(f64::midpoint(west, east)),
            ),
        }
    }
}

/// All values of one field that may be told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClearedField {
    /// The field.
    pub field: Field,
    /// Its values, in the order of the incident.
    pub values: Vec<ClearedValue>,
}

/// One value, with who gives it, as far as that may be told.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClearedValue {
    /// The value in short, as text.
    pub text: String,
    /// Its key: event code, actor, concept or place key; "" where there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The number of people, for tolls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
    /// Of whom, for tolls that say so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// Part of a larger number, or a running total: never an event's own toll.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// How it is put, each way once: `asserted`, `claimed`, ….
    pub stances: Vec<&'static str>,
    /// Who says it, each once.
    pub speakers: Vec<String>,
    /// Independent lines it goes back to, as far as anyone can tell.
    pub origins: usize,
    /// Claims that deny it.
    pub denials: usize,
}

impl Cleared {
    /// Its id, the same in every version and for every audience.
    #[must_use]
    pub fn id(&self) -> &IncidentId {
        &self.id
    }

    /// The version told.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The label it carries.
    #[must_use]
    pub fn tlp(&self) -> Tlp {
        self.tlp
    }

    /// The name of the audience it was cleared for.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// What must be read before all else: `sample`, `exercise`, or the state where no person accepted it; "" if nothing.
    #[must_use]
    pub fn marking(&self) -> &'static str {
        match (self.nature, self.status) {
            (Nature::Sample, _) => "sample",
            (Nature::Exercise, _) => "exercise",
            (Nature::Real, Status::Accepted) => "",
            (Nature::Real, status) => status.key(),
        }
    }

    /// All values of `field` that may be told; empty if there are none.
    #[must_use]
    pub fn values(&self, field: Field) -> &[ClearedValue] {
        self.fields
            .iter()
            .find(|cleared| cleared.field == field)
            .map_or(&[], |cleared| &cleared.values)
    }

    /// The country: name and ISO 3166-1 alpha-2 code; `None` if not known.
    #[must_use]
    pub fn country(&self) -> Option<(&str, &str)> {
        let (name, code) = self.place.as_ref()?.units.first()?;
        Some((name, code))
    }

    /// Every word in it that came out of a report or a gazetteer: what the linter reads.
    pub(crate) fn words(&self) -> Vec<(Option<Field>, &str)> {
        let mut words: Vec<(Option<Field>, &str)> = Vec::new();
        for cleared in &self.fields {
            for value in &cleared.values {
                words.push((Some(cleared.field), &value.text));
                words.extend(value.speakers.iter().map(|speaker| (None, speaker.as_str())));
            }
        }
        words.extend(self.sources.iter().map(|source| (None, source.as_str())));
        words
    }
}

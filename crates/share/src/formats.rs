//! What parcels may look like: one file a format, and one line in [`FORMATS`].

pub mod event_csv;
pub mod geojson;
pub mod hxl;
pub mod json;
mod table;

use crate::{Audience, Cleared, Purpose};
use tocsin_core::{IncidentId, Tlp};

/// Bytes ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Its media type.
    pub media_type: &'static str,
    /// A name for the file: letters, digits, `-` and `.` alone.
    pub file_name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What holds for a whole parcel. Made by [`pack`] alone, so that what was cleared for one audience is never written
/// into another's parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    pub(crate) audience: String,
    pub(crate) purpose: Purpose,
    /// The strictest label of what is in it.
    pub(crate) tlp: Tlp,
    /// RFC 3339, UTC.
    pub(crate) generated: String,
}

/// A way to write what was cleared. Writing never fails: everything that could was settled before.
pub trait Format: Sync {
    /// The name used in commands and addresses: `geojson`.
    fn key(&self) -> &'static str;
    /// The media type of its parcels.
    fn media_type(&self) -> &'static str;
    /// The file ending, without the dot.
    fn ending(&self) -> &'static str;
    /// The bytes for `incidents`, in the order given.
    fn bytes(&self, incidents: &[Cleared], meta: &Meta) -> Vec<u8>;

    /// The parcel for `incidents`, in the order given.
    fn write(&self, incidents: &[Cleared], meta: &Meta) -> Parcel {
        let day = meta.generated.get(..10).unwrap_or("undated");
        let day: String = day
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        Parcel {
            media_type: self.media_type(),
            file_name: format!("tocsin-incidents-{day}.{}", self.ending()),
            bytes: self.bytes(incidents, meta),
        }
    }
}

/// All formats, in the order in which they are offered.
pub const FORMATS: &[&dyn Format] = &[&json::Json, &geojson::GeoJson, &event_csv::EventCsv, &hxl::Hxl];

/// The format `key`; `None` if there is none.
#[must_use]
pub fn format_of(key: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.key() == key)
}

/// An incident was cleared for another audience than the one it was to be sent to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{incident} was cleared for {cleared_for}, not for {audience}")]
pub struct Mixed {
    /// The incident.
    pub incident: IncidentId,
    /// Whom it was cleared for.
    pub cleared_for: String,
    /// Whom it was to go to.
    pub audience: String,
}

/// Writes what was cleared for `audience` as a parcel; `generated` is the time, RFC 3339, UTC.
///
/// # Errors
/// [`Mixed`], and nothing is written, where one of them was cleared for another audience.
pub fn pack(
    format: &dyn Format,
    incidents: &[Cleared],
    audience: &Audience,
    generated: &str,
) -> Result<Parcel, Mixed> {
    let stray = incidents
        .iter()
        .find(|cleared| cleared.audience != audience.name || cleared.purpose != audience.purpose);
    if let Some(stray) = stray {
        return Err(Mixed {
            incident: stray.id.clone(),
            cleared_for: stray.audience.clone(),
            audience: audience.name.clone(),
        });
    }
    let meta = Meta {
        audience: audience.name.clone(),
        purpose: audience.purpose,
        tlp: incidents
            .iter()
            .map(|cleared| cleared.tlp)
            .max()
            .unwrap_or_default(),
        generated: generated.to_owned(),
    };
    Ok(format.write(incidents, &meta))
}

//! Takes back what left the desk: a notice that names incidents and tells nothing of them.

use crate::{Audience, Parcel};
use serde::Serialize;
use tocsin_core::IncidentId;

#[derive(Serialize)]
struct Notice<'a> {
    format: &'static str,
    audience: &'a str,
    generated: &'a str,
    withdrawn: Vec<Withdrawn<'a>>,
}

#[derive(Serialize)]
struct Withdrawn<'a> {
    id: &'a str,
    version: u32,
}

/// The notice that these incidents, in the versions `audience` was sent, are withdrawn and must be deleted.
/// It holds ids and version numbers alone, so it may go to whoever got them, whatever their label is by now.
/// `generated` is the time, RFC 3339, UTC.
#[must_use]
pub fn recall(sent: &[(IncidentId, u32)], audience: &Audience, generated: &str) -> Parcel {
    let mut withdrawn: Vec<Withdrawn<'_>> = sent
        .iter()
        .map(|(id, version)| Withdrawn {
            id: &id.0,
            version: *version,
        })
        .collect();
    withdrawn.sort_by_key(|entry| (entry.id, entry.version));
    withdrawn.dedup_by_key(|entry| (entry.id, entry.version));
    let notice = Notice {
        format: "tocsin-recall/1",
        audience: &audience.name,
        generated,
        withdrawn,
    };
    // Plain text and numbers: writing them cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&notice).unwrap_or_default();
    bytes.push(b'\n');
    Parcel {
        media_type: "application/json",
        file_name: "tocsin-recall.json".to_owned(),
        bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::Tlp;

    #[test]
    fn names_each_version_once_and_nothing_else() {
        let sent = [("i2", 1), ("i1", 3), ("i2", 1), ("i1", 2)]
            .map(|(id, version)| (IncidentId(id.into()), version));
        let parcel = recall(
            &sent,
            &Audience::partner("partner-a", Tlp::Green),
            "2024-09-20T08:00:00Z",
        );
        let told: serde_json::Value = serde_json::from_slice(&parcel.bytes).unwrap();
        assert_eq!(
            told["withdrawn"],
            serde_json::json!([{"id": "i1", "version": 2}, {"id": "i1", "version": 3}, {"id": "i2", "version": 1}])
        );
        assert_eq!(told.as_object().map(serde_json::Map::len), Some(4));
    }
}

//! JSON for machines: every field with all values that may be told, who says them, and how many lines they go back to.

use super::{Format, Meta};
use crate::{Cleared, ClearedField, ClearedPlace, Purpose};
use serde::Serialize;
use tocsin_core::{Field, Standing};

/// `application/json`; the layout is versioned by the member `format`.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Format for Json {
    fn key(&self) -> &'static str {
        "json"
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn ending(&self) -> &'static str {
        "json"
    }

    fn bytes(&self, incidents: &[Cleared], meta: &Meta) -> Vec<u8> {
        let file = File {
            format: "tocsin-incidents/1",
            audience: &meta.audience,
            purpose: meta.purpose,
            tlp: meta.tlp.to_string(),
            generated: &meta.generated,
            incidents: incidents.iter().map(Incident::of).collect(),
        };
        // Plain structs of text and finite numbers: writing them cannot fail.
        let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    audience: &'a str,
    purpose: Purpose,
    tlp: String,
    generated: &'a str,
    incidents: Vec<Incident<'a>>,
}

#[derive(Serialize)]
struct Incident<'a> {
    id: &'a str,
    version: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    marking: &'static str,
    status: &'static str,
    standing: Standing,
    tlp: String,
    grade: String,
    grade_by: &'static str,
    code: &'a str,
    date: String,
    first_day: Option<String>,
    last_day: Option<String>,
    place: Option<&'a ClearedPlace>,
    fields: &'a [ClearedField],
    discrepancies: &'a [Field],
    sources: &'a [String],
    reports: usize,
    values_withheld: usize,
}

impl<'a> Incident<'a> {
    fn of(cleared: &'a Cleared) -> Self {
        let when = cleared.when.as_ref();
        Self {
            id: &cleared.id.0,
            version: cleared.version,
            marking: cleared.marking(),
            status: cleared.status.key(),
            standing: cleared.standing,
            tlp: cleared.tlp.to_string(),
            grade: cleared.grade.to_string(),
            grade_by: if cleared.confirmed { "person" } else { "rules" },
            code: &cleared.code,
            date: when.map(tocsin_core::When::iso).unwrap_or_default(),
            first_day: when.and_then(|when| Some(when.first?.to_string())),
            last_day: when.and_then(|when| Some(when.last?.to_string())),
            place: cleared.place.as_ref(),
            fields: &cleared.fields,
            discrepancies: &cleared.discrepancies,
            sources: &cleared.sources,
            reports: cleared.reports,
            values_withheld: cleared.withheld,
        }
    }
}

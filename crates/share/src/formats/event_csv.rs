//! Event CSV in the columns many conflict analysts already read: one row an incident, what is not known left empty.

use super::table::{cell, csv};
use super::{Format, Meta};
use crate::{Area, Cleared, iso};
use tocsin_core::codebook::code;
use tocsin_core::{Codebook, Field, Precision};

/// `text/csv`. The columns follow ACLED's export, so that tools made for it read ours; the values are our own.
#[derive(Clone, Copy, Debug)]
pub struct EventCsv;

/// The columns, in order.
#[rustfmt::skip]
pub const COLUMNS: [&str; 31] = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
];

impl Format for EventCsv {
    fn key(&self) -> &'static str {
        "event-csv"
    }

    fn media_type(&self) -> &'static str {
        "text/csv; charset=utf-8; header=present"
    }

    fn ending(&self) -> &'static str {
        "csv"
    }

    fn bytes(&self, incidents: &[Cleared], meta: &Meta) -> Vec<u8> {
        let head = COLUMNS.map(str::to_owned).to_vec();
        csv(std::iter::once(head).chain(incidents.iter().map(|cleared| row(cleared, meta))))
    }
}

fn row(cleared: &Cleared, meta: &Meta) -> Vec<String> {
    let (date, year, precision) = date(cleared);
    let (event, sub) = Codebook::get()
        .entry(&cleared.code)
        .map_or(("", ""), |entry| entry.acled);
    let leading = |field| {
        cleared
            .values(field)
            .first()
            .map_or_else(String::new, |value| cell(&value.text))
    };
    let place = cleared.place.as_ref();
    let unit = |level: usize| {
        place
            .and_then(|place| place.units.get(level))
            .map_or_else(String::new, |(name, _)| cell(name))
    };
    let country = cleared.country().and_then(|(_, code)| iso::country(code));
    let (lat, lon, geo) = point(cleared);
    vec![
        cell(&cleared.id.0),
        date,
        year,
        precision,
        disorder(event, sub).to_owned(),
        event.to_owned(),
        sub.to_owned(),
        leading(Field::Perpetrator),
        String::new(),
        String::new(),
        leading(Field::Target),
        String::new(),
        String::new(),
        String::new(),
        civilian_targeting(&cleared.code).to_owned(),
        country
            .as_ref()
            .map_or_else(String::new, |country| country.numeric.to_string()),
        country.map_or("", |country| country.region).to_owned(),
        unit(0),
        unit(1),
        unit(2),
        unit(3),
        place.map_or_else(String::new, |place| cell(&place.name)),
        lat,
        lon,
        geo,
        cell(&cleared.sources.join("; ")),
        String::new(),
        cell(&notes(cleared)),
        fatalities(cleared).map_or_else(String::new, |killed| killed.to_string()),
        cell(&tags(cleared)),
        timestamp(meta),
    ]
}

/// Date, year and precision 1 (day), 2 (week), 3 (month). Wider or open times leave all three empty: there is no
/// code for them, and a made-up day would be read as a known one.
fn date(cleared: &Cleared) -> (String, String, String) {
    let none = || (String::new(), String::new(), String::new());
    let Some(when) = &cleared.when else { return none() };
    let (Some(first), Some(last)) = (when.first, when.last) else {
        return none();
    };
    let days = (last - first).get_days();
    let precision = match when.precision {
        Precision::Vague | Precision::NoYear | Precision::Longer => return none(),
        _ if days <= 1 => "1",
        _ if days <= 7 => "2",
        _ if days <= 31 => "3",
        _ => return none(),
    };
    (first.to_string(), first.year().to_string(), precision.to_owned())
}

fn disorder(event: &str, sub: &str) -> &'static str {
    match (event, sub) {
        ("Protests", "Excessive force against protesters") => "Political violence; Demonstrations",
        ("Riots", "Mob violence")
        | ("Battles" | "Explosions/Remote violence" | "Violence against civilians", _) => {
            "Political violence"
        }
        ("Protests" | "Riots", _) => "Demonstrations",
        ("Strategic developments", _) => "Strategic developments",
        _ => "",
    }
}

fn civilian_targeting(event: &str) -> &'static str {
    let book = Codebook::get();
    let aimed = [code::ATTACK_ON_CIVILIANS, code::ABDUCTION, code::PROTEST_FORCE];
    if aimed.iter().any(|wide| book.is_a(event, &wide.0)) {
        "Civilian targeting"
    } else {
        ""
    }
}

/// Latitude, longitude and precision 1 (town), 2 (part of a region, grid cells among it), 3 (region).
fn point(cleared: &Cleared) -> (String, String, String) {
    let Some(place) = &cleared.place else {
        return (String::new(), String::new(), String::new());
    };
    let Some(area) = place.area else {
        return (String::new(), String::new(), "3".to_owned());
    };
    let (lat, lon) = area.middle();
    let precision = match area {
        Area::Point(..) if place.radius_km <= 10.0 => "1",
        _ if place.radius_km <= 50.0 => "2",
        _ => "3",
    };
    (lat.to_string(), lon.to_string(), precision.to_owned())
}

/// The people killed, where one hard number is all that anyone says; else `None`, and the notes tell all values.
fn fatalities(cleared: &Cleared) -> Option<u64> {
    let [only] = cleared.values(Field::Killed) else {
        return None;
    };
    let alone = cleared.values(Field::AttackersKilled).is_empty() && !only.partial && only.denials == 0;
    let sure = only
        .stances
        .iter()
        .all(|stance| matches!(*stance, "asserted" | "confirmed" | "claimed"));
    only.count.filter(|_| alone && sure)?.exact()
}

/// Every field with all its values and who says them: what one cell cannot hold.
fn notes(cleared: &Cleared) -> String {
    let mut parts = Vec::new();
    for field in &cleared.fields {
        let values: Vec<String> = field
            .values
            .iter()
            .map(|value| {
                let of = if value.of.is_empty() {
                    String::new()
                } else {
                    format!(" {}", value.of)
                };
                let stances = value.stances.join("/");
                format!(
                    "{}{of} [{}; {stances}; origins {}]",
                    value.text,
                    value.speakers.join(", "),
                    value.origins
                )
            })
            .collect();
        parts.push(format!("{}: {}", field.field.key(), values.join(" | ")));
    }
    parts.join(". ")
}

fn tags(cleared: &Cleared) -> String {
    let mut tags = vec![
        cleared.tlp.to_string(),
        format!("grade={}", cleared.grade),
        format!("version={}", cleared.version),
        format!("reports={}", cleared.reports),
    ];
    if !cleared.marking().is_empty() {
        tags.insert(0, format!("marking={}", cleared.marking()));
    }
    if !cleared.discrepancies.is_empty() {
        let fields: Vec<&str> = cleared.discrepancies.iter().map(|field| field.key()).collect();
        tags.push(format!("contradictions={}", fields.join("+")));
    }
    if cleared.withheld > 0 {
        tags.push(format!("values-withheld={}", cleared.withheld));
    }
    tags.join("; ")
}

/// Seconds since 1970, as the columns want the time of the export; empty where it is not RFC 3339.
fn timestamp(meta: &Meta) -> String {
    meta.generated
        .parse::<jiff::Timestamp>()
        .map_or_else(|_| String::new(), |time| time.as_second().to_string())
}

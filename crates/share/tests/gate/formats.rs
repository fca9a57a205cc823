//! What each format makes of what may leave.

use crate::case::{Case, NOW, actor, partner, toll};
use proptest::prelude::*;
use tocsin_core::{Count, Field, Tlp, Value, When};
use tocsin_share::{Audience, FORMATS, format_of, pack};

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in FORMATS {
        let once = Case::default().written(&Audience::public(), format.key());
        assert_eq!(once, Case::default().written(&Audience::public(), format.key()));
    }
}

#[test]
fn geojson_is_rfc_7946() {
    let text = Case::default().written(&Audience::public(), "geojson");
    let parsed: geojson::FeatureCollection = text.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
    assert!(!text.contains("\"crs\""));
    let feature = &parsed.features[0];
    assert_eq!(
        feature.id,
        Some(geojson::feature::Id::String("i0123456789ab".into()))
    );
    let raw: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ring: Vec<(f64, f64)> = raw["features"][0]["geometry"]["coordinates"][0]
        .as_array()
        .unwrap()
        .iter()
        .map(|at| (at[0].as_f64().unwrap(), at[1].as_f64().unwrap()))
        .collect();
    assert_eq!(ring.first(), ring.last(), "closed");
    let area: f64 = ring.windows(2).map(|p| p[0].0 * p[1].1 - p[1].0 * p[0].1).sum();
    assert!(area > 0.0, "counter-clockwise");
    assert!(
        ring.iter()
            .all(|(lon, lat)| (-4.0..-3.0).contains(lon) && (14.0..15.0).contains(lat))
    );
    assert_eq!(parsed.bbox.as_ref().map(Vec::len), Some(4));
    let exact = Case::default().written(&partner(Tlp::Clear), "geojson");
    let raw: serde_json::Value = serde_json::from_str(&exact).unwrap();
    assert_eq!(
        raw["features"][0]["geometry"]["coordinates"],
        serde_json::json!([-3.234567, 14.123456])
    );
    let empty = pack(format_of("geojson").unwrap(), &[], &Audience::public(), NOW).unwrap();
    let raw: serde_json::Value = serde_json::from_slice(&empty.bytes).unwrap();
    assert_eq!(raw["features"], serde_json::json!([]));
    assert!(raw.get("bbox").is_none());
}

fn rows(text: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[track_caller]
fn fatalities(case: Case, expected: &str) {
    let rows = rows(&case.written(&Audience::desk(Tlp::Red), "event-csv"));
    let at = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    assert_eq!(rows[1][at("fatalities")], expected, "{}", rows[1][at("notes")]);
}

#[test]
fn fatalities_only_where_one_hard_number_is_all_that_is_said() {
    fatalities(Case::default(), "7");
    fatalities(Case::default().also(Field::Killed, toll(Count::exactly(9))), "");
    fatalities(
        Case::default().also(Field::AttackersKilled, toll(Count::exactly(2))),
        "",
    );
    let some = Count {
        least: 2,
        most: None,
        about: false,
    };
    fatalities(Case::default().with(Field::Killed, toll(some)), "");
    let about = Count {
        least: 20,
        most: Some(20),
        about: true,
    };
    fatalities(Case::default().with(Field::Killed, toll(about)), "");
    let mut none = Case::default();
    none.values.retain(|(field, _)| *field != Field::Killed);
    fatalities(none, "");
}

#[test]
fn event_csv_has_the_known_columns_and_leaves_the_unknown_empty() {
    let mut vague = Case::default().with(
        Field::Date,
        Value::When(When::open(tocsin_core::Precision::Vague, None)),
    );
    vague.values.retain(|(field, _)| *field != Field::Place);
    let rows = rows(&vague.written(&Audience::public(), "event-csv"));
    assert_eq!(rows[0].len(), 31);
    let at = |name: &str| rows[1][rows[0].iter().position(|head| head == name).unwrap()].as_str();
    for name in [
        "event_date",
        "year",
        "time_precision",
        "iso",
        "latitude",
        "longitude",
        "geo_precision",
        "country",
    ] {
        assert_eq!(at(name), "", "{name}");
    }
    assert_eq!(at("event_type"), "Violence against civilians");
    assert_eq!(at("civilian_targeting"), "Civilian targeting");
}

#[test]
fn columns_are_those_of_the_published_list() {
    let shared = std::env::var("TOCSIN_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let Ok(list) = std::fs::read_to_string(format!("{shared}/data/standards/acled_columns.csv")) else {
        println!("skipped: no shared data");
        return;
    };
    let columns: Vec<&str> = list.trim().split(',').collect();
    assert_eq!(columns, tocsin_share::formats::event_csv::COLUMNS);
}

proptest! {
    #[test]
    fn hostile_text_stays_text(text in "\\PC{0,20}|[=+@\\-\"',;\t\r\n|a ]{0,20}") {
        let case = Case { source: text.clone(), ..Case::default() }.with(Field::Perpetrator, actor("k", &text));
        let desk = Audience::desk(Tlp::Red);
        let table = rows(&case.written(&desk, "event-csv"));
        prop_assert_eq!(table.len(), 2);
        prop_assert_eq!(table[1].len(), 31);
        for (n, cell) in table[1].iter().enumerate() {
            let number = matches!(table[0][n].as_str(), "latitude" | "longitude");
            prop_assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{}", cell);
        }
        let told: serde_json::Value = serde_json::from_str(&case.written(&desk, "json")).unwrap();
        let fields = told["incidents"][0]["fields"].as_array().unwrap();
        let actor = fields.iter().find(|field| field["field"] == "perpetrator").unwrap();
        prop_assert_eq!(actor["values"][0]["text"].as_str(), Some(text.as_str()));
        let map: serde_json::Value = serde_json::from_str(&case.written(&desk, "geojson")).unwrap();
        prop_assert_eq!(map["features"][0]["properties"]["perpetrator"].as_str(), Some(text.as_str()));
        prop_assert_eq!(rows(&case.written(&desk, "hxl")).len(), 3);
        // Outside, hostile text may be masked, but never breaks the gate.
        let _ = case.clear(&Audience::public());
    }
}

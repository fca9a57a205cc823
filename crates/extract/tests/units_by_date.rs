//! The region a place is told in is the one that held on the day of the event, not on that of the report.

mod common;

use tocsin_core::{Field, Language, Value, When};
use tocsin_extract::{Kit, read};

/// The regions claimed in what is read from `text`, published on `day`.
fn regions(text: &str, language: Language, day: &str) -> Vec<String> {
    let report = common::report(text, language, day.parse().ok().map(When::day));
    let reading = read(&report, &Kit::embedded());
    let places = reading.claims.iter().filter(|claim| claim.field == Field::Place);
    let region = |value: &Value| match value {
        Value::Place(place) => place.unit(1).map(|unit| unit.name.clone()),
        _ => None,
    };
    places.filter_map(|claim| region(&claim.value)).collect()
}

#[test]
fn bankass_before_and_after_the_law_of_2023() {
    let text = "Gunmen killed twelve people in the town of Bankass in Mali on Monday.";
    assert_eq!(regions(text, Language::En, "2022-06-20"), ["Mopti"]);
    assert_eq!(regions(text, Language::En, "2024-06-17"), ["Bandiagara"]);
    // The act lies before the law, the report after it.
    let text = "Des hommes armés ont tué douze personnes à Bankass, au Mali, le 10 mars 2023.";
    assert_eq!(regions(text, Language::Fr, "2023-03-14"), ["Mopti"]);
}

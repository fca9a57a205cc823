//! What is written down of an incident: values side by side, the voices behind them, contradictions, and lineage.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{incident_of, take_in};
use tocsin_core::{Direction, Field, Incident, LineageKind};

const BAMAKO: &str = "attack-on-forces @bamako 2024-09-17";

/// The origins of each value of `field`: `12 (army) | 20 (?)`; unknown voices as `?`, anonymous ones in small brackets.
fn origins(incident: &Incident, field: Field) -> String {
    let shown: Vec<String> = incident
        .rivals(field)
        .iter()
        .map(|rival| {
            let names: Vec<&str> = rival
                .origins
                .iter()
                .map(|origin| {
                    if origin.name.is_empty() {
                        "?"
                    } else {
                        origin.name.as_str()
                    }
                })
                .collect();
            format!("{} ({})", rival.value.short(), names.join(", "))
        })
        .collect();
    shown.join(" | ")
}

fn discrepancy(incident: &Incident, field: Field) -> String {
    incident
        .discrepancies
        .iter()
        .filter(|one| one.field == field)
        .map(|one| {
            let why: Vec<&str> = one
                .explanations
                .iter()
                .map(|reason| reason.key.as_str())
                .collect();
            format!("{} sides: {}", one.sides.len(), why.join(" "))
        })
        .collect()
}

fn lineage(incident: &Incident) -> String {
    let shown: Vec<String> = incident
        .lineage
        .iter()
        .map(|entry| {
            let to = entry
                .to
                .as_ref()
                .map_or(entry.upstream.as_str(), |to| to.0.as_str());
            let arrow = if entry.direction == Direction::Derives {
                "<-"
            } else {
                "--"
            };
            format!("{to} {arrow} {} {:?}", entry.from, entry.kind)
        })
        .collect();
    shown.join(", ")
}

#[track_caller]
fn check_origins(lines: &[String], field: Field, expected: &str) {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let register = take_in(&lines, &[]);
    assert_eq!(register.incidents().len(), 1, "one incident");
    assert_eq!(origins(incident_of(&register, "a"), field), expected);
}

#[test]
fn two_outlets_quoting_one_army_are_one_origin() {
    check_origins(
        &[
            format!(
                "a | outlet:x | 2024-09-18 | {BAMAKO} killed=12/army | Gunmen stormed the school, the army said"
            ),
            format!(
                "b | outlet:y | 2024-09-18 | {BAMAKO} killed=12/army | According to the army the toll stands"
            ),
        ],
        Field::Killed,
        "12 (army)",
    );
}

#[test]
fn different_voices_are_different_origins() {
    check_origins(
        &[
            format!(
                "a | outlet:x | 2024-09-18 | {BAMAKO} killed=12/army | Gunmen stormed the school, the army said"
            ),
            format!(
                "b | outlet:y | 2024-09-18 | {BAMAKO} killed=12/redcross | Ambulances went back and forth"
            ),
        ],
        Field::Killed,
        "12 (army, redcross)",
    );
}

#[test]
fn texts_of_unknown_source_confirm_nothing() {
    check_origins(
        &[
            format!("a | - | - | {BAMAKO} killed=12 | Gunmen stormed the school"),
            format!("b | - | - | {BAMAKO} killed=12 | A harrowing assault cast its shadow"),
        ],
        Field::Killed,
        "12 (?)",
    );
}

#[test]
fn unnamed_voices_of_one_kind_may_be_one() {
    check_origins(
        &[
            format!("a | outlet:x | 2024-09-18 | {BAMAKO} killed=12/resident | A resident saw it"),
            format!("b | outlet:y | 2024-09-18 | {BAMAKO} killed=12/resident | They heard shots, one said"),
        ],
        Field::Killed,
        "12 (resident)",
    );
}

#[test]
fn an_outlet_without_lineage_speaks_for_itself() {
    check_origins(
        &[
            format!("a | outlet:x | 2024-09-18 | {BAMAKO} | Our reporter stood at the gate of the school"),
            format!("b | outlet:y | 2024-09-18 | {BAMAKO} | Shots rang out over the capital for hours"),
        ],
        Field::Event,
        "attack-on-forces (x, y)",
    );
}

#[test]
fn a_credited_agency_is_the_origin() {
    let lines = [
        format!("a | outlet:x | 2024-09-18 | {BAMAKO} | Gunmen stormed the school [[Reuters.com]]"),
        format!("b | outlet:y | 2024-09-18 | {BAMAKO} | The assault began at dawn [[Reuters]]"),
    ];
    check_origins(&lines, Field::Event, "attack-on-forces (Reuters)");
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let register = take_in(&lines, &[]);
    assert_eq!(
        lineage(incident_of(&register, "a")),
        "Reuters <- a Credit, Reuters <- b Credit"
    );
}

#[test]
fn a_held_agency_report_is_named() {
    let lines = [
        format!("a | wire:AFP | 2024-09-18 | {BAMAKO} | Gunmen stormed the school"),
        format!("b | outlet:y | 2024-09-19 | {BAMAKO} | The assault began at dawn [[(AFP)]]"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let register = take_in(&lines, &[]);
    assert_eq!(lineage(incident_of(&register, "a")), "a <- b Credit");
}

const LONG: &str = "Gunmen on motorcycles stormed the gendarmerie school of Faladje before dawn on Tuesday and fired for two hours at \
    trainees who were still asleep in their dormitories, witnesses and a hospital worker said, while a second column broke into \
    the military side of Senou airport and set fire to a hangar and to the presidential aircraft parked beside it. Smoke hung \
    over the southern quarters until noon, taxis turned back at the Niger bridges, and the Medina market stayed shut.";

#[test]
fn copied_text_has_one_origin_and_a_direction() {
    let lines = [
        format!("a | outlet:x | 2024-09-18 | {BAMAKO} | {LONG}"),
        format!("b | outlet:y | 2024-09-19 | {BAMAKO} | {LONG} Our readers write to us about fear."),
        format!(
            "c | outlet:z | 2024-09-19 | {BAMAKO} | What we know so far of the events in the capital on that morning"
        ),
    ];
    check_origins(&lines, Field::Event, "attack-on-forces (x, z)");
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let register = take_in(&lines, &[]);
    assert_eq!(lineage(incident_of(&register, "a")), "a <- b SharedText");
}

#[test]
fn copies_without_dates_have_no_direction() {
    let lines = [
        format!("a | outlet:x | - | {BAMAKO} | {LONG}"),
        format!("b | outlet:y | - | {BAMAKO} | {LONG}"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let register = take_in(&lines, &[]);
    let incident = incident_of(&register, "a");
    assert_eq!(lineage(incident), "b -- a SharedText");
    assert_eq!(incident.lineage[0].kind, LineageKind::SharedText);
}

#[test]
fn an_error_made_twice_ties_its_makers() {
    let lines = [
        "a | outlet:a | 2024-09-18 | attack @bamako 2024-09-17 killed=77 site=school | One",
        "b | outlet:b | 2024-09-18 | attack @bamako 2024-09-17 killed=77 site=school | Two",
        "c | outlet:c | 2024-09-18 | attack @bamako 2024-09-17 killed=77 site=school | Three",
        "d | outlet:d | 2024-09-18 | attack @bamako 2024-09-17 killed=77 site=school | Four",
        "e | outlet:e | 2024-09-20 | attack @bamako 2023-09-17 killed=77 site=school | Five",
        "f | outlet:f | 2024-09-21 | attack @bamako 2023-09-17 killed=77 site=school | Six",
    ];
    let register = take_in(&lines, &[]);
    let incident = incident_of(&register, "a");
    assert_eq!(lineage(incident), "e <- f RareError");
    assert_eq!(
        origins(incident, Field::Date),
        "2024-09-17 (a, b, c, d) | 2023-09-17 (e)"
    );
}

#[track_caller]
fn check_discrepancy(one: &str, other: &str, field: Field, expected: &str) {
    let lines = [
        format!("a | outlet:x | 2024-09-18 | attack {one} | One"),
        format!("b | outlet:y | 2024-09-20 | attack {other} | Two"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let register = take_in(&lines, &[("a", "b", true)]);
    assert_eq!(
        discrepancy(incident_of(&register, "a"), field),
        expected,
        "{one} and {other}"
    );
}

#[test]
fn discrepancies_with_their_explanations() {
    use Field::{Date, Killed, Perpetrator, Place, Responsibility};
    let here = "@bamako 2024-09-17";
    check_discrepancy(here, "@bamako 2023-09-17", Date, "2 sides: link-why-other-year");
    check_discrepancy(here, "@bamako 2024-09-18", Date, "2 sides: link-why-next-day");
    check_discrepancy(here, "@bamako 2024-09", Date, "");
    check_discrepancy(here, "@bamako --09-17", Date, "");
    check_discrepancy(here, "@mali 2024-09-17", Place, "");
    check_discrepancy(here, "@faladie 2024-09-17", Place, "");
    check_discrepancy(here, "@gao 2024-09-17", Place, "2 sides: link-why-other-place");
    let toll = |toll: &str| format!("{here} {toll}");
    check_discrepancy(
        &toll("killed=12"),
        &toll("killed=20"),
        Killed,
        "2 sides: link-why-update",
    );
    check_discrepancy(&toll("killed=12"), &toll("killed=2+"), Killed, "");
    check_discrepancy(
        &toll("killed=70"),
        &toll("killed=77:soldiers"),
        Killed,
        "2 sides: link-why-part",
    );
    check_discrepancy(&toll("killed=77"), &toll("killed=70:soldiers"), Killed, "");
    check_discrepancy(&toll("killed=3:children"), &toll("killed=5:soldiers"), Killed, "");
    check_discrepancy(
        &toll("perp=jnim"),
        &toll("perp=dana"),
        Perpetrator,
        "2 sides: link-why-rival-names",
    );
    check_discrepancy(
        &toll("resp=jnim"),
        &toll("resp=jnim deny"),
        Responsibility,
        "2 sides: link-why-denied",
    );
}

#[test]
fn values_are_ordered_by_origins_then_exactness() {
    let lines = [
        "a | outlet:x | 2024-09-18 | attack @bamako 2024-09-17 killed=2+/army | One",
        "b | outlet:y | 2024-09-18 | attack @bamako 2024-09-17 killed=12/redcross | Two",
        "c | outlet:z | 2024-09-18 | attack @bamako 2024-09-17 killed=20/un | Three",
        "d | outlet:w | 2024-09-18 | attack @bamako 2024-09-17 killed=20/msf | Four",
    ];
    let register = take_in(&lines, &[]);
    assert_eq!(
        origins(incident_of(&register, "a"), Field::Killed),
        "20 (msf, un) | 12 (redcross) | ≥2 (army)"
    );
}

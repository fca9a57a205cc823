//! The main job on real input: four texts that tell, badly, of one attack. Reads them beside the checkout; names them when absent.

use crate::common::{Desk, shared, strings};
use serde_json::Value;

/// Every incident of the register, whole.
fn all(desk: &Desk) -> Vec<Value> {
    let list = desk.json(&["incidents", "--candidates", "--limit", "1000"]);
    strings(&list["incidents"], "/id")
        .into_iter()
        .map(|id| desk.json(&["show", id]))
        .collect()
}

fn values<'v>(incident: &'v Value, field: &str) -> Vec<&'v Value> {
    let fields = incident["fields"].as_array().into_iter().flatten();
    fields
        .filter(|view| view["field"] == field)
        .flat_map(|view| view["values"].as_array().into_iter().flatten())
        .collect()
}

fn keys<'v>(incident: &'v Value, field: &str) -> Vec<&'v str> {
    values(incident, field)
        .into_iter()
        .filter_map(|value| value["key"].as_str())
        .collect()
}

fn taken() -> Option<(Desk, Vec<Value>)> {
    let seeds = shared("seeds")?;
    let desk = Desk::new();
    let answer = desk.json(&["take-in", &seeds.display().to_string()]);
    assert_eq!(answer["reports"].as_array().unwrap().len(), 4, "{answer:#}");
    let incidents = all(&desk);
    Some((desk, incidents))
}

#[test]
fn no_toll_is_shown_that_no_text_gives() {
    let Some((_, incidents)) = taken() else { return };
    for incident in &incidents {
        assert!(
            values(incident, "killed").is_empty(),
            "no text says how many were killed: {:#}",
            incident["heading"]
        );
        for value in values(incident, "injured") {
            let words = strings(&value["claims"], "/words");
            assert!(
                words.iter().all(|words| words.to_lowercase().contains("many")),
                "{words:?}"
            );
            assert!(
                value["key"]
                    .as_str()
                    .is_some_and(|key| key.starts_with('≥') || key.starts_with('~')),
                "{value:#}"
            );
        }
    }
}

#[test]
fn every_value_has_words_and_a_speaker() {
    let Some((_, incidents)) = taken() else { return };
    for incident in &incidents {
        for view in incident["fields"].as_array().unwrap() {
            for value in view["values"].as_array().unwrap() {
                let claims: Vec<&Value> = value["claims"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .chain(value["denials"].as_array().unwrap())
                    .collect();
                assert!(!claims.is_empty(), "{}: {value:#}", view["field"]);
                for claim in claims {
                    assert!(
                        !claim["words"].as_str().unwrap().trim().is_empty()
                            && !claim["speaker"].as_str().unwrap().is_empty()
                    );
                }
            }
        }
    }
}

#[test]
fn the_year_is_what_one_text_says() {
    let Some((_, incidents)) = taken() else { return };
    let told = incidents.iter().filter(|incident| incident["standing"] == "told");
    let dated: Vec<&Value> = told
        .filter(|incident| keys(incident, "date").contains(&"2023-09-17"))
        .collect();
    assert_eq!(dated.len(), 1, "one incident is dated as the first text dates it");
    let value = values(dated[0], "date")
        .into_iter()
        .find(|value| value["key"] == "2023-09-17")
        .unwrap();
    let reports: std::collections::BTreeSet<&str> =
        strings(&value["claims"], "/report").into_iter().collect();
    assert_eq!(reports.len(), 1, "one text says so");
    assert!(
        !incidents
            .iter()
            .any(|incident| keys(incident, "date").iter().any(|key| key.starts_with("2024"))),
        "no text says 2024"
    );
}

#[test]
fn a_table_gives_candidates_apart() {
    let Some((_, incidents)) = taken() else { return };
    let rows: Vec<&Value> = incidents
        .iter()
        .filter(|incident| {
            ["2023-09", "2023-08", "2023-07"]
                .iter()
                .any(|month| keys(incident, "date") == [*month])
        })
        .collect();
    assert_eq!(rows.len(), 3, "three rows of a table, each its own candidate");
    assert!(
        rows.iter().all(|incident| incident["standing"] == "candidate"
            && incident["accounts"].as_array().unwrap().len() == 1)
    );
}

#[test]
fn the_claim_of_responsibility_has_its_claimant() {
    let Some((_, incidents)) = taken() else { return };
    let claims: Vec<&Value> = incidents
        .iter()
        .flat_map(|incident| values(incident, "responsibility"))
        .collect();
    let claimants: std::collections::BTreeSet<&str> =
        claims.iter().filter_map(|value| value["key"].as_str()).collect();
    assert_eq!(
        claimants,
        ["jnim"].into(),
        "one claimant, under all its spellings: {claims:#?}"
    );
    for incident in incidents
        .iter()
        .filter(|incident| !values(incident, "responsibility").is_empty())
    {
        assert_eq!(
            values(incident, "responsibility").len(),
            1,
            "said once in {}",
            incident["id"]
        );
    }
}

#[test]
fn no_text_confirms_another() {
    let Some((_, incidents)) = taken() else { return };
    for incident in &incidents {
        let grade = incident["grade"]["grade"].as_str().unwrap();
        let number: u32 = grade[1..].parse().unwrap();
        assert!(
            number >= 3,
            "{}: nothing confirms it, graded {grade}",
            incident["heading"]
        );
    }
}

#[test]
fn the_texts_are_one_attack_or_before_a_person() {
    let Some((_, incidents)) = taken() else { return };
    let told: Vec<&Value> = incidents
        .iter()
        .filter(|incident| incident["standing"] == "told")
        .collect();
    let reports: std::collections::BTreeSet<&str> = told
        .iter()
        .flat_map(|incident| strings(&incident["accounts"], "/report"))
        .collect();
    assert_eq!(reports.len(), 4, "each of the four tells of the attack");
    // Told incidents hang together by links kept for review, or are one.
    let mut groups: Vec<std::collections::BTreeSet<&str>> = Vec::new();
    for incident in &told {
        let mut group: std::collections::BTreeSet<&str> =
            strings(&incident["accounts"], "/account").into_iter().collect();
        for link in incident["maybe"].as_array().unwrap() {
            group.extend([link["a"].as_str().unwrap(), link["b"].as_str().unwrap()]);
        }
        let (meeting, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|other| !other.is_disjoint(&group));
        groups = apart;
        groups.push(
            meeting
                .into_iter()
                .fold(group, |all, other| all.union(&other).copied().collect()),
        );
    }
    assert_eq!(groups.len(), 1, "linked, or put to review: {groups:#?}");
    assert_eq!(
        told.iter()
            .map(|incident| incident["accounts"].as_array().unwrap().len())
            .sum::<usize>(),
        4,
        "one account a text"
    );
}

#[test]
fn taken_in_twice_nothing_changes() {
    let Some((desk, before)) = taken() else { return };
    let again = desk.json(&["take-in", &shared("seeds").unwrap().display().to_string()]);
    assert_eq!(again["changed"], serde_json::json!([]));
    assert_eq!(all(&desk), before);
    assert_eq!(desk.json(&["verify"])["holds"], true);
}

//! Which accounts are one event: cases as data, and the properties that hold for any set of them.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{incident_of, maybe, parse, partition, regroup, take_in, versions};
use proptest::prelude::*;
use tocsin_core::known::MOST_BY_KEYS;

#[track_caller]
fn check(lines: &[&str], groups: &str, review: &str) {
    let register = take_in(lines, &[]);
    assert_eq!(partition(&register), groups, "groups");
    assert_eq!(maybe(&register), review, "for a person");
    // Any other order of arrival gives the same.
    let reversed: Vec<&str> = lines.iter().rev().copied().collect();
    let register = take_in(&reversed, &[]);
    assert_eq!(partition(&register), groups, "groups, reversed");
    assert_eq!(maybe(&register), review, "for a person, reversed");
}

#[test]
fn same_town_and_day() {
    check(
        &[
            "a | wire:afp | 2024-09-18 | attack-on-forces @bamako 2024-09-17 killed=77 | Gunmen attacked the school",
            "b | outlet:x | 2024-09-19 | attack @bamako 2024-09-17 | The assault on the capital",
            "c | outlet:y | 2024-09-19 | attack @gao 2024-09-17 | A raid in the north",
            "d | outlet:z | 2024-06-02 | attack @bamako 2024-06-01 | An earlier assault",
        ],
        "a b | c | d",
        "",
    );
}

#[test]
fn what_many_tell_of_one_town_is_two_events_in_any_order() {
    // All meet by the same few keys, of whose reports a question looks at some alone.
    let line = |n: usize| {
        let event = if n.is_multiple_of(2) {
            "attack-on-forces @bamako 2024-09-16 killed=77"
        } else {
            "attack @bamako 2024-09-19 killed=12"
        };
        format!("r{n:03} | outlet:o{n} | 2024-09-20 | {event} | Some words {n}")
    };
    let lines: Vec<String> = (0..MOST_BY_KEYS + 16).map(line).collect();
    let given: Vec<&str> = lines.iter().map(String::as_str).collect();
    let groups = |lines: &[&str]| partition(&take_in(lines, &[]));
    let expected = groups(&given);
    assert_eq!(expected.matches(" | ").count(), 1, "{expected}");
    let mut other = given.clone();
    other.reverse();
    assert_eq!(groups(&other), expected, "reversed");
    // First all of one event, then all of the other.
    other.sort_by_key(|line| (line.contains("killed=12"), *line));
    assert_eq!(groups(&other), expected, "one after the other");
}

#[test]
fn a_wrong_year_is_joined_or_put_to_a_person() {
    let lines = [
        "a | wire:afp | 2024-09-18 | attack-on-forces @bamako 2024-09-17 | Gunmen stormed the gendarmerie school",
        "b | - | - | attack @bamako 2023-09-17 | On September 17, 2023, the capital became the scene of an assault",
    ];
    check(&lines, "a | b", "a~b");
    let with_site = [
        "a | wire:afp | 2024-09-18 | attack @bamako 2024-09-17 site=school killed=77 | Gunmen stormed the school",
        "b | - | - | attack @bamako 2023-09-17 site=school killed=77 | On September 17, 2023, the school was stormed",
    ];
    check(&with_site, "a b", "");
    let register = take_in(&with_site, &[]);
    let incident = incident_of(&register, "a");
    let dates: Vec<&str> = incident
        .discrepancies
        .iter()
        .filter(|one| one.field == tocsin_core::Field::Date)
        .flat_map(|one| one.explanations.iter().map(|reason| reason.key.as_str()))
        .collect();
    assert_eq!(dates, ["link-why-other-year"]);
}

#[test]
fn texts_that_say_too_little_are_for_a_person() {
    check(
        &[
            "a | - | - | attack @mali resp=jnim | A brutal morning assault in Mali",
            "b | - | - | attack @bamako | The attack near the airport",
            "c | - | - | attack @mali | A bold attack, a day after",
            "d | - | - | arrest @mali | Two men were arrested",
        ],
        "a | b | c | d",
        "a~b a~c b~c",
    );
}

#[test]
fn published_together_stands_in_for_a_date() {
    check(
        &[
            "a | wire:afp | 2024-03-05 | attack-on-civilians @bilal killed=12 | Gunmen came at dawn",
            "b | outlet:x | 2024-03-06 | attack-on-civilians @bilal killed=12 | Villagers buried their dead",
            "c | outlet:x | 2024-05-20 | attack-on-civilians @bilal | Another raid",
        ],
        "a b | c",
        "",
    );
}

#[test]
fn rows_without_a_source_do_not_join_told_events() {
    check(
        &[
            "a | outlet:x | - | attack @gao 2023-07-14 | The attack on the camp",
            "b | outlet:y | - | attack @gao 2023-07 row | July 2023 Gao 12 Direct assault",
        ],
        "a | b",
        "a~b",
    );
}

#[test]
fn samples_and_real_reports_never_meet() {
    check(
        &[
            "a | wire:afp | 2024-09-18 | attack @bamako 2024-09-17 killed=77 | Gunmen attacked the school",
            "sample | wire:afp | 2024-09-18 | attack @bamako 2024-09-17 killed=77 | Gunmen attacked the school",
        ],
        "a | sample",
        "",
    );
}

#[test]
fn two_events_of_one_report_stay_two() {
    check(
        &["a | wire:afp | 2024-09-18 | attack @bamako 2024-09-17 ; attack @faladie 2024-09-17 | Two attacks"],
        "a | a#1",
        "",
    );
}

#[test]
fn parts_of_a_coordinated_attack() {
    let register = take_in(
        &[
            "a | wire:afp | 2024-09-18 | attack @mali 2024-09-17 resp=jnim ; attack @bamako 2024-09-17 part=0 ; attack @gao 2024-09-17 part=0 | Attacks in two towns",
            "b | outlet:x | 2024-09-18 | attack @gao 2024-09-17 | The base in Gao was attacked",
        ],
        &[],
    );
    assert_eq!(partition(&register), "a | a#1 | a#2 b");
    let whole = incident_of(&register, "a");
    let mut parts = vec![
        incident_of(&register, "a#1").id.clone(),
        incident_of(&register, "b").id.clone(),
    ];
    parts.sort();
    assert_eq!(whole.parts, parts);
}

#[test]
fn a_person_merges_and_splits() {
    let lines = [
        "a | wire:afp | 2024-09-18 | attack @bamako 2024-09-17 | One",
        "b | outlet:x | 2024-09-18 | attack @bamako 2024-09-17 | Two",
        "c | outlet:y | 2024-09-18 | attack @gao 2024-09-17 | Three",
    ];
    let mut register = take_in(&lines, &[]);
    assert_eq!(partition(&register), "a b | c");
    let former = incident_of(&register, "a").id.clone();
    regroup(&mut register, ("a", "c", true));
    assert_eq!(partition(&register), "a b c");
    assert_eq!(incident_of(&register, "c").id, former);
    regroup(&mut register, ("a", "b", false));
    assert_eq!(partition(&register), "a c | b");
    assert_eq!(incident_of(&register, "a").id, former);
    assert_ne!(incident_of(&register, "b").id, former);
    // The same words said before the reports came give the same groups.
    let told_before = take_in(&lines, &[("a", "c", true), ("a", "b", false)]);
    assert_eq!(partition(&told_before), partition(&register));
}

#[test]
fn taking_a_report_again_changes_nothing() {
    let lines = [
        "a | wire:afp | 2024-09-18 | attack @bamako 2024-09-17 | One",
        "b | outlet:x | 2024-09-18 | attack @bamako 2024-09-17 | Two",
    ];
    let mut register = take_in(&lines, &[]);
    let before = versions(&register);
    for line in lines {
        let (report, reading) = parse(line);
        let linked = tocsin_link::link(&report, reading, &register).unwrap();
        assert!(linked.journey.incidents.is_empty() && linked.journey.absorbed.is_empty());
        register.commit(&linked.journey);
    }
    assert_eq!(versions(&register), before);
}

#[test]
fn what_does_not_change_is_not_written_again() {
    let mut register = take_in(
        &["a | wire:afp | 2024-09-18 | attack @bamako 2024-09-17 | One"],
        &[],
    );
    let before = versions(&register);
    let (report, reading) = parse("b | wire:afp | 2024-09-18 | attack @gao 2024-09-17 | Two");
    let linked = tocsin_link::link(&report, reading, &register).unwrap();
    assert_eq!(linked.journey.incidents.len(), 1);
    register.commit(&linked.journey);
    assert_eq!(versions(&register).get(before.keys().next().unwrap()), Some(&1));
}

/// A line of a random report: few towns, days and tolls, so that many of them meet.
fn line(nth: usize) -> impl Strategy<Value = String> {
    let places = prop::sample::select(vec![
        "@bamako",
        "@faladie",
        "@gao",
        "@mopti",
        "@bandiagara",
        "@mali",
        "",
    ]);
    let days = prop::sample::select(vec![
        "2024-09-17",
        "2024-09-18",
        "2023-09-17",
        "2024-09",
        "--09-17",
        "",
        "2024-09-16",
    ]);
    let codes = prop::sample::select(vec!["attack", "attack-on-forces", "suicide-bomb", "arrest"]);
    let tolls = prop::sample::select(vec![
        "",
        "killed=77",
        "killed=12",
        "killed=13 resp=jnim",
        "resp=dana",
        "row",
    ]);
    let published = prop::sample::select(vec!["-", "2024-09-18", "2024-09-19"]);
    let one = (places, days, codes, tolls)
        .prop_map(|(place, day, code, toll)| format!("{code} {place} {day} {toll}"));
    (prop::collection::vec(one, 1..3), published).prop_map(move |(events, published)| {
        format!(
            "r{nth} | outlet:o{nth} | {published} | {} | Some words {nth}",
            events.join(" ; ")
        )
    })
}

fn reports() -> impl Strategy<Value = Vec<String>> {
    (2..9_usize).prop_flat_map(|count| (0..count).map(line).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_does_not_matter(
        lines in reports(),
        shuffle in any::<prop::sample::Index>(),
        words in prop::collection::vec((0..6_usize, 0..6_usize, any::<bool>()), 0..3),
    ) {
        let names: Vec<(String, String, bool)> = words
            .iter()
            .filter(|(a, b, _)| a != b && *a < lines.len() && *b < lines.len())
            .map(|(a, b, same)| (format!("r{a}"), format!("r{b}"), *same))
            .collect();
        let words: Vec<(&str, &str, bool)> = names.iter().map(|(a, b, same)| (a.as_str(), b.as_str(), *same)).collect();
        let given: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut other = given.clone();
        other.rotate_left(shuffle.index(given.len()));
        if shuffle.index(2) == 1 {
            other.reverse();
        }
        let (one, two) = (take_in(&given, &words), take_in(&other, &words));
        prop_assert_eq!(partition(&one), partition(&two));
        prop_assert_eq!(maybe(&one), maybe(&two));
    }

    #[test]
    fn every_account_has_one_home(lines in reports()) {
        let given: Vec<&str> = lines.iter().map(String::as_str).collect();
        let register = take_in(&given, &[]);
        let mut told: Vec<String> = register
            .incidents()
            .iter()
            .flat_map(|incident| incident.members.iter().map(common::short))
            .collect();
        told.sort();
        let count = told.len();
        told.dedup();
        prop_assert_eq!(told.len(), count);
        let accounts: usize = lines.iter().map(|line| line.matches(';').count() + 1).sum();
        prop_assert_eq!(count, accounts);
    }
}

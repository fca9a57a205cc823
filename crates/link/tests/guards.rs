//! What must never link, what is tied without being joined, and translations, templates and revisions in our own dossiers.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{incident_of, maybe, parse, partition, take_in};
use std::path::Path;
use tocsin_core::{Language, LineageKind};
use tocsin_link::lineage::translation;
use tocsin_link::memory::MemoryRegister;

#[test]
fn a_value_carried_by_thousands_never_links() {
    // The same country, group, day and number, and no place closer: each such pair alone would be put to a person.
    let day = "2024-09-17";
    let mut register = MemoryRegister::muting_above(50);
    let mut largest = 0;
    for n in 0..600 {
        let words: Vec<String> = (0..40).map(|at| format!("w{}", n * 40 + at)).collect();
        let line = format!(
            "r{n:04} | outlet:o{n} | {day} | attack @mali {day} killed=13 perp=jnim | {}",
            words.join(" ")
        );
        let (mut report, reading) = parse(&line);
        report.received = format!("2024-10-01T00:{:02}:{:02}Z", n / 60, n % 60);
        let linked = tocsin_link::link(&report, reading, &register).unwrap();
        largest = largest.max(linked.dossiers.len());
        if n > 60 {
            assert!(
                !linked.journey.muted.is_empty(),
                "report {n} shares only what hundreds share"
            );
            assert_eq!(linked.journey.incidents.len(), 1, "report {n} stands alone");
        }
        register.commit(&linked.journey);
    }
    assert!(
        register.muted().keys().any(|key| key.contains("ML")),
        "{:?}",
        register.muted()
    );
    let biggest = register
        .incidents()
        .iter()
        .map(|incident| incident.members.len())
        .max();
    assert!(biggest <= Some(51), "{biggest:?}");
}

#[test]
fn one_claim_ties_attacks_of_one_day() {
    let day = "2024-09-17";
    let lines = [
        format!(
            "a | outlet:x | {day} | attack @bamako {day} resp=jnim; attack @gao {day} resp=jnim; attack @mopti {day} | Three towns were hit"
        ),
        format!("b | outlet:y | {day} | attack @gao {day} resp=jnim | Shots at Gao, claimed the same night"),
    ];
    for order in [[0, 1], [1, 0]] {
        let lines: Vec<&str> = order.iter().map(|&at: &usize| lines[at].as_str()).collect();
        let register = take_in(&lines, &[]);
        assert_eq!(partition(&register), "a | a#1 b | a#2");
        let whole: Vec<_> = register
            .incidents()
            .into_iter()
            .filter(|incident| !incident.parts.is_empty())
            .collect();
        assert_eq!(whole.len(), 1, "one complex incident");
        let (bamako, gao) = (&incident_of(&register, "a").id, &incident_of(&register, "a#1").id);
        assert_eq!(whole[0].parts, [gao.max(bamako).clone()]);
        assert_eq!(whole[0].id, gao.min(bamako).clone());
    }
}

#[test]
fn what_happened_at_a_site_of_the_town_is_a_part() {
    let day = "2024-09-17";
    let parts = |events: &str| {
        let register = take_in(
            &[&format!("a | outlet:x | {day} | {events} | The capital was hit")],
            &[],
        );
        assert_eq!(partition(&register), "a | a#1");
        let (whole, part) = (incident_of(&register, "a"), incident_of(&register, "a#1"));
        assert!(part.parts.is_empty());
        whole.parts == [part.id.clone()]
    };
    assert!(parts(
        "attack-on-forces @bamako 2024-09-17 killed=77; attack @faladie"
    ));
    assert!(!parts(
        "attack-on-forces @bamako 2024-09-17 killed=77; attack @faladie 2024-09-12"
    ));
    assert!(!parts(
        "attack-on-forces @gao 2024-09-17 killed=77; attack @faladie"
    ));
    assert!(!parts(
        "attack-on-forces @bamako 2024-09-17 killed=7; attack @faladie killed=9"
    ));
}

#[test]
fn an_event_told_twice_in_one_report_is_one() {
    let groups = |killed: u32| {
        partition(&take_in(
            &[&format!(
                "a | outlet:x | 2024-09-17 | attack @gao 2024-09-17 killed={killed}; attack @gao killed={killed} | Gao was hit"
            )],
            &[],
        ))
    };
    assert_eq!(groups(71), "a a#1");
    assert_eq!(groups(5), "a | a#1");
}

#[test]
fn claimed_attacks_told_apart_are_put_to_a_person() {
    let day = "2024-09-17";
    let register = take_in(
        &[
            &format!("a | outlet:x | {day} | attack @bamako {day} resp=jnim | Bamako"),
            &format!("b | outlet:y | {day} | attack @gao {day} resp=jnim | Gao"),
            &format!("c | outlet:z | {day} | attack @mopti {day} | Mopti"),
        ],
        &[],
    );
    assert_eq!(partition(&register), "a | b | c");
    assert_eq!(maybe(&register), "a~b");
    let keys: Vec<&str> = incident_of(&register, "a").maybe[0]
        .reasons
        .iter()
        .map(|reason| reason.key.as_str())
        .collect();
    assert!(keys.contains(&"link-coordinated"), "{keys:?}");
}

#[test]
fn an_edited_report_says_what_changed() {
    let line = |name: &str, killed: u32| {
        format!("{name} | outlet:x | 2024-09-17 | attack @gao 2024-09-17 killed={killed} | The attack on Gao")
    };
    let mut register = MemoryRegister::default();
    for (nth, text) in [line("a", 7), line("b", 20)].iter().enumerate() {
        let (mut report, reading) = parse(text);
        report.url = Some("https://example.org/item".into());
        report.received = format!("2024-09-17T0{nth}:00:00Z");
        report.revises = (nth == 1).then(|| tocsin_core::ReportId("a".into()));
        let linked = tocsin_link::link(&report, reading, &register).unwrap();
        register.commit(&linked.journey);
    }
    let incident = incident_of(&register, "a");
    assert_eq!(
        (incident.version, incident.members.len()),
        (2, 2),
        "the incident is opened again"
    );
    let line = incident
        .lineage
        .iter()
        .find(|line| line.kind == LineageKind::SameUrl)
        .unwrap();
    assert_eq!(line.reason.args["changes"], "killed: 7 → 20");
}

/// The reports of our own dossiers that are in two languages: translations are found, and nothing else is taken for one.
#[test]
fn translations_in_our_dossiers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/dossiers");
    let mut found = Vec::new();
    let mut pairs = 0;
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let source = std::fs::read_to_string(&path).unwrap();
        let reports: Vec<(&str, Language, &str)> =
            source.split("\n## Report ").skip(1).filter_map(report).collect();
        for (nth, (a, language, text)) in reports.iter().enumerate() {
            for (b, other_language, other) in &reports[nth + 1..] {
                if language != other_language {
                    pairs += 1;
                    if is_translation((text, *language), (other, *other_language)) {
                        found.push(format!(
                            "{} {a} {b}",
                            &path.file_name().unwrap().to_string_lossy()[..2]
                        ));
                    }
                }
            }
        }
    }
    assert!(pairs > 40, "{pairs}");
    // 01 d is a translated wire, of which a is the wire and b and c are cuts.
    assert_eq!(found, ["01 a d", "01 b d", "01 c d", "06 a b", "37 a b"]);
}

fn report(section: &str) -> Option<(&str, Language, &str)> {
    let (letter, rest) = section.split_once('\n')?;
    let (head, rest) = rest.split_once('\n')?;
    let language = if head.contains("language: fr") {
        Language::Fr
    } else {
        Language::En
    };
    Some((letter, language, rest.split("\n## ").next()?))
}

fn is_translation(one: (&str, Language), other: (&str, Language)) -> bool {
    let dossier = |(text, language): (&str, Language), name: &str| {
        let (mut report, reading) = parse(&format!(
            "{name} | outlet:x | 2024-09-17 | attack @gao | {}",
            text.replace('|', "/")
        ));
        report.language = language;
        tocsin_link::link(&report, reading, &MemoryRegister::default())
            .unwrap()
            .journey
            .dossier
    };
    let (one, other) = (dossier(one, "a"), dossier(other, "b"));
    translation::between(&translation::Pairs::of(&one), &translation::Pairs::of(&other)).is_some()
}

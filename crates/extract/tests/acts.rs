//! What verbs mean by their roles: taken, stopped, thrown, found, ordered, seen; nouns carried by a verb; accents that part words.

mod common;

use tocsin_core::{Field, Language, Value, When};
use tocsin_extract::{Kit, read};

static KIT: std::sync::LazyLock<Kit> = std::sync::LazyLock::new(Kit::embedded);

/// The codes told, then who did it and who or what was hit, by name.
fn told(language: Language, text: &str) -> Vec<String> {
    let day = When::day(jiff::civil::date(2024, 3, 6));
    let report = common::report(text, language, Some(day));
    let reading = read(&report, &KIT);
    let mut out: Vec<String> = reading
        .accounts
        .iter()
        .map(|account| account.code.to_string())
        .collect();
    for claim in &reading.claims {
        if matches!(claim.field, Field::Perpetrator | Field::Target) {
            let name = match &claim.value {
                Value::Actor(actor) => actor.name.as_str(),
                Value::Term(term) => term.name.as_str(),
                _ => "",
            };
            out.push(format!("{} {name}", claim.field.key()));
        }
    }
    out
}

#[track_caller]
fn check(language: Language, text: &str, expected: &[&str]) {
    assert_eq!(told(language, text), expected, "{text}");
}

#[test]
fn taken_means_by_what_is_taken() {
    for (text, code) in [
        (
            "Armed men took about 40 sheep from a herder near Boni on Monday.",
            "looting",
        ),
        ("Armed men took five teachers near Boni on Monday.", "abduction"),
        (
            "Armed men stopped two buses near Boni on Monday, residents said.",
            "road-block",
        ),
    ] {
        assert_eq!(
            told(Language::En, text).first().map(String::as_str),
            Some(code),
            "{text}"
        );
    }
    for (text, code) in [
        (
            "Des hommes armés ont emporté le bétail de trois familles lundi près de Boni.",
            "looting",
        ),
        (
            "Des hommes armés ont emmené cinq enseignants lundi près de Boni.",
            "abduction",
        ),
        (
            "Des hommes armés ont bloqué deux camions lundi près de Boni, selon des habitants.",
            "road-block",
        ),
    ] {
        assert_eq!(
            told(Language::Fr, text).first().map(String::as_str),
            Some(code),
            "{text}"
        );
    }
}

#[test]
fn who_runs_over_a_mine_is_hit() {
    check(
        Language::En,
        "Two soldiers were killed when an army truck struck a mine near Boni on Monday.",
        &["explosive-device", "target soldiers"],
    );
}

#[test]
fn a_noun_takes_the_subject_of_its_verb() {
    check(
        Language::En,
        "Fighters launched an attack on the village of Boni on Monday, killing three villagers.",
        &["attack-on-civilians", "perpetrator Fighters", "target villagers"],
    );
    check(
        Language::Fr,
        "Le convoi a été la cible d'une attaque lundi près de Boni : deux soldats tués.",
        &["attack-on-forces", "target soldats"],
    );
}

#[test]
fn an_accent_parts_a_verb_from_a_noun() {
    // "Condamne" is no verdict, "marche" no market, "menace" no threatened village.
    check(
        Language::Fr,
        "Le maire condamne l'attaque menée lundi par des hommes armés contre le marché de Boni, qui a fait trois morts.",
        &["attack-on-civilians", "perpetrator hommes armés", "target marché"],
    );
}

#[test]
fn one_man_arrested_is_no_wave_of_arrests() {
    check(
        Language::En,
        "A man was arrested in Gao on Monday after a quarrel.",
        &[],
    );
    check(
        Language::Fr,
        "Un homme a été arrêté lundi à Gao après une dispute.",
        &[],
    );
}

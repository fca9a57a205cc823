//! The scorer of MUC-4 value slots against cases computed by hand.

use super::*;

#[track_caller]
fn halves(score: fn(&str, &str) -> i64, cases: &[(&str, &str, i64)]) {
    for (given, wanted, expected) in cases {
        assert_eq!(
            score(given, wanted),
            *expected,
            "given {given:?}, wanted {wanted:?}"
        );
    }
}

#[test]
fn dates() {
    halves(
        date_credit,
        &[
            ("26 AUG 89", "26 AUG 89", 2),
            ("- 26 AUG 89", "-26 AUG 89", 2),
            ("26 AUG 89", "25 AUG 89 - 26 AUG 89", 1),
            ("25 AUG 89", "- 26 AUG 89", 1),
            ("27 AUG 89", "- 26 AUG 89", 0),
            ("- 26 AUG 89", "25 AUG 89 - 26 AUG 89", 1),
            ("- 26 AUG 89", "26 AUG 89", 1),
            ("- 26 AUG 89", "16 AUG 89", 0),
            ("- 26 AUG 89", "24 AUG 89 - 25 AUG 89", 0),
            ("25 AUG 89", "26 AUG 89", 0),
        ],
    );
}

#[test]
fn locations() {
    halves(
        location_credit,
        &[
            ("PERU: LIMA (CITY)", "PERU: LIMA (CITY)", 2),
            ("PERU: LIMA (TOWN)", "PERU: LIMA (DEPARTMENT): LIMA (CITY)", 2),
            ("PERU", "PERU: LIMA (CITY)", 1),
            ("PERU: CUZCO (CITY)", "PERU: LIMA (CITY)", 1),
            ("BOLIVIA: LIMA (CITY)", "PERU: LIMA (CITY)", 1),
            (
                "COLOMBIA: MEDELLIN (CITY)",
                "COLOMBIA: MEDELLIN (CITY) - CALI (CITY)",
                1,
            ),
            ("BOLIVIA", "PERU: LIMA (CITY)", 0),
            ("PERU", "PERU", 2),
        ],
    );
}

#[test]
fn numbers_and_effects() {
    halves(
        number_credit,
        &[
            ("7", "7", 2),
            ("7", "5 - 7", 1),
            ("6", "5 - 7", 0),
            ("7", "~7", 1),
            ("PLURAL", "PLURAL", 2),
            ("30-", "30 -", 2),
            ("30", "30-", 1),
        ],
    );
    halves(
        effect_credit,
        &[
            ("DEATH", "DEATH", 2),
            ("NO INJURY", "NO INJURY OR DEATH", 1),
            ("INJURY", "DEATH", 0),
        ],
    );
}

#[test]
fn alternatives_and_words() {
    let want = want("? 10 / 10- / PLURAL: \"JESUITS\" / \"THE PRIESTS\"", true);
    assert!(want.optional);
    assert_eq!(want.values, ["10", "10-", "PLURAL"]);
    assert_eq!(want.words, ["jesuits", "priests"]);
    assert_eq!(
        alternatives("(PERU: LIMA (CITY / TOWN)) / (PERU)"),
        ["PERU: LIMA (CITY / TOWN)", "PERU"]
    );
}

fn key(optional: bool, fills: &[(&str, &[&str])]) -> KeyTemplate {
    KeyTemplate {
        docid: "D".into(),
        irrelevant: false,
        optional,
        slots: fills
            .iter()
            .map(|(name, fills)| {
                (
                    (*name).to_owned(),
                    fills.iter().map(ToString::to_string).collect(),
                )
            })
            .collect(),
    }
}

fn attack() -> Template {
    Template {
        incident_type: "attack".into(),
        ..Template::default()
    }
}

#[test]
fn a_pair_by_hand() {
    let predicted = Coded {
        template: attack(),
        date: "16 NOV 89".into(),
        location: "EL SALVADOR".into(),
        why: Vec::new(),
        victims: vec![
            VictimFill {
                mentions: vec!["Jesuits".into()],
                number: "6".into(),
                effect: "DEATH".into(),
            },
            VictimFill {
                mentions: vec!["cook".into()],
                number: "1".into(),
                effect: "DEATH".into(),
            },
        ],
    };
    let wanted = key(
        false,
        &[
            ("INCIDENT: DATE", &["16 NOV 89"]),
            ("INCIDENT: LOCATION", &["EL SALVADOR: SAN SALVADOR (CITY)"]),
            ("HUM TGT: NUMBER", &["6: \"JESUITS\"", "2: \"WOMEN\""]),
            (
                "HUM TGT: EFFECT OF INCIDENT",
                &["DEATH: \"JESUITS\"", "DEATH: \"WOMEN\""],
            ),
        ],
    );
    let mut score = Slots::default();
    score.add(&[predicted], &[attack()], &[wanted]);
    let halves: Vec<(f64, f64, f64)> = score
        .tallies
        .iter()
        .map(|tally| (tally.right_given, tally.given, tally.wanted))
        .collect();
    // Date right; location half; number: jesuits right, cook's 1 is not 2; effect: right, and half for DEATH of another.
    assert_eq!(
        halves,
        [(1.0, 1.0, 1.0), (0.5, 1.0, 1.0), (1.0, 2.0, 2.0), (1.5, 2.0, 2.0)]
    );
}

#[test]
fn optional_and_inapplicable() {
    let predicted = Coded {
        template: attack(),
        date: "16 NOV 89".into(),
        ..Coded::default()
    };
    // The OPTIONAL template is not wanted; the other is, and nothing maps to it; the predicted one has no partner.
    let bombing = Template {
        incident_type: "bombing".into(),
        ..Template::default()
    };
    let mut score = Slots::default();
    let date: &[(&str, &[&str])] = &[("INCIDENT: DATE", &["16 NOV 89"])];
    score.add(
        &[],
        &[bombing.clone(), attack()],
        &[key(true, date), key(false, date)],
    );
    assert_eq!(score.tallies[0], Tally::of(0, 0, 1));
    // A `*` slot counts nothing; a `-` slot makes what is given spurious; a `?` fill not given is not missed.
    let mut score = Slots::default();
    let star: &[(&str, &[&str])] = &[("INCIDENT: DATE", &["*"]), ("INCIDENT: LOCATION", &["? PERU"])];
    score.add(std::slice::from_ref(&predicted), &[attack()], &[key(false, star)]);
    assert_eq!(score.tallies[0], Tally::default());
    assert_eq!(score.tallies[1], Tally::default());
    let mut score = Slots::default();
    score.add(
        &[predicted],
        &[attack()],
        &[key(false, &[("INCIDENT: DATE", &["-"])])],
    );
    assert_eq!(score.tallies[0], Tally::of(0, 1, 0));
}

//! The scorer of cases against readings made by hand.

use super::*;
use crate::cases::parse;
use tocsin_core::codebook::code;
use tocsin_core::{
    Account, AccountKind, ActorName, Count, EventCode, LeftOut, ReportId, Span, Speaker, Stance, Toll,
};

const CASE: &str = "# A\n\n- language: en\n- published: 2024-03-05\n\n## Text\n\n\
    Gunmen killed 12 people, the mayor said. A raid in 2019 killed 30.\n\n## Expected\n\n### Event: Raid\n\
    - code: attack-on-civilians\n- date: none\n- perpetrator: gunmen | words: \"Gunmen\"\n\
    - killed: 12 | words: \"12 people\" | speaker: the mayor\n\n### Left out\n- \"A raid in 2019\" : background\n";

fn claim(text: &str, field: Field, value: Value, words: &str, speaker: Option<&str>) -> Claim {
    let at = text.find(words).unwrap();
    Claim {
        field,
        value,
        span: Span::new(text, at, at + words.len()).unwrap(),
        sentence: Span::new(text, 0, text.len()).unwrap(),
        speaker: speaker.map_or_else(Speaker::default, |name| Speaker {
            kind: SpeakerKind::LocalAuthority,
            name: name.into(),
            ..Speaker::default()
        }),
        via: Vec::new(),
        stance: Stance::Asserted,
        as_of: None,
        rule: String::new(),
    }
}

fn toll(n: u64) -> Value {
    Value::Toll(Toll {
        count: Count::exactly(n),
        of: String::new(),
        part: false,
        running: false,
    })
}

fn account(text: &str, code: &EventCode, trigger: &str, claims: &[u32]) -> Account {
    let at = text.find(trigger).unwrap();
    Account {
        code: code.clone(),
        kind: AccountKind::Narrative,
        standing: Standing::Told,
        trigger: Span::new(text, at, at + trigger.len()).unwrap(),
        claims: claims.to_vec(),
        part_of: None,
    }
}

fn reading(claims: Vec<Claim>, accounts: Vec<Account>) -> Reading {
    Reading {
        report: ReportId("r".into()),
        reader: String::new(),
        claims,
        accounts,
        left_out: Vec::<LeftOut>::new(),
        features: Vec::new(),
        problems: Vec::new(),
    }
}

#[test]
fn by_hand() {
    let case = parse::parse("a", CASE).unwrap();
    let text = &case.text;
    let gunmen = Value::Actor(ActorName {
        key: String::new(),
        name: "Gunmen".into(),
    });
    let claims = vec![
        claim(text, Field::Perpetrator, gunmen, "Gunmen", Some("the mayor")),
        claim(text, Field::Killed, toll(12), "12 people", Some("mayor")),
        claim(text, Field::Killed, toll(30), "30", None),
        claim(text, Field::Killed, toll(30), "30", None),
    ];
    let accounts = vec![
        account(text, &code::ATTACK, "killed", &[0, 1, 2]),
        account(text, &code::ATTACK_ON_CIVILIANS, "raid", &[3]),
    ];
    let mut scores = Scores::default();
    let faults = scores.add(&case, text, &reading(claims, accounts));
    // Two accounts for one event. The first wins though its code is only a wider one: 1 + 2·2 words against 3.
    assert_eq!(scores.events, Tally::of(1, 2, 1));
    assert_eq!(scores.code, Share(0, 1));
    // Killed: 12 right; 30 wrong in the first account, and wrong in the account too many; 1 wanted and found.
    assert_eq!(scores.fields[&Field::Killed], Tally::of(1, 3, 1));
    assert_eq!(scores.fields[&Field::Perpetrator], Tally::of(1, 1, 1));
    assert!(!scores.fields.contains_key(&Field::Date));
    // Two values found: both asserted; the perpetrator's speaker should be the report.
    assert_eq!(
        (scores.stance, scores.speaker, scores.words),
        (Share(2, 2), Share(1, 2), Share(2, 2))
    );
    assert_eq!(scores.left_out, Share(0, 1));
    let mut causes: Vec<&str> = faults.iter().map(|(cause, _)| cause.as_str()).collect();
    causes.sort_unstable();
    assert_eq!(
        causes,
        [
            "event too many",
            "killed not wanted",
            "left-out passage read",
            "wrong code",
            "wrong speaker"
        ]
    );
}

#[test]
fn nothing_read() {
    let case = parse::parse("a", CASE).unwrap();
    let mut scores = Scores::default();
    scores.add(&case, &case.text, &reading(Vec::new(), Vec::new()));
    assert_eq!(scores.events, Tally::of(0, 0, 1));
    assert_eq!(scores.fields[&Field::Killed], Tally::of(0, 0, 1));
    assert_eq!(scores.left_out, Share(1, 1));
    assert!(scores.code.value().is_nan());
}

#[test]
fn false_incidents_are_told_ones() {
    let head = CASE.split("### Event").next().unwrap();
    let case = parse::parse("a", &format!("{head}### No incident\n- why: court\n")).unwrap();
    let mut scores = Scores::default();
    let mut candidate = account(&case.text, &code::ATTACK, "raid", &[]);
    let told = candidate.clone();
    candidate.standing = Standing::Candidate;
    scores.add(&case, &case.text, &reading(Vec::new(), vec![candidate]));
    scores.add(&case, &case.text, &reading(Vec::new(), vec![told]));
    assert_eq!(scores.false_incidents, Share(1, 2));
    assert_eq!(scores.events, Tally::default());
}

#[test]
fn speakers() {
    let text = "x said";
    for (wanted, given, expected) in [
        ("report", None, true),
        ("the mayor", None, false),
        ("report", Some("the mayor"), false),
        ("the mayor of X", Some("mayor"), true),
        ("l'état-major", Some("état-major de l'armée"), true),
        ("a nurse", Some("the mayor"), false),
    ] {
        let claim = claim(text, Field::Killed, toll(1), "x", given);
        assert_eq!(same_speaker(wanted, &claim), expected, "{wanted} / {given:?}");
    }
}

#[test]
fn the_speaker_of_a_circumstance_counts_only_where_the_case_names_one() {
    let wanted = |option: &str| {
        CASE.replace(
            "- date: none",
            &format!("- target: people | words: \"12 people\"{option}"),
        )
    };
    for (option, expected) in [("", Share(0, 0)), (" | speaker: the army", Share(0, 1))] {
        let case = parse::parse("a", &wanted(option)).unwrap();
        let text = &case.text;
        let people = Value::Term(tocsin_core::Term {
            key: String::new(),
            name: "people".into(),
        });
        let target = claim(text, Field::Target, people, "people", Some("the mayor"));
        let accounts = vec![account(text, &code::ATTACK_ON_CIVILIANS, "killed", &[0])];
        let mut scores = Scores::default();
        scores.add(&case, text, &reading(vec![target], accounts));
        assert_eq!(scores.speaker, expected, "{option:?}");
    }
}

#[test]
fn either_end_of_a_road_is_its_place() {
    let road = tocsin_core::Place {
        relation: Some(Relation::Between {
            other: "Goundaka".into(),
        }),
        ..tocsin_core::Place::named("Bandiagara", tocsin_core::PlaceKind::Populated)
    };
    let text = "between Bandiagara and Goundaka";
    let given = claim(text, Field::Place, Value::Place(Box::new(road)), text, None);
    for (wanted, expected) in [("Bandiagara", true), ("Goundaka", true), ("Mopti", false)] {
        let case = CASE.replace("- date: none", &format!("- place: {wanted}"));
        let event = &parse::parse("a", &case).unwrap().events[0];
        let value = event.of(Field::Place).next().unwrap();
        assert_eq!(agrees(value, &given, text), expected, "{wanted}");
    }
}

#[test]
fn a_site_named_after_its_town_is_there() {
    let text = "the Kati garrison";
    for (wanted, kind, expected) in [
        ("Kati", tocsin_core::PlaceKind::Site, true),
        ("Kat", tocsin_core::PlaceKind::Site, false),
        ("Kati", tocsin_core::PlaceKind::Populated, false),
    ] {
        let place = tocsin_core::Place::named("Kati camp", kind);
        let given = claim(text, Field::Place, Value::Place(Box::new(place)), text, None);
        let case = CASE.replace("- date: none", &format!("- place: {wanted}"));
        let event = &parse::parse("a", &case).unwrap().events[0];
        let value = event.of(Field::Place).next().unwrap();
        assert_eq!(agrees(value, &given, text), expected, "{wanted} {kind:?}");
    }
}

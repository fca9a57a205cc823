//! What may leave, and what never does, by every format.

#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::panic,
    clippy::needless_pass_by_value,
    unreachable_pub,
    reason = "tests"
)]
mod case;
mod formats;

use crate::case::{Case, NOW, actor, partner, refused, term};
use jiff::civil::date;
use tocsin_core::{EventCode, Field, Handling, Nature, Speaker, SpeakerKind, Status, Tlp, Value, When};
use tocsin_share::{Audience, Delays, FORMATS, Purpose, pack};

#[test]
fn what_changed_after_it_was_accepted_stays() {
    for (reviewed, leaves) in [(None, false), (Some(2), false), (Some(3), true), (Some(4), true)] {
        let case = Case {
            reviewed,
            ..Case::default()
        };
        assert_eq!(case.incident().version, 3);
        let cleared = case.clear(&Audience::public());
        assert_eq!(cleared.is_ok(), leaves, "{reviewed:?}");
        if let Err(refusal) = cleared {
            let keys: Vec<&str> = refusal.reasons.iter().map(|reason| reason.key.as_str()).collect();
            assert_eq!(keys, ["share-changed-since"]);
        }
        assert!(
            case.clear(&Audience::desk(Tlp::Red)).is_ok(),
            "the desk's own use"
        );
    }
}

#[test]
fn what_is_accepted_clear_and_real_leaves() {
    for audience in [
        Audience::public(),
        partner(Tlp::Clear),
        partner(Tlp::Red),
        Audience::desk(Tlp::Red),
    ] {
        assert_eq!(Case::default().clear(&audience).unwrap().marking(), "");
    }
}

#[test]
fn nothing_above_the_clearance_leaves() {
    let labels = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];
    for tlp in labels {
        let case = Case {
            handling: Handling {
                tlp,
                community: false,
            },
            ..Case::default()
        };
        for clearance in labels {
            for audience in [partner(clearance), Audience::desk(clearance)] {
                if tlp > clearance {
                    refused(&case, &audience, "share-above-clearance");
                } else {
                    assert_eq!(case.clear(&audience).unwrap().tlp(), tlp);
                }
            }
            let careless = Audience {
                clearance,
                ..Audience::public()
            };
            assert_eq!(
                case.clear(&careless).is_ok(),
                tlp == Tlp::Clear,
                "the public gets TLP:CLEAR alone"
            );
        }
    }
}

#[test]
fn nothing_unaccepted_leaves() {
    for status in [Status::New, Status::InReview, Status::Rejected, Status::Withdrawn] {
        let case = Case {
            status,
            ..Case::default()
        };
        refused(&case, &Audience::public(), "share-not-accepted");
        refused(&case, &partner(Tlp::Red), "share-not-accepted");
        let desk = Audience::desk(Tlp::Red);
        assert_eq!(case.clear(&desk).unwrap().marking(), status.key());
        for format in FORMATS {
            assert!(
                case.written(&desk, format.key()).contains(status.key()),
                "{} is marked",
                format.key()
            );
        }
    }
}

#[test]
fn no_sample_and_no_exercise_leaves() {
    for (nature, marking) in [(Nature::Sample, "sample"), (Nature::Exercise, "exercise")] {
        let case = Case {
            nature,
            ..Case::default()
        };
        refused(&case, &Audience::public(), "share-not-real");
        refused(&case, &partner(Tlp::Red), "share-not-real");
        for format in FORMATS {
            assert!(
                case.written(&Audience::desk(Tlp::Red), format.key())
                    .contains(marking)
            );
        }
    }
}

#[test]
fn what_is_kept_to_a_group_stays_whatever_its_label() {
    let case = Case {
        fenced: true,
        ..Case::default()
    };
    refused(&case, &Audience::public(), "share-fenced");
    refused(&case, &partner(Tlp::Red), "share-fenced");
    assert!(
        case.clear(&Audience::desk(Tlp::Red)).is_ok(),
        "the desk itself works with it"
    );
}

#[test]
fn what_cannot_be_checked_does_not_leave() {
    let case = Case {
        dossiers: false,
        ..Case::default()
    };
    refused(&case, &Audience::public(), "share-basis-missing");
    refused(&case, &Audience::desk(Tlp::Red), "share-basis-missing");
}

#[test]
fn every_reason_is_given() {
    let case = Case {
        handling: Handling {
            tlp: Tlp::Red,
            community: false,
        },
        nature: Nature::Exercise,
        status: Status::New,
        ..Case::default()
    };
    assert_eq!(case.clear(&Audience::public()).unwrap_err().reasons.len(), 3);
}

#[test]
fn events_are_held_back_by_class() {
    let slow = Audience {
        delays: Delays {
            forces: 4,
            warning: 0,
            other: 3,
        },
        ..partner(Tlp::Clear)
    };
    let case = |code| Case::default().with(Field::Event, Value::Event(EventCode::new(code)));
    assert!(
        case("attack-on-civilians").clear(&slow).is_ok(),
        "three days have passed"
    );
    refused(&case("armed-clash"), &slow, "share-too-early");
    assert!(case("ultimatum").clear(&slow).is_ok());
    let later = case("attack-on-civilians").also(Field::Date, Value::When(When::day(date(2024, 9, 19))));
    refused(&later, &slow, "share-too-early");
}

#[test]
fn positions_of_forces_never_leave() {
    let presence = |key: &str, name: &str| {
        Case::default()
            .with(Field::Event, Value::Event(EventCode::new("armed-presence")))
            .with(Field::Perpetrator, actor(key, name))
    };
    assert!(presence("", "armed men").clear(&Audience::public()).is_ok());
    for (key, name) in [("fama", "FAMa"), ("", "an army patrol"), ("", "des militaires")] {
        refused(&presence(key, name), &partner(Tlp::Red), "share-force-position");
    }
    let base = Case::default().with(Field::Event, Value::Event(EventCode::new("base-established")));
    refused(&base, &Audience::public(), "share-force-position");
    let barracks = Case::default().with(Field::Site, term("barracks", "the camp at Tinyvillage"));
    assert!(!barracks.everything(&partner(Tlp::Red)).contains("barracks"));
    assert!(
        barracks
            .everything(&Audience::desk(Tlp::Red))
            .contains("the camp at Tinyvillage")
    );
}

#[test]
fn places_are_coarsened_in_every_format() {
    let secrets = [
        "14.1234",
        "14.12346",
        "3.2345",
        "3.23457",
        "Tinyvillage",
        "test:1",
    ];
    let green = Case {
        handling: Handling {
            tlp: Tlp::Green,
            community: false,
        },
        ..Case::default()
    };
    let community = Case {
        handling: Handling {
            tlp: Tlp::Clear,
            community: true,
        },
        ..Case::default()
    };
    for (case, audience) in [
        (&Case::default(), Audience::public()),
        (&green, partner(Tlp::Red)),
        (&community, partner(Tlp::Red)),
        (&community, Audience::public()),
    ] {
        let text = case.everything(&audience);
        for secret in secrets {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("Koro"));
    }
    assert!(
        Case::default()
            .everything(&partner(Tlp::Clear))
            .contains("14.123456")
    );
}

#[test]
fn community_reports_are_never_quoted() {
    let case = Case {
        handling: Handling {
            tlp: Tlp::Clear,
            community: true,
        },
        speaker: Speaker {
            kind: SpeakerKind::Witness,
            name: "the baker by the well".into(),
            ..Speaker::default()
        },
        source: "Number 7".into(),
        ..Case::default()
    }
    .with(Field::Perpetrator, actor("", "men in blue turbans"))
    .also(Field::Perpetrator, actor("group-a", "those of the forest"))
    .with(Field::Impact, term("arson", "they burnt the blue house"));
    for audience in [Audience::public(), partner(Tlp::Red)] {
        let text = case.everything(&audience);
        for secret in [
            "baker",
            "Number 7",
            "turbans",
            "forest",
            "blue house",
            "secret-path",
        ] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("witness") && text.contains("group-a") && text.contains("arson"));
    }
}

#[test]
fn no_people_is_a_perpetrator_and_no_person_is_named() {
    let case = Case {
        speaker: Speaker {
            kind: SpeakerKind::Security,
            name: "Colonel Untel".into(),
            ..Speaker::default()
        },
        ..Case::default()
    }
    .with(Field::Perpetrator, actor("", "des miliciens peuls"))
    .also(
        Field::Perpetrator,
        actor("group-b", "les hommes du général Quidam"),
    )
    .also(Field::Perpetrator, actor("hill-people", "the hill people"));
    let audience = Audience {
        masked: vec!["hill people".into(), "hill-people".into()],
        ..partner(Tlp::Red)
    };
    let text = case.everything(&audience);
    for secret in ["peul", "Quidam", "Untel", "hill"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert!(text.contains("group-b") && text.contains("security"));
    let told: serde_json::Value = serde_json::from_str(&case.written(&audience, "json")).unwrap();
    assert_eq!(told["incidents"][0]["values_withheld"], 2);
}

#[test]
fn victims_groups_go_only_to_those_cleared_for_them() {
    let case = |tlp| {
        Case {
            handling: Handling {
                tlp,
                community: false,
            },
            ..Case::default()
        }
        .with(Field::Target, actor("", "Dogon farmers"))
    };
    assert!(!case(Tlp::Clear).everything(&Audience::public()).contains("Dogon"));
    assert!(!case(Tlp::Clear).everything(&partner(Tlp::Red)).contains("Dogon"));
    assert!(
        case(Tlp::Amber)
            .everything(&partner(Tlp::Amber))
            .contains("Dogon farmers")
    );
}

#[test]
fn what_was_cleared_for_one_is_never_packed_for_another() {
    let cleared = [Case::default().clear(&Audience::desk(Tlp::Red)).unwrap()];
    for audience in [Audience::public(), partner(Tlp::Red)] {
        for format in FORMATS {
            assert!(pack(*format, &cleared, &audience, NOW).is_err());
        }
    }
    let namesake = Audience {
        purpose: Purpose::Public,
        ..Audience::desk(Tlp::Red)
    };
    assert!(pack(FORMATS[0], &cleared, &namesake, NOW).is_err());
}

#[test]
fn refusals_can_be_said_in_both_languages() {
    let keys: Vec<&str> = include_str!("../../src/clear.rs")
        .split("Reason::new(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(keys.len() >= 7, "{keys:?}");
    for messages in [
        include_str!("../../../../data/messages/en/share.ftl"),
        include_str!("../../../../data/messages/fr/share.ftl"),
    ] {
        for key in &keys {
            assert!(messages.contains(&format!("\n{key} = ")), "{key}");
        }
    }
}

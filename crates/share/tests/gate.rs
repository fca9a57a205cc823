//! What may leave, in which form, and what never does, by every format.

#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "tests"
)]

use jiff::civil::date;
use proptest::prelude::*;
use std::sync::Arc;
use tocsin_core::{
    AccountId, ActorName, AdminUnit, Claim, ClaimRef, Count, Dossier, EventCode, Field, FieldView, Grade,
    Handling, Incident, IncidentId, Language, Nature, Origin, Place, PlaceKind, ProposedGrade, Reading,
    ReportId, Rival, Source, SourceLetter, Span, Speaker, SpeakerKind, Stance, Standing, Status, Term, Tlp,
    Toll, Value, When,
};
use tocsin_share::{Audience, Delays, FORMATS, Item, PlacePrecision, Purpose, clear, format_of, pack};

const NOW: &str = "2024-09-20T08:00:00Z";

/// An incident that may leave for anyone, to be spoilt in one way by each test.
#[derive(Clone)]
struct Case {
    values: Vec<(Field, Value)>,
    speaker: Speaker,
    source: String,
    handling: Handling,
    nature: Nature,
    status: Status,
    reviewed: Option<u32>,
    dossiers: bool,
}

impl Default for Case {
    fn default() -> Self {
        let unit = |level, name: &str, code: &str| AdminUnit {
            level,
            name: name.into(),
            code: code.into(),
            ..AdminUnit::default()
        };
        let place = Place {
            key: "test:1".into(),
            admin: vec![
                unit(0, "Mali", "ML"),
                unit(1, "Mopti", "ML-5"),
                unit(2, "Koro", "ML0504"),
            ],
            point: Some((14.123_456, -3.234_567)),
            radius_km: 3.0,
            ..Place::named("Tinyvillage", PlaceKind::Populated)
        };
        Self {
            values: vec![
                (Field::Event, Value::Event(EventCode::new("attack-on-civilians"))),
                (Field::Date, Value::When(When::day(date(2024, 9, 17)))),
                (Field::Place, Value::Place(Box::new(place))),
                (Field::Perpetrator, actor("", "armed men")),
                (Field::Target, term("villagers", "the villagers of Tinyvillage")),
                (Field::Killed, toll(Count::exactly(7))),
            ],
            speaker: Speaker {
                kind: SpeakerKind::LocalAuthority,
                name: "the mayor".into(),
                ..Speaker::default()
            },
            source: "Example Radio".into(),
            handling: Handling::default(),
            nature: Nature::Real,
            status: Status::Accepted,
            reviewed: Some(u32::MAX),
            dossiers: true,
        }
    }
}

fn actor(key: &str, name: &str) -> Value {
    Value::Actor(ActorName {
        key: key.into(),
        name: name.into(),
    })
}

fn term(key: &str, name: &str) -> Value {
    Value::Term(Term {
        key: key.into(),
        name: name.into(),
    })
}

fn toll(count: Count) -> Value {
    Value::Toll(Toll {
        count,
        of: String::new(),
        part: false,
        running: false,
    })
}

impl Case {
    fn with(mut self, field: Field, value: Value) -> Self {
        self.values.retain(|(held, _)| *held != field);
        self.values.push((field, value));
        self.values.sort_by_key(|(field, _)| *field);
        self
    }

    fn also(mut self, field: Field, value: Value) -> Self {
        self.values.push((field, value));
        self.values.sort_by_key(|(field, _)| *field);
        self
    }

    fn dossier(&self) -> Dossier {
        let span = Span { start: 0, end: 1 };
        let claims = self.values.iter().map(|(field, value)| Claim {
            field: *field,
            value: value.clone(),
            span,
            sentence: span,
            speaker: self.speaker.clone(),
            via: Vec::new(),
            stance: Stance::Asserted,
            as_of: None,
            rule: String::new(),
        });
        Dossier {
            report: ReportId("r1".into()),
            url: Some("https://example.org/secret-path".into()),
            source: Source {
                key: "example".into(),
                name: self.source.clone(),
                ..Source::default()
            },
            published: None,
            received: NOW.into(),
            language: Language::En,
            nature: self.nature,
            handling: self.handling.clone(),
            title: "Title".into(),
            credits: Vec::new(),
            initials: Vec::new(),
            revises: None,
            reading: Reading {
                report: ReportId("r1".into()),
                reader: String::new(),
                claims: claims.collect(),
                accounts: Vec::new(),
                left_out: Vec::new(),
                features: Vec::new(),
                problems: Vec::new(),
            },
            hashes: Vec::new(),
            shingles: 0,
            frame: Vec::new(),
            probes: Vec::new(),
        }
    }

    fn incident(&self) -> Incident {
        let mut fields: Vec<FieldView> = Vec::new();
        for (n, (field, value)) in self.values.iter().enumerate() {
            let claims = vec![ClaimRef {
                report: ReportId("r1".into()),
                n: n as u32,
            }];
            let rival = Rival {
                value: value.clone(),
                claims: claims.clone(),
                denials: Vec::new(),
                origins: vec![Origin {
                    name: "x".into(),
                    claims,
                    reasons: Vec::new(),
                }],
            };
            match fields.iter_mut().find(|view| view.field == *field) {
                Some(view) => view.rivals.push(rival),
                None => fields.push(FieldView {
                    field: *field,
                    rivals: vec![rival],
                }),
            }
        }
        Incident {
            id: IncidentId("i0123456789ab".into()),
            version: 3,
            members: vec![AccountId {
                report: ReportId("r1".into()),
                n: 0,
            }],
            parts: Vec::new(),
            standing: Standing::Told,
            links: Vec::new(),
            maybe: Vec::new(),
            fields,
            discrepancies: Vec::new(),
            lineage: Vec::new(),
            grade: ProposedGrade {
                grade: Grade {
                    source: SourceLetter::C,
                    information: 3,
                },
                reasons: Vec::new(),
                raise: Vec::new(),
            },
            // The dossier alone may carry the stricter label: the gate must look at both.
            handling: Handling::default(),
        }
    }

    fn clear(&self, audience: &Audience) -> Result<tocsin_share::Cleared, tocsin_share::Refusal> {
        let dossiers = if self.dossiers {
            vec![Arc::new(self.dossier())]
        } else {
            Vec::new()
        };
        let incident = self.incident();
        clear(
            &Item {
                incident: &incident,
                status: self.status,
                reviewed: self.reviewed,
                grade: None,
                nature: self.nature,
                dossiers: &dossiers,
                today: date(2024, 9, 20),
            },
            audience,
        )
    }

    fn written(&self, audience: &Audience, format: &str) -> String {
        let cleared = [self.clear(audience).unwrap()];
        let parcel = pack(format_of(format).unwrap(), &cleared, audience, NOW).unwrap();
        String::from_utf8(parcel.bytes).unwrap()
    }

    fn everything(&self, audience: &Audience) -> String {
        FORMATS
            .iter()
            .map(|format| self.written(audience, format.key()))
            .collect()
    }
}

fn partner(clearance: Tlp) -> Audience {
    Audience {
        places: PlacePrecision::Exact,
        ..Audience::partner("partner-a", clearance)
    }
}

#[track_caller]
fn refused(case: &Case, audience: &Audience, key: &str) {
    let refusal = case.clear(audience).unwrap_err();
    let keys: Vec<&str> = refusal.reasons.iter().map(|reason| reason.key.as_str()).collect();
    assert_eq!(keys, [key], "{}", audience.name);
}

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

#[test]
fn refusals_can_be_said_in_both_languages() {
    let keys: Vec<&str> = include_str!("../src/clear.rs")
        .split("Reason::new(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(keys.len() >= 7, "{keys:?}");
    for messages in [
        include_str!("../../../data/messages/en/share.ftl"),
        include_str!("../../../data/messages/fr/share.ftl"),
    ] {
        for key in &keys {
            assert!(messages.contains(&format!("\n{key} = ")), "{key}");
        }
    }
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

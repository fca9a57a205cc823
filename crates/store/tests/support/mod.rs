//! Made-up reports and journeys for tests of the store.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "a test helper; each test file uses a part"
)]

use jiff::civil::{Date, date};
use tocsin_core::{
    Account, AccountId, AccountKind, Act, ActorName, AdminUnit, Claim, ClaimRef, Count, Decision,
    Discrepancy, Dossier, EventCode, Field, FieldView, Grade, Handling, Incident, IncidentId, Journey,
    Language, Nature, Origin, Place, PlaceKind, Probe, ProposedGrade, Reading, Report, ReportId, Rival,
    Source, SourceLetter, Span, Speaker, Stance, Standing, Tlp, Toll, Value, When,
};
use tocsin_store::{Filter, Store};

pub const NOW: &str = "2024-09-20T08:00:00Z";

/// What a made-up report tells.
#[derive(Clone)]
pub struct Tale {
    pub text: String,
    pub day: Date,
    pub town: &'static str,
    pub country: &'static str,
    pub point: (f64, f64),
    pub code: &'static str,
    pub actor: &'static str,
    pub killed: u64,
    pub tlp: Tlp,
    pub nature: Nature,
}

impl Default for Tale {
    fn default() -> Self {
        Self {
            text: "Armed men attacked the market of Tendara on Tuesday.".to_owned(),
            day: date(2024, 9, 17),
            town: "Tendara",
            country: "ML",
            point: (14.5, -3.25),
            code: "attack-on-civilians",
            actor: "group-a",
            killed: 7,
            tlp: Tlp::Clear,
            nature: Nature::Real,
        }
    }
}

/// The same tale with another number in its text, so that its id differs.
pub fn tale(n: usize) -> Tale {
    Tale {
        text: format!("Report {n}. Armed men attacked the market of Tendara on Tuesday."),
        ..Tale::default()
    }
}

pub fn report(tale: &Tale) -> Report {
    let raw = tale.text.as_bytes();
    Report {
        id: ReportId::of("", raw),
        raw: tocsin_core::id::sha256_hex(raw),
        text: tale.text.clone(),
        title: None,
        blocks: Vec::new(),
        tables: Vec::new(),
        language: Language::En,
        source: Source {
            key: "example".to_owned(),
            name: "Example".to_owned(),
            ..Source::default()
        },
        url: None,
        published: Some(When::day(tale.day)),
        received: NOW.to_owned(),
        credits: Vec::new(),
        handling: Handling {
            tlp: tale.tlp,
            community: false,
        },
        nature: tale.nature,
        revises: None,
    }
}

fn values(tale: &Tale) -> Vec<(Field, Value)> {
    let country = AdminUnit {
        level: 0,
        name: tale.country.to_owned(),
        code: tale.country.to_owned(),
        ..AdminUnit::default()
    };
    let place = Place {
        key: format!("test:{}", tale.town),
        admin: vec![country],
        point: Some(tale.point),
        radius_km: 5.0,
        ..Place::named(tale.town, PlaceKind::Populated)
    };
    vec![
        (Field::Event, Value::Event(EventCode(tale.code.to_owned().into()))),
        (Field::Date, Value::When(When::day(tale.day))),
        (Field::Place, Value::Place(Box::new(place))),
        (
            Field::Perpetrator,
            Value::Actor(ActorName {
                key: tale.actor.to_owned(),
                name: tale.actor.to_owned(),
            }),
        ),
        (
            Field::Killed,
            Value::Toll(Toll {
                count: Count::exactly(tale.killed),
                of: String::new(),
                part: false,
                running: false,
            }),
        ),
    ]
}

pub fn dossier(tale: &Tale) -> Dossier {
    let report = report(tale);
    let span = Span {
        start: 0,
        end: tale.text.len() as u32,
    };
    let claims: Vec<Claim> = values(tale)
        .into_iter()
        .map(|(field, value)| Claim {
            field,
            value,
            span,
            sentence: span,
            speaker: Speaker::default(),
            via: Vec::new(),
            stance: Stance::Asserted,
            as_of: None,
            rule: "test".to_owned(),
        })
        .collect();
    let reading = Reading {
        report: report.id.clone(),
        reader: "test".to_owned(),
        accounts: vec![Account {
            code: EventCode(tale.code.to_owned().into()),
            kind: AccountKind::Narrative,
            standing: Standing::Told,
            trigger: span,
            claims: (0..claims.len() as u32).collect(),
            part_of: None,
        }],
        claims,
        left_out: Vec::new(),
        features: Vec::new(),
        problems: Vec::new(),
    };
    let mut dossier = Dossier::of(&report, reading);
    dossier.hashes = vec![tale.text.len() as u64, u64::MAX];
    dossier.probes = vec![Probe {
        keys: [format!("p:{}", tale.town), format!("d:{}", tale.day)]
            .into_iter()
            .collect(),
        terms: vec![(1, 0.1 + 0.2)],
    }];
    dossier
}

/// An incident of version `version` that holds the first accounts of `tales`, values from the first.
pub fn incident(tales: &[&Tale], version: u32) -> Incident {
    let mut members: Vec<AccountId> = tales
        .iter()
        .map(|tale| AccountId {
            report: report(tale).id,
            n: 0,
        })
        .collect();
    let id = IncidentId::opened_by(&members[0]);
    members.sort();
    let handling = tales
        .iter()
        .fold(Handling::default(), |all, tale| all.join(&report(tale).handling));
    let fields = values(tales[0])
        .into_iter()
        .enumerate()
        .map(|(n, (field, value))| {
            let claims: Vec<ClaimRef> = tales
                .iter()
                .map(|tale| ClaimRef {
                    report: report(tale).id,
                    n: n as u32,
                })
                .collect();
            let origin = Origin {
                name: "Example".to_owned(),
                claims: claims.clone(),
                reasons: Vec::new(),
            };
            FieldView {
                field,
                rivals: vec![Rival {
                    value,
                    claims,
                    denials: Vec::new(),
                    origins: vec![origin],
                }],
            }
        })
        .collect();
    Incident {
        id,
        version,
        members,
        parts: Vec::new(),
        standing: Standing::Told,
        links: Vec::new(),
        maybe: Vec::new(),
        fields,
        discrepancies: Vec::new(),
        lineage: Vec::new(),
        grade: ProposedGrade {
            grade: Grade {
                source: SourceLetter::F,
                information: 6,
            },
            reasons: Vec::new(),
            raise: Vec::new(),
        },
        handling,
    }
}

/// A discrepancy over the toll among the first two members.
pub fn toll_discrepancy(incident: &Incident) -> Discrepancy {
    let side = |n: usize| {
        vec![ClaimRef {
            report: incident.members[n].report.clone(),
            n: 4,
        }]
    };
    Discrepancy {
        field: Field::Killed,
        sides: vec![side(0), side(1)],
        explanations: Vec::new(),
    }
}

/// The journey of a report that opens an incident of its own.
pub fn alone(tale: &Tale) -> Journey {
    Journey {
        dossier: dossier(tale),
        incidents: vec![incident(&[tale], 1)],
        absorbed: Vec::new(),
        muted: Vec::new(),
    }
}

/// Takes in a report that opens an incident of its own; the incident.
pub fn take_in(store: &mut Store, tale: &Tale) -> IncidentId {
    let journey = alone(tale);
    let id = journey.incidents[0].id.clone();
    store
        .commit(tale.text.as_bytes(), &report(tale), &[], &journey, NOW)
        .unwrap();
    id
}

/// Takes in `last`, which joins the incident that the tales before it form.
pub fn take_in_joining(store: &mut Store, tales: &[&Tale], version: u32) -> Incident {
    let last = tales[tales.len() - 1];
    let incident = incident(tales, version);
    let journey = Journey {
        dossier: dossier(last),
        incidents: vec![incident.clone()],
        absorbed: Vec::new(),
        muted: Vec::new(),
    };
    store
        .commit(last.text.as_bytes(), &report(last), &[], &journey, NOW)
        .unwrap();
    incident
}

/// A store in a folder of its own, which lives as long as the first value.
pub fn fresh() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("desk.tocsin")).unwrap();
    (folder, store)
}

/// The register must be what the ledger alone gives, and the ledger must hold.
#[track_caller]
pub fn sound(store: &mut Store) {
    assert_eq!(store.verify(None).unwrap().first_bad, None);
    let live = store.projection_digest().unwrap();
    store.rebuild().unwrap();
    assert_eq!(
        store.projection_digest().unwrap(),
        live,
        "the rebuilt register differs"
    );
}

/// A decision by a made-up person.
pub fn decision(incident: &IncidentId, version: u32, act: Act) -> Decision {
    Decision {
        number: 0,
        incident: incident.clone(),
        version,
        act,
        who: "awa".to_owned(),
        when: "2024-09-20T09:00:00Z".to_owned(),
        why: "seen by two sources".to_owned(),
    }
}

/// The filter must find exactly these, in this order.
#[track_caller]
pub fn finds(store: &Store, clearance: Tlp, filter: Filter, expected: &[&IncidentId]) {
    let page = store.view(clearance).incidents(&filter).unwrap();
    let found: Vec<&IncidentId> = page.records.iter().map(|record| &record.incident.id).collect();
    assert_eq!(found, expected, "{filter:?}");
    assert_eq!(page.total.n, expected.len() as u64, "{filter:?}");
}

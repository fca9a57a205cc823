//! An incident that may leave for anyone, to be spoilt in one way by each test.

use jiff::civil::date;
use std::sync::Arc;
use tocsin_core::{
    AccountId, ActorName, AdminUnit, Claim, ClaimRef, Count, Dossier, EventCode, Field, FieldView, Grade,
    Handling, Incident, IncidentId, Language, Nature, Origin, Place, PlaceKind, ProposedGrade, Reading,
    ReportId, Rival, Source, SourceLetter, Span, Speaker, SpeakerKind, Stance, Standing, Status, Term, Tlp,
    Toll, Value, When,
};
use tocsin_share::{Audience, FORMATS, Item, PlacePrecision, clear, format_of, pack};

/// When everything is written.
pub const NOW: &str = "2024-09-20T08:00:00Z";

/// An incident that may leave for anyone, to be spoilt in one way by each test.
#[derive(Clone)]
pub struct Case {
    pub values: Vec<(Field, Value)>,
    pub speaker: Speaker,
    pub source: String,
    pub handling: Handling,
    pub nature: Nature,
    pub status: Status,
    pub reviewed: Option<u32>,
    pub fenced: bool,
    pub dossiers: bool,
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
            fenced: false,
            dossiers: true,
        }
    }
}

pub fn actor(key: &str, name: &str) -> Value {
    Value::Actor(ActorName {
        key: key.into(),
        name: name.into(),
    })
}

pub fn term(key: &str, name: &str) -> Value {
    Value::Term(Term {
        key: key.into(),
        name: name.into(),
    })
}

pub fn toll(count: Count) -> Value {
    Value::Toll(Toll {
        count,
        of: String::new(),
        part: false,
        running: false,
    })
}

impl Case {
    pub fn with(mut self, field: Field, value: Value) -> Self {
        self.values.retain(|(held, _)| *held != field);
        self.values.push((field, value));
        self.values.sort_by_key(|(field, _)| *field);
        self
    }

    pub fn also(mut self, field: Field, value: Value) -> Self {
        self.values.push((field, value));
        self.values.sort_by_key(|(field, _)| *field);
        self
    }

    pub fn dossier(&self) -> Dossier {
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

    pub fn incident(&self) -> Incident {
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

    pub fn clear(&self, audience: &Audience) -> Result<tocsin_share::Cleared, tocsin_share::Refusal> {
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
                fenced: self.fenced,
                dossiers: &dossiers,
                today: date(2024, 9, 20),
            },
            audience,
        )
    }

    pub fn written(&self, audience: &Audience, format: &str) -> String {
        let cleared = [self.clear(audience).unwrap()];
        let parcel = pack(format_of(format).unwrap(), &cleared, audience, NOW).unwrap();
        String::from_utf8(parcel.bytes).unwrap()
    }

    pub fn everything(&self, audience: &Audience) -> String {
        FORMATS
            .iter()
            .map(|format| self.written(audience, format.key()))
            .collect()
    }
}

pub fn partner(clearance: Tlp) -> Audience {
    Audience {
        places: PlacePrecision::Exact,
        ..Audience::partner("partner-a", clearance)
    }
}

#[track_caller]
pub fn refused(case: &Case, audience: &Audience, key: &str) {
    let refusal = case.clear(audience).unwrap_err();
    let keys: Vec<&str> = refusal.reasons.iter().map(|reason| reason.key.as_str()).collect();
    assert_eq!(keys, [key], "{}", audience.name);
}

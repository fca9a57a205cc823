//! The grade that rules propose, case by case.

use std::sync::Arc;
use tocsin_core::{
    AccountId, ActorName, Claim, ClaimRef, Count, Discrepancy, Dossier, EventCode, Field, FieldView, Grade,
    Handling, Incident, IncidentId, Language, Nature, Origin, ProposedGrade, Reading, Reason, ReportId,
    Rival, Source, SourceClass, SourceLetter, Span, Speaker, SpeakerKind, Stance, Standing, Toll, Value,
};
use tocsin_review::grade::propose;

/// One voice: name (`?` unknown), kind, and the fields it speaks of: `e` event, `k` killed.
struct Voice {
    name: &'static str,
    kind: SpeakerKind,
    stance: Stance,
}

fn voice(name: &'static str) -> Voice {
    let kind = match name {
        "army" => SpeakerKind::Security,
        "jnim" | "dana" => SpeakerKind::ArmedGroup,
        "redcross" | "un" => SpeakerKind::Humanitarian,
        _ => SpeakerKind::Report,
    };
    Voice {
        name,
        kind,
        stance: Stance::Asserted,
    }
}

fn claim(voice: &Voice, field: Field, value: Value) -> Claim {
    let span = Span { start: 0, end: 1 };
    Claim {
        field,
        value,
        span,
        sentence: span,
        speaker: Speaker {
            kind: voice.kind,
            name: voice.name.to_owned(),
            key: if voice.kind == SpeakerKind::Report {
                String::new()
            } else {
                voice.name.to_owned()
            },
            span: Some(span),
        },
        via: Vec::new(),
        stance: voice.stance,
        as_of: None,
        rule: "test".into(),
    }
}

/// An incident in which each of `voices` says that an attack killed five; `perpetrator` is said to have done it.
fn incident(voices: &[Voice], perpetrator: &str) -> (Incident, Vec<Arc<Dossier>>) {
    let event = Value::Event(EventCode::new("attack"));
    let toll = Value::Toll(Toll {
        count: Count::exactly(5),
        of: String::new(),
        part: false,
        running: false,
    });
    let mut dossiers = Vec::new();
    let mut views: Vec<Vec<Origin>> = vec![Vec::new(), Vec::new()];
    for (n, voice) in voices.iter().enumerate() {
        let report = ReportId(format!("r{n}"));
        let claims = vec![
            claim(voice, Field::Event, event.clone()),
            claim(voice, Field::Killed, toll.clone()),
        ];
        for (at, origins) in views.iter_mut().enumerate() {
            let unknown = voice.name == "?";
            origins.push(Origin {
                name: if unknown {
                    String::new()
                } else {
                    voice.name.to_owned()
                },
                claims: vec![ClaimRef {
                    report: report.clone(),
                    n: at as u32,
                }],
                reasons: if unknown {
                    vec![Reason::new("link-origin-unknown")]
                } else {
                    Vec::new()
                },
            });
        }
        dossiers.push(Arc::new(dossier(report, claims)));
    }
    let view = |field: Field, value: &Value, origins: Vec<Origin>| FieldView {
        field,
        rivals: vec![Rival {
            value: value.clone(),
            claims: origins.iter().flat_map(|origin| origin.claims.clone()).collect(),
            denials: Vec::new(),
            origins,
        }],
    };
    let killed = views.pop().unwrap();
    let told = views.pop().unwrap();
    let by = Value::Actor(ActorName {
        key: perpetrator.to_owned(),
        name: perpetrator.to_owned(),
    });
    let fields = vec![
        view(Field::Event, &event, told),
        view(Field::Perpetrator, &by, Vec::new()),
        view(Field::Killed, &toll, killed),
    ];
    (bare(fields, dossiers.len()), dossiers)
}

fn bare(fields: Vec<FieldView>, reports: usize) -> Incident {
    Incident {
        id: IncidentId("i1".into()),
        version: 1,
        members: (0..reports)
            .map(|n| AccountId {
                report: ReportId(format!("r{n}")),
                n: 0,
            })
            .collect(),
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
        handling: Handling::default(),
    }
}

fn dossier(report: ReportId, claims: Vec<Claim>) -> Dossier {
    Dossier {
        report: report.clone(),
        url: None,
        source: Source {
            class: SourceClass::Outlet,
            ..Source::default()
        },
        published: None,
        received: String::new(),
        language: Language::En,
        nature: Nature::Real,
        handling: Handling::default(),
        title: String::new(),
        credits: Vec::new(),
        initials: Vec::new(),
        revises: None,
        reading: Reading {
            report,
            reader: String::new(),
            claims,
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

/// The grade with the keys of its reasons, the letter's aside.
fn shown(grade: &ProposedGrade) -> String {
    let keys: Vec<&str> = grade
        .reasons
        .iter()
        .map(|reason| reason.key.trim_start_matches("review-"))
        .filter(|key| *key != "letter-no-record")
        .collect();
    format!("{} {}", grade.grade, keys.join(" "))
}

#[track_caller]
fn check(voices: &[&'static str], perpetrator: &str, expected: &str) {
    let voices: Vec<Voice> = voices.iter().map(|name| voice(name)).collect();
    let (incident, dossiers) = incident(&voices, perpetrator);
    assert_eq!(shown(&propose(&incident, &dossiers)), expected);
}

#[test]
fn the_number_goes_by_known_origins() {
    check(&["?"], "jnim", "F6 no-known-origin");
    check(&["?", "?", "?"], "jnim", "F6 no-known-origin");
    check(&["redcross"], "jnim", "F3 one-origin toll-one-side");
    check(&["redcross", "?"], "jnim", "F3 one-origin toll-one-side");
    check(&["redcross", "un"], "jnim", "F2 origins not-one-by-rule");
    check(
        &["redcross", "army"],
        "jnim",
        "F2 origins not-one-by-rule speaker-is-party",
    );
    check(
        &["army", "dana"],
        "jnim",
        "F3 origins only-parties speaker-is-party speaker-is-party",
    );
}

#[test]
fn a_perpetrators_claim_never_confirms_a_toll() {
    check(
        &["jnim"],
        "jnim",
        "F3 one-origin only-parties toll-by-perpetrator speaker-is-party",
    );
}

#[test]
fn the_same_case_with_the_actor_swapped_gets_the_same_grade() {
    for actors in [["jnim", "army"], ["army", "jnim"], ["dana", "jnim"]] {
        let (one, _) = (actors[0], actors[1]);
        let voices = [voice("redcross"), voice("un")];
        let (incident, dossiers) = incident(&voices, one);
        assert_eq!(
            shown(&propose(&incident, &dossiers)),
            "F2 origins not-one-by-rule"
        );
        check(
            &[one],
            one,
            "F3 one-origin only-parties toll-by-perpetrator speaker-is-party",
        );
    }
}

#[test]
fn contradictions_denials_and_doubt_lower_it() {
    let voices = [voice("redcross"), voice("un")];
    let (mut open, dossiers) = incident(&voices, "jnim");
    open.discrepancies.push(Discrepancy {
        field: Field::Date,
        sides: Vec::new(),
        explanations: Vec::new(),
    });
    assert_eq!(
        shown(&propose(&open, &dossiers)),
        "F3 origins contradiction core-contradiction"
    );
    open.discrepancies[0].field = Field::Injured;
    assert_eq!(
        shown(&propose(&open, &dossiers)),
        "F2 origins contradiction not-one-by-rule"
    );

    let (mut denied, dossiers) = incident(&voices, "jnim");
    denied.fields[0].rivals[0].denials.push(ClaimRef {
        report: ReportId("r9".into()),
        n: 0,
    });
    assert_eq!(shown(&propose(&denied, &dossiers)), "F4 origins denied");

    let doubtful = [Voice {
        stance: Stance::Possible,
        ..voice("redcross")
    }];
    let (possible, dossiers) = incident(&doubtful, "jnim");
    assert_eq!(
        shown(&propose(&possible, &dossiers)),
        "F6 only-possible toll-one-side"
    );

    let (mut row, dossiers) = incident(&voices, "jnim");
    row.standing = Standing::Candidate;
    assert_eq!(shown(&propose(&row, &dossiers)), "F6 candidate");
}

#[test]
fn no_rule_gives_one_and_nothing_panics() {
    let empty = bare(Vec::new(), 0);
    let grade = propose(&empty, &[]);
    assert_eq!(grade.grade.information, 6);
    let many: Vec<Voice> = ["redcross", "un", "army", "jnim"].map(voice).into();
    let (incident, dossiers) = incident(&many, "dana");
    assert!(propose(&incident, &dossiers).grade.information >= 2);
    // Dossiers may be missing; then nothing is known of who speaks.
    assert!(propose(&incident, &[]).grade.information >= 2);
}

#[test]
fn every_grade_says_what_would_raise_it() {
    for names in [&["?"][..], &["redcross"], &["redcross", "un"], &["army"]] {
        let voices: Vec<Voice> = names.iter().map(|name| voice(name)).collect();
        let (incident, dossiers) = incident(&voices, "jnim");
        let grade = propose(&incident, &dossiers);
        assert!(grade.raise.len() >= 2, "{names:?}: {:?}", grade.raise);
    }
}

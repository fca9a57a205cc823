//! Reports for tests, each written on one line, and the register they make.
//!
//! A line is `NAME | SOURCE | PUBLISHED | EVENTS | TEXT`. SOURCE is `class:key`, `-` for none; PUBLISHED a day or `-`.
//! EVENTS are separated by `;`, each a code and then words: `@place`, a date, `killed=12/army`, `perp=jnim`, `resp=jnim`,
//! `site=school`, `row` (a table row without source), `part=0` (a part of account 0), `deny` (denied).

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use tocsin_core::{
    Account, AccountId, AccountKind, ActorName, AdminUnit, Block, BlockKind, Claim, Constraint, Count,
    EventCode, Field, Handling, IncidentId, Known, Language, Nature, Place, PlaceKind, Precision, Reading,
    Report, ReportId, Source, SourceClass, Span, Speaker, SpeakerKind, Stance, Standing, Term, Toll, Value,
    When,
};
use tocsin_link::memory::MemoryRegister;

/// The report and the reading that one line stands for.
pub(crate) fn parse(line: &str) -> (Report, Reading) {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [name, source, published, events, text] = cells[..] else {
        panic!("five cells: {line}");
    };
    let mut report = report(name, source, text);
    report.published = (published != "-").then(|| when(published));
    if let Some(at) = text.find("[[") {
        let end = text.find("]]").unwrap();
        report.credits = vec![Span::new(text, at + 2, end).unwrap()];
    }
    let mut reading = Reading {
        report: report.id.clone(),
        reader: "test".into(),
        claims: Vec::new(),
        accounts: Vec::new(),
        left_out: Vec::new(),
        features: Vec::new(),
        problems: Vec::new(),
    };
    for event in events.split(';').map(str::trim).filter(|event| !event.is_empty()) {
        read_event(event, &report, &mut reading);
    }
    (report, reading)
}

fn report(name: &str, source: &str, text: &str) -> Report {
    let (class, key) = source.split_once(':').unwrap_or(("-", ""));
    let class = match class {
        "wire" => SourceClass::Wire,
        "outlet" => SourceClass::Outlet,
        "state" => SourceClass::StateMedia,
        "party" => SourceClass::Party,
        "partner" => SourceClass::Partner,
        _ => SourceClass::Unknown,
    };
    Report {
        id: ReportId(name.to_owned()),
        raw: "0".repeat(64),
        text: text.to_owned(),
        title: None,
        blocks: Span::new(text, 0, text.len())
            .map(|span| Block {
                kind: BlockKind::Paragraph,
                span,
            })
            .into_iter()
            .collect(),
        tables: Vec::new(),
        language: Language::En,
        source: Source {
            key: key.to_owned(),
            name: key.to_owned(),
            class,
            ..Source::default()
        },
        url: None,
        published: None,
        received: "2024-10-01T00:00:00Z".to_owned(),
        credits: Vec::new(),
        handling: Handling::default(),
        nature: if name.starts_with("sample") {
            Nature::Sample
        } else {
            Nature::Real
        },
        revises: None,
    }
}

fn read_event(event: &str, report: &Report, reading: &mut Reading) {
    let mut words = event.split_whitespace();
    let code = EventCode(words.next().unwrap().to_owned().into());
    let span = Span::new(&report.text, 0, report.text.len()).unwrap_or(Span { start: 0, end: 0 });
    let mut account = Account {
        code: code.clone(),
        kind: AccountKind::Narrative,
        standing: Standing::Told,
        trigger: span,
        claims: Vec::new(),
        part_of: None,
    };
    let mut values = vec![(Field::Event, Value::Event(code), "")];
    for word in words {
        match word.split_once('=') {
            None if word == "row" => {
                account.standing = Standing::Candidate;
                account.kind = AccountKind::TableRow;
            }
            None if word == "deny" => {}
            None => match word.strip_prefix('@') {
                Some(place) => values.push((Field::Place, Value::Place(Box::new(self::place(place))), "")),
                None => values.push((Field::Date, Value::When(when(word)), "")),
            },
            Some(("part", n)) => account.part_of = n.parse().ok(),
            Some((field, value)) => {
                let (value, speaker) = value.split_once('/').unwrap_or((value, ""));
                values.push(named(field, value, speaker));
            }
        }
    }
    for (field, value, speaker) in values {
        account.claims.push(u32::try_from(reading.claims.len()).unwrap());
        let stance = if event.contains(" deny") && field == Field::Responsibility {
            Stance::Denied
        } else {
            Stance::Asserted
        };
        reading.claims.push(claim(field, value, span, speaker, stance));
    }
    reading.accounts.push(account);
}

fn named<'w>(field: &str, value: &str, speaker: &'w str) -> (Field, Value, &'w str) {
    let actor = || {
        Value::Actor(ActorName {
            key: value.to_owned(),
            name: value.to_owned(),
        })
    };
    let term = || {
        Value::Term(Term {
            key: value.to_owned(),
            name: value.to_owned(),
        })
    };
    let toll = || {
        let (number, of) = value.split_once(':').unwrap_or((value, ""));
        let least: u64 = number.trim_end_matches('+').parse().unwrap();
        Value::Toll(Toll {
            count: Count {
                least,
                most: (!number.ends_with('+')).then_some(least),
                about: false,
            },
            of: of.to_owned(),
            part: false,
            running: false,
        })
    };
    match field {
        "killed" => (Field::Killed, toll(), speaker),
        "injured" => (Field::Injured, toll(), speaker),
        "perp" => (Field::Perpetrator, actor(), speaker),
        "resp" => (Field::Responsibility, actor(), speaker),
        "site" => (Field::Site, term(), speaker),
        other => panic!("no field {other}"),
    }
}

fn claim(field: Field, value: Value, span: Span, speaker: &str, stance: Stance) -> Claim {
    let kind = match speaker {
        "" => SpeakerKind::Report,
        "army" | "security" => SpeakerKind::Security,
        "jnim" | "dana" => SpeakerKind::ArmedGroup,
        "resident" => SpeakerKind::Resident,
        _ => SpeakerKind::Humanitarian,
    };
    let anonymous = matches!(speaker, "" | "resident" | "security");
    Claim {
        field,
        value,
        span,
        sentence: span,
        speaker: Speaker {
            kind,
            name: speaker.to_owned(),
            key: if anonymous {
                String::new()
            } else {
                speaker.to_owned()
            },
            span: (!speaker.is_empty()).then_some(span),
        },
        via: Vec::new(),
        stance,
        as_of: None,
        rule: "test".into(),
    }
}

/// `2024-09-17`, `2024-09`, `2024` or `--09-17`.
pub(crate) fn when(iso: &str) -> When {
    if let Some(day) = iso.strip_prefix("--") {
        let (month, day) = day.split_once('-').unwrap();
        return When::open(
            Precision::NoYear,
            Some((month.parse().unwrap(), day.parse().unwrap())),
        );
    }
    let parts: Vec<i16> = iso.split('-').map(|part| part.parse().unwrap()).collect();
    match parts[..] {
        [year, month, day] => When::day(jiff::civil::date(year, month as i8, day as i8)),
        [year, month] => {
            let first = jiff::civil::date(year, month as i8, 1);
            When::span(first, first.last_of_month(), Precision::Month)
        }
        _ => {
            let first = jiff::civil::date(parts[0], 1, 1);
            When::span(first, first.last_of_year(), Precision::Year)
        }
    }
}

/// A few places, by name.
pub(crate) fn place(name: &str) -> Place {
    let mali = |more: &[(u8, &str)]| -> Vec<AdminUnit> {
        std::iter::once(&(0, "ML"))
            .chain(more)
            .map(|(level, code)| AdminUnit {
                level: *level,
                name: (*code).to_owned(),
                code: (*code).to_owned(),
                ..AdminUnit::default()
            })
            .collect()
    };
    let at = |kind, admin, point, radius_km| Place {
        key: format!("t:{name}"),
        admin,
        point: Some(point),
        radius_km,
        ..Place::named(name, kind)
    };
    match name {
        "mali" => at(PlaceKind::Country, mali(&[]), (17.0, -4.0), 600.0),
        "mopti-region" => at(PlaceKind::Admin1, mali(&[(1, "ML05")]), (14.5, -3.5), 150.0),
        "bamako" => at(PlaceKind::Populated, mali(&[(1, "ML09")]), (12.65, -8.0), 12.0),
        "faladie" => at(PlaceKind::Quarter, mali(&[(1, "ML09")]), (12.58, -7.95), 2.0),
        "gao" => at(PlaceKind::Populated, mali(&[(1, "ML07")]), (16.27, -0.04), 5.0),
        "mopti" => at(PlaceKind::Populated, mali(&[(1, "ML05")]), (14.49, -4.19), 5.0),
        "bandiagara" => at(PlaceKind::Populated, mali(&[(1, "ML05")]), (14.35, -3.61), 3.0),
        "bilal" => at(PlaceKind::Populated, mali(&[(1, "ML05")]), (14.2, -3.2), 2.0),
        other => Place::named(other, PlaceKind::Populated),
    }
}

/// Takes in `lines` in their order, after `constraints` were laid down.
pub(crate) fn take_in(lines: &[&str], constraints: &[(&str, &str, bool)]) -> MemoryRegister {
    let mut register = MemoryRegister::default();
    for &(a, b, same) in constraints {
        register.constrain(Constraint {
            a: account(a),
            b: account(b),
            same,
        });
    }
    for (nth, line) in lines.iter().enumerate() {
        let (mut report, reading) = parse(line);
        report.received = format!("2024-10-01T00:{:02}:{:02}Z", nth / 60, nth % 60);
        let linked = tocsin_link::link(&report, reading, &register).unwrap();
        register.commit(&linked.journey);
    }
    register
}

/// `a` or `a#1`.
pub(crate) fn account(id: &str) -> AccountId {
    let (report, n) = id.split_once('#').unwrap_or((id, "0"));
    AccountId {
        report: ReportId(report.to_owned()),
        n: n.parse().unwrap(),
    }
}

/// The incidents as sets of accounts (`a b#1 | c`), sorted.
pub(crate) fn partition(register: &MemoryRegister) -> String {
    let mut groups: Vec<String> = register
        .incidents()
        .iter()
        .map(|incident| incident.members.iter().map(short).collect::<Vec<_>>().join(" "))
        .collect();
    groups.sort();
    groups.join(" | ")
}

/// All pairs put to a person, sorted, each once.
pub(crate) fn maybe(register: &MemoryRegister) -> String {
    let mut pairs: Vec<String> = register
        .incidents()
        .iter()
        .flat_map(|incident| &incident.maybe)
        .map(|link| {
            let (a, b) = (&link.a).min(&link.b).clone().pair((&link.a).max(&link.b));
            format!("{a}~{b}")
        })
        .collect();
    pairs.sort();
    pairs.dedup();
    pairs.join(" ")
}

trait Paired {
    fn pair(self, other: &AccountId) -> (String, String);
}

impl Paired for AccountId {
    fn pair(self, other: &AccountId) -> (String, String) {
        (short(&self), short(other))
    }
}

/// `a` for the first account of report a, `a#1` for its second.
pub(crate) fn short(id: &AccountId) -> String {
    if id.n == 0 {
        id.report.0.clone()
    } else {
        id.to_string()
    }
}

/// The incident that holds `id`.
pub(crate) fn incident_of<'r>(register: &'r MemoryRegister, id: &str) -> &'r tocsin_core::Incident {
    let home = register.home_of(&account(id)).unwrap();
    register
        .incidents()
        .into_iter()
        .find(|incident| incident.id == *home)
        .unwrap()
}

/// Regroups the incidents of `ids` under one more constraint.
pub(crate) fn regroup(register: &mut MemoryRegister, word: (&str, &str, bool)) {
    register.constrain(Constraint {
        a: account(word.0),
        b: account(word.1),
        same: word.2,
    });
    let ids: std::collections::BTreeSet<IncidentId> = [word.0, word.1]
        .iter()
        .filter_map(|id| register.home_of(&account(id)).cloned())
        .collect();
    let ids: Vec<IncidentId> = ids.into_iter().collect();
    let linked = tocsin_link::regroup(&ids, register as &dyn Known).unwrap();
    register.commit(&linked.journey);
}

/// Ids of all incidents with their versions.
pub(crate) fn versions(register: &MemoryRegister) -> BTreeMap<IncidentId, u32> {
    register
        .incidents()
        .iter()
        .map(|incident| (incident.id.clone(), incident.version))
        .collect()
}

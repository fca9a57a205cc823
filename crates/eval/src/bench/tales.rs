//! Made-up reports with their readings, as many as are asked for, for measuring linking in large registers.
//!
//! Like news: a third of the events are told by several reports, some by dozens; reports copy, rewrite or tell anew; they come
//! within days of the event, a few much later; tolls are revised, dates slip, places are given widely; towns see much more than
//! villages; actors and common words are everywhere. The `n`-th report is always the same.

use jiff::civil::{Date, date};
use tocsin_core::{
    Account, AccountKind, ActorName, AdminUnit, Block, BlockKind, Claim, Count, EventCode, Field, Handling,
    Language, Nature, Place, PlaceKind, Reading, Report, ReportId, Source, SourceClass, Span, Speaker,
    SpeakerKind, Stance, Standing, Toll, Value, When,
};
use tocsin_link::words::mix;

/// Days over which the events lie.
const DAYS: u64 = 3650;
/// Villages; the first [`TOWNS`] are towns.
const VILLAGES: u64 = 6000;
const TOWNS: u64 = 40;
const CODES: [&str; 6] = [
    "attack-on-civilians",
    "armed-clash",
    "explosive-device",
    "abduction",
    "attack-on-forces",
    "air-strike",
];
const ACTORS: [&str; 4] = ["group-a", "group-b", "group-c", "army"];

/// One event that reports tell of.
struct Event {
    seed: u64,
    day: Date,
    place: u64,
    killed: u64,
}

/// The `n`-th of `count` reports, and what is read in it.
#[must_use]
pub fn tale(n: u64, count: u64) -> (Report, Reading) {
    let roll = mix(n ^ 0x5eed);
    // Reports come in the order of days; which event one tells of is drawn among those of its last days.
    let today = n * DAYS / count.max(1);
    let per_day = (count / DAYS / 2).max(1);
    let event = event(
        match roll % 10 {
            // Anew, or once more of what many tell of.
            0..5 => today * per_day + roll / 10 % per_day,
            5..8 => today.saturating_sub(roll / 10 % 3) * per_day + roll / 40 % (per_day / 10).max(1),
            8 => today.saturating_sub(roll / 10 % 3) * per_day,
            _ => today.saturating_sub(roll / 10 % 60) * per_day + roll / 700 % per_day,
        },
        per_day,
    );
    let report = report(n, &event, roll, today);
    let reading = reading(&report, &event, roll);
    (report, reading)
}

fn event(number: u64, per_day: u64) -> Event {
    let seed = mix(number ^ 0xe7e7);
    let day = date(2015, 1, 1).saturating_add(jiff::Span::new().days((number / per_day) as i64));
    Event {
        seed,
        day,
        // Four in ten in a town.
        place: if seed % 10 < 4 {
            seed / 10 % TOWNS
        } else {
            TOWNS + seed / 10 % (VILLAGES - TOWNS)
        },
        killed: 1 + mix(seed) % [3, 10, 30, 90][(seed / 100 % 4) as usize],
    }
}

fn report(n: u64, event: &Event, roll: u64, today: u64) -> Report {
    let text = words(n, event, roll);
    let published = date(2015, 1, 1).saturating_add(jiff::Span::new().days(today as i64));
    let outlet = roll / 3 % 200;
    Report {
        // Like a real one, which is a hash.
        id: ReportId(format!("r{:016x}{n:08x}", mix(n ^ 0x1d))),
        raw: "0".repeat(64),
        title: None,
        blocks: Span::new(&text, 0, text.len())
            .map(|span| Block {
                kind: BlockKind::Paragraph,
                span,
            })
            .into_iter()
            .collect(),
        tables: Vec::new(),
        language: Language::En,
        source: Source {
            key: format!("outlet-{outlet}"),
            name: format!("Outlet {outlet}"),
            class: if outlet < 5 {
                SourceClass::Wire
            } else {
                SourceClass::Outlet
            },
            ..Source::default()
        },
        url: Some(format!("https://example.org/{n}")),
        published: Some(When::day(published)),
        received: format!("{published}T12:{:02}:{:02}Z", n / 60 % 60, n % 60),
        credits: Vec::new(),
        handling: Handling::default(),
        nature: Nature::Real,
        revises: None,
        text,
    }
}

/// About 250 words: of the event's own wire text, of the reporter's own, and names.
fn words(n: u64, event: &Event, roll: u64) -> String {
    let copied = match roll / 7 % 4 {
        0 => 200,
        1 => 90,
        _ => 0,
    };
    let mut text = format!(
        "Armed men attacked {} and killed {} people, the mayor {} {} said . ",
        name(event.place),
        event.killed,
        name(event.seed % 900_000 + 10_000),
        name(event.seed % 40_000 + 1_000_000)
    );
    for at in 0..240 {
        let from = if at < copied { event.seed } else { n ^ 0xabcd };
        let draw = mix(mix(from) ^ at);
        // Low ranks far more often than high ones, as in language.
        let unit = (draw >> 11) as f64 / (1u64 << 53) as f64;
        text.push_str(&spelt((unit * unit * unit * 40_000.0) as u64));
        text.push_str(if draw.is_multiple_of(17) { " . " } else { " " });
    }
    text
}

fn spelt(rank: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ko", "ri", "te", "mu", "sa", "lo", "ne", "di", "fa", "gu", "wa", "ze", "hi", "po", "ja",
    ];
    let mut left = mix(rank * 7919 + 1);
    let mut word = String::new();
    for _ in 0..(2 + rank % 3) {
        word.push_str(SYLLABLES[(left % 16) as usize]);
        left /= 16;
    }
    word
}

fn name(number: u64) -> String {
    let mut word = spelt(number + 1_000_000);
    word.push_str(&spelt(number % 977 + 50_000)[..2]);
    word[..1].to_uppercase() + &word[1..]
}

fn reading(report: &Report, event: &Event, roll: u64) -> Reading {
    let code = EventCode(CODES[(event.seed / 1000 % 6) as usize].to_owned().into());
    let slip = i64::from((roll / 11).is_multiple_of(20));
    let day = event.day.saturating_add(jiff::Span::new().days(slip));
    let mut values = vec![
        (Field::Event, Value::Event(code.clone())),
        (Field::Place, place(event.place, roll)),
    ];
    // One in seven gives no date.
    if !(roll / 13).is_multiple_of(7) {
        values.push((Field::Date, Value::When(When::day(day))));
    }
    if !(roll / 17).is_multiple_of(3) {
        let count = Count::exactly(
            event.killed
                + if (roll / 19).is_multiple_of(6) {
                    roll / 23 % 5
                } else {
                    0
                },
        );
        values.push((
            Field::Killed,
            Value::Toll(Toll {
                count,
                of: String::new(),
                part: false,
                running: false,
            }),
        ));
    }
    if (roll / 29).is_multiple_of(2) {
        let key = ACTORS[(event.seed / 31 % 4) as usize].to_owned();
        values.push((
            Field::Perpetrator,
            Value::Actor(ActorName {
                name: key.clone(),
                key,
            }),
        ));
    }
    let span = Span::new(&report.text, 0, 40).unwrap_or(Span { start: 0, end: 1 });
    let claims: Vec<Claim> = values
        .into_iter()
        .map(|(field, value)| claim(field, value, span, roll))
        .collect();
    Reading {
        report: report.id.clone(),
        reader: "tales".to_owned(),
        accounts: vec![Account {
            code,
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
    }
}

fn claim(field: Field, value: Value, span: Span, roll: u64) -> Claim {
    let kinds = [
        SpeakerKind::Report,
        SpeakerKind::Security,
        SpeakerKind::Resident,
        SpeakerKind::Government,
    ];
    let kind = kinds[(roll / 37 % 4) as usize];
    Claim {
        field,
        value,
        span,
        sentence: span,
        speaker: Speaker {
            kind,
            name: format!("{kind:?}"),
            key: String::new(),
            span: None,
        },
        via: Vec::new(),
        stance: Stance::Asserted,
        as_of: None,
        rule: "tales".to_owned(),
    }
}

/// The place, one time in eight only its region.
fn place(number: u64, roll: u64) -> Value {
    let draw = mix(number ^ 0x91ace);
    let country = ["ML", "BF", "NE"][(draw % 3) as usize];
    let region = format!("{country}{:02}", draw / 3 % 10);
    let unit = |level: u8, code: &str| AdminUnit {
        level,
        name: code.to_owned(),
        code: code.to_owned(),
        pcode: String::new(),
    };
    let share = |draw: u64| (draw % 100_000) as f64 / 100_000.0;
    let point = (
        11.0 + 6.0 * share(draw / 64),
        -8.0 + 18.0 * share(draw / 6_400_000),
    );
    let wide = (roll / 41).is_multiple_of(8);
    let (name, kind) = if wide {
        (region.clone(), PlaceKind::Admin1)
    } else {
        (name(number), PlaceKind::Populated)
    };
    Value::Place(Box::new(Place {
        key: if wide {
            format!("t:{region}")
        } else {
            format!("t:{number}")
        },
        admin: vec![unit(0, country), unit(1, &region)],
        point: Some(point),
        radius_km: if wide {
            150.0
        } else if number < TOWNS {
            8.0
        } else {
            3.0
        },
        ..Place::named(&name, kind)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tales_are_whole_and_always_the_same() {
        for n in [0, 1, 77, 9_999] {
            let (report, reading) = tale(n, 10_000);
            assert_eq!((report.clone(), reading.clone()), tale(n, 10_000));
            assert_eq!(reading.accounts.len(), 1);
            assert!(report.text.split_whitespace().count() > 200, "{}", report.text);
        }
        assert_ne!(tale(1, 10_000).0.text, tale(2, 10_000).0.text);
    }
}

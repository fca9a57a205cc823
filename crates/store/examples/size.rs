//! Fills a made-up register of a given size and measures how fast it fills, lists, searches and answers linking.
//!
//! `cargo run --release -p tocsin-store --example size -- 100000 [FILE [lean]]`
//! With `lean` reports are short (60 words) and carry nothing for linking: for measuring what people read, at a third of
//! the time.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::too_many_lines,
    reason = "a bench measures time and prints it, and stops at the first error"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use jiff::civil::{Date, date};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use support::{NOW, Tale, dossier, incident, report};
use tocsin_core::{Act, Asks, Decision, IncidentId, Journey, Known, Probe, Status, Tlp};
use tocsin_store::{Bbox, Filter, OnConflict, Store};

const COUNTRIES: [&str; 8] = ["ML", "BF", "NE", "TD", "NG", "MR", "BJ", "CI"];
const CODES: [&str; 6] = [
    "attack-on-civilians",
    "armed-clash",
    "explosive-device",
    "abduction",
    "looting",
    "air-strike",
];
const ACTORS: [&str; 5] = ["group-a", "group-b", "group-c", "army", ""];
/// Reports a transaction.
const BATCH: usize = 500;
/// Words of a report, and of a short one.
const WORDS: [usize; 2] = [250, 60];
/// Queries of each kind.
const ROUNDS: usize = 200;

/// A fixed sequence of numbers that look drawn by chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    /// A word number: low ones far more often than high ones, as words are.
    fn word(&mut self) -> usize {
        let share = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        (50_000f64.powf(share)) as usize
    }
}

fn tale(n: usize, words: usize, dice: &mut Dice) -> Tale {
    let mut text = format!("Report {n}.");
    for _ in 0..words {
        text.push_str(&format!(" w{}", dice.word()));
    }
    let spread = |dice: &mut Dice, width: f64| dice.roll(100_000) as f64 / 100_000.0 * width;
    Tale {
        text,
        day: day(dice),
        town: "Town",
        country: COUNTRIES[(dice.roll(64) as f64).sqrt() as usize],
        point: (10.0 + spread(dice, 10.0), -8.0 + spread(dice, 20.0)),
        code: CODES[dice.roll(CODES.len())],
        actor: ACTORS[dice.roll(ACTORS.len())],
        killed: dice.roll(30) as u64,
        tlp: [Tlp::Clear, Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::Red][dice.roll(5)],
        ..Tale::default()
    }
}

fn day(dice: &mut Dice) -> Date {
    date(2015, 1, 1).saturating_add(jiff::Span::new().days(dice.roll(3650) as i64))
}

/// What linking would ask for about such a report: keys of place and time, rare names, sampled hashes.
fn asks(tale: &Tale, dice: &mut Dice) -> Asks {
    let (lat, lon) = tale.point;
    let cell = format!("{}:{}", (lat * 10.0) as i64, (lon * 10.0) as i64);
    let mut keys = vec![
        format!("p:{cell}:{}", tale.day.strftime("%Y-%m")),
        format!("p:{cell}"),
        format!("c:{}:{}", tale.country, tale.code),
    ];
    keys.extend((0..8).map(|_| format!("n:{}", dice.roll(200_000))));
    Asks {
        keys,
        hashes: (0..32)
            .map(|_| ((dice.roll(1 << 30) as u64) << 30) | dice.roll(1 << 30) as u64)
            .collect(),
        ..Asks::default()
    }
}

/// Takes in reports of so many words until there are `size`; every fifth joins the incident before it.
fn fill(store: &mut Store, size: usize, words: usize) -> Vec<IncidentId> {
    let mut dice = Dice(1);
    let mut ids = Vec::new();
    let mut before: Option<Tale> = None;
    let start = Instant::now();
    let (mut writing, mut working) = (Duration::ZERO, Duration::ZERO);
    for first in (0..size).step_by(BATCH) {
        let made: Vec<_> = (first..size.min(first + BATCH))
            .map(|n| {
                let told = tale(n, words, &mut dice);
                let mut dossier = dossier(&told);
                let asks = if words == WORDS[0] {
                    asks(&told, &mut dice)
                } else {
                    Asks::default()
                };
                dossier.probes = vec![Probe {
                    keys: asks.keys.into_iter().collect(),
                    terms: (0..if words == WORDS[0] { 120 } else { 0 })
                        .map(|term| (term * 7919, 0.091_287))
                        .collect(),
                }];
                dossier.hashes = asks.hashes;
                let joined = before.take().filter(|_| n % 5 == 4);
                let incident = match &joined {
                    Some(other) => incident(&[other, &told], 2),
                    None => incident(&[&told], 1),
                };
                ids.push(incident.id.clone());
                before = Some(told.clone());
                let journey = Journey {
                    dossier,
                    incidents: vec![incident],
                    absorbed: Vec::new(),
                    muted: Vec::new(),
                };
                (report(&told), journey)
            })
            .collect();
        let (begun, worked) = (Instant::now(), cpu());
        let mut batch = store.begin().unwrap();
        for (report, journey) in &made {
            batch
                .commit(report.text.as_bytes(), report, &[], journey, NOW)
                .unwrap();
        }
        batch.finish().unwrap();
        writing += begun.elapsed();
        working += cpu().saturating_sub(worked);
        if (first / BATCH) % 200 == 199 {
            println!(
                "{} reports, {:.0} s",
                first + BATCH,
                start.elapsed().as_secs_f64()
            );
        }
    }
    println!(
        "fill: {size} reports, {:.0} reports/s on the clock, {:.0} reports/CPU-second",
        size as f64 / writing.as_secs_f64(),
        size as f64 / working.as_secs_f64()
    );
    ids
}

/// Accepts one incident in fifty, so that states differ.
fn decide(store: &mut Store, ids: &[IncidentId]) {
    let mut batch = store.begin().unwrap();
    for id in ids.iter().step_by(50) {
        let decision = Decision {
            number: 0,
            incident: id.clone(),
            version: 1,
            act: Act::Accept,
            who: "bench".to_owned(),
            when: NOW.to_owned(),
            why: "bench".to_owned(),
        };
        batch.decide(&decision, OnConflict::Append).unwrap();
    }
    batch.finish().unwrap();
}

/// Time this thread spent working: what is left of the clock on a busy machine. Zero where the system does not tell.
fn cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|word| word.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

fn measure(name: &str, mut work: impl FnMut(&mut Dice) -> String) {
    let mut dice = Dice(99);
    let (mut clock, mut busy) = (Vec::new(), Vec::new());
    let mut last = String::new();
    for _ in 0..ROUNDS {
        let (start, worked) = (Instant::now(), cpu());
        last = work(&mut dice);
        busy.push((cpu().saturating_sub(worked)).as_secs_f64() * 1000.0);
        clock.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let quantile = |times: &mut Vec<f64>, hundredths: usize| {
        times.sort_by(f64::total_cmp);
        times[ROUNDS * hundredths / 100]
    };
    println!(
        "{name:34} clock p50 {:7.2} p95 {:7.2} ms   CPU p50 {:7.2} p95 {:7.2} ms   {last}",
        quantile(&mut clock, 50),
        quantile(&mut clock, 95),
        quantile(&mut busy, 50),
        quantile(&mut busy, 95)
    );
}

fn list(store: &Store, filter: &Filter) -> String {
    let page = store.view(Tlp::Amber).incidents(filter).unwrap();
    format!(
        "{} of {}{}",
        page.records.len(),
        page.total.n,
        if page.total.more { "+" } else { "" }
    )
}

fn lists(store: &Store) {
    let f = Filter::default;
    measure("list, newest", |_| list(store, &f()));
    measure("list by country", |dice| {
        let country = COUNTRIES[dice.roll(8)].to_owned();
        list(
            store,
            &Filter {
                country: Some(country),
                ..f()
            },
        )
    });
    measure("list by country, code, state", |dice| {
        list(
            store,
            &Filter {
                country: Some(COUNTRIES[dice.roll(8)].to_owned()),
                code: Some(CODES[dice.roll(6)].to_owned()),
                status: Some(Status::Accepted),
                ..f()
            },
        )
    });
    measure("list of a month", |dice| {
        let from = day(dice);
        list(
            store,
            &Filter {
                from: Some(from),
                to: Some(from.saturating_add(jiff::Span::new().days(30))),
                ..f()
            },
        )
    });
    measure("map box, half a degree", |dice| {
        list(
            store,
            &Filter {
                bbox: Some(bbox(dice, 0.5)),
                ..f()
            },
        )
    });
    measure("map box, five degrees", |dice| {
        list(
            store,
            &Filter {
                bbox: Some(bbox(dice, 5.0)),
                ..f()
            },
        )
    });
    measure("map box of a month, 500 a page", |dice| {
        let from = day(dice);
        let to = Some(from.saturating_add(jiff::Span::new().days(30)));
        list(
            store,
            &Filter {
                bbox: Some(bbox(dice, 5.0)),
                from: Some(from),
                to,
                limit: 500,
                ..f()
            },
        )
    });
}

fn bbox(dice: &mut Dice, width: f64) -> Bbox {
    let south = 10.0 + dice.roll(1000) as f64 / 1000.0 * (10.0 - width);
    let west = -8.0 + dice.roll(1000) as f64 / 1000.0 * (20.0 - width);
    Bbox {
        south,
        west,
        north: south + width,
        east: west + width,
    }
}

fn searches(store: &Store) {
    let text = |text: String| Filter {
        text: Some(text),
        ..Filter::default()
    };
    measure("search, words as they come", |dice| {
        list(store, &text(format!("w{}", dice.word())))
    });
    measure("search, a rare word", |dice| {
        list(store, &text(format!("w{}", 20_000 + dice.roll(30_000))))
    });
    measure("search, the commonest word", |_| {
        list(store, &text("w1".to_owned()))
    });
    measure("search, two common words", |dice| {
        list(
            store,
            &text(format!("w{} w{}", 1 + dice.roll(50), 1 + dice.roll(50))),
        )
    });
    measure("search, a common word in a country", |dice| {
        list(
            store,
            &Filter {
                country: Some(COUNTRIES[dice.roll(8)].to_owned()),
                ..text(format!("w{}", 1 + dice.roll(50)))
            },
        )
    });
}

fn main() {
    let mut args = std::env::args().skip(1);
    let size: usize = args.next().map_or(10_000, |arg| arg.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = args
        .next()
        .map_or_else(|| folder.path().join("size.tocsin"), PathBuf::from);
    let words = WORDS[usize::from(args.next().is_some_and(|arg| arg == "lean"))];
    let mut store = Store::open(&path).unwrap();
    let ids = fill(&mut store, size, words);
    decide(&mut store, &ids);
    drop(store);
    let megabytes = std::fs::metadata(&path).unwrap().len() / 1_000_000;
    println!(
        "file: {megabytes} MB, {} bytes a report",
        megabytes * 1_000_000 / size as u64
    );
    let store = Store::open(&path).unwrap();
    lists(&store);
    searches(&store);
    measure("one incident", |dice| {
        let found = store.view(Tlp::Red).incident(&ids[dice.roll(ids.len())]).unwrap();
        found.map_or_else(|| "none".to_owned(), |record| record.incident.id.0)
    });
    measure("what linking asks", |dice| {
        let told = tale(size + dice.roll(1000), WORDS[0], dice);
        let near = store.neighbourhood(&asks(&told, dice)).unwrap();
        format!(
            "{} dossiers, {} incidents, {} keys muted",
            near.dossiers.len(),
            near.incidents.len(),
            near.muted.len()
        )
    });
    let begun = Instant::now();
    let report = store.verify(None).unwrap();
    println!(
        "verify: {} entries in {:.1} s, holds: {}",
        report.entries,
        begun.elapsed().as_secs_f64(),
        report.first_bad.is_none()
    );
}

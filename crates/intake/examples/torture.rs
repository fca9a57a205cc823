//! Opens mutated inputs for some minutes and checks what must hold of every report: fuzzing with a stable compiler.
//!
//! `cargo run --release -p tocsin-intake --example torture -- MINUTES [SEED]`. It ends with a count, or panics with the
//! seed and the input that broke a rule.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a tool for people, not a stage"
)]

use std::time::{Duration, Instant};
use tocsin_core::Span;
use tocsin_intake::{Captured, Given, open};

/// Inputs to begin with: one of each form.
const SEEDS: &[(&str, &str)] = &[
    ("a.txt", include_str!("../tests/golden/plain-wrapped.in.txt")),
    ("a.txt", include_str!("../tests/golden/restored-table.in.txt")),
    ("a.md", include_str!("../tests/golden/markdown-front.in.md")),
    ("a.html", include_str!("../tests/golden/article-page.in.html")),
    (
        "a.html",
        include_str!("../tests/golden/article-layout-table.in.html"),
    ),
    ("a.xml", include_str!("../tests/golden/feed.in.xml")),
    ("a.csv", include_str!("../tests/golden/sms.in.csv")),
    ("a.json", include_str!("../tests/golden/form.in.json")),
];

/// A small generator of numbers (SplitMix64), so that a seed gives the same run everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % most.max(1) as u64) as usize
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let minutes: f64 = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(1.0);
    let mut seed: u64 = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(1);
    let start = Instant::now();
    let (mut count, mut slowest) = (0u64, (Duration::ZERO, 0));
    while start.elapsed() < Duration::from_secs_f64(minutes * 60.0) {
        let (name, bytes) = input(seed);
        let before = Instant::now();
        if std::panic::catch_unwind(|| check(name, &bytes)).is_err() {
            panic!("seed {seed}, {name}: {:?}", String::from_utf8_lossy(&bytes));
        }
        slowest = slowest.max((before.elapsed(), seed));
        count += 1;
        seed += 1;
    }
    println!(
        "{count} inputs opened, none broke a rule; the slowest took {:?} (seed {})",
        slowest.0, slowest.1
    );
}

/// The input of a seed: one of the seeds, mutated, sometimes under another name, sometimes repeated many times.
fn input(seed: u64) -> (&'static str, Vec<u8>) {
    let mut numbers = Numbers(seed);
    let (mut name, text) = SEEDS[numbers.below(SEEDS.len())];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + numbers.below(12) {
        mutate(&mut bytes, &mut numbers);
    }
    if numbers.below(10) == 0 {
        name = SEEDS[numbers.below(SEEDS.len())].0;
    }
    if numbers.below(200) == 0 {
        bytes = bytes.repeat(1 + numbers.below(100));
    }
    (name, bytes)
}

fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    if bytes.is_empty() {
        bytes.push(b'x');
    }
    let len = bytes.len();
    let (a, b) = (numbers.below(len), numbers.below(len));
    let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 200));
    match numbers.below(8) {
        0 => bytes[a] = numbers.below(256) as u8,
        1 => drop(bytes.drain(from..to)),
        2 => {
            let piece = bytes[from..to].to_vec();
            let at = numbers.below(len);
            bytes.splice(at..at, piece);
        }
        3 => bytes.truncate(from.max(1)),
        4 => bytes.insert(
            a,
            *b"<>|*_-[](){}\"'&;:,.\n\0#`~"
                .get(numbers.below(25))
                .unwrap_or(&b'\n'),
        ),
        5 => {
            let (_, other) = SEEDS[numbers.below(SEEDS.len())];
            let at = numbers.below(other.len());
            let piece = other.as_bytes()[at..(at + 80).min(other.len())].to_vec();
            bytes.splice(a..a, piece);
        }
        6 => {
            let piece = bytes[from..to.min(from + 12)].repeat(1 + numbers.below(60));
            bytes.splice(a..a, piece);
        }
        _ => bytes[a] ^= 1 << numbers.below(8),
    }
}

/// Opens `bytes` and checks the report.
fn check(name: &str, bytes: &[u8]) {
    let received = "2024-09-20T08:41:10Z".to_owned();
    let opened = open(&Captured {
        name,
        bytes,
        url: None,
        received,
        given: Given::default(),
    });
    assert!(
        !opened.reports.is_empty() || !opened.problems.is_empty(),
        "neither a report nor a problem"
    );
    for report in &opened.reports {
        let sound =
            |span: &Span| Span::new(&report.text, span.start as usize, span.end as usize) == Some(*span);
        let mut end = 0;
        for block in &report.blocks {
            assert!(sound(&block.span) && block.span.start >= end, "{block:?}");
            let between = &report.text[end as usize..block.span.start as usize];
            assert!(between.chars().all(|c| c == '\n'), "words outside blocks");
            end = block.span.end;
        }
        assert!(
            report.credits.iter().chain(&report.title).all(sound),
            "a mark cut"
        );
        for cell in report
            .tables
            .iter()
            .flat_map(|table| table.rows.iter().flatten().chain(&table.header))
            .flatten()
        {
            let held = report
                .block_at(cell.start)
                .is_some_and(|block| block.span.contains(cell));
            assert!(sound(cell) && held, "a cell astray");
        }
    }
}

//! Speed and memory of copy detection: `cargo run --release --example copies -- [DOCUMENTS]`, texts of 400 words, one in five a copy.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench for people"
)]

use tocsin_link::lineage::index::CopyIndex;
use tocsin_link::words::mix;

fn main() {
    let count: usize = std::env::args()
        .nth(1)
        .map_or(100_000, |text| text.parse().unwrap());
    let mut index = CopyIndex::default();
    let (mut copies, mut found, mut wrong) = (0u32, 0u32, 0u32);
    let mut making = std::time::Duration::ZERO;
    let start = std::time::Instant::now();
    for n in 0..count as u64 {
        let made = std::time::Instant::now();
        let of = (n % 5 == 4).then(|| mix(n) % n);
        let text = document(n, of.filter(|of| of % 5 != 4));
        making += made.elapsed();
        let matches = index.add(&text);
        if let Some(of) = of.filter(|of| of % 5 != 4) {
            copies += 1;
            found += u32::from(matches.iter().any(|hit| u64::from(hit.document) == of));
            wrong += u32::from(matches.iter().any(|hit| u64::from(hit.document) != of));
        } else {
            wrong += u32::from(!matches.is_empty());
        }
    }
    let spent = (start.elapsed() - making).as_secs_f64();
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = memory
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or("VmHWM ?")
        .to_owned();
    println!(
        "{count} documents, {:.0} a second, {peak}, copies {copies} found {found} wrong {wrong}",
        count as f64 / spent
    );
}

/// 400 words from a skewed vocabulary; a copy keeps two thirds of another document.
fn document(n: u64, of: Option<u64>) -> String {
    let mut text = String::with_capacity(3200);
    for at in 0..400u64 {
        let from = of.filter(|_| at % 120 < 80).unwrap_or(n);
        let roll = mix(mix(from) ^ at);
        // Squaring makes low ranks common, as in language.
        let unit = (roll >> 11) as f64 / (1u64 << 53) as f64;
        let rank = (unit * unit * unit * 60_000.0) as u64;
        let mut spelled = mix(rank * 7919 + 1);
        for _ in 0..(2 + spelled % 8) {
            text.push(char::from(b'a' + (spelled % 26) as u8));
            spelled /= 26;
        }
        text.push(if roll.is_multiple_of(17) { '.' } else { ' ' });
    }
    text
}

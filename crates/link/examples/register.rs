//! Time to link one more report as the register grows: `cargo run --release --example register -- [REPORTS]`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench for people"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use tocsin_link::memory::MemoryRegister;
use tocsin_link::words::mix;

fn main() {
    let count: u64 = std::env::args()
        .nth(1)
        .map_or(20_000, |text| text.parse().unwrap());
    let mut register = MemoryRegister::default();
    let mut spent = std::time::Duration::ZERO;
    let mut slowest = std::time::Duration::ZERO;
    let step = (count / 5).max(1);
    for n in 0..count {
        let (mut report, reading) = common::parse(&line(n));
        report.received = format!("2024-10-01T00:00:00.{n:09}Z");
        let start = std::time::Instant::now();
        let linked = tocsin_link::link(&report, reading, &register).unwrap();
        let took = start.elapsed();
        spent += took;
        slowest = slowest.max(took);
        register.commit(&linked.journey);
        if (n + 1) % step == 0 {
            let incidents = register.incidents().len();
            println!(
                "{} reports, {incidents} incidents: {:.3} ms a report, slowest {:.1} ms",
                n + 1,
                spent.as_secs_f64() * 1e3 / step as f64,
                slowest.as_secs_f64() * 1e3
            );
            (spent, slowest) = (Default::default(), Default::default());
        }
    }
}

/// One in three reports tells of an event told before; the rest tell of new ones, over six years and 300 villages.
fn line(n: u64) -> String {
    let event = if n % 3 == 2 { n - 1 - mix(n) % 2 } else { n };
    let roll = mix(event);
    let place = ["@bamako", "@gao", "@mopti", "@bandiagara", "@bilal", "@mali"];
    let place = match roll % 10 {
        at @ 0..6 => place[at as usize].to_owned(),
        _ => format!("@village{}", roll / 16 % 300),
    };
    let day = jiff::civil::date(2019, 1, 1)
        .checked_add(jiff::Span::new().days((roll / 1000 % 2200) as i64))
        .unwrap();
    let words: Vec<String> = (0..60)
        .map(|at| format!("w{}", mix(roll % 5000 + at) % 20_000))
        .collect();
    let code = ["attack", "attack-on-civilians", "armed-clash", "abduction"][(roll / 7 % 4) as usize];
    format!(
        "r{n:07} | outlet:o{} | {day} | {code} {place} {day} killed={} | {}",
        n % 40,
        roll / 31 % 30,
        words.join(" ")
    )
}

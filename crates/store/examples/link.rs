//! Time to link one more report into a register on disk as it grows, with the register's size and this process's highest memory.
//!
//! `cargo run --release -p tocsin-store --example link -- REPORTS [FILE]`

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench measures time and prints it, and stops at the first error"
)]

#[expect(
    unreachable_pub,
    reason = "the file is a module of the evaluation, where it is public"
)]
#[path = "../../eval/src/bench/tales.rs"]
mod tales;

use std::path::PathBuf;
use std::time::{Duration, Instant};
use tocsin_store::Store;

/// Reports a transaction.
const BATCH: u64 = 500;

fn main() {
    let mut args = std::env::args().skip(1);
    let count: u64 = args.next().map_or(10_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = args
        .next()
        .map_or_else(|| folder.path().join("link.tocsin"), PathBuf::from);
    let mut store = Store::open(&file).unwrap();
    let step = (count / 5).max(1);
    let (mut linking, mut committing) = (Vec::new(), Duration::ZERO);
    let mut batch = store.begin().unwrap();
    for n in 0..count {
        let (report, reading) = tales::tale(n, count);
        let begun = Instant::now();
        let journey = tocsin_link::link(&report, reading, &batch).unwrap().journey;
        linking.push(begun.elapsed().as_secs_f64() * 1e3);
        let begun = Instant::now();
        batch
            .commit(report.text.as_bytes(), &report, &[], &journey, &report.received)
            .unwrap();
        if (n + 1) % BATCH == 0 {
            batch.finish().unwrap();
            batch = store.begin().unwrap();
        }
        committing += begun.elapsed();
        if (n + 1) % step == 0 {
            linking.sort_by(f64::total_cmp);
            let at = |share: f64| linking[((linking.len() - 1) as f64 * share) as usize];
            println!(
                "{} reports: linking p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms; keeping {:.2} ms a report; {}; {} MB on disk",
                n + 1,
                at(0.5),
                at(0.95),
                at(0.99),
                committing.as_secs_f64() * 1e3 / step as f64,
                peak(),
                std::fs::metadata(&file).map_or(0, |file| file.len() / 1_000_000)
            );
            linking.clear();
            committing = Duration::ZERO;
        }
    }
    batch.finish().unwrap();
    let begun = Instant::now();
    store.rebuild().unwrap();
    println!("rebuilt in {:.0} s; {}", begun.elapsed().as_secs_f64(), peak());
}

/// The highest resident memory so far, as the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.unwrap_or("VmHWM ?")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

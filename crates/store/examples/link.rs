//! Time to link one more report into a register on disk as it grows, with the register's size and this process's highest memory.
//!
//! `cargo run --release -p tocsin-store --example link -- REPORTS [OF [FILE]]` takes in the last REPORTS of OF made-up ones: with
//! OF above REPORTS a short stretch of a register as dense as a large one. Times are of the processor, and by the clock.

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

use rustix::time::{ClockId, clock_gettime};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;
use tocsin_core::{Asks, Known, KnownError, Neighbourhood, TrackRecord};
use tocsin_store::{Batch, Store};

/// Reports a transaction.
const BATCH: u64 = 500;

fn main() {
    let mut args = std::env::args().skip(1);
    let mut number = |default: u64| args.next().map_or(default, |text| text.parse().unwrap());
    let count = number(10_000);
    let of = number(count).max(count);
    let folder = tempfile::tempdir().unwrap();
    let file = args
        .next()
        .map_or_else(|| folder.path().join("link.tocsin"), PathBuf::from);
    let mut store = Store::open(&file).unwrap();
    let step = (count / 5).max(1);
    let mut times = Times::default();
    let mut batch = store.begin().unwrap();
    for n in 0..count {
        let (report, reading) = tales::tale(of - count + n, of);
        let timed = Timed {
            batch: &batch,
            spent: Cell::default(),
        };
        let (begun, cpu) = (Instant::now(), on_cpu());
        let journey = tocsin_link::link(&report, reading, &timed).unwrap().journey;
        times.cpu.push(on_cpu() - cpu);
        times.clock.push(begun.elapsed().as_secs_f64() * 1e3);
        times.asking.push(timed.spent.get());
        let cpu = on_cpu();
        batch
            .commit(report.text.as_bytes(), &report, &[], &journey, &report.received)
            .unwrap();
        if (n + 1) % BATCH == 0 {
            batch.finish().unwrap();
            batch = store.begin().unwrap();
        }
        times.keeping += on_cpu() - cpu;
        if (n + 1) % step == 0 {
            println!(
                "{} reports: {times}; {}; {} MB on disk",
                n + 1,
                peak(),
                std::fs::metadata(&file).map_or(0, |file| file.len() / 1_000_000)
            );
            times = Times::default();
        }
    }
    batch.finish().unwrap();
    let (begun, cpu) = (Instant::now(), on_cpu());
    store.rebuild().unwrap();
    println!(
        "rebuilt in {:.0} s, {:.0} s of the processor; {}",
        begun.elapsed().as_secs_f64(),
        (on_cpu() - cpu) / 1e3,
        peak()
    );
}

/// Milliseconds of a stretch of reports, one value a report.
#[derive(Default)]
struct Times {
    cpu: Vec<f64>,
    clock: Vec<f64>,
    /// Within linking: asking the register.
    asking: Vec<f64>,
    keeping: f64,
}

impl std::fmt::Display for Times {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shares = |times: &[f64]| {
            let mut times = times.to_vec();
            times.sort_by(f64::total_cmp);
            [0.5, 0.95, 0.99]
                .map(|share| format!("{:.2}", times[((times.len() - 1) as f64 * share) as usize]))
                .join("/")
        };
        write!(
            out,
            "linking p50/p95/p99 {} ms cpu (asking {}), {} by the clock; keeping {:.2} ms cpu a report",
            shares(&self.cpu),
            shares(&self.asking),
            shares(&self.clock),
            self.keeping / self.cpu.len() as f64,
        )
    }
}

/// The register, with the time spent asking it.
struct Timed<'b, 's> {
    batch: &'b Batch<'s>,
    spent: Cell<f64>,
}

impl Known for Timed<'_, '_> {
    fn neighbourhood(&self, asks: &Asks) -> Result<Neighbourhood, KnownError> {
        let begun = on_cpu();
        let found = self.batch.neighbourhood(asks);
        self.spent.set(self.spent.get() + on_cpu() - begun);
        found
    }

    fn records(&self, sources: &BTreeSet<String>) -> Result<BTreeMap<String, TrackRecord>, KnownError> {
        self.batch.records(sources)
    }
}

/// Milliseconds this thread has been on a processor.
fn on_cpu() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
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

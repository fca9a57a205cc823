//! Time to link one more report into a register on disk as it grows, with the register's size and this process's highest memory.
//!
//! `cargo run --release -p tocsin-store --example link -- REPORTS [--of N] [--keep DIR] [--measure M] [--rebuild]`
//! takes in the first REPORTS of N made-up ones (the last REPORTS where nothing is kept: then a short stretch of a register as
//! dense as a large one), links M more without keeping them, and makes the register again from the ledger.
//! With `--keep` the register stays in DIR, and a later run goes on where this one ended, or was ended. Times are of the
//! processor, and by the clock.

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
use std::path::{Path, PathBuf};
use std::time::Instant;
use tocsin_core::{Asks, Journey, Known, KnownError, Neighbourhood, Report, TrackRecord};
use tocsin_store::{Batch, Store};

/// Reports a transaction.
const BATCH: u64 = 500;
/// A line is printed at least this often while a register fills.
const STEP: u64 = 20_000;

/// What the command line asks for.
struct Plan {
    reports: u64,
    of: u64,
    keep: Option<PathBuf>,
    measure: u64,
    rebuild: bool,
}

impl Plan {
    fn from_args() -> Self {
        let args: Vec<String> = std::env::args().skip(1).collect();
        let after = |flag: &str| {
            let at = args.iter().position(|arg| arg == flag)?;
            args.get(at + 1)
        };
        let number = |text: &String| text.parse::<f64>().unwrap() as u64;
        let reports = args.first().map_or(10_000, number);
        Self {
            reports,
            of: after("--of").map_or(reports, number).max(reports),
            keep: after("--keep").map(PathBuf::from),
            measure: after("--measure").map_or(0, number),
            rebuild: args.iter().any(|arg| arg == "--rebuild"),
        }
    }
}

fn main() {
    let plan = Plan::from_args();
    let folder = tempfile::tempdir().unwrap();
    let dir = plan.keep.as_deref().unwrap_or(folder.path());
    std::fs::create_dir_all(dir).unwrap();
    let file = dir.join("link.tocsin");
    let mut store = Store::open(&file).unwrap();
    // Each report makes two entries of the ledger: its capture and its journey.
    let held = store.last().unwrap() / 2;
    let first = if plan.keep.is_some() {
        0
    } else {
        plan.of - plan.reports
    };
    println!(
        "{held} reports are held; the first {} are of {}",
        plan.reports, plan.of
    );
    fill(&mut store, &file, held..plan.reports, (first, plan.of));
    if plan.measure > 0 {
        let held = first + store.last().unwrap() / 2;
        let mut times = Times::default();
        let mut batch = store.begin().unwrap();
        for n in held..held + plan.measure {
            let (report, journey) = link(&batch, n, plan.of.max(n + 1), &mut times);
            keep(&mut batch, &report, &journey, &mut times);
        }
        drop(batch);
        println!("{} more, taken back: {times}; {}", plan.measure, peak());
    }
    if plan.rebuild {
        let (begun, cpu) = (Instant::now(), on_cpu());
        store.rebuild().unwrap();
        println!(
            "rebuilt in {:.0} s, {:.0} s of the processor; {}",
            begun.elapsed().as_secs_f64(),
            (on_cpu() - cpu) / 1e3,
            peak()
        );
    }
}

/// Takes in the reports of `range`, counted from the one numbered `first` of the made-up ones.
fn fill(store: &mut Store, file: &Path, range: std::ops::Range<u64>, (first, of): (u64, u64)) {
    let step = (range.end / 5).clamp(1, STEP);
    let mut times = Times::default();
    let mut at = range.start;
    while at < range.end {
        let mut batch = store.begin().unwrap();
        let next = range.end.min((at / BATCH + 1) * BATCH);
        for n in at..next {
            let (report, journey) = link(&batch, first + n, of, &mut times);
            keep(&mut batch, &report, &journey, &mut times);
        }
        let cpu = on_cpu();
        batch.finish().unwrap();
        times.keeping += on_cpu() - cpu;
        at = next;
        if at % step < BATCH || at == range.end {
            println!(
                "{at} reports: {times}; {}; {} MB on disk",
                peak(),
                std::fs::metadata(file).map_or(0, |file| file.len() / 1_000_000)
            );
            times = Times::default();
        }
    }
}

fn link(batch: &Batch<'_>, n: u64, of: u64, times: &mut Times) -> (Report, Journey) {
    let (report, reading) = tales::tale(n, of);
    let timed = Timed {
        batch,
        spent: Cell::default(),
    };
    let (begun, cpu) = (Instant::now(), on_cpu());
    let journey = tocsin_link::link(&report, reading, &timed).unwrap().journey;
    times.cpu.push(on_cpu() - cpu);
    times.clock.push(begun.elapsed().as_secs_f64() * 1e3);
    times.asking.push(timed.spent.get());
    (report, journey)
}

fn keep(batch: &mut Batch<'_>, report: &Report, journey: &Journey, times: &mut Times) {
    let cpu = on_cpu();
    batch
        .commit(report.text.as_bytes(), report, &[], journey, &report.received)
        .unwrap();
    times.keeping += on_cpu() - cpu;
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

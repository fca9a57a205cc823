//! Killed at any moment, the store loses nothing it acknowledged and doubles nothing.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use support::*;
use tocsin_core::Tlp;
use tocsin_store::{Filter, Store};

/// Set for the child alone: the store it writes to until it is killed.
const STORE: &str = "TOCSIN_CRASH_STORE";
/// Set for the child alone: the number of the first report.
const FIRST: &str = "TOCSIN_CRASH_FIRST";
/// How many times the child is killed.
const KILLS: usize = 200;

/// Run by the parent in a process of its own; by itself it does nothing.
#[test]
fn child_commits_until_killed() {
    let Ok(path) = std::env::var(STORE) else { return };
    let mut n: usize = std::env::var(FIRST).unwrap().parse().unwrap();
    let mut store = Store::open(path).unwrap();
    let mut out = std::io::stdout();
    // In the end it stops by itself, should nobody kill it.
    for round in 0..2000 {
        let mut batch = store.begin().unwrap();
        let first = n;
        for _ in 0..=(round % 4) {
            let told = tale(n);
            batch
                .commit(told.text.as_bytes(), &report(&told), &[], &alone(&told), NOW)
                .unwrap();
            n += 1;
        }
        batch.finish().unwrap();
        for acknowledged in first..n {
            writeln!(out, "\nack {acknowledged}").unwrap();
        }
        out.flush().unwrap();
    }
}

/// Starts the child, kills it after it acknowledged `after` batches or a little later; the numbers acknowledged.
fn killed_child(path: &std::path::Path, first: usize, after: usize, pause: u64) -> Vec<usize> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "child_commits_until_killed",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(STORE, path)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let number = |line: String| line.strip_prefix("ack ")?.parse::<usize>().ok();
    let mut acknowledged: Vec<usize> = lines.by_ref().filter_map(number).take(after).collect();
    std::thread::sleep(std::time::Duration::from_micros(pause));
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said before it died counts, whether we had read it or not.
    acknowledged.extend(lines.filter_map(number));
    acknowledged
}

#[test]
fn two_hundred_kills_lose_nothing_and_double_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.tocsin");
    let mut acknowledged: Vec<usize> = Vec::new();
    // A fixed sequence of odd delays, so that kills fall before, within and after commits.
    let mut seed: u64 = 7;
    let mut next = 0;
    for kill in 0..KILLS {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let (after, pause) = ((seed >> 60) as usize % 4, (seed >> 40) % 3000);
        acknowledged.extend(killed_child(&path, next, after, pause));
        let mut store = Store::open(&path).unwrap();
        // Reports that were committed and not acknowledged may or may not be there; the next child goes on after them.
        next = acknowledged.last().map_or(0, |last| last + 1);
        while store.has_report(&report(&tale(next)).id).unwrap() {
            next += 1;
        }
        if kill % 20 == 19 {
            sound(&mut store);
        }
    }
    let mut store = Store::open(&path).unwrap();
    sound(&mut store);
    for n in &acknowledged {
        assert!(
            store.has_report(&report(&tale(*n)).id).unwrap(),
            "report {n} was acknowledged and lost"
        );
    }
    let total = store
        .view(Tlp::Clear)
        .incidents(&Filter::default())
        .unwrap()
        .total
        .n;
    assert_eq!(total, next as u64, "each report once");
    assert_eq!(store.verify(None).unwrap().entries, 2 * next as u64);
    println!(
        "{KILLS} kills, {} reports acknowledged, {next} held, 0 lost, 0 doubled",
        acknowledged.len()
    );
    assert!(acknowledged.len() > KILLS / 2);
}

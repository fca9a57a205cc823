//! Measures a desk under load: how fast it starts, how long its pages take with many readers at once, how much memory it holds.
//!
//! `cargo run --release -p tocsin-store --example size -- 100000 FILE` makes a register; then
//! `cargo run --release -p tocsin-desk --example load -- TOCSIN FILE [USERS] [SECONDS] [PAUSE_MS] [PAGE]`.
//! Each user asks for a page, waits for it, and pauses as long as told; 0 asks as fast as the desk answers.
//! With a token in `TOCSIN_TOKEN` they ask as its account, within its clearance; else as whoever sits at the machine.
//! With a PAGE (`map`) all ask for that one alone.
//! The desk's own time at work is told as well: on a busy machine it says more than the clock.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench measures time and prints it, and stops at the first error"
)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What users ask for: a name, and the address for a number drawn by chance.
type Page = (&'static str, fn(u64) -> String);
const PAGES: [Page; 6] = [
    ("queue", |_| "/queue?lang=en".to_owned()),
    ("register", |_| "/?lang=en".to_owned()),
    ("search", |n| format!("/?lang=en&text=w{}", 1 + n % 5000)),
    ("filter", |n| {
        format!("/?lang=en&country=ML&from=2023-{:02}-01", 1 + n % 12)
    }),
    ("map", |n| {
        let (year, month) = (15 + n % 9, 1 + n / 9 % 12);
        format!("/map?lang=en&from=20{year}-{month:02}-01&to=20{year}-{month:02}-28")
    }),
    ("api", |_| "/api/v1/incidents?limit=30".to_owned()),
];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (tocsin, register) = (&args[1], &args[2]);
    let number = |at: usize, default: u64| args.get(at).map_or(default, |arg| arg.parse().unwrap());
    let (users, seconds, pause) = (number(3, 50), number(4, 20), number(5, 1000));
    let pages: Vec<Page> = PAGES
        .into_iter()
        .filter(|(name, _)| args.get(6).is_none_or(|asked| asked == name))
        .collect();
    let began = Instant::now();
    let (mut desk, address) = start(tocsin, register);
    get(&mut None, &address, "/health");
    println!("start to the first answer: {} ms", began.elapsed().as_millis());
    let until = Instant::now() + Duration::from_secs(seconds);
    let workers: Vec<_> = (0..users)
        .map(|user| {
            let (address, pages) = (address.clone(), pages.clone());
            std::thread::spawn(move || one_user(user, &address, &pages, until, Duration::from_millis(pause)))
        })
        .collect();
    let mut all: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for worker in workers {
        for (name, took) in worker.join().unwrap() {
            all.entry(name).or_default().push(took);
        }
    }
    let asked: usize = all.values().map(Vec::len).sum();
    println!(
        "{users} users for {seconds} s, pausing {pause} ms: {asked} pages, {:.0} a second",
        asked as f64 / seconds as f64
    );
    for (name, mut took) in all {
        took.sort_unstable();
        let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)].as_secs_f64() * 1000.0;
        println!(
            "{name:10} {:6} pages, p50 {:7.1} ms, p95 {:7.1} ms, p99 {:7.1} ms",
            took.len(),
            at(50),
            at(95),
            at(99)
        );
    }
    if let Some(worked) = worked(&desk) {
        println!(
            "the desk worked {:.1} s in {seconds} s: {:.1} ms a page",
            worked,
            worked * 1000.0 / asked as f64
        );
    }
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{}/status", desk.id())) {
        for line in status
            .lines()
            .filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"))
        {
            println!("{line}");
        }
    }
    let _ = desk.kill();
    let _ = desk.wait();
}

/// Seconds of processor time the desk took; `None` where the system does not tell.
fn worked(desk: &Child) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", desk.id())).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    // Linux counts in hundredths of a second.
    Some(ticks / 100.0)
}

fn start(tocsin: &str, register: &str) -> (Child, String) {
    let mut child = Command::new(tocsin)
        .args(["--register", register, "serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap();
    (child, address.to_owned())
}

fn one_user(
    user: u64,
    address: &str,
    pages: &[Page],
    until: Instant,
    pause: Duration,
) -> Vec<(&'static str, Duration)> {
    let mut dice = user * 2_654_435_761 + 1;
    let mut connection = None;
    let mut took = Vec::new();
    // Users do not begin all in the same instant.
    std::thread::sleep(pause.mul_f64((user % 50) as f64 / 50.0));
    while Instant::now() < until {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let (name, path) = pages[(dice >> 33) as usize % pages.len()];
        let asked = Instant::now();
        get(&mut connection, address, &path(dice >> 40));
        took.push((name, asked.elapsed()));
        std::thread::sleep(pause);
    }
    took
}

/// Asks on a connection that is kept open, and reads the whole answer.
fn get(connection: &mut Option<BufReader<TcpStream>>, address: &str, path: &str) {
    let stream = connection.get_or_insert_with(|| {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        BufReader::new(stream)
    });
    let token = std::env::var("TOCSIN_TOKEN").map_or_else(
        |_| String::new(),
        |token| format!("Authorization: Bearer {token}\r\n"),
    );
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{token}\r\n");
    stream.get_mut().write_all(request.as_bytes()).unwrap();
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 200"), "{path}: {line}");
    let (mut length, mut chunked) = (0usize, false);
    loop {
        line.clear();
        stream.read_line(&mut line).unwrap();
        let lower = line.trim().to_ascii_lowercase();
        if lower.is_empty() {
            break;
        }
        if let Some(value) = lower.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
        chunked |= lower == "transfer-encoding: chunked";
    }
    let mut body = Vec::new();
    if !chunked {
        body.resize(length, 0);
        stream.read_exact(&mut body).unwrap();
        return;
    }
    loop {
        line.clear();
        stream.read_line(&mut line).unwrap();
        let size = usize::from_str_radix(line.trim(), 16).unwrap();
        body.resize(size + 2, 0);
        stream.read_exact(&mut body).unwrap();
        if size == 0 {
            return;
        }
    }
}

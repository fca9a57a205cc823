//! Measures the date reader alone, and with the cutting of the text: `cargo run --release -p tocsin-extract --example when_bench`.
#![expect(clippy::print_stdout, reason = "it is a command line tool")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use jiff::civil::date;
use std::time::Instant;
use tocsin_core::{Language, When};
use tocsin_extract::Doc;
use tocsin_extract::readers::when::read;

const ENGLISH: &str = "Armed men on motorcycles attacked the village market on Tuesday morning, killing at least twelve \
    people, the mayor said. It was the third attack in the area since early August, and the deadliest of this year. \
    On Sept. 12 a convoy had hit a mine on the road to the district capital; three soldiers died. The previous day the \
    army had announced the end of an operation that lasted two weeks. Residents said shots were heard overnight Monday \
    to Tuesday until about 5 a.m., and that a drone flew over the town for several hours. The governor will visit the \
    families on Friday. Since 2012 the region has seen more than a decade of violence. ";

const FRENCH: &str = "Des hommes armés à moto ont attaqué le marché du village mardi matin, tuant au moins douze \
    personnes, a dit le maire. C'est la troisième attaque dans la zone depuis début août, et la plus meurtrière de \
    cette année. Le 12 septembre, un convoi avait sauté sur une mine sur la route du chef-lieu ; trois soldats sont \
    morts. La veille, l'armée avait annoncé la fin d'une opération qui a duré deux semaines. Des habitants disent avoir \
    entendu des tirs dans la nuit de lundi à mardi jusque vers 5 heures du matin, et un drone a survolé la ville \
    pendant plusieurs heures. Le gouverneur se rendra vendredi auprès des familles. Depuis 2012, la région connaît \
    plus d'une décennie de violences. ";

fn main() {
    for (name, text, language) in [("en", ENGLISH, Language::En), ("fr", FRENCH, Language::Fr)] {
        let words = text.split_whitespace().count();
        let text = text.repeat(400usize.div_ceil(words));
        let words = text.split_whitespace().count() as f64;
        let published = Some(When::day(date(2024, 9, 18)));
        let doc = Doc::of_text(&text, language, published.clone());
        let dates = rate(|| read(&doc).len());
        let whole = rate(|| read(&Doc::of_text(&text, language, published.clone())).len());
        let of_400 = words / 400.0;
        println!(
            "{name}: {:.0} docs of 400 words a CPU-second, {:.0} with cutting ({} marks in {words} words)",
            dates * of_400,
            whole * of_400,
            read(&doc).len()
        );
    }
}

/// Seconds of processor time this thread has used, where the system tells; else of the clock on the wall.
fn seconds(start: Instant) -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split(' ').next()?.parse::<f64>().ok())
        .map_or_else(|| start.elapsed().as_secs_f64(), |nanos| nanos / 1e9)
}

/// Runs a second, after a warm-up of a tenth.
fn rate(mut run: impl FnMut() -> usize) -> f64 {
    let mut sum = 0;
    let mut timed = |wall: f64| {
        let start = Instant::now();
        let before = seconds(start);
        let mut runs = 0u32;
        while start.elapsed().as_secs_f64() < wall {
            sum += run();
            runs += 1;
        }
        f64::from(runs) / (seconds(start) - before)
    };
    timed(0.1);
    let rate = timed(1.0);
    assert!(sum > 0, "the reader found nothing");
    rate
}

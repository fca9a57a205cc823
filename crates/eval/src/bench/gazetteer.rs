//! Size of a gazetteer's index, how long it takes to open, and how much memory it holds.

use super::clock;
use crate::files::{InputError, Read};
use crate::gazetteer::{build_files, files_of};
use crate::outcome::Outcome;
use std::fs;
use std::path::PathBuf;
use tocsin_gazetteer::{Boundaries, Gazetteer, Index};

/// Times an index is opened; the middle one counts.
const TIMES: usize = 21;
/// Populated places of the whole world in GeoNames, about.
const WORLD_PLACES: f64 = 5_200_000.0;

/// Builds an index of the files at `paths` (the shipped one, if there are none), writes it, opens it again and again.
///
/// - **places**, **index_mb**, **bytes_per_place**; **world_mb_estimate**: what all populated places of the world would take
///   at that rate.
/// - **build_s**: seconds from the files to the index; **open_ms**: from the file to lookups, the file being in the
///   system's cache, and **open_cpu_ms** of it at work (the rest is other programs' share of the machine);
///   **resident_mb**: memory held more than before it was opened.
///
/// # Errors
/// When a file cannot be read, built or written.
pub fn run(paths: &[PathBuf]) -> Read<Outcome> {
    let split = if paths.is_empty() {
        "shipped"
    } else {
        "dumps loaded"
    };
    let mut outcome = Outcome::new("bench-gazetteer", split, TIMES);
    if paths.is_empty() {
        let opened = timed(Gazetteer::embedded);
        outcome.put("places", opened.value.len() as f64);
        outcome.put("open_ms", opened.seconds * 1e3);
        outcome.put("open_cpu_ms", opened.cpu_seconds * 1e3);
        outcome.put_option("resident_mb", opened.resident_mb);
        return Ok(outcome);
    }
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(files_of(path)?);
        } else {
            files.push(path.clone());
        }
    }
    let begun = clock::wall_seconds();
    let built = build_files(&files)?;
    outcome.put("build_s", clock::wall_seconds() - begun);
    let unwritten = |error: std::io::Error| {
        InputError::missing(
            &std::env::temp_dir(),
            error.to_string(),
            "free the disk and run again".to_owned(),
        )
    };
    let file = std::env::temp_dir().join(format!("tocsin-bench-{}.tgi", std::process::id()));
    fs::write(&file, &built.index).map_err(unwritten)?;
    let outlines = built
        .boundaries
        .as_ref()
        .map(Boundaries::to_bytes)
        .unwrap_or_default();
    let size = built.index.len() + outlines.len();
    drop(built);
    let opened = timed(|| {
        let index = fs::read(&file)
            .ok()
            .and_then(|bytes| Index::from_bytes(bytes).ok());
        (index, Boundaries::from_bytes(&outlines).ok())
    });
    // What cannot be removed is in the folder of temporary files.
    let _ = fs::remove_file(&file);
    let places = opened.value.0.as_ref().map_or(0, Index::len) as f64;
    outcome.put("places", places);
    outcome.put("index_mb", size as f64 / 1e6);
    outcome.put("bytes_per_place", size as f64 / places);
    outcome.put("world_mb_estimate", size as f64 / places * WORLD_PLACES / 1e6);
    outcome.put("open_ms", opened.seconds * 1e3);
    outcome.put("open_cpu_ms", opened.cpu_seconds * 1e3);
    outcome.put_option("resident_mb", opened.resident_mb);
    Ok(outcome)
}

struct Timed<T> {
    value: T,
    /// The middle of all times.
    seconds: f64,
    /// CPU seconds of one opening, on average.
    cpu_seconds: f64,
    resident_mb: Option<f64>,
}

fn timed<T>(open: impl Fn() -> T) -> Timed<T> {
    let before = clock::resident_mb();
    let value = std::hint::black_box(open());
    let resident_mb = clock::resident_mb()
        .zip(before)
        .map(|(after, before)| after - before);
    let begun = clock::cpu_seconds();
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let begun = clock::wall_seconds();
            std::hint::black_box(open());
            clock::wall_seconds() - begun
        })
        .collect();
    let cpu_seconds = (clock::cpu_seconds() - begun) / TIMES as f64;
    times.sort_by(f64::total_cmp);
    Timed {
        value,
        cpu_seconds,
        seconds: times[TIMES / 2],
        resident_mb,
    }
}

//! Writes the latest recorded score of each benchmark and split as one Markdown page.

use crate::files::{self, InputError, Read};
use crate::outcome;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Row {
    benchmark: String,
    split: String,
    n: usize,
    scores: BTreeMap<String, Option<f64>>,
    command: String,
    date: String,
}

/// Writes `README.md` in `folder` from the `.jsonl` files there; gives its path.
///
/// # Errors
/// When the folder holds no scores, a line is malformed, or the page cannot be written.
pub fn write(folder: &Path) -> Read<PathBuf> {
    const FORM: &str = "recorded scores (BENCHMARK.jsonl, written by `tocsin-eval … --record DATE`)";
    let mut latest: BTreeMap<(String, String), Row> = BTreeMap::new();
    for path in files::list(folder, &[".jsonl"], FORM)? {
        let rows: Vec<Row> = files::json_lines(&path, "{benchmark, split, n, scores, command, date}")?;
        for row in rows {
            latest.insert((row.benchmark.clone(), row.split.clone()), row);
        }
    }
    let path = folder.join("README.md");
    fs::write(&path, page(&latest)).map_err(|error| {
        InputError::missing(&path, error.to_string(), "give a folder that can be written")
    })?;
    Ok(path)
}

fn page(latest: &BTreeMap<(String, String), Row>) -> String {
    let mut out = String::from(
        "# Scores\n\n\
         Made by `tocsin-eval table` from the lines beside it: the last recorded run of each benchmark and split.\n\
         Shares are from 0 to 1; `–` could not be computed.\n",
    );
    let mut before = "";
    for ((benchmark, split), row) in latest {
        if before != benchmark {
            let _ = write!(out, "\n## {benchmark}\n");
            before = benchmark;
        }
        let _ = write!(
            out,
            "\n### {split} (n = {})\n\n`{}`, {}\n\n| score | value |\n|---|---|\n",
            row.n, row.command, row.date
        );
        debug_assert_eq!(&row.benchmark, benchmark);
        debug_assert_eq!(&row.split, split);
        for (name, value) in &row.scores {
            let _ = writeln!(out, "| {name} | {} |", outcome::shown(value.unwrap_or(f64::NAN)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_run_of_each_split_is_shown() {
        let dir = tempfile::tempdir().unwrap();
        let line = |value: f64, date: &str| {
            format!(
                "{{\"benchmark\":\"dates\",\"split\":\"x\",\"n\":2,\"scores\":{{\"a\":{value},\"b\":null}},\"command\":\"tocsin-eval run dates x\",\"date\":\"{date}\"}}\n"
            )
        };
        let both = line(0.25, "2024-01-01") + &line(0.5, "2024-01-02");
        fs::write(dir.path().join("dates.jsonl"), both).unwrap();
        let page = fs::read_to_string(write(dir.path()).unwrap()).unwrap();
        assert!(page.contains("| a | 0.5000 |\n| b | – |"), "{page}");
        assert!(!page.contains("0.2500") && page.contains("2024-01-02"), "{page}");
    }
}

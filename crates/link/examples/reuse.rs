//! Area under the curve of reuse against none: `cargo run --release --example reuse -- FILE`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench for people")]

use std::collections::BTreeMap;
use tocsin_link::lineage::shingles::reuse;

fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let rows: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let get = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
    let originals: BTreeMap<String, String> = rows
        .iter()
        .filter(|row| get(row, "label") == "orig")
        .map(|row| (get(row, "task"), get(row, "text")))
        .collect();
    let mut scores: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    for row in rows.iter().filter(|row| get(row, "label") != "orig") {
        let score = reuse(&get(row, "text"), &originals[&get(row, "task")]);
        scores.entry(get(row, "label")).or_default().push(score);
    }
    let none = scores.remove("non").unwrap();
    let all: Vec<f32> = scores.values().flatten().copied().collect();
    println!("all {:.4}", auc(&all, &none));
    for (label, found) in &scores {
        println!("{label} {:.4}", auc(found, &none));
    }
}

fn auc(yes: &[f32], no: &[f32]) -> f32 {
    let won = |a: f32, b: f32| {
        if a > b {
            1.0
        } else if a == b {
            0.5
        } else {
            0.0
        }
    };
    let sum: f32 = yes.iter().flat_map(|&a| no.iter().map(move |&b| won(a, b))).sum();
    sum / (yes.len() * no.len()) as f32
}

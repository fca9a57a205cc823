//! Accuracy of resolved claims with a place hierarchy: `cargo run --release --example truth -- DIR`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench for people")]

use std::collections::{BTreeMap, BTreeSet};
use tocsin_link::truth::{Hierarchy, Told, decide};

fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let rows = |name: &str| -> Vec<Vec<String>> {
        let text = std::fs::read_to_string(format!("{dir}/{name}.csv")).unwrap();
        text.lines().skip(1).map(cells).collect()
    };
    let hierarchy: Vec<(String, String, String)> = rows("hierarchy")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone(), row[2].clone()))
        .collect();
    let told: Vec<Told> = rows("claims")
        .into_iter()
        .map(|row| Told {
            object: row[0].clone(),
            source: row[1].clone(),
            value: row[2].clone(),
        })
        .collect();
    let decided = decide(&told, &Hierarchy::new(&hierarchy));
    let mut claimed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for told in &told {
        claimed.entry(&told.object).or_default().insert(&told.value);
    }
    let (mut right, mut all) = (0, 0);
    for row in rows("groundtruths") {
        let Some(values) = claimed.get(row[0].as_str()) else {
            continue;
        };
        let path: Vec<&str> = row[1].split(',').map(str::trim).collect();
        let truth = path
            .iter()
            .find(|name| values.contains(*name))
            .unwrap_or(&path[0]);
        all += 1;
        right += u32::from(decided[&row[0]].value == *truth);
    }
    println!("{dir}: {right}/{all} = {:.4}", f64::from(right) / f64::from(all));
}

/// The cells of a CSV line.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cells.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

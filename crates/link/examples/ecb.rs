//! Groups the texts of an ECB+ file by event and prints B³: `cargo run --release --example ecb -- FILE [CUTS COHESION NAME NUMBER TITLE]`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench for people"
)]

use std::collections::HashMap;
use tocsin_link::texts::{Settings, Stream, TextItem, group};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let number = |at: usize, default: f32| args.get(at).map_or(default, |text| text.parse().unwrap());
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let (mut items, mut gold) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let get = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        items.push(TextItem {
            title: get("title"),
            text: get("text"),
        });
        gold.push(get("incident"));
    }
    let base = Settings::default();
    for cut in args.get(2).map_or(vec![base.cut], |text| {
        text.split(',').map(|cut| cut.parse().unwrap()).collect()
    }) {
        let settings = Settings {
            cut,
            cohesion: number(3, base.cohesion),
            name: number(4, base.name),
            number: number(5, base.number),
            title: number(6, base.title),
        };
        let mut stream = Stream::new(settings.clone());
        items.iter().for_each(|item| stream.add(item));
        let groups = stream.groups();
        let (p, r) = b3(&groups, &gold);
        println!(
            "stream groups {} p {p:.4} r {r:.4} f1 {:.4}",
            groups.len(),
            2.0 * p * r / (p + r)
        );
        let groups = group(&items, &settings);
        if args.get(7).is_some() {
            for group in groups.iter().filter(|group| group.len() > 1) {
                let mut shown: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
                for &at in group {
                    *shown.entry(&gold[at]).or_default() += 1;
                }
                println!("{shown:?}");
            }
        }
        let (p, r) = b3(&groups, &gold);
        println!(
            "{settings:?} groups {} p {p:.4} r {r:.4} f1 {:.4}",
            groups.len(),
            2.0 * p * r / (p + r)
        );
    }
}

fn b3(groups: &[Vec<usize>], gold: &[String]) -> (f64, f64) {
    let mut size: HashMap<&str, f64> = HashMap::new();
    for name in gold {
        *size.entry(name).or_default() += 1.0;
    }
    let (mut p, mut r) = (0.0, 0.0);
    for group in groups {
        let mut shared: HashMap<&str, f64> = HashMap::new();
        for &at in group {
            *shared.entry(&gold[at]).or_default() += 1.0;
        }
        for &at in group {
            let same = shared[gold[at].as_str()];
            p += same / group.len() as f64;
            r += same / size[gold[at].as_str()];
        }
    }
    (p / gold.len() as f64, r / gold.len() as f64)
}

//! Texts of one megabyte made to be slow: each stage must stay linear on them.

use super::clock;
use crate::outcome::Outcome;
use crate::product;
use tocsin_core::Language;
use tocsin_extract::Kit;

/// Length of each text in bytes, about.
const LENGTH: usize = 1_000_000;

/// Name and the stretch that is repeated.
const REPEATED: [(&str, &str); 10] = [
    ("one_word", "killed "),
    ("no_spaces", "abcdefghij"),
    ("nested_quotes", "« \"he said “"),
    ("digits", "1234567890"),
    ("numbers", "12 killed 1 200 wounded, "),
    ("dates", "on Monday 3 March 2024 yesterday "),
    ("places", "Bamako Gao Mopti near "),
    ("commas", "gunmen, soldiers, "),
    ("stops", "A. B. "),
    ("blank_lines", "attack\n\n"),
];

/// The first length tried; it is doubled until a text of [`LENGTH`] is read or [`ENOUGH`] is used.
const SHORTEST: usize = 31_250;

/// CPU seconds for one text after which no longer one is tried.
const ENOUGH: f64 = 2.0;

/// CPU seconds a megabyte that reading takes for each text, at the longest length reached (given in kilobytes where it is
/// not the whole), and the most of them.
#[must_use]
pub fn run() -> Outcome {
    let kit = Kit::embedded();
    let mut outcome = Outcome::new("bench-adversarial", "1 MB texts", REPEATED.len());
    let mut most = 0.0f64;
    clock::forget_peak();
    for (name, stretch) in REPEATED {
        let (length, seconds) = slowest(name, stretch, &kit);
        let a_megabyte = seconds * 1e6 / length as f64;
        most = most.max(a_megabyte);
        outcome.put(format!("{name}_s_per_mb"), a_megabyte);
        if length < LENGTH {
            outcome.put(format!("{name}_reached_kb"), length as f64 / 1e3);
        }
    }
    outcome.put("most_s_per_mb", most);
    outcome.put_option("peak_mb", clock::peak_mb());
    outcome
}

/// The longest length tried, and the CPU seconds it took.
fn slowest(name: &str, stretch: &str, kit: &Kit) -> (usize, f64) {
    let mut length = SHORTEST;
    loop {
        let text = stretch.repeat(length / stretch.len() + 1);
        let report = product::report(name, "", &text, Language::En, Some("2024-03-05"));
        let begun = clock::cpu_seconds();
        std::hint::black_box(tocsin_extract::read(&report, kit));
        let seconds = clock::cpu_seconds() - begun;
        if length >= LENGTH || seconds > ENOUGH {
            return (length, seconds);
        }
        length *= 2;
    }
}

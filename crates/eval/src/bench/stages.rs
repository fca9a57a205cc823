//! How many documents a CPU-second each stage takes, and the journey whole, and how much memory.

use super::clock;
use super::texts::{BenchText, text};
use crate::outcome::Outcome;
use crate::product;
use tocsin_core::Report;
use tocsin_extract::readers::{places, when};
use tocsin_extract::{Doc, Kit};
use tocsin_intake::{Captured, Given, open};
use tocsin_link::link;
use tocsin_link::memory::MemoryRegister;

/// The stages, in the order of the journey.
const STAGES: [&str; 6] = ["intake", "dates", "places", "extract", "link", "whole"];

/// Measures stage `name` (all of them if `None`) on `size` texts.
#[must_use]
pub fn run(name: Option<&str>, size: usize) -> Outcome {
    let benchmark = name.map_or_else(|| "bench".to_owned(), |name| format!("bench-{name}"));
    let mut outcome = Outcome::new(&benchmark, &format!("{size} texts"), size);
    let kit = Kit::embedded();
    for stage in STAGES
        .into_iter()
        .filter(|stage| name.is_none_or(|name| name == *stage))
    {
        clock::forget_peak();
        let seconds = measure(stage, size, &kit);
        let prefix = if stage == "whole" {
            String::new()
        } else {
            format!("{stage}_")
        };
        outcome.put(format!("{prefix}docs_per_cpu_s"), size as f64 / seconds);
        outcome.put_option(format!("{prefix}peak_mb"), clock::peak_mb());
    }
    outcome
}

/// CPU seconds that `stage` takes for `size` texts; the making of the texts is not counted.
fn measure(stage: &str, size: usize, kit: &Kit) -> f64 {
    let mut spent = 0.0;
    let mut register = MemoryRegister::default();
    for n in 0..size {
        let item = text(n);
        let report = (!matches!(stage, "intake" | "whole")).then(|| report_of(&item));
        let reading = match (&report, stage) {
            (Some(report), "link") => Some(tocsin_extract::read(report, kit)),
            _ => None,
        };
        let begun = clock::cpu_seconds();
        match (report, reading) {
            (Some(report), Some(reading)) => place(&report, reading, &mut register),
            (Some(report), None) => {
                std::hint::black_box(alone(stage, &report, kit));
            }
            (None, _) => {
                let reports = capture(&item);
                if stage == "whole" {
                    for report in reports {
                        let reading = tocsin_extract::read(&report, kit);
                        place(&report, reading, &mut register);
                    }
                } else {
                    std::hint::black_box(reports);
                }
            }
        }
        spent += clock::cpu_seconds() - begun;
    }
    spent
}

/// What one stage finds in a report: a count, so that the work cannot be left out.
fn alone(stage: &str, report: &Report, kit: &Kit) -> usize {
    match stage {
        "dates" => when::read(&Doc::of_report(report)).len(),
        "places" => places::read(&Doc::of_report(report), &kit.gazetteer).len(),
        _ => tocsin_extract::read(report, kit).claims.len(),
    }
}

fn place(report: &Report, reading: tocsin_core::Reading, register: &mut MemoryRegister) {
    // The register in memory never fails; an error would show as documents that were not committed.
    if let Ok(linked) = link(report, reading, register) {
        register.commit(&linked.journey);
    }
}

fn capture(item: &BenchText) -> Vec<Report> {
    let captured = Captured {
        name: &item.name,
        bytes: item.text.as_bytes(),
        url: None,
        received: format!("{}T12:00:00Z", item.published),
        given: Given {
            published: product::published(Some(&item.published)),
            ..Given::default()
        },
    };
    open(&captured).reports
}

fn report_of(item: &BenchText) -> Report {
    let (title, body) = item.text.split_once("\n\n").unwrap_or(("", &item.text));
    product::report(&item.name, title, body, item.language, Some(&item.published))
}

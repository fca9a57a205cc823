//! Four real inputs of the workplace, where they are at hand: what any careful reader would demand of their layout.
//!
//! They lie beside the repository (`../shared/seeds`, or `TOCSIN_SHARED`) and are not part of it. `TOCSIN_SHOW=1` prints them.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "tests speak and may fail"
)]

mod common;

use std::path::PathBuf;
use tocsin_core::{BlockKind, Language, Report};

fn seeds() -> Vec<(String, Report)> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("TOCSIN_SHARED").map_or(beside, PathBuf::from);
    let Ok(folder) = std::fs::read_dir(shared.join("seeds")) else {
        println!("skipped: no seeds beside this repository");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let opened = common::open_named(&name, &std::fs::read(&path).expect("a readable seed"));
        common::assert_sound(&opened);
        if std::env::var_os("TOCSIN_SHOW").is_some() {
            println!("=== {name}\n{}", common::listing(&opened));
        }
        assert_eq!(opened.reports.len(), 1, "{name}");
        out.extend(opened.reports.into_iter().map(|report| (name.clone(), report)));
    }
    out
}

fn count(report: &Report, kind: BlockKind) -> usize {
    report.blocks.iter().filter(|block| block.kind == kind).count()
}

#[test]
fn every_word_of_the_input_is_kept() {
    for (name, report) in seeds() {
        assert_eq!(report.language, Language::En, "{name}");
        assert!(report.published.is_none(), "{name} says no date of its own");
        assert!(report.text.len() > 3000, "{name}");
        assert!(count(&report, BlockKind::Paragraph) >= 5, "{name}");
        assert!(count(&report, BlockKind::Heading) >= 5, "{name}");
    }
}

#[test]
fn tables_are_rows_and_never_paragraphs() {
    let seeds = seeds();
    let expected = [(0, 4), (1, 4), (2, 5), (3, 0)];
    for (n, tables) in expected {
        let Some((name, report)) = seeds.get(n) else {
            return;
        };
        assert_eq!(report.tables.len(), tables, "tables of {name}");
        let told = report
            .tables
            .iter()
            .map(|table| table.rows.len() + usize::from(!table.header.is_empty()));
        assert_eq!(
            count(report, BlockKind::TableRow),
            told.sum::<usize>(),
            "rows of {name}"
        );
    }
    let (_, second) = &seeds[1];
    let restored: Vec<_> = second.tables.iter().filter(|table| table.restored).collect();
    assert_eq!(restored.len(), 1, "one table can be restored");
    assert_eq!(restored[0].header.len(), 4);
    assert_eq!(restored[0].rows.len(), 3);
    assert!(restored[0].rows.iter().flatten().all(Option::is_some));
    assert!(
        second
            .tables
            .iter()
            .filter(|table| !table.restored)
            .all(|table| table.header.len() == 1)
    );
}

#[test]
fn furniture_and_upstream_marks_are_named() {
    let seeds = seeds();
    let Some((_, second)) = seeds.get(1) else { return };
    let credits: Vec<&str> = second.credits.iter().map(|span| span.of(&second.text)).collect();
    assert_eq!(credits.len(), 1);
    assert!(credits[0].starts_with("Reuters"));
    assert_eq!(count(second, BlockKind::Credit), 1);
    assert_eq!(
        count(second, BlockKind::Boilerplate),
        2,
        "the dots and the notice of the mobile version"
    );
    assert_eq!(count(second, BlockKind::Byline), 1, "the note about the author");
}

//! What the tests share: opening bytes by name, listing a report, and what must hold of any report.
#![allow(
    unreachable_pub,
    dead_code,
    clippy::expect_used,
    reason = "each test file uses a part of it"
)]

use std::fmt::Write;
use tocsin_core::{Report, Span};
use tocsin_intake::{Captured, Given, Opened, open};

/// Opens `bytes` as a file of that name.
pub fn open_named(name: &str, bytes: &[u8]) -> Opened {
    open(&Captured {
        name,
        bytes,
        url: None,
        received: "2024-09-20T08:41:10Z".to_owned(),
        given: Given::default(),
    })
}

/// Everything of `opened` that a reader sees, one line a block.
pub fn listing(opened: &Opened) -> String {
    let mut out = String::new();
    for report in &opened.reports {
        head(&mut out, report);
        for block in &report.blocks {
            let words = block.span.of(&report.text).replace('\n', "⏎");
            let _ = writeln!(out, "{:?}: {words}", block.kind);
        }
        for table in &report.tables {
            let cells = |row: &[Option<Span>]| {
                let words = row
                    .iter()
                    .map(|cell| cell.map_or("·", |span| span.of(&report.text)));
                words.collect::<Vec<_>>().join(" ‖ ")
            };
            let _ = writeln!(
                out,
                "table{}: {}",
                if table.restored { " restored" } else { "" },
                cells(&table.header)
            );
            for row in &table.rows {
                let _ = writeln!(out, "  {}", cells(row));
            }
        }
        out.push('\n');
    }
    for problem in &opened.problems {
        let _ = writeln!(
            out,
            "problem {:?} in {}: {}",
            problem.kind, problem.place, problem.detail
        );
    }
    out
}

fn head(out: &mut String, report: &Report) {
    let said = |name: &str, value: String, out: &mut String| {
        if !value.is_empty() {
            let _ = writeln!(out, "{name} = {value}");
        }
    };
    let _ = writeln!(out, "language = {:?}", report.language);
    said(
        "source",
        format!(
            "{} / {} / {:?}",
            report.source.key, report.source.name, report.source.class
        ),
        out,
    );
    said("url", report.url.clone().unwrap_or_default(), out);
    said(
        "published",
        report
            .published
            .as_ref()
            .map_or(String::new(), tocsin_core::When::iso),
        out,
    );
    if report.handling.community {
        said("received", report.received.clone(), out);
    }
    said(
        "handling",
        format!(
            "{}{}",
            report.handling.tlp,
            if report.handling.community {
                " community"
            } else {
                ""
            }
        ),
        out,
    );
    said("nature", format!("{:?}", report.nature), out);
    let credits: Vec<&str> = report.credits.iter().map(|span| span.of(&report.text)).collect();
    said("credits", credits.join(" ‖ "), out);
}

/// What must hold of every report, whatever the bytes were.
pub fn assert_sound(opened: &Opened) {
    for report in &opened.reports {
        let text = &report.text;
        assert!(!text.trim().is_empty(), "an empty report");
        let sound = |span: &Span| Span::new(text, span.start as usize, span.end as usize) == Some(*span);
        let mut end = 0;
        for block in &report.blocks {
            assert!(sound(&block.span), "{block:?}");
            assert!(
                block.span.start >= end,
                "blocks overlap or are out of order: {block:?}"
            );
            let between = &text[end as usize..block.span.start as usize];
            assert!(
                between.chars().all(|c| c == '\n'),
                "words outside blocks: {between:?}"
            );
            end = block.span.end;
        }
        assert_eq!(end as usize, text.len(), "words after the last block");
        assert!(report.title.is_none_or(|span| sound(&span)));
        assert!(report.credits.iter().all(sound));
        for table in &report.tables {
            let width = table.rows.first().map_or(table.header.len(), Vec::len);
            assert!(
                table.header.is_empty() || table.header.len() == width,
                "{table:?}"
            );
            for row in &table.rows {
                assert_eq!(row.len(), width, "{table:?}");
            }
            for cell in table.rows.iter().flatten().chain(&table.header).flatten() {
                assert!(sound(cell), "{cell:?}");
                let block = report.block_at(cell.start).expect("a cell outside blocks");
                assert!(block.span.contains(cell), "a cell across blocks");
            }
        }
    }
    for problem in &opened.problems {
        assert!(!problem.place.is_empty());
    }
    assert!(
        !opened.reports.is_empty() || !opened.problems.is_empty(),
        "neither a report nor a problem"
    );
}

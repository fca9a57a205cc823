//! What the fuzz targets share: opening bytes under a name, and checking what must hold of any report.

use tocsin_core::Span;
use tocsin_intake::{Captured, Given, Opened, open};

/// Opens `bytes` as a file called `name`.
///
/// # Panics
///
/// If a report breaks what must hold of all: spans on character boundaries, blocks in order, cells within a block.
pub fn open_as(name: &str, bytes: &[u8]) -> Opened {
    let received = "2024-09-20T08:41:10Z".to_owned();
    let opened = open(&Captured { name, bytes, url: None, received, given: Given::default() });
    assert!(!opened.reports.is_empty() || !opened.problems.is_empty());
    for report in &opened.reports {
        let sound = |span: &Span| Span::new(&report.text, span.start as usize, span.end as usize) == Some(*span);
        let mut end = 0;
        for block in &report.blocks {
            assert!(sound(&block.span) && block.span.start >= end);
            end = block.span.end;
        }
        assert!(report.credits.iter().chain(&report.title).all(sound));
        for cell in report.tables.iter().flat_map(|table| table.rows.iter().flatten().chain(&table.header)).flatten() {
            assert!(sound(cell) && report.block_at(cell.start).is_some_and(|block| block.span.contains(cell)));
        }
    }
    opened
}

//! Fuzzes reading: whatever intake opens, `extract::read` reads, and its spans lie within the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tocsin_core::Span;
use tocsin_extract::Kit;
use tocsin_fuzz::open_as;

static KIT: LazyLock<Kit> = LazyLock::new(Kit::embedded);

fuzz_target!(|bytes: &[u8]| {
    for report in open_as("note.md", bytes).reports {
        let reading = tocsin_extract::read(&report, &KIT);
        for claim in &reading.claims {
            let span = claim.span;
            assert_eq!(Span::new(&report.text, span.start as usize, span.end as usize), Some(span));
        }
    }
});

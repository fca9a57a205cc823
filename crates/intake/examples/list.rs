//! Prints what intake makes of files: one line a block, and how long each took. `cargo run -p tocsin-intake --example list -- FILE…`
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool for people, not a stage"
)]

use tocsin_intake::{Captured, Given, open};

fn main() -> std::io::Result<()> {
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name)?;
        let before = std::time::Instant::now();
        let received = "2024-09-20T08:41:10Z".to_owned();
        let opened = open(&Captured {
            name: &name,
            bytes: &bytes,
            url: None,
            received,
            given: Given::default(),
        });
        println!("=== {name}: {} bytes in {:?}", bytes.len(), before.elapsed());
        for report in &opened.reports {
            println!(
                "{:?}, published {:?}",
                report.language,
                report.published.as_ref().map(tocsin_core::When::iso)
            );
            for block in &report.blocks {
                println!(
                    "{:?}: {}",
                    block.kind,
                    block.span.of(&report.text).replace('\n', " ")
                );
            }
        }
        for problem in &opened.problems {
            println!(
                "problem {:?} in {}: {}",
                problem.kind, problem.place, problem.detail
            );
        }
    }
    Ok(())
}

//! Reads a text file and prints its accounts, claims and what was left out: for whoever works on the reader.
//!
//! `cargo run -p tocsin-extract --example read -- en|fr FILE [PUBLISHED]`

#[path = "../tests/common/mod.rs"]
mod common;

use tocsin_core::{Language, When, annotate};
use tocsin_extract::{Kit, read};

#[expect(clippy::print_stdout, reason = "an example for people")]
fn main() {
    let mut args = std::env::args().skip(1);
    let language = if args.next().as_deref() == Some("fr") {
        Language::Fr
    } else {
        Language::En
    };
    let text = args
        .next()
        .and_then(|file| std::fs::read_to_string(file).ok())
        .unwrap_or_default();
    let published = args.next().and_then(|day| day.parse().ok()).map(When::day);
    let report = common::report(&text, language, published);
    let reading = read(&report, &Kit::embedded());
    println!("{}", annotate(&report.text, &reading));
    for (n, account) in reading.accounts.iter().enumerate() {
        println!(
            "#{n} {} {:?} {:?} «{}» part of {:?}",
            account.code,
            account.kind,
            account.standing,
            account.trigger.of(&report.text),
            account.part_of
        );
        for (_, claim) in reading.claims_of(n as u32) {
            println!(
                "    {} = {} [{}] {} · {} «{}»",
                claim.field.key(),
                claim.value.short(),
                match &claim.value {
                    tocsin_core::Value::Term(t) => t.key.as_str(),
                    tocsin_core::Value::Actor(a) => a.key.as_str(),
                    _ => "",
                },
                claim.stance.key(),
                claim.speaker.name,
                claim.span.of(&report.text)
            );
        }
    }
    for left in &reading.left_out {
        println!(
            "- {:?} «{}» because «{}»",
            left.why,
            left.span.of(&report.text),
            left.because.map_or("", |span| span.of(&report.text))
        );
    }
    println!("features: {:?}", reading.features);
}

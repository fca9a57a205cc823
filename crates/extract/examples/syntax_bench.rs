//! How long the parser takes for a token: `cargo run --release -p tocsin-extract --example syntax_bench -- FILE…` (`.fr.` in a
//! name: French).
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::time::Instant;
use tocsin_core::Language;
use tocsin_extract::syntax::{State, Trees};
use tocsin_extract::{Doc, Kit};

fn main() {
    let kit = Kit::embedded();
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("{path}: not readable");
            continue;
        };
        let language = if path.contains("fr") {
            Language::Fr
        } else {
            Language::En
        };
        let doc = Doc::of_text(&text, language, None);
        let model = kit.syntax(language);
        let mut state = State::default();
        let mut trees = Trees::new(doc.tokens.len());
        let rounds = 200;
        let begun = Instant::now();
        for _ in 0..rounds {
            for sentence in &doc.sentences {
                model.parse(&doc, sentence.first..sentence.last, &[], &mut state, &mut trees);
            }
        }
        let tokens = doc.tokens.len() * rounds;
        println!(
            "{path}: {} tokens, {:.0} ns a token",
            doc.tokens.len(),
            begun.elapsed().as_nanos() as f64 / tokens as f64
        );
    }
}

//! Shows what the date reader finds: lines of standard input as `en|2024-09-18|text`, the day may be empty.
#![expect(clippy::print_stdout, reason = "it is a command line tool")]

use std::io::BufRead;
use tocsin_core::{Language, When};
use tocsin_extract::Doc;
use tocsin_extract::readers::when::read;

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let mut fields = line.splitn(3, '|');
        let language = match fields.next() {
            Some("fr") => Language::Fr,
            _ => Language::En,
        };
        let published = fields.next().and_then(|day| day.parse().ok()).map(When::day);
        let text = fields.next().unwrap_or("");
        println!("{text}");
        for mark in read(&Doc::of_text(text, language, published)) {
            let when = mark.when.as_ref().map(When::iso).unwrap_or_default();
            println!(
                "    {:32} {:24} {when:24} {}",
                mark.span.of(text),
                mark.value,
                mark.rule
            );
        }
    }
}

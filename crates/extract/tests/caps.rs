//! Texts made to be slow: what is read of them is capped, and the caps are said as a problem.

mod common;

use tocsin_core::{Language, ProblemKind, Reading};
use tocsin_extract::doc::Doc;
use tocsin_extract::{Kit, read};

static KIT: std::sync::LazyLock<Kit> = std::sync::LazyLock::new(Kit::embedded);

/// `stretch` repeated to `length` bytes, read.
fn reading(stretch: &str, length: usize) -> Reading {
    let text = stretch.repeat(length / stretch.len());
    read(&common::report(&text, Language::En, None), &KIT)
}

fn is_capped(reading: &Reading) -> bool {
    reading
        .problems
        .iter()
        .any(|problem| problem.kind == ProblemKind::Cap)
}

#[test]
fn a_text_twice_as_long_gives_no_more_once_a_cap_is_met() {
    for stretch in [
        "killed ",
        "12 killed 1 200 wounded, ",
        "gunmen killed 3 soldiers and attacked ",
    ] {
        let (short, long) = (reading(stretch, 100_000), reading(stretch, 200_000));
        assert!(is_capped(&short) && is_capped(&long), "{stretch}: no cap is said");
        assert_eq!(short.accounts.len(), long.accounts.len(), "{stretch}");
        assert_eq!(short.claims.len(), long.claims.len(), "{stretch}");
    }
}

#[test]
fn what_is_left_out_is_capped() {
    let reading = reading("attack\n\n", 100_000);
    assert!(reading.accounts.is_empty(), "a bare word is no event");
    assert!(reading.left_out.len() <= 2_000);
    assert!(is_capped(&reading));
}

#[test]
fn an_ordinary_text_meets_no_cap() {
    let text = "Gunmen killed 12 villagers in Boni on Monday.\n\n".repeat(5);
    let reading = read(&common::report(&text, Language::En, None), &KIT);
    assert!(!is_capped(&reading));
    assert!(!reading.accounts.is_empty());
}

#[test]
fn no_sentence_is_longer_than_its_cap() {
    for stretch in ["killed ", "\" ) ”", "gunmen, "] {
        let text = stretch.repeat(2_000);
        let doc = Doc::of_text(&text, Language::En, None);
        let longest = doc
            .sentences
            .iter()
            .map(|sentence| sentence.last - sentence.first)
            .max();
        assert!(
            longest.is_some_and(|longest| longest <= 200),
            "{stretch}: {longest:?}"
        );
        let held: usize = doc
            .sentences
            .iter()
            .map(|sentence| sentence.last - sentence.first)
            .sum();
        assert_eq!(
            held,
            doc.tokens.len(),
            "{stretch}: every token stands in a sentence"
        );
    }
}

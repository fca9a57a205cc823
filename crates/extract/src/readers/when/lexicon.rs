//! The time words of both languages: what each folded word can be by itself, as tables.

mod english;
mod french;

use super::calendar::{Season, Unit};
use super::meaning::{Feast, Part};
use crate::TokenKind;
use crate::doc::Doc;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use tocsin_core::Language;

/// Into which stretch of time a word without a date points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    Past,
    Present,
    Future,
}

/// What a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    /// Nothing of time.
    None,
    /// A function word with which an expression may begin; nothing by itself.
    Start,
    /// A function word that leads to an expression and is no part of it.
    Link,
    /// A plain number in digits.
    Digits(u32),
    /// A number word.
    Card(u32),
    /// An ordinal word.
    Ord(i8),
    Month(i8),
    Weekday(i8),
    /// A unit; `One` or `Many` of it.
    Unit(Unit, Grammar),
    Season(Season),
    Part(Part),
    /// Days from the publication: yesterday is -1.
    Day(i32),
    Feast(Feast),
    Vague(Vague),
    /// "daily", "annuel": every unit.
    Every(Unit),
    /// A word of time that only its own rule understands.
    Own,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    One,
    Many,
}

type Table = &'static [(&'static str, Lex)];

type Map = FxHashMap<&'static str, Lex>;

fn map_of(tables: &[Table], numbers: &[(&'static str, u32)], ordinals: &[(&'static str, i8)]) -> Map {
    let mut map = Map::default();
    for &(word, lex) in tables.iter().copied().flatten() {
        map.insert(word, lex);
    }
    // "sept" is both seven and September: as a name it is kept, the French rules try it as a number too.
    for &(word, n) in numbers {
        map.entry(word).or_insert(Lex::Card(n));
    }
    for &(word, n) in ordinals {
        map.entry(word).or_insert(Lex::Ord(n));
    }
    map
}

static ENGLISH: LazyLock<Map> = LazyLock::new(|| {
    map_of(
        &[english::NAMES, english::WORDS, english::FEASTS],
        english::NUMBERS,
        english::ORDINALS,
    )
});

static FRENCH: LazyLock<Map> = LazyLock::new(|| {
    map_of(
        &[french::NAMES, french::WORDS, french::FEASTS],
        french::NUMBERS,
        french::ORDINALS,
    )
});

/// What every token of `doc` can be, in its language; English where the language is another.
pub(super) fn classify(doc: &Doc) -> Vec<Lex> {
    let map: &Map = match doc.language {
        Language::Fr => &FRENCH,
        Language::En | Language::Other => &ENGLISH,
    };
    (0..doc.tokens.len())
        .map(|index| {
            let word = doc.word(index);
            match doc.tokens[index].kind {
                TokenKind::Number => digits(word).map_or(Lex::Own, Lex::Digits),
                // Longer than the longest word of the tables.
                _ if word.len() > 16 => Lex::None,
                _ => map.get(word).copied().unwrap_or(Lex::None),
            }
        })
        .collect()
}

/// A number written in at most six digits and nothing else.
fn digits(word: &str) -> Option<u32> {
    (word.len() <= 6 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

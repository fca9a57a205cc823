//! Finds place names: walks capitalised words through the gazetteer, longest first, and judges by the words around them.

use super::{PlaceRole, words};
use crate::{Doc, TokenKind};
use tocsin_core::Span;
use tocsin_gazetteer::{Feature, Gazetteer, Hit, key};

/// A name found in the text.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Tokens `first..last`.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) span: Span,
    pub(super) role: PlaceRole,
    pub(super) hits: Vec<Hit>,
}

/// Most words a name may have.
const LONGEST: usize = 8;

/// All names read as places.
pub(super) fn names(doc: &Doc, gazetteer: &Gazetteer) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    for sentence in &doc.sentences {
        at = at.max(sentence.first);
        while at < sentence.last {
            match name_at(doc, gazetteer, at, sentence.last) {
                Some(name) => {
                    at = name.last;
                    names.push(name);
                }
                None => at += 1,
            }
        }
    }
    names
}

/// The names at spans given from outside; a span without a name in the gazetteer has no hits.
pub(super) fn given(doc: &Doc, spans: &[Span], gazetteer: &Gazetteer) -> Vec<Name> {
    spans
        .iter()
        .map(|&span| {
            let first = doc.token_at(span.start);
            let last = doc
                .tokens
                .partition_point(|token| token.start < span.end)
                .max(first);
            let mut hits = gazetteer.find(span.of(doc.text));
            if hits.is_empty()
                && let Some((end, found)) = longest(doc, gazetteer, first, last)
                && end == last
            {
                hits = found;
            }
            if hits.is_empty() {
                hits = gazetteer.find_alike(span.of(doc.text));
            }
            Name {
                first,
                last,
                span,
                role: PlaceRole::Name,
                hits,
            }
        })
        .collect()
}

fn name_at(doc: &Doc, gazetteer: &Gazetteer, at: usize, end: usize) -> Option<Name> {
    let token = doc.tokens[at];
    if token.kind != TokenKind::Word || !(token.capital || doc.caseless) {
        return None;
    }
    let (last, hits) = longest(doc, gazetteer, at, end.min(at + LONGEST))?;
    let role = judge(doc, gazetteer, at, last, &hits)?;
    let span = doc.span(at, last)?;
    Some(Name {
        first: at,
        last,
        span,
        role,
        hits,
    })
}

/// The longest name that begins with token `first`: one past its last token, and what it may mean.
fn longest(doc: &Doc, gazetteer: &Gazetteer, first: usize, end: usize) -> Option<(usize, Vec<Hit>)> {
    let mut walk = gazetteer.walk();
    let mut best = None;
    let mut key = String::new();
    for at in first..end {
        let token = doc.tokens[at];
        let word = doc.word(at);
        key.clear();
        if token.kind == TokenKind::Sign {
            match word {
                "-" | "/" | "." => continue,
                _ => break,
            }
        }
        let glued = at > first && doc.tokens[at - 1].end == token.start && doc.word(at - 1).ends_with('\'');
        let possessive = word.starts_with('\'');
        if at > first && !glued && !possessive {
            key.push(' ');
        }
        key::word_into(word, &mut key);
        if !walk.feed(&key) {
            break;
        }
        let capital = token.capital || doc.caseless || token.kind == TokenKind::Number;
        if capital && !possessive && !word.ends_with('\'') && walk.is_name() {
            best = Some((at + 1, walk));
        }
    }
    best.map(|(last, walk)| (last, walk.hits()))
}

/// Whether tokens `first..last` are read as a place, and how they stand.
fn judge(doc: &Doc, gazetteer: &Gazetteer, first: usize, last: usize, hits: &[Hit]) -> Option<PlaceRole> {
    let before = if first > 0 { doc.word(first - 1) } else { "" };
    let after = doc.word(last);
    let capital = |at: usize| {
        doc.tokens
            .get(at)
            .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    };
    let weight = hits
        .iter()
        .filter_map(|&hit| gazetteer.entry(hit))
        .map(|entry| weight(entry.feature(), entry.population()))
        .max()
        .unwrap_or(0);
    let locative = words::is_locative(before);
    if words::is_title(before) || (words::is_speech(after) && weight < 3) {
        return None;
    }
    if capital(last) && !words::is_institution(after) && weight < 3 {
        return None;
    }
    if first > 0 && capital(first - 1) && weight < 3 && !locative {
        return None;
    }
    let short = doc.raw(first, last).len() < 4;
    if doc.caseless && (short || !(locative || weight >= 3)) {
        return None;
    }
    if weight == 0 && !locative || (short && weight < 3 && !locative) {
        return None;
    }
    Some(if capital(last) {
        PlaceRole::InName
    } else {
        PlaceRole::Name
    })
}

/// How well known such a place is: 0 hardly, 3 everywhere.
fn weight(feature: Feature, population: u64) -> u8 {
    match feature {
        Feature::Country
        | Feature::Admin1
        | Feature::Capital
        | Feature::Continent
        | Feature::Ocean
        | Feature::Area => 3,
        Feature::Water | Feature::Terrain | Feature::Locality | Feature::Former => 0,
        _ if population >= 100_000 => 3,
        _ if population >= 5_000 => 2,
        _ => 1,
    }
}

//! Reads names of small places the gazetteer lacks, where the words around them leave no doubt: "the hamlet of Bani-Wuro",
//! "at Karamga, in Niger's Diffa region".
//!
//! Such a place has a name, and the units of the region or country that the text says it lies in; no point.

use super::places::{PlaceMark, PlaceRole};
use crate::doc::{Doc, TokenKind};
use crate::lexicon::{Mark, Topic};
use crate::readers::when::DateMark;
use std::collections::BTreeSet;
use tocsin_core::{Place, PlaceKind, Span};

/// Most words of such a name.
const LONGEST: usize = 4;

/// Nouns after which "of X" names a place.
const PLACE_NOUNS: &[&str] = &[
    "village",
    "villages",
    "hamlet",
    "hamlets",
    "town",
    "locality",
    "localities",
    "settlement",
    "district",
    "commune",
    "island",
    "well",
    "wells",
    "quarter",
    "neighbourhood",
    "neighborhood",
    "outskirts",
    "market",
    "fair",
    "forest",
    "post",
    "base",
    "camp",
    "site",
    "mine",
    "pit",
    "crossing",
    "localite",
    "localites",
    "hameau",
    "hameaux",
    "ville",
    "bourg",
    "bourgade",
    "campement",
    "campements",
    "ile",
    "puits",
    "quartier",
    "foire",
    "marche",
    "poste",
    "mosquee",
    "eglise",
    "ecole",
    "foret",
    "secteur",
    "environs",
    "hauteur",
    "detachement",
    "plage",
    "canton",
    "departement",
    "sortie",
    "entree",
    "school",
    "church",
    "mosque",
    "lycee",
    "peripherie",
    "chapel",
    "beach",
    "people",
    "residents",
    "inhabitants",
    "villagers",
    "massacre",
    "habitants",
    "population",
    "populations",
    "tuerie",
    "cour",
];

/// Prepositions before a place and hardly anything else with a capital.
const NARROW: &[&str] = &[
    "at", "near", "outside", "around", "off", "a", "entre", "between", "vers", "pres",
];

/// Words between a name and the region or country it is said to lie in.
const LINKS: &[&str] = &[
    ",",
    "(",
    "in",
    "the",
    "a",
    "an",
    "of",
    "village",
    "hamlet",
    "town",
    "region",
    "province",
    "district",
    "central",
    "northern",
    "southern",
    "eastern",
    "western",
    "north",
    "south",
    "east",
    "west",
    "dans",
    "le",
    "la",
    "l'",
    "au",
    "en",
    "du",
    "de",
    "d'",
    "cercle",
    "commune",
    "departement",
    "un",
    "une",
    "localite",
    "situe",
    "situee",
    "nord",
    "sud",
    "est",
    "ouest",
    "centre",
    "province",
    "state",
    "'s",
    "hameau",
    "county",
    "island",
    "on",
];

/// Adds to `places` the places the gazetteer lacks, in text order; those it knows stay as they are.
#[must_use]
pub(crate) fn add(doc: &Doc, places: Vec<PlaceMark>, marks: &[Mark], dates: &[DateMark]) -> Vec<PlaceMark> {
    if doc.caseless {
        return places;
    }
    let known = |first: usize, last: usize| {
        doc.span(first, last).is_some_and(|span| {
            let at = places.partition_point(|mark| mark.span.end <= span.start);
            places.get(at).is_some_and(|mark| mark.span.overlaps(&span))
        })
    };
    let taken = taken(doc, marks, dates);
    let mut sure: BTreeSet<String> = BTreeSet::new();
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() {
        let last = name_end(doc, at, &taken);
        if last == at || known(at, last) {
            at = last.max(at + 1);
            continue;
        }
        let stands = is_placed(doc, at) || is_contained(doc, last, &places);
        if stands {
            sure.insert(key(doc, at, last));
        }
        found.push((at, last, stands));
        at = last;
    }
    let new: Vec<PlaceMark> = found
        .iter()
        .filter(|(first, last, stands)| *stands || sure.contains(&key(doc, *first, *last)))
        .filter_map(|&(first, last, _)| mark(doc, first, last, &places))
        .collect();
    let mut out = places;
    out.extend(new);
    out.sort_by_key(|mark| mark.span);
    out
}

/// Tokens that cannot be of a place's name: of dates, actors, groups, voices, sites, weapons.
fn taken(doc: &Doc, marks: &[Mark], dates: &[DateMark]) -> Vec<bool> {
    let mut out = vec![false; doc.tokens.len()];
    for mark in marks {
        let names = !matches!(
            mark.entry.topic,
            Topic::Bound | Topic::Grammar | Topic::Head | Topic::Hint
        );
        if names {
            out[mark.first..mark.last].fill(true);
        }
    }
    for date in dates {
        let (from, to) = (doc.token_at(date.span.start), doc.token_at(date.span.end));
        out[from.min(doc.tokens.len())..to.min(doc.tokens.len())].fill(true);
    }
    out
}

/// One past the last token of the capitalised name that begins at `at`; `at` where none does.
fn name_end(doc: &Doc, at: usize, taken: &[bool]) -> usize {
    let word = |at: usize| {
        doc.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.capital
                && !taken[at]
                && doc.word(at).len() > 2
                && !(token.all_caps && token.end - token.start < 5)
        })
    };
    let glued = |at: usize| {
        doc.word(at) == "-"
            && doc
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.start == doc.tokens[at].end)
            && doc.tokens[at - 1].end == doc.tokens[at].start
    };
    if !word(at) {
        return at;
    }
    let mut last = at + 1;
    while last < doc.tokens.len() && last - at < 2 * LONGEST {
        if glued(last)
            && doc
                .tokens
                .get(last + 1)
                .is_some_and(|token| token.kind == TokenKind::Word)
        {
            last += 2;
        } else if word(last) {
            last += 1;
        } else {
            break;
        }
    }
    last
}

/// Whether the words before a name make it a place.
fn is_placed(doc: &Doc, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = doc.word(before);
    let noun = |back: usize| {
        at.checked_sub(back)
            .is_some_and(|at| PLACE_NOUNS.contains(&doc.word(at)))
    };
    // "à" and "a" fold to one word: only the accented or capital one is a preposition.
    let raw = doc.tokens[before].span().of(doc.text);
    let narrow = NARROW.contains(&word) && !matches!(raw, "a" | "A");
    let of = matches!(word, "of" | "de" | "d'" | "du" | "at");
    narrow
        || matches!(word, "called" | "named" | "nomme" | "nommee" | "dit" | "lieu-dit") && noun(2)
        || word == "dit" && at > 2 && doc.word(at - 3) == "lieu"
        || word == "called" && doc.word(at.saturating_sub(2)) == "place"
        || of
            && (noun(2)
                || matches!(
                    doc.word(at.saturating_sub(2)),
                    "pres" | "autour" | "aupres" | "loin"
                ))
        || noun(1) && doc.language == tocsin_core::Language::Fr
}

/// Whether the text goes on to say where a name lies: "X, in the Diffa region", "X (Mopti)", "X, a village in".
fn is_contained(doc: &Doc, last: usize, places: &[PlaceMark]) -> bool {
    let opens = matches!(doc.word(last), "," | "(");
    opens && container(doc, last, places).is_some()
}

/// The region or country that the words right after a name say it lies in.
fn container<'p>(doc: &Doc, last: usize, places: &'p [PlaceMark]) -> Option<&'p Place> {
    let from = doc.tokens.get(last)?.start;
    let at = places.partition_point(|mark| mark.span.start < from);
    let next = places.get(at)?;
    let first = doc.token_at(next.span.start);
    let linked = first - last <= 6 && (last..first).all(|at| LINKS.contains(&doc.word(at)));
    let place = next.place.as_ref()?;
    let unit = matches!(
        place.kind,
        PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Admin3
    );
    let same_sentence = doc.sentence_of(last) == doc.sentence_of(first);
    (linked && unit && same_sentence).then_some(place)
}

fn key(doc: &Doc, first: usize, last: usize) -> String {
    (first..last).map(|at| doc.word(at)).collect::<Vec<_>>().join(" ")
}

fn mark(doc: &Doc, first: usize, last: usize, places: &[PlaceMark]) -> Option<PlaceMark> {
    let span: Span = doc.span(first, last)?;
    // Without a unit it is only a name, which may lie anywhere: as the reader of places leaves such names.
    let place = container(doc, last, places).map(|unit| Place {
        admin: unit.admin.clone(),
        ..Place::named(span.of(doc.text), PlaceKind::Populated)
    });
    Some(PlaceMark {
        span,
        whole: span,
        role: PlaceRole::Name,
        place,
        candidates: 0,
        anchor: None,
        reasons: Vec::new(),
    })
}

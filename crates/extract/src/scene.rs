//! A text with everything found in it by word lists and by the readers of dates and places: what the event reader works on.

use crate::doc::{Doc, Sentence, TokenKind};
use crate::kit::Kit;
use crate::lexicon::{Mark, Topic};
use crate::readers::hamlets;
use crate::readers::places::{self, PlaceMark};
use crate::readers::when::{self, DateMark};
use std::collections::BTreeMap;
use std::ops::Range;
use tocsin_core::Span;

/// Grammar of a token, as bits.
pub(crate) mod gram {
    pub(crate) const BE: u16 = 1;
    pub(crate) const HAVE: u16 = 2;
    pub(crate) const BY: u16 = 4;
    pub(crate) const ON: u16 = 8;
    pub(crate) const OF: u16 = 16;
    pub(crate) const FROM: u16 = 32;
    pub(crate) const IN: u16 = 64;
    pub(crate) const THAT: u16 = 128;
    pub(crate) const BAR: u16 = 256;
    pub(crate) const AND: u16 = 512;
    pub(crate) const THE: u16 = 1024;
    pub(crate) const A: u16 = 2048;
    pub(crate) const RECENT: u16 = 4096;
    pub(crate) const HE: u16 = 8192;
    pub(crate) const WITH: u16 = 16384;
    pub(crate) const PREP: u16 = BY | ON | OF | FROM | IN | WITH;
}

/// A text with its marks.
#[derive(Debug)]
pub struct Scene<'d> {
    /// The text.
    pub doc: &'d Doc<'d>,
    /// What the word lists found, by place; words inside longer names and set phrases are gone.
    pub marks: Vec<Mark>,
    /// Dates and times.
    pub dates: Vec<DateMark>,
    /// Places.
    pub places: Vec<PlaceMark>,
    gram: Vec<u16>,
    /// For each country of the text's places the first two names of them.
    countries: BTreeMap<String, Vec<String>>,
    /// For each token the index of the first mark that begins at it or later.
    starts: Vec<u32>,
}

impl<'d> Scene<'d> {
    /// Looks `doc` over once.
    #[must_use]
    pub fn new(doc: &'d Doc<'d>, kit: &Kit) -> Self {
        let raw = kit.lexicon(doc.language).scan(doc);
        let mut gram = vec![0u16; doc.tokens.len()];
        for mark in raw.iter().filter(|mark| mark.entry.topic == Topic::Grammar) {
            let bit = bit(mark.entry.concept);
            for flags in &mut gram[mark.first..mark.last] {
                *flags |= bit;
            }
        }
        let marks = settle(raw);
        let mut starts = Vec::with_capacity(doc.tokens.len() + 1);
        let mut at = 0u32;
        for token in 0..=doc.tokens.len() {
            while marks.get(at as usize).is_some_and(|mark| mark.first < token) {
                at += 1;
            }
            starts.push(at);
        }
        let dates = when::read(doc);
        let places = hamlets::add(doc, places::read(doc, &kit.gazetteer), &marks, &dates);
        Self {
            doc,
            marks,
            dates,
            countries: countries(&places),
            places,
            gram,
            starts,
        }
    }

    /// The marks that begin at tokens `first..last`.
    #[inline]
    #[must_use]
    pub fn marks_in(&self, first: usize, last: usize) -> &[Mark] {
        let top = self.starts.len() - 1;
        let (from, to) = (self.starts[first.min(top)], self.starts[last.min(top)]);
        self.marks.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// The marks of `topic` that begin at tokens `first..last`.
    #[inline]
    pub fn of(&self, topic: Topic, first: usize, last: usize) -> impl DoubleEndedIterator<Item = &Mark> {
        self.marks_in(first, last)
            .iter()
            .filter(move |mark| mark.entry.topic == topic)
    }

    /// Whether token `at` has any of the grammar `bits`.
    #[inline]
    #[must_use]
    pub fn is(&self, at: usize, bits: u16) -> bool {
        self.gram.get(at).is_some_and(|flags| flags & bits != 0)
    }

    /// Whether token `at` is the sign `sign`.
    #[must_use]
    pub fn is_sign(&self, at: usize, sign: &str) -> bool {
        self.doc
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Sign)
            && self.doc.word(at) == sign
    }

    /// The dates and times that reach into `span`, as indices into [`Self::dates`].
    #[must_use]
    pub fn dates_in(&self, span: Span) -> Range<usize> {
        let from = self.dates.partition_point(|mark| mark.span.end <= span.start);
        let reach = self.dates[from..].partition_point(|mark| mark.span.start < span.end);
        from..from + reach
    }

    /// The place names that reach into `span`, as indices into [`Self::places`].
    #[must_use]
    pub fn places_in(&self, span: Span) -> Range<usize> {
        let from = self.places.partition_point(|mark| mark.span.end <= span.start);
        let reach = self.places[from..].partition_point(|mark| mark.span.start < span.end);
        from..from + reach
    }

    /// Whether token `at` stands in a date or time.
    #[must_use]
    pub fn is_date(&self, at: usize) -> bool {
        let span = self.doc.span(at, at + 1);
        span.is_some_and(|span| !self.dates_in(span).is_empty())
    }

    /// Whether token `at` stands in a place name.
    #[must_use]
    pub fn is_place(&self, at: usize) -> bool {
        let span = self.doc.span(at, at + 1);
        span.is_some_and(|span| !self.places_in(span).is_empty())
    }

    /// Whether the text names a place of `country` that is not called `name`.
    #[must_use]
    pub fn speaks_of_country(&self, country: &str, name: &str) -> bool {
        self.countries
            .get(country)
            .is_some_and(|names| names.iter().any(|known| known != name))
    }

    /// Whether token `at` ends a clause: a stop, a dash, a colon, a bracket.
    #[must_use]
    pub fn is_break(&self, at: usize) -> bool {
        self.doc
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Sign)
            && matches!(
                self.doc.word(at),
                ";" | ":" | "(" | ")" | "|" | "." | "!" | "?" | "…" | "[" | "]"
            )
    }

    /// The sentence that holds token `at`.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        self.doc
            .sentence_of(at)
            .and_then(|index| self.doc.sentences.get(index))
    }

    /// The clause around token `at` within tokens `from..to`: bounded by breaks and by words that open a clause.
    #[must_use]
    pub fn clause(&self, at: usize, from: usize, to: usize) -> (usize, usize) {
        let mut first = at;
        while first > from && !self.is_break(first - 1) && !self.is(first - 1, gram::BAR | gram::THAT) {
            first -= 1;
        }
        let mut last = at + 1;
        while last < to && !self.is_break(last) && !self.is(last, gram::BAR) {
            last += 1;
        }
        (first, last)
    }
}

/// For each country the first two names of its places: enough to know whether there is another than a given one.
fn countries(places: &[PlaceMark]) -> BTreeMap<String, Vec<String>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for place in places.iter().filter_map(|mark| mark.place.as_ref()) {
        let names = out.entry(place.country().to_owned()).or_default();
        if names.len() < 2 && !names.contains(&place.name) {
            names.push(place.name.clone());
        }
    }
    out
}

fn bit(concept: &str) -> u16 {
    match concept {
        "be" => gram::BE,
        "have" => gram::HAVE,
        "by" => gram::BY,
        "on" => gram::ON,
        "of" => gram::OF,
        "from" => gram::FROM,
        "with" => gram::WITH,
        "in" => gram::IN,
        "that" => gram::THAT,
        "clause" => gram::BAR,
        "and" => gram::AND,
        "the" => gram::THE,
        "a" => gram::A,
        "recent" => gram::RECENT,
        "he" => gram::HE,
        _ => 0,
    }
}

/// Drops grammar, words inside set phrases, and names inside longer names: "police" in "police station".
fn settle(raw: Vec<Mark>) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::with_capacity(raw.len());
    // The last naming mark and the last set phrase, to compare with; marks come by first token, longest first.
    let mut name: Option<Mark> = None;
    let mut idiom_end = 0;
    for mark in raw {
        let topic = mark.entry.topic;
        if topic == Topic::Grammar {
            continue;
        }
        if topic == Topic::Idiom {
            idiom_end = idiom_end.max(mark.last);
            kept.push(mark);
            continue;
        }
        let naming = matches!(topic, Topic::Actor | Topic::Group | Topic::Site | Topic::Weapon);
        let hidden_by_idiom =
            mark.last <= idiom_end && matches!(topic, Topic::Act | Topic::Harm | Topic::Weapon);
        let hidden_by_name = (naming || matches!(topic, Topic::Act | Topic::Harm))
            && name.is_some_and(|name| mark.last <= name.last && longer(&name, &mark));
        if hidden_by_idiom || hidden_by_name {
            continue;
        }
        if topic == Topic::Act {
            // "air strike" is an act; "strike" within it, already seen at the same or a later token, is not another.
            if let Some(last) = kept
                .iter()
                .rev()
                .take(6)
                .find(|other| other.entry.topic == Topic::Act)
                && mark.last <= last.last
                && (mark.first > last.first)
            {
                continue;
            }
        }
        if naming && name.is_none_or(|name| mark.last > name.last) {
            name = Some(mark);
        }
        kept.push(mark);
    }
    kept
}

fn longer(name: &Mark, mark: &Mark) -> bool {
    name.last - name.first > mark.last - mark.first
}

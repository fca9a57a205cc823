//! Plain text: with or without a title, with the signs people and machines use for headings, lists and tables.

use super::{Confidence, Feed, Item};
use crate::draft::Draft;
use crate::layout::lay_out;
use crate::lines::Dialect;
use tocsin_core::Problem;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Feed for Plain {
    fn key(&self) -> &'static str {
        "plain"
    }

    fn recognises(&self, item: &Item<'_>) -> Option<Confidence> {
        let named = matches!(item.extension().as_str(), "txt" | "text");
        Some(if named {
            Confidence::Likely
        } else {
            Confidence::Fallback
        })
    }

    fn open(&self, item: &Item<'_>, _: &mut Vec<Problem>) -> Vec<Draft> {
        let mut draft = Draft::default();
        lay_out(item.text, Dialect::Plain, &mut draft);
        vec![draft]
    }
}

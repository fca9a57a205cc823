//! A stretch of a report's text: the evidence every value points to.

use serde::{Deserialize, Serialize};

/// Byte offsets into one report's text: `start < end`, both on character boundaries, `end` exclusive.
/// Forms and rows are rendered into text at intake (one `name: value` line a field), so a field is a span too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end` of `text`; `None` if it is empty, out of range, or cuts a character.
    #[must_use]
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        (start < end && text.is_char_boundary(start) && text.is_char_boundary(end) && end <= text.len())
            .then(|| {
                Some(Self {
                    start: u32::try_from(start).ok()?,
                    end: u32::try_from(end).ok()?,
                })
            })?
    }

    /// The words themselves; "" where the span does not belong to `text`.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Never true for a span made by [`Span::new`].
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `inner` lies wholly within this span.
    #[must_use]
    pub fn contains(&self, inner: &Self) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

//! Problems and reasons: values, not strings, so that they can be said in English and in French.

use crate::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What went wrong while taking in or reading; the rest goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// Nothing in it.
    Empty,
    /// Not text in any form we read (an image, an executable, an archive).
    Binary,
    /// Bytes that are not of the encoding they claim; read with replacement characters.
    Encoding,
    /// Larger than the cap; kept, and read only up to the cap.
    TooLarge,
    /// Markup nested deeper than the cap; read as flat text.
    TooDeep,
    /// A folder that leads back into itself.
    Loop,
    /// May not be opened.
    Permission,
    /// Could not be read for another reason.
    Unreadable,
    /// Not well-formed for its format; `detail` says where.
    Malformed,
    /// A language no reader knows; kept, not read.
    Language,
    /// No publication date found: relative dates stay relative.
    NoDate,
    /// Something personal (a phone number, a plate) was withheld from the register.
    Withheld,
    /// A cap on counts was reached (claims, accounts, rows); the rest was not read.
    Cap,
}

/// One problem met: what, where, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind; each kind has a message with advice in `data/messages`.
    pub kind: ProblemKind,
    /// The file, address, row or field it was met in.
    pub place: String,
    /// More, in plain words or from the underlying library; "" where the kind says it all.
    pub detail: String,
    /// Where in the report's text; `None` where it concerns the whole.
    pub span: Option<Span>,
}

impl Problem {
    /// A problem that concerns the whole of `place`.
    #[must_use]
    pub fn new(kind: ProblemKind, place: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            kind,
            place: place.into(),
            detail: detail.into(),
            span: None,
        }
    }
}

/// Why a rule decided as it did: a message key of `data/messages/{en,fr}` and its arguments.
/// ```
/// # use tocsin_core::Reason;
/// let reason = Reason::new("link-same-place").with("place", "Bamako");
/// assert_eq!(reason.args["place"], "Bamako");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reason {
    /// Key of the message: lower-case words joined by `-`, the first naming the stage.
    pub key: String,
    /// Arguments of the message, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Reason {
    /// The reason `key`, without arguments yet.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            args: BTreeMap::new(),
        }
    }

    /// The same reason with argument `name` set to `value`.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over numbers and names alike"
    )]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

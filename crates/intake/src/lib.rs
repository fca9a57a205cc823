//! Intake: bytes in, [`Report`]s and [`Problem`]s out. It does no I/O, reads no clock, never fails and never panics.
//!
//! [`open`] decodes the bytes ([`decode`]), asks every feed of [`feeds::FEEDS`] whether it knows the form, and lets the
//! surest one build a [`draft::Draft`]: the readable text with its blocks, tables and what the item says of itself.
//! [`finish`] makes a [`Report`] of each draft.
//!
//! The readable text is the decoded text in Unicode NFC, with `\n` as the only line break, without control characters,
//! without markup and bullets. Blocks cover it but for the line breaks between them, and its words are never changed.

pub mod agencies;
pub mod credits;
pub mod dateline;
pub mod dates;
pub mod decode;
pub mod draft;
pub mod feeds;
pub mod finish;
pub mod furniture;
pub mod heads;
pub mod html;
pub mod inline;
pub mod language;
pub mod layout;
pub mod limits;
pub mod lines;
pub mod lost_tables;
pub mod markup;
pub mod titles;
pub mod withhold;

use tocsin_core::id::sha256_hex;
use tocsin_core::{Handling, Language, Nature, Problem, ProblemKind, Report, Source, When};

/// One captured file, page or message.
#[derive(Clone, Debug)]
pub struct Captured<'a> {
    /// File name, or address; named in problems, and the source's key where nothing better is known.
    pub name: &'a str,
    /// Its bytes as they came.
    pub bytes: &'a [u8],
    /// Where it was found; `None` for a bare file or a message.
    pub url: Option<String>,
    /// When the desk got it: RFC 3339, UTC.
    pub received: String,
    /// What the operator says of it.
    pub given: Given,
}

/// What the operator says of an item. It fills what the item leaves open and overrides nothing that it says itself,
/// except that the stricter handling and the less real nature always win.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Who published it.
    pub source: Option<Source>,
    /// When.
    pub published: Option<When>,
    /// Real, sample or exercise.
    pub nature: Nature,
    /// How it may travel, at least.
    pub handling: Handling,
    /// Its language.
    pub language: Option<Language>,
}

/// What came of one captured item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The reports in it, in its order.
    pub reports: Vec<Report>,
    /// What went wrong; the rest went on.
    pub problems: Vec<Problem>,
}

/// Opens one captured item. An item that cannot be read gives no report and at least one problem.
/// ```
/// # use tocsin_intake::{open, Captured, Given};
/// let opened = open(&Captured {
///     name: "note.txt",
///     bytes: b"Market attacked\n\nFive people were killed on Monday, the mayor said.",
///     url: None,
///     received: "2024-03-05T08:00:00Z".into(),
///     given: Given::default(),
/// });
/// assert_eq!(opened.reports[0].title_text(), "Market attacked");
/// ```
#[must_use]
pub fn open(captured: &Captured<'_>) -> Opened {
    let mut problems = Vec::new();
    let Some(text) = decode::readable(captured, &mut problems) else {
        return Opened {
            reports: Vec::new(),
            problems,
        };
    };
    let item = feeds::Item {
        captured,
        text: &text,
    };
    let drafts = feeds::surest(&item).open(&item, &mut problems);
    let raw = sha256_hex(captured.bytes);
    let mut reports = Vec::new();
    for draft in drafts {
        if !draft.text.contains(char::is_alphanumeric) {
            problems.push(Problem::new(
                ProblemKind::Empty,
                captured.name,
                "No readable words.",
            ));
        } else {
            reports.push(finish::report(draft, captured, &raw, &mut problems));
        }
    }
    if reports.is_empty() && problems.is_empty() {
        problems.push(Problem::new(
            ProblemKind::Empty,
            captured.name,
            "No readable words.",
        ));
    }
    Opened { reports, problems }
}

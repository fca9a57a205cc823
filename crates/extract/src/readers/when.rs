//! Reads dates and times, English and French, as intervals with their precision and the rule that gave them.
//!
//! Three passes, each linear in the text: words get their time classes from tables ([`lexicon`]); the grammar of the
//! language finds expressions and what they mean, longest first ([`english`], [`french`]); then meanings are anchored
//! in the order of the text ([`anchor`]) on the publication date, leaning to the past, or on the date mentioned last.
//!
//! News convention: a weekday that is the publication's own is that day; a year that is said is kept, even a wrong
//! one, and flagged; without a publication date "yesterday" has no days.

mod anchor;
mod calendar;
mod cursor;
mod english;
mod french;
mod lexicon;
mod meaning;
mod tense;
mod value;
mod yearly;

use crate::Doc;
use anchor::Anchor;
use cursor::Cursor;
use lexicon::Lex;
use meaning::{Found, Joined};
use tocsin_core::{Language, Precision, Span, When};

/// What a time expression is of, as in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateKind {
    /// A day or longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repetition.
    Set,
}

/// One time expression found.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMark {
    /// Its words.
    pub span: Span,
    /// What it is of.
    pub kind: DateKind,
    /// The time it gives; `None` for durations, sets and expressions nothing anchors.
    pub when: Option<When>,
    /// Its TIMEX3 value (`2024-09-17`, `P3D`, `PRESENT_REF`, `XXXX-WXX-2`); "" where nothing can be said.
    pub value: String,
    /// The rule that gave it.
    pub rule: &'static str,
    /// The whole stretch, where this is one end of it ("du 3 au 5 mai", "between Monday and Friday"); else `None`.
    pub range: Option<When>,
}

impl DateMark {
    /// The time it stands for: the whole stretch where it is one end of it, else its own.
    #[must_use]
    pub fn stands_for(&self) -> Option<&When> {
        self.range.as_ref().or(self.when.as_ref())
    }
}

/// All time expressions of `doc`, by their place in the text, without overlaps.
#[must_use]
pub fn read(doc: &Doc) -> Vec<DateMark> {
    let lexes = lexicon::classify(doc);
    let mut anchor = Anchor::new(doc);
    let mut marks: Vec<DateMark> = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let cursor = Cursor {
            doc,
            lexes: &lexes,
            first: sentence.first,
            stop: sentence.last,
        };
        let found = find(&cursor);
        let mut joined = Joined::No;
        for one in &found {
            if let Some(mark) = anchor.mark(one, index) {
                match joined {
                    Joined::No => marks.push(mark),
                    Joined::ToNext => join(&mut marks, mark),
                    Joined::Whole => merge(&mut marks, &mark),
                }
                joined = one.joined;
            }
        }
    }
    marks
}

/// The expressions of one sentence in order, without overlaps.
fn find(cursor: &Cursor) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = cursor.first;
    while at < cursor.stop {
        if !may_begin(cursor, at) {
            at += 1;
            continue;
        }
        let before = found.len();
        match cursor.doc.language {
            Language::Fr => french::expressions(cursor, at, &mut found),
            Language::En | Language::Other => english::expressions(cursor, at, &mut found),
        }
        at = match found.last() {
            Some(last) if found.len() > before => last.last.max(at + 1),
            _ => at + 1,
        };
    }
    found
}

/// How far behind an opening function word the first word of time may stand.
const OPENING: usize = 5;

/// Whether an expression may begin at token `at`: a word of time, or a function word with one close behind it.
fn may_begin(cursor: &Cursor, at: usize) -> bool {
    match cursor.lex(at) {
        Lex::None | Lex::Link => false,
        Lex::Start | Lex::Card(1) => {
            (at + 1..at + OPENING).any(|next| !matches!(cursor.lex(next), Lex::None | Lex::Start | Lex::Link))
        }
        _ => true,
    }
}

/// Adds the second end of a range, and gives both ends the whole stretch.
fn join(marks: &mut Vec<DateMark>, mut second: DateMark) {
    if let Some(first) = marks.last_mut() {
        let whole = stretch(first, &second);
        first.range.clone_from(&whole);
        second.range = whole;
    }
    marks.push(second);
}

/// Makes one mark of both ends of a range.
fn merge(marks: &mut [DateMark], second: &DateMark) {
    let Some(first) = marks.last_mut() else { return };
    let whole = stretch(first, second);
    first.when = whole.clone().or(first.when.take());
    first.range = whole;
    first.span = first.span.join(&second.span);
    first.value = format!("{}/{}", first.value, second.value);
    first.rule = "range";
}

/// From the first day of one to the last day of the other; `None` if either is open or they are in the wrong order.
fn stretch(from: &DateMark, to: &DateMark) -> Option<When> {
    let (first, last) = (from.when.as_ref()?.first?, to.when.as_ref()?.last?);
    let mut whole = (first <= last).then(|| When::span(first, last, Precision::Days))?;
    for mark in [from, to] {
        whole
            .flags
            .extend(mark.when.iter().flat_map(|when| when.flags.iter().copied()));
    }
    whole.flags.dedup();
    Some(whole)
}

//! What one report tells of one event, and what its reader left out.

use crate::{Claim, EventCode, Problem, ReportId, Span};
use serde::{Deserialize, Serialize};

/// In what form an account is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// Running text.
    Narrative,
    /// A row of a table.
    TableRow,
    /// A form, an SMS, a record of a feed.
    Record,
}

/// Whether an account may open an incident by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The report tells it as an event.
    Told,
    /// Mentioned without any source, such as a row of an article's own table: a candidate a person may take up.
    Candidate,
}

/// The claims of one report that belong to one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The event's code: the most specific one told.
    pub code: EventCode,
    /// In what form.
    pub kind: AccountKind,
    /// Whether it may open an incident.
    pub standing: Standing,
    /// The words that tell of the event most plainly (the trigger).
    pub trigger: Span,
    /// Indices into [`Reading::claims`], rising.
    pub claims: Vec<u32>,
    /// The account of the same report whose event this is a part of; `None` for a whole event.
    pub part_of: Option<u32>,
}

/// Why a passage that speaks of violence gave no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOutWhy {
    /// Intended, feared or imagined.
    NotHappened,
    /// Policy, analysis, advice.
    Opinion,
    /// History behind the news, with nothing to hold it by.
    Background,
    /// A court case, a verdict, a sentence.
    Court,
    /// A commemoration.
    Anniversary,
    /// A drill.
    Exercise,
    /// Film, book, game, sport.
    Fiction,
    /// A figure of speech.
    Metaphor,
    /// Too general: no place, no time, no act.
    TooVague,
    /// Told already in the same report.
    Repeated,
}

/// A passage left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The words that spoke of violence.
    pub span: Span,
    /// Why they gave no account.
    pub why: LeftOutWhy,
    /// The words that decided; `None` where it was the lack of something.
    pub because: Option<Span>,
}

/// Everything a reader found in one report. Reading never fails: at worst this is empty but for problems.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The report read.
    pub report: ReportId,
    /// Name and version of the reader and its lexicons.
    pub reader: String,
    /// All claims, by their place in the text.
    pub claims: Vec<Claim>,
    /// The accounts they form, by their place in the text.
    pub accounts: Vec<Account>,
    /// What spoke of violence and gave no account.
    pub left_out: Vec<LeftOut>,
    /// Features of the text that bear on its worth, as message keys (`extract-no-named-source`, …): shown, never a verdict.
    pub features: Vec<String>,
    /// Problems met.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// The claims of account `n`, in order; empty if there is no such account.
    pub fn claims_of(&self, n: u32) -> impl Iterator<Item = (u32, &Claim)> {
        let indices = self
            .accounts
            .get(n as usize)
            .map_or(&[][..], |account| &account.claims);
        indices
            .iter()
            .filter_map(|&index| Some((index, self.claims.get(index as usize)?)))
    }
}

//! What the command line and the API answer as JSON; `tocsin schema` prints its schema.

use crate::say::{self, Lang};
use crate::take_in::Outcome;
use crate::view::{ContradictionView, IncidentView, OriginView, WIRE_VERSION};
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::Problem;
use tocsin_store::Facets;

/// All answers, by the command that gives them.
#[derive(Serialize, JsonSchema)]
pub struct Answers {
    /// `take-in`.
    pub take_in: TookIn,
    /// `incidents`.
    pub incidents: List,
    /// `show`.
    pub show: IncidentView,
    /// `contradictions`.
    pub contradictions: Vec<Card>,
    /// `problems`.
    pub problems: Vec<ProblemAnswer>,
    /// `origins`.
    pub origins: Vec<Value>,
    /// `gazetteer`, whatever was done to it: the files in use.
    pub gazetteer: Vec<crate::gazetteer::Kept>,
}

/// What came of taking in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TookIn {
    /// Version of this form.
    pub wire_version: u32,
    /// Report by report.
    pub reports: Vec<TakenReport>,
    /// Every problem met.
    pub problems: Vec<ProblemAnswer>,
    /// The incidents that are new or changed.
    pub changed: Vec<String>,
    /// Incidents of the same nature now in the register.
    pub incidents: u64,
}

/// One report taken in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TakenReport {
    /// Its id.
    pub report: String,
    /// Its title, or its first words.
    pub title: String,
    /// Whether the register held it already.
    pub known: bool,
    /// How many accounts it gave.
    pub accounts: usize,
    /// How many passages were left out.
    pub left_out: usize,
}

/// One problem.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProblemAnswer {
    /// What kind.
    pub kind: String,
    /// Where.
    pub place: String,
    /// More.
    pub detail: String,
    /// What, where, and what to do next, in words.
    pub message: String,
}

/// A list of incidents.
#[derive(Debug, Serialize, JsonSchema)]
pub struct List {
    /// Version of this form.
    pub wire_version: u32,
    /// How many there are in all.
    pub total: u64,
    /// Whether there are more than `total` says: counting stops at a bound.
    pub more: bool,
    /// This page of them.
    pub incidents: Vec<Row>,
    /// What to ask with as `after` for the next page; none on the last.
    pub next: Option<String>,
}

/// One line of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Row {
    /// The incident's id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// What, where, when.
    pub heading: String,
    /// Its state.
    pub status: String,
    /// Its grade.
    pub grade: String,
    /// `told` or `candidate`.
    pub standing: String,
    /// `real`, `sample` or `exercise`.
    pub nature: String,
    /// TLP 2.0 label.
    pub tlp: String,
    /// All values of date, place, perpetrator and killed, side by side.
    pub fields: Vec<RowField>,
    /// How many contradictions are open.
    pub contradictions: u32,
    /// How many accounts it rests on.
    pub accounts: usize,
}

/// One field of a line, with its values side by side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowField {
    /// The field's key.
    pub field: String,
    /// Its name.
    pub name: String,
    /// Its values in words.
    pub values: Vec<String>,
}

/// The contradictions of one incident.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Card {
    /// The incident's id.
    pub id: String,
    /// What, where, when.
    pub heading: String,
    /// The contradictions.
    pub contradictions: Vec<ContradictionView>,
}

/// One value and its independent lines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Value {
    /// The field's name.
    pub field: String,
    /// The value in words.
    pub value: String,
    /// Its independent lines, as far as anyone can tell.
    pub origins: Vec<OriginView>,
    /// Lines that give a value which cannot hold beside it, or deny it.
    pub against: usize,
    /// Lines that give a vaguer value which it fits, and not the value itself.
    pub vaguer: usize,
}

/// The answer of `take-in`.
pub fn took_in(lang: Lang, outcome: &Outcome, facets: &Facets) -> TookIn {
    TookIn {
        wire_version: WIRE_VERSION,
        reports: outcome
            .taken
            .iter()
            .map(|taken| TakenReport {
                report: taken.report.id.to_string(),
                title: crate::view::report_title(&taken.report),
                known: taken.known,
                accounts: taken.accounts,
                left_out: taken.left_out,
            })
            .collect(),
        problems: outcome.problems.iter().map(|item| problem(lang, item)).collect(),
        changed: outcome.changed.iter().map(ToString::to_string).collect(),
        incidents: facets.incidents,
    }
}

/// A problem as an answer.
pub fn problem(lang: Lang, item: &Problem) -> ProblemAnswer {
    let kind = serde_json::to_value(item.kind)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default();
    ProblemAnswer {
        kind,
        place: item.place.clone(),
        detail: item.detail.clone(),
        message: say::problem(lang, item),
    }
}

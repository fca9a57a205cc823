//! The grade and why: proposed by rules until a person sets it.

use super::Basis;
use crate::say::{self, Lang};
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::{Decision, Grade};

/// A grade and why.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GradeView {
    /// Admiralty grade, such as `F6`.
    pub grade: String,
    /// Proposed by rules; false once a person has set it.
    pub proposed: bool,
    /// Why not better and not worse.
    pub reasons: Vec<String>,
    /// What would raise it.
    pub raise: Vec<String>,
}

/// The grade a person set last; `None` while only rules have spoken.
pub fn set_grade(history: &[Decision]) -> Option<Grade> {
    history.iter().rev().find_map(|decision| match decision.act {
        tocsin_core::Act::Grade { grade } => Some(grade),
        _ => None,
    })
}

pub(super) fn grade(lang: Lang, basis: &Basis) -> GradeView {
    let proposed = &basis.incident.grade;
    let set = set_grade(basis.history);
    GradeView {
        grade: set.unwrap_or(proposed.grade).to_string(),
        proposed: set.is_none(),
        reasons: proposed
            .reasons
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
        raise: proposed
            .raise
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
    }
}

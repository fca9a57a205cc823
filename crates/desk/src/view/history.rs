//! Decisions in words.

use crate::say::{self, Lang};
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::{ClaimRef, Decision};

/// One decision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DecisionView {
    /// Its number.
    pub number: u64,
    /// What, in words.
    pub act: String,
    /// Who.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    pub why: String,
    /// The incident's version it was made on.
    pub version: u32,
}

/// A decision in words.
pub fn decision(lang: Lang, decision: &Decision) -> DecisionView {
    DecisionView {
        number: decision.number,
        act: act(lang, &decision.act),
        who: decision.who.clone(),
        when: decision.when.clone(),
        why: decision.why.clone(),
        version: decision.version,
    }
}

pub(super) fn act(lang: Lang, act: &tocsin_core::Act) -> String {
    use tocsin_core::Act;
    let list = |refs: &[ClaimRef]| {
        refs.iter()
            .map(|at| format!("{}:{}", at.report, at.n))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (key, what) = match act {
        Act::TakeUp => ("take-up", String::new()),
        Act::Accept => ("accept", String::new()),
        Act::Reject => ("reject", String::new()),
        Act::Withdraw => ("withdraw", String::new()),
        Act::Grade { grade } => ("grade", grade.to_string()),
        Act::Prefer { field, claim } => ("prefer", format!("{} {}:{}", field.key(), claim.report, claim.n)),
        Act::Merge { with } => ("merge", with.to_string()),
        Act::Split { accounts } => (
            "split",
            accounts
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        Act::Undo { decision } => ("undo", decision.to_string()),
        Act::Resolve { field, right } => ("resolve", format!("{} {}", field.key(), list(right))),
        Act::Assign { to } => (
            "assign",
            if to.is_empty() {
                "—".to_owned()
            } else {
                to.clone()
            },
        ),
        Act::SecondRead { agrees: true } => ("second-read", String::new()),
        Act::SecondRead { agrees: false } => ("second-read-no", String::new()),
        Act::Comment => ("comment", String::new()),
    };
    say::say(lang, &format!("desk-act-{key}"), &[("what", &what)])
}

//! Values that cannot all hold, side against side.

use super::Basis;
use super::values::{ClaimView, claim};
use crate::say::{self, Lang};
use crate::words;
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::{Act, ClaimRef, Field};

/// Values that cannot all hold.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContradictionView {
    /// The field's key.
    pub field: String,
    /// Its name.
    pub name: String,
    /// The sides: each a value and the claims for it.
    pub sides: Vec<SideView>,
    /// What may explain it, most likely first.
    pub explanations: Vec<String>,
    /// The number of the decision that answered it last; `None` while nobody did, or where it was left open with a reason.
    pub answered: Option<u64>,
    /// The claims that decision found right.
    pub right: Vec<String>,
}

/// One side of a contradiction.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideView {
    /// The values of this side, in words.
    pub value: String,
    /// Who says so.
    pub claims: Vec<ClaimView>,
}

pub(super) fn contradictions(lang: Lang, basis: &Basis) -> Vec<ContradictionView> {
    basis
        .incident
        .discrepancies
        .iter()
        .map(|item| {
            let (answered, right) = answer(basis, item.field);
            ContradictionView {
                answered,
                right,
                field: item.field.key().to_owned(),
                name: words::field(lang, item.field),
                sides: item
                    .sides
                    .iter()
                    .map(|side| self::side(lang, basis, side))
                    .collect(),
                explanations: item
                    .explanations
                    .iter()
                    .map(|reason| say::reason(lang, reason))
                    .collect(),
            }
        })
        .collect()
}

/// The last answer to the contradiction on `field`: the decision's number and the claims found right.
fn answer(basis: &Basis, field: Field) -> (Option<u64>, Vec<String>) {
    let last = basis
        .history
        .iter()
        .rev()
        .find_map(|decision| match &decision.act {
            Act::Resolve { field: about, right } if *about == field => Some((decision.number, right)),
            _ => None,
        });
    match last {
        Some((number, right)) if !right.is_empty() => (
            Some(number),
            right.iter().map(|at| format!("{}:{}", at.report, at.n)).collect(),
        ),
        _ => (None, Vec::new()),
    }
}

pub(super) fn side(lang: Lang, basis: &Basis, refs: &[ClaimRef]) -> SideView {
    let mut values: Vec<String> = Vec::new();
    for at in refs {
        let value = basis
            .reports
            .get(&at.report)
            .and_then(|(_, dossier)| dossier.reading.claims.get(at.n as usize));
        if let Some(text) = value.map(|claim| words::value(lang, &claim.value))
            && !values.contains(&text)
        {
            values.push(text);
        }
    }
    SideView {
        value: values.join(" / "),
        claims: refs.iter().filter_map(|at| claim(lang, basis, at)).collect(),
    }
}

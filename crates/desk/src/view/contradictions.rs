//! Values that cannot all hold, side against side.

use super::Basis;
use super::values::{ClaimView, claim};
use crate::say::{self, Lang};
use crate::words;
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::ClaimRef;

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
        .map(|item| ContradictionView {
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
        })
        .collect()
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

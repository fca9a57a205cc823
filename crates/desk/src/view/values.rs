//! What is said of each field: values side by side, each with its origins and its claims.

use super::Basis;
use super::sources::source_name;
use crate::say::{self, Lang};
use crate::words;
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::{Act, Claim, ClaimRef, Field, Origin, Rival, Value};

/// A field and all values said of it, side by side.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FieldView {
    /// The field's key.
    pub field: String,
    /// Its name.
    pub name: String,
    /// Whether its values contradict each other.
    pub contradiction: bool,
    /// Its values.
    pub values: Vec<ValueView>,
}

/// One value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ValueView {
    /// In words.
    pub value: String,
    /// For machines: a code, an ISO 8601 interval, a count, a key.
    pub key: String,
    /// On how many independent lines it rests, as far as anyone can tell.
    pub origins: Vec<OriginView>,
    /// Who gives it.
    pub claims: Vec<ClaimView>,
    /// Who denies it.
    pub denials: Vec<ClaimView>,
    /// A person chose it to be shown first.
    pub chosen: bool,
}

/// One independent line of a value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OriginView {
    /// Who it goes back to.
    pub name: String,
    /// How many claims go back to it.
    pub claims: usize,
    /// Why they count as one.
    pub reasons: Vec<String>,
}

/// One claim: the words, who says them and how.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClaimView {
    /// `REPORT:N`, to be named in decisions.
    pub claim: String,
    /// The report.
    pub report: String,
    /// Who published the report.
    pub source: String,
    /// Who says it, by role or organisation.
    pub speaker: String,
    /// Through whom it reached the report.
    pub via: Vec<String>,
    /// How it is put.
    pub stance: String,
    /// The same in words.
    pub stance_name: String,
    /// The time for which it is said to hold.
    pub as_of: Option<String>,
    /// The words.
    pub words: String,
    /// Their place in the report's text: bytes, end exclusive.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// The sentence before the words.
    pub before: String,
    /// The sentence after the words.
    pub after: String,
    /// The rule that read it.
    pub rule: String,
}

pub(super) fn field(lang: Lang, basis: &Basis, view: &tocsin_core::FieldView) -> FieldView {
    let chosen = chosen(basis, view.field);
    let mut values: Vec<ValueView> = view
        .rivals
        .iter()
        .map(|rival| ValueView {
            chosen: chosen.is_some_and(|claim| rival.claims.contains(claim)),
            ..value(lang, basis, rival)
        })
        .collect();
    // The order stays as it is but for the one a person chose.
    values.sort_by_key(|value| !value.chosen);
    FieldView {
        field: view.field.key().to_owned(),
        name: words::field(lang, view.field),
        contradiction: basis
            .incident
            .discrepancies
            .iter()
            .any(|item| item.field == view.field),
        values,
    }
}

/// The claim a person chose last as the value of `field`; `None` while nobody did.
pub(super) fn chosen<'b>(basis: &Basis<'b>, field: Field) -> Option<&'b ClaimRef> {
    basis
        .history
        .iter()
        .rev()
        .find_map(|decision| match &decision.act {
            Act::Prefer { field: about, claim } if *about == field => Some(claim),
            _ => None,
        })
}

pub(super) fn value(lang: Lang, basis: &Basis, rival: &Rival) -> ValueView {
    let claims = |refs: &[ClaimRef]| refs.iter().filter_map(|at| claim(lang, basis, at)).collect();
    ValueView {
        value: words::value(lang, &rival.value),
        key: key(&rival.value),
        origins: rival.origins.iter().map(|item| origin(lang, item)).collect(),
        claims: claims(&rival.claims),
        denials: claims(&rival.denials),
        chosen: false,
    }
}

pub(super) fn key(value: &Value) -> String {
    match value {
        Value::Event(code) => code.to_string(),
        Value::When(when) => when.iso(),
        Value::Place(place) => place.key.clone(),
        Value::Actor(actor) => actor.key.clone(),
        Value::Term(term) => term.key.clone(),
        Value::Toll(toll) => toll.count.to_string(),
    }
}

pub(super) fn origin(lang: Lang, origin: &Origin) -> OriginView {
    OriginView {
        name: origin.name.clone(),
        claims: origin.claims.len(),
        reasons: origin
            .reasons
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
    }
}

pub(super) fn claim(lang: Lang, basis: &Basis, at: &ClaimRef) -> Option<ClaimView> {
    let (report, dossier) = basis.reports.get(&at.report)?;
    let claim: &Claim = dossier.reading.claims.get(at.n as usize)?;
    let text = &report.text;
    let inside = claim.sentence.contains(&claim.span);
    let part = |from: u32, to: u32| {
        if inside {
            text.get(from as usize..to as usize).unwrap_or("").to_owned()
        } else {
            String::new()
        }
    };
    Some(ClaimView {
        claim: format!("{}:{}", at.report, at.n),
        report: at.report.to_string(),
        source: source_name(lang, report),
        speaker: words::speaker(lang, &claim.speaker),
        via: claim
            .via
            .iter()
            .map(|speaker| words::speaker(lang, speaker))
            .collect(),
        stance: claim.stance.key().to_owned(),
        stance_name: words::stance(lang, claim.stance),
        as_of: claim.as_of.as_ref().map(|when| words::when(lang, when)),
        words: claim.span.of(text).to_owned(),
        start: claim.span.start,
        end: claim.span.end,
        before: part(claim.sentence.start, claim.span.start),
        after: part(claim.span.end, claim.sentence.end),
        rule: claim.rule.clone(),
    })
}

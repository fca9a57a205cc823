//! Rare errors that two reports share: a wrong year or place that most others contradict, or an impossible date, is seldom made twice.

use super::{by_day, direction};
use crate::same_event;
use std::collections::BTreeSet;
use tocsin_core::{
    ClaimRef, DateFlag, Dossier, Field, FieldView, Lineage, LineageKind, Reason, ReportId, Rival, Value, When,
};

/// Lineage among reports that share an error few would make: a year, or a place, that at least twice as many reports
/// contradict; or a date that cannot be (a day that does not exist, a weekday that is not that day's).
#[must_use]
pub fn among(fields: &[FieldView], dossiers: &[&Dossier]) -> Vec<Lineage> {
    let rivals = |field: Field| {
        let view = fields.iter().find(move |view| view.field == field);
        view.into_iter().flat_map(|view| &view.rivals)
    };
    let mut found = Vec::new();
    for rival in rivals(Field::Date) {
        let Value::When(wrong) = &rival.value else {
            continue;
        };
        let contradicts =
            |other: &Value| matches!(other, Value::When(when) if same_event::other_year(when, wrong));
        if cannot_be(wrong) || is_outvoted(rival, rivals(Field::Date), contradicts) {
            found.extend(shared(rival, dossiers, wrong.iso()));
        }
    }
    for rival in rivals(Field::Place) {
        let Value::Place(wrong) = &rival.value else {
            continue;
        };
        let contradicts = |other: &Value| matches!(other, Value::Place(place) if !place.meets(wrong));
        if is_outvoted(rival, rivals(Field::Place), contradicts) {
            found.extend(shared(rival, dossiers, rival.value.short()));
        }
    }
    found
}

fn cannot_be(when: &When) -> bool {
    let rare = |flag: &DateFlag| matches!(flag, DateFlag::WeekdayMismatch | DateFlag::NoSuchDay);
    when.flags.iter().any(rare)
}

/// Whether at least twice as many reports contradict a value as give it.
fn is_outvoted<'r>(
    wrong: &Rival,
    all: impl Iterator<Item = &'r Rival>,
    contradicts: impl Fn(&Value) -> bool,
) -> bool {
    let by = reports(&wrong.claims);
    let against: BTreeSet<&ReportId> = all
        .filter(|rival| contradicts(&rival.value))
        .flat_map(|rival| reports(&rival.claims))
        .filter(|report| !by.contains(report))
        .collect();
    against.len() >= 2 * by.len()
}

/// From each report that gives a wrong value to the earliest that does.
fn shared(wrong: &Rival, dossiers: &[&Dossier], value: String) -> Vec<Lineage> {
    let by = reports(&wrong.claims);
    let mut makers: Vec<&Dossier> = dossiers
        .iter()
        .filter(|dossier| by.contains(&dossier.report))
        .copied()
        .collect();
    makers.sort_by(|a, b| by_day(a).cmp(&by_day(b)));
    let Some((first, rest)) = makers.split_first() else {
        return Vec::new();
    };
    let reason = Reason::new("link-lineage-rare-error").with("value", value);
    rest.iter()
        .map(|later| Lineage {
            from: later.report.clone(),
            to: Some(first.report.clone()),
            upstream: String::new(),
            kind: LineageKind::RareError,
            direction: direction(later, first),
            strength: 0.5,
            reason: reason.clone(),
        })
        .collect()
}

fn reports(claims: &[ClaimRef]) -> BTreeSet<&ReportId> {
    claims.iter().map(|claim| &claim.report).collect()
}

//! Rare errors that two reports share: a wrong year that most others contradict is seldom made twice.

use super::direction;
use std::collections::BTreeSet;
use tocsin_core::{ClaimRef, Dossier, Field, FieldView, Lineage, LineageKind, Reason, ReportId, Value, When};

/// Lineage among reports that give the same wrong year, where at least twice as many give the right one.
#[must_use]
pub fn among(fields: &[FieldView], dossiers: &[&Dossier]) -> Vec<Lineage> {
    let Some(dates) = fields.iter().find(|view| view.field == Field::Date) else {
        return Vec::new();
    };
    let told: Vec<(&When, BTreeSet<&ReportId>)> = dates
        .rivals
        .iter()
        .filter_map(|rival| match &rival.value {
            Value::When(when) => Some((when, reports(&rival.claims))),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for (wrong, by) in told.iter().filter(|(_, by)| by.len() >= 2) {
        let contradicted: BTreeSet<&ReportId> = told
            .iter()
            .filter(|(when, _)| crate::same_event::other_year(when, wrong))
            .flat_map(|(_, by)| by.iter().copied())
            .filter(|report| !by.contains(report))
            .collect();
        if contradicted.len() < 2 * by.len() {
            continue;
        }
        let mut makers: Vec<&Dossier> = dossiers
            .iter()
            .filter(|dossier| by.contains(&dossier.report))
            .copied()
            .collect();
        makers.sort_by_key(|dossier| {
            (
                dossier.published.as_ref().and_then(|when| when.first),
                &dossier.report,
            )
        });
        let Some((first, rest)) = makers.split_first() else {
            continue;
        };
        found.extend(rest.iter().map(|later| Lineage {
            from: later.report.clone(),
            to: Some(first.report.clone()),
            upstream: String::new(),
            kind: LineageKind::RareError,
            direction: direction(later, first),
            strength: 0.5,
            reason: Reason::new("link-lineage-rare-error").with("value", wrong.iso()),
        }));
    }
    found
}

fn reports(claims: &[ClaimRef]) -> BTreeSet<&ReportId> {
    claims.iter().map(|claim| &claim.report).collect()
}

//! The same speaker's words in several reports: two outlets that quote one army statement have one origin.

use super::by_day;
use std::collections::BTreeMap;
use tocsin_core::{ClaimRef, Direction, Dossier, FieldView, Lineage, LineageKind, Reason, ReportId};

/// Lineage among reports that give the same value on the word of the same named speaker: from each to the earliest.
#[must_use]
pub fn among(fields: &[FieldView], dossiers: &[&Dossier]) -> Vec<Lineage> {
    let by_id: BTreeMap<&ReportId, &Dossier> = dossiers
        .iter()
        .map(|dossier| (&dossier.report, *dossier))
        .collect();
    // By pair of reports, the first speaker they share.
    let mut found: BTreeMap<(ReportId, ReportId), Lineage> = BTreeMap::new();
    for origin in fields
        .iter()
        .flat_map(|view| &view.rivals)
        .flat_map(|rival| &rival.origins)
    {
        let quoted: Vec<&ClaimRef> = origin
            .claims
            .iter()
            .filter(|at| {
                by_id
                    .get(&at.report)
                    .and_then(|dossier| dossier.reading.claims.get(at.n as usize))
                    .is_some_and(|claim| !claim.speaker.key.is_empty())
            })
            .collect();
        let Some(first) = quoted
            .iter()
            .filter_map(|at| by_id.get(&at.report))
            .min_by_key(|dossier| by_day(dossier))
        else {
            continue;
        };
        for at in quoted.iter().filter(|at| at.report != first.report) {
            found
                .entry((at.report.clone(), first.report.clone()))
                .or_insert_with(|| Lineage {
                    from: at.report.clone(),
                    to: Some(first.report.clone()),
                    upstream: String::new(),
                    kind: LineageKind::SameSpeaker,
                    direction: Direction::Open,
                    strength: 0.5,
                    reason: Reason::new("link-lineage-same-speaker").with("name", &origin.name),
                });
        }
    }
    found.into_values().collect()
}

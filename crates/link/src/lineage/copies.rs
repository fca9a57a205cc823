//! Shared text: how much of one report's three-word runs stand in another.

use super::{direction, shingles};
use tocsin_core::{Dossier, Lineage, LineageKind, Reason};

/// Share of sampled runs from which text counts as shared: independent reports of one event share a median of .046.
const SHARE: f32 = 0.2;
/// Fewer sampled runs than this may be shared by chance, however short the text.
const RUNS: u32 = 4;

/// The share of the smaller text that two have in common, 0..=1; `None` where it is too little to call it shared.
#[must_use]
pub fn share(overlap: &shingles::Overlap) -> Option<f32> {
    let share = overlap.of_first.max(overlap.of_second);
    (share >= SHARE && overlap.shared >= RUNS).then_some(share)
}

/// Shared text of two reports, `one` being the side said to derive; `None` where there is too little of it.
#[must_use]
pub fn between(one: &Dossier, other: &Dossier) -> Option<Lineage> {
    let overlap = shingles::overlap(&one.hashes, one.shingles, &other.hashes, other.shingles);
    let share = share(&overlap)?;
    Some(Lineage {
        from: one.report.clone(),
        to: Some(other.report.clone()),
        upstream: String::new(),
        kind: LineageKind::SharedText,
        direction: direction(one, other),
        strength: share,
        reason: Reason::new("link-lineage-shared-text")
            .with("share", (overlap.of_first * 100.0).round())
            .with("other", (overlap.of_second * 100.0).round()),
    })
}

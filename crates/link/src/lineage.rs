//! What derives from what: evidence that two reports are not independent. Without evidence it is unknown, never "independent".

pub mod copies;
pub mod credits;
pub mod errors;
pub mod index;
pub mod shingles;
pub mod speaker;
pub mod translation;

use tocsin_core::{Direction, Dossier, Lineage, LineageKind, Reason};

/// All lineage among `dossiers`, sorted, and to upstreams that are not held.
/// Of the reports a text was copied from only the closest is named: lines are groups, not pairs.
#[must_use]
pub fn among(dossiers: &[&Dossier]) -> Vec<Lineage> {
    let mut found = Vec::new();
    for (at, one) in dossiers.iter().enumerate() {
        let mut best: Option<Lineage> = None;
        for (other_at, other) in dossiers.iter().enumerate() {
            // Each pair once: seen from the later report, or from the first in order where time does not tell.
            if at == other_at || one.nature != other.nature || !is_from(one, other) {
                continue;
            }
            if let Some(entry) = same_address(one, other)
                .or_else(|| copies::between(one, other))
                .or_else(|| translation::between(one, other))
                && best.as_ref().is_none_or(|best| entry.strength > best.strength)
            {
                best = Some(entry);
            }
        }
        found.extend(best);
        found.extend(credits::of(one, dossiers));
    }
    found.sort_by(|a, b| (&a.from, &a.to, &a.upstream, a.kind).cmp(&(&b.from, &b.to, &b.upstream, b.kind)));
    found
}

/// Whether `one` is the side that is said to derive.
fn is_from(one: &Dossier, other: &Dossier) -> bool {
    match later(one, other) {
        Some(later) => later,
        None => one.report < other.report,
    }
}

/// Whether `one` was published after `other`; `None` where that cannot be told.
pub(crate) fn later(one: &Dossier, other: &Dossier) -> Option<bool> {
    let moment = |dossier: &Dossier| {
        let published = dossier.published.as_ref()?;
        Some((published.first?, published.minute))
    };
    let (a, b) = (moment(one)?, moment(other)?);
    if a.0 != b.0 {
        return Some(a.0 > b.0);
    }
    match (a.1, b.1) {
        (Some(a), Some(b)) if a != b => Some(a > b),
        _ => None,
    }
}

pub(crate) fn direction(one: &Dossier, other: &Dossier) -> Direction {
    if later(one, other).is_some() {
        Direction::Derives
    } else {
        Direction::Open
    }
}

fn same_address(one: &Dossier, other: &Dossier) -> Option<Lineage> {
    let revises = one.revises.as_ref() == Some(&other.report) || other.revises.as_ref() == Some(&one.report);
    if !revises && (one.url.is_none() || one.url != other.url) {
        return None;
    }
    Some(Lineage {
        from: one.report.clone(),
        to: Some(other.report.clone()),
        upstream: String::new(),
        kind: LineageKind::SameUrl,
        direction: direction(one, other),
        strength: 1.0,
        reason: Reason::new("link-lineage-same-url"),
    })
}

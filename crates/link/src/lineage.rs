//! What derives from what: evidence that two reports are not independent. Without evidence it is unknown, never "independent".

pub mod copies;
pub mod credits;
pub mod errors;
pub mod index;
pub mod revision;
pub mod shingles;
pub mod speaker;
pub mod template;
pub mod translation;

use tocsin_core::{Direction, Dossier, Lineage, LineageKind, Reason, ReportId, SourceClass};

/// All lineage among `dossiers`, sorted, and to upstreams that are not held.
/// Of the reports a text was copied from only one is named: the first of those it is about as close to as to the closest.
/// Lines are groups, not pairs.
#[must_use]
pub fn among(dossiers: &[&Dossier]) -> Vec<Lineage> {
    let mut found = Vec::new();
    let pairs: Vec<translation::Pairs<'_>> = dossiers.iter().map(|one| translation::Pairs::of(one)).collect();
    for (one, own) in dossiers.iter().zip(&pairs) {
        let mut sources: Vec<(&Dossier, Lineage)> = Vec::new();
        for (other, others) in dossiers.iter().zip(&pairs) {
            // Each pair once: seen from the later report, or from the first in order where nothing tells which came first.
            if one.report == other.report || one.nature != other.nature || !is_from(one, other) {
                continue;
            }
            let entry = same_address(one, other)
                .or_else(|| copies::between(one, other))
                .or_else(|| translation::between(own, others))
                .or_else(|| template::between(one, other));
            sources.extend(entry.map(|entry| (*other, entry)));
        }
        let closest = sources
            .iter()
            .map(|(_, entry)| entry.strength)
            .fold(0.0, f32::max);
        let first = sources
            .into_iter()
            .filter(|(_, entry)| entry.strength >= CLOSE * closest)
            .min_by_key(|(other, _)| {
                let published = other.published.as_ref().and_then(|when| when.first);
                (published.is_none(), published, !is_wire(other), &other.report)
            });
        found.extend(first.map(|(_, entry)| entry));
    }
    found.extend(credits::among(dossiers));
    found.sort_by(|a, b| (&a.from, &a.to, &a.upstream, a.kind).cmp(&(&b.from, &b.to, &b.upstream, b.kind)));
    found
}

/// The order in which reports came out, those without a day last; of one day by id.
pub(crate) fn by_day(dossier: &Dossier) -> (bool, Option<jiff::civil::Date>, &ReportId) {
    let published = dossier.published.as_ref().and_then(|when| when.first);
    (published.is_none(), published, &dossier.report)
}

/// Share of the strongest overlap from which an earlier report is as likely a source as the closest one.
const CLOSE: f32 = 0.6;

fn is_wire(dossier: &Dossier) -> bool {
    dossier.source.class == SourceClass::Wire
}

/// Whether `one` is the side that is said to derive.
fn is_from(one: &Dossier, other: &Dossier) -> bool {
    match came_later(one, other) {
        Some(later) => later,
        None => one.report < other.report,
    }
}

/// Whether `one` came after `other`: by the hour, else by trade (outlets print what agencies send); `None` where neither tells.
fn came_later(one: &Dossier, other: &Dossier) -> Option<bool> {
    later(one, other).or_else(|| (is_wire(one) != is_wire(other)).then(|| is_wire(other)))
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
    let (earlier, later) =
        if one.revises.as_ref() == Some(&other.report) || came_later(one, other) == Some(true) {
            (other, one)
        } else {
            (one, other)
        };
    let changes = revision::changes(earlier, later);
    Some(Lineage {
        from: one.report.clone(),
        to: Some(other.report.clone()),
        upstream: String::new(),
        kind: LineageKind::SameUrl,
        direction: direction(one, other),
        strength: 1.0,
        reason: if changes.is_empty() {
            Reason::new("link-lineage-same-url")
        } else {
            Reason::new("link-lineage-revised").with("changes", revision::shown(&changes))
        },
    })
}

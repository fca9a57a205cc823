//! Whether two accounts use the same rare words, or the same sentences.

use super::Finding;
use crate::facts::Facts;
use crate::lineage::shingles;
use tocsin_core::{Language, Probe, Reason};

/// Findings on words shared and on copied text.
pub(super) fn compare(a: &Facts, b: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let (Some(one), Some(other)) = (probe(a), probe(b)) {
        findings.extend(words(a, b, one, other));
    }
    findings.extend(copied(a, b));
    findings
}

fn probe(facts: &Facts) -> Option<&Probe> {
    facts.dossier.probes.get(facts.id.n as usize)
}

fn words(a: &Facts, b: &Facts, one: &Probe, other: &Probe) -> Option<Finding> {
    let cosine = cosine(&one.terms, &other.terms);
    let reason = |key: &str| Reason::new(key).with("share", (cosine * 100.0).round());
    // Across languages only names and numbers can agree: few shared words say nothing.
    let other_language = a.dossier.language != b.dossier.language || a.dossier.language == Language::Other;
    Some(match cosine {
        c if c >= 0.55 => Finding::new(2.0, reason("link-words-alike")),
        c if c >= 0.35 => Finding::new(1.2, reason("link-words-alike")),
        c if c >= 0.2 => Finding::new(0.5, reason("link-words-some")),
        c if c < 0.04 && !other_language => Finding::new(-0.3, reason("link-words-differ")),
        _ => return None,
    })
}

/// The cosine of two sparse vectors of unit length, sorted by feature: 0..=1.
pub(crate) fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(x, u)), Some(&(y, v))) = (a.get(i), b.get(j)) {
        if x == y {
            sum += u * v;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

/// Copied text tells of the same event, if the reports tell of one event each.
fn copied(a: &Facts, b: &Facts) -> Option<Finding> {
    let (one, other) = (&a.dossier, &b.dossier);
    if one.reading.accounts.len() != 1 || other.reading.accounts.len() != 1 {
        return None;
    }
    let overlap = shingles::overlap(&one.hashes, one.shingles, &other.hashes, other.shingles);
    let share = overlap.of_first.max(overlap.of_second);
    (share >= 0.3 && overlap.shared >= 4).then(|| {
        Finding::new(
            2.0,
            Reason::new("link-shared-text").with("share", (share * 100.0).round()),
        )
    })
}

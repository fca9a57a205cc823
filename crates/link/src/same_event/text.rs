//! Whether two accounts use the same rare words, or the same sentences.

use super::{Finding, Ink};
use crate::facts::Facts;
use crate::lineage::shingles;
use tocsin_core::{Language, Probe, Reason};

/// The most that words can speak for one event.
pub(super) const MOST: f32 = 4.0;

/// Findings on words shared and on copied text.
pub(super) fn compare(a: &Facts, b: &Facts, ink: Ink) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let (Some(one), Some(other)) = (probe(a), probe(b)) {
        findings.extend(words(a, b, (one, other), ink));
    }
    findings.extend(copied(a, b, ink));
    findings
}

fn probe(facts: &Facts) -> Option<&Probe> {
    facts.dossier.probes.get(facts.id.n as usize)
}

fn words(a: &Facts, b: &Facts, (one, other): (&Probe, &Probe), ink: Ink) -> Option<Finding> {
    let cosine = cosine(&one.terms, &other.terms);
    let told = |weight: f32, key: &str| {
        ink.finding(weight, || {
            Reason::new(key).with("share", (cosine * 100.0).round())
        })
    };
    // Across languages only names and numbers can agree: few shared words say nothing.
    let other_language = a.dossier.language != b.dossier.language || a.dossier.language == Language::Other;
    Some(match cosine {
        c if c >= 0.55 => told(2.0, "link-words-alike"),
        c if c >= 0.35 => told(1.2, "link-words-alike"),
        c if c >= 0.2 => told(0.5, "link-words-some"),
        c if c < 0.04 && !other_language => told(-0.3, "link-words-differ"),
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
fn copied(a: &Facts, b: &Facts, ink: Ink) -> Option<Finding> {
    let (one, other) = (&a.dossier, &b.dossier);
    if one.reading.accounts.len() != 1 || other.reading.accounts.len() != 1 {
        return None;
    }
    let overlap = shingles::overlap(&one.hashes, one.shingles, &other.hashes, other.shingles);
    let share = overlap.of_first.max(overlap.of_second);
    (share >= 0.3 && overlap.shared >= 4).then(|| {
        ink.finding(2.0, || {
            Reason::new("link-shared-text").with("share", (share * 100.0).round())
        })
    })
}

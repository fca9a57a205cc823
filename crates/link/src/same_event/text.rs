//! Whether two accounts use the same rare words, or the same sentences.

use super::{Finding, Ink};
use crate::facts::Facts;
use crate::lineage::shingles;
use tocsin_core::{Language, Probe, Reason};

/// The most that words can speak for one event.
pub(super) const MOST: f32 = 2.0 + MOSTLY_COPIED;

/// A passage that stands in both reports; and most of one report that does, where no place speaks against: a weekly bulletin has
/// the same sentences round another village.
const COPIED: f32 = 2.0;
const MOSTLY_COPIED: f32 = 3.5;

/// What is known of two accounts before their words are compared.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The cosine of their words; `None` where it is still to be worked out.
    pub(super) alike: Option<f32>,
    /// How much their places speak for one event.
    pub(super) place: f32,
}

/// Findings on words shared and on copied text.
pub(super) fn compare(a: &Facts, b: &Facts, known: Known, ink: Ink) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let (Some(one), Some(other)) = (probe(a), probe(b)) {
        let alike = known.alike.unwrap_or_else(|| cosine(&one.terms, &other.terms));
        findings.extend(words(a, b, alike, ink));
    }
    findings.extend(copied(a, b, known.place, ink));
    findings
}

fn probe(facts: &Facts) -> Option<&Probe> {
    facts.dossier.probes.get(facts.id.n as usize)
}

fn words(a: &Facts, b: &Facts, cosine: f32, ink: Ink) -> Option<Finding> {
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

/// The cosines of the words of all of `accounts` at once: row by row, of `a` with each `b` after it.
///
/// Term by term instead of pair by pair, so that only what is shared costs anything. Each sum is made in the order of the
/// terms, as [`cosine`] makes it, and so is the same to the last bit.
pub(crate) fn cosines(accounts: &[Facts]) -> Vec<f32> {
    let count = accounts.len();
    let mut terms: Vec<(u32, u32, f32)> = Vec::new();
    for (at, facts) in (0..).zip(accounts) {
        let own = probe(facts).into_iter().flat_map(|probe| &probe.terms);
        terms.extend(
            own.filter(|(_, weight)| *weight != 0.0)
                .map(|&(term, weight)| (term, at, weight)),
        );
    }
    terms.sort_unstable_by_key(|&(term, at, _)| (term, at));
    let mut sums = vec![0.0; count * count.saturating_sub(1) / 2];
    for sharing in terms.chunk_by(|x, y| x.0 == y.0) {
        for (nth, &(_, a, u)) in sharing.iter().enumerate() {
            let row = place(count, a as usize, a as usize + 1);
            for &(_, b, v) in &sharing[nth + 1..] {
                sums[row + (b - a) as usize - 1] += u * v;
            }
        }
    }
    sums
}

/// Where the pair of `a` and `b`, `a < b < count`, stands in a list of all pairs, row by row.
pub(crate) fn place(count: usize, a: usize, b: usize) -> usize {
    // Before row a stand a rows, of count − 1, count − 2 … pairs.
    a * (2 * count - a - 1) / 2 + b - a - 1
}

/// Copied text tells of the same event, if the reports tell of one event each.
fn copied(a: &Facts, b: &Facts, place: f32, ink: Ink) -> Option<Finding> {
    let (one, other) = (&a.dossier, &b.dossier);
    if one.reading.accounts.len() != 1 || other.reading.accounts.len() != 1 {
        return None;
    }
    let overlap = shingles::overlap(&one.hashes, one.shingles, &other.hashes, other.shingles);
    let share = overlap.of_first.max(overlap.of_second);
    let mostly = share >= 0.5 && overlap.shared >= 6 && place >= 0.0;
    let weight = if mostly { MOSTLY_COPIED } else { COPIED };
    (share >= 0.3 && overlap.shared >= 4).then(|| {
        ink.finding(weight, || {
            Reason::new("link-shared-text").with("share", (share * 100.0).round())
        })
    })
}

//! Whether two accounts tell the same kind of thing: code, actors, site and tolls.

use super::{Finding, Ink};
use crate::facts::Facts;
use crate::probe::family;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use tocsin_core::{Codebook, Field, Reason, Toll};

/// Adds all findings on code, actors, site and tolls.
pub(super) fn compare(a: &Facts, b: &Facts, ink: Ink, findings: &mut Vec<Finding>) {
    findings.push(codes(a.code(), b.code(), ink));
    findings.extend(actors(a, b, ink));
    findings.extend(sites(a, b, ink));
    for field in [Field::Killed, Field::Injured, Field::Abducted] {
        findings.extend(tolls(a, b, field, ink));
    }
}

fn codes(a: &str, b: &str, ink: Ink) -> Finding {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let (weight, key) = KINSHIP.of(a, b);
    ink.finding(weight, || Reason::new(key).with("code", a).with("other", b))
}

/// How much two codes speak for one event, and under which reason.
type Kin = (f32, &'static str);

/// What every two codes of the book say of each other, worked out once: it is asked of every pair of accounts.
struct Kinship {
    /// Where a code stands in `all`.
    place: FxHashMap<&'static str, usize>,
    /// Row by row.
    all: Vec<Kin>,
}

static KINSHIP: LazyLock<Kinship> = LazyLock::new(|| {
    let codes: Vec<&'static str> = Codebook::get().entries.iter().map(|entry| entry.code).collect();
    Kinship {
        all: codes
            .iter()
            .flat_map(|a| codes.iter().map(|b| kin(a, b)))
            .collect(),
        place: codes.into_iter().zip(0..).collect(),
    }
});

impl Kinship {
    fn of(&self, a: &str, b: &str) -> Kin {
        let known = self.place.get(a).zip(self.place.get(b));
        let held = known.and_then(|(&one, &other)| self.all.get(one * self.place.len() + other));
        held.copied().unwrap_or_else(|| kin(a, b))
    }
}

fn kin(a: &str, b: &str) -> Kin {
    let book = Codebook::get();
    if a == b {
        // A code of its own class ("attack") says less than a leaf ("suicide-bomb").
        let leaf = book.entry(a).is_some_and(|entry| !entry.parent.is_empty());
        return (if leaf { 1.2 } else { 0.8 }, "link-same-code");
    }
    if book.is_a(a, b) || book.is_a(b, a) {
        return (0.6, "link-code-within");
    }
    match (family(a), family(b)) {
        ("violence", "violence") => (0.0, "link-code-compatible"),
        (one, other) if one == other => (-0.8, "link-code-other"),
        _ => (-2.5, "link-code-other"),
    }
}

fn actors(a: &Facts, b: &Facts, ink: Ink) -> Option<Finding> {
    if let Some(actor) = a
        .claimants()
        .filter(|actor| b.claimants().any(|one| one == *actor))
        .min()
    {
        return Some(ink.finding(1.2, || Reason::new("link-same-claim").with("actor", actor)));
    }
    if let Some(actor) = a
        .blamed()
        .filter(|actor| b.blamed().any(|one| one == *actor))
        .min()
    {
        return Some(ink.finding(0.7, || Reason::new("link-same-actor").with("actor", actor)));
    }
    // Rival attributions of one event are common, so different actors say little.
    let both = a.blamed().next().is_some() && b.blamed().next().is_some();
    both.then(|| ink.finding(-0.6, || Reason::new("link-other-actor")))
}

fn sites(a: &Facts, b: &Facts, ink: Ink) -> Option<Finding> {
    if let Some(site) = a.sites().filter(|site| b.sites().any(|one| one == *site)).min() {
        return Some(ink.finding(1.2, || Reason::new("link-same-site").with("site", site)));
    }
    let both = a.sites().next().is_some() && b.sites().next().is_some();
    both.then(|| ink.finding(-0.3, || Reason::new("link-other-site")))
}

/// Whether both give the same number of dead, and one that few events share.
pub(super) fn same_rare_toll(a: &Facts, b: &Facts) -> bool {
    tolls(a, b, Field::Killed, Ink::Dry).is_some_and(|found| found.weight >= RARE_TOLL)
}

/// What an equal number of ten and more counts for.
const RARE_TOLL: f32 = 1.3;

/// The most that an account says were killed, at least; 0 where it says nothing.
pub(super) fn most_killed(facts: &Facts) -> u64 {
    let killed = facts.tolls().filter(|(field, _)| *field == Field::Killed);
    killed.map(|(_, toll)| toll.count.least).max().unwrap_or(0)
}

/// Equal tolls speak for one event, and rare numbers loudly; different ones against it, but tolls are revised.
fn tolls(a: &Facts, b: &Facts, field: Field, ink: Ink) -> Option<Finding> {
    let of = |(at, _): &(Field, &Toll)| *at == field;
    let mut best: Option<Finding> = None;
    for (_, one) in a.tolls().filter(of) {
        for (_, other) in b.tolls().filter(of) {
            let finding = numbers(one, other, field, ink);
            if best.as_ref().is_none_or(|best| finding.weight > best.weight) {
                best = Some(finding);
            }
        }
    }
    best
}

fn numbers(a: &Toll, b: &Toll, field: Field, ink: Ink) -> Finding {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let told = |weight: f32, key: &str| {
        ink.finding(weight, || {
            Reason::new(key)
                .with("field", field.key())
                .with("count", a.count)
                .with("other", b.count)
        })
    };
    if let (Some(one), Some(other)) = (a.count.exact(), b.count.exact()) {
        if one == other {
            let weight = match one {
                0..=2 => 0.3,
                3..=9 => 0.8,
                10..=20 => RARE_TOLL,
                _ if one % 10 == 0 => RARE_TOLL,
                _ => 2.0,
            };
            return told(weight, "link-same-toll");
        }
        let ratio = one.max(other) as f32 / one.min(other).max(1) as f32;
        return told(if ratio > 3.0 { -1.0 } else { -0.3 }, "link-other-toll");
    }
    if a.count.meets(&b.count) {
        told(0.2, "link-toll-compatible")
    } else {
        told(-0.3, "link-other-toll")
    }
}

//! Whether two accounts tell the same kind of thing: code, actors, site and tolls.

use super::{Finding, Ink};
use crate::facts::Facts;
use crate::probe::family;
use tocsin_core::{Codebook, Field, Reason, Toll};

/// All findings on code, actors, site and tolls.
pub(super) fn compare(a: &Facts, b: &Facts, ink: Ink) -> Vec<Finding> {
    let mut findings = vec![codes(a.code(), b.code(), ink)];
    findings.extend(actors(a, b, ink));
    findings.extend(sites(a, b, ink));
    for field in [Field::Killed, Field::Injured] {
        findings.extend(tolls(a, b, field, ink));
    }
    findings
}

fn codes(a: &str, b: &str, ink: Ink) -> Finding {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let book = Codebook::get();
    let told =
        |weight: f32, key: &str| ink.finding(weight, || Reason::new(key).with("code", a).with("other", b));
    if a == b {
        // A code of its own class ("attack") says less than a leaf ("suicide-bomb").
        let leaf = book.entry(a).is_some_and(|entry| !entry.parent.is_empty());
        return told(if leaf { 1.2 } else { 0.8 }, "link-same-code");
    }
    if book.is_a(a, b) || book.is_a(b, a) {
        return told(0.6, "link-code-within");
    }
    match (family(a), family(b)) {
        ("violence", "violence") => told(0.0, "link-code-compatible"),
        (one, other) if one == other => told(-0.8, "link-code-other"),
        _ => told(-2.5, "link-code-other"),
    }
}

fn actors(a: &Facts, b: &Facts, ink: Ink) -> Option<Finding> {
    let (claims, others) = (a.claimants(), b.claimants());
    if let Some(actor) = claims.intersection(&others).next() {
        return Some(ink.finding(1.2, || Reason::new("link-same-claim").with("actor", actor)));
    }
    let (mut left, mut right) = (a.perpetrators(), b.perpetrators());
    left.extend(claims);
    right.extend(others);
    if let Some(actor) = left.intersection(&right).next() {
        return Some(ink.finding(0.7, || Reason::new("link-same-actor").with("actor", actor)));
    }
    // Rival attributions of one event are common, so different actors say little.
    (!left.is_empty() && !right.is_empty()).then(|| ink.finding(-0.6, || Reason::new("link-other-actor")))
}

fn sites(a: &Facts, b: &Facts, ink: Ink) -> Option<Finding> {
    let (left, right) = (a.sites(), b.sites());
    if let Some(site) = left.intersection(&right).next() {
        return Some(ink.finding(1.2, || Reason::new("link-same-site").with("site", site)));
    }
    (!left.is_empty() && !right.is_empty()).then(|| ink.finding(-0.3, || Reason::new("link-other-site")))
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
                10..=20 => 1.3,
                _ if one % 10 == 0 => 1.3,
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

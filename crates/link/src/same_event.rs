//! How strongly two accounts look like one event: a sum of log-odds, each part with its reason.

mod place;
mod text;
mod time;
mod told;

use crate::facts::Facts;
pub(crate) use text::cosine;
pub(crate) use time::other_year;
use tocsin_core::{Link, Reason, Standing};

/// From this score on two accounts count as one event. Above zero by a margin: a false merge hides an attack, a false split
/// only shows it twice.
pub(crate) const JOIN: f32 = 2.0;
/// From this score on a pair that was not joined is put to a person.
pub(crate) const MAYBE: f32 = -0.75;
/// Log-odds that two accounts that share a key are one event, before anything is compared.
const PRIOR: f32 = -3.5;
/// Two accounts of one report were told apart by their reader.
const TOLD_APART: f32 = -4.0;
/// A row of a table without a source joins told events only on strong evidence.
const CANDIDATE: f32 = -1.5;

/// One finding of a comparison: how much it speaks for (> 0) or against (< 0) one event, and why.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) weight: f32,
    pub(crate) reason: Reason,
}

impl Finding {
    pub(crate) fn new(weight: f32, reason: Reason) -> Self {
        Self { weight, reason }
    }
}

/// What a comparison of two accounts gave.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// Log-odds.
    pub(crate) score: f32,
    /// To be put to a person unless joined.
    pub(crate) review: bool,
    findings: Vec<Finding>,
}

/// Compares two accounts. `None` where they can never be one event: one is real and the other a sample or an exercise,
/// or they are the same account.
pub(crate) fn compare(a: &Facts, b: &Facts) -> Option<Pair> {
    if a.dossier.nature != b.dossier.nature || a.id == b.id {
        return None;
    }
    // The same order always, so that a comparison does not depend on who asks.
    let (a, b) = if a.id < b.id { (a, b) } else { (b, a) };
    let mut findings = Vec::new();
    findings.extend(place::compare(a, b));
    findings.extend(time::compare(a, b));
    findings.extend(told::compare(a, b));
    if a.id.report == b.id.report {
        // One text's words are alike whatever they tell of.
        findings.push(Finding::new(TOLD_APART, Reason::new("link-told-apart")));
    } else {
        findings.extend(text::compare(a, b));
    }
    if a.standing != b.standing {
        findings.push(Finding::new(CANDIDATE, Reason::new("link-candidate-row")));
    }
    let score = PRIOR + findings.iter().map(|finding| finding.weight).sum::<f32>();
    let too_little = says_too_little(a, b, &findings);
    if too_little && score < JOIN {
        findings.push(Finding::new(0.0, Reason::new("link-too-little-said")));
    }
    findings
        .sort_by(|x, y| (y.weight.abs().total_cmp(&x.weight.abs())).then_with(|| x.reason.cmp(&y.reason)));
    Some(Pair {
        score,
        review: score >= MAYBE || too_little,
        findings,
    })
}

/// Nothing speaks against one event, but one of the two says too little of where or when to be joined by a rule:
/// a person should look.
fn says_too_little(a: &Facts, b: &Facts, findings: &[Finding]) -> bool {
    let vague = |facts: &Facts| facts.undated() || facts.unplaced();
    (vague(a) || vague(b))
        && a.standing == Standing::Told
        && b.standing == Standing::Told
        && a.id.report != b.id.report
        && findings.iter().all(|finding| finding.weight > -0.45)
        && findings.iter().filter(|finding| finding.weight > 0.0).count() >= 2
}

impl Pair {
    /// The pair as it is recorded, `mine` first.
    pub(crate) fn link(&self, mine: &Facts, other: &Facts) -> Link {
        Link {
            a: mine.id.clone(),
            b: other.id.clone(),
            score: (self.score * 100.0).round() / 100.0,
            reasons: self
                .findings
                .iter()
                .map(|finding| finding.reason.clone())
                .collect(),
        }
    }
}

//! How strongly two accounts look like one event: a sum of log-odds, each part with its reason.

mod place;
mod text;
mod time;
mod told;

use crate::facts::Facts;
use crate::probe::family;
pub(crate) use text::{cosine, cosines, place as place_of_pair};
pub(crate) use time::other_year;
use tocsin_core::{Link, Reason, Standing};

/// From this score on two accounts count as one event. Above zero by a margin: a false merge hides an attack, a false split
/// only shows it twice.
pub(crate) const JOIN: f32 = 2.0;
/// From this score on a pair that was not joined is put to a person.
pub(crate) const MAYBE: f32 = -0.75;
/// Log-odds that two accounts that share a key are one event, before anything is compared.
const PRIOR: f32 = -3.5;
/// A finding of this weight or less speaks against one event.
const DOUBT: f32 = -0.45;
/// Two accounts of one report were told apart by their reader.
const TOLD_APART: f32 = -4.0;
/// The same where both give one spot and one number of dead that is seldom met by chance, and nothing speaks against: many
/// reports say in their first lines what they tell at length further down.
const TOLD_TWICE: f32 = -2.0;
/// A row of a table without a source joins told events only on strong evidence.
const CANDIDATE: f32 = -1.5;

/// One finding of a comparison: how much it speaks for (> 0) or against (< 0) one event, and why.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) weight: f32,
    pub(crate) reason: Option<Reason>,
}

/// Whether a comparison writes its reasons down, or only weighs: most pairs are weighed and never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Dry,
    Wet,
}

impl Ink {
    /// A finding of `weight`; `reason` is made only where it is written.
    pub(crate) fn finding(self, weight: f32, reason: impl FnOnce() -> Reason) -> Finding {
        Finding {
            weight,
            reason: (self == Self::Wet).then(reason),
        }
    }
}

/// What a comparison of two accounts gave.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// Log-odds.
    pub(crate) score: f32,
    /// To be put to a person unless joined.
    pub(crate) review: bool,
}

/// Weighs two accounts. `None` where they can never be one event: one is real and the other a sample or an exercise,
/// or they are the same account.
pub(crate) fn compare(a: &Facts, b: &Facts) -> Option<Pair> {
    weigh(a, b, None, Ink::Dry).map(|(pair, _)| pair)
}

/// The same where the cosine of their words is known.
pub(crate) fn compare_alike(a: &Facts, b: &Facts, alike: f32) -> Option<Pair> {
    weigh(a, b, Some(alike), Ink::Dry).map(|(pair, _)| pair)
}

/// The same where it may matter; `None` also for pairs that no likeness of their words could bring before a person.
pub(crate) fn screen(a: &Facts, b: &Facts) -> Option<Pair> {
    if a.dossier.nature != b.dossier.nature || a.id == b.id {
        return None;
    }
    let (first, second) = if a.id < b.id { (a, b) } else { (b, a) };
    let mut findings = Vec::with_capacity(10);
    tell(first, second, Ink::Dry, &mut findings);
    let most = PRIOR + findings.iter().map(|finding| finding.weight).sum::<f32>() + text::MOST;
    let doubted = findings.iter().any(|finding| finding.weight <= DOUBT);
    if most < MAYBE && doubted && !are_tied(first, second, &findings) {
        return None;
    }
    compare(a, b)
}

/// What place, time and the things told say.
fn tell(a: &Facts, b: &Facts, ink: Ink, findings: &mut Vec<Finding>) {
    findings.extend(place::compare(a, b, ink));
    findings.extend(time::compare(a, b, ink));
    told::compare(a, b, ink, findings);
}

/// The comparison of two accounts as it is recorded, `mine` first; `None` as for [`compare`].
pub(crate) fn explain(mine: &Facts, other: &Facts) -> Option<Link> {
    let (pair, mut findings) = weigh(mine, other, None, Ink::Wet)?;
    findings
        .sort_by(|x, y| (y.weight.abs().total_cmp(&x.weight.abs())).then_with(|| x.reason.cmp(&y.reason)));
    Some(Link {
        a: mine.id.clone(),
        b: other.id.clone(),
        score: shown(pair.score),
        reasons: findings
            .into_iter()
            .filter_map(|finding| finding.reason)
            .collect(),
    })
}

/// A score as it is recorded.
pub(crate) fn shown(score: f32) -> f32 {
    (score * 100.0).round() / 100.0
}

fn weigh(a: &Facts, b: &Facts, alike: Option<f32>, ink: Ink) -> Option<(Pair, Vec<Finding>)> {
    if a.dossier.nature != b.dossier.nature || a.id == b.id {
        return None;
    }
    // The same order always, so that a comparison does not depend on who asks.
    let (a, b) = if a.id < b.id { (a, b) } else { (b, a) };
    let mut findings = Vec::with_capacity(10);
    tell(a, b, ink, &mut findings);
    if a.id.report == b.id.report {
        // One text's words are alike whatever they tell of.
        let weight = if is_told_twice(a, b, &findings) {
            TOLD_TWICE
        } else {
            TOLD_APART
        };
        findings.push(ink.finding(weight, || Reason::new("link-told-apart")));
    } else {
        let place = findings.first().map_or(0.0, |place| place.weight);
        findings.extend(text::compare(a, b, text::Known { alike, place }, ink));
    }
    if a.standing != b.standing {
        findings.push(ink.finding(CANDIDATE, || Reason::new("link-candidate-row")));
    }
    let tied = a.id.report != b.id.report && are_tied(a, b, &findings);
    if tied {
        findings.push(ink.finding(0.0, || Reason::new("link-coordinated")));
    }
    let score = PRIOR + findings.iter().map(|finding| finding.weight).sum::<f32>();
    let too_little = says_too_little(a, b, &findings);
    if too_little && score < JOIN {
        findings.push(ink.finding(0.0, || Reason::new("link-too-little-said")));
    }
    let review = score >= MAYBE || too_little || tied;
    Some((Pair { score, review }, findings))
}

/// Whether one report's two accounts look like one event told twice.
fn is_told_twice(a: &Facts, b: &Facts, findings: &[Finding]) -> bool {
    let [place, ..] = findings else { return false };
    place.weight >= 2.5 && findings.iter().all(|finding| finding.weight >= 0.0) && told::same_rare_toll(a, b)
}

/// Whether two accounts may be parts of one coordinated attack: one group is said to have claimed both, they are of one day or
/// night, and at different places.
pub(crate) fn are_coordinated(a: &Facts, b: &Facts) -> bool {
    let (a, b) = if a.id < b.id { (a, b) } else { (b, a) };
    let mut findings: Vec<Finding> = place::compare(a, b, Ink::Dry).into_iter().collect();
    findings.extend(time::compare(a, b, Ink::Dry));
    are_tied(a, b, &findings)
}

/// Whether what `narrow` tells is a part of what `wide` tells in the same report: at a site of the other's town, at no other time,
/// of one class, and with no greater toll ("the capital was attacked"; "others set fire to a plane at its airport").
pub(crate) fn is_part(narrow: &Facts, wide: &Facts) -> bool {
    let both_told = narrow.standing == Standing::Told && wide.standing == Standing::Told;
    let at_one_time = || time::compare(narrow, wide, Ink::Dry).is_some_and(|found| found.weight >= 0.0);
    narrow.id.report == wide.id.report
        && both_told
        && family(narrow.code()) == family(wide.code())
        && place::is_site_of(narrow, wide)
        && at_one_time()
        && told::most_killed(narrow) <= told::most_killed(wide)
}

/// As [`are_coordinated`], by the findings on place and time, the first two.
fn are_tied(a: &Facts, b: &Facts, findings: &[Finding]) -> bool {
    let [place, time, ..] = findings else {
        return false;
    };
    // A day apart at most; where the texts give no day, one report's own accounts are of one time.
    let together = time.weight >= 1.0 || (a.id.report == b.id.report && time.weight >= 0.0);
    place.weight <= -1.5
        && together
        && a.claimants()
            .any(|actor| b.claimants().any(|other| other == actor))
}

/// Nothing speaks against one event, but one of the two says too little of where or when to be joined by a rule:
/// a person should look.
fn says_too_little(a: &Facts, b: &Facts, findings: &[Finding]) -> bool {
    let vague = |facts: &Facts| facts.undated() || facts.unplaced();
    a.standing == Standing::Told
        && b.standing == Standing::Told
        && a.id.report != b.id.report
        && findings.iter().all(|finding| finding.weight > DOUBT)
        && findings.iter().filter(|finding| finding.weight > 0.0).count() >= 2
        && (vague(a) || vague(b))
}

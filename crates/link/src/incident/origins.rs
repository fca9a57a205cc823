//! Independent lines of a claim: how many voices there really are behind what several reports say.

use super::Said;
use crate::words::fold;
use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::{
    Claim, ClaimRef, Dossier, Lineage, LineageKind, Origin, Reason, ReportId, SourceClass, Speaker,
    SpeakerKind,
};

/// The reports of an incident, gathered into lines that derive from one another.
pub(crate) struct Lines {
    /// For each report the first report of its line.
    head: BTreeMap<ReportId, ReportId>,
    /// For each line's head the upstream it names, if any.
    upstream: BTreeMap<ReportId, String>,
    /// Heads of lines of more than one report.
    shared: BTreeSet<ReportId>,
    /// For each report that says again what this desk sent out, the report that rests on, by name.
    ours: BTreeMap<ReportId, String>,
}

/// Who a claim goes back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    /// A speaker, outlet or agency known by a key.
    Voice(String),
    /// A voice known only by its kind ("a resident").
    Anonymous(SpeakerKind),
    /// Nobody is named, and where the text has it from is not known.
    Unknown,
}

/// A root with the name shown for it and what is to be said of it.
type Rooted = (Root, String, Option<Reason>);

/// What goes back to one root.
#[derive(Default)]
struct Gathered {
    name: Option<String>,
    claims: Vec<ClaimRef>,
    reasons: BTreeSet<Reason>,
    /// At least one claim is no mere mark of an unknown publisher.
    checked: bool,
}

impl Gathered {
    fn origin(mut self, root: &Root) -> Origin {
        let name = self.name.unwrap_or_default();
        // One checked claim is enough to know the upstream's voice.
        if self.checked {
            self.reasons.retain(|reason| reason.key != UNCHECKED);
        }
        self.claims.sort();
        let many = self
            .claims
            .iter()
            .any(|claim| claim.report != self.claims[0].report);
        if many && matches!(root, Root::Voice(_)) {
            self.reasons
                .insert(Reason::new("link-origin-one-voice").with("name", &name));
        }
        Origin {
            name,
            claims: self.claims,
            reasons: self.reasons.into_iter().collect(),
        }
    }
}

impl Lines {
    /// The lines that `lineage` draws among `dossiers`.
    pub(crate) fn of(dossiers: &[&Dossier], lineage: &[Lineage]) -> Self {
        let mut head: BTreeMap<ReportId, ReportId> = dossiers
            .iter()
            .map(|dossier| (dossier.report.clone(), dossier.report.clone()))
            .collect();
        let mut join = |a: &ReportId, b: &ReportId| {
            let (Some(a), Some(b)) = (head.get(a).cloned(), head.get(b).cloned()) else {
                return;
            };
            let (first, second) = (a.clone().min(b.clone()), a.max(b));
            for value in head.values_mut().filter(|value| **value == second) {
                value.clone_from(&first);
            }
        };
        let mut by_upstream: BTreeMap<String, ReportId> = BTreeMap::new();
        for entry in lineage
            .iter()
            .filter(|entry| entry.kind != LineageKind::SameSpeaker)
        {
            if let Some(to) = &entry.to {
                join(&entry.from, to);
            } else {
                let first = by_upstream
                    .entry(voice(&entry.upstream))
                    .or_insert_with(|| entry.from.clone());
                join(&entry.from, &first.clone());
            }
        }
        let mut upstream: BTreeMap<ReportId, String> = BTreeMap::new();
        for entry in lineage.iter().filter(|entry| entry.to.is_none()) {
            if let Some(head) = head.get(&entry.from) {
                upstream
                    .entry(head.clone())
                    .or_insert_with(|| entry.upstream.clone());
            }
        }
        let mut counts: BTreeMap<&ReportId, usize> = BTreeMap::new();
        for first in head.values() {
            *counts.entry(first).or_default() += 1;
        }
        let shared = counts
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(first, _)| first.clone())
            .collect();
        Self {
            ours: ours(dossiers, lineage),
            head,
            upstream,
            shared,
        }
    }

    /// The independent lines among `claims`: those with a known voice first, by name.
    ///
    /// An outlet's own word adds nothing where the same value is attributed to someone: it may have it from there.
    /// A text of unknown origin adds nothing beside any other. Nor do those who are not named beside others who speak in the
    /// same line of reports.
    pub(crate) fn origins(&self, claims: &[&Said<'_>]) -> Vec<Origin> {
        let rooted: Vec<(&Said<'_>, Rooted)> = claims.iter().map(|said| (*said, self.root(said))).collect();
        let rooted = self.fold_anonymous(rooted);
        let attributed = rooted
            .iter()
            .filter(|(said, _)| said.claim.speaker.kind != SpeakerKind::Report)
            .map(|(_, (root, _, _))| root)
            .min()
            .cloned();
        let other = rooted
            .iter()
            .map(|(_, (root, _, _))| root)
            .filter(|root| **root != Root::Unknown)
            .min()
            .cloned();
        let mut found: BTreeMap<Root, Gathered> = BTreeMap::new();
        for (said, (root, name, reason)) in rooted {
            let elsewhere = if root == Root::Unknown {
                attributed.as_ref().or(other.as_ref())
            } else {
                attributed
                    .as_ref()
                    .filter(|_| speaks_for_its_newsroom(said, reason.as_ref()))
            };
            match elsewhere {
                Some(elsewhere) if *elsewhere != root => {
                    let entry = found.entry(elsewhere.clone()).or_default();
                    entry.claims.push(said.at.clone());
                    entry.reasons.insert(Reason::new("link-origin-may-be-same"));
                }
                _ => {
                    let entry = found.entry(root).or_default();
                    entry.name.get_or_insert(name);
                    entry.checked |= reason.as_ref().is_none_or(|reason| reason.key != UNCHECKED);
                    entry.claims.push(said.at.clone());
                    entry.reasons.extend(reason);
                }
            }
        }
        found
            .into_iter()
            .map(|(root, gathered)| gathered.origin(&root))
            .collect()
    }

    /// Gives voices that are not named to a voice they may well be.
    fn fold_anonymous<'s>(&self, mut rooted: Vec<(&'s Said<'s>, Rooted)>) -> Vec<(&'s Said<'s>, Rooted)> {
        let mut lines: BTreeMap<ReportId, Rooted> = BTreeMap::new();
        for (said, voice) in &rooted {
            if let Root::Anonymous(_) = voice.0 {
                let held = lines
                    .entry(self.head_of(said).clone())
                    .or_insert_with(|| voice.clone());
                if voice.0 < held.0 {
                    *held = voice.clone();
                }
            }
        }
        for (said, voice) in &mut rooted {
            if let Root::Anonymous(_) = voice.0
                && let Some(first) = lines.get(self.head_of(said)).filter(|first| first.0 != voice.0)
            {
                *voice = first.clone();
            }
        }
        rooted
    }

    fn head_of<'l>(&'l self, said: &'l Said<'_>) -> &'l ReportId {
        let report = &said.dossier.report;
        self.head.get(report).unwrap_or(report)
    }

    fn root(&self, said: &Said<'_>) -> Rooted {
        let speaker = &said.claim.speaker;
        if let Some(name) = self.ours.get(&said.dossier.report) {
            let reason = Reason::new("link-origin-our-own").with("name", name);
            let line = Root::Voice(format!("line {}", self.head_of(said)));
            return (line, name.clone(), Some(reason));
        }
        if speaker.kind == SpeakerKind::Unnamed && fold(&speaker.name).contains("agenc") {
            let reason = Reason::new("link-origin-anonymous").with("name", &speaker.name);
            return (Root::Unknown, speaker.name.clone(), Some(reason));
        }
        if speaker.kind != SpeakerKind::Report {
            return named(speaker);
        }
        self.report_root(said.claim, said.dossier)
    }

    /// A claim the report makes in its own name goes back to its upstream, to its outlet, or to nobody known.
    fn report_root(&self, claim: &Claim, dossier: &Dossier) -> Rooted {
        let unknown = |key: &str| (Root::Unknown, String::new(), Some(Reason::new(key)));
        if let Some(through) = claim.via.last().filter(|via| !via.name.is_empty()) {
            return named(through);
        }
        let head = self.head.get(&dossier.report).unwrap_or(&dossier.report);
        let nobody = dossier.source.key.is_empty()
            || matches!(
                dossier.source.class,
                SourceClass::Unknown | SourceClass::Aggregator
            );
        if let Some(upstream) = self.upstream.get(head) {
            // Anyone can put an agency's name under a text.
            let key = if nobody { UNCHECKED } else { "link-origin-upstream" };
            let reason = Reason::new(key).with("name", upstream);
            return (Root::Voice(voice(upstream)), upstream.clone(), Some(reason));
        }
        if nobody {
            return unknown("link-origin-unknown");
        }
        if self.shared.contains(head) {
            let reason = Reason::new("link-origin-shared-text");
            return (
                Root::Voice(format!("line {head}")),
                shown_name(dossier),
                Some(reason),
            );
        }
        if is_spun(dossier) {
            return unknown("link-origin-no-source-named");
        }
        (
            Root::Voice(voice(&shown_name(dossier))),
            shown_name(dossier),
            None,
        )
    }
}

/// The reports that go back to what this desk sent out, each with the name of the one that in turn rests on.
fn ours(dossiers: &[&Dossier], lineage: &[Lineage]) -> BTreeMap<ReportId, String> {
    let next = |report: &ReportId| {
        lineage
            .iter()
            .find(|line| line.from == *report && line.kind == LineageKind::OurOwn)
            .and_then(|line| line.to.as_ref())
    };
    let name = |report: &ReportId| {
        let held = dossiers.iter().find(|dossier| dossier.report == *report);
        held.map(|dossier| shown_name(dossier))
    };
    let mut found = BTreeMap::new();
    for dossier in dossiers {
        let mut at = &dossier.report;
        // Each step leads to an earlier report; the bound guards against marks that lead round.
        for _ in 0..dossiers.len() {
            match next(at) {
                Some(to) => at = to,
                None => break,
            }
        }
        if *at != dossier.report {
            found.extend(name(at).map(|name| (dossier.report.clone(), name)));
        }
    }
    found
}

/// The reason of an upstream that only an unknown publisher names.
const UNCHECKED: &str = "link-origin-upstream-unchecked";

/// What readers call the outlet.
fn shown_name(dossier: &Dossier) -> String {
    if dossier.source.name.is_empty() {
        dossier.source.key.clone()
    } else {
        dossier.source.name.clone()
    }
}

/// A text that names no source and is opinion, or built from a template, or another's text with its words swapped: it tells of
/// others' reporting.
fn is_spun(dossier: &Dossier) -> bool {
    let has = |feature: &str| dossier.reading.features.iter().any(|one| one == feature);
    has("extract-word-swap")
        || has("extract-no-named-source")
            && (has("extract-mostly-opinion")
                || has("extract-template-bullets")
                || has("extract-names-upstream"))
}

/// Whether a report's own word may rest on what others attribute: not where it saw for itself, or names its upstream.
fn speaks_for_its_newsroom(said: &Said<'_>, reason: Option<&Reason>) -> bool {
    let upstream =
        reason.is_some_and(|reason| reason.key == UNCHECKED || reason.key == "link-origin-upstream");
    said.claim.speaker.kind == SpeakerKind::Report
        && said.claim.via.is_empty()
        && !upstream
        && !matches!(
            said.dossier.source.class,
            SourceClass::Community | SourceClass::Party | SourceClass::Partner
        )
}

/// The root of a speaker. Voices without a key are told apart by their kind alone: two outlets' "security source" may be one.
fn named(speaker: &Speaker) -> Rooted {
    if !speaker.key.is_empty() {
        return (Root::Voice(voice(&speaker.key)), speaker.name.clone(), None);
    }
    if speaker.kind == SpeakerKind::Media {
        return (Root::Voice(voice(&speaker.name)), speaker.name.clone(), None);
    }
    if is_an_office(speaker) {
        return (
            Root::Voice(format!("kind {:?}", speaker.kind)),
            speaker.name.clone(),
            None,
        );
    }
    let reason = Reason::new("link-origin-anonymous").with("name", &speaker.name);
    (Root::Anonymous(speaker.kind), speaker.name.clone(), Some(reason))
}

/// Whether a speaker without a key is an office that can be asked ("the governor"), not someone who is not named ("an official").
fn is_an_office(speaker: &Speaker) -> bool {
    let institution = matches!(
        speaker.kind,
        SpeakerKind::Government
            | SpeakerKind::LocalAuthority
            | SpeakerKind::ArmedGroup
            | SpeakerKind::Humanitarian
            | SpeakerKind::CivilSociety
            | SpeakerKind::Justice
    );
    let folded = fold(&speaker.name);
    let indefinite = [
        "a",
        "an",
        "one",
        "some",
        "un",
        "une",
        "des",
        "plusieurs",
        "several",
        "two",
        "deux",
    ];
    institution && !indefinite.contains(&folded.split(' ').next().unwrap_or(""))
}

/// One name for an agency however it is written: "Reuters.com", "Agence France-Presse".
pub(crate) fn voice(name: &str) -> String {
    crate::lineage::credits::canonical(name)
}

//! Independent lines of a claim: how many voices there really are behind what several reports say.

use super::Said;
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
            head,
            upstream,
            shared,
        }
    }

    /// The independent lines among `claims`: those with a known voice first, by name.
    pub(crate) fn origins(&self, claims: &[&Said<'_>]) -> Vec<Origin> {
        let mut roots: BTreeMap<Root, (String, Vec<ClaimRef>, BTreeSet<Reason>)> = BTreeMap::new();
        let mut checked: BTreeSet<Root> = BTreeSet::new();
        for said in claims {
            let (root, name, reason) = self.root(said);
            if reason.as_ref().is_none_or(|reason| reason.key != UNCHECKED) {
                checked.insert(root.clone());
            }
            let entry = roots
                .entry(root)
                .or_insert_with(|| (name, Vec::new(), BTreeSet::new()));
            entry.1.push(said.at.clone());
            entry.2.extend(reason);
        }
        roots
            .into_iter()
            .map(|(root, (name, claims, mut reasons))| {
                // One checked claim is enough to know the upstream's voice.
                if checked.contains(&root) {
                    reasons.retain(|reason| reason.key != UNCHECKED);
                }
                let many = claims.iter().any(|claim| claim.report != claims[0].report);
                if many && matches!(root, Root::Voice(_)) {
                    reasons.insert(Reason::new("link-origin-one-voice").with("name", &name));
                }
                Origin {
                    name,
                    claims,
                    reasons: reasons.into_iter().collect(),
                }
            })
            .collect()
    }

    fn root(&self, said: &Said<'_>) -> (Root, String, Option<Reason>) {
        let speaker = &said.claim.speaker;
        if speaker.kind != SpeakerKind::Report {
            return named(speaker);
        }
        self.report_root(said.claim, said.dossier)
    }

    /// A claim the report makes in its own name goes back to its upstream, to its outlet, or to nobody known.
    fn report_root(&self, claim: &Claim, dossier: &Dossier) -> (Root, String, Option<Reason>) {
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

/// A text that names no source and is opinion, or built from a template: it tells of others' reporting.
fn is_spun(dossier: &Dossier) -> bool {
    let has = |feature: &str| dossier.reading.features.iter().any(|one| one == feature);
    has("extract-no-named-source")
        && (has("extract-mostly-opinion") || has("extract-template-bullets") || has("extract-names-upstream"))
}

/// The root of a speaker. Voices without a key are told apart by their kind alone: two outlets' "security source" may be one.
fn named(speaker: &Speaker) -> (Root, String, Option<Reason>) {
    if !speaker.key.is_empty() {
        return (Root::Voice(voice(&speaker.key)), speaker.name.clone(), None);
    }
    if speaker.kind == SpeakerKind::Media {
        return (Root::Voice(voice(&speaker.name)), speaker.name.clone(), None);
    }
    let reason = Reason::new("link-origin-anonymous").with("name", &speaker.name);
    (Root::Anonymous(speaker.kind), speaker.name.clone(), Some(reason))
}

/// One name for an agency however it is written: "Reuters.com", "Agence France-Presse".
pub(crate) fn voice(name: &str) -> String {
    crate::lineage::credits::canonical(name)
}

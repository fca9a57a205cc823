//! The grade the rules propose: Admiralty letter and number, with the sentences that explain it and what would raise it.
//!
//! The letter is F until about ten claims of a source were checked; then it follows its record. The number goes by independent origins, contradictions and stance;
//! it is never 1 by rule alone, and never looks at who did it: the same text with the actor swapped gets the same grade.

use crate::record;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tocsin_core::{
    Claim, ClaimRef, Dossier, Field, Grade, Incident, Interest, Origin, ProposedGrade, Reason, SourceClass,
    SourceLetter, SpeakerKind, Stance, Standing, TrackRecord, Value,
};

/// The grade of `incident`, whose members' reports are among `dossiers`, where no source's record is known.
/// Claims whose report is not among them are not counted.
#[must_use]
pub fn propose(incident: &Incident, dossiers: &[Arc<Dossier>]) -> ProposedGrade {
    propose_with(incident, dossiers, &BTreeMap::new())
}

/// The same with the reviewed track records of sources, by [`tocsin_core::Source::key`].
#[must_use]
pub fn propose_with(
    incident: &Incident,
    dossiers: &[Arc<Dossier>],
    records: &BTreeMap<String, TrackRecord>,
) -> ProposedGrade {
    let basis = Basis::of(incident, dossiers);
    let (information, mut reasons, mut raise) = number(incident, &basis);
    let (source, why) = source_letter(incident, dossiers, records);
    reasons.insert(0, why);
    reasons.extend(basis.interests());
    if source != SourceLetter::A {
        raise.push(Reason::new("review-raise-letter"));
    }
    ProposedGrade {
        grade: Grade { source, information },
        reasons,
        raise,
    }
}

/// The letter of the source with the best record among the members' reports, and the sentence on it: the register rests on
/// at least that one. Of equal letters the one of which most was checked, then by key.
fn source_letter(
    incident: &Incident,
    dossiers: &[Arc<Dossier>],
    records: &BTreeMap<String, TrackRecord>,
) -> (SourceLetter, Reason) {
    let mut best: Option<(SourceLetter, Reverse<u32>, &str, Reason)> = None;
    for dossier in dossiers {
        let is_member = incident
            .members
            .iter()
            .any(|member| member.report == dossier.report);
        let Some(&record) = records.get(&dossier.source.key).filter(|_| is_member) else {
            continue;
        };
        let (letter, checked) = (record::letter(record), Reverse(record.right + record.wrong));
        let key = dossier.source.key.as_str();
        if best
            .as_ref()
            .is_none_or(|(l, c, k, _)| (letter, checked, key) < (*l, *c, k))
        {
            let name = if dossier.source.name.is_empty() {
                key
            } else {
                &dossier.source.name
            };
            best = Some((letter, checked, key, record::sentence(name, record)));
        }
    }
    best.map_or_else(
        || (SourceLetter::F, Reason::new("review-letter-no-record")),
        |(letter, _, _, why)| (letter, why),
    )
}

/// What the number rests on.
struct Basis<'b> {
    /// Names of origins known to be independent of one another.
    known: BTreeSet<String>,
    /// Of these, those who speak as a party to the conflict.
    parties: BTreeSet<String>,
    /// Whether every claim of the event itself is only possible.
    only_possible: Seen,
    /// Whether anybody denies the event itself.
    denied: Seen,
    claims: BTreeMap<ClaimRef, (&'b Claim, &'b Dossier)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    No,
}

impl From<bool> for Seen {
    fn from(seen: bool) -> Self {
        if seen { Self::Yes } else { Self::No }
    }
}

impl<'b> Basis<'b> {
    fn of(incident: &Incident, dossiers: &'b [Arc<Dossier>]) -> Self {
        let mut claims = BTreeMap::new();
        for dossier in dossiers {
            for (n, claim) in dossier.reading.claims.iter().enumerate() {
                let at = ClaimRef {
                    report: dossier.report.clone(),
                    n: n as u32,
                };
                claims.insert(at, (claim, dossier.as_ref()));
            }
        }
        let mut basis = Self {
            known: BTreeSet::new(),
            parties: BTreeSet::new(),
            only_possible: Seen::No,
            denied: Seen::No,
            claims,
        };
        let mut stances = BTreeSet::new();
        for rival in core_fields().flat_map(|field| incident.rivals(field)) {
            for origin in &rival.origins {
                basis.count(origin);
            }
        }
        for rival in incident.rivals(Field::Event) {
            let stance = |at: &ClaimRef| basis.claims.get(at).map(|(claim, _)| claim.stance);
            stances.extend(rival.claims.iter().filter_map(stance));
            if !rival.denials.is_empty() {
                basis.denied = Seen::Yes;
            }
        }
        let doubtful =
            |stance: &Stance| matches!(stance, Stance::Possible | Stance::Planned | Stance::Hypothetical);
        basis.only_possible = (!stances.is_empty() && stances.iter().all(doubtful)).into();
        basis
    }

    fn count(&mut self, origin: &Origin) {
        if !is_known(origin) {
            return;
        }
        self.known.insert(origin.name.clone());
        let partial = origin.claims.iter().any(|at| {
            self.claims
                .get(at)
                .is_some_and(|(claim, dossier)| speaks_as_party(claim, dossier))
        });
        if partial {
            self.parties.insert(origin.name.clone());
        }
    }

    /// Sentences on the interests of those who speak.
    fn interests(&self) -> Vec<Reason> {
        self.parties
            .iter()
            .map(|name| Reason::new("review-speaker-is-party").with("name", name))
            .collect()
    }
}

/// The fields whose origins say that something happened at all.
fn core_fields() -> impl Iterator<Item = Field> {
    [
        Field::Event,
        Field::Killed,
        Field::Injured,
        Field::Place,
        Field::Date,
    ]
    .into_iter()
}

/// Whether the claim is the word of a side in the conflict, whichever side.
fn speaks_as_party(claim: &Claim, dossier: &Dossier) -> bool {
    match claim.speaker.kind {
        SpeakerKind::ArmedGroup | SpeakerKind::Government | SpeakerKind::Security => true,
        SpeakerKind::Report => {
            matches!(dossier.source.class, SourceClass::Party | SourceClass::StateMedia)
                || matches!(dossier.source.interest, Interest::Party | Interest::Affiliated)
        }
        _ => false,
    }
}

/// The information number with its reasons and what would raise it.
fn number(incident: &Incident, basis: &Basis<'_>) -> (u8, Vec<Reason>, Vec<Reason>) {
    let (mut reasons, mut raise) = (Vec::new(), Vec::new());
    let mut information = base(incident, basis, &mut reasons, &mut raise);
    let judged = information < 6;
    if judged && basis.known == basis.parties {
        information = information.max(3);
        reasons.push(Reason::new("review-only-parties"));
        raise.push(Reason::new("review-raise-disinterested"));
    }
    if judged && basis.denied == Seen::Yes {
        information = 4;
        reasons.push(Reason::new("review-denied"));
    }
    for open in &incident.discrepancies {
        reasons.push(Reason::new("review-contradiction").with("field", open.field.key()));
        raise.push(Reason::new("review-raise-resolve").with("field", open.field.key()));
    }
    let core = |field: Field| matches!(field, Field::Event | Field::Date | Field::Place);
    if information < 3 && incident.discrepancies.iter().any(|open| core(open.field)) {
        information = 3;
        reasons.push(Reason::new("review-core-contradiction"));
    }
    if incident.standing == Standing::Told {
        reasons.extend(one_sided_toll(incident, basis));
    }
    if information == 2 {
        reasons.push(Reason::new("review-not-one-by-rule"));
        raise.push(Reason::new("review-raise-person"));
    }
    (information, reasons, raise)
}

/// The number before contradictions and denials are looked at.
fn base(incident: &Incident, basis: &Basis<'_>, reasons: &mut Vec<Reason>, raise: &mut Vec<Reason>) -> u8 {
    let counted = basis.known.len();
    if incident.standing == Standing::Candidate {
        reasons.push(Reason::new("review-candidate"));
        raise.push(Reason::new("review-raise-report"));
        return 6;
    }
    if basis.only_possible == Seen::Yes {
        reasons.push(Reason::new("review-only-possible"));
        raise.push(Reason::new("review-raise-asserted"));
        return 6;
    }
    match counted {
        0 => {
            reasons.push(Reason::new("review-no-known-origin"));
            raise.push(Reason::new("review-raise-origin"));
            6
        }
        1 => {
            reasons.push(
                Reason::new("review-one-origin").with("name", basis.known.first().map_or("", String::as_str)),
            );
            raise.push(Reason::new("review-raise-second-origin"));
            3
        }
        _ => {
            let names: Vec<&str> = basis.known.iter().map(String::as_str).collect();
            reasons.push(
                Reason::new("review-origins")
                    .with("count", counted)
                    .with("names", names.join(", ")),
            );
            2
        }
    }
}

/// A toll given only by those said to have done it, or by one voice, is shown and does not count as confirmed.
fn one_sided_toll(incident: &Incident, basis: &Basis<'_>) -> Option<Reason> {
    let doers: BTreeSet<&str> = [Field::Perpetrator, Field::Responsibility]
        .into_iter()
        .flat_map(|field| incident.rivals(field))
        .filter_map(|rival| match &rival.value {
            Value::Actor(actor) if !actor.key.is_empty() => Some(actor.key.as_str()),
            _ => None,
        })
        .collect();
    let tolls = incident.rivals(Field::Killed);
    let claims: Vec<&Claim> = tolls
        .iter()
        .flat_map(|rival| &rival.claims)
        .filter_map(|at| basis.claims.get(at).map(|(claim, _)| *claim))
        .collect();
    if !claims.is_empty()
        && claims
            .iter()
            .all(|claim| doers.contains(claim.speaker.key.as_str()))
    {
        return Some(Reason::new("review-toll-by-perpetrator"));
    }
    let voices: BTreeSet<&str> = tolls
        .iter()
        .flat_map(|rival| &rival.origins)
        .filter(|origin| is_known(origin))
        .map(|origin| origin.name.as_str())
        .collect();
    match voices.first() {
        Some(name) if voices.len() == 1 => Some(Reason::new("review-toll-one-side").with("name", name)),
        _ => None,
    }
}

/// Whether an origin is a voice that can be told from others.
fn is_known(origin: &Origin) -> bool {
    !origin.name.is_empty()
        && !origin.reasons.iter().any(|reason| {
            matches!(
                reason.key.as_str(),
                "link-origin-unknown"
                    | "link-origin-no-source-named"
                    | "link-origin-anonymous"
                    | "link-origin-upstream-unchecked"
            )
        })
}

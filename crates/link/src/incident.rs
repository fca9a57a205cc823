//! Writes an incident down: what its accounts say field by field, where they cannot all be right, and what derives from what.

mod discrepancy;
mod origins;
pub(crate) mod parts;
mod rivals;

use crate::facts::Facts;
use crate::lineage;
use crate::same_event::JOIN;
pub(crate) use discrepancy::{agrees, contradicts};
use origins::Lines;
pub(crate) use rivals::vagueness;
use std::collections::BTreeMap;
use std::sync::Arc;
use tocsin_core::{
    AccountId, Claim, ClaimRef, Discrepancy, Dossier, Field, FieldView, Grade, Handling, Incident,
    IncidentId, Lineage, Link, ProposedGrade, ReportId, SourceLetter, Standing,
};

/// Most pairs shown as perhaps one event, beyond those that look like one but were kept apart.
const MAYBE_CAP: usize = 12;

/// What an incident is written from.
pub(crate) struct Draft<'d> {
    pub(crate) id: &'d IncidentId,
    pub(crate) members: Vec<&'d Facts>,
    pub(crate) links: Vec<Link>,
    pub(crate) maybe: Vec<Link>,
    /// Where accounts belong from now on.
    pub(crate) homes: &'d BTreeMap<&'d AccountId, &'d IncidentId>,
    /// Where accounts that were not regrouped belong.
    pub(crate) known_homes: &'d BTreeMap<AccountId, IncidentId>,
}

/// A claim with where it stands.
#[derive(Clone)]
pub(crate) struct Said<'s> {
    pub(crate) at: ClaimRef,
    pub(crate) claim: &'s Claim,
    pub(crate) dossier: &'s Dossier,
}

/// The incident, without a grade yet.
pub(crate) fn write(draft: &Draft<'_>, version: u32) -> Incident {
    let dossiers: BTreeMap<&ReportId, &Arc<Dossier>> = draft
        .members
        .iter()
        .map(|facts| (&facts.id.report, &facts.dossier))
        .collect();
    let dossiers: Vec<&Dossier> = dossiers.into_values().map(AsRef::as_ref).collect();
    let mut lineage = lineage::among(&dossiers);
    let said = said(&draft.members);
    let view = |lineage: &[Lineage]| -> Vec<FieldView> {
        let lines = Lines::of(&dossiers, lineage);
        let fields = Field::ALL.iter();
        fields
            .filter_map(|&field| rivals::view(field, &said, &lines))
            .collect()
    };
    let mut fields = view(&lineage);
    // A shared error shows only once values stand side by side; origins are counted with it.
    let errors = lineage::errors::among(&fields, &dossiers);
    if !errors.is_empty() {
        lineage.extend(errors);
        fields = view(&lineage);
    }
    lineage.extend(lineage::speaker::among(&fields, &dossiers));
    let mut discrepancies: Vec<Discrepancy> = fields
        .iter()
        .filter_map(|view| discrepancy::of(view, &said))
        .collect();
    if discrepancies
        .iter()
        .all(|found| found.field != Field::Perpetrator)
    {
        discrepancies.extend(discrepancy::denied_by_the_accused(&fields));
        discrepancies.sort_by_key(|found| found.field);
    }
    let told = draft.members.iter().any(|facts| facts.standing == Standing::Told);
    Incident {
        id: draft.id.clone(),
        version,
        members: draft.members.iter().map(|facts| facts.id.clone()).collect(),
        parts: parts::of(draft),
        standing: if told { Standing::Told } else { Standing::Candidate },
        links: draft.links.clone(),
        maybe: draft.maybe.clone(),
        fields,
        discrepancies,
        lineage,
        grade: ungraded(),
        handling: dossiers
            .iter()
            .fold(Handling::default(), |all, dossier| all.join(&dossier.handling)),
    }
}

/// The grade before any is proposed: cannot be judged.
fn ungraded() -> ProposedGrade {
    ProposedGrade {
        grade: Grade {
            source: SourceLetter::F,
            information: 6,
        },
        reasons: Vec::new(),
        raise: Vec::new(),
    }
}

/// All claims of the members, the oldest report's first, then in the order of the text.
fn said<'s>(members: &[&'s Facts]) -> Vec<Said<'s>> {
    let mut said = BTreeMap::new();
    for facts in members {
        for (n, claim) in facts.dossier.reading.claims_of(facts.id.n) {
            let at = ClaimRef {
                report: facts.id.report.clone(),
                n,
            };
            said.insert(
                (&facts.dossier.received, at.clone()),
                Said {
                    at,
                    claim,
                    dossier: &facts.dossier,
                },
            );
        }
    }
    said.into_values().collect()
}

/// Whether two versions say the same, grade and version number aside.
pub(crate) fn same(former: &Incident, new: &Incident) -> bool {
    // Taken apart, so that a new field cannot be forgotten here.
    let Incident {
        id,
        version: _,
        members,
        parts,
        standing,
        links,
        maybe,
        fields,
        discrepancies,
        lineage,
        grade: _,
        handling,
    } = new;
    former.id == *id
        && former.members == *members
        && former.parts == *parts
        && former.standing == *standing
        && former.links == *links
        && former.maybe == *maybe
        && former.fields == *fields
        && former.discrepancies == *discrepancies
        && former.lineage == *lineage
        && former.handling == *handling
}

/// The pairs worth a person's time, strongest first: all that look like one event, and some of the rest.
pub(crate) fn strongest(mut links: Vec<Link>) -> Vec<Link> {
    links.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    links.dedup_by(|x, y| (&x.a, &x.b) == (&y.a, &y.b));
    links.truncate(worth_showing(links.iter().map(|link| link.score)));
    links
}

/// How many pairs are worth a person's time, of those with these falling scores.
pub(crate) fn worth_showing(falling: impl Iterator<Item = f32>) -> usize {
    falling.take_while(|&score| score >= JOIN).count().max(MAYBE_CAP)
}

/// The score below which a further pair would not be shown among `links`; `None` while there is room.
pub(crate) fn least_shown(links: &[Link]) -> Option<f32> {
    links
        .get(MAYBE_CAP - 1..)
        .and_then(|rest| rest.last())
        .map(|link| link.score)
}

//! The parts of a complex incident: what a report calls a part of another event, and attacks that one claim ties together.

use super::Draft;
use crate::facts::Facts;
use crate::same_event;
use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::{AccountId, Dossier, IncidentId, Standing};

/// The incidents that are parts of the one being written.
///
/// A report's own word comes first, and what it tells of a site of the town where the event was. Beside these, attacks that one report tells apart, at different places within a day, and
/// that one group is said to have claimed, are one complex incident. Of these the one with the first id holds the others as
/// its parts, so that two reports that begin with different places never make each a part of the other.
pub(crate) fn of(draft: &Draft<'_>) -> Vec<IncidentId> {
    let mut parts = BTreeSet::new();
    for facts in &draft.members {
        let dossier = &facts.dossier;
        let home = |n: u32| {
            let account = AccountId {
                report: facts.id.report.clone(),
                n,
            };
            draft
                .homes
                .get(&account)
                .copied()
                .or_else(|| draft.known_homes.get(&account))
        };
        let told = (0..).zip(&dossier.reading.accounts);
        let own = told.filter(|(_, account)| account.part_of == Some(facts.id.n));
        parts.extend(own.filter_map(|(n, _)| home(n)).cloned());
        parts.extend(sites(dossier, facts.id.n).into_iter().filter_map(home).cloned());
        let tied: BTreeSet<&IncidentId> = coordinated(dossier, facts.id.n)
            .into_iter()
            .filter_map(home)
            .collect();
        if tied.first().is_some_and(|first| draft.id < first) {
            parts.extend(tied.into_iter().cloned());
        }
    }
    parts.remove(draft.id);
    parts.into_iter().collect()
}

/// Whether account `n` is tied to others of its report, so that their incidents must be known when it is written.
pub(crate) fn ties(dossier: &Arc<Dossier>, n: u32) -> bool {
    let accounts = &dossier.reading.accounts;
    accounts.len() > 1
        && (accounts.iter().any(|account| account.part_of == Some(n))
            || !coordinated(dossier, n).is_empty()
            || !sites(dossier, n).is_empty())
}

/// The other accounts of the report that tell of a site of the town of account `n`.
fn sites(dossier: &Arc<Dossier>, n: u32) -> Vec<u32> {
    if dossier.reading.accounts.len() < 2 {
        return Vec::new();
    }
    let Some(town) = Facts::of(dossier, n) else {
        return Vec::new();
    };
    let others = Facts::all(dossier).into_iter();
    let parts = others.filter(|other| other.id.n != n && same_event::is_part(other, &town));
    parts.map(|other| other.id.n).collect()
}

/// The other accounts of the report that one claim of responsibility ties to account `n`.
fn coordinated(dossier: &Arc<Dossier>, n: u32) -> Vec<u32> {
    if dossier.reading.accounts.len() < 2 {
        return Vec::new();
    }
    let Some(one) = Facts::of(dossier, n).filter(|one| one.claimants().next().is_some()) else {
        return Vec::new();
    };
    let others = Facts::all(dossier).into_iter().filter(|other| {
        other.id.n != n
            && one.standing == Standing::Told
            && other.standing == Standing::Told
            && same_event::are_coordinated(&one, other)
    });
    others.map(|other| other.id.n).collect()
}

//! Turns a person's decision to merge, split or undo into constraints on accounts, by which linking groups them anew.

use std::collections::BTreeSet;
use tocsin_core::{AccountId, Act, Constraint, Decision, Incident};

/// The constraints that `decision` on `incident` lays down; `other` is the incident it is merged with.
/// Empty for acts that group nothing, for [`Act::Undo`] (see [`without`]), and for a merge whose `other` is not given.
///
/// A merge joins the two by their first accounts and holds each side together as it stood, so that a later report cannot
/// quietly take it apart. A split keeps each account taken out apart from every account that stays.
#[must_use]
pub fn constraints(decision: &Decision, incident: &Incident, other: Option<&Incident>) -> Vec<Constraint> {
    let found: BTreeSet<Constraint> = match (&decision.act, other) {
        (Act::Merge { with }, Some(other)) if *with == other.id => {
            chain(incident.members.iter().chain(&other.members))
        }
        (Act::Split { accounts }, _) => {
            let out: BTreeSet<&AccountId> = accounts
                .iter()
                .filter(|id| incident.members.contains(id))
                .collect();
            let stay: Vec<&AccountId> = incident.members.iter().filter(|id| !out.contains(id)).collect();
            if stay.is_empty() {
                return Vec::new();
            }
            let mut found: BTreeSet<Constraint> = out
                .iter()
                .flat_map(|a| stay.iter().map(|b| pair(a, b, false)))
                .collect();
            // What is taken out together stays together.
            found.extend(chain(out.iter().copied()));
            found
        }
        _ => BTreeSet::new(),
    };
    found.into_iter().collect()
}

/// The constraints that hold when those of `undone` are taken back from `all`; one laid down twice holds until both are undone.
#[must_use]
pub fn without(all: &[Constraint], undone: &[Constraint]) -> Vec<Constraint> {
    let mut left: Vec<Constraint> = all.to_vec();
    for gone in undone {
        if let Some(at) = left.iter().position(|one| one == gone) {
            left.remove(at);
        }
    }
    left
}

/// Must-link constraints that hold all `accounts` together.
fn chain<'a>(accounts: impl Iterator<Item = &'a AccountId>) -> BTreeSet<Constraint> {
    let accounts: BTreeSet<&AccountId> = accounts.collect();
    let accounts: Vec<&AccountId> = accounts.into_iter().collect();
    accounts
        .windows(2)
        .map(|two| pair(two[0], two[1], true))
        .collect()
}

fn pair(a: &AccountId, b: &AccountId, same: bool) -> Constraint {
    Constraint {
        a: a.min(b).clone(),
        b: a.max(b).clone(),
        same,
    }
}

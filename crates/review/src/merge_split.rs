//! Turns a person's decision to merge, split or undo into constraints on accounts, by which linking groups them anew.

use tocsin_core::{Act, Constraint, Decision, Incident};

/// The constraints that `decision` on `incident` lays down; `other` is the incident it is merged with.
/// Empty for acts that group nothing, for [`Act::Undo`] (see [`without`]), and for a merge whose `other` is not given.
#[must_use]
pub fn constraints(decision: &Decision, incident: &Incident, other: Option<&Incident>) -> Vec<Constraint> {
    let other = match (&decision.act, other) {
        (Act::Merge { with }, Some(other)) if *with == other.id => &other.members[..],
        _ => &[],
    };
    Constraint::laid_down(&decision.act, &incident.members, other)
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

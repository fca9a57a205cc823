//! What an edited report says differently: value by value, before and after.

use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::{Dossier, Field, Stance};

/// One field whose values changed between two captures of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// Values that only the earlier capture gives, in short.
    pub before: Vec<String>,
    /// Values that only the later capture gives.
    pub after: Vec<String>,
}

/// The fields whose values differ between `earlier` and `later`, in the order in which fields are shown.
#[must_use]
pub fn changes(earlier: &Dossier, later: &Dossier) -> Vec<Change> {
    let (old, new) = (values(earlier), values(later));
    let none = BTreeSet::new();
    let only =
        |these: &BTreeSet<String>, those: &BTreeSet<String>| these.difference(those).cloned().collect();
    Field::ALL
        .into_iter()
        .filter_map(|field| {
            let (before, after) = (old.get(&field).unwrap_or(&none), new.get(&field).unwrap_or(&none));
            (before != after).then(|| Change {
                field,
                before: only(before, after),
                after: only(after, before),
            })
        })
        .collect()
}

/// All changes on one line: `killed: 7 → 20; place: + Fafa (ML)`.
#[must_use]
pub fn shown(changes: &[Change]) -> String {
    let one = |change: &Change| {
        let (before, after) = (change.before.join(", "), change.after.join(", "));
        let said = match (before.is_empty(), after.is_empty()) {
            (false, false) => format!("{before} → {after}"),
            (false, true) => format!("− {before}"),
            _ => format!("+ {after}"),
        };
        format!("{}: {said}", change.field.key())
    };
    changes.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn values(dossier: &Dossier) -> BTreeMap<Field, BTreeSet<String>> {
    let mut found: BTreeMap<Field, BTreeSet<String>> = BTreeMap::new();
    for claim in &dossier.reading.claims {
        let mut value = claim.value.short();
        if claim.stance == Stance::Denied {
            value.insert_str(0, "¬ ");
        }
        found.entry(claim.field).or_default().insert(value);
    }
    found
}

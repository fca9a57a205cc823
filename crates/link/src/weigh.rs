//! How many independent lines stand for a value, against it, and beside it with something vaguer that can also be true.

use crate::incident::{agrees, contradicts, vagueness};
use std::collections::BTreeSet;
use tocsin_core::{FieldView, Rival};

/// The independent lines that bear on one value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// Lines that give the value itself.
    pub given_by: usize,
    /// Lines that give a value which cannot hold beside it, or deny it.
    pub against: usize,
    /// Lines that give a vaguer value which it fits ("Mali" beside "Bamako", "several" beside 12), and not the value itself.
    pub vaguer: usize,
}

/// For each value of `view`, in its order, the lines for, against and beside it.
#[must_use]
pub fn weigh(view: &FieldView) -> Vec<Weighed> {
    view.rivals.iter().map(|rival| one(view, rival)).collect()
}

fn one(view: &FieldView, rival: &Rival) -> Weighed {
    let own = names(rival);
    let mut against: BTreeSet<&str> = BTreeSet::new();
    let mut vaguer: BTreeSet<&str> = BTreeSet::new();
    for other in view.rivals.iter().filter(|other| other.value != rival.value) {
        if contradicts(view.field, &rival.value, &other.value) {
            against.extend(names(other));
        } else if agrees(view.field, &rival.value, &other.value)
            && vagueness(&other.value) > vagueness(&rival.value)
        {
            vaguer.extend(names(other));
        }
    }
    let deniers: BTreeSet<_> = rival.denials.iter().map(|claim| &claim.report).collect();
    Weighed {
        given_by: own.len(),
        against: against.difference(&own).count() + deniers.len(),
        vaguer: vaguer.difference(&own).count(),
    }
}

fn names(rival: &Rival) -> BTreeSet<&str> {
    rival.origins.iter().map(|origin| origin.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::{Count, Field, Origin, Toll, Value};

    fn rival(least: u64, most: Option<u64>, by: &[&str]) -> Rival {
        let origin = |name: &&str| Origin {
            name: (*name).to_owned(),
            claims: Vec::new(),
            reasons: Vec::new(),
        };
        Rival {
            value: Value::Toll(Toll {
                count: Count {
                    least,
                    most,
                    about: false,
                },
                of: String::new(),
                part: false,
                running: false,
            }),
            claims: Vec::new(),
            denials: Vec::new(),
            origins: by.iter().map(origin).collect(),
        }
    }

    #[test]
    fn lines_for_against_and_vaguer() {
        let view = FieldView {
            field: Field::Killed,
            rivals: vec![
                rival(12, Some(12), &["army", "mayor"]),
                rival(20, Some(20), &["jnim"]),
                rival(2, None, &["radio", "mayor"]),
            ],
        };
        let found: Vec<(usize, usize, usize)> = weigh(&view)
            .iter()
            .map(|line| (line.given_by, line.against, line.vaguer))
            .collect();
        // 12 and 20 cannot both hold; "several" fits both, and the mayor gives 12 beside it.
        assert_eq!(found, [(2, 1, 1), (1, 2, 2), (2, 0, 0)]);
    }
}

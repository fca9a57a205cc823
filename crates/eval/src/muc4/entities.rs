//! CEAF-REE, strict: how far the entities of a document, merged over its templates, agree with the gold ones.
//!
//! Per document and role, predicted and gold entities are assigned one to one; a pair is worth 1 if every predicted
//! mention is a mention of the gold entity, else 0. Precision is the sum over the predicted entities, recall the sum over
//! the gold ones; counts are summed over documents and the five roles before dividing.

use super::forms::{Entity, Extracts, ROLES};
use super::normal::normal;
use super::templates::within;
use crate::assign;
use crate::tally::Tally;

/// The counts of one or more documents by role, in the order of [`ROLES`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// By role.
    pub roles: [Tally; ROLES.len()],
}

impl Entities {
    /// Adds one document.
    pub fn add(&mut self, predicted: &Extracts, gold: &Extracts) {
        for ((tally, predicted), gold) in self.roles.iter_mut().zip(predicted).zip(gold) {
            let (predicted, gold) = (normalised(predicted), normalised(gold));
            let pairs: Vec<Vec<i64>> = predicted
                .iter()
                .map(|one| gold.iter().map(|other| i64::from(within(one, other))).collect())
                .collect();
            let right = assign::value(&pairs) as usize;
            tally.add(&Tally::of(right, predicted.len(), gold.len()));
        }
    }

    /// All roles together.
    #[must_use]
    pub fn micro(&self) -> Tally {
        let mut all = Tally::default();
        for role in &self.roles {
            all.add(role);
        }
        all
    }
}

fn normalised(entities: &[Entity]) -> Vec<Entity> {
    entities
        .iter()
        .map(|entity| entity.iter().map(|mention| normal(mention)).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn victims(entities: &[&[&str]]) -> Extracts {
        let mut out = Extracts::default();
        out[3] = entities
            .iter()
            .map(|entity| entity.iter().map(ToString::to_string).collect())
            .collect();
        out
    }

    #[track_caller]
    fn check(predicted: &[&[&str]], gold: &[&[&str]], expected: Tally) {
        let mut score = Entities::default();
        score.add(&victims(predicted), &victims(gold));
        assert_eq!(score.micro(), expected);
        assert_eq!(score.roles[3], expected);
    }

    #[test]
    fn by_hand() {
        // {the judge} within {judge, ruiz}; {two aides} not wanted; {driver} missed: 1 of 2 and 1 of 2.
        check(
            &[&["The judge"], &["two aides"]],
            &[&["judge", "ruiz"], &["driver"]],
            Tally::of(1, 2, 2),
        );
        // Two predicted within the same gold entity: only one can be assigned.
        check(
            &[&["judge"], &["ruiz"]],
            &[&["judge", "ruiz"]],
            Tally::of(1, 2, 1),
        );
        // A tie that greedy order would lose: {a} fits both gold entities, {b} only the first. Both are assigned.
        check(&[&["a1"], &["b1"]], &[&["a1", "b1"], &["a1"]], Tally::of(2, 2, 2));
        // One mention too many makes the entity wrong.
        check(&[&["judge", "wife"]], &[&["judge"]], Tally::of(0, 1, 1));
        check(&[], &[&["judge"]], Tally::of(0, 0, 1));
    }
}

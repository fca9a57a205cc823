//! The GTT template scorer: how far predicted templates agree with gold ones, slot by slot.
//!
//! Per document the one-to-one map between predicted and gold templates is taken that gives the best F1 of the document;
//! a pair may map only if the predicted incident type is a substring of the gold one. A predicted entity is right if all
//! its mentions are mentions of one gold entity of that slot; a gold entity is found if some predicted entity lies within
//! it. The incident type is a slot of its own. Templates without partner are spurious or missing as a whole. Gold
//! templates that are identical count once. Counts are summed over documents before dividing.

use super::forms::{Entity, ROLES, Template};
use super::normal::normal;
use crate::assign;
use crate::tally::Tally;

/// Number of slots scored: the incident type and the five roles.
pub const SLOTS: usize = ROLES.len() + 1;

/// The slots' names in scores, the incident type first.
pub const SLOT_NAMES: [&str; SLOTS] = ["type", "perpind", "perporg", "target", "victim", "weapon"];

/// The counts of one or more documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Templates {
    /// By slot, in the order of [`SLOT_NAMES`].
    pub slots: [Tally; SLOTS],
}

impl Templates {
    /// Adds one document; gold ones offered as OPTIONAL count as required.
    pub fn add(&mut self, predicted: &[Template], gold: &[Template]) {
        let gold = without_repeats(gold);
        let predicted: Vec<Template> = predicted.iter().map(normalised).collect();
        let gold: Vec<Template> = gold.into_iter().map(normalised).collect();
        let map = best_map(&predicted, &gold);
        for (slot, tally) in self.slots.iter_mut().enumerate() {
            tally.given += predicted
                .iter()
                .map(|template| fills(template, slot))
                .sum::<i64>() as f64;
            tally.wanted += gold.iter().map(|template| fills(template, slot)).sum::<i64>() as f64;
        }
        for (one, other) in map
            .iter()
            .enumerate()
            .filter_map(|(one, other)| Some((one, (*other)?)))
        {
            let pair = compare(&predicted[one], &gold[other]);
            for (tally, (given, wanted)) in self.slots.iter_mut().zip(pair) {
                tally.right_given += given as f64;
                tally.right_wanted += wanted as f64;
            }
        }
    }

    /// All slots together.
    #[must_use]
    pub fn micro(&self) -> Tally {
        let mut all = Tally::default();
        for slot in &self.slots {
            all.add(slot);
        }
        all
    }
}

/// `gold` with identical templates once, compared word for word.
#[must_use]
pub fn without_repeats(gold: &[Template]) -> Vec<&Template> {
    let mut kept: Vec<&Template> = Vec::new();
    for template in gold {
        if !kept.contains(&template) {
            kept.push(template);
        }
    }
    kept
}

/// The template with its mentions in the form in which they are compared.
#[must_use]
pub fn normalised(template: &Template) -> Template {
    Template {
        incident_type: template.incident_type.clone(),
        roles: template.roles.clone().map(|entities| {
            entities
                .iter()
                .map(|entity| entity.iter().map(|mention| normal(mention)).collect())
                .collect()
        }),
    }
}

/// Whether every mention of `predicted` is one of `gold`.
#[must_use]
pub fn within(predicted: &Entity, gold: &Entity) -> bool {
    predicted.iter().all(|mention| gold.contains(mention))
}

fn fills(template: &Template, slot: usize) -> i64 {
    match slot {
        0 => 1,
        slot => template.roles[slot - 1].len() as i64,
    }
}

/// Right answers of a pair by slot: predicted ones that are right, gold ones that are found. All 0 if the types forbid it.
fn compare(predicted: &Template, gold: &Template) -> [(i64, i64); SLOTS] {
    let mut right = [(0, 0); SLOTS];
    if !gold.incident_type.contains(&predicted.incident_type) {
        return right;
    }
    right[0] = (1, 1);
    for (slot, (given, wanted)) in right.iter_mut().skip(1).enumerate() {
        let (ours, theirs) = (&predicted.roles[slot], &gold.roles[slot]);
        *given = ours
            .iter()
            .filter(|one| theirs.iter().any(|other| within(one, other)))
            .count() as i64;
        *wanted = theirs
            .iter()
            .filter(|other| ours.iter().any(|one| within(one, other)))
            .count() as i64;
    }
    right
}

/// For each predicted template the gold one it maps to, for the best F1 of the document. Mentions must be normalised.
///
/// F1 is no sum over pairs, so it is climbed: each round maximises a weighted sum of both counts of right answers, the
/// weights being the slopes of F1 at the last round's result; F1 is concave in the two counts, so this ends at the top.
#[must_use]
pub fn best_map(predicted: &[Template], gold: &[Template]) -> Vec<Option<usize>> {
    let all = |templates: &[Template]| -> i64 {
        templates
            .iter()
            .map(|template| (0..SLOTS).map(|slot| fills(template, slot)).sum::<i64>())
            .sum()
    };
    let (given, wanted) = (all(predicted), all(gold));
    let pairs: Vec<Vec<(i64, i64)>> = predicted
        .iter()
        .map(|one| gold.iter().map(|other| sum(compare(one, other))).collect())
        .collect();
    let f1 = |(p, r): (i64, i64)| {
        let below = p * wanted + r * given;
        if below == 0 {
            0.0
        } else {
            2.0 * (p * r) as f64 / below as f64
        }
    };
    let mut slopes = (wanted, given);
    let mut best: Option<(f64, Vec<Option<usize>>)> = None;
    for _ in 0..8 {
        let weights: Vec<Vec<i64>> = pairs
            .iter()
            .map(|row| row.iter().map(|(p, r)| p * slopes.0 + r * slopes.1).collect())
            .collect();
        let map = first_of_best(&weights);
        let (p, r) = sum(map.iter().zip(&pairs).filter_map(|(to, row)| Some(row[(*to)?])));
        let reached = f1((p, r));
        if best.as_ref().is_some_and(|(before, _)| reached <= *before) {
            break;
        }
        best = Some((reached, map));
        slopes = (r * r * given, p * p * wanted);
    }
    best.map_or_else(|| vec![None; predicted.len()], |(_, map)| map)
}

fn sum(pairs: impl IntoIterator<Item = (i64, i64)>) -> (i64, i64) {
    pairs
        .into_iter()
        .fold((0, 0), |(p, r), (p1, r1)| (p + p1, r + r1))
}

/// Of all assignments of the largest sum the first: predicted templates in order take the earliest gold template that
/// still allows that sum, as a search through all maps in order would meet it. Ties thus score as published.
fn first_of_best(weights: &[Vec<i64>]) -> Vec<Option<usize>> {
    let target = assign::value(weights);
    let mut left: Vec<Vec<i64>> = weights.to_vec();
    let mut fixed = 0;
    let mut map = Vec::with_capacity(weights.len());
    let columns = weights.first().map_or(0, Vec::len);
    let mut free: Vec<usize> = (0..columns).collect();
    for row in weights {
        left.remove(0);
        let taken = free.iter().position(|&column| {
            let rest = restricted(&left, &free, column);
            fixed + row[column] + assign::value(&rest) == target
        });
        match taken {
            Some(at) => {
                let column = free.remove(at);
                fixed += row[column];
                map.push((row[column] > 0).then_some(column));
            }
            None => map.push(None),
        }
    }
    map
}

/// The rows with only the columns of `free` other than `without`.
fn restricted(rows: &[Vec<i64>], free: &[usize], without: usize) -> Vec<Vec<i64>> {
    rows.iter()
        .map(|row| {
            free.iter()
                .filter(|&&column| column != without)
                .map(|&column| row[column])
                .collect()
        })
        .collect()
}

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;

//! How far two ways of grouping the same items agree: B³ and the adjusted Rand index.

use std::collections::BTreeMap;

/// B³ and ARI of one grouping against another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// B³ precision: a false merge lowers it.
    pub b3_p: f64,
    /// B³ recall: a false split lowers it.
    pub b3_r: f64,
    /// Harmonic mean of both.
    pub b3_f1: f64,
    /// Adjusted Rand index: 1 for the same grouping, 0 for what chance would give.
    pub ari: f64,
    /// Number of groups given.
    pub clusters: usize,
}

/// Compares `given` with `gold`: for each item the name of its group, in the same order of items.
///
/// B³ is the mean over items: of an item's given group the share that is of its gold group (precision), and of its gold
/// group the share that is in its given group (recall). An empty list agrees wholly.
#[must_use]
pub fn agreement<G: Ord, W: Ord>(given: &[G], gold: &[W]) -> Agreement {
    let n = given.len().min(gold.len());
    let mut of_given: BTreeMap<&G, f64> = BTreeMap::new();
    let mut of_gold: BTreeMap<&W, f64> = BTreeMap::new();
    let mut of_both: BTreeMap<(&G, &W), f64> = BTreeMap::new();
    for (one, other) in given.iter().zip(gold) {
        *of_given.entry(one).or_default() += 1.0;
        *of_gold.entry(other).or_default() += 1.0;
        *of_both.entry((one, other)).or_default() += 1.0;
    }
    let (mut p, mut r) = (0.0, 0.0);
    for ((one, other), shared) in &of_both {
        p += shared * shared / of_given[one];
        r += shared * shared / of_gold[other];
    }
    let items = n as f64;
    let (b3_p, b3_r) = if n == 0 {
        (1.0, 1.0)
    } else {
        (p / items, r / items)
    };
    Agreement {
        b3_p,
        b3_r,
        b3_f1: if b3_p + b3_r == 0.0 {
            0.0
        } else {
            2.0 * b3_p * b3_r / (b3_p + b3_r)
        },
        ari: rand_index(
            of_both.values().copied(),
            of_given.values().copied(),
            of_gold.values().copied(),
            items,
        ),
        clusters: of_given.len(),
    }
}

fn rand_index(
    both: impl Iterator<Item = f64>,
    given: impl Iterator<Item = f64>,
    gold: impl Iterator<Item = f64>,
    items: f64,
) -> f64 {
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let together: f64 = both.map(pairs).sum();
    let (in_given, in_gold): (f64, f64) = (given.map(pairs).sum(), gold.map(pairs).sum());
    let all = pairs(items);
    let by_chance = if all == 0.0 { 0.0 } else { in_given * in_gold / all };
    let most = f64::midpoint(in_given, in_gold);
    if most == by_chance {
        1.0
    } else {
        (together - by_chance) / (most - by_chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, gold: &str, (p, r, ari, clusters): (f64, f64, f64, usize)) {
        let given: Vec<char> = given.chars().collect();
        let gold: Vec<char> = gold.chars().collect();
        let found = agreement(&given, &gold);
        assert!((found.b3_p - p).abs() < 1e-9, "{found:?}");
        assert!((found.b3_r - r).abs() < 1e-9, "{found:?}");
        assert!((found.ari - ari).abs() < 1e-9, "{found:?}");
        assert_eq!(found.clusters, clusters);
    }

    #[test]
    fn by_hand() {
        check("aabb", "xxyy", (1.0, 1.0, 1.0, 2));
        // One group of all: each item's group is half right; nothing is split. ARI: together 2 of 6 pairs, as by chance.
        check("aaaa", "xxyy", (0.5, 1.0, 0.0, 1));
        check("abcd", "xxyy", (1.0, 0.5, 0.0, 4));
        // aab c against xxyy: items 1, 2: p 2/3; item 3 (in "a", gold y): p 1/3; item 4 alone: p 1. Mean 2/3.
        // Recall: items 1, 2: 1; items 3, 4: 1/2. Mean 3/4.
        // ARI: together 1; given pairs 3; gold pairs 2; of 6: chance 1; most 2.5; (1 − 1) / 1.5 = 0.
        check("aaac", "xxyy", (2.0 / 3.0, 0.75, 0.0, 2));
        // aabbb against xxyyx: pairs together: aa 1, bb→yy 1: 2; given 1 + 3 = 4; gold 3 + 1 = 4; of 10: chance 1.6;
        // ARI (2 − 1.6) / (4 − 1.6) = 1/6. B³ p: a, a: 1; y, y: 2/3; x: 1/3 → (2 + 4/3 + 1/3) / 5 = 11/15.
        // r: x, x: 2/3; y, y: 1; x: 1/3 → (4/3 + 2 + 1/3) / 5 = 11/15.
        check("aabbb", "xxyyx", (11.0 / 15.0, 11.0 / 15.0, 1.0 / 6.0, 2));
    }

    #[test]
    fn single_items_and_none() {
        check("a", "x", (1.0, 1.0, 1.0, 1));
        check("", "", (1.0, 1.0, 1.0, 0));
    }
}

//! Sampled hashes of the three-word runs of a text, and how much of one text stands in another.

use crate::words::{self, Words};

/// What is kept of a text to find shared passages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Sampled hashes, sorted, without repeats.
    pub hashes: Vec<u64>,
    /// Number of distinct runs before sampling.
    pub distinct: u32,
}

/// One run in eight is kept.
const ONE_IN: u64 = 8;
/// Short texts keep at least this many runs (all of them, if they have fewer).
const AT_LEAST: usize = 32;
/// Long texts keep at most this many.
const AT_MOST: usize = 256;

/// Share of three-word runs that independent texts on one subject have in common (the median): below it nothing is shared.
pub const BY_CHANCE: f32 = 0.046;

/// How much of `text` is reused from `other`, 0..=1: the share of its three-word runs found there, beyond what chance gives.
/// Exact, for two texts at hand; [`overlap`] estimates the same from sketches.
#[must_use]
pub fn reuse(text: &str, other: &str) -> f32 {
    let (own, others) = (runs(text), runs(other));
    let shared = own.iter().filter(|run| others.binary_search(run).is_ok()).count();
    let share = shared as f32 / own.len().max(1) as f32;
    ((share - BY_CHANCE) / (1.0 - BY_CHANCE)).max(0.0)
}

/// The sketch of `text`.
#[must_use]
pub fn sketch(text: &str) -> Sketch {
    let mut all = runs(text);
    let distinct = u32::try_from(all.len()).unwrap_or(u32::MAX);
    // Keeping the smallest hashes makes any two sketches comparable up to the smaller of their largest kept hashes.
    let within = all.partition_point(|&hash| hash <= u64::MAX / ONE_IN);
    all.truncate(within.clamp(AT_LEAST.min(all.len()), AT_MOST));
    Sketch {
        hashes: all,
        distinct,
    }
}

/// Hashes of all runs of three words, sorted, without repeats.
/// Runs of nothing but common words are left out: they are shared by chance.
fn runs(text: &str) -> Vec<u64> {
    let words = Words::of(text);
    let hashed: Vec<(u64, bool)> = words
        .iter()
        .map(|(word, _)| (words::hash(word), words::weight(word) > 0.0))
        .collect();
    let mut all: Vec<u64> = hashed
        .windows(3)
        .filter(|run| run.iter().any(|&(_, tells)| tells))
        .map(|run| run_hash(run[0].0, run[1].0, run[2].0))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn run_hash(a: u64, b: u64, c: u64) -> u64 {
    words::mix(a.rotate_left(42) ^ b.rotate_left(21) ^ c)
}

/// How two sketches overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Overlap {
    /// Share of the first text's runs that stand in the second, 0..=1.
    pub of_first: f32,
    /// Share of the second text's runs that stand in the first.
    pub of_second: f32,
    /// Sampled runs seen in both.
    pub shared: u32,
}

/// The overlap of two texts, from their sketches' hashes and numbers of distinct runs.
#[must_use]
pub fn overlap(a: &[u64], a_distinct: u32, b: &[u64], b_distinct: u32) -> Overlap {
    let limit = top(a, a_distinct, u64::MAX).min(top(b, b_distinct, u64::MAX));
    count(a, b, limit)
}

/// The same from the upper halves of the hashes.
pub(crate) fn overlap_short(a: &[u32], a_distinct: u32, b: &[u32], b_distinct: u32) -> Overlap {
    let limit = top(a, a_distinct, u32::MAX).min(top(b, b_distinct, u32::MAX));
    count(a, b, limit)
}

fn count<H: Copy + Ord>(a: &[H], b: &[H], limit: H) -> Overlap {
    let a = &a[..a.partition_point(|hash| *hash <= limit)];
    let b = &b[..b.partition_point(|hash| *hash <= limit)];
    let (mut i, mut j, mut shared) = (0, 0, 0u32);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += u32::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let share = |of: usize| if of == 0 { 0.0 } else { shared as f32 / of as f32 };
    Overlap {
        of_first: share(a.len()),
        of_second: share(b.len()),
        shared,
    }
}

/// The largest hash up to which a sketch is complete; `most` is the largest there is.
fn top<H>(hashes: &[H], distinct: u32, most: H) -> H
where
    H: Copy + Ord + std::ops::Div<Output = H> + From<u8>,
{
    if hashes.len() >= distinct as usize {
        return most;
    }
    let last = hashes.last().copied().unwrap_or(most);
    // Complete up to the sampling bound, or, where a cap cut earlier or a floor went further, up to the last kept.
    if hashes.len() < AT_MOST {
        last.max(most / H::from(ONE_IN as u8))
    } else {
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str) -> Overlap {
        let (a, b) = (sketch(a), sketch(b));
        overlap(&a.hashes, a.distinct, &b.hashes, b.distinct)
    }

    fn long(seed: u32, words: u32) -> String {
        (0..words)
            .map(|n| format!("w{}", words::mix(u64::from(seed) * 10_000 + u64::from(n))))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn equal_texts_overlap_wholly_and_others_not() {
        let text = long(1, 500);
        assert_eq!(check(&text, &text).of_first, 1.0);
        assert_eq!(check(&text, &long(2, 500)).shared, 0);
        assert_eq!(check("", &text), Overlap::default());
    }

    #[test]
    fn a_passage_is_contained_but_does_not_contain() {
        let passage = long(1, 60);
        let whole = format!("{} {passage} {}", long(2, 800), long(3, 800));
        let overlap = check(&passage, &whole);
        assert!(overlap.of_first > 0.9, "{overlap:?}");
        assert!(overlap.of_second < 0.15, "{overlap:?}");
    }

    #[test]
    fn a_third_of_shared_text_is_seen_as_about_a_third() {
        let shared = long(1, 300);
        let overlap = check(
            &format!("{shared} {}", long(2, 600)),
            &format!("{} {shared}", long(3, 600)),
        );
        assert!((0.2..0.47).contains(&overlap.of_first), "{overlap:?}");
    }
}

//! Finds copies among very many texts in memory: for archives and for measuring; a desk asks its register instead.

use super::shingles::{self, Sketch};
use rustc_hash::FxHashMap;

/// One in this many of a sketch's hashes leads to other texts; all of them confirm.
const KEY_ONE_IN: u64 = 32;
/// A hash that more texts than this share (a template's) leads nowhere.
const MUTED_ABOVE: usize = 64;
/// Share of a text's sampled runs from which another is its copy, or it the other's.
const SHARE: f32 = 0.2;
/// Fewest sampled runs shared.
const RUNS: u32 = 4;

/// A text seen before that shares a passage with the one added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copied {
    /// Its number, by order of adding.
    pub document: u32,
    /// Share of the new text's runs that stand in it.
    pub of_new: f32,
    /// Share of its runs that stand in the new text.
    pub of_old: f32,
}

/// Sketches of all texts added so far, by hash.
#[derive(Clone, Debug, Default)]
pub struct CopyIndex {
    /// All hashes one after another; `ends[n]` is where text n's stop.
    hashes: Vec<u32>,
    ends: Vec<u32>,
    distinct: Vec<u32>,
    /// Texts by leading hash, as a chain of entries: the newest, and for each entry the one before.
    newest: FxHashMap<u32, u32>,
    chain: Vec<(u32, u32)>,
}

/// No earlier entry.
const NONE: u32 = u32::MAX;

impl CopyIndex {
    /// Adds `text` and gives the earlier texts it shares passages with, by number.
    pub fn add(&mut self, text: &str) -> Vec<Copied> {
        let sketch = shingles::sketch(text);
        let found = self.find(&sketch);
        let number = self.ends.len() as u32;
        for key in keys(&sketch) {
            let entry = self.chain.len() as u32;
            let before = self.newest.insert(key, entry).unwrap_or(NONE);
            self.chain.push((number, before));
        }
        self.hashes
            .extend(sketch.hashes.iter().map(|hash| (hash >> 32) as u32));
        self.ends.push(self.hashes.len() as u32);
        self.distinct.push(sketch.distinct);
        found
    }

    fn find(&self, sketch: &Sketch) -> Vec<Copied> {
        let mut candidates: Vec<u32> = Vec::new();
        for key in keys(sketch) {
            let from = candidates.len();
            let mut at = self.newest.get(&key).copied().unwrap_or(NONE);
            while let Some(&(document, before)) = self.chain.get(at as usize) {
                candidates.push(document);
                at = before;
                if candidates.len() - from > MUTED_ABOVE {
                    candidates.truncate(from);
                    break;
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let own: Vec<u32> = sketch.hashes.iter().map(|hash| (hash >> 32) as u32).collect();
        candidates
            .into_iter()
            .filter_map(|document| {
                let start = document
                    .checked_sub(1)
                    .map_or(0, |before| self.ends[before as usize]);
                let other = &self.hashes[start as usize..self.ends[document as usize] as usize];
                let overlap =
                    shingles::overlap_short(&own, sketch.distinct, other, self.distinct[document as usize]);
                (overlap.shared >= RUNS && overlap.of_first.max(overlap.of_second) >= SHARE).then_some(
                    Copied {
                        document,
                        of_new: overlap.of_first,
                        of_old: overlap.of_second,
                    },
                )
            })
            .collect()
    }
}

/// The hashes that lead to other texts: the smallest, at least eight, so that any shared passage shares some of them.
fn keys(sketch: &Sketch) -> impl Iterator<Item = u32> {
    let within = sketch
        .hashes
        .partition_point(|&hash| hash <= u64::MAX / KEY_ONE_IN);
    let keys = within.max(8).min(sketch.hashes.len());
    sketch.hashes[..keys]
        .iter()
        .map(|hash| (hash >> 32) as u32)
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_found_and_others_not() {
        let words = |from: u64, count: u64| -> String {
            (from..from + count)
                .map(|n| format!("w{} ", crate::words::mix(n)))
                .collect()
        };
        let mut index = CopyIndex::default();
        assert_eq!(index.add(&words(0, 300)), []);
        assert_eq!(index.add(&words(1000, 300)), []);
        let found = index.add(&format!("{} {}", words(0, 200), words(5000, 150)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].document, 0);
        assert!(found[0].of_new > 0.35 && found[0].of_old > 0.5, "{found:?}");
        assert_eq!(index.add(""), []);
    }
}

//! An averaged perceptron over hashed features, and its packing into rows of bytes.

use rustc_hash::FxHashMap;
use tocsin_extract::syntax::table::{NARROW, WIDE};

/// Most classes of a perceptron.
pub const CLASSES: usize = 31;

/// Weights while they are learnt.
#[derive(Clone, Debug)]
pub struct Perceptron {
    classes: usize,
    rows: FxHashMap<u32, u32>,
    weights: Vec<i32>,
    /// Weight changes times the step they came at: what the average is made of.
    late: Vec<i64>,
    updates: Vec<u32>,
    step: i64,
    /// A feature weighs nothing before it was changed so often.
    least: u32,
}

impl Perceptron {
    /// One that knows nothing; features changed less than `least` times will not count.
    #[must_use]
    pub fn new(classes: usize, least: u32) -> Self {
        Self {
            classes: classes.min(CLASSES),
            rows: FxHashMap::default(),
            weights: Vec::new(),
            late: Vec::new(),
            updates: Vec::new(),
            step: 1,
            least,
        }
    }

    /// The scores of all classes.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> [i32; CLASSES] {
        let mut out = [0; CLASSES];
        for feature in features {
            let Some(&row) = self.rows.get(feature) else {
                continue;
            };
            let row = row as usize;
            if self.updates[row] < self.least {
                continue;
            }
            let weights = &self.weights[row * self.classes..(row + 1) * self.classes];
            for (total, weight) in out.iter_mut().zip(weights) {
                *total += weight;
            }
        }
        out
    }

    /// Learns from one decision: `right` should have won, `guess` did. Nothing changes where they are one.
    pub fn learn(&mut self, features: &[u32], right: usize, guess: usize) {
        self.step += 1;
        if right == guess {
            return;
        }
        for &feature in features {
            let fresh = self.updates.len() as u32;
            let row = *self.rows.entry(feature).or_insert(fresh) as usize;
            if row == fresh as usize {
                self.updates.push(0);
                self.weights.resize(self.weights.len() + self.classes, 0);
                self.late.resize(self.late.len() + self.classes, 0);
            }
            self.updates[row] += 1;
            for (class, change) in [(right, 1), (guess, -1)] {
                self.weights[row * self.classes + class] += change;
                self.late[row * self.classes + class] += self.step * i64::from(change);
            }
        }
    }

    /// The averaged weights as rows of one byte a weight, `1 << bits` rows of `width` bytes ([`NARROW`] or [`WIDE`]).
    ///
    /// Where a pair of rows is full, the features with the smaller weights are lost. Gives the rows and how many were lost.
    #[must_use]
    pub fn pack(&self, bits: u32, width: usize) -> (Vec<u8>, usize) {
        let mut found: Vec<(f64, u32, Vec<f64>)> = Vec::new();
        let mut all: Vec<f64> = Vec::new();
        let mut rows: Vec<(u32, u32)> = self.rows.iter().map(|(&feature, &row)| (feature, row)).collect();
        rows.sort_unstable();
        for (feature, row) in rows {
            let row = row as usize;
            if self.updates[row] < self.least {
                continue;
            }
            let cells = row * self.classes..(row + 1) * self.classes;
            let averages: Vec<f64> = self.weights[cells.clone()]
                .iter()
                .zip(&self.late[cells])
                .map(|(&weight, &late)| f64::from(weight) - late as f64 / self.step as f64)
                .collect();
            let most = averages.iter().fold(0.0f64, |most, a| most.max(a.abs()));
            all.push(most);
            found.push((most * f64::from(self.updates[row]).sqrt(), feature, averages));
        }
        all.sort_unstable_by(f64::total_cmp);
        // Nearly all weights fit into a byte; the few largest are cut.
        let top = all
            .get(all.len() * 9995 / 10_000)
            .copied()
            .unwrap_or(1.0)
            .max(1e-9);
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        fill(&found, 127.0 / top, bits, width)
    }
}

/// Puts weights into rows, the most telling first.
fn fill(found: &[(f64, u32, Vec<f64>)], scale: f64, bits: u32, width: usize) -> (Vec<u8>, usize) {
    let count = 1usize << bits;
    let mut out = vec![0u8; count * width];
    let mut taken = vec![false; count];
    let mut lost = 0;
    // A narrow row ends with its guard, a wide one begins with it.
    let (guard_at, first) = if width == NARROW { (3, 0) } else { (0, 1) };
    debug_assert!(width == NARROW || width == WIDE, "two widths are known");
    for (_, feature, averages) in found {
        let weights: Vec<i8> = averages
            .iter()
            .map(|a| (a * scale).round().clamp(-127.0, 127.0) as i8)
            .collect();
        if weights.iter().all(|&weight| weight == 0) {
            continue;
        }
        let guard = (feature >> 24) as u8;
        let pair = *feature as usize & (count - 2);
        let clash = (pair..pair + 2).any(|at| taken[at] && out[at * width + guard_at] == guard);
        let Some(at) = (pair..pair + 2).find(|&at| !taken[at] && !clash) else {
            lost += 1;
            continue;
        };
        taken[at] = true;
        if !taken[at ^ 1] {
            // A row left empty must not have the guard of its neighbour.
            out[(at ^ 1) * width + guard_at] = guard ^ 1;
        }
        let row = &mut out[at * width..(at + 1) * width];
        row[guard_at] = guard;
        for (cell, weight) in row[first..].iter_mut().zip(weights) {
            *cell = weight as u8;
        }
    }
    (out, lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_extract::syntax::table::Narrow;

    #[test]
    fn it_learns_and_its_rows_say_the_same() {
        let mut learner = Perceptron::new(3, 1);
        // Feature 1 means class 0, feature 2 class 1; feature 9 stands everywhere.
        let cases = [([0x0100_0010, 0x0900_0000], 0), ([0x0200_0020, 0x0900_0000], 1)];
        for _ in 0..10 {
            for (features, right) in &cases {
                let scores = learner.score(features);
                let guess = (0..3).max_by_key(|&class| (scores[class], 3 - class)).unwrap();
                learner.learn(features, *right, guess);
            }
        }
        let (rows, lost) = learner.pack(6, NARROW);
        assert_eq!(lost, 0);
        let table = Narrow::open(&rows).unwrap();
        for (features, right) in &cases {
            let scores = table.score(features);
            let best = (0..3).max_by_key(|&class| scores[class]).unwrap();
            assert_eq!(best, *right);
        }
    }
}

//! Boosted trees: many small yes-or-no trees over numbers, each mending what the sum of those before got wrong.

use super::bytes::{Reader, Writer};
use super::draw::Draw;

/// How to grow.
#[derive(Clone, Copy, Debug)]
pub struct Grow {
    /// Number of trees.
    pub trees: usize,
    /// Most questions from root to leaf.
    pub depth: usize,
    /// Share of a leaf's value that is taken over.
    pub rate: f32,
    /// Least weight of examples in a leaf.
    pub least: f32,
    /// Pull of leaves towards zero.
    pub pull: f32,
    /// Share of the examples a tree sees.
    pub rows: f32,
    /// Share of the numbers a tree may ask about.
    pub columns: f32,
    /// Number of models grown from different draws; their mean is kept.
    pub bags: usize,
}

/// A question or a leaf.
#[derive(Clone, Debug, Default)]
struct Node {
    /// Which number is asked about.
    column: usize,
    /// Below it goes to `below`, else to `above`.
    cut: f32,
    /// Node indices; 0 for a leaf, as the root is nobody's child.
    below: usize,
    above: usize,
    value: f32,
}

/// The trees.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    base: f32,
    trees: Vec<Vec<Node>>,
}

/// Most different values told apart of one number.
const BINS: usize = 64;

/// The examples with each number replaced by the bin it falls into.
struct Binned {
    cuts: Vec<Vec<f32>>,
    /// By column, then by example.
    bins: Vec<Vec<u8>>,
}

fn binned(examples: &[(&[f32], f32)]) -> Binned {
    let columns = examples.first().map_or(0, |(numbers, _)| numbers.len());
    let (mut cuts, mut bins) = (Vec::new(), Vec::new());
    for column in 0..columns {
        let mut sorted: Vec<f32> = examples.iter().map(|(numbers, _)| numbers[column]).collect();
        sorted.sort_by(f32::total_cmp);
        let mut distinct = sorted.clone();
        distinct.dedup();
        let own: Vec<f32> = if distinct.len() <= BINS {
            distinct
                .windows(2)
                .map(|two| f32::midpoint(two[0], two[1]))
                .collect()
        } else {
            let mut at: Vec<f32> = (1..BINS).map(|k| sorted[k * sorted.len() / BINS]).collect();
            at.dedup();
            at.retain(|cut| *cut > sorted[0]);
            at
        };
        let bin = |numbers: &[f32]| own.partition_point(|cut| *cut <= numbers[column]) as u8;
        bins.push(examples.iter().map(|(numbers, _)| bin(numbers)).collect());
        cuts.push(own);
    }
    Binned { cuts, bins }
}

struct Grower<'g> {
    binned: &'g Binned,
    /// Slope and curvature of the loss, by example.
    slopes: Vec<(f32, f32)>,
    columns: Vec<usize>,
    how: Grow,
    nodes: Vec<Node>,
}

impl Grower<'_> {
    fn sum(&self, rows: &[u32]) -> (f32, f32) {
        rows.iter().fold((0.0, 0.0), |(slope, curve), &row| {
            let (s, c) = self.slopes[row as usize];
            (slope + s, curve + c)
        })
    }

    /// The question that parts `rows` best: column and last bin below.
    fn question(&self, rows: &[u32], (slope, curve): (f32, f32)) -> Option<(usize, usize)> {
        let worth = |s: f32, c: f32| s * s / (c + self.how.pull);
        let (mut best, mut found) = (1e-3f32, None);
        for &column in &self.columns {
            let mut sums = [(0f32, 0f32); BINS];
            for &row in rows {
                let sum = &mut sums[usize::from(self.binned.bins[column][row as usize])];
                let (s, c) = self.slopes[row as usize];
                sum.0 += s;
                sum.1 += c;
            }
            let (mut s, mut c) = (0f32, 0f32);
            for (bin, sum) in sums.iter().enumerate().take(self.binned.cuts[column].len()) {
                s += sum.0;
                c += sum.1;
                if c < self.how.least || curve - c < self.how.least {
                    continue;
                }
                let gain = worth(s, c) + worth(slope - s, curve - c) - worth(slope, curve);
                if gain > best {
                    best = gain;
                    found = Some((column, bin));
                }
            }
        }
        found
    }

    fn grow(&mut self, rows: &[u32], depth: usize) -> usize {
        let sum = self.sum(rows);
        let at = self.nodes.len();
        self.nodes.push(Node {
            value: -self.how.rate * sum.0 / (sum.1 + self.how.pull),
            ..Node::default()
        });
        if depth >= self.how.depth || sum.1 < 2.0 * self.how.least {
            return at;
        }
        let Some((column, bin)) = self.question(rows, sum) else {
            return at;
        };
        let (below, above): (Vec<u32>, Vec<u32>) = rows
            .iter()
            .partition(|&&row| usize::from(self.binned.bins[column][row as usize]) <= bin);
        let below = self.grow(&below, depth + 1);
        let above = self.grow(&above, depth + 1);
        let cut = self.binned.cuts[column][bin];
        let node = &mut self.nodes[at];
        (node.column, node.cut, node.below, node.above) = (column, cut, below, above);
        at
    }
}

impl Trees {
    /// Grows on examples: numbers, all equally many, and 1 for yes or 0 for no. Without examples there are no trees.
    #[must_use]
    pub fn fit(examples: &[(&[f32], f32)], how: Grow) -> Self {
        let binned = binned(examples);
        let mut mean = Self::default();
        for bag in 0..how.bags {
            let mut model = Self::one(&binned, examples, how, Draw(9 + bag as u64));
            mean.base += model.base / how.bags as f32;
            for node in model.trees.iter_mut().flatten() {
                node.value /= how.bags as f32;
            }
            mean.trees.append(&mut model.trees);
        }
        mean
    }

    fn one(binned: &Binned, examples: &[(&[f32], f32)], how: Grow, mut draw: Draw) -> Self {
        let yes: f32 = examples.iter().map(|(_, truth)| truth).sum();
        let share = (yes / (examples.len() as f32).max(1.0)).clamp(1e-4, 1.0 - 1e-4);
        let mut model = Self {
            base: (share / (1.0 - share)).ln(),
            trees: Vec::new(),
        };
        let mut scores = vec![model.base; examples.len()];
        let mut take = |count: usize, share: f32| -> Vec<usize> {
            (0..count)
                .filter(|_| (draw.below(1000) as f32) < share * 1000.0)
                .collect()
        };
        for _ in 0..how.trees {
            let slopes = scores
                .iter()
                .zip(examples)
                .map(|(score, (_, truth))| {
                    let p = super::linear::chance(*score);
                    (p - truth, (p * (1.0 - p)).max(1e-6))
                })
                .collect();
            let rows: Vec<u32> = take(examples.len(), how.rows)
                .into_iter()
                .map(|row| row as u32)
                .collect();
            let columns = take(binned.cuts.len(), how.columns);
            let mut grower = Grower {
                binned,
                slopes,
                columns,
                how,
                nodes: Vec::new(),
            };
            grower.grow(&rows, 0);
            for (score, (numbers, _)) in scores.iter_mut().zip(examples) {
                *score += value(&grower.nodes, numbers);
            }
            model.trees.push(grower.nodes);
        }
        model
    }

    /// The score of `numbers`: above 0 is rather yes.
    #[must_use]
    pub fn score(&self, numbers: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| value(tree, numbers)).sum();
        self.base + sum
    }

    /// Writes the trees.
    pub fn write(&self, to: &mut Writer) {
        to.real(self.base);
        to.whole(self.trees.len());
        for tree in &self.trees {
            to.whole(tree.len());
            for node in tree {
                to.whole(node.below);
                if node.below == 0 {
                    to.real(node.value);
                } else {
                    to.whole(node.above << 12 | node.column);
                    to.real(node.cut);
                }
            }
        }
    }

    /// Reads what [`Self::write`] wrote; `None` where the bytes are of another form.
    pub fn read(from: &mut Reader) -> Option<Self> {
        let base = from.real()?;
        let mut trees = Vec::new();
        for _ in 0..from.whole()? {
            let count = from.whole()?;
            let mut tree: Vec<Node> = Vec::new();
            for at in 0..count {
                let below = from.whole()?;
                let mut node = Node::default();
                if below == 0 {
                    node.value = from.real()?;
                } else {
                    let packed = from.whole()?;
                    (node.below, node.above, node.column) = (below, packed >> 12, packed & 0xfff);
                    node.cut = from.real()?;
                    let forward =
                        node.below > at && node.above > at && node.below < count && node.above < count;
                    if !forward {
                        return None;
                    }
                }
                tree.push(node);
            }
            trees.push(tree);
        }
        Some(Self { base, trees })
    }
}

fn value(tree: &[Node], numbers: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        let Some(node) = tree.get(at) else { return 0.0 };
        if node.below == 0 {
            return node.value;
        }
        let number = numbers.get(node.column).copied().unwrap_or(0.0);
        at = if number < node.cut { node.below } else { node.above };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_what_no_line_parts() {
        // Yes where exactly one of the two is high.
        let numbers: Vec<[f32; 2]> = (0..200)
            .map(|k| [(k % 2) as f32, (k / 2 % 2) as f32 + (k % 7) as f32 * 0.01])
            .collect();
        let truth = |n: &[f32; 2]| f32::from(u8::from((n[0] > 0.5) != (n[1] > 0.5)));
        let examples: Vec<(&[f32], f32)> = numbers.iter().map(|n| (&n[..], truth(n))).collect();
        let how = Grow {
            trees: 30,
            depth: 3,
            rate: 0.3,
            least: 1.0,
            pull: 1.0,
            rows: 0.9,
            columns: 1.0,
            bags: 2,
        };
        let model = Trees::fit(&examples, how);
        let mut writer = Writer::default();
        model.write(&mut writer);
        let again = Trees::read(&mut Reader::new(&writer.bytes)).unwrap();
        for (numbers, truth) in &examples {
            assert_eq!(model.score(numbers) > 0.0, *truth > 0.5);
            assert_eq!(model.score(numbers), again.score(numbers));
        }
        assert!(Trees::read(&mut Reader::new(&writer.bytes[..9])).is_none());
        assert!(!Trees::fit(&[], how).score(&[1.0]).is_nan());
    }
}

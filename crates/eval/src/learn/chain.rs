//! A chain model (linear-chain conditional random field): which tokens of a sentence are mentions, and of which role.
//!
//! Labels are 0 for outside, 1 + 2r for the first token of a mention of role r, 2 + 2r for its further tokens.

use super::bytes::{Reader, Writer};
use super::draw::Draw;

/// Number of roles.
pub const ROLES: usize = 6;
/// Number of labels.
pub const LABELS: usize = 1 + 2 * ROLES;
/// A row of weights, padded.
const ROW: usize = 16;

/// The weights.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    weights: Vec<f32>,
    steps: [[f32; LABELS]; LABELS],
}

/// A sentence to learn from: features and label of each token.
#[derive(Clone, Copy, Debug)]
pub struct Labelled<'l> {
    /// By token.
    pub features: &'l [Vec<u32>],
    /// By token.
    pub labels: &'l [u8],
}

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The table has 2 to the power of this many rows.
    pub bits: u32,
    /// Passes over the sentences.
    pub passes: usize,
    /// Length of the first step.
    pub rate: f32,
}

/// What the model says of one sentence.
#[derive(Clone, Debug)]
pub struct Lattice {
    local: Vec<[f32; LABELS]>,
    steps: [[f32; LABELS]; LABELS],
    ahead: Vec<[f64; LABELS]>,
    behind: Vec<[f64; LABELS]>,
    scale: Vec<f64>,
}

/// Changes of a probability below this are not learned from: most tokens are plainly outside.
const SLIGHT: f32 = 0.002;

/// Whether label `to` may follow label `from`: a further token needs one of its own role before it.
fn may_follow(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// A probability is moved by `slope`, by less the more it was moved before.
fn step(weight: &mut f32, square: &mut f32, slope: f32, rate: f32) {
    *square += slope * slope;
    *weight -= rate * slope / (square.sqrt() + 1e-6);
}

impl Chain {
    /// Fits to sentences. The weights are the mean of those at every half pass after the first pass.
    #[must_use]
    pub fn fit(sentences: &[Labelled], how: Fit) -> Self {
        let rows = 1usize << how.bits;
        let mut model = Self {
            weights: vec![0.0; ROW * rows],
            steps: [[0.0; LABELS]; LABELS],
        };
        let mut squares = model.clone();
        let mut mean = model.clone();
        let mut taken = 0f32;
        let mut draw = Draw(11);
        for pass in 0..how.passes {
            for (turn, at) in draw.order(sentences.len()).into_iter().enumerate() {
                if pass > 0 && turn % (sentences.len() / 2).max(1) == 0 {
                    mean.add(&model);
                    taken += 1.0;
                }
                model.learn(&mut squares, sentences[at], how.rate);
            }
        }
        if taken > 0.0 {
            mean.weights.iter_mut().for_each(|weight| *weight /= taken);
            mean.steps
                .iter_mut()
                .flatten()
                .for_each(|weight| *weight /= taken);
            return mean;
        }
        model
    }

    fn add(&mut self, other: &Self) {
        for (own, more) in self.weights.iter_mut().zip(&other.weights) {
            *own += more;
        }
        for (own, more) in self.steps.iter_mut().flatten().zip(other.steps.iter().flatten()) {
            *own += more;
        }
    }

    fn row(&self, feature: u32) -> usize {
        (feature as usize & (self.weights.len() / ROW - 1)) * ROW
    }

    fn learn(&mut self, squares: &mut Self, sentence: Labelled, rate: f32) {
        let lattice = self.lattice(sentence.features);
        for (at, features) in sentence.features.iter().enumerate() {
            let mut slopes = [0f32; ROW];
            for (label, slope) in slopes.iter_mut().enumerate().take(LABELS) {
                *slope = lattice.at(at, label) as f32
                    - f32::from(u8::from(label == usize::from(sentence.labels[at])));
            }
            if slopes.iter().all(|slope| slope.abs() < SLIGHT) {
                continue;
            }
            for &feature in features {
                let row = self.row(feature);
                for (label, slope) in slopes
                    .iter()
                    .enumerate()
                    .filter(|(_, slope)| slope.abs() >= SLIGHT)
                {
                    step(
                        &mut self.weights[row + label],
                        &mut squares.weights[row + label],
                        *slope,
                        rate,
                    );
                }
            }
        }
        self.learn_steps(squares, &lattice, sentence.labels, rate);
    }

    fn learn_steps(&mut self, squares: &mut Self, lattice: &Lattice, labels: &[u8], rate: f32) {
        for at in 0..labels.len() {
            let before = if at == 0 { 0 } else { usize::from(labels[at - 1]) };
            for from in 0..if at == 0 { 1 } else { LABELS } {
                for to in (0..LABELS).filter(|&to| may_follow(from, to)) {
                    let truth = from == before && to == usize::from(labels[at]);
                    let slope = lattice.step(at, from, to) as f32 - f32::from(u8::from(truth));
                    if slope.abs() >= SLIGHT {
                        step(
                            &mut self.steps[from][to],
                            &mut squares.steps[from][to],
                            slope,
                            rate,
                        );
                    }
                }
            }
        }
    }

    /// The probabilities of all labels of one sentence, by the features of its tokens.
    #[must_use]
    pub fn lattice(&self, features: &[Vec<u32>]) -> Lattice {
        let local: Vec<[f32; LABELS]> = features.iter().map(|features| self.local(features)).collect();
        let mut steps = [[0f32; LABELS]; LABELS];
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, step) in row.iter_mut().enumerate().filter(|(to, _)| may_follow(from, *to)) {
                *step = self.steps[from][to].exp();
            }
        }
        let mut lattice = Lattice {
            ahead: vec![[0.0; LABELS]; local.len()],
            behind: vec![[1.0; LABELS]; local.len()],
            scale: vec![1.0; local.len()],
            local,
            steps,
        };
        lattice.sweep();
        lattice
    }

    fn local(&self, features: &[u32]) -> [f32; LABELS] {
        let mut sums = [0f32; ROW];
        if !self.weights.is_empty() {
            for &feature in features {
                let row = self.row(feature);
                for (sum, weight) in sums.iter_mut().zip(&self.weights[row..row + ROW]) {
                    *sum += weight;
                }
            }
        }
        let top = sums[..LABELS].iter().copied().fold(f32::MIN, f32::max);
        std::array::from_fn(|label| (sums[label] - top).exp())
    }

    /// Writes the weights, one byte each.
    pub fn write(&self, to: &mut Writer) {
        let dense: Vec<f32> = self
            .weights
            .chunks_exact(ROW)
            .flat_map(|row| row[..LABELS].iter().copied())
            .collect();
        to.bytewise(&dense);
        for weight in self.steps.iter().flatten() {
            to.real(*weight);
        }
    }

    /// Reads what [`Self::write`] wrote; `None` where the bytes are of another form.
    pub fn read(from: &mut Reader) -> Option<Self> {
        let dense = from.bytewise()?;
        let rows = dense.len() / LABELS;
        if !rows.is_power_of_two() || rows * LABELS != dense.len() {
            return None;
        }
        let mut weights = vec![0f32; rows * ROW];
        for (row, own) in weights.chunks_exact_mut(ROW).zip(dense.chunks_exact(LABELS)) {
            row[..LABELS].copy_from_slice(own);
        }
        let mut steps = [[0f32; LABELS]; LABELS];
        for weight in steps.iter_mut().flatten() {
            *weight = from.real()?;
        }
        Some(Self { weights, steps })
    }
}

impl Lattice {
    /// Forward and backward sums, each token scaled to 1 so that long sentences do not underflow.
    fn sweep(&mut self) {
        let last = self.local.len();
        for at in 0..last {
            for to in 0..LABELS {
                let into: f64 = if at == 0 {
                    f64::from(self.steps[0][to])
                } else {
                    (0..LABELS)
                        .map(|from| self.ahead[at - 1][from] * f64::from(self.steps[from][to]))
                        .sum()
                };
                self.ahead[at][to] = into * f64::from(self.local[at][to]);
            }
            let sum = self.ahead[at].iter().sum::<f64>().max(1e-300);
            self.ahead[at].iter_mut().for_each(|value| *value /= sum);
            self.scale[at] = sum;
        }
        for at in (1..last).rev() {
            for from in 0..LABELS {
                let out: f64 = (0..LABELS)
                    .map(|to| {
                        f64::from(self.steps[from][to]) * f64::from(self.local[at][to]) * self.behind[at][to]
                    })
                    .sum();
                self.behind[at - 1][from] = out / self.scale[at];
            }
        }
    }

    /// Probability of `label` at token `at`.
    fn at(&self, at: usize, label: usize) -> f64 {
        self.ahead[at][label] * self.behind[at][label]
    }

    /// Probability that token `at` has label `to` and the one before it `from` (0 before the first token).
    fn step(&self, at: usize, from: usize, to: usize) -> f64 {
        let before = if at == 0 { 1.0 } else { self.ahead[at - 1][from] };
        before * f64::from(self.steps[from][to]) * f64::from(self.local[at][to]) * self.behind[at][to]
            / self.scale[at]
    }

    /// Probability that token `at` stands in a mention of `role`.
    #[must_use]
    pub fn inside(&self, at: usize, role: usize) -> f32 {
        (self.at(at, 1 + 2 * role) + self.at(at, 2 + 2 * role)) as f32
    }

    /// Probability that tokens `first..last` are exactly one mention of `role`.
    fn span(&self, first: usize, last: usize, role: usize) -> f64 {
        let (opens, goes_on) = (1 + 2 * role, 2 + 2 * role);
        let mut before = opens;
        let mut p = self.ahead[first][opens];
        for at in first + 1..last {
            p *= f64::from(self.steps[before][goes_on]) * f64::from(self.local[at][goes_on]) / self.scale[at];
            before = goes_on;
        }
        if last == self.local.len() {
            return p;
        }
        let ends: f64 = (0..LABELS)
            .filter(|&label| label != goes_on)
            .map(|label| {
                f64::from(self.steps[before][label] * self.local[last][label]) * self.behind[last][label]
            })
            .sum();
        p * ends / self.scale[last]
    }

    /// The spans of `role` of at most `longest` tokens whose probability is at least `least`: first, last, probability.
    #[must_use]
    pub fn spans(&self, role: usize, longest: usize, least: f32) -> Vec<(usize, usize, f32)> {
        let count = self.local.len();
        let mut out = Vec::new();
        for first in 0..count {
            if (self.at(first, 1 + 2 * role) as f32) < least {
                continue;
            }
            for last in first + 1..=(first + longest).min(count) {
                let p = self.span(first, last, role) as f32;
                if p >= least {
                    out.push((first, last, p));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The probability of a labelling by its own product over the sum of all labellings.
    fn by_trial(lattice: &Lattice, wanted: impl Fn(&[usize]) -> bool) -> f64 {
        let n = lattice.local.len();
        let (mut hit, mut all) = (0.0, 0.0);
        for code in 0..LABELS.pow(n as u32) {
            let labels: Vec<usize> = (0..n).map(|at| code / LABELS.pow(at as u32) % LABELS).collect();
            let mut p = 1.0;
            for at in 0..n {
                let from = if at == 0 { 0 } else { labels[at - 1] };
                p *= f64::from(lattice.steps[from][labels[at]]) * f64::from(lattice.local[at][labels[at]]);
            }
            all += p;
            if wanted(&labels) {
                hit += p;
            }
        }
        hit / all
    }

    #[test]
    fn sums_are_those_of_all_labellings_and_it_learns() {
        let features: Vec<Vec<u32>> = vec![vec![1, 2], vec![3], vec![4, 2]];
        let labels = [0u8, 1, 2];
        let other: Vec<Vec<u32>> = vec![vec![1], vec![5], vec![2]];
        let sentences = [
            Labelled {
                features: &features,
                labels: &labels,
            },
            Labelled {
                features: &other,
                labels: &[0, 0, 0],
            },
        ];
        let how = Fit {
            bits: 5,
            passes: 12,
            rate: 0.2,
        };
        let model = Chain::fit(&sentences, how);
        let lattice = model.lattice(&features);
        let exact = by_trial(&lattice, |labels| labels[1] == 1 && labels[2] == 2);
        let spans = lattice.spans(0, 5, 0.01);
        let found = spans.iter().find(|span| (span.0, span.1) == (1, 3)).unwrap();
        assert!(
            (f64::from(found.2) - exact).abs() < 1e-5 && found.2 > 0.5,
            "{spans:?} {exact}"
        );
        let short = by_trial(&lattice, |labels| labels[1] == 1 && labels[2] != 2);
        assert!((lattice.span(1, 2, 0) - short).abs() < 1e-5);
        assert!(
            (f64::from(lattice.inside(2, 0)) - by_trial(&lattice, |l| matches!(l[2], 1 | 2))).abs() < 1e-5
        );
        let mut writer = Writer::default();
        model.write(&mut writer);
        let again = Chain::read(&mut Reader::new(&writer.bytes))
            .unwrap()
            .lattice(&features);
        assert!((again.inside(1, 0) - lattice.inside(1, 0)).abs() < 0.05);
        assert!(Chain::default().lattice(&[]).spans(0, 3, 0.1).is_empty());
    }
}

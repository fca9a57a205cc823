//! Choosing one of several by a linear model: full-batch gradient descent on the likelihood of the right ones, without any
//! randomness, so that the same samples give the same weights.

use super::logistic::Fit;

/// One choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Of each candidate its features by place in the table, with their values.
    pub candidates: Vec<Vec<(usize, f64)>>,
    /// Which of them are right.
    pub right: Vec<bool>,
    /// The text it stands in: choices of one text are never on both sides of a cross-validation.
    pub text: usize,
}

/// How likely each candidate of `choice` is by `weights`: shares that sum to 1.
#[must_use]
pub fn shares(choice: &Choice, weights: &[f64]) -> Vec<f64> {
    let score = |features: &Vec<(usize, f64)>| -> f64 {
        let one = |&(at, value): &(usize, f64)| weights.get(at).copied().unwrap_or(0.0) * value;
        features.iter().map(one).sum()
    };
    let scores: Vec<f64> = choice.candidates.iter().map(score).collect();
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
    let total: f64 = parts.iter().sum();
    parts.into_iter().map(|part| part / total).collect()
}

/// The weights under which the right candidates of `choices` are likeliest, drawn to `prior`, a weight a feature.
///
/// Choices without any right candidate teach nothing and are passed over.
#[must_use]
pub fn fit(choices: &[&Choice], prior: &[f64], how: Fit) -> Vec<f64> {
    let mut weights = prior.to_vec();
    let taught: Vec<&&Choice> = choices.iter().filter(|one| one.right.contains(&true)).collect();
    let count = taught.len().max(1) as f64;
    for _ in 0..how.steps {
        let pull = |(weight, prior): (&f64, &f64)| how.penalty * (weight - prior);
        let mut slope: Vec<f64> = weights.iter().zip(prior).map(pull).collect();
        for choice in &taught {
            let shares = shares(choice, &weights);
            let right: f64 = shares
                .iter()
                .zip(&choice.right)
                .map(|(p, &r)| if r { *p } else { 0.0 })
                .sum();
            for ((features, &right_one), share) in choice.candidates.iter().zip(&choice.right).zip(&shares) {
                let wanted = if right_one { share / right.max(1e-12) } else { 0.0 };
                for &(at, value) in features {
                    slope[at] += (share - wanted) * value / count;
                }
            }
        }
        for (weight, slope) in weights.iter_mut().zip(slope) {
            *weight -= how.step * slope;
        }
    }
    weights
}

/// The number of the likeliest candidate of each choice by weights fitted on texts of other folds (by number of the text,
/// modulo `folds`); the first of equals.
#[must_use]
pub fn unseen(choices: &[Choice], prior: &[f64], how: Fit, folds: usize) -> Vec<usize> {
    let mut out = vec![0; choices.len()];
    for fold in 0..folds {
        let others: Vec<&Choice> = choices.iter().filter(|one| one.text % folds != fold).collect();
        let weights = fit(&others, prior, how);
        for (best, choice) in out.iter_mut().zip(choices) {
            if choice.text % folds == fold {
                *best = likeliest(&shares(choice, &weights));
            }
        }
    }
    out
}

fn likeliest(shares: &[f64]) -> usize {
    let mut best = 0;
    for (at, share) in shares.iter().enumerate() {
        if *share > shares[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOW: Fit = Fit {
        steps: 300,
        step: 1.0,
        penalty: 0.001,
    };

    #[test]
    fn learns_which_of_two_and_leaves_the_unseen_alone() {
        let choice = |text, first: usize, second: usize, right| Choice {
            candidates: vec![vec![(first, 1.0)], vec![(second, 1.0)]],
            right: vec![right, !right],
            text,
        };
        let all = [
            choice(0, 0, 1, true),
            choice(1, 1, 0, false),
            choice(2, 0, 1, true),
        ];
        let refs: Vec<&Choice> = all.iter().collect();
        let weights = fit(&refs, &[0.0, 0.0, 0.5], HOW);
        assert!(weights[0] > 1.0 && weights[1] < -1.0);
        assert!((weights[2] - 0.5).abs() < 1e-9);
        assert_eq!(unseen(&all, &[0.0; 3], HOW, 3), [0, 1, 0]);
        let sum: f64 = shares(&all[0], &weights).iter().sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }

    #[test]
    fn without_a_right_one_nothing_is_learnt() {
        let choice = Choice {
            candidates: vec![vec![(0, 1.0)], vec![]],
            right: vec![false, false],
            text: 0,
        };
        assert_eq!(fit(&[&choice], &[0.3], HOW), [0.3]);
    }
}

//! Conditional logistic regression: of several candidates one is picked, by the weights of their named features.
//!
//! Full-batch gradient descent without any randomness, each weight drawn to one given beforehand; several right candidates
//! of one choice are equally right.

use super::logistic::Fit;

/// One choice: its candidates, and in which text it stands.
#[derive(Clone, Debug)]
pub struct Pick {
    /// Features of each candidate by place in the table, with their values.
    pub candidates: Vec<Vec<(usize, f64)>>,
    /// Which of them are right.
    pub right: Vec<bool>,
    /// Its text: choices of one text are never on both sides of a cross-validation.
    pub text: usize,
}

impl Pick {
    /// The candidate with the highest sum of weights; the first of equals, `None` for none.
    #[must_use]
    pub fn best(&self, weights: &[f64]) -> Option<usize> {
        let scores = scores(self, weights);
        (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
    }
}

fn scores(pick: &Pick, weights: &[f64]) -> Vec<f64> {
    let of = |features: &Vec<(usize, f64)>| -> f64 {
        features
            .iter()
            .map(|&(index, value)| weights.get(index).copied().unwrap_or(0.0) * value)
            .sum()
    };
    pick.candidates.iter().map(of).collect()
}

/// Shares that sum to one over those that count.
fn shares(scores: &[f64], counts: impl Fn(usize) -> bool) -> Vec<f64> {
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let raw: Vec<f64> = scores
        .iter()
        .enumerate()
        .map(|(at, score)| if counts(at) { (score - top).exp() } else { 0.0 })
        .collect();
    let sum = raw.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    raw.into_iter().map(|share| share / sum).collect()
}

/// The weights that fit `picks`, drawn to `prior`, a weight a feature. Choices without a right candidate teach nothing.
#[must_use]
pub fn fit(picks: &[&Pick], prior: &[f64], how: Fit) -> Vec<f64> {
    let taught: Vec<&&Pick> = picks.iter().filter(|pick| pick.right.contains(&true)).collect();
    let count = taught.len().max(1) as f64;
    let mut weights = prior.to_vec();
    for _ in 0..how.steps {
        let mut slope: Vec<f64> = weights
            .iter()
            .zip(prior)
            .map(|(weight, prior)| how.penalty * (weight - prior))
            .collect();
        for pick in &taught {
            let scores = scores(pick, &weights);
            let (all, right) = (shares(&scores, |_| true), shares(&scores, |at| pick.right[at]));
            for (at, features) in pick.candidates.iter().enumerate() {
                let off = (all[at] - right[at]) / count;
                for &(index, value) in features {
                    slope[index] += off * value;
                }
            }
        }
        for (weight, slope) in weights.iter_mut().zip(slope) {
            *weight -= how.step * slope;
        }
    }
    weights
}

/// For each choice the candidate picked by weights fitted on texts of other folds (by number of the text, modulo `folds`).
#[must_use]
pub fn unseen(picks: &[Pick], prior: &[f64], how: Fit, folds: usize) -> Vec<Option<usize>> {
    let mut out = vec![None; picks.len()];
    for fold in 0..folds {
        let others: Vec<&Pick> = picks.iter().filter(|pick| pick.text % folds != fold).collect();
        let weights = fit(&others, prior, how);
        for (picked, pick) in out
            .iter_mut()
            .zip(picks)
            .filter(|(_, pick)| pick.text % folds == fold)
        {
            *picked = pick.best(&weights);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_by_what_told_the_right_ones_apart_and_keeps_the_prior_of_the_rest() {
        let how = Fit {
            steps: 300,
            step: 0.5,
            penalty: 0.001,
        };
        let picks: Vec<Pick> = (0..20)
            .map(|text| Pick {
                candidates: vec![vec![(0, 1.0)], vec![(1, 1.0)], vec![(0, 1.0), (1, 1.0)]],
                right: vec![false, true, false],
                text,
            })
            .collect();
        let all: Vec<&Pick> = picks.iter().collect();
        let weights = fit(&all, &[0.0, 0.0, 0.7], how);
        assert!(weights[1] > 0.5 && weights[0] < -0.5 && (weights[2] - 0.7).abs() < 1e-9);
        assert!(
            unseen(&picks, &[0.0; 3], how, 4)
                .iter()
                .all(|picked| *picked == Some(1))
        );
        assert_eq!(
            Pick {
                candidates: Vec::new(),
                right: Vec::new(),
                text: 0
            }
            .best(&weights),
            None
        );
    }
}

//! Logistic regression over named features, each with a weight it is drawn to: full-batch gradient descent without any
//! randomness, so that the same samples give the same weights.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Names of features with their places in the table of weights.
pub type Names = BTreeMap<&'static str, usize>;

/// One thing to judge.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Features by place in the table, with their values.
    pub features: Vec<(usize, f64)>,
    /// 1 for yes, 0 for no.
    pub truth: f64,
    /// The text it stands in: samples of one text are never on both sides of a cross-validation.
    pub text: usize,
}

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// Steps of the descent.
    pub steps: usize,
    /// Their length.
    pub step: f64,
    /// Pull of each weight towards the one it is drawn to.
    pub penalty: f64,
}

/// The features of one sample as places in the table; names not seen before are added.
#[must_use]
pub fn placed(features: &[(&'static str, f32)], names: &mut Names) -> Vec<(usize, f64)> {
    features
        .iter()
        .map(|&(name, value)| {
            let next = names.len();
            (*names.entry(name).or_insert(next), f64::from(value))
        })
        .collect()
}

/// The sum of the weights of `sample`: a logit.
#[must_use]
pub fn score(sample: &Sample, weights: &[f64]) -> f64 {
    sample
        .features
        .iter()
        .map(|&(index, value)| weights.get(index).copied().unwrap_or(0.0) * value)
        .sum()
}

/// The weights that fit `samples`, drawn to `prior`, a weight a feature.
#[must_use]
pub fn fit(samples: &[&Sample], prior: &[f64], how: Fit) -> Vec<f64> {
    let mut weights = prior.to_vec();
    let count = samples.len().max(1) as f64;
    for _ in 0..how.steps {
        let mut slope: Vec<f64> = weights
            .iter()
            .zip(prior)
            .map(|(weight, prior)| how.penalty * (weight - prior))
            .collect();
        for sample in samples {
            let given = 1.0 / (1.0 + (-score(sample, &weights)).exp());
            let off = (given - sample.truth) / count;
            for &(index, value) in &sample.features {
                slope[index] += off * value;
            }
        }
        for (weight, slope) in weights.iter_mut().zip(slope) {
            *weight -= how.step * slope;
        }
    }
    weights
}

/// The score of each sample by weights fitted on texts of other folds (by number of the text, modulo `folds`).
#[must_use]
pub fn unseen(samples: &[Sample], prior: &[f64], how: Fit, folds: usize) -> Vec<f64> {
    let mut out = vec![0.0; samples.len()];
    for fold in 0..folds {
        let others: Vec<&Sample> = samples
            .iter()
            .filter(|sample| sample.text % folds != fold)
            .collect();
        let weights = fit(&others, prior, how);
        for (score_of, sample) in out.iter_mut().zip(samples) {
            if sample.text % folds == fold {
                *score_of = score(sample, &weights);
            }
        }
    }
    out
}

/// Lines `name<tab>weight`, in the order of the names.
#[must_use]
pub fn lines(names: &Names, weights: &[f64]) -> String {
    let mut out = String::new();
    for (name, &index) in names {
        let _ = writeln!(out, "{name}\t{:.4}", weights.get(index).copied().unwrap_or(0.0));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOW: Fit = Fit {
        steps: 400,
        step: 0.5,
        penalty: 0.001,
    };

    #[test]
    fn learns_the_sign_and_keeps_the_prior_of_what_never_stood() {
        let mut names = Names::new();
        let yes = placed(&[("bias", 1.0), ("yes", 1.0)], &mut names);
        let no = placed(&[("bias", 1.0), ("no", 1.0)], &mut names);
        let _ = placed(&[("never", 1.0)], &mut names);
        let samples: Vec<Sample> = (0..20)
            .map(|text| Sample {
                features: if text % 2 == 0 { yes.clone() } else { no.clone() },
                truth: f64::from(u8::from(text % 2 == 0)),
                text,
            })
            .collect();
        let mut prior = vec![0.0; names.len()];
        prior[names["never"]] = 0.7;
        let all: Vec<&Sample> = samples.iter().collect();
        let weights = fit(&all, &prior, HOW);
        assert!(weights[names["yes"]] > 0.5 && weights[names["no"]] < -0.5);
        assert!((weights[names["never"]] - 0.7).abs() < 1e-9);
        let judged = unseen(&samples, &prior, HOW, 4);
        assert!(
            judged
                .iter()
                .zip(&samples)
                .all(|(score, sample)| (*score > 0.0) == (sample.truth > 0.5))
        );
        assert!(lines(&names, &weights).contains("yes\t"));
    }
}

//! A linear judge of yes or no over hashed features, fitted by logistic loss with steps that shrink for frequent features.

use super::bytes::{Reader, Writer};
use super::draw::Draw;

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The table has 2 to the power of this many weights.
    pub bits: u32,
    /// Passes over the examples.
    pub passes: usize,
    /// Length of the first step.
    pub rate: f32,
    /// Pull towards zero.
    pub pull: f32,
}

/// The weights.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    weights: Vec<f32>,
    bias: f32,
}

/// From a score to a probability.
#[must_use]
pub fn chance(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

impl Linear {
    /// Fits to examples: features, and 1 for yes or 0 for no.
    #[must_use]
    pub fn fit(examples: &[(&[u32], f32)], how: Fit) -> Self {
        let mask = (1usize << how.bits) - 1;
        let mut model = Self {
            weights: vec![0.0; mask + 1],
            bias: 0.0,
        };
        let mut squares = vec![0f32; mask + 1];
        let mut bias_square = 0f32;
        let mut draw = Draw(5);
        for _ in 0..how.passes {
            for at in draw.order(examples.len()) {
                let (features, truth) = examples[at];
                let slope = chance(model.score(features)) - truth;
                for feature in features {
                    let at = *feature as usize & mask;
                    let step = slope + how.pull * model.weights[at];
                    squares[at] += step * step;
                    model.weights[at] -= how.rate * step / (squares[at].sqrt() + 1e-6);
                }
                bias_square += slope * slope;
                model.bias -= how.rate * slope / (bias_square.sqrt() + 1e-6);
            }
        }
        model
    }

    /// The score of `features`: above 0 is rather yes. 0 for a model without weights.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> f32 {
        let Some(mask) = self.weights.len().checked_sub(1) else {
            return 0.0;
        };
        let sum: f32 = features
            .iter()
            .map(|feature| self.weights[*feature as usize & mask])
            .sum();
        self.bias + sum
    }

    /// The weight of one feature: its share of the score.
    #[must_use]
    pub fn share(&self, feature: u32) -> f32 {
        self.score(&[feature]) - self.bias
    }

    /// Writes the weights, one byte each.
    pub fn write(&self, to: &mut Writer) {
        to.real(self.bias);
        to.bytewise(&self.weights);
    }

    /// Reads what [`Self::write`] wrote; `None` where the bytes are of another form.
    pub fn read(from: &mut Reader) -> Option<Self> {
        let bias = from.real()?;
        let weights = from.bytewise()?;
        (weights.is_empty() || weights.len().is_power_of_two()).then_some(Self { weights, bias })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_which_feature_says_yes() {
        let (yes, no): (&[u32], &[u32]) = (&[1, 9], &[2, 9]);
        let examples: Vec<(&[u32], f32)> = (0..40)
            .map(|k| if k % 2 == 0 { (yes, 1.0) } else { (no, 0.0) })
            .collect();
        let how = Fit {
            bits: 6,
            passes: 5,
            rate: 0.3,
            pull: 0.0,
        };
        let model = Linear::fit(&examples, how);
        assert!(chance(model.score(yes)) > 0.9 && chance(model.score(no)) < 0.1);
        assert!(model.share(1) > 0.5 && model.share(2) < -0.5);
        let mut writer = Writer::default();
        model.write(&mut writer);
        let again = Linear::read(&mut Reader::new(&writer.bytes)).unwrap();
        assert!((again.score(yes) - model.score(yes)).abs() < 0.1);
        assert_eq!(Linear::default().score(yes), 0.0);
    }
}

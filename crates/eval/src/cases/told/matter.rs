//! Trains the model of what a text is about: whether texts that speak of these things report events.

use super::Text;
use std::collections::BTreeMap;
use std::fmt::Write;
use tocsin_extract::gather::told::matter::{BIAS, Matter, value};

/// Texts a concept must stand in to count.
const LEAST: usize = 3;
/// The steps of gradient descent, their size, and how much the texts count beside the pull of all weights to 0.
const STEPS: usize = 3000;
const STEP: f64 = 3.0;
const TRUST: f64 = 5.0;

/// Acts that never speak against a report, however often essays name them: a message of one sentence has nothing else.
const PLAIN: &[&str] = &["attack", "ambush", "shoot", "kill", "abduct", "massacre", "clash"];

/// The trained model: by topic and concept its place.
pub(super) struct About {
    keys: BTreeMap<(&'static str, &'static str), usize>,
    rarity: Vec<f64>,
    weights: Vec<f64>,
    bias: f64,
}

impl About {
    /// Fits the model to `texts`.
    pub(super) fn fit(texts: &[&Text]) -> Self {
        let mut seen: BTreeMap<(&'static str, &'static str), usize> = BTreeMap::new();
        for text in texts {
            for (key, _) in &text.matter {
                *seen.entry(*key).or_default() += 1;
            }
        }
        let count = texts.len() as f64;
        let mut out = Self {
            keys: BTreeMap::new(),
            rarity: Vec::new(),
            weights: Vec::new(),
            bias: 0.0,
        };
        for (key, texts) in seen.into_iter().filter(|(_, texts)| *texts >= LEAST) {
            out.keys.insert(key, out.rarity.len());
            out.rarity.push(((1.0 + count) / (1.0 + texts as f64)).ln() + 1.0);
        }
        out.weights = vec![0.0; out.rarity.len()];
        let rows: Vec<(Vec<(usize, f64)>, f64)> = texts
            .iter()
            .map(|text| (out.row(&text.matter), f64::from(u8::from(text.reports))))
            .collect();
        for _ in 0..STEPS {
            out.step(&rows, count);
        }
        out
    }

    fn step(&mut self, rows: &[(Vec<(usize, f64)>, f64)], count: f64) {
        let mut slope: Vec<f64> = self
            .weights
            .iter()
            .map(|weight| weight / (TRUST * count))
            .collect();
        let mut of_bias = 0.0;
        for (row, reports) in rows {
            let off = (1.0 / (1.0 + (-self.sum(row)).exp()) - reports) / count;
            of_bias += off;
            for &(index, value) in row {
                slope[index] += off * value;
            }
        }
        for (weight, slope) in self.weights.iter_mut().zip(slope) {
            *weight -= STEP * slope;
        }
        for ((topic, concept), &index) in &self.keys {
            if *topic == "act" && PLAIN.contains(concept) {
                self.weights[index] = self.weights[index].max(0.0);
            }
        }
        self.bias -= STEP * of_bias;
    }

    /// The known concepts of a text with their values, of length 1 together.
    fn row(&self, matter: &Matter) -> Vec<(usize, f64)> {
        let mut row: Vec<(usize, f64)> = matter
            .iter()
            .filter_map(|(key, times)| {
                let &index = self.keys.get(key)?;
                Some((index, f64::from(value(*times, self.rarity[index] as f32))))
            })
            .collect();
        let length = row.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
        for (_, value) in &mut row {
            *value /= length.max(1e-9);
        }
        row
    }

    fn sum(&self, row: &[(usize, f64)]) -> f64 {
        self.bias
            + row
                .iter()
                .map(|&(index, value)| self.weights[index] * value)
                .sum::<f64>()
    }

    /// How much `matter` speaks for a report of events: a logit.
    pub(super) fn score(&self, matter: &Matter) -> f64 {
        self.sum(&self.row(matter))
    }

    /// Lines `topic:concept<tab>weight<tab>rarity`.
    pub(super) fn lines(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "{}:{}\t{:.4}\t1", BIAS.0, BIAS.1, self.bias);
        for ((topic, concept), &index) in &self.keys {
            let (weight, rarity) = (self.weights[index], self.rarity[index]);
            let _ = writeln!(out, "{topic}:{concept}\t{weight:.4}\t{rarity:.4}");
        }
        out
    }
}

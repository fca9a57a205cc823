//! Whether a draft tells of an event: what the draft shows, and what the whole text is about, each part of it named.
//!
//! "Prices exploded" and "the critics attacked" have the words of violence but nobody armed, hurt or hit; an essay, a verdict
//! or an anniversary has all of it, and yet nothing happened that day.
//! So two linear models are asked: one of the draft, with its days, places, people and words around it, and one of the text's
//! matter, that is of how often it speaks of what ([`matter`]). Their sum must pass [`BAR`].
//! The weights are trained by `tocsin-eval train told gold/cases` on our own cases; see `data/models/PROVENANCE.md`.

mod days;
mod draft;
pub mod matter;
mod page;

pub(super) use self::draft::{All, features};
pub(super) use self::page::Page;

use self::matter::Matter;
use rustc_hash::FxHashMap;

/// What a draft shows: names of features with their values, mostly 1.
pub type Features = Vec<(&'static str, f32)>;

/// The trained weights.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// By name of a draft's feature.
    draft: FxHashMap<&'static str, f32>,
    /// By topic and concept of a text's words: weight and rarity.
    matter: FxHashMap<(&'static str, &'static str), (f32, f32)>,
}

impl Weights {
    /// What ships with the reader.
    #[must_use]
    pub fn embedded() -> Self {
        Self::parse(include_str!("../../../../data/models/told.tsv"))
    }

    /// Weights from lines `feature<tab>weight`, and `topic:concept<tab>weight<tab>rarity` for a text's matter; lines that
    /// do not parse are skipped.
    #[must_use]
    pub fn parse(text: &'static str) -> Self {
        let mut out = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('\t');
            let (Some(name), Some(weight)) = (parts.next(), parts.next()) else {
                continue;
            };
            let Ok(weight) = weight.trim().parse() else {
                continue;
            };
            match (
                parts.next().map(|rarity| rarity.trim().parse()),
                name.split_once(':'),
            ) {
                (Some(Ok(rarity)), Some(key)) => {
                    out.matter.insert(key, (weight, rarity));
                }
                (None, _) => {
                    out.draft.insert(name, weight);
                }
                _ => {}
            }
        }
        out
    }

    /// How much a draft speaks for an event: a logit.
    #[must_use]
    pub fn score(&self, features: &Features) -> f32 {
        features
            .iter()
            .map(|(name, value)| self.draft.get(name).copied().unwrap_or(0.0) * value)
            .sum()
    }

    /// How much the matter of a text speaks for a report of events: a logit.
    #[must_use]
    pub fn report(&self, matter: &Matter) -> f32 {
        let mut sum = 0.0;
        let mut norm = 0.0;
        for (key, times) in matter {
            let Some((weight, rarity)) = self.matter.get(key) else {
                continue;
            };
            let value = matter::value(*times, *rarity);
            sum += weight * value;
            norm += value * value;
        }
        let bias = self.matter.get(&matter::BIAS).map_or(0.0, |(weight, _)| *weight);
        bias + if norm > 0.0 { sum / norm.sqrt() } else { 0.0 }
    }

    /// The features that weigh most, heaviest first, at most `count`.
    #[must_use]
    pub fn heaviest(&self, features: &Features, count: usize) -> Features {
        let mut parts: Features = features
            .iter()
            .map(|(name, value)| (*name, self.draft.get(name).copied().unwrap_or(0.0) * value))
            .filter(|(name, part)| *name != BIAS && part.abs() > 0.05)
            .collect();
        parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
        parts.truncate(count);
        parts
    }
}

/// What must speak for a draft before it is told: an incident that never was does more harm than one told late.
pub const BAR: f32 = 1.6;

/// How much what the text is about counts beside what its draft shows.
pub const MATTER: f32 = 1.5;

/// The feature every draft has.
const BIAS: &str = "bias";

//! What a text is about: how often its words fall under each concept of the word lists, in either language.

use crate::lexicon::{Mark, Topic};
use crate::scene::Scene;
use rustc_hash::FxHashMap;

/// How often a text has words of each topic and concept, sorted by them.
pub type Matter = Vec<((&'static str, &'static str), u32)>;

/// The key of what every text has.
pub const BIAS: (&str, &str) = ("page", "bias");

/// The matter of a text. Who bears arms counts alike whichever side it is on, and a named party is any party: the same text
/// with the actor swapped is about the same.
#[must_use]
pub fn of(scene: &Scene) -> Matter {
    let mut times: FxHashMap<(&'static str, &'static str), u32> = FxHashMap::default();
    for key in scene.marks.iter().filter_map(key) {
        *times.entry(key).or_default() += 1;
    }
    let mut out: Matter = times.into_iter().collect();
    out.sort_unstable();
    out
}

fn key(mark: &Mark) -> Option<(&'static str, &'static str)> {
    let entry = &mark.entry;
    Some(match entry.topic {
        Topic::Act => ("act", entry.concept),
        Topic::Harm => ("harm", entry.concept),
        Topic::Actor => ("actor", "any"),
        Topic::Group if matches!(entry.kind, "armed" | "attacker" | "forces") => ("group", "armed"),
        Topic::Group => ("group", entry.concept),
        Topic::Site => ("site", entry.concept),
        Topic::Weapon => ("weapon", entry.concept),
        Topic::Speech => ("speech", entry.concept),
        Topic::Cue => ("cue", entry.concept),
        Topic::Number => ("number", entry.kind),
        Topic::Bound => ("bound", entry.concept),
        _ => return None,
    })
}

/// What `times` mentions of a concept of that `rarity` weigh, before the text's length is taken out.
#[must_use]
pub fn value(times: u32, rarity: f32) -> f32 {
    (1.0 + (times.max(1) as f32).ln()) * rarity
}

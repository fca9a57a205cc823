//! Benches of speed and memory on built-in texts.

pub mod adversarial;
pub mod clock;
pub mod stages;
pub mod texts;

use crate::cli::Bench;
use crate::outcome::Outcome;

/// Measures what is asked, one outcome a size; the adversarial texts are measured once.
#[must_use]
pub fn run(asked: &Bench) -> Vec<Outcome> {
    let name = asked.name.as_deref();
    let mut outcomes = Vec::new();
    if name.is_none() || name == Some("adversarial") {
        outcomes.push(adversarial::run());
    }
    if name != Some("adversarial") {
        outcomes.extend(asked.sizes.iter().map(|&size| stages::run(name, size)));
    }
    outcomes
}

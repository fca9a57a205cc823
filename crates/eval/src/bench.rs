//! Benches of speed and memory on built-in texts.

pub mod adversarial;
pub mod clock;
pub mod gazetteer;
pub mod register;
pub mod stages;
pub mod tales;
pub mod texts;

use crate::cli::Bench;
use crate::outcome::Outcome;

/// Measures what is asked, one outcome a size, each when it is taken; the adversarial texts are measured once, and first.
pub fn run(asked: &Bench) -> impl Iterator<Item = Outcome> {
    let name = asked.name.as_deref();
    let hard = name.is_none() || name == Some("adversarial");
    let sizes = if name == Some("adversarial") {
        &[][..]
    } else {
        &asked.sizes[..]
    };
    hard.then(adversarial::run)
        .into_iter()
        .chain(sizes.iter().map(move |&size| match name {
            Some("register") => register::register(size),
            Some("copies") => register::copies(size),
            _ => stages::run(name, size),
        }))
}

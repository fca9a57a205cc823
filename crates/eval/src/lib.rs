//! Measures Tocsin: readers of gold data, scorers, runs of the product over them, and benches of speed and size.
//!
//! Scorers are pure modules with hand-computed tests; runs call the product's own functions, so a score speaks about it.

pub mod assign;
pub mod files;
pub mod muc4;
pub mod outcome;
pub mod tally;

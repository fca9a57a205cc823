//! Measures Tocsin: readers of gold data, scorers, runs of the product over them, and benches of speed and size.
//!
//! Scorers are pure modules with hand-computed tests; runs call the product's own functions, so a score speaks about it.

pub mod assign;
pub mod bench;
pub mod cases;
pub mod cli;
pub mod dates;
pub mod desk;
pub mod files;
pub mod gazetteer;
pub mod geo;
pub mod learn;
pub mod linking;
pub mod muc4;
pub mod notes;
pub mod outcome;
pub mod plover;
pub mod product;
pub mod spans;
pub mod table;
pub mod tally;
pub mod train;
pub mod wikievents;

//! Small learners for models of our own: hashed features, a linear judge, a choice among several, boosted trees, a chain model, word classes.
//!
//! All of them are deterministic: fixed seeds, no hash order, one thread a model. Weights are written with one byte each.

pub mod bytes;
pub mod chain;
pub mod classes;
pub mod draw;
pub mod folds;
pub mod linear;
pub mod logistic;
pub mod memory;
pub mod name;
pub mod pick;
pub mod trees;

//! Places: the reading of toponym gold, its scorer, and the run over it.

pub mod run;
pub mod score;

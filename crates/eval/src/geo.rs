//! Places: the reading of toponym gold, its scorer, and the run over it.

pub mod fine;
pub mod run;
pub mod score;

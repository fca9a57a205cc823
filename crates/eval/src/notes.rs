//! Coded notes: short texts of one event each, with the deaths, type, actor and place wanted.

pub mod as_cases;
pub mod run;
pub mod score;

//! Our own cases in Markdown: how they are read, how a reading is scored against them, and the runs.

pub mod choice;
pub mod code;
pub mod dossiers;
pub mod form;
pub mod number;
pub mod parse;
pub mod run;
pub mod score;
pub mod speaker;
pub mod told;

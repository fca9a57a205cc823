//! Dates: readers of TimeML, MEANTIME and JSON-lines gold, the TempEval-3 scorer, and the run over them.

pub mod cat;
pub mod forms;
pub mod run;
pub mod score;
pub mod timeml;

pub use forms::{DatedText, WantedDate};

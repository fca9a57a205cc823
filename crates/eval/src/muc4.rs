//! MUC-4: the reading of its files, its scorers, and the run of the product over its documents.

pub mod adapter;
pub mod dateline;
pub mod entities;
pub mod forms;
pub mod make;
pub mod model;
pub mod normal;
pub mod run;
pub mod slots;
pub mod templates;
pub mod values;

pub use forms::{Extracts, ROLES, Template};

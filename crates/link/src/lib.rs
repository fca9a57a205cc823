//! Linking: which accounts tell of one event, which reports derive from which, and what cannot all be true.
//!
//! [`link`] takes one report and its reading, asks the register for what bears on it, and gives back the incidents that
//! change. [`regroup`] does the same for incidents a person merged or split.
//! Which accounts are one event is a function of the accounts and of people's constraints, never of the order of arrival.

mod cluster;
mod facts;
mod identity;
mod incident;
pub mod journey;
pub mod lineage;
pub mod memory;
pub mod muted;
mod probe;
mod same_event;
mod scope;
pub mod texts;
pub mod truth;
pub mod weigh;
pub mod words;

pub use journey::{Linked, link, regroup, why};

//! Review: the grade that rules propose, and the decisions by which people move an incident.
//!
//! Rules only propose: no rule gives the number 1, and no rule moves an incident.

pub mod decision;
pub mod grade;
pub mod merge_split;
pub mod record;

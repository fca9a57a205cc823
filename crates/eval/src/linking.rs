//! Linking: clusters of texts, reuse of text, and which of several claims is true, with the runs over them.

pub mod auc;
pub mod clusters;
pub mod rewrite;
pub mod run;
pub mod syndication;
pub mod truth;

//! Models of our own for MUC-4: which words fill which role, which documents and sentences tell of an incident.
//!
//! `tocsin-eval train muc4` fits them on the train and dev splits; the weights hold no text, only hashes. What the task wants of a
//! text that the product does not (its notion of relevance, military against civil targets, which words name a thing)
//! stands here and not in the product's reader.

pub mod alias;
pub mod chunk;
pub mod document;
pub mod entity;
pub mod harm;
pub mod page;
pub mod same;
pub mod sentence;
pub mod template;
pub mod token;
pub mod train;
pub mod weights;

pub use page::Page;
pub use weights::Weights;

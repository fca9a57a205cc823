//! Upstream marks: the words that name the agency or outlet a report was taken from.

use crate::draft::Draft;

/// Adds the upstream marks found in the blocks of `draft`, and names lines that are nothing else [`tocsin_core::BlockKind::Credit`].
pub fn mark(_draft: &mut Draft) {}

//! The pages: server-rendered, readable without script, in English and French.

pub mod map;
pub mod page;
pub mod text;

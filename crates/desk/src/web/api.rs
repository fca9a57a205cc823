//! JSON over HTTP, for programs.

pub mod incidents;

//! (room laid out; see ARCHITECTURE.md)
fn main() {}

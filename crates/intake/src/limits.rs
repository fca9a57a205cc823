//! How much of one item is read at most: caps that keep time and memory bounded, whatever comes in.

/// Bytes of one item that are read; the rest is kept by the store only.
pub const BYTES: usize = 8 << 20;
/// Bytes of readable text of one report.
pub const TEXT: usize = 4 << 20;
/// Blocks of one report.
pub const BLOCKS: usize = 50_000;
/// Rows of all tables of one report.
pub const ROWS: usize = 10_000;
/// Cells of one row.
pub const CELLS: usize = 64;
/// Reports of one item (entries of a feed, rows of a file of forms).
pub const REPORTS: usize = 5_000;
/// Depth of open elements in markup; parsers work on a stack of this depth.
pub const DEPTH: usize = 256;
/// Nodes that a parser may build from markup.
pub const NODES: usize = 1_000_000;

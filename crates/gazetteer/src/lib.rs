//! The gazetteer: a compact index of place names that opens from bytes, and how it is built from GeoNames dumps and overlays.
//!
//! A [`Gazetteer`] is a pile of layers, each an [`Index`]: the world that ships with the binary, the overlay that
//! ships with it, and what a desk adds. [`Gazetteer::walk`] follows a name word by word through all of them at once;
//! what it ends on are [`Hit`]s, and an [`Entry`] tells what a hit knows: its kind, its point, the units it lies in.
//!
//! ```
//! use tocsin_gazetteer::Gazetteer;
//! let gazetteer = Gazetteer::embedded();
//! let hits = gazetteer.find("Niger");
//! assert!(hits.iter().any(|&hit| gazetteer.entry(hit).is_some_and(|entry| entry.country() == "NE")));
//! ```

pub mod boundaries;
mod build;
pub mod changes;
mod embedded;
mod entry;
mod error;
mod feature;
mod format;
mod gazetteer;
mod index;
pub mod key;
pub mod own;
mod units;

pub use boundaries::Boundaries;
pub use build::{Built, GazetteerBuilder, SourceFile, SourceKind, build};
pub use entry::{Entry, Unit};
pub use error::GazetteerError;
pub use feature::Feature;
pub use gazetteer::{Gazetteer, Hit, Walk};
pub use index::Index;

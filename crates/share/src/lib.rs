//! The only room that makes bytes for outsiders: [`clear`] passes or refuses, and the formats write what it passed.
//!
//! An [`Item`] is an incident with all that is needed to judge it; an [`Audience`] is who would get it.
//! [`clear`] gives a [`Cleared`], already coarsened, masked and stripped for that audience, or a [`Refusal`] with every
//! reason. [`pack`] writes what was cleared in one of [`FORMATS`].
//!
//! [`bulletin()`] makes statements with notes of it, for a page that people read.
//! What left can be taken back: [`recall`] names it to whoever got it.
//!
//! Nobody but [`clear`] can make or change a [`Cleared`]:
//! ```compile_fail,E0451
//! fn relabel(cleared: tocsin_share::Cleared) -> tocsin_share::Cleared {
//!     tocsin_share::Cleared { tlp: tocsin_core::Tlp::Clear, ..cleared }
//! }
//! ```

mod audience;
mod bulletin;
mod clear;
mod cleared;
mod coarse;
pub mod formats;
mod iso;
mod lint;
mod recall;
mod values;

pub use audience::{Audience, Delays, PlacePrecision, Purpose};
pub use bulletin::{Bulletin, Entry, Note, Statement, bulletin};
pub use clear::{Item, Refusal, clear};
pub use cleared::{Area, Cleared, ClearedField, ClearedPlace, ClearedValue};
pub use formats::{FORMATS, Format, Meta, Mixed, Parcel, format_of, pack};
pub use recall::recall;

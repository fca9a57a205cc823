//! The ledger and the register: everything that ever happened, hash-chained and append-only, and what it amounts to now.
//!
//! In reading order: `schema/ledger.sql` and `schema/register.sql` are the table of contents; a [`Store`] is opened;
//! a [`Batch`] commits reports with their journeys, and decisions, in one transaction; `project` says what each ledger
//! entry changes in the register; a [`View`] reads it as far as a clearance reaches, by [`Filter`] for lists;
//! `known` answers what linking asks; [`Store::verify`] walks the chain and [`Store::rebuild`] makes the register again.
//!
//! ```
//! # use tocsin_store::{Filter, Store};
//! # use tocsin_core::Tlp;
//! # let folder = tempfile::tempdir().unwrap();
//! let store = Store::open(folder.path().join("desk.tocsin"))?;
//! let page = store.view(Tlp::Clear).incidents(&Filter::default())?;
//! assert_eq!(page.total.n, 0);
//! assert!(store.verify(None)?.first_bad.is_none());
//! # Ok::<(), tocsin_store::StoreError>(())
//! ```

mod alone;
mod asks;
mod audit;
mod batch;
mod bulk;
mod cache;
mod columns;
mod credentials;
mod digest;
mod error;
mod facets;
mod fence;
mod filter;
mod handover;
mod hooks;
mod known;
mod ledger;
mod list;
mod pack;
mod people;
mod pins;
mod places;
mod project;
mod rebuild;
mod rows;
mod shelve;
mod sight;
mod store;
mod strip;
mod suggestions;
mod verify;
mod view;
mod work;

pub use audit::{Entry, Trail};
pub use batch::{Batch, Committed, OnConflict};
pub use columns::MarkKind;
pub use credentials::Passkey;
pub use error::{Conflict, StoreError};
pub use facets::{Choices, Facets};
pub use fence::Fenced;
pub use filter::{Bbox, Cursor, Filter};
pub use handover::{Handover, Happened, Shift, ShiftNote};
pub use hooks::{Happening, Hook, Parcel};
pub use known::MUTE_ABOVE;
pub use ledger::{Ask, Asked, Capture, Head, Kind, Release, Seen};
pub use list::Total;
pub use people::{Account, AccountChange, Token};
pub use pins::{Pin, Pins, Sketch};
pub use places::{OwnPlace, PlaceChange, PlaceSet, PlaceStep};
pub use sight::{Reader, is_group};
pub use store::Store;
pub use suggestions::{Suggestion, SuggestionAnswer, SuggestionCaps, Waiting};
pub use verify::{Bad, VerifyReport};
pub use view::{Met, Page, Record, Step, View};
pub use work::{EntryLine, Outgoing, Queue, ReportLine, SourceTally};

//! The words of Tocsin: the types every stage speaks in, and `annotate`, which prints a report with its claims underlined.
//!
//! In reading order: a [`Report`] is captured from a [`Source`]; stretches of it are [`Span`]s; what it says are
//! [`Claim`]s, each with a [`Speaker`] and a [`Stance`]; claims of one event form an [`Account`]; accounts of one event
//! form an [`Incident`] with its [`Origin`]s and [`Discrepancy`]s; people take [`Decision`]s about it.
//!
//! Nothing here does I/O, reads a clock or holds state.

pub mod account;
pub mod annotate;
pub mod claim;
pub mod codebook;
pub mod handling;
pub mod id;
pub mod incident;
pub mod keys;
pub mod known;
pub mod place;
pub mod problem;
pub mod report;
pub mod review;
pub mod source;
pub mod span;
pub mod when;

pub use account::{Account, AccountKind, LeftOut, LeftOutWhy, Reading, Standing};
pub use annotate::annotate;
pub use claim::{ActorName, Claim, Count, Field, Speaker, SpeakerKind, Stance, Term, Toll, Value};
pub use codebook::{Codebook, EventCode};
pub use handling::{Handling, Tlp};
pub use id::{AccountId, ClaimRef, IncidentId, ReportId};
pub use incident::{Direction, Discrepancy, FieldView, Incident, Lineage, LineageKind, Link, Origin, Rival};
pub use keys::Keys;
pub use known::{Asks, Constraint, Dossier, Journey, Known, KnownError, Neighbourhood, Probe, TrackRecord};
pub use place::{AdminUnit, Place, PlaceKind, Relation};
pub use problem::{Problem, ProblemKind, Reason};
pub use report::{Block, BlockKind, Language, Nature, Report, Table};
pub use review::{Act, Decision, Grade, ProposedGrade, SourceLetter, Status};
pub use source::{Interest, Source, SourceClass};
pub use span::Span;
pub use when::{DateFlag, PartOfDay, Precision, When};

//! The readers, one file (or folder) each: `when` reads dates, `places` reads places, the others who did what to whom.

pub mod event;
pub(crate) mod hamlets;
pub mod places;
pub mod speech;
pub mod status;
pub mod table;
pub mod toll;
pub mod when;
pub mod who;

//! The readers, one file (or folder) each: `when` reads dates, `places` reads places, the others who did what to whom.

pub mod places;
pub mod when;

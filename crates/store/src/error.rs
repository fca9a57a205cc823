//! What can go wrong with a store, in words that say what to do.

use std::path::PathBuf;
use tocsin_core::{Incident, IncidentId, KnownError, Reason, ReportId};

/// Why the store could not do as asked. Nothing is half done: the register and the ledger are as before.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file exists and is something else.
    #[error("{0} is not a Tocsin store; name another file, or a new one")]
    NotAStore(PathBuf),
    /// Written by a later Tocsin.
    #[error("{path} was written by a newer Tocsin (layout {found}, this one knows {known}); update Tocsin")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The newest layout known here.
        known: i64,
    },
    /// Written by an earlier Tocsin, and opened for reading alone.
    #[error("{0} was written by an earlier Tocsin; `tocsin upgrade` brings it to this one")]
    Older(PathBuf),
    /// There is no such file, and reading alone makes none.
    #[error("there is no store at {0}")]
    Missing(PathBuf),
    /// Another process kept writing for longer than a writer waits.
    #[error("another Tocsin is writing to this store; wait for it to end, or stop it")]
    Locked,
    /// No room left; nothing of the batch was kept.
    #[error("the disk is full: nothing of this batch was kept; make room and take it in again")]
    DiskFull,
    /// May not be written, or was opened for reading alone.
    #[error("the store cannot be written: {0}")]
    ReadOnly(String),
    /// No incident of that id that this clearance may see.
    #[error("no incident {0}")]
    NoIncident(IncidentId),
    /// No decision of that number on that incident.
    #[error("no decision {0} to take back on that incident")]
    NoDecision(u64),
    /// A journey made on an older state of the register; make it again and commit that.
    #[error(
        "incident {incident} is at version {held}, and the journey brings version {given}; link it again"
    )]
    Stale {
        /// The incident.
        incident: IncidentId,
        /// Its version in the register.
        held: u32,
        /// The version the journey brings.
        given: u32,
    },
    /// A journey speaks of a report that is not in the register.
    #[error("report {0} is not in the register")]
    NoReport(ReportId),
    /// Another changed the incident since the decision's maker looked.
    #[error("incident {} changed while you decided: you saw version {}, it is now version {}", .0.incident.id, .0.seen, .0.incident.version)]
    Conflict(Box<Conflict>),
    /// A value that cannot be written down and read back (a number that is not finite).
    #[error("cannot be written down: {0}")]
    Unwritable(String),
    /// What is stored is not what was stored: run `verify`.
    #[error(
        "the store is damaged at {place}: {why}; restore a backup, or rebuild the register from the ledger"
    )]
    Damaged {
        /// Which table and row.
        place: String,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else the database says.
    #[error("the database failed: {0}")]
    Database(String),
}

/// Both sides of a decision made on a version that is no longer the current one.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The version the decision was made on.
    pub seen: u32,
    /// The incident as it stands now; under another id where it was absorbed.
    pub incident: Incident,
    /// Decisions recorded on it after that version, oldest first.
    pub since: Vec<tocsin_core::Decision>,
}

impl StoreError {
    /// The same as a message of `data/messages/{en,fr}/store.ftl`, so that it can be said in both languages.
    #[must_use]
    pub fn reason(&self) -> Reason {
        match self {
            Self::NotAStore(path) => Reason::new("store-not-a-store").with("path", path.display()),
            Self::Newer { path, found, known } => Reason::new("store-newer")
                .with("path", path.display())
                .with("found", found)
                .with("known", known),
            Self::Older(path) => Reason::new("store-older").with("path", path.display()),
            Self::Missing(path) => Reason::new("store-missing").with("path", path.display()),
            Self::Locked => Reason::new("store-locked"),
            Self::DiskFull => Reason::new("store-disk-full"),
            Self::ReadOnly(why) => Reason::new("store-read-only").with("why", why),
            Self::NoIncident(id) => Reason::new("store-no-incident").with("incident", id),
            Self::NoDecision(number) => Reason::new("store-no-decision").with("number", number),
            Self::Stale {
                incident,
                held,
                given,
            } => Reason::new("store-stale")
                .with("incident", incident)
                .with("held", held)
                .with("given", given),
            Self::NoReport(id) => Reason::new("store-no-report").with("report", id),
            Self::Conflict(conflict) => Reason::new("store-conflict")
                .with("incident", &conflict.incident.id)
                .with("seen", conflict.seen)
                .with("now", conflict.incident.version),
            Self::Unwritable(why) => Reason::new("store-unwritable").with("why", why),
            Self::Damaged { place, why } => {
                Reason::new("store-damaged").with("place", place).with("why", why)
            }
            Self::Database(why) => Reason::new("store-database").with("why", why),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                place: "the file".to_owned(),
                why: error.to_string(),
            },
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<StoreError> for KnownError {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    /// Every message must exist in both languages with the same arguments.
    #[test]
    fn every_error_can_be_said_in_both_languages() {
        let keys: Vec<&str> = include_str!("error.rs")
            .split("Reason::new(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|key| key.starts_with("store-"))
            .collect();
        assert_eq!(keys.len(), 15, "{keys:?}");
        let english = include_str!("../../../data/messages/en/store.ftl");
        let french = include_str!("../../../data/messages/fr/store.ftl");
        for key in keys {
            let arguments = |messages: &'static str| -> Vec<&str> {
                let line = messages
                    .lines()
                    .find(|line| line.starts_with(&format!("{key} = ")));
                let line = line.unwrap_or_else(|| panic!("no {key}"));
                let mut names: Vec<&str> = line
                    .split("{ $")
                    .skip(1)
                    .filter_map(|rest| rest.split(' ').next())
                    .collect();
                names.sort_unstable();
                names
            };
            assert_eq!(arguments(english), arguments(french), "{key}");
        }
    }
}

//! The ledger as an auditor reads it: who did or read what, when; without the words of what they did.

use crate::ledger::{self, Ask, Kind, Release, Seen, entry_of};
use crate::{AccountChange, Fenced, Handover, PlaceChange, Store, StoreError, SuggestionAnswer};
use serde::de::DeserializeOwned;
use tocsin_core::Decision;

/// One entry in the auditor's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub number: u64,
    /// When: RFC 3339, UTC.
    pub when: String,
    /// What kind.
    pub kind: Kind,
    /// Handle of who did it; "" for intake.
    pub who: String,
    /// What was done: an act, `read`, a format sent, a change to an account.
    pub what: String,
    /// On what: ids, names of accounts.
    pub on: Vec<String>,
    /// Its seal: 64 hexadecimal digits.
    pub hash: String,
}

/// Which entries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// Of these kinds; empty: what people did (all but captures, journeys and sources).
    pub kinds: Vec<Kind>,
    /// Before this number; `None`: from the end.
    pub before: Option<u64>,
    /// At most so many.
    pub limit: usize,
}

const PEOPLE: [Kind; 9] = [
    Kind::Decision,
    Kind::Release,
    Kind::Read,
    Kind::Fence,
    Kind::Account,
    Kind::Ask,
    Kind::Place,
    Kind::Suggestion,
    Kind::Handover,
];

impl Store {
    /// Entries of the ledger, newest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn trail(&self, trail: &Trail) -> Result<Vec<Entry>, StoreError> {
        let kinds = if trail.kinds.is_empty() {
            &PEOPLE[..]
        } else {
            &trail.kinds
        };
        let keys: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.key())).collect();
        let sql = format!(
            "SELECT seq, time, kind, payload, payload_hash, hash FROM ledger WHERE seq < ? AND kind IN ({})
             ORDER BY seq DESC LIMIT ?",
            keys.join(",")
        );
        let before = trail.before.unwrap_or(i64::MAX as u64).min(i64::MAX as u64);
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(rusqlite::params![before, trail.limit.clamp(1, 1000)])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(told(&entry_of(row)?)?);
        }
        Ok(out)
    }
}

fn told(entry: &ledger::Entry) -> Result<Entry, StoreError> {
    let kind =
        Kind::of_key(&entry.kind).ok_or_else(|| ledger::damaged(entry.seq, "unknown kind of entry"))?;
    let (who, what, on) = match kind {
        Kind::Decision => {
            let decision: Decision = parsed(entry)?;
            let what = crate::project::act_key(&decision.act).to_owned();
            (decision.who, what, vec![decision.incident.0])
        }
        Kind::Release => {
            let release: Release = parsed(entry)?;
            let on = release.incidents.into_iter().map(|(id, _)| id.0).collect();
            (release.who, format!("{} → {}", release.format, release.to), on)
        }
        Kind::Read => {
            let seen: Seen = parsed(entry)?;
            (seen.who, seen.what, seen.items)
        }
        Kind::Fence => {
            let fenced: Fenced = parsed(entry)?;
            let sign = if fenced.up { '+' } else { '-' };
            (
                fenced.who,
                format!("{sign}{}", fenced.group),
                vec![fenced.incident.0],
            )
        }
        Kind::Account => {
            let change: AccountChange = parsed(entry)?;
            (change.who, change.what, vec![change.name])
        }
        Kind::Ask => match parsed(entry)? {
            Ask::Asked(asked) => {
                let on = asked.incidents.into_iter().map(|(id, _)| id.0).collect();
                (asked.who, format!("{} → {}", asked.format, asked.audience), on)
            }
            Ask::Refused { ask, who, .. } => (who, "refused".to_owned(), vec![format!("#{ask}")]),
        },
        Kind::Place | Kind::Suggestion | Kind::Handover => told_of_desk(kind, entry)?,
        Kind::Capture | Kind::Journey | Kind::Source => (String::new(), kind.key().to_owned(), Vec::new()),
    };
    Ok(Entry {
        number: entry.seq,
        when: entry.time.clone(),
        kind,
        who,
        what,
        on,
        hash: ledger::hex(&entry.hash),
    })
}

/// Who, what and on what, of the entries about the desk's own work.
fn told_of_desk(kind: Kind, entry: &ledger::Entry) -> Result<(String, String, Vec<String>), StoreError> {
    Ok(match kind {
        Kind::Place => {
            let change: PlaceChange = parsed(entry)?;
            let what = match (&change.place, change.undoes) {
                (_, Some(_)) => "undo",
                (Some(place), None) if place.retired => "retire",
                (Some(_), None) => "set",
                (None, None) => "remove",
            };
            (change.who, what.to_owned(), vec![change.key])
        }
        Kind::Suggestion => {
            let answer: SuggestionAnswer = parsed(entry)?;
            let what = if answer.taken { "taken-up" } else { "declined" };
            let on = vec![format!("#{}", answer.number), answer.incident.0];
            (answer.who, what.to_owned(), on)
        }
        _ => match parsed(entry)? {
            Handover::Left(note) => (note.who, "signed-off".to_owned(), Vec::new()),
            Handover::Taken { handover, who, .. } => {
                (who, "taken-over".to_owned(), vec![format!("#{handover}")])
            }
        },
    })
}

fn parsed<T: DeserializeOwned>(entry: &ledger::Entry) -> Result<T, StoreError> {
    serde_json::from_slice(&entry.payload()?).map_err(|error| ledger::damaged(entry.seq, &error.to_string()))
}

//! The ledger: an append-only chain of entries, each sealed by the hash of the one before.

use crate::StoreError;
use crate::pack::{pack, unpack};
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tocsin_core::{IncidentId, Problem, Report};

/// What kind of thing an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Bytes captured, with the report made of them or the problems that stood in the way ([`Capture`]).
    Capture,
    /// What taking in one report, or grouping anew after a decision, changed (`core::Journey`).
    Journey,
    /// What a person decided (`core::Decision`).
    Decision,
    /// A source's profile as it is from now on (`core::Source`).
    Source,
    /// Something that left the desk ([`Release`]).
    Release,
    /// Someone read something restricted ([`Seen`]).
    Read,
    /// An incident was kept to a sharing group, or no longer ([`crate::Fenced`]).
    Fence,
    /// An account of the desk was added or changed ([`crate::AccountChange`]): never its secrets.
    Account,
    /// A release was asked for, or refused ([`Ask`]).
    Ask,
    /// A place of the desk's own was added, corrected, retired or taken back ([`crate::PlaceChange`]).
    Place,
    /// What an outsider suggested was taken up or declined ([`crate::SuggestionAnswer`]): never their words.
    Suggestion,
    /// A shift was signed off, or taken over ([`crate::Handover`]).
    Handover,
}

impl Kind {
    const ALL: [Self; 12] = [
        Self::Capture,
        Self::Journey,
        Self::Decision,
        Self::Source,
        Self::Release,
        Self::Read,
        Self::Fence,
        Self::Account,
        Self::Ask,
        Self::Place,
        Self::Suggestion,
        Self::Handover,
    ];

    /// The name used in the ledger: `capture`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Capture => "capture",
            Self::Journey => "journey",
            Self::Decision => "decision",
            Self::Source => "source",
            Self::Release => "release",
            Self::Read => "read",
            Self::Fence => "fence",
            Self::Account => "account",
            Self::Ask => "ask",
            Self::Place => "place",
            Self::Suggestion => "suggestion",
            Self::Handover => "handover",
        }
    }

    pub(crate) fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Bytes captured. The bytes themselves are kept apart, under their hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Capture {
    /// File, address or feed item.
    pub name: String,
    /// SHA-256 of the raw bytes, 64 hexadecimal digits.
    pub raw: String,
    /// What was made of them; `None` where no report could be made.
    pub report: Option<Report>,
    /// What stood in the way.
    pub problems: Vec<Problem>,
}

/// Something that left the desk: who got which versions of what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The audience's name.
    pub to: String,
    /// Key of the format (`geojson`).
    pub format: String,
    /// SHA-256 of the bytes sent, 64 hexadecimal digits.
    pub sha256: String,
    /// The incidents in it, with their versions.
    pub incidents: Vec<(IncidentId, u32)>,
    /// Handle of the desk account that released it.
    pub who: String,
    /// Number of the ask it answers; `None` where one person released it alone (single-user mode, the command line).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<u64>,
}

/// A release one person asks for and a second one grants or refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "step")]
pub enum Ask {
    /// Asked for.
    Asked(Asked),
    /// Refused.
    Refused {
        /// Number of the ask.
        ask: u64,
        /// Handle of who refused.
        who: String,
        /// Why.
        why: String,
    },
}

/// What someone asks to release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// `public` or `partner`.
    pub audience: String,
    /// The partner's name; "" for the public.
    pub to: String,
    /// The partner's clearance.
    pub clearance: tocsin_core::Tlp,
    /// Key of the format.
    pub format: String,
    /// The incidents, with the versions the asker saw.
    pub incidents: Vec<(IncidentId, u32)>,
    /// Handle of who asks.
    pub who: String,
    /// Why.
    pub why: String,
}

/// Someone read something restricted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Handle of the desk account.
    pub who: String,
    /// What: an id, or the words of a search; the path asked for where the desk noted it by itself.
    pub what: String,
    /// The restricted items that were in the answer, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// The end of the chain: whoever keeps a copy elsewhere can later show that nothing before it was changed or cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of entries.
    pub seq: u64,
    /// Hash of the last one, 64 hexadecimal digits; "" for an empty ledger.
    pub hash: String,
}

/// One entry as stored.
pub(crate) struct Entry {
    pub(crate) seq: u64,
    pub(crate) time: String,
    pub(crate) kind: String,
    pub(crate) packed: Vec<u8>,
    pub(crate) payload_hash: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

impl Entry {
    /// The payload, read as `T`.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_slice(&self.payload()?).map_err(|error| damaged(self.seq, &error.to_string()))
    }

    /// The unpacked payload.
    pub(crate) fn payload(&self) -> Result<Vec<u8>, StoreError> {
        unpack(&self.packed).map_err(|why| damaged(self.seq, why))
    }
}

/// The hash that seals an entry. Kind and time end in a zero byte, so that no two entries run together.
pub(crate) fn chain_hash(prev: &[u8], seq: u64, kind: &str, time: &str, payload_hash: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(prev);
    hash.update(seq.to_be_bytes());
    hash.update(kind.as_bytes());
    hash.update([0]);
    hash.update(time.as_bytes());
    hash.update([0]);
    hash.update(payload_hash);
    hash.finalize().into()
}

/// `value` as it is written into the ledger, and the value a later reader will get from it.
/// The two are told apart so that what cannot be read back never enters, and live and rebuilt registers start alike.
pub(crate) fn written<T: Serialize + DeserializeOwned>(value: &T) -> Result<(Vec<u8>, T), StoreError> {
    let bytes = serde_json::to_vec(value).map_err(|error| StoreError::Unwritable(error.to_string()))?;
    let back = serde_json::from_slice(&bytes).map_err(|error| StoreError::Unwritable(error.to_string()))?;
    Ok((bytes, back))
}

/// Adds an entry at the end; its number.
pub(crate) fn append(db: &Connection, kind: Kind, time: &str, payload: &[u8]) -> Result<u64, StoreError> {
    let last: Option<(u64, Vec<u8>)> = db
        .prepare_cached("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, prev) = last.map_or((1, vec![0; 32]), |(seq, hash)| (seq + 1, hash));
    let payload_hash: [u8; 32] = Sha256::digest(payload).into();
    let hash = chain_hash(&prev, seq, kind.key(), time, &payload_hash);
    db.prepare_cached(
        "INSERT INTO ledger (seq, time, kind, payload, payload_hash, hash) VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![seq, time, kind.key(), pack(payload), payload_hash, hash])?;
    Ok(seq)
}

/// Keeps `bytes` under their hash, once; the hash.
pub(crate) fn keep_blob(db: &Connection, bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    let sha: [u8; 32] = Sha256::digest(bytes).into();
    let held: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM blobs WHERE sha256 = ?)")?
        .query_row([sha], |row| row.get(0))?;
    if !held {
        db.prepare_cached("INSERT INTO blobs (sha256, packed) VALUES (?, ?)")?
            .execute(params![sha, pack(bytes)])?;
    }
    Ok(sha)
}

/// The end of the chain.
pub(crate) fn head(db: &Connection) -> Result<Head, StoreError> {
    let head = db
        .prepare_cached("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Head {
                seq: row.get(0)?,
                hash: hex(&row.get::<_, Vec<u8>>(1)?),
            })
        })
        .optional()?;
    Ok(head.unwrap_or_default())
}

/// Entry `seq`.
pub(crate) fn entry(db: &Connection, seq: u64) -> Result<Entry, StoreError> {
    let found = db
        .prepare_cached("SELECT seq, time, kind, payload, payload_hash, hash FROM ledger WHERE seq = ?")?
        .query_row([seq], entry_of)
        .optional()?;
    found.ok_or_else(|| damaged(seq, "the entry is missing"))
}

/// The payload of entry `seq`, read as `T`.
pub(crate) fn read<T: DeserializeOwned>(db: &Connection, seq: u64) -> Result<T, StoreError> {
    entry(db, seq)?.read()
}

pub(crate) fn entry_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        time: row.get(1)?,
        kind: row.get(2)?,
        packed: row.get(3)?,
        payload_hash: row.get(4)?,
        hash: row.get(5)?,
    })
}

pub(crate) fn damaged(seq: u64, why: &str) -> StoreError {
    StoreError::Damaged {
        place: format!("ledger entry {seq}"),
        why: why.to_owned(),
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

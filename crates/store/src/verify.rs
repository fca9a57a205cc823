//! Showing that nothing in the ledger was changed, cut out or cut off.

use crate::ledger::{Entry, Head, Kind, chain_hash, entry_of, hex};
use crate::pack::unpack;
use crate::{Store, StoreError};
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What a walk along the whole ledger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyReport {
    /// Entries that hold.
    pub entries: u64,
    /// Captured items whose bytes hold.
    pub blobs: u64,
    /// The end of the chain, as far as it holds.
    pub head: Head,
    /// The first thing that does not hold; `None`: all is as it was written.
    pub first_bad: Option<Bad>,
}

/// Where the ledger does not hold, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Number of the entry; `None` for captured bytes that no entry names, or the file as a whole.
    pub seq: Option<u64>,
    /// What is wrong.
    pub why: String,
}

impl Store {
    /// Walks the chain from its beginning and computes every hash again, those of captured bytes too.
    /// `kept` is a head kept elsewhere, if there is one: it shows entries cut off at the end.
    ///
    /// # Errors
    /// Only where the database cannot be read at all; what is wrong with its contents is in the report.
    pub fn verify(&self, kept: Option<&Head>) -> Result<VerifyReport, StoreError> {
        let mut walk = Walk::new(kept.cloned().unwrap_or_default());
        match self.walk(&mut walk) {
            Ok(()) => {}
            // Damage that the database itself trips over is a finding, not a failure.
            Err(StoreError::Damaged { why, .. } | StoreError::Database(why)) => {
                walk.bad(None, format!("the file cannot be read: {why}"));
            }
            Err(error) => return Err(error),
        }
        if walk.report.entries < walk.kept.seq {
            walk.bad(
                Some(walk.report.entries + 1),
                "entries were cut off at the end".to_owned(),
            );
        }
        Ok(walk.report)
    }

    fn walk(&self, walk: &mut Walk) -> Result<(), StoreError> {
        let mut query = self
            .db
            .prepare("SELECT seq, time, kind, payload, payload_hash, hash FROM ledger ORDER BY seq")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let Ok(entry) = entry_of(row) else {
                walk.bad(
                    Some(walk.report.entries + 1),
                    "a value of another type".to_owned(),
                );
                return Ok(());
            };
            if let Err(why) = walk.take(&entry) {
                walk.bad(Some(walk.report.entries + 1), why);
                return Ok(());
            }
            if let Some(sha) = walk.named.take() {
                match self.check_blob(&sha)? {
                    Ok(()) => walk.seen_blob(sha),
                    Err(why) => {
                        walk.bad(Some(entry.seq), why);
                        return Ok(());
                    }
                }
            }
        }
        drop(rows);
        self.check_strays(walk)
    }

    /// The bytes under a hash must be there and have that hash.
    fn check_blob(&self, sha: &[u8]) -> Result<Result<(), String>, StoreError> {
        let packed: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT packed FROM blobs WHERE sha256 = ?")?
            .query_row([sha], |row| row.get(0))
            .optional()?;
        let Some(packed) = packed else {
            return Ok(Err(format!("the captured bytes {} are missing", hex(sha))));
        };
        Ok(match unpack(&packed) {
            Err(why) => Err(format!("the captured bytes {}: {why}", hex(sha))),
            Ok(bytes) if Sha256::digest(&bytes)[..] != *sha => {
                Err(format!("the captured bytes {} were changed", hex(sha)))
            }
            Ok(_) => Ok(()),
        })
    }

    /// Bytes that no entry names were slipped in.
    fn check_strays(&self, walk: &mut Walk) -> Result<(), StoreError> {
        let mut query = self.db.prepare("SELECT sha256 FROM blobs ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let sha: Vec<u8> = row.get(0)?;
            if !walk.blobs.contains(&sha) {
                walk.bad(None, format!("captured bytes {} that no entry names", hex(&sha)));
                return Ok(());
            }
        }
        Ok(())
    }
}

struct Walk {
    report: VerifyReport,
    prev: Vec<u8>,
    blobs: BTreeSet<Vec<u8>>,
    /// The captured bytes the last entry names, to be looked at.
    named: Option<Vec<u8>>,
    /// A head kept elsewhere; of number 0 where there is none.
    kept: Head,
}

impl Walk {
    fn new(kept: Head) -> Self {
        Self {
            report: VerifyReport {
                entries: 0,
                blobs: 0,
                head: Head::default(),
                first_bad: None,
            },
            prev: vec![0; 32],
            blobs: BTreeSet::new(),
            named: None,
            kept,
        }
    }

    /// Checks the next entry; the error says what is wrong with it.
    fn take(&mut self, entry: &Entry) -> Result<(), String> {
        let expected = self.report.entries + 1;
        if entry.seq != expected {
            return Err(format!("entry {expected} is missing"));
        }
        let kind = Kind::of_key(&entry.kind).ok_or("unknown kind of entry")?;
        let payload = unpack(&entry.packed)?;
        let payload_hash: [u8; 32] = Sha256::digest(&payload).into();
        if entry.payload_hash != payload_hash {
            return Err("what it says was changed".to_owned());
        }
        let hash = chain_hash(&self.prev, entry.seq, &entry.kind, &entry.time, &payload_hash);
        if entry.hash != hash {
            return Err("the chain breaks here: time, kind, order or hash was changed".to_owned());
        }
        if entry.seq == self.kept.seq && hex(&hash) != self.kept.hash {
            return Err("another history than the one the kept head ends".to_owned());
        }
        if kind == Kind::Capture {
            self.named = Some(raw_of(&payload)?);
        }
        self.prev = hash.to_vec();
        self.report.entries = entry.seq;
        self.report.head = Head {
            seq: entry.seq,
            hash: hex(&hash),
        };
        Ok(())
    }

    fn seen_blob(&mut self, sha: Vec<u8>) {
        self.blobs.insert(sha);
        self.report.blobs = self.blobs.len() as u64;
    }

    fn bad(&mut self, seq: Option<u64>, why: String) {
        if self.report.first_bad.is_none() {
            self.report.first_bad = Some(Bad { seq, why });
        }
    }
}

/// The hash of the captured bytes that a capture entry names.
fn raw_of(payload: &[u8]) -> Result<Vec<u8>, String> {
    let capture: Named = serde_json::from_slice(payload).map_err(|error| error.to_string())?;
    let digits = capture.raw.as_bytes();
    let nibble = |digit: u8| (digit as char).to_digit(16);
    digits
        .chunks(2)
        .map(|pair| Some((nibble(pair[0])? << 4 | nibble(*pair.get(1)?)?) as u8))
        .collect::<Option<Vec<u8>>>()
        .ok_or_else(|| "the name of the captured bytes is no hash".to_owned())
}

/// The part of [`crate::Capture`] that verification needs.
#[derive(serde::Deserialize)]
struct Named {
    raw: String,
}

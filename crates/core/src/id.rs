//! Identifiers: short, stable, and made from content, so that the same input gives the same name everywhere.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The lower-case hexadecimal SHA-256 of some bytes (64 characters).
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}

/// One captured report: `r` and 20 hexadecimal digits of a SHA-256 over what makes the item itself
/// (its address, if any, and its raw bytes).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportId(pub String);

impl ReportId {
    /// The id of an item captured as `raw` from `address` (a URL, a feed's item id, or "" where there is none).
    #[must_use]
    pub fn of(address: &str, raw: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(address.as_bytes());
        hash.update([0]);
        hash.update(raw);
        Self(format!("r{}", &hex(&hash.finalize())[..20]))
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The `n`-th account of a report, counted from 0 in the order of the text. Written `r…#n`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AccountId {
    /// The report that tells it.
    pub report: ReportId,
    /// Its number in that report.
    pub n: u32,
}

impl fmt::Display for AccountId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}#{}", self.report, self.n)
    }
}

/// The `n`-th claim of a report's reading, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimRef {
    /// The report that makes it.
    pub report: ReportId,
    /// Its index in [`crate::Reading::claims`].
    pub n: u32,
}

/// One incident: `i` and 12 hexadecimal digits, made from the first account that told of it, and kept for ever after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(pub String);

impl IncidentId {
    /// The id of the incident that `first` opens.
    #[must_use]
    pub fn opened_by(first: &AccountId) -> Self {
        Self(format!("i{}", &sha256_hex(first.to_string().as_bytes())[..12]))
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

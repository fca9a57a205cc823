//! What a journey needs to know of the register, and what it brings back: plain data, so that stages do no I/O.

use crate::{
    AccountId, Act, Handling, Incident, IncidentId, Keys, Language, Nature, Reading, Report, ReportId,
    Source, When,
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use thiserror::Error;

/// What linking asks the register for. Keys, hashes and addresses find reports alone; incidents are asked for by name, or by
/// their reports, so that looking around stays cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Block keys (place and time, rare names, rare numbers) of accounts; each store indexes them as they are.
    pub keys: Vec<String>,
    /// Leading hashes of text shingles, for copies: see [`Dossier::leads`].
    pub hashes: Vec<u64>,
    /// Addresses, for revisions.
    pub urls: Vec<String>,
    /// Incidents wanted with all their members.
    pub incidents: Vec<IncidentId>,
    /// Reports wanted, with the incidents their accounts belong to and all members of these.
    pub reports: Vec<ReportId>,
}

/// What is kept of a report for linking: everything but the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// The report.
    pub report: ReportId,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub source: Source,
    /// When; see [`Report::published`].
    pub published: Option<When>,
    /// When the desk got it.
    pub received: String,
    /// Its language.
    pub language: Language,
    /// Real, sample, exercise: never linked across.
    pub nature: Nature,
    /// How it may travel.
    pub handling: Handling,
    /// Its title.
    pub title: String,
    /// Upstream marks as said, folded to lower case.
    pub credits: Vec<String>,
    /// Words of the text that are initials by their looks ("ASN"): an upstream where an outlet whose reports are held has them.
    /// Filled in by `link`; sorted, without repeats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initials: Vec<String>,
    /// The earlier capture it revises.
    pub revises: Option<ReportId>,
    /// What was read in it.
    pub reading: Reading,
    /// Sampled hashes of its shingles, sorted, without repeats.
    pub hashes: Vec<u64>,
    /// Number of distinct shingles before sampling.
    pub shingles: u32,
    /// Hashes of the text's frame (headings, labels, sentences without their names and numbers), sorted, without repeats:
    /// made and understood by `link` alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frame: Vec<u32>,
    /// For each account of the reading, what linking compares (made and understood by `link` alone), and its block keys.
    pub probes: Vec<Probe>,
}

/// One in this many of a text's runs leads to other texts that share it; short texts have at least [`LEADS`] such hashes.
const LEAD_ONE_IN: u64 = 16;
const LEADS: usize = 16;

impl Dossier {
    /// The hashes under which other texts find this one: the smallest. All of them confirm what these find.
    ///
    /// A short excerpt of a long text is met only by runs of it that are among the long text's leads, one run in sixteen: of an
    /// excerpt of sixty words by nearly all, of twenty words by two in three. It is met by its place, names and numbers all the same.
    #[must_use]
    pub fn leads(&self) -> &[u64] {
        let within = self
            .hashes
            .partition_point(|&hash| hash <= u64::MAX / LEAD_ONE_IN);
        &self.hashes[..within.max(LEADS).min(self.hashes.len())]
    }

    /// The dossier of `report` and its `reading`, with hashes and probes still to be filled in by `link`.
    #[must_use]
    pub fn of(report: &Report, reading: Reading) -> Self {
        Self {
            report: report.id.clone(),
            url: report.url.clone(),
            source: report.source.clone(),
            published: report.published.clone(),
            received: report.received.clone(),
            language: report.language,
            nature: report.nature,
            handling: report.handling.clone(),
            title: report.title_text().to_owned(),
            credits: report
                .credits
                .iter()
                .map(|span| span.of(&report.text).to_lowercase())
                .collect(),
            initials: Vec::new(),
            revises: report.revises.clone(),
            reading,
            hashes: Vec::new(),
            shingles: 0,
            frame: Vec::new(),
            probes: Vec::new(),
        }
    }
}

/// What linking compares of one account. Weighted features, and the keys under which the register finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    /// Block keys, sorted.
    pub keys: Keys,
    /// Feature hash and weight (tf · idf, unit length), sorted by hash.
    pub terms: Vec<(u32, f32)>,
}

/// A person's word on whether two accounts are one event: it overrides every score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Constraint {
    /// One account.
    pub a: AccountId,
    /// The other.
    pub b: AccountId,
    /// One event, or two.
    pub same: bool,
}

impl Constraint {
    /// A word on two accounts, in the order in which it is kept.
    #[must_use]
    pub fn on(a: &AccountId, b: &AccountId, same: bool) -> Self {
        Self {
            a: a.min(b).clone(),
            b: a.max(b).clone(),
            same,
        }
    }

    /// What `act` on an incident of `members` lays down; `other` are the members of the incident it is merged with.
    /// Nothing for acts that group nothing, and for [`Act::Undo`], which takes back what another laid down.
    ///
    /// A merge holds all accounts of both together as they stood, so that a later report cannot quietly take them apart.
    /// A split keeps each account taken out apart from every account that stays, and what is taken out together.
    #[must_use]
    pub fn laid_down(act: &Act, members: &[AccountId], other: &[AccountId]) -> Vec<Self> {
        match act {
            Act::Merge { .. } if !other.is_empty() => Self::chain(members.iter().chain(other)),
            Act::Split { accounts } => {
                let (out, stay): (Vec<&AccountId>, Vec<&AccountId>) =
                    members.iter().partition(|account| accounts.contains(account));
                if stay.is_empty() {
                    return Vec::new();
                }
                let apart = out
                    .iter()
                    .flat_map(|a| stay.iter().map(|b| Self::on(a, b, false)));
                let mut found: Vec<Self> = apart.collect();
                found.extend(Self::chain(out.into_iter()));
                found.sort();
                found
            }
            _ => Vec::new(),
        }
    }

    /// Holds all `accounts` together, each with the next.
    fn chain<'a>(accounts: impl Iterator<Item = &'a AccountId>) -> Vec<Self> {
        let accounts: BTreeSet<&AccountId> = accounts.collect();
        let accounts: Vec<&AccountId> = accounts.into_iter().collect();
        accounts
            .windows(2)
            .map(|two| Self::on(two[0], two[1], true))
            .collect()
    }
}

/// The part of the register that bears on one new report.
#[derive(Clone, Debug, Default)]
pub struct Neighbourhood {
    /// Reports that share a key, a hash or an address, or were asked for, sorted by id, without repeats.
    pub dossiers: Vec<Arc<Dossier>>,
    /// The incidents asked for, and those of the reports asked for: current versions, sorted by id.
    pub incidents: Vec<Arc<Incident>>,
    /// The constraints among those accounts.
    pub constraints: Vec<Constraint>,
    /// Keys asked for that find nothing for anybody: too many reports share them ("Mali", "army"). Sorted, without repeats.
    pub muted: Vec<String>,
    /// Keys asked for of whose reports only some were looked at this once, or none: [`MOST_BY_KEYS`] others share more with the
    /// question.
    /// Sorted, without repeats.
    pub left_out: Vec<String>,
}

/// Most reports that the keys of one question bring, so that one more report costs no more in a large register than in a small
/// one: those that share most with it.
pub const MOST_BY_KEYS: usize = 48;

/// Of what each key found, what is looked at: the `most` rows with the most in common with the question. A key counts by how few
/// rows share it. Gives the rows, and the keys of whose rows some were left out, sorted.
///
/// Of rows with as much in common some are taken as if by lot, though always the same: so an event told by many is met whatever
/// else happened there; one row of it is enough, since its whole incident comes with it.
#[must_use]
pub fn nearest<R: Copy + Ord + Into<i64>>(
    found: &[(&str, Vec<R>)],
    most: usize,
) -> (BTreeSet<R>, Vec<String>) {
    /// What a key that a single row has counts for.
    const WHOLE: u64 = 1 << 32;
    let mut votes: Vec<(R, u64)> = Vec::with_capacity(found.iter().map(|(_, rows)| rows.len()).sum());
    for (_, rows) in found {
        let each = WHOLE / rows.len().max(1) as u64;
        votes.extend(rows.iter().map(|&row| (row, each)));
    }
    votes.sort_unstable_by_key(|&(row, _)| row);
    votes.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    if votes.len() <= most {
        return (votes.into_iter().map(|(row, _)| row).collect(), Vec::new());
    }
    votes.sort_unstable_by_key(|&(row, votes)| (Reverse(votes), lot(row.into()), row));
    let rows: BTreeSet<R> = votes.into_iter().take(most).map(|(row, _)| row).collect();
    let mut left_out: Vec<String> = found
        .iter()
        .filter(|(_, sharing)| sharing.iter().any(|row| !rows.contains(row)))
        .map(|(key, _)| (*key).to_owned())
        .collect();
    left_out.sort_unstable();
    (rows, left_out)
}

/// A number that looks drawn by chance, always the same for one row.
fn lot(row: i64) -> u64 {
    let spread = row.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    spread ^ (spread >> 29)
}

/// The register could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the register could not be read: {0}")]
pub struct KnownError(pub String);

/// The register as linking sees it.
pub trait Known {
    /// Everything that bears on `asks`. The members' reports of the incidents found come with them.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn neighbourhood(&self, asks: &Asks) -> Result<Neighbourhood, KnownError>;

    /// The reviewed track records of these sources, by key; those nobody checked are left out.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn records(&self, _sources: &BTreeSet<String>) -> Result<BTreeMap<String, TrackRecord>, KnownError> {
        Ok(BTreeMap::new())
    }
}

/// How often people found a source's claims right, of those they checked against rival ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackRecord {
    /// Claims found right.
    pub right: u32,
    /// Claims found wrong.
    pub wrong: u32,
}

/// What taking in one report changes: committed in one transaction, and recorded in the ledger as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Journey {
    /// The new report's dossier, reading included.
    pub dossier: Dossier,
    /// New versions of every incident touched.
    pub incidents: Vec<Incident>,
    /// Incidents that ceased to be: the first continues as the second.
    pub absorbed: Vec<(IncidentId, IncidentId)>,
    /// Keys of the report that find nothing, because too many reports share them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub muted: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_most_comes_first() {
        let found: Vec<(&str, Vec<u32>)> = vec![
            ("common", vec![1, 2, 3, 4]),
            ("rare", vec![9]),
            ("held", vec![1, 9]),
            ("also", vec![5, 6, 7]),
        ];
        let (rows, left_out) = nearest(&found, 5);
        assert_eq!(rows.into_iter().collect::<Vec<_>>(), [1, 5, 6, 7, 9]);
        assert_eq!(left_out, ["common"]);
        assert!(nearest(&found, 99).1.is_empty());
        // Of a hundred alike some from everywhere, whichever way they come.
        let rows = |list: Vec<u32>| nearest(&[("common", list), ("rare", vec![7])], 9).0;
        let taken = rows((0..100).collect());
        assert_eq!(taken, rows((0..100).rev().collect()));
        assert!(taken.contains(&7) && taken.len() == 9, "{taken:?}");
        assert!(
            taken.iter().any(|row| *row < 40) && taken.iter().any(|row| *row > 60),
            "{taken:?}"
        );
    }
}

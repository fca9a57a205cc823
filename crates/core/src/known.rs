//! What a journey needs to know of the register, and what it brings back: plain data, so that stages do no I/O.

use crate::{
    AccountId, Handling, Incident, IncidentId, Language, Nature, Reading, Report, ReportId, Source, When,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use thiserror::Error;

/// What linking asks the register for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Block keys (place and time, rare names, rare numbers) of accounts; each store indexes them as they are.
    pub keys: Vec<String>,
    /// Sampled hashes of text shingles, for copies.
    pub hashes: Vec<u64>,
    /// Addresses, for revisions.
    pub urls: Vec<String>,
    /// Incidents wanted with all their members.
    pub incidents: Vec<IncidentId>,
    /// Reports wanted.
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
    /// The earlier capture it revises.
    pub revises: Option<ReportId>,
    /// What was read in it.
    pub reading: Reading,
    /// Sampled hashes of its shingles, sorted, without repeats.
    pub hashes: Vec<u64>,
    /// Number of distinct shingles before sampling.
    pub shingles: u32,
    /// For each account of the reading, what linking compares (made and understood by `link` alone), and its block keys.
    pub probes: Vec<Probe>,
}

impl Dossier {
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
            revises: report.revises.clone(),
            reading,
            hashes: Vec::new(),
            shingles: 0,
            probes: Vec::new(),
        }
    }
}

/// What linking compares of one account. Weighted features, and the keys under which the register finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    /// Block keys, sorted.
    pub keys: Vec<String>,
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

/// The part of the register that bears on one new report.
#[derive(Clone, Debug, Default)]
pub struct Neighbourhood {
    /// Reports that share a key, a hash or an address, or were asked for, sorted by id, without repeats.
    pub dossiers: Vec<Arc<Dossier>>,
    /// The incidents their accounts belong to, current versions, sorted by id.
    pub incidents: Vec<Incident>,
    /// The constraints among those accounts.
    pub constraints: Vec<Constraint>,
    /// Keys asked for that too many reports share ("Mali", "army"): they find nothing.
    pub muted: Vec<String>,
}

/// The register could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the register could not be read: {0}")]
pub struct KnownError(pub String);

/// The register as linking sees it.
pub trait Known {
    /// Everything that bears on `asks`. Members of the incidents found come with them.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn neighbourhood(&self, asks: &Asks) -> Result<Neighbourhood, KnownError>;
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
}

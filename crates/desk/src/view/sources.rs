//! The accounts an incident rests on: who published what, and when.

use super::Basis;
use crate::say::{self, Lang};
use crate::words;
use schemars::JsonSchema;
use serde::Serialize;
use tocsin_core::Report;

/// One account.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AccountView {
    /// `REPORT#N`.
    pub account: String,
    /// The report.
    pub report: String,
    /// Its title, or its first words.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// When, in words; empty where it does not say.
    pub published: String,
    /// Its address.
    pub url: Option<String>,
    /// Features of the text that bear on its worth.
    pub features: Vec<String>,
}

pub(super) fn accounts(lang: Lang, basis: &Basis) -> Vec<AccountView> {
    let rows = basis.incident.members.iter().filter_map(|account| {
        let (report, dossier) = basis.reports.get(&account.report)?;
        Some(AccountView {
            account: account.to_string(),
            report: report.id.to_string(),
            title: report_title(report),
            source: source_name(lang, report),
            published: report
                .published
                .as_ref()
                .map(|when| words::when(lang, when))
                .unwrap_or_default(),
            url: report.url.clone(),
            features: dossier
                .reading
                .features
                .iter()
                .map(|key| say::say(lang, key, &[]))
                .collect(),
        })
    });
    rows.collect()
}

/// Who published a report; words that say so where nobody knows.
pub fn source_name(lang: Lang, report: &Report) -> String {
    if report.source.name.is_empty() {
        say::say(lang, "desk-source-unknown", &[])
    } else {
        report.source.name.clone()
    }
}

/// The title of a report; its first words where it has none.
pub fn report_title(report: &Report) -> String {
    let title = report.title_text().trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let mut start: String = report.text.trim().chars().take(80).collect();
    start = start.replace(['\n', '\r', '\t'], " ");
    if report.text.trim().chars().count() > 80 {
        format!("{start}…")
    } else {
        start
    }
}

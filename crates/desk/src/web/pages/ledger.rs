//! The ledger: everything that ever happened here, newest first, with the hash that seals each entry.

use super::history::minute;
use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use tocsin_store::EntryLine;

/// Entries on one page.
const ON_A_PAGE: usize = 50;

/// Where to begin.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: Option<u64>,
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct LedgerPage {
    page: Page,
    head: String,
    head_seq: u64,
    entries: Vec<EntryLine>,
    more: Option<String>,
}

impl LedgerPage {
    /// What kind of entry it is, in words; the key where no message names it.
    fn kind(&self, entry: &EntryLine) -> String {
        let said = self.page.t(&format!("pages-entry-{}", entry.kind));
        if said.starts_with('‹') {
            entry.kind.clone()
        } else {
            said
        }
    }

    fn when(&self, entry: &EntryLine) -> String {
        minute(&entry.time)
    }
}

/// The entries of the ledger, newest first.
pub async fn ledger(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("ledger");
    let (head, entries) = visit
        .read(move |view| Ok((view.head()?, view.entries(asked.before, ON_A_PAGE)?)))
        .await?;
    let more = entries
        .last()
        .filter(|entry| entry.seq > 1)
        .map(|entry| format!("/ledger{}&before={}", page.lang_query(), entry.seq));
    render(&LedgerPage {
        page,
        head: head.hash,
        head_seq: head.seq,
        entries,
        more,
    })
}

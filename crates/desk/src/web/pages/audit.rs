//! Who did and read what, from the ledger.

use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use tocsin_store::{Entry, Kind, Trail};

/// Entries on one page.
const ON_A_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    page: Page,
    entries: Vec<Entry>,
    kinds: Vec<(&'static str, bool)>,
    head: String,
    more: Option<String>,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Key of a kind of entry; "" for all that people did.
    pub kind: String,
    /// Before this number.
    pub before: String,
}

/// The kinds an auditor can ask for, in the order shown.
pub const KINDS: [Kind; 12] = [
    Kind::Decision,
    Kind::Read,
    Kind::Release,
    Kind::Ask,
    Kind::Fence,
    Kind::Account,
    Kind::Place,
    Kind::Suggestion,
    Kind::Handover,
    Kind::Source,
    Kind::Capture,
    Kind::Journey,
];

impl Asked {
    /// Which entries, at most `limit`.
    pub fn trail(&self, limit: usize) -> Trail {
        Trail {
            kinds: KINDS.into_iter().filter(|kind| kind.key() == self.kind).collect(),
            before: self.before.parse().ok(),
            limit,
        }
    }
}

/// The page.
pub async fn audit(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let trail = asked.trail(ON_A_PAGE);
    let (entries, head) = visit
        .shared
        .with_reader(move |store| Ok((store.trail(&trail)?, store.head()?)))
        .await?;
    let page = visit.page("audit");
    let more = entries.last().filter(|_| entries.len() == ON_A_PAGE).map(|last| {
        format!(
            "/audit{}&kind={}&before={}",
            page.lang_query(),
            asked.kind,
            last.number
        )
    });
    render(&AuditPage {
        kinds: KINDS
            .iter()
            .map(|kind| (kind.key(), kind.key() == asked.kind))
            .collect(),
        head: format!("{} {}", head.seq, head.hash),
        page,
        entries,
        more,
    })
}

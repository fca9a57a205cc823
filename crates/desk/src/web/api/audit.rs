//! The audit trail by program.

use super::input::{Query, tagged};
use crate::web::answer::Answer;
use crate::web::pages::audit::Asked;
use crate::web::visit::Visit;
use axum::http::HeaderMap;
use schemars::JsonSchema;
use serde::Serialize;

/// Entries of an answer.
const MOST: usize = 200;

/// One entry of the ledger.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EntryAnswer {
    /// Its number.
    pub number: u64,
    /// When.
    pub when: String,
    /// What kind.
    pub kind: String,
    /// Who; "" for intake.
    pub who: String,
    /// What was done.
    pub what: String,
    /// On what: ids and names.
    pub on: Vec<String>,
    /// Its seal in the hash chain.
    pub hash: String,
}

/// Who did and read what, newest first.
pub async fn audit(visit: Visit, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    let trail = asked.trail(MOST);
    let entries = visit
        .shared
        .with_reader(move |store| Ok(store.trail(&trail)?))
        .await?;
    let all: Vec<EntryAnswer> = entries
        .into_iter()
        .map(|entry| EntryAnswer {
            number: entry.number,
            when: entry.when,
            kind: entry.kind.key().to_owned(),
            who: entry.who,
            what: entry.what,
            on: entry.on,
            hash: entry.hash,
        })
        .collect();
    tagged(&headers, &all)
}

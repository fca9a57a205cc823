//! The inbox of what outsiders suggest: shown as untrusted words, taken up or declined with a reason.

use crate::shelf;
use crate::web::answer::{Answer, message_page, not_found_page, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use std::collections::BTreeMap;
use tocsin_store::{Suggestion, SuggestionAnswer, Waiting};

/// Suggestions on the page at most, of those that wait and of those answered.
const SHOWN: usize = 100;
/// Longest reason, in characters.
const LONGEST_WHY: usize = 2000;

#[derive(Template)]
#[template(path = "suggestions.html")]
struct InboxPage {
    page: Page,
    waiting: Vec<(Suggestion, String)>,
    answered: Vec<(Suggestion, String)>,
}

/// What waits, and what was answered.
pub async fn inbox(visit: Visit) -> Answer {
    let lang = visit.lang;
    let (waiting, answered) = visit
        .read(move |view| {
            let mut headings = BTreeMap::new();
            let mut named = |which: Waiting| -> anyhow::Result<Vec<(Suggestion, String)>> {
                let mut out = Vec::new();
                for one in view.suggestions(which, SHOWN)? {
                    let heading = match headings.get(&one.incident) {
                        Some(known) => String::clone(known),
                        None => {
                            let record = view.incident(&one.incident)?;
                            let said = record.map(|record| shelf::heading_of(lang, &record.incident));
                            let said = said.unwrap_or_else(|| one.incident.to_string());
                            headings.insert(one.incident.clone(), said.clone());
                            said
                        }
                    };
                    out.push((one, heading));
                }
                Ok(out)
            };
            Ok((named(Waiting::Yes)?, named(Waiting::Answered)?))
        })
        .await?;
    render(&InboxPage {
        page: visit.page("suggestions"),
        waiting,
        answered,
    })
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SentAnswer {
    /// `take` or `decline`.
    answer: String,
    why: String,
}

/// What came of an answer.
pub enum Answered {
    /// Recorded under this number.
    Recorded(u64),
    /// None of that number waits, for this visitor.
    Missing,
    /// No reason, or one that is too long.
    NoReason,
}

/// Answers a suggestion; the register stays as it is.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn put(visit: &Visit, number: u64, taken: bool, why: &str) -> anyhow::Result<Answered> {
    let why = crate::typed::typed(why);
    if why.is_empty() || why.chars().count() > LONGEST_WHY {
        return Ok(Answered::NoReason);
    }
    let (reader, who) = (visit.viewer.reader.clone(), visit.viewer.name.clone());
    visit
        .write(move |store| {
            let Some(one) = store.view_as(&reader)?.suggestion(number)? else {
                return Ok(Answered::Missing);
            };
            let answer = SuggestionAnswer {
                number,
                incident: one.incident,
                taken,
                who,
                why,
            };
            let done = store.answer_suggestion(&answer, &crate::commands::now())?;
            Ok(done.map_or(Answered::Missing, Answered::Recorded))
        })
        .await
}

/// Answers a suggestion.
pub async fn answer(visit: Visit, Path(number): Path<u64>, Form(sent): Form<SentAnswer>) -> Answer {
    let page = visit.page("suggestions");
    let taken = match sent.answer.as_str() {
        "take" => true,
        "decline" => false,
        _ => return not_found_page(page),
    };
    match put(&visit, number, taken, &sent.why).await? {
        Answered::Recorded(_) => {
            Ok(Redirect::to(&format!("/suggestions{}", page.lang_query())).into_response())
        }
        Answered::Missing => not_found_page(page),
        Answered::NoReason => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            message_page(page, "desk-failed", "outside-no-reason", &[], status)
        }
    }
}

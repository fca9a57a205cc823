//! Suggestions of outsiders by program: sent, read and answered.

use super::decisions::Recorded;
use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::web::answer::Answer;
use crate::web::pages::suggest::{self, SentSuggestion, keep};
use crate::web::pages::suggestions::{Answered, put};
use crate::web::visit::Visit;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tocsin_store::{Suggestion, Waiting};

/// Suggestions in one answer at most, of those that wait and of those answered.
const MOST: usize = 200;

/// A suggestion. Its words come from outside: show them as plain text alone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestionView {
    /// Its number.
    pub number: u64,
    /// The incident it is about.
    pub incident: String,
    /// The version published.
    pub version: u32,
    /// `correction` or `source`.
    pub kind: String,
    /// The day it came.
    pub day: String,
    /// Its words; "" once it was declined.
    pub text: String,
    /// The address of a source, as it was typed.
    pub link: String,
    /// `waiting`, `taken-up` or `declined`.
    pub state: &'static str,
    /// Who answered; "" while it waits.
    pub who: String,
    /// Why.
    pub why: String,
}

/// A suggestion to be sent, about something the public was told.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSuggestion {
    /// The incident it is about.
    pub incident: String,
    /// `correction` or `source`.
    pub kind: String,
    /// Its words. Telephone numbers and mail addresses are taken out.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub text: String,
    /// The address of a source, http or https.
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub link: String,
}

/// The answer to a suggestion.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSuggestionAnswer {
    /// True: taken up. False: declined, and its words forgotten.
    pub taken: bool,
    /// Why.
    #[schemars(length(min = 1, max = 2000))]
    pub why: String,
}

fn view_of(one: Suggestion) -> SuggestionView {
    let state = match &one.answer {
        None => "waiting",
        Some(answer) if answer.taken => "taken-up",
        Some(_) => "declined",
    };
    let (who, why) = one
        .answer
        .map(|answer| (answer.who, answer.why))
        .unwrap_or_default();
    SuggestionView {
        number: one.number,
        incident: one.incident.0,
        version: one.version,
        kind: one.kind,
        day: one.day,
        text: one.text,
        link: one.link,
        state,
        who,
        why,
    }
}

/// Those that wait, then those answered; newest first.
pub async fn list(visit: Visit, headers: HeaderMap) -> Answer {
    let all = visit
        .read(|view| {
            let mut all = view.suggestions(Waiting::Yes, MOST)?;
            all.extend(view.suggestions(Waiting::Answered, MOST)?);
            Ok(all)
        })
        .await?;
    let all: Vec<SuggestionView> = all.into_iter().map(view_of).collect();
    tagged(&headers, &all)
}

/// Sends a suggestion; nothing is kept of who sent it.
pub async fn send(visit: Visit, Sent(sent): Sent<NewSuggestion>) -> Answer {
    let typed = SentSuggestion {
        kind: sent.kind,
        text: sent.text,
        link: sent.link,
    };
    Ok(match keep(&visit, &sent.incident, &typed).await? {
        suggest::Sent::Kept(number) => answered(StatusCode::CREATED, &Recorded { number })?,
        suggest::Sent::Missing => missing(),
        suggest::Sent::Meaningless(key) => problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            &crate::say::say(visit.lang, key, &[]),
        ),
        suggest::Sent::Full => problem(
            StatusCode::SERVICE_UNAVAILABLE,
            "As many suggestions wait as may.",
        ),
        suggest::Sent::Wait(seconds) => {
            let mut answer = problem(
                StatusCode::TOO_MANY_REQUESTS,
                "Too many suggestions came at once.",
            );
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_str(&seconds.to_string())?);
            answer
        }
    })
}

/// Answers a suggestion.
pub async fn answer(visit: Visit, Path(number): Path<u64>, Sent(sent): Sent<NewSuggestionAnswer>) -> Answer {
    Ok(match put(&visit, number, sent.taken, &sent.why).await? {
        Answered::Recorded(number) => answered(StatusCode::CREATED, &Recorded { number })?,
        Answered::Missing => missing(),
        Answered::NoReason => problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Say why, in at most 2000 characters.",
        ),
    })
}

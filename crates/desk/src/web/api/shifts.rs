//! Shifts by program: what happened, signed off and taken over.

use super::decisions::Recorded;
use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::shifts::{HandoverView, ShiftView, past, present};
use crate::web::answer::{Answer, Failure};
use crate::web::pages::shifts::{Handed, leave, take};
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Hand-overs in one answer at most.
const MOST: usize = 200;

/// A hand-over with what happened in its shift.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShiftAnswer {
    /// The hand-over.
    pub handover: HandoverView,
    /// What happened.
    pub shift: ShiftView,
}

/// A shift to be signed off.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHandover {
    /// What the one who comes must know.
    #[schemars(length(min = 1, max = 10_000))]
    pub note: String,
    /// TLP 2.0 label of the note, not above one's own clearance.
    pub tlp: String,
}

/// A shift to be taken over.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    /// What the one who comes says.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub note: String,
}

/// The hand-overs, newest first.
pub async fn list(visit: Visit, headers: HeaderMap) -> Answer {
    let shifts = visit.read(|view| Ok(view.shifts(MOST)?)).await?;
    let all: Vec<HandoverView> = shifts.into_iter().map(HandoverView::of).collect();
    tagged(&headers, &all)
}

/// What happened since the last hand-over.
pub async fn now(visit: Visit, headers: HeaderMap) -> Answer {
    let lang = visit.lang;
    let told = visit.read(move |view| present(view, lang)).await?;
    tagged(&headers, &told)
}

/// One hand-over.
pub async fn one(visit: Visit, headers: HeaderMap, Path(number): Path<u64>) -> Answer {
    let lang = visit.lang;
    match visit.read(move |view| past(view, lang, number)).await? {
        Some((handover, shift)) => tagged(&headers, &ShiftAnswer { handover, shift }),
        None => Ok(missing()),
    }
}

/// Signs the present shift off.
pub async fn sign_off(visit: Visit, Sent(sent): Sent<NewHandover>) -> Answer {
    said(leave(&visit, &sent.note, &sent.tlp).await?)
}

/// Takes a shift over.
pub async fn take_over(visit: Visit, Path(number): Path<u64>, Sent(sent): Sent<TakeOver>) -> Answer {
    said(take(&visit, number, &sent.note).await?)
}

fn said(handed: Handed) -> Result<Response, Failure> {
    let unmeant = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(match handed {
        Handed::Recorded(number) => answered(StatusCode::CREATED, &Recorded { number })?,
        Handed::Missing => missing(),
        Handed::Meaningless => problem(
            unmeant,
            "Give a note, and a TLP 2.0 label not above your clearance.",
        ),
        Handed::SamePerson => problem(unmeant, "Who left a shift cannot take it over."),
    })
}

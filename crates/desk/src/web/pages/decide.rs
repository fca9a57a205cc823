//! Decisions made on the page of an incident.

use crate::commands::decide::{Decided, grade, record_decision};
use crate::people::role::Right;
use crate::view::{self, DecisionView};
use crate::web::answer::{Answer, message_page, not_found_page, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use tocsin_core::{Act, Decision, IncidentId};
use tocsin_store::OnConflict;

/// What the decision form sends.
#[derive(Debug, Deserialize)]
pub struct DecideForm {
    act: String,
    /// The grade, the account, the other incident: what the act needs beside itself.
    #[serde(default)]
    value: String,
    #[serde(default)]
    why: String,
    version: u32,
    /// Not empty: the maker saw what others did meanwhile and stands by it.
    #[serde(default)]
    both: String,
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct ConflictPage {
    page: Page,
    id: String,
    said: String,
    since: Vec<DecisionView>,
    version: u32,
    act: String,
    value: String,
    why: String,
}

/// What one must be allowed to do for this act.
pub fn right_for(act: &Act) -> Right {
    match act {
        Act::TakeUp
        | Act::Comment
        | Act::Assign { .. }
        | Act::SecondRead { .. }
        | Act::Prefer { .. }
        | Act::Resolve { .. } => Right::Work,
        Act::Accept
        | Act::Reject
        | Act::Grade { .. }
        | Act::Merge { .. }
        | Act::Split { .. }
        | Act::Undo { .. } => Right::Decide,
        Act::Withdraw => Right::Withdraw,
    }
}

fn act_of(form: &DecideForm) -> Option<Act> {
    Some(match form.act.as_str() {
        "take-up" => Act::TakeUp,
        "accept" => Act::Accept,
        "reject" => Act::Reject,
        "withdraw" => Act::Withdraw,
        "comment" => Act::Comment,
        "assign" => Act::Assign {
            to: form.value.trim().to_owned(),
        },
        "second-read" => Act::SecondRead { agrees: true },
        "second-read-no" => Act::SecondRead { agrees: false },
        "grade" => Act::Grade {
            grade: grade(&form.value).ok()?,
        },
        "merge" => Act::Merge {
            with: IncidentId(form.value.trim().to_owned()),
        },
        "undo" => Act::Undo {
            decision: form.value.trim().parse().ok()?,
        },
        _ => return None,
    })
}

/// Records a decision made on the page, and shows the incident again.
pub async fn decide(visit: Visit, Path(id): Path<String>, Form(form): Form<DecideForm>) -> Answer {
    let page = visit.page("incident");
    let Some(act) = act_of(&form) else {
        return not_found_page(page);
    };
    if !visit.may(right_for(&act)) {
        return message_page(
            page,
            "desk-failed",
            "people-not-yours",
            &[],
            StatusCode::FORBIDDEN,
        );
    }
    let decision = Decision {
        number: 0,
        incident: IncidentId(id.clone()),
        version: form.version,
        act,
        who: visit.viewer.name.clone(),
        when: crate::commands::now(),
        why: form.why.clone(),
    };
    let on_conflict = if form.both.is_empty() {
        OnConflict::Refuse
    } else {
        OnConflict::Append
    };
    let reader = visit.viewer.reader.clone();
    let decided = visit
        .write(move |store| record_decision(store, &reader, &decision, on_conflict))
        .await?;
    match decided {
        Decided::Recorded(_) => Ok(Redirect::to(&format!(
            "/incidents/{}{}#decide",
            encoded(&id),
            page.lang_query()
        ))
        .into_response()),
        Decided::NotAllowed(key) => message_page(
            page,
            "desk-failed",
            key,
            &[("status", "")],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Decided::Changed(now, since) => conflict(page, id, form, now, &since),
        Decided::Missing => not_found_page(page),
    }
}

/// Both sides: what others decided meanwhile, and what was just written, ready to be kept beside it.
fn conflict(page: Page, id: String, form: DecideForm, now: u32, since: &[Decision]) -> Answer {
    let (seen, now) = (form.version.to_string(), now.to_string());
    let said = crate::say::say(
        page.lang,
        "desk-decide-conflict",
        &[("seen", &seen), ("now", &now)],
    );
    let mut response = render(&ConflictPage {
        since: since.iter().map(|item| view::decision(page.lang, item)).collect(),
        page,
        id,
        said,
        version: form.version,
        act: form.act,
        value: form.value,
        why: form.why,
    })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

//! Decisions made on the page of an incident.

use crate::commands::decide::{Decided, record_decision};
use crate::web::answer::{Answer, message_page, not_found_page};
use crate::web::page::encoded;
use crate::web::visit::Visit;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use tocsin_core::{Act, Decision, IncidentId};

/// What the decision form sends.
#[derive(Debug, Deserialize)]
pub struct DecideForm {
    act: String,
    #[serde(default)]
    why: String,
    version: u32,
    token: String,
}

/// Records a decision made on the page, and shows the incident again.
pub async fn decide(visit: Visit, Path(id): Path<String>, Form(form): Form<DecideForm>) -> Answer {
    let page = visit.page("incident");
    if !visit.is_ours(&form.token) {
        return message_page(
            page,
            "desk-failed",
            "desk-decide-foreign",
            &[],
            StatusCode::FORBIDDEN,
        );
    }
    let act = match form.act.as_str() {
        "take-up" => Act::TakeUp,
        "accept" => Act::Accept,
        "reject" => Act::Reject,
        "withdraw" => Act::Withdraw,
        "comment" => Act::Comment,
        _ => return not_found_page(page),
    };
    let decision = Decision {
        number: 0,
        incident: IncidentId(id.clone()),
        version: form.version,
        act,
        who: "desk".to_owned(),
        when: crate::commands::now(),
        why: form.why,
    };
    let seen = decision.version.to_string();
    let decided = visit
        .write(move |store| record_decision(store, &decision))
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
        Decided::Changed(now) => message_page(
            page,
            "desk-failed",
            "desk-decide-conflict",
            &[("seen", &seen), ("now", &now.to_string())],
            StatusCode::CONFLICT,
        ),
        Decided::Missing => not_found_page(page),
    }
}

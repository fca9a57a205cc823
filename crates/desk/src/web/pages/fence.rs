//! Keeping an incident to a sharing group.

use crate::web::answer::{Answer, message_page, not_found_page};
use crate::web::page::encoded;
use crate::web::visit::Visit;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use tocsin_core::IncidentId;
use tocsin_store::{Fenced, is_group};

/// What the form sends.
#[derive(Deserialize)]
pub struct Sent {
    group: String,
    /// `up` or `down`.
    fence: String,
    #[serde(default)]
    why: String,
}

/// What came of it.
pub enum Done {
    /// Recorded.
    Recorded,
    /// There is no such incident that this visitor may see.
    Missing,
    /// Nobody may lock themselves out: only a member of the group raises or lowers its fence.
    NotAMember,
    /// Not the name of a group.
    NoGroup,
}

/// Keeps an incident to a group, or no longer.
pub async fn fence(visit: Visit, Path(id): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let page = visit.page("incident");
    let up = sent.fence != "down";
    let back = format!("/incidents/{}{}", encoded(&id), page.lang_query());
    match set(&visit, id, sent.group, up, sent.why).await? {
        Done::Recorded => Ok(Redirect::to(&back).into_response()),
        Done::Missing => not_found_page(page),
        Done::NotAMember | Done::NoGroup => message_page(
            page,
            "desk-failed",
            "people-not-your-group",
            &[],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    }
}

/// Keeps an incident to a group, or no longer.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn set(visit: &Visit, id: String, group: String, up: bool, why: String) -> anyhow::Result<Done> {
    if !is_group(&group) {
        return Ok(Done::NoGroup);
    }
    if let Some(groups) = &visit.viewer.reader.groups
        && !groups.contains(&group)
    {
        return Ok(Done::NotAMember);
    }
    let (reader, who) = (visit.viewer.reader.clone(), visit.viewer.name.clone());
    visit
        .write(move |store| {
            let Some(record) = store.view_as(&reader)?.incident(&IncidentId(id))? else {
                return Ok(Done::Missing);
            };
            let fenced = Fenced {
                incident: record.incident.id,
                group,
                up,
                who,
                why,
            };
            store.fence(&fenced, &crate::commands::now())?;
            Ok(Done::Recorded)
        })
        .await
}

//! The register and its incidents as JSON.

use crate::commands::list as commands_list;
use crate::shelf;
use crate::web::answer::{Answer, problem_details};
use crate::web::pages::register::Asked;
use crate::web::visit::Visit;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use tocsin_core::IncidentId;

/// The register as JSON, with the filters of the page.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let lang = visit.lang;
    let (filter, messages) = asked.filter(lang)?;
    if !messages.is_empty() {
        return Ok(problem_details(
            StatusCode::BAD_REQUEST,
            "Bad filter",
            &messages.join(" "),
        ));
    }
    let found = visit.read(move |view| Ok(view.incidents(&filter)?)).await?;
    Ok(Json(commands_list::list(lang, &found)).into_response())
}

/// One incident as JSON.
pub async fn one(visit: Visit, Path(id): Path<String>) -> Answer {
    let lang = visit.lang;
    let wanted = id.clone();
    let found = visit
        .read(move |view| shelf::load(view, &IncidentId(wanted)))
        .await?;
    Ok(match found {
        Some(loaded) => Json(loaded.view(lang)).into_response(),
        None => problem_details(
            StatusCode::NOT_FOUND,
            "No such incident",
            &format!("There is no incident {id} in this register."),
        ),
    })
}

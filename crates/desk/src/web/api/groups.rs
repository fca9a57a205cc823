//! Keeping incidents to sharing groups, by program.

use super::input::{Path, missing, problem};
use crate::web::answer::Answer;
use crate::web::pages::fence::{Done, set};
use crate::web::visit::Visit;
use axum::http::StatusCode;
use axum::response::IntoResponse;

/// Keeps an incident to a group.
pub async fn up(visit: Visit, Path((id, group)): Path<(String, String)>) -> Answer {
    put(visit, id, group, true).await
}

/// Keeps it to that group no longer.
pub async fn down(visit: Visit, Path((id, group)): Path<(String, String)>) -> Answer {
    put(visit, id, group, false).await
}

async fn put(visit: Visit, id: String, group: String, up: bool) -> Answer {
    Ok(match set(&visit, id, group, up, String::new()).await? {
        Done::Recorded => StatusCode::NO_CONTENT.into_response(),
        Done::Missing => missing(),
        Done::NotAMember => problem(
            StatusCode::FORBIDDEN,
            "Only members of a sharing group keep something to it.",
        ),
        Done::NoGroup => problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "A group's name has 1 to 32 lower-case letters, digits and hyphens.",
        ),
    })
}

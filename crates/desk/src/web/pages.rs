//! The handlers, one file a page: fetch, view, render.

pub mod accounts;
pub mod audit;
pub mod decide;
pub mod fence;
pub mod help;
pub mod incident;
pub mod lists;
pub mod me;
pub mod pins;
pub mod register;
pub mod releases;
pub mod report;
pub mod setup;
pub mod sign_in;

use crate::web::answer::{Answer, not_found_page};
use crate::web::visit::Visit;

/// Any other address.
pub async fn not_found(visit: Visit, uri: axum::http::Uri) -> Answer {
    if uri.path().starts_with("/api/") {
        return Ok(crate::web::api::input::missing());
    }
    not_found_page(visit.page("none"))
}

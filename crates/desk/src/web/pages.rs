//! The handlers, one file a page: fetch, view, render.

pub mod accounts;
pub mod actors;
pub mod audit;
pub mod bulletin;
pub mod contradictions;
pub mod decide;
pub mod fence;
pub mod filters;
pub mod help;
pub mod history;
pub mod incident;
pub mod ledger;
pub mod mapped;
pub mod me;
pub mod openid;
pub mod passkeys;
pub mod pins;
pub mod place;
pub mod places;
pub mod problems;
pub mod public;
pub mod queue;
pub mod register;
pub mod releases;
pub mod report;
pub mod setup;
pub mod shifts;
pub mod sign_in;
pub mod sources;
pub mod suggest;
pub mod suggestions;

use crate::web::answer::{Answer, not_found_page};
use crate::web::visit::Visit;

/// Any other address.
pub async fn not_found(visit: Visit, uri: axum::http::Uri) -> Answer {
    if uri.path().starts_with("/api/") {
        return Ok(crate::web::api::input::missing());
    }
    not_found_page(visit.page("none"))
}

//! The handlers, one file a page: fetch, view, render.

pub mod actors;
pub mod bulletin;
pub mod contradictions;
pub mod decide;
pub mod filters;
pub mod help;
pub mod history;
pub mod incident;
pub mod ledger;
pub mod mapped;
pub mod pins;
pub mod places;
pub mod problems;
pub mod public;
pub mod queue;
pub mod register;
pub mod report;
pub mod sources;

use crate::web::answer::{Answer, not_found_page};
use crate::web::visit::Visit;

/// Any other address.
pub async fn not_found(visit: Visit) -> Answer {
    not_found_page(visit.page("none"))
}

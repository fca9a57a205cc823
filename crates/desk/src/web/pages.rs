//! The handlers, one file a page: fetch, view, render.

pub mod decide;
pub mod help;
pub mod incident;
pub mod lists;
pub mod pins;
pub mod register;
pub mod report;

use crate::web::answer::{Answer, not_found_page};
use crate::web::visit::Visit;

/// Any other address.
pub async fn not_found(visit: Visit) -> Answer {
    not_found_page(visit.page("none"))
}

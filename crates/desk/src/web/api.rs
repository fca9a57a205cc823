//! JSON over HTTP, for programs: everything the pages do, with the same rights, limits and rules.

pub mod accounts;
pub mod audit;
pub mod decisions;
pub mod groups;
pub mod hooks;
pub mod incidents;
pub mod input;
pub mod places;
pub mod releases;
pub mod reports;
pub mod shifts;
pub mod spec;
pub mod suggestions;
pub mod tokens;

use super::routes::Routes;
use crate::people::role::Right;

/// The routes for programs. `spec` describes each; a test holds the two together.
pub fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get("/api/v1/openapi.json", Right::Anyone, spec::openapi)
        .get("/api/v1/codebook", Right::Anyone, incidents::codebook)
        .get("/api/v1/incidents", Right::Read, incidents::list)
        .get("/api/v1/incidents/{id}", Right::Read, incidents::one)
        .post("/api/v1/incidents/{id}/decisions", Right::Work, decisions::decide)
        .put("/api/v1/incidents/{id}/groups/{group}", Right::Fence, groups::up)
        .delete(
            "/api/v1/incidents/{id}/groups/{group}",
            Right::Fence,
            groups::down,
        )
        .get("/api/v1/reports/{id}", Right::Read, reports::one)
        .post("/api/v1/reports", Right::TakeIn, reports::take_in)
        .get("/api/v1/contradictions", Right::Read, incidents::contradictions)
        .get("/api/v1/problems", Right::Read, incidents::problems);
    let routes = routes
        .get("/api/v1/places", Right::Read, places::list)
        .post("/api/v1/places", Right::Decide, places::add)
        .get("/api/v1/places/{key}", Right::Read, places::one)
        .put("/api/v1/places/{key}", Right::Decide, places::change)
        .post(
            "/api/v1/places/changes/{number}/undo",
            Right::Decide,
            places::take_back,
        )
        .get("/api/v1/suggestions", Right::Read, suggestions::list)
        .post("/api/v1/suggestions", Right::Anyone, suggestions::send)
        .post(
            "/api/v1/suggestions/{number}/answer",
            Right::Work,
            suggestions::answer,
        )
        .get("/api/v1/shifts", Right::Read, shifts::list)
        .post("/api/v1/shifts", Right::Work, shifts::sign_off)
        .get("/api/v1/shifts/now", Right::Read, shifts::now)
        .get("/api/v1/shifts/{number}", Right::Read, shifts::one)
        .post("/api/v1/shifts/{number}/take", Right::Work, shifts::take_over);
    routes
        .get("/api/v1/releases", Right::Read, releases::list)
        .post("/api/v1/releases", Right::Ask, releases::ask)
        .post("/api/v1/releases/{number}/grant", Right::Release, releases::grant)
        .post(
            "/api/v1/releases/{number}/refuse",
            Right::Release,
            releases::refuse,
        )
        .get("/api/v1/audit", Right::Audit, audit::audit)
        .get("/api/v1/accounts", Right::People, accounts::list)
        .post("/api/v1/accounts", Right::People, accounts::add)
        .put("/api/v1/accounts/{name}", Right::People, accounts::set)
        .get("/api/v1/me", Right::Own, tokens::me)
        .get("/api/v1/tokens", Right::Own, tokens::list)
        .post("/api/v1/tokens", Right::Own, tokens::make)
        .delete("/api/v1/tokens/{name}", Right::Own, tokens::drop_named)
        .get("/api/v1/hooks", Right::Operate, hooks::list)
        .post("/api/v1/hooks", Right::Operate, hooks::add)
        .delete("/api/v1/hooks/{number}", Right::Operate, hooks::remove)
}

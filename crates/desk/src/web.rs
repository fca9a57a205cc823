//! The desk in the browser: server-rendered pages readable without script, and JSON over HTTP beside them.
//!
//! In reading order: `serve` starts it; [`router`] is its table of contents; `guard` finds out who asks and what they may;
//! a `visit` is one request and the only way to the register; `pages` and `api` answer.

pub mod answer;
pub mod api;
pub mod guard;
pub mod island;
pub mod live;
pub mod map;
pub mod measures;
pub mod outside;
pub mod page;
pub mod pages;
pub mod routes;
pub mod serve;
pub mod shared;
pub mod text;
pub mod timeline;
pub mod tls;
pub mod tree;
pub mod visit;

pub use serve::serve;
pub use shared::Shared;

use crate::people::role::Right;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use routes::{Route, Routes};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// What a request may send at most, in bytes.
const MOST_FORM: usize = 256 * 1024;

/// All routes, each with the right it asks for: the table of contents of the desk.
pub fn routes(shared: &Arc<Shared>) -> (Router<Arc<Shared>>, Vec<Route>) {
    let routes = Routes::new(Arc::clone(shared));
    api::routes(people(parts(work(routes)))).done()
}

fn work(routes: Routes) -> Routes {
    routes
        .get("/", Right::Read, pages::register::register)
        .get("/incidents/{id}", Right::Read, pages::incident::incident)
        .post("/incidents/{id}/decide", Right::Work, pages::decide::decide)
        .post("/incidents/{id}/groups", Right::Fence, pages::fence::fence)
        .get("/reports/{id}", Right::Read, pages::report::report)
        .get(
            "/incidents/{id}/changes",
            Right::Read,
            pages::history::differences,
        )
        .get(
            "/contradictions",
            Right::Read,
            pages::contradictions::contradictions,
        )
        .get("/problems", Right::Read, pages::problems::problems)
        .get("/releases", Right::Read, pages::releases::releases)
        .post("/releases", Right::Ask, pages::releases::ask)
        .post("/releases/{number}", Right::Release, pages::releases::answer)
        .get("/live", Right::Read, live::live)
        .get("/help", Right::Anyone, pages::help::help)
        .get("/style.css", Right::Anyone, || {
            asset("text/css; charset=utf-8", include_str!("web/style.css"))
        })
        .get("/live.js", Right::Anyone, || {
            asset("text/javascript; charset=utf-8", include_str!("web/live.js"))
        })
        .get("/icon.svg", Right::Anyone, || {
            asset("image/svg+xml", include_str!("web/icon.svg"))
        })
        .get("/health", Right::Anyone, || async { "ok\n" })
        .get("/metrics", Right::Operate, measures::metrics)
}

fn parts(routes: Routes) -> Routes {
    routes
        .get("/queue", Right::Read, pages::queue::queue)
        .post("/queue/looked", Right::Read, pages::queue::looked_now)
        .get("/register.csv", Right::Read, pages::register::table)
        .post("/views", Right::Work, pages::register::keep)
        .get("/map", Right::Read, pages::mapped::map)
        .get("/map.geojson", Right::Read, island::incidents)
        .get("/map/outlines.geojson", Right::Read, island::borders)
        .get("/map-island/{file}", Right::Anyone, island::asset)
        .get("/bulletin", Right::Read, pages::bulletin::builder)
        .post("/bulletin", Right::Read, pages::bulletin::issue)
        .get("/public", Right::Anyone, pages::public::public)
        .get("/public/{id}/suggest", Right::Anyone, pages::suggest::form)
        .post("/public/{id}/suggest", Right::Anyone, pages::suggest::send)
        .get("/suggestions", Right::Read, pages::suggestions::inbox)
        .post("/suggestions/{number}", Right::Work, pages::suggestions::answer)
        .get("/shifts", Right::Read, pages::shifts::shifts)
        .post("/shifts", Right::Work, pages::shifts::sign_off)
        .get("/shifts/{number}", Right::Read, pages::shifts::shift)
        .post("/shifts/{number}/take", Right::Work, pages::shifts::take_over)
        .get("/sources", Right::Read, pages::sources::sources)
        .get("/sources/{key}", Right::Read, pages::sources::source)
        .post("/sources/{key}", Right::Decide, pages::sources::set)
        .get("/actors", Right::Read, pages::actors::actors)
        .get("/places", Right::Read, pages::places::places)
        .post("/places", Right::Decide, pages::place::add)
        .get("/places/new", Right::Decide, pages::place::new)
        .get("/places/{key}", Right::Read, pages::place::place)
        .post("/places/{key}", Right::Decide, pages::place::change)
        .post(
            "/places/changes/{number}/undo",
            Right::Decide,
            pages::place::take_back,
        )
        .get("/ledger", Right::Audit, pages::ledger::ledger)
        .get("/keys.js", Right::Anyone, || {
            asset("text/javascript; charset=utf-8", include_str!("web/keys.js"))
        })
}

fn people(routes: Routes) -> Routes {
    routes
        .get("/setup", Right::Anyone, pages::setup::form)
        .post("/setup", Right::Anyone, pages::setup::make)
        .get("/sign-in", Right::Anyone, pages::sign_in::form)
        .post("/sign-in", Right::Anyone, pages::sign_in::sign_in)
        .get("/sign-in/openid", Right::Anyone, pages::openid::begin)
        .get("/sign-in/openid/back", Right::Anyone, pages::openid::back)
        .post("/sign-in/passkey/ask", Right::Anyone, pages::passkeys::ask)
        .post("/sign-in/passkey", Right::Anyone, pages::passkeys::sign_in)
        .post("/sign-out", Right::Own, pages::sign_in::sign_out)
        .get("/me", Right::Own, pages::me::me)
        .post("/me/password", Right::Own, pages::me::password)
        .post("/me/code", Right::Own, pages::me::code)
        .post("/me/openid", Right::Own, pages::openid::link)
        .post("/me/openid/unlink", Right::Own, pages::openid::unlink)
        .post("/me/passkeys/offer", Right::Own, pages::passkeys::offer)
        .post("/me/passkeys", Right::Own, pages::passkeys::add)
        .post("/me/passkeys/remove", Right::Own, pages::passkeys::remove)
        .get("/passkeys.js", Right::Anyone, || {
            asset("text/javascript; charset=utf-8", include_str!("web/passkeys.js"))
        })
        .get("/accounts", Right::People, pages::accounts::accounts)
        .post("/accounts", Right::People, pages::accounts::change)
        .get("/audit", Right::Audit, pages::audit::audit)
}

/// The whole desk, ready to answer.
pub fn router(shared: &Arc<Shared>) -> Router {
    let policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    // Once a browser heard it, it asks this desk over TLS alone, even where someone in between would have it otherwise.
    let only_tls = shared.https.then(|| HeaderValue::from_static("max-age=31536000"));
    let fixed = |name: &'static str, value: &'static str| {
        SetResponseHeaderLayer::overriding(HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    routes(shared)
        .0
        .fallback(pages::not_found)
        .layer(from_fn_with_state(Arc::clone(shared), guard::identify))
        .layer(from_fn_with_state(Arc::clone(shared), measures::count))
        .with_state(Arc::clone(shared))
        .layer(RequestBodyLimitLayer::new(MOST_FORM))
        .layer(CatchPanicLayer::new())
        .layer(fixed("content-security-policy", policy))
        .layer(fixed("x-content-type-options", "nosniff"))
        .layer(fixed("referrer-policy", "no-referrer"))
        .layer(fixed("cross-origin-opener-policy", "same-origin"))
        .layer(SetResponseHeaderLayer::overriding(
            header::STRICT_TRANSPORT_SECURITY,
            only_tls,
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(CompressionLayer::new())
}

async fn asset(kind: &'static str, body: &'static str) -> impl IntoResponse {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=3600"),
        ],
        body,
    )
}

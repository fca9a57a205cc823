//! The pages: server-rendered, readable without script, in English and French; one handler a page.

pub mod answer;
pub mod api;
pub mod map;
pub mod page;
pub mod pages;
pub mod text;
pub mod visit;

use crate::cli::{Serve, exit};
use crate::commands::Desk;
use crate::say::Lang;
use anyhow::{Context, Result};
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tocsin_store::Store;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// What a form may send at most, in bytes.
const MOST_FORM: usize = 64 * 1024;

/// What every handler shares.
pub struct Shared {
    /// The register's file.
    pub register: PathBuf,
    /// The one writer.
    pub writer: Mutex<Store>,
    /// Readers not in use; a request takes one, or opens another.
    pub readers: Mutex<Vec<Store>>,
    /// The language of a visitor who says none.
    pub lang: Lang,
    /// Whether the register holds the samples.
    pub samples: bool,
    /// What forms must send back: made anew at each start, never stored.
    pub token: String,
}

/// `serve`.
///
/// # Errors
/// When the register cannot be opened or the address not listened on.
pub fn serve(desk: &Desk, args: &Serve) -> Result<u8> {
    let mut store = desk.open()?;
    if args.samples {
        let kit = desk.kit();
        let terms = crate::take_in::Terms {
            kit: &kit,
            given: tocsin_intake::Given {
                nature: tocsin_core::Nature::Sample,
                ..Default::default()
            },
            now: crate::commands::now(),
            batch: 256,
            progress: &|_| {},
        };
        crate::take_in::take_in(&mut store, crate::take_in::samples(), &terms)?;
    }
    let shared = Arc::new(Shared {
        register: desk.register.clone(),
        writer: Mutex::new(store),
        readers: Mutex::new(Vec::new()),
        lang: desk.lang,
        samples: args.samples,
        token: token()?,
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the web server cannot start")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(&args.listen)
            .await
            .with_context(|| {
                format!(
                    "{} cannot be listened on; name another address with --listen",
                    args.listen
                )
            })?;
        let url = format!("http://{}/", listener.local_addr()?);
        desk.tell(&desk.say("desk-serving", &[("url", &url)]))?;
        axum::serve(listener, router(shared))
            .with_graceful_shutdown(stopped())
            .await
            .context("the web server stopped")
    })?;
    Ok(exit::WELL)
}

async fn stopped() {
    // If no signal can be listened for, the desk runs until it is killed; the store bears that.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// 32 hexadecimal digits from the system's source of randomness.
fn token() -> Result<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// All routes: the table of contents of the desk.
pub fn router(shared: Arc<Shared>) -> Router {
    let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let fixed = |name: &'static str, value: &'static str| {
        SetResponseHeaderLayer::overriding(HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    Router::new()
        .route("/", get(pages::register::register))
        .route("/incidents/{id}", get(pages::incident::incident))
        .route("/incidents/{id}/decide", post(pages::decide::decide))
        .route("/reports/{id}", get(pages::report::report))
        .route("/contradictions", get(pages::lists::contradictions))
        .route("/problems", get(pages::lists::problems))
        .route("/help", get(pages::help::help))
        .route("/api/v1/incidents", get(api::incidents::list))
        .route("/api/v1/incidents/{id}", get(api::incidents::one))
        .route(
            "/style.css",
            get(|| asset("text/css; charset=utf-8", include_str!("web/style.css"))),
        )
        .route(
            "/icon.svg",
            get(|| asset("image/svg+xml", include_str!("web/icon.svg"))),
        )
        .route("/health", get(|| async { "ok\n" }))
        .fallback(pages::not_found)
        .with_state(shared)
        .layer(RequestBodyLimitLayer::new(MOST_FORM))
        .layer(CatchPanicLayer::new())
        .layer(fixed("content-security-policy", policy))
        .layer(fixed("x-content-type-options", "nosniff"))
        .layer(fixed("referrer-policy", "no-referrer"))
        .layer(fixed("cross-origin-opener-policy", "same-origin"))
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

//! Who asks: a session's cookie, a token, or whoever sits at this machine; and what they may not have.

use super::Shared;
use super::answer::{Answer, message_page, problem_details};
use super::page::encoded;
use super::visit::Visit;
use crate::people::role::{Right, rights, roles};
use crate::people::same_secret;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tocsin_core::Tlp;
use tocsin_store::{Account, Reader};

/// Name of the session's cookie.
pub const COOKIE: &str = "tocsin-session";
/// Header in which scripts send back the token of the page's forms.
const FORM_TOKEN: &str = "x-tocsin-token";

/// How someone came to be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A desk without accounts: whoever sits at this machine.
    Machine,
    /// Not known.
    Nobody,
    /// Signed in; what the cookie holds.
    Session(String),
    /// A program's token.
    Token,
}

/// Who asks, and how far they may see.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The account's name; `desk` for whoever sits at this machine, "" for nobody.
    pub name: String,
    /// How they came to be known.
    pub by: By,
    /// What they may do.
    pub rights: BTreeSet<Right>,
    /// How far they see.
    pub reader: Reader,
    /// What a form must send back.
    pub form_token: String,
}

impl Viewer {
    /// Whether they may do this.
    pub fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// Someone of whom nothing is known: sees what is public.
    pub fn nobody(form_token: &str) -> Self {
        Self {
            name: String::new(),
            by: By::Nobody,
            rights: BTreeSet::from([Right::Anyone]),
            reader: Reader {
                clearance: Tlp::Clear,
                groups: Some(BTreeSet::new()),
            },
            form_token: form_token.to_owned(),
        }
    }

    /// Whoever sits at the machine of a desk without accounts: all rights but those that need a second person.
    fn machine(form_token: &str) -> Self {
        let mut rights: BTreeSet<Right> = Right::ALL.into_iter().collect();
        for right in [Right::Own, Right::People, Right::Ask, Right::Release] {
            rights.remove(&right);
        }
        Self {
            name: "desk".to_owned(),
            by: By::Machine,
            rights,
            reader: Reader {
                clearance: Tlp::Red,
                groups: None,
            },
            form_token: form_token.to_owned(),
        }
    }

    fn of(account: Account, by: By, form_token: String) -> Self {
        let roles = roles(&account.role).unwrap_or_default();
        Self {
            rights: rights(&roles),
            reader: Reader {
                clearance: account.clearance,
                groups: Some(account.groups),
            },
            name: account.name,
            by,
            form_token,
        }
    }
}

impl FromRequestParts<Arc<Shared>> for Viewer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        Ok(known.unwrap_or_else(|| Self::nobody(&shared.token)))
    }
}

/// Finds out who asks, and refuses what another site made a browser send.
pub async fn identify(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let viewer = match viewer(&shared, request.headers()).await {
        Ok(viewer) => viewer,
        Err(failure) => return super::answer::Failure::from(failure).into_response(),
    };
    // A page elsewhere whose name was made to lead here (DNS rebinding) must not read a desk that asks nobody's name.
    if viewer.by == By::Machine && !is_local_host(request.headers()) {
        return problem_details(
            StatusCode::MISDIRECTED_REQUEST,
            "Misdirected request",
            "This desk has no accounts and answers only to localhost. · Ce bureau n'a pas de comptes et ne répond qu'à localhost.",
        );
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && viewer.by != By::Token {
        let (parts, body) = request.into_parts();
        let Ok(bytes) = to_bytes(body, super::MOST_FORM).await else {
            return problem_details(
                StatusCode::PAYLOAD_TOO_LARGE,
                "Too large",
                "The form holds more than the desk takes.",
            );
        };
        // Nobody's program may do what anyone may, and has nothing that another site could make use of.
        let nobody = viewer.by == By::Nobody && is_api(&parts);
        let ours = is_same_site(&parts.headers)
            && (nobody || sent_token(&parts.headers, &bytes, &viewer.form_token));
        request = Request::from_parts(parts, Body::from(bytes));
        if !ours {
            let (mut parts, _) = request.into_parts();
            parts.extensions.insert(viewer);
            return foreign(&mut parts, &shared).await.into_response();
        }
    }
    request.extensions_mut().insert(viewer);
    next.run(request).await
}

async fn viewer(shared: &Arc<Shared>, headers: &HeaderMap) -> anyhow::Result<Viewer> {
    if !shared.has_accounts.load(Ordering::Acquire) {
        return Ok(Viewer::machine(&shared.token));
    }
    let nobody = || Viewer::nobody(&shared.token);
    if let Some(secret) = bearer(headers) {
        let secret = secret.to_owned();
        let found = shared
            .with_reader(move |store| {
                let Some(token) = store.token(&secret, &crate::commands::now())? else {
                    return Ok(None);
                };
                let account = store.account(&token.account)?;
                Ok(account.map(|account| (account, token.scopes)))
            })
            .await?;
        return Ok(match found {
            Some((account, scopes)) if !account.disabled => {
                let mut viewer = Viewer::of(account, By::Token, String::new());
                viewer
                    .rights
                    .retain(|right| *right == Right::Anyone || scopes.contains(right.key()));
                viewer
            }
            _ => nobody(),
        });
    }
    let Some((secret, session)) =
        cookie(headers, COOKIE).and_then(|secret| Some((secret.to_owned(), shared.sessions.of(secret)?)))
    else {
        return Ok(nobody());
    };
    let name = session.name.clone();
    let account = shared.with_reader(move |store| Ok(store.account(&name)?)).await?;
    Ok(match account {
        Some(account) if !account.disabled && session.knows(&account.password) => {
            Viewer::of(account, By::Session(secret), session.form_token)
        }
        _ => nobody(),
    })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
}

/// What the cookie of that name holds; `None` where the browser sends none.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

fn is_local_host(headers: &HeaderMap) -> bool {
    // Old programs send no Host; a browser always does.
    let hosts = headers.get_all(header::HOST).iter();
    hosts
        .map(|host| host.to_str().unwrap_or(""))
        .all(crate::config::is_here)
}

/// Whether the browser says that a page of this very desk sent this; true where it says nothing.
fn is_same_site(headers: &HeaderMap) -> bool {
    let fetched = headers
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok());
    if fetched.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    match origin {
        // Our own pages ask for no referrer, and some browsers then say "null"; the token decides.
        None | Some("null") => true,
        Some(origin) => {
            let named = origin.split_once("://").map_or(origin, |(_, rest)| rest);
            host(headers).is_some_and(|host| host.eq_ignore_ascii_case(named))
        }
    }
}

fn sent_token(headers: &HeaderMap, body: &[u8], expected: &str) -> bool {
    let header = headers.get(FORM_TOKEN).and_then(|value| value.to_str().ok());
    if let Some(sent) = header {
        return same_secret(sent, expected);
    }
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    is_form
        && body
            .split(|byte| *byte == b'&')
            .filter_map(|part| std::str::from_utf8(part).ok()?.strip_prefix("token="))
            .any(|sent| same_secret(sent, expected))
}

async fn foreign(parts: &mut Parts, shared: &Arc<Shared>) -> Answer {
    let visit = visit(parts, shared).await;
    if is_api(parts) {
        return Ok(problem_details(
            StatusCode::FORBIDDEN,
            "Forbidden",
            "A change needs a token: `Authorization: Bearer …`.",
        ));
    }
    message_page(
        visit.page("none"),
        "desk-failed",
        "desk-decide-foreign",
        &[],
        StatusCode::FORBIDDEN,
    )
}

/// What someone gets who may not do what a route is for: the sign-in page, or a plain no.
///
/// # Errors
/// Where the page cannot be rendered.
pub async fn refused(viewer: &Viewer, parts: &Parts, shared: &Arc<Shared>) -> Answer {
    let mut parts = parts.clone();
    let known = viewer.by != By::Nobody;
    if is_api(&parts) {
        return Ok(if known {
            problem_details(
                StatusCode::FORBIDDEN,
                "Forbidden",
                "This account, or this token, may not do that.",
            )
        } else {
            let mut response = problem_details(
                StatusCode::UNAUTHORIZED,
                "Unauthorized",
                "Send a token that holds: `Authorization: Bearer …`.",
            );
            response.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                header::HeaderValue::from_static("Bearer"),
            );
            response
        });
    }
    let visit = visit(&mut parts, shared).await;
    if known {
        return message_page(
            visit.page("none"),
            "desk-failed",
            "people-not-yours",
            &[],
            StatusCode::FORBIDDEN,
        );
    }
    let next = if parts.method == Method::GET {
        let asked = parts.uri.path_and_query().map_or("/", |asked| asked.as_str());
        format!("&next={}", encoded(asked))
    } else {
        String::new()
    };
    Ok(Redirect::to(&format!("/sign-in{}{next}", visit.page("none").lang_query())).into_response())
}

async fn visit(parts: &mut Parts, shared: &Arc<Shared>) -> Visit {
    match Visit::from_request_parts(parts, shared).await {
        Ok(visit) => visit,
        Err(never) => match never {},
    }
}

fn is_api(parts: &Parts) -> bool {
    parts.uri.path().starts_with("/api/") || parts.uri.path() == "/metrics"
}

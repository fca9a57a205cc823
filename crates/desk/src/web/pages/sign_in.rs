//! Signing in and out: name, password and, where the account has one, a code.

use crate::people::{Shown, admitted, password};
use crate::web::answer::{Answer, Failure, render};
use crate::web::guard::{By, COOKIE};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use anyhow::Context;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    next: String,
    wrong: String,
    /// The issuer of OpenID Connect, by its name; "" without one.
    issuer: String,
    /// Where one ends one's session at the issuer too, for who just signed out; "" for others.
    way_out: String,
    /// Whether browsers make passkeys for this desk.
    passkeys: bool,
}

impl SignInPage {
    fn new(visit: &Visit, next: String, wrong: String) -> Self {
        let issuer = visit.shared.issuer.as_ref();
        Self {
            page: visit.page("sign-in"),
            next,
            wrong,
            issuer: issuer.map(|issuer| issuer.name.clone()).unwrap_or_default(),
            way_out: String::new(),
            passkeys: visit.place.is_some(),
        }
    }

    /// The same address with the issuer's.
    fn encoded_next(&self) -> String {
        encoded(&self.next)
    }
}

/// The page with a sentence that says why not.
///
/// # Errors
/// Where it cannot be rendered.
pub fn refused(visit: &Visit, key: &str, status: StatusCode) -> Answer {
    let wrong = visit.page("sign-in").t(key);
    let mut response = render(&SignInPage::new(visit, "/".to_owned(), wrong))?;
    *response.status_mut() = status;
    Ok(response)
}

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    next: String,
    /// Anything: they just signed out.
    out: String,
}

/// The form.
pub async fn form(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let mut page = SignInPage::new(&visit, local(&asked.next).to_owned(), String::new());
    if !asked.out.is_empty() {
        let issuer = visit.shared.issuer.as_ref();
        page.way_out = issuer.and_then(|issuer| issuer.way_out()).unwrap_or_default();
    }
    render(&page)
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Sent {
    name: String,
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

/// Signs in. A wrong name, password or code get the same answer in about the same time.
pub async fn sign_in(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let next = local(&sent.next).to_owned();
    if let Some(wait) = visit.shared.guesses.wait(&sent.name) {
        let wrong = crate::say::say(visit.lang, "people-wait", &[("seconds", &wait.to_string())]);
        let mut response = render(&SignInPage::new(&visit, next, wrong))?;
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(wait));
        return Ok(response);
    }
    let name = sent.name.clone();
    let good = checked(&visit, sent).await?;
    if good {
        visit.shared.guesses.forget(&name);
        return signed_in(&visit, &name, &next).await;
    }
    visit.shared.guesses.failed(&name);
    let wrong = visit.page("sign-in").t("people-wrong");
    let mut response = render(&SignInPage::new(&visit, next, wrong))?;
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

/// Whether name, password and code are right; noted in the ledger either way, for names that have an account.
async fn checked(visit: &Visit, sent: Sent) -> anyhow::Result<bool> {
    let name = sent.name.clone();
    let account = visit
        .shared
        .with_reader(move |store| Ok(store.account(&name)?))
        .await?;
    let kept = account.as_ref().map(|account| account.password.clone());
    let given = sent.password;
    let right = {
        let _turn = visit.shared.hashing.acquire().await?;
        tokio::task::spawn_blocking(move || password::holds(&given, kept.as_deref())).await?
    };
    let Some(account) = account else {
        return Ok(false);
    };
    visit
        .write(move |store| {
            let shown = Shown {
                password_holds: right,
                code: &sent.code,
            };
            admitted(store, &account, &shown)
        })
        .await
}

/// Opens a new session and goes on to `next`.
///
/// # Errors
/// Where the system gives no random numbers, or the register cannot be read.
pub async fn signed_in(visit: &Visit, name: &str, next: &str) -> Result<Response, Failure> {
    let cookie = signed_in_cookie(visit, name).await?;
    let mut response = Redirect::to(next).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Opens a new session, and ends the one this browser had; what sets its cookie.
///
/// # Errors
/// Where the system gives no random numbers, or the register cannot be read.
pub async fn signed_in_cookie(visit: &Visit, name: &str) -> anyhow::Result<HeaderValue> {
    let wanted = name.to_owned();
    let account = visit
        .shared
        .with_reader(move |store| Ok(store.account(&wanted)?))
        .await?
        .context("the account is gone")?;
    if let By::Session(old) = &visit.viewer.by {
        visit.shared.sessions.close(old);
    }
    let secret = visit.shared.sessions.open(name, &account.password)?;
    let secure = if visit.shared.https { "; Secure" } else { "" };
    let cookie = format!(
        "{COOKIE}={secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age={}{secure}",
        visit.shared.sessions.most()
    );
    Ok(HeaderValue::from_str(&cookie)?)
}

/// Ends the session.
pub async fn sign_out(visit: Visit) -> Answer {
    if let By::Session(secret) = &visit.viewer.by {
        visit.shared.sessions.close(secret);
    }
    let mut response =
        Redirect::to(&format!("/sign-in{}&out=1", visit.page("none").lang_query())).into_response();
    let secure = if visit.shared.https { "; Secure" } else { "" };
    let gone = format!("{COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0{secure}");
    response
        .headers_mut()
        .insert(header::SET_COOKIE, HeaderValue::from_str(&gone)?);
    // What a browser kept of the pages goes too.
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\""),
    );
    Ok(response)
}

/// An address on this desk; anything else becomes the register, so that nobody is sent elsewhere.
pub fn local(next: &str) -> &str {
    let plain = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && next.bytes().all(|byte| byte.is_ascii_graphic());
    if plain { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(local("/incidents/i1?lang=fr"), "/incidents/i1?lang=fr");
        for bad in ["", "//evil.example", "https://evil.example", "/\\evil", "/a\r\nb"] {
            assert_eq!(local(bad), "/", "{bad}");
        }
    }
}

//! Signing in at an issuer of OpenID Connect, coming back from it, and linking an account to someone it knows.

use super::me::{has_password, last_way};
use super::sign_in::{local, refused, signed_in_cookie};
use crate::people::openid::{Begun, Issuer, Pending, Refusal, token::Told};
use crate::people::random_hex;
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::guard::cookie;
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::Tlp;
use tocsin_store::{Account, Store};

/// Name of the cookie that ties a way to the issuer and back to one browser. It comes back from another site, so it is laxer
/// than the session's; it opens nothing by itself.
const COOKIE: &str = "tocsin-openid";

#[derive(Template)]
#[template(path = "go_on.html")]
struct GoOnPage {
    page: Page,
    url: String,
    outside: bool,
}

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    next: String,
}

/// Sends someone to the issuer.
pub async fn begin(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    off(&visit, local(&asked.next).to_owned(), None).await
}

/// Sends someone signed in to the issuer, to link their account.
pub async fn link(visit: Visit) -> Answer {
    let name = visit.viewer.name.clone();
    off(&visit, "/me".to_owned(), Some(name)).await
}

async fn off(visit: &Visit, next: String, link: Option<String>) -> Answer {
    let page = visit.page("sign-in");
    let Some(issuer) = visit.shared.issuer.clone() else {
        return not_found_page(page);
    };
    let linking = link.is_some();
    let begun = tokio::task::spawn_blocking(move || issuer.begin(&next, link)).await??;
    let Begun { url, browser } = match begun {
        Ok(begun) => begun,
        Err(why) => return told_no(visit, &why).await,
    };
    let mut response = if linking {
        // A form may not lead to another site (form-action); a page of ours may say where to go.
        render(&GoOnPage {
            page,
            url,
            outside: true,
        })?
    } else {
        Redirect::to(&url).into_response()
    };
    let secure = if visit.shared.https { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={browser}; HttpOnly; SameSite=Lax; Path=/sign-in/openid; Max-Age=600{secure}");
    response
        .headers_mut()
        .append(header::SET_COOKIE, HeaderValue::from_str(&cookie)?);
    Ok(response)
}

/// What the issuer sends someone back with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    code: String,
    state: String,
}

/// What came of it.
enum Came {
    /// Signed in, or linked, as this account.
    In(String),
    /// The issuer knows them, the desk does not.
    Unknown,
    /// Their account is switched off, or their claims give nothing; or someone else is linked already.
    Not,
}

/// Someone comes back.
pub async fn back(visit: Visit, headers: HeaderMap, Query(back): Query<Back>) -> Answer {
    let page = visit.page("sign-in");
    let Some(issuer) = visit.shared.issuer.clone() else {
        return not_found_page(page);
    };
    let browser = cookie(&headers, COOKIE).unwrap_or_default().to_owned();
    let Some(pending) = issuer.returned(&back.state, &browser) else {
        return told_no(&visit, &Refusal::State).await;
    };
    if back.code.is_empty() {
        return told_no(&visit, &Refusal::Denied).await;
    }
    let (asked, here) = (pending.clone(), Arc::clone(&issuer));
    let told = match tokio::task::spawn_blocking(move || here.finish(&back.code, &asked)).await? {
        Ok(told) => told,
        Err(why) => return told_no(&visit, &why).await,
    };
    match taken_in(&visit, issuer, &pending, told).await? {
        Came::In(name) => gone_in(&visit, page, &name, &pending).await,
        Came::Unknown => refused(&visit, "people-openid-unknown", StatusCode::FORBIDDEN),
        Came::Not => refused(&visit, "people-openid-not", StatusCode::FORBIDDEN),
    }
}

/// The session's cookie is not sent along a way that began at another site: a page of ours begins a new one.
async fn gone_in(visit: &Visit, page: Page, name: &str, pending: &Pending) -> Answer {
    let mut response: Response = render(&GoOnPage {
        page,
        url: pending.next.clone(),
        outside: false,
    })?;
    let cookies = response.headers_mut();
    if pending.link.is_none() {
        cookies.append(header::SET_COOKIE, signed_in_cookie(visit, name).await?);
    }
    let gone = format!("{COOKIE}=; HttpOnly; SameSite=Lax; Path=/sign-in/openid; Max-Age=0");
    cookies.append(header::SET_COOKIE, HeaderValue::from_str(&gone)?);
    Ok(response)
}

async fn taken_in(visit: &Visit, issuer: Arc<Issuer>, pending: &Pending, told: Told) -> anyhow::Result<Came> {
    let link = pending.link.clone();
    let fresh = format!("o-{}", random_hex(5)?);
    visit
        .write(move |store| {
            let now = crate::commands::now();
            if let Some(name) = link {
                let linked = store.link(&name, issuer.id(), &told.subject, (&name, &now))?;
                return Ok(if linked { Came::In(name) } else { Came::Not });
            }
            signed(store, &issuer, &told, &fresh, &now)
        })
        .await
}

/// Signs in whoever the issuer speaks of: by its name and theirs alone, whatever else it says.
fn signed(store: &mut Store, issuer: &Issuer, told: &Told, fresh: &str, now: &str) -> anyhow::Result<Came> {
    let gift = issuer.gift(told);
    let known = store.linked(issuer.id(), &told.subject)?;
    let held = match &known {
        Some(name) => store.account(name)?,
        None => None,
    };
    let Some(mut account) = held else {
        let (true, Some(gift)) = (issuer.adds, gift) else {
            return Ok(Came::Unknown);
        };
        let mut account = without_password(fresh);
        gift.give(&mut account);
        store.set_account(&account, "added", issuer.id(), now)?;
        store.link(fresh, issuer.id(), &told.subject, (issuer.id(), now))?;
        store.note_account(&account, "signed-in", fresh, now)?;
        return Ok(Came::In(fresh.to_owned()));
    };
    if account.disabled || (issuer.gifts.decide() && gift.is_none()) {
        store.note_account(&account, "refused", &account.name, now)?;
        return Ok(Came::Not);
    }
    if gift.is_some_and(|gift| gift.give(&mut account)) {
        store.set_account(&account, "role", issuer.id(), now)?;
    }
    store.note_account(&account, "signed-in", &account.name, now)?;
    Ok(Came::In(account.name))
}

/// An account that no password opens.
fn without_password(name: &str) -> Account {
    Account {
        name: name.to_owned(),
        role: String::new(),
        clearance: Tlp::Clear,
        groups: BTreeSet::new(),
        password: "none".to_owned(),
        totp: String::new(),
        totp_last: 0,
        disabled: false,
    }
}

async fn told_no(visit: &Visit, why: &Refusal) -> Answer {
    let (key, status) = match why {
        Refusal::State => ("people-openid-state", StatusCode::BAD_REQUEST),
        Refusal::Denied => ("people-openid-denied", StatusCode::FORBIDDEN),
        Refusal::Unreachable => ("people-openid-unreachable", StatusCode::BAD_GATEWAY),
        Refusal::Token(_) => ("people-openid-token", StatusCode::FORBIDDEN),
    };
    refused(visit, key, status)
}

/// What unlinking sends: nothing.
#[derive(Debug, Deserialize)]
pub struct Nothing {}

/// Takes the links of one's own account away; not where nothing else opens it.
pub async fn unlink(visit: Visit, Form(_sent): Form<Nothing>) -> Answer {
    let name = visit.viewer.name.clone();
    let gone = visit
        .write(move |store| {
            let others = has_password(store, &name)? || !store.passkeys_of(&name)?.is_empty();
            if others {
                store.unlink(&name, &name, &crate::commands::now())?;
            }
            Ok(others)
        })
        .await?;
    if !gone {
        return last_way(&visit).await;
    }
    Ok(Redirect::to(&format!("/me{}", visit.page("me").lang_query())).into_response())
}

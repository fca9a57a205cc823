//! One's own account: password, second factor.

use super::sign_in::signed_in;
use crate::people::{password, seconds, totp};
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use tocsin_store::{Account, Store};

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    page: Page,
    account: Account,
    groups: String,
    /// A new secret, to be confirmed by a code of it.
    secret: String,
    address: String,
    wrong: String,
    /// Passkeys: id, name, the day each was added.
    passkeys: Vec<(String, String, String)>,
    /// Whether browsers make passkeys for this desk.
    may_make: bool,
    /// The issuer of OpenID Connect, by its name; "" without one.
    issuer: String,
    /// Issuers the account is linked to.
    links: Vec<String>,
}

/// The page.
pub async fn me(visit: Visit) -> Answer {
    shown(&visit, String::new()).await
}

async fn shown(visit: &Visit, wrong: String) -> Answer {
    let page = visit.page("me");
    let Some(account) = visit.account().await? else {
        return not_found_page(page);
    };
    let secret = totp::secret()?;
    let name = account.name.clone();
    let (passkeys, links) = visit
        .shared
        .with_reader(move |store| Ok((store.passkeys_of(&name)?, store.links_of(&name)?)))
        .await?;
    let issuer = visit.shared.issuer.as_ref();
    render(&MePage {
        passkeys: passkeys
            .into_iter()
            .map(|key| (URL_SAFE_NO_PAD.encode(&key.id), key.name, key.added))
            .collect(),
        may_make: visit.place.is_some(),
        issuer: issuer.map(|issuer| issuer.name.clone()).unwrap_or_default(),
        links,
        groups: account.groups.iter().cloned().collect::<Vec<_>>().join(", "),
        address: totp::address(&account.name, &secret),
        page,
        account,
        secret,
        wrong,
    })
}

/// Says that what was to go is the last thing that opens the account, and stays.
///
/// # Errors
/// When the register cannot be read.
pub async fn last_way(visit: &Visit) -> Answer {
    let mut answer = shown(visit, visit.page("me").t("people-last-way")).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

/// Whether a password opens the account: those an issuer brought have none.
///
/// # Errors
/// When the register cannot be read.
pub fn has_password(store: &Store, name: &str) -> anyhow::Result<bool> {
    let account = store.account(name)?;
    Ok(account.is_some_and(|account| account.password.starts_with('$')))
}

/// A new password.
#[derive(Deserialize)]
pub struct NewPassword {
    old: String,
    password: String,
    again: String,
}

/// Sets a new password; every other session of the account ends.
pub async fn password(visit: Visit, Form(sent): Form<NewPassword>) -> Answer {
    let Some(mut account) = visit.account().await? else {
        return not_found_page(visit.page("me"));
    };
    let page = visit.page("me");
    let wrong = if sent.password != sent.again {
        Some(page.t("people-passwords-differ"))
    } else if visit.shared.guesses.wait(&account.name).is_some()
        || !password::holds(&sent.old, Some(&account.password))
    {
        visit.shared.guesses.failed(&account.name);
        Some(page.t("people-wrong"))
    } else {
        match password::hash(&sent.password) {
            Ok(kept) => {
                account.password = kept;
                None
            }
            Err(why) => Some(why.to_string()),
        }
    };
    if let Some(wrong) = wrong {
        return shown(&visit, wrong).await;
    }
    changed(&visit, account, "password").await
}

/// A code of a new secret.
#[derive(Deserialize)]
pub struct NewCode {
    secret: String,
    code: String,
}

/// Takes a new second factor, once a code shows that the authenticator has it.
pub async fn code(visit: Visit, Form(sent): Form<NewCode>) -> Answer {
    let Some(mut account) = visit.account().await? else {
        return not_found_page(visit.page("me"));
    };
    let Some(step) = totp::step_of(&sent.secret, &sent.code, seconds()) else {
        let wrong = visit.page("me").t("people-wrong-code");
        return shown(&visit, wrong).await;
    };
    account.totp = sent.secret;
    account.totp_last = step;
    changed(&visit, account, "second-factor").await
}

async fn changed(visit: &Visit, account: Account, what: &'static str) -> Answer {
    let name = account.name.clone();
    visit
        .write(move |store| Ok(store.set_account(&account, what, &account.name, &crate::commands::now())?))
        .await?;
    visit.shared.sessions.close_all(&name);
    signed_in(visit, &name, "/me").await
}

//! The first account, made in the browser by whoever holds the key that the desk printed when it started.

use super::sign_in::signed_in;
use crate::commands::account;
use crate::people::same_secret;
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Query};
use serde::Deserialize;
use tocsin_core::Tlp;

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage {
    page: Page,
    key: String,
    name: String,
    wrong: String,
}

/// What the address holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    key: String,
}

/// The form for the first account; nothing at all for who lacks the key.
pub async fn form(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("setup");
    if !opens(&visit, &asked.key) {
        return not_found_page(page);
    }
    render(&SetupPage {
        page,
        key: asked.key,
        name: String::new(),
        wrong: String::new(),
    })
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Sent {
    key: String,
    name: String,
    password: String,
    again: String,
    #[serde(default)]
    works: String,
}

/// Makes the first account and signs it in. From then on the desk asks everyone who they are.
pub async fn make(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let page = visit.page("setup");
    if !opens(&visit, &sent.key) {
        return not_found_page(page);
    }
    let wrong = |page: Page, wrong: String| {
        render(&SetupPage {
            page,
            key: sent.key.clone(),
            name: sent.name.clone(),
            wrong,
        })
    };
    if sent.password != sent.again {
        let why = page.t("people-passwords-differ");
        return wrong(page, why);
    }
    let role = if sent.works.is_empty() {
        "admin"
    } else {
        "admin,coordinator,auditor"
    };
    let (name, password) = (sent.name.clone(), sent.password.clone());
    let made = visit
        .write(move |store| {
            // Two people with the key at the same moment: the second finds the desk taken.
            if store.has_accounts()? {
                return Ok(None);
            }
            match account::new(store, &name, role, Tlp::Red, "", &password) {
                Ok(account) => {
                    store.set_account(&account, "added", "setup", &crate::commands::now())?;
                    Ok(Some(Ok(())))
                }
                Err(why) => Ok(Some(Err(why.to_string()))),
            }
        })
        .await?;
    match made {
        None => not_found_page(page),
        Some(Err(why)) => wrong(page, why),
        Some(Ok(())) => {
            if let Ok(mut setup) = visit.shared.setup.lock() {
                *setup = None;
            }
            signed_in(&visit, &sent.name, "/accounts").await
        }
    }
}

fn opens(visit: &Visit, key: &str) -> bool {
    let setup = visit.shared.setup.lock().ok().and_then(|setup| setup.clone());
    setup.is_some_and(|setup| same_secret(&setup, key))
        && !visit
            .shared
            .has_accounts
            .load(std::sync::atomic::Ordering::Acquire)
}

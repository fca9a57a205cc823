//! The accounts, for who keeps them.

use crate::commands::account;
use crate::people::role::Role;
use crate::people::{password, random_hex};
use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Form;
use serde::Deserialize;
use tocsin_core::Tlp;
use tocsin_store::{Account, Store};

/// One account as a row of the page.
struct RowView {
    name: String,
    role: String,
    clearance: String,
    groups: String,
    second: bool,
    disabled: bool,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    page: Page,
    rows: Vec<RowView>,
    roles: Vec<&'static str>,
    wrong: String,
    /// A first password, shown once: name and password.
    fresh: Option<(String, String)>,
}

/// The page.
pub async fn accounts(visit: Visit) -> Answer {
    shown(&visit, String::new(), None).await
}

async fn shown(visit: &Visit, wrong: String, fresh: Option<(String, String)>) -> Answer {
    let found = visit.shared.with_reader(|store| Ok(store.accounts()?)).await?;
    let rows = found
        .into_iter()
        .map(|account| RowView {
            groups: account.groups.iter().cloned().collect::<Vec<_>>().join(","),
            clearance: account.clearance.to_string(),
            second: !account.totp.is_empty(),
            disabled: account.disabled,
            role: account.role,
            name: account.name,
        })
        .collect();
    render(&AccountsPage {
        page: visit.page("accounts"),
        rows,
        roles: Role::ALL.iter().map(|role| role.key()).collect(),
        wrong,
        fresh,
    })
}

/// What the forms send.
#[derive(Deserialize)]
pub struct Sent {
    /// `add`, `set`, `disable`, `enable`, `passwd`.
    what: String,
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    clearance: String,
    #[serde(default)]
    groups: String,
}

/// Adds or changes an account.
pub async fn change(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let who = visit.viewer.name.clone();
    let name = sent.name.clone();
    let fresh = random_hex(10)?;
    let new = fresh.clone();
    let done = visit
        .write(move |store| Ok(changed(store, &sent, &who, &new).map_err(|why| why.to_string())))
        .await?;
    match done {
        Err(wrong) => shown(&visit, wrong, None).await,
        Ok(told) => {
            // Whatever changed, what the account may do is asked anew.
            visit.shared.sessions.close_all(&name);
            shown(&visit, String::new(), told.then_some((name, fresh))).await
        }
    }
}

/// Does it; whether `fresh` is now the account's password.
fn changed(store: &mut Store, sent: &Sent, who: &str, fresh: &str) -> anyhow::Result<bool> {
    let now = crate::commands::now();
    let clearance = || sent.clearance.parse::<Tlp>().map_err(|why| anyhow::anyhow!(why));
    if sent.what == "add" {
        let account = account::new(store, &sent.name, &sent.role, clearance()?, &sent.groups, fresh)?;
        store.set_account(&account, "added", who, &now)?;
        return Ok(true);
    }
    let mut account = store
        .account(&sent.name)?
        .ok_or_else(|| anyhow::anyhow!("there is no account {}", sent.name))?;
    if sent.what == "passwd" {
        account.password = password::hash(fresh)?;
        store.reset_password(&account, who, &now)?;
        return Ok(true);
    }
    let what = edited(&mut account, sent, clearance)?;
    if account.name == who {
        anyhow::bail!(
            "nobody changes what they themselves may do; ask another admin, or use the command line"
        );
    }
    store.set_account(&account, what, who, &now)?;
    Ok(false)
}

fn edited(
    account: &mut Account,
    sent: &Sent,
    clearance: impl Fn() -> anyhow::Result<Tlp>,
) -> anyhow::Result<&'static str> {
    Ok(match sent.what.as_str() {
        "set" => {
            account::set(account, Some(&sent.role), Some(clearance()?), Some(&sent.groups))?;
            "role"
        }
        "disable" => {
            account.disabled = true;
            "disabled"
        }
        "enable" => {
            account.disabled = false;
            "enabled"
        }
        other => anyhow::bail!("{other:?} is nothing that can be done with an account"),
    })
}

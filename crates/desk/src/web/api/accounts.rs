//! Accounts by program.

use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::commands::account;
use crate::people::random_hex;
use crate::web::answer::Answer;
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tocsin_core::Tlp;

/// One account; never its secrets.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccountAnswer {
    /// A pseudonym.
    pub name: String,
    /// Its roles, joined by commas.
    pub role: String,
    /// The strictest label it may see.
    pub clearance: String,
    /// Its sharing groups.
    pub groups: Vec<String>,
    /// Whether it has a second factor.
    pub second_factor: bool,
    /// Whether it may no longer sign in.
    pub disabled: bool,
}

/// An account to be added.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// A pseudonym: 2 to 32 lower-case letters, digits, `-`, `_`, `.`.
    pub name: String,
    /// Its roles, joined by commas.
    pub role: String,
    /// The strictest label it may see.
    pub clearance: String,
    /// Its sharing groups.
    #[serde(default)]
    pub groups: Vec<String>,
}

/// What an account is from now on; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountChange {
    /// Its roles, joined by commas.
    pub role: Option<String>,
    /// The strictest label it may see.
    pub clearance: Option<String>,
    /// Its sharing groups.
    pub groups: Option<Vec<String>>,
    /// Whether it may no longer sign in.
    pub disabled: Option<bool>,
}

/// The first password of an account, told once.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FirstPassword {
    /// The account.
    pub name: String,
    /// The password, to be changed at the first sign-in.
    pub password: String,
}

/// All accounts.
pub async fn list(visit: Visit, headers: HeaderMap) -> Answer {
    let found = visit.shared.with_reader(|store| Ok(store.accounts()?)).await?;
    let all: Vec<AccountAnswer> = found.into_iter().map(told).collect();
    tagged(&headers, &all)
}

/// An account as an answer.
pub fn told(account: tocsin_store::Account) -> AccountAnswer {
    AccountAnswer {
        clearance: account.clearance.to_string(),
        groups: account.groups.into_iter().collect(),
        second_factor: !account.totp.is_empty(),
        disabled: account.disabled,
        name: account.name,
        role: account.role,
    }
}

/// Adds an account.
pub async fn add(visit: Visit, Sent(sent): Sent<NewAccount>) -> Answer {
    let who = visit.viewer.name.clone();
    let password = random_hex(10)?;
    let (name, first) = (sent.name.clone(), password.clone());
    let done = visit
        .write(move |store| {
            let made = || -> anyhow::Result<tocsin_store::Account> {
                let clearance: Tlp = sent
                    .clearance
                    .parse()
                    .map_err(|why: String| anyhow::anyhow!(why))?;
                account::new(
                    store,
                    &sent.name,
                    &sent.role,
                    clearance,
                    &sent.groups.join(","),
                    &first,
                )
            };
            match made() {
                Ok(account) => {
                    store.set_account(&account, "added", &who, &crate::commands::now())?;
                    Ok(Ok(()))
                }
                Err(why) => Ok(Err(why.to_string())),
            }
        })
        .await?;
    match done {
        Ok(()) => answered(StatusCode::CREATED, &FirstPassword { name, password }),
        Err(why) => Ok(problem(StatusCode::UNPROCESSABLE_ENTITY, &why)),
    }
}

/// Changes an account; its sessions end.
pub async fn set(visit: Visit, Path(name): Path<String>, Sent(sent): Sent<AccountChange>) -> Answer {
    let who = visit.viewer.name.clone();
    if name == who {
        return Ok(problem(
            StatusCode::FORBIDDEN,
            "Nobody changes what they themselves may do.",
        ));
    }
    let wanted = name.clone();
    let done = visit
        .write(move |store| {
            let Some(mut account) = store.account(&wanted)? else {
                return Ok(None);
            };
            if let Err(why) = edited(&mut account, &sent) {
                return Ok(Some(Err(why.to_string())));
            }
            let what = match sent.disabled {
                Some(true) => "disabled",
                Some(false) => "enabled",
                None => "role",
            };
            store.set_account(&account, what, &who, &crate::commands::now())?;
            Ok(Some(Ok(())))
        })
        .await?;
    Ok(match done {
        None => missing(),
        Some(Err(why)) => problem(StatusCode::UNPROCESSABLE_ENTITY, &why),
        Some(Ok(())) => {
            visit.shared.sessions.close_all(&name);
            StatusCode::NO_CONTENT.into_response()
        }
    })
}

fn edited(account: &mut tocsin_store::Account, sent: &AccountChange) -> anyhow::Result<()> {
    let clearance = sent
        .clearance
        .as_deref()
        .map(str::parse::<Tlp>)
        .transpose()
        .map_err(|why| anyhow::anyhow!(why))?;
    let groups = sent.groups.as_ref().map(|groups| groups.join(","));
    account::set(account, sent.role.as_deref(), clearance, groups.as_deref())?;
    if let Some(disabled) = sent.disabled {
        account.disabled = disabled;
    }
    Ok(())
}

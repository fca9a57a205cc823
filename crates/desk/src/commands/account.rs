//! `account`: keeps the accounts of those who sign in, for whoever sits at the machine.

use super::{Desk, now};
use crate::cli::{AccountCommand, exit};
use crate::people::{is_account_name, password, random_hex, role};
use anyhow::{Context, Result, anyhow, bail};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::BufRead;
use tocsin_core::Tlp;
use tocsin_store::{Account, Store, Token};

/// Who the ledger names for changes made here.
pub const HERE: &str = "command line";

/// `account`.
///
/// # Errors
/// With a sentence that says what cannot be meant.
pub fn account(desk: &Desk, args: &AccountCommand) -> Result<u8> {
    match args {
        AccountCommand::List => list(desk),
        AccountCommand::Add {
            name,
            role,
            clearance,
            groups,
            password_stdin,
        } => {
            let mut store = desk.open()?;
            let (password, printed) = password_for(*password_stdin)?;
            let account = new(&store, name, role, *clearance, groups, &password)?;
            store.set_account(&account, "added", HERE, &now())?;
            tell_password(desk, "people-added", name, printed.then_some(&password))
        }
        AccountCommand::Passwd { name, password_stdin } => {
            let (password, printed) = password_for(*password_stdin)?;
            let mut store = desk.open()?;
            let mut account = held(&store, name)?;
            account.password = self::password::hash(&password)?;
            store.reset_password(&account, HERE, &now())?;
            tell_password(desk, "people-password-set", name, printed.then_some(&password))
        }
        AccountCommand::Set {
            name,
            role,
            clearance,
            groups,
        } => {
            change(desk, name, "role", |account| {
                set(account, role.as_deref(), *clearance, groups.as_deref())
            })?;
            tell_changed(desk, name)
        }
        AccountCommand::Disable { name } => {
            change(desk, name, "disabled", |account| {
                account.disabled = true;
                Ok(())
            })?;
            tell_changed(desk, name)
        }
        AccountCommand::Enable { name } => {
            change(desk, name, "enabled", |account| {
                account.disabled = false;
                Ok(())
            })?;
            tell_changed(desk, name)
        }
        AccountCommand::Link { .. } | AccountCommand::Unlink { .. } => linked(desk, args),
        AccountCommand::Token {
            name,
            purpose,
            scopes,
            days,
        } => token(desk, name, purpose, scopes, *days),
    }
}

/// `link`, `unlink`.
fn linked(desk: &Desk, args: &AccountCommand) -> Result<u8> {
    match args {
        AccountCommand::Link {
            name,
            issuer,
            subject,
        } => {
            if !desk.open()?.link(name, issuer, subject, (HERE, &now()))? {
                bail!("there is no account {name}, or this subject is linked to another account");
            }
            tell_changed(desk, name)
        }
        AccountCommand::Unlink { name } => {
            desk.open()?.unlink(name, HERE, &now())?;
            tell_changed(desk, name)
        }
        _ => Ok(exit::WELL),
    }
}

/// A new account, checked.
///
/// # Errors
/// With a sentence that says what cannot be meant: a name that is taken or none, no such role, no such group.
pub fn new(
    store: &Store,
    name: &str,
    role: &str,
    clearance: Tlp,
    groups: &str,
    password: &str,
) -> Result<Account> {
    if !is_account_name(name) {
        bail!(
            "{name:?} is no name for an account; use 2 to 32 lower-case letters, digits, - _ . and no person's name"
        );
    }
    if store.account(name)?.is_some() {
        bail!("there is an account {name} already");
    }
    let mut account = Account {
        name: name.to_owned(),
        role: String::new(),
        clearance,
        groups: BTreeSet::new(),
        password: self::password::hash(password)?,
        totp: String::new(),
        totp_last: 0,
        disabled: false,
    };
    set(&mut account, Some(role), None, Some(groups))?;
    Ok(account)
}

/// Sets what is named.
///
/// # Errors
/// No such role; no such name of a group.
pub fn set(
    account: &mut Account,
    roles: Option<&str>,
    clearance: Option<Tlp>,
    groups: Option<&str>,
) -> Result<()> {
    if let Some(text) = roles {
        account.role = role::keys(&role::named(text).map_err(|why| anyhow!(why))?);
    }
    if let Some(clearance) = clearance {
        account.clearance = clearance;
    }
    if let Some(text) = groups {
        account.groups = role::groups(text).map_err(|why| anyhow!(why))?;
    }
    Ok(())
}

fn held(store: &Store, name: &str) -> Result<Account> {
    store
        .account(name)?
        .with_context(|| format!("there is no account {name}"))
}

fn change(desk: &Desk, name: &str, what: &str, edit: impl FnOnce(&mut Account) -> Result<()>) -> Result<()> {
    let mut store = desk.open()?;
    let mut account = held(&store, name)?;
    edit(&mut account)?;
    store.set_account(&account, what, HERE, &now())?;
    Ok(())
}

/// The password to be set, and whether it was made here and must be told.
fn password_for(stdin: bool) -> Result<(String, bool)> {
    if !stdin {
        // 80 random bits: nobody guesses them, and they are to be changed at the first sign-in.
        return Ok((random_hex(10)?, true));
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok((line.trim_end_matches(['\r', '\n']).to_owned(), false))
}

fn tell_password(desk: &Desk, key: &str, name: &str, password: Option<&String>) -> Result<u8> {
    if desk.json {
        desk.answer(&json!({"account": name, "password": password}))?;
        return Ok(exit::WELL);
    }
    desk.tell(&desk.say(key, &[("name", name)]))?;
    if let Some(password) = password {
        desk.tell(&desk.say("people-password-once", &[("password", password)]))?;
    }
    Ok(exit::WELL)
}

fn tell_changed(desk: &Desk, name: &str) -> Result<u8> {
    if desk.json {
        desk.answer(&json!({"account": name}))?;
    } else {
        desk.tell(&desk.say("people-changed", &[("name", name)]))?;
    }
    Ok(exit::WELL)
}

fn list(desk: &Desk) -> Result<u8> {
    let accounts = desk.read()?.accounts()?;
    if desk.json {
        let all: Vec<_> = accounts
            .iter()
            .map(|account| {
                json!({"account": account.name, "role": account.role, "clearance": account.clearance.to_string(),
                       "groups": account.groups, "second_factor": !account.totp.is_empty(), "disabled": account.disabled})
            })
            .collect();
        desk.answer(&all)?;
        return Ok(exit::WELL);
    }
    if accounts.is_empty() {
        desk.tell(&desk.say("people-none", &[]))?;
    }
    for account in &accounts {
        let groups: Vec<&str> = account.groups.iter().map(String::as_str).collect();
        let off = if account.disabled {
            desk.say("people-off", &[])
        } else {
            String::new()
        };
        let second = if account.totp.is_empty() { "" } else { "2FA" };
        desk.tell(&format!(
            "{:20} {:24} {:16} {:20} {second} {off}",
            account.name,
            account.role,
            account.clearance.to_string(),
            groups.join(",")
        ))?;
    }
    Ok(exit::WELL)
}

fn token(desk: &Desk, name: &str, purpose: &str, scopes: &str, days: u16) -> Result<u8> {
    let mut store = desk.open()?;
    let account = held(&store, name)?;
    let token = new_token(&account, purpose, scopes, days)?;
    let secret = random_hex(32)?;
    store.add_token(&secret, &token, HERE, &now())?;
    if desk.json {
        desk.answer(&json!({"token": secret, "expires": token.expires}))?;
    } else {
        desk.tell(&desk.say(
            "people-token-once",
            &[("token", &secret), ("expires", &token.expires)],
        ))?;
    }
    Ok(exit::WELL)
}

/// A token of `account` for `days` days; it may do no more than the account itself.
///
/// # Errors
/// A scope that is none, or that the account has no right to.
#[expect(clippy::disallowed_methods, reason = "a token ends with the clock")]
pub fn new_token(account: &Account, purpose: &str, scopes: &str, days: u16) -> Result<Token> {
    let rights = role::rights(&role::roles(&account.role).map_err(|why| anyhow!(why))?);
    let mut kept = BTreeSet::new();
    for scope in scopes
        .split([',', ' '])
        .map(str::trim)
        .filter(|scope| !scope.is_empty())
    {
        let right = role::Right::of_key(scope).with_context(|| format!("{scope:?} is not a scope"))?;
        if !rights.contains(&right) {
            bail!("the account {} may not {scope}", account.name);
        }
        kept.insert(scope.to_owned());
    }
    let until =
        jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * i64::from(days.clamp(1, 3650)));
    Ok(Token {
        name: purpose.chars().take(64).collect(),
        account: account.name.clone(),
        scopes: kept,
        expires: until.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    })
}

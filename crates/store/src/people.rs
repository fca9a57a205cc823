//! The desk's accounts and tokens: kept beside the ledger, their changes noted in it without any secret.

use crate::ledger::{Kind, append, written};
use crate::rows::{tlp_number, tlp_of};
use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use tocsin_core::Tlp;

/// Someone who may sign in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// A pseudonym; never a person's name.
    pub name: String,
    /// Key of a role, as the desk knows them.
    pub role: String,
    /// The strictest label they may see.
    pub clearance: Tlp,
    /// Sharing groups they belong to.
    pub groups: BTreeSet<String>,
    /// Argon2id as a PHC string.
    pub password: String,
    /// Secret of the second factor in base32; "" without one.
    pub totp: String,
    /// The last time step a code was taken for.
    pub totp_last: u64,
    /// May no longer sign in.
    pub disabled: bool,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Secrets never reach a log.
        write!(out, "Account({}, {})", self.name, self.role)
    }
}

/// What the ledger keeps of a change to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChange {
    /// The account.
    pub name: String,
    /// What was changed: `added`, `password`, `second-factor`, `role`, `disabled`, `enabled`, `token`, `signed-in`, `refused`, `linked`,
    /// `unlinked`, `passkey`, `passkey-gone`.
    pub what: String,
    /// Its role after the change.
    pub role: String,
    /// Its clearance after the change.
    pub clearance: Tlp,
    /// Its sharing groups after the change.
    pub groups: BTreeSet<String>,
    /// Handle of who changed it; `command line` for whoever sits at the machine.
    pub who: String,
}

/// What a program may ask with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is for.
    pub name: String,
    /// The account it acts for, and never does more than.
    pub account: String,
    /// What it may be used for.
    pub scopes: BTreeSet<String>,
    /// Until when: RFC 3339, UTC.
    pub expires: String,
}

const COLUMNS: &str = "name, role, clearance, groups, password, totp, totp_last, disabled";

impl Store {
    /// All accounts, by name.
    ///
    /// # Errors
    /// The database's own.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut query = self
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts ORDER BY name"))?;
        let rows = query.query_map([], account_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether anyone may sign in.
    ///
    /// # Errors
    /// The database's own.
    pub fn has_accounts(&self) -> Result<bool, StoreError> {
        Ok(self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM accounts)")?
            .query_row([], |row| row.get(0))?)
    }

    /// The account of that name; `None` if there is none.
    ///
    /// # Errors
    /// The database's own.
    pub fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        Ok(self
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts WHERE name = ?"))?
            .query_row([name], account_of)
            .optional()?)
    }

    /// Adds or changes an account, and notes in the ledger what was changed and by whom.
    ///
    /// # Errors
    /// The database's own.
    pub fn set_account(
        &mut self,
        account: &Account,
        what: &str,
        who: &str,
        now: &str,
    ) -> Result<u64, StoreError> {
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        kept(&tx, account)?;
        let seq = note(&tx, account, what, who, now)?;
        tx.commit()?;
        Ok(seq)
    }

    /// Gives an account the password in `account` on someone else's word, with no second factor: what a person gets who lost
    /// theirs. Every passkey of the account goes with it, since whoever has the lost device must not get in any more.
    ///
    /// # Errors
    /// The database's own; nothing is changed then.
    pub fn reset_password(&mut self, account: &Account, who: &str, now: &str) -> Result<u64, StoreError> {
        let account = Account {
            totp: String::new(),
            ..account.clone()
        };
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        kept(&tx, &account)?;
        let seq = note(&tx, &account, "password", who, now)?;
        let gone = tx.execute("DELETE FROM passkeys WHERE account = ?", [&account.name])?;
        if gone > 0 {
            note(&tx, &account, "passkey-gone", who, now)?;
        }
        tx.commit()?;
        Ok(seq)
    }

    /// Notes something that befell an account and changed nothing in it: a sign-in, a refusal.
    ///
    /// # Errors
    /// The database's own.
    pub fn note_account(
        &mut self,
        account: &Account,
        what: &str,
        who: &str,
        now: &str,
    ) -> Result<u64, StoreError> {
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let seq = note(&tx, account, what, who, now)?;
        tx.commit()?;
        Ok(seq)
    }

    /// Takes a code's time step for used; false where it, or a later one, was taken already.
    ///
    /// # Errors
    /// The database's own.
    pub fn use_totp_step(&mut self, name: &str, step: u64) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "UPDATE accounts SET totp_last = ?1 WHERE name = ?2 AND totp_last < ?1",
            params![step, name],
        )?;
        Ok(changed == 1)
    }

    /// Adds a token; `secret` is what its holder shows, and is kept only as its hash.
    ///
    /// # Errors
    /// The database's own.
    pub fn add_token(&mut self, secret: &str, token: &Token, who: &str, now: &str) -> Result<(), StoreError> {
        let account = self.account(&token.account)?;
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT INTO tokens (hash, name, account, scopes, expires) VALUES (?, ?, ?, ?, ?)",
            params![
                hash(secret),
                token.name,
                token.account,
                joined(&token.scopes, " "),
                token.expires
            ],
        )?;
        if let Some(account) = &account {
            note(&tx, account, "token", who, now)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// The token whose secret this is, while it holds at `now`.
    ///
    /// # Errors
    /// The database's own.
    pub fn token(&self, secret: &str, now: &str) -> Result<Option<Token>, StoreError> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT name, account, scopes, expires FROM tokens WHERE hash = ? AND expires > ?",
            )?
            .query_row(params![hash(secret), now], token_of)
            .optional()?)
    }

    /// The tokens of an account, by name.
    ///
    /// # Errors
    /// The database's own.
    pub fn tokens_of(&self, account: &str) -> Result<Vec<Token>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT name, account, scopes, expires FROM tokens WHERE account = ? ORDER BY name, expires",
        )?;
        let rows = query.query_map([account], token_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes back every token of an account with that name; how many there were.
    ///
    /// # Errors
    /// The database's own.
    pub fn drop_tokens(&mut self, account: &str, name: &str) -> Result<usize, StoreError> {
        Ok(self.db.execute(
            "DELETE FROM tokens WHERE account = ? AND name = ?",
            [account, name],
        )?)
    }
}

/// Writes an account as it is to be; one that is switched off keeps no tokens.
fn kept(db: &rusqlite::Connection, account: &Account) -> Result<(), StoreError> {
    db.prepare_cached(&format!(
        "INSERT OR REPLACE INTO accounts ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    ))?
    .execute(params![
        account.name,
        account.role,
        tlp_number(account.clearance),
        joined(&account.groups, ","),
        account.password,
        account.totp,
        account.totp_last,
        account.disabled,
    ])?;
    if account.disabled {
        db.execute("DELETE FROM tokens WHERE account = ?", [&account.name])?;
    }
    Ok(())
}

/// Notes in the ledger what befell an account.
pub(crate) fn note(
    db: &rusqlite::Connection,
    account: &Account,
    what: &str,
    who: &str,
    now: &str,
) -> Result<u64, StoreError> {
    let change = AccountChange {
        name: account.name.clone(),
        what: what.to_owned(),
        role: account.role.clone(),
        clearance: account.clearance,
        groups: account.groups.clone(),
        who: who.to_owned(),
    };
    append(db, Kind::Account, now, &written(&change)?.0)
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

fn joined(set: &BTreeSet<String>, by: &str) -> String {
    set.iter().map(String::as_str).collect::<Vec<_>>().join(by)
}

fn parted(text: &str, by: char) -> BTreeSet<String> {
    text.split(by)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn account_of(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        name: row.get(0)?,
        role: row.get(1)?,
        clearance: tlp_of(row.get(2)?),
        groups: parted(&row.get::<_, String>(3)?, ','),
        password: row.get(4)?,
        totp: row.get(5)?,
        totp_last: row.get(6)?,
        disabled: row.get(7)?,
    })
}

fn token_of(row: &Row<'_>) -> rusqlite::Result<Token> {
    Ok(Token {
        name: row.get(0)?,
        account: row.get(1)?,
        scopes: parted(&row.get::<_, String>(2)?, ' '),
        expires: row.get(3)?,
    })
}

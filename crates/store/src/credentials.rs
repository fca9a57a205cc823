//! Ways to sign in beside a password: whom an issuer of OpenID Connect knows, and passkeys. Kept beside the ledger, each
//! change noted in it without any secret.

use crate::people::note;
use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, Row, ToSql, TransactionBehavior, params};

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// What the authenticator calls it.
    pub id: Vec<u8>,
    /// The account it opens.
    pub account: String,
    /// What its owner calls it.
    pub name: String,
    /// Its public key as a COSE key.
    pub key: Vec<u8>,
    /// How often it was used, as the authenticator counts; 0 where it does not.
    pub counter: u32,
    /// The day it was added, `YYYY-MM-DD`.
    pub added: String,
}

const PASSKEY: &str = "id, account, name, key, counter, added";

impl Store {
    /// The account of someone known to `issuer` as `subject`; `None` where none is linked.
    ///
    /// # Errors
    /// The database's own.
    pub fn linked(&self, issuer: &str, subject: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .db
            .prepare_cached("SELECT account FROM identities WHERE issuer = ? AND subject = ?")?
            .query_row([issuer, subject], |row| row.get(0))
            .optional()?)
    }

    /// The issuers an account is linked to, in order.
    ///
    /// # Errors
    /// The database's own.
    pub fn links_of(&self, account: &str) -> Result<Vec<String>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT DISTINCT issuer FROM identities WHERE account = ? ORDER BY issuer")?;
        let rows = query.query_map([account], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Links an account to someone an issuer knows; false where they are linked to another account, which stays so, or where
    /// there is no such account. An account is linked to one subject of an issuer: a new one takes the old one's place.
    ///
    /// # Errors
    /// The database's own.
    pub fn link(
        &mut self,
        account: &str,
        issuer: &str,
        subject: &str,
        (who, now): (&str, &str),
    ) -> Result<bool, StoreError> {
        let Some(held) = self.account(account)? else {
            return Ok(false);
        };
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let taken: Option<String> = tx
            .query_row(
                "SELECT account FROM identities WHERE issuer = ? AND subject = ?",
                [issuer, subject],
                |row| row.get(0),
            )
            .optional()?;
        if taken.is_some_and(|taken| taken != account) {
            return Ok(false);
        }
        tx.execute(
            "DELETE FROM identities WHERE issuer = ? AND account = ?",
            [issuer, account],
        )?;
        tx.execute(
            "INSERT INTO identities (issuer, subject, account) VALUES (?, ?, ?)",
            [issuer, subject, account],
        )?;
        note(&tx, &held, "linked", who, now)?;
        tx.commit()?;
        Ok(true)
    }

    /// Takes every link of an account away; how many there were.
    ///
    /// # Errors
    /// The database's own.
    pub fn unlink(&mut self, account: &str, who: &str, now: &str) -> Result<usize, StoreError> {
        let sql = "DELETE FROM identities WHERE account = ?";
        self.noted(account, ("unlinked", who, now), sql, params![account])
    }

    /// Deletes by `sql`, and notes `what` of the account where anything went; how many rows did.
    fn noted(
        &mut self,
        account: &str,
        (what, who, now): (&str, &str, &str),
        sql: &str,
        params: &[&dyn ToSql],
    ) -> Result<usize, StoreError> {
        let held = self.account(account)?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let gone = tx.execute(sql, params)?;
        if let Some(held) = held.filter(|_| gone > 0) {
            note(&tx, &held, what, who, now)?;
        }
        tx.commit()?;
        Ok(gone)
    }

    /// The passkeys of an account, oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn passkeys_of(&self, account: &str) -> Result<Vec<Passkey>, StoreError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {PASSKEY} FROM passkeys WHERE account = ? ORDER BY added, rowid"
        ))?;
        let rows = query.query_map([account], passkey_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The passkey of that id; `None` if there is none.
    ///
    /// # Errors
    /// The database's own.
    pub fn passkey(&self, id: &[u8]) -> Result<Option<Passkey>, StoreError> {
        Ok(self
            .db
            .prepare_cached(&format!("SELECT {PASSKEY} FROM passkeys WHERE id = ?"))?
            .query_row([id], passkey_of)
            .optional()?)
    }

    /// Adds a passkey; false where one of that id is there, or its account is not.
    ///
    /// # Errors
    /// The database's own.
    pub fn add_passkey(&mut self, passkey: &Passkey, who: &str, now: &str) -> Result<bool, StoreError> {
        let Some(held) = self.account(&passkey.account)? else {
            return Ok(false);
        };
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let added = tx.execute(
            &format!("INSERT OR IGNORE INTO passkeys ({PASSKEY}) VALUES (?, ?, ?, ?, ?, ?)"),
            params![
                passkey.id,
                passkey.account,
                passkey.name,
                passkey.key,
                passkey.counter,
                passkey.added
            ],
        )?;
        if added == 0 {
            return Ok(false);
        }
        note(&tx, &held, "passkey", who, now)?;
        tx.commit()?;
        Ok(true)
    }

    /// Takes note of the authenticator's count; false where it did not rise, though it counts: then there are two of it.
    ///
    /// # Errors
    /// The database's own.
    pub fn use_passkey(&mut self, id: &[u8], counter: u32) -> Result<bool, StoreError> {
        let changed = self.db.execute(
            "UPDATE passkeys SET counter = ?1 WHERE id = ?2 AND (counter < ?1 OR (counter = 0 AND ?1 = 0))",
            params![counter, id],
        )?;
        Ok(changed == 1)
    }

    /// Takes a passkey away from an account; whether it had it.
    ///
    /// # Errors
    /// The database's own.
    pub fn drop_passkey(
        &mut self,
        account: &str,
        id: &[u8],
        who: &str,
        now: &str,
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM passkeys WHERE account = ? AND id = ?";
        let gone = self.noted(account, ("passkey-gone", who, now), sql, params![account, id])?;
        Ok(gone > 0)
    }
}

fn passkey_of(row: &Row<'_>) -> rusqlite::Result<Passkey> {
    Ok(Passkey {
        id: row.get(0)?,
        account: row.get(1)?,
        name: row.get(2)?,
        key: row.get(3)?,
        counter: row.get(4)?,
        added: row.get(5)?,
    })
}

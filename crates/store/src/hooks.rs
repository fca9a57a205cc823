//! Web hooks and what is still to be sent to them; and what happened, as far as a reader may hear of it.

use crate::{Store, StoreError, View};
use rusqlite::params;

/// An address that hears of changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Hook {
    /// Its number.
    pub number: u64,
    /// Where to.
    pub url: String,
    /// Signs what is sent.
    pub secret: String,
    /// The account as far as whose sight reaches.
    pub account: String,
    /// The last ledger entry it was told of.
    pub seen: u64,
}

impl std::fmt::Debug for Hook {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Hook({}, {})", self.number, self.url)
    }
}

/// Something to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Its number: the same at every try.
    pub number: u64,
    /// The hook.
    pub hook: u64,
    /// What to send.
    pub body: String,
    /// Tries so far.
    pub tries: u32,
}

/// Something that happened to an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// Number of the ledger entry.
    pub number: u64,
    /// The incident.
    pub incident: String,
    /// `version`, or the act of a decision.
    pub what: String,
}

impl View<'_> {
    /// What happened after ledger entry `after` to incidents this reader may see, oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn happenings(&self, after: u64, limit: usize) -> Result<Vec<Happening>, StoreError> {
        let seen = self.sight.on("i.");
        let sql = format!(
            "SELECT i.changed AS n, i.id, 'version' FROM incidents i WHERE i.changed > ?1 AND i.absorbed IS NULL AND {seen}
             UNION ALL
             SELECT d.number AS n, i.id, d.act FROM decisions d CROSS JOIN incidents i
              WHERE d.number > ?1 AND i.row = d.incident AND {seen}
             ORDER BY n LIMIT ?2"
        );
        let mut query = self.store.db.prepare_cached(&sql)?;
        let rows = query.query_map(params![after, limit], |row| {
            Ok(Happening {
                number: row.get(0)?,
                incident: row.get(1)?,
                what: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// All hooks, by number.
    ///
    /// # Errors
    /// The database's own.
    pub fn hooks(&self) -> Result<Vec<Hook>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, url, secret, account, seen FROM hooks ORDER BY id")?;
        let rows = query.query_map([], |row| {
            Ok(Hook {
                number: row.get(0)?,
                url: row.get(1)?,
                secret: row.get(2)?,
                account: row.get(3)?,
                seen: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds a hook that hears of what happens from now on; its number.
    ///
    /// # Errors
    /// The database's own.
    pub fn add_hook(&mut self, url: &str, secret: &str, account: &str) -> Result<u64, StoreError> {
        let seen = self.last()?;
        self.db.execute(
            "INSERT INTO hooks (url, secret, account, seen) VALUES (?, ?, ?, ?)",
            params![url, secret, account, seen],
        )?;
        Ok(self.db.last_insert_rowid().cast_unsigned())
    }

    /// Removes a hook of this account, and what waits for it; whether there was one.
    ///
    /// # Errors
    /// The database's own.
    pub fn drop_hook(&mut self, number: u64, account: &str) -> Result<bool, StoreError> {
        let dropped = self.db.execute(
            "DELETE FROM hooks WHERE id = ? AND account = ?",
            params![number, account],
        )?;
        if dropped > 0 {
            self.db.execute("DELETE FROM outbox WHERE hook = ?", [number])?;
        }
        Ok(dropped > 0)
    }

    /// Puts what a hook is to be told into the outbox, and remembers up to where it knows: both or neither.
    ///
    /// # Errors
    /// The database's own.
    pub fn tell_hook(&mut self, hook: u64, upto: u64, bodies: &[String]) -> Result<(), StoreError> {
        let tx = self.db.transaction()?;
        for body in bodies {
            tx.prepare_cached("INSERT INTO outbox (hook, body, tries, due) VALUES (?, ?, 0, 0)")?
                .execute(params![hook, body])?;
        }
        tx.execute("UPDATE hooks SET seen = ? WHERE id = ?", params![upto, hook])?;
        tx.commit()?;
        Ok(())
    }

    /// What is due at `now` (seconds since 1970), oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn due(&self, now: u64, limit: usize) -> Result<Vec<Parcel>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, hook, body, tries FROM outbox WHERE due <= ? ORDER BY id LIMIT ?")?;
        let rows = query.query_map(params![now, limit], |row| {
            Ok(Parcel {
                number: row.get(0)?,
                hook: row.get(1)?,
                body: row.get(2)?,
                tries: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes something out of the outbox: it arrived, or was given up.
    ///
    /// # Errors
    /// The database's own.
    pub fn sent(&mut self, number: u64) -> Result<(), StoreError> {
        self.db.execute("DELETE FROM outbox WHERE id = ?", [number])?;
        Ok(())
    }

    /// Puts something off to `due`.
    ///
    /// # Errors
    /// The database's own.
    pub fn put_off(&mut self, number: u64, due: u64) -> Result<(), StoreError> {
        self.db.execute(
            "UPDATE outbox SET tries = tries + 1, due = ? WHERE id = ?",
            params![due, number],
        )?;
        Ok(())
    }
}

//! Releases that wait for a second person's word, as far as a reader may see what is in them.

use crate::known::parsed;
use crate::ledger::Asked;
use crate::{StoreError, View};
use rusqlite::OptionalExtension;

impl View<'_> {
    /// The releases that wait, newest first; those with an incident this reader may not see left out.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn asks(&self) -> Result<Vec<(u64, Asked)>, StoreError> {
        let mut query = self
            .store
            .db
            .prepare_cached("SELECT number, json FROM asks WHERE state = 0 ORDER BY number DESC")?;
        let found: Vec<(u64, Vec<u8>)> = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut out = Vec::new();
        for (number, json) in found {
            let asked: Asked = parsed(&json, "ask", number.cast_signed())?;
            if self.sees_all(&asked)? {
                out.push((number, asked));
            }
        }
        Ok(out)
    }

    /// The ask of that number, while it waits and this reader may see what is in it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and the database's own.
    pub fn ask(&self, number: u64) -> Result<Option<Asked>, StoreError> {
        let json: Option<Vec<u8>> = self
            .store
            .db
            .prepare_cached("SELECT json FROM asks WHERE state = 0 AND number = ?")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        let Some(json) = json else { return Ok(None) };
        let asked: Asked = parsed(&json, "ask", number.cast_signed())?;
        Ok(self.sees_all(&asked)?.then_some(asked))
    }

    fn sees_all(&self, asked: &Asked) -> Result<bool, StoreError> {
        for (id, _) in &asked.incidents {
            if !self.sees("incidents", &id.0)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

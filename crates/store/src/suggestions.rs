//! What outsiders suggest about something published: kept apart from the register and from the ledger, so that it can be
//! forgotten; nothing is kept of who sent it, nor of when beyond the day. The ledger keeps the desk's answers alone.

use crate::ledger::{Kind, append, written};
use crate::{Store, StoreError, View};
use rusqlite::{OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use tocsin_core::IncidentId;

/// What someone outside the desk sent. Its words are nobody's the desk knows: never to be shown but as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its number; 0 before it is kept.
    pub number: u64,
    /// The incident it is about.
    pub incident: IncidentId,
    /// The version that was published.
    pub version: u32,
    /// `correction` or `source`.
    pub kind: String,
    /// The day it came, `YYYY-MM-DD`.
    pub day: String,
    /// Its words; "" once it was declined.
    pub text: String,
    /// The address of a source, as it was typed; may be no address at all. "" once it was declined.
    pub link: String,
    /// The desk's answer; `None` while it waits.
    pub answer: Option<SuggestionAnswer>,
}

/// The desk's answer to a suggestion, as the ledger keeps it: without the words of the suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionAnswer {
    /// Number of the suggestion.
    pub number: u64,
    /// The incident it is about.
    pub incident: IncidentId,
    /// True: taken up. False: declined, and its words forgotten.
    pub taken: bool,
    /// Handle of the desk account that answered.
    pub who: String,
    /// Why.
    pub why: String,
}

/// Suggestions that may wait at once, in all and for one incident: beyond, none is taken.
#[derive(Clone, Copy, Debug)]
pub struct SuggestionCaps {
    /// In all.
    pub all: u64,
    /// About one incident.
    pub each: u64,
}

const COLUMNS: &str = "number, incident, version, kind, day, text, link, state, who, why";

impl Store {
    /// Keeps a suggestion; its number, or `None` where as many wait as may.
    ///
    /// # Errors
    /// The database's own.
    pub fn keep_suggestion(
        &mut self,
        new: &Suggestion,
        caps: SuggestionCaps,
    ) -> Result<Option<u64>, StoreError> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (all, each): (u64, u64) = tx.query_row(
            "SELECT count(*), count(*) FILTER (WHERE incident = ?) FROM suggestions WHERE state = 0",
            [&new.incident.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if all >= caps.all || each >= caps.each {
            return Ok(None);
        }
        tx.execute(
            "INSERT INTO suggestions (incident, version, kind, day, text, link, state, who, why) VALUES (?, ?, ?, ?, ?, ?, 0, '', '')",
            params![new.incident.0, new.version, new.kind, new.day, new.text, new.link],
        )?;
        let number = tx.last_insert_rowid().cast_unsigned();
        tx.commit()?;
        Ok(Some(number))
    }

    /// Answers a suggestion that waits, and notes the answer in the ledger; the number of the entry. The words of a declined
    /// one are forgotten. `None` where none of that number waits.
    ///
    /// # Errors
    /// The database's own.
    pub fn answer_suggestion(
        &mut self,
        answer: &SuggestionAnswer,
        now: &str,
    ) -> Result<Option<u64>, StoreError> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let forget = if answer.taken {
            ""
        } else {
            ", text = '', link = ''"
        };
        let state = if answer.taken { 1 } else { 2 };
        let changed = tx.execute(
            &format!(
                "UPDATE suggestions SET state = ?, who = ?, why = ?{forget} WHERE number = ? AND state = 0"
            ),
            params![state, answer.who, answer.why, answer.number],
        )?;
        if changed == 0 {
            return Ok(None);
        }
        let seq = append(&tx, Kind::Suggestion, now, &written(answer)?.0)?;
        tx.commit()?;
        Ok(Some(seq))
    }
}

impl View<'_> {
    /// The latest suggestions about incidents this reader may see: those that wait, or those answered; newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn suggestions(&self, waiting: Waiting, limit: usize) -> Result<Vec<Suggestion>, StoreError> {
        let state = match waiting {
            Waiting::Yes => "state = 0",
            Waiting::Answered => "state <> 0",
        };
        let mut query = self.store.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM suggestions WHERE {state} AND EXISTS
               (SELECT 1 FROM incidents i WHERE i.id = incident AND {})
             ORDER BY number DESC LIMIT ?",
            self.sight.on("i.")
        ))?;
        let rows = query.query_map([limit], suggestion_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many wait that are about incidents this reader may see.
    ///
    /// # Errors
    /// The database's own.
    pub fn suggestions_waiting(&self) -> Result<usize, StoreError> {
        let sql = format!(
            "SELECT count(*) FROM suggestions WHERE state = 0 AND EXISTS
               (SELECT 1 FROM incidents i WHERE i.id = incident AND {})",
            self.sight.on("i.")
        );
        let mut query = self.store.db.prepare_cached(&sql)?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// The suggestion of that number, where this reader may see the incident it is about; `None` otherwise.
    ///
    /// # Errors
    /// The database's own.
    pub fn suggestion(&self, number: u64) -> Result<Option<Suggestion>, StoreError> {
        Ok(self
            .store
            .db
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM suggestions WHERE number = ? AND EXISTS
                   (SELECT 1 FROM incidents i WHERE i.id = incident AND {})",
                self.sight.on("i.")
            ))?
            .query_row([number.cast_signed()], suggestion_of)
            .optional()?)
    }
}

/// Which suggestions are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Those nobody answered.
    Yes,
    /// Those somebody answered.
    Answered,
}

fn suggestion_of(row: &Row<'_>) -> rusqlite::Result<Suggestion> {
    let number = row.get(0)?;
    let incident = IncidentId(row.get(1)?);
    let state: i64 = row.get(7)?;
    let answer = (state != 0).then_some(SuggestionAnswer {
        number,
        incident: incident.clone(),
        taken: state == 1,
        who: row.get(8)?,
        why: row.get(9)?,
    });
    Ok(Suggestion {
        number,
        incident,
        version: row.get(2)?,
        kind: row.get(3)?,
        day: row.get(4)?,
        text: row.get(5)?,
        link: row.get(6)?,
        answer,
    })
}

//! One hash over the whole register, to show that the ledger alone gives it back byte for byte.

use crate::ledger::hex;
use crate::rebuild::TABLES;
use crate::{Store, StoreError};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

impl Store {
    /// SHA-256 (64 hexadecimal digits) over every row of every table of the register, in a fixed order.
    /// Two registers with the same digest hold the same.
    ///
    /// # Errors
    /// The database's own.
    pub fn projection_digest(&self) -> Result<String, StoreError> {
        let mut hash = Sha256::new();
        for (table, order) in TABLES {
            hash.update(table.as_bytes());
            add_rows(
                &self.db,
                &format!("SELECT * FROM {table} ORDER BY {order}"),
                &mut hash,
            )?;
        }
        self.add_words(&mut hash)?;
        Ok(hex(&hash.finalize()))
    }

    /// The words of reports, as the full-text index holds them.
    fn add_words(&self, hash: &mut Sha256) -> Result<(), StoreError> {
        self.db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_places USING fts5vocab('main', 'words', 'instance')",
        )?;
        hash.update(b"words");
        add_rows(
            &self.db,
            "SELECT term, doc, \"offset\" FROM temp.word_places",
            hash,
        )
    }
}

fn add_rows(db: &Connection, sql: &str, hash: &mut Sha256) -> Result<(), StoreError> {
    let mut query = db.prepare(sql)?;
    let columns = query.column_count();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            add_value(row.get_ref(column)?, hash);
        }
    }
    Ok(())
}

/// Type and length go in before the value, so that no two rows of values run together.
fn add_value(value: ValueRef<'_>, hash: &mut Sha256) {
    match value {
        ValueRef::Null => hash.update([0]),
        ValueRef::Integer(number) => {
            hash.update([1]);
            hash.update(number.to_be_bytes());
        }
        ValueRef::Real(number) => {
            hash.update([2]);
            hash.update(number.to_bits().to_be_bytes());
        }
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            hash.update([3]);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
    }
}

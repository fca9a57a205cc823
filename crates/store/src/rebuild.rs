//! Making the register again from the ledger alone.

use crate::StoreError;
use crate::ledger::{Kind, damaged, entry_of};
use crate::project::apply;
use rusqlite::Connection;

/// Every table of the register, in the order of register.sql, with the columns that put its rows in order.
/// `words` and `names` are not listed: they are indexes of reports' text and of `shelf.names`.
pub(crate) const TABLES: &[(&str, &str)] = &[
    ("captures", "seq"),
    ("problems", "capture, n"),
    ("reports", "row"),
    ("dossiers", "report"),
    ("block_keys", "key, report"),
    ("shingles", "hash, report"),
    ("incidents", "row"),
    ("shelf", "incident"),
    ("versions", "incident, seq"),
    ("members", "report, n, incident"),
    ("marks", "kind, value, day, incident"),
    ("tally", "kind, value, tlp, fence, nature, status, standing"),
    ("sketches", "day, incident"),
    ("points", "incident"),
    ("discrepancies", "incident, n"),
    ("decisions", "number"),
    ("constraints", "a, an, b, bn, decision"),
    ("checked", "report, claim, incident, field"),
    ("muted", "key"),
    ("sources", "key"),
    ("releases", "incident, seq"),
    ("fences", "fence"),
    ("own_fences", "incident, grp"),
    ("report_fences", "report, grp, cause"),
    ("asks", "number"),
    ("place_changes", "seq"),
    ("handovers", "number"),
];

/// Drops every table of the register that is there.
pub(crate) fn drop_register(db: &Connection) -> Result<(), StoreError> {
    for (table, _) in TABLES {
        db.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    db.execute_batch("DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS names;")?;
    Ok(())
}

/// Brings every entry of the ledger, in order, into an empty register.
pub(crate) fn replay(db: &Connection) -> Result<(), StoreError> {
    let mut query =
        db.prepare("SELECT seq, time, kind, payload, payload_hash, hash FROM ledger ORDER BY seq")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let entry = entry_of(row)?;
        let kind = Kind::of_key(&entry.kind).ok_or_else(|| damaged(entry.seq, "unknown kind of entry"))?;
        apply(db, entry.seq, kind, &entry.payload()?)?;
    }
    Ok(())
}

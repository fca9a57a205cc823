//! Whatever is changed, cut out or slipped into the ledger is found.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use rusqlite::Connection;
use rusqlite::types::Value;
use support::*;
use tocsin_core::{Act, Decision};
use tocsin_store::{OnConflict, Store};

/// A store with one entry of several kinds, and a bare connection that may change what it likes.
fn tampered_with() -> (tempfile::TempDir, Store, Connection) {
    let (folder, mut store) = fresh();
    let id = take_in(&mut store, &tale(1));
    take_in(&mut store, &tale(2));
    let decision = Decision {
        number: 0,
        incident: id,
        version: 1,
        act: Act::Accept,
        who: "awa".to_owned(),
        when: NOW.to_owned(),
        why: "two sources".to_owned(),
    };
    store.decide(&decision, OnConflict::Refuse).unwrap();
    let raw = Connection::open(store.path()).unwrap();
    raw.execute_batch(
        "PRAGMA synchronous = OFF;
         DROP TRIGGER ledger_keeps; DROP TRIGGER ledger_stays; DROP TRIGGER blobs_keep; DROP TRIGGER blobs_stay;",
    )
    .unwrap();
    (folder, store, raw)
}

#[track_caller]
fn found(store: &Store, seq: Option<u64>) {
    let bad = store
        .verify(None)
        .unwrap()
        .first_bad
        .unwrap_or_else(|| panic!("not found"));
    assert_eq!(bad.seq, seq, "{}", bad.why);
}

#[test]
fn every_flipped_byte_is_found() {
    let (_folder, store, raw) = tampered_with();
    let mut flips = 0;
    for (table, key, columns) in [
        (
            "ledger",
            "seq",
            &["time", "kind", "payload", "payload_hash", "hash"][..],
        ),
        ("blobs", "id", &["sha256", "packed"][..]),
    ] {
        for column in columns {
            let rows: Vec<(i64, Value)> = raw
                .prepare(&format!("SELECT {key}, {column} FROM {table}"))
                .unwrap()
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let update = format!("UPDATE {table} SET {column} = ?2 WHERE {key} = ?1");
            for (at, good) in rows {
                for n in 0.. {
                    let Some(bad) = flipped(&good, n) else { break };
                    raw.execute(&update, rusqlite::params![at, bad]).unwrap();
                    let report = store.verify(None).unwrap();
                    assert!(report.first_bad.is_some(), "{table} {at} {column} byte {n}");
                    if table == "ledger" {
                        assert_eq!(report.first_bad.unwrap().seq, Some(at.cast_unsigned()));
                    }
                    flips += 1;
                }
                raw.execute(&update, rusqlite::params![at, good]).unwrap();
            }
        }
    }
    assert!(flips > 2000, "{flips}");
    assert_eq!(
        store.verify(None).unwrap().first_bad,
        None,
        "put back, it holds again"
    );
}

/// The value with one bit of byte `n` flipped; `None` past its end.
fn flipped(value: &Value, n: usize) -> Option<Value> {
    match value {
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            *bytes.get_mut(n)? ^= 1 << (n % 8);
            Some(Value::Blob(bytes))
        }
        Value::Text(text) => {
            // The lowest bit keeps ASCII ASCII.
            let mut bytes = text.clone().into_bytes();
            *bytes.get_mut(n)? ^= 1;
            Some(Value::Text(String::from_utf8(bytes).unwrap()))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_cut_out_swapped_or_slipped_in_is_found() {
    for (sql, seq) in [
        ("DELETE FROM ledger WHERE seq = 2", Some(2)),
        ("UPDATE ledger SET seq = seq + 1000 WHERE seq = 3", Some(3)),
        (
            "UPDATE ledger SET seq = 99 WHERE seq = 1; UPDATE ledger SET seq = 1 WHERE seq = 3; UPDATE ledger SET seq = 3 WHERE seq = 99",
            Some(1),
        ),
        ("DELETE FROM blobs WHERE id = 2", Some(3)),
        (
            "INSERT INTO blobs (sha256, packed) SELECT randomblob(32), packed FROM blobs WHERE id = 1",
            None,
        ),
        (
            "UPDATE blobs SET packed = (SELECT packed FROM blobs WHERE id = 2) WHERE id = 1",
            Some(1),
        ),
    ] {
        let (_folder, store, raw) = tampered_with();
        raw.execute_batch(sql).unwrap();
        found(&store, seq);
    }
}

#[test]
fn what_is_cut_off_at_the_end_is_found_with_a_kept_head() {
    let (_folder, mut store, raw) = tampered_with();
    let head = store.view(tocsin_core::Tlp::Clear).head().unwrap();
    assert_eq!(store.verify(Some(&head)).unwrap().first_bad, None);
    raw.execute_batch("DELETE FROM ledger WHERE seq = 5").unwrap();
    assert_eq!(store.verify(Some(&head)).unwrap().first_bad.unwrap().seq, Some(5));
    // Another history of the same length.
    take_in(&mut store, &tale(3));
    assert_eq!(store.verify(Some(&head)).unwrap().first_bad.unwrap().seq, Some(5));
}

#[test]
fn the_ledger_cannot_be_changed_by_mistake() {
    let (_folder, mut store) = fresh();
    take_in(&mut store, &tale(1));
    let raw = Connection::open(store.path()).unwrap();
    for sql in [
        "UPDATE ledger SET time = ''",
        "DELETE FROM ledger",
        "DELETE FROM blobs",
        "UPDATE blobs SET packed = x''",
    ] {
        let refused = raw.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

/// Everything the ledger and the captured bytes say.
fn contents(path: &std::path::Path) -> Option<Vec<Vec<Value>>> {
    let db = Connection::open(path).ok()?;
    let mut all = Vec::new();
    for sql in [
        "SELECT * FROM ledger ORDER BY seq",
        "SELECT * FROM blobs ORDER BY id",
    ] {
        let mut query = db.prepare(sql).ok()?;
        let columns = query.column_count();
        let rows = query
            .query_map([], |row| (0..columns).map(|n| row.get(n)).collect())
            .ok()?;
        for row in rows {
            all.push(row.ok()?);
        }
    }
    Some(all)
}

#[test]
fn a_flipped_byte_anywhere_in_the_file_is_found_or_harms_nothing() {
    let (folder, mut store) = fresh();
    for n in 0..5 {
        take_in(&mut store, &tale(n));
    }
    let copy = folder.path().join("copy");
    store.backup(&copy).unwrap();
    let good = std::fs::read(&copy).unwrap();
    let before = contents(&copy);
    let mut at = 101;
    let (mut caught, mut tried) = (0, 0);
    while at < good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        let path = folder.path().join("bad");
        std::fs::write(&path, &bad).unwrap();
        // Reading alone: opening for writing would rightly repair or refuse.
        let holds = Store::read_only(&path).and_then(|store| store.verify(None));
        if holds.is_ok_and(|report| report.first_bad.is_none()) {
            assert_eq!(contents(&path), before, "byte {at} changed the ledger unseen");
        } else {
            caught += 1;
        }
        tried += 1;
        at += 211;
    }
    assert!(tried > 500 && caught > 20, "{caught} of {tried}");
}

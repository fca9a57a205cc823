//! What is opened, what is refused and in which words, and what goes on beside it.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use rusqlite::Connection;
use support::*;
use tocsin_core::known::MOST_BY_KEYS;
use tocsin_core::{Asks, Known, Tlp};
use tocsin_store::{Filter, MUTE_ABOVE, Store, StoreError};

#[test]
fn what_is_no_store_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("letter.txt");
    std::fs::write(&text, "Dear colleague, this is not a database at all.").unwrap();
    assert!(matches!(Store::open(&text), Err(StoreError::NotAStore(_))));
    assert_eq!(
        std::fs::read(&text).unwrap(),
        b"Dear colleague, this is not a database at all."
    );
    let other = folder.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE contacts (name TEXT)")
        .unwrap();
    assert!(matches!(Store::open(&other), Err(StoreError::NotAStore(_))));
    let missing = folder.path().join("missing");
    assert!(matches!(Store::read_only(&missing), Err(StoreError::Missing(_))));
    assert!(!missing.exists(), "looking makes nothing");
    assert!(Store::open(folder.path()).is_err());
}

#[test]
fn a_newer_store_is_refused() {
    let (_folder, store) = fresh();
    let path = store.path().to_owned();
    drop(store);
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::Newer { found: 99, .. })
    ));
}

#[test]
fn an_older_register_is_made_again() {
    let (_folder, mut store) = fresh();
    let id = take_in(&mut store, &tale(1));
    let digest = store.projection_digest().unwrap();
    let path = store.path().to_owned();
    drop(store);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(
        "DROP TABLE incidents; DROP TABLE marks; UPDATE meta SET value = '0' WHERE key = 'register'",
    )
    .unwrap();
    drop(raw);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.projection_digest().unwrap(), digest);
    assert!(store.view(Tlp::Clear).incident(&id).unwrap().is_some());
}

#[test]
fn readers_and_backups_do_not_wait_for_a_writer() {
    let (folder, mut store) = fresh();
    take_in(&mut store, &tale(1));
    let reader = Store::read_only(store.path()).unwrap();
    let mut batch = store.begin().unwrap();
    let second = tale(2);
    batch
        .commit(
            second.text.as_bytes(),
            &report(&second),
            &[],
            &alone(&second),
            NOW,
        )
        .unwrap();
    let count = |store: &Store| {
        store
            .view(Tlp::Clear)
            .incidents(&Filter::default())
            .unwrap()
            .total
            .n
    };
    assert_eq!(count(&reader), 1, "not yet");
    let copy = folder.path().join("copy");
    reader.backup(&copy).unwrap();
    batch.finish().unwrap();
    assert_eq!(count(&reader), 2);
    let mut copied = Store::open(&copy).unwrap();
    assert_eq!(count(&copied), 1);
    sound(&mut copied);
    assert!(reader.backup(&copy).is_err(), "nothing is overwritten");
}

#[test]
fn what_is_not_finished_never_happened() {
    let (_folder, mut store) = fresh();
    let told = tale(1);
    let mut batch = store.begin().unwrap();
    batch
        .commit(told.text.as_bytes(), &report(&told), &[], &alone(&told), NOW)
        .unwrap();
    assert!(batch.has_report(&report(&told).id).unwrap());
    drop(batch);
    assert!(!store.has_report(&report(&told).id).unwrap());
    assert_eq!(store.verify(None).unwrap().entries, 0);
}

#[test]
fn a_reader_cannot_write() {
    let (_folder, store) = fresh();
    let mut reader = Store::read_only(store.path()).unwrap();
    let refused = reader.capture_problem(b"x", "x", &[], NOW);
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
}

#[test]
fn a_key_that_too_many_share_is_muted() {
    let (_folder, mut store) = fresh();
    let mut batch = store.begin().unwrap();
    for n in 0..=MUTE_ABOVE {
        let mut told = tale(n);
        told.town = match n {
            0 => "Farafara",
            1..=40 => "Kombori",
            _ => told.town,
        };
        batch
            .commit(told.text.as_bytes(), &report(&told), &[], &alone(&told), NOW)
            .unwrap();
    }
    batch.finish().unwrap();
    let asks = |keys: &[&str]| Asks {
        keys: keys.iter().map(|&key| key.to_owned()).collect(),
        ..Asks::default()
    };
    let near = store
        .neighbourhood(&asks(&["p:Tendara", "p:Kombori", "d:2024-09-17"]))
        .unwrap();
    // One is muted; of the other two the rarer brings its reports, and of the commoner's only some fit beside them.
    assert_eq!(near.muted, ["d:2024-09-17"]);
    assert_eq!(near.left_out, ["p:Tendara"]);
    assert_eq!(near.dossiers.len(), MOST_BY_KEYS);
    assert!(near.dossiers.is_sorted_by(|a, b| a.report < b.report));
    assert!(near.incidents.is_sorted_by(|a, b| a.id < b.id));
    let near = store.neighbourhood(&asks(&["p:Farafara"])).unwrap();
    // Keys find reports alone; their incidents come to whoever asks for the reports.
    assert_eq!((near.dossiers.len(), near.incidents.len()), (1, 0));
    let named = Asks {
        reports: vec![near.dossiers[0].report.clone()],
        ..Asks::default()
    };
    assert_eq!(store.neighbourhood(&named).unwrap().incidents.len(), 1);
    assert_eq!(
        *near.dossiers[0],
        dossier(&{
            let mut told = tale(0);
            told.town = "Farafara";
            told
        })
    );
}

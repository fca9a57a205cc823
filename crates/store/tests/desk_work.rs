//! Places, hand-overs and suggestions: kept, capped, and the same after the register is made again from the ledger.

use tocsin_core::{IncidentId, Tlp};
use tocsin_store::{
    Handover, OwnPlace, PlaceChange, PlaceSet, ShiftNote, Store, Suggestion, SuggestionAnswer,
    SuggestionCaps, Waiting,
};

const NOW: &str = "2026-06-01T08:00:00Z";

fn change(key: &str, name: &str) -> PlaceChange {
    PlaceChange {
        key: key.to_owned(),
        place: Some(OwnPlace {
            key: key.to_owned(),
            name: name.to_owned(),
            feature: "town".to_owned(),
            point: Some((14.0, -3.0)),
            ..OwnPlace::default()
        }),
        undoes: None,
        who: "a".to_owned(),
        why: "b".to_owned(),
    }
}

fn left(note: &str) -> Handover {
    Handover::Left(ShiftNote {
        who: "a".to_owned(),
        note: note.to_owned(),
        tlp: Tlp::Green,
        since: 99,
        open: vec![IncidentId("i1".to_owned())],
        assigned: Vec::new(),
    })
}

#[test]
fn places_and_shifts_are_made_again_from_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path().join("desk.db")).unwrap();
    let PlaceSet::Recorded(first) = store.change_place(&change("desk:x", "X"), 0, NOW).unwrap() else {
        panic!("nobody changed it before");
    };
    assert_eq!(
        store.change_place(&change("desk:x", "Y"), 0, NOW).unwrap(),
        PlaceSet::ChangedMeanwhile(first)
    );
    store.change_place(&change("desk:x", "Z"), first, NOW).unwrap();
    let mut nowhere = change("desk:y", "Y");
    nowhere.place.as_mut().unwrap().point = Some((f64::NAN, 0.0));
    assert!(
        store.change_place(&nowhere, 0, NOW).is_err(),
        "what cannot be read back never enters"
    );
    let number = store.hand_over(&left("first"), NOW).unwrap().unwrap();
    let taken = Handover::Taken {
        handover: number,
        who: "b".to_owned(),
        note: String::new(),
    };
    assert!(store.hand_over(&taken, NOW).unwrap().is_some());
    assert_eq!(store.hand_over(&taken, NOW).unwrap(), None, "taken over once");
    store.hand_over(&left("second"), NOW).unwrap();

    let seen = |store: &Store| {
        let view = store.view(Tlp::Green);
        (
            view.own_places().unwrap(),
            view.place_steps("desk:x").unwrap(),
            view.shifts(9).unwrap(),
        )
    };
    let before = seen(&store);
    assert_eq!((before.0.len(), before.1.len(), before.2.len()), (1, 2, 2));
    assert_eq!(
        (before.0[0].1.name.as_str(), before.2[0].left.since),
        ("Z", number),
        "since the hand-over before"
    );
    store.rebuild().unwrap();
    assert_eq!(seen(&store), before);
    assert!(store.verify(None).unwrap().first_bad.is_none());
    assert!(
        store.view(Tlp::Clear).shifts(9).unwrap().is_empty(),
        "a note above one's clearance"
    );
}

#[test]
fn suggestions_are_capped_and_those_declined_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path().join("desk.db")).unwrap();
    let caps = SuggestionCaps { all: 3, each: 2 };
    let new = |incident: &str| Suggestion {
        number: 0,
        incident: IncidentId(incident.to_owned()),
        version: 1,
        kind: "correction".to_owned(),
        day: "2026-06-01".to_owned(),
        text: "words nobody knows".to_owned(),
        link: String::new(),
        answer: None,
    };
    let kept: Vec<Option<u64>> = ["i1", "i1", "i1", "i2", "i3"]
        .iter()
        .map(|id| store.keep_suggestion(&new(id), caps).unwrap())
        .collect();
    assert_eq!(kept, [Some(1), Some(2), None, Some(3), None]);
    let before = store.head().unwrap();
    let answer = SuggestionAnswer {
        number: 1,
        incident: IncidentId("i1".to_owned()),
        taken: false,
        who: "a".to_owned(),
        why: "b".to_owned(),
    };
    assert_eq!(
        store.answer_suggestion(&answer, NOW).unwrap(),
        Some(before.seq + 1)
    );
    assert_eq!(store.answer_suggestion(&answer, NOW).unwrap(), None);
    assert_eq!(
        store.keep_suggestion(&new("i1"), caps).unwrap(),
        Some(4),
        "an answer makes room"
    );
    // Nobody sees what is about an incident that is not there for them.
    assert!(
        store
            .view(Tlp::Red)
            .suggestions(Waiting::Yes, 9)
            .unwrap()
            .is_empty()
    );
    assert!(store.verify(None).unwrap().first_bad.is_none());
}

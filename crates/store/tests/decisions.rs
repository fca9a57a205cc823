//! Deciding: states move, conflicts are shown, merges can be undone, and all of it stays in the history.

#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::needless_pass_by_value,
    clippy::panic,
    reason = "tests"
)]

mod support;

use support::*;
use tocsin_core::{Act, Nature, Status, Tlp};
use tocsin_store::{Filter, OnConflict, Step, Store, StoreError};

#[test]
fn decisions_move_the_state_and_stay_in_the_history() {
    let (_folder, mut store) = fresh();
    let id = take_in(&mut store, &tale(1));
    for (act, state) in [
        (Act::TakeUp, Status::InReview),
        (Act::Accept, Status::Accepted),
        (Act::Comment, Status::Accepted),
        (Act::Withdraw, Status::Withdrawn),
    ] {
        store.decide(&decision(&id, 1, act), OnConflict::Refuse).unwrap();
        let record = store.view(Tlp::Clear).incident(&id).unwrap().unwrap();
        assert_eq!(record.status, state);
        finds(
            &store,
            Tlp::Clear,
            Filter {
                status: Some(state),
                ..Filter::default()
            },
            &[&id],
        );
    }
    let view = store.view(Tlp::Clear);
    assert_eq!(view.decisions(&id).unwrap().len(), 4);
    let history = view.history(&id).unwrap();
    assert!(
        matches!(history[0], Step::Version { version: 1, .. }),
        "{history:?}"
    );
    assert_eq!(history.len(), 5);
    assert_eq!(
        view.facets(Nature::Real).unwrap().statuses,
        [(Status::Withdrawn, 1)]
    );
    sound(&mut store);
}

#[test]
fn a_decision_on_an_older_version_is_refused_with_both_sides() {
    let (_folder, mut store) = fresh();
    let (first, second) = (tale(1), tale(2));
    let id = take_in(&mut store, &first);
    take_in_joining(&mut store, &[&first, &second], 2);
    let late = decision(&id, 1, Act::Accept);
    let refused = store.decide(&late, OnConflict::Refuse).unwrap_err();
    let StoreError::Conflict(conflict) = refused else {
        panic!("{refused}");
    };
    assert_eq!((conflict.seen, conflict.incident.version), (1, 2));
    assert_eq!(
        store.view(Tlp::Clear).incident(&id).unwrap().unwrap().status,
        Status::New
    );
    store.decide(&late, OnConflict::Append).unwrap();
    assert_eq!(
        store.view(Tlp::Clear).incident(&id).unwrap().unwrap().status,
        Status::Accepted
    );
    sound(&mut store);
}

#[test]
fn discrepancies_stay_resolved_while_their_sides_stay() {
    let (_folder, mut store) = fresh();
    let (first, second, third) = (tale(1), tale(2), tale(3));
    let mut one = incident(&[&first, &second], 2);
    one.discrepancies = vec![toll_discrepancy(&one)];
    take_in(&mut store, &first);
    let journey = |incident, tale| tocsin_core::Journey {
        dossier: dossier(tale),
        incidents: vec![incident],
        absorbed: Vec::new(),
        muted: Vec::new(),
    };
    store
        .commit(
            second.text.as_bytes(),
            &report(&second),
            &[],
            &journey(one.clone(), &second),
            NOW,
        )
        .unwrap();
    let open = |store: &Store| store.view(Tlp::Clear).unresolved(10, None).unwrap().total.n;
    assert_eq!(open(&store), 1);
    let right = one.discrepancies[0].sides[0].clone();
    let act = Act::Resolve {
        field: tocsin_core::Field::Killed,
        right,
    };
    store
        .decide(&decision(&one.id, 2, act), OnConflict::Refuse)
        .unwrap();
    assert_eq!(open(&store), 0);
    let mut same = incident(&[&first, &second, &third], 3);
    same.discrepancies = one.discrepancies.clone();
    store
        .commit(
            third.text.as_bytes(),
            &report(&third),
            &[],
            &journey(same.clone(), &third),
            NOW,
        )
        .unwrap();
    assert_eq!(open(&store), 0, "the same sides stay resolved");
    let fourth = tale(4);
    let mut other = incident(&[&first, &second, &third, &fourth], 4);
    other.discrepancies = vec![toll_discrepancy(&other)];
    other.discrepancies[0].sides.reverse();
    store
        .commit(
            fourth.text.as_bytes(),
            &report(&fourth),
            &[],
            &journey(other, &fourth),
            NOW,
        )
        .unwrap();
    assert_eq!(open(&store), 1, "other sides are another question");
    sound(&mut store);
}

#[test]
fn a_merge_redirects_and_an_undo_brings_back() {
    use tocsin_core::{Asks, Journey, Known};
    let (_folder, mut store) = fresh();
    let (first, second) = (tale(1), tale(2));
    let (kept, gone) = (take_in(&mut store, &first), take_in(&mut store, &second));
    let mut batch = store.begin().unwrap();
    let merge = Act::Merge { with: gone.clone() };
    let number = batch
        .decide(&decision(&kept, 1, merge), OnConflict::Refuse)
        .unwrap();
    let asks = Asks {
        incidents: vec![kept.clone(), gone.clone()],
        ..Asks::default()
    };
    let near = batch.neighbourhood(&asks).unwrap();
    assert_eq!((near.incidents.len(), near.constraints.len()), (2, 1));
    assert!(near.constraints[0].same);
    let merged = Journey {
        dossier: dossier(&first),
        incidents: vec![incident(&[&first, &second], 2)],
        absorbed: vec![(gone.clone(), kept.clone())],
        muted: Vec::new(),
    };
    batch.regroup(&merged, NOW).unwrap();
    batch.finish().unwrap();
    let view = store.view(Tlp::Clear);
    assert_eq!(view.incident(&gone).unwrap().unwrap().incident.id, kept);
    finds(&store, Tlp::Clear, Filter::default(), &[&kept]);
    let mut batch = store.begin().unwrap();
    batch
        .decide(
            &decision(&kept, 2, Act::Undo { decision: number }),
            OnConflict::Refuse,
        )
        .unwrap();
    let twice = batch.decide(
        &decision(&kept, 2, Act::Undo { decision: number }),
        OnConflict::Refuse,
    );
    assert!(matches!(twice, Err(StoreError::NoDecision(_))), "{twice:?}");
    assert!(batch.neighbourhood(&asks).unwrap().constraints.is_empty());
    let parted = Journey {
        dossier: dossier(&first),
        incidents: vec![incident(&[&first], 3), incident(&[&second], 1)],
        absorbed: Vec::new(),
        muted: Vec::new(),
    };
    batch.regroup(&parted, NOW).unwrap();
    batch.finish().unwrap();
    assert_eq!(
        store
            .view(Tlp::Clear)
            .incident(&gone)
            .unwrap()
            .unwrap()
            .incident
            .id,
        gone
    );
    assert_eq!(store.view(Tlp::Clear).facets(Nature::Real).unwrap().incidents, 2);
    sound(&mut store);
}

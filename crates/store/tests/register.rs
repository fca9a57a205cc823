//! Taking in, listing, deciding: what goes into the register comes out of it, and the ledger alone gives it back.

#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::needless_pass_by_value,
    clippy::panic,
    reason = "tests"
)]

mod support;

use jiff::civil::date;
use support::*;
use tocsin_core::{Nature, Problem, ProblemKind, Status, Tlp};
use tocsin_store::{Bbox, Committed, Filter, StoreError};

#[test]
fn what_goes_in_comes_out() {
    let (_folder, mut store) = fresh();
    let told = tale(1);
    let id = take_in(&mut store, &told);
    let report = report(&told);
    let view = store.view(Tlp::Clear);
    assert_eq!(view.report(&report.id).unwrap(), Some(report.clone()));
    assert_eq!(
        view.raw(&report.id).unwrap().as_deref(),
        Some(told.text.as_bytes())
    );
    assert_eq!(view.dossier(&report.id).unwrap(), Some(dossier(&told)));
    let record = view.incident(&id).unwrap().unwrap();
    assert_eq!(record.incident, incident(&[&told], 1));
    assert_eq!((record.status, record.opened.as_str()), (Status::New, NOW));
    let again = store
        .commit(told.text.as_bytes(), &report, &[], &alone(&told), NOW)
        .unwrap();
    assert_eq!(again, Committed::Held);
    sound(&mut store);
}

#[test]
fn every_filter_finds_its_own_and_nothing_else() {
    let (_folder, mut store) = fresh();
    let market = take_in(&mut store, &tale(1));
    let mut far = tale(2);
    far.text = "Une mine a explosé près de Sokoura, a dit le préfet.".to_owned();
    (far.town, far.country, far.point) = ("Sokoura", "BF", (12.0, 1.5));
    (far.code, far.actor, far.day) = ("explosive-device", "group-b", date(2024, 8, 1));
    let mine = take_in(&mut store, &far);
    let mut drill = tale(3);
    drill.nature = Nature::Exercise;
    drill.day = date(2024, 9, 18);
    let exercise = take_in(&mut store, &drill);
    let f = Filter::default;
    finds(&store, Tlp::Clear, f(), &[&exercise, &market, &mine]);
    finds(
        &store,
        Tlp::Clear,
        Filter {
            nature: Some(Nature::Real),
            ..f()
        },
        &[&market, &mine],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            country: Some("BF".into()),
            ..f()
        },
        &[&mine],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            code: Some("explosion".into()),
            ..f()
        },
        &[&mine],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            code: Some("attack".into()),
            country: Some("BF".into()),
            ..f()
        },
        &[&mine],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            actor: Some("group-a".into()),
            ..f()
        },
        &[&exercise, &market],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            from: Some(date(2024, 9, 1)),
            ..f()
        },
        &[&exercise, &market],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            to: Some(date(2024, 9, 17)),
            ..f()
        },
        &[&market, &mine],
    );
    let bbox = Bbox {
        south: 11.0,
        west: 1.0,
        north: 13.0,
        east: 2.0,
    };
    finds(
        &store,
        Tlp::Clear,
        Filter {
            bbox: Some(bbox),
            ..f()
        },
        &[&mine],
    );
    let across = Bbox {
        west: 1.0,
        east: -170.0,
        ..bbox
    };
    finds(
        &store,
        Tlp::Clear,
        Filter {
            bbox: Some(across),
            ..f()
        },
        &[&mine],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            text: Some("explose PREFET".into()),
            ..f()
        },
        &[&mine],
    );
    // The code's French name is among the names of an English report's incident.
    finds(
        &store,
        Tlp::Clear,
        Filter {
            text: Some("civils".into()),
            ..f()
        },
        &[&exercise, &market],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            text: Some("\"; drop".into()),
            ..f()
        },
        &[],
    );
    finds(
        &store,
        Tlp::Clear,
        Filter {
            status: Some(Status::Accepted),
            ..f()
        },
        &[],
    );
    sound(&mut store);
}

#[test]
fn nothing_above_a_clearance_is_found_by_any_way() {
    let (_folder, mut store) = fresh();
    let open = tale(1);
    let shown = take_in(&mut store, &open);
    let mut secret = tale(2);
    secret.tlp = Tlp::Red;
    let hidden = take_in(&mut store, &secret);
    let id = report(&secret).id;
    for clearance in [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict] {
        let view = store.view(clearance);
        assert_eq!(view.incident(&hidden).unwrap(), None);
        assert_eq!(view.version(&hidden, 1).unwrap(), None);
        assert!(view.history(&hidden).unwrap().is_empty());
        assert_eq!(view.report(&id).unwrap(), None);
        assert_eq!(view.raw(&id).unwrap(), None);
        assert_eq!(view.dossier(&id).unwrap(), None);
        assert_eq!(view.facets(Nature::Real).unwrap().incidents, 1);
        let f = Filter::default;
        let all = Bbox {
            south: -90.0,
            west: -180.0,
            north: 90.0,
            east: 180.0,
        };
        for filter in [
            f(),
            Filter {
                bbox: Some(all),
                ..f()
            },
            Filter {
                text: Some("market".into()),
                ..f()
            },
            Filter {
                country: Some("ML".into()),
                ..f()
            },
            Filter {
                from: Some(date(2024, 1, 1)),
                ..f()
            },
        ] {
            finds(&store, clearance, filter, &[&shown]);
        }
    }
    assert!(store.view(Tlp::Red).incident(&hidden).unwrap().is_some());
    assert_eq!(store.view(Tlp::Red).facets(Nature::Real).unwrap().incidents, 2);
}

#[test]
fn an_incident_grows_stricter_with_its_reports() {
    let (_folder, mut store) = fresh();
    let first = tale(1);
    let id = take_in(&mut store, &first);
    let mut second = tale(2);
    second.tlp = Tlp::Amber;
    take_in_joining(&mut store, &[&first, &second], 2);
    assert_eq!(store.view(Tlp::Green).incident(&id).unwrap(), None);
    assert_eq!(
        store.view(Tlp::Green).version(&id, 1).unwrap(),
        None,
        "nor what it was before"
    );
    assert_eq!(
        store
            .view(Tlp::Amber)
            .incident(&id)
            .unwrap()
            .unwrap()
            .incident
            .version,
        2
    );
    assert_eq!(
        store.view(Tlp::Amber).version(&id, 1).unwrap().unwrap().version,
        1
    );
    sound(&mut store);
}

#[test]
fn a_journey_on_an_older_register_is_refused_whole() {
    let (_folder, mut store) = fresh();
    let (first, second, third) = (tale(1), tale(2), tale(3));
    take_in(&mut store, &first);
    take_in_joining(&mut store, &[&first, &second], 2);
    let stale = tocsin_core::Journey {
        dossier: dossier(&third),
        incidents: vec![incident(&[&first, &third], 2)],
        absorbed: Vec::new(),
        muted: Vec::new(),
    };
    let mut batch = store.begin().unwrap();
    let refused = batch.commit(third.text.as_bytes(), &report(&third), &[], &stale, NOW);
    assert!(
        matches!(
            refused,
            Err(StoreError::Stale {
                held: 2,
                given: 2,
                ..
            })
        ),
        "{refused:?}"
    );
    // The batch goes on without it.
    let fourth = tale(4);
    batch
        .commit(
            fourth.text.as_bytes(),
            &report(&fourth),
            &[],
            &alone(&fourth),
            NOW,
        )
        .unwrap();
    batch.finish().unwrap();
    assert!(!store.has_report(&report(&third).id).unwrap());
    assert!(store.has_report(&report(&fourth).id).unwrap());
    sound(&mut store);
}

#[test]
fn what_made_no_report_is_kept_with_its_problems() {
    let (_folder, mut store) = fresh();
    let problem = Problem::new(ProblemKind::Binary, "photo.jpg", "");
    store
        .capture_problem(
            &[0xff, 0xd8, 0xff],
            "photo.jpg",
            std::slice::from_ref(&problem),
            NOW,
        )
        .unwrap();
    let again = store
        .capture_problem(
            &[0xff, 0xd8, 0xff],
            "photo.jpg",
            std::slice::from_ref(&problem),
            NOW,
        )
        .unwrap();
    assert_eq!(again, 1, "recorded once");
    let met = store.view(Tlp::Clear).problems(10).unwrap();
    assert_eq!(met.len(), 1);
    assert_eq!(
        (met[0].name.as_str(), &met[0].problem, &met[0].report),
        ("photo.jpg", &problem, &None)
    );
    assert_eq!(store.verify(None).unwrap().blobs, 1);
    sound(&mut store);
}

#[test]
fn a_number_that_cannot_be_read_back_never_enters() {
    let (_folder, mut store) = fresh();
    let told = tale(1);
    let mut journey = alone(&told);
    journey.dossier.probes[0].terms[0].1 = f32::NAN;
    let refused = store.commit(told.text.as_bytes(), &report(&told), &[], &journey, NOW);
    assert!(matches!(refused, Err(StoreError::Unwritable(_))), "{refused:?}");
    assert_eq!(store.verify(None).unwrap().entries, 0);
    sound(&mut store);
}

#[test]
fn pages_follow_one_another_without_gap_or_repeat() {
    let (_folder, mut store) = fresh();
    let mut batch = store.begin().unwrap();
    for n in 0..25 {
        let mut told = tale(n);
        told.day = date(2024, 9, 1 + (n % 5) as i8);
        batch
            .commit(told.text.as_bytes(), &report(&told), &[], &alone(&told), NOW)
            .unwrap();
    }
    batch.finish().unwrap();
    for text in [None, Some("market".to_owned())] {
        let mut filter = Filter {
            limit: 10,
            text,
            ..Filter::default()
        };
        let mut seen = Vec::new();
        loop {
            let page = store.view(Tlp::Clear).incidents(&filter).unwrap();
            assert_eq!(page.total.n, 25);
            seen.extend(page.records.iter().map(|record| record.incident.id.clone()));
            match page.next {
                Some(next) => filter.after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 25);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 25);
    }
}

#[test]
fn pins_are_the_incidents_of_a_list_and_hide_what_it_hides() {
    let (_folder, mut store) = fresh();
    for n in 1..=6 {
        let mut told = tale(n);
        told.tlp = if n % 2 == 0 { Tlp::Red } else { Tlp::Clear };
        take_in(&mut store, &told);
    }
    for clearance in [Tlp::Clear, Tlp::Amber, Tlp::Red] {
        let view = store.view(clearance);
        let list = view.incidents(&Filter::default()).unwrap();
        let pins = view.pins(&Filter::default()).unwrap();
        assert_eq!(pins.total, list.total);
        assert_eq!(pins.pins.len(), list.records.len());
        for (pin, record) in pins.pins.iter().zip(&list.records) {
            assert_eq!(pin.sketch.id, record.incident.id);
            assert_eq!(pin.status, record.status);
            assert_eq!(pin.tlp, record.incident.handling.tlp);
            assert_eq!(
                pin.sketch.when.as_ref(),
                record.incident.leading(tocsin_core::Field::Date)
            );
        }
    }
    let _ = store.take_touched();
    store.view(Tlp::Red).pins(&Filter::default()).unwrap();
    assert_eq!(
        store.take_touched().len(),
        3,
        "what is restricted was read, as a pin too"
    );
}

#[test]
fn what_pages_count_and_choose_from_is_tallied() {
    let (_folder, mut store) = fresh();
    for n in 1..=5 {
        let mut told = tale(n);
        told.tlp = if n == 5 { Tlp::Red } else { Tlp::Green };
        told.country = if n == 5 { "NE" } else { "ML" };
        take_in(&mut store, &told);
    }
    for (clearance, reports, countries) in [
        (Tlp::Clear, 0, &[][..]),
        (Tlp::Amber, 4, &["ML"]),
        (Tlp::Red, 5, &["ML", "NE"]),
    ] {
        let view = store.view(clearance);
        assert_eq!(view.facets(Nature::Real).unwrap().reports, reports);
        assert_eq!(view.choices().unwrap().countries, countries);
        let sources: Vec<u64> = view
            .source_tallies()
            .unwrap()
            .iter()
            .map(|tally| tally.reports)
            .collect();
        assert_eq!(sources, if reports == 0 { vec![] } else { vec![reports] });
    }
    let before = store.projection_digest().unwrap();
    store.rebuild().unwrap();
    assert_eq!(store.projection_digest().unwrap(), before);
}

//! Whatever is done in whatever order, the ledger alone gives the register back.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use jiff::civil::date;
use proptest::prelude::*;
use support::*;
use tocsin_core::{Act, Decision, Field, Grade, IncidentId, Journey, SourceLetter, Tlp};
use tocsin_store::{Filter, OnConflict, Store};

/// One thing done to the register; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Deed {
    New(u8),
    Join(usize),
    Absorb(usize, usize),
    Decide(usize, u8),
    Problem,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => any::<u8>().prop_map(Deed::New),
        3 => any::<usize>().prop_map(Deed::Join),
        1 => any::<(usize, usize)>().prop_map(|(a, b)| Deed::Absorb(a, b)),
        3 => any::<(usize, u8)>().prop_map(|(a, b)| Deed::Decide(a, b)),
        1 => Just(Deed::Problem),
    ];
    proptest::collection::vec(deed, 1..25)
}

/// What the test itself knows: each incident that stands, as its tales and version.
struct Model {
    store: Store,
    standing: Vec<(Vec<Tale>, u32)>,
    made: usize,
}

impl Model {
    fn tale(&mut self, kind: u8) -> Tale {
        self.made += 1;
        let mut told = tale(self.made);
        told.tlp = [Tlp::Clear, Tlp::Green, Tlp::Red][usize::from(kind) % 3];
        told.country = ["ML", "BF"][usize::from(kind) % 2];
        told.day = date(2024, 1 + (kind % 12) as i8, 3);
        told
    }

    fn id(&self, at: usize) -> IncidentId {
        let (tales, version) = &self.standing[at];
        incident(&tales.iter().collect::<Vec<_>>(), *version).id
    }

    fn write(&mut self, at: usize, report_of: &Tale, absorbed: Vec<(IncidentId, IncidentId)>) -> Journey {
        let (tales, version) = &self.standing[at];
        let mut now = incident(&tales.iter().collect::<Vec<_>>(), *version);
        if tales.len() > 1 {
            now.discrepancies = vec![toll_discrepancy(&now)];
        }
        Journey {
            dossier: dossier(report_of),
            incidents: vec![now],
            absorbed,
            muted: Vec::new(),
        }
    }

    fn take(&mut self, at: usize, told: &Tale) {
        let journey = self.write(at, told, Vec::new());
        self.store
            .commit(told.text.as_bytes(), &report(told), &[], &journey, NOW)
            .unwrap();
    }

    fn run(&mut self, deed: &Deed) {
        let n = self.standing.len();
        match *deed {
            Deed::New(kind) => {
                let told = self.tale(kind);
                self.standing.push((vec![told.clone()], 1));
                self.take(n, &told);
            }
            Deed::Join(at) if n > 0 => {
                let told = self.tale(at as u8);
                self.standing[at % n].0.push(told.clone());
                self.standing[at % n].1 += 1;
                self.take(at % n, &told);
            }
            Deed::Absorb(a, b) if a % n.max(1) != b % n.max(1) => self.absorb(a % n, b % n),
            Deed::Decide(at, kind) if n > 0 => self.decide(at % n, kind),
            Deed::Problem => {
                self.store.capture_problem(b"?", "odd.bin", &[], NOW).unwrap();
            }
            _ => {}
        }
    }

    fn absorb(&mut self, kept: usize, gone: usize) {
        let pair = (self.id(gone), self.id(kept));
        let (tales, _) = self.standing[gone].clone();
        self.standing[kept].0.extend(tales);
        self.standing[kept].1 += 1;
        let first = self.standing[kept].0[0].clone();
        let journey = self.write(kept, &first, vec![pair]);
        let mut batch = self.store.begin().unwrap();
        batch.regroup(&journey, NOW).unwrap();
        batch.finish().unwrap();
        self.standing.remove(gone);
    }

    fn decide(&mut self, at: usize, kind: u8) {
        let act = match kind % 6 {
            0 => Act::TakeUp,
            1 => Act::Accept,
            2 => Act::Reject,
            3 => Act::Grade {
                grade: Grade {
                    source: SourceLetter::B,
                    information: 2,
                },
            },
            4 => Act::Resolve {
                field: Field::Killed,
                right: Vec::new(),
            },
            _ => Act::Comment,
        };
        let decision = Decision {
            number: 0,
            incident: self.id(at),
            version: self.standing[at].1,
            act,
            who: "awa".to_owned(),
            when: NOW.to_owned(),
            why: "test".to_owned(),
        };
        self.store.decide(&decision, OnConflict::Refuse).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn the_ledger_alone_gives_the_register_back(deeds in deeds()) {
        let (_folder, store) = fresh();
        let mut model = Model { store, standing: Vec::new(), made: 0 };
        for deed in &deeds {
            model.run(deed);
        }
        sound(&mut model.store);
        for clearance in [Tlp::Clear, Tlp::Green, Tlp::Red] {
            let view = model.store.view(clearance);
            let mut expected: Vec<IncidentId> = (0..model.standing.len())
                .filter(|&at| model.standing[at].0.iter().all(|tale| tale.tlp <= clearance))
                .map(|at| model.id(at))
                .collect();
            let page = view.incidents(&Filter { limit: 1000, ..Filter::default() }).unwrap();
            prop_assert_eq!(page.total.n, expected.len() as u64);
            let mut found: Vec<IncidentId> = page.records.into_iter().map(|record| record.incident.id).collect();
            found.sort();
            expected.sort();
            prop_assert_eq!(found, expected);
            prop_assert_eq!(view.facets(tocsin_core::Nature::Real).unwrap().incidents, page.total.n);
        }
    }
}

#[test]
fn an_old_hit_is_found_behind_thousands_of_new_ones() {
    let (_folder, mut store) = fresh();
    let mut batch = store.begin().unwrap();
    let mut old = tale(0);
    old.country = "BF";
    let mut ids = Vec::new();
    for n in 0..2700 {
        let told = if n == 0 { old.clone() } else { tale(n) };
        let journey = alone(&told);
        ids.push(journey.incidents[0].id.clone());
        batch
            .commit(told.text.as_bytes(), &report(&told), &[], &journey, NOW)
            .unwrap();
    }
    batch.finish().unwrap();
    let filter = Filter {
        text: Some("market".to_owned()),
        country: Some("BF".to_owned()),
        ..Filter::default()
    };
    let page = store.view(Tlp::Clear).incidents(&filter).unwrap();
    assert_eq!(page.records.len(), 1);
    assert_eq!(page.records[0].incident.id, ids[0]);
}

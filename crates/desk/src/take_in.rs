//! Takes in what was gathered: opens and reads many items at once, then places them one by one and commits in batches.

use crate::gather::{self, Found};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tocsin::Kit;
use tocsin_core::{IncidentId, Problem, Reading, Report};
use tocsin_intake::{Captured, Given, Opened};
use tocsin_store::{Batch, Committed, Store, StoreError};

/// What came of one report.
#[derive(Debug)]
pub struct Taken {
    /// The report.
    pub report: Report,
    /// How many accounts it gave.
    pub accounts: usize,
    /// How many passages were left out.
    pub left_out: usize,
    /// Whether the register held it already.
    pub known: bool,
}

/// What came of all of them.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Report by report, in the order given.
    pub taken: Vec<Taken>,
    /// Every problem met.
    pub problems: Vec<Problem>,
    /// The incidents that are new or changed, in order of change, without repeats.
    pub changed: Vec<IncidentId>,
}

/// One item on its way: its name, its bytes, and what intake made of it.
struct Item {
    name: String,
    bytes: Vec<u8>,
    opened: Opened,
}

/// How items are to be taken in.
pub struct Terms<'a> {
    /// Lexicons and gazetteer.
    pub kit: &'a Kit,
    /// What the operator says of them.
    pub given: Given,
    /// The time of capture, RFC 3339 in UTC.
    pub now: String,
    /// Items opened and read together, and committed in one transaction: an interruption costs at most these.
    pub batch: usize,
    /// Called with the number of items done after each batch.
    pub progress: &'a (dyn Fn(usize) + Sync),
}

/// Takes in everything in `found`.
///
/// # Errors
/// When the store cannot be written. What was committed before stays, and the same call again goes on from there.
pub fn take_in(store: &mut Store, found: Vec<Found>, terms: &Terms) -> Result<Outcome, StoreError> {
    let mut outcome = Outcome::default();
    let mut waiting = found.into_iter();
    loop {
        let chunk: Vec<Found> = waiting.by_ref().take(terms.batch.max(1)).collect();
        if chunk.is_empty() {
            return Ok(outcome);
        }
        let count = chunk.len();
        take_chunk(store, chunk, terms, &mut outcome)?;
        (terms.progress)(count);
    }
}

fn take_chunk(
    store: &mut Store,
    chunk: Vec<Found>,
    terms: &Terms,
    outcome: &mut Outcome,
) -> Result<(), StoreError> {
    let mut items = Vec::with_capacity(chunk.len());
    for opened in at_once(chunk, |found| open(found, terms)) {
        match opened {
            Ok(item) => items.push(item),
            Err(problem) => outcome.problems.push(problem),
        }
    }
    let mut batch = store.begin()?;
    let mut new = Vec::new();
    for item in &items {
        for report in &item.opened.reports {
            if !batch.has_report(&report.id)? {
                new.push(report);
            }
        }
    }
    let readings = at_once(new, |report| (report.id.clone(), tocsin::read(report, terms.kit)));
    let mut readings: std::collections::BTreeMap<_, _> = readings.into_iter().collect();
    for item in items {
        place_item(&mut batch, item, &mut readings, terms, outcome)?;
    }
    batch.finish()
}

fn open(found: Found, terms: &Terms) -> Result<Item, Problem> {
    let (name, bytes, problem) = match found {
        Found::Bytes(name, bytes) => (name, bytes, None),
        Found::File(path) => {
            let (bytes, problem) = gather::read(&path)?;
            (path.display().to_string(), bytes, problem)
        }
    };
    let captured = Captured {
        name: &name,
        bytes: &bytes,
        url: None,
        received: terms.now.clone(),
        given: terms.given.clone(),
    };
    let mut opened = tocsin_intake::open(&captured);
    opened.problems.extend(problem);
    Ok(Item { name, bytes, opened })
}

fn place_item(
    batch: &mut Batch,
    item: Item,
    readings: &mut std::collections::BTreeMap<tocsin_core::ReportId, Reading>,
    terms: &Terms,
    outcome: &mut Outcome,
) -> Result<(), StoreError> {
    let Item { name, bytes, opened } = item;
    if opened.reports.is_empty() {
        batch.capture_problem(&bytes, &name, &opened.problems, &terms.now)?;
    }
    for report in opened.reports {
        // Twice in one chunk: the first one was placed a moment ago.
        let Some(reading) = readings.remove(&report.id) else {
            outcome.taken.push(Taken {
                report,
                accounts: 0,
                left_out: 0,
                known: true,
            });
            continue;
        };
        let (accounts, left_out) = (reading.accounts.len(), reading.left_out.len());
        outcome.problems.extend(reading.problems.iter().cloned());
        let journey =
            tocsin::place(&report, reading, batch).map_err(|error| StoreError::Database(error.0))?;
        let (raw, when) = kept(&report, &bytes, &terms.now);
        let committed = batch.commit(raw, &report, &opened.problems, &journey, when)?;
        for incident in &journey.incidents {
            if !outcome.changed.contains(&incident.id) {
                outcome.changed.push(incident.id.clone());
            }
        }
        outcome.taken.push(Taken {
            report,
            accounts,
            left_out,
            known: committed == Committed::Held,
        });
    }
    outcome.problems.extend(opened.problems);
    Ok(())
}

/// The bytes and the time that the ledger keeps. Of a community report, never the bytes as they came (they hold who sent
/// them) nor the minute: what intake left in the text, and the hour.
fn kept<'a>(report: &'a Report, bytes: &'a [u8], now: &'a str) -> (&'a [u8], &'a str) {
    if report.handling.community {
        (report.text.as_bytes(), &report.received)
    } else {
        (bytes, now)
    }
}

/// `work` on every item, on as many threads as the machine has cores; results in the order of the items.
fn at_once<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(items.len().max(1));
    if threads == 1 {
        return items.into_iter().map(work).collect();
    }
    let count = items.len();
    let waiting: Vec<Mutex<Option<T>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let done: Vec<Mutex<Option<R>>> = (0..count).map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(slot) = waiting.get(index) else { break };
                    let item = slot.lock().ok().and_then(|mut item| item.take());
                    if let (Some(item), Ok(mut result)) = (item, done[index].lock()) {
                        *result = Some(work(item));
                    }
                }
            });
        }
    });
    done.into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten())
        .collect()
}

/// The sample reports that come with Tocsin.
pub fn samples() -> Vec<Found> {
    let files: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));
    files
        .iter()
        .map(|(name, bytes)| Found::Bytes(format!("samples/{name}"), bytes.to_vec()))
        .collect()
}

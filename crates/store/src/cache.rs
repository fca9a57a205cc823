//! Dossiers and incidents once read: linking asks for the same ones again and again.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tocsin_core::{Dossier, Incident};

/// How many bytes (as they are stored) of one kind are kept at most; in memory they take several times as much.
const ROOM: usize = 16 << 20;

/// What was read last of each kind.
#[derive(Debug, Default)]
pub(crate) struct Caches {
    /// By row; a dossier never changes, so its stamp is 0.
    pub(crate) dossiers: Cache<Dossier>,
    /// By row, stamped with the ledger number of the version.
    pub(crate) incidents: Cache<Incident>,
}

impl Caches {
    /// Forgets everything: rows and numbers may be given anew after a rebuild or a batch taken back.
    pub(crate) fn clear(&self) {
        *self.dossiers.shelf() = Shelf::default();
        *self.incidents.shelf() = Shelf::default();
    }
}

/// The latest values read, by row; the first to come is the first to go, unless it was asked for since.
#[derive(Debug)]
pub(crate) struct Cache<T>(Mutex<Shelf<T>>);

#[derive(Debug)]
struct Held<T> {
    stamp: u64,
    value: Arc<T>,
    bytes: usize,
    asked: bool,
}

#[derive(Debug)]
struct Shelf<T> {
    held: BTreeMap<i64, Held<T>>,
    order: VecDeque<i64>,
    bytes: usize,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            held: BTreeMap::new(),
            order: VecDeque::new(),
            bytes: 0,
        }
    }
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self(Mutex::new(Shelf::default()))
    }
}

impl<T> Cache<T> {
    /// The value in `row`, if it is held with this stamp.
    pub(crate) fn get(&self, row: i64, stamp: u64) -> Option<Arc<T>> {
        let mut shelf = self.shelf();
        let held = shelf.held.get_mut(&row).filter(|held| held.stamp == stamp)?;
        held.asked = true;
        Some(Arc::clone(&held.value))
    }

    /// Holds `value`, which is `bytes` long.
    pub(crate) fn put(&self, row: i64, stamp: u64, value: Arc<T>, bytes: usize) {
        let mut shelf = self.shelf();
        shelf.bytes += bytes;
        let held = Held {
            stamp,
            value,
            bytes,
            asked: false,
        };
        match shelf.held.insert(row, held) {
            Some(before) => shelf.bytes -= before.bytes,
            None => shelf.order.push_back(row),
        }
        while shelf.bytes > ROOM {
            let Some(oldest) = shelf.order.pop_front() else {
                break;
            };
            match shelf.held.get_mut(&oldest) {
                Some(held) if held.asked => {
                    held.asked = false;
                    shelf.order.push_back(oldest);
                }
                _ => {
                    if let Some(gone) = shelf.held.remove(&oldest) {
                        shelf.bytes -= gone.bytes;
                    }
                }
            }
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_the_latest_within_its_room() {
        let cache = Cache::default();
        cache.put(1, 1, Arc::new("old"), 10);
        cache.put(1, 2, Arc::new("new"), 10);
        assert_eq!(cache.get(1, 1), None);
        assert_eq!(cache.get(1, 2).as_deref(), Some(&"new"));
        cache.put(2, 0, Arc::new("next"), 10);
        cache.put(3, 0, Arc::new("large"), ROOM - 15);
        assert_eq!(cache.get(2, 0), None, "nobody asked for it");
        assert_eq!(cache.get(1, 2).as_deref(), Some(&"new"), "asked for before");
        cache.put(4, 0, Arc::new("larger"), ROOM - 10);
        assert_eq!(cache.get(3, 0), None);
        assert_eq!(cache.get(1, 2).as_deref(), Some(&"new"));
        assert_eq!(cache.get(4, 0).as_deref(), Some(&"larger"));
        assert_eq!(cache.shelf().bytes, ROOM);
    }
}

//! Dossiers and incidents once read: linking asks for the same ones again and again.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tocsin_core::{Dossier, Incident};

/// How many bytes (as they are stored) of one kind are kept at most; in memory they take several times as much.
const ROOM: usize = 8 << 20;

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

/// The latest values read, by row; the first to come is the first to go.
#[derive(Debug)]
pub(crate) struct Cache<T>(Mutex<Shelf<T>>);

#[derive(Debug)]
struct Shelf<T> {
    /// Stamp, value and size by row.
    held: BTreeMap<i64, (u64, Arc<T>, usize)>,
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
        let shelf = self.shelf();
        let (held, value, _) = shelf.held.get(&row)?;
        (*held == stamp).then(|| Arc::clone(value))
    }

    /// Holds `value`, which is `bytes` long.
    pub(crate) fn put(&self, row: i64, stamp: u64, value: Arc<T>, bytes: usize) {
        let mut shelf = self.shelf();
        shelf.bytes += bytes;
        match shelf.held.insert(row, (stamp, value, bytes)) {
            Some((_, _, before)) => shelf.bytes -= before,
            None => shelf.order.push_back(row),
        }
        while shelf.bytes > ROOM {
            let Some(oldest) = shelf.order.pop_front() else {
                break;
            };
            if let Some((_, _, size)) = shelf.held.remove(&oldest) {
                shelf.bytes -= size;
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
        cache.put(2, 0, Arc::new("large"), ROOM);
        assert_eq!(cache.get(1, 2), None, "the first to come went");
        assert_eq!(cache.get(2, 0).as_deref(), Some(&"large"));
        assert_eq!(cache.shelf().bytes, ROOM);
    }
}

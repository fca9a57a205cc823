//! Dossiers once read: they never change, so linking need not read them from disk again.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use tocsin_core::Dossier;

/// How many bytes of dossiers (as JSON) are kept at most.
const ROOM: usize = 48 << 20;

/// The latest dossiers read or written, by row; the first to come is the first to go.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    held: BTreeMap<i64, Arc<Dossier>>,
    order: VecDeque<(i64, usize)>,
    bytes: usize,
}

impl Cache {
    /// The dossier in `row`, if it is held.
    pub(crate) fn get(&self, row: i64) -> Option<Arc<Dossier>> {
        self.shelf().held.get(&row).cloned()
    }

    /// Holds `dossier`, which is `bytes` long.
    pub(crate) fn put(&self, row: i64, dossier: Arc<Dossier>, bytes: usize) {
        let mut shelf = self.shelf();
        if shelf.held.insert(row, dossier).is_some() {
            return;
        }
        shelf.order.push_back((row, bytes));
        shelf.bytes += bytes;
        while shelf.bytes > ROOM {
            let Some((oldest, size)) = shelf.order.pop_front() else {
                break;
            };
            shelf.held.remove(&oldest);
            shelf.bytes -= size;
        }
    }

    /// Forgets everything: rows may be given anew after a rebuild or a batch taken back.
    pub(crate) fn clear(&self) {
        *self.shelf() = Shelf::default();
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! The limit on guessing: after five failures a name waits, longer each time; so does the desk as a whole after many.

use super::seconds;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Failures a name may have before it waits.
const FREE: u32 = 5;
/// Failures all names together may have before everyone waits a little.
const FREE_TOGETHER: u32 = 50;
/// The longest wait in seconds: an owner locked out by another's guesses gets in again the same hour.
const LONGEST: u64 = 900;
/// Seconds without a failure after which all is forgotten.
const FORGET: u64 = 3600;
/// More names than this are not kept apart: guesses at names that do not exist must not fill the memory.
const MOST_NAMES: usize = 10_000;

/// Failures so far, by name; "" counts all together.
#[derive(Debug, Default)]
pub struct Guesses(Mutex<BTreeMap<String, (u32, u64)>>);

impl Guesses {
    /// Seconds this name has still to wait; `None`: it may try.
    pub fn wait(&self, name: &str) -> Option<u64> {
        self.wait_at(name, seconds())
    }

    /// Notes a failure.
    pub fn failed(&self, name: &str) {
        self.failed_at(name, seconds());
    }

    /// Forgets a name's failures: it signed in.
    pub fn forget(&self, name: &str) {
        self.held().remove(name);
    }

    fn wait_at(&self, name: &str, now: u64) -> Option<u64> {
        let held = self.held();
        let left = |key: &str, free: u32| {
            let &(failures, last) = held.get(key)?;
            let over = failures.checked_sub(free)?;
            let wait = 1u64.checked_shl(over.min(20) + 1).unwrap_or(LONGEST).min(LONGEST);
            (last + wait).checked_sub(now).filter(|left| *left > 0)
        };
        left(name, FREE).max(left("", FREE_TOGETHER).map(|wait| wait.min(5)))
    }

    fn failed_at(&self, name: &str, now: u64) {
        let mut held = self.held();
        held.retain(|_, (_, last)| now.saturating_sub(*last) < FORGET);
        for key in [name, ""] {
            if held.len() < MOST_NAMES || held.contains_key(key) {
                let entry = held.entry(key.to_owned()).or_insert((0, now));
                *entry = (entry.0 + 1, now);
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<String, (u32, u64)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_gets_slower() {
        let guesses = Guesses::default();
        for _ in 0..FREE {
            assert_eq!(guesses.wait_at("ana", 100), None);
            guesses.failed_at("ana", 100);
        }
        assert_eq!(guesses.wait_at("ana", 100), Some(2));
        assert_eq!(guesses.wait_at("ben", 100), None, "others do not wait");
        assert_eq!(guesses.wait_at("ana", 102), None);
        for _ in 0..20 {
            guesses.failed_at("ana", 102);
        }
        assert_eq!(guesses.wait_at("ana", 102), Some(LONGEST));
        guesses.forget("ana");
        assert_eq!(guesses.wait_at("ana", 102), None);
    }
}

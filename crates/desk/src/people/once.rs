//! Things asked of someone, each answered at most once and within a while: by what their browser brings back.

use super::seconds;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Askings under way at once; beyond, the oldest is forgotten.
const MOST: usize = 10_000;

/// All askings under way, by the hash of what brings their answer.
#[derive(Debug)]
pub struct Once<T> {
    held: Mutex<BTreeMap<[u8; 32], (T, u64)>>,
    patience: u64,
}

impl<T> Once<T> {
    /// None yet; each may take `patience` seconds.
    pub fn new(patience: u64) -> Self {
        Self {
            held: Mutex::default(),
            patience,
        }
    }

    /// Keeps `asked` until `secret` comes back.
    pub fn ask(&self, secret: &str, asked: T) {
        let now = seconds();
        let mut held = self.held();
        held.retain(|_, (_, at)| now.saturating_sub(*at) < self.patience);
        if held.len() >= MOST
            && let Some(oldest) = held.iter().min_by_key(|(_, (_, at))| *at).map(|(key, _)| *key)
        {
            held.remove(&oldest);
        }
        held.insert(hash(secret), (asked, now));
    }

    /// What was asked with `secret`; `None` where nothing was, it took too long, or it was answered before.
    pub fn take(&self, secret: &str) -> Option<T> {
        let (asked, at) = self.held().remove(&hash(secret))?;
        (seconds().saturating_sub(at) < self.patience).then_some(asked)
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], (T, u64)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::Once;

    #[test]
    fn each_is_answered_once_and_in_time() {
        let once = Once::new(60);
        once.ask("a", 1);
        assert_eq!(
            (once.take("b"), once.take("a"), once.take("a")),
            (None, Some(1), None)
        );
        let late = Once::new(0);
        late.ask("a", 1);
        assert_eq!(late.take("a"), None);
    }
}

//! What all handlers share: the register's one writer and its readers, sessions, and news of what changed.

use crate::people::guess::Guesses;
use crate::people::openid::Issuer;
use crate::people::passkey::Questions;
use crate::people::session::Sessions;
use crate::say::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tocsin_gazetteer::Gazetteer;
use tocsin_store::{Store, View};
use tokio::sync::{Semaphore, watch};

/// Seconds within which a reader's look at the same restricted item is noted once.
const NOTED_ONCE: u64 = 3600;
/// Looks remembered at most; beyond, all is forgotten and noted again.
const MOST_NOTED: usize = 100_000;

/// Lexicons and gazetteer, with what they were made of.
pub struct HeldKit {
    /// The version of the gazetteer loaded; `None` where nothing is.
    version: Option<u64>,
    /// The last change of the desk's own places.
    places: u64,
    /// The gazetteer without the desk's own places.
    loaded: Gazetteer,
    kit: Arc<tocsin::Kit>,
}

/// What every handler shares.
pub struct Shared {
    /// The register's file.
    pub register: PathBuf,
    /// The one writer.
    pub writer: Mutex<Store>,
    /// Readers not in use; a request takes one, or opens another.
    pub readers: Mutex<Vec<Store>>,
    /// KiB of the register each reader holds in memory.
    pub reader_kib: u32,
    /// As many readers as may be at work at once: each holds pages of the register in memory.
    pub seats: Semaphore,
    /// As many passwords as may be hashed at once: each takes 19 MiB.
    pub hashing: Semaphore,
    /// The language of a visitor who says none.
    pub lang: Lang,
    /// Whether the register holds the samples.
    pub samples: bool,
    /// What forms must send back where nobody is signed in: made anew at each start, never stored.
    pub token: String,
    /// Whether the desk has accounts; without any, whoever sits at the machine uses it.
    pub has_accounts: AtomicBool,
    /// What opens the page that makes the first account; `None` once there is one.
    pub setup: Mutex<Option<String>>,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Failed sign-ins.
    pub guesses: Guesses,
    /// Number of the last ledger entry.
    pub news: watch::Sender<u64>,
    /// Cookies go over TLS alone: the desk, or a proxy before it, speaks it.
    pub https: bool,
    /// Scheme, host and port people open the desk under, where the configuration says so; else "".
    pub public_origin: String,
    /// The issuer of OpenID Connect people may sign in at; `None` without one.
    pub issuer: Option<Arc<Issuer>>,
    /// Questions asked of passkeys.
    pub questions: Questions,
    /// What the desk counts about itself.
    pub measures: super::measures::Measures,
    /// Looks at restricted items already noted: reader and item, and when.
    pub noted: Mutex<BTreeMap<(String, String), u64>>,
    /// The assets of the map with script.
    pub island: super::island::Island,
    /// How many suggestions of outsiders may still come.
    pub trickle: super::outside::Trickle,
    /// Lexicons and gazetteer, loaded when they are first needed, with what they were made of.
    pub kit: Mutex<Option<HeldKit>>,
}

impl Shared {
    /// Runs `work` with a reader of the register that is not in use, beside the request's own thread.
    ///
    /// # Errors
    /// What `work` met; the register's own.
    pub async fn with_reader<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Store) -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let shared = Arc::clone(self);
        let _seat = self.seats.acquire().await?;
        let done = tokio::task::spawn_blocking(move || {
            let idle = shared.readers.lock().ok().and_then(|mut readers| readers.pop());
            let store = match idle {
                Some(store) => store,
                None => {
                    let store = Store::read_only(&shared.register)?;
                    store.hold_pages(shared.reader_kib)?;
                    store
                }
            };
            let result = work(&store);
            if let Ok(mut readers) = shared.readers.lock() {
                readers.push(store);
            }
            result
        });
        done.await?
    }

    /// Lexicons and gazetteer, with what this desk has loaded and its own places as they stand: made anew where either
    /// changed.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn kit(&self, view: &View<'_>) -> anyhow::Result<Arc<tocsin::Kit>> {
        let folder = crate::gazetteer::Folder::beside(&self.register);
        let (version, places) = (folder.version_in_use(), view.own_places_at()?);
        let mut held = self.kit.lock().unwrap_or_else(PoisonError::into_inner);
        let before = held.as_ref().filter(|before| before.version == version);
        if let Some(before) = before.filter(|before| before.places == places) {
            return Ok(Arc::clone(&before.kit));
        }
        let desk = crate::commands::Desk {
            lang: self.lang,
            json: false,
            register: self.register.clone(),
        };
        // What is loaded is read again only where it changed: a place of the desk's own changes far more often.
        let loaded = before.map_or_else(|| desk.loaded(), |before| before.loaded.clone());
        let kit = Arc::new(desk.kit_over(loaded.clone(), &view.own_places()?));
        *held = Some(HeldKit {
            version,
            places,
            loaded,
            kit: Arc::clone(&kit),
        });
        Ok(kit)
    }

    /// Tells what follows from a write: whether there are accounts now, and that something changed.
    pub fn wrote(&self, store: &Store) {
        if let Ok(accounts) = store.has_accounts() {
            self.has_accounts.store(accounts, Ordering::Release);
        }
        if let Ok(last) = store.last() {
            self.news
                .send_if_modified(|seen| std::mem::replace(seen, last) != last);
        }
    }

    /// Those of `items` that this reader's look at was not noted within the hour; they count as noted from now on.
    pub fn not_yet_noted(&self, who: &str, items: BTreeSet<String>) -> Vec<String> {
        let now = crate::people::seconds();
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.len() > MOST_NOTED {
            noted.clear();
        }
        let mut new = Vec::new();
        for item in items {
            let last = noted.entry((who.to_owned(), item.clone())).or_insert(0);
            if now.saturating_sub(*last) >= NOTED_ONCE {
                *last = now;
                new.push(item);
            }
        }
        new
    }
}

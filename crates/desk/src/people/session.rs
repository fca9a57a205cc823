//! Who is signed in: sessions live in memory alone, so that a restart, or a stolen register file, opens none.

use super::{random_hex, seconds};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a session lasts.
#[derive(Clone, Copy, Debug)]
pub struct Lasting {
    /// Seconds without a request after which it ends.
    pub idle: u64,
    /// Seconds after which it ends whatever happens.
    pub most: u64,
}

/// One signed-in browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// The account.
    pub name: String,
    /// What its forms must send back.
    pub form_token: String,
    /// Hash of what was kept of the account's password when it was opened.
    password: [u8; 32],
    made: u64,
    seen: u64,
}

/// All sessions, by the hash of what their cookies hold.
#[derive(Debug)]
pub struct Sessions {
    held: Mutex<BTreeMap<[u8; 32], Session>>,
    lasting: Lasting,
}

impl Sessions {
    /// None yet.
    pub fn new(lasting: Lasting) -> Self {
        Self {
            held: Mutex::default(),
            lasting,
        }
    }

    /// Seconds after which a cookie is of no more use.
    pub fn most(&self) -> u64 {
        self.lasting.most
    }

    /// A new session; what its cookie holds. A session is never reused: signing in always makes a new one. `password` is
    /// what is kept of the account's: the session holds while that stays, wherever it is changed.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn open(&self, name: &str, password: &str) -> anyhow::Result<String> {
        let secret = random_hex(32)?;
        let now = seconds();
        let session = Session {
            name: name.to_owned(),
            form_token: random_hex(16)?,
            password: hash(password),
            made: now,
            seen: now,
        };
        let mut held = self.held();
        held.retain(|_, session| session.lasts(self.lasting, now));
        held.insert(hash(&secret), session);
        Ok(secret)
    }

    /// The session of a cookie, while it lasts; its idle time begins anew.
    pub fn of(&self, secret: &str) -> Option<Session> {
        let (key, now) = (hash(secret), seconds());
        let mut held = self.held();
        if !held.get(&key)?.lasts(self.lasting, now) {
            held.remove(&key);
            return None;
        }
        let session = held.get_mut(&key)?;
        session.seen = now;
        Some(session.clone())
    }

    /// Whether a cookie's session lasts; its idle time goes on.
    pub fn lasts(&self, secret: &str) -> bool {
        let held = self.held();
        held.get(&hash(secret))
            .is_some_and(|session| session.lasts(self.lasting, seconds()))
    }

    /// Ends one session.
    pub fn close(&self, secret: &str) {
        self.held().remove(&hash(secret));
    }

    /// Ends every session of an account.
    pub fn close_all(&self, name: &str) {
        self.held().retain(|_, session| session.name != name);
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], Session>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// Whether what is kept of the account's password is still what it was when the session was opened.
    pub fn knows(&self, password: &str) -> bool {
        self.password == hash(password)
    }

    fn lasts(&self, lasting: Lasting, now: u64) -> bool {
        now.saturating_sub(self.seen) < lasting.idle && now.saturating_sub(self.made) < lasting.most
    }
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end() {
        let lasting = Lasting {
            idle: 100,
            most: 1000,
        };
        let session = |made, seen| Session {
            name: "ana".to_owned(),
            form_token: String::new(),
            password: hash(""),
            made,
            seen,
        };
        assert!(session(0, 950).lasts(lasting, 999));
        assert!(!session(0, 950).lasts(lasting, 1000), "the whole time is over");
        assert!(!session(0, 100).lasts(lasting, 200), "idle for too long");
        let sessions = Sessions::new(lasting);
        let (one, two) = (
            sessions.open("ana", "old").unwrap(),
            sessions.open("ana", "old").unwrap(),
        );
        assert_ne!(one, two);
        let session = sessions.of(&one).unwrap();
        assert!(session.knows("old") && !session.knows("new"));
        sessions.close(&one);
        assert!(sessions.of(&one).is_none() && sessions.of(&two).is_some());
        sessions.close_all("ana");
        assert!(sessions.of(&two).is_none());
    }
}

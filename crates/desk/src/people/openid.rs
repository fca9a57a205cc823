//! Signing in with OpenID Connect: authorization code with PKCE, at the one issuer the configuration names.
//!
//! [`Issuer::begin`] says where to send someone, [`Issuer::finish`] whom the issuer says it was. What the issuer signs is
//! checked in `token`; what its claims let someone do is told in `grant`; `ask` is the only way out, to its hosts alone.

pub mod ask;
pub mod grant;
pub mod token;

use super::once::Once;
use super::{random_hex, seconds};
use crate::config::Config;
use crate::web::page::encoded;
use anyhow::{Context, Result, bail};
use ask::{Asker, Fault};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use grant::{Gift, Gifts};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};
use token::{Keys, Told, Wrong};

/// Seconds someone may take at the issuer.
const PATIENCE: u64 = 600;
/// Seconds the issuer's own description and keys are used without asking again.
const FRESH: u64 = 24 * 3600;
/// Seconds between two askings for keys that tokens name and we do not know: whoever sends made-up tokens must not make us
/// ask and ask.
const AGAIN: u64 = 30;
/// Seconds for which an issuer that did not answer is taken to be silent still: else everyone who comes meanwhile would wait
/// for it as long as the first.
const SILENT: u64 = 10;

/// What the issuer says of itself.
#[derive(Clone, Debug, Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    end_session_endpoint: Option<String>,
}

/// What is held of the issuer.
#[derive(Clone, Debug)]
struct Held {
    discovery: Discovery,
    keys: Keys,
    at: u64,
}

/// Someone on their way to the issuer and back.
#[derive(Clone, Debug)]
pub struct Pending {
    nonce: String,
    verifier: String,
    /// What the browser's cookie must hold: the state alone could have been planted in someone else's browser.
    browser: String,
    /// Where to go afterwards.
    pub next: String,
    /// The account to be linked; `None` for a sign-in.
    pub link: Option<String>,
}

/// Where to send someone, and what their browser has to keep.
pub struct Begun {
    /// The address at the issuer.
    pub url: String,
    /// What the cookie holds.
    pub browser: String,
}

/// Why someone who came back is not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They were not sent by this browser, took too long, or came back a second time.
    State,
    /// The issuer said no.
    Denied,
    /// The issuer cannot be reached, or does not answer as the standard has it.
    Unreachable,
    /// What it signed does not hold.
    Token(Wrong),
}

/// The issuer, as configured.
pub struct Issuer {
    issuer: String,
    client: String,
    secret: Option<String>,
    scopes: String,
    back: String,
    /// What people read on the button.
    pub name: String,
    /// What claims give.
    pub gifts: Gifts,
    /// Whether someone new gets an account.
    pub adds: bool,
    asker: Asker,
    held: Mutex<Option<Held>>,
    /// When the issuer last gave no description of itself; 0 where it never failed to.
    failed: Mutex<u64>,
    /// Held by the one who asks the issuer to describe itself: the others wait for their answer and do not ask as well.
    /// What is held of the issuer is never locked meanwhile.
    turn: Mutex<()>,
    asked: Mutex<u64>,
    pending: Once<Pending>,
}

impl Issuer {
    /// The issuer the configuration names; `None` where it names none.
    ///
    /// # Errors
    /// With a sentence that says which key cannot be meant.
    pub fn of(config: &Config) -> Result<Option<Self>> {
        if config.oidc_issuer.is_empty() {
            return Ok(None);
        }
        let origin = config.origin()?;
        if origin.is_empty() {
            bail!("oidc_issuer needs public_url: https://, the host, and nothing behind it");
        }
        if config.oidc_client.is_empty() {
            bail!("oidc_issuer needs oidc_client, the name of this desk at the issuer");
        }
        let secret = match config.oidc_secret_file.as_str() {
            "" => None,
            path => {
                let text = std::fs::read_to_string(path)
                    .with_context(|| format!("oidc_secret_file {path} cannot be read"))?;
                Some(text.trim().to_owned())
            }
        };
        let mut scopes = vec!["openid".to_owned()];
        scopes.extend(
            config
                .oidc_scopes
                .iter()
                .filter(|scope| *scope != "openid")
                .cloned(),
        );
        let name = match config.oidc_name.as_str() {
            "" => config.oidc_issuer.clone(),
            name => name.to_owned(),
        };
        Ok(Some(Self {
            asker: Asker::new(&config.oidc_issuer, &config.oidc_hosts)?,
            issuer: config.oidc_issuer.clone(),
            client: config.oidc_client.clone(),
            secret,
            scopes: scopes.join(" "),
            back: format!("{origin}/sign-in/openid/back"),
            name,
            gifts: Gifts::of(&config.oidc_claim, &config.oidc_map)?,
            adds: config.oidc_adds,
            held: Mutex::default(),
            failed: Mutex::default(),
            turn: Mutex::default(),
            asked: Mutex::default(),
            pending: Once::new(PATIENCE),
        }))
    }

    /// The issuer's name for itself, with which its subjects are kept.
    pub fn id(&self) -> &str {
        &self.issuer
    }

    /// Begins a sign-in, or the linking of an account. Blocks while the issuer is asked.
    ///
    /// # Errors
    /// [`Refusal::Unreachable`]; where the system gives no random numbers.
    pub fn begin(&self, next: &str, link: Option<String>) -> Result<Result<Begun, Refusal>> {
        let Some(held) = self.held() else {
            return Ok(Err(Refusal::Unreachable));
        };
        let (state, browser) = (random_hex(32)?, random_hex(32)?);
        let pending = Pending {
            nonce: random_hex(32)?,
            verifier: random_hex(32)?,
            browser: browser.clone(),
            next: next.to_owned(),
            link,
        };
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(pending.verifier.as_bytes()));
        let parts = [
            ("response_type", "code"),
            ("client_id", &self.client),
            ("redirect_uri", &self.back),
            ("scope", &self.scopes),
            ("state", &state),
            ("nonce", &pending.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let url = with_query(&held.discovery.authorization_endpoint, &parts);
        self.pending.ask(&state, pending);
        Ok(Ok(Begun { url, browser }))
    }

    /// Whoever was sent off with this state from this browser; each only once.
    pub fn returned(&self, state: &str, browser: &str) -> Option<Pending> {
        let pending = self.pending.take(state)?;
        super::same_secret(&pending.browser, browser).then_some(pending)
    }

    /// Whom the issuer says it was, for the code it sent someone back with. Blocks while the issuer is asked.
    ///
    /// # Errors
    /// Why they are not let in.
    pub fn finish(&self, code: &str, pending: &Pending) -> Result<Told, Refusal> {
        let held = self.held().ok_or(Refusal::Unreachable)?;
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.back),
            ("client_id", &self.client),
            ("code_verifier", &pending.verifier),
        ];
        let basic = self.secret.as_ref().map(|secret| {
            let both = format!("{}:{}", encoded(&self.client), encoded(secret));
            format!("Basic {}", STANDARD.encode(both))
        });
        let answer = self
            .asker
            .post(&held.discovery.token_endpoint, &form, basic.as_deref())
            .map_err(|fault| match fault {
                Fault::No => Refusal::Denied,
                Fault::Silent => Refusal::Unreachable,
            })?;
        let signed = answer
            .get("id_token")
            .and_then(|token| token.as_str())
            .ok_or(Refusal::Unreachable)?;
        let expected = token::Expected {
            issuer: &self.issuer,
            client: &self.client,
            nonce: &pending.nonce,
        };
        match token::check(signed, &held.keys, &expected) {
            // The issuer may have changed its keys since we asked.
            Err(Wrong::UnknownKey) => {
                let keys = self.keys_again(&held).ok_or(Refusal::Token(Wrong::UnknownKey))?;
                token::check(signed, &keys, &expected).map_err(Refusal::Token)
            }
            other => other.map_err(Refusal::Token),
        }
    }

    /// What someone of these claims may do; `None`: nothing, they are not let in.
    pub fn gift(&self, told: &Told) -> Option<Gift> {
        self.gifts.of_claims(&told.claims)
    }

    /// Where someone ends their session at the issuer too; `None` where it has no such place, or was not asked yet.
    pub fn way_out(&self) -> Option<String> {
        let held = locked(&self.held);
        let end = held.as_ref()?.discovery.end_session_endpoint.clone()?;
        Some(with_query(&end, &[("client_id", self.client.as_str())]))
    }

    /// What is known of the issuer, asked for where that is not known or old.
    fn held(&self) -> Option<Held> {
        if let Some(held) = self.fresh() {
            return Some(held);
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = self.fresh() {
            return Some(held);
        }
        if seconds().saturating_sub(*locked(&self.failed)) < SILENT {
            return None;
        }
        let told = self.discover().and_then(|discovery| {
            Some(Held {
                keys: Keys::of(&self.asker.get(&discovery.jwks_uri).ok()?),
                discovery,
                at: seconds(),
            })
        });
        match &told {
            Some(held) => *locked(&self.held) = Some(held.clone()),
            None => *locked(&self.failed) = seconds(),
        }
        told
    }

    /// What is held of the issuer, unless it is old.
    fn fresh(&self) -> Option<Held> {
        let held = locked(&self.held);
        held.clone()
            .filter(|held| seconds().saturating_sub(held.at) < FRESH)
    }

    fn discover(&self) -> Option<Discovery> {
        let at = format!(
            "{}/.well-known/openid-configuration",
            self.issuer.trim_end_matches('/')
        );
        let discovery: Discovery = serde_json::from_value(self.asker.get(&at).ok()?).ok()?;
        // A description that is someone else's would have us take their word for our people.
        let ours = discovery.issuer == self.issuer
            && self.asker.may(&discovery.token_endpoint)
            && self.asker.may(&discovery.jwks_uri)
            && self.asker.may(&discovery.authorization_endpoint);
        ours.then_some(discovery)
    }

    /// The issuer's keys as they are now, if they were not asked for just before.
    fn keys_again(&self, before: &Held) -> Option<Keys> {
        {
            let mut asked = locked(&self.asked);
            let now = seconds();
            if now.saturating_sub(*asked) < AGAIN {
                return None;
            }
            *asked = now;
        }
        let keys = Keys::of(&self.asker.get(&before.discovery.jwks_uri).ok()?);
        let mut held = locked(&self.held);
        if let Some(held) = held.as_mut() {
            held.keys = keys.clone();
        }
        Some(keys)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn with_query(url: &str, parts: &[(&str, &str)]) -> String {
    let query: Vec<String> = parts
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}{}", query.join("&"))
}

//! Passkeys (WebAuthn level 2): what an authenticator signed, checked against what it was asked.
//!
//! Attestation is not asked for: which make of authenticator someone uses is none of the desk's business. A passkey always
//! verifies its user (a PIN, a finger), so that it stands for both factors.

pub mod cose;

use super::once::Once;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value;
use cose::PublicKey;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Seconds someone may take with their authenticator.
pub const PATIENCE: u64 = 300;
/// Bytes of a credential's id at most (the standard's own limit).
const LONGEST_ID: usize = 1023;

/// The desk as browsers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Scheme, host and port: `https://desk.example.org`.
    pub origin: String,
    /// The host alone.
    pub host: String,
}

impl Place {
    /// The place of an origin; `None` where browsers make no passkeys for it: an address in numbers.
    pub fn of(origin: &str) -> Option<Self> {
        let host = origin.split_once("://")?.1.split(':').next()?;
        let named = host == "localhost" || host.split('.').next_back()?.parse::<u8>().is_err();
        (named && !host.is_empty() && !host.starts_with('[')).then(|| Self {
            origin: origin.to_owned(),
            host: host.to_owned(),
        })
    }
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It cannot be read.
    Form,
    /// It answers another kind of question, another question, or one asked elsewhere.
    Question,
    /// The authenticator speaks of another place.
    Place,
    /// Nobody was there, or they were not verified.
    User,
    /// A kind of key that is not taken.
    Key,
    /// The signature does not hold.
    Signature,
}

/// Questions asked, each answered at most once.
#[derive(Debug)]
pub struct Questions(Once<String>);

impl Default for Questions {
    fn default() -> Self {
        Self(Once::new(PATIENCE))
    }
}

impl Questions {
    /// A new question to `whom` ("" for whoever comes), as base64url.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn ask(&self, whom: &str) -> anyhow::Result<String> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes)
            .map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
        let challenge = URL_SAFE_NO_PAD.encode(bytes);
        self.0.ask(&challenge, whom.to_owned());
        Ok(challenge)
    }

    /// Whether `challenge` was asked of `whom` and not answered yet; it is from now on.
    pub fn take(&self, challenge: &str, whom: &str) -> bool {
        self.0.take(challenge).is_some_and(|asked| asked == whom)
    }
}

/// What a browser says it asked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// The question an answer says it answers, before anything is checked; `None` where it cannot be read.
pub fn question_of(client_data: &[u8]) -> Option<String> {
    Some(serde_json::from_slice::<ClientData>(client_data).ok()?.challenge)
}

fn client_data(bytes: &[u8], kind: &str, challenge: &str, place: &Place) -> Result<(), Wrong> {
    let data: ClientData = serde_json::from_slice(bytes).map_err(|_| Wrong::Form)?;
    let good = data.r#type == kind
        && super::same_secret(&data.challenge, challenge)
        && data.origin == place.origin
        && !data.cross_origin;
    if good { Ok(()) } else { Err(Wrong::Question) }
}

/// What an authenticator says.
struct AuthData<'d> {
    counter: u32,
    /// A new credential: its id and its key as CBOR; what comes behind the key is left.
    made: Option<(&'d [u8], &'d [u8])>,
}

/// Bits of the flags: someone was there, and verified; a new credential follows.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MADE: u8 = 1 << 6;

fn auth_data<'d>(bytes: &'d [u8], place: &Place) -> Result<AuthData<'d>, Wrong> {
    let (head, rest) = bytes.split_at_checked(37).ok_or(Wrong::Form)?;
    let hash: [u8; 32] = Sha256::digest(place.host.as_bytes()).into();
    if head[..32] != hash {
        return Err(Wrong::Place);
    }
    let flags = head[32];
    if flags & PRESENT == 0 || flags & VERIFIED == 0 {
        return Err(Wrong::User);
    }
    let counter = u32::from_be_bytes([head[33], head[34], head[35], head[36]]);
    let made = if flags & MADE == 0 {
        None
    } else {
        let (head, rest) = rest.split_at_checked(18).ok_or(Wrong::Form)?;
        let length = usize::from(u16::from_be_bytes([head[16], head[17]]));
        if length == 0 || length > LONGEST_ID {
            return Err(Wrong::Form);
        }
        Some(rest.split_at_checked(length).ok_or(Wrong::Form)?)
    };
    Ok(AuthData { counter, made })
}

/// A passkey just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What the authenticator calls it.
    pub id: Vec<u8>,
    /// Its public key, a COSE key.
    pub key: Vec<u8>,
    /// Signatures so far.
    pub counter: u32,
}

/// A new passkey out of `navigator.credentials.create`.
///
/// # Errors
/// What is wrong with it.
pub fn made(client: &[u8], attestation: &[u8], challenge: &str, place: &Place) -> Result<Made, Wrong> {
    client_data(client, "webauthn.create", challenge, place)?;
    let object: Value = ciborium::from_reader(attestation).map_err(|_| Wrong::Form)?;
    let data = object
        .as_map()
        .and_then(|map| map.iter().find(|(key, _)| key.as_text() == Some("authData")))
        .and_then(|(_, value)| value.as_bytes())
        .ok_or(Wrong::Form)?;
    let data = auth_data(data, place)?;
    let (id, rest) = data.made.ok_or(Wrong::Form)?;
    let key: Value = ciborium::from_reader(rest).map_err(|_| Wrong::Form)?;
    PublicKey::of(&key).ok_or(Wrong::Key)?;
    let mut kept = Vec::new();
    ciborium::into_writer(&key, &mut kept).map_err(|_| Wrong::Form)?;
    Ok(Made {
        id: id.to_vec(),
        key: kept,
        counter: data.counter,
    })
}

/// An answer out of `navigator.credentials.get`, as bytes.
pub struct Answer<'a> {
    /// `clientDataJSON`.
    pub client: &'a [u8],
    /// `authenticatorData`.
    pub data: &'a [u8],
    /// `signature`.
    pub signature: &'a [u8],
}

/// Whether an answer is signed with `key` (a COSE key); the authenticator's count.
///
/// # Errors
/// What is wrong with it.
pub fn holds(answer: &Answer, key: &[u8], challenge: &str, place: &Place) -> Result<u32, Wrong> {
    client_data(answer.client, "webauthn.get", challenge, place)?;
    let data = auth_data(answer.data, place)?;
    let key: Value = ciborium::from_reader(key).map_err(|_| Wrong::Key)?;
    let key = PublicKey::of(&key).ok_or(Wrong::Key)?;
    let mut signed = answer.data.to_vec();
    signed.extend_from_slice(&Sha256::digest(answer.client));
    if key.signed(&signed, answer.signature) {
        Ok(data.counter)
    } else {
        Err(Wrong::Signature)
    }
}

/// What an authenticator is told of an account: a number that says nothing, the same each time.
pub fn handle(account: &str) -> String {
    let hash = Sha256::digest(format!("tocsin account {account}").as_bytes());
    URL_SAFE_NO_PAD.encode(&hash[..16])
}

#[cfg(test)]
mod tests;

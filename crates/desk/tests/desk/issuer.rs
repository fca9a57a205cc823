//! An issuer of OpenID Connect within the test: it signs whatever it is told to, true or false, and checks what it is sent.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub const CLIENT: &str = "the-desk";

/// What makes a token out of claims.
type Signs = Box<dyn Fn(&State, Value) -> String + Send>;

pub struct State {
    pub url: String,
    /// The key in use, and its name.
    pub key: (String, EcdsaKeyPair),
    /// Codes handed out: the challenge, and the claims.
    codes: BTreeMap<String, (String, Value)>,
    pub signs: Signs,
    /// What it says of itself that is not so.
    pub lies: Value,
    /// Paths asked for.
    pub asked: Vec<String>,
    /// The status it answers everything with; 0: as it should.
    pub status: u16,
}

#[derive(Clone)]
pub struct Issuer(pub Arc<Mutex<State>>);

fn new_key(name: &str) -> (String, EcdsaKeyPair) {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap();
    (name.to_owned(), pair)
}

impl State {
    /// A token as it should be.
    pub fn signed(&self, claims: &Value) -> String {
        let header = json!({"alg": "ES256", "typ": "JWT", "kid": self.key.0});
        let message = format!(
            "{}.{}",
            B64.encode(header.to_string()),
            B64.encode(claims.to_string())
        );
        let signature = self.key.1.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", B64.encode(signature.as_ref()))
    }

    fn answer(&mut self, path: &str, body: &str) -> (u16, Value) {
        self.asked.push(path.to_owned());
        if self.status != 0 {
            return (self.status, json!({}));
        }
        match path {
            "/.well-known/openid-configuration" => {
                let mut said = json!({
                    "issuer": self.url,
                    "authorization_endpoint": format!("{}/authorize", self.url),
                    "token_endpoint": format!("{}/token", self.url),
                    "jwks_uri": format!("{}/keys", self.url),
                    "end_session_endpoint": format!("{}/end", self.url),
                });
                for (name, value) in self.lies.as_object().into_iter().flatten() {
                    said[name] = value.clone();
                }
                (200, said)
            }
            "/keys" => {
                let point = self.key.1.public_key().as_ref();
                let key = json!({"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.key.0,
                    "x": B64.encode(&point[1..33]), "y": B64.encode(&point[33..])});
                // A kind of key the desk does not know must not keep it from reading the others.
                (
                    200,
                    json!({"keys": [{"kty": "AKP", "alg": "ML-DSA-44", "kid": "new", "pub": "AA"}, key]}),
                )
            }
            "/token" => self.token(body),
            _ => (404, json!({})),
        }
    }

    fn token(&mut self, body: &str) -> (u16, Value) {
        let form: BTreeMap<&str, &str> = body.split('&').filter_map(|part| part.split_once('=')).collect();
        let Some((challenge, claims)) = form.get("code").and_then(|code| self.codes.remove(*code)) else {
            return (400, json!({"error": "invalid_grant"}));
        };
        let verifier = form.get("code_verifier").copied().unwrap_or("");
        if B64.encode(Sha256::digest(verifier.as_bytes())) != challenge
            || form.get("client_id") != Some(&CLIENT)
        {
            return (400, json!({"error": "invalid_grant"}));
        }
        let token = (self.signs)(self, claims);
        (
            200,
            json!({"access_token": "x", "token_type": "Bearer", "id_token": token}),
        )
    }
}

impl Issuer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let state = Arc::new(Mutex::new(State {
            url: format!("http://{}", listener.local_addr().unwrap()),
            key: new_key("one"),
            codes: BTreeMap::new(),
            signs: Box::new(|state, claims| state.signed(&claims)),
            lies: json!({}),
            asked: Vec::new(),
            status: 0,
        }));
        let here = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = serve(stream, &here);
            }
        });
        Self(state)
    }

    pub fn url(&self) -> String {
        self.0.lock().unwrap().url.clone()
    }

    /// A new key under a new name; the old one is gone.
    pub fn rotate(&self) {
        self.0.lock().unwrap().key = new_key("two");
    }

    /// From now on tokens are made so.
    pub fn signs(&self, signs: impl Fn(&State, Value) -> String + Send + 'static) {
        self.0.lock().unwrap().signs = Box::new(signs);
    }

    /// What it would send someone back with, after asking who they are.
    pub fn code(&self, subject: &str, nonce: &str, challenge: &str, more: &Value) -> String {
        let mut state = self.0.lock().unwrap();
        let now = now();
        let mut claims = json!({"iss": state.url, "sub": subject, "aud": CLIENT, "nonce": nonce,
            "iat": now, "exp": now + 300});
        for (name, value) in more.as_object().into_iter().flatten() {
            claims[name] = value.clone();
        }
        let code = format!("code-{}", state.codes.len() + state.asked.len() * 100);
        state.codes.insert(code.clone(), (challenge.to_owned(), claims));
        code
    }
}

#[expect(clippy::disallowed_methods, reason = "tokens hold by the clock")]
pub fn now() -> u64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or("").to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        if header.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let (status, answer) = state
        .lock()
        .unwrap()
        .answer(&path, &String::from_utf8_lossy(&body));
    let text = answer.to_string();
    write!(
        stream,
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )
}

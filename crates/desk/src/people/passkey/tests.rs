//! Passkeys against an authenticator of our own, true and false.

use super::*;
use ciborium::cbor;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

/// An authenticator with one key.
struct Fake {
    pair: EcdsaKeyPair,
    flags: u8,
    host: &'static str,
}

const ASKED: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn place() -> Place {
    Place::of("https://desk.example.org").unwrap()
}

impl Fake {
    fn new() -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        Self {
            pair: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref(), &random).unwrap(),
            flags: PRESENT | VERIFIED,
            host: "desk.example.org",
        }
    }

    fn data(&self, counter: u32, made: &[u8]) -> Vec<u8> {
        let mut out = Sha256::digest(self.host.as_bytes()).to_vec();
        out.push(self.flags | if made.is_empty() { 0 } else { MADE });
        out.extend_from_slice(&counter.to_be_bytes());
        out.extend_from_slice(made);
        out
    }

    fn cose(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (point[1..33].to_vec(), point[33..].to_vec());
        let map = Value::Map(vec![
            (1.into(), 2.into()),
            (3.into(), (-7).into()),
            ((-1).into(), 1.into()),
            ((-2).into(), Value::Bytes(x)),
            ((-3).into(), Value::Bytes(y)),
        ]);
        let mut out = Vec::new();
        ciborium::into_writer(&map, &mut out).unwrap();
        out
    }

    fn makes(&self) -> Vec<u8> {
        let mut made = vec![0u8; 16];
        made.extend_from_slice(&4u16.to_be_bytes());
        made.extend_from_slice(b"id-1");
        made.extend_from_slice(&self.cose());
        let object = cbor!({
            "fmt" => "none", "attStmt" => {}, "authData" => Value::Bytes(self.data(0, &made)),
        });
        let mut out = Vec::new();
        ciborium::into_writer(&object.unwrap(), &mut out).unwrap();
        out
    }

    fn signs(&self, client: &[u8], counter: u32) -> (Vec<u8>, Vec<u8>) {
        let data = self.data(counter, &[]);
        let message = [&data[..], &Sha256::digest(client)].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap();
        (data, signature.as_ref().to_vec())
    }
}

fn said(kind: &str, challenge: &str, origin: &str) -> Vec<u8> {
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}"}}"#).into_bytes()
}

fn create() -> Vec<u8> {
    said("webauthn.create", ASKED, "https://desk.example.org")
}

fn get() -> Vec<u8> {
    said("webauthn.get", ASKED, "https://desk.example.org")
}

fn answer<'a>(client: &'a [u8], data: &'a [u8], signature: &'a [u8]) -> Answer<'a> {
    Answer {
        client,
        data,
        signature,
    }
}

#[test]
fn a_passkey_is_made_and_used() {
    let fake = Fake::new();
    let made = made(&create(), &fake.makes(), ASKED, &place()).unwrap();
    assert_eq!(made.id, b"id-1");
    let (data, signature) = fake.signs(&get(), 7);
    let client = get();
    let answer = answer(&client, &data, &signature);
    assert_eq!(holds(&answer, &made.key, ASKED, &place()), Ok(7));
}

#[test]
fn what_answers_something_else_is_refused() {
    let fake = Fake::new();
    let here = "https://desk.example.org";
    for client in [
        said("webauthn.get", ASKED, here),
        said("webauthn.create", "BBBB", here),
        said("webauthn.create", ASKED, "https://evil.example"),
        said("webauthn.create", ASKED, "http://desk.example.org"),
        format!(r#"{{"type":"webauthn.create","challenge":"{ASKED}","origin":"{here}","crossOrigin":true}}"#)
            .into_bytes(),
    ] {
        assert_eq!(
            made(&client, &fake.makes(), ASKED, &place()),
            Err(Wrong::Question)
        );
    }
    let elsewhere = Fake {
        host: "evil.example",
        ..Fake::new()
    };
    assert_eq!(
        made(&create(), &elsewhere.makes(), ASKED, &place()),
        Err(Wrong::Place)
    );
    for flags in [0, PRESENT, VERIFIED] {
        let absent = Fake { flags, ..Fake::new() };
        assert_eq!(
            made(&create(), &absent.makes(), ASKED, &place()),
            Err(Wrong::User)
        );
    }
}

#[test]
fn what_someone_else_signed_is_refused() {
    let (fake, other) = (Fake::new(), Fake::new());
    let (data, signature) = other.signs(&get(), 1);
    let client = get();
    let refused = holds(&answer(&client, &data, &signature), &fake.cose(), ASKED, &place());
    assert_eq!(refused, Err(Wrong::Signature));
    let (mut data, signature) = fake.signs(&get(), 1);
    assert!(holds(&answer(&client, &data, &signature), &fake.cose(), ASKED, &place()).is_ok());
    let last = data.len() - 1;
    data[last] ^= 1;
    let refused = holds(&answer(&client, &data, &signature), &fake.cose(), ASKED, &place());
    assert_eq!(refused, Err(Wrong::Signature), "a count made up");
}

#[test]
fn nothing_that_is_no_passkey_stops_the_desk() {
    let fake = Fake::new();
    let whole = fake.makes();
    for cut in 0..whole.len() {
        assert!(made(&create(), &whole[..cut], ASKED, &place()).is_err(), "{cut}");
        let mut bent = whole.clone();
        bent[cut] ^= 0x55;
        let _ = made(&create(), &bent, ASKED, &place());
    }
    assert_eq!(made(b"{}", &whole, ASKED, &place()), Err(Wrong::Form));
    assert!(PublicKey::of(&Value::Null).is_none());
}

#[test]
fn a_question_is_answered_once_and_by_whom_it_was_asked() {
    let questions = Questions::default();
    let one = questions.ask("ana").unwrap();
    assert!(!questions.take(&one, "ben"));
    assert!(!questions.take(&one, "ana"), "a wrong answer spends it too");
    let two = questions.ask("").unwrap();
    assert!(questions.take(&two, "") && !questions.take(&two, ""));
}

#[test]
fn passkeys_need_a_name() {
    for (origin, host) in [
        ("https://desk.example.org", Some("desk.example.org")),
        ("http://localhost:8017", Some("localhost")),
        ("http://127.0.0.1:8017", None),
        ("http://[::1]:8017", None),
    ] {
        assert_eq!(
            Place::of(origin).map(|place| place.host).as_deref(),
            host,
            "{origin}"
        );
    }
}

//! What an issuer signs about someone: checked against its keys, and against what was asked for.

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value};

/// Seconds our clock and the issuer's may differ.
const DRIFT: u64 = 60;
/// Ways of signing taken: all with a public key. "none", and secrets shared with the client, are not among them.
const TAKEN: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// The issuer's keys.
#[derive(Clone, Debug, Default)]
pub struct Keys(Vec<Jwk>);

impl Keys {
    /// Those of a JWK set that can be used to check signatures; others are left out.
    pub fn of(set: &Value) -> Self {
        let keys = set.get("keys").and_then(Value::as_array).into_iter().flatten();
        Self(
            keys.filter_map(|key| serde_json::from_value::<Jwk>(key.clone()).ok())
                .filter(|key| !matches!(key.algorithm, AlgorithmParameters::OctetKey(_)))
                .filter(|key| matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature)))
                .collect(),
        )
    }
}

/// What was asked for.
pub struct Expected<'e> {
    /// Who must have signed.
    pub issuer: &'e str,
    /// For whom.
    pub client: &'e str,
    /// What was sent along.
    pub nonce: &'e str,
}

/// Whom the issuer speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its name for them, that never changes.
    pub subject: String,
    /// All it says.
    pub claims: Map<String, Value>,
}

/// What is wrong with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no token, or signed in a way we do not take ("none" among them).
    Form,
    /// Signed with a key we do not know.
    UnknownKey,
    /// The signature does not hold.
    Signature,
    /// It ended, or does not hold yet.
    Time,
    /// It is by another issuer, or for another client.
    Parties,
    /// It answers another sign-in than this.
    Nonce,
}

/// Whom `signed` speaks of.
///
/// # Errors
/// What is wrong with it.
pub fn check(signed: &str, keys: &Keys, expected: &Expected) -> Result<Told, Wrong> {
    let header = decode_header(signed).map_err(|_| Wrong::Form)?;
    if !TAKEN.contains(&header.alg) {
        return Err(Wrong::Form);
    }
    let fits = |key: &&Jwk| {
        let named = header.kid.is_none() || key.common.key_id == header.kid;
        let of_kind = match &key.algorithm {
            AlgorithmParameters::RSA(_) => !is_curve(header.alg),
            AlgorithmParameters::EllipticCurve(_) => {
                matches!(header.alg, Algorithm::ES256 | Algorithm::ES384)
            }
            AlgorithmParameters::OctetKeyPair(_) => header.alg == Algorithm::EdDSA,
            AlgorithmParameters::OctetKey(_) => false,
        };
        let own = key
            .common
            .key_algorithm
            .is_none_or(|alg| alg.to_string() == format!("{:?}", header.alg));
        named && of_kind && own
    };
    let mut wrong = Wrong::UnknownKey;
    for key in keys.0.iter().filter(fits) {
        match with_key(signed, key, header.alg, expected) {
            // Without a name on the token, another key may be the one.
            Err(Wrong::Signature) => wrong = Wrong::Signature,
            other => return other,
        }
    }
    // A key of the same name may have been made anew.
    Err(wrong)
}

fn is_curve(alg: Algorithm) -> bool {
    matches!(alg, Algorithm::ES256 | Algorithm::ES384 | Algorithm::EdDSA)
}

fn with_key(signed: &str, key: &Jwk, alg: Algorithm, expected: &Expected) -> Result<Told, Wrong> {
    let key = DecodingKey::from_jwk(key).map_err(|_| Wrong::UnknownKey)?;
    let mut validation = Validation::new(alg);
    validation.leeway = DRIFT;
    validation.validate_nbf = true;
    validation.set_issuer(&[expected.issuer]);
    validation.set_audience(&[expected.client]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    let claims = decode::<Map<String, Value>>(signed, &key, &validation)
        .map_err(|error| match error.kind() {
            ErrorKind::InvalidSignature => Wrong::Signature,
            ErrorKind::ExpiredSignature | ErrorKind::ImmatureSignature => Wrong::Time,
            ErrorKind::InvalidIssuer | ErrorKind::InvalidAudience => Wrong::Parties,
            _ => Wrong::Form,
        })?
        .claims;
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or("");
    // A token for several clients says which of them asked for it.
    let several = claims
        .get("aud")
        .and_then(Value::as_array)
        .is_some_and(|all| all.len() > 1);
    let party = text("azp");
    if (several || !party.is_empty()) && party != expected.client {
        return Err(Wrong::Parties);
    }
    if !super::super::same_secret(text("nonce"), expected.nonce) {
        return Err(Wrong::Nonce);
    }
    let subject = text("sub").to_owned();
    if subject.is_empty() || subject.len() > 255 {
        return Err(Wrong::Form);
    }
    Ok(Told { subject, claims })
}

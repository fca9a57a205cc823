//! Public keys of passkeys (COSE, RFC 9053): the three kinds that authenticators make, checked by ring.

use ciborium::Value;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

/// The numbers of the ways of signing, as a browser is told them, the best first.
pub const TAKEN: [i64; 3] = [-8, -7, -257];

/// A public key.
#[derive(Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256: the uncompressed point.
    Es256(Vec<u8>),
    /// Ed25519.
    EdDsa(Vec<u8>),
    /// RSA, PKCS #1 v1.5, with SHA-256: modulus and exponent.
    Rs256(Vec<u8>, Vec<u8>),
}

impl PublicKey {
    /// The key a COSE map holds; `None` where it is none of those.
    pub fn of(map: &Value) -> Option<Self> {
        let map = map.as_map()?;
        let field = |label: i64| {
            map.iter()
                .find(|(key, _)| {
                    key.as_integer()
                        .is_some_and(|key| i128::from(key) == i128::from(label))
                })
                .map(|(_, value)| value)
        };
        let number = |label| field(label)?.as_integer().map(i128::from);
        let bytes = |label| field(label)?.as_bytes().cloned();
        match (number(1)?, number(3)?) {
            (2, -7) if number(-1) == Some(1) => {
                let (x, y) = (bytes(-2)?, bytes(-3)?);
                (x.len() == 32 && y.len() == 32).then(|| Self::Es256([&[4u8][..], &x, &y].concat()))
            }
            (1, -8) if number(-1) == Some(6) => bytes(-2).filter(|x| x.len() == 32).map(Self::EdDsa),
            (3, -257) => Some(Self::Rs256(bytes(-1)?, bytes(-2)?)),
            _ => None,
        }
    }

    /// Whether `signature` over `message` is by this key.
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
                .verify(message, signature)
                .is_ok(),
            Self::EdDsa(key) => UnparsedPublicKey::new(&ED25519, key)
                .verify(message, signature)
                .is_ok(),
            Self::Rs256(n, e) => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        }
    }
}

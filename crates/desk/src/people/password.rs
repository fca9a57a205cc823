//! Passwords: hashed with argon2id, never kept, never compared in the open.

use anyhow::{Result, anyhow};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::LazyLock;

/// The shortest password taken: length is what makes guessing hopeless.
pub const SHORTEST: usize = 12;
/// Longer ones would only cost time.
pub const LONGEST: usize = 200;

/// A hash of a password nobody has, so that an unknown name costs the same time as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let salt = SaltString::encode_b64(b"tocsin-nobody-00").ok();
    salt.and_then(|salt| {
        hasher()
            .hash_password(b"nobody", &salt)
            .ok()
            .map(|hash| hash.to_string())
    })
    .unwrap_or_default()
});

/// Argon2id with 19 MiB and two passes, as OWASP's sheet on password storage has it.
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// What is kept of `password`: a PHC string.
///
/// # Errors
/// Where it is too short or too long, or the system gives no random numbers.
pub fn hash(password: &str) -> Result<String> {
    if !(SHORTEST..=LONGEST).contains(&password.chars().count()) {
        return Err(anyhow!("a password has {SHORTEST} to {LONGEST} characters"));
    }
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|error| anyhow!("the system gives no random numbers: {error}"))?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| anyhow!("no salt: {error}"))?;
    let hash = hasher()
        .hash_password(password.as_bytes(), &salt)
        .map_err(|error| anyhow!("the password cannot be hashed: {error}"))?;
    Ok(hash.to_string())
}

/// Whether `password` is the one of which `kept` was made; `None` for a name that has no account takes as long.
pub fn holds(password: &str, kept: Option<&str>) -> bool {
    let known = kept.is_some();
    let Ok(hash) = PasswordHash::new(kept.unwrap_or(&NOBODY)) else {
        return false;
    };
    hasher().verify_password(password.as_bytes(), &hash).is_ok() && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_holds() {
        let kept = hash("correct horse battery").unwrap();
        assert!(kept.starts_with("$argon2id$"), "{kept}");
        assert!(holds("correct horse battery", Some(&kept)));
        assert!(!holds("correct horse batterz", Some(&kept)));
        assert!(!holds("nobody", None));
        assert!(hash("short").is_err());
    }
}

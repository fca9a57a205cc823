//! The second factor: time-based one-time codes (RFC 6238), six digits, thirty seconds, HMAC-SHA-1.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// Seconds one code lasts.
const STEP: u64 = 30;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret: 20 random bytes in base32.
///
/// # Errors
/// Where the system gives no random numbers.
pub fn secret() -> anyhow::Result<String> {
    let mut bytes = [0u8; 20];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(to_base32(&bytes))
}

/// The address an authenticator reads.
pub fn address(account: &str, secret: &str) -> String {
    format!("otpauth://totp/Tocsin:{account}?secret={secret}&issuer=Tocsin")
}

/// The time step for which `code` is right at `now` (seconds since 1970), one step of drift either way; `None` if for none.
pub fn step_of(secret: &str, code: &str, now: u64) -> Option<u64> {
    let code = code.trim().replace(' ', "");
    let key = from_base32(secret)?;
    let at = now / STEP;
    [at, at.wrapping_sub(1), at + 1]
        .into_iter()
        .find(|&step| super::same_secret(&code_at(&key, step), &code))
}

/// The code that is right at `now`.
pub fn code(secret: &str, now: u64) -> Option<String> {
    Some(code_at(&from_base32(secret)?, now / STEP))
}

fn code_at(key: &[u8], step: u64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else {
        return String::new();
    };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[19] & 0x0f);
    let mut four = [0u8; 4];
    four.copy_from_slice(&digest[offset..offset + 4]);
    let number = u32::from_be_bytes(four) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn to_base32(bytes: &[u8]) -> String {
    let mut out = String::new();
    let (mut held, mut bits) = (0u32, 0u32);
    for &byte in bytes {
        held = (held << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(LETTERS[((held >> bits) & 31) as usize] as char);
        }
    }
    if bits > 0 {
        out.push(LETTERS[((held << (5 - bits)) & 31) as usize] as char);
    }
    out
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in text.bytes() {
        let value = LETTERS.iter().position(|&letter| letter == byte)?;
        held = (held << 5) | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(((held >> bits) & 0xff) as u8);
        }
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The SHA-1 rows of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn the_codes_of_the_standard() {
        let secret = to_base32(b"12345678901234567890");
        for (now, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(code(&secret, now).as_deref(), Some(expected));
            assert_eq!(
                step_of(&secret, expected, now + 30),
                Some(now / 30),
                "a late code"
            );
        }
        assert_eq!(step_of(&secret, "287082", 600), None, "an old code");
        assert_eq!(from_base32("not base32!"), None);
    }
}

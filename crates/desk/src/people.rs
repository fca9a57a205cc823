//! The desk's people: roles and what they may do, passwords, second factors, sessions, and the limit on guessing.

pub mod guess;
pub mod once;
pub mod openid;
pub mod passkey;
pub mod password;
pub mod role;
pub mod session;
pub mod totp;

use tocsin_store::{Account, Store};

/// `bytes` random bytes from the system, in hexadecimal digits.
///
/// # Errors
/// Where the system gives none.
pub fn random_hex(bytes: usize) -> anyhow::Result<String> {
    let mut buffer = vec![0u8; bytes];
    getrandom::fill(&mut buffer)
        .map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(buffer.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two secrets are the same, without telling by time where they differ.
pub fn same_secret(a: &str, b: &str) -> bool {
    let differ = a
        .bytes()
        .zip(b.bytes())
        .fold(u8::from(a.len() != b.len()), |all, (a, b)| all | (a ^ b));
    differ == 0
}

/// Whether `name` can be the name of an account: 2 to 32 lower-case letters, digits, `-`, `_` or `.`; a pseudonym.
pub fn is_account_name(name: &str) -> bool {
    (2..=32).contains(&name.len())
        && !["desk", "setup"].contains(&name)
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte))
}

/// What someone shows to sign in.
pub struct Shown<'s> {
    /// Whether the password is the account's.
    pub password_holds: bool,
    /// The code of a second factor, as typed.
    pub code: &'s str,
}

/// Whether what someone shows lets them in as `account`; noted in the ledger either way. A code is taken once: whoever looked
/// over a shoulder comes too late.
///
/// # Errors
/// When the register cannot be written.
pub fn admitted(store: &mut Store, account: &Account, shown: &Shown) -> anyhow::Result<bool> {
    let mut good = shown.password_holds && !account.disabled;
    if good && !account.totp.is_empty() {
        good = match totp::step_of(&account.totp, shown.code, seconds()) {
            Some(step) => store.use_totp_step(&account.name, step)?,
            None => false,
        };
    }
    let what = if good { "signed-in" } else { "refused" };
    store.note_account(account, what, &account.name, &crate::commands::now())?;
    Ok(good)
}

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "sessions and codes end with the clock")]
pub fn seconds() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or(0)
}

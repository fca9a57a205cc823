//! `backup`, `restore`, `upgrade`: keeping the register whole over time.

use super::Desk;
use crate::cli::exit;
use anyhow::{Context, Result, bail};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use tocsin_store::Store;

/// `backup`: copies the register as it is at this moment, while a desk may be running, and walks the copy's chain.
///
/// # Errors
/// Where the copy exists already, cannot be written, or does not hold.
pub fn backup(desk: &Desk, to: &Path) -> Result<u8> {
    let store = desk.open()?;
    store
        .backup(to)
        .with_context(|| format!("the copy {} cannot be written", to.display()))?;
    only_for_me(to)?;
    let copy = Store::read_only(to)?.verify(None)?;
    if let Some(bad) = copy.first_bad {
        bail!("the copy does not hold: {}", bad.why);
    }
    let entries = copy.entries.to_string();
    let path = to.display().to_string();
    desk.tell(&desk.say(
        "people-backed-up",
        &[("path", &path), ("entries", &entries), ("head", &copy.head.hash)],
    ))?;
    Ok(exit::WELL)
}

/// `restore`: puts a copy in the register's place, and what was there beside it. The desk must be stopped.
///
/// # Errors
/// Where the copy does not hold, a desk runs on the register, or files cannot be moved.
pub fn restore(desk: &Desk, from: &Path) -> Result<u8> {
    let found = Store::read_only(from)
        .with_context(|| format!("{} is no copy of a register", from.display()))?
        .verify(None)?;
    if let Some(bad) = found.first_bad {
        bail!("{} does not hold: {}", from.display(), bad.why);
    }
    let _alone = alone(&desk.register)?;
    let fresh = beside(&desk.register, "restoring");
    // A copy made whole first, then moved in one step: a crash leaves the old register or the new one.
    std::fs::copy(from, &fresh).with_context(|| format!("{} cannot be written", fresh.display()))?;
    only_for_me(&fresh)?;
    File::open(&fresh)?.sync_all()?;
    if desk.register.exists() {
        let old = free_name(&beside(&desk.register, "before-restore"));
        // What the log still holds is folded in before the file is moved away.
        desk.open()?.tidy()?;
        std::fs::rename(&desk.register, &old)?;
        for log in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(with_suffix(&desk.register, log));
        }
        desk.tell(&desk.say("people-moved-aside", &[("path", &old.display().to_string())]))?;
    }
    std::fs::rename(&fresh, &desk.register)?;
    let entries = found.entries.to_string();
    desk.tell(&desk.say(
        "people-restored",
        &[("entries", &entries), ("head", &found.head.hash)],
    ))?;
    Ok(exit::WELL)
}

/// `upgrade`: brings a register of an earlier Tocsin to this one; with `rehearse`, a copy of it, which is then thrown away.
///
/// # Errors
/// Where the register cannot be read, or what comes of it does not hold.
#[expect(clippy::disallowed_methods, reason = "how long the upgrade takes is told")]
pub fn upgrade(desk: &Desk, rehearse: bool) -> Result<u8> {
    if !desk.register.exists() {
        bail!("there is no register at {}", desk.register.display());
    }
    let began = std::time::Instant::now();
    let path = if rehearse {
        let copy = free_name(&beside(&desk.register, "rehearsal"));
        Store::copy(&desk.register, &copy)?;
        copy
    } else {
        desk.register.clone()
    };
    let result = upgraded(&path);
    if rehearse {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(with_suffix(&path, suffix));
        }
    }
    let (entries, digest) = result?;
    let seconds = format!("{:.1}", began.elapsed().as_secs_f64());
    let key = if rehearse {
        "people-rehearsed"
    } else {
        "people-upgraded"
    };
    desk.tell(&desk.say(
        key,
        &[
            ("entries", &entries.to_string()),
            ("seconds", &seconds),
            ("digest", &digest),
        ],
    ))?;
    Ok(exit::WELL)
}

fn upgraded(path: &Path) -> Result<(u64, String)> {
    let store = Store::open(path)?;
    let report = store.verify(None)?;
    if let Some(bad) = report.first_bad {
        bail!("the ledger does not hold: {}", bad.why);
    }
    Ok((report.entries, store.projection_digest()?))
}

/// Marks the register as in use by a desk, until the file is dropped.
///
/// # Errors
/// Where a restore is going on, or the mark cannot be made.
pub fn in_use(register: &Path) -> Result<File> {
    let mark = mark(register)?;
    match mark.try_lock_shared() {
        Ok(()) => Ok(mark),
        Err(TryLockError::WouldBlock) => {
            bail!("the register is being restored; start the desk when that is done")
        }
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

fn alone(register: &Path) -> Result<File> {
    let mark = mark(register)?;
    match mark.try_lock() {
        Ok(()) => Ok(mark),
        Err(TryLockError::WouldBlock) => bail!("a desk is running on this register; stop it first"),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

fn mark(register: &Path) -> Result<File> {
    let path = with_suffix(register, ".in-use");
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("{} cannot be written", path.display()))
}

fn beside(register: &Path, what: &str) -> PathBuf {
    with_suffix(register, &format!(".{what}"))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// `path`, or the first of `path.2`, `path.3`, … that is free.
fn free_name(path: &Path) -> PathBuf {
    if !path.exists() {
        return path.to_owned();
    }
    (2..)
        .map(|n| with_suffix(path, &format!(".{n}")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| path.to_owned())
}

/// Nobody but the owner reads a copy.
fn only_for_me(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    let _ = path;
    Ok(())
}

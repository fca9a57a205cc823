//! `release`: on the command line too, what leaves a desk with accounts is asked for by one person and granted by another.

use super::Desk;
use super::export::warn;
use crate::cli::{AudienceArg, By, ReleaseCommand, exit};
use crate::people::role::{Right, rights, roles};
use crate::people::{Shown, admitted, password};
use crate::release::{Granted, Put, answered, ask};
use crate::say;
use anyhow::{Context, Result};
use serde_json::json;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;
use tocsin_core::IncidentId;
use tocsin_store::{Account, Asked, Reader, Store};

/// `release`.
///
/// # Errors
/// When the register cannot be read or written.
pub fn release(desk: &Desk, args: &ReleaseCommand) -> Result<u8> {
    let mut store = desk.open()?;
    if !store.has_accounts()? {
        return refused(desk, "people-release-alone");
    }
    let (by, right) = match args {
        ReleaseCommand::Ask { by, .. } => (by, Right::Ask),
        ReleaseCommand::List { by } => (by, Right::Read),
        ReleaseCommand::Grant { by, .. } | ReleaseCommand::Refuse { by, .. } => (by, Right::Release),
    };
    let Some(account) = signed(desk, &mut store, by)? else {
        return refused(desk, "people-wrong");
    };
    let held = roles(&account.role).unwrap_or_default();
    if !rights(&held).contains(&right) {
        return refused(desk, "people-release-may-not");
    }
    let reader = Reader {
        clearance: account.clearance,
        groups: Some(account.groups.clone()),
    };
    match args {
        ReleaseCommand::Ask { .. } => asked(desk, &mut store, &reader, &account.name, args),
        ReleaseCommand::List { .. } => list(desk, &store, &reader),
        ReleaseCommand::Grant { number, output, .. } => {
            let came = answered(&mut store, &reader, *number, &account.name, None)?;
            told(desk, came, output.as_deref())
        }
        ReleaseCommand::Refuse { number, why, .. } => {
            let came = answered(&mut store, &reader, *number, &account.name, Some(why.clone()))?;
            told(desk, came, None)
        }
    }
}

fn refused(desk: &Desk, key: &str) -> Result<u8> {
    warn(&desk.say(key, &[]));
    Ok(exit::REFUSED)
}

/// The account that signs, if its password and code are right; noted in the ledger either way.
fn signed(desk: &Desk, store: &mut Store, by: &By) -> Result<Option<Account>> {
    let given = read_password(&desk.say("people-release-password", &[("name", &by.who)]))?;
    let account = store.account(&by.who)?;
    let right = password::holds(&given, account.as_ref().map(|account| account.password.as_str()));
    let Some(account) = account else {
        return Ok(None);
    };
    let shown = Shown {
        password_holds: right,
        code: &by.code,
    };
    let good = admitted(store, &account, &shown)?;
    Ok(good.then_some(account))
}

/// One line of standard input; at a terminal it is asked for, and not shown as it is typed.
fn read_password(prompt: &str) -> Result<String> {
    let stdin = std::io::stdin();
    let hidden = if stdin.is_terminal() {
        let mut out = std::io::stderr();
        write!(out, "{prompt} ")?;
        out.flush()?;
        Hidden::new()
    } else {
        None
    };
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    if hidden.is_some() {
        writeln!(std::io::stderr())?;
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The terminal shows nothing that is typed until this goes.
#[cfg(unix)]
struct Hidden(rustix::termios::Termios);

#[cfg(unix)]
impl Hidden {
    fn new() -> Option<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let before = tcgetattr(std::io::stdin()).ok()?;
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        tcsetattr(std::io::stdin(), OptionalActions::Now, &silent).ok()?;
        Some(Self(before))
    }
}

#[cfg(unix)]
impl Drop for Hidden {
    fn drop(&mut self) {
        // If the terminal is gone, there is nothing to put right.
        let _ = rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Now, &self.0);
    }
}

#[cfg(not(unix))]
struct Hidden;

#[cfg(not(unix))]
impl Hidden {
    fn new() -> Option<Self> {
        None
    }
}

fn asked(desk: &Desk, store: &mut Store, reader: &Reader, who: &str, args: &ReleaseCommand) -> Result<u8> {
    let ReleaseCommand::Ask {
        incidents,
        audience,
        to,
        clearance,
        format,
        why,
        ..
    } = args
    else {
        return refused(desk, "people-ask-meaningless");
    };
    let wanted = Asked {
        audience: match audience {
            AudienceArg::Public => "public",
            AudienceArg::Partner => "partner",
            AudienceArg::Desk => "desk",
        }
        .to_owned(),
        to: to.clone(),
        clearance: *clearance,
        format: format.clone(),
        incidents: incidents.iter().map(|id| (IncidentId(id.clone()), 0)).collect(),
        who: who.to_owned(),
        why: why.clone(),
    };
    match ask(store, reader, wanted)? {
        Put::Recorded(number) if desk.json => desk.answer(&json!({"ask": number}))?,
        Put::Recorded(number) => {
            desk.tell(&desk.say("people-release-asked", &[("n", &number.to_string())]))?;
        }
        Put::Missing => {
            warn(&desk.say("people-release-missing", &[]));
            return Ok(exit::NOT_FOUND);
        }
        Put::Meaningless => return refused(desk, "people-ask-meaningless"),
    }
    Ok(exit::WELL)
}

fn list(desk: &Desk, store: &Store, reader: &Reader) -> Result<u8> {
    let waiting = store.view_as(reader)?.asks()?;
    if desk.json {
        let all: Vec<_> = waiting
            .iter()
            .map(|(number, asked)| json!({"ask": number, "asked": asked}))
            .collect();
        desk.answer(&all)?;
        return Ok(exit::WELL);
    }
    if waiting.is_empty() {
        desk.tell(&desk.say("people-releases-none", &[]))?;
    }
    for (number, asked) in waiting {
        let ids: Vec<&str> = asked.incidents.iter().map(|(id, _)| id.0.as_str()).collect();
        let to = if asked.to.is_empty() {
            &asked.audience
        } else {
            &asked.to
        };
        let args = [
            ("n", number.to_string()),
            ("who", asked.who.clone()),
            ("to", to.clone()),
            ("format", asked.format.clone()),
            ("ids", ids.join(", ")),
            ("why", asked.why.clone()),
        ];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        desk.tell(&desk.say("people-release-line", &args))?;
    }
    Ok(exit::WELL)
}

fn told(desk: &Desk, came: Option<Granted>, output: Option<&Path>) -> Result<u8> {
    match came {
        None => {
            warn(&desk.say("people-release-missing", &[]));
            Ok(exit::NOT_FOUND)
        }
        Some(Granted::SamePerson) => refused(desk, "people-second-person"),
        Some(Granted::Changed) => refused(desk, "people-ask-changed"),
        Some(Granted::Refused) => {
            desk.tell(&desk.say("people-release-refused", &[]))?;
            Ok(exit::WELL)
        }
        Some(Granted::NothingCleared(reasons)) => {
            let why = say::reasons(desk.lang, &reasons);
            warn(&desk.say("people-not-cleared", &[("why", &why)]));
            Ok(exit::REFUSED)
        }
        Some(Granted::Sent { bytes, number, .. }) => {
            match output {
                Some(path) => std::fs::write(path, &bytes)
                    .with_context(|| format!("{} cannot be written", path.display()))?,
                None => std::io::stdout().lock().write_all(&bytes)?,
            }
            warn(&desk.say("people-release-granted", &[("n", &number.to_string())]));
            Ok(exit::WELL)
        }
    }
}

//! A release a second person grants: cleared at that moment, recorded before its bytes leave.

use crate::commands::day_of;
use crate::commands::export::{Basis, item, with_dossiers};
use crate::shelf;
use anyhow::{Context, Result};
use tocsin_core::Reason;
use tocsin_core::id::sha256_hex;
use tocsin_share::{Audience, Item, format_of};
use tocsin_store::{Ask, Asked, Reader, Release, Store, StoreError};

/// What came of granting an ask.
pub enum Granted {
    /// It left.
    Sent {
        /// The parcel.
        bytes: Vec<u8>,
        /// Key of its format.
        format: String,
        /// Number of the ledger entry.
        number: u64,
    },
    /// The second person said no.
    Refused,
    /// Who asked cannot grant.
    SamePerson,
    /// An incident changed since it was asked for: ask anew, so that both saw the same.
    Changed,
    /// The gate lets none of it through; why.
    NothingCleared(Vec<Reason>),
}

/// What came of an ask.
pub enum Put {
    /// Recorded under this number.
    Recorded(u64),
    /// It names an incident that is not there for this reader.
    Missing,
    /// No incident, no such audience or format, or no reason.
    Meaningless,
}

/// Records an ask, with the versions of its incidents as they stand.
///
/// # Errors
/// When the register cannot be read or written.
pub fn ask(store: &mut Store, reader: &Reader, mut asked: Asked) -> Result<Put> {
    let sound = matches!(asked.audience.as_str(), "public" | "partner")
        && (asked.audience == "public") == asked.to.is_empty()
        && format_of(&asked.format).is_some()
        && !asked.incidents.is_empty()
        && asked.incidents.len() <= 1000
        && !asked.why.trim().is_empty();
    if !sound {
        return Ok(Put::Meaningless);
    }
    for (id, version) in &mut asked.incidents {
        let Some(record) = store.view_as(reader)?.incident(id)? else {
            return Ok(Put::Missing);
        };
        (*id, *version) = (record.incident.id, record.incident.version);
    }
    let number = store.ask(&Ask::Asked(asked), &crate::commands::now())?;
    Ok(Put::Recorded(number))
}

/// Grants the ask of that number, or refuses it with `refused`, the reason; `None` where none waits that this reader may see.
///
/// # Errors
/// When the register cannot be read or written.
pub fn answered(
    store: &mut Store,
    reader: &Reader,
    number: u64,
    who: &str,
    refused: Option<String>,
) -> Result<Option<Granted>> {
    let Some(asked) = store.view_as(reader)?.ask(number)? else {
        return Ok(None);
    };
    let Some(why) = refused else {
        return grant(store, reader, number, &asked, who).map(Some);
    };
    let ask = Ask::Refused {
        ask: number,
        who: who.to_owned(),
        why,
    };
    store.ask(&ask, &crate::commands::now())?;
    Ok(Some(Granted::Refused))
}

/// Clears and releases what `asked` names, on the word of `who`.
///
/// # Errors
/// When the register cannot be read or written.
pub fn grant(store: &mut Store, reader: &Reader, number: u64, asked: &Asked, who: &str) -> Result<Granted> {
    if asked.who == who {
        return Ok(Granted::SamePerson);
    }
    let audience = match asked.audience.as_str() {
        "partner" => Audience::partner(&asked.to, asked.clearance),
        _ => Audience::public(),
    };
    let format = format_of(&asked.format).context("the format is gone")?;
    let now = crate::commands::now();
    let today = day_of(&now)?;
    let loaded = match gathered(store, reader, asked)? {
        Ok(loaded) => loaded,
        Err(refused) => return Ok(refused),
    };
    let items: Vec<Item> = loaded.iter().map(|basis| item(basis, today)).collect();
    let sent = tocsin::send_out(&items, &audience, format, &now)?;
    // Who asked took what is fenced for free to leave: then none of it leaves.
    let fenced = |reason: &Reason| reason.key == "share-fenced";
    if sent.sent.is_empty() || sent.kept.iter().any(|(_, why)| why.iter().any(fenced)) {
        let reasons = sent.kept.into_iter().flat_map(|(_, reasons)| reasons).collect();
        return Ok(Granted::NothingCleared(reasons));
    }
    let release = Release {
        to: audience.name.clone(),
        format: format.key().to_owned(),
        sha256: sha256_hex(&sent.parcel.bytes),
        incidents: sent.sent,
        who: who.to_owned(),
        ask: Some(number),
    };
    let number = noted(store, &release, &now)?;
    Ok(Granted::Sent {
        bytes: sent.parcel.bytes,
        format: release.format,
        number,
    })
}

/// The incidents asked for, as they were when it was asked; or why not.
fn gathered(store: &Store, reader: &Reader, asked: &Asked) -> Result<Result<Vec<Basis>, Granted>> {
    let register = store.view_as(reader)?;
    let mut loaded = Vec::new();
    for (id, version) in &asked.incidents {
        let Some(found) = shelf::load(&register, id)? else {
            return Ok(Err(Granted::Changed));
        };
        if found.record.incident.version != *version || found.record.incident.id != *id {
            return Ok(Err(Granted::Changed));
        }
        loaded.push(with_dossiers(found));
    }
    Ok(Ok(loaded))
}

/// What leaves is recorded before it leaves: a release nobody knows of could never be recalled.
fn noted(store: &mut Store, release: &Release, now: &str) -> Result<u64, StoreError> {
    store.note_release(release, now)
}

//! `export`: what may leave, in the form asked for; the rest stays, with the reasons.

use super::Desk;
use crate::cli::{AudienceArg, Export, exit};
use crate::{say, shelf, view};
use anyhow::{Context, Result, anyhow};
use std::io::Write;
use std::sync::Arc;
use tocsin_core::Dossier;
use tocsin_core::id::sha256_hex;
use tocsin_share::{Audience, FORMATS, Item, format_of};
use tocsin_store::{Filter, Release, View};

/// Incidents fetched together.
const TOGETHER: usize = 500;

/// `export`.
pub fn export(desk: &Desk, args: &Export) -> Result<u8> {
    let format = format_of(&args.format).ok_or_else(|| {
        let keys: Vec<&str> = FORMATS.iter().map(|format| format.key()).collect();
        anyhow!(
            "there is no format {:?}; the formats are {}",
            args.format,
            keys.join(", ")
        )
    })?;
    let audience = match args.audience {
        AudienceArg::Desk => Audience::desk(args.clearance.max(shelf::HERE)),
        AudienceArg::Partner => Audience::partner("partner", args.clearance),
        AudienceArg::Public => Audience::public(),
    };
    let mut filter = shelf::filter(desk.lang, &args.which)?;
    filter.limit = TOGETHER;
    let mut store = desk.open()?;
    if args.audience != AudienceArg::Desk && store.has_accounts()? {
        warn(&desk.say("people-export-two", &[]));
        return Ok(exit::REFUSED);
    }
    let now = super::now();
    let today = super::day_of(&now)?;
    let loaded = load_all(&store.view(shelf::HERE), filter)?;
    desk.note_reads(&store, "tocsin export")?;
    let items: Vec<Item> = loaded.iter().map(|basis| item(basis, today)).collect();
    let sent = tocsin::send_out(&items, &audience, format, &now)?;
    for (id, reasons) in &sent.kept {
        let why = say::reasons(desk.lang, reasons);
        warn(&desk.say("desk-export-refused", &[("id", &id.0), ("why", &why)]));
    }
    if sent.sent.is_empty() && !items.is_empty() {
        warn(&desk.say("desk-export-none", &[]));
        return Ok(exit::REFUSED);
    }
    // What leaves is recorded before it leaves: a release nobody knows of could never be recalled.
    if args.audience != AudienceArg::Desk && !sent.sent.is_empty() {
        let release = Release {
            to: audience.name.clone(),
            format: format.key().to_owned(),
            sha256: sha256_hex(&sent.parcel.bytes),
            incidents: sent.sent.clone(),
            who: "desk".to_owned(),
            ask: None,
        };
        store.note_release(&release, &now)?;
    }
    match &args.output {
        Some(path) => std::fs::write(path, &sent.parcel.bytes)
            .with_context(|| format!("{} cannot be written", path.display()))?,
        None => std::io::stdout().lock().write_all(&sent.parcel.bytes)?,
    }
    let (n, refused) = (sent.sent.len().to_string(), sent.kept.len().to_string());
    warn(&desk.say("desk-exported", &[("n", &n), ("refused", &refused)]));
    Ok(exit::WELL)
}

/// An incident with the dossiers of its reports, as the gate asks for them.
pub type Basis = (shelf::Loaded, Vec<Arc<Dossier>>);

/// What the gate judges.
pub fn item(basis: &Basis, today: jiff::civil::Date) -> Item<'_> {
    let (loaded, dossiers) = basis;
    Item {
        incident: &loaded.record.incident,
        status: loaded.record.status,
        reviewed: loaded.record.reviewed,
        grade: view::set_grade(&loaded.history),
        nature: loaded.record.nature,
        fenced: !loaded.record.groups.is_empty(),
        dossiers,
        today,
    }
}

/// An incident with the dossiers of its reports.
pub fn with_dossiers(loaded: shelf::Loaded) -> Basis {
    let dossiers = loaded
        .reports
        .values()
        .map(|(_, dossier)| Arc::clone(dossier))
        .collect();
    (loaded, dossiers)
}

/// Everything that fits the filter, page after page.
///
/// # Errors
/// When the register cannot be read.
pub fn load_all(view: &View<'_>, mut filter: Filter) -> Result<Vec<Basis>> {
    let mut out = Vec::new();
    loop {
        let page = view.incidents(&filter)?;
        for record in &page.records {
            if let Some(loaded) = shelf::load(view, &record.incident.id)? {
                out.push(with_dossiers(loaded));
            }
        }
        match page.next {
            Some(next) => filter.after = Some(next),
            None => return Ok(out),
        }
    }
}

/// Standard output is for the parcel; what is said about it goes beside.
pub fn warn(message: &str) {
    #[expect(clippy::print_stderr, reason = "standard output holds the parcel")]
    {
        eprintln!("{message}");
    }
}

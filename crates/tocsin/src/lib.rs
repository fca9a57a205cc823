//! The journey of a report, in one file: what the desk and the evaluation both call.
//!
//! [`take_in`] reads one report and places it in the register; [`regroup`] places accounts anew after a person merged or
//! split; [`send_out`] makes bytes for others of what may leave. All three are pure: what they need of the register is
//! asked through [`Known`], and what they change comes back as a [`Journey`] for the store to commit.

use tocsin_core::{IncidentId, Journey, Known, KnownError, Reading, Reason, Report};
use tocsin_link::Linked;
use tocsin_share::{Audience, Format, Item, Mixed, Parcel};

pub use tocsin_extract::Kit;

/// Takes in one report: reads it, links what it tells to what is known, and grades every incident it touches.
///
/// # Errors
/// When the register cannot be asked. Reading itself never fails.
pub fn take_in(report: &Report, kit: &Kit, known: &dyn Known) -> Result<Journey, KnownError> {
    place(report, read(report, kit), known)
}

/// The first half of [`take_in`]: everything that can be said of a report alone. May run for many reports at once.
#[must_use]
pub fn read(report: &Report, kit: &Kit) -> Reading {
    tocsin_extract::read(report, kit)
}

/// The second half of [`take_in`]: places what was read in the register. One report after another.
///
/// # Errors
/// When the register cannot be asked.
pub fn place(report: &Report, reading: Reading, known: &dyn Known) -> Result<Journey, KnownError> {
    graded(tocsin_link::link(report, reading, known)?, known)
}

/// Groups the accounts of `incidents` anew, under the constraints people have laid down since.
/// The journey touches no incident where nothing changes.
///
/// # Errors
/// When the register cannot be asked.
pub fn regroup(incidents: &[IncidentId], known: &dyn Known) -> Result<Journey, KnownError> {
    graded(tocsin_link::regroup(incidents, known)?, known)
}

fn graded(linked: Linked, known: &dyn Known) -> Result<Journey, KnownError> {
    let Linked {
        mut journey,
        dossiers,
    } = linked;
    let sources = dossiers
        .iter()
        .map(|dossier| dossier.source.key.clone())
        .collect();
    let records = known.records(&sources)?;
    for incident in &mut journey.incidents {
        incident.grade = tocsin_review::grade::propose_with(incident, &dossiers, &records);
    }
    Ok(journey)
}

/// What may leave, and what stays and why.
#[derive(Debug)]
pub struct Sent {
    /// The bytes for the audience; holds nothing of what stays.
    pub parcel: Parcel,
    /// The incidents in the parcel, with their versions.
    pub sent: Vec<(IncidentId, u32)>,
    /// The incidents kept back, with the reasons.
    pub kept: Vec<(IncidentId, Vec<Reason>)>,
}

/// Clears `items` for `audience` and writes those that may leave in `format`; `generated` is the time, RFC 3339, UTC.
///
/// # Errors
/// [`Mixed`] cannot come of it, as all are cleared for the same audience; it is handed on all the same.
pub fn send_out(
    items: &[Item<'_>],
    audience: &Audience,
    format: &dyn Format,
    generated: &str,
) -> Result<Sent, Mixed> {
    let mut cleared = Vec::new();
    let (mut sent, mut kept) = (Vec::new(), Vec::new());
    for item in items {
        match tocsin_share::clear(item, audience) {
            Ok(passed) => {
                sent.push((item.incident.id.clone(), item.incident.version));
                cleared.push(passed);
            }
            Err(refusal) => kept.push((refusal.incident, refusal.reasons)),
        }
    }
    let parcel = tocsin_share::pack(format, &cleared, audience, generated)?;
    Ok(Sent { parcel, sent, kept })
}

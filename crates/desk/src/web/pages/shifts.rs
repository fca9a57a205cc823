//! Shifts: what happened since the last hand-over, drawn from the ledger; signed off by who leaves, taken over by who comes.

use crate::shelf;
use crate::shifts::{HandoverView, ShiftView, TOLD, past, present};
use crate::typed::typed;
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::guard::By;
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use tocsin_core::Tlp;
use tocsin_store::{Handover, ShiftNote};

/// Hand-overs listed.
const LISTED: usize = 30;
/// Longest note, in characters.
const LONGEST: usize = 10_000;
/// The labels a note may have.
const LABELS: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];

#[derive(Template)]
#[template(path = "shifts.html")]
struct ShiftsPage {
    page: Page,
    told: ShiftView,
    waiting: Option<HandoverView>,
    own: bool,
    earlier: Vec<HandoverView>,
    labels: Vec<(String, bool)>,
    /// The note as it was typed, and why it was not recorded; both "" at first.
    note: String,
    wrong: String,
}

#[derive(Template)]
#[template(path = "shift.html")]
struct ShiftPage {
    page: Page,
    told: ShiftView,
    shift: HandoverView,
    own: bool,
    /// The note as it was typed, and why it was not recorded; both "" at first.
    note: String,
    wrong: String,
}

/// The present shift, the hand-over that waits to be taken over, and those before.
pub async fn shifts(visit: Visit) -> Answer {
    now(&visit, SentNote::default(), String::new()).await
}

/// The page with what was typed and not recorded, and why.
async fn now(visit: &Visit, sent: SentNote, wrong: String) -> Answer {
    let lang = visit.lang;
    let (told, shifts) = visit
        .read(move |view| Ok((present(view, lang)?, view.shifts(LISTED)?)))
        .await?;
    let mut earlier: Vec<HandoverView> = shifts.into_iter().map(HandoverView::of).collect();
    let waits = earlier.first().is_some_and(|last| last.taken_by.is_empty());
    let waiting = waits.then(|| earlier.remove(0));
    let clearance = visit.viewer.reader.clearance;
    let chosen = sent.tlp.parse().unwrap_or(clearance.min(Tlp::Amber));
    render(&ShiftsPage {
        own: waiting.as_ref().is_some_and(|shift| !may_take(visit, &shift.who)),
        labels: LABELS
            .into_iter()
            .filter(|label| *label <= clearance)
            .map(|label| (label.to_string(), label == chosen))
            .collect(),
        page: visit.page("shifts"),
        told,
        waiting,
        earlier,
        note: sent.note,
        wrong,
    })
}

/// One hand-over, to be read and printed.
pub async fn shift(visit: Visit, Path(number): Path<u64>) -> Answer {
    one(&visit, number, String::new(), String::new()).await
}

/// One hand-over, with the note of who wanted to take it over and could not, and why.
async fn one(visit: &Visit, number: u64, note: String, wrong: String) -> Answer {
    let lang = visit.lang;
    let page = visit.page("shifts");
    match visit.read(move |view| past(view, lang, number)).await? {
        Some((shift, told)) => render(&ShiftPage {
            own: !may_take(visit, &shift.who),
            page,
            told,
            shift,
            note,
            wrong,
        }),
        None => not_found_page(page),
    }
}

/// Whether the visitor may take over from `who`: another person, but on a desk without accounts, where nobody has a name.
fn may_take(visit: &Visit, who: &str) -> bool {
    visit.viewer.by == By::Machine || visit.viewer.name != who
}

/// What came of signing off or taking over.
#[derive(Clone, Copy, Debug)]
pub enum Handed {
    /// Recorded under this number.
    Recorded(u64),
    /// There is no such hand-over for this visitor, or it was taken over already.
    Missing,
    /// No note, or one too long, or a label above one's own clearance.
    Meaningless,
    /// Who left cannot take over.
    SamePerson,
}

/// Signs the present shift off.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn leave(visit: &Visit, note: &str, tlp: &str) -> anyhow::Result<Handed> {
    let note = typed(note);
    let clearance = visit.viewer.reader.clearance;
    let label = tlp.parse::<Tlp>().ok().filter(|label| *label <= clearance);
    let (Some(tlp), false) = (label, note.is_empty() || note.chars().count() > LONGEST) else {
        return Ok(Handed::Meaningless);
    };
    let who = visit.viewer.name.clone();
    visit
        .write(move |store| {
            // What stands open is noted whole: each reader is later told of what they may see.
            let whole = store.view(shelf::HERE);
            let open = whole.unresolved(TOLD, None)?.records;
            let assigned = whole.assigned(TOLD)?;
            let left = ShiftNote {
                who,
                note,
                tlp,
                since: 0,
                open: open.into_iter().map(|record| record.incident.id).collect(),
                assigned: assigned
                    .into_iter()
                    .map(|record| (record.assigned, record.incident.id))
                    .collect(),
            };
            let number = store.hand_over(&Handover::Left(left), &crate::commands::now())?;
            Ok(number.map_or(Handed::Missing, Handed::Recorded))
        })
        .await
}

/// Takes a shift over.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn take(visit: &Visit, number: u64, note: &str) -> anyhow::Result<Handed> {
    let note = typed(note);
    if note.chars().count() > LONGEST {
        return Ok(Handed::Meaningless);
    }
    let Some(shift) = visit.read(move |view| Ok(view.shift(number)?)).await? else {
        return Ok(Handed::Missing);
    };
    if !may_take(visit, &shift.left.who) {
        return Ok(Handed::SamePerson);
    }
    let taken = Handover::Taken {
        handover: number,
        who: visit.viewer.name.clone(),
        note,
    };
    visit
        .write(move |store| {
            let number = store.hand_over(&taken, &crate::commands::now())?;
            Ok(number.map_or(Handed::Missing, Handed::Recorded))
        })
        .await
}

/// What the form for signing off sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SentNote {
    note: String,
    tlp: String,
}

/// Signs the present shift off.
pub async fn sign_off(visit: Visit, Form(sent): Form<SentNote>) -> Answer {
    let handed = leave(&visit, &sent.note, &sent.tlp).await?;
    said(&visit, handed, None, sent).await
}

/// Takes a shift over.
pub async fn take_over(visit: Visit, Path(number): Path<u64>, Form(sent): Form<SentNote>) -> Answer {
    let handed = take(&visit, number, &sent.note).await?;
    said(&visit, handed, Some(number), sent).await
}

/// Goes on to the hand-over, or shows what was typed again and says what stands against it.
async fn said(visit: &Visit, handed: Handed, shift: Option<u64>, sent: SentNote) -> Answer {
    let page = visit.page("shifts");
    let key = match handed {
        Handed::Recorded(number) => {
            let number = shift.unwrap_or(number);
            return Ok(Redirect::to(&format!("/shifts/{number}{}", page.lang_query())).into_response());
        }
        Handed::Missing => return not_found_page(page),
        Handed::Meaningless => "shifts-meaningless",
        Handed::SamePerson => "shifts-same-person",
    };
    let mut answer = match shift {
        Some(number) => one(visit, number, sent.note, page.t(key)).await?,
        None => now(visit, sent, page.t(key)).await?,
    };
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

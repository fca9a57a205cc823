//! What a shift was: drawn from the ledger between two hand-overs, as far as the reader may see it.

use crate::say::Lang;
use crate::shelf;
use crate::view::decision;
use crate::web::pages::history::minute as minute_of;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use tocsin_core::{Incident, IncidentId};
use tocsin_store::{Shift, View};

/// Decisions, releases and incidents told of one shift at most.
pub const TOLD: usize = 200;

/// What happened in a shift, as far as the reader may see it.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct ShiftView {
    /// Number of the last ledger entry before it.
    pub since: u64,
    /// Number of the last entry in it.
    pub until: u64,
    /// Reports taken in.
    pub reports: usize,
    /// Incidents that are new.
    pub incidents: usize,
    /// How many decisions were made.
    pub decided: usize,
    /// The decisions, oldest first, 200 at most.
    pub decisions: Vec<DecidedView>,
    /// What left the desk, oldest first.
    pub releases: Vec<ReleasedView>,
    /// Releases that wait for a second person: number, format, for whom. Of the present shift alone.
    pub asks: Vec<AskedView>,
    /// Incidents with open contradictions.
    pub open: Vec<NamedView>,
    /// Incidents given to someone.
    pub assigned: Vec<AssignedView>,
    /// Suggestions of outsiders that wait. Of the present shift alone.
    pub suggestions: usize,
}

/// An incident by its id and its heading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NamedView {
    /// Its id.
    pub id: String,
    /// What, where and when.
    pub heading: String,
}

impl NamedView {
    fn of(lang: Lang, incident: &Incident) -> Self {
        Self {
            id: incident.id.0.clone(),
            heading: shelf::heading_of(lang, incident),
        }
    }
}

impl DecidedView {
    /// When, to the minute.
    pub fn minute(&self) -> String {
        minute_of(&self.when)
    }
}

/// A decision.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecidedView {
    /// Its number.
    pub number: u64,
    /// When: RFC 3339, UTC.
    pub when: String,
    /// Who.
    pub who: String,
    /// What, in words.
    pub act: String,
    /// Why.
    pub why: String,
    /// On what.
    pub on: NamedView,
}

impl ReleasedView {
    /// When, to the minute.
    pub fn minute(&self) -> String {
        minute_of(&self.when)
    }
}

/// Something that left the desk.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReleasedView {
    /// When: RFC 3339, UTC.
    pub when: String,
    /// Who released it.
    pub who: String,
    /// To whom.
    pub to: String,
    /// Key of the format.
    pub format: String,
    /// What was in it.
    pub incidents: Vec<NamedView>,
}

/// A release that waits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AskedView {
    /// Its number.
    pub number: u64,
    /// Who asks.
    pub who: String,
    /// Key of the format.
    pub format: String,
    /// For whom.
    pub to: String,
}

/// An incident given to someone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AssignedView {
    /// Handle of the account.
    pub to: String,
    /// What.
    pub on: NamedView,
}

/// A hand-over without what happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HandoverView {
    /// Its number.
    pub number: u64,
    /// When it was signed off: RFC 3339, UTC.
    pub when: String,
    /// Who left.
    pub who: String,
    /// Their note.
    pub note: String,
    /// TLP 2.0 label of the note.
    pub tlp: String,
    /// Who took it over; "" while nobody did.
    pub taken_by: String,
    /// When: RFC 3339, UTC; "" while nobody did.
    pub taken_when: String,
    /// What they said.
    pub taken_note: String,
}

impl HandoverView {
    /// A hand-over in words.
    pub fn of(shift: Shift) -> Self {
        let (taken_by, taken_note, taken_when) = shift.taken.unwrap_or_default();
        Self {
            number: shift.number,
            when: shift.when,
            who: shift.left.who,
            note: shift.left.note,
            tlp: shift.left.tlp.to_string(),
            taken_by,
            taken_when,
            taken_note,
        }
    }

    /// When it was signed off, to the minute.
    pub fn minute(&self) -> String {
        minute_of(&self.when)
    }

    /// When it was taken over, to the minute.
    pub fn taken_minute(&self) -> String {
        minute_of(&self.taken_when)
    }
}

fn count(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Incidents by name, each read once: a shift speaks of few incidents many times.
struct Names<'v> {
    view: &'v View<'v>,
    lang: Lang,
    read: BTreeMap<IncidentId, Option<NamedView>>,
}

impl<'v> Names<'v> {
    fn new(view: &'v View<'v>, lang: Lang) -> Self {
        Self {
            view,
            lang,
            read: BTreeMap::new(),
        }
    }

    /// The incident; `None` where the reader may not see it.
    fn of(&mut self, id: &IncidentId) -> anyhow::Result<Option<NamedView>> {
        if let Some(known) = self.read.get(id) {
            return Ok(known.clone());
        }
        let found = self.view.incident(id)?;
        let named = found.map(|record| NamedView::of(self.lang, &record.incident));
        self.read.insert(id.clone(), named.clone());
        Ok(named)
    }
}

/// What happened after entry `since` and up to `until`.
///
/// # Errors
/// When the register cannot be read.
fn happened(names: &mut Names<'_>, since: u64, until: u64) -> anyhow::Result<ShiftView> {
    let lang = names.lang;
    let found = names.view.happened(since, until, TOLD)?;
    let mut told = ShiftView {
        since,
        until,
        reports: count(found.reports),
        incidents: count(found.incidents),
        decided: count(found.decided),
        ..ShiftView::default()
    };
    for decided in &found.decisions {
        let Some(on) = names.of(&decided.incident)? else {
            continue;
        };
        let words = decision(lang, decided);
        told.decisions.push(DecidedView {
            number: words.number,
            when: words.when,
            who: words.who,
            act: words.act,
            why: words.why,
            on,
        });
    }
    for (_, release, when) in found.releases {
        let mut incidents = Vec::new();
        for (id, _) in &release.incidents {
            incidents.extend(names.of(id)?);
        }
        told.releases.push(ReleasedView {
            when,
            who: release.who,
            to: release.to,
            format: release.format,
            incidents,
        });
    }
    Ok(told)
}

/// The present shift: since the last hand-over until now.
///
/// # Errors
/// When the register cannot be read.
pub fn present(view: &View<'_>, lang: Lang) -> anyhow::Result<ShiftView> {
    let mut told = happened(&mut Names::new(view, lang), view.last_shift()?, view.head()?.seq)?;
    for record in view.unresolved(TOLD, None)?.records {
        told.open.push(NamedView::of(lang, &record.incident));
    }
    for record in view.assigned(TOLD)? {
        told.assigned.push(AssignedView {
            on: NamedView::of(lang, &record.incident),
            to: record.assigned,
        });
    }
    told.suggestions = view.suggestions_waiting()?;
    for (number, asked) in view.asks()? {
        told.asks.push(AskedView {
            number,
            who: asked.who,
            format: asked.format,
            to: if asked.to.is_empty() {
                asked.audience
            } else {
                asked.to
            },
        });
    }
    Ok(told)
}

/// A hand-over with what happened in its shift; `None` if there is none that this reader may read.
///
/// # Errors
/// When the register cannot be read.
pub fn past(view: &View<'_>, lang: Lang, number: u64) -> anyhow::Result<Option<(HandoverView, ShiftView)>> {
    let Some(shift) = view.shift(number)? else {
        return Ok(None);
    };
    let mut names = Names::new(view, lang);
    let mut told = happened(&mut names, shift.left.since, number)?;
    for id in &shift.left.open {
        told.open.extend(names.of(id)?);
    }
    for (to, id) in &shift.left.assigned {
        if let Some(on) = names.of(id)? {
            told.assigned.push(AssignedView { to: to.clone(), on });
        }
    }
    Ok(Some((HandoverView::of(shift), told)))
}

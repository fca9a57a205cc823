//! An incident as people and machines see it: the same view behind `show`, the pages and the JSON answers; one file a part.

mod changes;
mod contradictions;
mod grade;
mod history;
mod links;
mod sources;
mod values;

pub use changes::{ChangeView, changes};
pub use contradictions::{ContradictionView, SideView};
pub use grade::{GradeView, set_grade};
pub use history::{DecisionView, decision};
pub use links::{LineageView, LinkView};
pub use sources::{AccountView, report_title, source_name};
pub use values::{ClaimView, FieldView, OriginView, ValueView};

use crate::say::Lang;
use crate::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tocsin_core::{
    Decision, Dossier, Field, Incident, Nature, Place, Report, ReportId, Standing, Status, Value,
};

/// Version of the JSON answers; it rises when a field changes its meaning or goes away.
pub const WIRE_VERSION: u32 = 1;

/// What a view is built from.
pub struct Basis<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// Its state.
    pub status: Status,
    /// Its history, oldest first.
    pub history: &'a [Decision],
    /// The reports it rests on, and their dossiers.
    pub reports: &'a BTreeMap<ReportId, (Arc<Report>, Arc<Dossier>)>,
}

/// One incident with everything that was said of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IncidentView {
    /// Version of this form.
    pub wire_version: u32,
    /// The incident's id, kept for ever.
    pub id: String,
    /// Version of the incident; rises with every change.
    pub version: u32,
    /// A heading: what, where, when.
    pub heading: String,
    /// `new`, `in-review`, `accepted`, `rejected` or `withdrawn`.
    pub status: String,
    /// The state in words.
    pub status_name: String,
    /// `told`, or `candidate`: mentioned without any source, for a person to take up.
    pub standing: String,
    /// `real`, `sample` or `exercise`.
    pub nature: String,
    /// TLP 2.0 label.
    pub tlp: String,
    /// The grade.
    pub grade: GradeView,
    /// All fields that anyone says anything of.
    pub fields: Vec<FieldView>,
    /// Values that cannot all hold.
    pub contradictions: Vec<ContradictionView>,
    /// The accounts it rests on.
    pub accounts: Vec<AccountView>,
    /// Why reports derive from others; a report not named here has unknown lineage.
    pub lineage: Vec<LineageView>,
    /// Why its accounts were joined.
    pub links: Vec<LinkView>,
    /// What may tell of the same event, for a person to decide.
    pub maybe: Vec<LinkView>,
    /// The incidents that are parts of this one.
    pub parts: Vec<String>,
    /// Every decision, oldest first.
    pub history: Vec<DecisionView>,
}

/// The view of `basis` in `lang`.
pub fn incident(lang: Lang, basis: &Basis) -> IncidentView {
    let incident = basis.incident;
    IncidentView {
        wire_version: WIRE_VERSION,
        id: incident.id.to_string(),
        version: incident.version,
        heading: heading(lang, incident),
        status: basis.status.key().to_owned(),
        status_name: words::status(lang, basis.status),
        standing: if incident.standing == Standing::Told {
            "told"
        } else {
            "candidate"
        }
        .to_owned(),
        nature: nature_key(nature(basis)).to_owned(),
        tlp: incident.handling.tlp.to_string(),
        grade: grade::grade(lang, basis),
        fields: incident
            .fields
            .iter()
            .map(|view| values::field(lang, basis, view))
            .collect(),
        contradictions: contradictions::contradictions(lang, basis),
        accounts: sources::accounts(lang, basis),
        lineage: incident
            .lineage
            .iter()
            .map(|line| links::lineage(lang, line))
            .collect(),
        links: incident
            .links
            .iter()
            .map(|item| links::link(lang, item))
            .collect(),
        maybe: incident
            .maybe
            .iter()
            .map(|item| links::link(lang, item))
            .collect(),
        parts: incident.parts.iter().map(ToString::to_string).collect(),
        history: basis.history.iter().map(|item| decision(lang, item)).collect(),
    }
}

/// What, where, when: the leading values, no more than are said.
pub fn heading(lang: Lang, incident: &Incident) -> String {
    let place = match incident.leading(Field::Place) {
        Some(Value::Place(place)) => Some(place.as_ref()),
        _ => None,
    };
    let (event, when) = (incident.leading(Field::Event), incident.leading(Field::Date));
    heading_of(lang, event, place, when)
}

/// The same of its parts: a kind of event, a place, a time.
pub fn heading_of(lang: Lang, event: Option<&Value>, place: Option<&Place>, when: Option<&Value>) -> String {
    let said = |value: &Value| words::value(lang, value);
    let parts = [event.map(said), place.map(short_place), when.map(said)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn short_place(place: &Place) -> String {
    match place.unit(0) {
        Some(country) if country.name != place.name => format!("{}, {}", place.name, country.name),
        _ => place.name.clone(),
    }
}

fn nature(basis: &Basis) -> Nature {
    basis
        .reports
        .values()
        .map(|(report, _)| report.nature)
        .max()
        .unwrap_or_default()
}

/// The key of a nature.
pub fn nature_key(nature: Nature) -> &'static str {
    match nature {
        Nature::Real => "real",
        Nature::Sample => "sample",
        Nature::Exercise => "exercise",
    }
}

//! The gate: passes an incident to an audience, stripped to what that audience may have, or says every reason why not.

use crate::lint::{harm, is_force};
use crate::values::Values;
use crate::{Audience, Cleared, Purpose, coarse};
use jiff::civil::Date;
use std::sync::Arc;
use tocsin_core::codebook::code;
use tocsin_core::{
    AccountId, Codebook, Dossier, Field, Grade, Handling, Incident, IncidentId, Nature, Reason, Status,
    Value, When,
};

/// An incident with all that is needed to judge whether it may leave.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Its current version.
    pub incident: &'a Incident,
    /// Where it stands.
    pub status: Status,
    /// The version a person last judged; `None` where nobody did.
    pub reviewed: Option<u32>,
    /// The grade a person set; `None`: the proposed one is told as proposed.
    pub grade: Option<Grade>,
    /// Real, sample, exercise.
    pub nature: Nature,
    /// It is kept to a sharing group, by a person or through a report it rests on.
    pub fenced: bool,
    /// The dossiers of all its reports, in any order; others are ignored.
    pub dossiers: &'a [Arc<Dossier>],
    /// Today, at the desk.
    pub today: Date,
}

/// Why an incident may not go to an audience: every reason, not the first alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{incident} may not go to {audience}: {}", .reasons.iter().map(|reason| reason.key.as_str()).collect::<Vec<_>>().join(", "))]
pub struct Refusal {
    /// The incident.
    pub incident: IncidentId,
    /// The audience's name.
    pub audience: String,
    /// The reasons, keys of `data/messages/{en,fr}/share.ftl`; at least one.
    pub reasons: Vec<Reason>,
}

/// Passes `item` to `audience`, coarsened, masked and stripped as the rules ask.
///
/// # Errors
/// [`Refusal`] with every rule it fails.
pub fn clear(item: &Item<'_>, audience: &Audience) -> Result<Cleared, Refusal> {
    let mut reasons = Vec::new();
    let (basis, missing) = basis(item);
    reasons.extend(missing.map(|account| Reason::new("share-basis-missing").with("report", &account.report)));
    let handling = handling(item, &basis);
    check_state(item, audience, &basis, &mut reasons);
    if handling.tlp > audience.limit() {
        reasons.push(
            Reason::new("share-above-clearance")
                .with("tlp", handling.tlp)
                .with("limit", audience.limit()),
        );
    }
    check_delay(item, audience, &basis, &mut reasons);
    check_forces(item, audience, &mut reasons);
    let cleared = stripped(item, audience, &basis, &handling);
    check_words(&cleared, audience, &handling, &mut reasons);
    if reasons.is_empty() {
        return Ok(cleared);
    }
    Err(Refusal {
        incident: item.incident.id.clone(),
        audience: audience.name.clone(),
        reasons,
    })
}

type Basis<'a> = Vec<&'a Arc<Dossier>>;

/// The dossiers of its members, by report, and the first member without one: what cannot be checked may not leave.
fn basis<'a>(item: &Item<'a>) -> (Basis<'a>, Option<&'a AccountId>) {
    let mut found: Basis<'a> = Vec::new();
    let mut missing = None;
    for account in &item.incident.members {
        if found.iter().any(|dossier| dossier.report == account.report) {
            continue;
        }
        match item
            .dossiers
            .iter()
            .find(|dossier| dossier.report == account.report)
        {
            Some(dossier) => found.push(dossier),
            None => missing = missing.or(Some(account)),
        }
    }
    found.sort_by(|a, b| a.report.cmp(&b.report));
    (found, missing)
}

/// The strictest handling of the incident and everything it rests on.
fn handling(item: &Item<'_>, basis: &Basis<'_>) -> Handling {
    basis.iter().fold(item.incident.handling.clone(), |all, dossier| {
        all.join(&dossier.handling)
    })
}

fn check_state(item: &Item<'_>, audience: &Audience, basis: &Basis<'_>, reasons: &mut Vec<Reason>) {
    if !audience.is_outside() {
        return;
    }
    if item.status != Status::Accepted {
        reasons.push(Reason::new("share-not-accepted").with("status", item.status.key()));
    } else if item.reviewed.is_none_or(|seen| seen < item.incident.version) {
        reasons.push(
            Reason::new("share-changed-since")
                .with("seen", item.reviewed.unwrap_or_default())
                .with("now", item.incident.version),
        );
    }
    // Whatever its label says: who fenced it said for whom it is.
    if item.fenced {
        reasons.push(Reason::new("share-fenced"));
    }
    if item.nature != Nature::Real || basis.iter().any(|dossier| dossier.nature != Nature::Real) {
        reasons.push(Reason::new("share-not-real"));
    }
}

fn check_delay(item: &Item<'_>, audience: &Audience, basis: &Basis<'_>, reasons: &mut Vec<Reason>) {
    let days = codes(item.incident)
        .map(|event| audience.delays.of(event))
        .max()
        .unwrap_or(audience.delays.other);
    let Some(happened) = last_day(item.incident).or_else(|| first_heard(basis)) else {
        if days > 0 {
            reasons.push(Reason::new("share-too-early").with("days", days));
        }
        return;
    };
    let free = happened.saturating_add(jiff::Span::new().days(i64::from(days)));
    if days > 0 && item.today < free {
        reasons.push(Reason::new("share-too-early").with("days", days));
    }
}

/// Every code any source gives.
fn codes(incident: &Incident) -> impl Iterator<Item = &str> {
    incident
        .rivals(Field::Event)
        .iter()
        .filter_map(|rival| match &rival.value {
            Value::Event(code) => Some(code.0.as_ref()),
            _ => None,
        })
}

/// The latest day any source gives: the cautious one.
fn last_day(incident: &Incident) -> Option<Date> {
    let days = incident
        .rivals(Field::Date)
        .iter()
        .filter_map(|rival| match &rival.value {
            Value::When(when) => when.last.or(when.first),
            _ => None,
        });
    days.max()
}

/// The day the first of its reports was published, or reached the desk.
fn first_heard(basis: &Basis<'_>) -> Option<Date> {
    basis
        .iter()
        .filter_map(|dossier| {
            let published = dossier.published.as_ref().and_then(|when| when.first);
            published.or_else(|| dossier.received.get(..10)?.parse().ok())
        })
        .min()
}

/// Where forces are, and nothing but that: never for outsiders, whichever side they are on.
fn check_forces(item: &Item<'_>, audience: &Audience, reasons: &mut Vec<Reason>) {
    if !audience.is_outside() {
        return;
    }
    let book = Codebook::get();
    let is_presence = |event: &str| book.is_a(event, &code::ARMED_PRESENCE.0);
    let told = codes(item.incident).any(|event| event == "base-established")
        || codes(item.incident).any(is_presence) && actors(item.incident).any(is_force);
    if told {
        reasons.push(Reason::new("share-force-position"));
    }
}

/// Keys and names of everyone said to have done it.
fn actors(incident: &Incident) -> impl Iterator<Item = &str> {
    let rivals = incident.rivals(Field::Perpetrator).iter();
    rivals
        .filter_map(|rival| match &rival.value {
            Value::Actor(actor) => Some([actor.key.as_str(), actor.name.as_str()]),
            _ => None,
        })
        .flatten()
}

fn stripped(item: &Item<'_>, audience: &Audience, basis: &Basis<'_>, handling: &Handling) -> Cleared {
    let precision = coarse::precision(audience, handling);
    let values = Values {
        audience,
        basis,
        precision,
        handling,
    };
    let (fields, withheld) = values.fields(item.incident);
    let place = match item.incident.leading(Field::Place) {
        Some(Value::Place(place)) => Some(coarse::place(place, precision)),
        _ => None,
    };
    let when: Option<When> = match item.incident.leading(Field::Date) {
        Some(Value::When(when)) => Some(values.when(when)),
        _ => None,
    };
    Cleared {
        audience: audience.name.clone(),
        purpose: audience.purpose,
        id: item.incident.id.clone(),
        version: item.incident.version,
        status: item.status,
        standing: item.incident.standing,
        nature: item.nature,
        tlp: handling.tlp,
        grade: item.grade.unwrap_or(item.incident.grade.grade),
        confirmed: item.grade.is_some(),
        code: codes(item.incident).next().unwrap_or_default().to_owned(),
        when,
        place,
        fields,
        sources: values.sources(),
        reports: basis.len(),
        discrepancies: item
            .incident
            .discrepancies
            .iter()
            .map(|found| found.field)
            .collect(),
        withheld,
    }
}

/// Reads once more every word that is about to leave: a second line behind the masking, which should have caught it.
fn check_words(cleared: &Cleared, audience: &Audience, handling: &Handling, reasons: &mut Vec<Reason>) {
    if audience.purpose == Purpose::Desk {
        return;
    }
    for (field, text) in cleared.words() {
        // Places are named after peoples and persons; victims' groups go to those cleared for them.
        let exempt = matches!(field, Some(Field::Place | Field::Event | Field::Date))
            || field == Some(Field::Target) && Values::may_name_victims(audience, handling);
        if !exempt && harm(text, &audience.masked).is_some() {
            let place = field.map_or("speaker", Field::key);
            reasons.push(Reason::new("share-harmful-words").with("field", place));
        }
    }
}

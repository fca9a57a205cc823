//! The desk's own places by program: listed, added, corrected, retired, taken back.

use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::gazetteer::own::{Put, Wanted, undo};
use crate::web::answer::Answer;
use crate::web::pages::place::record;
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tocsin_store::OwnPlace;

/// A place of the desk's own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaceAnswer {
    /// Its key: `desk:…`, or that of the place it stands for.
    pub key: String,
    /// Number of its last change: send it back as `seen`.
    pub number: u64,
    /// The name it is told by.
    pub name: String,
    /// Other names.
    pub others: Vec<String>,
    /// Names that are not its own.
    pub not: Vec<String>,
    /// What it is: `town`, `camp`, ….
    pub kind: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Path of the narrowest unit it lies in, or is.
    pub unit: String,
    /// Where this is known from.
    pub source: String,
    /// First day it holds; "" for always.
    pub from: String,
    /// Last day it holds; "" for still.
    pub to: String,
    /// What else is to be known.
    pub note: String,
    /// It is found no more.
    pub retired: bool,
}

/// One change of a place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaceStepAnswer {
    /// Its number.
    pub number: u64,
    /// When: RFC 3339, UTC.
    pub when: String,
    /// Who.
    pub who: String,
    /// Why.
    pub why: String,
    /// The place after it; `null`: the desk had no row of its own any more.
    pub place: Option<PlaceAnswer>,
}

/// A place to be added or changed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlace {
    /// The name it is told by.
    #[schemars(length(min = 1, max = 100))]
    pub name: String,
    /// Other names.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub others: Vec<String>,
    /// Names the gazetteer has it under that are not its own.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub not: Vec<String>,
    /// What it is: `town`, `camp`, ….
    pub kind: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Path of the narrowest unit it lies in, or is.
    #[serde(default)]
    pub unit: String,
    /// Where this is known from.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    pub source: String,
    /// First day it holds; "" for always.
    #[serde(default)]
    pub from: String,
    /// Last day it holds; "" for still.
    #[serde(default)]
    pub to: String,
    /// What else is to be known.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    pub note: String,
    /// It is found no more.
    #[serde(default)]
    pub retired: bool,
    /// Number of the last change of it that was seen; 0: none.
    #[serde(default)]
    pub seen: u64,
    /// A place of that name within ten kilometres is another one.
    #[serde(default)]
    pub another: bool,
    /// Why.
    #[schemars(length(min = 1, max = 1000))]
    pub why: String,
}

/// A change recorded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaceRecorded {
    /// The place's key.
    pub key: String,
    /// The change's number.
    pub number: u64,
}

/// Why a change is taken back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoPlace {
    /// Why.
    #[schemars(length(min = 1, max = 1000))]
    pub why: String,
}

fn answer_of(number: u64, place: OwnPlace) -> PlaceAnswer {
    PlaceAnswer {
        key: place.key,
        number,
        name: place.name,
        others: place.others,
        not: place.not,
        kind: place.feature,
        latitude: place.point.map(|point| point.0),
        longitude: place.point.map(|point| point.1),
        unit: place.unit,
        source: place.source,
        from: place.from,
        to: place.to,
        note: place.note,
        retired: place.retired,
    }
}

/// The desk's own places.
pub async fn list(visit: Visit, headers: HeaderMap) -> Answer {
    let places = visit.read(|view| Ok(view.own_places()?)).await?;
    let all: Vec<PlaceAnswer> = places
        .into_iter()
        .map(|(number, place)| answer_of(number, place))
        .collect();
    tagged(&headers, &all)
}

/// The changes of one place, oldest first.
pub async fn one(visit: Visit, headers: HeaderMap, Path(key): Path<String>) -> Answer {
    let steps = visit.read(move |view| Ok(view.place_steps(&key)?)).await?;
    if steps.is_empty() {
        return Ok(missing());
    }
    let all: Vec<PlaceStepAnswer> = steps
        .into_iter()
        .map(|(number, when, change)| PlaceStepAnswer {
            number,
            when,
            who: change.who,
            why: change.why,
            place: change.place.map(|place| answer_of(number, place)),
        })
        .collect();
    tagged(&headers, &all)
}

/// Adds a place.
pub async fn add(visit: Visit, Sent(sent): Sent<NewPlace>) -> Answer {
    set(visit, String::new(), sent).await
}

/// Changes or retires a place, or puts a row of the desk's own in the place of one of the gazetteer.
pub async fn change(visit: Visit, Path(key): Path<String>, Sent(sent): Sent<NewPlace>) -> Answer {
    set(visit, key, sent).await
}

async fn set(visit: Visit, key: String, sent: NewPlace) -> Answer {
    let point = match (sent.latitude, sent.longitude) {
        (None, None) => None,
        (Some(lat), Some(lon)) => Some((lat, lon)),
        _ => {
            return Ok(problem(
                StatusCode::UNPROCESSABLE_ENTITY,
                "Give both latitude and longitude, or neither.",
            ));
        }
    };
    let wanted = Wanted {
        place: OwnPlace {
            key,
            name: sent.name.trim().to_owned(),
            others: sent.others,
            not: sent.not,
            feature: sent.kind,
            point,
            unit: sent.unit,
            source: sent.source,
            from: sent.from,
            to: sent.to,
            note: sent.note,
            retired: sent.retired,
        },
        seen: sent.seen,
        another: sent.another,
        why: sent.why,
        who: visit.viewer.name.clone(),
    };
    let done = record(&visit, wanted).await?;
    said(done)
}

/// Takes the last change of a place back.
pub async fn take_back(visit: Visit, Path(number): Path<u64>, Sent(sent): Sent<UndoPlace>) -> Answer {
    let (lang, who) = (visit.lang, visit.viewer.name.clone());
    let done = visit
        .write(move |store| undo(store, lang, number, &who, &sent.why))
        .await?;
    said(done)
}

fn said(done: Option<Put>) -> Result<Response, crate::web::answer::Failure> {
    Ok(match done {
        None => missing(),
        Some(Put::Recorded(key, number)) => answered(StatusCode::CREATED, &PlaceRecorded { key, number })?,
        Some(Put::Refused(said)) => problem(StatusCode::UNPROCESSABLE_ENTITY, &said.join(" ")),
        Some(Put::ChangedMeanwhile) => problem(
            StatusCode::CONFLICT,
            "Another changed this place since it was looked at; read it again.",
        ),
    })
}

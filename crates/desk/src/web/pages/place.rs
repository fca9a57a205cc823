//! One place of the gazetteer: what is known of it, what the desk changed and why, and the form that changes it.

use super::history::minute;
use crate::gazetteer::own::{Put, Wanted, put, undo};
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::sync::Arc;
use tocsin_gazetteer::{Feature, Gazetteer};
use tocsin_store::{OwnPlace, PlaceStep};

/// Kinds a desk may give a place, in the order of the form.
pub const KINDS: [Feature; 24] = [
    Feature::Town,
    Feature::Quarter,
    Feature::Locality,
    Feature::Former,
    Feature::Camp,
    Feature::Airport,
    Feature::Mine,
    Feature::School,
    Feature::Site,
    Feature::Road,
    Feature::Water,
    Feature::Terrain,
    Feature::Park,
    Feature::Area,
    Feature::Seat3,
    Feature::Seat2,
    Feature::Seat1,
    Feature::Admin3,
    Feature::Admin2,
    Feature::Admin1,
    Feature::Capital,
    Feature::Country,
    Feature::Ocean,
    Feature::Continent,
];

/// One change as the history shows it.
struct StepView {
    number: u64,
    when: String,
    who: String,
    what: String,
    why: String,
    last: bool,
}

#[derive(Template)]
#[template(path = "place.html")]
struct PlacePage {
    page: Page,
    heading: String,
    /// Where the form is sent.
    action: String,
    form: PlaceForm,
    kinds: Vec<(String, String)>,
    steps: Vec<StepView>,
    wrong: Vec<String>,
    /// The desk has no row for it: what is shown is what others say.
    is_new: bool,
    retired: bool,
    own: bool,
    /// The desk had a row, took it back, and nobody else has one.
    gone: bool,
}

/// What the form sends, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    name: String,
    others: String,
    not: String,
    kind: String,
    latitude: String,
    longitude: String,
    unit: String,
    source: String,
    from: String,
    to: String,
    note: String,
    why: String,
    seen: u64,
    another: String,
    /// `set` or `retire`.
    act: String,
}

/// By which name a place was found that is not the desk's own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Named {
    name: String,
}

/// The form for a new place.
pub async fn new(visit: Visit, Query(named): Query<Named>) -> Answer {
    let form = PlaceForm {
        name: named.name.chars().take(100).collect(),
        kind: Feature::Town.key(),
        ..PlaceForm::default()
    };
    shown(visit.page("places"), "", form, &[], Vec::new())
}

/// One place.
pub async fn place(visit: Visit, Path(key): Path<String>, Query(named): Query<Named>) -> Answer {
    let page = visit.page("places");
    let found = known(&visit, key.clone(), named.name).await?;
    match found {
        Some((form, steps)) => shown(page, &key, form, &steps, Vec::new()),
        None => not_found_page(page),
    }
}

/// What is known of the place `key`: by the desk's own row, else by what ships with Tocsin or was loaded.
async fn known(
    visit: &Visit,
    key: String,
    name: String,
) -> anyhow::Result<Option<(PlaceForm, Vec<PlaceStep>)>> {
    let shared = Arc::clone(&visit.shared);
    visit
        .read(move |view| {
            let steps = view.place_steps(&key)?;
            if let Some(place) = steps.iter().rev().find_map(|step| step.2.place.as_ref()) {
                let standing = steps.last().is_some_and(|step| step.2.place.is_some());
                let mut form = form_of(place);
                form.seen = steps.last().map_or(0, |step| step.0);
                if standing {
                    return Ok(Some((form, steps)));
                }
            }
            let kit = shared.kit(view)?;
            let seen = steps.last().map_or(0, |step| step.0);
            let gone = steps
                .iter()
                .rev()
                .find_map(|step| step.2.place.as_ref())
                .map(form_of);
            let form = entry(&kit.gazetteer, &key, &name).or(gone);
            Ok(form.map(|form| (PlaceForm { seen, ..form }, steps)))
        })
        .await
}

/// What the layers below say of a place, found by one of its names; a shipped row by its key alone.
fn entry(gazetteer: &Gazetteer, key: &str, name: &str) -> Option<PlaceForm> {
    let shipped = super::places::shipped().find(|place| place.key == key);
    let others = shipped
        .as_ref()
        .map_or_else(String::new, |place| place.others.replace('|', "\n"));
    let name = shipped.as_ref().map_or(name, |place| place.name);
    let unit = shipped
        .as_ref()
        .map_or_else(String::new, |place| place.unit.to_owned());
    let entries = gazetteer
        .find(name)
        .into_iter()
        .filter_map(|hit| gazetteer.entry(hit));
    let entry = entries.into_iter().find(|entry| entry.key() == key)?;
    let degrees = |pick: fn((f64, f64)) -> f64| {
        entry
            .point()
            .map(|p| format!("{:.5}", pick(p)))
            .unwrap_or_default()
    };
    Some(PlaceForm {
        name: entry.name().to_owned(),
        others,
        kind: entry.feature().key(),
        latitude: degrees(|point| point.0),
        longitude: degrees(|point| point.1),
        unit: if unit.is_empty() {
            entry.country().to_owned()
        } else {
            unit
        },
        ..PlaceForm::default()
    })
}

fn form_of(place: &OwnPlace) -> PlaceForm {
    let degrees = |pick: fn((f64, f64)) -> f64| place.point.map(|p| pick(p).to_string()).unwrap_or_default();
    PlaceForm {
        name: place.name.clone(),
        others: place.others.join("\n"),
        not: place.not.join("\n"),
        kind: place.feature.clone(),
        latitude: degrees(|point| point.0),
        longitude: degrees(|point| point.1),
        unit: place.unit.clone(),
        source: place.source.clone(),
        from: place.from.clone(),
        to: place.to.clone(),
        note: place.note.clone(),
        ..PlaceForm::default()
    }
}

/// The place a form asks for; `None` where a coordinate is no number, or only one of the two is there.
fn place_of(key: &str, form: &PlaceForm) -> Option<OwnPlace> {
    let names = |text: &str| -> Vec<String> {
        text.split(['\n', '|', ';'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let point = match (form.latitude.trim(), form.longitude.trim()) {
        ("", "") => None,
        (lat, lon) => Some((degrees(lat)?, degrees(lon)?)),
    };
    Some(OwnPlace {
        key: key.to_owned(),
        name: form.name.trim().to_owned(),
        others: names(&form.others),
        not: names(&form.not),
        feature: form.kind.clone(),
        point,
        unit: form.unit.trim().to_owned(),
        source: form.source.trim().to_owned(),
        from: form.from.trim().to_owned(),
        to: form.to.trim().to_owned(),
        note: form.note.trim().to_owned(),
        retired: form.act == "retire",
    })
}

/// Degrees, with a point or a comma.
fn degrees(text: &str) -> Option<f64> {
    text.replace(',', ".")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
}

/// Adds a place.
pub async fn add(visit: Visit, Form(form): Form<PlaceForm>) -> Answer {
    set(visit, String::new(), form).await
}

/// Changes or retires one.
pub async fn change(visit: Visit, Path(key): Path<String>, Form(form): Form<PlaceForm>) -> Answer {
    set(visit, key, form).await
}

async fn set(visit: Visit, key: String, form: PlaceForm) -> Answer {
    let page = visit.page("places");
    let Some(place) = place_of(&key, &form) else {
        let wrong = vec![page.t("places-wrong-point")];
        return refused(&visit, key, form, wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let wanted = Wanted {
        place,
        seen: form.seen,
        another: !form.another.is_empty(),
        why: form.why.clone(),
        who: visit.viewer.name.clone(),
    };
    match record(&visit, wanted).await? {
        None => not_found_page(page),
        Some(Put::Recorded(key, _)) => Ok(to_place(&page, &key)),
        Some(Put::Refused(wrong)) => {
            refused(&visit, key, form, wrong, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Some(Put::ChangedMeanwhile) => {
            let found = known(&visit, key.clone(), form.name.clone()).await?;
            let form = PlaceForm {
                seen: found.map_or(0, |(now, _)| now.seen),
                ..form
            };
            let wrong = vec![page.t("places-wrong-meanwhile")];
            refused(&visit, key, form, wrong, StatusCode::CONFLICT).await
        }
    }
}

/// Records a change; `None` where its key is neither the desk's nor that of a place there is.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn record(visit: &Visit, wanted: Wanted) -> anyhow::Result<Option<Put>> {
    let (shared, lang) = (Arc::clone(&visit.shared), visit.lang);
    visit
        .write(move |store| {
            let view = store.view(crate::shelf::HERE);
            let key = &wanted.place.key;
            if !key.is_empty() && view.place_steps(key)?.is_empty() && !is_key(key) {
                return Ok(None);
            }
            let kit = shared.kit(&view)?;
            put(store, &kit.gazetteer, lang, wanted).map(Some)
        })
        .await
}

/// Whether it can be the key of a place of the layers below.
fn is_key(key: &str) -> bool {
    let number =
        |text: &str| !text.is_empty() && text.len() <= 10 && text.bytes().all(|b| b.is_ascii_digit());
    key.strip_prefix("geonames:").is_some_and(number)
        || super::places::shipped().any(|place| place.key == key)
}

/// What the form that takes a change back sends.
#[derive(Debug, Deserialize)]
pub struct SentUndo {
    #[serde(default)]
    why: String,
}

/// Takes the last change of a place back.
pub async fn take_back(visit: Visit, Path(number): Path<u64>, Form(sent): Form<SentUndo>) -> Answer {
    let page = visit.page("places");
    let (lang, who) = (visit.lang, visit.viewer.name.clone());
    let done = visit
        .write(move |store| undo(store, lang, number, &who, &sent.why))
        .await?;
    let (key, status, said) = match done {
        None => return not_found_page(page),
        Some(Put::Recorded(key, _)) => return Ok(to_place(&page, &key)),
        Some(Put::Refused(said)) => ("desk-failed", StatusCode::UNPROCESSABLE_ENTITY, said.join(" ")),
        Some(Put::ChangedMeanwhile) => (
            "desk-failed",
            StatusCode::CONFLICT,
            page.t("places-wrong-not-last"),
        ),
    };
    crate::web::answer::message_page(page, key, "places-said", &[("said", &said)], status)
}

fn to_place(page: &Page, key: &str) -> Response {
    Redirect::to(&format!("/places/{}{}", encoded(key), page.lang_query())).into_response()
}

/// The form as it was sent, with what stands against it and what the desk has recorded of the place.
async fn refused(
    visit: &Visit,
    key: String,
    form: PlaceForm,
    wrong: Vec<String>,
    status: StatusCode,
) -> Answer {
    let named = key.clone();
    let steps = visit.read(move |view| Ok(view.place_steps(&named)?)).await?;
    let mut answer = shown(visit.page("places"), &key, form, &steps, wrong)?;
    *answer.status_mut() = status;
    Ok(answer)
}

fn shown(page: Page, key: &str, form: PlaceForm, steps: &[PlaceStep], wrong: Vec<String>) -> Answer {
    let is_new = key.is_empty();
    let standing = steps.last().and_then(|step| step.2.place.as_ref());
    let heading = match form.name.trim() {
        _ if is_new => page.t("places-add"),
        // A name rubbed out in the form leaves the page the one it had, or its key.
        "" => standing.map_or_else(|| key.to_owned(), |place| place.name.clone()),
        name => name.to_owned(),
    };
    let action = if is_new {
        "/places".to_owned()
    } else {
        format!("/places/{}", encoded(key))
    };
    render(&PlacePage {
        heading,
        action,
        kinds: KINDS
            .iter()
            .map(|kind| (kind.key(), page.t(&format!("places-kind-{}", kind.key()))))
            .collect(),
        steps: steps
            .iter()
            .rev()
            .enumerate()
            .map(|(at, step)| step_view(&page, step, at == 0))
            .collect(),
        retired: standing.is_some_and(|place| place.retired),
        own: standing.is_some(),
        gone: key.starts_with("desk:") && standing.is_none(),
        page,
        form,
        wrong,
        is_new,
    })
}

fn step_view(page: &Page, (number, when, change): &PlaceStep, last: bool) -> StepView {
    let what = match (&change.place, change.undoes) {
        (_, Some(_)) => "places-step-undone",
        (Some(place), None) if place.retired => "places-step-retired",
        _ => "places-step-set",
    };
    StepView {
        number: *number,
        when: minute(when),
        who: change.who.clone(),
        what: page.t(what),
        why: change.why.clone(),
        last,
    }
}

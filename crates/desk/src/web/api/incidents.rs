//! The register, its incidents, contradictions and problems as JSON.

use super::input::{Path, Query, missing, problem, tagged};
use crate::commands::list as rows;
use crate::say::Lang;
use crate::shelf;
use crate::web::answer::Answer;
use crate::web::pages::register::Asked;
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tocsin_core::{Codebook, IncidentId};

/// How many an answer holds at most.
const MOST: usize = 200;

/// How many, of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Limit {
    limit: Option<usize>,
}

/// The register, with the filters of its page.
pub async fn list(
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    Query(limit): Query<Limit>,
) -> Answer {
    let lang = visit.lang;
    let (mut filter, messages) = asked.filter(lang)?;
    if !messages.is_empty() {
        return Ok(problem(StatusCode::BAD_REQUEST, &messages.join(" ")));
    }
    if !asked.is_at_a_place() {
        return Ok(problem(
            StatusCode::BAD_REQUEST,
            "`after` is not the `next` of a list.",
        ));
    }
    if let Some(limit) = limit.limit {
        filter.limit = limit.clamp(1, MOST);
    }
    let found = visit.read(move |view| Ok(view.incidents(&filter)?)).await?;
    tagged(&headers, &rows::list(lang, &found))
}

/// One incident.
pub async fn one(visit: Visit, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let lang = visit.lang;
    let found = visit.read(move |view| shelf::load(view, &IncidentId(id))).await?;
    match found {
        Some(loaded) => tagged(&headers, &loaded.view(lang)),
        None => Ok(missing()),
    }
}

/// All contradictions that are open.
pub async fn contradictions(visit: Visit, headers: HeaderMap) -> Answer {
    let lang = visit.lang;
    let cards = visit.read(move |view| rows::cards(view, lang)).await?;
    tagged(&headers, &cards)
}

/// The latest problems met when taking in.
pub async fn problems(visit: Visit, headers: HeaderMap) -> Answer {
    let lang = visit.lang;
    let met = visit.read(|view| Ok(view.problems(MOST)?)).await?;
    let all: Vec<_> = met
        .iter()
        .map(|met| crate::answers::problem(lang, &met.problem))
        .collect();
    tagged(&headers, &all)
}

/// One entry of the code book.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CodeAnswer {
    /// The code.
    pub code: String,
    /// The wider code it lies under; "" for a widest one.
    pub parent: String,
    /// Its name.
    pub name: String,
    /// What it covers.
    pub definition: String,
}

/// The code book.
pub async fn codebook(visit: Visit, headers: HeaderMap) -> Answer {
    let french = visit.lang == Lang::Fr;
    let pick = |pair: (&'static str, &'static str)| if french { pair.1 } else { pair.0 }.to_owned();
    let all: Vec<CodeAnswer> = Codebook::get()
        .entries
        .iter()
        .map(|entry| CodeAnswer {
            code: entry.code.to_owned(),
            parent: entry.parent.to_owned(),
            name: pick(entry.name),
            definition: pick(entry.definition),
        })
        .collect();
    tagged(&headers, &all)
}

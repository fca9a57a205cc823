//! Releases by program: asked for by one account, granted by another.

use super::decisions::Recorded;
use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::release::Granted;
use crate::say;
use crate::web::answer::Answer;
use crate::web::pages::releases::{Put, decided, parcel, put};
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tocsin_core::{IncidentId, Tlp};
use tocsin_store::Asked;

/// A release that waits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AskAnswer {
    /// Its number.
    pub number: u64,
    /// Who asks.
    pub who: String,
    /// Why.
    pub why: String,
    /// `public` or `partner`.
    pub audience: String,
    /// The partner's name; "" for the public.
    pub to: String,
    /// The partner's clearance.
    pub clearance: String,
    /// Key of the format.
    pub format: String,
    /// The incidents.
    pub incidents: Vec<String>,
}

/// A release to be asked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAsk {
    /// The incidents.
    #[schemars(length(min = 1, max = 1000))]
    pub incidents: Vec<String>,
    /// `public` or `partner`.
    pub audience: String,
    /// The partner's name; "" for the public.
    #[serde(default)]
    pub to: String,
    /// The partner's clearance.
    pub clearance: Option<String>,
    /// Key of the format.
    pub format: String,
    /// Why.
    #[schemars(length(min = 1, max = 2000))]
    pub why: String,
}

/// Why not.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// Why.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub why: String,
}

/// What waits for a second person's word.
pub async fn list(visit: Visit, headers: HeaderMap) -> Answer {
    let asks = visit.read(|view| Ok(view.asks()?)).await?;
    let all: Vec<AskAnswer> = asks
        .into_iter()
        .map(|(number, asked)| AskAnswer {
            number,
            who: asked.who,
            why: asked.why,
            audience: asked.audience,
            to: asked.to,
            clearance: asked.clearance.to_string(),
            format: asked.format,
            incidents: asked.incidents.into_iter().map(|(id, _)| id.0).collect(),
        })
        .collect();
    tagged(&headers, &all)
}

/// Asks for a release.
pub async fn ask(visit: Visit, Sent(sent): Sent<NewAsk>) -> Answer {
    let meaningless = || {
        problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Name incidents, a known format, a reason, and for a partner its name and clearance.",
        )
    };
    let Ok(clearance) = sent
        .clearance
        .as_deref()
        .map_or(Ok(Tlp::Clear), str::parse::<Tlp>)
    else {
        return Ok(meaningless());
    };
    let asked = Asked {
        audience: sent.audience,
        to: sent.to,
        clearance,
        format: sent.format,
        incidents: sent.incidents.into_iter().map(|id| (IncidentId(id), 0)).collect(),
        who: visit.viewer.name.clone(),
        why: sent.why,
    };
    Ok(match put(&visit, asked).await? {
        Put::Recorded(number) => answered(StatusCode::CREATED, &Recorded { number })?,
        Put::Missing => missing(),
        Put::Meaningless => meaningless(),
    })
}

/// Grants a release; its bytes.
pub async fn grant(visit: Visit, Path(number): Path<u64>) -> Answer {
    let granted = decided(&visit, number, false, String::new()).await?;
    Ok(match granted {
        Some(Granted::Sent { bytes, format, .. }) => parcel(bytes, &format),
        Some(Granted::Refused) => StatusCode::NO_CONTENT.into_response(),
        Some(Granted::SamePerson) => problem(StatusCode::UNPROCESSABLE_ENTITY, "Who asked cannot grant."),
        Some(Granted::Changed) => problem(
            StatusCode::CONFLICT,
            "An incident changed since it was asked for; ask anew.",
        ),
        Some(Granted::NothingCleared(why)) => {
            problem(StatusCode::UNPROCESSABLE_ENTITY, &say::reasons(visit.lang, &why))
        }
        None => missing(),
    })
}

/// Refuses a release.
pub async fn refuse(visit: Visit, Path(number): Path<u64>, Sent(sent): Sent<Why>) -> Answer {
    Ok(match decided(&visit, number, true, sent.why).await? {
        Some(_) => StatusCode::NO_CONTENT.into_response(),
        None => missing(),
    })
}

//! Releases: one person asks, a second one grants or refuses; only then bytes are made.

pub use crate::release::Put;
use crate::release::{Granted, answered};
use crate::say;
use crate::shelf;
use crate::web::answer::{Answer, message_page, not_found_page, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tocsin_core::{IncidentId, Tlp};
use tocsin_share::FORMATS;
use tocsin_store::Asked;

/// One ask as a card.
struct AskView {
    number: u64,
    who: String,
    why: String,
    audience: String,
    format: String,
    incidents: Vec<(String, String)>,
    /// The visitor asked for it: another must answer.
    own: bool,
}

#[derive(Template)]
#[template(path = "releases.html")]
struct ReleasesPage {
    page: Page,
    asks: Vec<AskView>,
    formats: Vec<&'static str>,
}

/// What waits for a second person's word.
pub async fn releases(visit: Visit) -> Answer {
    let (lang, name) = (visit.lang, visit.viewer.name.clone());
    let asks = visit
        .read(move |view| {
            let mut out = Vec::new();
            for (number, asked) in view.asks()? {
                let mut incidents = Vec::new();
                for (id, _) in &asked.incidents {
                    if let Some(record) = view.incident(id)? {
                        incidents.push((id.0.clone(), shelf::heading_of(lang, &record.incident)));
                    }
                }
                out.push(AskView {
                    number,
                    own: asked.who == name,
                    audience: if asked.to.is_empty() {
                        asked.audience.clone()
                    } else {
                        format!("{} ({})", asked.to, asked.clearance)
                    },
                    who: asked.who,
                    why: asked.why,
                    format: asked.format,
                    incidents,
                });
            }
            Ok(out)
        })
        .await?;
    render(&ReleasesPage {
        page: visit.page("releases"),
        asks,
        formats: FORMATS.iter().map(|format| format.key()).collect(),
    })
}

/// What the form for an ask sends.
#[derive(Deserialize)]
pub struct SentAsk {
    /// Ids of incidents, parted by blanks or commas.
    incidents: String,
    /// `public` or `partner`.
    audience: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    clearance: String,
    format: String,
    #[serde(default)]
    why: String,
}

/// Asks for a release.
pub async fn ask(visit: Visit, Form(sent): Form<SentAsk>) -> Answer {
    let page = visit.page("releases");
    let asked = Asked {
        audience: sent.audience,
        to: sent.to.trim().to_owned(),
        clearance: sent.clearance.parse::<Tlp>().unwrap_or_default(),
        format: sent.format,
        incidents: sent
            .incidents
            .split([',', ' ', '\n', '\r', '\t'])
            .filter(|id| !id.is_empty())
            .map(|id| (IncidentId(id.to_owned()), 0))
            .collect(),
        who: visit.viewer.name.clone(),
        why: sent.why,
    };
    match put(&visit, asked).await? {
        Put::Recorded(_) => Ok(Redirect::to(&format!("/releases{}", page.lang_query())).into_response()),
        Put::Missing => not_found_page(page),
        Put::Meaningless => message_page(
            page,
            "desk-failed",
            "people-ask-meaningless",
            &[],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    }
}

/// Records an ask, with the versions of its incidents as they stand.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn put(visit: &Visit, asked: Asked) -> anyhow::Result<Put> {
    let reader = visit.viewer.reader.clone();
    visit
        .write(move |store| crate::release::ask(store, &reader, asked))
        .await
}

/// What the answer's form sends.
#[derive(Deserialize)]
pub struct SentAnswer {
    /// `grant` or `refuse`.
    answer: String,
    #[serde(default)]
    why: String,
}

/// Grants a release, and hands out its bytes; or refuses it.
pub async fn answer(visit: Visit, Path(number): Path<u64>, Form(sent): Form<SentAnswer>) -> Answer {
    let page = visit.page("releases");
    let refuses = sent.answer != "grant";
    let granted = decided(&visit, number, refuses, sent.why).await?;
    match granted {
        Some(Granted::Sent { bytes, format, .. }) => Ok(parcel(bytes, &format)),
        Some(Granted::Refused) => {
            Ok(Redirect::to(&format!("/releases{}", page.lang_query())).into_response())
        }
        Some(Granted::SamePerson) => message_page(
            page,
            "desk-failed",
            "people-second-person",
            &[],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Some(Granted::Changed) => message_page(
            page,
            "desk-failed",
            "people-ask-changed",
            &[],
            StatusCode::CONFLICT,
        ),
        Some(Granted::NothingCleared(why)) => message_page(
            page,
            "desk-failed",
            "people-not-cleared",
            &[("why", &say::reasons(visit.lang, &why))],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        None => not_found_page(page),
    }
}

/// Answers an ask; `None` where there is none waiting that this visitor may see.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn decided(
    visit: &Visit,
    number: u64,
    refuses: bool,
    why: String,
) -> anyhow::Result<Option<Granted>> {
    let (reader, who) = (visit.viewer.reader.clone(), visit.viewer.name.clone());
    visit
        .write(move |store| answered(store, &reader, number, &who, refuses.then_some(why)))
        .await
}

/// The bytes of a release, as a file.
pub fn parcel(bytes: Vec<u8>, format: &str) -> Response {
    let name = format!("attachment; filename=\"tocsin-{format}\"");
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/octet-stream"),
    );
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

//! Reports by program: one read, one brought in.

use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::answers::{TookIn, took_in};
use crate::gather::Found;
use crate::take_in::{Terms, take_in as take};
use crate::view::{report_title, source_name};
use crate::web::answer::Answer;
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tocsin_core::{Handling, Nature, ReportId, Source, Tlp, When};
use tocsin_intake::Given;

/// One report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReportAnswer {
    /// Its id: a hash of its text.
    pub id: String,
    /// Its title, or its first words.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// When, in words; "" where it does not say.
    pub published: String,
    /// Its address.
    pub url: Option<String>,
    /// TLP 2.0 label.
    pub tlp: String,
    /// Its text: what spans of claims count bytes in.
    pub text: String,
    /// The incidents it tells of, as far as this account may see them.
    pub incidents: Vec<String>,
}

/// One report.
pub async fn one(visit: Visit, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let lang = visit.lang;
    let found = visit
        .read(move |view| {
            let id = ReportId(id);
            let Some(report) = view.report(&id)? else {
                return Ok(None);
            };
            let told = view.telling_of(std::slice::from_ref(&id))?;
            Ok(Some(ReportAnswer {
                title: report_title(&report),
                source: source_name(lang, &report),
                published: report
                    .published
                    .as_ref()
                    .map(|when| crate::words::when(lang, when))
                    .unwrap_or_default(),
                url: report.url.clone(),
                tlp: report.handling.tlp.to_string(),
                text: report.text.to_string(),
                incidents: told.into_iter().map(|incident| incident.id.0).collect(),
                id: id.0,
            }))
        })
        .await?;
    match found {
        Some(report) => tagged(&headers, &report),
        None => Ok(missing()),
    }
}

/// A report to be taken in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReport {
    /// Its text; an e-mail, a page or a feed are taken as well.
    #[schemars(length(min = 1, max = 200_000))]
    pub text: String,
    /// Name of the outlet or channel. Never a person's.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub source: String,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// TLP 2.0 label; the stricter of this and its own holds.
    pub tlp: Option<String>,
    /// It came from a community reporter: never quoted outside, places coarsened, AMBER+STRICT at least.
    #[serde(default)]
    pub community: bool,
    /// Part of an exercise: kept apart from real reports.
    #[serde(default)]
    pub exercise: bool,
}

/// Takes in one report. What comes of it is told as far as the account may see it.
pub async fn take_in(visit: Visit, Sent(sent): Sent<NewReport>) -> Answer {
    if sent.text.trim().is_empty() {
        return Ok(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The report has no text.",
        ));
    }
    let Some(given) = given(&sent) else {
        return Ok(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "`published` is a day as YYYY-MM-DD, `tlp` a TLP 2.0 label.",
        ));
    };
    let lang = visit.lang;
    let reader = visit.viewer.reader.clone();
    let shared = Arc::clone(&visit.shared);
    let answer: TookIn = visit
        .write(move |store| {
            let kit = shared.kit(&store.view(crate::shelf::HERE))?;
            let terms = Terms {
                kit: &kit,
                given,
                now: crate::commands::now(),
                batch: 1,
                progress: &|_| {},
            };
            let found = vec![Found::Bytes("api".to_owned(), sent.text.into_bytes())];
            let mut outcome = take(store, found, &terms)?;
            // A relay learns what became of its report, not what it was joined to.
            let view = store.view_as(&reader)?;
            let mut seen = Vec::new();
            for id in std::mem::take(&mut outcome.changed) {
                if view.incident(&id)?.is_some() {
                    seen.push(id);
                }
            }
            outcome.changed = seen;
            let facets = view.facets(Nature::Real)?;
            Ok(took_in(lang, &outcome, &facets))
        })
        .await?;
    answered(StatusCode::CREATED, &answer)
}

/// What is said of the report beside its text; `None` where part of it cannot be meant.
fn given(sent: &NewReport) -> Option<Given> {
    let published = match &sent.published {
        None => None,
        Some(day) => Some(When::day(day.parse().ok()?)),
    };
    let mut tlp = match &sent.tlp {
        None => Tlp::Clear,
        Some(label) => label.parse().ok()?,
    };
    if sent.community {
        tlp = tlp.max(Tlp::AmberStrict);
    }
    Some(Given {
        source: Some(sent.source.trim())
            .filter(|name| !name.is_empty())
            .map(|name| Source {
                key: tocsin_intake::finish::slug(name),
                name: name.chars().take(200).collect(),
                ..Source::default()
            }),
        published,
        nature: if sent.exercise {
            Nature::Exercise
        } else {
            Nature::Real
        },
        handling: Handling {
            tlp,
            community: sent.community,
        },
        language: None,
    })
}

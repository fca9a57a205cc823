//! Where reports come from: all sources with how much and when they were last heard, and the profile of each.

use super::history::minute;
use crate::say::Lang;
use crate::shelf;
use crate::web::answer::{Answer, message_page, not_found_page, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use tocsin_core::{Interest, ReportId, Source, SourceClass};
use tocsin_store::{ReportLine, SourceTally, View};

/// Stands in addresses for reports without a known source.
const NOBODY: &str = "-";
/// Reports listed in a profile.
const LISTED: usize = 40;

const CLASSES: [SourceClass; 8] = [
    SourceClass::Wire,
    SourceClass::Outlet,
    SourceClass::StateMedia,
    SourceClass::Party,
    SourceClass::Community,
    SourceClass::Partner,
    SourceClass::Aggregator,
    SourceClass::Unknown,
];
const INTERESTS: [Interest; 4] = [
    Interest::Party,
    Interest::Affiliated,
    Interest::Independent,
    Interest::Unknown,
];

/// The key under which data and messages know a class or an interest: `state-media`.
fn key(of: impl serde::Serialize) -> String {
    serde_json::to_value(of)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

struct RowView {
    address: String,
    name: String,
    class: String,
    interest: String,
    reports: u64,
    last: String,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    page: Page,
    rows: Vec<RowView>,
}

/// All sources, those with most reports first.
pub async fn sources(visit: Visit) -> Answer {
    let page = visit.page("sources");
    let found = visit
        .read(|view| {
            let tallies = view.source_tallies()?;
            let named = tallies.into_iter().map(|tally| {
                let source = profile(view, &tally)?;
                Ok((tally, source))
            });
            named.collect::<anyhow::Result<Vec<_>>>()
        })
        .await?;
    let rows = found
        .into_iter()
        .map(|(tally, source)| RowView {
            address: address(&tally.key),
            name: name(&page, &source),
            class: page.t(&format!("pages-class-{}", key(source.class))),
            interest: page.t(&format!("pages-interest-{}", key(source.interest))),
            reports: tally.reports,
            last: minute(&tally.last),
        })
        .collect();
    render(&SourcesPage { page, rows })
}

fn address(key: &str) -> String {
    if key.is_empty() {
        NOBODY.to_owned()
    } else {
        encoded(key)
    }
}

fn name(page: &Page, source: &Source) -> String {
    match (source.name.is_empty(), source.key.is_empty()) {
        (false, _) => source.name.clone(),
        (true, false) => source.key.clone(),
        (true, true) => page.t("desk-source-unknown"),
    }
}

/// What a person set, else what its latest report says of it.
fn profile(view: &View<'_>, tally: &SourceTally) -> anyhow::Result<Source> {
    if let Some(set) = view.source(&tally.key)? {
        return Ok(set);
    }
    let report = view.dossier(&tally.latest)?;
    Ok(report.map_or_else(
        || Source {
            key: tally.key.clone(),
            ..Source::default()
        },
        |dossier| dossier.source,
    ))
}

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    page: Page,
    name: String,
    source: Source,
    address: String,
    counted: String,
    first: String,
    last: String,
    classes: Vec<(String, String, bool)>,
    interests: Vec<(String, String, bool)>,
    reports: Vec<ReportLine>,
    incidents: Vec<(String, String)>,
}

/// One source: what it is, what it gave, and what that tells of.
pub async fn source(visit: Visit, Path(asked): Path<String>) -> Answer {
    let page = visit.page("sources");
    let lang = page.lang;
    let wanted = if asked == NOBODY { String::new() } else { asked };
    let found = visit
        .read(move |view| {
            let Some(tally) = view
                .source_tallies()?
                .into_iter()
                .find(|tally| tally.key == wanted)
            else {
                return Ok(None);
            };
            let reports = view.reports_of(&tally.key, LISTED)?;
            let ids: Vec<ReportId> = reports.iter().map(|line| line.id.clone()).collect();
            let incidents = told(view, lang, &ids)?;
            Ok(Some((profile(view, &tally)?, tally, reports, incidents)))
        })
        .await?;
    let Some((source, tally, reports, incidents)) = found else {
        return not_found_page(page);
    };
    let choice = |key: String, room: &str, chosen: bool| {
        let name = page.t(&format!("pages-{room}-{key}"));
        (key, name, chosen)
    };
    render(&SourcePage {
        name: name(&page, &source),
        address: address(&tally.key),
        counted: page.counted("desk-reports-counted", tally.reports as usize),
        first: minute(&tally.first),
        last: minute(&tally.last),
        classes: CLASSES
            .iter()
            .map(|class| choice(key(class), "class", *class == source.class))
            .collect(),
        interests: INTERESTS
            .iter()
            .map(|interest| choice(key(interest), "interest", *interest == source.interest))
            .collect(),
        page,
        source,
        reports,
        incidents,
    })
}

fn told(view: &View<'_>, lang: Lang, reports: &[ReportId]) -> anyhow::Result<Vec<(String, String)>> {
    let incidents = view.telling_of(reports)?;
    Ok(incidents
        .iter()
        .map(|incident| (incident.id.to_string(), shelf::heading_of(lang, incident)))
        .collect())
}

/// What the profile's form sends.
#[derive(Debug, Deserialize)]
pub struct ProfileForm {
    name: String,
    class: String,
    interest: String,
}

/// Sets what a source is and whose interest it serves; kept in the ledger.
pub async fn set(visit: Visit, Path(asked): Path<String>, Form(form): Form<ProfileForm>) -> Answer {
    let page = visit.page("sources");
    let class = CLASSES.into_iter().find(|class| key(class) == form.class);
    let interest = INTERESTS
        .into_iter()
        .find(|interest| key(interest) == form.interest);
    let (Some(class), Some(interest), false) = (class, interest, asked == NOBODY) else {
        return message_page(
            page,
            "desk-failed",
            "pages-profile-failed",
            &[],
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    let source = Source {
        key: asked.clone(),
        name: form.name.trim().chars().take(120).collect(),
        class,
        interest,
    };
    visit
        .write(move |store| {
            let mut batch = store.begin()?;
            batch.set_source(&source, &crate::commands::now())?;
            Ok(batch.finish()?)
        })
        .await?;
    Ok(Redirect::to(&format!("/sources/{}{}", encoded(&asked), page.lang_query())).into_response())
}

//! One report with its claims underlined, and what was left out.

use super::incident::claims_in;
use crate::shelf;
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::page::Page;
use crate::web::text::{TextView, left_out, view as text_view};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use std::collections::BTreeSet;
use tocsin_core::{Field, Incident, ReportId};

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    text: TextView,
    incidents: Vec<(String, String)>,
    left_out: Vec<(String, String)>,
}

/// One report with its claims underlined, and what was left out.
pub async fn report(visit: Visit, Path(id): Path<String>) -> Answer {
    let page = visit.page("report");
    let lang = page.lang;
    let found = visit
        .read(move |view| {
            let id = ReportId(id);
            let (Some(report), Some(dossier)) = (view.report(&id)?, view.dossier(&id)?) else {
                return Ok(None);
            };
            let told = view.telling_of(std::slice::from_ref(&id))?;
            Ok(Some((report, dossier, told)))
        })
        .await?;
    let Some((report, dossier, told)) = found else {
        return not_found_page(page);
    };
    let homes: Vec<(&Incident, BTreeSet<u32>)> = told
        .iter()
        .map(|incident| (incident, claims_in(incident, &report.id, &dossier.reading)))
        .collect();
    let shown = |index: u32, field: Field| {
        let (incident, _) = homes.iter().find(|(_, claims)| claims.contains(&index))?;
        Some(format!(
            "/incidents/{}{}#f-{}",
            incident.id,
            page.lang_query(),
            field.key()
        ))
    };
    let incidents = told
        .iter()
        .map(|incident| (incident.id.0.clone(), shelf::heading_of(lang, incident)))
        .collect();
    let text = text_view(lang, &report, &dossier.reading, &shown);
    let left_out = left_out(lang, &report, &dossier.reading);
    render(&ReportPage {
        text,
        page,
        incidents,
        left_out,
    })
}

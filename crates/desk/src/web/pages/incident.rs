//! One incident: what is said and by whom, contradictions, grade, history, the texts.

use super::pins::pin;
use crate::say::{self, Lang, say};
use crate::shelf;
use crate::view::IncidentView;
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::map::{Frame, Pin, draw};
use crate::web::page::Page;
use crate::web::text::{TextView, view as text_view};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use std::collections::BTreeSet;
use tocsin_core::{Act, Incident, IncidentId, Reading, ReportId, Status};
use tocsin_store::View;

#[derive(Template)]
#[template(path = "incident.html")]
struct IncidentPage {
    page: Page,
    view: IncidentView,
    map: String,
    maybe: Vec<(String, String, Vec<String>)>,
    acts: Vec<(&'static str, String)>,
    texts: Vec<TextView>,
}

/// One incident: what is said and by whom, contradictions, grade, history, the texts.
pub async fn incident(visit: Visit, Path(id): Path<String>) -> Answer {
    let page = visit.page("incident");
    let lang = page.lang;
    let found = visit
        .read(move |view| {
            let Some(loaded) = shelf::load(view, &IncidentId(id))? else {
                return Ok(None);
            };
            let maybe = maybe(view, lang, &loaded.record.incident)?;
            Ok(Some((loaded, maybe)))
        })
        .await?;
    let Some((loaded, maybe)) = found else {
        return not_found_page(page);
    };
    let pins: Vec<Pin> = pin(lang, &loaded.record).into_iter().collect();
    let map = if pins.is_empty() {
        String::new()
    } else {
        draw(&Frame::around(&pins), &pins, &page.t("desk-map-title"))
    };
    let texts = loaded
        .reports
        .values()
        .map(|(report, dossier)| {
            let mine = claims_in(&loaded.record.incident, &report.id, &dossier.reading);
            text_view(lang, report, &dossier.reading, &|index, field| {
                mine.contains(&index).then(|| format!("#f-{}", field.key()))
            })
        })
        .collect();
    render(&IncidentPage {
        view: loaded.view(lang),
        acts: acts(lang, loaded.record.status),
        page,
        map,
        maybe,
        texts,
    })
}

/// The claims of `reading` that belong to accounts of `incident`.
pub fn claims_in(incident: &Incident, report: &ReportId, reading: &Reading) -> BTreeSet<u32> {
    let accounts = incident
        .members
        .iter()
        .filter(|account| account.report == *report);
    accounts
        .flat_map(|account| reading.claims_of(account.n).map(|(index, _)| index))
        .collect()
}

/// Incidents that may be the same event: id, heading, and what spoke for and against.
fn maybe(
    view: &View<'_>,
    lang: Lang,
    incident: &Incident,
) -> anyhow::Result<Vec<(String, String, Vec<String>)>> {
    let reports: Vec<ReportId> = incident
        .maybe
        .iter()
        .flat_map(|link| [link.a.report.clone(), link.b.report.clone()])
        .collect();
    let others = view.telling_of(&reports)?;
    let mut out: Vec<(String, String, Vec<String>)> = Vec::new();
    for link in &incident.maybe {
        let other = others.iter().find(|other| {
            other.id != incident.id && (other.members.contains(&link.a) || other.members.contains(&link.b))
        });
        if let Some(other) = other.filter(|other| !out.iter().any(|(id, _, _)| *id == other.id.0)) {
            let reasons = link
                .reasons
                .iter()
                .map(|reason| say::reason(lang, reason))
                .collect();
            out.push((other.id.0.clone(), shelf::heading_of(lang, other), reasons));
        }
    }
    Ok(out)
}

/// The decisions open from `status`, as buttons.
fn acts(lang: Lang, status: Status) -> Vec<(&'static str, String)> {
    let all = [
        (Act::TakeUp, "take-up"),
        (Act::Accept, "accept"),
        (Act::Reject, "reject"),
        (Act::Withdraw, "withdraw"),
        (Act::Comment, "comment"),
    ];
    all.into_iter()
        .filter(|(act, _)| tocsin_review::decision::next(status, act).is_ok())
        .map(|(_, key)| (key, say(lang, &format!("desk-do-{key}"), &[])))
        .collect()
}

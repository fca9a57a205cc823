//! One incident: what is said and by whom, contradictions, grade, history, the texts.

use super::decide::right_for;
use super::history::{StepView, steps};
use super::pins::pin;
use super::queue::{looked, since};
use crate::say::{self, Lang, say};
use crate::shelf;
use crate::view::{ChangeView, IncidentView};
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::guard::Viewer;
use crate::web::map::{Frame, Pin, draw};
use crate::web::page::Page;
use crate::web::text::{TextView, view as text_view};
use crate::web::tree;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use std::collections::BTreeSet;
use tocsin_core::{Act, Incident, IncidentId, Reading, ReportId, Status};
use tocsin_store::{Record, View};

#[derive(Template)]
#[template(path = "incident.html")]
struct IncidentPage {
    page: Page,
    view: IncidentView,
    map: String,
    maybe: Vec<(String, String, Vec<String>)>,
    acts: Vec<(&'static str, String)>,
    assigned: String,
    groups: Vec<String>,
    texts: Vec<TextView>,
    tree: String,
    steps: Vec<StepView>,
    since: Option<(u32, Vec<ChangeView>)>,
}

impl IncidentPage {
    /// Letters and numbers of the grade, each with what it says and whether it is the one that stands.
    fn letters(&self) -> Vec<(char, String, bool)> {
        let now = self.view.grade.grade.chars().next();
        let letters = "ABCDEF".chars();
        letters
            .map(|letter| {
                let key = format!("pages-letter-{}", letter.to_ascii_lowercase());
                (letter, self.page.t(&key), now == Some(letter))
            })
            .collect()
    }

    fn numbers(&self) -> Vec<(char, String, bool)> {
        let now = self.view.grade.grade.chars().nth(1);
        let numbers = "123456".chars();
        numbers
            .map(|number| {
                (
                    number,
                    self.page.t(&format!("pages-number-{number}")),
                    now == Some(number),
                )
            })
            .collect()
    }
}

/// One incident: what is said and by whom, contradictions, grade, history, the texts.
pub async fn incident(visit: Visit, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let page = visit.page("incident");
    let lang = page.lang;
    let looked = looked(&headers);
    let found = visit
        .read(move |view| {
            let Some(loaded) = shelf::load(view, &IncidentId(id))? else {
                return Ok(None);
            };
            let incident = &loaded.record.incident;
            let maybe = maybe(view, lang, incident)?;
            let steps = steps(lang, view.history(&incident.id)?);
            let since = since(view, lang, incident, &looked)?;
            Ok(Some((loaded, maybe, steps, since)))
        })
        .await?;
    let Some((loaded, maybe, steps, since)) = found else {
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
    let view = loaded.view(lang);
    render(&IncidentPage {
        tree: tree::lineage(&page, &view),
        view,
        steps,
        since,
        acts: acts(lang, &visit.viewer, &loaded.record),
        assigned: loaded.record.assigned.clone(),
        groups: loaded.record.groups.clone(),
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

/// The decisions open from `status` to this viewer, as buttons.
pub fn acts(lang: Lang, viewer: &Viewer, record: &Record) -> Vec<(&'static str, String)> {
    let all = [
        (Act::TakeUp, "take-up"),
        (Act::Accept, "accept"),
        (Act::Reject, "reject"),
        (Act::Withdraw, "withdraw"),
        (Act::Comment, "comment"),
        (Act::SecondRead { agrees: true }, "second-read"),
        (Act::SecondRead { agrees: false }, "second-read-no"),
    ];
    let status = record.status;
    let unchanged = record
        .reviewed
        .is_some_and(|seen| seen >= record.incident.version);
    all.into_iter()
        .filter(|(act, _)| {
            // Only what changed since is accepted again.
            if status == Status::Accepted && *act == Act::Accept && unchanged {
                return false;
            }
            // What nobody took up yet can be accepted or rejected at once: it is taken up first (see `decide`).
            let at_once = status == Status::New && matches!(act, Act::Accept | Act::Reject);
            at_once || tocsin_review::decision::next(status, act).is_ok()
        })
        .filter(|(act, _)| viewer.may(right_for(act)))
        .map(|(_, key)| (key, say(lang, &format!("desk-do-{key}"), &[])))
        .collect()
}

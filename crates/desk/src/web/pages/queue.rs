//! The queue: what waits for a person, folded into stories, with why it waits and what changed since one looked.

use crate::answers::RowField;
use crate::commands::list;
use crate::say::{Lang, say};
use crate::view::{ChangeView, changes};
use crate::web::answer::{Answer, render};
use crate::web::guard::{Viewer, cookie};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::{Incident, IncidentId, Standing, Status};
use tocsin_store::{Record, Step, View};

/// Incidents on one page of the queue.
const ON_A_PAGE: usize = 20;
/// Where the browser keeps when its user last said to have looked through the queue.
const LOOKED: &str = "tocsin-looked";

/// Where in the queue to begin.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: Option<u64>,
}

/// One incident that waits.
struct ItemView {
    id: String,
    version: u32,
    heading: String,
    status: String,
    status_name: String,
    grade: String,
    tlp: String,
    reasons: Vec<String>,
    lines: Vec<RowField>,
    sources: String,
    changes: Vec<ChangeView>,
    acts: Vec<(&'static str, String)>,
}

/// Incidents that tell of one event or may do so: the first stands for all.
struct StoryView {
    lead: ItemView,
    more: Vec<ItemView>,
    folded: String,
}

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    page: Page,
    counted: String,
    looked: String,
    now: String,
    stories: Vec<StoryView>,
    more: Option<String>,
}

/// What waits for a person, latest change first.
pub async fn queue(visit: Visit, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("queue");
    let lang = page.lang;
    let looked = looked(&headers);
    let (since, viewer) = (looked.clone(), visit.viewer.clone());
    let (found, items) = visit
        .read(move |view| {
            let found = view.queue(ON_A_PAGE, asked.after)?;
            let mut items = Vec::new();
            for record in &found.records {
                items.push(item(view, lang, &viewer, record, &since)?);
            }
            Ok((found, items))
        })
        .await?;
    let stories = fold(&found.records, items, lang);
    let n = found.total.to_string();
    let shown = found.records.len().to_string();
    render(&QueuePage {
        counted: say(
            lang,
            "pages-queue-counted",
            &[
                ("n", &n),
                ("shown", &shown),
                ("stories", &stories.len().to_string()),
            ],
        ),
        looked: looked.get(..16).unwrap_or("").replace('T', " "),
        now: crate::commands::now(),
        stories,
        more: found
            .next
            .map(|after| format!("/queue?lang={}&after={after}", lang.tag())),
        page,
    })
}

/// What the form "I have looked" sends.
#[derive(Debug, Deserialize)]
pub struct LookedForm {
    until: String,
}

/// Notes in the browser, and nowhere else, until when its user has looked.
pub async fn looked_now(visit: Visit, Form(form): Form<LookedForm>) -> Answer {
    let page = visit.page("queue");
    let back = Redirect::to(&format!("/queue{}", page.lang_query()));
    let cookie = time(&form.until).and_then(|until| {
        let line = format!("{LOOKED}={until}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict");
        HeaderValue::from_str(&line).ok()
    });
    Ok(match cookie {
        Some(value) => ([(header::SET_COOKIE, value)], back).into_response(),
        None => back.into_response(),
    })
}

/// When this browser's user last looked: RFC 3339, UTC, whole seconds; "" where they never said so.
///
/// What was recorded in that very second counts as not yet seen: to show it twice is better than never.
pub fn looked(headers: &HeaderMap) -> String {
    cookie(headers, LOOKED).and_then(time).unwrap_or_default()
}

/// The time as the ledger writes it, so that the two compare as text.
fn time(text: &str) -> Option<String> {
    let time: jiff::Timestamp = text.parse().ok()?;
    Some(crate::commands::at(time))
}

/// What changed in an incident since `looked`; nothing where it is new since, or nobody ever looked.
///
/// # Errors
/// When the register cannot be read.
pub fn since(
    view: &View<'_>,
    lang: Lang,
    incident: &Incident,
    looked: &str,
) -> anyhow::Result<Option<(u32, Vec<ChangeView>)>> {
    if looked.is_empty() {
        return Ok(None);
    }
    let seen = view
        .history(&incident.id)?
        .into_iter()
        .filter_map(|step| match step {
            Step::Version { version, when, .. } if when.as_str() < looked => Some(version),
            _ => None,
        })
        .max();
    let Some(seen) = seen.filter(|seen| *seen < incident.version) else {
        return Ok(None);
    };
    let old = view.version(&incident.id, seen)?;
    Ok(old.map(|old| (seen, changes(lang, &old, incident))))
}

fn item(
    view: &View<'_>,
    lang: Lang,
    viewer: &Viewer,
    record: &Record,
    looked: &str,
) -> anyhow::Result<ItemView> {
    let row = list::row(lang, record);
    let since = since(view, lang, &record.incident, looked)?;
    let reports: BTreeSet<&str> = record
        .incident
        .members
        .iter()
        .map(|account| account.report.0.as_str())
        .collect();
    Ok(ItemView {
        id: row.id,
        version: row.version,
        heading: row.heading,
        status_name: say(lang, &format!("desk-status-{}", row.status), &[]),
        status: row.status,
        grade: row.grade,
        tlp: row.tlp,
        reasons: reasons(lang, record, looked, since.as_ref().map(|(seen, _)| *seen)),
        lines: row.fields,
        sources: say(lang, "desk-reports-counted", &[("n", &reports.len().to_string())]),
        changes: since.map(|(_, changes)| changes).unwrap_or_default(),
        acts: super::incident::acts(lang, viewer, record),
    })
}

/// Why it waits, the most pressing first; `seen` is the version one saw last, where it changed since.
fn reasons(lang: Lang, record: &Record, looked: &str, seen: Option<u32>) -> Vec<String> {
    let incident = &record.incident;
    let t = |key: &str| say(lang, key, &[]);
    let mut reasons = Vec::new();
    if record.status == Status::Accepted {
        reasons.push(t("pages-why-changed-after"));
    }
    if !looked.is_empty() && record.opened.as_str() >= looked {
        reasons.push(t("pages-why-new"));
    } else if seen.is_some() {
        reasons.push(t("pages-why-changed"));
    }
    if record.open > 0 {
        reasons.push(say(
            lang,
            "desk-contradictions-counted",
            &[("n", &record.open.to_string())],
        ));
    }
    if !incident.maybe.is_empty() {
        reasons.push(t("pages-why-link"));
    }
    if incident.standing == Standing::Candidate {
        reasons.push(t("desk-candidate"));
    }
    if record
        .grade
        .as_ref()
        .is_some_and(|set| *set != incident.grade.grade.to_string())
    {
        let proposed = incident.grade.grade.to_string();
        reasons.push(say(lang, "pages-why-grade", &[("grade", &proposed)]));
    }
    reasons
}

/// Folds incidents that may be one event, or are parts of one, into stories; the first of each, in the queue's order, leads.
fn fold(records: &[Record], items: Vec<ItemView>, lang: Lang) -> Vec<StoryView> {
    let mut owner: BTreeMap<(&str, u32), usize> = BTreeMap::new();
    let mut by_id: BTreeMap<&IncidentId, usize> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        by_id.insert(&record.incident.id, at);
        for account in &record.incident.members {
            owner.insert((account.report.0.as_str(), account.n), at);
        }
    }
    let mut story: Vec<usize> = (0..records.len()).collect();
    for (at, record) in records.iter().enumerate() {
        let incident = &record.incident;
        let linked = incident
            .maybe
            .iter()
            .flat_map(|link| [&link.a, &link.b])
            .filter_map(|account| owner.get(&(account.report.0.as_str(), account.n)));
        let parts = incident.parts.iter().filter_map(|id| by_id.get(id));
        for &other in linked.chain(parts) {
            let (low, high) = (story[at].min(story[other]), story[at].max(story[other]));
            for held in &mut story {
                if *held == high {
                    *held = low;
                }
            }
        }
    }
    let mut stories: Vec<StoryView> = Vec::new();
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    for (item, lead) in items.into_iter().zip(story) {
        match place.get(&lead) {
            Some(&at) => stories[at].more.push(item),
            None => {
                place.insert(lead, stories.len());
                stories.push(StoryView {
                    lead: item,
                    more: Vec::new(),
                    folded: String::new(),
                });
            }
        }
    }
    for story in &mut stories {
        story.folded = say(
            lang,
            "pages-queue-folded",
            &[("n", &story.more.len().to_string())],
        );
    }
    stories
}

//! An incident's history: its versions, decisions and releases, and what any two versions differ by.

use crate::say::{Lang, say};
use crate::shelf;
use crate::view::{ChangeView, changes, decision};
use crate::web::answer::{Answer, not_found_page, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use std::collections::BTreeSet;
use tocsin_core::{Act, IncidentId};
use tocsin_store::Step;

/// One step as the page shows it.
#[derive(Clone, Debug)]
pub struct StepView {
    /// When, to the minute, UTC.
    pub when: String,
    /// What happened, in words.
    pub said: String,
    /// Why, in the person's words; "" for what no person did.
    pub why: String,
    /// The report that brought a version; "" for other steps.
    pub report: String,
    /// Versions to be compared: the one before, and this one; 0 where there is nothing to compare.
    pub versions: (u32, u32),
    /// The decision that can be taken back here; 0 for other steps.
    pub undo: u64,
}

/// The steps of a history, oldest first.
pub fn steps(lang: Lang, history: Vec<Step>) -> Vec<StepView> {
    let undone: BTreeSet<u64> = history
        .iter()
        .filter_map(|step| match step {
            Step::Decided(decided) => match decided.act {
                Act::Undo { decision } => Some(decision),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let mut before = 0;
    history
        .into_iter()
        .map(|step| step_view(lang, step, &undone, &mut before))
        .collect()
}

fn step_view(lang: Lang, step: Step, undone: &BTreeSet<u64>, before: &mut u32) -> StepView {
    let mut view = StepView {
        when: String::new(),
        said: String::new(),
        why: String::new(),
        report: String::new(),
        versions: (0, 0),
        undo: 0,
    };
    match step {
        Step::Version {
            version,
            report,
            when,
        } => {
            view.said = say(lang, "pages-step-version", &[("n", &version.to_string())]);
            view.versions = (*before, version);
            view.report = report.to_string();
            view.when = minute(&when);
            *before = version;
        }
        Step::Decided(decided) => {
            let told = decision(lang, &decided);
            view.said = format!("№ {} · {} {}", told.number, told.who, told.act);
            view.why = told.why;
            view.when = minute(&told.when);
            let groups = matches!(decided.act, Act::Merge { .. } | Act::Split { .. });
            if groups && !undone.contains(&decided.number) {
                view.undo = decided.number;
            }
        }
        Step::Released { release, when } => {
            view.said = say(
                lang,
                "pages-step-released",
                &[
                    ("to", &release.to),
                    ("format", &release.format),
                    ("who", &release.who),
                ],
            );
            view.when = minute(&when);
        }
    }
    view
}

/// `2026-11-21 08:30` of an RFC 3339 time.
pub fn minute(time: &str) -> String {
    time.get(..16).unwrap_or(time).replace('T', " ")
}

/// Which versions to compare.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: u32,
    to: u32,
}

#[derive(Template)]
#[template(path = "changes.html")]
struct ChangesPage {
    page: Page,
    id: String,
    heading: String,
    from: u32,
    to: u32,
    versions: Vec<u32>,
    changes: Vec<ChangeView>,
}

/// What two versions of an incident differ by: the last two, or those asked for.
pub async fn differences(visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("incident");
    let lang = page.lang;
    let found = visit
        .read(move |view| {
            let Some(record) = view.incident(&IncidentId(id))? else {
                return Ok(None);
            };
            let id = &record.incident.id;
            let mut versions: Vec<u32> = view
                .history(id)?
                .into_iter()
                .filter_map(|step| match step {
                    Step::Version { version, .. } => Some(version),
                    _ => None,
                })
                .collect();
            versions.dedup();
            let last = versions.last().copied().unwrap_or_default();
            let to = if asked.to == 0 { last } else { asked.to };
            let before = versions.iter().copied().filter(|version| *version < to).max();
            let from = if asked.from == 0 {
                before.unwrap_or(to)
            } else {
                asked.from
            };
            let (Some(old), Some(new)) = (view.version(id, from)?, view.version(id, to)?) else {
                return Ok(None);
            };
            Ok(Some((
                record.incident.id.to_string(),
                shelf::heading_of(lang, &record.incident),
                (from, to),
                versions,
                changes(lang, &old, &new),
            )))
        })
        .await?;
    let Some((id, heading, (from, to), versions, changes)) = found else {
        return not_found_page(page);
    };
    render(&ChangesPage {
        page,
        id,
        heading,
        from,
        to,
        versions,
        changes,
    })
}

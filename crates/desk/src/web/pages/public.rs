//! The public page: what was released to the public, in that version, and may still be told, with method, grades and corrections.

use super::bulletin::through_the_gate;
use super::history::minute;
use crate::bulletin::{Brief, brief};
use crate::commands::export::{Basis, with_dossiers};
use crate::shelf;
use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use std::collections::BTreeMap;
use tocsin_core::Status;
use tocsin_share::{Audience, bulletin};
use tocsin_store::View;

/// Incidents on the page at most: the latest released.
const SHOWN: usize = 100;

/// Something the public was told that no longer stands as it was told.
struct Correction {
    id: String,
    when: String,
    said: String,
}

#[derive(Template)]
#[template(path = "public.html")]
struct PublicPage {
    page: Page,
    brief: Brief,
    corrections: Vec<Correction>,
}

/// Incidents released to the public, each with the version last released and when.
fn released(view: &View<'_>) -> anyhow::Result<Vec<(Basis, u32, String)>> {
    let public = Audience::public().name;
    let mut found = Vec::new();
    for (record, releases) in view.released(SHOWN)? {
        let last = releases.iter().rev().find(|(release, _)| release.to == public);
        let Some((release, when)) = last else { continue };
        let version = release
            .incidents
            .iter()
            .find(|(id, _)| *id == record.incident.id)
            .map_or(0, |(_, version)| *version);
        if let Some(loaded) = shelf::load(view, &record.incident.id)? {
            found.push((with_dossiers(loaded), version, when.clone()));
        }
    }
    Ok(found)
}

/// What the public page holds now.
pub struct Told {
    /// What may be told.
    pub brief: Brief,
    /// The versions told, by incident.
    pub versions: BTreeMap<String, u32>,
    corrections: Vec<Correction>,
}

/// What was released to the public and passes the gate now; what no longer does is named as a correction, by its id alone.
///
/// # Errors
/// When the register cannot be read.
pub async fn told(visit: &Visit, page: &Page) -> anyhow::Result<Told> {
    let now = crate::commands::now();
    let found = visit.read(released).await?;
    let audience = Audience::public();
    let mut corrections = Vec::new();
    let mut current = Vec::new();
    let mut versions = BTreeMap::new();
    for (basis, version, when) in found {
        let record = &basis.0.record;
        let key = match record.status {
            Status::Accepted if record.incident.version > version => "pages-corrected",
            Status::Accepted => "",
            _ => "pages-taken-back",
        };
        if !key.is_empty() {
            corrections.push(Correction {
                id: record.incident.id.to_string(),
                when: minute(&when),
                said: page.t(key),
            });
            // What nobody released in this version is not told: nothing is published by itself.
            continue;
        }
        versions.insert(record.incident.id.to_string(), version);
        current.push(basis);
    }
    let (cleared, _) = through_the_gate(page.lang, &current, &audience, &now)?;
    let brief = brief(page.lang, &bulletin(&cleared, &audience)?, &now);
    versions.retain(|id, _| brief.items.iter().any(|item| item.id == *id));
    Ok(Told {
        brief,
        versions,
        corrections,
    })
}

/// The page.
pub async fn public(visit: Visit) -> Answer {
    let page = visit.page("public");
    let told = told(&visit, &page).await?;
    render(&PublicPage {
        page,
        brief: told.brief,
        corrections: told.corrections,
    })
}

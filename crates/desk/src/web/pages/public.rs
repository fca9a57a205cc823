//! The public page: what was released to the public, in that version, and may still be told, with method, grades and corrections.

use super::bulletin::through_the_gate;
use super::history::minute;
use crate::bulletin::{Brief, brief};
use crate::commands::export::{Basis, with_dossiers};
use crate::shelf;
use crate::web::answer::{Answer, message_page, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use tocsin_core::id::sha256_hex;
use tocsin_core::{IncidentId, Status};
use tocsin_share::{Audience, bulletin};
use tocsin_store::{Release, View};

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

/// What was released to the public and passes the gate now; what no longer does is named as a correction, by its id alone.
pub async fn public(visit: Visit) -> Answer {
    let page = visit.page("public");
    let now = crate::commands::now();
    let found = visit.read(released).await?;
    let audience = Audience::public();
    let mut corrections = Vec::new();
    let mut current = Vec::new();
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
        current.push(basis);
    }
    let (cleared, _) = through_the_gate(page.lang, &current, &audience, &now)?;
    let told = bulletin(&cleared, &audience)?;
    render(&PublicPage {
        brief: brief(page.lang, &told, &now),
        page,
        corrections,
    })
}

/// What the form that puts an incident on the public page sends.
#[derive(Debug, Deserialize)]
pub struct PublishForm {
    token: String,
}

/// Puts an incident on the public page, if it may be told; recorded as a release.
pub async fn publish(visit: Visit, Path(id): Path<String>, Form(form): Form<PublishForm>) -> Answer {
    let page = visit.page("incident");
    let now = crate::commands::now();
    let wanted = IncidentId(id.clone());
    let found = visit
        .read(move |view| Ok(shelf::load(view, &wanted)?.map(with_dossiers)))
        .await?;
    let found: Vec<Basis> = found.into_iter().filter(|_| visit.is_ours(&form.token)).collect();
    let (cleared, kept) = through_the_gate(page.lang, &found, &Audience::public(), &now)?;
    let Some(passed) = cleared.first() else {
        let why: Vec<String> = kept.into_iter().map(|(_, why)| why).collect();
        return message_page(
            page,
            "pages-brief-stays",
            "pages-publish-refused",
            &[("why", &why.join(" "))],
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    let told = bulletin(&cleared, &Audience::public())?;
    let release = Release {
        to: Audience::public().name,
        format: "public-page".to_owned(),
        sha256: sha256_hex(format!("{:?}", brief(page.lang, &told, &now)).as_bytes()),
        incidents: vec![(passed.id().clone(), passed.version())],
        who: "desk".to_owned(),
    };
    visit
        .write(move |store| Ok(store.note_release(&release, &now)?))
        .await?;
    Ok(Redirect::to(&format!("/public{}#{}", page.lang_query(), encoded(&id))).into_response())
}

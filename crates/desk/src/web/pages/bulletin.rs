//! The bulletin builder: choose incidents, for whom and in which language; out comes a brief with notes, as a page or a PDF.

use super::filters::{Asked, FilterForm};
use crate::bulletin::{Brief, brief, pdf};
use crate::commands::export::{Basis, item, with_dossiers};
use crate::say::{Lang, reasons, say};
use crate::shelf;
use crate::web::answer::{Answer, message_page, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use tocsin_core::id::sha256_hex;
use tocsin_core::{Incident, IncidentId, Tlp};
use tocsin_share::{Audience, Purpose, bulletin, clear};
use tocsin_store::{Release, Step, View};

/// Incidents offered on one page.
const OFFERED: usize = 60;

struct OfferView {
    id: String,
    heading: String,
    status: String,
    grade: String,
    tlp: String,
    clash: bool,
}

#[derive(Template)]
#[template(path = "bulletin.html")]
struct BuilderPage {
    page: Page,
    filter: FilterForm,
    messages: Vec<String>,
    offers: Vec<OfferView>,
}

/// The builder: accepted incidents, narrowed by the filters, each to be ticked.
pub async fn builder(visit: Visit, Query(mut asked): Query<Asked>) -> Answer {
    let page = visit.page("bulletin");
    let lang = page.lang;
    if asked.status.is_empty() {
        asked.status = "accepted".to_owned();
    }
    let (filter, messages) = asked.filter_of(lang, OFFERED)?;
    let (found, choices) = visit
        .read(move |view| Ok((view.incidents(&filter)?, view.choices()?)))
        .await?;
    let offers = found
        .records
        .iter()
        .map(|record| OfferView {
            id: record.incident.id.to_string(),
            heading: shelf::heading_of(lang, &record.incident),
            status: crate::words::status(lang, record.status),
            grade: record
                .grade
                .clone()
                .unwrap_or_else(|| record.incident.grade.grade.to_string()),
            tlp: record.incident.handling.tlp.to_string(),
            clash: record.open > 0,
        })
        .collect();
    render(&BuilderPage {
        filter: asked.form(lang, "/bulletin", &choices),
        page,
        messages,
        offers,
    })
}

#[derive(Template)]
#[template(path = "brief.html")]
struct BriefPage {
    page: Page,
    briefs: Vec<Brief>,
    inside: bool,
    kept: Vec<(String, String)>,
}

/// What the builder sent, read.
struct Order {
    ids: Vec<IncidentId>,
    audience: Audience,
    langs: Vec<Lang>,
    as_pdf: bool,
}

impl Order {
    /// `None` where nothing was ticked, or something cannot be meant.
    fn of(sent: &[(String, String)], clearance: Tlp) -> Option<Self> {
        let one = |name: &str| {
            sent.iter()
                .find(|(held, _)| held == name)
                .map_or("", |(_, value)| value.trim())
        };
        let audience = match one("for") {
            "desk" => Audience::desk(clearance),
            "public" => Audience::public(),
            "partner" => {
                let name: String = one("partner").chars().take(80).collect();
                let cleared: Tlp = one("clearance").parse().ok()?;
                // No partner may be mistaken for the public, whose releases are not theirs.
                if name.is_empty() || name == Audience::public().name {
                    return None;
                }
                Audience::partner(&name, cleared)
            }
            _ => return None,
        };
        let langs = match one("language") {
            "en" => vec![Lang::En],
            "fr" => vec![Lang::Fr],
            "both" => vec![Lang::En, Lang::Fr],
            _ => return None,
        };
        let ids: Vec<IncidentId> = sent
            .iter()
            .filter(|(name, _)| name == "incident")
            .map(|(_, id)| IncidentId(id.clone()))
            .take(OFFERED)
            .collect();
        (!ids.is_empty()).then(|| Self {
            ids,
            audience,
            langs,
            as_pdf: one("as") == "pdf",
        })
    }
}

/// The brief that was ordered. What leaves the desk is recorded before it leaves.
pub async fn issue(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Answer {
    let page = visit.page("bulletin");
    let Some(order) = Order::of(&sent, visit.viewer.reader.clearance) else {
        return message_page(
            page,
            "desk-failed",
            "pages-brief-incomplete",
            &[],
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    let now = crate::commands::now();
    let inside = order.audience.purpose == Purpose::Desk;
    let outside = (!inside).then(|| order.audience.name.clone());
    let (found, unreleased) = load(&visit, order.ids.clone(), outside).await?;
    let (cleared, mut kept) = through_the_gate(page.lang, &found, &order.audience, &now)?;
    let why = page.t("pages-brief-unreleased");
    kept.extend(unreleased.into_iter().map(|heading| (heading, why.clone())));
    let told = bulletin(&cleared, &order.audience)?;
    let briefs: Vec<Brief> = order.langs.iter().map(|lang| brief(*lang, &told, &now)).collect();
    let (bytes, format) = if order.as_pdf {
        (pdf::pdf(&briefs, &now)?, "bulletin-pdf")
    } else {
        let shown = BriefPage {
            page,
            briefs,
            inside,
            kept,
        };
        (shown.render()?.into_bytes(), "bulletin-html")
    };
    if !inside && !cleared.is_empty() {
        let release = Release {
            to: order.audience.name.clone(),
            format: format.to_owned(),
            sha256: sha256_hex(&bytes),
            incidents: cleared
                .iter()
                .map(|passed| (passed.id().clone(), passed.version()))
                .collect(),
            who: visit.viewer.name.clone(),
            ask: None,
        };
        let when = now.clone();
        visit
            .write(move |store| Ok(store.note_release(&release, &when)?))
            .await?;
    }
    if order.as_pdf {
        return Ok(file(bytes, &now));
    }
    Ok(Html(bytes).into_response())
}

/// The PDF as a file named after the day.
fn file(bytes: Vec<u8>, now: &str) -> Response {
    let day = now.get(..10).unwrap_or("undated");
    let name = format!("attachment; filename=\"tocsin-bulletin-{day}.pdf\"");
    let head = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (head, bytes).into_response()
}

/// The incidents ordered, with what the gate asks for; those this visitor may not see are left out. For an `audience`
/// outside, only what was released to it in this version, which takes two persons; the headings of the others.
async fn load(
    visit: &Visit,
    ids: Vec<IncidentId>,
    audience: Option<String>,
) -> anyhow::Result<(Vec<Basis>, Vec<String>)> {
    let lang = visit.lang;
    visit
        .read(move |view| {
            let (mut found, mut unreleased) = (Vec::new(), Vec::new());
            for id in &ids {
                let Some(loaded) = shelf::load(view, id)? else {
                    continue;
                };
                let released = match &audience {
                    Some(name) => is_released(view, &loaded.record.incident, name)?,
                    None => true,
                };
                if released {
                    found.push(with_dossiers(loaded));
                } else {
                    unreleased.push(shelf::heading_of(lang, &loaded.record.incident));
                }
            }
            Ok((found, unreleased))
        })
        .await
}

/// Whether this version was released to the audience of that name.
fn is_released(view: &View<'_>, incident: &Incident, name: &str) -> anyhow::Result<bool> {
    let here = (incident.id.clone(), incident.version);
    Ok(view.history(&incident.id)?.iter().any(|step| match step {
        Step::Released { release, .. } => release.to == name && release.incidents.contains(&here),
        _ => false,
    }))
}

type Passed = (Vec<tocsin_share::Cleared>, Vec<(String, String)>);

/// What may leave, and what stays with the reasons in words.
pub(super) fn through_the_gate(
    lang: Lang,
    found: &[Basis],
    audience: &Audience,
    now: &str,
) -> anyhow::Result<Passed> {
    let today = crate::commands::day_of(now)?;
    let (mut cleared, mut kept) = (Vec::new(), Vec::new());
    for basis in found {
        match clear(&item(basis, today), audience) {
            Ok(passed) => cleared.push(passed),
            Err(refused) => kept.push((
                shelf::heading_of(lang, &basis.0.record.incident),
                reasons(lang, &refused.reasons),
            )),
        }
    }
    Ok((cleared, kept))
}

impl BuilderPage {
    fn labels(&self) -> [&'static str; 4] {
        ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT"]
    }

    fn clash(&self) -> String {
        say(self.page.lang, "desk-contradiction", &[])
    }
}

//! The register: filters, map, list; addresses kept under a name; the same as a table for a spreadsheet.

pub use super::filters::Asked;
use super::filters::{FilterForm, ON_A_PAGE};
use super::pins::pin;
use crate::answers::Row;
use crate::commands::{export, list};
use crate::say::{Lang, say};
use crate::web::answer::{Answer, message_page, render};
use crate::web::map::{Frame, Pin, draw};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use anyhow::Context;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use std::collections::BTreeSet;
use tocsin_share::{Audience, Item, format_of};
use tocsin_store::Record;

/// Incidents put in another order than the day's at most: the newest so many.
const SORTED: usize = 1000;
/// Incidents in one table for a spreadsheet at most.
const IN_A_TABLE: usize = 500;

struct RowView {
    id: String,
    heading: String,
    status: String,
    status_name: String,
    grade: String,
    candidate: bool,
    contradictions: u32,
    contradictions_said: String,
    tlp: String,
    lines: Vec<(String, String)>,
    sources: String,
}

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    page: Page,
    filter: FilterForm,
    kept: Vec<(String, String)>,
    here: String,
    table: String,
    messages: Vec<String>,
    counted: String,
    map: String,
    rows: Vec<RowView>,
    more: Option<String>,
}

/// The register: filters, map, list.
pub async fn register(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("register");
    let lang = page.lang;
    let sorted = !asked.sort.is_empty();
    let (filter, messages) = asked.filter_of(lang, if sorted { SORTED } else { ON_A_PAGE })?;
    let (mut found, choices, kept) = visit
        .read(move |view| Ok((view.incidents(&filter)?, view.choices()?, view.kept_addresses()?)))
        .await?;
    let address = asked.address("/", lang);
    let mut more = found
        .next
        .as_ref()
        .filter(|_| !sorted)
        .map(|after| format!("{address}&after={}", encoded(&after.to_string())));
    if sorted {
        sort(&mut found.records, &asked.sort);
        let begin = asked.after.parse::<usize>().unwrap_or_default();
        let rest = found.records.len().saturating_sub(begin + ON_A_PAGE);
        more = (rest > 0).then(|| format!("{address}&after={}", begin + ON_A_PAGE));
        found.records = found.records.into_iter().skip(begin).take(ON_A_PAGE).collect();
    }
    let pins: Vec<Pin> = found
        .records
        .iter()
        .filter_map(|record| pin(lang, record))
        .collect();
    let (n, total) = (found.records.len().to_string(), found.total.to_string());
    render(&RegisterPage {
        counted: say(lang, "desk-incidents-shown", &[("n", &n), ("total", &total)]),
        kept,
        here: asked.query(),
        table: asked.address("/register.csv", lang),
        map: draw(&Frame::around(&pins), &pins, &page.t("desk-map-title")),
        rows: found
            .records
            .iter()
            .map(|record| row_view(lang, record, list::row(lang, record)))
            .collect(),
        filter: asked.form(lang, "/", &choices),
        page,
        messages,
        more,
    })
}

/// Latest change first, or best grade first; what is equal keeps the order of the day.
fn sort(records: &mut [Record], by: &str) {
    if by == "changed" {
        records.sort_by(|a, b| b.changed.cmp(&a.changed));
    } else {
        let grade = |record: &Record| {
            let set = record.grade.clone();
            let grade = set.unwrap_or_else(|| record.incident.grade.grade.to_string());
            // The number says more of the information than the letter says of the source.
            grade.chars().rev().collect::<String>()
        };
        records.sort_by_cached_key(grade);
    }
}

/// The same as a table, for the desk's own use: through the gate, each row marked with its state and label.
pub async fn table(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let lang = visit.lang;
    let (mut filter, _) = asked.filter_of(lang, IN_A_TABLE)?;
    filter.after = None;
    let now = crate::commands::now();
    let today = crate::commands::day_of(&now)?;
    let loaded = visit.read(move |view| export::load_all(view, filter)).await?;
    let items: Vec<Item> = loaded.iter().map(|basis| export::item(basis, today)).collect();
    let format = format_of("event-csv").context("the format of tables is there")?;
    let sent = tocsin::send_out(
        &items,
        &Audience::desk(visit.viewer.reader.clearance),
        format,
        &now,
    )?;
    let name = format!("attachment; filename=\"{}\"", sent.parcel.file_name);
    Ok((
        [
            (header::CONTENT_TYPE, sent.parcel.media_type.to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        sent.parcel.bytes,
    )
        .into_response())
}

/// What the form that keeps an address sends; an empty address forgets the name.
#[derive(Debug, Deserialize)]
pub struct KeepForm {
    name: String,
    #[serde(default)]
    address: String,
}

/// Keeps what the register shows under a name, for everyone at this desk.
pub async fn keep(visit: Visit, Form(form): Form<KeepForm>) -> Answer {
    let page = visit.page("register");
    let name: String = form.name.trim().chars().take(60).collect();
    if name.is_empty() || form.address.len() > 2000 {
        return message_page(
            page,
            "desk-failed",
            "pages-keep-failed",
            &[],
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    }
    let address = form.address.clone();
    visit
        .write(move |store| Ok(store.keep_address(&name, &address)?))
        .await?;
    Ok(Redirect::to(&format!("/{}{}", page.lang_query(), form.address)).into_response())
}

fn row_view(lang: Lang, record: &Record, row: Row) -> RowView {
    let names: BTreeSet<&str> = record
        .incident
        .members
        .iter()
        .map(|account| account.report.0.as_str())
        .collect();
    RowView {
        heading: row.heading,
        status_name: say(lang, &format!("desk-status-{}", row.status), &[]),
        candidate: row.standing == "candidate",
        contradictions_said: say(
            lang,
            "desk-contradictions-counted",
            &[("n", &row.contradictions.to_string())],
        ),
        lines: row
            .fields
            .into_iter()
            .map(|field| (field.name, field.values.join(" | ")))
            .collect(),
        sources: say(lang, "desk-reports-counted", &[("n", &names.len().to_string())]),
        id: row.id,
        status: row.status,
        grade: row.grade,
        contradictions: row.contradictions,
        tlp: row.tlp,
    }
}

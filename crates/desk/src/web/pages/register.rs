//! The register: filters, map, list.

use super::pins::pin;
use crate::answers::Row;
use crate::cli::Incidents;
use crate::commands::list;
use crate::say::{Lang, say};
use crate::shelf;
use crate::web::answer::{Answer, render};
use crate::web::map::{Frame, Pin, draw};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use std::collections::BTreeSet;
use tocsin_core::{Codebook, Status};
use tocsin_store::{Cursor, Filter, Record};

/// Incidents on one page of the register: about 20 KB.
const ON_A_PAGE: usize = 30;

/// What the register's address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    text: String,
    from: String,
    to: String,
    country: String,
    code: String,
    status: String,
    candidates: String,
    after: String,
}

impl Asked {
    /// The filter it asks for, and a message for each thing that cannot be meant and was left out.
    ///
    /// # Errors
    /// Where a part that was not left out cannot be meant.
    pub fn filter(&self, lang: Lang) -> anyhow::Result<(Filter, Vec<String>)> {
        let (args, messages) = args(lang, self);
        let mut filter = shelf::filter(lang, &args)?;
        filter.after = self.after.parse::<Cursor>().ok();
        Ok((filter, messages))
    }
}

struct Choice {
    key: String,
    name: String,
    chosen: bool,
}

struct FilterView {
    text: String,
    from: String,
    to: String,
    candidates: bool,
}

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
    filter: FilterView,
    countries: Vec<Choice>,
    codes: Vec<Choice>,
    statuses: Vec<Choice>,
    messages: Vec<String>,
    counted: String,
    map: String,
    rows: Vec<RowView>,
    more: Option<String>,
}

/// The register: filters, map, list.
#[expect(clippy::too_many_lines, reason = "one page, fetched and rendered")]
pub async fn register(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("register");
    let lang = page.lang;
    let (filter, messages) = asked.filter(lang)?;
    let (found, facets) = visit
        .read(move |view| {
            let found = view.incidents(&filter)?;
            let mut facets = Vec::new();
            for nature in [
                tocsin_core::Nature::Real,
                tocsin_core::Nature::Sample,
                tocsin_core::Nature::Exercise,
            ] {
                facets.push(view.facets(nature)?);
            }
            Ok((found, facets))
        })
        .await?;
    let pins: Vec<Pin> = found
        .records
        .iter()
        .filter_map(|record| pin(lang, record))
        .collect();
    let map = draw(&Frame::around(&pins), &pins, &page.t("desk-map-title"));
    let (n, total) = (found.records.len().to_string(), found.total.n.to_string());
    let countries = facets
        .iter()
        .flat_map(|facets| facets.countries.iter().map(|(code, _)| code.clone()))
        .collect::<BTreeSet<_>>();
    let codes = facets
        .iter()
        .flat_map(|facets| facets.codes.iter().map(|(code, _)| code.clone()))
        .collect::<BTreeSet<_>>();
    let more = found
        .next
        .as_ref()
        .map(|after| next_address(&asked, &page, after));
    render(&RegisterPage {
        counted: say(lang, "desk-incidents-shown", &[("n", &n), ("total", &total)]),
        countries: countries
            .into_iter()
            .map(|key| Choice {
                chosen: key == asked.country,
                name: country_name(lang, &key),
                key,
            })
            .collect(),
        codes: codes
            .into_iter()
            .filter_map(|key| code_choice(lang, key, &asked.code))
            .collect(),
        statuses: STATUSES
            .iter()
            .map(|status| Choice {
                key: status.key().to_owned(),
                name: crate::words::status(lang, *status),
                chosen: asked.status == status.key(),
            })
            .collect(),
        filter: FilterView {
            text: asked.text,
            from: asked.from,
            to: asked.to,
            candidates: !asked.candidates.is_empty(),
        },
        rows: found
            .records
            .iter()
            .map(|record| row_view(lang, record, list::row(lang, record)))
            .collect(),
        page,
        messages,
        map,
        more,
    })
}

const STATUSES: [Status; 5] = [
    Status::New,
    Status::InReview,
    Status::Accepted,
    Status::Rejected,
    Status::Withdrawn,
];

/// What the address asks for, as the command line would say it; what cannot be meant is left out and named.
fn args(lang: Lang, asked: &Asked) -> (Incidents, Vec<String>) {
    use clap::ValueEnum;
    let mut messages = Vec::new();
    let mut day = |text: &str| match text.parse::<jiff::civil::Date>() {
        Ok(date) => Some(date),
        Err(_) if text.is_empty() => None,
        Err(_) => {
            messages.push(say(lang, "desk-bad-date", &[("text", text)]));
            None
        }
    };
    let (from, to) = (day(&asked.from), day(&asked.to));
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let code = some(&asked.code).filter(|code| {
        let known = Codebook::get().entry(code).is_some();
        if !known {
            messages.push(say(lang, "desk-bad-code", &[("text", code)]));
        }
        known
    });
    let status = crate::cli::StatusArg::from_str(&asked.status, true).ok();
    let args = Incidents {
        from,
        to,
        bbox: None,
        country: some(&asked.country),
        code,
        actor: None,
        status,
        text: some(&asked.text),
        candidates: !asked.candidates.is_empty(),
        limit: ON_A_PAGE,
    };
    (args, messages)
}

fn next_address(asked: &Asked, page: &Page, after: &Cursor) -> String {
    let fields = [
        ("text", &asked.text),
        ("from", &asked.from),
        ("to", &asked.to),
        ("country", &asked.country),
        ("code", &asked.code),
        ("status", &asked.status),
        ("candidates", &asked.candidates),
    ];
    let mut out = format!("/?lang={}&after={}", page.lang.tag(), encoded(&after.to_string()));
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("&{name}={}", encoded(value)));
    }
    out
}

fn code_choice(lang: Lang, key: String, chosen: &str) -> Option<Choice> {
    let entry = Codebook::get().entry(&key)?;
    let name = if lang == Lang::Fr {
        entry.name.1
    } else {
        entry.name.0
    }
    .to_owned();
    Some(Choice {
        chosen: key == chosen,
        key,
        name,
    })
}

fn country_name(lang: Lang, code: &str) -> String {
    let name = say(lang, &format!("desk-country-{}", code.to_lowercase()), &[]);
    if name.starts_with('‹') {
        code.to_owned()
    } else {
        name
    }
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

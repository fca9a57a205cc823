//! The map page: incidents by place, a timeline beside it, and the same as a list; drawn on the server, printable.

use super::filters::{Asked, FilterForm, facets};
use super::pins::{coarse_pin, pin};
use crate::say::{Lang, say};
use crate::shelf;
use crate::web::answer::{Answer, render};
use crate::web::map::{Frame, Pin, draw};
use crate::web::page::Page;
use crate::web::timeline;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use tocsin_core::{Field, Tlp, Value};
use tocsin_store::Record;

/// Incidents drawn at most.
const MOST: usize = 1000;
/// Incidents listed below the map at most.
const LISTED: usize = 100;

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    page: Page,
    filter: FilterForm,
    messages: Vec<String>,
    counted: String,
    map: String,
    timeline: String,
    bars: Vec<timeline::Bar>,
    undated: String,
    rows: Vec<(String, String)>,
    all: String,
    /// The map with script can be had: where its incidents are.
    island: Option<String>,
}

/// The pins of what an address asks for, as exact as they may be shown.
///
/// # Errors
/// When the register cannot be read.
pub async fn pins_of(visit: &Visit, asked: &Asked) -> anyhow::Result<Vec<Pin>> {
    let (filter, _) = asked.filter_of(visit.lang, MOST)?;
    let found = visit.read(move |view| Ok(view.incidents(&filter)?)).await?;
    Ok(pins(visit.lang, asked, &found.records))
}

/// The map, with its timeline and its list.
pub async fn map(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("map");
    let lang = page.lang;
    let (filter, messages) = asked.filter_of(lang, MOST)?;
    let (found, facets) = visit
        .read(move |view| Ok((view.incidents(&filter)?, facets(view)?)))
        .await?;
    let pins = pins(lang, &asked, &found.records);
    let days: Vec<Date> = found.records.iter().filter_map(first_day).collect();
    let bars = timeline::bars(&days);
    let link = |bar: &timeline::Bar| {
        let within = Asked {
            from: bar.first.to_string(),
            to: bar.last.to_string(),
            ..asked.clone()
        };
        within.address("/map", lang)
    };
    let count = |n: usize| n.to_string();
    let said = [
        ("n", count(found.records.len())),
        ("total", found.total.n.to_string()),
    ];
    let said = say(
        lang,
        "desk-incidents-shown",
        &said.each_ref().map(|(name, n)| (*name, n.as_str())),
    );
    render(&MapPage {
        map: draw(&Frame::around(&pins), &pins, &page.t("desk-map-title")),
        timeline: timeline::draw(&bars, &page.t("pages-timeline"), &link),
        undated: say(
            lang,
            "pages-map-counted",
            &[
                ("undated", &count(found.records.len() - days.len())),
                ("unplaced", &count(found.records.len() - pins.len())),
            ],
        ),
        counted: said,
        rows: found
            .records
            .iter()
            .take(LISTED)
            .map(|record| {
                (
                    record.incident.id.to_string(),
                    shelf::heading_of(lang, &record.incident),
                )
            })
            .collect(),
        all: asked.address("/", lang),
        island: (visit.shared.island.is_there()).then(|| asked.address("/map.geojson", lang)),
        filter: asked.form(lang, "/map", &facets),
        page,
        messages,
        bars,
    })
}

/// The pins; what is guarded, and everything where the address asks so, by cells.
fn pins(lang: Lang, asked: &Asked, records: &[Record]) -> Vec<Pin> {
    let draw = |record: &Record| {
        if !asked.coarse.is_empty() || is_guarded(record) {
            coarse_pin(lang, record)
        } else {
            pin(lang, record)
        }
    };
    records.iter().filter_map(draw).collect()
}

/// Whether its place may be shown by district and cell alone, even here: what the community told, and what few may know.
fn is_guarded(record: &Record) -> bool {
    record.incident.handling.community || record.incident.handling.tlp >= Tlp::AmberStrict
}

/// The first day anyone says it happened; `None` where nobody does.
fn first_day(record: &Record) -> Option<Date> {
    match record.incident.leading(Field::Date)? {
        Value::When(when) => when.first.or(when.last),
        _ => None,
    }
}

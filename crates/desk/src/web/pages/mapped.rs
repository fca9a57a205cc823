//! The map page: incidents by place, a timeline beside it, and the same as a list; drawn on the server, printable.

use super::filters::{Asked, FilterForm};
use super::pins::{coarse, sketched};
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
use tocsin_core::{Tlp, Value};

/// Incidents drawn at most, the newest: more could not be told apart, and would weigh more than a slow line bears.
const MOST: usize = 500;
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
    let found = visit.read(move |view| Ok(view.pins(&filter)?)).await?;
    Ok(pins(visit.lang, asked, &found.pins))
}

/// The map, with its timeline and its list.
pub async fn map(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("map");
    let lang = page.lang;
    let (filter, messages) = asked.filter_of(lang, MOST)?;
    let (found, choices) = visit
        .read(move |view| Ok((view.pins(&filter)?, view.choices()?)))
        .await?;
    let pins = pins(lang, &asked, &found.pins);
    let days: Vec<Date> = found.pins.iter().filter_map(first_day).collect();
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
    let said = [("n", count(found.pins.len())), ("total", found.total.to_string())];
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
                ("undated", &count(found.pins.len() - days.len())),
                ("unplaced", &count(found.pins.len() - pins.len())),
            ],
        ),
        counted: said,
        rows: found
            .pins
            .iter()
            .take(LISTED)
            .map(|pin| {
                (
                    pin.sketch.id.to_string(),
                    shelf::heading_of_sketch(lang, &pin.sketch),
                )
            })
            .collect(),
        all: asked.address("/", lang),
        island: (visit.shared.island.is_there()).then(|| asked.address("/map.geojson", lang)),
        filter: asked.form(lang, "/map", &choices),
        page,
        messages,
        bars,
    })
}

/// The pins; what is guarded, and everything where the address asks so, by cells.
fn pins(lang: Lang, asked: &Asked, found: &[tocsin_store::Pin]) -> Vec<Pin> {
    let draw = |pin: &tocsin_store::Pin| {
        let exact = sketched(lang, pin)?;
        let guarded = !asked.coarse.is_empty() || is_guarded(pin);
        Some(if guarded { coarse(exact) } else { exact })
    };
    found.iter().filter_map(draw).collect()
}

/// Whether its place may be shown by district and cell alone, even here: what the community told, and what few may know.
fn is_guarded(pin: &tocsin_store::Pin) -> bool {
    pin.sketch.community || pin.tlp >= Tlp::AmberStrict
}

/// The first day anyone says it happened; `None` where nobody does.
fn first_day(pin: &tocsin_store::Pin) -> Option<Date> {
    match pin.sketch.when.as_ref()? {
        Value::When(when) => when.first.or(when.last),
        _ => None,
    }
}

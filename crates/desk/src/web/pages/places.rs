//! The places of our own that the gazetteer adds to the lists it is built from.

use crate::web::answer::{Answer, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;

/// Places on one page.
const ON_A_PAGE: usize = 100;

/// What to look for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    text: String,
    after: usize,
}

struct PlaceView {
    name: &'static str,
    others: String,
    feature: &'static str,
    unit: &'static str,
    point: String,
}

#[derive(Template)]
#[template(path = "places.html")]
struct PlacesPage {
    page: Page,
    text: String,
    counted: String,
    places: Vec<PlaceView>,
    more: Option<String>,
}

/// The overlay, narrowed by a part of a name or a unit's code.
pub async fn places(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("places");
    let wanted = asked.text.trim().to_lowercase();
    let found: Vec<PlaceView> = include_str!("../../../../../data/gazetteer/overlay.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(place)
        .filter(|place| {
            wanted.is_empty()
                || [place.name, place.others.as_str(), place.unit, place.feature]
                    .iter()
                    .any(|text| text.to_lowercase().contains(&wanted))
        })
        .collect();
    let counted = page.counted("pages-places-counted", found.len());
    let next = asked.after.saturating_add(ON_A_PAGE);
    let more = (found.len() > next).then(|| {
        format!(
            "/places{}&text={}&after={next}",
            page.lang_query(),
            encoded(&asked.text)
        )
    });
    render(&PlacesPage {
        text: asked.text,
        counted,
        places: found.into_iter().skip(asked.after).take(ON_A_PAGE).collect(),
        more,
        page,
    })
}

fn place(line: &'static str) -> Option<PlaceView> {
    let parts: Vec<&'static str> = line.split('\t').collect();
    let [_, name, others, feature, lat, lon, unit, ..] = parts[..] else {
        return None;
    };
    Some(PlaceView {
        name,
        others: others.replace('|', " · "),
        feature,
        unit,
        point: format!("{lat}, {lon}"),
    })
}

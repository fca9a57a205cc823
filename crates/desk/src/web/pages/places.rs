//! The gazetteer in the browser: the desk's own places, those that ship with Tocsin, and every other one by its name.

use crate::web::answer::{Answer, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use std::sync::Arc;
use tocsin_gazetteer::Gazetteer;
use tocsin_store::OwnPlace;

/// Places on one page.
const ON_A_PAGE: usize = 100;

/// What to look for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    text: String,
    after: usize,
}

/// A row of the overlay that ships with Tocsin.
pub struct Shipped {
    /// Its key.
    pub key: &'static str,
    /// Its usual name.
    pub name: &'static str,
    /// Other names, parted by `|`.
    pub others: &'static str,
    feature: &'static str,
    /// Path of the unit it lies in, or is.
    pub unit: &'static str,
    lat: &'static str,
    lon: &'static str,
}

/// All rows of the overlay that ships with Tocsin.
pub fn shipped() -> impl Iterator<Item = Shipped> {
    include_str!("../../../../../data/gazetteer/overlay.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let [key, name, others, feature, lat, lon, unit, ..] = line.split('\t').collect::<Vec<_>>()[..]
            else {
                return None;
            };
            Some(Shipped {
                key,
                name,
                others,
                feature,
                unit,
                lat,
                lon,
            })
        })
}

struct PlaceView {
    key: String,
    name: String,
    others: String,
    kind: String,
    unit: String,
    point: String,
    /// The desk retired it.
    retired: bool,
}

#[derive(Template)]
#[template(path = "places.html")]
struct PlacesPage {
    page: Page,
    text: String,
    counted: String,
    own: Vec<PlaceView>,
    found: Vec<PlaceView>,
    places: Vec<PlaceView>,
    more: Option<String>,
}

/// The desk's own places and those that ship with Tocsin, narrowed by a part of a name or a unit's code; and what the
/// whole gazetteer holds under that very name.
pub async fn places(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("places");
    let wanted = asked.text.trim().to_lowercase();
    let shared = Arc::clone(&visit.shared);
    let name = asked.text.trim().to_owned();
    let (own, found) = visit
        .read(move |view| {
            let own = view.own_places()?;
            // To open a gazetteer takes a moment: only where a name is looked for.
            let found = if name.is_empty() {
                Vec::new()
            } else {
                named(&shared.kit(view)?.gazetteer, &name)
            };
            Ok((own, found))
        })
        .await?;
    let fits = |place: &PlaceView| {
        wanted.is_empty()
            || [&place.name, &place.others, &place.unit, &place.kind]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
    };
    let own: Vec<PlaceView> = own
        .iter()
        .map(|(_, place)| own_view(&page, place))
        .filter(fits)
        .collect();
    let mut shipped: Vec<PlaceView> = shipped()
        .map(|place| shipped_view(&page, &place))
        .filter(fits)
        .collect();
    shipped.retain(|place| !own.iter().any(|row| row.key == place.key));
    let mut found: Vec<PlaceView> = found.into_iter().map(|place| found_view(&page, place)).collect();
    found.retain(|place| !own.iter().chain(&shipped).any(|row| row.key == place.key));
    let counted = page.counted("pages-places-counted", shipped.len());
    let next = asked.after.saturating_add(ON_A_PAGE);
    let more = (shipped.len() > next).then(|| {
        format!(
            "/places{}&text={}&after={next}",
            page.lang_query(),
            encoded(&asked.text)
        )
    });
    render(&PlacesPage {
        text: asked.text,
        counted,
        own,
        found,
        places: shipped.into_iter().skip(asked.after).take(ON_A_PAGE).collect(),
        more,
        page,
    })
}

/// Key, name, kind, unit and point of a place.
type Found = (String, String, String, String, Option<(f64, f64)>);

/// What all layers hold under a name.
fn named(gazetteer: &Gazetteer, name: &str) -> Vec<Found> {
    let entries = gazetteer
        .find(name)
        .into_iter()
        .filter_map(|hit| gazetteer.entry(hit));
    entries
        .take(ON_A_PAGE)
        .map(|entry| {
            let units = entry
                .admin()
                .into_iter()
                .rev()
                .map(|unit| unit.name)
                .collect::<Vec<_>>()
                .join(", ");
            (
                entry.key(),
                entry.name().to_owned(),
                entry.feature().key(),
                units,
                entry.point(),
            )
        })
        .collect()
}

/// A point in words.
fn told(point: Option<(f64, f64)>) -> String {
    point.map_or_else(String::new, |(lat, lon)| format!("{lat:.3}, {lon:.3}"))
}

fn kind_of(page: &Page, key: &str) -> String {
    page.t(&format!("places-kind-{key}"))
}

fn own_view(page: &Page, place: &OwnPlace) -> PlaceView {
    PlaceView {
        key: place.key.clone(),
        name: place.name.clone(),
        others: place.others.join(" · "),
        kind: kind_of(page, &place.feature),
        unit: place.unit.clone(),
        point: told(place.point),
        retired: place.retired,
    }
}

fn found_view(page: &Page, (key, name, kind, unit, point): Found) -> PlaceView {
    PlaceView {
        key,
        name,
        others: String::new(),
        kind: kind_of(page, &kind),
        unit,
        point: told(point),
        retired: false,
    }
}

fn shipped_view(page: &Page, place: &Shipped) -> PlaceView {
    PlaceView {
        key: place.key.to_owned(),
        name: place.name.to_owned(),
        others: place.others.replace('|', " · "),
        kind: kind_of(page, place.feature),
        unit: place.unit.to_owned(),
        point: format!("{}, {}", place.lat, place.lon),
        retired: false,
    }
}

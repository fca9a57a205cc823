//! The register of actors the reader knows by name, and in how many incidents each is named.

use crate::say::Lang;
use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use std::collections::BTreeMap;
use tocsin_core::Nature;

/// Other names shown beside an actor; the patterns of spellings are left out.
const NAMES: usize = 8;

struct ActorView {
    key: &'static str,
    name: &'static str,
    countries: &'static str,
    parent: &'static str,
    years: String,
    names: Vec<&'static str>,
    incidents: usize,
}

#[derive(Template)]
#[template(path = "actors.html")]
struct ActorsPage {
    page: Page,
    kinds: Vec<(String, Vec<ActorView>)>,
}

/// All actors, kind by kind.
pub async fn actors(visit: Visit) -> Answer {
    let page = visit.page("actors");
    let natures = [Nature::Real, Nature::Sample, Nature::Exercise];
    let facets = visit
        .read(move |view| {
            natures
                .into_iter()
                .map(|nature| Ok(view.facets(nature)?))
                .collect::<anyhow::Result<Vec<_>>>()
        })
        .await?;
    let mut named: BTreeMap<String, u64> = BTreeMap::new();
    for (key, n) in facets.iter().flat_map(|facets| &facets.actors) {
        *named.entry(key.clone()).or_default() += n;
    }
    let mut kinds: Vec<(&str, Vec<ActorView>)> = Vec::new();
    for line in include_str!("../../../../../data/actors/actors.tsv").lines() {
        let Some((kind, actor)) = actor(page.lang, line, &named) else {
            continue;
        };
        match kinds.iter_mut().find(|(held, _)| *held == kind) {
            Some((_, actors)) => actors.push(actor),
            None => kinds.push((kind, vec![actor])),
        }
    }
    let kinds = kinds
        .into_iter()
        .map(|(kind, actors)| (page.t(&format!("pages-kind-{kind}")), actors))
        .collect();
    render(&ActorsPage { page, kinds })
}

fn actor(lang: Lang, line: &'static str, named: &BTreeMap<String, u64>) -> Option<(&'static str, ActorView)> {
    if line.starts_with('#') {
        return None;
    }
    let [key, kind, countries, parent, from, to, en, fr, aliases] = line.split('\t').collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let name = if lang == Lang::Fr { fr } else { en };
    let names = aliases
        .split(" ; ")
        .map(str::trim)
        .filter(|alias| !alias.is_empty() && !alias.contains('{') && *alias != name)
        .take(NAMES)
        .collect();
    let years = match (from, to) {
        ("", "") => String::new(),
        (from, to) => format!("{from}–{to}"),
    };
    let view = ActorView {
        key,
        name,
        countries,
        parent,
        years,
        names,
        incidents: named.get(key).map_or(0, |n| *n as usize),
    };
    Some((kind, view))
}

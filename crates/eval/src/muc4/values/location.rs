//! Where an incident was, in the task's notation: one of the nine countries it asks for, and the narrowest place named.

use crate::muc4::model::Page;
use crate::muc4::normal::normal;
use tocsin_core::{Place, PlaceKind};
use tocsin_extract::scene::Scene;
use tocsin_extract::syntax::Tag;

/// The nine countries of the task, with the beginning of the words for their people.
const COUNTRIES: [(&str, &str); 9] = [
    ("EL SALVADOR", "salvador"),
    ("GUATEMALA", "guatemala"),
    ("HONDURAS", "hondura"),
    ("ARGENTINA", "argentin"),
    ("BOLIVIA", "bolivia"),
    ("CHILE", "chile"),
    ("COLOMBIA", "colombia"),
    ("ECUADOR", "ecuador"),
    ("PERU", "peru"),
];

/// How much more a word beside what fills the template counts than one elsewhere in the text.
const BESIDE: usize = 4;

/// The one of the nine countries that is named most, by its name, its people or its places; "" where none is. Of equals
/// the first of the list.
pub(super) fn country(page: &Page, scene: &Scene, sentences: &[usize]) -> &'static str {
    let weight = |at: usize| {
        let beside = page
            .sentence_of
            .get(at)
            .is_some_and(|sentence| sentences.contains(sentence));
        if beside { BESIDE } else { 1 }
    };
    let mut votes = [0usize; COUNTRIES.len()];
    for (at, word) in page.words.iter().enumerate() {
        // San Salvador is a city; its votes come as a place.
        let city = at > 0 && page.words[at - 1] == "san";
        if let Some(found) = COUNTRIES
            .iter()
            .position(|(_, people)| word.starts_with(people) && !city)
        {
            votes[found] += 2 * weight(at);
        }
    }
    for mark in &scene.places {
        let name = mark.place.as_ref().map(own_country).unwrap_or_default();
        if let Some(found) = COUNTRIES.iter().position(|(country, _)| *country == name) {
            votes[found] += 2 * weight(scene.doc.token_at(mark.span.start));
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    let best = votes.iter().position(|vote| *vote == most && most > 0);
    best.map_or("", |best| COUNTRIES[best].0)
}

/// Words for kinds of places, with the task's word.
const KINDS: [(&str, &str); 13] = [
    ("city", "CITY"),
    ("town", "TOWN"),
    ("village", "VILLAGE"),
    ("municipality", "MUNICIPALITY"),
    ("department", "DEPARTMENT"),
    ("province", "PROVINCE"),
    ("neighborhood", "NEIGHBORHOOD"),
    ("district", "DISTRICT"),
    ("canton", "CANTON"),
    ("jurisdiction", "JURISDICTION"),
    ("sector", "SECTOR"),
    ("farm", "FARM"),
    ("port", "PORT"),
];

/// The narrowest place of `country` named in the first of `sentences` that names any: its name and kind.
pub(super) fn narrowest(
    page: &Page,
    scene: &Scene,
    sentences: &[usize],
    country: &str,
) -> Option<(String, &'static str)> {
    sentences.iter().find_map(|&sentence| {
        let &(first, last) = page.sentences.get(sentence)?;
        let span = scene.doc.sentences.get(sentence)?.span;
        let known = scene.places.iter().filter(|mark| span.overlaps(&mark.span));
        known
            .filter_map(|mark| mark.place.as_ref())
            .filter(|place| own_country(place) == country)
            .filter(|place| {
                !matches!(
                    place.kind,
                    PlaceKind::Country | PlaceKind::Area | PlaceKind::Natural
                )
            })
            .max_by_key(|place| place.kind as u8)
            .map(|place| (normal(&place.name).to_uppercase(), kind(place.kind)))
            .or_else(|| named(page, first, last))
    })
}

/// A name that the text itself calls a town, a department …: "the town of X", "X department".
fn named(page: &Page, first: usize, last: usize) -> Option<(String, &'static str)> {
    let is_name = |at: usize| page.tag(at) == Tag::Propn && page.list(at) == "-" && !page.dated[at];
    (first..last).find_map(|at| {
        let kind = KINDS.iter().find(|(word, _)| *word == page.words[at])?.1;
        let after = at + 2;
        let end = (after..last).find(|&at| !is_name(at)).unwrap_or(last);
        if page.words.get(at + 1).is_some_and(|word| word == "of") && end > after {
            return Some((normal(&page.raw(after, end)).to_uppercase(), kind));
        }
        let begin = (first..at).rev().take_while(|&at| is_name(at)).last()?;
        Some((normal(&page.raw(begin, at)).to_uppercase(), kind))
    })
}

/// The country most places of the text lie in, in capitals; "" where none is named.
pub(super) fn main_country(scene: &Scene) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for place in scene.places.iter().filter_map(|mark| mark.place.as_ref()) {
        let country = own_country(place);
        match counts.iter_mut().find(|(name, _)| *name == country) {
            _ if country.is_empty() => {}
            Some((_, count)) => *count += 1,
            None => counts.push((country, 1)),
        }
    }
    // Of equally frequent ones the first named.
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(name, _)| name)
        .unwrap_or_default()
}

fn own_country(place: &Place) -> String {
    let unit = place.admin.first().filter(|unit| unit.level == 0);
    unit.map(|unit| normal(&unit.name).to_uppercase())
        .unwrap_or_default()
}

fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Admin1 => "DEPARTMENT",
        PlaceKind::Admin2 | PlaceKind::Admin3 => "MUNICIPALITY",
        PlaceKind::Quarter => "NEIGHBORHOOD",
        PlaceKind::Site => "SITE",
        PlaceKind::Natural => "AREA",
        _ => "CITY",
    }
}

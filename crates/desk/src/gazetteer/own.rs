//! The desk's own places, from the ledger into the gazetteer: what may be recorded, and what stands against it.

use crate::say::{Lang, say};
use crate::typed::typed;
use tocsin_gazetteer::own::{OwnRow, Wrong, check};
use tocsin_gazetteer::{Feature, Gazetteer};
use tocsin_store::{OwnPlace, PlaceChange, PlaceSet, Store};

/// Names a place may have beside its usual one, and names it may be freed of.
const MOST_NAMES: usize = 40;
/// Longest source and note, in characters.
const LONGEST_TEXT: usize = 1000;
/// Places a desk may have of its own: a gazetteer of more is a file to be loaded.
const MOST_PLACES: usize = 20_000;

/// The rows a gazetteer takes; those of an unknown kind are left out.
pub fn rows(places: &[(u64, OwnPlace)]) -> Vec<OwnRow> {
    places.iter().filter_map(|(_, place)| row(place)).collect()
}

/// One row; `None` where the kind is none.
pub fn row(place: &OwnPlace) -> Option<OwnRow> {
    Some(OwnRow {
        key: place.key.clone(),
        name: place.name.clone(),
        others: place.others.clone(),
        not: place.not.clone(),
        feature: Feature::from_key(&place.feature)?,
        point: place.point,
        unit: place.unit.clone(),
        from: place.from.clone(),
        to: place.to.clone(),
        retired: place.retired,
    })
}

/// `gazetteer` with the desk's own places on top, and what stood in the way.
pub fn over(gazetteer: Gazetteer, places: &[(u64, OwnPlace)]) -> (Gazetteer, Option<String>) {
    match gazetteer.clone().with_own(&rows(places)) {
        Ok(with) => (with, None),
        Err(error) => (gazetteer, Some(error.to_string())),
    }
}

/// A change someone asks for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The place as it is to be; an empty key makes a new one.
    pub place: OwnPlace,
    /// Number of the last change of it that was seen; 0: none.
    pub seen: u64,
    /// A place of that name nearby is another one.
    pub another: bool,
    /// Why.
    pub why: String,
    /// Who asks.
    pub who: String,
}

/// What came of it.
#[derive(Debug)]
pub enum Put {
    /// Recorded: the key and the number.
    Recorded(String, u64),
    /// Another changed it meanwhile.
    ChangedMeanwhile,
    /// What stands against it, in words.
    Refused(Vec<String>),
}

/// Records a change, or says what stands against it. `gazetteer` is the one in use.
///
/// # Errors
/// When the register cannot be read or written.
pub fn put(store: &mut Store, gazetteer: &Gazetteer, lang: Lang, mut wanted: Wanted) -> anyhow::Result<Put> {
    let held = store.own_places()?;
    let is_new = wanted.place.key.is_empty();
    wanted.why = typed(&wanted.why);
    wanted.place.note = typed(&wanted.place.note);
    if is_new {
        wanted.place.key = new_key(store, &wanted.place.name)?;
    }
    let mut against = texts(lang, &wanted);
    match row(&wanted.place) {
        None => against.push(say(lang, "places-wrong-kind", &[])),
        Some(row) if !row.retired => {
            against.extend(stands_against(lang, gazetteer, &row, wanted.another));
        }
        Some(_) => {}
    }
    if is_new && held.len() >= MOST_PLACES {
        against.push(say(lang, "places-wrong-many", &[]));
    }
    if !against.is_empty() {
        return Ok(Put::Refused(against));
    }
    let change = PlaceChange {
        key: wanted.place.key.clone(),
        place: Some(wanted.place),
        undoes: None,
        who: wanted.who,
        why: wanted.why,
    };
    Ok(
        match store.change_place(&change, wanted.seen, &crate::commands::now())? {
            PlaceSet::Recorded(number) => Put::Recorded(change.key, number),
            PlaceSet::ChangedMeanwhile(_) => Put::ChangedMeanwhile,
        },
    )
}

/// Takes the last change of a place back; `None` where change `number` is not there.
///
/// # Errors
/// When the register cannot be read or written.
pub fn undo(store: &mut Store, lang: Lang, number: u64, who: &str, why: &str) -> anyhow::Result<Option<Put>> {
    let view = store.view(crate::shelf::HERE);
    let Some(steps) = view.place_of_change(number)? else {
        return Ok(None);
    };
    if why.trim().is_empty() {
        return Ok(Some(Put::Refused(vec![say(lang, "places-wrong-why", &[])])));
    }
    let Some(last) = steps.last().filter(|step| step.0 == number) else {
        return Ok(Some(Put::ChangedMeanwhile));
    };
    let before = steps.iter().rev().nth(1).and_then(|step| step.2.place.clone());
    let change = PlaceChange {
        key: last.2.key.clone(),
        place: before,
        undoes: Some(number),
        who: who.to_owned(),
        why: why.trim().to_owned(),
    };
    Ok(Some(
        match store.change_place(&change, number, &crate::commands::now())? {
            PlaceSet::Recorded(number) => Put::Recorded(change.key, number),
            PlaceSet::ChangedMeanwhile(_) => Put::ChangedMeanwhile,
        },
    ))
}

/// `desk:boulkessi`; with a number where there ever was one: the key of a place taken back stays that place's.
fn new_key(store: &Store, name: &str) -> anyhow::Result<String> {
    let slug: String = tocsin_intake::finish::slug(name).chars().take(60).collect();
    let slug = if slug.is_empty() { "place".to_owned() } else { slug };
    let view = store.view(crate::shelf::HERE);
    let (mut key, mut n) = (format!("desk:{slug}"), 1);
    while !view.place_steps(&key)?.is_empty() {
        n += 1;
        key = format!("desk:{slug}-{n}");
    }
    Ok(key)
}

/// What is wrong with the words of a change.
fn texts(lang: Lang, wanted: &Wanted) -> Vec<String> {
    let place = &wanted.place;
    let mut against = Vec::new();
    if wanted.why.is_empty() || wanted.why.chars().count() > LONGEST_TEXT {
        against.push(say(lang, "places-wrong-why", &[]));
    }
    if !place.retired && place.source.trim().is_empty() {
        against.push(say(lang, "places-wrong-source", &[]));
    }
    let long = [&place.source, &place.note]
        .into_iter()
        .any(|text| text.chars().count() > LONGEST_TEXT);
    let signs = [&place.name, &place.key, &place.unit, &place.source]
        .into_iter()
        .chain(&place.others)
        .chain(&place.not)
        .any(|text| text.chars().any(char::is_control));
    if long || signs || place.others.len() > MOST_NAMES || place.not.len() > MOST_NAMES {
        against.push(say(lang, "places-wrong-long", &[]));
    }
    against
}

fn stands_against(lang: Lang, gazetteer: &Gazetteer, row: &OwnRow, another: bool) -> Vec<String> {
    let mut said = Vec::new();
    for wrong in check(gazetteer, row) {
        said.push(match wrong {
            Wrong::Name(name) => say(lang, "places-wrong-name", &[("name", &name)]),
            Wrong::Point => say(lang, "places-wrong-point", &[]),
            Wrong::Unit(unit) => say(lang, "places-wrong-unit", &[("unit", &unit)]),
            Wrong::Days => say(lang, "places-wrong-days", &[]),
            Wrong::Elsewhere(country) => say(lang, "places-wrong-elsewhere", &[("country", &country)]),
            Wrong::Known(_, _) if another => continue,
            Wrong::Known(key, name) => say(lang, "places-wrong-known", &[("key", &key), ("name", &name)]),
        });
    }
    if row.point.is_none() && row.feature.kind() == tocsin_core::PlaceKind::Populated {
        said.push(say(lang, "places-wrong-no-point", &[]));
    }
    said
}

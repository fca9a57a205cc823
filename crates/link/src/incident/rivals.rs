//! The values of a field side by side, each with everyone who gives or denies it.

use super::Said;
use super::origins::Lines;
use crate::facts::days_wide;
use crate::words::fold;
use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::{Field, FieldView, Rival, Stance, Value};

/// All values `said` of `field`; `None` if there are none.
pub(crate) fn view(field: Field, said: &[Said<'_>], lines: &Lines) -> Option<FieldView> {
    let mut values: BTreeMap<String, Vec<&Said<'_>>> = BTreeMap::new();
    for said in said.iter().filter(|said| said.claim.field == field) {
        values.entry(key(&said.claim.value)).or_default().push(said);
    }
    fold_tolls(&mut values);
    if values.is_empty() {
        return None;
    }
    let order = |wanted: &Said<'_>| said.iter().position(|one| one.at == wanted.at);
    let mut rivals: Vec<(Rival, Option<usize>)> = values
        .into_values()
        .map(|group| {
            let first = group.first().and_then(|first| order(first));
            (rival(&group, lines), first)
        })
        .collect();
    rivals.sort_by_key(|(rival, first)| {
        (
            std::cmp::Reverse(rival.origins.len()),
            vagueness(&rival.value),
            *first,
        )
    });
    Some(FieldView {
        field,
        rivals: rivals.into_iter().map(|(rival, _)| rival).collect(),
    })
}

/// Counts of the same number are one value where one says only "people" of what the other calls villagers, or where both are
/// civilians by another name: six traders are six civilians. Soldiers are not.
fn fold_tolls(values: &mut BTreeMap<String, Vec<&Said<'_>>>) {
    let mut homes: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (key, group) in values.iter() {
        if let Some(Value::Toll(toll)) = group.first().map(|said| &said.claim.value) {
            let number = format!("{} {} {}", toll.count, toll.part, toll.running);
            homes
                .entry(number)
                .or_default()
                .push((kind_of_people(&toll.of).to_owned(), key.clone()));
        }
    }
    for mut named in homes.into_values().filter(|named| named.len() > 1) {
        named.sort();
        let kinds: BTreeSet<String> = named
            .iter()
            .map(|(kind, _)| kind.clone())
            .filter(|kind| !kind.is_empty())
            .collect();
        // "Seven people" beside seven soldiers and seven villagers could be either: it stays by itself.
        let vague_home = (kinds.len() == 1).then(|| kinds.first().cloned()).flatten();
        let mut first: BTreeMap<String, String> = BTreeMap::new();
        for (kind, key) in named {
            let kind = if kind.is_empty() {
                vague_home.clone().unwrap_or_default()
            } else {
                kind
            };
            match first.get(&kind) {
                Some(home) => {
                    let moved = values.remove(&key).unwrap_or_default();
                    if let Some(group) = values.get_mut(home) {
                        group.extend(moved);
                        group.sort_by(|a, b| (&a.dossier.received, &a.at).cmp(&(&b.dossier.received, &b.at)));
                    }
                }
                None => {
                    first.insert(kind, key);
                }
            }
        }
    }
}

/// Whether a toll does not say of whom.
fn is_unspecific(value: &Value) -> bool {
    matches!(value, Value::Toll(toll) if kind_of_people(&toll.of).is_empty())
}

/// The people a toll counts, civilians of every trade being one kind; "" for people in general.
fn kind_of_people(of: &str) -> &str {
    const FORCES: [&str; 14] = [
        "soldiers",
        "gendarmes",
        "police",
        "guards",
        "militia",
        "volunteers",
        "fighters",
        "peacekeepers",
        "attackers",
        "terrorists",
        "hunters",
        "rangers",
        "customs-officers",
        "aid-workers",
    ];
    match of {
        "" | "people" => "",
        force if FORCES.contains(&force) => force,
        _ => "civilians",
    }
}

fn rival(group: &[&Said<'_>], lines: &Lines) -> Rival {
    let (denials, claims): (Vec<&Said<'_>>, Vec<&Said<'_>>) = group
        .iter()
        .partition(|said| said.claim.stance == Stance::Denied && !names_what_it_denies(said));
    // Who only names what he denies gives no line to when and where it was, unless nobody else says.
    let told: Vec<&Said<'_>> = claims
        .iter()
        .filter(|said| said.claim.stance != Stance::Denied)
        .copied()
        .collect();
    // The clearest claim: asserted before alleged, then the earliest.
    let clearest = group
        .iter()
        .min_by_key(|said| (said.claim.stance, is_unspecific(&said.claim.value)))
        .map_or_else(|| group[0].claim.value.clone(), |said| said.claim.value.clone());
    Rival {
        value: clearest,
        claims: claims.iter().map(|said| said.at.clone()).collect(),
        denials: denials.iter().map(|said| said.at.clone()).collect(),
        origins: lines.origins(if told.is_empty() { &claims } else { &told }),
    }
}

/// Whether a denied claim only says which event is denied: its time, its place, who or what was hit. Who denies an attack on
/// Gao on Monday does not deny Gao or Monday.
fn names_what_it_denies(said: &Said<'_>) -> bool {
    let reading = &said.dossier.reading;
    let denies_the_event = |n: u32| {
        reading.claims_of(n).any(|(_, claim)| {
            matches!(claim.field, Field::Event | Field::Responsibility) && claim.stance == Stance::Denied
        })
    };
    matches!(
        said.claim.field,
        Field::Date | Field::Place | Field::Site | Field::Target | Field::Weapon
    ) && (0..)
        .zip(&reading.accounts)
        .any(|(n, account)| account.claims.contains(&said.at.n) && denies_the_event(n))
}

/// Claims with equal keys give one value.
pub(crate) fn key(value: &Value) -> String {
    match value {
        Value::Event(code) => code.to_string(),
        Value::When(when) => {
            let iso = when.iso();
            let part = when.part.map(|part| format!("{part:?}")).unwrap_or_default();
            if iso.is_empty() {
                format!("? {part}")
            } else {
                format!("{iso} {part}")
            }
        }
        Value::Place(place) => {
            let relation = place
                .relation
                .as_ref()
                .map(|relation| format!("{relation:?}"))
                .unwrap_or_default();
            if place.key.is_empty() {
                format!("={} {relation}", fold(&place.name))
            } else {
                format!("{} {relation}", place.key)
            }
        }
        Value::Actor(actor) if actor.key.is_empty() => format!("={}", fold(&actor.name)),
        Value::Actor(actor) => actor.key.clone(),
        Value::Term(term) if term.key.is_empty() => format!("={}", fold(&term.name)),
        Value::Term(term) => term.key.clone(),
        Value::Toll(toll) => format!("{} {} {} {}", toll.count, toll.of, toll.part, toll.running),
    }
}

/// How little a value says: 0 for the most exact. Comparable within one field only.
pub(crate) fn vagueness(value: &Value) -> u64 {
    match value {
        Value::Event(code) => u64::from(code.entry().is_none_or(|entry| entry.parent.is_empty())),
        Value::When(when) => days_wide(when).map_or(u64::MAX, |days| u64::from(days.unsigned_abs())),
        // Of two villages the one that is known first.
        Value::Place(place) => 2 * (20 - place.kind as u64) + u64::from(place.key.is_empty()),
        Value::Actor(actor) => u64::from(actor.key.is_empty()),
        Value::Term(term) => u64::from(term.key.is_empty()),
        Value::Toll(toll) => {
            let width = toll
                .count
                .most
                .map_or(u64::MAX / 4, |most| most - toll.count.least.min(most));
            // A total before a part, the event's own before a running one.
            width.saturating_add(u64::from(toll.count.about))
                + u64::MAX / 4 * (u64::from(toll.part) + u64::from(toll.running))
        }
    }
}

//! Chooses among the places of a name: by the units named beside it, by nearness to the other places of the text, by
//! kind, and last by population. Where nothing decides and the candidates lie far apart, it says so.

use super::PlaceMark;
use super::find::Name;
use crate::Doc;
use tocsin_core::Reason;
use tocsin_core::place::haversine_km;
use tocsin_gazetteer::{Entry, Feature, Gazetteer};

/// One mark a name, in their order.
pub(super) fn choose(doc: &Doc, gazetteer: &Gazetteer, names: Vec<Name>) -> Vec<PlaceMark> {
    let candidates: Vec<&[Entry]> = names.iter().map(|name| name.entries.as_slice()).collect();
    let mut chosen: Vec<Option<usize>> = candidates
        .iter()
        .map(|entries| best(entries, |entry| prior(entry)))
        .collect();
    for _ in 0..2 {
        let picks: Vec<Option<Entry>> = chosen
            .iter()
            .zip(&candidates)
            .map(|(at, entries)| at.map(|at| entries[at]))
            .collect();
        for (n, entries) in candidates.iter().enumerate() {
            chosen[n] = best(entries, |entry| prior(entry) + support(entry, n, &picks));
        }
    }
    let _ = doc;
    names
        .iter()
        .zip(candidates.iter().zip(chosen))
        .map(|(name, (entries, at))| PlaceMark {
            span: name.span,
            whole: name.span,
            role: name.role,
            place: at.map(|at| entries[at].place()),
            candidates: entries.len() as u32,
            reasons: vec![Reason::new("place-weighed")],
        })
        .collect()
}

fn best(entries: &[Entry], score: impl Fn(&Entry) -> f64) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (at, entry) in entries.iter().enumerate() {
        let score = score(entry);
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((at, score));
        }
    }
    best.map(|(at, _)| at)
}

fn prior(entry: &Entry) -> f64 {
    let class: f64 = match entry.feature() {
        Feature::Country | Feature::Continent => 20.0,
        Feature::Admin1 => 14.0,
        Feature::Capital => 15.0,
        Feature::Ocean | Feature::Area => 13.0,
        Feature::Admin2 => 9.0,
        Feature::Seat1 => 9.0,
        Feature::Seat2 => 8.0,
        Feature::Quarter => 7.0,
        Feature::Water | Feature::Terrain | Feature::Locality | Feature::Former => 3.0,
        _ => 6.0,
    };
    let people = (entry.population() as f64 + 1.0).ln();
    class.max(people) - if entry.by_other_name() { 3.0 } else { 0.0 }
}

fn support(entry: &Entry, own: usize, picks: &[Option<Entry>]) -> f64 {
    let Some(point) = entry.point() else { return 0.0 };
    let mut sum = 0.0;
    for (n, pick) in picks.iter().enumerate() {
        if n == own {
            continue;
        }
        let Some(pick) = pick else { continue };
        let Some(other) = pick.point() else { continue };
        if pick.name() == entry.name() {
            continue;
        }
        let unit = pick.units().next();
        if matches!(pick.feature(), Feature::Country | Feature::Admin1) {
            if unit.is_some_and(|unit| entry.units().any(|own| own == unit)) {
                sum += 3.0;
            }
        } else {
            sum += 3.0 * (-haversine_km(point, other) / 100.0).exp();
        }
    }
    sum.min(12.0)
}

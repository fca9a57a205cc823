//! Whether two accounts are at one place: the closer the common ground, the more it says.

use super::{Finding, Ink};
use crate::facts::Facts;
use crate::words::fold;
use tocsin_core::place::spelt_alike;
use tocsin_core::{Place, PlaceKind, Reason};

/// The best match among the places of both.
pub(super) fn compare(a: &Facts, b: &Facts, ink: Ink) -> Option<Finding> {
    let (left, right) = (closest(a), closest(b));
    let mut best: Option<Finding> = None;
    for one in &left {
        for other in &right {
            let finding = meet(one, other, ink);
            if best.as_ref().is_none_or(|best| finding.weight > best.weight) {
                best = Some(finding);
            }
        }
    }
    best.or_else(|| Some(ink.finding(0.0, || Reason::new("link-no-place"))))
}

/// The places of an account without those that only say more widely where another of them is ("Gao, Mali").
fn closest(facts: &Facts) -> Vec<&Place> {
    let holds = |wide: &Place, narrow: &Place| {
        wide.kind < narrow.kind
            && wide.kind <= PlaceKind::Admin3
            && wide.key != narrow.key
            && wide.meets(narrow)
    };
    let all: Vec<&Place> = facts.places().collect();
    if all.len() < 2 {
        return all;
    }
    all.iter()
        .filter(|place| !all.iter().any(|other| holds(place, other)))
        .copied()
        .collect()
}

fn meet(a: &Place, b: &Place, ink: Ink) -> Finding {
    let (a, b) = if (a.kind, &a.name) <= (b.kind, &b.name) {
        (a, b)
    } else {
        (b, a)
    };
    let named = |weight: f32, key: &str| {
        ink.finding(weight, || {
            Reason::new(key).with("place", &a.name).with("other", &b.name)
        })
    };
    if !a.country().is_empty() && !b.country().is_empty() && a.country() != b.country() {
        // Borders are crossed and misjudged: close points in two countries are only a doubt.
        let close = a.distance_km(b).is_some_and(|km| km < 30.0);
        return named(if close { -0.5 } else { -6.0 }, "link-other-country");
    }
    if is_spot(a) && is_spot(b) {
        return spots(a, b, ink, named);
    }
    if !a.meets(b) {
        // A name that no gazetteer resolved may lie anywhere.
        let unresolved = |place: &Place| place.key.is_empty() && place.point.is_none();
        if unresolved(a) || unresolved(b) {
            return named(-0.4, "link-place-not-known");
        }
        return named(-5.0, "link-other-area");
    }
    let weight = match a.kind.min(b.kind) {
        PlaceKind::Area => 0.1,
        PlaceKind::Country => 0.3,
        PlaceKind::Admin1 => 0.8,
        PlaceKind::Admin2 => 1.6,
        _ => 2.2,
    };
    named(
        weight,
        if a.key == b.key {
            "link-same-area"
        } else {
            "link-place-within"
        },
    )
}

/// Two towns, sites or quarters.
fn spots(a: &Place, b: &Place, ink: Ink, named: impl Fn(f32, &str) -> Finding) -> Finding {
    let same_name = || a.name == b.name || fold(&a.name) == fold(&b.name);
    let one_key = !a.key.is_empty() && a.key == b.key;
    if one_key || (a.key.is_empty() && b.key.is_empty() && same_name()) {
        // A large town sees many events; a village's name alone says much.
        return named(if a.radius_km >= 8.0 { 2.5 } else { 3.5 }, "link-same-place");
    }
    let could_be = |one: &Place, other: &Place| {
        !other.key.is_empty() && one.alternatives.iter().any(|(key, _)| *key == other.key)
    };
    if could_be(a, b) || could_be(b, a) {
        return named(1.5, "link-place-alternative");
    }
    let Some(km) = a.distance_km(b) else {
        return if same_name() {
            named(2.5, "link-same-place-name")
        } else if spelt_alike(&a.name, &b.name) {
            named(1.8, "link-same-place-spelt")
        } else {
            named(-0.4, "link-place-not-known")
        };
    };
    let reach = f64::from(a.radius_km + b.radius_km);
    let far = |weight: f32| {
        ink.finding(weight, || {
            Reason::new("link-far-apart")
                .with("place", &a.name)
                .with("other", &b.name)
                .with("km", km.round())
        })
    };
    match km {
        km if km <= reach + 3.0 => named(2.2, "link-place-within"),
        km if km <= reach + 12.0 => named(1.0, "link-place-near"),
        km if km <= reach + 40.0 => far(-1.5),
        // A river or a road is long, and its point says little of where on it.
        km if km <= LONG && (is_long(a) || is_long(b)) => far(-1.0),
        km if km <= 120.0 => far(-4.0),
        _ => far(-6.0),
    }
}

/// How far from the point of a river or a road an event on it may lie, in kilometres.
const LONG: f64 = 400.0;

fn is_long(place: &Place) -> bool {
    matches!(place.kind, PlaceKind::Natural | PlaceKind::Road)
}

/// Whether `narrow` is at sites alone (a quarter, a building, an airport), one of them of a town where `wide` is.
pub(super) fn is_site_of(narrow: &Facts, wide: &Facts) -> bool {
    let sites: Vec<&Place> = closest(narrow);
    let of_town = |site: &Place| {
        let mut towns = wide.places().filter(|place| place.kind == PlaceKind::Populated);
        towns.any(|town| {
            town.distance_km(site)
                .is_some_and(|km| km <= f64::from(town.radius_km.max(SUBURBS)))
        })
    };
    !sites.is_empty()
        && sites
            .iter()
            .all(|site| site.kind > PlaceKind::Populated && !is_long(site))
        && sites.iter().any(|site| of_town(site))
}

/// How far from the middle of a town an airport or a camp that bears its name may lie, in kilometres.
const SUBURBS: f32 = 20.0;

/// A place small enough to hold one event.
fn is_spot(place: &Place) -> bool {
    place.kind >= PlaceKind::Populated && place.radius_km <= 60.0
}

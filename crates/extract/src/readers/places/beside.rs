//! What stands right beside a name: the unit it lies in, other names of a list, the noun that tells its level.

use super::candidate::Candidate;
use super::choose::Group;
use super::find::Name;
use super::words;
use crate::Doc;
use tocsin_core::PlaceKind;
use tocsin_gazetteer::Feature;

/// Bonus of the states in a list of states.
const LISTED: f64 = 3.0;

/// Adds to candidates that lie in a unit named right beside the name: "Alexandria, Louisiana", "Léré (Mali)".
pub(super) fn beside(doc: &Doc, names: &[Name], of_name: &[usize], groups: &mut [Group]) {
    for (at, name) in names.iter().enumerate() {
        for (next, &other) in names.iter().zip(of_name).skip(at + 1).take(2) {
            let gap = next.first.saturating_sub(name.last);
            if gap == 0 || gap > 6 || doc.sentence_of(name.first) != doc.sentence_of(next.first) {
                continue;
            }
            let direct = matches!(doc.word(name.last), "," | "(") && gap == 1;
            // "Mali, a mountain town of Guinea" is no country.
            let town = doc.word(name.last) == ","
                && matches!(
                    doc.word(next.first - 1),
                    "of" | "in" | "de" | "du" | "en" | "au" | "d'"
                )
                && (name.last + 1..next.first).any(|at| words::is_settlement(doc.word(at)));
            let bonus = if direct || town { 9.0 } else { 2.0 };
            let own = of_name[at];
            if own == other {
                continue;
            }
            let pairs = lying_in(&groups[own], &groups[other]);
            if pairs.is_empty() && direct && is_settlement_only(&groups[own]) && ends_list(doc, next) {
                groups[own].outside = sure_unit(&groups[other]).filter(|_| groups[own].outside.is_none());
            }
            for (inner, outer) in pairs {
                if town && groups[own].candidates[inner].entry.kind() == PlaceKind::Populated {
                    groups[own].beside[inner] = groups[own].beside[inner].max(14.0);
                }
                groups[own].beside[inner] = groups[own].beside[inner].max(bonus);
                if direct {
                    groups[other].beside[outer] = groups[other].beside[outer].max(3.0);
                }
            }
        }
    }
}

/// In a list of states ("New Jersey and New York", "Ontario, Quebec and New Brunswick") each is the state.
pub(super) fn listed(doc: &Doc, names: &[Name], of_name: &[usize], groups: &mut [Group]) {
    let states = |group: &Group, country: Option<u64>| -> Vec<usize> {
        let wanted = |at: &usize| {
            let candidate = &group.candidates[*at];
            candidate.entry.feature() == Feature::Admin1
                && country.is_none_or(|country| candidate.units[0] == country)
        };
        (0..group.candidates.len()).filter(wanted).collect()
    };
    for (pair, ends) in names.windows(2).zip(of_name.windows(2)) {
        let (one, other) = (ends[0], ends[1]);
        let link = pair[1].first.saturating_sub(pair[0].last);
        let words: Vec<&str> = (pair[0].last..pair[0].last + link.min(3))
            .map(|at| doc.word(at))
            .collect();
        let joined = matches!(
            words.as_slice(),
            [","] | ["and" | "et" | "or" | "ou"] | [",", "and" | "et" | "or"]
        );
        if !joined || one == other {
            continue;
        }
        for at in states(&groups[one], None) {
            let country = groups[one].candidates[at].units[0];
            let rivals = states(&groups[other], Some(country));
            // "Kayes and Sikasso" are towns, each within the region of its name; "New Jersey" is no town.
            let seated =
                has_seat(&groups[one], at) && rivals.iter().all(|&rival| has_seat(&groups[other], rival));
            if rivals.is_empty() || country == 0 || seated {
                continue;
            }
            groups[one].beside[at] = groups[one].beside[at].max(LISTED);
            for rival in rivals {
                groups[other].beside[rival] = groups[other].beside[rival].max(LISTED);
            }
        }
    }
}

/// The level of the unit that a noun beside the name speaks of: '1' for a region or state, '2' for a cercle, a province, a
/// county; `None` if there is no such noun.
pub(super) fn said_level(doc: &Doc, name: &Name) -> Option<char> {
    let before = name.first.checked_sub(1).map_or("", |at| doc.word(at));
    let before2 = name.first.checked_sub(2).map_or("", |at| doc.word(at));
    let noun_before = if matches!(before, "of" | "de" | "du" | "d'" | "des") {
        before2
    } else {
        before
    };
    let said = |test: fn(&str) -> bool| test(noun_before) || test(doc.word(name.last));
    match () {
        () if said(words::is_first_level) => Some('1'),
        () if said(words::is_second_level) => Some('2'),
        () => None,
    }
}

/// A town and the unit around it bear one name: "Mopti region" is the unit, "Mopti" alone the town.
pub(super) fn level(doc: &Doc, name: &Name, group: &mut Group) {
    let said = said_level(doc, name);
    let (first, second) = (said == Some('1'), said == Some('2'));
    for at in 0..group.candidates.len() {
        let candidate = &group.candidates[at];
        let bonus = match candidate.entry.feature() {
            Feature::Admin1 if first => 6.0,
            Feature::Admin2 if second => 8.0,
            Feature::Admin1 if second => 4.0,
            Feature::Admin2 if first => 2.0,
            Feature::Admin1 | Feature::Admin2
                if group.candidates.iter().any(|town| is_seat(town, candidate)) =>
            {
                -4.0
            }
            _ => continue,
        };
        group.beside[at] = if bonus > 0.0 {
            group.beside[at].max(bonus)
        } else {
            bonus
        };
    }
}

/// Whether no further name of a list follows: "Stroud, Ontario." but not "Paris, Ontario and Ohio".
fn ends_list(doc: &Doc, name: &Name) -> bool {
    !matches!(doc.word(name.last), "and" | "et" | "or" | "ou" | "-" | "&")
}

/// Whether a name can mean nothing wider than a settlement: "Russia, Romania" is a list.
fn is_settlement_only(group: &Group) -> bool {
    let narrow = |candidate: &Candidate| candidate.entry.kind() == PlaceKind::Populated;
    !group.candidates.is_empty() && group.candidates.iter().all(narrow)
}

/// The unit that a name surely means: its only unit of the first or second level, or its country.
fn sure_unit<'g>(group: &Group<'g>) -> Option<Candidate<'g>> {
    let mut units = group
        .candidates
        .iter()
        .filter(|candidate| matches!(candidate.entry.feature(), Feature::Admin1 | Feature::Country));
    let first = units.next()?;
    units.next().is_none().then_some(*first)
}

/// Whether a settlement of the same name lies in the unit that candidate `at` is.
fn has_seat(group: &Group, at: usize) -> bool {
    group
        .candidates
        .iter()
        .any(|town| is_seat(town, &group.candidates[at]))
}

/// Whether `town` is a settlement within `unit`.
fn is_seat(town: &Candidate, unit: &Candidate) -> bool {
    town.entry.kind() == PlaceKind::Populated
        && (town.lies_in(unit) || town.units[0] == unit.units[0] && town.km(unit) < 80.0)
}

/// Pairs of candidates of which the first lies in the second.
fn lying_in(inner: &Group, outer: &Group) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (o, unit) in outer
        .candidates
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.own_unit() != 0)
    {
        for (i, candidate) in inner.candidates.iter().enumerate() {
            if candidate.lies_in(unit) {
                pairs.push((i, o));
            }
        }
    }
    pairs
}

//! Chooses among the places of a name: by the units named beside it, by nearness to the other places of the text, by
//! kind, and last by population. Where nothing decides and the candidates lie far apart, it says so.

use super::beside::{beside, level, listed, said_level};
use super::candidate::Candidate;
use super::find::Name;
use super::{PlaceMark, Weighed, demonyms, home};
use crate::Doc;
use rustc_hash::FxHashMap;
use tocsin_core::place::haversine_km;
use tocsin_core::{Place, PlaceKind, Reason};
use tocsin_gazetteer::{Feature, Gazetteer};

/// Candidates weighed for one name; the least likely beyond are left out.
const MOST: usize = 20;
/// Of every other name so many of the likeliest candidates are looked at.
const OTHERS: usize = 4;
/// So many other names before and behind a name, in the order of first mention, are looked at.
const AROUND: usize = 100;
/// How often the names are weighed by what the others most likely mean.
const ROUNDS: usize = 3;
/// Two candidates nearer than this are one place.
const SAME_KM: f64 = 25.0;
/// Two candidates of one name in one unit nearer than this are one settlement in two lists.
const TWIN_KM: f64 = 10.0;
/// Below this lead (in nats) nothing decides.
const LEAD: f64 = 0.35;

/// All mentions of one name.
pub(super) struct Group<'g> {
    pub(super) mentions: usize,
    pub(super) candidates: Vec<Candidate<'g>>,
    /// Bonus by the units named beside the name, for each candidate.
    pub(super) beside: Vec<f64>,
    /// What speaks for each candidate whatever the other names mean.
    alone: Vec<f64>,
    pub(super) scores: Vec<f64>,
    /// Indices of the likeliest candidates and their shares.
    pub(super) likely: Vec<(usize, f64)>,
    /// The unit named right behind the name, where none of the candidates lies in it.
    pub(super) outside: Option<Candidate<'g>>,
}

/// One mark a name, in their order.
pub(super) fn choose(doc: &Doc, gazetteer: &Gazetteer, names: &[Name]) -> Vec<PlaceMark> {
    let (of_name, groups) = weigh(doc, gazetteer, names);
    let chosen: Vec<Option<Candidate>> = groups
        .iter()
        .map(|group| group.likely.first().map(|&(at, _)| group.candidates[at]))
        .collect();
    // All mentions of one name mean one place: it is looked up once.
    let mut marks: Vec<Option<PlaceMark>> = vec![None; groups.len()];
    names
        .iter()
        .zip(of_name)
        .map(|(name, at)| {
            let known = marks[at].get_or_insert_with(|| mark(doc, name, groups.get(at), &chosen));
            PlaceMark {
                span: name.span,
                whole: name.span,
                role: name.role,
                ..known.clone()
            }
        })
        .collect()
}

/// The likeliest candidates of each name, the first first.
pub(super) fn weights(doc: &Doc, gazetteer: &Gazetteer, names: &[Name]) -> Vec<Vec<Weighed>> {
    let (of_name, groups) = weigh(doc, gazetteer, names);
    let of_group = |group: &Group| {
        let likely = group.likely.iter();
        likely
            .map(|&(at, share)| Weighed {
                place: group.candidates[at].entry.place(),
                score: group.scores[at],
                prior: group.candidates[at].prior,
                share,
            })
            .collect()
    };
    of_name.into_iter().map(|at| of_group(&groups[at])).collect()
}

/// For each name the number of its group, and the groups with their candidates weighed against each other.
fn weigh<'g>(doc: &Doc, gazetteer: &Gazetteer, names: &[Name<'g>]) -> (Vec<usize>, Vec<Group<'g>>) {
    let mentioned = mentioned_units(doc, gazetteer, names);
    let (of_name, mut groups) = group(doc, names, &mentioned);
    beside(doc, names, &of_name, &mut groups);
    for (name, &at) in names.iter().zip(&of_name) {
        level(doc, name, &mut groups[at]);
    }
    listed(doc, names, &of_name, &mut groups);
    for group in &mut groups {
        let alone = |(candidate, beside): (&Candidate, &f64)| {
            candidate.prior + beside + unit_bonus(candidate, &mentioned)
        };
        group.alone = group.candidates.iter().zip(&group.beside).map(alone).collect();
        rescore(group, |_| 0.0);
    }
    for round in 1..=ROUNDS {
        let context: Vec<Likely> = groups.iter().map(Likely::of).collect();
        for (at, group) in groups.iter_mut().enumerate() {
            // One meaning is sure of itself whatever stands around; its score is wanted at the end only.
            if group.candidates.len() < 2 && round < ROUNDS {
                continue;
            }
            // The names around: a list of ten thousand must not take a hundred million comparisons.
            let from = at.saturating_sub(AROUND);
            let context = &context[from..(at + AROUND).min(context.len())];
            rescore(group, |candidate| support(candidate, at - from, context));
        }
    }
    (of_name, groups)
}

/// How often each unit is named in the text, by its id; a demonym names its country.
fn mentioned_units(doc: &Doc, gazetteer: &Gazetteer, names: &[Name]) -> FxHashMap<u64, f64> {
    let mut units = FxHashMap::default();
    for name in names {
        let best = name
            .entries
            .iter()
            .filter(|entry| matches!(entry.feature(), Feature::Country | Feature::Admin1));
        for entry in best {
            let unit = Candidate::new(*entry).own_unit();
            // "Georgia" and "Niger" are named by two units at once; each is counted.
            *units.entry(unit).or_insert(0.0) += 1.0;
        }
    }
    for (at, token) in doc.tokens.iter().enumerate() {
        if (token.capital || doc.language == tocsin_core::Language::Fr)
            && let Some(country) = demonyms::country_of(doc.word(at))
            && let Some(unit) = gazetteer.country_unit(country)
        {
            *units.entry(unit.id).or_insert(0.0) += 0.7;
        }
        if let Some((country, weight)) = home::cue(doc.word(at), token.capital)
            && let Some(unit) = gazetteer.country_unit(country)
        {
            *units.entry(unit.id).or_insert(0.0) += weight;
        }
    }
    units
}

/// Names written alike mean one place: for each name the number of its group, and the groups.
fn group<'g>(doc: &Doc, names: &[Name<'g>], mentioned: &FxHashMap<u64, f64>) -> (Vec<usize>, Vec<Group<'g>>) {
    let mut of_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut of_name = Vec::with_capacity(names.len());
    for name in names {
        let mut key: String = (name.first..name.last)
            .flat_map(|at| [doc.word(at), " "])
            .collect();
        if name.entries.is_empty() {
            key.push('?');
        }
        // "Kidal, the main town of the Kidal region": two places of one name.
        if let Some(level) = said_level(doc, name) {
            key.push(level);
        }
        let at = *of_key.entry(key).or_insert(groups.len());
        if at == groups.len() {
            let mut candidates: Vec<Candidate> =
                name.entries.iter().map(|&entry| Candidate::new(entry)).collect();
            let rank = |candidate: &Candidate| candidate.prior + unit_bonus(candidate, mentioned);
            candidates.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
            candidates.truncate(MOST);
            let beside = vec![0.0; candidates.len()];
            groups.push(Group {
                mentions: 0,
                candidates,
                beside,
                alone: Vec::new(),
                scores: Vec::new(),
                likely: Vec::new(),
                outside: None,
            });
        }
        groups[at].mentions += 1;
        of_name.push(at);
    }
    (of_name, groups)
}

fn unit_bonus(candidate: &Candidate, mentioned: &FxHashMap<u64, f64>) -> f64 {
    let own = candidate.own_unit();
    let count = |level: usize| {
        let unit = candidate.units[level];
        if unit == own {
            0.0
        } else {
            mentioned.get(&unit).copied().unwrap_or(0.0)
        }
    };
    // The first mention counts most.
    let weight = |count: f64, most: f64| most * (1.0 - (-count).exp());
    weight(count(0), 2.5) + weight(count(1), 4.5)
}

fn rescore(group: &mut Group, support: impl Fn(&Candidate) -> f64) {
    group.scores = group
        .candidates
        .iter()
        .zip(&group.alone)
        .map(|(candidate, alone)| alone + support(candidate))
        .collect();
    let top = group.scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = group.scores.iter().map(|score| (score - top).exp()).sum();
    let mut order: Vec<usize> = (0..group.scores.len()).collect();
    order.sort_by(|&a, &b| group.scores[b].total_cmp(&group.scores[a]));
    group.likely = order
        .into_iter()
        .take(OTHERS)
        .map(|at| (at, (group.scores[at] - top).exp() / total))
        .collect();
}

/// What a name most likely means, as the other names see it.
struct Likely<'g> {
    /// How much it counts: more mentions, more.
    weight: f64,
    /// Its likeliest candidates and their shares.
    meanings: Vec<(Candidate<'g>, f64)>,
}

impl<'g> Likely<'g> {
    fn of(group: &Group<'g>) -> Self {
        let meaning = |&(at, share): &(usize, f64)| (group.candidates[at], share);
        Self {
            weight: 1.0 + (group.mentions as f64).ln() * 0.5,
            meanings: group.likely.iter().map(meaning).collect(),
        }
    }
}

/// How well `candidate` goes with the likely meanings of all other names.
fn support(candidate: &Candidate, own: usize, context: &[Likely]) -> f64 {
    let sum: f64 = context
        .iter()
        .enumerate()
        .filter(|&(at, _)| at != own)
        .map(|(_, other)| {
            let meanings = other.meanings.iter();
            let best: f64 = meanings
                .map(|(other, share)| share * candidate.nearness(other))
                .sum();
            best * other.weight
        })
        .sum();
    9.0 * (1.0 - (-sum / 9.0).exp())
}

fn mark(doc: &Doc, name: &Name, group: Option<&Group>, chosen: &[Option<Candidate>]) -> PlaceMark {
    let empty = PlaceMark {
        span: name.span,
        whole: name.span,
        role: name.role,
        place: None,
        anchor: None,
        candidates: group.map_or(0, |group| group.candidates.len() as u32),
        reasons: Vec::new(),
    };
    let Some((group, &(at, _))) = group.and_then(|group| Some((group, group.likely.first()?))) else {
        return PlaceMark {
            reasons: vec![Reason::new("place-not-in-gazetteer")],
            ..empty
        };
    };
    let best = &group.candidates[at];
    if let Some(unit) = &group.outside {
        let place = somewhere_in(name.span.of(doc.text), unit);
        return PlaceMark {
            anchor: place.point,
            place: Some(place),
            reasons: vec![Reason::new("place-unit-only").with("place", unit.entry.name())],
            ..empty
        };
    }
    let rivals: Vec<&Candidate> = group
        .likely
        .iter()
        .skip(1)
        .filter(|&&(other, _)| group.scores[at] - group.scores[other] < LEAD)
        .map(|&(other, _)| &group.candidates[other])
        .filter(|other| best.km(other).is_finite() && best.km(other) > SAME_KM)
        .collect();
    if !rivals.is_empty() {
        let reason = Reason::new("place-undecided").with("count", rivals.len() + 1);
        let place = undecided(name.span.of(doc.text), best, &rivals);
        return PlaceMark {
            anchor: place.point,
            place: Some(place),
            reasons: vec![reason],
            ..empty
        };
    }
    let mut place = best.entry.place();
    if let Some(twin) = twin(group, best) {
        place.admin = twin.entry.admin();
    }
    let mut reasons = vec![reason(group, at)];
    if place.point.is_none() {
        locate(&mut place, best, chosen);
        reasons.push(Reason::new("place-unit-without-point"));
    }
    PlaceMark {
        anchor: place.point,
        place: Some(place),
        reasons,
        ..empty
    }
}

/// The same place in another list that tells its second-level unit, where the one chosen does not.
fn twin<'g>(group: &Group<'g>, best: &Candidate<'g>) -> Option<Candidate<'g>> {
    let is_point = |candidate: &Candidate| candidate.entry.kind() == PlaceKind::Populated;
    let same = |other: &&Candidate| {
        is_point(other) && other.units[2] != 0 && other.units[1] == best.units[1] && best.km(other) < TWIN_KM
    };
    (is_point(best) && best.units[2] == 0)
        .then(|| group.candidates.iter().find(same).copied())
        .flatten()
}

/// Why candidate `at` of `group` was taken.
fn reason(group: &Group, at: usize) -> Reason {
    let candidate = &group.candidates[at];
    let key = if group.candidates.len() == 1 {
        "place-only-one"
    } else if group.beside[at] >= 2.0 {
        "place-unit-beside"
    } else if group.scores[at] - candidate.prior >= 1.0 {
        "place-near-others"
    } else {
        "place-best-known"
    };
    Reason::new(key).with("place", candidate.entry.name())
}

/// A place the gazetteer has not got, in a unit the text names beside it: "Stroud, Ontario".
fn somewhere_in(said: &str, unit: &Candidate) -> Place {
    Place {
        admin: unit.entry.admin(),
        point: unit.point,
        radius_km: unit.entry.feature().radius_km(),
        ..Place::named(said, PlaceKind::Populated)
    }
}

/// The narrowest unit that holds all the candidates nothing decides between, with the candidates as alternatives.
fn undecided(said: &str, best: &Candidate, rivals: &[&Candidate]) -> Place {
    let mut admin = best.entry.admin();
    for rival in rivals {
        let other = rival.entry.admin();
        let shared = admin.iter().zip(&other).take_while(|(a, b)| a == b).count();
        admin.truncate(shared);
    }
    let describe = |candidate: &Candidate| {
        let units: Vec<String> = candidate
            .entry
            .admin()
            .into_iter()
            .rev()
            .map(|unit| unit.name)
            .collect();
        (
            candidate.entry.key(),
            format!("{} ({})", candidate.entry.name(), units.join(", ")),
        )
    };
    let all: Vec<&Candidate> = std::iter::once(best).chain(rivals.iter().copied()).collect();
    if admin.is_empty() {
        return Place {
            alternatives: all.into_iter().map(describe).collect(),
            ..Place::named(said, PlaceKind::Populated)
        };
    }
    let points: Vec<(f64, f64)> = all.iter().filter_map(|candidate| candidate.point).collect();
    let center = middle(&points);
    let reach = points
        .iter()
        .map(|&point| haversine_km(point, center))
        .fold(SAME_KM, f64::max);
    Place {
        admin,
        point: Some(center),
        radius_km: reach as f32,
        alternatives: all.into_iter().map(describe).collect(),
        ..Place::named(said, PlaceKind::Populated)
    }
}

fn middle(points: &[(f64, f64)]) -> (f64, f64) {
    let count = points.len().max(1) as f64;
    let sum = points
        .iter()
        .fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    (sum.0 / count, sum.1 / count)
}

/// Gives a unit without a point the middle of what the text names within the unit above it, or that unit's own point.
fn locate(place: &mut Place, unit: &Candidate, chosen: &[Option<Candidate>]) {
    let above =
        |other: &&Candidate| unit.units[1] != 0 && other.units[1] == unit.units[1] && other.point.is_some();
    let near: Vec<(f64, f64)> = chosen
        .iter()
        .flatten()
        .filter(above)
        .filter(|other| other.own_unit() == 0)
        .filter_map(|other| other.point)
        .collect();
    if !near.is_empty() {
        place.point = Some(middle(&near));
        place.radius_km = 60.0;
        return;
    }
    if let Some(point) = unit.entry.unit_above().and_then(|above| above.point()) {
        place.point = Some(point);
        place.radius_km = 200.0;
    }
}

//! Takes one report into the register's incidents, or groups incidents anew after a person's decision.

use crate::cluster::{self, Rules};
use crate::facts::Facts;
use crate::identity::{self, Former, Named};
use crate::incident::{self, Draft};
use crate::probe;
use crate::same_event::{self, JOIN, Pair};
use crate::scope::{Handles, Scope};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tocsin_core::{
    AccountId, Asks, Dossier, Incident, IncidentId, Journey, Known, KnownError, Link, Reading, Report,
    ReportId,
};

/// What linking brings back.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// What changes in the register. Grades are still to be proposed.
    pub journey: Journey,
    /// The dossiers of all members of the incidents in `journey`, the new report's included, by report.
    pub dossiers: Vec<Arc<Dossier>>,
}

/// Links `report`, read as `reading`, with what the register knows.
///
/// A report that the register holds already, with the same reading, changes nothing: the journey then has no incidents.
///
/// # Errors
/// When the register cannot be read.
pub fn link(report: &Report, reading: Reading, known: &dyn Known) -> Result<Linked, KnownError> {
    let held = known.neighbourhood(&Asks {
        reports: vec![report.id.clone()],
        ..Asks::default()
    })?;
    if let Some(held) = held.dossiers.iter().find(|held| held.report == report.id) {
        return Ok(unchanged(held));
    }
    let dossier = Arc::new(probe::dossier(report, reading));
    let scope = Scope::of_report(report, &dossier, known)?;
    Ok(regrouped(&scope, &dossier))
}

/// Groups the accounts of `incidents` anew, by the constraints the register now holds.
/// The journey's dossier is that of the oldest member, as it was.
///
/// # Errors
/// When the register cannot be read, or holds none of `incidents`.
pub fn regroup(incidents: &[IncidentId], known: &dyn Known) -> Result<Linked, KnownError> {
    let scope = Scope::of_incidents(incidents, known)?;
    let oldest = scope
        .component
        .iter()
        .filter_map(|account| scope.dossiers.get(&account.report))
        .min_by_key(|dossier| (dossier.received.clone(), dossier.report.clone()))
        .cloned();
    match oldest {
        Some(dossier) => Ok(regrouped(&scope, &dossier)),
        None => Err(KnownError(
            "none of these incidents is in the register".to_owned(),
        )),
    }
}

/// What speaks for and against account `m` of one report and account `n` of another being one event, strongest first, whatever
/// incidents they are in; `None` where there is no such account, or they can never be one.
#[must_use]
pub fn why((one, m): (&Arc<Dossier>, u32), (other, n): (&Arc<Dossier>, u32)) -> Option<Link> {
    same_event::explain(&Facts::of(one, m)?, &Facts::of(other, n)?)
}

fn unchanged(dossier: &Arc<Dossier>) -> Linked {
    Linked {
        journey: Journey {
            dossier: (**dossier).clone(),
            incidents: Vec::new(),
            absorbed: Vec::new(),
            muted: Vec::new(),
        },
        dossiers: vec![Arc::clone(dossier)],
    }
}

/// Groups the scope's component and writes down every incident that changed.
fn regrouped(scope: &Scope, dossier: &Arc<Dossier>) -> Linked {
    let accounts: Vec<Facts> = scope
        .component
        .iter()
        .filter_map(|account| facts_of(scope, account))
        .collect();
    let pairs = Pairs::of(&accounts, scope);
    let groups = grouped(&accounts, &pairs, scope);
    let (named, absorbed) = named(groups, scope);
    let homes: BTreeMap<&AccountId, &IncidentId> = named
        .iter()
        .flat_map(|group| group.members.iter().map(move |member| (member, &group.id)))
        .collect();
    let mut incidents = Vec::new();
    for group in &named {
        let draft = Draft {
            id: &group.id,
            members: accounts
                .iter()
                .filter(|facts| group.members.contains(&facts.id))
                .collect(),
            links: joined(group, &accounts, &pairs),
            maybe: apart(group, &accounts, &pairs, scope),
            homes: &homes,
            known_homes: &scope.home,
        };
        incidents.push(incident::write(&draft, group.version + 1));
    }
    incidents.extend(fringe(scope, &absorbed));
    incidents.retain(|incident| {
        scope
            .incidents
            .get(&incident.id)
            .is_none_or(|former| !incident::same(former, incident))
    });
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    finish(scope, dossier, incidents, absorbed)
}

fn finish(
    scope: &Scope,
    dossier: &Arc<Dossier>,
    incidents: Vec<Incident>,
    absorbed: Vec<(IncidentId, IncidentId)>,
) -> Linked {
    let mut reports: BTreeSet<&ReportId> = incidents
        .iter()
        .flat_map(|incident| incident.members.iter().map(|member| &member.report))
        .collect();
    reports.insert(&dossier.report);
    let dossiers = reports
        .into_iter()
        .filter_map(|report| scope.dossiers.get(report).cloned())
        .collect();
    Linked {
        journey: Journey {
            dossier: (**dossier).clone(),
            incidents,
            absorbed,
            muted: scope.muted(),
        },
        dossiers,
    }
}

/// All comparisons within a component, by the accounts' places in it.
struct Pairs<'p> {
    accounts: &'p [Facts],
    scope: &'p Scope,
    /// Row by row, for `a < b`; `None` where the two can never be one event.
    all: Vec<Option<Pair>>,
    /// Made where they are asked for: most pairs never need them.
    handles: Vec<OnceCell<Handles>>,
}

impl<'p> Pairs<'p> {
    fn of(accounts: &'p [Facts], scope: &'p Scope) -> Self {
        let alike = same_event::cosines(accounts);
        let pairs = accounts
            .iter()
            .enumerate()
            .flat_map(|(a, one)| accounts[a + 1..].iter().map(move |other| (one, other)));
        Self {
            accounts,
            scope,
            all: pairs
                .zip(alike)
                .map(|((one, other), alike)| same_event::compare_alike(one, other, alike))
                .collect(),
            handles: accounts.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    fn get(&self, a: usize, b: usize) -> Option<&Pair> {
        let (a, b) = (a.min(b), a.max(b));
        let place = (a < b).then(|| same_event::place_of_pair(self.accounts.len(), a, b))?;
        self.all.get(place)?.as_ref()
    }

    /// The pair, if it may matter and the register could have brought the two together.
    fn met(&self, a: usize, b: usize) -> Option<&Pair> {
        self.get(a, b)
            .filter(|pair| (pair.review || pair.score >= JOIN) && self.share(a, b))
    }

    /// Whether a strong pair connects the two: one that could meet, or one of two that such pairs connect already.
    fn connects(&self, a: usize, b: usize) -> bool {
        self.get(a, b).is_some_and(|pair| pair.score >= JOIN)
            && (self
                .scope
                .at_home_together(&self.accounts[a].id, &self.accounts[b].id)
                || self.share(a, b))
    }

    fn share(&self, a: usize, b: usize) -> bool {
        let of = |at: usize| {
            let facts = &self.accounts[at];
            (self.handles[at].get_or_init(|| self.scope.handles(facts)), facts)
        };
        Handles::share(of(a.min(b)), of(a.max(b)))
    }

    /// The pair as it is recorded.
    fn link(&self, a: usize, b: usize) -> Option<Link> {
        let (one, other) = (&self.accounts[a], &self.accounts[b]);
        let score = same_event::shown(self.get(a, b)?.score);
        let written = self.scope.written(&one.id, &other.id, score);
        written.cloned().or_else(|| same_event::explain(one, other))
    }
}

fn grouped(accounts: &[Facts], pairs: &Pairs<'_>, scope: &Scope) -> Vec<BTreeSet<AccountId>> {
    let place: BTreeMap<&AccountId, usize> = accounts
        .iter()
        .enumerate()
        .map(|(at, facts)| (&facts.id, at))
        .collect();
    let words = |same: bool| -> Vec<(usize, usize)> {
        scope
            .constraints
            .iter()
            .filter(|word| word.same == same)
            .filter_map(|word| Some((*place.get(&word.a)?, *place.get(&word.b)?)))
            .collect()
    };
    let (must, cannot) = (words(true), words(false));
    connected(accounts.len(), pairs, &must)
        .into_iter()
        .flat_map(|island| {
            let within = |words: &[(usize, usize)]| -> Vec<(usize, usize)> {
                let at = |item: usize| island.binary_search(&item).ok();
                words
                    .iter()
                    .filter_map(|&(a, b)| Some((at(a)?, at(b)?)))
                    .collect()
            };
            let rules = Rules {
                must: &within(&must),
                cannot: &within(&cannot),
                mean: 1.0,
                best: JOIN,
                worst: -3.0,
                cohesion: 0.0,
            };
            // What cannot be compared (a sample and a real report) is as far apart as can be.
            let score =
                |a: usize, b: usize| pairs.get(island[a], island[b]).map_or(-100.0, |pair| pair.score);
            let groups = cluster::group(island.len(), &score, &rules);
            let ids = |group: Vec<usize>| {
                group
                    .into_iter()
                    .map(|at| accounts[island[at]].id.clone())
                    .collect()
            };
            groups.into_iter().map(ids).collect::<Vec<BTreeSet<AccountId>>>()
        })
        .collect()
}

/// Sets of accounts connected by pairs that look like one event, or by a person's word; each sorted.
fn connected(count: usize, pairs: &Pairs<'_>, must: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; count];
    let mut islands = Vec::new();
    for first in 0..count {
        if seen[first] {
            continue;
        }
        seen[first] = true;
        let mut island = vec![first];
        let mut next = 0;
        while let Some(&at) = island.get(next) {
            next += 1;
            let said = |other: usize| must.contains(&(at, other)) || must.contains(&(other, at));
            for (other, seen) in seen.iter_mut().enumerate() {
                if !*seen && (said(other) || pairs.connects(at, other)) {
                    *seen = true;
                    island.push(other);
                }
            }
        }
        island.sort_unstable();
        islands.push(island);
    }
    islands
}

fn named(groups: Vec<BTreeSet<AccountId>>, scope: &Scope) -> (Vec<Named>, Vec<(IncidentId, IncidentId)>) {
    let touched: BTreeSet<&IncidentId> = groups
        .iter()
        .flatten()
        .filter_map(|account| scope.home.get(account))
        .collect();
    let former: Vec<Former<'_>> = touched
        .into_iter()
        .filter_map(|id| scope.incidents.get(id))
        .map(|incident| Former {
            id: &incident.id,
            version: incident.version,
            members: &incident.members,
        })
        .collect();
    identity::name(groups, &former, &|account| {
        scope
            .dossiers
            .get(&account.report)
            .map_or_else(String::new, |dossier| dossier.received.clone())
    })
}

/// Why the members of a group were joined: the strongest pairs that connect them all, strongest first.
fn joined(group: &Named, accounts: &[Facts], pairs: &Pairs<'_>) -> Vec<Link> {
    let mut outside: Vec<usize> = (0..accounts.len())
        .filter(|&at| group.members.contains(&accounts[at].id))
        .collect();
    if outside.is_empty() {
        return Vec::new();
    }
    // Grown from the first member by the strongest pair that leads out; of equals the first in order.
    type Lead = Option<(f32, usize, usize)>;
    let stronger = |one: Lead, other: Lead| match (one, other) {
        (Some(a), Some(b)) => {
            a.0.total_cmp(&b.0)
                .then_with(|| (b.1, b.2).cmp(&(a.1, a.2)))
                .is_gt()
        }
        (one, _) => one.is_some(),
    };
    let mut newest = outside.remove(0);
    let mut leads: Vec<Lead> = vec![None; outside.len()];
    let mut kept: Vec<(f32, usize, usize)> = Vec::new();
    while !outside.is_empty() {
        for (lead, &other) in leads.iter_mut().zip(&outside) {
            let new = pairs
                .get(newest, other)
                .map(|pair| (pair.score, newest.min(other), newest.max(other)));
            if stronger(new, *lead) {
                *lead = new;
            }
        }
        let best = (1..leads.len()).fold(0, |best, at| {
            if stronger(leads[at], leads[best]) {
                at
            } else {
                best
            }
        });
        newest = outside.remove(best);
        kept.extend(leads.remove(best));
    }
    kept.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    kept.iter().filter_map(|&(_, a, b)| pairs.link(a, b)).collect()
}

/// Pairs of a member and an account elsewhere that a person should look at: within the component, at its edge,
/// and those known before.
fn apart(group: &Named, accounts: &[Facts], pairs: &Pairs<'_>, scope: &Scope) -> Vec<Link> {
    let inside = |facts: &Facts| group.members.contains(&facts.id);
    let (members, others): (Vec<usize>, Vec<usize>) =
        (0..accounts.len()).partition(|&at| inside(&accounts[at]));
    let mut found: Vec<(f32, usize, usize)> = Vec::new();
    for &a in &members {
        for &b in &others {
            if let Some(pair) = pairs.met(a, b) {
                found.push((pair.score, a, b));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    found.truncate(incident::worth_showing(found.iter().map(|found| found.0)));
    let mut links: Vec<Link> = found.iter().filter_map(|&(_, a, b)| pairs.link(a, b)).collect();
    for one in members.iter().map(|&at| &accounts[at]) {
        for (_, old, _) in scope.fringe.iter().filter(|(new, _, _)| *new == one.id) {
            links.extend(facts_of(scope, old).and_then(|other| same_event::explain(one, &other)));
        }
        let former = scope.home.get(&one.id).and_then(|id| scope.incidents.get(id));
        links.extend(
            former
                .iter()
                .flat_map(|incident| &incident.maybe)
                .filter(|link| link.a == one.id && !scope.component.contains(&link.b))
                .cloned(),
        );
    }
    incident::strongest(links)
}

fn facts_of(scope: &Scope, account: &AccountId) -> Option<Facts> {
    Facts::of(scope.dossiers.get(&account.report)?, account.n)
}

/// Incidents outside the component that now have one more account to be compared with.
fn fringe(scope: &Scope, absorbed: &[(IncidentId, IncidentId)]) -> Vec<Incident> {
    let mut more: BTreeMap<&IncidentId, Vec<(&AccountId, &AccountId, f32)>> = BTreeMap::new();
    for (new, old, pair) in &scope.fringe {
        if let Some(id) = scope.home.get(old)
            && !absorbed.iter().any(|(gone, _)| gone == id)
        {
            more.entry(id).or_default().push((old, new, pair.score));
        }
    }
    let changed = more.into_iter().filter_map(|(id, pairs)| {
        let former = scope.incidents.get(id)?;
        let least = incident::least_shown(&former.maybe);
        let links: Vec<Link> = pairs
            .into_iter()
            .filter(|(_, _, score)| least.is_none_or(|least| *score >= least))
            .filter_map(|(old, new, _)| same_event::explain(&facts_of(scope, old)?, &facts_of(scope, new)?))
            .collect();
        if links.is_empty() {
            return None;
        }
        let mut incident = Incident::clone(former);
        incident.version += 1;
        incident.maybe.extend(links);
        incident.maybe = incident::strongest(incident.maybe);
        Some(incident)
    });
    changed.collect()
}

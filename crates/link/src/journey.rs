//! Takes one report into the register's incidents, or groups incidents anew after a person's decision.

use crate::cluster::{self, Rules};
use crate::facts::Facts;
use crate::identity::{self, Former, Named};
use crate::incident::{self, Draft};
use crate::probe;
use crate::same_event::{self, JOIN, Pair};
use crate::scope::Scope;
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
    Ok(regrouped(scope, &dossier))
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
        Some(dossier) => Ok(regrouped(scope, &dossier)),
        None => Err(KnownError(
            "none of these incidents is in the register".to_owned(),
        )),
    }
}

fn unchanged(dossier: &Arc<Dossier>) -> Linked {
    Linked {
        journey: Journey {
            dossier: (**dossier).clone(),
            incidents: Vec::new(),
            absorbed: Vec::new(),
        },
        dossiers: vec![Arc::clone(dossier)],
    }
}

/// Groups the scope's component and writes down every incident that changed.
fn regrouped(mut scope: Scope, dossier: &Arc<Dossier>) -> Linked {
    let accounts: Vec<Facts> = scope
        .component
        .clone()
        .iter()
        .filter_map(|account| scope.facts(account).cloned())
        .collect();
    let pairs = Pairs::of(&accounts, &scope);
    let groups = grouped(&accounts, &pairs, &scope);
    let (named, absorbed) = named(groups, &scope);
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
            maybe: apart(group, &accounts, &pairs, &scope),
            homes: &homes,
            known_homes: &scope.home,
        };
        incidents.push(incident::write(&draft, group.version + 1));
    }
    incidents.extend(fringe(&scope, &absorbed));
    incidents.retain(|incident| {
        scope
            .incidents
            .get(&incident.id)
            .is_none_or(|former| !incident::same(former, incident))
    });
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    finish(&scope, dossier, incidents, absorbed)
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
        },
        dossiers,
    }
}

/// All comparisons within a component, by the accounts' places in it, and whether the two have a key in common.
struct Pairs(BTreeMap<(usize, usize), (Pair, bool)>);

impl Pairs {
    fn of(accounts: &[Facts], scope: &Scope) -> Self {
        let mut pairs = BTreeMap::new();
        for (a, one) in accounts.iter().enumerate() {
            for (b, other) in accounts.iter().enumerate().skip(a + 1) {
                if let Some(pair) = same_event::compare(one, other) {
                    // Only pairs that may matter are asked whether they could have met.
                    let share = (pair.review || pair.score >= JOIN) && scope.share(one, other);
                    pairs.insert((a, b), (pair, share));
                }
            }
        }
        Self(pairs)
    }

    fn get(&self, a: usize, b: usize) -> Option<&Pair> {
        self.0.get(&(a.min(b), a.max(b))).map(|(pair, _)| pair)
    }

    /// The pair, if the register could have brought the two together.
    fn met(&self, a: usize, b: usize) -> Option<&Pair> {
        self.0
            .get(&(a.min(b), a.max(b)))
            .filter(|(_, share)| *share)
            .map(|(pair, _)| pair)
    }
}

fn grouped(accounts: &[Facts], pairs: &Pairs, scope: &Scope) -> Vec<BTreeSet<AccountId>> {
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
fn connected(count: usize, pairs: &Pairs, must: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut home: Vec<usize> = (0..count).collect();
    let strong = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    let strong = strong.filter(|&(a, b)| pairs.met(a, b).is_some_and(|pair| pair.score >= JOIN));
    for (a, b) in strong.chain(must.iter().copied()) {
        let (one, other) = (home[a].min(home[b]), home[a].max(home[b]));
        home.iter_mut()
            .filter(|at| **at == other)
            .for_each(|at| *at = one);
    }
    let mut islands: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (item, first) in home.into_iter().enumerate() {
        islands.entry(first).or_default().push(item);
    }
    islands.into_values().collect()
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
fn joined(group: &Named, accounts: &[Facts], pairs: &Pairs) -> Vec<Link> {
    let members: Vec<usize> = (0..accounts.len())
        .filter(|&at| group.members.contains(&accounts[at].id))
        .collect();
    let mut links: Vec<(usize, usize, &Pair)> = Vec::new();
    for (nth, &a) in members.iter().enumerate() {
        for &b in &members[nth + 1..] {
            links.extend(pairs.get(a, b).map(|pair| (a, b, pair)));
        }
    }
    links.sort_by(|x, y| {
        y.2.score
            .total_cmp(&x.2.score)
            .then_with(|| (x.0, x.1).cmp(&(y.0, y.1)))
    });
    let mut home: Vec<usize> = (0..accounts.len()).collect();
    let mut kept = Vec::new();
    for (a, b, pair) in links {
        let (one, other) = (home[a], home[b]);
        if one != other {
            home.iter_mut()
                .filter(|at| **at == other)
                .for_each(|at| *at = one);
            kept.push(pair.link(&accounts[a], &accounts[b]));
        }
    }
    kept
}

/// Pairs of a member and an account elsewhere that a person should look at: within the component, at its edge,
/// and those known before.
fn apart(group: &Named, accounts: &[Facts], pairs: &Pairs, scope: &Scope) -> Vec<Link> {
    let mut links = Vec::new();
    for (a, one) in accounts
        .iter()
        .enumerate()
        .filter(|(_, facts)| group.members.contains(&facts.id))
    {
        for (b, other) in accounts
            .iter()
            .enumerate()
            .filter(|(_, facts)| !group.members.contains(&facts.id))
        {
            if let Some(pair) = pairs.met(a, b).filter(|pair| pair.review || pair.score >= JOIN) {
                links.push(pair.link(one, other));
            }
        }
        for (_, old, pair) in scope.fringe.iter().filter(|(new, _, _)| *new == one.id) {
            links.extend(outside(scope, old).map(|other| pair.link(one, &other)));
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

fn outside(scope: &Scope, account: &AccountId) -> Option<Facts> {
    Facts::of(scope.dossiers.get(&account.report)?, account.n)
}

/// Incidents outside the component that now have one more account to be compared with.
fn fringe(scope: &Scope, absorbed: &[(IncidentId, IncidentId)]) -> Vec<Incident> {
    let mut changed: BTreeMap<&IncidentId, Incident> = BTreeMap::new();
    for (new, old, pair) in &scope.fringe {
        let Some(former) = scope.home.get(old).and_then(|id| scope.incidents.get(id)) else {
            continue;
        };
        if absorbed.iter().any(|(gone, _)| *gone == former.id) {
            continue;
        }
        let (Some(mine), Some(other)) = (outside(scope, old), outside(scope, new)) else {
            continue;
        };
        let incident = changed.entry(&former.id).or_insert_with(|| Incident {
            version: former.version + 1,
            ..former.clone()
        });
        incident.maybe.push(pair.link(&mine, &other));
    }
    changed
        .into_values()
        .map(|mut incident| {
            incident.maybe = incident::strongest(incident.maybe);
            incident
        })
        .collect()
}

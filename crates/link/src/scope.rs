//! Gathers from the register everything that one new report, or a person's decision, may regroup.

use crate::facts::Facts;
use crate::lineage::shingles;
use crate::probe;
use crate::same_event::{self, JOIN, Pair};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tocsin_core::{
    AccountId, Asks, Constraint, Dossier, Incident, IncidentId, Known, KnownError, Neighbourhood, Report,
    ReportId,
};

/// Most accounts that are regrouped at once. Beyond it the nearest are taken, and the grouping of the rest stays as it was.
const COMPONENT_CAP: usize = 400;

/// Accounts connected to the new ones by pairs that look like one event, with all that is known of them.
#[derive(Default)]
pub(crate) struct Scope {
    pub(crate) dossiers: BTreeMap<ReportId, Arc<Dossier>>,
    pub(crate) incidents: BTreeMap<IncidentId, Incident>,
    pub(crate) home: BTreeMap<AccountId, IncidentId>,
    pub(crate) constraints: BTreeSet<Constraint>,
    /// The accounts to be grouped.
    pub(crate) component: BTreeSet<AccountId>,
    /// Pairs of a new account and one outside the component that a person should look at.
    pub(crate) fringe: Vec<(AccountId, AccountId, Pair)>,
    facts: BTreeMap<AccountId, Facts>,
    /// The report just taken in, and its keys that too many reports share.
    new: Option<(ReportId, BTreeSet<String>)>,
}

impl Scope {
    /// The scope of a new report.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(crate) fn of_report(
        report: &Report,
        dossier: &Arc<Dossier>,
        known: &dyn Known,
    ) -> Result<Self, KnownError> {
        let mut scope = Self::default();
        let mut keys: BTreeSet<String> = BTreeSet::new();
        keys.extend(dossier.probes.iter().flat_map(|probe| probe::asked(&probe.keys)));
        let near = known.neighbourhood(&Asks {
            keys: keys.into_iter().collect(),
            hashes: dossier.hashes.clone(),
            urls: report.url.iter().cloned().collect(),
            incidents: Vec::new(),
            // A person's word on this report's accounts may be known before the report is, after a rebuild.
            reports: report.revises.iter().chain([&dossier.report]).cloned().collect(),
        })?;
        let muted: BTreeSet<String> = near.muted.iter().cloned().collect();
        scope.absorb(near);
        scope.dossiers.insert(dossier.report.clone(), Arc::clone(dossier));
        let new = Facts::all(dossier);
        scope.component.extend(new.iter().map(|facts| facts.id.clone()));
        let mut reached = BTreeSet::new();
        for facts in new {
            scope.meet(&facts, &muted, &mut reached);
            scope.facts.insert(facts.id.clone(), facts);
        }
        reached.extend(scope.joined_by_people());
        scope.new = Some((dossier.report.clone(), muted));
        scope.spread(reached, known)?;
        scope.settle_fringe();
        Ok(scope)
    }

    /// The scope of incidents to be grouped anew.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(crate) fn of_incidents(ids: &[IncidentId], known: &dyn Known) -> Result<Self, KnownError> {
        let mut scope = Self::default();
        scope.absorb(known.neighbourhood(&Asks {
            incidents: ids.to_vec(),
            ..Asks::default()
        })?);
        let members: BTreeSet<AccountId> = ids
            .iter()
            .filter_map(|id| scope.incidents.get(id))
            .flat_map(|incident| incident.members.iter().cloned())
            .collect();
        scope.spread(members, known)?;
        Ok(scope)
    }

    /// Compares a new account with every account that shares a key, a copied passage or an address with it.
    fn meet(&mut self, new: &Facts, muted: &BTreeSet<String>, reached: &mut BTreeSet<AccountId>) {
        let wanted = wanted(&new.dossier, new.id.n, muted);
        let mut fringe = Vec::new();
        for dossier in self
            .dossiers
            .values()
            .filter(|dossier| dossier.report != new.id.report)
        {
            let mut related = None;
            for n in 0..dossier.reading.accounts.len() {
                if !has_one(dossier, n as u32, &wanted)
                    && !*related.get_or_insert_with(|| self::related(&new.dossier, dossier))
                {
                    continue;
                }
                let Some(facts) = Facts::of(dossier, n as u32) else {
                    continue;
                };
                let Some(pair) = same_event::compare(new, &facts) else {
                    continue;
                };
                if pair.score >= JOIN {
                    reached.insert(facts.id);
                } else if pair.review {
                    fringe.push((new.id.clone(), facts.id, pair));
                }
            }
        }
        self.fringe.extend(fringe);
    }

    /// Adds `reached` and everything connected with it: fellow members, pairs once found strong but kept apart,
    /// and accounts a person joined with one of them.
    fn spread(&mut self, reached: BTreeSet<AccountId>, known: &dyn Known) -> Result<(), KnownError> {
        let mut frontier = reached;
        while !frontier.is_empty() && self.component.len() < COMPONENT_CAP {
            self.load(&frontier, known)?;
            let mut next = BTreeSet::new();
            for account in &frontier {
                self.component.insert(account.clone());
                let Some(incident) = self.home.get(account).and_then(|id| self.incidents.get(id)) else {
                    continue;
                };
                next.extend(incident.members.iter().cloned());
                next.extend(
                    incident
                        .maybe
                        .iter()
                        .filter(|link| link.score >= JOIN)
                        .flat_map(|link| [link.a.clone(), link.b.clone()]),
                );
            }
            next.extend(self.joined_by_people());
            next.retain(|account| !self.component.contains(account));
            frontier = next;
        }
        // What a cap or a broken register left without a dossier cannot be grouped.
        let dossiers = &self.dossiers;
        self.component.retain(|account| {
            dossiers
                .get(&account.report)
                .is_some_and(|dossier| (account.n as usize) < dossier.reading.accounts.len())
        });
        Ok(())
    }

    /// The accounts that a person joined with one of the component.
    fn joined_by_people(&self) -> Vec<AccountId> {
        self.constraints
            .iter()
            .filter(|word| {
                word.same && (self.component.contains(&word.a) || self.component.contains(&word.b))
            })
            .flat_map(|word| [word.a.clone(), word.b.clone()])
            .filter(|account| !self.component.contains(account))
            .collect()
    }

    /// Asks for the reports of `accounts` whose incidents are not known yet.
    fn load(&mut self, accounts: &BTreeSet<AccountId>, known: &dyn Known) -> Result<(), KnownError> {
        let missing: BTreeSet<ReportId> = accounts
            .iter()
            .filter(|account| {
                !self.home.contains_key(account) || !self.dossiers.contains_key(&account.report)
            })
            .map(|account| account.report.clone())
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let near = known.neighbourhood(&Asks {
            reports: missing.into_iter().collect(),
            ..Asks::default()
        })?;
        self.absorb(near);
        Ok(())
    }

    fn absorb(&mut self, near: Neighbourhood) {
        for dossier in near.dossiers {
            self.dossiers.entry(dossier.report.clone()).or_insert(dossier);
        }
        for incident in near.incidents {
            for member in &incident.members {
                self.home.insert(member.clone(), incident.id.clone());
            }
            self.incidents.insert(incident.id.clone(), incident);
        }
        self.constraints.extend(near.constraints);
    }

    /// Pairs whose other side came into the component after all are not at its edge.
    fn settle_fringe(&mut self) {
        let component = &self.component;
        self.fringe.retain(|(_, other, _)| !component.contains(other));
    }

    /// Whether two accounts have anything in common by which the register could have brought them together.
    pub(crate) fn share(&self, a: &Facts, b: &Facts) -> bool {
        let none = BTreeSet::new();
        let (a, b, muted) = match &self.new {
            Some((report, muted)) if b.id.report == *report => (b, a, muted),
            Some((report, muted)) if a.id.report == *report => (a, b, muted),
            _ => (a, b, &none),
        };
        has_one(&b.dossier, b.id.n, &wanted(&a.dossier, a.id.n, muted)) || related(&a.dossier, &b.dossier)
    }

    /// The facts of `account`, made once.
    pub(crate) fn facts(&mut self, account: &AccountId) -> Option<&Facts> {
        if !self.facts.contains_key(account) {
            let facts = Facts::of(self.dossiers.get(&account.report)?, account.n)?;
            self.facts.insert(account.clone(), facts);
        }
        self.facts.get(account)
    }
}

/// The keys under which account `n` looks for others, without those that too many share.
fn wanted(dossier: &Dossier, n: u32, muted: &BTreeSet<String>) -> BTreeSet<String> {
    let keys = dossier
        .probes
        .get(n as usize)
        .map_or(&[][..], |probe| &probe.keys);
    let mut wanted = probe::asked(keys);
    wanted.retain(|key| !muted.contains(key));
    wanted
}

/// Whether account `n` has one of the `wanted` keys.
fn has_one(dossier: &Dossier, n: u32, wanted: &BTreeSet<String>) -> bool {
    let keys = dossier
        .probes
        .get(n as usize)
        .map_or(&[][..], |probe| &probe.keys);
    keys.iter().any(|key| wanted.contains(key))
}

/// Whether two reports have an address or a passage in common.
fn related(one: &Dossier, other: &Dossier) -> bool {
    (one.url.is_some() && one.url == other.url)
        || shingles::overlap(&one.hashes, one.shingles, &other.hashes, other.shingles).shared >= 2
}

//! Gathers from the register everything that one new report, or a person's decision, may regroup.

use crate::facts::Facts;
use crate::incident::parts;
use crate::lineage::shingles;
use crate::probe;
use crate::same_event::{self, JOIN, Pair};
use crate::words;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tocsin_core::{
    AccountId, Asks, Constraint, Dossier, Incident, IncidentId, Keys, Known, KnownError, Link, Neighbourhood,
    Report, ReportId,
};

/// Most accounts that are regrouped at once. Beyond it the nearest are taken, and the grouping of the rest stays as it was.
const COMPONENT_CAP: usize = 400;

/// Most accounts at the edge that one new account is put beside for a person: the likeliest.
const FRINGE_CAP: usize = 8;

/// Accounts connected to the new ones by pairs that look like one event, with all that is known of them.
#[derive(Default)]
pub(crate) struct Scope {
    pub(crate) dossiers: BTreeMap<ReportId, Arc<Dossier>>,
    pub(crate) incidents: BTreeMap<IncidentId, Arc<Incident>>,
    pub(crate) home: BTreeMap<AccountId, IncidentId>,
    pub(crate) constraints: BTreeSet<Constraint>,
    /// The accounts to be grouped.
    pub(crate) component: BTreeSet<AccountId>,
    /// Pairs of a new account and one outside the component that a person should look at.
    pub(crate) fringe: Vec<(AccountId, AccountId, Pair)>,
    /// The report just taken in.
    new: Option<New>,
}

/// The report just taken in, and its keys that too many reports share. A key that the budget left out this once counts as one by
/// which accounts could have met: whether it was left out depends on what came before.
struct New {
    report: ReportId,
    muted: BTreeSet<String>,
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
            hashes: dossier.leads().to_vec(),
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
        }
        reached.extend(scope.joined_by_people());
        scope.new = Some(New {
            report: dossier.report.clone(),
            muted,
        });
        scope.spread(reached, known)?;
        scope.settle_fringe();
        scope.load_siblings(known)?;
        let edge = scope.fringe.iter().map(|(_, old, _)| old.clone()).collect();
        scope.load(&edge, known)?;
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
        scope.load_siblings(known)?;
        Ok(scope)
    }

    /// Compares a new account with every account that shares a key, a copied passage or an address with it.
    fn meet(&mut self, new: &Facts, muted: &BTreeSet<String>, reached: &mut BTreeSet<AccountId>) {
        let asked = asked(&new.dossier, new.id.n, muted);
        let wanted: FxHashSet<&str> = asked.iter().map(String::as_str).collect();
        let mut fringe = Vec::new();
        let alone = new.dossier.reading.accounts.len() == 1;
        for dossier in self
            .dossiers
            .values()
            .filter(|dossier| dossier.report != new.id.report)
        {
            let mut related = None;
            for n in 0..dossier.reading.accounts.len() as u32 {
                // Of two accounts alone in their reports nothing else can have brought the reports together.
                let shares = (alone && dossier.reading.accounts.len() == 1)
                    || keys(dossier, n).is_some_and(|keys| keys.iter().any(|key| wanted.contains(key)));
                if !shares && !*related.get_or_insert_with(|| self::related(&new.dossier, dossier)) {
                    continue;
                }
                let Some(facts) = Facts::of(dossier, n) else {
                    continue;
                };
                let Some(pair) = same_event::screen(new, &facts) else {
                    continue;
                };
                if pair.score >= JOIN {
                    reached.insert(facts.id);
                } else if pair.review {
                    fringe.push((new.id.clone(), facts.id, pair));
                }
            }
        }
        fringe.sort_by(|x, y| y.2.score.total_cmp(&x.2.score).then_with(|| x.1.cmp(&y.1)));
        fringe.truncate(FRINGE_CAP);
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

    /// Asks where the accounts are that a member's own report ties to it: a complex incident names its parts.
    fn load_siblings(&mut self, known: &dyn Known) -> Result<(), KnownError> {
        let new = self.new.as_ref().map(|new| &new.report);
        let unknown = |account: &AccountId| {
            let Some(dossier) = self.dossiers.get(&account.report) else {
                return false;
            };
            let missing = (0..dossier.reading.accounts.len() as u32).any(|n| {
                let report = account.report.clone();
                !self.home.contains_key(&AccountId { report, n })
            });
            missing && parts::ties(dossier, account.n)
        };
        let reports: BTreeSet<ReportId> = self
            .component
            .iter()
            .filter(|account| Some(&account.report) != new && unknown(account))
            .map(|account| account.report.clone())
            .collect();
        if reports.is_empty() {
            return Ok(());
        }
        let near = known.neighbourhood(&Asks {
            reports: reports.into_iter().collect(),
            ..Asks::default()
        })?;
        self.absorb(near);
        Ok(())
    }

    /// Keys of the report just taken in that find nothing, because too many reports share them, sorted.
    pub(crate) fn muted(&self) -> Vec<String> {
        let muted = self.new.iter().flat_map(|new| &new.muted);
        muted.cloned().collect()
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

    /// By what the register could bring the account together with others.
    pub(crate) fn handles(&self, facts: &Facts) -> Handles {
        match &self.new {
            Some(new) if facts.id.report == new.report => Handles::of(facts, &new.muted, Age::New),
            _ => Handles::of(facts, &BTreeSet::new(), Age::Known),
        }
    }

    /// Whether both accounts are in one incident as it stands, and nobody's word put them there: then pairs that could meet
    /// connect them already.
    pub(crate) fn at_home_together(&self, a: &AccountId, b: &AccountId) -> bool {
        self.new.is_some()
            && self.constraints.is_empty()
            && self
                .home
                .get(a)
                .is_some_and(|home| self.home.get(b) == Some(home))
    }

    /// The link from `a` to `b` as an incident has it already, if it has the same score: links are long to write.
    pub(crate) fn written(&self, a: &AccountId, b: &AccountId, score: f32) -> Option<&Link> {
        let incident = self.incidents.get(self.home.get(a)?)?;
        let links = incident.links.iter().chain(&incident.maybe);
        links
            .filter(|link| link.a == *a && link.b == *b)
            .find(|link| link.score.total_cmp(&score).is_eq())
    }
}

/// What an account can be found by, and what it asks for: hashed keys, sorted.
pub(crate) struct Handles {
    has: Vec<u64>,
    asks: Vec<u64>,
    age: Age,
}

/// Whether an account came with the report just taken in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    New,
    Known,
}

impl Handles {
    fn of(facts: &Facts, muted: &BTreeSet<String>, age: Age) -> Self {
        let none = Keys::default();
        let own = keys(&facts.dossier, facts.id.n).unwrap_or(&none);
        let mut has: Vec<u64> = own.iter().map(words::hash).collect();
        let mut asks = Vec::with_capacity(own.len() * 2);
        probe::each_asked(own, &mut |key| {
            if !muted.contains(key) {
                asks.push(words::hash(key));
            }
        });
        has.sort_unstable();
        asks.sort_unstable();
        Self { has, asks, age }
    }

    /// Whether the register could have brought accounts `a` and `b` together: the new one asks, else the first.
    pub(crate) fn share((one, a): (&Self, &Facts), (other, b): (&Self, &Facts)) -> bool {
        let (asks, has) = if other.age == Age::New {
            (&other.asks, &one.has)
        } else {
            (&one.asks, &other.has)
        };
        meets(asks, has) || related(&a.dossier, &b.dossier)
    }
}

/// Whether two sorted lists have a value in common.
fn meets(a: &[u64], b: &[u64]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            return true;
        }
        i += usize::from(x < y);
        j += usize::from(y < x);
    }
    false
}

/// The keys account `n` is found by.
fn keys(dossier: &Dossier, n: u32) -> Option<&Keys> {
    dossier.probes.get(n as usize).map(|probe| &probe.keys)
}

/// The keys under which account `n` looks for others, without those that too many share.
fn asked(dossier: &Dossier, n: u32, muted: &BTreeSet<String>) -> BTreeSet<String> {
    let mut asked = keys(dossier, n).map(probe::asked).unwrap_or_default();
    asked.retain(|key| !muted.contains(key));
    asked
}

/// Whether two reports have an address or a passage in common.
fn related(one: &Dossier, other: &Dossier) -> bool {
    (one.url.is_some() && one.url == other.url)
        || shingles::overlap(&one.hashes, one.shingles, &other.hashes, other.shingles).shared >= 2
}

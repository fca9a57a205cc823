//! A register in memory: what linking knows in tests and in the evaluation, where nothing is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tocsin_core::{
    AccountId, Asks, Constraint, Dossier, Incident, IncidentId, Journey, Known, KnownError, Neighbourhood,
    ReportId,
};

/// A key that more reports than this share finds nothing.
pub const MUTED_ABOVE: usize = 400;

/// Everything committed so far, indexed as a store would.
#[derive(Clone, Debug)]
pub struct MemoryRegister {
    dossiers: BTreeMap<ReportId, Arc<Dossier>>,
    incidents: BTreeMap<IncidentId, Incident>,
    home: BTreeMap<AccountId, IncidentId>,
    keys: BTreeMap<String, BTreeSet<ReportId>>,
    hashes: BTreeMap<u64, BTreeSet<ReportId>>,
    urls: BTreeMap<String, BTreeSet<ReportId>>,
    absorbed: BTreeMap<IncidentId, IncidentId>,
    constraints: BTreeSet<Constraint>,
    muted_above: usize,
}

impl Default for MemoryRegister {
    fn default() -> Self {
        Self {
            dossiers: BTreeMap::new(),
            incidents: BTreeMap::new(),
            home: BTreeMap::new(),
            keys: BTreeMap::new(),
            hashes: BTreeMap::new(),
            urls: BTreeMap::new(),
            absorbed: BTreeMap::new(),
            constraints: BTreeSet::new(),
            muted_above: MUTED_ABOVE,
        }
    }
}

impl MemoryRegister {
    /// An empty register in which keys shared by more than `muted_above` reports find nothing.
    #[must_use]
    pub fn muting_above(muted_above: usize) -> Self {
        Self {
            muted_above,
            ..Self::default()
        }
    }

    /// Records what one journey brought.
    pub fn commit(&mut self, journey: &Journey) {
        let dossier = Arc::new(journey.dossier.clone());
        let report = &dossier.report;
        for key in dossier.probes.iter().flat_map(|probe| &probe.keys) {
            self.keys.entry(key.clone()).or_default().insert(report.clone());
        }
        for &hash in &dossier.hashes {
            self.hashes.entry(hash).or_default().insert(report.clone());
        }
        if let Some(url) = &dossier.url {
            self.urls.entry(url.clone()).or_default().insert(report.clone());
        }
        self.dossiers.insert(report.clone(), dossier);
        for (gone, heir) in &journey.absorbed {
            self.incidents.remove(gone);
            self.absorbed.insert(gone.clone(), heir.clone());
        }
        for incident in &journey.incidents {
            for member in &incident.members {
                self.home.insert(member.clone(), incident.id.clone());
            }
            self.incidents.insert(incident.id.clone(), incident.clone());
        }
    }

    /// Records a person's word on two accounts.
    pub fn constrain(&mut self, constraint: Constraint) {
        self.constraints.insert(constraint);
    }

    /// All incidents as they now are, by id.
    #[must_use]
    pub fn incidents(&self) -> Vec<&Incident> {
        self.incidents.values().collect()
    }

    /// The dossier of `report`; `None` if it was never taken in.
    #[must_use]
    pub fn dossier(&self, report: &ReportId) -> Option<&Arc<Dossier>> {
        self.dossiers.get(report)
    }

    /// The incident that `account` belongs to; `None` if it was never taken in.
    #[must_use]
    pub fn home_of(&self, account: &AccountId) -> Option<&IncidentId> {
        self.home.get(account)
    }

    fn found<K: Ord>(
        &self,
        index: &BTreeMap<K, BTreeSet<ReportId>>,
        key: &K,
        into: &mut BTreeSet<ReportId>,
    ) -> bool {
        let Some(reports) = index.get(key) else {
            return true;
        };
        if reports.len() > self.muted_above {
            return false;
        }
        into.extend(reports.iter().cloned());
        true
    }
}

impl Known for MemoryRegister {
    fn neighbourhood(&self, asks: &Asks) -> Result<Neighbourhood, KnownError> {
        let mut reports: BTreeSet<ReportId> = asks.reports.iter().cloned().collect();
        let mut muted = BTreeSet::new();
        for key in &asks.keys {
            if !self.found(&self.keys, key, &mut reports) {
                muted.insert(key.clone());
            }
        }
        for hash in &asks.hashes {
            self.found(&self.hashes, hash, &mut reports);
        }
        for url in &asks.urls {
            self.found(&self.urls, url, &mut reports);
        }
        let mut incidents: BTreeSet<IncidentId> = asks.incidents.iter().cloned().collect();
        for report in &reports {
            let first = AccountId {
                report: report.clone(),
                n: 0,
            };
            let own = self
                .home
                .range(first..)
                .take_while(|(account, _)| account.report == *report);
            incidents.extend(own.map(|(_, incident)| incident.clone()));
        }
        let incidents: Vec<Incident> = incidents
            .iter()
            .filter_map(|id| self.incidents.get(id).cloned())
            .collect();
        for incident in &incidents {
            reports.extend(incident.members.iter().map(|member| member.report.clone()));
        }
        let constraints = self
            .constraints
            .iter()
            .filter(|constraint| {
                reports.contains(&constraint.a.report) || reports.contains(&constraint.b.report)
            })
            .cloned()
            .collect();
        Ok(Neighbourhood {
            dossiers: reports
                .iter()
                .filter_map(|id| self.dossiers.get(id).cloned())
                .collect(),
            incidents,
            constraints,
            muted: muted.into_iter().collect(),
        })
    }
}

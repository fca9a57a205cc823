//! A register in memory: what linking knows in tests and in the evaluation, where nothing is stored.

use crate::words;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tocsin_core::{
    AccountId, Asks, Constraint, Dossier, Incident, IncidentId, Journey, Known, KnownError, Neighbourhood,
    ReportId, known,
};

/// A key that more reports than this share finds nothing.
pub const MUTED_ABOVE: usize = 400;

/// Everything committed so far, indexed as a store would.
#[derive(Clone, Debug)]
pub struct MemoryRegister {
    /// By number, in the order of arrival.
    dossiers: Vec<Arc<Dossier>>,
    numbers: FxHashMap<ReportId, u32>,
    incidents: BTreeMap<IncidentId, Arc<Incident>>,
    home: FxHashMap<AccountId, IncidentId>,
    /// Reports by hashed block key: the first to come, one more than may share it, and no further.
    keys: FxHashMap<u64, Vec<u32>>,
    hashes: FxHashMap<u64, Vec<u32>>,
    urls: FxHashMap<String, Vec<u32>>,
    absorbed: BTreeMap<IncidentId, IncidentId>,
    constraints: BTreeSet<Constraint>,
    muted_above: usize,
    /// Keys that more reports share than may, with how many share them.
    muted: BTreeMap<String, usize>,
}

impl Default for MemoryRegister {
    fn default() -> Self {
        Self {
            dossiers: Vec::new(),
            numbers: FxHashMap::default(),
            incidents: BTreeMap::new(),
            home: FxHashMap::default(),
            keys: FxHashMap::default(),
            hashes: FxHashMap::default(),
            urls: FxHashMap::default(),
            absorbed: BTreeMap::new(),
            constraints: BTreeSet::new(),
            muted_above: MUTED_ABOVE,
            muted: BTreeMap::new(),
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
        let report = &journey.dossier.report;
        if !self.numbers.contains_key(report) {
            self.index(Arc::new(journey.dossier.clone()));
        }
        for (gone, heir) in &journey.absorbed {
            self.incidents.remove(gone);
            self.absorbed.insert(gone.clone(), heir.clone());
        }
        for incident in &journey.incidents {
            for member in &incident.members {
                self.home.insert(member.clone(), incident.id.clone());
            }
            self.incidents
                .insert(incident.id.clone(), Arc::new(incident.clone()));
        }
    }

    fn index(&mut self, dossier: Arc<Dossier>) {
        let number = self.dossiers.len() as u32;
        let most = self.muted_above + 1;
        let keys: BTreeSet<&str> = dossier
            .probes
            .iter()
            .flat_map(|probe| probe.keys.iter())
            .collect();
        for key in keys {
            let sharing = self.keys.entry(words::hash(key)).or_default();
            if sharing.len() < most {
                sharing.push(number);
            }
            if sharing.len() == most {
                *self.muted.entry(key.to_owned()).or_insert(self.muted_above) += 1;
            }
        }
        for &hash in dossier.leads() {
            let sharing = self.hashes.entry(hash).or_default();
            if sharing.len() < most {
                sharing.push(number);
            }
        }
        if let Some(url) = &dossier.url {
            self.urls.entry(url.clone()).or_default().push(number);
        }
        self.numbers.insert(dossier.report.clone(), number);
        self.dossiers.push(dossier);
    }

    /// Records a person's word on two accounts.
    pub fn constrain(&mut self, constraint: Constraint) {
        self.constraints.insert(constraint);
    }

    /// All incidents as they now are, by id.
    #[must_use]
    pub fn incidents(&self) -> Vec<&Incident> {
        self.incidents.values().map(AsRef::as_ref).collect()
    }

    /// The dossier of `report`; `None` if it was never taken in.
    #[must_use]
    pub fn dossier(&self, report: &ReportId) -> Option<&Arc<Dossier>> {
        self.dossiers.get(*self.numbers.get(report)? as usize)
    }

    /// The incident that `account` belongs to; `None` if it was never taken in.
    #[must_use]
    pub fn home_of(&self, account: &AccountId) -> Option<&IncidentId> {
        self.home.get(account)
    }

    /// The keys that find nothing because too many reports share them, with how many do, by key.
    #[must_use]
    pub fn muted(&self) -> &BTreeMap<String, usize> {
        &self.muted
    }

    /// The reports that share what `asks` names, by number, the keys among it that too many share, and those that the budget
    /// left out.
    fn sharing(&self, asks: &Asks) -> (BTreeSet<u32>, BTreeSet<String>, Vec<String>) {
        let mut by_key = Vec::new();
        let mut muted = BTreeSet::new();
        for key in &asks.keys {
            match self.keys.get(&words::hash(key)) {
                Some(sharing) if sharing.len() > self.muted_above => {
                    muted.insert(key.clone());
                }
                sharing => by_key.extend(sharing.map(|sharing| (key.as_str(), sharing.clone()))),
            }
        }
        let (mut found, left_out) = known::nearest(&by_key, known::MOST_BY_KEYS);
        let sharing = asks.hashes.iter().filter_map(|hash| self.hashes.get(hash));
        found.extend(
            sharing
                .filter(|sharing| sharing.len() <= self.muted_above)
                .flatten(),
        );
        let at = asks.urls.iter().filter_map(|url| self.urls.get(url));
        found.extend(at.filter(|sharing| sharing.len() <= self.muted_above).flatten());
        (found, muted, left_out)
    }
}

impl Known for MemoryRegister {
    fn neighbourhood(&self, asks: &Asks) -> Result<Neighbourhood, KnownError> {
        let (mut numbers, muted, left_out) = self.sharing(asks);
        let mut incidents: BTreeSet<&IncidentId> = asks.incidents.iter().collect();
        for report in &asks.reports {
            let Some(&number) = self.numbers.get(report) else {
                continue;
            };
            numbers.insert(number);
            for n in 0..self.dossiers[number as usize].reading.accounts.len() as u32 {
                let report = report.clone();
                incidents.extend(self.home.get(&AccountId { report, n }));
            }
        }
        let incidents: Vec<Arc<Incident>> = incidents
            .into_iter()
            .filter_map(|id| self.incidents.get(id).cloned())
            .collect();
        let members = incidents.iter().flat_map(|incident| &incident.members);
        numbers.extend(members.filter_map(|member| self.numbers.get(&member.report)));
        let dossiers = numbers.iter().map(|&number| &self.dossiers[number as usize]);
        let mut dossiers: Vec<Arc<Dossier>> = dossiers.cloned().collect();
        dossiers.sort_by(|a, b| a.report.cmp(&b.report));
        let near: BTreeSet<&ReportId> = dossiers
            .iter()
            .map(|dossier| &dossier.report)
            .chain(&asks.reports)
            .collect();
        let constraints = self.constraints.iter();
        Ok(Neighbourhood {
            constraints: constraints
                .filter(|word| near.contains(&word.a.report) || near.contains(&word.b.report))
                .cloned()
                .collect(),
            dossiers,
            incidents,
            muted: muted.into_iter().collect(),
            left_out,
        })
    }
}

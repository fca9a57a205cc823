//! Dossiers: several reports, and what must come of them together. Each line of a dossier's Expected section is a check.

mod parse;
mod told;

use crate::files::{self, InputError, Read};
use crate::outcome::Outcome;
pub use parse::parse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tocsin_core::{AccountId, Direction, Field, Incident, IncidentId, Lineage, Report, ReportId};
use tocsin_extract::Kit;
use tocsin_gazetteer::Gazetteer;
use tocsin_link::memory::MemoryRegister;

/// One dossier as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// File name without ending.
    pub name: String,
    /// Its reports by the letter that names them, in the order of the file.
    pub reports: Vec<(String, Report)>,
    /// What must hold.
    pub checks: Vec<Check>,
}

/// An account as a dossier names it: letter of the report and number of the account, counted from 1.
type Account = (String, u32);

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// Each set of accounts is one incident, apart from the other sets.
    Incidents(Vec<Vec<Account>>),
    /// These must never be one.
    Apart(Account, Account),
    /// These may be one: proposed, not joined.
    Review(Account, Account),
    /// The leading value of the field in the incident of these reports has so many origins.
    Origins(Field, Vec<String>, usize),
    /// The field has a discrepancy.
    Discrepancy(Field),
    /// The field has none.
    Agree(Field),
    /// The first report derives from the second.
    Derives(String, String),
    /// No lineage is known of the report.
    Unknown(String),
}

impl Check {
    fn kind(&self) -> &'static str {
        match self {
            Self::Incidents(_) => "incidents",
            Self::Apart(..) => "apart",
            Self::Review(..) => "review",
            Self::Origins(..) => "origins",
            Self::Discrepancy(_) => "discrepancy",
            Self::Agree(_) => "agree",
            Self::Derives(..) => "derives",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// Takes in the reports of each dossier in `dir` one after another and makes its checks.
///
/// # Errors
/// When the folder holds no dossier, or one is malformed.
pub fn run(dir: &Path, gazetteer: Gazetteer) -> Read<Outcome> {
    const FORM: &str = "dossiers in Markdown (gold/README.md says how they are written)";
    let kit = Kit::with_gazetteer(gazetteer);
    let mut outcome = Outcome::new("dossiers", &files::stem(dir), 0);
    let mut kinds: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for path in files::list(dir, &[".md"], FORM)? {
        let source = files::text(&path, FORM)?;
        let dossier = parse(&files::stem(&path), &source).map_err(|(line, why)| {
            InputError::malformed(&path, line, why, "see gold/README.md for the form")
        })?;
        let register = taken_in(&dossier, &kit);
        outcome.n += 1;
        for check in &dossier.checks {
            let failed = fault(check, &dossier, &register);
            let count = kinds.entry(check.kind()).or_default();
            count.0 += usize::from(failed.is_none());
            count.1 += 1;
            if let Some(why) = failed {
                let told = told::told(check, &dossier, &register);
                outcome.find(check.kind(), &dossier.name, format!("{check:?}\n{why}\n{told}"));
            }
        }
    }
    let (held, all) = kinds.values().fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    outcome.put("checks_held", crate::tally::ratio(held as f64, all as f64));
    for (kind, (held, all)) in kinds {
        outcome.put(kind, held as f64 / all as f64);
    }
    Ok(outcome)
}

fn taken_in(dossier: &Dossier, kit: &Kit) -> MemoryRegister {
    let mut register = MemoryRegister::default();
    for (_, report) in &dossier.reports {
        // The register in memory never fails to answer.
        if let Ok(journey) = tocsin::take_in(report, kit, &register) {
            register.commit(&journey);
        }
    }
    register
}

/// Why `check` does not hold; `None` if it does.
#[expect(clippy::too_many_lines, reason = "one arm a check")]
fn fault(check: &Check, dossier: &Dossier, register: &MemoryRegister) -> Option<String> {
    let home = |account: &Account| -> Option<IncidentId> {
        let report = dossier.report(&account.0)?;
        let n = account.1.checked_sub(1)?;
        register
            .home_of(&AccountId {
                report: report.clone(),
                n,
            })
            .cloned()
    };
    let said = |holds: bool, why: String| (!holds).then_some(why);
    match check {
        Check::Incidents(sets) => {
            let homes: Vec<BTreeSet<Option<IncidentId>>> =
                sets.iter().map(|set| set.iter().map(home).collect()).collect();
            let one_each = homes
                .iter()
                .all(|homes| homes.len() == 1 && !homes.contains(&None));
            let distinct: BTreeSet<_> = homes.iter().flatten().collect();
            said(
                one_each && distinct.len() == sets.len(),
                format!("homes: {homes:?}"),
            )
        }
        Check::Apart(a, b) => {
            let (a, b) = (home(a), home(b));
            said(
                a.is_some() && b.is_some() && a != b,
                format!("homes: {a:?} {b:?}"),
            )
        }
        Check::Review(a, b) => {
            let (home_a, home_b) = (home(a), home(b));
            let apart = home_a.is_some() && home_b.is_some() && home_a != home_b;
            let reports = [dossier.report(&a.0), dossier.report(&b.0)];
            let proposed = proposed(register, &[home_a, home_b], &reports);
            said(apart && proposed, format!("apart: {apart}, proposed: {proposed}"))
        }
        Check::Origins(field, letters, wanted) => {
            let incident = letters
                .iter()
                .find_map(|letter| dossier.incident_of(letter, register));
            let found = incident
                .and_then(|incident| incident.rivals(*field).first())
                .map(|rival| rival.origins.len());
            said(found == Some(*wanted), format!("found {found:?}"))
        }
        Check::Discrepancy(field) => said(disputed(register, *field), "none found".into()),
        Check::Agree(field) => said(!disputed(register, *field), "a discrepancy is found".into()),
        Check::Derives(from, to) => {
            let (from, to) = (dossier.report(from)?, dossier.report(to)?);
            let holds = lineage(register).any(|line| derives(line, from, to));
            said(holds, "no such lineage".into())
        }
        Check::Unknown(letter) => {
            let report = dossier.report(letter)?;
            let found =
                lineage(register).find(|line| line.from == *report || line.to.as_ref() == Some(report));
            found.map(|line| format!("{:?} to {:?}", line.kind, line.to))
        }
    }
}

/// Whether one of the incidents `homes` proposes to join accounts of these two `reports`.
fn proposed(
    register: &MemoryRegister,
    homes: &[Option<IncidentId>; 2],
    reports: &[Option<&ReportId>; 2],
) -> bool {
    register
        .incidents()
        .into_iter()
        .filter(|incident| homes.iter().flatten().any(|home| *home == incident.id))
        .flat_map(|incident| &incident.maybe)
        .any(|link| reports.contains(&Some(&link.a.report)) && reports.contains(&Some(&link.b.report)))
}

fn disputed(register: &MemoryRegister, field: Field) -> bool {
    let all = register.incidents();
    all.iter()
        .any(|incident| incident.discrepancies.iter().any(|found| found.field == field))
}

fn lineage(register: &MemoryRegister) -> impl Iterator<Item = &Lineage> {
    register
        .incidents()
        .into_iter()
        .flat_map(|incident| &incident.lineage)
}

fn derives(line: &Lineage, from: &ReportId, to: &ReportId) -> bool {
    let straight = line.from == *from && line.to.as_ref() == Some(to);
    let turned = line.from == *to && line.to.as_ref() == Some(from) && line.direction == Direction::Open;
    straight || turned
}

impl Dossier {
    fn report(&self, letter: &str) -> Option<&ReportId> {
        self.reports
            .iter()
            .find(|(known, _)| known == letter)
            .map(|(_, report)| &report.id)
    }

    /// The first incident that holds an account of report `letter`.
    fn incident_of<'r>(&self, letter: &str, register: &'r MemoryRegister) -> Option<&'r Incident> {
        let report = self.report(letter)?;
        let holds = |incident: &&Incident| incident.members.iter().any(|member| member.report == *report);
        register.incidents().into_iter().find(holds)
    }
}

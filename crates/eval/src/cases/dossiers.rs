//! Dossiers: several reports, and what must come of them together. Each line of a dossier's Expected section is a check.

use super::form;
use crate::dates::forms::language;
use crate::files::{self, InputError, Read};
use crate::outcome::Outcome;
use crate::product::{self, Said};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tocsin_core::{
    AccountId, Direction, Field, Incident, IncidentId, Lineage, Reason, Report, ReportId, Source, SourceClass,
};
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
                let told = told(check, &dossier, &register);
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

/// What was read and linked, for whoever looks for the fault: each account with its values and its incident, and its pairs.
fn told(check: &Check, dossier: &Dossier, register: &MemoryRegister) -> String {
    let mut lines = Vec::new();
    for (letter, report) in &dossier.reports {
        let Some(read) = register.dossier(&report.id) else {
            continue;
        };
        let credits = read.credits.join(", ");
        lines.push(format!(
            "{letter}: {} [{credits}] {}",
            read.source.name,
            read.reading.features.join(" ")
        ));
        for n in 0..read.reading.accounts.len() as u32 {
            let values: Vec<String> = read
                .reading
                .claims_of(n)
                .map(|(_, claim)| {
                    let (value, speaker) = (claim.value.short(), &claim.speaker);
                    format!(
                        "{}={value}/{:?} {:?} {} {}",
                        claim.field.key(),
                        speaker.kind,
                        speaker.name,
                        speaker.key,
                        claim.stance.key()
                    )
                })
                .collect();
            let home = register.home_of(&AccountId {
                report: report.id.clone(),
                n,
            });
            lines.push(format!(
                "  {letter}.{} {} {}",
                n + 1,
                home.map_or("", |home| &home.0),
                values.join("; ")
            ));
        }
    }
    lines.extend(compared(check, dossier, register));
    lines.join("\n")
}

/// What speaks for and against each pair of accounts that the check names.
fn compared(check: &Check, dossier: &Dossier, register: &MemoryRegister) -> Vec<String> {
    let mut lines = Vec::new();
    let named: Vec<&Account> = match check {
        Check::Incidents(sets) => sets.iter().flatten().collect(),
        Check::Apart(a, b) | Check::Review(a, b) => vec![a, b],
        _ => Vec::new(),
    };
    let account =
        |(letter, n): &Account| Some((register.dossier(dossier.report(letter)?)?, n.checked_sub(1)?));
    for (nth, &a) in named.iter().enumerate() {
        for &b in &named[nth + 1..] {
            let (Some((one, m)), Some((other, n))) = (account(a), account(b)) else {
                continue;
            };
            if let Some(link) = tocsin_link::why((one, m), (other, n)) {
                let reasons: Vec<String> = link.reasons.iter().map(short).collect();
                lines.push(format!(
                    "  {}.{} {}.{} {}: {}",
                    a.0,
                    a.1,
                    b.0,
                    b.1,
                    link.score,
                    reasons.join("; ")
                ));
            }
        }
    }
    lines
}

fn short(reason: &Reason) -> String {
    let args: Vec<&str> = reason.args.values().map(String::as_str).collect();
    format!("{} {}", reason.key, args.join(","))
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

/// What went wrong on which line.
type Fault = (usize, String);

/// One dossier from its Markdown.
///
/// # Errors
/// The line and what is wrong with it.
pub fn parse(name: &str, source: &str) -> Result<Dossier, Fault> {
    let source = source.replace("\r\n", "\n");
    let mut dossier = Dossier {
        name: name.to_owned(),
        reports: Vec::new(),
        checks: Vec::new(),
    };
    let mut section = String::new();
    let mut lines: Vec<&str> = Vec::new();
    for (index, line) in source.lines().chain(["## "]).enumerate() {
        let Some(heading) = line.strip_prefix("## ") else {
            lines.push(line);
            continue;
        };
        let first = index - lines.len();
        if let Some(letter) = section.strip_prefix("Report ") {
            let report = report(name, letter.trim(), &lines).map_err(|why| (first + 1, why))?;
            dossier.reports.push((letter.trim().to_owned(), report));
        } else if section == "Expected" {
            for (at, line) in lines.iter().enumerate() {
                let item = line.trim().strip_prefix("- ").unwrap_or_default();
                dossier
                    .checks
                    .extend(checks(item).map_err(|why| (first + at + 1, why))?);
            }
        }
        heading.trim().clone_into(&mut section);
        lines.clear();
    }
    if dossier.reports.is_empty() || dossier.checks.is_empty() {
        return Err((
            0,
            "needs `## Report …` sections and `## Expected` with checks".into(),
        ));
    }
    Ok(dossier)
}

fn report(dossier: &str, letter: &str, lines: &[&str]) -> Result<Report, String> {
    let at = lines
        .iter()
        .position(|line| !line.trim().is_empty())
        .ok_or("empty report")?;
    let head = lines[at].strip_prefix("- ").ok_or("no `- source: …` line")?;
    let of = |key: &str| {
        let mut parts = head.split(" | ").map(str::trim);
        parts
            .find_map(|part| part.strip_prefix(key)?.strip_prefix(':'))
            .map_or("", str::trim)
    };
    let body = lines[at + 1..].join("\n");
    let (outlet, class) = of("source").rsplit_once('(').unwrap_or((of("source"), ""));
    let source = Source {
        key: outlet.trim().to_lowercase().replace(' ', "-"),
        name: outlet.trim().to_owned(),
        class: class_of(class.trim_end_matches(')')),
        ..Source::default()
    };
    let said = Said {
        name: &format!("{dossier}-{letter}.txt"),
        language: language(of("language")),
        day: Some(of("published")).filter(|day| !day.is_empty()),
        source: Some(source),
        url: Some(of("url").to_owned()).filter(|url| !url.is_empty()),
    };
    product::taken_in(body.trim(), said).ok_or_else(|| "intake makes no report of it".to_owned())
}

fn class_of(name: &str) -> SourceClass {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).unwrap_or_default()
}

fn checks(item: &str) -> Result<Vec<Check>, String> {
    let Some((kind, rest)) = item.split_once(':') else {
        return if item.is_empty() {
            Ok(Vec::new())
        } else {
            Err(format!("not a check: {item:?}"))
        };
    };
    let rest = rest.trim();
    let fields = || {
        rest.split([',', ' '])
            .filter(|key| !key.is_empty())
            .map(field)
            .collect::<Result<Vec<_>, _>>()
    };
    let pair = || -> Result<(Account, Account), String> {
        match &accounts(rest)?[..] {
            [a, b] => Ok((a.clone(), b.clone())),
            _ => Err(format!("needs two accounts: {rest:?}")),
        }
    };
    Ok(match kind.split_whitespace().next().unwrap_or_default() {
        "incidents" => {
            let sets = rest
                .split('{')
                .skip(1)
                .map(|set| accounts(set.split('}').next().unwrap_or_default()));
            vec![Check::Incidents(sets.collect::<Result<_, _>>()?)]
        }
        "apart" => pair().map(|(a, b)| vec![Check::Apart(a, b)])?,
        "review" => pair().map(|(a, b)| vec![Check::Review(a, b)])?,
        "origins" => {
            let key = kind.split_whitespace().nth(1).unwrap_or_default();
            let set = kind.split(['{', '}']).nth(1).unwrap_or_default();
            let letters = set.split_whitespace().map(str::to_owned).collect();
            let wanted = rest.parse().map_err(|_| format!("not a number: {rest:?}"))?;
            vec![Check::Origins(field(key)?, letters, wanted)]
        }
        "discrepancy" => fields()?.into_iter().map(Check::Discrepancy).collect(),
        "agree" => fields()?.into_iter().map(Check::Agree).collect(),
        "derives" => {
            let (from, to) = rest
                .split_once("<-")
                .ok_or_else(|| format!("needs `b <- a`: {rest:?}"))?;
            vec![Check::Derives(from.trim().to_owned(), to.trim().to_owned())]
        }
        "unknown" => rest
            .split_whitespace()
            .map(|letter| Check::Unknown(letter.to_owned()))
            .collect(),
        other => return Err(format!("no check {other:?}")),
    })
}

fn field(key: &str) -> Result<Field, String> {
    form::field(key).ok_or_else(|| format!("no field {key:?}"))
}

fn accounts(text: &str) -> Result<Vec<Account>, String> {
    let of = |word: &str| {
        let (letter, n) = word.split_once('.')?;
        Some((letter.to_owned(), n.parse().ok()?))
    };
    text.split_whitespace()
        .map(|word| of(word).ok_or_else(|| format!("not an account: {word:?}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOSSIER: &str = "# D\n- tags: x\n\n## Report a\n- source: First Paper (outlet) | published: 2024-03-05 | language: en | url: https://example.org/a\n\
        Raid on X\n\nTwelve people were killed.\n\n## Report b\n- source: Radio (community) | published: 2024-03-06 | language: fr\nDouze morts.\n\n\
        ## Expected\n- incidents: {a.1 b.1} {a.2}\n- apart: a.1 a.2\n- origins killed {a b}: 1\n- agree: place, date\n- derives: b <- a\n- unknown: a\n";

    #[test]
    fn a_whole_dossier() {
        let dossier = parse("d", DOSSIER).unwrap();
        let (letter, report) = &dossier.reports[0];
        assert_eq!((letter.as_str(), report.title_text()), ("a", "Raid on X"));
        assert_eq!(
            report.published.as_ref().map(tocsin_core::When::iso).as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(
            (report.source.name.as_str(), report.source.class),
            ("First Paper", SourceClass::Outlet)
        );
        assert_eq!(dossier.reports[1].1.url, None);
        let account = |letter: &str, n| (letter.to_owned(), n);
        assert_eq!(
            dossier.checks,
            [
                Check::Incidents(vec![
                    vec![account("a", 1), account("b", 1)],
                    vec![account("a", 2)]
                ]),
                Check::Apart(account("a", 1), account("a", 2)),
                Check::Origins(Field::Killed, vec!["a".into(), "b".into()], 1),
                Check::Agree(Field::Place),
                Check::Agree(Field::Date),
                Check::Derives("b".into(), "a".into()),
                Check::Unknown("a".into()),
            ]
        );
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let (line, why) = parse("d", &DOSSIER.replace("- apart: a.1 a.2", "- apart: a.1")).unwrap_err();
        assert_eq!(DOSSIER.lines().nth(line - 1), Some("- apart: a.1 a.2"), "{why}");
        assert!(parse("d", "# D\n").is_err());
    }
}

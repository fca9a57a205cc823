//! Says what was read and linked of a dossier, for whoever looks for the fault behind a check that fails.

use super::{Account, Check, Dossier};
use tocsin_core::{AccountId, Reason};
use tocsin_link::memory::MemoryRegister;

/// Each account with its values and its incident, what was left out and why, and the pairs that `check` names.
pub(super) fn told(check: &Check, dossier: &Dossier, register: &MemoryRegister) -> String {
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
        lines.extend(read.reading.left_out.iter().map(|left| {
            let because = left.because.map_or("", |span| span.of(&report.text));
            format!(
                "  {letter} leaves out {:?}: {:?} {because:?}",
                left.span.of(&report.text),
                left.why
            )
        }));
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

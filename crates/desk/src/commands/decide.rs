//! `decide`: a person's word, kept with who, when and why.

use super::{Desk, show};
use crate::cli::{ActArg, Decide, exit};
use crate::shelf;
use crate::shelf::{account_id, claim_ref};
use anyhow::{Result, anyhow};
use serde_json::json;
use tocsin_core::{Act, Asks, Decision, Field, Grade, Incident, IncidentId, Known, SourceLetter};
use tocsin_store::{OnConflict, Reader, Record, Store, StoreError};

/// What came of a decision.
pub enum Decided {
    /// Recorded under this number.
    Recorded(u64),
    /// A rule of review does not allow it; the key of the sentence that says why.
    NotAllowed(&'static str),
    /// There is no such incident.
    Missing,
    /// The incident changed since its maker looked: the version it is now at, and what was decided meanwhile.
    Changed(u32, Vec<Decision>),
}

/// `decide`.
pub fn decide(desk: &Desk, args: &Decide) -> Result<u8> {
    let mut store = desk.open()?;
    let id = IncidentId(args.id.clone());
    let Some(record) = store.view(shelf::HERE).incident(&id)? else {
        return show::missing(desk, "incident", &args.id);
    };
    let decision = Decision {
        number: 0,
        incident: record.incident.id.clone(),
        version: record.incident.version,
        act: act(&args.act)?,
        who: args.who.clone(),
        when: super::now(),
        why: args.why.clone(),
    };
    match record_decision(&mut store, &shelf::here(), &decision, OnConflict::Refuse)? {
        Decided::Recorded(number) => {
            let message = desk.say("desk-decided", &[("n", &number.to_string())]);
            if desk.json {
                desk.answer(&json!({"decision": number}))?;
            } else {
                desk.tell(&message)?;
            }
            Ok(exit::WELL)
        }
        Decided::NotAllowed(key) => {
            let status = crate::words::status(desk.lang, record.status);
            let message = desk.say(key, &[("status", &status)]);
            if desk.json {
                desk.answer(&json!({"refused": message}))?;
            } else {
                desk.tell(&message)?;
            }
            Ok(exit::REFUSED)
        }
        Decided::Missing => show::missing(desk, "incident", &args.id),
        Decided::Changed(now, _) => {
            let message = desk.say(
                "desk-decide-conflict",
                &[("seen", &decision.version.to_string()), ("now", &now.to_string())],
            );
            if desk.json {
                desk.answer(&json!({"refused": message}))?;
            } else {
                desk.tell(&message)?;
            }
            Ok(exit::REFUSED)
        }
    }
}

/// Checks and records a decision, and groups accounts anew where it merged, split or took back: all or nothing.
///
/// # Errors
/// When the store cannot be written.
pub fn record_decision(
    store: &mut Store,
    reader: &Reader,
    decision: &Decision,
    on_conflict: OnConflict,
) -> Result<Decided> {
    let Some(record) = store.view_as(reader)?.incident(&decision.incident)? else {
        return Ok(Decided::Missing);
    };
    if let Err(refused) = tocsin_review::decision::check(record.status, decision) {
        return Ok(Decided::NotAllowed(refused.key()));
    }
    if let Some(key) = not_for(store, &record, decision)? {
        return Ok(Decided::NotAllowed(key));
    }
    let mut concerned = vec![decision.incident.clone()];
    match &decision.act {
        Act::Merge { with } => match store.view_as(reader)?.incident(with)? {
            Some(other) if other.incident.id != record.incident.id => concerned.push(other.incident.id),
            _ => return Ok(Decided::Missing),
        },
        Act::Split { accounts }
            if accounts
                .iter()
                .any(|account| !record.incident.members.contains(account)) =>
        {
            return Ok(Decided::Missing);
        }
        Act::Undo { decision: number } => {
            concerned.extend(split_off(store, *number, &record.history_of(store)?)?);
        }
        _ => {}
    }
    let mut batch = store.begin()?;
    let number = match batch.decide(decision, on_conflict) {
        Ok(number) => number,
        Err(StoreError::Conflict(conflict)) => {
            return Ok(Decided::Changed(conflict.incident.version, conflict.since));
        }
        Err(StoreError::NoIncident(_) | StoreError::NoDecision(_)) => return Ok(Decided::Missing),
        Err(error) => return Err(error.into()),
    };
    if matches!(
        decision.act,
        Act::Merge { .. } | Act::Split { .. } | Act::Undo { .. }
    ) {
        let journey = tocsin::regroup(&concerned, &batch)?;
        if !journey.incidents.is_empty() || !journey.absorbed.is_empty() {
            batch.regroup(&journey, &decision.when)?;
        }
    }
    batch.finish()?;
    Ok(Decided::Recorded(number))
}

/// Why `decision` is not for its maker, as a message key: a second reader is another person than the one who spoke last;
/// work is given only to accounts there are.
fn not_for(store: &Store, record: &Record, decision: &Decision) -> Result<Option<&'static str>> {
    Ok(match &decision.act {
        Act::SecondRead { .. } => {
            let history = record.history_of(store)?;
            let last = history.iter().rev().find(|decision| {
                matches!(
                    decision.act,
                    Act::Accept | Act::Reject | Act::Withdraw | Act::Grade { .. }
                )
            });
            match last {
                None => Some("people-nothing-to-read"),
                Some(last) if last.who == decision.who => Some("people-second-person"),
                Some(_) => None,
            }
        }
        Act::Assign { to } if !to.is_empty() && store.has_accounts()? => match store.account(to)? {
            Some(account) if !account.disabled => None,
            _ => Some("people-no-such-account"),
        },
        _ => None,
    })
}

/// Decisions on an incident.
trait History {
    fn history_of(&self, store: &Store) -> Result<Vec<Decision>>;
}

impl History for tocsin_store::Record {
    fn history_of(&self, store: &Store) -> Result<Vec<Decision>> {
        Ok(store.view(shelf::HERE).decisions(&self.incident.id)?)
    }
}

/// The incidents that hold the accounts which decision `number` split off, so that taking it back groups them too.
fn split_off(store: &Store, number: u64, history: &[Decision]) -> Result<Vec<IncidentId>> {
    let Some(undone) = history.iter().find(|decision| decision.number == number) else {
        return Ok(Vec::new());
    };
    let Act::Split { accounts } = &undone.act else {
        return Ok(Vec::new());
    };
    let reports = accounts.iter().map(|account| account.report.clone()).collect();
    let found = store.neighbourhood(&Asks {
        reports,
        ..Asks::default()
    })?;
    let holds = |incident: &Incident| accounts.iter().any(|account| incident.members.contains(account));
    Ok(found
        .incidents
        .iter()
        .filter(|incident| holds(incident))
        .map(|incident| incident.id.clone())
        .collect())
}

fn act(arg: &ActArg) -> Result<Act> {
    Ok(match arg {
        ActArg::TakeUp => Act::TakeUp,
        ActArg::Accept => Act::Accept,
        ActArg::Reject => Act::Reject,
        ActArg::Withdraw => Act::Withdraw,
        ActArg::Assign { to } => Act::Assign { to: to.clone() },
        ActArg::SecondRead { disagrees } => Act::SecondRead { agrees: !disagrees },
        ActArg::Comment => Act::Comment,
        ActArg::Grade { grade: text } => Act::Grade { grade: grade(text)? },
        ActArg::Prefer { field: name, claim } => Act::Prefer {
            field: field(name)?,
            claim: claim_ref(claim)?,
        },
        ActArg::Merge { with } => Act::Merge {
            with: IncidentId(with.clone()),
        },
        ActArg::Split { accounts } => Act::Split {
            accounts: accounts
                .iter()
                .map(|text| account_id(text))
                .collect::<Result<_>>()?,
        },
        ActArg::Undo { decision } => Act::Undo { decision: *decision },
        ActArg::Resolve { field: name, claims } => Act::Resolve {
            field: field(name)?,
            right: claims.iter().map(|text| claim_ref(text)).collect::<Result<_>>()?,
        },
    })
}

/// A grade written as letter and number, such as `C3`.
pub fn grade(text: &str) -> Result<Grade> {
    let bad = || anyhow!("{text:?} is not a grade; write a letter A–F and a number 1–6, such as C3");
    let mut chars = text.trim().chars();
    let (letter, number, rest) = (chars.next(), chars.next(), chars.next());
    let source = match letter.map(|c| c.to_ascii_uppercase()) {
        Some('A') => SourceLetter::A,
        Some('B') => SourceLetter::B,
        Some('C') => SourceLetter::C,
        Some('D') => SourceLetter::D,
        Some('E') => SourceLetter::E,
        Some('F') => SourceLetter::F,
        _ => return Err(bad()),
    };
    match (number.and_then(|c| c.to_digit(10)), rest) {
        (Some(information @ 1..=6), None) => Ok(Grade {
            source,
            information: information as u8,
        }),
        _ => Err(bad()),
    }
}

/// A field by its key.
pub fn field(name: &str) -> Result<Field> {
    let keys = || Field::ALL.map(Field::key).join(", ");
    Field::ALL
        .into_iter()
        .find(|field| field.key() == name)
        .ok_or_else(|| anyhow!("{name:?} is not a field; the fields are {}", keys()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_a_letter_and_a_number() {
        assert_eq!(
            grade("c3").unwrap(),
            Grade {
                source: SourceLetter::C,
                information: 3
            }
        );
        for bad in ["", "C", "C0", "C7", "G1", "C33", "3C"] {
            assert!(grade(bad).is_err(), "{bad}");
        }
    }
}

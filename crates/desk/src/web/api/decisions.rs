//! Decisions by program, under the rules of the page.

use super::input::{Path, Sent, answered, missing, problem};
use crate::commands::decide::{Decided, grade, record_decision};
use crate::shelf::{account_id, claim_ref};
use crate::view::{self, DecisionView};
use crate::web::answer::Answer;
use crate::web::pages::decide::right_for;
use crate::web::visit::Visit;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tocsin_core::{Act, Decision, Field, IncidentId};
use tocsin_store::OnConflict;

/// What to decide.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActName {
    /// Take into review.
    TakeUp,
    /// Take as having happened.
    Accept,
    /// Take as not an incident.
    Reject,
    /// Take back an accepted one.
    Withdraw,
    /// Set the grade: needs `grade`.
    Grade,
    /// Show a claim's value first: needs `field` and one of `claims`.
    Prefer,
    /// Join another incident: needs `incident`.
    Merge,
    /// Take out accounts: needs `accounts`.
    Split,
    /// Take back a merge or split: needs `decision`.
    Undo,
    /// Answer a contradiction: needs `field`; `claims` are those found right.
    Resolve,
    /// Give to someone: `to`, or nobody.
    Assign,
    /// Say as second reader that it stands.
    SecondRead,
    /// Say as second reader that it does not stand.
    SecondReadNo,
    /// Only say something.
    Comment,
}

/// A decision to be recorded.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// The version of the incident it is made on.
    pub version: u32,
    /// What.
    pub act: ActName,
    /// Why; needed for all but taking up, assigning and agreeing.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub why: String,
    /// A letter A–F and a number 1–6.
    pub grade: Option<String>,
    /// The key of a field.
    pub field: Option<String>,
    /// Claims, `REPORT:N`.
    #[serde(default)]
    pub claims: Vec<String>,
    /// Accounts, `REPORT#N`.
    #[serde(default)]
    pub accounts: Vec<String>,
    /// Another incident.
    pub incident: Option<String>,
    /// The number of a decision.
    pub decision: Option<u32>,
    /// The name of an account of the desk.
    #[serde(default)]
    pub to: String,
    /// Record it even where the incident changed since `version`: both are kept.
    #[serde(default)]
    pub both: bool,
}

/// What was recorded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recorded {
    /// Number of the ledger entry.
    pub number: u64,
}

/// A decision refused because the incident changed: both sides.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConflictProblem {
    /// `about:blank`.
    pub r#type: String,
    /// `Conflict`.
    pub title: String,
    /// 409.
    pub status: u16,
    /// What happened.
    pub detail: String,
    /// The version the decision was made on.
    pub seen: u32,
    /// The version it is at.
    pub now: u32,
    /// What was decided meanwhile.
    pub since: Vec<DecisionView>,
}

/// Records a decision.
pub async fn decide(visit: Visit, Path(id): Path<String>, Sent(sent): Sent<NewDecision>) -> Answer {
    let Some(act) = act_of(&sent) else {
        return Ok(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The act needs something that is not there, or cannot be meant.",
        ));
    };
    if !visit.may(right_for(&act)) {
        return Ok(problem(
            StatusCode::FORBIDDEN,
            "This account may not decide that.",
        ));
    }
    let decision = Decision {
        number: 0,
        incident: IncidentId(id),
        version: sent.version,
        act,
        who: visit.viewer.name.clone(),
        when: crate::commands::now(),
        why: sent.why.chars().take(2000).collect(),
    };
    let on_conflict = if sent.both {
        OnConflict::Append
    } else {
        OnConflict::Refuse
    };
    let reader = visit.viewer.reader.clone();
    let lang = visit.lang;
    let decided = visit
        .write(move |store| record_decision(store, &reader, &decision, on_conflict))
        .await?;
    Ok(match decided {
        Decided::Recorded(number) => answered(StatusCode::CREATED, &Recorded { number })?,
        Decided::Missing => missing(),
        Decided::NotAllowed(key) => problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            &crate::say::say(lang, key, &[("status", "")]),
        ),
        Decided::Changed(now, since) => {
            let conflict = ConflictProblem {
                r#type: "about:blank".to_owned(),
                title: "Conflict".to_owned(),
                status: 409,
                detail: "The incident changed since that version; look again, or send `both`.".to_owned(),
                seen: sent.version,
                now,
                since: since.iter().map(|item| view::decision(lang, item)).collect(),
            };
            let mut response = serde_json::to_vec(&conflict)?.into_response();
            *response.status_mut() = StatusCode::CONFLICT;
            response.headers_mut().insert(
                header::CONTENT_TYPE,
                header::HeaderValue::from_static("application/problem+json"),
            );
            response
        }
    })
}

/// The act meant; `None` where what it needs is missing or cannot be meant.
fn act_of(sent: &NewDecision) -> Option<Act> {
    let field = || {
        let key = sent.field.as_deref()?;
        Field::ALL.into_iter().find(|field| field.key() == key)
    };
    let claims = || {
        sent.claims
            .iter()
            .map(|text| claim_ref(text).ok())
            .collect::<Option<Vec<_>>>()
    };
    Some(match sent.act {
        ActName::TakeUp => Act::TakeUp,
        ActName::Accept => Act::Accept,
        ActName::Reject => Act::Reject,
        ActName::Withdraw => Act::Withdraw,
        ActName::Comment => Act::Comment,
        ActName::SecondRead => Act::SecondRead { agrees: true },
        ActName::SecondReadNo => Act::SecondRead { agrees: false },
        ActName::Assign => Act::Assign { to: sent.to.clone() },
        ActName::Grade => Act::Grade {
            grade: grade(sent.grade.as_deref()?).ok()?,
        },
        ActName::Prefer => Act::Prefer {
            field: field()?,
            claim: claims()?.into_iter().next()?,
        },
        ActName::Merge => Act::Merge {
            with: IncidentId(sent.incident.clone()?),
        },
        ActName::Split => Act::Split {
            accounts: sent
                .accounts
                .iter()
                .map(|text| account_id(text).ok())
                .collect::<Option<_>>()?,
        },
        ActName::Undo => Act::Undo {
            decision: u64::from(sent.decision?),
        },
        ActName::Resolve => Act::Resolve {
            field: field()?,
            right: claims()?,
        },
    })
}

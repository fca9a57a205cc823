//! Decisions made on a page: everything the command line can decide, and nothing typed is lost where one is refused.

use crate::commands::decide::{Decided, field, grade, record_decision};
use crate::people::role::Right;
use crate::shelf::{self, account_id, claim_ref};
use crate::view::{ChangeView, DecisionView, changes, decision as decision_view};
use crate::web::answer::{Answer, message_page, not_found_page, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use tocsin_core::{Act, Decision, IncidentId, Status};
use tocsin_store::{OnConflict, Reader, Store};

/// The message for a decision on something that changed meanwhile.
const CONFLICT: &str = "desk-decide-conflict";

/// What a form sent: names with values, a name as often as it was ticked.
type Sent = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    page: Page,
    id: String,
    heading: String,
    said: String,
    changes: Vec<ChangeView>,
    since: Vec<DecisionView>,
    version: u32,
    act: String,
    why: String,
    kept: Sent,
}

/// What one must be allowed to do for this act.
pub fn right_for(act: &Act) -> Right {
    match act {
        Act::TakeUp
        | Act::Comment
        | Act::Assign { .. }
        | Act::SecondRead { .. }
        | Act::Prefer { .. }
        | Act::Resolve { .. } => Right::Work,
        Act::Accept
        | Act::Reject
        | Act::Grade { .. }
        | Act::Merge { .. }
        | Act::Split { .. }
        | Act::Undo { .. } => Right::Decide,
        Act::Withdraw => Right::Withdraw,
    }
}

/// Records a decision made on a page, and shows where it was made again.
pub async fn decide(visit: Visit, Path(id): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let page = visit.page("incident");
    let Some(act) = act(&sent) else {
        return refused(&visit, page, &id, &sent, ("pages-decide-incomplete", Vec::new())).await;
    };
    if !visit.may(right_for(&act)) {
        return message_page(
            page,
            "desk-failed",
            "people-not-yours",
            &[],
            StatusCode::FORBIDDEN,
        );
    }
    let Ok(version) = one(&sent, "version").parse::<u32>() else {
        return not_found_page(page);
    };
    let decision = Decision {
        number: 0,
        incident: IncidentId(id.clone()),
        version,
        act,
        who: visit.viewer.name.clone(),
        when: crate::commands::now(),
        why: one(&sent, "why").trim().to_owned(),
    };
    // Its maker saw what others did meanwhile and stands by it.
    let on_conflict = if one(&sent, "both").is_empty() {
        OnConflict::Refuse
    } else {
        OnConflict::Append
    };
    let reader = visit.viewer.reader.clone();
    let decided = visit
        .write(move |store| take_up_and_record(store, &reader, &decision, on_conflict))
        .await?;
    match decided {
        Decided::Recorded(_) => Ok(Redirect::to(&back(&page, &id, &sent)).into_response()),
        Decided::NotAllowed(key) => refused(&visit, page, &id, &sent, (key, Vec::new())).await,
        Decided::Changed(_, since) => refused(&visit, page, &id, &sent, (CONFLICT, since)).await,
        Decided::Missing => refused(&visit, page, &id, &sent, ("pages-decide-missing", Vec::new())).await,
    }
}

/// Accepting or rejecting what nobody took up yet takes it up first: two decisions, both kept.
fn take_up_and_record(
    store: &mut Store,
    reader: &Reader,
    decision: &Decision,
    on_conflict: OnConflict,
) -> anyhow::Result<Decided> {
    let moves = matches!(decision.act, Act::Accept | Act::Reject) && !decision.why.is_empty();
    let status = store
        .view_as(reader)?
        .incident(&decision.incident)?
        .map(|record| record.status);
    if moves && status == Some(Status::New) {
        let first = Decision {
            act: Act::TakeUp,
            ..decision.clone()
        };
        match record_decision(store, reader, &first, on_conflict)? {
            Decided::Recorded(_) => {}
            other => return Ok(other),
        }
    }
    record_decision(store, reader, decision, on_conflict)
}

/// The first value of `name`; "" where there is none.
fn one<'s>(sent: &'s Sent, name: &str) -> &'s str {
    sent.iter()
        .find(|(held, value)| held == name && !value.is_empty())
        .map_or("", |(_, value)| value.as_str())
}

/// All values of `name`, read by `read`; `None` where one of them cannot be meant.
fn all<T>(sent: &Sent, name: &str, read: impl Fn(&str) -> anyhow::Result<T>) -> Option<Vec<T>> {
    sent.iter()
        .filter(|(held, value)| held == name && !value.is_empty())
        .map(|(_, value)| read(value).ok())
        .collect()
}

/// The act the form asks for; `None` where something it needs is missing or cannot be meant.
fn act(sent: &Sent) -> Option<Act> {
    let field = || field(one(sent, "field")).ok();
    // What the act needs beside itself, under its own name or as `value`.
    let value = |name: &str| {
        let named = one(sent, name).trim();
        if named.is_empty() {
            one(sent, "value").trim()
        } else {
            named
        }
    };
    Some(match one(sent, "act") {
        "take-up" => Act::TakeUp,
        "accept" => Act::Accept,
        "reject" => Act::Reject,
        "withdraw" => Act::Withdraw,
        "comment" => Act::Comment,
        "assign" => Act::Assign {
            to: value("to").to_owned(),
        },
        "second-read" => Act::SecondRead { agrees: true },
        "second-read-no" => Act::SecondRead { agrees: false },
        "grade" => Act::Grade {
            grade: match one(sent, "source") {
                "" => grade(value("grade")).ok()?,
                letter => grade(&format!("{letter}{}", one(sent, "information"))).ok()?,
            },
        },
        "prefer" => Act::Prefer {
            field: field()?,
            claim: claim_ref(one(sent, "claim")).ok()?,
        },
        "merge" => Act::Merge {
            with: Some(value("with"))
                .filter(|id| !id.is_empty())
                .map(|id| IncidentId(id.to_owned()))?,
        },
        "split" => Act::Split {
            accounts: all(sent, "account", account_id)?,
        },
        "undo" => Act::Undo {
            decision: value("decision").parse().ok()?,
        },
        "resolve" => Act::Resolve {
            field: field()?,
            right: all(sent, "right", claim_ref)?,
        },
        _ => return None,
    })
}

/// Where to go after a decision: the page it was made on, if that is one of ours; else the incident.
fn back(page: &Page, id: &str, sent: &Sent) -> String {
    let asked = one(sent, "back");
    let ours = asked.starts_with('/') && !asked.starts_with("//") && !asked.contains(['\\', '\r', '\n']);
    let joint = if asked.contains('?') { '&' } else { '?' };
    if ours {
        format!("{asked}{joint}lang={}", page.lang.tag())
    } else {
        format!("/incidents/{}{}#decide", encoded(id), page.lang_query())
    }
}

/// Says why a decision was not recorded, shows what changed meanwhile, and offers the form again with all that was typed.
async fn refused(
    visit: &Visit,
    page: Page,
    id: &str,
    sent: &Sent,
    (key, since): (&'static str, Vec<Decision>),
) -> Answer {
    let lang = page.lang;
    let seen = one(sent, "version").parse::<u32>().unwrap_or_default();
    let incident = IncidentId(id.to_owned());
    let found = visit
        .read(move |view| {
            let Some(record) = view.incident(&incident)? else {
                return Ok(None);
            };
            let now = record.incident;
            let old = view
                .version(&now.id, seen)?
                .filter(|old| old.version < now.version);
            let changed = old.map(|old| changes(lang, &old, &now)).unwrap_or_default();
            Ok(Some((
                now.version,
                shelf::heading_of(lang, &now),
                changed,
                record.status,
            )))
        })
        .await?;
    let Some((version, heading, changes, status)) = found else {
        return not_found_page(page);
    };
    let args = [
        ("seen", seen.to_string()),
        ("now", version.to_string()),
        ("status", crate::words::status(lang, status)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let kept = sent
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "token" | "version" | "why" | "act" | "both"))
        .cloned()
        .collect();
    let answer = render(&RefusedPage {
        said: crate::say::say(lang, key, &args),
        id: id.to_owned(),
        heading,
        changes,
        since: since.iter().map(|item| decision_view(lang, item)).collect(),
        version,
        act: one(sent, "act").to_owned(),
        why: one(sent, "why").to_owned(),
        kept,
        page,
    })?;
    let status = if key == CONFLICT {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, answer).into_response())
}

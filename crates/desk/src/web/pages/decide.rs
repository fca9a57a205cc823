//! Decisions made on a page: everything the command line can decide, and nothing typed is lost where one is refused.

use crate::commands::decide::{Decided, field, grade, record_decision};
use crate::shelf::{self, account_id, claim_ref};
use crate::view::{ChangeView, changes};
use crate::web::answer::{Answer, message_page, not_found_page, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use tocsin_core::{Act, Decision, IncidentId, Status};

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
    version: u32,
    act: String,
    why: String,
    kept: Sent,
}

/// Records a decision made on a page, and shows where it was made again.
pub async fn decide(visit: Visit, Path(id): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let page = visit.page("incident");
    if !visit.is_ours(one(&sent, "token")) {
        return message_page(
            page,
            "desk-failed",
            "desk-decide-foreign",
            &[],
            StatusCode::FORBIDDEN,
        );
    }
    let Some(act) = act(&sent) else {
        return refused(&visit, page, &id, &sent, "pages-decide-incomplete").await;
    };
    let Ok(version) = one(&sent, "version").parse::<u32>() else {
        return not_found_page(page);
    };
    let decision = Decision {
        number: 0,
        incident: IncidentId(id.clone()),
        version,
        act,
        who: "desk".to_owned(),
        when: crate::commands::now(),
        why: one(&sent, "why").trim().to_owned(),
    };
    let decided = visit
        .write(move |store| take_up_and_record(store, decision))
        .await?;
    match decided {
        Decided::Recorded(_) => Ok(Redirect::to(&back(&page, &id, &sent)).into_response()),
        Decided::NotAllowed(key) => refused(&visit, page, &id, &sent, key).await,
        Decided::Changed(_) => refused(&visit, page, &id, &sent, "desk-decide-conflict").await,
        Decided::Missing => refused(&visit, page, &id, &sent, "pages-decide-missing").await,
    }
}

/// Accepting or rejecting what nobody took up yet takes it up first: two decisions, both kept.
fn take_up_and_record(store: &mut tocsin_store::Store, decision: Decision) -> anyhow::Result<Decided> {
    let moves = matches!(decision.act, Act::Accept | Act::Reject) && !decision.why.is_empty();
    let status = store
        .view(shelf::HERE)
        .incident(&decision.incident)?
        .map(|record| record.status);
    if moves && status == Some(Status::New) {
        let first = Decision {
            act: Act::TakeUp,
            ..decision.clone()
        };
        match record_decision(store, &first)? {
            Decided::Recorded(_) => {}
            other => return Ok(other),
        }
    }
    record_decision(store, &decision)
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
    Some(match one(sent, "act") {
        "take-up" => Act::TakeUp,
        "accept" => Act::Accept,
        "reject" => Act::Reject,
        "withdraw" => Act::Withdraw,
        "comment" => Act::Comment,
        "grade" => Act::Grade {
            grade: grade(&format!("{}{}", one(sent, "source"), one(sent, "information"))).ok()?,
        },
        "prefer" => Act::Prefer {
            field: field()?,
            claim: claim_ref(one(sent, "claim")).ok()?,
        },
        "merge" => Act::Merge {
            with: Some(one(sent, "with").trim())
                .filter(|id| !id.is_empty())
                .map(|id| IncidentId(id.to_owned()))?,
        },
        "split" => Act::Split {
            accounts: all(sent, "account", account_id)?,
        },
        "undo" => Act::Undo {
            decision: one(sent, "decision").parse().ok()?,
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
async fn refused(visit: &Visit, page: Page, id: &str, sent: &Sent, key: &'static str) -> Answer {
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
        .filter(|(name, _)| !matches!(name.as_str(), "token" | "version" | "why" | "act"))
        .cloned()
        .collect();
    let answer = render(&RefusedPage {
        said: crate::say::say(lang, key, &args),
        id: id.to_owned(),
        heading,
        changes,
        version,
        act: one(sent, "act").to_owned(),
        why: one(sent, "why").to_owned(),
        kept,
        page,
    })?;
    let status = if key == "desk-decide-conflict" {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, answer).into_response())
}

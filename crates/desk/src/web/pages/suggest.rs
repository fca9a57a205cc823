//! The form by which anyone may suggest a correction or a source for what the public page tells; nothing is kept of who sent it.

use super::public::told;
use crate::say::say;
use crate::typed::typed;
use crate::web::answer::{Answer, message_page, not_found_page, render};
use crate::web::outside::{CAPS, LONGEST, LONGEST_LINK, cleaned, is_link};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use tocsin_core::IncidentId;
use tocsin_store::Suggestion;

#[derive(Template)]
#[template(path = "suggest.html")]
struct SuggestPage {
    page: Page,
    id: String,
    heading: String,
    sent: SentSuggestion,
    wrong: String,
    longest: usize,
    longest_link: usize,
}

impl SuggestPage {
    fn is_kind(&self, kind: &str) -> bool {
        self.sent.kind == kind
    }
}

/// What the form sends, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SentSuggestion {
    /// `correction` or `source`.
    pub kind: String,
    /// The words.
    pub text: String,
    /// The address of a source.
    pub link: String,
}

/// What came of a suggestion.
pub enum Sent {
    /// Kept under this number.
    Kept(u64),
    /// Nothing the public is told of has this id.
    Missing,
    /// It cannot be meant: the message that says why.
    Meaningless(&'static str),
    /// Too many came at once: seconds to wait.
    Wait(u64),
    /// As many wait as may.
    Full,
}

/// The form.
pub async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    let page = visit.page("public");
    let told = told(&visit, &page).await?;
    let Some(item) = told.brief.items.into_iter().find(|item| item.id == id) else {
        return not_found_page(page);
    };
    render(&SuggestPage {
        page,
        id,
        heading: item.heading,
        sent: SentSuggestion {
            kind: "correction".to_owned(),
            ..SentSuggestion::default()
        },
        wrong: String::new(),
        longest: LONGEST,
        longest_link: LONGEST_LINK,
    })
}

/// Keeps a suggestion about something the public page tells now.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn keep(visit: &Visit, id: &str, sent: &SentSuggestion) -> anyhow::Result<Sent> {
    let page = visit.page("public");
    let Some(version) = told(visit, &page).await?.versions.get(id).copied() else {
        return Ok(Sent::Missing);
    };
    let (words, link) = (typed(&sent.text), sent.link.trim());
    if words.chars().count() > LONGEST || link.chars().count() > LONGEST_LINK {
        return Ok(Sent::Meaningless("outside-wrong-long"));
    }
    let text = cleaned(&words, LONGEST);
    if !matches!(sent.kind.as_str(), "correction" | "source") {
        return Ok(Sent::Meaningless("outside-wrong-kind"));
    }
    if !link.is_empty() && !is_link(link) {
        return Ok(Sent::Meaningless("outside-wrong-link"));
    }
    if text.is_empty() && (link.is_empty() || sent.kind == "correction") {
        return Ok(Sent::Meaningless("outside-wrong-empty"));
    }
    if let Err(seconds) = visit.shared.trickle.take() {
        return Ok(Sent::Wait(seconds));
    }
    let new = Suggestion {
        number: 0,
        incident: IncidentId(id.to_owned()),
        version,
        kind: sent.kind.clone(),
        // The day alone: a minute could be held against the records of a network.
        day: crate::commands::now().chars().take(10).collect(),
        text,
        link: link.to_owned(),
        answer: None,
    };
    let kept = visit
        .write(move |store| Ok(store.keep_suggestion(&new, CAPS)?))
        .await?;
    Ok(kept.map_or(Sent::Full, Sent::Kept))
}

/// Takes what the form sent, and thanks for it; what cannot be taken stays in the form.
pub async fn send(visit: Visit, Path(id): Path<String>, Form(sent): Form<SentSuggestion>) -> Answer {
    let page = visit.page("public");
    let lang = page.lang;
    match keep(&visit, &id, &sent).await? {
        Sent::Kept(_) => message_page(page, "outside-thanks", "outside-thanks-body", &[], StatusCode::OK),
        Sent::Missing => not_found_page(page),
        Sent::Full => {
            let wrong = say(lang, "outside-full", &[]);
            again(&visit, id, sent, wrong, StatusCode::SERVICE_UNAVAILABLE).await
        }
        Sent::Wait(seconds) => {
            let wrong = say(lang, "outside-wait", &[("seconds", &seconds.to_string())]);
            let mut answer = again(&visit, id, sent, wrong, StatusCode::TOO_MANY_REQUESTS).await?;
            let headers = answer.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(answer)
        }
        Sent::Meaningless(key) => {
            let wrong = say(lang, key, &[]);
            again(&visit, id, sent, wrong, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// The form as it was sent, with what stands against it.
async fn again(visit: &Visit, id: String, sent: SentSuggestion, wrong: String, status: StatusCode) -> Answer {
    let page = visit.page("public");
    let told = told(visit, &page).await?;
    let heading = told.brief.items.into_iter().find(|item| item.id == id);
    let mut answer = render(&SuggestPage {
        page,
        id,
        heading: heading.map(|item| item.heading).unwrap_or_default(),
        sent,
        wrong,
        longest: LONGEST,
        longest_link: LONGEST_LINK,
    })?;
    *answer.status_mut() = status;
    Ok(answer)
}

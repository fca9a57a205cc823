//! The contradiction inbox: each open one as a card with its sides, and the form that answers it.

use crate::shelf;
use crate::view::ContradictionView;
use crate::web::answer::{Answer, render};
use crate::web::page::{Page, encoded};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Query;
use serde::Deserialize;

/// Incidents on one page of the inbox.
const ON_A_PAGE: usize = 20;

/// Where in the inbox to begin.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

struct CardView {
    id: String,
    version: u32,
    heading: String,
    open: Vec<ContradictionView>,
}

#[derive(Template)]
#[template(path = "contradictions.html")]
struct InboxPage {
    page: Page,
    cards: Vec<CardView>,
    more: Option<String>,
}

/// The contradictions nobody has answered, newest day first.
pub async fn contradictions(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = visit.page("contradictions");
    let lang = page.lang;
    let (cards, next) = visit
        .read(move |view| {
            let after = asked.after.parse().ok();
            let found = view.unresolved(ON_A_PAGE, after.as_ref())?;
            let mut cards = Vec::new();
            for record in &found.records {
                let Some(loaded) = shelf::load(view, &record.incident.id)? else {
                    continue;
                };
                let shown = loaded.view(lang);
                let open = shown.contradictions.into_iter();
                cards.push(CardView {
                    id: shown.id,
                    version: shown.version,
                    heading: shown.heading,
                    open: open.filter(|item| item.answered.is_none()).collect(),
                });
            }
            Ok((cards, found.next))
        })
        .await?;
    render(&InboxPage {
        more: next.map(|after| {
            format!(
                "/contradictions?lang={}&after={}",
                lang.tag(),
                encoded(&after.to_string())
            )
        }),
        page,
        cards,
    })
}

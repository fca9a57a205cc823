//! Plain lists: open contradictions, problems of intake.

use crate::answers::Card;
use crate::commands::list;
use crate::say;
use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    page: Page,
    title: String,
    cards: Vec<Card>,
    lines: Vec<String>,
}

/// All contradictions that are open.
pub async fn contradictions(visit: Visit) -> Answer {
    let page = visit.page("contradictions");
    let lang = page.lang;
    let cards = visit.read(move |view| list::cards(view, lang)).await?;
    render(&ListPage {
        title: page.t("desk-contradictions"),
        page,
        cards,
        lines: Vec::new(),
    })
}

/// The problems met when taking in.
pub async fn problems(visit: Visit) -> Answer {
    let page = visit.page("problems");
    let met = visit.read(|view| Ok(view.problems(200)?)).await?;
    let lines = met
        .iter()
        .map(|met| format!("{} · {}", met.when, say::problem(page.lang, &met.problem)))
        .collect();
    render(&ListPage {
        title: page.t("desk-nav-problems"),
        page,
        cards: Vec::new(),
        lines,
    })
}

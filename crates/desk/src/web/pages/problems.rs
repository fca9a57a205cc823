//! What could not be taken in, or not whole: by file or feed item, with what to do next.

use super::history::minute;
use crate::say;
use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;

/// Problems shown at most: the latest so many.
const SHOWN: usize = 200;

struct ItemView {
    name: String,
    when: String,
    report: String,
    problems: Vec<String>,
}

#[derive(Template)]
#[template(path = "problems.html")]
struct ProblemsPage {
    page: Page,
    items: Vec<ItemView>,
}

/// The latest problems met when taking in, gathered by what they were met in.
pub async fn problems(visit: Visit) -> Answer {
    let page = visit.page("problems");
    let met = visit.read(|view| Ok(view.problems(SHOWN)?)).await?;
    let mut items: Vec<ItemView> = Vec::new();
    let mut last = None;
    for met in met {
        let said = say::problem(page.lang, &met.problem);
        match items.last_mut() {
            Some(item) if last == Some(met.number) => item.problems.push(said),
            _ => items.push(ItemView {
                name: met.name,
                when: minute(&met.when),
                report: met.report.map(|id| id.to_string()).unwrap_or_default(),
                problems: vec![said],
            }),
        }
        last = Some(met.number);
    }
    render(&ProblemsPage { page, items })
}

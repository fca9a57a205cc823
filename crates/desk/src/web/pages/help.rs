//! How to read the pages, and the code book.

use crate::say::Lang;
use crate::web::answer::{Answer, render};
use crate::web::page::Page;
use crate::web::visit::Visit;
use askama::Template;
use tocsin_core::Codebook;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    page: Page,
    codes: Vec<(String, String, String)>,
}

/// How to read the pages, and the code book.
pub async fn help(visit: Visit) -> Answer {
    let page = visit.page("help");
    let french = page.lang == Lang::Fr;
    let pick = |pair: (&'static str, &'static str)| if french { pair.1 } else { pair.0 }.to_owned();
    let codes = Codebook::get()
        .entries
        .iter()
        .map(|entry| (entry.code.to_owned(), pick(entry.name), pick(entry.definition)))
        .collect();
    render(&HelpPage { page, codes })
}

//! One article as an HTML page: boilerplate left out, title, date, outlet and address taken from the page's own data.

use super::{Confidence, Feed, Item};
use crate::draft::Draft;
use crate::finish::host_of;
use crate::html::{content, page, walk};
use crate::layout::lay_out;
use crate::lines::Dialect;
use crate::{agencies, dates, language, markup};
use scraper::Html;
use tocsin_core::{BlockKind, Problem, ProblemKind};

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Article;

impl Feed for Article {
    fn key(&self) -> &'static str {
        "article"
    }

    fn recognises(&self, item: &Item<'_>) -> Option<Confidence> {
        let head: String = item
            .text
            .trim_start()
            .chars()
            .take(600)
            .collect::<String>()
            .to_ascii_lowercase();
        if ["<!doctype html", "<html", "<head", "<body"]
            .iter()
            .any(|start| head.starts_with(start))
        {
            return Some(Confidence::Sure);
        }
        let tags = [
            "<html", "<body", "<article", "<div", "<p>", "<p ", "<h1", "<table", "<meta ",
        ];
        let marked = head.starts_with('<') && tags.iter().any(|tag| head.contains(tag));
        let named = matches!(item.extension().as_str(), "html" | "htm" | "xhtml" | "shtml");
        (marked || named).then_some(Confidence::Likely)
    }

    fn open(&self, item: &Item<'_>, problems: &mut Vec<Problem>) -> Vec<Draft> {
        vec![draft_of(item.text, item, problems)]
    }
}

/// The draft of one page.
fn draft_of(text: &str, item: &Item<'_>, problems: &mut Vec<Problem>) -> Draft {
    let mut draft = Draft::default();
    if let Some(detail) = markup::too_deep(text) {
        problems.push(Problem::new(ProblemKind::TooDeep, item.captured.name, detail));
        lay_out(&markup::bare_words(text), Dialect::Plain, &mut draft);
        return draft;
    }
    let html = Html::parse_document(text);
    let said = page::read(&html);
    draft.push(BlockKind::Title, &said.title);
    if let Some(root) = content::of(&html) {
        walk::walk(root, &mut draft);
    }
    if draft.text.len() < said.title.len() + 250 && said.body.len() > draft.text.len() {
        lay_out(&markup::entities(&said.body), Dialect::Plain, &mut draft);
    }
    note_page(&said, item, &mut draft);
    draft
}

/// What the page says of itself; whom it took the article from becomes a credit at the end of the text.
fn note_page(said: &page::Page, item: &Item<'_>, draft: &mut Draft) {
    let mut upstream: Vec<&str> = Vec::new();
    for author in &said.authors {
        let words: Vec<&str> = agencies::words(author).map(|(_, word)| word).collect();
        if agencies::leading(&words).is_some() && !upstream.contains(&author.as_str()) {
            upstream.push(author);
        }
    }
    let captured = item.captured.url.as_deref();
    let own = captured.and_then(host_of);
    match (host_of(&said.canonical), own) {
        (Some(host), Some(own)) if host != own => upstream.push(&said.canonical),
        (Some(_), _) => draft.meta.url = Some(said.canonical.clone()),
        (None, _) => {}
    }
    for name in upstream {
        let span = draft.push(BlockKind::Credit, name);
        draft.credits.extend(span);
    }
    draft.meta.source.clone_from(&said.outlet);
    draft.meta.published =
        dates::machine(&said.published).or_else(|| dates::written(&said.published).map(|found| found.when));
    draft.meta.language = language::of_tag(&said.language);
}

/// The blocks of a piece of HTML within another form, added to `draft`; `None`, and what was wrong, if it is too deep.
pub fn add_fragment(text: &str, draft: &mut Draft) -> Option<String> {
    if let Some(detail) = markup::too_deep(text) {
        lay_out(&markup::bare_words(text), Dialect::Plain, draft);
        return Some(detail);
    }
    if text.contains('<') {
        walk::walk(Html::parse_fragment(text).root_element(), draft);
    } else {
        lay_out(&markup::entities(text), Dialect::Plain, draft);
    }
    None
}

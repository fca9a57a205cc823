//! Where in a page the article stands: the deepest element that holds most of its running text.

use super::is_silent;
use crate::limits;
use scraper::{ElementRef, Html, Node};

/// Text nodes shorter than this are menus and labels, not running text. In bytes.
const RUNNING: usize = 30;
/// No tree is deeper than the stream of tags that was measured; this is the belt to those braces.
const DEPTH: usize = 4 * limits::DEPTH;

/// The element that holds the article; `None` for a page without a body.
#[must_use]
pub fn of(page: &Html) -> Option<ElementRef<'_>> {
    let root = page.root_element();
    let body = root
        .children()
        .filter_map(ElementRef::wrap)
        .find(|child| child.value().name() == "body")
        .unwrap_or(root);
    let total = running_text(body, 0);
    let mut finder = Finder { total, chosen: None };
    finder.weigh(body, 0);
    let (chosen, weight) = finder.chosen.unwrap_or((body, total));
    // The lead often stands beside the body of an article: take both, unless that doubles the text.
    let mut up = chosen.parent().and_then(ElementRef::wrap);
    while let Some(parent) = up {
        if parent.value().name() == "article" && running_text(parent, 0) * 2 <= weight * 3 {
            return Some(parent);
        }
        up = parent.parent().and_then(ElementRef::wrap);
    }
    Some(chosen)
}

struct Finder<'p> {
    total: usize,
    chosen: Option<(ElementRef<'p>, usize)>,
}

impl<'p> Finder<'p> {
    /// The running text below `element`; takes note of the first, deepest one that holds seven tenths of all.
    fn weigh(&mut self, element: ElementRef<'p>, depth: usize) -> usize {
        if depth > DEPTH {
            return 0;
        }
        let mut sum = 0;
        for child in element.children() {
            sum += match child.value() {
                Node::Text(text) => running(text),
                _ => match ElementRef::wrap(child) {
                    Some(child) if child.value().name() != "a" && !is_furniture(child) => {
                        self.weigh(child, depth + 1)
                    }
                    _ => 0,
                },
            };
        }
        let holds = sum * 10 >= self.total * 7 && sum > 0;
        if holds && self.chosen.is_none() && !is_leaf(element.value().name()) {
            self.chosen = Some((element, sum));
        }
        sum
    }
}

/// Elements that are a block of an article, not the article: one long paragraph does not make a page.
fn is_leaf(name: &str) -> bool {
    matches!(
        name,
        "p" | "span"
            | "li"
            | "blockquote"
            | "b"
            | "strong"
            | "em"
            | "i"
            | "font"
            | "td"
            | "h1"
            | "h2"
            | "pre"
    )
}

fn running(text: &str) -> usize {
    let len = text.trim().len();
    if len >= RUNNING { len } else { 0 }
}

/// The running text below `element`, links and furniture left out. In bytes.
fn running_text(element: ElementRef<'_>, depth: usize) -> usize {
    if depth > DEPTH {
        return 0;
    }
    let mut sum = 0;
    for child in element.children() {
        sum += match child.value() {
            Node::Text(text) => running(text),
            _ => match ElementRef::wrap(child) {
                Some(child) if child.value().name() != "a" && !is_furniture(child) => {
                    running_text(child, depth + 1)
                }
                _ => 0,
            },
        };
    }
    sum
}

/// Words of classes and ids that name furniture.
const FURNITURE: &[&str] = &[
    "comment",
    "comments",
    "disqus",
    "respond",
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "related",
    "recommended",
    "recommendations",
    "newsletter",
    "subscribe",
    "subscription",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "promo",
    "advert",
    "adverts",
    "advertisement",
    "ads",
    "ad",
    "pub",
    "publicite",
    "sponsored",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "popup",
    "modal",
    "overlay",
    "tags",
    "widget",
    "footer",
    "toolbar",
    "pagination",
    "outbrain",
    "taboola",
    "trending",
    "partage",
    "partager",
    "commentaires",
    "similaires",
    "hidden",
];

/// Whether `element` is no part of any article. A container with a lot of text is kept whatever its class says.
#[must_use]
pub fn is_furniture(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let name = value.name();
    if is_silent(name)
        || matches!(
            name,
            "nav" | "footer" | "aside" | "form" | "button" | "select" | "input" | "textarea" | "dialog"
        )
    {
        return true;
    }
    let role = value.attr("role").unwrap_or("");
    if value.attr("hidden").is_some()
        || matches!(
            role,
            "navigation" | "banner" | "complementary" | "contentinfo" | "search" | "dialog" | "alert"
        )
        || value
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").contains("display:none"))
    {
        return true;
    }
    if matches!(
        name,
        "html" | "body" | "main" | "article" | "p" | "h1" | "table" | "tr" | "td"
    ) {
        return false;
    }
    let words = [value.attr("class"), value.attr("id")];
    let named = words.into_iter().flatten().any(|words| {
        words
            .split(|c: char| !c.is_ascii_alphabetic())
            .any(|word| FURNITURE.iter().any(|known| known.eq_ignore_ascii_case(word)))
    });
    named && !holds_much(element)
}

/// Whether there is as much text as an article has, seen within its first nodes.
fn holds_much(element: ElementRef<'_>) -> bool {
    let mut sum = 0;
    for node in element.descendants().take(400) {
        if let Node::Text(text) = node.value() {
            let long = text.trim().len();
            sum += if long >= 120 { long } else { 0 };
        }
        if sum > 1200 {
            return true;
        }
    }
    false
}

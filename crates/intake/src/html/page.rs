//! What a page says of its article: title, outlet, date, language, address, and whom it took it from.

use super::text_of;
use scraper::{ElementRef, Html};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a page says; "" where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The article's title without the outlet's name.
    pub title: String,
    /// The outlet.
    pub outlet: String,
    /// The date of publication as written for machines.
    pub published: String,
    /// A language tag.
    pub language: String,
    /// The page's own address.
    pub canonical: String,
    /// Authors as named: kept only where they are agencies.
    pub authors: Vec<String>,
    /// The article's text in the page's data, for pages that show it by script alone.
    pub body: String,
}

/// Reads what `page` says.
#[must_use]
pub fn read(page: &Html) -> Page {
    let mut found = Found::default();
    for element in page.root_element().descendants().filter_map(ElementRef::wrap) {
        found.take(element);
    }
    found.settle()
}

#[derive(Default)]
struct Found {
    /// `meta` content by lower-case name or property, the first of each.
    meta: BTreeMap<String, String>,
    title: String,
    heads: Vec<String>,
    times: Vec<String>,
    marked_time: String,
    canonical: String,
    language: String,
    data: Data,
}

impl Found {
    fn take(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        match value.name() {
            "html" => {
                self.language = value
                    .attr("lang")
                    .or(value.attr("xml:lang"))
                    .unwrap_or("")
                    .to_owned();
            }
            "meta" => {
                let name = value
                    .attr("property")
                    .or(value.attr("name"))
                    .or(value.attr("itemprop"));
                if let (Some(name), Some(content)) = (name, value.attr("content"))
                    && !content.trim().is_empty()
                {
                    self.meta
                        .entry(name.to_ascii_lowercase())
                        .or_insert_with(|| content.trim().to_owned());
                }
            }
            "title" if self.title.is_empty() => self.title = text_of(element, 1000),
            "h1" if self.heads.len() < 8 => self.heads.push(text_of(element, 1000)),
            "time" => {
                if let Some(time) = value.attr("datetime") {
                    let marks = [value.attr("itemprop"), value.attr("pubdate"), value.attr("class")];
                    let published = marks.into_iter().flatten().any(|mark| {
                        mark.contains("ublish")
                            || mark.is_empty()
                            || mark.contains("pubdate")
                            || mark.contains("entry-date")
                    });
                    if published && self.marked_time.is_empty() {
                        self.marked_time = time.to_owned();
                    }
                    self.times.push(time.to_owned());
                }
            }
            "link" if value.attr("rel") == Some("canonical") => {
                self.canonical = value.attr("href").unwrap_or("").to_owned();
            }
            "script" if value.attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                let text: String = element.text().collect();
                if let Ok(json) = serde_json::from_str::<Value>(&text) {
                    self.data.take(&json, 0);
                }
            }
            _ => {}
        }
    }

    fn meta(&self, names: &[&str]) -> String {
        names
            .iter()
            .find_map(|name| self.meta.get(*name))
            .cloned()
            .unwrap_or_default()
    }

    /// The date of publication; several unmarked times may belong to other articles, and then none counts.
    fn published(&self) -> String {
        let only = if self.times.len() == 1 {
            self.times[0].clone()
        } else {
            String::new()
        };
        first([
            self.meta(&[
                "article:published_time",
                "og:article:published_time",
                "datepublished",
                "article.published",
            ]),
            self.data.published.clone(),
            self.meta(DATES),
            self.marked_time.clone(),
            only,
        ])
    }

    fn settle(self) -> Page {
        let outlet = first([
            self.meta(&["og:site_name", "application-name", "dc.publisher"]),
            self.data.publisher.clone(),
        ]);
        let published = self.published();
        let head = if self.heads.len() == 1 {
            self.heads[0].clone()
        } else {
            String::new()
        };
        let named = first([
            self.meta(&["og:title", "twitter:title", "dc.title"]),
            self.data.headline.clone(),
            self.title.clone(),
        ]);
        let title = if head.len() > 12 {
            head
        } else {
            without_outlet(&named, &outlet)
        };
        let authors = [self.meta(&["author", "dc.creator", "article:author"])]
            .into_iter()
            .chain(self.data.authors.clone());
        Page {
            title,
            published,
            language: first([
                self.language.clone(),
                self.meta(&["og:locale", "content-language", "language"]),
            ]),
            canonical: first([self.canonical.clone(), self.meta(&["og:url"])]),
            authors: authors.filter(|author| !author.is_empty()).take(8).collect(),
            body: self.data.body,
            outlet,
        }
    }
}

/// Names under which pages give their date, lower case.
const DATES: &[&str] = &[
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "publication_date",
    "cxenseparse:recs:publishtime",
];

fn first<const N: usize>(texts: [String; N]) -> String {
    texts
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .unwrap_or_default()
}

/// `title` without a tail such as " - Outlet" or " | Outlet".
fn without_outlet(title: &str, outlet: &str) -> String {
    for sign in [" | ", " - ", " – ", " — ", " • "] {
        if let Some((head, tail)) = title.rsplit_once(sign)
            && !outlet.is_empty()
            && tail.trim().eq_ignore_ascii_case(outlet.trim())
        {
            return head.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// What the page's JSON-LD says of an article.
#[derive(Clone, Debug, Default)]
struct Data {
    headline: String,
    published: String,
    publisher: String,
    authors: Vec<String>,
    body: String,
}

impl Data {
    fn take(&mut self, json: &Value, depth: usize) {
        if depth > 6 {
            return;
        }
        match json {
            Value::Array(items) => items.iter().take(200).for_each(|item| self.take(item, depth + 1)),
            Value::Object(fields) => {
                if let Some(graph) = fields.get("@graph") {
                    self.take(graph, depth + 1);
                }
                let is_article =
                    |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report";
                let kinds = fields.get("@type");
                let named = kinds.is_some_and(|kinds| match kinds {
                    Value::String(kind) => is_article(kind),
                    Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is_article),
                    _ => false,
                });
                if named {
                    self.article(fields);
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, fields: &serde_json::Map<String, Value>) {
        let text = |name: &str| {
            fields
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or("")
                .trim()
                .to_owned()
        };
        let keep = |slot: &mut String, value: String| {
            if slot.is_empty() {
                *slot = value;
            }
        };
        keep(&mut self.headline, text("headline"));
        keep(&mut self.published, text("datePublished"));
        keep(&mut self.body, text("articleBody"));
        keep(
            &mut self.publisher,
            fields
                .get("publisher")
                .map_or_else(String::new, |value| names(value).join(", ")),
        );
        if self.authors.is_empty() {
            self.authors = fields.get("author").map_or_else(Vec::new, names);
        }
    }
}

/// The `name` of a thing, of each of several things, or the text itself.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.trim().to_owned()],
        Value::Array(items) => items
            .iter()
            .filter(|item| !item.is_array())
            .take(8)
            .flat_map(names)
            .collect(),
        Value::Object(fields) => fields
            .get("name")
            .and_then(Value::as_str)
            .map(|name| name.trim().to_owned())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

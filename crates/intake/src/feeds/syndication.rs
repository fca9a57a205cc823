//! RSS, Atom and JSON Feed: one report an entry, from its full content or, failing that, its summary.

use super::article::add_fragment;
use super::{Confidence, Feed, Item};
use crate::draft::Draft;
use crate::finish::host_of;
use crate::{agencies, dates, language, limits, markup};
use feed_rs::model::{Entry, Feed as Channel};
use tocsin_core::{BlockKind, Problem, ProblemKind};

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Syndication;

impl Feed for Syndication {
    fn key(&self) -> &'static str {
        "syndication"
    }

    fn recognises(&self, item: &Item<'_>) -> Option<Confidence> {
        let head: String = item.text.trim_start().chars().take(2000).collect();
        let xml = ["<rss", "<feed", "<rdf:RDF", "<atom:feed"]
            .iter()
            .any(|start| head.contains(start));
        let page = ["<html", "<body", "<!doctype html"]
            .iter()
            .any(|start| head.to_ascii_lowercase().contains(start));
        let json = head.starts_with('{') && head.contains("jsonfeed.org/version");
        ((xml && head.starts_with('<') && !page) || json).then_some(Confidence::Sure)
    }

    fn open(&self, item: &Item<'_>, problems: &mut Vec<Problem>) -> Vec<Draft> {
        let place = item.captured.name;
        if let Some(detail) = markup::too_deep_xml(item.text) {
            problems.push(Problem::new(ProblemKind::TooDeep, place, detail));
            return Vec::new();
        }
        let channel = match parse(item.text, item.captured.url.as_deref()) {
            Ok(channel) => channel,
            Err(detail) => {
                problems.push(Problem::new(ProblemKind::Malformed, place, detail));
                return Vec::new();
            }
        };
        if channel.entries.is_empty() {
            problems.push(Problem::new(
                ProblemKind::Empty,
                place,
                "The feed has no entries.",
            ));
        }
        if channel.entries.len() > limits::REPORTS {
            let detail = format!(
                "{} entries; the first {} were read.",
                channel.entries.len(),
                limits::REPORTS
            );
            problems.push(Problem::new(ProblemKind::Cap, place, detail));
        }
        let entries = channel.entries.iter().take(limits::REPORTS);
        entries
            .map(|entry| draft_of(entry, &channel, item, problems))
            .collect()
    }
}

/// `text` without XML declarations: it is decoded already, whatever encoding they name, and the parser fails on late ones.
fn undeclared(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_start();
    while let Some(at) = rest.find("<?xml") {
        out.push_str(&rest[..at]);
        let after = &rest[at + 5..];
        if after.starts_with(['-', ':', '_']) {
            out.push_str("<?xml");
            rest = after;
        } else {
            rest = after.split_once("?>").map_or("", |(_, rest)| rest);
        }
    }
    out.push_str(rest);
    out.trim_start().to_owned()
}

/// The channel in `text`; an error says where it is not well-formed. A fault within the parser is an error like any other.
fn parse(text: &str, base: Option<&str>) -> Result<Channel, String> {
    // Names of entries without id or link would be random numbers; they are left empty instead.
    let parser = feed_rs::parser::Builder::new()
        .base_uri(base)
        .id_generator(|_, _, _| String::new())
        .build();
    let text = undeclared(text);
    let parsed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parser.parse(text.as_bytes())));
    match parsed {
        Ok(channel) => channel.map_err(|error| format!("{error}.")),
        Err(_) => Err("The parser of feeds failed on it.".to_owned()),
    }
}

fn draft_of(entry: &Entry, channel: &Channel, item: &Item<'_>, problems: &mut Vec<Problem>) -> Draft {
    let mut draft = Draft::default();
    let title = entry.title.as_ref().map_or("", |title| title.content.as_str());
    let body = body(entry);
    let words = markup::bare_words(title).trim().replace('\n', " ");
    draft.push(BlockKind::Title, &words);
    let url = address(entry);
    let name = if entry.id.is_empty() {
        url.clone().unwrap_or_default()
    } else {
        entry.id.clone()
    };
    if let Some(detail) = add_fragment(body, &mut draft) {
        let place = format!("{} ({name})", item.captured.name);
        problems.push(Problem::new(ProblemKind::TooDeep, place, detail));
    }
    for author in entry.authors.iter().filter_map(|author| author.name.as_deref()) {
        let words: Vec<&str> = agencies::words(author).map(|(_, word)| word).collect();
        if agencies::leading(&words).is_some() {
            let span = draft.push(BlockKind::Credit, author);
            draft.credits.extend(span);
        }
    }
    let date = entry.published.or(entry.updated);
    let tag = entry.language.as_deref().or(channel.language.as_deref());
    let meta = &mut draft.meta;
    meta.published = date.and_then(|date| dates::machine(&date.to_rfc3339()));
    meta.source = channel
        .title
        .as_ref()
        .map_or_else(String::new, |title| title.content.trim().to_owned());
    meta.language = tag.and_then(language::of_tag);
    meta.item = url.clone().unwrap_or(name);
    meta.url = url;
    meta.own_bytes = Some(format!("{title}\0{body}").into_bytes());
    draft
}

/// The longer of an entry's content and its summary; "" if it has neither.
fn body(entry: &Entry) -> &str {
    let content = entry
        .content
        .as_ref()
        .and_then(|content| content.body.as_deref())
        .unwrap_or("");
    let summary = entry
        .summary
        .as_ref()
        .map_or("", |summary| summary.content.as_str());
    if content.trim().len() >= summary.trim().len() {
        content
    } else {
        summary
    }
}

/// The page an entry stands for; `None` if it names none.
fn address(entry: &Entry) -> Option<String> {
    let alternate = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let link = alternate.or(entry.links.first())?;
    host_of(&link.href).is_some().then(|| link.href.clone())
}

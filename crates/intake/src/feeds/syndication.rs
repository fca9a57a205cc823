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
        // Names of entries without id or link would be random numbers; they are left empty instead.
        let parser = feed_rs::parser::Builder::new()
            .base_uri(item.captured.url.as_deref())
            .id_generator(|_, _, _| String::new())
            .build();
        let channel = match parser.parse(undeclared(item.text).as_bytes()) {
            Ok(channel) => channel,
            Err(error) => {
                problems.push(Problem::new(ProblemKind::Malformed, place, format!("{error}.")));
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

/// `text` without its XML declaration: it is decoded already, whatever encoding that names.
fn undeclared(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((declaration, rest)) if declaration.len() < 200 => rest.trim_start(),
        _ => text,
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

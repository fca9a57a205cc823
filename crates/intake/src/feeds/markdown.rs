//! Markdown, and text of any kind with front matter: `key: value` lines between two `---` fences.
//!
//! Front matter keys: `title`, `source`, `source-class`, `published` (or `date`), `url`, `language` (or `lang`), `nature`,
//! `tlp`, `credit`, `community: yes`. Others are passed over.

use super::{Confidence, Feed, Item};
use crate::draft::Draft;
use crate::layout::lay_out;
use crate::lines::Dialect;
use crate::{dates, language};
use tocsin_core::{BlockKind, Nature, Problem, ProblemKind, SourceClass};

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Feed for Markdown {
    fn key(&self) -> &'static str {
        "markdown"
    }

    fn recognises(&self, item: &Item<'_>) -> Option<Confidence> {
        if front_matter(item.text).is_some() {
            return Some(Confidence::Sure);
        }
        matches!(item.extension().as_str(), "md" | "markdown").then_some(Confidence::Likely)
    }

    fn open(&self, item: &Item<'_>, problems: &mut Vec<Problem>) -> Vec<Draft> {
        let mut draft = Draft::default();
        let (front, body) = front_matter(item.text).unwrap_or(("", item.text));
        for line in front.lines() {
            if let Some((key, value)) = line.split_once(':') {
                take(key.trim(), unquoted(value), &mut draft, item, problems);
            }
        }
        let first = draft.title.map(|span| span.of(&draft.text).to_owned());
        lay_out(
            without_repeated_title(body, first.as_deref()),
            Dialect::Markdown,
            &mut draft,
        );
        vec![draft]
    }
}

/// The lines between the fences and what follows them; `None` if the text does not begin with such.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start().strip_prefix("---")?;
    let rest = rest.trim_start_matches(['-', ' ', '\t']).strip_prefix('\n')?;
    let mut at = 0;
    // A hundred lines are more than any front matter has; beyond, the first fence was a drawn line.
    for line in rest.split_inclusive('\n').take(100) {
        let bare = line.trim();
        if bare.len() >= 3 && bare.bytes().all(|byte| byte == b'-') {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        let keyed = bare
            .split_once(':')
            .is_some_and(|(key, _)| key.len() <= 30 && !key.contains('.'));
        if !(bare.is_empty() || keyed || bare.starts_with(['-', '#'])) {
            return None;
        }
        at += line.len();
    }
    None
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
        {
            return inner.trim();
        }
    }
    value
}

fn take(key: &str, value: &str, draft: &mut Draft, item: &Item<'_>, problems: &mut Vec<Problem>) {
    if value.is_empty() {
        return;
    }
    let meta = &mut draft.meta;
    let understood = match key.to_ascii_lowercase().as_str() {
        "title" | "titre" => draft.push(BlockKind::Title, value).is_some(),
        "source" => {
            meta.source = value.to_owned();
            true
        }
        "source-class" => {
            meta.class = class(value);
            meta.class.is_some()
        }
        "published" | "date" => {
            meta.published = dates::machine(value).or_else(|| dates::written(value).map(|found| found.when));
            meta.published.is_some()
        }
        "url" => {
            meta.url = Some(value.to_owned());
            true
        }
        "language" | "lang" => {
            meta.language = language::of_tag(value);
            true
        }
        "nature" => {
            meta.nature = nature(value);
            meta.nature.is_some()
        }
        "tlp" => {
            meta.tlp = value.parse().ok();
            meta.tlp.is_some()
        }
        "community" => {
            meta.community = matches!(value.to_ascii_lowercase().as_str(), "yes" | "true" | "oui");
            true
        }
        "credit" => {
            let span = draft.push(BlockKind::Credit, value);
            draft.credits.extend(span);
            true
        }
        _ => true,
    };
    if !understood {
        let detail = format!("{key}: {value:?} is not understood.");
        problems.push(Problem::new(ProblemKind::Malformed, item.captured.name, detail));
    }
}

/// The source class written as in data: `state-media`.
fn class(value: &str) -> Option<SourceClass> {
    serde_json::from_value(serde_json::Value::String(value.to_ascii_lowercase())).ok()
}

/// `real`, `sample` or `exercise`.
fn nature(value: &str) -> Option<Nature> {
    serde_json::from_value(serde_json::Value::String(value.to_ascii_lowercase())).ok()
}

/// `body` without a first `# heading` that only repeats the title of the front matter.
fn without_repeated_title<'t>(body: &'t str, title: Option<&str>) -> &'t str {
    let trimmed = body.trim_start();
    let (first, rest) = trimmed.split_once('\n').unwrap_or((trimmed, ""));
    match (first.strip_prefix('#'), title) {
        (Some(heading), Some(title)) if heading.trim() == title => rest,
        _ => body,
    }
}

//! A draft into a report: id, source, language, date, handling, and the problems that remain.

use crate::draft::Draft;
use crate::{Captured, credits, dateline, furniture, language, withhold};
use tocsin_core::id::sha256_hex;
use tocsin_core::{
    Handling, Interest, Language, Precision, Problem, ProblemKind, Report, ReportId, Source, Tlp, When,
};

/// The report that `draft` makes, and in `problems` what it lacks. `raw` is the SHA-256 of all captured bytes.
#[must_use]
pub fn report(mut draft: Draft, captured: &Captured<'_>, raw: &str, problems: &mut Vec<Problem>) -> Report {
    furniture::mark(&mut draft);
    credits::mark(&mut draft);
    dateline::mark(&mut draft);
    draft.credits.sort_unstable();
    draft.credits.dedup();
    let place = place_of(captured, &draft.meta.item);
    let handling = handling(&draft, captured);
    let mut published = published(&draft, captured, &place, problems);
    let mut received = captured.received.clone();
    if handling.community {
        let masked = withhold::mask_phones(&mut draft);
        if masked > 0 {
            let detail = format!("Telephone numbers: {masked}.");
            problems.push(Problem::new(ProblemKind::Withheld, &place, detail));
        }
        published = published.map(coarse);
        received = to_the_hour(&received);
    }
    problems.extend(draft.cap_problem(&place));
    let language = language_of(&draft, captured, &place, problems);
    let meta = draft.meta;
    let url = meta.url.or_else(|| captured.url.clone());
    let address = if meta.item.is_empty() {
        url.as_deref().unwrap_or("")
    } else {
        &meta.item
    };
    // A hash of the bytes as they came would let whoever knows the words try all telephone numbers against it:
    // of a community report, only what is kept of it is hashed.
    let (id, raw) = if handling.community {
        (
            ReportId::of(address, draft.text.as_bytes()),
            sha256_hex(draft.text.as_bytes()),
        )
    } else {
        let own = meta.own_bytes.as_deref().unwrap_or(captured.bytes);
        (ReportId::of(address, own), raw.to_owned())
    };
    Report {
        id,
        raw,
        text: draft.text,
        title: draft.title,
        blocks: draft.blocks,
        tables: draft.tables,
        language,
        source: source(&meta.source, meta.class, url.as_deref(), captured),
        url,
        published,
        received,
        credits: draft.credits,
        handling,
        nature: meta.nature.unwrap_or_default().max(captured.given.nature),
        revises: None,
    }
}

/// The stricter of what the item and the operator say; what comes from the community goes to one organisation only.
fn handling(draft: &Draft, captured: &Captured<'_>) -> Handling {
    let given = &captured.given.handling;
    let community = draft.meta.community || given.community;
    let least = if community { Tlp::AmberStrict } else { Tlp::Clear };
    let own = Handling {
        tlp: draft.meta.tlp.unwrap_or_default().max(least),
        community,
    };
    own.join(given)
}

/// The date the item gives, else the operator's; a day without a year counts only where the operator gives none.
fn published(
    draft: &Draft,
    captured: &Captured<'_>,
    place: &str,
    problems: &mut Vec<Problem>,
) -> Option<When> {
    let said = draft.meta.published.clone().or_else(|| dateline::of(draft));
    let published = match said {
        Some(when) if when.first.is_some() => return Some(when),
        said => captured.given.published.clone().or(said),
    };
    if published.as_ref().is_none_or(|when| when.first.is_none()) {
        let detail = published
            .as_ref()
            .map_or(String::new(), |when| format!("Only {} is said.", when.iso()));
        problems.push(Problem::new(ProblemKind::NoDate, place, detail));
    }
    published
}

/// The language of the words; where they are too few to tell, the one that the item or the operator says.
fn language_of(draft: &Draft, captured: &Captured<'_>, place: &str, problems: &mut Vec<Problem>) -> Language {
    let said = draft
        .meta
        .language
        .filter(|language| *language != Language::Other)
        .or(captured.given.language);
    let language = match (language::tell(&draft.text), said) {
        (Language::Other, Some(said)) if draft.text.len() < 400 => said,
        (told, _) => told,
    };
    if language == Language::Other {
        problems.push(Problem::new(ProblemKind::Language, place, ""));
    }
    language
}

/// The item's name, and its part where it has one.
fn place_of(captured: &Captured<'_>, item: &str) -> String {
    if item.is_empty() {
        captured.name.to_owned()
    } else {
        format!("{} ({item})", captured.name)
    }
}

/// `2024-03-05T08:41:10Z` → `2024-03-05T08:00:00Z`: a community reporter's minute would betray them.
fn to_the_hour(received: &str) -> String {
    match received.get(..13) {
        Some(hour) if received.is_ascii() && received.len() >= 19 => format!("{hour}:00:00Z"),
        _ => received.to_owned(),
    }
}

/// The day alone: the minute at which a community reporter wrote would betray them too.
fn coarse(mut when: When) -> When {
    if when.minute.take().is_some() {
        when.precision = Precision::Day;
    }
    when
}

/// The source by what the item says, else what the operator says, else its host.
fn source(
    said: &str,
    class: Option<tocsin_core::SourceClass>,
    url: Option<&str>,
    captured: &Captured<'_>,
) -> Source {
    let given = captured.given.source.clone();
    let host = url.and_then(host_of);
    let key = host.unwrap_or_else(|| slug(said));
    if key.is_empty() && said.is_empty() {
        let mut source = given.unwrap_or_default();
        source.class = class.unwrap_or(source.class);
        return source;
    }
    let given = given.filter(|given| said.is_empty() || given.key == key || given.name == said);
    let name = match (&given, said) {
        (Some(given), "") if !given.name.is_empty() => given.name.clone(),
        (_, "") => key.clone(),
        (_, said) => said.to_owned(),
    };
    Source {
        key: given.as_ref().map_or(key, |given| given.key.clone()),
        name,
        class: class
            .or(given.as_ref().map(|given| given.class))
            .unwrap_or_default(),
        interest: given.map_or(Interest::Unknown, |given| given.interest),
    }
}

/// The host of an address in lower case without `www.`; `None` if it has none.
#[must_use]
pub fn host_of(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    (!host.is_empty() && host.chars().all(fits)).then(|| host.to_owned())
}

/// `Radio Rurale de Ségou` → `radio-rurale-de-segou`.
#[must_use]
pub fn slug(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in name
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .take(200)
    {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

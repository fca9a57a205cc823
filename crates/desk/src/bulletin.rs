//! The daily brief: a bulletin in words, in English or French, every sentence with its note; and its form as a PDF.

pub mod pdf;

use crate::say::{Lang, code, say};
use crate::words;
use tocsin_core::{EventCode, Field};
use tocsin_share::{Bulletin, ClearedValue, Entry, Note, Purpose, Statement};

/// A bulletin in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The language it is in.
    pub lang: &'static str,
    /// TLP 2.0 label of the whole.
    pub tlp: String,
    /// Its title with the day.
    pub title: String,
    /// How many incidents, for whom, made when.
    pub lead: String,
    /// How it was made and what grades mean.
    pub method: String,
    /// Its incidents.
    pub items: Vec<Item>,
    /// Its notes, the first is number 1.
    pub notes: Vec<NoteText>,
    /// The heading of the notes.
    pub notes_title: String,
}

/// One incident in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The incident's id.
    pub id: String,
    /// What, where, when.
    pub heading: String,
    /// Grade, label, state.
    pub mark: String,
    /// What is told: each sentence as its parts, a text and the number of the note behind it, 0 for none.
    pub sentences: Vec<Vec<(String, usize)>>,
}

/// One note in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteText {
    /// The incident it leads to.
    pub incident: String,
    /// The field it leads to.
    pub field: &'static str,
    /// What it says.
    pub text: String,
}

/// `bulletin` in words; `now` is the time, RFC 3339, UTC.
pub fn brief(lang: Lang, bulletin: &Bulletin, now: &str) -> Brief {
    let day = crate::commands::day_of(now)
        .map(|day| words::when(lang, &tocsin_core::When::day(day)))
        .unwrap_or_default();
    let audience = match bulletin.purpose() {
        Purpose::Public => say(lang, "pages-audience-public", &[]),
        Purpose::Partner => bulletin.audience().to_owned(),
        Purpose::Desk => say(lang, "pages-audience-desk", &[]),
    };
    let n = bulletin.entries().len().to_string();
    let made = now.get(11..16).unwrap_or("");
    Brief {
        lang: lang.tag(),
        tlp: bulletin.tlp().to_string(),
        title: say(lang, "pages-brief-title", &[("day", &day)]),
        lead: say(
            lang,
            "pages-brief-lead",
            &[("n", &n), ("audience", &audience), ("time", made)],
        ),
        method: say(lang, "pages-brief-method", &[]),
        items: bulletin.entries().iter().map(|entry| item(lang, entry)).collect(),
        notes: bulletin.notes().iter().map(|held| note(lang, held)).collect(),
        notes_title: say(lang, "pages-brief-notes", &[]),
    }
}

fn item(lang: Lang, entry: &Entry) -> Item {
    let mut heading = Vec::new();
    if !entry.code.is_empty() {
        heading.push(code(lang, &EventCode(entry.code.clone().into())));
    }
    if !entry.place.is_empty() {
        heading.push(entry.place.join(", "));
    }
    if let Some(when) = &entry.when {
        heading.push(words::when(lang, when));
    }
    let mut mark = vec![format!("{} {}", say(lang, "desk-grade", &[]), entry.grade)];
    if !entry.confirmed {
        mark.push(say(lang, "desk-grade-proposed", &[]));
    }
    if !entry.marking.is_empty() {
        mark.push(say(lang, &format!("pages-marking-{}", entry.marking), &[]));
    }
    mark.push(entry.tlp.to_string());
    if entry.withheld > 0 {
        mark.push(say(
            lang,
            "pages-brief-withheld",
            &[("n", &entry.withheld.to_string())],
        ));
    }
    Item {
        id: entry.id.to_string(),
        heading: heading.join(" · "),
        mark: mark.join(" · "),
        sentences: entry.statements.iter().map(|told| sentence(lang, told)).collect(),
    }
}

/// One sentence: the field, then each value with who says so and how, and its note.
fn sentence(lang: Lang, told: &Statement) -> Vec<(String, usize)> {
    let field = words::field(lang, told.field);
    let lead = match (told.contradiction, told.values.len()) {
        (true, _) => say(lang, "pages-brief-clash", &[("field", &field)]),
        (false, 1) => say(lang, "pages-brief-one", &[("field", &field)]),
        (false, _) => say(lang, "pages-brief-many", &[("field", &field)]),
    };
    let mut parts = vec![(format!("{lead} "), 0)];
    let last = told.values.len() - 1;
    for (at, (value, note)) in told.values.iter().enumerate() {
        parts.push((self::value(lang, told.field, value), *note));
        let end = if at < last {
            "; ".to_owned()
        } else if told.contradiction {
            format!(". {}", say(lang, "pages-brief-undecided", &[]))
        } else {
            ".".to_owned()
        };
        parts.push((end, 0));
    }
    parts
}

/// A value in words, with who says it and how, where that is told.
fn value(lang: Lang, field: Field, value: &ClearedValue) -> String {
    let said = match (field, &value.count) {
        (_, Some(count)) => {
            let toll = tocsin_core::Toll {
                count: *count,
                of: value.of.clone(),
                part: value.partial,
                running: false,
            };
            words::toll(lang, &toll)
        }
        (Field::Event, None) => code(lang, &EventCode(value.text.clone().into())),
        // Outside the desk a term is told by its concept alone.
        (Field::Site | Field::Weapon | Field::Impact, None) if value.text == value.key => {
            value.text.replace('-', " ")
        }
        _ => value.text.clone(),
    };
    let stances: Vec<String> = value
        .stances
        .iter()
        .map(|key| say(lang, &format!("desk-stance-{key}"), &[]))
        .collect();
    let speakers = speakers(lang, &value.speakers);
    if speakers.is_empty() {
        return said;
    }
    say(
        lang,
        "pages-brief-value",
        &[
            ("value", &said),
            ("stance", &stances.join(", ")),
            ("speakers", &speakers.join(", ")),
        ],
    )
}

/// Speakers as people read them: the report itself, community and unnamed sources in words.
fn speakers(lang: Lang, names: &[String]) -> Vec<String> {
    names
        .iter()
        .map(|name| match name.as_str() {
            "" => say(lang, "desk-speaker-report", &[]),
            "community" => say(lang, "pages-class-community", &[]),
            "unnamed" => say(lang, "pages-unnamed", &[]),
            name => name.to_owned(),
        })
        .collect()
}

fn note(lang: Lang, note: &Note) -> NoteText {
    let stances: Vec<String> = note
        .stances
        .iter()
        .map(|key| say(lang, &format!("desk-stance-{key}"), &[]))
        .collect();
    let mut parts = vec![format!(
        "{}: {} ({})",
        words::field(lang, note.field),
        speakers(lang, &note.speakers).join(", "),
        stances.join(", ")
    )];
    parts.push(say(lang, "desk-origins", &[("n", &note.origins.to_string())]));
    if note.denials > 0 {
        parts.push(say(lang, "desk-denials", &[("n", &note.denials.to_string())]));
    }
    if !note.sources.is_empty() {
        parts.push(format!(
            "{}: {}",
            say(lang, "pages-sources", &[]),
            speakers(lang, &note.sources).join(", ")
        ));
    }
    parts.push(say(
        lang,
        "pages-brief-kept",
        &[("id", &note.incident.0), ("version", &note.version.to_string())],
    ));
    NoteText {
        incident: note.incident.to_string(),
        field: note.field.key(),
        text: parts.join(" · "),
    }
}

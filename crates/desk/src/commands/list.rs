//! `incidents`, `contradictions`, `problems`, `codebook`: what there is.

use super::Desk;
use crate::answers::{self, Card, List, Row, RowField};
use crate::cli::{Incidents, exit};
use crate::say::Lang;
use crate::view::{WIRE_VERSION, nature_key};
use crate::{print, say, shelf, words};
use anyhow::Result;
use std::fmt::Write;
use tocsin_core::{Codebook, Field, Incident, Standing};
use tocsin_store::{Page, Record};

/// Fields shown beside an incident in lists.
const SHOWN: [Field; 5] = [
    Field::Perpetrator,
    Field::Responsibility,
    Field::Target,
    Field::Killed,
    Field::Injured,
];

/// `incidents`.
pub fn incidents(desk: &Desk, args: &Incidents) -> Result<u8> {
    let filter = shelf::filter(desk.lang, args)?;
    let store = desk.read()?;
    let page = store.view(shelf::HERE).incidents(&filter)?;
    desk.note_reads(&store, "tocsin incidents")?;
    if desk.json {
        desk.answer(&list(desk.lang, &page))?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for record in &page.records {
        tell_row(&mut out, desk.lang, &row(desk.lang, record));
    }
    let more = if page.total.more { "+" } else { "" };
    let (n, total) = (page.records.len().to_string(), format!("{}{more}", page.total.n));
    out.push_str(&desk.say("desk-incidents-shown", &[("n", &n), ("total", &total)]));
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// A page of the register as an answer.
pub fn list(lang: Lang, page: &Page) -> List {
    List {
        wire_version: WIRE_VERSION,
        total: page.total.n,
        more: page.total.more,
        incidents: page.records.iter().map(|record| row(lang, record)).collect(),
        next: page.next.as_ref().map(ToString::to_string),
    }
}

/// One line of a list.
pub fn row(lang: Lang, record: &Record) -> Row {
    let incident = &record.incident;
    Row {
        id: incident.id.to_string(),
        version: incident.version,
        heading: shelf::heading_of(lang, incident),
        status: record.status.key().to_owned(),
        grade: record
            .grade
            .clone()
            .unwrap_or_else(|| incident.grade.grade.to_string()),
        standing: if incident.standing == Standing::Told {
            "told"
        } else {
            "candidate"
        }
        .to_owned(),
        nature: nature_key(record.nature).to_owned(),
        tlp: incident.handling.tlp.to_string(),
        fields: fields(lang, incident),
        contradictions: record.open,
        accounts: incident.members.len(),
    }
}

/// The fields a list shows, with all their values; date and place only where there is more than the heading says.
fn fields(lang: Lang, incident: &Incident) -> Vec<RowField> {
    let more = [Field::Date, Field::Place]
        .into_iter()
        .filter(|field| incident.rivals(*field).len() > 1);
    more.chain(SHOWN)
        .filter_map(|field| {
            let mut values: Vec<String> = Vec::new();
            for rival in incident.rivals(field) {
                let said = words::value(lang, &rival.value);
                if !values.contains(&said) {
                    values.push(said);
                }
            }
            (!values.is_empty()).then(|| RowField {
                field: field.key().to_owned(),
                name: words::field(lang, field),
                values,
            })
        })
        .collect()
}

fn tell_row(out: &mut String, lang: Lang, row: &Row) {
    let t = |key: &str| say::say(lang, key, &[]);
    let _ = writeln!(out, "{}  {}", row.id, row.heading);
    let mut marks = vec![
        say::say(lang, &format!("desk-status-{}", row.status), &[]),
        format!("{} {}", t("desk-grade"), row.grade),
    ];
    if row.standing == "candidate" {
        marks.push(t("desk-candidate"));
    }
    if row.contradictions > 0 {
        marks.push(say::say(
            lang,
            "desk-contradictions-counted",
            &[("n", &row.contradictions.to_string())],
        ));
    }
    if row.tlp != "TLP:CLEAR" {
        marks.push(row.tlp.clone());
    }
    let _ = writeln!(out, "    {}", marks.join(" · "));
    for field in &row.fields {
        let _ = writeln!(out, "    {}: {}", field.name, field.values.join(" | "));
    }
    out.push('\n');
}

/// `contradictions`.
pub fn contradictions(desk: &Desk) -> Result<u8> {
    let cards = open_cards(desk, desk.lang)?;
    if desk.json {
        desk.answer(&cards)?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for card in &cards {
        let _ = writeln!(out, "{}  {}", card.id, card.heading);
        card.contradictions
            .iter()
            .for_each(|item| print::contradiction(&mut out, desk.lang, item));
        out.push('\n');
    }
    if cards.is_empty() {
        out.push_str(&desk.say("desk-nothing", &[]));
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

fn open_cards(desk: &Desk, lang: Lang) -> Result<Vec<Card>> {
    let store = desk.read()?;
    let cards = cards(&store.view(shelf::HERE), lang)?;
    desk.note_reads(&store, "tocsin contradictions")?;
    Ok(cards)
}

/// The contradictions nobody has answered yet, incident by incident, newest first; at most two hundred.
///
/// # Errors
/// When the register cannot be read.
pub fn cards(register: &tocsin_store::View, lang: Lang) -> Result<Vec<Card>> {
    let mut out = Vec::new();
    for record in register.unresolved(200, None)?.records {
        if let Some(loaded) = shelf::load(register, &record.incident.id)? {
            let view = loaded.view(lang);
            out.push(Card {
                id: view.id,
                heading: view.heading,
                contradictions: view.contradictions,
            });
        }
    }
    Ok(out)
}

/// `problems`.
pub fn problems(desk: &Desk) -> Result<u8> {
    let store = desk.read()?;
    let met = store.view(shelf::HERE).problems(1000)?;
    if desk.json {
        let answers: Vec<_> = met
            .iter()
            .map(|met| answers::problem(desk.lang, &met.problem))
            .collect();
        desk.answer(&answers)?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for met in &met {
        let _ = writeln!(out, "{}  {}", met.when, say::problem(desk.lang, &met.problem));
    }
    if met.is_empty() {
        out.push_str(&desk.say("desk-problems-none", &[]));
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// `muted`.
pub fn muted(desk: &Desk) -> Result<u8> {
    let store = desk.read()?;
    let muted = store.view(shelf::HERE).muted(1000)?;
    if desk.json {
        let answers: Vec<_> = muted
            .iter()
            .map(|(key, n)| {
                let what = say::reason(desk.lang, &tocsin_link::muted::describe(key));
                serde_json::json!({"key": key, "what": what, "reports": n})
            })
            .collect();
        desk.answer(&answers)?;
        return Ok(exit::WELL);
    }
    let mut out = format!("{}\n", desk.say("desk-muted", &[]));
    for (key, n) in &muted {
        let _ = writeln!(
            out,
            "{n:>7}  {}",
            say::reason(desk.lang, &tocsin_link::muted::describe(key))
        );
    }
    if muted.is_empty() {
        out = desk.say("desk-muted-none", &[]);
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// `records`.
pub fn records(desk: &Desk) -> Result<u8> {
    let store = desk.read()?;
    let records = store.view(shelf::HERE).records()?;
    let sentences: Vec<(String, String)> = records
        .iter()
        .map(|(key, record)| {
            (
                key.clone(),
                say::reason(desk.lang, &tocsin_review::record::sentence(key, *record)),
            )
        })
        .collect();
    if desk.json {
        let answers: Vec<_> = records
            .iter()
            .zip(&sentences)
            .map(|((key, record), (_, what))| {
                serde_json::json!({"source": key, "right": record.right, "wrong": record.wrong, "what": what})
            })
            .collect();
        desk.answer(&answers)?;
        return Ok(exit::WELL);
    }
    let lines: Vec<&str> = sentences.iter().map(|(_, what)| what.as_str()).collect();
    desk.tell(&if lines.is_empty() {
        desk.say("desk-records-none", &[])
    } else {
        lines.join("\n")
    })?;
    Ok(exit::WELL)
}

/// `codebook`.
pub fn codebook(desk: &Desk) -> Result<u8> {
    let book = Codebook::get();
    if desk.json {
        let entries: Vec<_> = book
            .entries
            .iter()
            .map(|entry| {
                serde_json::json!({
                    "code": entry.code, "parent": entry.parent, "acled": [entry.acled.0, entry.acled.1], "plover": entry.plover,
                    "name": {"en": entry.name.0, "fr": entry.name.1}, "definition": {"en": entry.definition.0, "fr": entry.definition.1},
                })
            })
            .collect();
        desk.answer(&serde_json::json!({"version": book.version, "codes": entries}))?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for entry in &book.entries {
        let (name, definition) = match desk.lang {
            Lang::En => (entry.name.0, entry.definition.0),
            Lang::Fr => (entry.name.1, entry.definition.1),
        };
        let indent = if entry.parent.is_empty() { "" } else { "  " };
        let _ = writeln!(out, "{indent}{:<28}{name}\n{indent}    {definition}", entry.code);
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

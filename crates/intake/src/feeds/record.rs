//! Forms and messages as records: JSON (an object, a list, or one object a line) and CSV with a head. One report a record.
//!
//! A record with a message, or with fields that tell who sent it, comes from a community reporter: it is handled as
//! `AMBER+STRICT`, its times are coarse, and the fields that tell who sent it are not taken in.

use super::{Confidence, Feed, Item};
use crate::draft::Draft;
use crate::{dates, finish, language, limits, withhold};
use serde_json::{Map, Value};
use tocsin_core::{BlockKind, Problem, ProblemKind};

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Record;

/// The fields of one record: names and values in their order.
type Fields = Vec<(String, String)>;

impl Feed for Record {
    fn key(&self) -> &'static str {
        "record"
    }

    fn recognises(&self, item: &Item<'_>) -> Option<Confidence> {
        let start = item.text.trim_start();
        match item.extension().as_str() {
            "json" | "jsonl" | "ndjson" | "geojson" => Some(Confidence::Likely),
            "csv" | "tsv" => Some(Confidence::Likely),
            _ => {
                let opens = start.starts_with("{\"") || start.starts_with("[{") || start.starts_with("{\n");
                opens.then_some(Confidence::Likely)
            }
        }
    }

    fn open(&self, item: &Item<'_>, problems: &mut Vec<Problem>) -> Vec<Draft> {
        let start = item.text.trim_start();
        let mut records = if start.starts_with(['{', '[']) {
            json(item, problems)
        } else {
            table(item, problems)
        };
        if records.len() > limits::REPORTS {
            let detail = format!(
                "{} records; the first {} were read.",
                records.len(),
                limits::REPORTS
            );
            problems.push(Problem::new(ProblemKind::Cap, item.captured.name, detail));
            records.truncate(limits::REPORTS);
        }
        let alone = records.len() == 1;
        let drafts = records.iter().enumerate();
        drafts
            .map(|(n, fields)| draft_of(fields, if alone { 0 } else { n + 1 }, item, problems))
            .collect()
    }
}

fn json(item: &Item<'_>, problems: &mut Vec<Problem>) -> Vec<Fields> {
    let mut out = Vec::new();
    let values = serde_json::Deserializer::from_str(item.text).into_iter::<Value>();
    for value in values {
        match value {
            Ok(Value::Array(items)) => out.extend(items.iter().filter_map(fields_of)),
            Ok(value) => out.extend(fields_of(&value)),
            Err(error) => {
                problems.push(Problem::new(
                    ProblemKind::Malformed,
                    item.captured.name,
                    format!("{error}."),
                ));
                break;
            }
        }
    }
    out
}

fn fields_of(value: &Value) -> Option<Fields> {
    let mut out = Vec::new();
    flatten("", value.as_object()?, 0, &mut out);
    Some(out)
}

/// The fields of an object and of the objects within it, under names joined by `/`.
fn flatten(prefix: &str, object: &Map<String, Value>, depth: usize, out: &mut Fields) {
    for (name, value) in object {
        let name = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}/{name}")
        };
        if out.len() >= 500 {
            return;
        }
        match value {
            Value::Null => {}
            Value::Object(inner) if depth < 6 => flatten(&name, inner, depth + 1, out),
            Value::String(text) => out.push((name, text.clone())),
            Value::Array(items) => {
                let texts: Vec<String> = items
                    .iter()
                    .take(50)
                    .filter(|item| item.is_string() || item.is_number())
                    .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                    .collect();
                out.push((name, texts.join(", ")));
            }
            other => out.push((name, other.to_string())),
        }
    }
}

fn table(item: &Item<'_>, problems: &mut Vec<Problem>) -> Vec<Fields> {
    let first = item.text.lines().next().unwrap_or("");
    let sign = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(sign.unwrap_or(b','))
        .flexible(true)
        .from_reader(item.text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names
            .iter()
            .take(200)
            .map(|name| name.trim().to_owned())
            .collect(),
        Err(error) => {
            problems.push(Problem::new(
                ProblemKind::Malformed,
                item.captured.name,
                format!("{error}."),
            ));
            return Vec::new();
        }
    };
    let mut out = Vec::new();
    for record in reader.records().take(limits::REPORTS + 1) {
        match record {
            Ok(record) => out.push(
                names
                    .iter()
                    .cloned()
                    .zip(record.iter().map(str::to_owned))
                    .collect(),
            ),
            Err(error) => problems.push(Problem::new(
                ProblemKind::Malformed,
                item.captured.name,
                format!("{error}."),
            )),
        }
    }
    out
}

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Message,
    Published,
    Url,
    Id,
    Source,
    Language,
    Other,
}

fn role(name: &str) -> Role {
    let last = name.rsplit('/').next().unwrap_or(name);
    match finish::slug(last).as_str() {
        "title" | "titre" | "headline" | "subject" | "objet" => Role::Title,
        "message" | "sms" | "text" | "texte" | "body" | "content" | "notes" | "description" => Role::Message,
        "published" | "received" | "submitted" | "submission-time" | "submitted-at" | "timestamp"
        | "sent" | "sent-at" | "received-at" | "date-d-envoi" | "created-at" => Role::Published,
        "url" | "link" | "lien" => Role::Url,
        "id" | "uuid" | "instanceid" | "key" | "guid" => Role::Id,
        "source" => Role::Source,
        "lang" | "language" | "langue" => Role::Language,
        _ => Role::Other,
    }
}

/// The draft of one record; `n` counts records from 1, 0 where there is but one.
fn draft_of(fields: &Fields, n: usize, item: &Item<'_>, problems: &mut Vec<Problem>) -> Draft {
    let mut draft = Draft::default();
    let mut withheld: Vec<&str> = Vec::new();
    let ordered = |wanted: fn(Role) -> bool| fields.iter().filter(move |(name, _)| wanted(role(name)));
    let parts = ordered(|role| role == Role::Title).chain(ordered(|role| role != Role::Title));
    for (name, value) in parts.filter(|(_, value)| !value.trim().is_empty()) {
        if withhold::is_personal(name) {
            withheld.push(name);
            continue;
        }
        take(name, value, &mut draft);
    }
    draft.meta.community |= !withheld.is_empty();
    let own: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if n > 0 {
        draft.meta.own_bytes = Some(own.join("\0").into_bytes());
        if draft.meta.item.is_empty() {
            draft.meta.item = format!("record {n}");
        }
    }
    if !withheld.is_empty() {
        let place = format!(
            "{} ({})",
            item.captured.name,
            if n > 0 { &draft.meta.item } else { "record" }
        );
        problems.push(Problem::new(
            ProblemKind::Withheld,
            place,
            format!("Fields: {}.", withheld.join(", ")),
        ));
    }
    draft
}

fn take(name: &str, value: &str, draft: &mut Draft) {
    let line = value.trim().replace('\n', " ");
    match role(name) {
        Role::Title if draft.title.is_none() => {
            draft.push(BlockKind::Title, &line);
        }
        Role::Message => {
            for paragraph in value.split('\n') {
                draft.push(BlockKind::Paragraph, paragraph);
            }
            draft.meta.community |= matches!(finish::slug(name).as_str(), "sms" | "message");
        }
        Role::Published => {
            draft.meta.published =
                dates::machine(value).or_else(|| dates::written(value).map(|found| found.when));
        }
        Role::Url if finish::host_of(value).is_some() => draft.meta.url = Some(line),
        Role::Id => draft.meta.item = line,
        Role::Source => draft.meta.source = line,
        Role::Language => draft.meta.language = language::of_tag(value),
        _ => {
            draft.push(BlockKind::FormField, &format!("{name}: {line}"));
        }
    }
}

//! `show`, `report`, `why`, `origins`: one thing, whole.

use super::Desk;
use crate::answers::Value;
use crate::cli::exit;
use crate::web::text::left_out;
use crate::{print, say, shelf, view};
use anyhow::Result;
use serde_json::json;
use std::fmt::Write;
use tocsin_core::{Incident, IncidentId, Link, ReportId, annotate};

/// `show`.
pub fn incident(desk: &Desk, id: &str) -> Result<u8> {
    let store = desk.read()?;
    let Some(loaded) = shelf::load(&store.view(shelf::HERE), &IncidentId(id.to_owned()))? else {
        return missing(desk, "incident", id);
    };
    let view = loaded.view(desk.lang);
    if desk.json {
        desk.answer(&view)?;
    } else {
        desk.tell(&print::incident(desk.lang, &view))?;
    }
    Ok(exit::WELL)
}

/// `report`.
pub fn report(desk: &Desk, id: &str) -> Result<u8> {
    let store = desk.read()?;
    let register = store.view(shelf::HERE);
    let id = ReportId(id.to_owned());
    let (Some(report), Some(dossier)) = (register.report(&id)?, register.dossier(&id)?) else {
        return missing(desk, "report", &id.0);
    };
    if desk.json {
        desk.answer(&json!({"report": report, "reading": dossier.reading}))?;
        return Ok(exit::WELL);
    }
    let mut out = format!(
        "{}\n{}\n\n",
        view::report_title(&report),
        view::source_name(desk.lang, &report)
    );
    out.push_str(&annotate(&report.text, &dossier.reading));
    let left = left_out(desk.lang, &report, &dossier.reading);
    if !left.is_empty() {
        let _ = writeln!(out, "\n{}", desk.say("desk-left-out", &[]));
        for (words, why) in left {
            let _ = writeln!(out, "  - {} — {why}", words.replace('\n', " "));
        }
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// `why`.
pub fn why(desk: &Desk, a: &str, b: &str) -> Result<u8> {
    let store = desk.read()?;
    let register = store.view(shelf::HERE);
    let Some(first) = register.incident(&IncidentId(a.to_owned()))? else {
        return missing(desk, "incident", a);
    };
    let Some(second) = register.incident(&IncidentId(b.to_owned()))? else {
        return missing(desk, "incident", b);
    };
    let (first, second) = (first.incident, second.incident);
    let (key, links) = if first.id == second.id {
        ("desk-why-linked", first.links.clone())
    } else {
        ("desk-why-maybe", between(&first, &second))
    };
    if desk.json {
        desk.answer(&json!({"same": first.id == second.id, "links": links}))?;
        return Ok(exit::WELL);
    }
    let key = if links.is_empty() { "desk-why-apart" } else { key };
    let mut out = format!("{}\n", desk.say(key, &[("a", a), ("b", b)]));
    if links.is_empty() {
        let _ = writeln!(out, "  {}", desk.say("desk-why-nothing", &[]));
    }
    for link in &links {
        let _ = writeln!(out, "{} + {} ({:+.1})", link.a, link.b, link.score);
        for reason in &link.reasons {
            let _ = writeln!(out, "  - {}", say::reason(desk.lang, reason));
        }
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// The links kept for review between accounts of the two.
fn between(first: &Incident, second: &Incident) -> Vec<Link> {
    let across = |link: &&Link| {
        let holds = |incident: &Incident, account| incident.members.contains(account);
        (holds(first, &link.a) && holds(second, &link.b)) || (holds(first, &link.b) && holds(second, &link.a))
    };
    let mut links: Vec<Link> = first
        .maybe
        .iter()
        .chain(&second.maybe)
        .filter(across)
        .cloned()
        .collect();
    links.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    links.dedup();
    links
}

/// `origins`.
pub fn origins(desk: &Desk, id: &str) -> Result<u8> {
    let store = desk.read()?;
    let Some(loaded) = shelf::load(&store.view(shelf::HERE), &IncidentId(id.to_owned()))? else {
        return missing(desk, "incident", id);
    };
    let view = loaded.view(desk.lang);
    let values: Vec<Value> = view
        .fields
        .iter()
        .flat_map(|field| {
            field.values.iter().map(|value| Value {
                field: field.name.clone(),
                value: value.value.clone(),
                origins: value.origins.clone(),
            })
        })
        .collect();
    if desk.json {
        desk.answer(&values)?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for value in &values {
        let count = value.origins.len().to_string();
        let _ = writeln!(
            out,
            "{}: {} — {}",
            value.field,
            value.value,
            desk.say("desk-origins", &[("n", &count)])
        );
        for origin in &value.origins {
            let reasons = if origin.reasons.is_empty() {
                String::new()
            } else {
                format!(" — {}", origin.reasons.join("; "))
            };
            let _ = writeln!(out, "  - {} ({}){reasons}", origin.name, origin.claims);
        }
    }
    for line in &view.lineage {
        let _ = writeln!(out, "{}", line.reason);
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// Says that there is no such thing.
///
/// # Errors
/// When standard output is closed.
pub fn missing(desk: &Desk, what: &str, id: &str) -> Result<u8> {
    let what = desk.say(&format!("desk-what-{what}"), &[]);
    let message = desk.say("desk-id-none", &[("what", &what), ("id", id)]);
    if desk.json {
        desk.answer(&json!({"error": message}))?;
    } else {
        desk.tell(&message)?;
    }
    Ok(exit::NOT_FOUND)
}

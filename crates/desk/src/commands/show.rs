//! `show`, `report`, `why`, `origins`: one thing, whole.

use super::Desk;
use crate::answers::Value;
use crate::cli::exit;
use crate::web::text::left_out;
use crate::{print, say, shelf, view};
use anyhow::Result;
use serde_json::json;
use std::fmt::Write;
use std::sync::Arc;
use tocsin_core::{AccountId, Dossier, Incident, IncidentId, Link, ReportId, annotate};
use tocsin_link::weigh::weigh;
use tocsin_store::View;

/// `show`.
pub fn incident(desk: &Desk, id: &str) -> Result<u8> {
    let store = desk.read()?;
    let Some(loaded) = shelf::load(&store.view(shelf::HERE), &IncidentId(id.to_owned()))? else {
        return missing(desk, "incident", id);
    };
    desk.note_reads(&store, "tocsin show")?;
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
    desk.note_reads(&store, "tocsin report")?;
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
    let (Some(first), Some(second)) = (side(&register, a)?, side(&register, b)?) else {
        let unknown = if side(&register, a)?.is_none() { a } else { b };
        return missing(desk, "incident", unknown);
    };
    let same = first.incident.id == second.incident.id;
    let named = first.account.is_some() || second.account.is_some();
    let (key, mut links) = if same {
        (
            "desk-why-linked",
            if named {
                Vec::new()
            } else {
                first.incident.links.clone()
            },
        )
    } else {
        ("desk-why-maybe", between(&first.incident, &second.incident))
    };
    if named {
        links.retain(|link| first.holds(link) && second.holds(link));
    }
    let kept = !links.is_empty();
    if !kept {
        // Nothing was kept on the two: they are compared anew.
        links = compared(&register, &first, &second)?;
    }
    desk.note_reads(&store, "tocsin why")?;
    if desk.json {
        desk.answer(&json!({"same": same, "kept": kept, "links": links}))?;
        return Ok(exit::WELL);
    }
    let key = if same || kept { key } else { "desk-why-apart" };
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
    if !links.is_empty() {
        let _ = writeln!(out, "{}", desk.say("desk-why-scale", &[]));
    }
    desk.tell(&out)?;
    Ok(exit::WELL)
}

/// One side of the question: an incident, or one account of it.
struct Side {
    incident: Incident,
    account: Option<AccountId>,
}

impl Side {
    fn holds(&self, link: &Link) -> bool {
        self.account
            .as_ref()
            .is_none_or(|account| link.a == *account || link.b == *account)
    }

    fn accounts(&self) -> Vec<&AccountId> {
        self.account
            .as_ref()
            .map_or_else(|| self.incident.members.iter().collect(), |account| vec![account])
    }
}

/// The incident `name`, or the one that holds account `name` (`REPORT#N`); `None` if there is none.
fn side(register: &View<'_>, name: &str) -> Result<Option<Side>> {
    let account = name.split_once('#').and_then(|(report, n)| {
        let report = ReportId(report.to_owned());
        Some(AccountId {
            report,
            n: n.parse().ok()?,
        })
    });
    let found = match &account {
        Some(account) => register
            .telling_of(std::slice::from_ref(&account.report))?
            .into_iter()
            .find(|incident| incident.members.contains(account)),
        None => register
            .incident(&IncidentId(name.to_owned()))?
            .map(|record| record.incident),
    };
    Ok(found.map(|incident| Side { incident, account }))
}

/// Most accounts of each side that are compared anew, and most comparisons shown.
const COMPARED: usize = 40;
const SHOWN: usize = 3;

/// The strongest comparisons between accounts of the two, made anew.
fn compared(register: &View<'_>, first: &Side, second: &Side) -> Result<Vec<Link>> {
    let dossiers = |side: &Side| -> Result<Vec<(Arc<Dossier>, u32)>> {
        let mut found = Vec::new();
        for account in side.accounts().into_iter().take(COMPARED) {
            found.extend(
                register
                    .dossier(&account.report)?
                    .map(|dossier| (Arc::new(dossier), account.n)),
            );
        }
        Ok(found)
    };
    let (ones, others) = (dossiers(first)?, dossiers(second)?);
    let mut links: Vec<Link> = Vec::new();
    for (one, m) in &ones {
        links.extend(
            others
                .iter()
                .filter_map(|(other, n)| tocsin_link::why((one, *m), (other, *n))),
        );
    }
    links.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    links.truncate(SHOWN);
    Ok(links)
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
    desk.note_reads(&store, "tocsin origins")?;
    let view = loaded.view(desk.lang);
    let fields = view.fields.iter().zip(&loaded.record.incident.fields);
    let values: Vec<Value> = fields
        .flat_map(|(field, said)| {
            field
                .values
                .iter()
                .zip(weigh(said))
                .map(|(value, weighed)| Value {
                    field: field.name.clone(),
                    value: value.value.clone(),
                    origins: value.origins.clone(),
                    against: weighed.against,
                    vaguer: weighed.vaguer,
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
            "{}: {} — {}{}",
            value.field,
            value.value,
            desk.say("desk-origins", &[("n", &count)]),
            beside(desk, value)
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

/// The lines against a value and beside it; "" where there are none.
fn beside(desk: &Desk, value: &Value) -> String {
    let mut out = String::new();
    for (key, n) in [
        ("desk-origins-against", value.against),
        ("desk-origins-vaguer", value.vaguer),
    ] {
        if n > 0 {
            let _ = write!(out, "; {}", desk.say(key, &[("n", &n.to_string())]));
        }
    }
    out
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

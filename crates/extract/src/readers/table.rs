//! Reads tables of incidents: one candidate account a row, with the month or day as said.
//!
//! A table is read where its heads name a place or date and what happened or whom it hit; tables of policy give nothing.
//! "Casualties 15" does not say killed or injured: it is kept as an impact term, never as a number of dead.

use crate::coding::is_forces_site;
use crate::kit::{ActClass, Kit};
use crate::lexicon::{Mark, Topic};
use crate::readers::who;
use crate::scene::Scene;
use tocsin_core::codebook::code;
use tocsin_core::{
    Account, AccountKind, ActorName, Claim, EventCode, Field, Place, PlaceKind, Reading, Report, Span,
    Speaker, Stance, Standing, Table, Term, Toll, Value,
};

/// Adds the accounts of all tables of `report` to `reading`.
pub fn read(report: &Report, scene: &Scene, kit: &Kit, reading: &mut Reading) {
    let told = reading.accounts.len();
    for table in &report.tables {
        let heads: Vec<&'static str> = table
            .header
            .iter()
            .map(|head| head.map_or("", |span| concept(scene, span)))
            .collect();
        if !tells_incidents(&heads) {
            continue;
        }
        // A table that stands under one told event and gives no dates of its own shows its parts.
        let whole = (!heads.contains(&"date"))
            .then(|| last_told(&reading.accounts[..told], table))
            .flatten();
        for row in &table.rows {
            read_row(scene, kit, &heads, row, whole, reading);
        }
    }
}

/// The concept of a table head: the longest match within its cell.
fn concept(scene: &Scene, cell: Span) -> &'static str {
    let (first, last) = tokens(scene, cell);
    let mut best: Option<&Mark> = None;
    for mark in scene
        .of(Topic::Head, first, last)
        .filter(|mark| mark.last <= last)
    {
        if best.is_none_or(|best| mark.last - mark.first > best.last - best.first) {
            best = Some(mark);
        }
    }
    best.map_or("", |mark| mark.entry.concept)
}

fn tokens(scene: &Scene, span: Span) -> (usize, usize) {
    let first = scene.doc.token_at(span.start);
    (first, scene.doc.token_at(span.end.saturating_sub(1)) + 1)
}

fn tells_incidents(heads: &[&str]) -> bool {
    let has = |concept: &str| heads.contains(&concept);
    let policy = heads.iter().filter(|head| **head == "policy").count();
    let told = has("nature") || has("casualties") || has("killed") || has("injured") || has("abducted");
    policy == 0 && told && (has("date") || has("place"))
}

fn last_told(accounts: &[Account], table: &Table) -> Option<u32> {
    let start = table
        .header
        .iter()
        .chain(table.rows.iter().flatten())
        .flatten()
        .map(|span| span.start)
        .min()?;
    accounts
        .iter()
        .enumerate()
        .filter(|(_, account)| account.standing == Standing::Told && account.trigger.start < start)
        .map(|(index, _)| index as u32)
        .next_back()
}

fn read_row(
    scene: &Scene,
    kit: &Kit,
    heads: &[&'static str],
    row: &[Option<Span>],
    whole: Option<u32>,
    reading: &mut Reading,
) {
    let cells: Vec<(&'static str, Span)> = heads
        .iter()
        .zip(row)
        .filter_map(|(head, cell)| Some((*head, (*cell)?)))
        .collect();
    let Some(line) = cells.iter().map(|(_, span)| *span).reduce(|a, b| a.join(&b)) else {
        return;
    };
    let Some((act, trigger)) = row_act(scene, kit, &cells) else {
        return;
    };
    let mut claims = vec![claim(
        Field::Event,
        Value::Event(act.clone()),
        trigger,
        line,
        "table: nature",
    )];
    for (head, cell) in &cells {
        read_cell(scene, head, *cell, line, &mut claims);
    }
    let held = claims.iter().any(|claim| {
        matches!(
            claim.field,
            Field::Date | Field::Place | Field::Killed | Field::Injured | Field::Impact
        )
    });
    if !held {
        return;
    }
    let first = reading.claims.len() as u32;
    reading.accounts.push(Account {
        code: act,
        kind: AccountKind::TableRow,
        standing: Standing::Candidate,
        trigger,
        claims: (first..first + claims.len() as u32).collect(),
        part_of: whole,
    });
    reading.claims.extend(claims);
}

/// What the row tells: its most specific act; an attack of no said kind where only people hurt are counted.
fn row_act(scene: &Scene, kit: &Kit, cells: &[(&'static str, Span)]) -> Option<(EventCode, Span)> {
    let mut best: Option<(EventCode, Span, u8)> = None;
    for (head, cell) in cells
        .iter()
        .filter(|(head, _)| !matches!(*head, "date" | "place"))
    {
        let (first, last) = tokens(scene, *cell);
        for mark in scene.of(Topic::Act, first, last) {
            let Some(act) = kit.act(mark.entry.concept) else {
                continue;
            };
            let rank = match act.class {
                ActClass::Violence if act.code.0 != "attack" => 3,
                ActClass::Violence => 2,
                ActClass::Presage => 1,
                _ => continue,
            };
            let rank = if *head == "nature" { rank + 3 } else { rank };
            if best.as_ref().is_none_or(|(_, _, held)| rank > *held) {
                best = Some((act.code.clone(), scene.doc.span(mark.first, mark.last)?, rank));
            }
        }
    }
    if let Some((code, span, _)) = best {
        return Some((by_target(scene, code, cells), span));
    }
    let hurt = cells
        .iter()
        .find(|(head, _)| matches!(*head, "killed" | "casualties" | "abducted"))?;
    let code = if hurt.0 == "abducted" {
        code::ABDUCTION
    } else {
        code::ATTACK
    };
    Some((code, hurt.1))
}

fn by_target(scene: &Scene, found: EventCode, cells: &[(&'static str, Span)]) -> EventCode {
    if found.0 != "attack" {
        return found;
    }
    let target = cells
        .iter()
        .filter(|(head, _)| matches!(*head, "nature" | "target"))
        .find_map(|(_, cell)| {
            let (first, last) = tokens(scene, *cell);
            who::read(scene, first, last).mentions.into_iter().next_back()
        });
    match target {
        Some(target) if target.side == who::Side::Forces || is_forces_site(target.concept) => {
            code::ATTACK_ON_FORCES
        }
        Some(target) if target.side == who::Side::Civilian => code::ATTACK_ON_CIVILIANS,
        _ => found,
    }
}

fn claim(field: Field, value: Value, span: Span, line: Span, rule: &str) -> Claim {
    Claim {
        field,
        value,
        span,
        sentence: line,
        speaker: Speaker::default(),
        via: Vec::new(),
        stance: Stance::Asserted,
        as_of: None,
        rule: rule.to_owned(),
    }
}

fn read_cell(scene: &Scene, head: &str, cell: Span, line: Span, out: &mut Vec<Claim>) {
    let (first, last) = tokens(scene, cell);
    match head {
        "date" => {
            let dates = scene.dates[scene.dates_in(cell)]
                .iter()
                .filter(|mark| cell.contains(&mark.span));
            for (when, span) in dates.filter_map(|mark| Some((mark.when.clone()?, mark.span))) {
                out.push(claim(Field::Date, Value::When(when), span, line, "table: date"));
            }
        }
        "place" => out.push(claim(
            Field::Place,
            Value::Place(Box::new(place(scene, cell))),
            cell,
            line,
            "table: place",
        )),
        "killed" | "injured" | "abducted" | "displaced" => {
            let field = match head {
                "killed" => Field::Killed,
                "injured" => Field::Injured,
                "abducted" => Field::Abducted,
                _ => Field::Displaced,
            };
            if let Some(quantity) = super::toll::quantities(scene, first, last).first() {
                let toll = Toll {
                    count: quantity.count,
                    of: String::new(),
                    part: false,
                    running: false,
                };
                out.push(claim(field, Value::Toll(toll), cell, line, "table: toll"));
            }
        }
        "perpetrator" => {
            doers(scene, cell, line, out);
        }
        "casualties" => casualties(scene, cell, line, out),
        "impact" => {
            let before = out.len();
            casualties(scene, cell, line, out);
            terms(scene, cell, line, out);
            if out.len() == before {
                out.push(claim(
                    Field::Impact,
                    term("", cell, scene.doc.text),
                    cell,
                    line,
                    "table: impact",
                ));
            }
        }
        _ => {}
    }
}

fn doers(scene: &Scene, cell: Span, line: Span, out: &mut Vec<Claim>) {
    let (first, last) = tokens(scene, cell);
    for mention in who::read(scene, first, last).mentions {
        let Some(span) = scene.doc.span(mention.head, mention.last) else {
            continue;
        };
        let key = if mention.topic == Topic::Actor {
            mention.concept
        } else {
            ""
        };
        let actor = ActorName {
            key: key.to_owned(),
            name: span.of(scene.doc.text).to_owned(),
        };
        out.push(claim(
            Field::Perpetrator,
            Value::Actor(actor),
            span,
            line,
            "table: perpetrator",
        ));
    }
}

fn term(key: &str, span: Span, text: &str) -> Value {
    Value::Term(Term {
        key: key.to_owned(),
        name: span.of(text).to_owned(),
    })
}

/// "10 killed, 3 injured" and "Many injured" are tolls; a bare "15" under "Casualties" is killed or injured, unsaid which.
fn casualties(scene: &Scene, cell: Span, line: Span, out: &mut Vec<Claim>) {
    let (first, last) = tokens(scene, cell);
    let quantities = super::toll::quantities(scene, first, last);
    let mut said = false;
    for mark in scene.of(Topic::Harm, first, last) {
        let field = match mark.entry.concept {
            "killed" => Field::Killed,
            "injured" => Field::Injured,
            "missing" => Field::Missing,
            "abducted" => Field::Abducted,
            "displaced" => Field::Displaced,
            _ => continue,
        };
        let near = quantities
            .iter()
            .rev()
            .find(|q| q.last <= mark.first && mark.first - q.last <= 2);
        let near = near.or_else(|| {
            quantities
                .iter()
                .find(|q| q.first >= mark.last && q.first - mark.last <= 2)
        });
        if let Some(quantity) = near
            && let Some(span) = scene
                .doc
                .span(quantity.first.min(mark.first), quantity.last.max(mark.last))
        {
            let toll = Toll {
                count: quantity.count,
                of: String::new(),
                part: false,
                running: false,
            };
            // "injured" is listed as a verb and as a noun: one toll.
            if !out.iter().any(|known| known.field == field && known.span == span) {
                out.push(claim(field, Value::Toll(toll), span, line, "table: toll"));
            }
            said = true;
        }
    }
    if !said && !quantities.is_empty() && last - first <= 3 {
        out.push(claim(
            Field::Impact,
            term("casualties", cell, scene.doc.text),
            cell,
            line,
            "table: casualties, killed or injured unsaid",
        ));
    }
}

fn terms(scene: &Scene, cell: Span, line: Span, out: &mut Vec<Claim>) {
    let (first, last) = tokens(scene, cell);
    for mark in scene.of(Topic::Impact, first, last) {
        if let Some(span) = scene.doc.span(mark.first, mark.last) {
            out.push(claim(
                Field::Impact,
                term(mark.entry.concept, span, scene.doc.text),
                span,
                line,
                "table: impact",
            ));
        }
    }
}

fn place(scene: &Scene, cell: Span) -> Place {
    scene.places[scene.places_in(cell)]
        .first()
        .and_then(|mark| mark.place.clone())
        .unwrap_or_else(|| Place::named(cell.of(scene.doc.text), PlaceKind::Populated))
}

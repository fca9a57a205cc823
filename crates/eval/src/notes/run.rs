//! Runs the product over coded notes.

use super::score::{GivenNote, Notes, WantedNote};
use crate::dates::forms::language;
use crate::files::{self, Read};
use crate::outcome::Outcome;
use crate::product;
use serde::Deserialize;
use serde_json::json;
use std::path::Path;
use tocsin_core::{Account, Claim, Field, Reading, Standing, Value};
use tocsin_extract::Kit;
use tocsin_gazetteer::Gazetteer;

#[derive(Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    lang: Option<String>,
    text: String,
    #[serde(default)]
    published: Option<String>,
    gold: WantedNote,
}

/// Reads the notes in `file` and scores them.
///
/// # Errors
/// When the file is missing or malformed.
pub fn run(file: &Path, gazetteer: Gazetteer) -> Read<Outcome> {
    const FORM: &str = "{\"id\", \"lang\", \"text\", \"published\"?, \"gold\": {\"date\", \"event_type\", \"deaths\", \"lat\", \"lon\", \"country\", \"actor1\"}}";
    let rows: Vec<Row> = files::json_lines(file, FORM)?;
    let kit = Kit::with_gazetteer(gazetteer);
    let mut outcome = Outcome::new("notes", &files::stem(file), rows.len());
    let mut notes = Notes::default();
    for row in &rows {
        let of = language(row.lang.as_deref().unwrap_or("en"));
        let report = product::report(&row.id, "", &row.text, of, row.published.as_deref());
        let reading = tocsin_extract::read(&report, &kit);
        let given = of_reading(&reading);
        for cause in notes.add(&given, &row.gold) {
            let shown = format!("{}\nwanted {:?}\ngiven {given:?}", row.text, row.gold);
            outcome.find(cause, &row.id, shown);
        }
        outcome.predictions.push(json!({"id": row.id, "given": given}));
    }
    for (name, value) in notes.scores() {
        outcome.put(name, value);
    }
    Ok(outcome)
}

/// The note that a reading amounts to: that of its first told account, the one with most claims where there are several.
fn of_reading(reading: &Reading) -> GivenNote {
    let told = |account: &&Account| account.standing == Standing::Told && account.part_of.is_none();
    let best = reading
        .accounts
        .iter()
        .enumerate()
        .filter(|(_, account)| told(account))
        .max_by_key(|(n, account)| (account.claims.len(), std::cmp::Reverse(*n)));
    let Some((n, account)) = best else {
        return GivenNote {
            abstained: true,
            ..GivenNote::default()
        };
    };
    let claims: Vec<&Claim> = reading.claims_of(n as u32).map(|(_, claim)| claim).collect();
    let of = |field: Field| claims.iter().copied().filter(move |claim| claim.field == field);
    let deaths = |field: Field| {
        let tolls = of(field).filter_map(|claim| match &claim.value {
            Value::Toll(toll) if !toll.part && !toll.running => Some(toll.count.least),
            _ => None,
        });
        tolls.max().unwrap_or(0)
    };
    let mut actors: Vec<String> = Vec::new();
    for claim in of(Field::Perpetrator).chain(of(Field::Responsibility)) {
        if let Value::Actor(actor) = &claim.value {
            actors.extend(
                [actor.name.clone(), actor.key.clone()]
                    .into_iter()
                    .filter(|name| !name.is_empty()),
            );
        }
    }
    let point = of(Field::Place).find_map(|claim| match &claim.value {
        Value::Place(place) => place.point,
        _ => None,
    });
    GivenNote {
        abstained: false,
        deaths: deaths(Field::Killed) + deaths(Field::AttackersKilled),
        event_type: account
            .code
            .entry()
            .map_or(String::new(), |entry| entry.acled.0.to_owned()),
        actors,
        point,
        date: of(Field::Date)
            .next()
            .map(|claim| claim.value.short())
            .unwrap_or_default(),
    }
}

//! Runs the product over coded notes.

use super::score::{GivenNote, Notes, WantedNote};
use crate::dates::forms::language;
use crate::files::{self, Read};
use crate::outcome::Outcome;
use crate::product;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use tocsin_core::{Account, Claim, Field, Reading, Standing, Value};
use tocsin_extract::Kit;
use tocsin_gazetteer::Gazetteer;

/// How a note is written.
pub(super) const FORM: &str = "{\"id\", \"lang\", \"text\", \"published\"?, \"gold\": {\"date\", \"event_type\", \"deaths\", \"lat\", \"lon\", \"country\", \"actor1\"}}";

#[derive(Deserialize)]
pub(super) struct Row {
    pub(super) id: String,
    #[serde(default)]
    pub(super) lang: Option<String>,
    pub(super) text: String,
    #[serde(default)]
    pub(super) published: Option<String>,
    pub(super) gold: WantedNote,
}

/// Reads the notes in `file` and scores them.
///
/// # Errors
/// When the file is missing or malformed.
pub fn run(file: &Path, gazetteer: Gazetteer) -> Read<Outcome> {
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
        total(of(field).filter_map(|claim| match &claim.value {
            Value::Toll(toll) if !toll.part && !toll.running => Some((toll.of.as_str(), toll.count.least)),
            _ => None,
        }))
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

/// What tolls of several groups come to: the groups are added, the numbers of one group are rivals, and a number of people
/// in general may hold them all.
fn total<'a>(tolls: impl Iterator<Item = (&'a str, u64)>) -> u64 {
    let mut most: BTreeMap<&str, u64> = BTreeMap::new();
    for (of, count) in tolls {
        let known = most.entry(of).or_default();
        *known = count.max(*known);
    }
    let whole = most.remove("").unwrap_or(0);
    whole.max(most.values().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_added_and_rivals_are_not() {
        for (tolls, expected) in [
            (&[("soldiers", 3), ("civilians", 1)][..], 4),
            (&[("", 5), ("soldiers", 3), ("civilians", 2)][..], 5),
            (&[("soldiers", 3), ("soldiers", 4)][..], 4),
            (&[][..], 0),
        ] {
            assert_eq!(total(tolls.iter().copied()), expected);
        }
    }
}

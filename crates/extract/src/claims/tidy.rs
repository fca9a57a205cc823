//! Puts the claims of one account in order: drops what only says less, and what was said before by the same speaker.

use tocsin_core::{Claim, EventCode, Field, Place, PlaceKind, Speaker, Stance, Value, When};

/// The rule of a perpetrator who is only called an attacker.
pub(super) const UNNAMED: &str = "perpetrator: unnamed";

/// "The assailants" names nobody where the account says who they were.
pub(super) fn drop_unnamed_doers(out: &mut Vec<Claim>) {
    if out
        .iter()
        .any(|claim| claim.field == Field::Perpetrator && claim.rule != UNNAMED)
    {
        out.retain(|claim| claim.rule != UNNAMED);
    }
}

/// Nobody perpetrates a march, a flight, a pact or a rumour; who is said to deny it stays.
pub(super) fn drop_doers_of_nothing(out: &mut Vec<Claim>, code: &EventCode) {
    if matches!(
        code.0.as_ref(),
        "protest" | "displacement" | "agreement" | "rumour"
    ) {
        out.retain(|claim| claim.field != Field::Perpetrator || claim.stance == Stance::Denied);
    }
}

/// A date that only stands beside a toll or a claim, after the event's own, is when that was said.
pub(super) fn drop_later_dates(out: &mut Vec<Claim>) {
    let main = out
        .iter()
        .find(|claim| claim.field == Field::Date && !claim.rule.ends_with(BESIDE))
        .map(|claim| claim.value.clone());
    if let Some(Value::When(main)) = main {
        out.retain(|claim| match &claim.value {
            Value::When(when) => !claim.rule.ends_with(BESIDE) || when.meets(&main),
            _ => true,
        });
    }
}

/// Ends the rule of a date that stands beside a toll.
pub(super) const BESIDE: &str = "beside a toll";

/// Drops a place that only holds another place of the account: "Mali" beside "Bamako".
pub(super) fn drop_wide_places(out: &mut Vec<Claim>) {
    let places: Vec<Place> = out
        .iter()
        .filter_map(|claim| match &claim.value {
            Value::Place(place) => Some((**place).clone()),
            _ => None,
        })
        .collect();
    out.retain(|claim| match &claim.value {
        Value::Place(place) => !places.iter().any(|other| {
            other.kind > place.kind && (place.meets(other) || is_unit(place) && other.admin.is_empty())
        }),
        _ => true,
    });
}

fn is_unit(place: &Place) -> bool {
    matches!(
        place.kind,
        PlaceKind::Area | PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2
    )
}

/// Drops a date that only says less than another of the account: "September" beside "17 September 2024".
pub(super) fn drop_wide_dates(out: &mut Vec<Claim>) {
    let dates: Vec<When> = out
        .iter()
        .filter_map(|claim| match &claim.value {
            Value::When(when) => Some(when.clone()),
            _ => None,
        })
        .collect();
    out.retain(|claim| match &claim.value {
        Value::When(when) => !dates.iter().any(|other| {
            let narrower = match (when.first, other.first) {
                (None, Some(_)) => true,
                (Some(_), Some(_)) => other.precision < when.precision,
                _ => {
                    when.month_day.is_some_and(|(_, day)| day == 0)
                        && other.month_day.is_some_and(|(_, day)| day != 0)
                }
            };
            narrower && when.meets(other)
        }),
        _ => true,
    });
}

/// Sorts by place in the text and drops what the same speaker said before of the same field.
pub(super) fn tidy(mut out: Vec<Claim>) -> Vec<Claim> {
    out.sort_by_key(|claim| (claim.span, claim.field));
    let mut kept: Vec<Claim> = Vec::with_capacity(out.len());
    for claim in out {
        let told = kept.iter().any(|other| {
            other.field == claim.field
                && other.stance == claim.stance
                && (same_speaker(&other.speaker, &claim.speaker) || claim.field == Field::Responsibility)
                && same_value(&other.value, &claim.value)
        });
        if !told {
            kept.push(claim);
        }
    }
    kept
}

fn same_speaker(a: &Speaker, b: &Speaker) -> bool {
    a.name == b.name || (!a.key.is_empty() && a.key == b.key)
}

fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Actor(a), Value::Actor(b)) => {
            if a.key.is_empty() && b.key.is_empty() {
                a.name.to_lowercase() == b.name.to_lowercase()
            } else {
                a.key == b.key
            }
        }
        (Value::Term(a), Value::Term(b)) => a.key == b.key && (!a.key.is_empty() || a.name == b.name),
        (Value::Place(a), Value::Place(b)) => {
            if a.key.is_empty() {
                a.name == b.name
            } else {
                a.key == b.key
            }
        }
        (Value::When(a), Value::When(b)) => a.iso() == b.iso() && a.part == b.part,
        _ => a == b,
    }
}

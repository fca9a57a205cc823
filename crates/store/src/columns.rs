//! What lists filter an incident by, drawn from its current version: a pure function of the incident.

use jiff::civil::Date;
use tocsin_core::{Codebook, Field, Incident, Place, Value, When};

/// Days beyond which a time is too wide to be listed under its last day.
const WIDE: i32 = 31;

/// By what kind of value an incident is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// A code of the code book, or a wider one it lies under.
    Code,
    /// ISO 3166-1 alpha-2 of a country.
    Country,
    /// Key of an actor said to have done or claimed it.
    Actor,
    /// Code of an administrative unit below the country.
    Unit,
}

impl MarkKind {
    /// Its number in the register.
    pub(crate) fn number(self) -> i64 {
        self as i64
    }
}

/// One value an incident is found by: kind number and value.
pub(crate) type Mark = (i64, String);

/// The columns of one incident.
#[derive(Debug, PartialEq)]
pub(crate) struct Columns {
    pub(crate) day: String,
    pub(crate) first: Option<String>,
    pub(crate) last: Option<String>,
    pub(crate) point: Option<(f64, f64)>,
    pub(crate) names: String,
    /// Sorted, without repeats.
    pub(crate) marks: Vec<Mark>,
}

impl Columns {
    /// The columns of `incident`; `heard` is the day (`YYYY-MM-DD`) the desk first heard of it.
    pub(crate) fn of(incident: &Incident, heard: &str) -> Self {
        let when = match incident.leading(Field::Date) {
            Some(Value::When(when)) => Some(when),
            _ => None,
        };
        let point = incident
            .rivals(Field::Place)
            .iter()
            .find_map(|rival| match &rival.value {
                Value::Place(place) => place.point,
                _ => None,
            });
        Self {
            day: listed_under(when, heard),
            first: when.and_then(|when| Some(when.first?.to_string())),
            last: when.and_then(|when| Some(when.last?.to_string())),
            point,
            names: names(incident),
            marks: marks(incident),
        }
    }
}

/// The day an incident is listed under: the last day of its time; the first where it is wider than a month or has no
/// end; the day it was heard of where it has neither. Only an order of lists: never shown as the incident's date.
fn listed_under(when: Option<&When>, heard: &str) -> String {
    let day = when.and_then(|when| match (when.first, when.last) {
        (Some(first), Some(last)) if days_between(first, last) <= WIDE => Some(last),
        (Some(first), _) => Some(first),
        (None, last) => last,
    });
    day.map_or_else(|| heard.to_owned(), |day| day.to_string())
}

fn days_between(first: Date, last: Date) -> i32 {
    (last - first).get_days()
}

fn names(incident: &Incident) -> String {
    let mut words = Vec::new();
    for view in &incident.fields {
        for rival in &view.rivals {
            match &rival.value {
                Value::Event(code) => {
                    words.extend(
                        code.entry()
                            .map(|entry| format!("{} {}", entry.name.0, entry.name.1)),
                    );
                }
                Value::Place(place) => {
                    words.push(place.name.clone());
                    words.extend(place.admin.iter().map(|unit| unit.name.clone()));
                }
                Value::Actor(actor) => words.push(format!("{} {}", actor.name, actor.key)),
                Value::Term(term) => words.push(term.name.clone()),
                Value::When(_) | Value::Toll(_) => {}
            }
        }
    }
    words.push(incident.id.0.clone());
    words.sort_unstable();
    words.dedup();
    words.join("\n")
}

fn marks(incident: &Incident) -> Vec<Mark> {
    let mut marks = Vec::new();
    for view in &incident.fields {
        for rival in view.rivals.iter().filter(|rival| !rival.claims.is_empty()) {
            match &rival.value {
                Value::Event(code) => mark_code(&code.0, &mut marks),
                Value::Place(place) if view.field == Field::Place => mark_place(place, &mut marks),
                Value::Actor(actor)
                    if matches!(view.field, Field::Perpetrator | Field::Responsibility)
                        && !actor.key.is_empty() =>
                {
                    marks.push((MarkKind::Actor.number(), actor.key.clone()));
                }
                _ => {}
            }
        }
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// The code and every wider code; the bound guards against a loop in edited data.
fn mark_code(code: &str, marks: &mut Vec<Mark>) {
    let mut at = code;
    for _ in 0..8 {
        marks.push((MarkKind::Code.number(), at.to_owned()));
        match Codebook::get().entry(at) {
            Some(entry) if !entry.parent.is_empty() => at = entry.parent,
            _ => break,
        }
    }
}

fn mark_place(place: &Place, marks: &mut Vec<Mark>) {
    for unit in place.admin.iter().filter(|unit| !unit.code.is_empty()) {
        let kind = if unit.level == 0 {
            MarkKind::Country
        } else {
            MarkKind::Unit
        };
        marks.push((kind.number(), unit.code.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use tocsin_core::Precision;

    #[test]
    fn the_day_of_a_list() {
        let check = |when: Option<When>, expected: &str| {
            assert_eq!(listed_under(when.as_ref(), "2024-10-01"), expected);
        };
        check(None, "2024-10-01");
        check(Some(When::day(date(2024, 9, 17))), "2024-09-17");
        check(
            Some(When::span(date(2024, 9, 1), date(2024, 9, 30), Precision::Month)),
            "2024-09-30",
        );
        check(
            Some(When::span(date(2023, 1, 1), date(2023, 12, 31), Precision::Year)),
            "2023-01-01",
        );
        check(Some(When::open(Precision::Vague, None)), "2024-10-01");
    }

    #[test]
    fn a_narrow_code_is_found_under_its_wider_ones() {
        let mut marks = Vec::new();
        mark_code("suicide-bomb", &mut marks);
        let codes: Vec<&str> = marks.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(codes, ["suicide-bomb", "explosion", "attack"]);
    }
}

//! What a case says: a report's text, and everything a careful reader would take from it.

use tocsin_core::{Count, Field, Language, Stance};

/// One case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// File name without ending.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// ISO day; `None` if unknown.
    pub published: Option<String>,
    /// Style of the text: agency, sms, …
    pub style: String,
    /// Tags.
    pub tags: Vec<String>,
    /// The report's title; "" if it has none.
    pub title: String,
    /// The report's text without its title.
    pub text: String,
    /// The events wanted; empty where the text must yield no incident.
    pub events: Vec<WantedEvent>,
    /// Why it must yield none; "" where it yields some.
    pub why_none: String,
    /// Passages to be left out, with the reason.
    pub left_out: Vec<(String, String)>,
}

/// One event wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WantedEvent {
    /// What the case calls it.
    pub name: String,
    /// Codes that are right, the preferred first.
    pub codes: Vec<String>,
    /// The other values in the order of the case.
    pub values: Vec<WantedValue>,
}

impl WantedEvent {
    /// The values of `field`.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &WantedValue> {
        self.values.iter().filter(move |value| value.field == field)
    }
}

/// One value wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct WantedValue {
    /// Of which field.
    pub field: Field,
    /// As written in the case.
    pub value: String,
    /// For a toll, how many.
    pub count: Option<Count>,
    /// The words that give it; "" if not said.
    pub words: String,
    /// How it is put.
    pub stance: Stance,
    /// Words of the text that name the speaker; `report` where it is the report itself.
    pub speaker: String,
    /// ISO 3166-1 alpha-2 of a place; "" if not said.
    pub country: String,
    /// First-level unit of a place; "" if not said.
    pub admin1: String,
    /// Of whom a toll is; "" for people in general.
    pub of: String,
    /// A part of a larger number.
    pub part: bool,
    /// A total over several events.
    pub running: bool,
}

/// A count as cases write it: `12`, `~20`, `20+`, `20-`, `10..15`, `~10..15`; `None` if it is none of these.
#[must_use]
pub fn count(text: &str) -> Option<Count> {
    let text = text.trim();
    let (about, rest) = text.strip_prefix('~').map_or((false, text), |rest| (true, rest));
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (least, most) = if let Some((low, high)) = rest.split_once("..") {
        (number(low)?, Some(number(high)?))
    } else if let Some(low) = rest.strip_suffix('+') {
        (number(low)?, None)
    } else if let Some(high) = rest.strip_suffix('-') {
        (0, Some(number(high)?))
    } else {
        (number(rest)?, Some(number(rest)?))
    };
    Some(Count { least, most, about })
}

/// The field whose key is `key`; `None` if there is none. `code` is the event itself.
#[must_use]
pub fn field(key: &str) -> Option<Field> {
    if key == "code" {
        return Some(Field::Event);
    }
    Field::ALL.into_iter().find(|field| field.key() == key)
}

/// The stance whose key is `key`; `None` if there is none.
#[must_use]
pub fn stance(key: &str) -> Option<Stance> {
    use Stance::{Asserted, Claimed, Confirmed, Denied, Hypothetical, PastBackground, Planned, Possible};
    let all = [
        Asserted,
        Claimed,
        Denied,
        Confirmed,
        Possible,
        Planned,
        Hypothetical,
        PastBackground,
    ];
    all.into_iter().find(|stance| stance.key() == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let of = |least, most, about| Some(Count { least, most, about });
        for (text, expected) in [
            ("12", of(12, Some(12), false)),
            ("~20", of(20, Some(20), true)),
            ("20+", of(20, None, false)),
            ("20-", of(0, Some(20), false)),
            ("10..15", of(10, Some(15), false)),
            ("~10..15", of(10, Some(15), true)),
            ("many", None),
            ("", None),
        ] {
            assert_eq!(count(text), expected, "{text:?}");
        }
    }
}

//! Scores a reading against a case: events one to one, then values field by field.
//!
//! - **events**: accounts are assigned to wanted events for the most agreement in code, place, date and words. Unassigned
//!   accounts are spurious, unassigned events missed.
//! - **code**: of the assigned events, the share whose code is one of those wanted.
//! - **fields**: a value given is right if it agrees with a wanted value of the same event and field; a wanted value is
//!   found if some value given agrees. Dates and counts must be the same, places have the same name and country; actors
//!   and terms the same key or name, or overlapping words.
//! - **stance**, **speaker**, **words**: of the found values, the share some agreeing claim of which is put so, said by
//!   that speaker, or taken from those words. Cases name speakers of doers, claims and numbers, not of circumstances: the
//!   speaker of a date, place, site, target, weapon or impact counts only where the case names one.
//! - **left_out**: of the passages to be left out, the share that opened no account.
//! - **false_incident_rate**: of the texts that tell of no incident, the share in which an incident is told.

use super::form::{Case, WantedEvent, WantedValue};
use crate::assign;
use crate::tally::{Tally, ratio};
use std::collections::BTreeMap;
use tocsin_core::{
    Claim, Codebook, Field, PartOfDay, Place, PlaceKind, Reading, Relation, Speaker, SpeakerKind, Standing,
    Value,
};
use tocsin_extract::fold;

/// A share: how many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share(pub usize, pub usize);

impl Share {
    fn count(&mut self, holds: bool) {
        self.0 += usize::from(holds);
        self.1 += 1;
    }

    /// As a number from 0 to 1; not a number of nothing.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.1 == 0 {
            f64::NAN
        } else {
            ratio(self.0 as f64, self.1 as f64)
        }
    }
}

/// The counts of some cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Events.
    pub events: Tally,
    /// Codes of assigned events.
    pub code: Share,
    /// Values by field.
    pub fields: BTreeMap<Field, Tally>,
    /// Stances of found values.
    pub stance: Share,
    /// Speakers of found values.
    pub speaker: Share,
    /// Words of found values.
    pub words: Share,
    /// Passages left out.
    pub left_out: Share,
    /// Texts without incident in which one is told.
    pub false_incidents: Share,
}

/// One thing wrong in one case: cause and sentence.
pub type Fault = (String, String);

impl Scores {
    /// Adds one case and its reading; gives what is wrong. `text` is the text the reading's spans point into.
    pub fn add(&mut self, case: &Case, text: &str, reading: &Reading) -> Vec<Fault> {
        if case.events.is_empty() {
            return self.add_none(case, text, reading);
        }
        let mut faults = Vec::new();
        let map = assigned(case, text, reading);
        let found = map.iter().flatten().count();
        self.events
            .add(&Tally::of(found, reading.accounts.len(), case.events.len()));
        for (event, n) in case.events.iter().zip(&map) {
            match n {
                Some(n) => self.add_pair(event, text, reading, *n, &mut faults),
                None => {
                    faults.push((
                        "event missed".into(),
                        format!("{} ({})", event.name, event.codes.join(" | ")),
                    ));
                    for value in scored(event) {
                        self.fields
                            .entry(value.field)
                            .or_default()
                            .add(&Tally::of(0, 0, 1));
                    }
                }
            }
        }
        for (n, account) in reading.accounts.iter().enumerate() {
            if !map.contains(&Some(n)) {
                let shown = format!("{} by {:?}", account.code, account.trigger.of(text));
                faults.push(("event too many".into(), shown));
                for claim in claims(reading, n) {
                    self.fields
                        .entry(claim.field)
                        .or_default()
                        .add(&Tally::of(0, 1, 0));
                }
            }
        }
        self.add_left_out(case, text, reading, &mut faults);
        faults
    }

    /// A text that must yield no incident.
    fn add_none(&mut self, case: &Case, text: &str, reading: &Reading) -> Vec<Fault> {
        let told = reading
            .accounts
            .iter()
            .filter(|account| account.standing == Standing::Told);
        let faults: Vec<Fault> = told
            .map(|account| {
                let shown = format!(
                    "{} by {:?} (the case: {})",
                    account.code,
                    account.trigger.of(text),
                    case.why_none
                );
                (format!("false incident ({})", case.why_none), shown)
            })
            .collect();
        self.false_incidents.count(!faults.is_empty());
        faults
    }

    /// The passages to be left out.
    fn add_left_out(&mut self, case: &Case, text: &str, reading: &Reading, faults: &mut Vec<Fault>) {
        for (words, why) in &case.left_out {
            let opened = reading.accounts.iter().find(|account| {
                let trigger = account.trigger;
                overlaps(text, words, trigger.start as usize, trigger.end as usize)
            });
            self.left_out.count(opened.is_none());
            if let Some(account) = opened {
                let shown = format!(
                    "{words:?} ({why}) opened {} by {:?}",
                    account.code,
                    account.trigger.of(text)
                );
                faults.push(("left-out passage read".into(), shown));
            }
        }
    }

    fn add_pair(
        &mut self,
        event: &WantedEvent,
        text: &str,
        reading: &Reading,
        n: usize,
        faults: &mut Vec<Fault>,
    ) {
        let code = reading.accounts[n].code.to_string();
        self.code.count(event.codes.contains(&code));
        if !event.codes.contains(&code) {
            let shown = format!("{}: wanted {}, given {code}", event.name, event.codes.join(" | "));
            faults.push(("wrong code".into(), shown));
        }
        let given: Vec<&Claim> = claims(reading, n).collect();
        for claim in &given {
            let right = scored(event).any(|value| agrees(value, claim, text));
            let one = Tally {
                right_given: f64::from(u8::from(right)),
                given: 1.0,
                ..Tally::default()
            };
            self.fields.entry(claim.field).or_default().add(&one);
            if !right {
                let shown = format!(
                    "{}: {} from {:?}",
                    event.name,
                    claim.value.short(),
                    claim.span.of(text)
                );
                faults.push((format!("{} not wanted", claim.field.key()), shown));
            }
        }
        for value in scored(event) {
            let agreeing: Vec<&Claim> = given
                .iter()
                .copied()
                .filter(|claim| agrees(value, claim, text))
                .collect();
            let one = Tally {
                right_wanted: f64::from(u8::from(!agreeing.is_empty())),
                wanted: 1.0,
                ..Tally::default()
            };
            self.fields.entry(value.field).or_default().add(&one);
            if agreeing.is_empty() {
                let shown = format!("{}: {} from {:?}", event.name, value.value, value.words);
                faults.push((format!("{} missed", value.field.key()), shown));
                continue;
            }
            self.add_manner(event, value, &agreeing, text, faults);
        }
    }

    /// How a found value is put, by whom, in which words.
    fn add_manner(
        &mut self,
        event: &WantedEvent,
        value: &WantedValue,
        agreeing: &[&Claim],
        text: &str,
        faults: &mut Vec<Fault>,
    ) {
        let stance = agreeing.iter().any(|claim| claim.stance == value.stance);
        let speaker = agreeing.iter().any(|claim| same_speaker(&value.speaker, claim));
        let asked = value.speaker != "report" || !is_circumstance(value.field);
        self.stance.count(stance);
        if asked {
            self.speaker.count(speaker);
        }
        if !value.words.is_empty() {
            self.words.count(
                agreeing
                    .iter()
                    .any(|claim| shares_words(&value.words, claim, text)),
            );
        }
        let of = |what: &str, wanted: &str, given: String| {
            let shown = format!(
                "{}: {} {}: wanted {wanted}, given {given}",
                event.name,
                value.field.key(),
                value.value
            );
            (format!("wrong {what}"), shown)
        };
        if !stance {
            faults.push(of(
                "stance",
                value.stance.key(),
                agreeing[0].stance.key().to_owned(),
            ));
        }
        if asked && !speaker {
            let given = &agreeing[0].speaker;
            faults.push(of(
                "speaker",
                &value.speaker,
                format!("{:?} {:?}", given.kind, given.name),
            ));
        }
    }
}

/// The fields whose speaker cases leave out, whoever tells of them.
pub(super) fn is_circumstance(field: Field) -> bool {
    matches!(
        field,
        Field::Date | Field::Place | Field::Site | Field::Target | Field::Weapon | Field::Impact
    )
}

/// The values of an event that are scored: `date: none` wants nothing.
fn scored(event: &WantedEvent) -> impl Iterator<Item = &WantedValue> {
    event
        .values
        .iter()
        .filter(|value| !(value.field == Field::Date && value.value == "none"))
}

/// The claims of account `n` that give values; the event's own code is scored apart.
fn claims(reading: &Reading, n: usize) -> impl Iterator<Item = &Claim> {
    reading
        .claims_of(n as u32)
        .map(|(_, claim)| claim)
        .filter(|claim| claim.field != Field::Event && !claim.value.short().is_empty())
}

/// For each wanted event the account assigned to it.
pub(super) fn assigned(case: &Case, text: &str, reading: &Reading) -> Vec<Option<usize>> {
    let weights: Vec<Vec<i64>> = case
        .events
        .iter()
        .map(|event| {
            (0..reading.accounts.len())
                .map(|n| likeness(event, text, reading, n))
                .collect()
        })
        .collect();
    assign::best(&weights)
}

/// Below this an account tells of another event: neither place nor words nor code agree enough.
const LIKE_ENOUGH: i64 = 3;

/// How much account `n` looks like `event`: code, place, date, and words of any value; 0 where too little.
fn likeness(event: &WantedEvent, text: &str, reading: &Reading, n: usize) -> i64 {
    let book = Codebook::get();
    let code = &reading.accounts[n].code.0;
    let of_code = if event.codes.iter().any(|wanted| wanted == code) {
        3
    } else {
        i64::from(
            event
                .codes
                .iter()
                .any(|wanted| book.is_a(wanted, code) || book.is_a(code, wanted)),
        )
    };
    let given: Vec<&Claim> = claims(reading, n).collect();
    let any = |field: Field| {
        event.of(field).any(|value| {
            given
                .iter()
                .any(|claim| claim.field == field && agrees(value, claim, text))
        })
    };
    let of_words = event
        .values
        .iter()
        .filter(|value| !value.words.is_empty())
        .filter(|value| {
            given
                .iter()
                .any(|claim| claim.field == value.field && shares_words(&value.words, claim, text))
        })
        .count();
    let like = of_code
        + 3 * i64::from(any(Field::Place))
        + 2 * i64::from(any(Field::Date))
        + 2 * of_words.min(4) as i64;
    if like < LIKE_ENOUGH { 0 } else { like }
}

/// Whether `claim` gives the value wanted.
#[must_use]
pub fn agrees(wanted: &WantedValue, claim: &Claim, text: &str) -> bool {
    if wanted.field != claim.field {
        return false;
    }
    match &claim.value {
        Value::When(when) => {
            let iso = when.iso();
            // Cases write a night as its two days; "Monday night" is read as the night of one.
            let night = (when.part == Some(PartOfDay::Night))
                .then(|| Some((when.first?, when.first?.tomorrow().ok()?)))
                .flatten()
                .is_some_and(|(first, next)| wanted.value == format!("{first}/{next}"));
            night || iso.split('T').next() == Some(wanted.value.as_str())
        }
        Value::Place(place) => {
            // "between X and Y" is at neither end: a case names one of them, a claim one and the other.
            let other = match &place.relation {
                Some(Relation::Between { other }) => other.as_str(),
                _ => "",
            };
            let named = [place.name.as_str(), claim.span.of(text), other]
                .iter()
                .any(|name| fold(name) == fold(&wanted.value))
                || is_site_of(place, claim.span.of(text), &wanted.value);
            named
                && (wanted.country.is_empty()
                    || place.country().is_empty()
                    || place.country() == wanted.country)
        }
        Value::Toll(toll) => wanted.count == Some(toll.count) && wanted.running == toll.running,
        Value::Actor(actor) => named(wanted, &actor.key, &actor.name, claim, text),
        Value::Term(term) => named(wanted, &term.key, &term.name, claim, text),
        Value::Event(_) => false,
    }
}

/// Whether `place` is a site or quarter that its own words place in the place wanted ("the Kati garrison" is at Kati).
fn is_site_of(place: &Place, words: &str, wanted: &str) -> bool {
    let words = fold(words);
    let wanted = fold(wanted);
    let whole = |at: usize| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(words[..at].chars().next_back()) && edge(words[at + wanted.len()..].chars().next())
    };
    matches!(place.kind, PlaceKind::Site | PlaceKind::Quarter)
        && !wanted.is_empty()
        && words.match_indices(&wanted).any(|(at, _)| whole(at))
}

fn named(wanted: &WantedValue, key: &str, name: &str, claim: &Claim, text: &str) -> bool {
    let value = fold(&wanted.value);
    (!key.is_empty() && key == value) || fold(name) == value || shares_words(&wanted.words, claim, text)
}

/// Whether the claim's words overlap an occurrence of `words` in the text.
pub(super) fn shares_words(words: &str, claim: &Claim, text: &str) -> bool {
    overlaps(text, words, claim.span.start as usize, claim.span.end as usize)
}

fn overlaps(text: &str, words: &str, start: usize, end: usize) -> bool {
    !words.is_empty()
        && text
            .match_indices(words)
            .any(|(at, _)| at < end && start < at + words.len())
}

/// Whether the claim is said by whom the case names: `report`, or words of the speaker's name.
fn same_speaker(wanted: &str, claim: &Claim) -> bool {
    is_speaker(wanted, &claim.speaker)
}

/// Whether `speaker` is whom the case names.
pub(super) fn is_speaker(wanted: &str, speaker: &Speaker) -> bool {
    if wanted == "report" {
        return speaker.kind == SpeakerKind::Report;
    }
    let (wanted, given) = (bare(wanted), bare(&speaker.name));
    !given.is_empty() && (wanted.contains(&given) || given.contains(&wanted))
}

/// A speaker's name folded, without its article.
fn bare(name: &str) -> String {
    let folded = fold(name);
    let words = folded
        .split_whitespace()
        .map(|word| word.trim_start_matches("l'").trim_start_matches("d'"));
    words
        .filter(|word| {
            !matches!(
                *word,
                "the" | "a" | "an" | "le" | "la" | "les" | "un" | "une" | "des" | "du" | "de"
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;

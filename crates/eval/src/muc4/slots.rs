//! The four slots of MUC-4 that hold values and not words: date, location, number and effect on people.
//!
//! Credit is given as the task's own scoring did, without a person in the loop: a right value counts 1, a partly right
//! one ½, and precision and recall are that credit over the fills given and wanted.
//! - **date**: right if the same day, or the same range. Half if a single day lies within the wanted range (`- X` is open
//!   towards the past), or if `- X` is given and X is the wanted day or the end of the wanted range.
//! - **location**: right if the country and the narrowest place named are the same. Half if only one of the two is.
//! - **number**, **effect**: each victim's fill is a value and the words of the victim. Right if both fit, half if only
//!   the value fits, or if the number is an end of the wanted range or wanted as `~`, or if NO INJURY or NO DEATH is given
//!   where NO INJURY OR DEATH is wanted. Fills are assigned one to one for the most credit.
//!
//! Alternatives (`A / B`) are equally right. `?` marks a fill that may be left out: it is wanted only where it is found.
//! `-` wants nothing: what is given there is spurious. `*` means that the slot does not apply: nothing is counted.
//! A template marked OPTIONAL is wanted only where a predicted one maps to it.

use super::forms::Template;
use super::normal::normal;
use super::templates::{normalised, within};
use crate::assign;
use crate::files::{self, Read};
use crate::tally::Tally;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The slots scored here, by their names in scores.
pub const VALUE_SLOTS: [&str; 4] = ["date", "location", "number", "effect"];

/// One template of the key with all its slots as text.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyTemplate {
    /// The document.
    pub docid: String,
    /// The document has no relevant incident.
    #[serde(default)]
    pub irrelevant: bool,
    /// It may be left out.
    #[serde(default)]
    pub optional: bool,
    /// Fills by slot name.
    pub slots: BTreeMap<String, Vec<String>>,
}

/// One template as predicted, with its values in the task's own notation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coded {
    /// Type and entities.
    #[serde(skip)]
    pub template: Template,
    /// `16 NOV 89`, `- 16 NOV 89`, `15 NOV 89 - 16 NOV 89`; "" for none.
    pub date: String,
    /// `COUNTRY: PLACE (KIND)`; "" for none.
    pub location: String,
    /// The victims.
    pub victims: Vec<VictimFill>,
    /// Why: a line for the document and one for each word given, with the features that say most for or against.
    #[serde(default)]
    pub why: Vec<String>,
}

/// What is predicted of one victim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VictimFill {
    /// The ways in which the text names it.
    pub mentions: Vec<String>,
    /// `6`, `~100`, `5 - 7`, `30-` (at least), `PLURAL`; "" for none.
    pub number: String,
    /// `DEATH`, `INJURY`, …; "" for none.
    pub effect: String,
}

/// The key of a whole set from `full_templates*.jsonl`, templates of relevant documents only.
///
/// # Errors
/// When a file is missing or malformed.
pub fn read_keys(dir: &Path) -> Read<BTreeMap<String, Vec<KeyTemplate>>> {
    const FORM: &str =
        "{\"docid\": …, \"irrelevant\": …, \"optional\": …, \"slots\": {\"INCIDENT: DATE\": […], …}}";
    let mut keys: BTreeMap<String, Vec<KeyTemplate>> = BTreeMap::new();
    let form = "full_templates*.jsonl beside gtt/ and grit/";
    for path in files::list(dir, &[".jsonl"], form)? {
        if files::stem(&path).starts_with("full_templates") {
            for key in files::json_lines::<KeyTemplate>(&path, FORM)? {
                let of_doc = keys.entry(key.docid.clone()).or_default();
                if !key.irrelevant {
                    of_doc.push(key);
                }
            }
        }
    }
    Ok(keys)
}

/// The counts of one or more documents by slot, in the order of [`VALUE_SLOTS`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    /// By slot.
    pub tallies: [Tally; 4],
}

impl Slots {
    /// Adds one document. `gold` are its templates with entities, one for one with `keys`.
    pub fn add(&mut self, predicted: &[Coded], gold: &[Template], keys: &[KeyTemplate]) {
        let map = map(predicted, gold, keys);
        for (one, to) in predicted.iter().zip(&map) {
            match to.and_then(|to| keys.get(to)) {
                Some(key) => self.add_pair(one, key),
                None => {
                    for (tally, given) in self.tallies.iter_mut().zip(fills(one)) {
                        tally.given += given.len() as f64;
                    }
                }
            }
        }
        for (index, key) in keys.iter().enumerate() {
            if !key.optional && !map.contains(&Some(index)) {
                for (tally, slot) in self.tallies.iter_mut().zip(0..4) {
                    tally.wanted += wanted(key, slot).iter().filter(|fill| !fill.optional).count() as f64;
                }
            }
        }
    }

    fn add_pair(&mut self, one: &Coded, key: &KeyTemplate) {
        for (slot, (tally, given)) in self.tallies.iter_mut().zip(fills(one)).enumerate() {
            if key_text(key, slot).iter().any(|fill| fill.trim() == "*") {
                continue;
            }
            let wanted = wanted(key, slot);
            let halves: Vec<Vec<i64>> = given
                .iter()
                .map(|fill| wanted.iter().map(|want| credit(slot, fill, want)).collect())
                .collect();
            let map = assign::best(&halves);
            let found = |index: usize| map.contains(&Some(index));
            let right = assign::value(&halves) as f64 / 2.0;
            let due = wanted
                .iter()
                .enumerate()
                .filter(|(index, want)| !want.optional || found(*index));
            tally.add(&Tally {
                right_given: right,
                given: given.len() as f64,
                right_wanted: right,
                wanted: due.count() as f64,
            });
        }
    }
}

/// Predicted templates to keys: the same or a wider type ("attack" may map to any, at half its credit), then the most
/// entities in common, then date and location.
fn map(predicted: &[Coded], gold: &[Template], keys: &[KeyTemplate]) -> Vec<Option<usize>> {
    let weights: Vec<Vec<i64>> = predicted
        .iter()
        .map(|one| {
            let ours = normalised(&one.template);
            gold.iter()
                .zip(keys)
                .map(|(other, key)| {
                    let typed = if other.incident_type.contains(&ours.incident_type) {
                        8
                    } else if ours.incident_type == "attack" {
                        4
                    } else {
                        return 0;
                    };
                    let theirs = normalised(other);
                    let shared: i64 = ours
                        .roles
                        .iter()
                        .zip(&theirs.roles)
                        .map(|(ours, theirs)| {
                            let right = ours
                                .iter()
                                .filter(|one| theirs.iter().any(|other| within(one, other)));
                            8 * right.count() as i64
                        })
                        .sum();
                    let valued: i64 = (0..2)
                        .map(|slot| {
                            let wanted = wanted(key, slot);
                            let given = &fills(one)[slot];
                            let credits = given
                                .iter()
                                .flat_map(|fill| wanted.iter().map(|w| credit(slot, fill, w)));
                            credits.max().unwrap_or(0)
                        })
                        .sum();
                    typed + shared + valued
                })
                .collect()
        })
        .collect();
    assign::best(&weights)
}

/// A predicted fill: its value and the words it is of (none for date and location).
struct Fill {
    value: String,
    words: Vec<String>,
}

/// The fills of a predicted template by slot.
fn fills(one: &Coded) -> [Vec<Fill>; 4] {
    let plain = |value: &str| -> Vec<Fill> {
        let value = value.trim().to_uppercase();
        let words = Vec::new();
        if value.is_empty() {
            Vec::new()
        } else {
            vec![Fill { value, words }]
        }
    };
    let of_victims = |value: fn(&VictimFill) -> &str| -> Vec<Fill> {
        one.victims
            .iter()
            .filter(|victim| !value(victim).is_empty())
            .map(|victim| Fill {
                value: value(victim).trim().to_uppercase(),
                words: victim.mentions.iter().map(|mention| normal(mention)).collect(),
            })
            .collect()
    };
    [
        plain(&one.date),
        plain(&one.location),
        of_victims(|victim| &victim.number),
        of_victims(|victim| &victim.effect),
    ]
}

/// A wanted fill: alternatives of its value, the words it may be of, and whether it may be left out.
struct Want {
    values: Vec<String>,
    words: Vec<String>,
    optional: bool,
}

fn key_text(key: &KeyTemplate, slot: usize) -> &[String] {
    const NAMES: [&str; 4] = [
        "INCIDENT: DATE",
        "INCIDENT: LOCATION",
        "HUM TGT: NUMBER",
        "HUM TGT: EFFECT OF INCIDENT",
    ];
    key.slots.get(NAMES[slot]).map_or(&[], Vec::as_slice)
}

fn wanted(key: &KeyTemplate, slot: usize) -> Vec<Want> {
    let has_words = slot >= 2;
    let texts = key_text(key, slot).iter().map(|text| text.trim());
    texts
        .filter(|text| !matches!(*text, "-" | "*" | ""))
        .map(|text| want(text, has_words))
        .collect()
}

/// `? A / B: "words" / "words"` taken apart.
fn want(text: &str, has_words: bool) -> Want {
    let optional = text.starts_with('?');
    let text = text.trim_start_matches('?').trim();
    let (values, words) = match text.split_once(": \"").filter(|_| has_words) {
        Some((values, words)) => (values, words),
        None => (text, ""),
    };
    Want {
        values: alternatives(values),
        words: words
            .split("\" / \"")
            .map(|part| normal(part.trim_matches('"')))
            .filter(|part| !part.is_empty())
            .collect(),
        optional,
    }
}

/// `A / B` cut at the slashes outside parentheses, parentheses around a whole alternative removed.
fn alternatives(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut depth = 0i32;
    for c in text.to_uppercase().chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        match out.last_mut() {
            Some(last) if c != '/' || depth > 0 => last.push(c),
            _ => out.push(String::new()),
        }
    }
    out.iter()
        .map(|part| {
            let part = part.trim();
            let bare = part.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            bare.unwrap_or(part).trim().to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// Credit in halves: 2 right, 1 partly right, 0 wrong.
fn credit(slot: usize, fill: &Fill, want: &Want) -> i64 {
    let of_value = |value: &String| match slot {
        0 => date_credit(&fill.value, value),
        1 => location_credit(&fill.value, value),
        2 => number_credit(&fill.value, value),
        _ => effect_credit(&fill.value, value),
    };
    let best = want.values.iter().map(of_value).max().unwrap_or(0);
    let same_words = slot < 2 || fill.words.iter().any(|words| want.words.contains(words));
    if same_words { best } else { best.min(1) }
}

fn date_credit(given: &str, wanted: &str) -> i64 {
    let (Some((first, last)), Some((low, high))) = (days(given), days(wanted)) else {
        return i64::from(given == wanted) * 2;
    };
    if (first, last) == (low, high) {
        return 2;
    }
    let single = first == Some(last);
    let inside = single && low.is_none_or(|low| low <= last) && last <= high && low != Some(high);
    i64::from(inside || first.is_none() && last == high)
}

/// `16 NOV 89`, `15 NOV 89 - 16 NOV 89` and `- 16 NOV 89` as first (`None`: open) and last day; `None` if unreadable.
fn days(text: &str) -> Option<(Option<Date>, Date)> {
    match text.split_once('-') {
        None => day(text).map(|day| (Some(day), day)),
        Some((head, tail)) if head.trim().is_empty() => Some((None, day(tail)?)),
        Some((head, tail)) => Some((Some(day(head)?), day(tail)?)),
    }
}

fn day(text: &str) -> Option<Date> {
    const MONTHS: &str = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    let mut parts = text.split_whitespace();
    let day: i8 = parts.next()?.parse().ok()?;
    let month = MONTHS.find(parts.next()?.get(..3)?)? / 3 + 1;
    let year: i16 = parts.next()?.parse().ok()?;
    Date::new(if year < 100 { 1900 + year } else { year }, month as i8, day).ok()
}

/// Right if country and narrowest place agree; half if one of the two does.
fn location_credit(given: &str, wanted: &str) -> i64 {
    let ((country, place), (country1, place1)) = (ends(given), ends(wanted));
    let same_place = !place.is_empty()
        && place1
            .split(" - ")
            .any(|part| bare(part) == place || place1 == place);
    match (country == country1, place == place1) {
        (true, true) => 2,
        (true, false) => 1,
        (false, _) => i64::from(same_place),
    }
}

/// Country and narrowest place of `COUNTRY: WIDER (KIND): NARROW (KIND)`, kinds left out; "" where only the country is named.
fn ends(text: &str) -> (String, String) {
    let mut parts = text.split(':').map(bare);
    let country = parts.next().unwrap_or_default();
    (country, parts.next_back().unwrap_or_default())
}

fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            c if depth <= 0 => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number_credit(given: &str, wanted: &str) -> i64 {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (given, wanted) = (squeezed(given), squeezed(wanted));
    if given == wanted {
        return 2;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let end = digits(&given) && wanted.contains('-') && wanted.split('-').any(|end| end == given);
    i64::from(end || digits(&given) && wanted.strip_prefix('~') == Some(&given))
}

fn effect_credit(given: &str, wanted: &str) -> i64 {
    if given == wanted {
        2
    } else {
        i64::from(wanted == "NO INJURY OR DEATH" && matches!(given, "NO INJURY" | "NO DEATH"))
    }
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;

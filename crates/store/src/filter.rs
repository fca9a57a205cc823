//! What a list of incidents is asked for, and how that is put to the database.

use crate::columns::MarkKind;
use crate::rows::{nature_number, status_number};
use crate::sight::Sight;
use jiff::civil::Date;
use rusqlite::types::Value;
use std::fmt;
use std::str::FromStr;
use tocsin_core::{Nature, Standing, Status};

/// Incidents are listed newest day first. All conditions must hold; `None` asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Happened on or after this day. Times wider than a month count by their first day, undated ones by the day heard.
    pub from: Option<Date>,
    /// Happened on or before this day.
    pub to: Option<Date>,
    /// The leading place's point lies within.
    pub bbox: Option<Bbox>,
    /// ISO 3166-1 alpha-2 of a country any source gives.
    pub country: Option<String>,
    /// Code of an administrative unit any source gives.
    pub unit: Option<String>,
    /// A code of the code book, narrower codes included.
    pub code: Option<String>,
    /// Key of an actor said to have done or claimed it.
    pub actor: Option<String>,
    /// Where it stands.
    pub status: Option<Status>,
    /// Told, or only a candidate.
    pub standing: Option<Standing>,
    /// Real, sample, exercise.
    pub nature: Option<Nature>,
    /// Given to this account.
    pub assigned: Option<String>,
    /// Words that must all be in one of its reports, or all among its names.
    pub text: Option<String>,
    /// How many at most; 0 stands for 50, more than 1,000 for 1,000.
    pub limit: usize,
    /// Where the page before ended.
    pub after: Option<Cursor>,
}

/// A box on the map in degrees; a box across the 180th meridian has `west > east`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bbox {
    /// Least latitude.
    pub south: f64,
    /// Least longitude.
    pub west: f64,
    /// Greatest latitude.
    pub north: f64,
    /// Greatest longitude.
    pub east: f64,
}

/// Where a page ended. Written `2024-09-17.42`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub(crate) day: String,
    pub(crate) row: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.day, self.row)
    }
}

impl FromStr for Cursor {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.split_once('.')
            .and_then(|(day, row)| {
                Some(Self {
                    day: day.to_owned(),
                    row: row.parse().ok()?,
                })
            })
            .ok_or_else(|| format!("{text:?} is not a place in a list"))
    }
}

/// Conditions on `incidents i`, with their values in order.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    pub(crate) fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.extend(values);
    }
}

impl Filter {
    /// The number of incidents a page holds.
    pub(crate) fn page_size(&self) -> usize {
        match self.limit {
            0 => 50,
            n => n.min(1000),
        }
    }

    /// The values it asks for by mark, in a fixed order.
    pub(crate) fn marks(&self) -> Vec<(i64, &str)> {
        let asked = [
            (MarkKind::Code, &self.code),
            (MarkKind::Country, &self.country),
            (MarkKind::Actor, &self.actor),
            (MarkKind::Unit, &self.unit),
        ];
        asked
            .into_iter()
            .filter_map(|(kind, value)| Some((kind.number(), value.as_deref()?)))
            .collect()
    }

    /// Whether it asks for nothing that the tallies do not know apart.
    pub(crate) fn is_tallied(&self) -> bool {
        self.from.is_none()
            && self.to.is_none()
            && self.bbox.is_none()
            && self.text.is_none()
            && self.assigned.is_none()
            && self.unit.is_none()
            && self.marks().len() <= 1
    }

    /// Conditions on columns that `incidents` and `tally` share; the limits of `sight` always among them.
    pub(crate) fn shared(&self, sight: &Sight) -> Conditions {
        let mut all = Conditions::default();
        all.and(&sight.on(""), []);
        if let Some(nature) = self.nature {
            all.and("nature = ?", [nature_number(nature).into()]);
        }
        if let Some(status) = self.status {
            all.and("status = ?", [status_number(status).into()]);
        }
        if let Some(standing) = self.standing {
            all.and(
                "standing = ?",
                [i64::from(standing == Standing::Candidate).into()],
            );
        }
        all
    }

    /// All conditions on `incidents i` but for text, the place in the list, and mark number `but`.
    pub(crate) fn conditions(&self, sight: &Sight, but: Option<usize>) -> Conditions {
        let mut all = self.shared(sight);
        if let Some(assigned) = &self.assigned {
            all.and("i.assigned = ?", [assigned.clone().into()]);
        }
        self.days("i.day", &mut all);
        if let Some(to) = self.to {
            all.and("coalesce(i.first, i.day) <= ?", [to.to_string().into()]);
        }
        if let Some(bbox) = self.bbox {
            all.and("i.lat BETWEEN ? AND ?", [bbox.south.into(), bbox.north.into()]);
            let sides = if bbox.west <= bbox.east { "AND" } else { "OR" };
            all.and(
                &format!("(i.lon >= ? {sides} i.lon <= ?)"),
                [bbox.west.into(), bbox.east.into()],
            );
        }
        for (n, (kind, value)) in self.marks().into_iter().enumerate() {
            if but != Some(n) {
                all.and(
                    "EXISTS (SELECT 1 FROM marks x WHERE x.kind = ? AND x.value = ? AND x.day = i.day AND x.incident = i.row)",
                    [kind.into(), value.to_owned().into()],
                );
            }
        }
        all
    }

    /// The days between which what matches is listed, as conditions on the column named.
    pub(crate) fn days(&self, day: &str, all: &mut Conditions) {
        if let Some(from) = self.from {
            all.and(&format!("{day} >= ?"), [from.to_string().into()]);
        }
        if let Some(to) = self.to {
            // A time up to a month wide is listed under its last day: nothing listed later can have begun by then.
            let latest = to.saturating_add(jiff::Span::new().days(31));
            all.and(&format!("{day} <= ?"), [latest.to_string().into()]);
        }
    }

    /// The condition that skips what earlier pages showed, on the columns named.
    pub(crate) fn after(&self, day: &str, row: &str, all: &mut Conditions) {
        if let Some(cursor) = &self.after {
            all.and(
                &format!("({day}, {row}) < (?, ?)"),
                [cursor.day.clone().into(), cursor.row.into()],
            );
        }
    }

    /// The words asked for, as the full-text index wants them; `None` if there are none.
    pub(crate) fn query(&self) -> Option<String> {
        let text = self.text.as_deref()?;
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(16)
            .map(|word| format!("\"{word}\""))
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_are_only_words() {
        let query = |text: &str| {
            Filter {
                text: Some(text.to_owned()),
                ..Filter::default()
            }
            .query()
        };
        assert_eq!(
            query("a\"b OR NEAR(x)"),
            Some(r#""a" "b" "OR" "NEAR" "x""#.to_owned())
        );
        assert_eq!(query("l'armée"), Some(r#""l" "armée""#.to_owned()));
        assert_eq!(query(" *\"- "), None);
    }

    #[test]
    fn cursors_come_back() {
        let cursor = Cursor {
            day: "2024-09-17".to_owned(),
            row: 42,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert!("x".parse::<Cursor>().is_err());
    }
}

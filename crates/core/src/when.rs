//! Time as the words give it: an interval with its precision, never more exact than what was said.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How exactly a time is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// A part of one day ("Tuesday morning").
    PartOfDay,
    /// One day.
    Day,
    /// A night that crosses midnight ("dans la nuit du 16 au 17").
    Night,
    /// Several named days, or a weekend.
    Days,
    /// One week.
    Week,
    /// One month, or a part of it.
    Month,
    /// A quarter, a season, a half year.
    Season,
    /// One year.
    Year,
    /// Longer, or open on one side.
    Longer,
    /// A day or month is said but not which year, and nothing tells it.
    NoYear,
    /// "Recently", "now": no interval follows.
    Vague,
}

/// Part of a day, by local time: night 0–5, early morning 4–8, morning 6–12, noon 11–14, afternoon 12–18, evening 17–22, night 20–5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names say it; the hours are in the type's own line"
)]
pub enum PartOfDay {
    EarlyMorning,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

/// Why a date should not simply be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateFlag {
    /// The weekday said is not that date's.
    WeekdayMismatch,
    /// It lies after the report's own publication.
    AfterPublication,
    /// It lies a year or more before a publication that speaks of it as fresh.
    StaleYear,
    /// The date does not exist (31 June).
    NoSuchDay,
    /// Day and month may be swapped (03/04).
    Ambiguous,
}

/// A stretch of time. `first`/`last` are civil dates at the place of the event, both inclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct When {
    /// First day; `None` if open towards the past, or not known.
    pub first: Option<Date>,
    /// Last day; `None` if open towards the future, or not known.
    pub last: Option<Date>,
    /// How exactly it is said.
    pub precision: Precision,
    /// Part of the day, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<PartOfDay>,
    /// Local clock time in minutes after midnight, 0..1440, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minute: Option<u16>,
    /// Month 1–12 and day 1–31 said without a year ([`Precision::NoYear`]); day 0 = not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month_day: Option<(u8, u8)>,
    /// Doubts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<DateFlag>,
}

impl When {
    /// One whole day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self::span(date, date, Precision::Day)
    }

    /// The days `first..=last` at `precision`.
    #[must_use]
    pub fn span(first: Date, last: Date, precision: Precision) -> Self {
        Self {
            first: Some(first),
            last: Some(last),
            precision,
            part: None,
            minute: None,
            month_day: None,
            flags: Vec::new(),
        }
    }

    /// No interval at all: a month and day without a year, or a vague word.
    #[must_use]
    pub fn open(precision: Precision, month_day: Option<(u8, u8)>) -> Self {
        Self {
            first: None,
            last: None,
            precision,
            part: None,
            minute: None,
            month_day,
            flags: Vec::new(),
        }
    }

    /// Whether both can be true of one moment: their days meet, or one of them gives no days.
    /// A year-less month and day must fit the other's days.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        if let (Some((m1, d1)), Some((m2, d2))) = (self.month_day, other.month_day) {
            return m1 == m2 && (d1 == d2 || d1 == 0 || d2 == 0);
        }
        match (self.month_day, other.month_day) {
            (Some(yearless), None) => return other.holds_yearless(yearless),
            (None, Some(yearless)) => return self.holds_yearless(yearless),
            _ => {}
        }
        let starts_in_time = match (self.first, other.last) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        let ends_in_time = match (other.first, self.last) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        starts_in_time && ends_in_time
    }

    fn holds_yearless(&self, (month, day): (u8, u8)) -> bool {
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return true;
        };
        let mut date = first;
        // A year of days at most: beyond that every month and day is held.
        for _ in 0..366 {
            if date > last {
                return false;
            }
            if date.month() == month as i8 && (day == 0 || date.day() == day as i8) {
                return true;
            }
            let Ok(next) = date.tomorrow() else { return false };
            date = next;
        }
        true
    }

    /// Written for machines: `2024-09-17`, `2024-09`, `2024`, `2024-09-16/2024-09-17`, `--09-17`, or "" where nothing follows.
    #[must_use]
    pub fn iso(&self) -> String {
        if let Some((month, day)) = self.month_day.filter(|_| self.first.is_none()) {
            return if day == 0 {
                format!("--{month:02}")
            } else {
                format!("--{month:02}-{day:02}")
            };
        }
        match (self.first, self.last, self.precision) {
            (Some(first), Some(last), Precision::Month)
                if first.day() == 1 && last == first.last_of_month() =>
            {
                format!("{:04}-{:02}", first.year(), first.month())
            }
            (Some(first), Some(last), Precision::Year)
                if first.day_of_year() == 1 && last == first.last_of_year() =>
            {
                format!("{:04}", first.year())
            }
            (Some(first), Some(last), _) if first == last => match self.minute {
                Some(minute) => format!("{first}T{:02}:{:02}", minute / 60, minute % 60),
                None => first.to_string(),
            },
            (Some(first), Some(last), _) => format!("{first}/{last}"),
            (Some(first), None, _) => format!("{first}/.."),
            (None, Some(last), _) => format!("../{last}"),
            (None, None, _) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn meets(a: &When, b: &When, expected: bool) {
        assert_eq!(a.meets(b), expected, "{} and {}", a.iso(), b.iso());
        assert_eq!(b.meets(a), expected, "{} and {} (swapped)", b.iso(), a.iso());
    }

    #[test]
    fn meeting_times() {
        let day = When::day(date(2024, 9, 17));
        let month = When::span(date(2024, 9, 1), date(2024, 9, 30), Precision::Month);
        let other_year = When::day(date(2023, 9, 17));
        let yearless = When::open(Precision::NoYear, Some((9, 17)));
        meets(&day, &month, true);
        meets(&day, &other_year, false);
        meets(&day, &yearless, true);
        meets(&month, &yearless, true);
        meets(&When::day(date(2024, 9, 18)), &yearless, false);
        meets(&yearless, &When::open(Precision::NoYear, Some((9, 0))), true);
        meets(&yearless, &When::open(Precision::NoYear, Some((10, 17))), false);
        meets(&day, &When::open(Precision::Vague, None), true);
    }

    #[test]
    fn written_for_machines() {
        assert_eq!(When::day(date(2024, 9, 17)).iso(), "2024-09-17");
        assert_eq!(
            When::span(date(2024, 9, 1), date(2024, 9, 30), Precision::Month).iso(),
            "2024-09"
        );
        assert_eq!(
            When::span(date(2024, 9, 16), date(2024, 9, 17), Precision::Night).iso(),
            "2024-09-16/2024-09-17"
        );
        assert_eq!(When::open(Precision::NoYear, Some((9, 17))).iso(), "--09-17");
        assert_eq!(
            When::span(date(2024, 1, 1), date(2024, 12, 31), Precision::Year).iso(),
            "2024"
        );
    }
}

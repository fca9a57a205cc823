//! Calendar arithmetic: stretches of the calendar at any grain, their days, their neighbours and their TIMEX3 values.

use jiff::{ToSpan, civil::Date};

/// A unit of time, from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
    /// "period", "term": as long as the context says.
    Period,
}

/// A season of the north, as TIMEX3 knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A stretch of the calendar. Weeks and weekends are held by their Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    Day(Date),
    Week(Date),
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// Its first year.
    Decade(i16),
    /// Its number less one: 19 for the twentieth.
    Century(i16),
    /// A month of the Islamic calendar, by its first day.
    Lunar(Date),
}

impl Stamp {
    /// The stretch of grain `unit` that holds `date`; days for units finer than a day.
    pub(super) fn of(unit: Unit, date: Date) -> Self {
        let (year, month) = (date.year(), date.month());
        match unit {
            Unit::Week | Unit::Fortnight => Self::Week(monday(date)),
            Unit::Weekend => Self::Weekend(monday(date)),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Season => Self::Season(
                if month <= 2 { year - 1 } else { year },
                match month {
                    3..=5 => Season::Spring,
                    6..=8 => Season::Summer,
                    9..=11 => Season::Autumn,
                    _ => Season::Winter,
                },
            ),
            Unit::Year | Unit::Period => Self::Year(year),
            Unit::Decade => Self::Decade(year - year.rem_euclid(10)),
            Unit::Century => Self::Century(year / 100),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Self::Day(date),
        }
    }

    /// Its grain.
    pub(super) fn grain(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) => Unit::Quarter,
            Self::Half(..) => Unit::Half,
            Self::Season(..) => Unit::Season,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
            Self::Lunar(_) => Unit::Month,
        }
    }

    /// Its first day; `None` out of the calendar's range.
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Self::Day(date) | Self::Week(date) | Self::Lunar(date) => Some(date),
            Self::Weekend(date) => plus(date, 5, Unit::Day),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Self::Half(year, half) => Date::new(year, half * 6 - 5, 1).ok(),
            Self::Season(year, season) => Date::new(year, season_month(season), 1).ok(),
            Self::Year(year) | Self::Decade(year) => Date::new(year, 1, 1).ok(),
            Self::Century(century) => Date::new(century * 100, 1, 1).ok(),
        }
    }

    /// Its last day; `None` out of the calendar's range.
    pub(super) fn last(self) -> Option<Date> {
        let first = self.first()?;
        match self {
            Self::Day(_) => Some(first),
            Self::Week(_) => plus(first, 6, Unit::Day),
            Self::Weekend(_) => plus(first, 1, Unit::Day),
            Self::Lunar(_) => plus(first, 29, Unit::Day),
            Self::Month(..) => Some(first.last_of_month()),
            Self::Quarter(..) | Self::Season(..) => Some(plus(first, 2, Unit::Month)?.last_of_month()),
            Self::Half(..) => Some(plus(first, 5, Unit::Month)?.last_of_month()),
            Self::Year(_) => Some(first.last_of_year()),
            Self::Decade(_) => Some(plus(first, 9, Unit::Year)?.last_of_year()),
            Self::Century(_) => Some(plus(first, 99, Unit::Year)?.last_of_year()),
        }
    }

    /// `n` units later (earlier, if negative), kept at its own grain unless the unit is finer, which refines it.
    pub(super) fn shifted(self, n: i32, unit: Unit) -> Option<Self> {
        let first = self.first()?;
        let grain = self.grain();
        if unit >= grain {
            return Some(Self::of(grain, plus(self.middle()?, n, unit)?));
        }
        Some(Self::of(unit, plus(first, n, unit)?))
    }

    /// A day well inside, so that shifting by months or weeks does not fall over an edge.
    fn middle(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Week(date) | Self::Weekend(date) => plus(date, 3, Unit::Day),
            _ => plus(self.first()?, 1, Unit::Month).and_then(|date| plus(date, -1, Unit::Month)),
        }
    }

    /// Its TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Week(date) => week_value(date),
            Self::Weekend(date) => format!("{}-WE", week_value(date)),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season_key(season)),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(century) => format!("{century:02}"),
            // TIMEX3 has no lunar months: the civil month in which it begins.
            Self::Lunar(date) => format!("{:04}-{:02}", date.year(), date.month()),
        }
    }
}

/// The key of a season in TIMEX3.
pub(super) fn season_key(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn season_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

fn week_value(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The Monday of the week that holds `date`; `date` itself at the very edge of the calendar.
pub(super) fn monday(date: Date) -> Date {
    let back = i32::from(date.weekday().to_monday_zero_offset());
    plus(date, -back, Unit::Day).unwrap_or(date)
}

/// `date` moved by `n` units, the day of the month clipped to the month's length; `None` out of the calendar's range.
pub(super) fn plus(date: Date, n: i32, unit: Unit) -> Option<Date> {
    let n = i64::from(n);
    let moved = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Ok(date),
        Unit::Day | Unit::Night => date.checked_add(days(n)?),
        Unit::Week | Unit::Weekend => date.checked_add(days(n * 7)?),
        Unit::Fortnight => date.checked_add(days(n * 14)?),
        Unit::Month => date.checked_add(months(n)?),
        Unit::Quarter | Unit::Season => date.checked_add(months(n * 3)?),
        Unit::Half => date.checked_add(months(n * 6)?),
        Unit::Year | Unit::Period => date.checked_add(months(n * 12)?),
        Unit::Decade => date.checked_add(months(n * 120)?),
        Unit::Century => date.checked_add(months(n * 1200)?),
    };
    moved.ok().filter(|date| (1..=9990).contains(&date.year()))
}

fn days(n: i64) -> Option<jiff::Span> {
    (-3_600_000..=3_600_000).contains(&n).then(|| n.days())
}

fn months(n: i64) -> Option<jiff::Span> {
    (-119_000..=119_000).contains(&n).then(|| n.months())
}

/// Easter Sunday of `year` (Gregorian; the usual computus).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(
        year,
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    )
    .ok()
}

/// The civil date of a day of the tabular Islamic calendar; sighting may move it by a day either way.
pub(super) fn hijri(year: i32, month: i32, day: i32) -> Option<Date> {
    // Days since 1 Muharram 1, taken as 18 July 622 (proleptic Gregorian): of the two usual epochs the one that
    // comes nearer to the days kept in the last years.
    let before = (year - 1) * 354 + (3 + 11 * year) / 30 + (59 * (month - 1) + 1) / 2 + day - 1;
    plus(Date::new(622, 7, 18).ok()?, before, Unit::Day)
}

/// The Islamic day `month`/`day` that falls in the civil `year`; the first one where two do.
pub(super) fn hijri_in(year: i16, month: i32, day: i32) -> Option<Date> {
    let guess = (i32::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2)
        .filter_map(|islamic| hijri(islamic, month, day))
        .find(|date| date.year() == year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moving_feasts() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
        // Civil authorities kept 16 or 17 June 2024, 10 April 2024, 11 March 2024.
        let near = |found: Option<Date>, said: Date| {
            let apart = found.map(|found| found.since(said).map_or(99, |span| span.get_days()));
            assert!(apart.is_some_and(|days| days.abs() <= 1), "{found:?} {said}");
        };
        near(hijri_in(2024, 12, 10), date(2024, 6, 16));
        near(hijri_in(2024, 10, 1), date(2024, 4, 10));
        near(hijri_in(2024, 9, 1), date(2024, 3, 11));
        near(hijri_in(2015, 12, 10), date(2015, 9, 24));
    }

    #[test]
    fn stamps_give_values_and_days() {
        let day = date(1998, 2, 13);
        let values: Vec<String> = [
            Unit::Day,
            Unit::Week,
            Unit::Weekend,
            Unit::Month,
            Unit::Quarter,
            Unit::Season,
        ]
        .iter()
        .map(|&unit| Stamp::of(unit, day).value())
        .collect();
        assert_eq!(
            values,
            [
                "1998-02-13",
                "1998-W07",
                "1998-W07-WE",
                "1998-02",
                "1998-Q1",
                "1997-WI"
            ]
        );
        assert_eq!(Stamp::Month(1998, 2).last(), Some(date(1998, 2, 28)));
        assert_eq!(
            Stamp::Quarter(1989, 3).shifted(-1, Unit::Year),
            Some(Stamp::Quarter(1988, 3))
        );
        assert_eq!(
            Stamp::Day(day).shifted(-2, Unit::Week),
            Some(Stamp::Day(date(1998, 1, 30)))
        );
        assert_eq!(Stamp::Decade(1990).value(), "199");
    }
}

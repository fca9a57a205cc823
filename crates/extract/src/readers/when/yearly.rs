//! What comes round every year: the stretch a name gives in a year, feasts among them, and what makes a said date stale.

use super::calendar::{Stamp, Unit, easter, hijri_in, plus};
use super::meaning::{Beside, Feast, Name};
use jiff::civil::Date;

/// The occurrence of a yearly name in `year`.
pub(super) fn in_year(name: Name, year: i16) -> Option<Stamp> {
    Some(match name {
        Name::Month(month) => Stamp::Month(year, month),
        Name::MonthDay(month, day) => Stamp::Day(Date::new(year, month, day).ok()?),
        Name::Season(season) => Stamp::Season(year, season),
        Name::Quarter(quarter) => Stamp::Quarter(year, quarter),
        Name::Half(half) => Stamp::Half(year, half),
        Name::Feast(feast) => return feast_in(feast, year),
        Name::Weekday(_) | Name::DayOfMonth(_) => return None,
    })
}

fn feast_in(feast: Feast, year: i16) -> Option<Stamp> {
    Some(Stamp::Day(match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok()?,
        Feast::Easter(days) => plus(easter(year)?, days, Unit::Day)?,
        Feast::Islamic(month, day) => hijri_in(year, i32::from(month), i32::from(day))?,
        Feast::IslamicMonth(month) => {
            return Some(Stamp::Lunar(hijri_in(year, i32::from(month), 1)?));
        }
        Feast::Nth(nth, weekday, month, days) => {
            let first = Date::new(year, month, 1).ok()?;
            let ahead =
                (i32::from(weekday) - i32::from(first.weekday().to_monday_one_offset())).rem_euclid(7);
            plus(first, ahead + 7 * (i32::from(nth) - 1) + days, Unit::Day)?
        }
    }))
}

/// A year or more old, though said as fresh ("this"), or with the weekday that the day has in the year of publication.
pub(super) fn is_stale(date: Date, published: Date, beside: Beside) -> bool {
    let old = plus(date, 12, Unit::Month).is_some_and(|later| {
        plus(published, 31, Unit::Day).is_some_and(|soon| later <= soon) && date < published
    });
    let this_year = Date::new(published.year(), date.month(), date.day()).ok();
    let fits_now = this_year.is_some_and(|day| {
        beside.weekday == Some(day.weekday().to_monday_one_offset())
            && beside.weekday != Some(date.weekday().to_monday_one_offset())
    });
    old && date.year() < published.year() && (beside.fresh || fits_now)
}

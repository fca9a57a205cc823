//! Writes anchored meanings: TIMEX3 values, and calendar intervals in the words of the core.

use super::calendar::{Stamp, Unit, plus, season_key};
use super::meaning::{Amount, Beside, Part, Repeat, Share};
use jiff::civil::Date;
use tocsin_core::{DateFlag, PartOfDay, Precision, When};

/// The TIMEX3 value of a stretch with what is said beside it.
pub(super) fn point(stamp: Stamp, beside: Beside) -> String {
    let text = stamp.value();
    if matches!(stamp, Stamp::Day(_)) {
        with_time(text, beside)
    } else {
        text
    }
}

/// `text` with a clock time or a part of the day, where said.
pub(super) fn with_time(text: String, beside: Beside) -> String {
    if let Some(minute) = beside.minute {
        let zone = if beside.utc { "Z" } else { "" };
        return format!("{text}T{:02}:{:02}{zone}", minute / 60, minute % 60);
    }
    match beside.part.map(part_key) {
        Some(key) if !key.is_empty() => format!("{text}{key}"),
        _ => text,
    }
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Dawn | Part::Morning => "TMO",
        Part::Noon => "T12:00",
        Part::Afternoon => "TAF",
        Part::Evening => "TEV",
        Part::Night => "TNI",
        Part::Midnight => "T00:00",
        Part::Daytime => "",
    }
}

/// The interval of a stretch; `None` out of the calendar's range.
pub(super) fn when(stamp: Stamp, beside: Beside, flags: Vec<DateFlag>) -> Option<When> {
    let (mut first, mut last) = (stamp.first()?, stamp.last()?);
    let mut precision = match stamp {
        Stamp::Day(_) => Precision::Day,
        Stamp::Week(_) => Precision::Week,
        Stamp::Weekend(_) => Precision::Days,
        Stamp::Month(..) | Stamp::Lunar(_) => Precision::Month,
        Stamp::Quarter(..) | Stamp::Half(..) | Stamp::Season(..) => Precision::Season,
        Stamp::Year(_) => Precision::Year,
        Stamp::Decade(_) | Stamp::Century(_) => Precision::Longer,
    };
    if let Some(share) = beside.share
        && !matches!(stamp, Stamp::Day(_))
    {
        (first, last) = share_of(first, last, share)?;
    }
    let mut when = When::span(first, last, precision);
    if matches!(stamp, Stamp::Day(_)) {
        if beside.overnight {
            when.last = first.tomorrow().ok();
            precision = Precision::Night;
        } else if beside.part.is_some_and(|part| part_of_day(part).is_some()) {
            precision = Precision::PartOfDay;
        }
        if let Some(minute) = beside.minute {
            precision = if minute % 60 == 0 {
                Precision::Hour
            } else {
                Precision::Minute
            };
            when.minute = Some(minute);
        }
        when.part = beside.part.and_then(part_of_day);
    }
    when.precision = precision;
    when.flags = flags;
    Some(when)
}

/// A month and day (0: none) of no known year.
pub(super) fn yearless(month: i8, day: i8, beside: Beside) -> When {
    let month_day = (month.unsigned_abs(), day.unsigned_abs());
    let mut when = When::open(Precision::NoYear, Some(month_day));
    when.part = beside.part.and_then(part_of_day);
    when.minute = beside.minute;
    if beside.ambiguous {
        when.flags.push(DateFlag::Ambiguous);
    }
    when
}

/// A weekday or season of no known date.
pub(super) fn patterned(beside: Beside) -> When {
    let mut when = When::open(Precision::Vague, None);
    when.part = beside.part.and_then(part_of_day);
    when.minute = beside.minute;
    when
}

/// The TIMEX3 value of a length.
pub(super) fn length(amount: Amount, unit: Unit) -> String {
    let Amount::Halves(halves) = amount else {
        return match unit {
            Unit::Hour => "PTXH".to_owned(),
            Unit::Minute => "PTXM".to_owned(),
            Unit::Second => "PTXS".to_owned(),
            Unit::Period | Unit::Half | Unit::Season => "PXX".to_owned(),
            unit => format!("PX{}", unit_key(unit).1),
        };
    };
    let whole = halves / 2;
    if halves % 2 == 1 {
        return match (unit, whole) {
            (Unit::Year, 0) => "P6M".to_owned(),
            (Unit::Year, _) => format!("P{whole}Y6M"),
            (Unit::Day, 0) => "PT12H".to_owned(),
            (Unit::Hour, 0) => "PT30M".to_owned(),
            (Unit::Hour, _) => format!("PT{whole}H30M"),
            (Unit::Decade, _) => format!("P{}Y", whole * 10 + 5),
            (Unit::Century, _) => format!("P{}Y", whole * 100 + 50),
            (unit, _) => format!("P{whole}.5{}", unit_key(unit).1),
        };
    }
    match unit {
        Unit::Hour => format!("PT{whole}H"),
        Unit::Minute => format!("PT{whole}M"),
        Unit::Second => format!("PT{whole}S"),
        unit => {
            let (times, key) = unit_key(unit);
            format!("P{}{key}", u64::from(whole) * times)
        }
    }
}

/// How TIMEX3 writes a unit: so many of a letter.
fn unit_key(unit: Unit) -> (u64, &'static str) {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => (1, "H"),
        Unit::Day => (1, "D"),
        Unit::Night => (1, "NI"),
        Unit::Weekend => (1, "WE"),
        Unit::Week => (1, "W"),
        Unit::Fortnight => (2, "W"),
        Unit::Month => (1, "M"),
        Unit::Quarter => (1, "Q"),
        Unit::Half => (6, "M"),
        Unit::Season => (3, "M"),
        Unit::Year => (1, "Y"),
        Unit::Decade => (10, "Y"),
        Unit::Century => (100, "Y"),
        Unit::Period => (1, "X"),
    }
}

/// The TIMEX3 value of a repetition.
pub(super) fn repeat(repeat: Repeat) -> String {
    match repeat {
        Repeat::Every(n, unit) => length(Amount::Halves(n.saturating_mul(2)), unit),
        Repeat::Weekday(day, part) => format!("XXXX-WXX-{day}{}", part.map_or("", part_key)),
        Repeat::Month(month) => format!("XXXX-{month:02}"),
        Repeat::Season(season) => format!("XXXX-{}", season_key(season)),
        Repeat::Part(part) => format!("XXXX-XX-XX{}", part_key(part)),
    }
}

/// The share of a stretch, as days: thirds of it.
fn share_of(first: Date, last: Date, share: Share) -> Option<(Date, Date)> {
    let days = last.since(first).ok()?.get_days() + 1;
    let third = days / 3;
    Some(match share {
        Share::Early => (first, plus(first, third.max(1) - 1, Unit::Day)?),
        Share::Middle => (
            plus(first, third, Unit::Day)?,
            plus(first, days - third - 1, Unit::Day)?,
        ),
        Share::Late => (plus(last, 1 - third.max(1), Unit::Day)?, last),
    })
}

/// A part of the day in the words of the core.
fn part_of_day(part: Part) -> Option<PartOfDay> {
    Some(match part {
        Part::Dawn => PartOfDay::EarlyMorning,
        Part::Morning => PartOfDay::Morning,
        Part::Noon => PartOfDay::Noon,
        Part::Afternoon => PartOfDay::Afternoon,
        Part::Evening => PartOfDay::Evening,
        Part::Night | Part::Midnight => PartOfDay::Night,
        Part::Daytime => return None,
    })
}

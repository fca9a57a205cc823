//! What a time expression means before it is anchored: said fields, offsets from an anchor, lengths, repetitions.

use super::calendar::{Season, Stamp, Unit};

/// A part of a day as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
    /// "in the daytime": the day itself.
    Daytime,
}

/// Which year a named stretch (month, season, weekday …) belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// Said.
    Year(i16),
    /// So many years from the publication ("of last year").
    YearsOff(i32),
    /// Not said: the nearest one the tense allows, leaning to the past.
    Lean,
    /// "last March".
    Last,
    /// "next March", "the coming".
    Next,
    /// "this March": of the current year or week.
    This,
    /// The nearest before the date mentioned last ("the previous Monday").
    Before,
    /// The nearest after the date mentioned last ("the following Monday").
    After,
}

/// What an offset starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The report's publication.
    Publication,
    /// The date mentioned last.
    Context,
    /// The date mentioned last if it stands close by, else the publication.
    Near,
}

/// A named day or period of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Month(i8),
    MonthDay(i8, i8),
    Season(Season),
    Quarter(i8),
    Half(i8),
    /// 1 = Monday.
    Weekday(i8),
    DayOfMonth(i8),
    Feast(Feast),
}

/// Feasts whose day can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// Month and day of the Islamic calendar, tabular.
    Islamic(i8, i8),
    /// The whole month of the Islamic calendar.
    IslamicMonth(i8),
    /// The nth (1-based) weekday (1 = Monday) of a month, plus days.
    Nth(i8, i8, i8, i32),
}

/// A point or stretch of the calendar, not yet anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Year, month, day as said, perhaps impossible.
    Ymd(i16, i8, i8),
    /// Anything else that needs no anchor.
    Fixed(Stamp),
    /// A named stretch.
    Named(Name, Pick),
    /// `n` units from a base, seen at a grain.
    Shift {
        n: i32,
        unit: Unit,
        grain: Unit,
        base: Base,
    },
    /// So many years before the period mentioned last, at its own grain ("a year earlier").
    YearsBefore(i32),
    /// The quarter being reported ("the latest period").
    Latest,
    /// The week that holds a month and day ("the week of March 6").
    WeekOf(i8, i8),
}

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Early,
    Middle,
    Late,
}

/// What is said beside the stretch itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// A part of the day.
    pub(super) part: Option<Part>,
    /// Minutes after midnight.
    pub(super) minute: Option<u16>,
    /// The clock time is said to be UTC.
    pub(super) utc: bool,
    /// A part of the stretch.
    pub(super) share: Option<Share>,
    /// A weekday said with a whole date; 1 = Monday.
    pub(super) weekday: Option<i8>,
    /// The night runs from this day into the next.
    pub(super) overnight: bool,
    /// Day and month may be swapped.
    pub(super) ambiguous: bool,
    /// Days from the day named ("the day before …").
    pub(super) days: i8,
    /// Said as fresh ("this Tuesday …").
    pub(super) fresh: bool,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// Halves, so that "two and a half" is 5.
    Halves(u32),
    /// "some", "several".
    Some,
}

/// How often or of what a repetition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Every `n` units.
    Every(u32, Unit),
    /// On a weekday, perhaps at a part of the day.
    Weekday(i8, Option<Part>),
    /// In a month or season, or a part of the day.
    Month(i8),
    Season(Season),
    Part(Part),
}

/// What an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Point(What, Beside),
    Length(Amount, Unit),
    Repeat(Repeat),
    Past,
    Present,
    Future,
}

impl Meaning {
    /// A point with nothing beside it.
    pub(super) fn point(what: What) -> Self {
        Self::Point(what, Beside::default())
    }

    /// `n` units from the publication, at the unit's own grain.
    pub(super) fn shift(n: i32, unit: Unit, base: Base) -> Self {
        Self::point(What::Shift {
            n,
            unit,
            grain: unit,
            base,
        })
    }

    /// The same with `edit` made to what stands beside a point; others are unchanged.
    pub(super) fn with(self, edit: impl FnOnce(&mut Beside)) -> Self {
        match self {
            Self::Point(what, mut beside) => {
                edit(&mut beside);
                Self::Point(what, beside)
            }
            other => other,
        }
    }
}

/// How two marks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    No,
    /// From this to the next found; two marks.
    ToNext,
    /// From this to the next found; one mark ("3 au 5 mai").
    Whole,
}

/// An expression found, in tokens `first..last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) meaning: Meaning,
    pub(super) rule: &'static str,
    pub(super) joined: Joined,
}

/// So many units back or on. Vague amounts point only into past or future; years seen as years, weeks as weeks or days.
pub(super) fn offset(amount: Amount, unit: Unit, sign: i32, base: Base) -> Meaning {
    // "an hour later": no clock time follows, only how long after.
    if unit <= Unit::Hour && base == Base::Context {
        return Meaning::Length(amount, unit);
    }
    let Amount::Halves(halves) = amount else {
        return if sign < 0 { Meaning::Past } else { Meaning::Future };
    };
    let Ok(n) = i32::try_from(halves / 2) else {
        return Meaning::Past;
    };
    if unit == Unit::Year && n == 1 && halves == 2 && sign < 0 {
        return Meaning::point(What::YearsBefore(1));
    }
    // "one and a half years" is eighteen months.
    let (n, unit, grain) = match (unit, halves % 2) {
        (Unit::Year, 1) => (n * 12 + 6, Unit::Month, Unit::Month),
        (Unit::Decade, odd) => (n * 10 + if odd == 1 { 5 } else { 0 }, Unit::Year, Unit::Year),
        (Unit::Fortnight, _) => (n * 2, Unit::Week, Unit::Week),
        (unit, _) => (n, unit, unit),
    };
    let grain = match grain {
        Unit::Week if n == 1 => Unit::Day,
        Unit::Hour | Unit::Minute | Unit::Second | Unit::Night => Unit::Day,
        Unit::Period => return Meaning::Past,
        grain => grain,
    };
    Meaning::point(What::Shift {
        n: n * sign,
        unit,
        grain,
        base,
    })
}

/// "January" of "between January and March 2024": of the year said with the second, or the one before it.
pub(super) fn sharing_year(first: Meaning, second: Meaning) -> Meaning {
    match (first, second) {
        (
            Meaning::Point(What::Named(Name::Month(one), Pick::Lean), beside),
            Meaning::Point(What::Fixed(Stamp::Month(year, two)), _),
        ) => {
            let year = if one <= two { year } else { year.saturating_sub(1) };
            Meaning::Point(What::Fixed(Stamp::Month(year, one)), beside)
        }
        _ => first,
    }
}

/// Days of one month, weekdays, and months make one stretch; longer or mixed ones stay two marks, as TIMEX3 has it.
pub(super) fn joined_as(first: Meaning, second: Meaning) -> Joined {
    let plain = |meaning: Meaning| match meaning {
        Meaning::Point(what, beside) if beside.minute.is_none() && beside.part.is_none() => Some(what),
        _ => None,
    };
    let month = |what: What| match what {
        What::Ymd(_, month, _) | What::Named(Name::MonthDay(month, _), _) => Some(month),
        _ => None,
    };
    match (plain(first), plain(second)) {
        (Some(What::Named(Name::Weekday(_), _)), Some(What::Named(Name::Weekday(_), _))) => Joined::Whole,
        (
            Some(What::Named(Name::Month(_), Pick::Lean)),
            Some(What::Named(Name::Month(_), Pick::Lean) | What::Fixed(Stamp::Month(..))),
        ) => Joined::Whole,
        (Some(one), Some(two)) if month(one).is_some() && month(one) == month(two) => Joined::Whole,
        _ => Joined::ToNext,
    }
}

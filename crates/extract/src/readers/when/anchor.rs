//! Anchors what was found: on the publication, leaning to the past, or on the date mentioned last.

use super::calendar::{Stamp, Unit, plus};
use super::meaning::{Base, Beside, Feast, Found, Meaning, Name, Part, Pick, What};
use super::tense::{Tense, tense};
use super::value;
use super::yearly::{in_year, is_stale};
use super::{DateKind, DateMark};
use crate::doc::Doc;
use jiff::civil::Date;
use tocsin_core::{DateFlag, Precision, When};

/// What the text has told so far.
pub(super) struct Anchor<'d, 't> {
    doc: &'d Doc<'t>,
    /// The day of publication.
    published: Option<Date>,
    /// The stretch mentioned last, and its sentence.
    last: Option<(Stamp, usize)>,
    /// The date from which the text has just looked back ("la veille").
    story: Option<Stamp>,
    /// The quarter being reported.
    quarter: Option<Stamp>,
    /// The period spoken of, to which "a year earlier" is held.
    period: Option<Stamp>,
}

/// A point anchored: its stretch, or why there is none.
enum Anchored {
    Stretch(Stamp),
    /// Month and day (0: none) with no year.
    Yearless(i8, i8),
    /// Year, month, day as said, which do not exist.
    NoSuchDay(i16, i8, i8),
    /// Only its pattern is known.
    Pattern(String),
}

impl<'d, 't> Anchor<'d, 't> {
    /// Nothing told yet but the publication.
    pub(super) fn new(doc: &'d Doc<'t>) -> Self {
        let published = doc.published.as_ref().and_then(|when| when.first.or(when.last));
        Self {
            doc,
            published,
            last: None,
            story: None,
            quarter: None,
            period: None,
        }
    }

    /// The mark of `found`, which stands in sentence `sentence`; marks must come in the order of the text.
    pub(super) fn mark(&mut self, found: &Found, sentence: usize) -> Option<DateMark> {
        let span = self.doc.span(found.first, found.last)?;
        let (kind, when, value) = match found.meaning {
            Meaning::Length(amount, unit) => {
                if unit == Unit::Month {
                    // "the nine months": what is compared with it a year earlier is that much of the year.
                    self.period = self.published.map(|date| Stamp::of(Unit::Year, date));
                }
                (DateKind::Duration, None, value::length(amount, unit))
            }
            Meaning::Repeat(repeat) => (DateKind::Set, None, value::repeat(repeat)),
            Meaning::Past => (DateKind::Date, Some(vague()), "PAST_REF".to_owned()),
            Meaning::Present => (DateKind::Date, Some(vague()), "PRESENT_REF".to_owned()),
            Meaning::Future => (DateKind::Date, Some(vague()), "FUTURE_REF".to_owned()),
            Meaning::Point(what, beside) => {
                let (when, value) = self.point(what, beside, found, sentence);
                let timed = beside.minute.is_some() || beside.part.is_some_and(|part| part != Part::Daytime);
                (if timed { DateKind::Time } else { DateKind::Date }, when, value)
            }
        };
        Some(DateMark {
            span,
            kind,
            when,
            value,
            rule: found.rule,
            range: None,
        })
    }

    fn point(
        &mut self,
        what: What,
        beside: Beside,
        found: &Found,
        sentence: usize,
    ) -> (Option<When>, String) {
        let anchored = self.anchor(what, beside, found, sentence);
        let Some(anchored) = anchored else {
            return (Some(When::open(Precision::Vague, None)), String::new());
        };
        match anchored {
            Anchored::Stretch(stamp) => {
                let stamp = match stamp {
                    Stamp::Day(date) => {
                        Stamp::Day(plus(date, i32::from(beside.days), Unit::Day).unwrap_or(date))
                    }
                    other => other,
                };
                self.story = match what {
                    What::Shift {
                        n: ..0,
                        base: Base::Context,
                        ..
                    } => self.last.map(|(stamp, _)| stamp),
                    _ => None,
                };
                if !matches!(what, What::YearsBefore(_)) {
                    self.remember(stamp, sentence);
                }
                let flags = self.flags(what, beside, stamp);
                let mut when = value::when(stamp, beside, flags);
                if matches!(what, What::Named(Name::Feast(Feast::Islamic(..)), _)) {
                    when = when.map(widened);
                }
                (when, value::point(stamp, beside))
            }
            Anchored::Yearless(month, day) => {
                let when = value::yearless(month, day, beside);
                let text = if day == 0 {
                    format!("XXXX-{month:02}")
                } else {
                    format!("XXXX-{month:02}-{day:02}")
                };
                (Some(when), value::with_time(text, beside))
            }
            Anchored::NoSuchDay(year, month, day) => {
                let mut when = Stamp::Month(year, month)
                    .first()
                    .map(|first| When::span(first, first.last_of_month(), Precision::Month));
                if let Some(when) = &mut when {
                    when.flags.push(DateFlag::NoSuchDay);
                }
                (when, format!("{year:04}-{month:02}-{day:02}"))
            }
            Anchored::Pattern(text) => (Some(value::patterned(beside)), value::with_time(text, beside)),
        }
    }

    /// The date mentioned last, for expressions that follow.
    fn remember(&mut self, stamp: Stamp, sentence: usize) {
        let this_year = self
            .published
            .is_none_or(|date| stamp.first().is_some_and(|first| first.year() >= date.year()));
        if this_year && matches!(stamp, Stamp::Quarter(..)) {
            self.quarter = Some(stamp);
        }
        if this_year && matches!(stamp, Stamp::Quarter(..) | Stamp::Half(..) | Stamp::Month(..)) {
            self.period = Some(stamp);
        }
        self.last = Some((stamp, sentence));
    }

    fn anchor(&self, what: What, beside: Beside, found: &Found, sentence: usize) -> Option<Anchored> {
        let stretch = |stamp: Option<Stamp>| stamp.map(Anchored::Stretch);
        match what {
            What::Ymd(year, month, day) => match Date::new(year, month, day) {
                Ok(date) => Some(Anchored::Stretch(Stamp::Day(date))),
                Err(_) => Some(Anchored::NoSuchDay(year, month, day)),
            },
            What::Fixed(stamp) => Some(Anchored::Stretch(stamp)),
            What::Named(name, pick) => self.named(name, pick, found, sentence, beside),
            What::Shift { n, unit, grain, base } => {
                stretch(self.shifted(n, unit, grain, base, beside, sentence))
            }
            What::YearsBefore(n) => stretch(self.years_before(n)),
            What::Latest => match self.quarter {
                Some(quarter) => Some(Anchored::Stretch(quarter)),
                // None told: the last one that was over.
                None => stretch(Stamp::of(Unit::Quarter, self.published?).shifted(-1, Unit::Quarter)),
            },
            What::WeekOf(month, day) => {
                let date = self.month_day(month, day, tense(self.doc, found, sentence))?;
                Some(Anchored::Stretch(Stamp::of(Unit::Week, date)))
            }
        }
    }

    fn shifted(
        &self,
        n: i32,
        unit: Unit,
        grain: Unit,
        base: Base,
        beside: Beside,
        sentence: usize,
    ) -> Option<Stamp> {
        let from = match base {
            Base::Publication => Stamp::Day(self.published?),
            Base::Context => match self.last {
                Some((stamp, _)) => stamp,
                // With nothing before it, "the day before" is told from the publication; "the day after" is not.
                None if n <= 0 => Stamp::Day(self.published?),
                None => return None,
            },
            Base::Near => match self.last {
                Some((stamp @ Stamp::Day(_), at)) if sentence <= at + 1 => stamp,
                _ => Stamp::Day(self.published?),
            },
        };
        if let (Some(weekday), Unit::Week) = (beside.weekday, unit) {
            let Some(Stamp::Week(monday)) = Some(Stamp::of(Unit::Week, plus(from.first()?, n, unit)?)) else {
                return None;
            };
            return Some(Stamp::Day(plus(monday, i32::from(weekday) - 1, Unit::Day)?));
        }
        // "Le 12 … la veille … le lendemain": nobody calls the twelfth the day after its eve; it is counted from the twelfth.
        if let (Base::Context, 1.., Some(story @ Stamp::Day(_))) = (base, n, self.story)
            && from.shifted(n, unit) == Some(story)
        {
            return story.shifted(n, unit);
        }
        // Counting days or weeks from a whole month or year says nothing of a day; months and years do.
        let fine = from.grain() > grain && from.grain() > Unit::Day;
        if fine && base == Base::Context && n != 0 {
            return Some(Stamp::of(from.grain(), plus(from.first()?, n, unit)?));
        }
        // "two weeks earlier" than a day is a day; "two weeks ago" is about a week.
        let grain = match (base, from, unit) {
            (Base::Context, Stamp::Day(_), Unit::Week) if n.abs() > 1 => Unit::Day,
            _ => grain,
        };
        Some(Stamp::of(grain, plus(from.first()?, n, unit)?))
    }

    /// "a year earlier": the period spoken of, a year before; the publication's month where none was.
    fn years_before(&self, n: i32) -> Option<Stamp> {
        if let Some(period) = self.period {
            return period.shifted(-n, Unit::Year);
        }
        Some(Stamp::of(
            Unit::Month,
            plus(self.published?, -12 * n, Unit::Month)?,
        ))
    }

    fn named(
        &self,
        name: Name,
        pick: Pick,
        found: &Found,
        sentence: usize,
        beside: Beside,
    ) -> Option<Anchored> {
        let stretch = |stamp: Option<Stamp>| stamp.map(Anchored::Stretch);
        if let Name::Weekday(weekday) = name {
            return self.weekday(weekday, pick, found, sentence, beside);
        }
        if let (Name::DayOfMonth(day), _) = (name, pick) {
            return self.day_of_month(day, found, sentence);
        }
        let Some(published) = self.published else {
            return self.unanchored(name, pick, sentence);
        };
        let year = match pick {
            Pick::Year(year) => return stretch(in_year(name, year)),
            Pick::YearsOff(years) => i32::from(published.year()) + years,
            Pick::This => i32::from(published.year()),
            _ => return self.nearest(name, pick, published, found, sentence, beside),
        };
        stretch(in_year(name, i16::try_from(year).ok()?))
    }

    /// Without a publication: the year of a date mentioned before, else no year.
    fn unanchored(&self, name: Name, pick: Pick, sentence: usize) -> Option<Anchored> {
        if let Pick::Year(year) = pick {
            return in_year(name, year).map(Anchored::Stretch);
        }
        if let Some((stamp, at)) = self.last
            && sentence <= at + 3
            && matches!(pick, Pick::Lean)
        {
            return in_year(name, stamp.first()?.year()).map(Anchored::Stretch);
        }
        match name {
            Name::Month(month) => Some(Anchored::Yearless(month, 0)),
            Name::MonthDay(month, day) => Some(Anchored::Yearless(month, day)),
            Name::Season(season) => Some(Anchored::Pattern(format!(
                "XXXX-{}",
                super::calendar::season_key(season)
            ))),
            Name::Quarter(quarter) => Some(Anchored::Pattern(format!("XXXX-Q{quarter}"))),
            Name::Feast(Feast::Fixed(month, day)) => Some(Anchored::Yearless(month, day)),
            _ => None,
        }
    }

    /// The occurrence of a yearly name that tense and words choose.
    fn nearest(
        &self,
        name: Name,
        pick: Pick,
        published: Date,
        found: &Found,
        sentence: usize,
        beside: Beside,
    ) -> Option<Anchored> {
        let year = published.year();
        let of = |offset: i16| in_year(name, year.checked_add(offset)?);
        if let (Name::MonthDay(month, day), Pick::Lean) = (name, pick) {
            let by_weekday = beside
                .weekday
                .and_then(|weekday| self.month_day_on(month, day, weekday));
            return match by_weekday.or_else(|| self.month_day(month, day, tense(self.doc, found, sentence))) {
                Some(date) => Some(Anchored::Stretch(Stamp::Day(date))),
                None => Some(Anchored::NoSuchDay(year, month, day)),
            };
        }
        let base = match (pick, self.last) {
            (Pick::Before | Pick::After, Some((stamp, _))) => stamp.first()?,
            _ => published,
        };
        let now = match name {
            Name::Quarter(_) => Stamp::of(Unit::Quarter, base),
            Name::Half(_) => Stamp::of(Unit::Half, base),
            Name::Month(_) => Stamp::of(Unit::Month, base),
            Name::Season(_) => Stamp::of(Unit::Season, base),
            _ => Stamp::Day(base),
        };
        if let (Name::Quarter(_) | Name::Half(_), Pick::Lean) = (name, pick) {
            // Quarters are spoken of while they run, or after: the next year's only where its year is said.
            let ahead = tense(self.doc, found, sentence) == Tense::Future;
            let own = of(0)?;
            let begun = own.first()? <= published;
            return if begun || ahead {
                Some(Anchored::Stretch(own))
            } else {
                of(-1).map(Anchored::Stretch)
            };
        }
        let candidates: Vec<Stamp> = [-1, 0, 1].iter().filter_map(|&offset| of(offset)).collect();
        let now_first = now.first()?;
        let before = |stamp: &&Stamp| stamp.first().is_some_and(|first| first < now_first);
        let after = |stamp: &&Stamp| stamp.first().is_some_and(|first| first > now_first);
        let chosen = match pick {
            Pick::Last | Pick::Before => candidates.iter().rev().find(before).copied(),
            Pick::Next | Pick::After => candidates.iter().find(after).copied(),
            _ => choose(&candidates, now_first, base, tense(self.doc, found, sentence)),
        };
        chosen.map(Anchored::Stretch)
    }

    /// A month and day that falls on the weekday said, within a year of the publication; the earlier first.
    fn month_day_on(&self, month: i8, day: i8, weekday: i8) -> Option<Date> {
        let year = self.published?.year();
        let of = |offset: i16| Date::new(year.checked_add(offset)?, month, day).ok();
        [of(0), of(-1), of(1)]
            .into_iter()
            .flatten()
            .find(|date| date.weekday().to_monday_one_offset() == weekday)
    }

    /// A month and day near the publication: the latest not after it, or where the tense says so the next.
    fn month_day(&self, month: i8, day: i8, tense: Tense) -> Option<Date> {
        let published = self.published?;
        let year = published.year();
        let of = |offset: i16| Date::new(year.checked_add(offset)?, month, day).ok();
        let candidates = [of(-1), of(0), of(1)];
        // 29 February: the nearest leap year back.
        if candidates.iter().all(Option::is_none) {
            return (2..8).find_map(|back| of(-back));
        }
        let all = candidates.into_iter().flatten();
        let dates: Vec<Stamp> = all.map(Stamp::Day).collect();
        choose(&dates, published, published, tense)?.first()
    }

    fn weekday(
        &self,
        weekday: i8,
        pick: Pick,
        found: &Found,
        sentence: usize,
        beside: Beside,
    ) -> Option<Anchored> {
        let base = match (pick, self.last) {
            (Pick::Before | Pick::After, Some((Stamp::Day(date), _))) => Some(date),
            _ => self.published,
        };
        let Some(base) = base else {
            return Some(Anchored::Pattern(format!("XXXX-WXX-{weekday}")));
        };
        let today = i32::from(base.weekday().to_monday_one_offset());
        let back = (today - i32::from(weekday)).rem_euclid(7);
        let strictly = |days: i32| if days == 0 { 7 } else { days };
        let days = match pick {
            Pick::Last | Pick::Before => -strictly(back),
            Pick::Next | Pick::After => strictly((7 - back) % 7),
            _ if tense(self.doc, found, sentence) == Tense::Future => (7 - back) % 7,
            _ => -back,
        };
        let date = plus(base, days, Unit::Day)?;
        let weekend = beside.overnight && beside.part.is_none();
        Some(Anchored::Stretch(if weekend {
            Stamp::of(Unit::Weekend, date)
        } else {
            Stamp::Day(date)
        }))
    }

    /// "the 14th": of the month spoken of, else the last one.
    fn day_of_month(&self, day: i8, found: &Found, sentence: usize) -> Option<Anchored> {
        if let Some((stamp @ (Stamp::Day(_) | Stamp::Month(..)), at)) = self.last
            && sentence <= at + 2
        {
            let first = stamp.first()?;
            if let Ok(date) = Date::new(first.year(), first.month(), day) {
                return Some(Anchored::Stretch(Stamp::Day(date)));
            }
        }
        let published = self.published?;
        let future = tense(self.doc, found, sentence) == Tense::Future;
        let of = |months: i32| {
            let month = plus(published.first_of_month(), months, Unit::Month)?;
            Date::new(month.year(), month.month(), day).ok()
        };
        let date = if future {
            (0..3).filter_map(of).find(|date| *date >= published)
        } else {
            (-2..1).rev().filter_map(of).find(|date| *date <= published)
        };
        Some(Anchored::Stretch(Stamp::Day(date?)))
    }

    /// What makes a said date doubtful.
    fn flags(&self, what: What, beside: Beside, stamp: Stamp) -> Vec<DateFlag> {
        let mut flags = Vec::new();
        if let (Stamp::Day(date), Some(weekday)) = (stamp, beside.weekday)
            && date.weekday().to_monday_one_offset() != weekday
        {
            flags.push(DateFlag::WeekdayMismatch);
        }
        let said = matches!(
            what,
            What::Ymd(..) | What::Fixed(_) | What::Named(_, Pick::Year(_))
        );
        if let (true, Some(published), Some(first)) = (said, self.published, stamp.first()) {
            if first > published {
                flags.push(DateFlag::AfterPublication);
            }
            if let (Stamp::Day(date), true) = (stamp, beside.fresh || beside.weekday.is_some())
                && is_stale(date, published, beside)
            {
                flags.push(DateFlag::StaleYear);
            }
        }
        if beside.ambiguous {
            flags.push(DateFlag::Ambiguous);
        }
        flags
    }
}

/// How far ahead a date of no said year may lie where the verb tells of the future, where a limit is set ("by 3 May"),
/// and where nothing tells, in days: farther off the year would have been said, and the past is nearer.
const AHEAD: (i32, i32, i32) = (240, 62, 45);

/// The one of `candidates` (rising) that the tense allows; `now` is where the present one begins.
fn choose(candidates: &[Stamp], now: Date, published: Date, tense: Tense) -> Option<Stamp> {
    let first_of = |stamp: &&Stamp| stamp.first();
    let past = candidates
        .iter()
        .rfind(|stamp| first_of(stamp).is_some_and(|first| first <= now));
    let next = candidates
        .iter()
        .find(|stamp| first_of(stamp).is_some_and(|first| first >= now));
    let reach = match tense {
        Tense::Past => return past.copied(),
        Tense::Future => AHEAD.0,
        Tense::Limit => AHEAD.1,
        // Whole months lean to the past: "an offensive in November".
        Tense::Open if !matches!(candidates.first(), Some(Stamp::Day(_))) => return past.copied(),
        Tense::Open => AHEAD.2,
    };
    let reached = plus(published, reach, Unit::Day)?;
    let near = next.filter(|stamp| first_of(stamp).is_some_and(|first| first <= reached));
    near.or(past).copied()
}

/// A computed Islamic day may be kept a day earlier or later: the interval says so.
fn widened(mut when: When) -> When {
    when.first = when.first.and_then(|date| date.yesterday().ok());
    when.last = when.last.and_then(|date| date.tomorrow().ok());
    when.precision = Precision::Days;
    when
}

fn vague() -> When {
    When::open(Precision::Vague, None)
}

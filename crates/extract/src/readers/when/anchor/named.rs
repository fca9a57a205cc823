//! Anchors names that come round: months, days of a month, weekdays, seasons, quarters, feasts.

use super::super::calendar::{Stamp, Unit, plus, season_key};
use super::super::meaning::{Beside, Feast, Found, Name, Pick};
use super::super::tense::{Tense, tense};
use super::super::yearly::in_year;
use super::{Anchor, Anchored};
use jiff::civil::Date;

impl Anchor<'_, '_> {
    pub(super) fn named(
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
        // "September 17, 2023 … September 17": the same day again, whatever the publication.
        if let (Name::MonthDay(month, day), Pick::Lean) = (name, pick)
            && let Some(&(date, _)) = self
                .said
                .iter()
                .rfind(|(said, _)| (said.month(), said.day()) == (month, day))
        {
            return Some(Anchored::Stretch(Stamp::Day(date)));
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
            Name::Season(season) => Some(Anchored::Pattern(format!("XXXX-{}", season_key(season)))),
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
    pub(super) fn month_day(&self, month: i8, day: i8, tense: Tense) -> Option<Date> {
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

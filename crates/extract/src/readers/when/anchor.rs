//! Anchors what was found: on the publication, leaning to the past, or on the date mentioned last.

mod named;

use super::calendar::{Stamp, Unit, plus};
use super::meaning::{Base, Beside, Feast, Found, Meaning, Name, Part, Pick, What};
use super::tense::{Tense, tense};
use super::value;
use super::yearly::is_stale;
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
    /// Days said with their year so far, and whether the year looked stale; so many at most as [`SAID`].
    said: Vec<(Date, bool)>,
    /// The month and day mentioned last, where no year is known.
    yearless: Option<(i8, i8)>,
    /// The tense around the expression at hand.
    told: Tense,
    /// The quarter being reported.
    quarter: Option<Stamp>,
    /// The period spoken of, to which "a year earlier" is held.
    period: Option<Stamp>,
}

/// How many days said with their year are kept in mind.
const SAID: usize = 32;

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
            said: Vec::new(),
            yearless: None,
            told: Tense::Open,
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
        if let What::Shift {
            n: 0,
            unit: Unit::Weekend,
            ..
        } = what
        {
            self.told = tense(self.doc, found, sentence);
        }
        let anchored = self.anchor(what, beside, found, sentence);
        let Some(anchored) = anchored else {
            return (Some(When::open(Precision::Vague, None)), String::new());
        };
        match anchored {
            Anchored::Stretch(stamp) => self.stretch(what, beside, stamp, sentence),
            Anchored::Yearless(month, day) => {
                self.yearless = (day > 0).then_some((month, day));
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

    /// The interval and value of a stretch, which is remembered.
    fn stretch(
        &mut self,
        what: What,
        beside: Beside,
        stamp: Stamp,
        sentence: usize,
    ) -> (Option<When>, String) {
        let stamp = match stamp {
            Stamp::Day(date) => Stamp::Day(plus(date, i32::from(beside.days), Unit::Day).unwrap_or(date)),
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
        let flags = self.flags(what, beside, stamp, sentence);
        if let (What::Ymd(..), Stamp::Day(date)) = (what, stamp)
            && self.said.len() < SAID
        {
            self.said.push((date, flags.contains(&DateFlag::StaleYear)));
        }
        let mut when = value::when(stamp, beside, flags);
        if matches!(what, What::Named(Name::Feast(Feast::Islamic(..)), _)) {
            when = when.map(widened);
        }
        (when, value::point(stamp, beside))
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
            What::Shift {
                n,
                unit: Unit::Day,
                base: Base::Context,
                ..
            } if self.last.is_none() && self.published.is_none() => self.yearless_day(n),
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
        // "this weekend" told as past in the middle of the week is the one just over.
        if let (0, Unit::Weekend, Base::Publication, Tense::Past) = (n, unit, base, self.told) {
            let begun = from.first()?.weekday().to_monday_zero_offset() >= 5;
            return Some(Stamp::of(
                unit,
                plus(from.first()?, if begun { 0 } else { -1 }, unit)?,
            ));
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

    /// So many days from the yearless day mentioned last; the year between 28 February and 1 March is taken as common.
    fn yearless_day(&self, n: i32) -> Option<Anchored> {
        let (month, day) = self.yearless?;
        let common = Date::new(2023, month, day)
            .or_else(|_| Date::new(2024, month, day))
            .ok()?;
        let date = plus(common, n, Unit::Day)?;
        Some(Anchored::Yearless(date.month(), date.day()))
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

    /// A day told as news at the head of a text, of last year but just before this year's publication, with no word of
    /// an anniversary beside it: perhaps a slip of the year.
    fn is_news_of_last_year(&self, date: Date, published: Date, sentence: usize) -> bool {
        const HEAD: usize = 3;
        const OF_YEARS: &[&str] = &[
            "anniversary",
            "anniversaire",
            "year",
            "years",
            "an",
            "ans",
            "annee",
            "ago",
            "since",
            "depuis",
        ];
        let Some(later) = plus(date, 12, Unit::Month) else {
            return false;
        };
        let recent = later <= published && plus(later, 14, Unit::Day).is_some_and(|end| published <= end);
        let Some(bounds) = self
            .doc
            .sentences
            .get(sentence)
            .filter(|_| recent && sentence < HEAD)
        else {
            return false;
        };
        !(bounds.first..bounds.last).any(|at| OF_YEARS.contains(&self.doc.word(at)))
    }

    /// What makes a said date doubtful.
    fn flags(&self, what: What, beside: Beside, stamp: Stamp, sentence: usize) -> Vec<DateFlag> {
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
            if let Stamp::Day(date) = stamp
                && (is_stale(date, published, beside) || self.is_news_of_last_year(date, published, sentence))
            {
                flags.push(DateFlag::StaleYear);
            }
        }
        // The same day said again without its year shares the doubt.
        if let (What::Named(Name::MonthDay(..), Pick::Lean), Stamp::Day(date)) = (what, stamp) {
            if self.said.contains(&(date, true)) {
                flags.push(DateFlag::StaleYear);
            }
            if self.said.contains(&(date, false)) && self.published.is_some_and(|published| date > published)
            {
                flags.push(DateFlag::AfterPublication);
            }
        }
        if beside.ambiguous {
            flags.push(DateFlag::Ambiguous);
        }
        flags
    }
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

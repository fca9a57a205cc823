//! Whether two accounts are of one time: their dates, or, where they give none, the days on which they were published.

use super::{Finding, Ink};
use crate::facts::{Facts, day_number, days_wide};
use crate::probe::day_of;
use tocsin_core::{Reason, When};

/// The best match among the dates of both.
pub(super) fn compare(a: &Facts, b: &Facts, ink: Ink) -> Option<Finding> {
    let mut best: Option<Finding> = None;
    for one in a.times() {
        for other in b.times() {
            if let Some(finding) = dates(one, other, ink)
                && best.as_ref().is_none_or(|best| finding.weight > best.weight)
            {
                best = Some(finding);
            }
        }
    }
    if let Some(best) = best {
        return Some(best);
    }
    Some(match (window(a), window(b)) {
        (Some(one), Some(other)) => published(a, b, (one, other), ink),
        _ => ink.finding(0.0, || Reason::new("link-no-time")),
    })
}

/// Two stated times; `None` where one of them gives nothing to compare.
fn dates(a: &When, b: &When, ink: Ink) -> Option<Finding> {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let told = |weight: f32, key: &str| {
        ink.finding(weight, || {
            Reason::new(key).with("date", a.iso()).with("other", b.iso())
        })
    };
    if (a.month_day.is_some() && a.first.is_none()) || (b.month_day.is_some() && b.first.is_none()) {
        return Some(if a.meets(b) {
            told(2.0, "link-same-day-no-year")
        } else {
            told(-4.0, "link-other-day")
        });
    }
    let (one, other) = (interval(a)?, interval(b)?);
    let gap = (other.0 - one.1).max(one.0 - other.1);
    let width = days_wide(a)?.max(days_wide(b)?);
    if gap <= 0 {
        return Some(match width {
            ..=2 => told(3.0, "link-same-day"),
            3..=10 => told(1.8, "link-same-days"),
            11..=31 => told(1.0, "link-same-month"),
            32..=100 => told(0.4, "link-same-season"),
            _ => told(0.1, "link-same-year"),
        });
    }
    if width <= 2 && a.month_day.is_none() && b.month_day.is_none() && other_year(a, b) {
        return Some(told(1.0, "link-other-year"));
    }
    Some(match gap {
        1 => told(if width <= 2 { 1.0 } else { 0.2 }, "link-next-day"),
        2 => told(-0.5, "link-days-apart"),
        3 => told(-2.0, "link-days-apart"),
        4..=7 => told(-4.0, "link-days-apart"),
        _ => told(-6.0, "link-other-time"),
    })
}

/// Whether day and month agree and the years differ by exactly one.
pub(crate) fn other_year(a: &When, b: &When) -> bool {
    match (a.first, b.first) {
        (Some(one), Some(other)) => {
            (one.month(), one.day()) == (other.month(), other.day()) && (one.year() - other.year()).abs() == 1
        }
        _ => false,
    }
}

/// First and last day, as numbers.
fn interval(when: &When) -> Option<(i32, i32)> {
    Some((day_number(when.first?), day_number(when.last?)))
}

/// When the event may have been, as far as dates or the publication tell: first and last day, and whether it is stated.
fn window(facts: &Facts) -> Option<Window> {
    let dated = facts
        .times()
        .filter_map(interval)
        .filter(|(first, last)| last - first <= 31)
        .min_by_key(|(first, last)| (last - first, *first));
    if let Some((first, last)) = dated {
        return Some((first, last, Stated::Yes));
    }
    let day = day_number(day_of(facts.dossier.published.as_ref()?)?);
    Some((day, day, Stated::No))
}

/// First and last day, as numbers, and whether the text states them.
type Window = (i32, i32, Stated);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stated {
    Yes,
    No,
}

fn published(a: &Facts, b: &Facts, (one, other): (Window, Window), ink: Ink) -> Finding {
    let shown = |facts: &Facts| match facts.times().next() {
        Some(when) if !when.iso().is_empty() => when.iso(),
        _ => facts
            .dossier
            .published
            .as_ref()
            .map(When::iso)
            .unwrap_or_default(),
    };
    let told = |weight: f32, key: &str| {
        ink.finding(weight, || {
            Reason::new(key).with("date", shown(a)).with("other", shown(b))
        })
    };
    match (one.2, other.2) {
        (Stated::No, Stated::No) => match (one.0 - other.0).abs() {
            0..=1 => told(1.5, "link-published-together"),
            2..=3 => told(1.0, "link-published-together"),
            4..=7 => told(0.2, "link-published-same-week"),
            8..=30 => told(-1.0, "link-published-apart"),
            _ => told(-3.0, "link-published-apart"),
        },
        // Both state a time, but not one that can be compared.
        (Stated::Yes, Stated::Yes) => ink.finding(0.0, || Reason::new("link-no-time")),
        (Stated::Yes, Stated::No) => after(one.0, other.0, told),
        (Stated::No, Stated::Yes) => after(other.0, one.0, told),
    }
}

/// A report published on `published` that gives no date, beside an event dated `date`.
fn after(date: i32, published: i32, told: impl Fn(f32, &str) -> Finding) -> Finding {
    match published - date {
        ..=-2 => told(-4.0, "link-published-before"),
        -1..=3 => told(1.3, "link-published-just-after"),
        4..=10 => told(0.3, "link-published-soon-after"),
        11..=60 => told(-0.4, "link-published-later"),
        _ => told(-1.5, "link-published-long-after"),
    }
}

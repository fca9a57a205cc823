//! Tells the event of the day from what lies before it, and from what has not come yet.

use super::{Draft, dates};
use crate::lexicon::Topic;
use crate::readers::event::Frame;
use crate::scene::Scene;
use jiff::civil::Date;
use tocsin_core::{Precision, When};

/// Days before the report beyond which a dated event is history behind the news.
const FRESH_DAYS: i32 = 60;

/// Whether a frame has a day of its own in the weeks before the report: news, whatever else its sentence recalls.
pub(super) fn is_fresh(scene: &Scene, frame: &Frame) -> bool {
    const NEWS_DAYS: i32 = 15;
    let Some(published) = scene.doc.published.as_ref().and_then(|when| when.last) else {
        return false;
    };
    frame
        .dates
        .iter()
        .filter_map(|&at| scene.dates[at].when.as_ref())
        .any(|when| {
            when.precision <= Precision::Days
                && when.last.is_some_and(|last| {
                    let days = days_between(published, last);
                    (0..=NEWS_DAYS).contains(&days)
                })
        })
}

/// The tokens of a date that lies wholly after the report's publication: what is told of it has not happened.
pub(super) fn is_future(scene: &Scene, frame: &Frame) -> Option<(usize, usize)> {
    let published = scene.doc.published.as_ref()?.last?;
    let mark = frame.dates.iter().map(|&at| &scene.dates[at]).find(|mark| {
        mark.when
            .as_ref()
            .is_some_and(|when| when.flags.is_empty() && when.first.is_some_and(|first| first > published))
    })?;
    Some((
        scene.doc.token_at(mark.span.start),
        scene.doc.token_at(mark.span.end.saturating_sub(1)) + 1,
    ))
}

/// The tokens of a date that makes `frame` history: a year or longer, or long before the report or its main event.
pub(super) fn is_history(scene: &Scene, drafts: &[Draft], frame: &Frame) -> Option<(usize, usize)> {
    let whens: Vec<(&When, usize)> = frame
        .dates
        .iter()
        .filter_map(|&at| Some((scene.dates[at].when.as_ref()?, at)))
        .collect();
    let main = drafts
        .first()
        .map(|draft| dates(scene, draft))
        .unwrap_or_default();
    let fresh = main
        .iter()
        .filter_map(|when| when.last.or(when.first))
        .chain(
            scene
                .doc
                .published
                .as_ref()
                .and_then(|when| when.last.or(when.first)),
        )
        .max();
    let earlier = scene
        .of(Topic::Cue, frame.first.saturating_sub(4), frame.first)
        .find(|cue| cue.entry.concept == "previous" && frame.noun && !frame.definite);
    if let Some(cue) = earlier.filter(|_| !drafts.is_empty()) {
        return Some((cue.first, cue.last));
    }
    if let Some(cue) = after_an(scene, frame).filter(|_| !drafts.is_empty()) {
        return Some(cue);
    }
    let tokens = |at: usize| {
        let span = scene.dates[at].span;
        (
            scene.doc.token_at(span.start),
            scene.doc.token_at(span.end.saturating_sub(1)) + 1,
        )
    };
    let all_old = !whens.is_empty()
        && whens.iter().all(|(when, _)| {
            let long = when.precision >= Precision::Year && when.month_day.is_none();
            let old = match (when.last, fresh) {
                (Some(last), Some(fresh)) => {
                    days_between(fresh, last) > FRESH_DAYS
                        || (fresh.year() - last.year()) > 0 && days_between_years(fresh, last) > FRESH_DAYS
                }
                _ => false,
            };
            let same_day = main.iter().any(|other| is_rival(when, other)) && frame.definite;
            (long && when.precision != Precision::Vague && when.precision != Precision::NoYear || old)
                && !same_day
        });
    (all_old && (!drafts.is_empty() || scene.doc.published.is_some())).then(|| tokens(whens[0].1))
}

/// "a week after a clash": the indefinite event that another came after lies behind it.
fn after_an(scene: &Scene, frame: &Frame) -> Option<(usize, usize)> {
    let from = frame.first.saturating_sub(5);
    let at = (from..frame.first).find(|&at| matches!(scene.doc.word(at), "after" | "following" | "apres"))?;
    let indefinite =
        (at + 1..frame.first).any(|t| matches!(scene.doc.word(t), "a" | "an" | "un" | "une" | "des"));
    (frame.noun && indefinite).then_some((at, at + 1))
}

fn days_between_years(a: Date, b: Date) -> i32 {
    (i32::from(a.year()) - i32::from(b.year())) * 365 + i32::from(a.day_of_year())
        - i32::from(b.day_of_year())
}

/// Dates that may be a rival date of one event: a few days apart, or the same day of another year.
pub(super) fn is_rival(a: &When, b: &When) -> bool {
    match (a.first, b.first) {
        (Some(a), Some(b)) => days_between(a, b).abs() <= 3 || (a.month() == b.month() && a.day() == b.day()),
        _ => false,
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    (a - b).get_days()
}

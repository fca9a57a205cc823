//! The days a text speaks of: of the news, of long ago, or neither.

use super::Features;
use crate::readers::when::{DateKind, DateMark};
use crate::scene::Scene;
use tocsin_core::Precision;

/// Days before the report up to which a day is of the news.
const FRESH: i32 = 15;
/// Days before the report beyond which a day is of long ago.
const OLD: i32 = 60;

/// How a time lies to the report's publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    /// A week at most, and in the last days.
    Fresh,
    /// Long ago.
    Old,
    /// A day or week in between, or to come.
    Other,
    /// No time that can be placed.
    None,
}

/// The times of a text, in order.
#[derive(Debug)]
pub(super) struct Days {
    /// For each of [`Scene::dates`].
    eras: Vec<Era>,
    /// First token and era of those that can be placed.
    placed: Vec<(usize, Era)>,
    /// Bare years.
    years: usize,
    /// The text is long enough to name a day, and has a day of publication to hold it against.
    long: bool,
}

impl Days {
    pub(super) fn of(scene: &Scene) -> Self {
        let published = scene.doc.published.as_ref().and_then(|when| when.last);
        let eras: Vec<Era> = scene.dates.iter().map(|mark| era(mark, published)).collect();
        let placed = scene
            .dates
            .iter()
            .zip(&eras)
            .filter(|(_, era)| **era != Era::None)
            .map(|(mark, era)| (scene.doc.token_at(mark.span.start), *era))
            .collect();
        let years = scene
            .dates
            .iter()
            .filter(|mark| mark.value.len() == 4 && mark.value.bytes().all(|b| b.is_ascii_digit()))
            .count();
        Self {
            eras,
            placed,
            years,
            // Without a day of publication nothing can be said to be of the news.
            long: scene.doc.tokens.len() > 250 && published.is_some(),
        }
    }

    /// The era of one of [`Scene::dates`].
    pub(super) fn era(&self, at: usize) -> Era {
        self.eras.get(at).copied().unwrap_or(Era::None)
    }

    /// Whether a day of the news, and one of long ago, begins before token `end`.
    pub(super) fn before(&self, end: usize) -> (bool, bool) {
        let any = |wanted: Era| {
            self.placed
                .iter()
                .take_while(|(at, _)| *at < end)
                .any(|(_, era)| *era == wanted)
        };
        (any(Era::Fresh), any(Era::Old))
    }

    /// The day that a sentence is told under: the last one up to its end, and the last one within its paragraph.
    pub(super) fn around(&self, scene: &Scene, sentence: usize) -> (&'static str, &'static str) {
        let here = &scene.doc.sentences[sentence];
        let to = self.placed.partition_point(|(at, _)| *at < here.last);
        let mut first = sentence;
        while first > 0 && scene.doc.sentences[first - 1].block == here.block {
            first -= 1;
        }
        let from = scene.doc.sentences[first].first;
        let last = self.placed[..to].last();
        let name = match last.map(|(_, era)| *era) {
            Some(Era::Fresh) => "under:fresh",
            Some(Era::Old) => "under:old",
            Some(_) => "under:other",
            None => "under:none",
        };
        let within = last.filter(|(at, _)| *at >= from);
        let blocked = match within.map(|(_, era)| *era) {
            Some(Era::Fresh) => "paragraph:fresh",
            Some(Era::Old) => "paragraph:old",
            Some(_) => "paragraph:other",
            None => "paragraph:none",
        };
        (name, blocked)
    }

    /// How many days of the news and of long ago the text has.
    pub(super) fn show(&self, features: &mut Features) {
        let count = |wanted: Era| self.placed.iter().filter(|(_, era)| *era == wanted).count();
        let (fresh, old) = (count(Era::Fresh), count(Era::Old));
        let share = |n: usize| n.min(5) as f32 / 5.0;
        if fresh > 0 {
            features.push(("days:any-fresh", 1.0));
        } else if self.long {
            features.push(("days:none-fresh", 1.0));
        }
        if fresh + old > 0 {
            features.push(("days:old-share", old as f32 / (fresh + old) as f32));
        }
        features.push(("days:old", share(old)));
        features.push(("days:fresh", share(fresh)));
        features.push(("days:years", share(self.years)));
    }
}

fn era(mark: &DateMark, published: Option<jiff::civil::Date>) -> Era {
    let Some(when) = mark.when.as_ref().filter(|_| mark.kind != DateKind::Duration) else {
        return Era::None;
    };
    let (Some(published), Some(last)) = (published, when.last) else {
        return Era::None;
    };
    let ago = (published - last).get_days();
    if when.precision <= Precision::Week && (-1..=FRESH).contains(&ago) {
        Era::Fresh
    } else if ago > OLD {
        Era::Old
    } else if when.precision <= Precision::Week {
        Era::Other
    } else {
        Era::None
    }
}

//! Gathers frames into drafts of accounts: one event told three times is one, events apart in place, time or act are several.

use crate::kit::{ActClass, Kit};
use crate::readers::event::{Frame, Frames};
use crate::readers::who::Side;
use crate::scene::Scene;
use jiff::civil::Date;
use tocsin_core::{BlockKind, LeftOutWhy, Place, PlaceKind, Precision, Stance, When};

/// The frames that tell of one event.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Indices of its frames, in text order.
    pub frames: Vec<usize>,
    /// Sentence of the last frame that joined it.
    last_sentence: usize,
    /// Whether any frame tells violence, not only an early-warning class.
    violent: bool,
    /// The draft whose event this is a part of.
    pub part_of: Option<usize>,
}

/// What gathering gives: drafts, and frames left out with the reason.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The drafts, by their first frame.
    pub drafts: Vec<Draft>,
    /// Frames that gave no account, why, and the tokens that decided.
    pub left: Vec<(usize, LeftOutWhy, Option<(usize, usize)>)>,
}

/// Days before the report beyond which a dated event is history behind the news.
const FRESH_DAYS: i32 = 60;

/// Gathers all frames of a text.
#[must_use]
pub fn gather(scene: &Scene, kit: &Kit, read: &Frames) -> Gathered {
    let mut out = Gathered::default();
    let mut focus: Option<usize> = None;
    for (index, frame) in read.frames.iter().enumerate() {
        if let Some(why) = frame.status.why {
            if !matches!(frame.class, ActClass::General | ActClass::Refer | ActClass::Other) {
                out.left.push((index, why, frame.status.because));
            }
            continue;
        }
        match frame.class {
            ActClass::General => continue,
            ActClass::Refer => {
                if let Some(at) = focus.filter(|&at| can_join(scene, read, &out.drafts[at], frame)) {
                    join(&mut out.drafts[at], index, frame);
                }
                continue;
            }
            ActClass::Other | ActClass::Violence | ActClass::Presage => {}
        }
        if let Some(because) = is_history(scene, read, &out.drafts, frame) {
            out.left.push((index, LeftOutWhy::Background, Some(because)));
            continue;
        }
        focus = Some(match home(scene, read, &out.drafts, focus, frame) {
            Home::Draft(at) => {
                join(&mut out.drafts[at], index, frame);
                at
            }
            Home::New => {
                let mut draft = Draft::default();
                join(&mut draft, index, frame);
                out.drafts.push(draft);
                out.drafts.len() - 1
            }
            Home::Nowhere(why) => {
                out.left.push((index, why, None));
                continue;
            }
        });
    }
    settle(scene, kit, read, &mut out);
    out
}

fn join(draft: &mut Draft, index: usize, frame: &Frame) {
    draft.frames.push(index);
    draft.last_sentence = frame.sentence;
    draft.violent |= frame.class == ActClass::Violence;
}

enum Home {
    Draft(usize),
    New,
    Nowhere(LeftOutWhy),
}

/// The draft a told frame belongs to.
fn home(scene: &Scene, read: &Frames, drafts: &[Draft], focus: Option<usize>, frame: &Frame) -> Home {
    let open = |at: usize| can_join(scene, read, &drafts[at], frame);
    let same_sentence = focus.filter(|&at| drafts[at].last_sentence == frame.sentence);
    if frame.another && same_sentence.is_none() {
        // An event apart needs something of its own to be held by.
        return if is_bare(frame) && frame.noun && frame.plural {
            Home::Nowhere(LeftOutWhy::TooVague)
        } else {
            Home::New
        };
    }
    let anchored = !frame.places.is_empty() || !frame.dates.is_empty();
    if anchored
        && let Some(at) = (0..drafts.len())
            .rev()
            .find(|&at| open(at) && shares(scene, read, &drafts[at], frame))
    {
        return Home::Draft(at);
    }
    if let Some(at) = focus.filter(|&at| open(at)) {
        return Home::Draft(at);
    }
    if let Some(at) = (0..drafts.len()).rev().find(|&at| open(at)) {
        return Home::Draft(at);
    }
    let vague = frame.noun
        && (frame.plural || is_bare(frame))
        && !anchored
        && frame.tolls.is_empty()
        && frame.agents.is_empty()
        && frame.patients.is_empty()
        && !is_title(scene, frame);
    if vague {
        Home::Nowhere(LeftOutWhy::TooVague)
    } else {
        Home::New
    }
}

fn is_title(scene: &Scene, frame: &Frame) -> bool {
    scene
        .doc
        .sentences
        .get(frame.sentence)
        .is_some_and(|sentence| sentence.kind == BlockKind::Title)
}

fn is_bare(frame: &Frame) -> bool {
    frame.places.is_empty()
        && frame.dates.is_empty()
        && frame.tolls.is_empty()
        && frame.agents.is_empty()
        && frame.patients.is_empty()
}

/// Whether nothing keeps `frame` out of `draft`: their places and dates can be one, or the text itself says "the attack".
fn can_join(scene: &Scene, read: &Frames, draft: &Draft, frame: &Frame) -> bool {
    let places = places(scene, read, draft);
    let own: Vec<&Place> = frame
        .places
        .iter()
        .filter_map(|&at| scene.places[at].place.as_ref())
        .collect();
    let placed = own.is_empty() || places.is_empty() || own.iter().any(|a| places.iter().any(|b| a.meets(b)));
    let dates = dates(scene, read, draft);
    let own_dates: Vec<&When> = frame
        .dates
        .iter()
        .filter_map(|&at| scene.dates[at].when.as_ref())
        .filter(|when| is_firm(when))
        .collect();
    let dated = own_dates.is_empty()
        || dates.is_empty()
        || own_dates.iter().any(|a| dates.iter().any(|b| a.meets(b)));
    let rival = frame.definite
        && !frame.plural
        && placed
        && own_dates.iter().any(|a| dates.iter().any(|b| is_rival(a, b)));
    placed && (dated || rival)
}

/// Dates that may be a rival date of one event: a few days apart, or the same day of another year.
fn is_rival(a: &When, b: &When) -> bool {
    match (a.first, b.first) {
        (Some(a), Some(b)) => days_between(a, b).abs() <= 3 || (a.month() == b.month() && a.day() == b.day()),
        _ => false,
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    (a - b).get_days()
}

/// Whether `frame` and `draft` share a place below the country, or a day.
fn shares(scene: &Scene, read: &Frames, draft: &Draft, frame: &Frame) -> bool {
    let narrow = |place: &&Place| !matches!(place.kind, PlaceKind::Area | PlaceKind::Country);
    let places = places(scene, read, draft);
    let dates = dates(scene, read, draft);
    let own_places = frame
        .places
        .iter()
        .filter_map(|&at| scene.places[at].place.as_ref());
    let own_dates = frame.dates.iter().filter_map(|&at| scene.dates[at].when.as_ref());
    own_places
        .filter(narrow)
        .any(|a| places.iter().filter(|b| narrow(b)).any(|b| a.meets(b)))
        || own_dates
            .filter(|when| is_firm(when))
            .any(|a| dates.iter().any(|b| a.meets(b)))
}

/// Whether a time narrows an event down: a season at most, with days or with a month and day.
pub(crate) fn is_firm(when: &When) -> bool {
    when.precision < Precision::Year && (when.first.is_some() || when.last.is_some())
        || when.month_day.is_some()
}

pub(crate) fn places<'s>(scene: &'s Scene, read: &Frames, draft: &Draft) -> Vec<&'s Place> {
    draft
        .frames
        .iter()
        .flat_map(|&frame| read.frames[frame].places.iter())
        .filter_map(|&at| scene.places[at].place.as_ref())
        .collect()
}

pub(crate) fn dates<'s>(scene: &'s Scene, read: &Frames, draft: &Draft) -> Vec<&'s When> {
    draft
        .frames
        .iter()
        .flat_map(|&frame| read.frames[frame].dates.iter())
        .filter_map(|&at| scene.dates[at].when.as_ref())
        .filter(|when| is_firm(when))
        .collect()
}

/// The tokens of a date that makes `frame` history: a year or longer, or long before the report or its main event.
fn is_history(scene: &Scene, read: &Frames, drafts: &[Draft], frame: &Frame) -> Option<(usize, usize)> {
    let whens: Vec<(&When, usize)> = frame
        .dates
        .iter()
        .filter_map(|&at| Some((scene.dates[at].when.as_ref()?, at)))
        .collect();
    let main = drafts
        .first()
        .map(|draft| dates(scene, read, draft))
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

fn days_between_years(a: Date, b: Date) -> i32 {
    (i32::from(a.year()) - i32::from(b.year())) * 365 + i32::from(a.day_of_year())
        - i32::from(b.day_of_year())
}

/// Drops drafts nothing violent or ominous is told in, and folds early-warning drafts into the violence they came of.
fn settle(scene: &Scene, kit: &Kit, read: &Frames, out: &mut Gathered) {
    let _ = kit;
    let drafts = std::mem::take(&mut out.drafts);
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        if !tells_violence(read, &draft) {
            for &frame in &draft.frames {
                if read.frames[frame].class == ActClass::Violence {
                    out.left.push((frame, LeftOutWhy::TooVague, None));
                }
            }
            continue;
        }
        kept.push(draft);
    }
    let mut whole: Vec<Draft> = Vec::new();
    let main = kept
        .iter()
        .position(|draft| draft.violent)
        .map(|at| kept[at].clone());
    let mut folded: Vec<usize> = Vec::new();
    for draft in kept {
        match &main {
            Some(main) if !draft.violent && folds(scene, read, main, &draft) => folded.extend(draft.frames),
            _ => whole.push(draft),
        }
    }
    if let Some(first) = whole.iter_mut().find(|draft| draft.violent) {
        first.frames.extend(folded);
        first.frames.sort_unstable();
    }
    out.drafts = whole;
    out.left.sort_by_key(|(frame, ..)| *frame);
}

fn folds(scene: &Scene, read: &Frames, main: &Draft, other: &Draft) -> bool {
    other
        .frames
        .iter()
        .all(|&frame| can_join(scene, read, main, &read.frames[frame]))
}

/// Whether a draft tells of violence or of an early-warning class, and not only that people died or were arrested.
fn tells_violence(read: &Frames, draft: &Draft) -> bool {
    draft.frames.iter().any(|&index| {
        let frame = &read.frames[index];
        let armed = frame
            .agents
            .iter()
            .any(|agent| matches!(agent.side, Side::Armed | Side::Attacker | Side::Forces))
            || !frame.weapons.is_empty();
        match frame.act {
            "kill" | "injure" | "hold" => {
                armed
                    || frame.tolls.iter().any(|toll| {
                        toll.of
                            .is_some_and(|of| matches!(of.side, Side::Forces | Side::Armed | Side::Attacker))
                    })
            }
            "displace" => !frame.tolls.is_empty() || !frame.noun,
            "arrest" => !frame.tolls.is_empty() && !frame.places.is_empty(),
            "protest" | "agree" => false,
            "destroy" | "loot" | "burn" => armed || !frame.patients.is_empty(),
            "rape" | "abduct" => true,
            "threaten" => !frame.agents.is_empty() || !frame.patients.is_empty() || !frame.places.is_empty(),
            "gunfire" => true,
            _ => {
                matches!(frame.class, ActClass::Violence | ActClass::Presage)
                    && frame.status.stance != Stance::Hypothetical
            }
        }
    })
}

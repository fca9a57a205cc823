//! Gathers frames into drafts of accounts: one event told three times is one, events apart in place, time or act are several.

mod history;
mod settle;
pub mod told;

use self::history::{is_fresh, is_future, is_history, is_rival};
use self::settle::settle;
use self::told::Features;
use self::told::matter::Matter;
use crate::kit::{ActClass, Kit};
use crate::lexicon::Topic;
use crate::readers::event::{Frame, Frames};
use crate::readers::who::Side;
use crate::scene::Scene;
use tocsin_core::{BlockKind, LeftOutWhy, Place, PlaceKind, Precision, When};

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
    /// Indices into [`Scene::places`] of the different places of its frames, [`MOST_ANCHORS`] at most.
    places: Vec<usize>,
    /// Indices into [`Scene::dates`] of the different firm dates of its frames, [`MOST_ANCHORS`] at most.
    dates: Vec<usize>,
}

/// Different places, and different dates, that a draft is compared by.
const MOST_ANCHORS: usize = 24;

/// Drafts a frame is compared with: the last so many.
const MOST_RECENT: usize = 64;

/// Frames that tell of one event; more only repeat it.
const MOST_TOLD: usize = 120;

/// Events of one text.
const MOST_DRAFTS: usize = 1_000;

/// Which drafts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Those that tell of an event.
    Told,
    /// All: for training.
    All,
}

/// What gathering gives: drafts, and frames left out with the reason.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The drafts, by their first frame.
    pub drafts: Vec<Draft>,
    /// For each draft what speaks for and against it.
    pub features: Vec<Features>,
    /// What the text is about.
    pub matter: Matter,
    /// Frames that gave no account, why, and the tokens that decided.
    pub left: Vec<LeftFrame>,
    /// Whether the text tells more than the caps allow.
    pub capped: bool,
}

/// The index of a frame left out, why, and the tokens that decided; `None` where it was the lack of something.
pub type LeftFrame = (usize, LeftOutWhy, Option<(usize, usize)>);

/// Gathers all frames of a text into the events it tells.
#[must_use]
pub fn gather(scene: &Scene, kit: &Kit, read: &Frames) -> Gathered {
    gather_all(scene, kit, read, Keep::Told)
}

/// Gathers all frames of a text.
#[must_use]
pub fn gather_all(scene: &Scene, kit: &Kit, read: &Frames, keep: Keep) -> Gathered {
    let mut out = Gathered::default();
    let mut focus: Option<usize> = None;
    for (index, frame) in read.frames.iter().enumerate() {
        if let Some(why) = frame
            .status
            .why
            .filter(|&why| why != LeftOutWhy::Background || !is_fresh(scene, frame))
        {
            if !matches!(
                frame.class,
                ActClass::General | ActClass::Refer | ActClass::Other | ActClass::Soft
            ) {
                out.left.push((index, why, frame.status.because));
            }
            continue;
        }
        match frame.class {
            ActClass::General | ActClass::Soft => continue,
            ActClass::Refer => {
                if let Some(at) = focus
                    .filter(|_| !frame.another)
                    .filter(|&at| can_join(scene, &out.drafts[at], frame))
                {
                    join(scene, &mut out.drafts[at], index, frame);
                }
                continue;
            }
            ActClass::Other | ActClass::Violence | ActClass::Presage => {}
        }
        if frame.act == "aim" && !is_aimed(frame)
            || matches!(frame.act, "take" | "retake") && !is_taken(frame)
            || matches!(frame.act, "presence" | "arrest") && is_common(frame)
        {
            continue;
        }
        if let Some((why, because)) = not_now(scene, &out.drafts, frame) {
            out.left.push((index, why, because));
            continue;
        }
        focus = Some(match home(scene, read, &out.drafts, focus, frame) {
            Home::Draft(at) => {
                join(scene, &mut out.drafts[at], index, frame);
                at
            }
            Home::New => {
                let mut draft = Draft::default();
                join(scene, &mut draft, index, frame);
                out.drafts.push(draft);
                out.drafts.len() - 1
            }
            Home::Nowhere(why) => {
                out.left.push((index, why, None));
                continue;
            }
        });
    }
    settle(scene, kit, read, keep, &mut out);
    out
}

/// Why a frame tells of no event of the day, and the tokens that decided: too general, to come, or history.
fn not_now(scene: &Scene, drafts: &[Draft], frame: &Frame) -> Option<(LeftOutWhy, Option<(usize, usize)>)> {
    if is_generic(scene, frame) {
        return Some((LeftOutWhy::TooVague, None));
    }
    if let Some(because) = is_future(scene, frame) {
        return Some((LeftOutWhy::NotHappened, Some(because)));
    }
    is_history(scene, drafts, frame).map(|because| (LeftOutWhy::Background, Some(because)))
}

fn join(scene: &Scene, draft: &mut Draft, index: usize, frame: &Frame) {
    draft.frames.push(index);
    for &at in &frame.places {
        let known = draft.places.iter().any(|&other| same_place(scene, at, other));
        if !known && draft.places.len() < MOST_ANCHORS {
            draft.places.push(at);
        }
    }
    // "14 bodies had been counted on Tuesday": the day of a count is not held against the event's own.
    let counts = frame.noun && matches!(frame.act, "kill" | "injure" | "incident");
    for &at in frame.dates.iter().filter(|_| !counts) {
        let when = scene.dates[at].when.as_ref().filter(|when| is_firm(when));
        let known = draft
            .dates
            .iter()
            .any(|&other| scene.dates[other].when.as_ref() == when);
        if when.is_some() && !known && draft.dates.len() < MOST_ANCHORS {
            draft.dates.push(at);
        }
    }
    draft.last_sentence = frame.sentence;
    draft.violent |= frame.class == ActClass::Violence;
}

/// Whether two marks name one place: the same known one, or unknown ones of one name.
fn same_place(scene: &Scene, a: usize, b: usize) -> bool {
    let (a, b) = (&scene.places[a], &scene.places[b]);
    match (&a.place, &b.place) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.span.of(scene.doc.text) == b.span.of(scene.doc.text),
        _ => false,
    }
}

enum Home {
    Draft(usize),
    New,
    Nowhere(LeftOutWhy),
}

/// The draft a told frame belongs to.
fn home(scene: &Scene, read: &Frames, drafts: &[Draft], focus: Option<usize>, frame: &Frame) -> Home {
    let open = |at: usize| can_join(scene, &drafts[at], frame);
    let recent = drafts.len().saturating_sub(MOST_RECENT)..drafts.len();
    let same_sentence = focus.filter(|&at| drafts[at].last_sentence == frame.sentence);
    if frame.another && same_sentence.is_none() {
        // An event apart needs something of its own to be held by.
        return if is_bare(frame) && frame.noun && frame.plural {
            Home::Nowhere(LeftOutWhy::TooVague)
        } else {
            Home::New
        };
    }
    if let Some(at) = same_sentence.filter(|&at| open(at) || !parted(scene, read, &drafts[at], frame)) {
        return Home::Draft(at);
    }
    // "The toll rose to 12 on Tuesday": the day of the count, not of another event.
    let counts = frame.noun && matches!(frame.act, "kill" | "injure" | "incident") && frame.places.is_empty();
    if let Some(at) = focus.filter(|_| counts) {
        return Home::Draft(at);
    }
    if focus.is_some_and(|at| is_another_hour(scene, read, &drafts[at], frame)) {
        return Home::New;
    }
    let anchored = !frame.places.is_empty() || !frame.dates.is_empty();
    if anchored && focus.is_some_and(|at| is_next_item(scene, &drafts[at], frame)) {
        return match recent
            .rev()
            .find(|&at| open(at) && shares(scene, &drafts[at], frame))
        {
            Some(at) => Home::Draft(at),
            None => Home::New,
        };
    }
    if anchored
        && let Some(at) = recent
            .clone()
            .rev()
            .find(|&at| open(at) && shares(scene, &drafts[at], frame))
    {
        return Home::Draft(at);
    }
    if let Some(at) = focus.filter(|&at| open(at)) {
        return Home::Draft(at);
    }
    if let Some(at) = recent.rev().find(|&at| open(at)) {
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

/// Whether `frame` stands in another item of a list than `draft`: with a place or day of its own it is an event apart.
fn is_next_item(scene: &Scene, draft: &Draft, frame: &Frame) -> bool {
    let (last, here) = (
        &scene.doc.sentences[draft.last_sentence],
        &scene.doc.sentences[frame.sentence],
    );
    here.kind == BlockKind::ListItem && last.block != here.block
}

/// "In the morning a cart hit a mine. In the afternoon men took the catechist": another part of the day, an act that is
/// no part of the first.
fn is_another_hour(scene: &Scene, read: &Frames, draft: &Draft, frame: &Frame) -> bool {
    const APART: &[&str] = &[
        "abduct",
        "mine",
        "air-strike",
        "shell",
        "suicide-bomb",
        "grenade",
        "protest",
        "arrest",
        "disrupt",
        "bombing",
        "hijack",
        "road-block",
    ];
    let parts = |frames: &mut dyn Iterator<Item = usize>| -> Vec<_> {
        frames
            .filter_map(|at| scene.dates[at].when.as_ref()?.part)
            .collect()
    };
    let own = parts(&mut frame.dates.iter().copied());
    let told = || draft.frames.iter().map(|&index| &read.frames[index]);
    let others = parts(&mut told().flat_map(|other| other.dates.iter().copied()));
    frame.sentence > draft.last_sentence
        && APART.contains(&frame.act)
        && told().all(|other| other.act != frame.act)
        && !own.is_empty()
        && !others.is_empty()
        && own.iter().all(|part| !others.contains(part))
}

/// "targeted", "hit", "a visé": violence only where armed people do it, or where people or places undergo it.
fn is_aimed(frame: &Frame) -> bool {
    frame.agents.iter().any(|agent| agent.side.bears_arms())
        || frame.passive && !frame.patients.is_empty()
        || !frame.weapons.is_empty()
}

/// Passers-by are no armed presence, and one man arrested is no wave of arrests: armed people, or several, make them news.
fn is_common(frame: &Frame) -> bool {
    let held = frame.patients.iter().any(|patient| patient.side.bears_arms());
    match frame.act {
        "arrest" => !held && frame.tolls.iter().all(|toll| toll.count.least < 3),
        _ => !frame.noun && !held && !frame.agents.iter().any(|agent| agent.side.bears_arms()),
    }
}

/// "took", "a repris": a place taken only where armed people take a place.
fn is_taken(frame: &Frame) -> bool {
    let armed = frame.agents.iter().any(|agent| agent.side.bears_arms());
    armed
        && (frame.patients.iter().any(|patient| patient.side == Side::Place)
            || !frame.places.is_empty() && frame.patients.is_empty())
}

/// "attacks by extremists": a plural that no article, number, place or date ties to an event.
fn is_generic(scene: &Scene, frame: &Frame) -> bool {
    frame.noun
        && frame.plural
        && !frame.definite
        && frame.places.is_empty()
        && frame.dates.is_empty()
        && frame.tolls.is_empty()
        && !is_title(scene, frame)
}

/// Whether "while", "tandis que" or a semicolon parts `frame` from the last frame of `draft` in the same sentence.
fn parted(scene: &Scene, read: &Frames, draft: &Draft, frame: &Frame) -> bool {
    let Some(last) = draft.frames.last().map(|&index| &read.frames[index]) else {
        return true;
    };
    (last.last..frame.first).any(|at| {
        scene.is_break(at)
            || matches!(
                scene.doc.word(at),
                "while" | "whereas" | "tandis" | "alors" | "and" | "et" | "puis" | "then"
            )
    })
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
fn can_join(scene: &Scene, draft: &Draft, frame: &Frame) -> bool {
    let places = places(scene, draft);
    let own: Vec<&Place> = frame
        .places
        .iter()
        .filter_map(|&at| scene.places[at].place.as_ref())
        .collect();
    // "Mali" is everywhere in Mali: where both name something narrower, that must agree.
    let both = own.iter().any(|place| is_narrow(place)) && places.iter().any(|place| is_narrow(place));
    let counts = |place: &Place| !both || is_narrow(place);
    let meet = own
        .iter()
        .filter(|place| counts(place))
        .any(|a| places.iter().filter(|place| counts(place)).any(|b| a.meets(b)));
    let placed = own.is_empty() || places.is_empty() || meet;
    let placed = placed && !is_elsewhere(scene, draft, frame);
    let dates = dates(scene, draft);
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

fn is_narrow(place: &Place) -> bool {
    !matches!(
        place.kind,
        PlaceKind::Area | PlaceKind::Country | PlaceKind::Admin1
    )
}

/// Whether `frame` names only places the gazetteer does not know, none of which `draft` names.
fn is_elsewhere(scene: &Scene, draft: &Draft, frame: &Frame) -> bool {
    let name = |at: &usize| scene.places[*at].span.of(scene.doc.text);
    !frame.places.is_empty()
        && frame.places.iter().all(|&at| scene.places[at].place.is_none())
        && !draft.places.is_empty()
        && !draft
            .places
            .iter()
            .map(name)
            .any(|known| frame.places.iter().map(name).any(|own| own == known))
}

/// Whether `frame` and `draft` share a place below the country, or a day.
fn shares(scene: &Scene, draft: &Draft, frame: &Frame) -> bool {
    let narrow = |place: &&Place| !matches!(place.kind, PlaceKind::Area | PlaceKind::Country);
    let places = places(scene, draft);
    let dates = dates(scene, draft);
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

fn places<'s>(scene: &'s Scene, draft: &Draft) -> Vec<&'s Place> {
    draft
        .places
        .iter()
        .filter_map(|&at| scene.places[at].place.as_ref())
        .collect()
}

fn dates<'s>(scene: &'s Scene, draft: &Draft) -> Vec<&'s When> {
    draft
        .dates
        .iter()
        .filter_map(|&at| scene.dates[at].when.as_ref())
        .collect()
}

fn claims_responsibility(scene: &Scene, frame: &Frame) -> bool {
    let Some(sentence) = scene.doc.sentences.get(frame.sentence) else {
        return false;
    };
    scene
        .of(Topic::Speech, sentence.first, sentence.last)
        .any(|mark| matches!(mark.entry.concept, "responsibility" | "attribute"))
}

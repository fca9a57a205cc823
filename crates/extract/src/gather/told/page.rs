//! What a whole text shows, computed once and shared by its drafts.

use super::days::Days;
use super::{BIAS, Features, matter};
use crate::kit::ActClass;
use crate::lexicon::{Mark, Topic};
use crate::readers::event::{Frame, Frames};
use crate::scene::Scene;
use std::collections::BTreeSet;
use tocsin_core::LeftOutWhy;

/// Kinds of texts that only speak of violence, with the names of their features: by the whole text, by the draft's sentences.
pub(super) const WORLDS: [(&str, &str, &str); 11] = [
    ("court", "text:court", "near:court"),
    ("anniversary", "text:anniversary", "near:anniversary"),
    ("exercise", "text:exercise", "near:exercise"),
    ("fiction", "text:fiction", "near:fiction"),
    ("sport", "text:sport", "near:sport"),
    ("finance", "text:finance", "near:finance"),
    ("opinion", "text:opinion", "near:opinion"),
    ("accident", "text:accident", "near:accident"),
    ("cyber", "text:cyber", "near:cyber"),
    ("study", "text:study", "near:study"),
    ("nature", "text:nature", "near:nature"),
];

/// What the whole text shows, computed once.
#[derive(Debug)]
pub(crate) struct Page {
    pub(super) features: Features,
    pub(super) days: Days,
    /// What it is about.
    pub(crate) matter: matter::Matter,
}

impl Page {
    pub(crate) fn of(scene: &Scene, read: &Frames, drafts: usize) -> Self {
        let mut features: Features = vec![(BIAS, 1.0)];
        let tokens = scene.doc.tokens.len();
        let pages = tokens as f32 / 120.0 + 1.0;
        for (concept, name, _) in WORLDS {
            let words: BTreeSet<&str> = scene
                .marks
                .iter()
                .filter(|mark| mark.is(Topic::Cue, concept))
                .map(|mark| scene.doc.word(mark.first))
                .collect();
            if !words.is_empty() {
                features.push((name, (words.len() as f32 / pages).min(3.0)));
            }
        }
        let armed = scene.marks.iter().filter(|mark| is_armed(mark)).count();
        if armed > 0 {
            features.push(("text:armed", 1.0));
        }
        features.push(("text:armed-count", (armed as f32 / pages).min(4.0) / 4.0));
        let arms = scene.marks.iter().any(|mark| {
            mark.entry.topic == Topic::Weapon && !matches!(mark.entry.concept, "fire" | "stone" | "teargas")
        });
        if arms {
            features.push(("text:weapon", 1.0));
        }
        if tokens < 80 {
            features.push(("text:short", 1.0));
        }
        if tokens > 300 {
            features.push(("text:long", 1.0));
        }
        features.extend(left_out(read));
        let days = Days::of(scene);
        days.show(&mut features);
        size(scene, read, drafts, &mut features);
        lead(scene, read, &days, &mut features);
        Self {
            features,
            days,
            matter: matter::of(scene),
        }
    }
}

fn is_armed(mark: &Mark) -> bool {
    mark.entry.topic == Topic::Group && matches!(mark.entry.kind, "armed" | "attacker" | "forces")
        || mark.entry.topic == Topic::Actor
}

/// The share of the text's acts that other rules left out, by why.
fn left_out(read: &Frames) -> Features {
    let acts: Vec<&Frame> = read.frames.iter().filter(|frame| is_act(frame)).collect();
    if acts.is_empty() {
        return Vec::new();
    }
    let share = |pick: fn(LeftOutWhy) -> bool| {
        acts.iter()
            .filter(|frame| frame.status.why.is_some_and(pick))
            .count() as f32
            / acts.len() as f32
    };
    let imagined = share(|why| why == LeftOutWhy::NotHappened);
    let past = share(|why| why == LeftOutWhy::Background);
    let worlds = share(|why| {
        matches!(
            why,
            LeftOutWhy::Court | LeftOutWhy::Anniversary | LeftOutWhy::Exercise | LeftOutWhy::Fiction
        )
    });
    vec![
        ("left:imagined", imagined),
        ("left:past", past),
        ("left:worlds", worlds),
        ("left:vague", share(|why| why == LeftOutWhy::TooVague)),
    ]
}

/// How long the text is, how much of it tells of acts, and how it speaks.
fn size(scene: &Scene, read: &Frames, drafts: usize, features: &mut Features) {
    const OWN: &[&str] = &[
        "i", "you", "we", "our", "us", "my", "your", "je", "nous", "vous", "notre", "votre", "nos", "mon",
        "ma", "mes",
    ];
    let tokens = scene.doc.tokens.len();
    let pages = tokens as f32 / 120.0 + 1.0;
    let french = scene.doc.language == tocsin_core::Language::Fr;
    let (mut own, mut questions) = (0u32, 0u32);
    for at in 0..tokens {
        let word = scene.doc.word(at);
        // English "on" is a preposition, no French "we".
        own += u32::from(word.len() <= 5 && OWN.contains(&word) || word == "on" && french);
        questions += u32::from(word == "?");
    }
    let acts = read.frames.iter().filter(|frame| is_act(frame)).count();
    features.push(("text:length", (tokens as f32 / 100.0 + 0.3).ln()));
    features.push(("text:drafts", drafts.min(8) as f32 / 8.0));
    features.push(("text:own", (own as f32 / tokens.max(1) as f32 * 50.0).min(3.0)));
    features.push(("text:questions", (questions as f32 / pages).min(2.0)));
    features.push(("text:acts", (acts as f32 / pages).min(8.0) / 8.0));
}

fn is_act(frame: &Frame) -> bool {
    matches!(frame.class, ActClass::Violence | ActClass::Presage)
}

/// Whether the title and the first sentences tell of an act, with a day of the news or of long ago.
fn lead(scene: &Scene, read: &Frames, days: &Days, features: &mut Features) {
    const LEAD: usize = 2;
    let end = scene
        .doc
        .sentences
        .get(LEAD)
        .or(scene.doc.sentences.last())
        .map_or(0, |sentence| sentence.last);
    let act = read
        .frames
        .iter()
        .take_while(|frame| frame.sentence <= LEAD)
        .any(|frame| frame.class == ActClass::Violence && frame.status.why.is_none());
    let (fresh, old) = days.before(end);
    for (name, holds) in [
        ("lead:act", act),
        ("lead:fresh", fresh),
        ("lead:old", old),
        ("lead:act-fresh", act && fresh),
    ] {
        if holds {
            features.push((name, 1.0));
        }
    }
}

//! Whether a draft tells of an event: a linear model over what the draft and its text show, each part of it named.
//!
//! "Prices exploded" and "the critics attacked" have the words of violence but nobody armed, hurt or hit.
//! The weights are trained by `tocsin-eval train told gold/cases` on our own cases; see `data/models/PROVENANCE.md`.

use super::{Draft, is_firm};
use crate::coding::is_forces_site;
use crate::doc::TokenKind;
use crate::kit::ActClass;
use crate::lexicon::{Form, Mark, Topic};
use crate::readers::event::{Frame, Frames};
use crate::readers::who::Side;
use crate::scene::{Scene, gram};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use tocsin_core::{BlockKind, Language, LeftOutWhy, PlaceKind, Precision, SpeakerKind};

/// What a draft shows: names of features with their values, mostly 1.
pub type Features = Vec<(&'static str, f32)>;

/// The trained weights, by name of feature.
#[derive(Clone, Debug, Default)]
pub struct Weights(FxHashMap<&'static str, f32>);

impl Weights {
    /// What ships with the reader.
    #[must_use]
    pub fn embedded() -> Self {
        Self::parse(include_str!("../../../../data/models/told.tsv"))
    }

    /// Weights from lines `feature<tab>weight`; lines that do not parse are skipped.
    #[must_use]
    pub fn parse(text: &'static str) -> Self {
        Self(
            text.lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| {
                    let (name, weight) = line.split_once('\t')?;
                    Some((name, weight.trim().parse().ok()?))
                })
                .collect(),
        )
    }

    /// How much speaks for an event: a logit.
    #[must_use]
    pub fn score(&self, features: &Features) -> f32 {
        features
            .iter()
            .map(|(name, value)| self.0.get(name).copied().unwrap_or(0.0) * value)
            .sum()
    }

    /// The features that weigh most, heaviest first, at most `count`.
    #[must_use]
    pub fn heaviest(&self, features: &Features, count: usize) -> Features {
        let mut parts: Features = features
            .iter()
            .map(|(name, value)| (*name, self.0.get(name).copied().unwrap_or(0.0) * value))
            .filter(|(name, part)| *name != BIAS && part.abs() > 0.05)
            .collect();
        parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
        parts.truncate(count);
        parts
    }
}

/// What must speak for a draft before it is told: an incident that never was does more harm than one told late.
pub(super) const BAR: f32 = 0.3;

/// The feature every draft has.
const BIAS: &str = "bias";

/// Kinds of texts that only speak of violence, with the names of their features: by the whole text, by the draft's sentences.
const WORLDS: [(&str, &str, &str); 11] = [
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
pub(super) struct Page {
    features: Features,
}

impl Page {
    pub(super) fn of(scene: &Scene, read: &Frames) -> Self {
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
        Self { features }
    }
}

fn is_armed(mark: &Mark) -> bool {
    mark.entry.topic == Topic::Group && matches!(mark.entry.kind, "armed" | "attacker" | "forces")
        || mark.entry.topic == Topic::Actor
}

/// The share of the text's acts that other rules left out, by why.
fn left_out(read: &Frames) -> Features {
    let acts: Vec<&Frame> = read
        .frames
        .iter()
        .filter(|frame| matches!(frame.class, ActClass::Violence | ActClass::Presage))
        .collect();
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
    ]
}

/// What `draft` shows.
pub(super) fn features(scene: &Scene, read: &Frames, page: &Page, draft: &Draft) -> Features {
    let frames: Vec<&Frame> = draft.frames.iter().map(|&index| &read.frames[index]).collect();
    let mut out = page.features.clone();
    let mut add = |name: &'static str, holds: bool| {
        if holds {
            out.push((name, 1.0));
        }
    };
    who(&frames, &mut add);
    what(&frames, &mut add);
    anchors(scene, &frames, &mut add);
    voices(scene, read, &frames, &mut add);
    manner(scene, &frames, &mut add);
    near(scene, &frames, &mut add);
    out.push(("frames", (frames.len() as f32).min(6.0) / 6.0));
    out
}

fn who(frames: &[&Frame], add: &mut impl FnMut(&'static str, bool)) {
    let agent = |pick: fn(Side) -> bool| frames.iter().any(|f| f.agents.iter().any(|a| pick(a.side)));
    let patient = |pick: fn(Side) -> bool| frames.iter().any(|f| f.patients.iter().any(|p| pick(p.side)));
    // Who bears arms is not asked for which side: the same act is told whoever does it.
    add("agent:doer", agent(Side::bears_arms));
    add(
        "agent:other",
        agent(|side| matches!(side, Side::Civilian | Side::People)),
    );
    add("agent:none", frames.iter().all(|f| f.agents.is_empty()));
    add(
        "patient:human",
        patient(|side| matches!(side, Side::Civilian | Side::People)),
    );
    add("patient:bears-arms", patient(Side::bears_arms));
    add("patient:place", patient(|side| side == Side::Place));
    add(
        "patient:guarded",
        frames
            .iter()
            .any(|f| f.patients.iter().any(|p| is_forces_site(p.concept))),
    );
    add("patient:none", frames.iter().all(|f| f.patients.is_empty()));
    add("goods", frames.iter().any(|f| !f.goods.is_empty()));
}

/// Acts that speak alike, with the name of their feature.
const ACTS: [(&str, &[&str]); 31] = [
    ("act:attack", &["attack", "ambush"]),
    ("act:aim", &["aim"]),
    ("act:shoot", &["shoot", "stab"]),
    ("act:gunfire", &["gunfire"]),
    ("act:clash", &["clash"]),
    ("act:operation", &["operation"]),
    ("act:execute", &["execute", "massacre"]),
    ("act:kill", &["kill"]),
    ("act:abduct", &["abduct", "hold", "hijack"]),
    ("act:explode", &["explode"]),
    (
        "act:device",
        &["bombing", "suicide-bomb", "mine", "grenade", "chemical"],
    ),
    ("act:air", &["air-strike"]),
    ("act:shell", &["shell"]),
    ("act:burn", &["burn"]),
    ("act:destroy", &["destroy"]),
    ("act:loot", &["loot", "empty"]),
    (
        "act:place-taken",
        &["seize-place", "retake-place", "take", "retake"],
    ),
    ("act:crowd", &["mob", "riot"]),
    ("act:disrupt", &["disrupt"]),
    ("act:rape", &["rape"]),
    ("act:threat", &["threaten", "ban"]),
    ("act:ultimatum", &["ultimatum"]),
    ("act:presence", &["presence"]),
    ("act:recon", &["reconnoitre"]),
    ("act:blockade", &["blockade"]),
    ("act:road-block", &["road-block"]),
    ("act:displace", &["displace"]),
    ("act:rumour", &["rumour"]),
    ("act:protest", &["protest"]),
    ("act:agree", &["agree", "free"]),
    ("act:change", &["hand-over", "set-up-base", "change-group"]),
];

fn what(frames: &[&Frame], add: &mut impl FnMut(&'static str, bool)) {
    let act = |acts: &[&str]| frames.iter().any(|f| acts.contains(&f.act));
    let only = |acts: &[&str]| frames.iter().all(|f| acts.contains(&f.act));
    let hard = |f: &Frame| f.tolls.iter().any(|toll| toll.count.least > 0);
    add("toll", frames.iter().any(|f| hard(f)));
    add(
        "toll:zero",
        frames
            .iter()
            .any(|f| f.tolls.iter().any(|toll| toll.count.most == Some(0))),
    );
    add(
        "toll:huge",
        frames
            .iter()
            .any(|f| f.tolls.iter().any(|toll| toll.count.least > 500)),
    );
    add("weapon", frames.iter().any(|f| !f.weapons.is_empty()));
    add("act:only-harm", only(&["kill", "die", "injure", "incident"]));
    add("act:only-die", only(&["die", "incident"]));
    for (name, acts) in ACTS {
        add(name, act(acts));
    }
    add("act:arrest", only(&["arrest", "incident"]));
    add(
        "class:presage",
        frames.iter().all(|f| f.class == ActClass::Presage),
    );
    add("class:other", frames.iter().all(|f| f.class == ActClass::Other));
}

fn anchors(scene: &Scene, frames: &[&Frame], add: &mut impl FnMut(&'static str, bool)) {
    let whens: Vec<_> = frames
        .iter()
        .flat_map(|f| f.dates.iter())
        .filter_map(|&at| scene.dates[at].when.as_ref())
        .collect();
    let published = scene.doc.published.as_ref().and_then(|when| when.last);
    let fresh = whens.iter().any(|when| {
        when.precision <= Precision::Week
            && match (published, when.last) {
                (Some(published), Some(last)) => (published - last).get_days() <= 15,
                _ => true,
            }
    });
    add("date:fresh", fresh);
    add("date:firm", whens.iter().any(|when| is_firm(when)));
    add("date:none", whens.is_empty());
    let places: Vec<_> = frames
        .iter()
        .flat_map(|f| f.places.iter())
        .map(|&at| scene.places[at].place.as_ref())
        .collect();
    let narrow = |kind: PlaceKind| !matches!(kind, PlaceKind::Area | PlaceKind::Country | PlaceKind::Admin1);
    add(
        "place:narrow",
        places.iter().flatten().any(|place| narrow(place.kind)),
    );
    add("place:unknown", places.iter().any(Option::is_none));
    add(
        "place:wide",
        !places.is_empty()
            && places
                .iter()
                .all(|place| place.as_ref().is_some_and(|p| !narrow(p.kind))),
    );
    add("place:none", places.is_empty());
}

fn voices(scene: &Scene, read: &Frames, frames: &[&Frame], add: &mut impl FnMut(&'static str, bool)) {
    let kinds: Vec<SpeakerKind> = frames
        .iter()
        .filter_map(|f| Some(read.said[f.sentence].get(f.said?)?.speaker.kind))
        .collect();
    let any = |wanted: &[SpeakerKind]| kinds.iter().any(|kind| wanted.contains(kind));
    add("said", !kinds.is_empty());
    add(
        "said:there",
        any(&[
            SpeakerKind::Witness,
            SpeakerKind::Resident,
            SpeakerKind::LocalAuthority,
            SpeakerKind::Medical,
        ]),
    );
    add(
        "said:party",
        any(&[SpeakerKind::Security, SpeakerKind::ArmedGroup]),
    );
    add("said:study", any(&[SpeakerKind::Analyst, SpeakerKind::Justice]));
    add(
        "responsibility",
        frames.iter().any(|f| super::claims_responsibility(scene, f)),
    );
}

fn manner(scene: &Scene, frames: &[&Frame], add: &mut impl FnMut(&'static str, bool)) {
    let Some(first) = frames.first() else { return };
    let sentence = &scene.doc.sentences[first.sentence];
    let title = matches!(sentence.kind, BlockKind::Title | BlockKind::Heading);
    add("lead", first.sentence <= 1);
    add("title", title);
    add("form", sentence.kind == BlockKind::FormField);
    add("late", first.sentence * 3 > scene.doc.sentences.len() * 2);
    add("noun:only", frames.iter().all(|f| f.noun));
    add("noun:definite", first.noun && first.definite);
    add("noun:plural", frames.iter().all(|f| f.noun && f.plural));
    add(
        "verb:past",
        frames.iter().any(|f| !f.noun && !is_present(scene, f)),
    );
    add(
        "verb:present",
        !title && frames.iter().any(|f| !f.noun && is_present(scene, f)),
    );
    add("passive", frames.iter().any(|f| f.passive));
    add("possible", frames.iter().any(|f| f.status.because.is_some()));
    add(
        "quoted",
        frames
            .iter()
            .any(|f| f.first > 0 && matches!(scene.doc.word(f.first - 1), "\"" | "“" | "«" | "‘" | "'")),
    );
}

/// "explode", "attaquent": told in the present, as rules, games and essays are.
fn is_present(scene: &Scene, frame: &Frame) -> bool {
    let word = scene.doc.word(frame.first);
    match (scene.doc.language, frame.form) {
        (Language::Fr, Form::Finite) => {
            !(word.ends_with("ait")
                || word.ends_with("aient")
                || word.ends_with("erent")
                || word.ends_with("irent")
                || word.ends_with("it")
                || word.ends_with('a'))
        }
        (_, Form::Base) => true,
        (_, Form::Finite) => word.ends_with('s'),
        _ => false,
    }
}

fn near(scene: &Scene, frames: &[&Frame], add: &mut impl FnMut(&'static str, bool)) {
    let sentences: BTreeSet<usize> = frames.iter().take(8).map(|f| f.sentence).collect();
    let has = |pick: &dyn Fn(usize, usize) -> bool| {
        sentences
            .iter()
            .map(|&index| &scene.doc.sentences[index])
            .any(|sentence| pick(sentence.first, sentence.last))
    };
    for (concept, _, name) in WORLDS {
        add(
            name,
            has(&|from, to| {
                scene
                    .of(Topic::Cue, from, to)
                    .any(|cue| cue.entry.concept == concept)
            }),
        );
    }
    words(scene, &has, add);
}

/// Whether some sentence of a draft, given by its tokens, is as asked.
type Holds<'h> = dyn Fn(&dyn Fn(usize, usize) -> bool) -> bool + 'h;

/// Words of the draft's sentences that speak of anything but an event of the day.
fn words(scene: &Scene, has: &Holds, add: &mut impl FnMut(&'static str, bool)) {
    add(
        "near:question",
        has(&|from, to| (from..to).any(|at| scene.doc.word(at) == "?")),
    );
    add(
        "near:person",
        has(&|from, to| {
            (from..to).any(|at| {
                matches!(
                    scene.doc.word(at),
                    "you"
                        | "your"
                        | "we"
                        | "our"
                        | "us"
                        | "vous"
                        | "votre"
                        | "vos"
                        | "nous"
                        | "notre"
                        | "nos"
                        | "tu"
                )
            })
        }),
    );
    add(
        "near:percent",
        has(&|from, to| (from..to).any(|at| matches!(scene.doc.word(at), "%" | "percent" | "cent" | "per"))),
    );
    add(
        "near:year",
        has(&|from, to| {
            (from..to).any(|at| {
                let token = &scene.doc.tokens[at];
                token.kind == TokenKind::Number
                    && scene.doc.word(at).len() == 4
                    && scene.doc.word(at).starts_with(['1', '2'])
                    && scene.is_date(at)
            })
        }),
    );
    add(
        "near:past-perfect",
        has(&|from, to| {
            (from..to).any(|at| {
                matches!(scene.doc.word(at), "had" | "avait" | "avaient") && scene.is(at, gram::HAVE)
            })
        }),
    );
}

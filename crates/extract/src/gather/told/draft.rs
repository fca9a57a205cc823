//! What one draft shows: who, what, how many, when, where, said by whom, in which words.

use super::Features;
use super::days::Era;
use super::page::{Page, WORLDS};
use crate::coding::is_forces_site;
use crate::doc::TokenKind;
use crate::gather::{Draft, claims_responsibility, is_firm};
use crate::kit::ActClass;
use crate::lexicon::{Form, Topic};
use crate::readers::event::{Frame, Frames};
use crate::readers::who::Side;
use crate::scene::{Scene, gram};
use std::collections::BTreeSet;
use tocsin_core::{BlockKind, Language, PlaceKind, Precision, SpeakerKind};

/// What `draft` shows.
pub(crate) fn features(scene: &Scene, read: &Frames, page: &Page, draft: &Draft, all: &All) -> Features {
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
    in_text(scene, page, draft, all, &frames, &mut out);
    day(page, &frames, &mut out);
    out
}

/// Where a draft stands among those of its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct All {
    /// Its number, from 0.
    pub(crate) at: usize,
    /// How many frames all drafts have.
    pub(crate) frames: usize,
}

/// What part of its text a draft is.
fn in_text(scene: &Scene, page: &Page, draft: &Draft, all: &All, frames: &[&Frame], out: &mut Features) {
    let Some(first) = frames.first() else { return };
    let sentences: BTreeSet<usize> = frames.iter().map(|f| f.sentence).collect();
    let mut add = |name: &'static str, value: f32| out.push((name, value));
    add(
        "draft:share",
        draft.frames.len() as f32 / all.frames.max(1) as f32,
    );
    add("draft:first", f32::from(u8::from(all.at == 0)));
    add(
        "draft:place",
        first.sentence as f32 / scene.doc.sentences.len().max(1) as f32,
    );
    add("draft:sentences", sentences.len().min(6) as f32 / 6.0);
    let hard = frames
        .iter()
        .flat_map(|f| &f.tolls)
        .filter(|toll| toll.count.least > 0 && !toll.unnumbered)
        .count();
    add("draft:tolls", hard.min(4) as f32 / 4.0);
    let sentence = &scene.doc.sentences[first.sentence];
    let words = || (sentence.first..sentence.last).map(|at| scene.doc.word(at));
    if words().any(|word| matches!(word, "had" | "avait" | "avaient")) {
        add("draft:had", 1.0);
    }
    let imagined = |word: &str| {
        matches!(
            word,
            "would"
                | "could"
                | "might"
                | "may"
                | "if"
                | "should"
                | "serait"
                | "seraient"
                | "pourrait"
                | "pourraient"
                | "si"
        )
    };
    if words().any(imagined) {
        add("draft:would", 1.0);
    }
    let (name, blocked) = page.days.around(scene, first.sentence);
    add(name, 1.0);
    add(blocked, 1.0);
}

/// Days of the news and of long ago in the draft's own frames, and what stands beside them.
fn day(page: &Page, frames: &[&Frame], out: &mut Features) {
    let era = |f: &Frame, wanted: Era| f.dates.iter().any(|&at| page.days.era(at) == wanted);
    let fresh = frames.iter().any(|f| era(f, Era::Fresh));
    let doer = frames
        .iter()
        .any(|f| f.agents.iter().any(|agent| agent.side.bears_arms()));
    let named = frames.iter().any(|f| {
        f.agents
            .iter()
            .any(|agent| matches!(agent.side, Side::Armed | Side::Forces))
    });
    let hurt = frames
        .iter()
        .any(|f| f.tolls.iter().any(|toll| toll.count.least > 0));
    let placed = frames.iter().any(|f| era(f, Era::Fresh) && !f.places.is_empty());
    let both = frames
        .iter()
        .any(|f| !f.agents.is_empty() && !f.patients.is_empty());
    for (name, holds) in [
        ("day:fresh", fresh),
        ("day:old", frames.iter().any(|f| era(f, Era::Old))),
        ("day:fresh-place", placed),
        ("day:fresh-toll", fresh && hurt),
        ("day:fresh-doer", fresh && doer),
        ("agent:patient", both),
        ("agent:armed", named),
    ] {
        if holds {
            out.push((name, 1.0));
        }
    }
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
        frames.iter().any(|f| claims_responsibility(scene, f)),
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

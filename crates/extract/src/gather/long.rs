//! Whether a draft of a very long text tells of an event: points for who, whom, how many, with what, and what it can be held by.
//!
//! The models of `told.rs` have seen no text as long as that; long articles that explain one attack would be left out whole.

use super::Draft;
use crate::coding::is_forces_site;
use crate::lexicon::Topic;
use crate::readers::event::{Frame, Frames};
use crate::readers::who::Side;
use crate::scene::Scene;

/// Tokens from which on a text is very long: no text the models were trained on has more.
const LONG: usize = 700;

/// Whether `scene` is longer than the texts the models know.
pub(super) fn is_long(scene: &Scene) -> bool {
    scene.doc.tokens.len() > LONG
}

/// Whether a draft tells of an event: enough of who, whom, how many and with what, and something to hold it by.
///
/// "Prices exploded" and "the critics attacked" have the words of violence but nobody armed, hurt or hit.
pub(super) fn tells_violence(scene: &Scene, read: &Frames, draft: &Draft) -> bool {
    let setting = setting(scene);
    let frames = || draft.frames.iter().map(|&index| &read.frames[index]);
    let core = frames().map(weight).max().unwrap_or(0)
        + 2 * u32::from(frames().any(|frame| super::claims_responsibility(scene, frame)))
        + u32::from(frames().filter(|frame| weight(frame) > 0).count() > 1);
    let anchors = u32::from(frames().any(|frame| !frame.places.is_empty()))
        + u32::from(frames().any(|frame| !frame.dates.is_empty()))
        + u32::from(frames().any(|frame| frame.said.is_some()));
    let hurt = frames().any(|frame| frame.tolls.iter().any(|toll| toll.count.least > 0));
    let armed = hurt || setting == Setting::Armed || scene.doc.sentences.len() <= 5;
    core >= 3 || core >= 2 && anchors >= 1 && armed || core >= 1 && anchors >= 2 && armed
}

/// Whether a text names those who bear arms, or what with: what a report of violence seldom lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    Armed,
    Unarmed,
}

fn setting(scene: &Scene) -> Setting {
    let armed = scene.marks.iter().any(|mark| match mark.entry.topic {
        Topic::Group => matches!(mark.entry.kind, "armed" | "attacker" | "forces"),
        Topic::Weapon => mark.entry.concept != "fire" && mark.entry.concept != "stone",
        Topic::Actor => true,
        _ => false,
    });
    if armed { Setting::Armed } else { Setting::Unarmed }
}

/// How much one frame tells: its act by itself, who did it, who was hit and how many, with what.
fn weight(frame: &Frame) -> u32 {
    // Who bears arms is not asked for which side: the same act is told whoever does it.
    let armed = frame.agents.iter().any(|agent| agent.side.bears_arms());
    let hard = frame
        .tolls
        .iter()
        .any(|toll| toll.count.least > 1 || toll.count.least == 1 && toll.count.most.is_some());
    let human = frame
        .patients
        .iter()
        .any(|patient| matches!(patient.side, Side::Civilian | Side::People));
    let guarded = frame
        .patients
        .iter()
        .any(|patient| patient.side.bears_arms() || is_forces_site(patient.concept));
    let hit = frame.patients.iter().any(|patient| patient.side == Side::Place);
    let told = 2 * u32::from(armed)
        + 2 * u32::from(hard)
        + u32::from(human || hit)
        + u32::from(guarded)
        + u32::from(!frame.weapons.is_empty());
    match frame.act {
        "suicide-bomb" | "mine" | "bombing" | "grenade" | "air-strike" | "massacre" | "ambush" => told + 2,
        "shell" | "gunfire" | "execute" | "seize-place" | "retake-place" | "take" | "retake" | "rape"
        | "hijack" | "disrupt" | "mob" => told + 1,
        "abduct" => told + u32::from(told > 0),
        "presence" => {
            if armed || guarded {
                2
            } else {
                0
            }
        }
        "ultimatum" | "threaten" => 1 + told,
        "blockade" | "road-block" | "reconnoitre" => 1 + told.min(1) + u32::from(!frame.places.is_empty()),
        "displace" => u32::from(hard || !frame.noun) * 2 * u32::from(!frame.tolls.is_empty() || human),
        "rumour" => 2,
        "arrest" => {
            if hard {
                2
            } else {
                0
            }
        }
        "protest" | "riot" => u32::from(!frame.places.is_empty()) * 2,
        "hand-over" | "set-up-base" | "change-group" => u32::from(!frame.places.is_empty()) * 2,
        "agree" => u32::from(!frame.places.is_empty()) * 2,
        "kill" | "die" | "injure" if !frame.tolls.is_empty() || human || guarded => told.max(1),
        "kill" | "die" | "injure" | "hold" | "operation" => told,
        _ => told,
    }
}

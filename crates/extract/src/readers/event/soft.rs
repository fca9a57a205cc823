//! Verbs that are violence only by what their roles make of them: "took", "stopped", "threw", "found", "were seen".

use super::Frame;
use crate::doc::Sentence;
use crate::kit::Kit;
use crate::lexicon::{Mark, Topic};
use crate::readers::who::{Mention, People, Side};
use crate::scene::{Scene, gram};

/// How far from its verb a weapon, a demand or a question may stand, in tokens.
const REACH: usize = 9;

/// Gives each soft verb of a sentence the act its roles make of it, and the class of that act.
pub(super) fn settle(scene: &Scene, kit: &Kit, sentence: &Sentence, people: &People, frames: &mut [Frame]) {
    for frame in frames {
        frame.goods = goods(scene, sentence, people, frame);
        let act = meant(scene, sentence, frame).unwrap_or(frame.act);
        if act == "mine" && !frame.noun && !frame.passive {
            ran_over(frame);
        }
        frame.act = act;
        if let Some(known) = kit.act(act) {
            frame.class = known.class;
        }
    }
}

/// The soft acts: of two readings of one verb the other one wins.
pub(super) fn is_soft(act: &str) -> bool {
    matches!(
        act,
        "take"
            | "stop"
            | "throw"
            | "find"
            | "order"
            | "move"
            | "watch"
            | "empty"
            | "withdraw"
            | "settle"
            | "regroup"
    )
}

/// What a soft verb means here; `None` where it stays what it is.
fn meant(scene: &Scene, sentence: &Sentence, frame: &Frame) -> Option<&'static str> {
    let armed = is_armed(frame);
    match frame.act {
        "take" => Some(taken_as(scene, frame)),
        "aim" | "attack" | "touch"
            if !frame.passive && !frame.noun && device_after(scene, sentence, frame) =>
        {
            Some("mine")
        }
        "stop" => (on_road(frame) && (armed || frame.passive)).then_some("road-block"),
        "throw" => thrown(scene, sentence, frame),
        "find" => weapon_near(scene, sentence, frame, 4 + REACH)
            .is_some_and(|mark| matches!(mark.entry.concept, "explosive-device" | "explosive-vest"))
            .then_some("disrupt"),
        "order" => (demand_near(scene, sentence, frame)
            && (armed || frame.agents.iter().all(|agent| agent.side == Side::Place)))
        .then_some("ultimatum"),
        "move" => armed.then_some("presence"),
        "watch" => frame
            .agents
            .iter()
            .any(|agent| agent.concept == "gunmen")
            .then_some("reconnoitre"),
        "empty" => (armed || !frame.goods.is_empty() && frame.passive).then_some("loot"),
        "withdraw" => guarded(frame).then_some("hand-over"),
        "settle" => (armed && guarded(frame)).then_some("set-up-base"),
        "regroup" => frame
            .agents
            .iter()
            .chain(&frame.patients)
            .any(|mention| mention.topic == Topic::Actor || mention.side == Side::Armed)
            .then_some("change-group"),
        _ => None,
    }
}

fn is_armed(frame: &Frame) -> bool {
    frame.agents.iter().any(|agent| agent.side.bears_arms())
}

fn guarded(frame: &Frame) -> bool {
    frame
        .patients
        .iter()
        .any(|patient| crate::coding::is_forces_site(patient.concept))
}

/// Vehicles, convoys, roads and those who travel.
fn on_road(frame: &Frame) -> bool {
    frame
        .patients
        .iter()
        .any(|patient| matches!(patient.concept, "vehicle" | "convoy" | "road" | "travellers"))
}

/// A vehicle that hits a mine is the one that is hit.
fn ran_over(frame: &mut Frame) {
    let riders = std::mem::take(&mut frame.agents);
    if !riders.is_empty() {
        frame.patients = riders;
    }
}

/// The nearest weapon within `reach` tokens of a verb, in its sentence.
fn weapon_near<'s>(scene: &'s Scene, sentence: &Sentence, frame: &Frame, reach: usize) -> Option<&'s Mark> {
    let from = frame.first.saturating_sub(reach).max(sentence.first);
    let to = (frame.last + reach).min(sentence.last);
    scene
        .of(Topic::Weapon, from, to)
        .min_by_key(|mark| mark.first.abs_diff(frame.first))
}

/// "hit an IED", "struck another device": an explosive device as the object.
fn device_after(scene: &Scene, sentence: &Sentence, frame: &Frame) -> bool {
    let to = (frame.last + 5).min(sentence.last);
    scene
        .of(Topic::Weapon, frame.last, to)
        .next()
        .is_some_and(|mark| {
            mark.entry.concept == "explosive-device"
                && (frame.last..mark.first).all(|at| {
                    !scene.is_break(at)
                        && !scene.is(at, gram::BY | gram::WITH | gram::BAR)
                        && scene.doc.word(at) != ","
                })
        })
}

/// What is thrown, dropped or fired says what the act is.
fn thrown(scene: &Scene, sentence: &Sentence, frame: &Frame) -> Option<&'static str> {
    Some(match weapon_near(scene, sentence, frame, REACH)?.entry.concept {
        "grenade" => "grenade",
        "mortar" | "rocket" | "rpg" => "shell",
        "explosive-device" => "bombing",
        "drone" | "aircraft" => "air-strike",
        "fire" => "burn",
        "gas" => "chemical",
        _ => return None,
    })
}

/// "ordered the villagers to leave", "leur ont dit de partir": a demand to go near the verb.
fn demand_near(scene: &Scene, sentence: &Sentence, frame: &Frame) -> bool {
    let to = (frame.last + 2 * REACH).min(sentence.last);
    scene
        .of(Topic::Cue, frame.last, to)
        .any(|cue| cue.entry.concept == "leave")
}

/// The things a verb of taking or destroying has as object, or in the passive as subject.
fn goods(scene: &Scene, sentence: &Sentence, people: &People, frame: &Frame) -> Vec<Mention> {
    if !matches!(
        frame.act,
        "take" | "loot" | "burn" | "destroy" | "hijack" | "abduct" | "empty"
    ) {
        return Vec::new();
    }
    let clause = scene.clause(frame.first, sentence.first, sentence.last);
    let near = |mention: &&Mention| {
        if frame.passive {
            mention.last <= frame.first && mention.first >= clause.0 && frame.first - mention.last <= REACH
        } else {
            mention.first >= frame.last && mention.last <= clause.1 && mention.first - frame.last <= REACH
        }
    };
    people.goods.iter().filter(near).copied().collect()
}

/// What "took", "seized", "ont pris" means by who or what is taken; stays "take" where that tells nothing.
fn taken_as(scene: &Scene, frame: &Frame) -> &'static str {
    const BOARDED: &[&str] = &[
        "bus",
        "buses",
        "minibus",
        "minibuses",
        "car",
        "cars",
        "autocar",
        "autocars",
        "boat",
        "plane",
        "aircraft",
        "airliner",
        "train",
        "ferry",
        "pirogue",
        "pinasse",
        "bateau",
        "avion",
    ];
    let first_thing = frame.goods.first().map_or(usize::MAX, |mention| mention.first);
    let first_patient = frame.patients.first().map_or(usize::MAX, |mention| mention.first);
    if first_thing < first_patient {
        return "loot";
    }
    if takes_people(frame) {
        return "abduct";
    }
    match frame.patients.iter().find(|patient| patient.concept == "vehicle") {
        Some(vehicle) if BOARDED.contains(&scene.doc.word(vehicle.last - 1)) => "hijack",
        Some(_) => "loot",
        None => "take",
    }
}

/// "Armed men took five teachers": people taken by armed people are abducted.
fn takes_people(frame: &Frame) -> bool {
    let human = |side| matches!(side, Side::Civilian | Side::People | Side::Forces);
    is_armed(frame) && frame.patients.first().is_some_and(|patient| human(patient.side))
}

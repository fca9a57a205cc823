//! Decides an account's code from its frames. Who did it never decides; what was done and to whom does.
//!
//! Rules name the code by the words; a model trained on our own cases ([`choice`]) then weighs it against what else the acts
//! could be.

pub mod choice;

use crate::kit::{ActClass, Kit};
use crate::lexicon::Topic;
use crate::readers::event::{Frame, Harm};
use crate::readers::who::Side;
use crate::scene::Scene;
use tocsin_core::codebook::code;
use tocsin_core::{Codebook, EventCode};

/// The code of the event that `frames` tell, and the index (into `frames`) of the frame that tells it most plainly.
#[must_use]
pub fn code(scene: &Scene, kit: &Kit, frames: &[&Frame]) -> (EventCode, usize) {
    let (rule, main) = by_rule(kit, frames);
    let chosen = kit.code.choose(&choice::weigh(scene, kit, frames, &rule, main));
    (chosen.unwrap_or(rule), main)
}

/// What the rules alone say.
#[must_use]
pub fn by_rule(kit: &Kit, frames: &[&Frame]) -> (EventCode, usize) {
    let main = main_frame(kit, frames);
    let first = frames
        .get(main)
        .and_then(|frame| kit.act(frame.act))
        .map_or(code::ATTACK, |act| act.code.clone());
    // A narrower kind of attack told anywhere of the same event: "the attack … a suicide bomber blew himself up".
    let narrower = frames
        .iter()
        .filter_map(|frame| kit.act(frame.act))
        .map(|act| &act.code)
        .chain(weapon_codes(frames).iter())
        .find(|other| {
            first.0 == "attack" && Codebook::get().is_a(&other.0, "explosion") && other.0 != "explosion"
        })
        .cloned();
    let code = narrower.unwrap_or(first);
    let code = if code.0 == "explosion" {
        weapon_codes(frames).into_iter().next().unwrap_or(code)
    } else {
        code
    };
    (by_crowd(by_weapon(by_target(code, frames), frames), frames), main)
}

/// Bombs and shells from the air are an air strike; an attack that is answered by fire is a clash.
fn by_weapon(found: EventCode, frames: &[&Frame]) -> EventCode {
    let airborne = |frame: &&Frame| {
        matches!(
            frame.act,
            "bombing" | "shell" | "throw" | "explode" | "air-strike"
        ) && frame
            .weapons
            .iter()
            .any(|mark| matches!(mark.entry.concept, "drone" | "aircraft"))
    };
    if matches!(&*found.0, "explosive-device" | "shelling" | "explosion") && frames.iter().any(airborne) {
        return EventCode::new("air-strike");
    }
    found
}

/// What a crowd does, and what is done to one: mob violence, a demonstration that turns violent or is met by force.
fn by_crowd(found: EventCode, frames: &[&Frame]) -> EventCode {
    let done_by = |concept: &str| {
        frames
            .iter()
            .any(|frame| frame.agents.iter().any(|agent| agent.concept == concept))
    };
    let done_to = |acts: &[&str]| {
        frames.iter().any(|frame| {
            acts.contains(&frame.act)
                && frame
                    .patients
                    .iter()
                    .any(|patient| patient.concept == "protesters")
        })
    };
    let book = Codebook::get();
    let attack = book.is_a(&found.0, "attack") && !book.is_a(&found.0, "explosion");
    if attack && done_by("mob") {
        return EventCode::new("mob-violence");
    }
    if (attack || found.0 == "protest")
        && done_to(&["shoot", "kill", "die", "gunfire", "execute", "massacre"])
    {
        return EventCode::new("protest-excessive-force");
    }
    let protest = frames.iter().any(|frame| frame.act == "protest");
    if protest && matches!(&*found.0, "arson" | "property-destruction" | "looting") {
        return EventCode::new("violent-demonstration");
    }
    found
}

/// The frame to name the event by: violence before early warning, a specific act before "kill" and "explode alone".
fn main_frame(kit: &Kit, frames: &[&Frame]) -> usize {
    (0..frames.len())
        .min_by_key(|&index| {
            let frame = frames[index];
            let class = match kit.act(frame.act).map(|act| act.class) {
                Some(ActClass::Violence) => 0,
                Some(ActClass::Presage) => 1,
                Some(ActClass::Other) => 2,
                _ => 3,
            };
            let weight = match frame.act {
                "kill" | "die" | "threaten" => 1,
                "injure" | "destroy" | "gunfire" | "repel" | "operation" | "burn" | "loot" => 2,
                _ => 0,
            };
            (class, weight, index)
        })
        .unwrap_or(0)
}

fn weapon_codes(frames: &[&Frame]) -> Vec<EventCode> {
    frames
        .iter()
        .filter(|frame| {
            matches!(
                frame.act,
                "attack" | "aim" | "kill" | "die" | "explode" | "injure" | "ambush" | "destroy"
            )
        })
        .flat_map(|frame| frame.weapons.iter())
        .filter(|mark| !mark.entry.kind.is_empty() && mark.entry.kind != "arson")
        .map(|mark| EventCode::new(mark.entry.kind))
        .collect()
}

/// `attack` made more exact by who or what was hit.
fn by_target(found: EventCode, frames: &[&Frame]) -> EventCode {
    if found.0 != "attack" {
        return found;
    }
    let (mut forces, mut civilians) = (0, 0);
    for frame in frames {
        let weight = if matches!(frame.act, "attack" | "ambush" | "shoot") {
            3
        } else {
            2
        };
        for patient in &frame.patients {
            match patient.side {
                Side::Forces | Side::Armed | Side::Attacker => forces += weight,
                Side::Civilian | Side::People => civilians += weight,
                Side::Place if is_forces_site(patient.concept) => forces += weight + 1,
                Side::Place if !matches!(patient.concept, "convoy" | "road" | "airport") => {
                    civilians += weight;
                }
                _ => {}
            }
        }
        for toll in frame
            .tolls
            .iter()
            .filter(|toll| matches!(toll.harm, Harm::Killed | Harm::Injured))
        {
            match toll.of {
                // A party called by its name counts as forces, whichever it is; nameless "gunmen" may be the attackers.
                Some(of) if of.side == Side::Forces || of.topic == Topic::Actor => forces += 1,
                Some(of) if matches!(of.side, Side::Civilian | Side::People) => civilians += 1,
                _ => {}
            }
        }
    }
    match (forces, civilians) {
        (0, 0) => found,
        (forces, civilians) if forces > civilians => code::ATTACK_ON_FORCES,
        (forces, civilians) if civilians > forces || civilians > 0 => code::ATTACK_ON_CIVILIANS,
        _ => found,
    }
}

pub(crate) fn is_forces_site(concept: &str) -> bool {
    matches!(
        concept,
        "barracks" | "training-school" | "police-post" | "prison" | "un-base" | "military-convoy"
    )
}

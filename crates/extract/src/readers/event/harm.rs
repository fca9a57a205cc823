//! How many were killed, injured, taken: the numbers of each frame.

pub(crate) mod counted;
mod loose;
mod noun;
mod verb;

use self::counted::{Counted, counted};
use super::{Frame, FrameToll, Harm};
use crate::doc::Sentence;
use crate::kit::ActClass;
use crate::lexicon::Topic;
use crate::readers::toll::is_running;
use crate::readers::who::{Mention, People, Side};
use crate::scene::Scene;
use tocsin_core::{Count, Stance};

pub(crate) fn harm_of(concept: &str) -> Option<Harm> {
    Some(match concept {
        "killed" => Harm::Killed,
        "injured" => Harm::Injured,
        "missing" => Harm::Missing,
        "abducted" => Harm::Abducted,
        "displaced" => Harm::Displaced,
        "held" => Harm::Held,
        "casualties" => Harm::Casualties,
        "neutralised" => Harm::Neutralised,
        _ => return None,
    })
}

/// What the readers of numbers look at: one sentence with its people and their numbers.
#[derive(Clone, Copy)]
struct Look<'l, 'd> {
    scene: &'l Scene<'d>,
    sentence: &'l Sentence,
    people: &'l People,
    counted: &'l [Counted],
}

/// A number found, with the first token of the word that tells the harm.
type Found = (usize, FrameToll);

/// Gives the frames of one sentence their numbers. `told` is the harm counted last in the text before, which numbers
/// without any word of harm go on counting ("the mayor spoke of 19"); it is brought up to date.
pub(super) fn assign(
    scene: &Scene,
    sentence: &Sentence,
    people: &People,
    frames: &mut [Frame],
    told: &mut Option<Harm>,
) {
    let numbers = counted(scene, sentence, people);
    let look = Look {
        scene,
        sentence,
        people,
        counted: &numbers,
    };
    let mut found: Vec<Found> = Vec::new();
    for mark in scene.of(Topic::Harm, sentence.first, sentence.last) {
        let Some(harm) = harm_of(mark.entry.concept) else {
            continue;
        };
        let own = frames.iter().position(|frame| frame.first == mark.first);
        let before = found.len();
        match mark.entry.kind {
            "n" => found.extend(
                noun::counted_noun(&look, mark, harm)
                    .into_iter()
                    .map(|toll| (mark.first, toll)),
            ),
            "toll" => found.extend(noun::toll_noun(&look, mark, harm).map(|toll| (mark.first, toll))),
            "l" => found.extend(
                verb::lost(&look, mark, harm)
                    .into_iter()
                    .map(|toll| (mark.first, toll)),
            ),
            _ => {}
        }
        if found.len() == before
            && matches!(mark.entry.kind, "vt" | "vi" | "n")
            && let Some(own) = own
            && !frames[own].noun
        {
            found.extend(
                verb::of_verb(&look, mark, harm, &frames[own])
                    .into_iter()
                    .map(|toll| (mark.first, toll)),
            );
        }
    }
    found.extend(taken(frames, &found));
    loose::parts(&look, &mut found);
    loose::sums(&look, &mut found);
    loose::bare(&look, &mut found, *told);
    for (_, toll) in &mut found {
        toll.running |= is_running(scene, sentence, toll.first, toll.last);
    }
    found.sort_by_key(|(_, toll)| (toll.first, toll.last));
    found.dedup_by(|b, a| a.1.harm == b.1.harm && a.1.first == b.1.first);
    if let Some((_, toll)) = found.iter().find(|(_, toll)| !toll.part && toll.count.least > 0) {
        *told = Some(toll.harm);
    }
    give(frames, found);
}

/// Gives each number to the frame of its word, else to the nearest one.
fn give(frames: &mut [Frame], found: Vec<Found>) {
    for (at, toll) in found {
        let home = frames.iter().position(|frame| frame.first == at).or_else(|| {
            // An act that only may be one ("gave", "counted") takes a number where there is no other.
            (0..frames.len()).min_by_key(|&index| {
                let frame = &frames[index];
                (frame.class == ActClass::Soft, frame.first.abs_diff(at))
            })
        });
        let Some(home) = home.and_then(|home| frames.get_mut(home)) else {
            continue;
        };
        let none = toll.count == Count::exactly(0);
        if home.class == ActClass::Soft && home.status.why.is_none() && toll.harm != Harm::Displaced {
            // "We counted 40 dead": the number is of the event told before.
            home.act = "incident";
            home.class = ActClass::Refer;
            home.noun = true;
        }
        if none && home.status.stance == Stance::Denied {
            // "Nobody died": told, of the event spoken of, but no act of its own.
            home.status = super::Status::TOLD;
            home.act = "incident";
            home.class = ActClass::Refer;
            home.noun = true;
        }
        home.tolls.push(toll);
    }
}

/// "took five teachers": an abduction told by a verb that is none by itself.
fn taken(frames: &[Frame], found: &[Found]) -> Vec<Found> {
    frames
        .iter()
        .filter(|frame| {
            frame.act == "abduct" && !frame.noun && !found.iter().any(|(at, _)| *at == frame.first)
        })
        .flat_map(|frame| frame.patients.iter().map(move |mention| (frame.first, mention)))
        .filter(|(_, mention)| mention.side != Side::Place)
        .filter_map(|(at, mention)| {
            let count = mention.count?;
            Some((
                at,
                toll(Harm::Abducted, count, Some(*mention), mention.first, mention.last),
            ))
        })
        .collect()
}

fn toll(harm: Harm, count: Count, of: Option<Mention>, first: usize, last: usize) -> FrameToll {
    FrameToll {
        harm,
        count,
        of,
        first,
        last,
        part: false,
        running: false,
        unnumbered: false,
    }
}

/// "No casualties", "nobody was hurt": a toll of none; casualties that are none say that nobody died.
fn no_toll(harm: Harm, first: usize, last: usize) -> FrameToll {
    let harm = match harm {
        Harm::Casualties => Harm::Killed,
        harm => harm,
    };
    toll(harm, Count::exactly(0), None, first, last)
}

/// The tolls of a list of numbers.
fn tolls_of(harm: Harm, items: &[Counted]) -> Vec<FrameToll> {
    counted::told(items)
        .iter()
        .map(|item| toll(harm, item.count, item.of, item.first, item.last))
        .collect()
}

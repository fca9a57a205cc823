//! Who did it and who was hit where the act is a noun: by "by", by owner, and by the verb that carries the noun.

use super::{is_object, joins, relative_subject};
use crate::doc::{Sentence, TokenKind};
use crate::lexicon::Topic;
use crate::readers::event::Frame;
use crate::readers::who::{Mention, People, Side};
use crate::scene::{Scene, gram};

/// The mentions after "by"/"par" within tokens `from..to`.
pub(super) fn after_by(scene: &Scene, people: &People, from: usize, to: usize) -> Vec<Mention> {
    let Some(by) = (from..to).find(|&at| scene.is(at, gram::BY)) else {
        return Vec::new();
    };
    let open = (from..by).all(|at| is_filler(scene, people, at));
    let Some(first) = people
        .mentions
        .iter()
        .find(|mention| mention.first > by && mention.first <= by + 6 && mention.side != Side::Place)
    else {
        return Vec::new();
    };
    if !open || (by + 1..first.first).any(|at| scene.is_break(at) || scene.doc.word(at) == ",") {
        return Vec::new();
    }
    vec![*first]
}

/// Words that may stand between an act and its "by": places, dates, targets, and verbs of doing.
fn is_filler(scene: &Scene, people: &People, at: usize) -> bool {
    const DOING: &[&str] = &[
        "carried",
        "out",
        "led",
        "perpetrated",
        "committed",
        "staged",
        "launched",
        "conducted",
        "mounted",
        "made",
        "claimed",
        "attributed",
        "blamed",
        "menee",
        "menees",
        "mene",
        "perpetree",
        "perpetrees",
        "perpetre",
        "commis",
        "commise",
        "commises",
        "conduite",
        "lancee",
        "lance",
        "revendiquee",
        "revendique",
        "attribuee",
        "simultaneously",
        "early",
        "late",
        "then",
        "also",
        "hier",
        "nuitamment",
        "recemment",
    ];
    scene.is(at, gram::PREP | gram::THE | gram::A | gram::AND | gram::RECENT) && !scene.is(at, gram::BAR)
        || people
            .mentions
            .iter()
            .any(|mention| mention.first <= at && at < mention.last)
        || scene.is_date(at)
        || scene.is_place(at)
        || DOING.contains(&scene.doc.word(at))
        || scene.of(Topic::Act, at, at + 1).next().is_some()
        || scene.doc.tokens.get(at).is_some_and(|token| token.capital)
}

/// Agents and patients of a noun: "JNIM's attack on the camp", "l'attaque du camp par des hommes armés".
pub(super) fn of_noun(scene: &Scene, sentence: &Sentence, people: &People, frame: &mut Frame) {
    let (_, to) = scene.clause(frame.first, sentence.first, sentence.last);
    frame.agents = after_by(scene, people, frame.last, to.min(frame.last + 14));
    of_owner(scene, people, frame);
    of_support(scene, sentence, people, frame);
    let mut role_open = true;
    for at in frame.last..to.min(frame.last + 20) {
        if scene.is_break(at) {
            break;
        }
        let on = scene.is(at, gram::ON) && !scene.is(at, gram::IN | gram::THE)
            || matches!(scene.doc.word(at), "on" | "against" | "at" | "contre" | "sur");
        let of = scene.is(at, gram::OF) && at == frame.last;
        if !(on || of) || !role_open {
            continue;
        }
        let Some(mention) = people
            .mentions
            .iter()
            .find(|mention| mention.head > at && mention.first <= at + 4 && mention.last <= to)
        else {
            continue;
        };
        if (at + 1..mention.first)
            .any(|t| scene.doc.word(t) == "," || scene.is(t, gram::PREP) && !scene.is(t, gram::OF))
        {
            continue;
        }
        let doer =
            of && mention.is_armed_party() && matches!(frame.act, "attack" | "ambush" | "incident" | "shoot");
        if doer && frame.agents.is_empty() {
            frame.agents.push(*mention);
        } else {
            frame.patients.push(*mention);
            let mut last = *mention;
            for next in people.mentions.iter().filter(|next| next.first >= mention.last) {
                if !joins(scene, last.last, next.first) {
                    break;
                }
                frame.patients.push(*next);
                last = *next;
            }
            role_open = false;
        }
    }
}

/// "The convoy was the target of an attack", "fighters launched a raid": the subject of the verb that carries the noun.
fn of_support(scene: &Scene, sentence: &Sentence, people: &People, frame: &mut Frame) {
    const REACH: usize = 6;
    let from = frame.first.saturating_sub(REACH).max(sentence.first);
    let Some(cue) = scene
        .of(Topic::Cue, from, frame.first)
        .rfind(|cue| matches!(cue.entry.concept, "undergo" | "commit") && cue.last <= frame.first)
    else {
        return;
    };
    let clear = (cue.last..frame.first).all(|at| {
        scene.is(at, gram::THE | gram::A | gram::RECENT | gram::OF)
            || scene.doc.tokens[at].kind == TokenKind::Word
                && !scene.is(at, gram::BAR | gram::THAT | gram::AND)
    });
    let clause = scene.clause(cue.first, sentence.first, sentence.last);
    let subject = people
        .mentions
        .iter()
        .rev()
        .find(|mention| mention.last <= cue.first && mention.first >= clause.0 && !is_object(scene, mention))
        .copied()
        .or_else(|| relative_subject(scene, people, clause.0, sentence));
    let (true, Some(subject)) = (clear, subject) else {
        return;
    };
    let passive = (cue.first.saturating_sub(3)..cue.first).any(|at| scene.is(at, gram::BE));
    match cue.entry.concept {
        "undergo" if frame.patients.is_empty() => frame.patients.push(subject),
        "commit" if frame.agents.is_empty() && !passive && subject.side != Side::Place => {
            frame.agents.push(subject);
        }
        _ => {}
    }
}

/// "JNIM's attack", "the rebel raid": who or what stands right before the noun.
fn of_owner(scene: &Scene, people: &People, frame: &mut Frame) {
    if let Some(owner) = people
        .mentions
        .iter()
        .rev()
        .find(|mention| mention.last <= frame.first && mention.last + 3 > frame.first)
    {
        let linked = (owner.last..frame.first)
            .all(|at| scene.doc.word(at) == "'s" || scene.doc.word(at) == "'" || scene.is(at, gram::RECENT));
        if linked && owner.side.bears_arms() && frame.agents.is_empty() && owner.topic != Topic::Site {
            frame.agents.push(*owner);
        } else if linked && frame.patients.is_empty() {
            frame.patients.push(*owner);
        }
    }
}

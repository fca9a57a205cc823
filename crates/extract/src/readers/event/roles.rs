//! Who did it and who was hit: agents and patients of each frame, by voice and prepositions.

use super::{Frame, links};
use crate::doc::{Sentence, TokenKind};
use crate::lexicon::Topic;
use crate::readers::who::{Mention, People, Side};
use crate::scene::{Scene, gram};
use tocsin_core::Language;

/// The voice of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "attacked the village".
    Active,
    /// "was attacked".
    Passive,
    /// "the village attacked by", "12 soldats tués".
    Reduced,
}

/// Fills agents and patients of `frames[from..]`, all of one sentence, left to right.
pub(super) fn assign(
    scene: &Scene,
    sentence: &Sentence,
    people: &People,
    speakers: &[Mention],
    frames: &mut [Frame],
    from: usize,
) {
    for index in from..frames.len() {
        let (before, rest) = frames.split_at_mut(index);
        let Some(frame) = rest.first_mut() else { break };
        let earlier = &before[from.min(before.len())..];
        if frame.noun {
            of_noun(scene, sentence, people, frame);
        } else {
            let voice = voice(scene, people, frame, sentence);
            frame.passive = voice != Voice::Active;
            of_verb(scene, sentence, people, frame, earlier, voice);
        }
        complete(scene, people, frame);
        if frame.act == "die" {
            // Those who die are hurt, not doers.
            let dead = std::mem::take(&mut frame.agents);
            if !dead.is_empty() {
                frame.patients = dead;
            }
        }
        if frame.act == "take" && takes_people(frame) {
            frame.act = "abduct";
        }
        if frame.act == "take" && frame.patients.iter().any(|patient| patient.concept == "vehicle") {
            frame.act = "hijack";
        }
        if frame.act == "presence" && frame.agents.is_empty() {
            // Armed people who "were seen" are those the warning is about.
            let (seen, others) = frame
                .patients
                .iter()
                .partition(|mention| matches!(mention.side, Side::Armed | Side::Attacker));
            (frame.agents, frame.patients) = (seen, others);
        }
        if frame.agents.is_empty()
            && !frame.noun
            && needs_agent(frame)
            && let Some(previous) = taken_over(scene, sentence, frame, before, from)
        {
            frame.agents.clone_from(&previous.agents);
        }
        if frame.agents.is_empty() && !frame.noun {
            frame.agents.extend(own_word(scene, sentence, speakers, frame));
        }
    }
}

/// Adds to `frame` what the syntax says of its parties.
///
/// Armed people that a link of syntax leads to did it, whoever the words around would name; patients are only added where
/// the words around gave none, for place and preposition tell a site better than the parser does.
fn complete(scene: &Scene, people: &People, frame: &mut Frame) {
    let links::Linked {
        mut agents,
        agents_by,
        patients,
        patients_by,
    } = links::of(scene, people, frame);
    agents.retain(|agent| matches!(agent.side, Side::Armed | Side::Attacker | Side::Forces));
    if !agents.is_empty() && !agents.iter().any(|agent| frame.patients.contains(agent)) {
        frame.agents = agents;
        frame.agents_by = agents_by;
    }
    if frame.patients.is_empty() && !patients.iter().any(|patient| frame.agents.contains(patient)) {
        frame.patients = patients;
        frame.patients_by = patients_by;
    }
}

fn needs_agent(frame: &Frame) -> bool {
    !matches!(frame.act, "displace" | "explode" | "injure" | "kill" | "die") || !frame.patients.is_empty()
}

/// "The army said it had killed": the pronoun after the verb of saying is the speaker.
fn own_word(scene: &Scene, sentence: &Sentence, speakers: &[Mention], frame: &Frame) -> Option<Mention> {
    let clause = scene.clause(frame.first, sentence.first, sentence.last);
    let from = frame.first.saturating_sub(5).max(clause.0);
    let pronoun = (from..frame.first).find(|&at| {
        matches!(
            scene.doc.word(at),
            "it" | "they" | "il" | "elle" | "ils" | "avoir"
        )
    })?;
    speakers
        .iter()
        .rev()
        .find(|mention| mention.last <= pronoun && mention.side != Side::Place)
        .copied()
}

/// The earlier frame whose agent goes on: in the sentence ("…, killing 12"), or before it for a pronoun.
fn taken_over<'f>(
    scene: &Scene,
    sentence: &Sentence,
    frame: &Frame,
    before: &'f [Frame],
    from: usize,
) -> Option<&'f Frame> {
    let passive =
        (frame.first.saturating_sub(3).max(sentence.first)..frame.first).any(|at| scene.is(at, gram::BE));
    let inside = before[from..].iter().rev().find(|other| !other.agents.is_empty());
    if let Some(other) = inside {
        return (!passive).then_some(other);
    }
    let clause = scene.clause(frame.first, sentence.first, sentence.last);
    let pronoun = (clause.0..frame.first).any(|at| matches!(scene.doc.word(at), "they" | "ils" | "elles"));
    before
        .iter()
        .rev()
        .take(4)
        .find(|other| pronoun && !other.agents.is_empty() && other.sentence + 2 >= frame.sentence)
}

/// The auxiliary of the verb of `frame`: [`gram::BE`] or [`gram::HAVE`], with adverbs between at most.
fn auxiliary(scene: &Scene, people: &People, frame: &Frame, sentence: &Sentence) -> Option<u16> {
    let from = frame.first.saturating_sub(4).max(sentence.first);
    for at in (from..frame.first).rev() {
        if scene.is(at, gram::BE) {
            return Some(gram::BE);
        }
        if scene.is(at, gram::HAVE) {
            return Some(gram::HAVE);
        }
        let other = scene.doc.tokens[at].kind != TokenKind::Word
            || scene.is(
                at,
                gram::PREP | gram::BAR | gram::THAT | gram::THE | gram::A | gram::AND,
            )
            || people
                .mentions
                .iter()
                .any(|mention| mention.head <= at && at < mention.last);
        if other {
            return None;
        }
    }
    None
}

/// The voice of the verb of `frame`.
pub(super) fn voice(scene: &Scene, people: &People, frame: &Frame, sentence: &Sentence) -> Voice {
    let word = scene.doc.word(frame.first);
    let french = scene.doc.language == Language::Fr;
    match auxiliary(scene, people, frame, sentence) {
        Some(gram::BE) if french || !word.ends_with("ing") => return Voice::Passive,
        Some(_) => return Voice::Active,
        None => {}
    }
    let participle = if french {
        word.ends_with("es")
            || word.ends_with("ee")
            || word.ends_with('e')
            || word.ends_with('u')
            || word.ends_with("us")
            || word.ends_with("is")
            || word.ends_with('i')
    } else {
        !word.ends_with("ing") && !word.ends_with('s')
    };
    let by = scene.is(frame.last, gram::BY);
    // A name or any other word right after the verb is its object: "fighters raided Damasak".
    let next = frame.last;
    let content = next < sentence.last
        && scene.doc.tokens[next].kind == TokenKind::Word
        && !scene.is(
            next,
            gram::PREP | gram::BAR | gram::AND | gram::BE | gram::HAVE | gram::THAT,
        )
        && !scene.is_date(next);
    let object = content
        || people
            .quantities
            .iter()
            .any(|quantity| quantity.first >= frame.last && quantity.first <= frame.last + 1);
    let before = people.mentions.iter().any(|mention| mention.last == frame.first)
        || people
            .quantities
            .iter()
            .any(|quantity| quantity.last == frame.first && !quantity.weak);
    // "Gunmen opened fire on": those who bear arms do what the verb says, unless it is a verb of harm.
    let doer = people
        .mentions
        .iter()
        .any(|mention| mention.last == frame.first && matches!(mention.side, Side::Armed | Side::Attacker));
    let harmed = matches!(
        frame.act,
        "kill" | "injure" | "abduct" | "arrest" | "operation" | "execute"
    );
    if participle && (by || (before && !object && (harmed || !doer))) {
        Voice::Reduced
    } else {
        Voice::Active
    }
}

fn of_verb(
    scene: &Scene,
    sentence: &Sentence,
    people: &People,
    frame: &mut Frame,
    earlier: &[Frame],
    voice: Voice,
) {
    let clause = scene.clause(frame.first, sentence.first, sentence.last);
    let left: Vec<&Mention> = people
        .mentions
        .iter()
        .filter(|mention| mention.last <= frame.first && mention.first >= clause.0)
        .collect();
    if voice == Voice::Active {
        let subject = left
            .iter()
            .rev()
            .find(|mention| {
                mention.side != Side::Place
                    && !is_object(scene, mention)
                    && !earlier.iter().any(|other| {
                        other.patients.contains(mention)
                            || (other.first < mention.first && other.first >= clause.0 && !other.noun)
                    })
            })
            .map(|mention| **mention)
            .or_else(|| relative_subject(scene, people, clause.0, sentence));
        frame.agents.extend(subject);
        frame.patients = objects(scene, people, frame, clause.1);
        return;
    }
    // Passive: the nearest mention and what is joined to it; the agent after "by".
    let mut taken: Vec<Mention> = Vec::new();
    for mention in left.iter().rev() {
        let joined = taken
            .last()
            .is_none_or(|next: &Mention| joins(scene, mention.last, next.first));
        if !joined {
            break;
        }
        if is_object(scene, mention) && taken.is_empty() && left.len() > 1 {
            continue;
        }
        taken.push(**mention);
    }
    taken.reverse();
    if taken.is_empty() {
        taken.extend(relative_subject(scene, people, clause.0, sentence));
    }
    frame.patients = taken;
    frame.agents = after_by(scene, people, frame.last, sentence.last.min(frame.last + 14));
}

/// For "…, who killed", "qui a tué": the mention before the relative pronoun.
fn relative_subject(scene: &Scene, people: &People, first: usize, sentence: &Sentence) -> Option<Mention> {
    let pronoun = first.checked_sub(1).filter(|&at| at >= sentence.first)?;
    if !matches!(scene.doc.word(pronoun), "who" | "which" | "that" | "qui") {
        return None;
    }
    people
        .mentions
        .iter()
        .rev()
        .find(|mention| mention.last <= pronoun && mention.last + 2 >= pronoun && mention.side != Side::Place)
        .copied()
}

/// Whether a mention is the object of a preposition ("on the soldiers").
fn is_object(scene: &Scene, mention: &Mention) -> bool {
    mention.first > 0
        && scene.is(
            mention.first - 1,
            gram::ON | gram::FROM | gram::IN | gram::BY | gram::OF,
        )
        && !scene.is(mention.first - 1, gram::THE)
        || matches!(
            scene.doc.word(mention.first.wrapping_sub(1)),
            "with" | "avec" | "than"
        )
}

/// Whether only "and", commas or brackets part two mentions.
fn joins(scene: &Scene, from: usize, to: usize) -> bool {
    to >= from
        && to - from <= 3
        && (from..to).all(|at| {
            scene.is(at, gram::AND | gram::THE | gram::A)
                || matches!(scene.doc.word(at), "," | "including" | "dont")
        })
}

/// After a bare comma only a numbered mention goes on with a list ("killed two soldiers, three civilians").
fn is_listed(scene: &Scene, last: &Mention, next: &Mention) -> bool {
    (last.last..next.first)
        .any(|at| scene.is(at, gram::AND) || matches!(scene.doc.word(at), "including" | "dont"))
        || (next.count.is_some() && !next.weak)
        || scene.is(next.last, gram::AND)
        || next.side == Side::Place && last.side == Side::Place
}

/// The objects of an active verb: the first mention after it and what is joined to that.
fn objects(scene: &Scene, people: &People, frame: &Frame, to: usize) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for mention in people
        .mentions
        .iter()
        .filter(|mention| mention.first >= frame.last && mention.last <= to)
    {
        match out.last() {
            None => {
                let gap = mention.first - frame.last;
                let clear = (frame.last..mention.first).all(|at| {
                    !scene.is(at, gram::BY | gram::BAR)
                        && !scene.is_break(at)
                        && !matches!(scene.doc.word(at), "with" | "avec" | "," | "to")
                });
                if gap > 8 || !clear {
                    break;
                }
                let located = (frame.last..mention.first).any(|at| scene.is(at, gram::IN));
                if located && mention.side == Side::Place && frame.act != "attack" && frame.act != "shoot" {
                    break;
                }
                out.push(*mention);
            }
            Some(last) if joins(scene, last.last, mention.first) && is_listed(scene, last, mention) => {
                out.push(*mention);
            }
            Some(last)
                if scene.is(last.last, gram::OF | gram::IN)
                    && mention.first <= last.last + 2
                    && mention.side != Side::Place => {}
            Some(_) => break,
        }
    }
    out
}

/// The mentions after "by"/"par" within tokens `from..to`.
fn after_by(scene: &Scene, people: &People, from: usize, to: usize) -> Vec<Mention> {
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
fn of_noun(scene: &Scene, sentence: &Sentence, people: &People, frame: &mut Frame) {
    let (_, to) = scene.clause(frame.first, sentence.first, sentence.last);
    frame.agents = after_by(scene, people, frame.last, to.min(frame.last + 14));
    of_owner(scene, people, frame);
    let mut role_open = true;
    for at in frame.last..to.min(frame.last + 16) {
        if scene.is_break(at) || scene.is(at, gram::BY) {
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
        let doer = of
            && matches!(mention.side, Side::Armed | Side::Attacker)
            && matches!(frame.act, "attack" | "ambush" | "incident" | "shoot");
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
        if linked
            && matches!(owner.side, Side::Armed | Side::Attacker | Side::Forces)
            && frame.agents.is_empty()
            && owner.topic != Topic::Site
        {
            frame.agents.push(*owner);
        } else if linked && frame.patients.is_empty() {
            frame.patients.push(*owner);
        }
    }
}

/// "Armed men took five teachers": people taken by armed people are abducted.
fn takes_people(frame: &Frame) -> bool {
    let human = |side| matches!(side, Side::Civilian | Side::People | Side::Forces);
    frame
        .agents
        .iter()
        .any(|agent| matches!(agent.side, Side::Armed | Side::Attacker))
        && frame.patients.first().is_some_and(|patient| human(patient.side))
}

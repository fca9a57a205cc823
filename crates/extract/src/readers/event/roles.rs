//! Who did it and who was hit: agents and patients of each frame, by voice and prepositions.

mod noun;

use self::noun::{after_by, of_noun};
use super::parsed::{Parsed, is_open};
use super::{Around, Frame, links};
use crate::doc::{Sentence, TokenKind};
use crate::lexicon::Topic;
use crate::readers::who::{Mention, People, Side};
use crate::scene::{Scene, gram};
use crate::syntax::Trees;
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
    around: &Around,
    parsed: &mut Parsed,
    frames: &mut [Frame],
    from: usize,
) {
    let people = around.people;
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
        if is_open(people, frame) {
            complete(scene, parsed.with(scene, sentence), people, frame);
        }
        if frame.act == "die" {
            // Those who die are hurt, not doers.
            let dead = std::mem::take(&mut frame.agents);
            if !dead.is_empty() {
                frame.patients = dead;
            }
        }
        if frame.act == "presence" && frame.agents.is_empty() {
            // Armed people who "were seen" are those the warning is about.
            let (seen, others) = frame
                .patients
                .iter()
                .partition(|mention| mention.is_armed_party());
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
            frame
                .agents
                .extend(own_word(scene, sentence, around.speakers, frame));
        }
        if frame.agents.is_empty() && !frame.noun && !frame.passive {
            frame.agents.extend(they(scene, sentence, around, frame));
        }
    }
}

/// Adds to `frame` what the syntax says of its parties.
///
/// Armed people that a link of syntax leads to did it, whoever the words around would name; patients are only added where
/// the words around gave none, for place and preposition tell a site better than the parser does.
fn complete(scene: &Scene, trees: &Trees, people: &People, frame: &mut Frame) {
    let links::Linked {
        mut agents,
        agents_by,
        patients,
        patients_by,
    } = links::of(scene, trees, people, frame);
    agents.retain(|agent| agent.side.bears_arms());
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

/// "They came on motorcycles and shot": the armed people named last, in the two sentences before.
fn they(scene: &Scene, sentence: &Sentence, around: &Around, frame: &Frame) -> Option<Mention> {
    let clause = scene.clause(frame.first, sentence.first, sentence.last);
    let from = frame.first.saturating_sub(6).max(clause.0);
    (from..frame.first).find(|&at| matches!(scene.doc.word(at), "they" | "ils" | "elles"))?;
    let armed = |mention: &&Mention| mention.is_armed_party();
    let inside = around.people.mentions.iter().rev();
    let before = around.before.iter().rev().take(2);
    inside
        .filter(|mention| mention.last <= from)
        .chain(before.flat_map(|people| people.mentions.iter().rev()))
        .find(armed)
        .copied()
}

/// The auxiliary of the verb of `frame`: [`gram::BE`] or [`gram::HAVE`], with adverbs between at most.
fn auxiliary(scene: &Scene, people: &People, frame: &Frame, sentence: &Sentence) -> Option<u16> {
    let from = frame.first.saturating_sub(4).max(sentence.first);
    for at in (from..frame.first).rev() {
        if scene.is(at, gram::BE) {
            // "se sont emparés": a verb that takes "se" is active, whatever its auxiliary.
            let own = at > from && matches!(scene.doc.word(at - 1), "se" | "s'");
            return Some(if own { gram::HAVE } else { gram::BE });
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

/// "opened fire", "burst into", "ont tendu une": a verb with its object or preposition has no bare participle.
fn is_phrasal(scene: &Scene, frame: &Frame) -> bool {
    const AFTER: &[&str] = &[
        "fire",
        "into",
        "on",
        "at",
        "an",
        "a",
        "the",
        "shots",
        "rockets",
        "mortars",
        "shells",
        "traffic",
        "le",
        "la",
        "l'",
        "les",
        "une",
        "un",
        "des",
        "du",
        "sur",
        "dans",
        "irruption",
        "en",
    ];
    frame.last > frame.first + 1
        && AFTER.contains(&scene.doc.word(frame.first + 1))
        && !matches!(
            scene.doc.word(frame.first + 2),
            "otage" | "otages" | "fire" | "feu" | "embuscade"
        )
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
    if is_phrasal(scene, frame) {
        return Voice::Active;
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
    // "camions vivres bloqués": in French the participle may stand one word off.
    let off = usize::from(french && word.ends_with('s'));
    let before = people
        .mentions
        .iter()
        .any(|mention| mention.last <= frame.first && mention.last + off >= frame.first)
        || people
            .quantities
            .iter()
            .any(|quantity| quantity.last == frame.first && !quantity.weak);
    // "Gunmen opened fire on": nameless people who bear arms do what the verb says, unless it is a verb of harm. A party
    // called by its name may as well have suffered it, whichever it is.
    let doer = people.mentions.iter().any(|mention| {
        mention.last == frame.first && mention.topic != Topic::Actor && mention.is_armed_party()
    });
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
                    && scene.doc.word(mention.last) != "'s"
                    && !earlier.iter().any(|other| {
                        other.patients.contains(mention)
                            || (other.first < mention.first && other.first >= clause.0 && !other.noun)
                    })
            })
            .map(|mention| **mention)
            .or_else(|| relative_subject(scene, people, clause.0, sentence));
        frame.agents.extend(subject);
        if let Some(subject) = subject {
            let fellow = left.iter().find(|mention| {
                mention.last < subject.first && coordinated(scene, mention.last, subject.first)
            });
            frame.agents.extend(fellow.map(|mention| **mention));
        }
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

/// Whether "and" with at most a determiner joins two mentions: "soldiers and volunteers".
fn coordinated(scene: &Scene, from: usize, to: usize) -> bool {
    to - from <= 2
        && scene.is(from, gram::AND)
        && (from..to).all(|at| scene.is(at, gram::AND | gram::THE | gram::A | gram::OF))
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

//! Reads event frames: each act told in a sentence, with who did it, who or what was hit, how many, with what, when, where.

pub(crate) mod attach;
pub(crate) mod harm;
mod label;
mod links;
mod parsed;
mod roles;
mod soft;

use super::speech::{self, Attribution};
use super::status::{self, Status, Tenor};
use super::who::{self, Mention, People};
use crate::doc::{Doc, Sentence};
use crate::kit::{ActClass, Kit};
use crate::lexicon::{Form, Mark, Topic};
use crate::scene::{Scene, gram};
use tocsin_core::{BlockKind, Count, Language};

/// What kind of harm a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Harm {
    /// Killed.
    Killed,
    /// Injured.
    Injured,
    /// Missing.
    Missing,
    /// Taken away or held.
    Abducted,
    /// Fled.
    Displaced,
    /// Arrested or captured.
    Held,
    /// "Casualties", "victims": killed or injured, the text does not say which.
    Casualties,
    /// "Neutralised": out of action, the text does not say how.
    Neutralised,
}

/// A number of people harmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameToll {
    /// What was done to them.
    pub harm: Harm,
    /// How many.
    pub count: Count,
    /// Who, where the words name them.
    pub of: Option<Mention>,
    /// First token of the words that give it.
    pub first: usize,
    /// One past the last.
    pub last: usize,
    /// A part of a larger number.
    pub part: bool,
    /// A total over several events.
    pub running: bool,
    /// People said to be harmed without a number ("killed civilians"): two at least, but no toll is claimed of it.
    pub unnumbered: bool,
}

/// One act as one clause tells it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Index of its sentence.
    pub sentence: usize,
    /// First token of the trigger.
    pub first: usize,
    /// One past its last token.
    pub last: usize,
    /// Concept of the act, as in `data/lexicon/acts.tsv`.
    pub act: &'static str,
    /// How much that act says.
    pub class: ActClass,
    /// The trigger is a noun ("the attack").
    pub noun: bool,
    /// In which form it stands.
    pub form: Form,
    /// "the attack", "cette attaque": an event the reader is taken to know.
    pub definite: bool,
    /// "attacks".
    pub plural: bool,
    /// The trigger is a verb in the passive ("was attacked", "12 soldats tués").
    pub passive: bool,
    /// "another attack", "une autre attaque": an event apart.
    pub another: bool,
    /// Who did it.
    pub agents: Vec<Mention>,
    /// By which link of syntax the agents were found; "" where by their place in the sentence.
    pub agents_by: &'static str,
    /// Who or what was hit.
    pub patients: Vec<Mention>,
    /// Things carried off or destroyed.
    pub goods: Vec<Mention>,
    /// By which link of syntax the patients were found.
    pub patients_by: &'static str,
    /// Weapons and means named in its clause.
    pub weapons: Vec<Mark>,
    /// Numbers of people harmed.
    pub tolls: Vec<FrameToll>,
    /// How it is meant.
    pub status: Status,
    /// Index into the sentence's attributions, where one holds for it.
    pub said: Option<usize>,
    /// Indices into [`Scene::dates`].
    pub dates: Vec<usize>,
    /// Indices into [`Scene::places`].
    pub places: Vec<usize>,
}

/// All frames of a text with the scene they stand in.
#[derive(Debug)]
pub struct Frames {
    /// The frames, by sentence, then by trigger.
    pub frames: Vec<Frame>,
    /// Who says what, a list a sentence.
    pub said: Vec<Vec<Attribution>>,
    /// Mentions and numbers of each sentence.
    pub people: Vec<People>,
    /// Whether acts were left unread because a sentence or the text tells more than the caps allow.
    pub capped: bool,
}

impl Frames {
    /// The frames of sentence `index`, with their own indices: frames stand in the order of sentences.
    pub fn of_sentence(&self, index: usize) -> impl Iterator<Item = (usize, &Frame)> {
        let from = self.frames.partition_point(|frame| frame.sentence < index);
        let rest = self.frames.iter().enumerate().skip(from);
        rest.take_while(move |(_, frame)| frame.sentence == index)
    }
}

/// Acts read of one sentence; a sentence of news tells fewer than ten.
const MOST_ACTS: usize = 24;

/// Frames read of one text.
const MOST_FRAMES: usize = 20_000;

/// All frames of `doc`: an intermediate reading, for scorers and for the gathering of accounts.
#[must_use]
pub fn frames(doc: &Doc, kit: &Kit) -> Frames {
    let scene = Scene::new(doc, kit);
    read(&scene, kit)
}

/// All frames of a scene.
#[must_use]
pub fn read(scene: &Scene, kit: &Kit) -> Frames {
    let said = speech::read(scene, kit);
    let tenor = status::tenor(scene);
    let mut out = Frames {
        frames: Vec::new(),
        said,
        people: Vec::with_capacity(scene.doc.sentences.len()),
        capped: false,
    };
    let mut parsed = parsed::Parsed::new(scene, kit);
    let mut told = None;
    for (index, sentence) in scene.doc.sentences.iter().enumerate() {
        let readable = !matches!(
            sentence.kind,
            BlockKind::Byline | BlockKind::Boilerplate | BlockKind::Credit | BlockKind::TableRow
        );
        if !readable {
            out.people.push(People::default());
            continue;
        }
        let mut people = who::read(scene, sentence.first, sentence.last);
        let speakers = set_speakers_apart(&mut people, &out.said[index]);
        let from = out.frames.len();
        let acts = acts(scene, sentence, &people);
        let room = MOST_ACTS.min(MOST_FRAMES - out.frames.len().min(MOST_FRAMES));
        out.capped |= acts.len() > room;
        for act in acts.into_iter().take(room) {
            if let Some(frame) = frame(scene, kit, index, &act, &people, tenor) {
                out.frames.push(frame);
            }
        }
        let around = Around {
            people: &people,
            speakers: &speakers,
            before: &out.people,
        };
        roles::assign(scene, sentence, &around, &mut parsed, &mut out.frames, from);
        soft::settle(scene, kit, sentence, &people, &mut out.frames[from..]);
        inherit(scene, &mut out.frames[from..]);
        harm::assign(scene, sentence, &people, &mut out.frames[from..], &mut told);
        drop_empty_references(scene, &mut out.frames, from);
        attach::attach(scene, sentence, &out.said[index], &mut out.frames[from..]);
        people.mentions.extend(speakers);
        people.mentions.sort_by_key(|mention| mention.first);
        out.people.push(people);
    }
    label::share(scene, &mut out.frames);
    out
}

/// Who is named in a sentence and before it.
struct Around<'p> {
    /// Mentions and numbers of the sentence.
    people: &'p People,
    /// Those of its mentions that speak.
    speakers: &'p [Mention],
    /// Mentions of the sentences before it.
    before: &'p [People],
}

/// A verb of saying stands for an event only where a number goes on counting it.
fn drop_empty_references(scene: &Scene, frames: &mut Vec<Frame>, from: usize) {
    let told = |frame: &Frame| {
        frame.act != "incident"
            || !frame.tolls.is_empty()
            || !scene
                .of(Topic::Speech, frame.first, frame.first + 1)
                .any(|mark| mark.entry.concept == "say")
            || scene
                .of(Topic::Act, frame.first, frame.first + 1)
                .next()
                .is_some()
    };
    // The frames before `from` are of other sentences: to walk them for each one would be quadratic.
    let own = frames.split_off(from);
    frames.extend(own.into_iter().filter(told));
}

/// "a similar attack in which 20 died": what a relative clause tells of an event left out is left out too.
fn inherit(scene: &Scene, frames: &mut [Frame]) {
    for index in 1..frames.len() {
        let before = &frames[index - 1];
        let relative = (before.last..frames[index].first).any(|at| {
            matches!(
                scene.doc.word(at),
                "which" | "who" | "qui" | "dont" | "ayant" | "where" | "laquelle"
            )
        });
        if relative && before.noun && before.status.why.is_some() && frames[index].status.why.is_none() {
            frames[index].status = before.status;
        }
    }
}

/// Takes those who speak out of the mentions: "a local official told AFP" makes no official a victim.
fn set_speakers_apart(people: &mut People, said: &[Attribution]) -> Vec<Mention> {
    let speaks = |mention: &Mention| {
        said.iter().filter(|said| said.manner != "deny").any(|said| {
            said.named
                .is_some_and(|(first, last)| mention.head < last && first < mention.last)
        })
    };
    let speakers = people
        .mentions
        .iter()
        .filter(|mention| speaks(mention))
        .copied()
        .collect();
    people.mentions.retain(|mention| !speaks(mention));
    speakers
}

/// The triggers of a sentence: acts, and harm told without an act ("12 dead").
fn acts(scene: &Scene, sentence: &Sentence, people: &People) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    for mark in scene
        .marks_in(sentence.first, sentence.last)
        .iter()
        .filter_map(as_act)
    {
        // "March 5": a month, not a march.
        if mark.last > sentence.last || scene.is_date(mark.first) {
            continue;
        }
        match out
            .iter()
            .rposition(|other| other.first <= mark.first && mark.first < other.last)
        {
            Some(at) if out[at].first == mark.first => {
                if wins(scene, sentence, people, &mark, &out[at]) {
                    out[at] = mark;
                }
            }
            Some(_) => {}
            None => out.push(mark),
        }
    }
    if out.is_empty() {
        let numbered = people
            .quantities
            .iter()
            .any(|quantity| !quantity.weak || quantity.count.least >= 24);
        out.extend(
            scene
                .marks_in(sentence.first, sentence.last)
                .iter()
                .find_map(|mark| as_reference(mark, numbered)),
        );
    }
    out
}

/// "The toll rose to 12", "JNIM denied any part in it": words that only bear on an event told before.
fn as_reference(mark: &Mark, numbered: bool) -> Option<Mark> {
    let bears = match mark.entry.topic {
        Topic::Harm => true,
        Topic::Speech => {
            matches!(mark.entry.concept, "responsibility" | "deny" | "attribute" | "blame")
                // "The mayor spoke of 19": a verb that tells a number.
                || numbered && matches!(mark.entry.kind, "v" | "c" | "p")
        }
        _ => false,
    };
    let entry = crate::lexicon::Entry {
        topic: Topic::Act,
        concept: "incident",
        kind: "n",
    };
    bears.then_some(Mark { entry, ..*mark })
}

/// A mark as an act; `None` for what tells none.
fn as_act(mark: &Mark) -> Option<Mark> {
    let mut mark = *mark;
    match mark.entry.topic {
        Topic::Act => return Some(mark),
        Topic::Harm if !matches!(mark.entry.kind, "toll" | "l") => {}
        _ => return None,
    }
    mark.entry.topic = Topic::Act;
    mark.entry.concept = match mark.entry.concept {
        "killed" if mark.entry.kind == "vi" => "die",
        "killed" => "kill",
        "injured" => "injure",
        "abducted" => "abduct",
        "displaced" => "displace",
        "held" => "arrest",
        "neutralised" => "operation",
        _ => return None,
    };
    Some(mark)
}

/// Of two readings that begin with one word: the longer phrase, then noun or verb as the words around ask for.
fn wins(scene: &Scene, sentence: &Sentence, people: &People, mark: &Mark, other: &Mark) -> bool {
    if mark.last != other.last {
        return mark.last > other.last;
    }
    if soft::is_soft(mark.entry.concept) != soft::is_soft(other.entry.concept) {
        return soft::is_soft(other.entry.concept);
    }
    let (new, old) = (is_verb(mark.entry.kind), is_verb(other.entry.kind));
    if new == old {
        return other.entry.concept == "kill" && mark.entry.concept != "kill";
    }
    let verb = if new { mark } else { other };
    reads_as_verb(scene, sentence, people, verb) == new
}

fn is_verb(kind: &str) -> bool {
    matches!(kind, "v" | "vt" | "vi")
}

/// Whether a word that may be noun or verb ("attack", "attaque") is a verb here.
fn reads_as_verb(scene: &Scene, sentence: &Sentence, people: &People, mark: &Mark) -> bool {
    if matches!(mark.form, Form::Ed | Form::Participle) {
        return true;
    }
    let Some(before) = mark.first.checked_sub(1).filter(|&at| at >= sentence.first) else {
        return false;
    };
    if scene.is(before, gram::HAVE | gram::BE | gram::HE)
        || matches!(scene.doc.word(before), "to" | "ete" | "se" | "s'" | "y" | "en")
    {
        return true;
    }
    if scene.is(before, gram::THE | gram::A | gram::OF | gram::RECENT | gram::PREP)
        || scene.doc.word(before) == "'s"
    {
        return false;
    }
    if scene
        .of(Topic::Cue, before, mark.first)
        .any(|cue| cue.entry.concept == "modal" && cue.last == mark.first)
    {
        return true;
    }
    if mark.form == Form::Gerund {
        return !scene.is(mark.last, gram::OF) || scene.doc.language == Language::Fr;
    }
    // "Gunmen attack village": a subject before it and an object or the end after it.
    let subject = people
        .mentions
        .iter()
        .any(|mention| mention.last == mark.first && mention.side != who::Side::Place);
    let after = mark.last;
    let object =
        people.mentions.iter().any(|mention| mention.first == after) || scene.is(after, gram::THE | gram::A);
    subject
        && (object
            || scene.doc.language == Language::En && after < sentence.last && scene.doc.tokens[after].capital)
}

fn frame(scene: &Scene, kit: &Kit, index: usize, act: &Mark, people: &People, tenor: Tenor) -> Option<Frame> {
    let sentence = &scene.doc.sentences[index];
    let class = kit.act(act.entry.concept)?.class;
    let noun = !is_verb(act.entry.kind);
    let left = act.first.saturating_sub(6).max(sentence.first);
    let another = scene.of(Topic::Cue, left, act.first).any(|mark| {
        noun && mark.entry.concept == "another" && mark.entry.kind == "before" && mark.last + 2 >= act.first
    }) || scene
        .of(Topic::Cue, sentence.first, sentence.last)
        .any(|mark| mark.entry.concept == "another" && mark.entry.kind == "near");
    let clause = scene.clause(act.first, sentence.first, sentence.last);
    let mut status = status::of_act(scene, act, sentence, tenor);
    if act.entry.concept == "rumour" || matches!(act.entry.concept, "threaten" | "ultimatum") {
        status = if status.why == Some(tocsin_core::LeftOutWhy::NotHappened) && act.entry.kind == "n" {
            Status::TOLD
        } else {
            status
        };
    }
    let _ = people;
    Some(Frame {
        sentence: index,
        first: act.first,
        last: act.last,
        act: act.entry.concept,
        class,
        noun,
        form: act.form,
        definite: noun && is_definite(scene, act, sentence),
        plural: noun && status::is_plural(scene, act),
        passive: false,
        another,
        agents: Vec::new(),
        agents_by: "",
        patients: Vec::new(),
        goods: Vec::new(),
        patients_by: "",
        weapons: scene.of(Topic::Weapon, clause.0, clause.1).copied().collect(),
        tolls: Vec::new(),
        status,
        said: None,
        dates: Vec::new(),
        places: Vec::new(),
    })
}

/// Whether a noun stands after "the", "this", "their" or a possessive, with up to four words between.
fn is_definite(scene: &Scene, act: &Mark, sentence: &Sentence) -> bool {
    let mut at = act.first;
    for _ in 0..5 {
        if at <= sentence.first {
            return false;
        }
        at -= 1;
        if scene.is(at, gram::THE) || matches!(scene.doc.word(at), "'s" | "du") {
            return true;
        }
        if scene.is(
            at,
            gram::A | gram::PREP | gram::BE | gram::HAVE | gram::BAR | gram::AND,
        ) || scene.is_break(at)
            || scene.doc.word(at) == ","
        {
            return false;
        }
    }
    false
}

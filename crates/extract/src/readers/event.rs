//! Reads event frames: each act told in a sentence, with who did it, who or what was hit, how many, with what, when, where.

mod harm;
mod roles;

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
    /// "the attack", "cette attaque": an event the reader is taken to know.
    pub definite: bool,
    /// "attacks".
    pub plural: bool,
    /// "another attack", "une autre attaque": an event apart.
    pub another: bool,
    /// Who did it.
    pub agents: Vec<Mention>,
    /// Who or what was hit.
    pub patients: Vec<Mention>,
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
}

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
    };
    for (index, sentence) in scene.doc.sentences.iter().enumerate() {
        let readable = !matches!(
            sentence.kind,
            BlockKind::Byline | BlockKind::Boilerplate | BlockKind::Credit | BlockKind::TableRow
        );
        if !readable {
            out.people.push(People::default());
            continue;
        }
        let people = who::read(scene, sentence.first, sentence.last);
        let from = out.frames.len();
        for act in acts(scene, sentence, &people) {
            if let Some(frame) = frame(scene, kit, index, &act, &people, tenor) {
                out.frames.push(frame);
            }
        }
        roles::assign(scene, sentence, &people, &mut out.frames, from);
        harm::assign(scene, sentence, &people, &mut out.frames[from..]);
        attach(scene, sentence, &out.said[index], &mut out.frames[from..]);
        out.people.push(people);
    }
    out
}

/// The triggers of a sentence: acts, and harm told without an act ("12 dead").
fn acts(scene: &Scene, sentence: &Sentence, people: &People) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let marks = scene.marks_in(sentence.first, sentence.last);
    for mark in marks {
        let mut mark = *mark;
        match mark.entry.topic {
            Topic::Act => {}
            Topic::Harm => {
                let act = match mark.entry.concept {
                    "killed" => "kill",
                    "injured" => "injure",
                    "abducted" => "abduct",
                    "displaced" => "displace",
                    "held" => "arrest",
                    "neutralised" => "operation",
                    _ => continue,
                };
                if matches!(mark.entry.kind, "toll") {
                    continue;
                }
                mark.entry.topic = Topic::Act;
                mark.entry.concept = act;
            }
            _ => continue,
        }
        if mark.last > sentence.last {
            continue;
        }
        let overlapping = out
            .iter()
            .rposition(|other| other.first <= mark.first && mark.first < other.last);
        match overlapping {
            Some(at) => {
                let other = out[at];
                // One word, two readings: the longer phrase, then the reading its surroundings ask for.
                if mark.first == other.first && mark.last == other.last && mark.entry.kind != other.entry.kind
                {
                    let verb = reads_as_verb(scene, sentence, people, &mark);
                    let kind = mark.entry.kind;
                    if (verb && is_verb(kind) && !is_verb(other.entry.kind))
                        || (!verb && kind == "n" && is_verb(other.entry.kind))
                    {
                        out[at] = mark;
                    }
                }
            }
            None => out.push(mark),
        }
    }
    out
}

fn is_verb(kind: &str) -> bool {
    matches!(kind, "v" | "vt" | "vi")
}

/// Whether a word that may be noun or verb ("attack", "attaque") is a verb here.
fn reads_as_verb(scene: &Scene, sentence: &Sentence, people: &People, mark: &Mark) -> bool {
    if matches!(mark.form, Form::Ed | Form::Gerund | Form::Participle) {
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
        mark.entry.concept == "another" && mark.entry.kind == "before" && mark.last + 2 >= act.first
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
        definite: noun && is_definite(scene, act, sentence),
        plural: noun && status::is_plural(scene, act),
        another,
        agents: Vec::new(),
        patients: Vec::new(),
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

/// Gives each date, place and attribution of a sentence to the frame it belongs to: in its clause, else the nearest.
fn attach(scene: &Scene, sentence: &Sentence, said: &[Attribution], frames: &mut [Frame]) {
    if frames.is_empty() {
        return;
    }
    for frame in frames.iter_mut() {
        frame.said = said
            .iter()
            .position(|said| said.from <= frame.first && frame.first < said.to && !names(said, frame.first));
    }
    let dates = scene
        .dates
        .partition_point(|mark| mark.span.end <= sentence.span.start);
    for (index, mark) in scene.dates.iter().enumerate().skip(dates) {
        if mark.span.start >= sentence.span.end {
            break;
        }
        let at = scene.doc.token_at(mark.span.start);
        if mark.when.is_some() && !is_reporting_date(scene, at, scene.doc.token_at(mark.span.end), said) {
            let nearest = nearest(scene, sentence, frames, at);
            frames[nearest].dates.push(index);
        }
    }
    let places = scene
        .places
        .partition_point(|mark| mark.span.end <= sentence.span.start);
    for (index, mark) in scene.places.iter().enumerate().skip(places) {
        if mark.span.start >= sentence.span.end {
            break;
        }
        let at = scene.doc.token_at(mark.whole.start);
        let by_speaker = said
            .iter()
            .any(|said| said.named.is_some_and(|(first, last)| first <= at && at < last));
        if !by_speaker && is_locative(scene, sentence, at) {
            let nearest = nearest(scene, sentence, frames, at);
            frames[nearest].places.push(index);
        }
    }
}

fn names(said: &Attribution, at: usize) -> bool {
    said.named.is_some_and(|(first, last)| first <= at && at < last)
}

/// The frame whose clause holds token `at`, else the nearest one.
fn nearest(scene: &Scene, sentence: &Sentence, frames: &[Frame], at: usize) -> usize {
    let (from, to) = scene.clause(at, sentence.first, sentence.last);
    (0..frames.len())
        .min_by_key(|&index| {
            let frame = &frames[index];
            let apart = !(from <= frame.first && frame.first < to);
            let general = matches!(frame.class, ActClass::General);
            (general, apart, frame.first.abs_diff(at))
        })
        .unwrap_or(0)
}

/// "said on Monday", "in a statement on Tuesday", "a déclaré lundi": the day of the words, not of the event.
fn is_reporting_date(scene: &Scene, at: usize, to: usize, said: &[Attribution]) -> bool {
    said.iter().any(|said| {
        let (first, last) = said.verb;
        let after = at >= last
            && at - last <= 4
            && !(last..at).any(|t| {
                scene.is(t, gram::THAT)
                    || !scene.marks_in(t, t + 1).is_empty() && scene.of(Topic::Act, t, t + 1).next().is_some()
            });
        let before = to <= first && first - to <= 2 && said.named.is_some_and(|named| named.1 <= at);
        let close = last < to || after;
        (after && close) || before
    })
}

/// Whether the name at token `at` says where: it follows a preposition or a comma, or begins a report ("BAMAKO —").
fn is_locative(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let from = at.saturating_sub(5).max(sentence.first);
    let mut before = at;
    while before > from {
        before -= 1;
        let word = scene.doc.word(before);
        if word == "from" || word == "depuis" {
            return false;
        }
        if scene.is(before, gram::PREP | gram::AND)
            || matches!(word, "," | "(" | "-" | "between" | "to" | "entre")
        {
            return true;
        }
        if scene.is(before, gram::BE | gram::HAVE | gram::BAR) {
            return false;
        }
    }
    // The subject of a sentence ("Bamako became the scene of"), an object ("attacked Boni"), a possessor ("Mali's capital").
    true
}

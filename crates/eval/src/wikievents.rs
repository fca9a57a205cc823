//! WikiEvents documents: are the acts of violence found where annotators marked them, and with the same parties?
//!
//! What is scored are the frames the reader builds before it decides what to tell, for WikiEvents marks every mention of an
//! act, told as news or not; gold arguments stand where the annotators saw them, often sentences away from the trigger.
//!
//! - **act**: a frame whose trigger overlaps a gold trigger of an attack, a death, an injury, an arrest, a demonstration or
//!   a destruction. Precision is of the frames of such acts.
//! - **doer**, **hit**, **place**, **means**: arguments of those events. A given one is right where it overlaps a gold one of
//!   the event its frame was matched to; recall is of all gold arguments, those of acts not found included.

use crate::files::{self, Read};
use crate::outcome::Outcome;
use crate::tally::Tally;
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use tocsin_core::Language;
use tocsin_extract::readers::event::{self, Frame};
use tocsin_extract::scene::Scene;
use tocsin_extract::{Doc, Kit};
use tocsin_gazetteer::Gazetteer;

/// A token and its first and one past its last character in the whole text.
type Token = (String, usize, usize);

#[derive(Deserialize)]
struct Document {
    doc_id: String,
    sentences: Vec<(Vec<Token>, String)>,
    entity_mentions: Vec<Mention>,
    event_mentions: Vec<Event>,
}

#[derive(Deserialize)]
struct Mention {
    id: String,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Event {
    event_type: String,
    trigger: Trigger,
    arguments: Vec<Argument>,
}

#[derive(Deserialize)]
struct Trigger {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Argument {
    entity_id: String,
    role: String,
}

/// Kinds of gold events that the frames are held against.
const KINDS: [&str; 6] = [
    "Conflict.Attack.",
    "Life.Die.",
    "Life.Injure.",
    "Justice.ArrestJailDetain.",
    "Conflict.Demonstrate.",
    "ArtifactExistence.DamageDestroyDisableDismantle.",
];

/// Acts of the word lists that would be gold events of those kinds.
const ACTS: [&str; 26] = [
    "aim",
    "air-strike",
    "ambush",
    "arrest",
    "attack",
    "bombing",
    "burn",
    "chemical",
    "clash",
    "destroy",
    "die",
    "execute",
    "explode",
    "grenade",
    "gunfire",
    "injure",
    "kill",
    "massacre",
    "mob",
    "protest",
    "riot",
    "shell",
    "shoot",
    "stab",
    "suicide-bomb",
    "violence",
];

/// An argument's kind, its gold roles, and where a frame has it.
const ROLES: [(&str, &[&str]); 4] = [
    (
        "doer",
        &[
            "Attacker",
            "Killer",
            "Injurer",
            "Jailer",
            "Demonstrator",
            "DamagerDestroyer",
        ],
    ),
    ("hit", &["Target", "Victim", "Detainee", "Artifact"]),
    ("place", &["Place"]),
    ("means", &["Instrument", "ExplosiveDevice"]),
];

/// Reads the documents in `file` and scores the frames.
///
/// # Errors
/// When the file is missing or malformed.
pub fn run(file: &Path, gazetteer: Gazetteer) -> Read<Outcome> {
    const FORM: &str = "{\"doc_id\", \"sentences\": [[[[token, start, end]…], text]…], \"entity_mentions\": [{\"id\", \"start\", \"end\"}], \"event_mentions\": [{\"event_type\", \"trigger\", \"arguments\"}]}";
    let documents: Vec<Document> = files::json_lines(file, FORM)?;
    let kit = Kit::with_gazetteer(gazetteer);
    let mut outcome = Outcome::new("wikievents", &files::stem(file), documents.len());
    let mut act = Tally::default();
    let mut roles: BTreeMap<&str, Tally> = BTreeMap::new();
    for document in &documents {
        score(document, &kit, &mut act, &mut roles, &mut outcome);
    }
    put(&mut outcome, "act", &act);
    for (name, _) in ROLES {
        put(&mut outcome, name, &roles.remove(name).unwrap_or_default());
    }
    Ok(outcome)
}

fn put(outcome: &mut Outcome, name: &str, tally: &Tally) {
    outcome.put(format!("{name}_p"), tally.precision());
    outcome.put(format!("{name}_r"), tally.recall());
    outcome.put(format!("{name}_f1"), tally.f1());
}

/// The document with a paragraph a sentence, and where each of its tokens stands in it, in bytes.
fn text(document: &Document) -> (String, Vec<Range<usize>>) {
    let (mut text, mut tokens) = (String::new(), Vec::new());
    for (index, (words, _)) in document.sentences.iter().enumerate() {
        if index > 0 {
            text.push_str("\n\n");
        }
        let mut end = words.first().map_or(0, |word| word.1);
        for (word, from, to) in words {
            if *from > end {
                text.push(' ');
            }
            tokens.push(text.len()..text.len() + word.len());
            text.push_str(word);
            end = *to;
        }
    }
    (text, tokens)
}

/// One document as it is compared: gold events and frames with where their triggers stand.
struct Compared<'d, 's> {
    text: &'d str,
    scene: &'s Scene<'d>,
    mentions: BTreeMap<&'d str, Range<usize>>,
    gold: Vec<(Range<usize>, &'d Event)>,
    frames: Vec<(Range<usize>, Frame)>,
}

fn score(
    document: &Document,
    kit: &Kit,
    act: &mut Tally,
    roles: &mut BTreeMap<&'static str, Tally>,
    outcome: &mut Outcome,
) {
    let (text, tokens) = text(document);
    let bytes = |start: usize, end: usize| -> Range<usize> {
        let at = |index: usize| tokens.get(index).cloned().unwrap_or(0..0);
        at(start).start..at(end.saturating_sub(1)).end
    };
    let doc = Doc::of_text(&text, Language::En, None);
    let scene = Scene::new(&doc, kit);
    let compared = Compared {
        text: &text,
        scene: &scene,
        mentions: document
            .entity_mentions
            .iter()
            .map(|mention| (mention.id.as_str(), bytes(mention.start, mention.end)))
            .collect(),
        gold: document
            .event_mentions
            .iter()
            .filter(|event| KINDS.iter().any(|kind| event.event_type.starts_with(kind)))
            .map(|event| (bytes(event.trigger.start, event.trigger.end), event))
            .collect(),
        frames: event::read(&scene, kit)
            .frames
            .into_iter()
            .filter(|frame| ACTS.contains(&frame.act))
            .map(|frame| (span(&doc, frame.first, frame.last), frame))
            .collect(),
    };
    let found = compared.given(&document.doc_id, act, roles, outcome);
    compared.wanted(&document.doc_id, &found, act, roles, outcome);
    outcome.predictions.push(
        json!({"id": document.doc_id, "acts": compared.frames.len(), "gold": compared.gold.len(), "found": found.len()}),
    );
}

impl Compared<'_, '_> {
    /// Counts what the frames give; gives back which gold events some frame found.
    fn given(
        &self,
        id: &str,
        act: &mut Tally,
        roles: &mut BTreeMap<&'static str, Tally>,
        outcome: &mut Outcome,
    ) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for (at, frame) in &self.frames {
            let matched = self.gold.iter().position(|(trigger, _)| overlap(trigger, at));
            act.add(&Tally {
                right_given: f64::from(u8::from(matched.is_some())),
                given: 1.0,
                ..Tally::default()
            });
            // Only what a matched frame gives can be judged: the others lack a gold event to hold it against.
            let Some(index) = matched else {
                let shown = format!("{} ({})", &self.text[line_of(self.text, at)], frame.act);
                outcome.find("act not wanted", id, shown);
                continue;
            };
            found.insert(index);
            for (name, wanted) in ROLES {
                let given = given(self.scene, frame, name);
                let wanted = arguments(self.gold[index].1, wanted, &self.mentions);
                let right = |given: &&Range<usize>| wanted.iter().any(|want| overlap(want, given));
                roles.entry(name).or_default().add(&Tally {
                    right_given: given.iter().filter(right).count() as f64,
                    given: given.len() as f64,
                    ..Tally::default()
                });
            }
        }
        found
    }

    /// Counts what of the gold events was found.
    fn wanted(
        &self,
        id: &str,
        found: &BTreeSet<usize>,
        act: &mut Tally,
        roles: &mut BTreeMap<&'static str, Tally>,
        outcome: &mut Outcome,
    ) {
        for (index, (trigger, event)) in self.gold.iter().enumerate() {
            act.add(&Tally {
                right_wanted: f64::from(u8::from(found.contains(&index))),
                wanted: 1.0,
                ..Tally::default()
            });
            if !found.contains(&index) {
                let shown = format!(
                    "{} ({})",
                    &self.text[line_of(self.text, trigger)],
                    event.event_type
                );
                outcome.find("act missed", id, shown);
            }
            for (name, wanted) in ROLES {
                let wanted = arguments(event, wanted, &self.mentions);
                let got: Vec<Range<usize>> = self
                    .frames
                    .iter()
                    .filter(|(at, _)| overlap(trigger, at))
                    .flat_map(|(_, frame)| given(self.scene, frame, name))
                    .collect();
                let right = |want: &&Range<usize>| got.iter().any(|got| overlap(want, got));
                roles.entry(name).or_default().add(&Tally {
                    right_wanted: wanted.iter().filter(right).count() as f64,
                    wanted: wanted.len() as f64,
                    ..Tally::default()
                });
            }
        }
    }
}

/// The gold arguments of `event` in one of `roles`.
fn arguments(event: &Event, roles: &[&str], mentions: &BTreeMap<&str, Range<usize>>) -> Vec<Range<usize>> {
    event
        .arguments
        .iter()
        .filter(|argument| roles.contains(&argument.role.as_str()))
        .filter_map(|argument| mentions.get(argument.entity_id.as_str()).cloned())
        .collect()
}

/// What `frame` gives as the argument `name`, in bytes.
fn given(scene: &Scene, frame: &Frame, name: &str) -> Vec<Range<usize>> {
    let doc = scene.doc;
    let people = |list: &[tocsin_extract::readers::who::Mention]| -> Vec<Range<usize>> {
        list.iter()
            .map(|mention| span(doc, mention.first, mention.last))
            .collect()
    };
    match name {
        "doer" => people(&frame.agents),
        "hit" => {
            let mut hit = people(&frame.patients);
            for toll in &frame.tolls {
                let at = span(doc, toll.first, toll.last);
                if !hit.iter().any(|other| overlap(other, &at)) {
                    hit.push(at);
                }
            }
            hit
        }
        "place" => frame
            .places
            .iter()
            .filter_map(|&index| scene.places.get(index))
            .map(|mark| mark.span.start as usize..mark.span.end as usize)
            .collect(),
        _ => frame
            .weapons
            .iter()
            .map(|mark| span(doc, mark.first, mark.last))
            .collect(),
    }
}

fn span(doc: &Doc, first: usize, last: usize) -> Range<usize> {
    doc.span(first, last)
        .map_or(0..0, |span| span.start as usize..span.end as usize)
}

fn overlap(one: &Range<usize>, two: &Range<usize>) -> bool {
    one.start < two.end && two.start < one.end
}

/// The paragraph around `at`.
fn line_of(text: &str, at: &Range<usize>) -> Range<usize> {
    let from = text[..at.start].rfind('\n').map_or(0, |found| found + 1);
    let to = text[at.end..]
        .find('\n')
        .map_or(text.len(), |found| at.end + found);
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two sentences: the first tells an act with doer and victims, the second an arrest that no frame need find.
    const ONE: &str = r#"{"doc_id": "one",
        "sentences": [
            [[["Gunmen", 0, 6], ["killed", 7, 13], ["three", 14, 19], ["farmers", 20, 27], [".", 27, 28]], ""],
            [[["Nobody", 28, 34], ["was", 35, 38], ["nabbed", 39, 45], [".", 45, 46]], ""]],
        "entity_mentions": [{"id": "g", "start": 0, "end": 1}, {"id": "f", "start": 3, "end": 4}, {"id": "n", "start": 5, "end": 6}],
        "event_mentions": [
            {"event_type": "Life.Die.Unspecified", "trigger": {"start": 1, "end": 2},
             "arguments": [{"entity_id": "g", "role": "Killer"}, {"entity_id": "f", "role": "Victim"}]},
            {"event_type": "Justice.ArrestJailDetain.Unspecified", "trigger": {"start": 7, "end": 8},
             "arguments": [{"entity_id": "n", "role": "Detainee"}]},
            {"event_type": "Contact.Contact.Meet", "trigger": {"start": 2, "end": 3}, "arguments": []}]}"#;

    #[test]
    fn tokens_stand_where_they_say() {
        let document: Document = serde_json::from_str(ONE).unwrap();
        let (text, tokens) = text(&document);
        assert_eq!(text, "Gunmen killed three farmers.\n\nNobody was nabbed.");
        assert_eq!(&text[tokens[7].clone()], "nabbed");
        assert_eq!(&text[line_of(&text, &tokens[7])], "Nobody was nabbed.");
    }

    #[test]
    fn acts_and_arguments_count_by_hand() {
        let document: Document = serde_json::from_str(ONE).unwrap();
        let (mut act, mut roles) = (Tally::default(), BTreeMap::new());
        let mut outcome = Outcome::new("wikievents", "test", 1);
        score(&document, &Kit::embedded(), &mut act, &mut roles, &mut outcome);
        assert_eq!((act.right_given, act.given), (1.0, 1.0));
        assert_eq!((act.right_wanted, act.wanted), (1.0, 2.0));
        assert_eq!((roles["doer"].precision(), roles["doer"].recall()), (1.0, 1.0));
        assert_eq!((roles["hit"].precision(), roles["hit"].recall()), (1.0, 0.5));
    }
}

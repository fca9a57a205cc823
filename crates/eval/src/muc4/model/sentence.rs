//! Whether a sentence tells of an incident, and of which of the three commonest types.

use super::chunk::stem;
use super::page::Page;
use super::token::depth;
use super::train::Incident;
use crate::learn::name::Names;
use std::collections::{BTreeMap, BTreeSet};

/// The questions: any incident, attack, bombing, kidnapping.
pub const QUESTIONS: usize = 4;

/// The answers of one sentence, as scores above and below 0.
pub type Answers = [f32; QUESTIONS];

/// The features of sentence `index`.
#[must_use]
pub fn features(page: &Page, index: usize) -> Vec<u32> {
    let mut names = Names::default();
    let Some(&(first, last)) = page.sentences.get(index) else {
        return names.done();
    };
    for at in first..last {
        let word = stem(&page.words[at]);
        names.put(800, &[word]);
        names.put(801, &[&page.classes[at][1]]);
        if at + 1 < last {
            names.put(802, &[word, stem(&page.words[at + 1])]);
            names.put(803, &[&page.classes[at][1], &page.classes[at + 1][1]]);
        }
        for list in &page.listed[at] {
            names.put(804, &[list]);
        }
        if page.dated[at] {
            names.put(805, &[&page.words[at]]);
        }
    }
    for (one, other) in pairs(page, first, last) {
        names.put(807, &[one, other]);
    }
    for chunk in &page.chunks[index] {
        let list = page.list(chunk.head);
        for tie in &chunk.ties {
            names.put(808, &[tie, stem(&page.words[chunk.head])]);
            names.put(809, &[tie, &page.classes[chunk.head][0]]);
            names.put(811, &[tie]);
            if list != "-" {
                names.put(810, &[tie, list]);
            }
        }
    }
    names.put(812, &[depth(index)]);
    for (key, other) in [("p", index.checked_sub(1)), ("n", Some(index + 1))] {
        if let Some(&(first, last)) = other.and_then(|other| page.sentences.get(other)) {
            for list in page.listed[first..last].iter().flatten() {
                if super::page::is_act(list) || list.starts_with("Cue/") {
                    names.put(813, &[key, list]);
                }
            }
        }
    }
    names.done()
}

/// Pairs of lists that both hold words of tokens `first..last`, one of them of an act or harm.
#[must_use]
pub fn pairs(page: &Page, first: usize, last: usize) -> Vec<(&str, &str)> {
    let lists: BTreeSet<&str> = page.listed[first..last]
        .iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let lists: Vec<&str> = lists.into_iter().collect();
    let mut out = Vec::new();
    for (at, one) in lists.iter().enumerate() {
        for other in &lists[at + 1..] {
            if super::page::is_act(one) || super::page::is_act(other) {
                out.push((*one, *other));
            }
        }
    }
    out
}

/// The right answers by sentence (1 or 0), from templates: a sentence tells of one if it names two of its entities, or
/// one that was hit or used.
#[must_use]
pub fn truth(page: &Page, incidents: &[Incident]) -> Vec<Answers> {
    let mut out = vec![[0.0; QUESTIONS]; page.sentences.len()];
    for incident in incidents {
        let mut named: BTreeMap<usize, BTreeSet<(usize, usize)>> = BTreeMap::new();
        for (role, entities) in incident.fills.iter().enumerate() {
            for (number, entity) in entities.iter().enumerate() {
                for (first, _) in entity.iter().flat_map(|mention| page.find(mention)) {
                    named
                        .entry(page.sentence_of[first])
                        .or_default()
                        .insert((role, number));
                }
            }
        }
        for (sentence, entities) in named {
            if entities.len() >= 2 || entities.iter().any(|(role, _)| *role >= 2) {
                out[sentence][0] = 1.0;
                for (question, kind) in ["attack", "bombing", "kidnapping"].into_iter().enumerate() {
                    if incident.incident_type.contains(kind) {
                        out[sentence][question + 1] = 1.0;
                    }
                }
            }
        }
    }
    out
}

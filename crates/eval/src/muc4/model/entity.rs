//! Candidates for the roles: strings of a document with all the places where the chain model or a noun phrase offers them.

use super::document::Verdict;
use super::page::Page;
use super::sentence::Answers;
use super::weights::Seen;
use crate::learn::chain::ROLES;
use crate::learn::linear::Linear;
use crate::muc4::forms;
use crate::muc4::normal::normal;
use std::collections::BTreeMap;
use tocsin_extract::syntax::Tag;

pub mod company;
mod context;

/// The role of people hit who are described and not named; the others are those of [`forms::ROLES`].
pub const DESCRIBED: usize = 5;

/// Kinds of keys by which candidates are remembered: words, head, ties, ties with the class of the head, words of the
/// sentence, first and last words with those around.
pub const KEYS: usize = 6;

/// Gold entities by role.
pub type Fills = [Vec<forms::Entity>; ROLES];

/// A string that may fill a role.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// Index of the role.
    pub role: usize,
    /// The words in the form in which they are compared.
    pub normal: String,
    /// The words as they stand.
    pub words: String,
    /// Where it is offered: first and last token, and the chain model's probability (0 for a noun phrase it did not offer).
    pub places: Vec<(usize, usize, f32)>,
    /// The number under which its name is known with others; 0 where it is not.
    pub alias: u32,
    /// Features for the linear judge.
    pub features: Vec<u32>,
    /// What is remembered of it from other documents: keys by kind.
    pub keys: [Vec<u32>; KEYS],
    /// Numbers for the boosted trees.
    pub numbers: Vec<f32>,
    /// Probability that it fills the role in this document.
    pub chance: f32,
}

impl Entity {
    /// The place the chain model likes best; the first of equals.
    #[must_use]
    pub fn best(&self) -> (usize, usize, f32) {
        self.places
            .iter()
            .copied()
            .reduce(|best, place| if place.2 > best.2 { place } else { best })
            .unwrap_or_default()
    }

    /// Whether it is one of the gold mentions of its role.
    #[must_use]
    pub fn is_gold(&self, gold: &Fills) -> bool {
        gold[self.role]
            .iter()
            .flatten()
            .any(|mention| normal(mention) == self.normal)
    }
}

/// A token that stands in a mention with less than this is no head of a candidate.
const LEAST: f32 = 0.006;

/// The candidates of a document with all they are judged by, but not judged.
#[must_use]
pub fn candidates(page: &Page, seen: &Seen, verdict: &Verdict, answers: &[Answers]) -> Vec<Entity> {
    let mut pool = Pool {
        page,
        found: BTreeMap::new(),
    };
    for &(role, first, last, chance) in &seen.spans {
        pool.put(role, first, last, chance);
    }
    pool.phrases(seen);
    let mut entities: Vec<Entity> = pool.found.into_values().collect();
    let context = context::Context::new(page, seen, verdict, answers, &entities);
    let judged: Vec<_> = entities
        .iter()
        .map(|entity| {
            (
                context.features(entity),
                context.numbers(entity),
                context.keys(entity),
            )
        })
        .collect();
    for (entity, (features, numbers, keys)) in entities.iter_mut().zip(judged) {
        entity.features = features;
        entity.numbers = numbers;
        entity.keys = keys;
    }
    entities
}

/// Why each of the likelier candidates was judged as it was: the strongest features by the linear judge.
#[must_use]
pub fn reasons(
    page: &Page,
    seen: &Seen,
    verdict: &Verdict,
    answers: &[Answers],
    entities: &[Entity],
    judge: &Linear,
) -> Vec<Vec<String>> {
    let context = context::Context::new(page, seen, verdict, answers, entities);
    let reasons = |entity: &Entity| {
        if entity.chance >= SHOWN {
            context.reasons(entity, judge)
        } else {
            Vec::new()
        }
    };
    entities.iter().map(reasons).collect()
}

/// Reasons are given for candidates of at least this probability.
const SHOWN: f32 = 0.15;

struct Pool<'p> {
    page: &'p Page,
    found: BTreeMap<(usize, String), Entity>,
}

impl Pool<'_> {
    fn put(&mut self, role: usize, first: usize, last: usize, chance: f32) {
        let words = self.page.raw(first, last);
        let normal = normal(&words);
        if normal.is_empty() {
            return;
        }
        let entity = self
            .found
            .entry((role, normal.clone()))
            .or_insert_with(|| Entity {
                role,
                normal,
                words,
                ..Entity::default()
            });
        match entity
            .places
            .iter_mut()
            .find(|place| place.0 < last && first < place.1)
        {
            Some(place) if chance > place.2 => *place = (first, last, chance),
            Some(_) => {}
            None => entity.places.push((first, last, chance)),
        }
    }

    /// Noun phrases whose head may stand in a mention: without determiners, without numbers, with an "of", the name alone.
    fn phrases(&mut self, seen: &Seen) {
        for (index, &(_, end)) in self.page.sentences.iter().enumerate() {
            let chunks = &self.page.chunks[index];
            for (number, chunk) in chunks.iter().enumerate() {
                let tag = |at: usize| self.page.tag(at);
                let mut first = chunk.first;
                while first < chunk.head && matches!(tag(first), Tag::Det | Tag::Pron | Tag::Punct) {
                    first += 1;
                }
                let mut name = chunk.head;
                while name > first && tag(name - 1) == Tag::Propn {
                    name -= 1;
                }
                let counted = first < chunk.head && matches!(tag(first), Tag::Num | Tag::Adj | Tag::Adv);
                let of = (chunk.last < end && self.page.words[chunk.last] == "of")
                    .then(|| chunks.get(number + 1))
                    .flatten()
                    .filter(|next| next.first <= chunk.last + 2);
                for role in (0..ROLES).filter(|&role| seen.inside[chunk.head][role] >= LEAST) {
                    self.put(role, first, chunk.last, 0.0);
                    if counted {
                        self.put(role, first + 1, chunk.last, 0.0);
                    }
                    if let Some(next) = of {
                        self.put(role, first, next.last, 0.0);
                    }
                    if name > first {
                        self.put(role, name, chunk.last, 0.0);
                    }
                }
            }
        }
    }
}

/// The head of tokens `first..last`: the last noun before a preposition, a relative pronoun, a comma or a verb.
#[must_use]
pub fn head(page: &Page, first: usize, last: usize) -> usize {
    let mut head = None;
    for at in first..last {
        let tag = page.tag(at);
        let stops = matches!(tag, Tag::Adp | Tag::Relative) || tag.is_verb() || page.words[at] == ",";
        if stops && head.is_some() && at > first {
            break;
        }
        if matches!(tag, Tag::Noun | Tag::Propn | Tag::Num | Tag::Adj) {
            head = Some(at);
        }
    }
    head.unwrap_or(last.max(first + 1) - 1)
}

//! All weights of the MUC-4 models in one file, and the way from a document to judged candidates.

use super::alias::Aliases;
use super::document::{self, Of, QUESTIONS_OF_ALL, Verdict};
use super::entity::{self, Entity, KEYS, company};
use super::harm;
use super::harm::HARMS;
use super::page::Page;
use super::sentence::{self, Answers, QUESTIONS};
use super::template::{self, Judged, Knobs};
use super::token;
use crate::learn::bytes::{Reader, Writer};
use crate::learn::chain::{Chain, ROLES};
use crate::learn::classes::Classes;
use crate::learn::linear::{Linear, chance};
use crate::learn::memory::Memory;
use crate::learn::trees::Trees;

/// The weights.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Word classes.
    pub classes: Classes,
    /// Mentions in sentences.
    pub chain: Chain,
    /// Documents by words, one judge a question.
    pub by_words: [Linear; QUESTIONS_OF_ALL],
    /// Sentences, one judge a question.
    pub sentences: [Linear; QUESTIONS],
    /// Documents by numbers, before entities are judged.
    pub documents: [Trees; QUESTIONS_OF_ALL],
    /// Candidates by features.
    pub entity: Linear,
    /// Candidates by numbers, one model a role.
    pub entities: [Trees; ROLES],
    /// Strings that name the same.
    pub aliases: Aliases,
    /// What is remembered of candidates, by kind of key.
    pub memories: [Memory; KEYS],
    /// Candidates by numbers and company, one model a role.
    pub second: [Trees; ROLES],
    /// Documents by numbers, after entities are judged.
    pub again: [Trees; QUESTIONS_OF_ALL],
    /// Whether a candidate belongs to an incident of a type.
    pub links: Linear,
    /// What was done to a victim, one judge a harm.
    pub harms: [Linear; HARMS.len()],
    /// How sure they must be.
    pub knobs: Knobs,
}

/// What the chain model says of a document.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// For each token the probability that it stands in a mention of each role.
    pub inside: Vec<[f32; ROLES]>,
    /// Role, first and last token, probability.
    pub spans: Vec<(usize, usize, usize, f32)>,
}

/// Spans less probable than this are no candidates.
const LEAST: f32 = 0.004;
/// Longest mention, in tokens.
const LONGEST: usize = 12;
/// Candidates less probable than this are not linked to types.
const WORTH: f32 = 0.05;

/// The first bytes of a file of weights.
const MAGIC: &[u8] = b"TMUC2";

/// What the chain model says of a document, given the features of its tokens by sentence.
#[must_use]
pub fn see(chain: &Chain, page: &Page, features: &[Vec<Vec<u32>>]) -> Seen {
    let mut seen = Seen {
        inside: vec![[0.0; ROLES]; page.words.len()],
        spans: Vec::new(),
    };
    for (&(first, last), features) in page.sentences.iter().zip(features) {
        let lattice = chain.lattice(features);
        for at in first..last {
            seen.inside[at] = std::array::from_fn(|role| lattice.inside(at - first, role));
        }
        for role in 0..ROLES {
            let spans = lattice.spans(role, LONGEST, LEAST);
            seen.spans
                .extend(spans.into_iter().map(|(a, b, p)| (role, first + a, first + b, p)));
        }
    }
    seen
}

/// The features of all tokens of a document, by sentence.
#[must_use]
pub fn token_features(page: &Page) -> Vec<Vec<Vec<u32>>> {
    (0..page.sentences.len())
        .map(|index| token::features(page, index))
        .collect()
}

/// Adds to the numbers of each candidate its linear score, and how far it stands behind the best of its role.
pub fn add_scores(entities: &mut [Entity], scores: &[f32]) {
    let mut best = [f32::MIN; ROLES];
    for (entity, score) in entities.iter().zip(scores) {
        best[entity.role] = best[entity.role].max(*score);
    }
    for (entity, score) in entities.iter_mut().zip(scores) {
        entity.chance = chance(*score);
        entity.numbers.extend([*score, score - best[entity.role]]);
    }
}

/// Adds to the numbers of each candidate what is remembered of it.
pub fn add_memory(entities: &mut [Entity], told: &[[f32; 3]]) {
    for (entity, told) in entities.iter_mut().zip(told) {
        entity.numbers.extend(told);
    }
}

/// Adds to the numbers of each candidate those of its company.
pub fn add_company(entities: &mut [Entity], numbers: Vec<Vec<f32>>) {
    for (entity, numbers) in entities.iter_mut().zip(numbers) {
        entity.numbers.extend(numbers);
    }
}

impl Weights {
    /// All that the models say of a document.
    #[must_use]
    pub fn judge(&self, page: &Page) -> Judged {
        let seen = see(&self.chain, page, &token_features(page));
        let answers: Vec<Answers> = (0..page.sentences.len())
            .map(|index| {
                let features = sentence::features(page, index);
                std::array::from_fn(|question| self.sentences[question].score(&features))
            })
            .collect();
        let words = document::features(page);
        let by_words: Of<f32> = std::array::from_fn(|question| self.by_words[question].score(&words));
        let verdict = |trees: &[Trees; QUESTIONS_OF_ALL], entities: &[Entity]| {
            let numbers = document::numbers(page, &seen, &by_words, &answers, entities);
            Verdict {
                by_words,
                chance: std::array::from_fn(|question| chance(trees[question].score(&numbers))),
            }
        };
        let first = verdict(&self.documents, &[]);
        let mut entities = entity::candidates(page, &seen, &first, &answers);
        self.aliases.tell(&mut entities);
        self.judge_entities(page, &mut entities);
        let verdict = verdict(&self.again, &entities).mean(&first);
        let reasons = entity::reasons(page, &seen, &first, &answers, &entities, &self.entity);
        let harms = entities
            .iter()
            .map(|entity| harm::scores(&self.harms, page, entity))
            .collect();
        let links = entities
            .iter()
            .map(|entity| link(&self.links, page, entity, &verdict))
            .collect();
        Judged {
            verdict,
            answers,
            entities,
            links,
            harms,
            reasons,
        }
    }

    fn judge_entities(&self, page: &Page, entities: &mut [Entity]) {
        for (kind, memory) in self.memories.iter().enumerate() {
            let told: Vec<[f32; 3]> = entities.iter().map(|e| memory.numbers(&e.keys[kind])).collect();
            add_memory(entities, &told);
        }
        let scores: Vec<f32> = entities
            .iter()
            .map(|entity| self.entity.score(&entity.features))
            .collect();
        add_scores(entities, &scores);
        let numbers = |trees: &[Trees; ROLES], entities: &mut [Entity]| {
            for entity in entities {
                let by_trees = chance(trees[entity.role].score(&entity.numbers));
                entity.chance = f32::midpoint(entity.chance, by_trees);
            }
        };
        numbers(&self.entities, entities);
        add_company(entities, company::numbers(page, entities));
        numbers(&self.second, entities);
    }

    /// The file of weights.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut to = Writer {
            bytes: MAGIC.to_vec(),
        };
        self.classes.write(&mut to);
        self.chain.write(&mut to);
        for linear in self
            .by_words
            .iter()
            .chain(&self.sentences)
            .chain(&self.harms)
            .chain([&self.entity, &self.links])
        {
            linear.write(&mut to);
        }
        let trees = self.documents.iter().chain(&self.entities);
        for trees in trees.chain(&self.again).chain(&self.second) {
            trees.write(&mut to);
        }
        for memory in &self.memories {
            memory.write(&mut to);
        }
        self.aliases.write(&mut to);
        self.knobs.write(&mut to);
        to.bytes
    }

    /// Reads a file of weights; `None` where it is of another form.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader::new(bytes.strip_prefix(MAGIC)?);
        let mut out = Self {
            classes: Classes::read(&mut from)?,
            chain: Chain::read(&mut from)?,
            ..Self::default()
        };
        let linear = out
            .by_words
            .iter_mut()
            .chain(&mut out.sentences)
            .chain(&mut out.harms);
        for linear in linear.chain([&mut out.entity, &mut out.links]) {
            *linear = Linear::read(&mut from)?;
        }
        let trees = out.documents.iter_mut().chain(&mut out.entities);
        for trees in trees.chain(&mut out.again).chain(&mut out.second) {
            *trees = Trees::read(&mut from)?;
        }
        for memory in &mut out.memories {
            *memory = Memory::read(&mut from)?;
        }
        out.aliases = Aliases::read(&mut from)?;
        out.knobs = Knobs::read(&mut from)?;
        Some(out)
    }
}

/// The probabilities that a candidate belongs to an incident of each type; 1 for a candidate not worth asking for.
#[must_use]
pub fn link(links: &Linear, page: &Page, entity: &Entity, verdict: &Verdict) -> Of<f32> {
    let mut out = [1.0; QUESTIONS_OF_ALL];
    if entity.chance > WORTH {
        for (kind, chance_of) in out.iter_mut().enumerate().skip(1) {
            *chance_of = chance(links.score(&template::features(page, entity, kind, verdict)));
        }
    }
    out
}

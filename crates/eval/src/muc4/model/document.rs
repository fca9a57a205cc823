//! Whether a document tells of a relevant incident, and of which types.

use super::chunk::stem;
use super::entity::Entity;
use super::page::Page;
use super::sentence::{self, Answers, QUESTIONS};
use super::weights::Seen;
use crate::learn::chain::ROLES;
use crate::learn::linear::chance;
use crate::learn::name::Names;
use crate::muc4::forms::Template;

/// The incident types, the commonest first.
pub const TYPES: [&str; 6] = [
    "attack",
    "bombing",
    "kidnapping",
    "arson",
    "robbery",
    "forced work stoppage",
];

/// The questions: any incident, then each type.
pub const QUESTIONS_OF_ALL: usize = 1 + TYPES.len();

/// One number a question.
pub type Of<T> = [T; QUESTIONS_OF_ALL];

/// What is judged of a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Verdict {
    /// Scores by words alone.
    pub by_words: Of<f32>,
    /// Probabilities by all there is.
    pub chance: Of<f32>,
}

impl Verdict {
    /// The same scores, with the mean of the probabilities of both.
    #[must_use]
    pub fn mean(mut self, other: &Self) -> Self {
        for (own, other) in self.chance.iter_mut().zip(other.chance) {
            *own = f32::midpoint(*own, other);
        }
        self
    }
}

/// The right answers (1 or 0).
#[must_use]
pub fn truth(templates: &[Template]) -> Of<f32> {
    let mut out = [0.0; QUESTIONS_OF_ALL];
    out[0] = f32::from(u8::from(!templates.is_empty()));
    for template in templates {
        for (answer, kind) in out[1..].iter_mut().zip(TYPES) {
            if template.incident_type.contains(kind) {
                *answer = 1.0;
            }
        }
    }
    out
}

/// The words of a document as features.
#[must_use]
pub fn features(page: &Page) -> Vec<u32> {
    let mut names = Names::default();
    for at in 0..page.words.len() {
        let word = stem(&page.words[at]);
        let early = page.sentence_of[at] < 2;
        names.put(500, &[word]);
        if early {
            names.put(505, &[word]);
        }
        let next =
            (at + 1 < page.words.len() && page.sentence_of[at] == page.sentence_of[at + 1]).then_some(at + 1);
        if let Some(next) = next {
            names.put(501, &[word, stem(&page.words[next])]);
        }
        for list in &page.listed[at] {
            names.put(502, &[list]);
            if early {
                names.put(506, &[list]);
            }
            if let Some(next) = next {
                names.put(504, &[list, &page.words[next]]);
                for other in &page.listed[next] {
                    names.put(503, &[list, other]);
                }
            }
        }
    }
    for (index, &(first, last)) in page.sentences.iter().enumerate() {
        for (one, other) in sentence::pairs(page, first, last) {
            names.put(507, &[one, other]);
        }
        for chunk in &page.chunks[index] {
            let list = page.list(chunk.head);
            for tie in &chunk.ties {
                names.put(508, &[tie, stem(&page.words[chunk.head])]);
                if list != "-" {
                    names.put(509, &[tie, list]);
                }
            }
        }
    }
    names.done()
}

/// The lists whose words are counted.
const COUNTED: [&str; 12] = [
    "Act/attack",
    "Act/explosion",
    "Act/clash",
    "Act/abduction",
    "Harm/killed",
    "Harm/injured",
    "Group/armed",
    "Group/soldiers",
    "Group/police",
    "Group/civilians",
    "Weapon/explosive-device",
    "Weapon/firearm",
];

/// The numbers the boosted trees judge by: scores by words, of sentences, of tokens and, once judged, of entities.
#[must_use]
pub fn numbers(
    page: &Page,
    seen: &Seen,
    by_words: &Of<f32>,
    answers: &[Answers],
    entities: &[Entity],
) -> Vec<f32> {
    let mut out = by_words.to_vec();
    for question in 0..QUESTIONS {
        let scores: Vec<f32> = answers.iter().map(|answer| chance(answer[question])).collect();
        out.extend(highest(&scores, 3));
        out.push(scores.iter().sum());
    }
    let best = (0..answers.len()).fold(0, |best, at| {
        if answers[at][0] > answers[best][0] {
            at
        } else {
            best
        }
    });
    out.push(best as f32);
    for early in 0..2 {
        out.push(answers.get(early).map_or(0.0, |answer| answer[0]));
    }
    for role in 0..ROLES {
        let chances: Vec<f32> = entities
            .iter()
            .filter(|e| e.role == role)
            .map(|e| e.chance)
            .collect();
        out.extend(highest(&chances, 2));
        out.push(chances.iter().sum());
        let inside: Vec<f32> = seen.inside.iter().map(|chances| chances[role]).collect();
        out.extend(highest(&inside, 1));
        out.push(inside.iter().sum());
    }
    out.push(page.sentences.len() as f32);
    out.push(page.words.len() as f32);
    for list in COUNTED {
        out.push(page.listed.iter().flatten().filter(|own| *own == list).count() as f32);
    }
    out
}

/// The `count` highest, 0 where there are fewer.
fn highest(values: &[f32], count: usize) -> Vec<f32> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted.resize(count.max(sorted.len()), 0.0);
    sorted.truncate(count);
    sorted
}

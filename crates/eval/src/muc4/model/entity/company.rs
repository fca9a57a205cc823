//! What a candidate is judged by a second time: how the candidates around it were judged the first time.

use super::Entity;
use crate::learn::chain::ROLES;
use crate::muc4::model::page::Page;
use crate::muc4::model::same::same;

/// Candidates judged less probable than this are no company.
const LEAST: f32 = 0.05;

/// The likelier candidates of a document with the sentences where they stand.
struct Company<'c> {
    entities: Vec<(&'c Entity, Vec<usize>)>,
}

/// For each candidate the numbers to add to its own: its chance, that of candidates that name the same, of rivals of its
/// role, of the same words in other roles, and by role of those in its sentences and in the document.
#[must_use]
pub fn numbers(page: &Page, entities: &[Entity]) -> Vec<Vec<f32>> {
    let sentences = |entity: &Entity| -> Vec<usize> {
        let mut all: Vec<usize> = entity.places.iter().map(|p| page.sentence_of[p.0]).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let company = Company {
        entities: entities
            .iter()
            .filter(|entity| entity.chance >= LEAST)
            .map(|entity| (entity, sentences(entity)))
            .collect(),
    };
    entities
        .iter()
        .map(|entity| company.of(entity, &sentences(entity)))
        .collect()
}

impl Company<'_> {
    fn of(&self, entity: &Entity, sentences: &[usize]) -> Vec<f32> {
        let (mut alike, mut rival, mut twins) = ([0f32; 3], [0f32; 3], 0f32);
        let (mut beside, mut whole, mut over) = ([0f32; ROLES], [0f32; ROLES], [0f32; ROLES]);
        for (other, theirs) in &self.entities {
            let role = other.role;
            if role == entity.role {
                if other.normal == entity.normal {
                    continue;
                }
                let sums = if same(other, entity) {
                    &mut alike
                } else {
                    &mut rival
                };
                sums[0] = sums[0].max(other.chance);
                sums[1] += other.chance;
                sums[2] += f32::from(u8::from(other.chance > entity.chance));
                if theirs.iter().any(|one| sentences.contains(one)) && !same(other, entity) {
                    beside[role] = beside[role].max(other.chance);
                }
                continue;
            }
            if other.normal == entity.normal {
                twins = twins.max(other.chance);
            }
            whole[role] = whole[role].max(other.chance);
            if theirs.iter().any(|one| sentences.contains(one)) {
                let touches = entity
                    .places
                    .iter()
                    .any(|a| other.places.iter().any(|b| a.0 < b.1 && b.0 < a.1));
                let most = if touches { &mut over } else { &mut beside };
                most[role] = most[role].max(other.chance);
            }
        }
        let mut out = vec![entity.chance, twins];
        out.extend(alike);
        out.extend(rival);
        for numbers in [beside, whole, over] {
            out.extend(numbers);
        }
        out
    }
}

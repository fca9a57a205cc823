//! Fits what judges candidates: by features, by what is remembered, by numbers, and again by the company they keep.

use super::{ENTITIES, ENTITY, Example};
use crate::learn::chain::ROLES;
use crate::learn::folds::{across, area};
use crate::learn::linear::{Linear, chance};
use crate::learn::memory::Memory;
use crate::learn::trees::Trees;
use crate::muc4::model::alias::Aliases;
use crate::muc4::model::entity::{Entity, company};
use crate::muc4::model::weights::{Weights, add_company, add_memory, add_scores};

/// Judges all candidates, each by models that were not fitted on its document.
pub(super) fn judge(
    examples: &[Example],
    entities: &mut [Vec<Entity>],
    weights: &mut Weights,
    remarks: &mut Vec<String>,
) {
    let truths: Vec<Vec<f32>> = examples
        .iter()
        .zip(entities.iter())
        .map(|(example, own)| {
            own.iter()
                .map(|e| f32::from(u8::from(e.is_gold(&example.gold))))
                .collect()
        })
        .collect();
    weights.aliases = across(
        examples.len(),
        |part| Aliases::fit(part.iter().map(|&k| &examples[k].gold)),
        |aliases, k| aliases.tell(&mut entities[k]),
    );
    remember(entities, &truths, weights);
    by_features(entities, &truths, weights);
    for role in 0..ROLES {
        judge_role(entities, &truths, role, &mut weights.entities[role], remarks);
    }
    for (example, own) in examples.iter().zip(entities.iter_mut()) {
        let numbers = company::numbers(&example.page, own);
        add_company(own, numbers);
    }
    for role in 0..ROLES {
        judge_role(entities, &truths, role, &mut weights.second[role], remarks);
    }
}

fn remember(entities: &mut [Vec<Entity>], truths: &[Vec<f32>], weights: &mut Weights) {
    for (kind, memory) in weights.memories.iter_mut().enumerate() {
        let mut told: Vec<Vec<[f32; 3]>> = vec![Vec::new(); entities.len()];
        *memory = across(
            entities.len(),
            |part| {
                let all = part.iter().flat_map(|&k| entities[k].iter().zip(&truths[k]));
                Memory::fit(all.map(|(entity, truth)| (&entity.keys[kind][..], *truth)))
            },
            |memory, k| {
                told[k] = entities[k]
                    .iter()
                    .map(|e| memory.numbers(&e.keys[kind]))
                    .collect();
            },
        );
        for (own, told) in entities.iter_mut().zip(&told) {
            add_memory(own, told);
        }
    }
}

fn by_features(entities: &mut [Vec<Entity>], truths: &[Vec<f32>], weights: &mut Weights) {
    let mut scores: Vec<Vec<f32>> = vec![Vec::new(); entities.len()];
    weights.entity = across(
        entities.len(),
        |part| {
            let all = part.iter().flat_map(|&k| entities[k].iter().zip(&truths[k]));
            let pairs: Vec<(&[u32], f32)> = all
                .map(|(entity, truth)| (&entity.features[..], *truth))
                .collect();
            Linear::fit(&pairs, ENTITY)
        },
        |judge, k| {
            scores[k] = entities[k]
                .iter()
                .map(|entity| judge.score(&entity.features))
                .collect();
        },
    );
    for (own, scores) in entities.iter_mut().zip(&scores) {
        add_scores(own, scores);
    }
}

/// The candidates of one role by numbers; the mean with what was thought before is kept.
fn judge_role(
    entities: &mut [Vec<Entity>],
    truths: &[Vec<f32>],
    role: usize,
    model: &mut Trees,
    remarks: &mut Vec<String>,
) {
    let mut chances: Vec<Vec<f32>> = vec![Vec::new(); entities.len()];
    let mut scored = Vec::new();
    *model = across(
        entities.len(),
        |part| {
            let all = part.iter().flat_map(|&k| entities[k].iter().zip(&truths[k]));
            let own = all.filter(|(entity, _)| entity.role == role);
            let pairs: Vec<(&[f32], f32)> =
                own.map(|(entity, truth)| (&entity.numbers[..], *truth)).collect();
            Trees::fit(&pairs, ENTITIES)
        },
        |model, k| {
            chances[k] = entities[k]
                .iter()
                .map(|e| {
                    if e.role == role {
                        chance(model.score(&e.numbers))
                    } else {
                        0.0
                    }
                })
                .collect();
        },
    );
    for (k, own) in entities.iter_mut().enumerate() {
        for (at, entity) in own
            .iter_mut()
            .enumerate()
            .filter(|(_, entity)| entity.role == role)
        {
            entity.chance = f32::midpoint(entity.chance, chances[k][at]);
            scored.push((entity.chance, truths[k][at]));
        }
    }
    remarks.push(format!(
        "candidates of role {role}: {}, area {:.3}",
        scored.len(),
        area(&scored)
    ));
}

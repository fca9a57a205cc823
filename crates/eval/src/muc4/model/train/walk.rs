//! Where entities are lost or wrongly given: counts of causes over judged documents, and the scores were more known.

use super::Example;
use super::tune::scores;
use crate::muc4::forms::{ROLES, Template, merged};
use crate::muc4::model::document::truth;
use crate::muc4::model::template::{Judged, Knobs, build};
use crate::muc4::normal::normal;
use std::collections::BTreeMap;

/// Counts by role and cause, one line a role.
#[must_use]
pub fn walk(examples: &[Example], judged: &[Judged], knobs: &Knobs) -> Vec<String> {
    let mut counts: Vec<BTreeMap<&'static str, usize>> = vec![BTreeMap::new(); ROLES.len()];
    for (example, judged) in examples.iter().zip(judged) {
        let built: Vec<Template> = build(judged, knobs).into_iter().map(|f| f.template).collect();
        let given = merged(&built);
        for (role, counts) in counts.iter_mut().enumerate() {
            let gold: Vec<Vec<String>> = example.extracts[role]
                .iter()
                .map(|entity| entity.iter().map(|mention| normal(mention)).collect())
                .collect();
            let given: Vec<String> = given[role]
                .iter()
                .flatten()
                .map(|mention| normal(mention))
                .collect();
            let mut count = |cause| *counts.entry(cause).or_default() += 1;
            for entity in &gold {
                count(missed(entity, &given, role, judged, knobs, built.is_empty()));
            }
            for at in 0..given.len() {
                count(too_many(at, &given, &gold, example, role));
            }
        }
    }
    let line = |(name, counts): (&&str, &BTreeMap<&str, usize>)| format!("{name}: {counts:?}");
    ROLES.iter().zip(&counts).map(line).collect()
}

/// The scores were more known: which documents tell of an incident, of which types, which candidates are right.
#[must_use]
pub fn ceilings(examples: &[Example], judged: &[Judged], knobs: &Knobs) -> Vec<String> {
    let known = |name: &str, tell: &dyn Fn(&Example, &mut Judged)| {
        let told: Vec<Judged> = examples
            .iter()
            .zip(judged)
            .map(|(example, judged)| {
                let mut judged = judged.clone();
                tell(example, &mut judged);
                judged
            })
            .collect();
        format!("{name} known: {}", scores(examples, &told, knobs).line())
    };
    let relevance = |example: &Example, judged: &mut Judged| {
        judged.verdict.chance[0] = truth(&example.templates)[0];
    };
    let types = |example: &Example, judged: &mut Judged| judged.verdict.chance = truth(&example.templates);
    let entities = |example: &Example, judged: &mut Judged| {
        for entity in &mut judged.entities {
            entity.chance = f32::from(u8::from(entity.is_gold(&example.gold)));
        }
    };
    vec![
        known("relevance", &relevance),
        known("types", &types),
        known("candidates", &entities),
    ]
}

fn missed(
    entity: &[String],
    given: &[String],
    role: usize,
    judged: &Judged,
    knobs: &Knobs,
    silent: bool,
) -> &'static str {
    let best = judged
        .entities
        .iter()
        .filter(|one| one.role == role && entity.contains(&one.normal))
        .map(|one| one.chance)
        .reduce(f32::max);
    if given.iter().any(|one| entity.contains(one)) {
        "found"
    } else if silent {
        "missed: document"
    } else {
        match best {
            None => "missed: no candidate",
            Some(chance) if chance < knobs.roles[role] => "missed: unsure",
            Some(_) => "missed: taken for another",
        }
    }
}

fn too_many(
    at: usize,
    given: &[String],
    gold: &[Vec<String>],
    example: &Example,
    role: usize,
) -> &'static str {
    let one = &given[at];
    if let Some(entity) = gold.iter().find(|entity| entity.contains(one)) {
        let again = given[..at].iter().any(|other| entity.contains(other));
        return if again { "wrong: given twice" } else { "right" };
    }
    let holds = |entities: &[Vec<String>], exact: bool| {
        entities.iter().flatten().any(|mention| {
            let mention = normal(mention);
            mention == *one || (!exact && (mention.contains(one.as_str()) || one.contains(mention.as_str())))
        })
    };
    if example.templates.is_empty() {
        "wrong: document"
    } else if holds(gold, false) {
        "wrong: edges"
    } else if (0..ROLES.len()).any(|other| other != role && holds(&example.gold[other], true)) {
        "wrong: other role"
    } else {
        "wrong: nothing"
    }
}

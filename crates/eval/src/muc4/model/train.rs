//! Fits the MUC-4 models on documents with gold, each on what the others say of documents they were not fitted on.

use super::document::{self, Of, QUESTIONS_OF_ALL, TYPES, Verdict};
use super::entity::{self, DESCRIBED, Entity, Fills};
use super::harm::{self, HARMS};
use super::page::Page;
use super::sentence::{self, Answers, QUESTIONS};
use super::template::{self, Judged};
use super::weights::{Seen, Weights, link};
use crate::learn::classes::Classes;
use crate::learn::folds::{across, area};
use crate::learn::linear::{Fit, Linear, chance};
use crate::learn::trees::{Grow, Trees};
use crate::muc4::forms::{Extracts, Template};
use crate::muc4::normal::normal;
use std::collections::BTreeSet;

mod chains;
mod entities;
pub mod tune;
pub mod walk;

/// A document with its gold.
#[derive(Clone, Debug)]
pub struct Example {
    /// The document.
    pub page: Page,
    /// Its templates.
    pub templates: Vec<Template>,
    /// Its templates with all they are filled by, one for one.
    pub incidents: Vec<Incident>,
    /// Its entities as they are scored.
    pub extracts: Extracts,
    /// Its entities, with people who are described and not named.
    pub gold: Fills,
}

/// A gold template with the people who are described and not named.
#[derive(Clone, Debug, Default)]
pub struct Incident {
    /// Its type.
    pub incident_type: String,
    /// What fills it.
    pub fills: Fills,
    /// What was done to whom: words as they are compared, and index of the harm.
    pub harms: Vec<(String, usize)>,
}

/// What was fitted, and how it judges each document when not fitted on it.
#[derive(Debug)]
pub struct Fitted {
    /// The weights.
    pub weights: Weights,
    /// By document.
    pub judged: Vec<Judged>,
    /// What to tell of the steps.
    pub remarks: Vec<String>,
}

const BY_WORDS: Fit = fit(16, 8, 0.02);
const SENTENCES: Fit = fit(17, 4, 0.03);
const ENTITY: Fit = fit(18, 5, 0.03);
const LINKS: Fit = fit(16, 6, 0.03);
const HARM: Fit = fit(15, 6, 0.03);
const DOCUMENTS: Grow = grow(150, 3, 0.05, 4.0, 0.5, 1);
const ENTITIES: Grow = grow(200, 5, 0.06, 5.0, 0.4, 1);

const fn fit(bits: u32, passes: usize, rate: f32) -> Fit {
    Fit {
        bits,
        passes,
        rate,
        pull: 1e-3,
    }
}

const fn grow(trees: usize, depth: usize, rate: f32, least: f32, columns: f32, bags: usize) -> Grow {
    Grow {
        trees,
        depth,
        rate,
        least,
        pull: 3.0,
        rows: 0.7,
        columns,
        bags,
    }
}

/// Fits all models to `examples`, with word classes already learned.
#[must_use]
pub fn train(examples: &[Example], classes: Classes) -> Fitted {
    let mut weights = Weights {
        classes,
        ..Weights::default()
    };
    let mut remarks = Vec::new();
    let (chain, seen) = chains::chains(examples);
    weights.chain = chain;
    let answers = sentences(examples, &mut weights.sentences, &mut remarks);
    let by_words = words(examples, &mut weights.by_words);
    let first = documents(
        examples,
        &seen,
        &by_words,
        &answers,
        None,
        &mut weights.documents,
        &mut remarks,
    );
    let mut entities: Vec<Vec<Entity>> = (0..examples.len())
        .map(|k| entity::candidates(&examples[k].page, &seen[k], &first[k], &answers[k]))
        .collect();
    entities::judge(examples, &mut entities, &mut weights, &mut remarks);
    let mut again = documents(
        examples,
        &seen,
        &by_words,
        &answers,
        Some(&entities),
        &mut weights.again,
        &mut remarks,
    );
    mean(&mut again, &first);
    let links = links(examples, &entities, &again, &mut weights.links, &mut remarks);
    let harms = harms(examples, &entities, &mut weights.harms, &mut remarks);
    let judged: Vec<Judged> = again
        .into_iter()
        .zip(entities)
        .zip(links)
        .zip(answers)
        .zip(harms)
        .map(|((((verdict, entities), links), answers), harms)| Judged {
            verdict,
            answers,
            entities,
            links,
            harms,
            reasons: Vec::new(),
        })
        .collect();
    weights.knobs = tune::knobs(examples, &judged);
    remarks.push(format!("{:?}", weights.knobs));
    remarks.extend(walk::ceilings(examples, &judged, &weights.knobs));
    remarks.extend(walk::walk(examples, &judged, &weights.knobs));
    Fitted {
        weights,
        judged,
        remarks,
    }
}

/// The mean of what was thought of documents after and before their entities were judged.
fn mean(again: &mut [Verdict], first: &[Verdict]) {
    for (again, first) in again.iter_mut().zip(first) {
        *again = again.mean(first);
    }
}

fn sentences(
    examples: &[Example],
    judges: &mut [Linear; QUESTIONS],
    remarks: &mut Vec<String>,
) -> Vec<Vec<Answers>> {
    let features: Vec<Vec<Vec<u32>>> = examples
        .iter()
        .map(|e| {
            (0..e.page.sentences.len())
                .map(|index| sentence::features(&e.page, index))
                .collect()
        })
        .collect();
    let truths: Vec<Vec<Answers>> = examples
        .iter()
        .map(|e| sentence::truth(&e.page, &e.incidents))
        .collect();
    let mut out: Vec<Vec<Answers>> = truths.iter().map(|t| vec![[0.0; QUESTIONS]; t.len()]).collect();
    for (question, judge) in judges.iter_mut().enumerate() {
        let mut scored = Vec::new();
        *judge = across(
            examples.len(),
            |part| {
                let pairs: Vec<(&[u32], f32)> = part
                    .iter()
                    .flat_map(|&k| features[k].iter().zip(&truths[k]))
                    .map(|(features, truth)| (&features[..], truth[question]))
                    .collect();
                Linear::fit(&pairs, SENTENCES)
            },
            |judge, k| {
                for ((features, answers), truth) in features[k].iter().zip(&mut out[k]).zip(&truths[k]) {
                    answers[question] = judge.score(features);
                    scored.push((answers[question], truth[question]));
                }
            },
        );
        remarks.push(format!(
            "sentences, question {question}: area {:.3}",
            area(&scored)
        ));
    }
    out
}

fn words(examples: &[Example], judges: &mut [Linear; QUESTIONS_OF_ALL]) -> Vec<Of<f32>> {
    let features: Vec<Vec<u32>> = examples.iter().map(|e| document::features(&e.page)).collect();
    let truths: Vec<Of<f32>> = examples.iter().map(|e| document::truth(&e.templates)).collect();
    let mut out = vec![[0.0; QUESTIONS_OF_ALL]; examples.len()];
    for (question, judge) in judges.iter_mut().enumerate() {
        *judge = across(
            examples.len(),
            |part| {
                let pairs: Vec<(&[u32], f32)> = part
                    .iter()
                    .map(|&k| (&features[k][..], truths[k][question]))
                    .collect();
                Linear::fit(&pairs, BY_WORDS)
            },
            |judge, k| out[k][question] = judge.score(&features[k]),
        );
    }
    out
}

fn documents(
    examples: &[Example],
    seen: &[Seen],
    by_words: &[Of<f32>],
    answers: &[Vec<Answers>],
    entities: Option<&[Vec<Entity>]>,
    models: &mut [Trees; QUESTIONS_OF_ALL],
    remarks: &mut Vec<String>,
) -> Vec<Verdict> {
    let own = |k: usize| entities.map_or(&[][..], |entities| entities[k].as_slice());
    let numbers: Vec<Vec<f32>> = (0..examples.len())
        .map(|k| document::numbers(&examples[k].page, &seen[k], &by_words[k], &answers[k], own(k)))
        .collect();
    let truths: Vec<Of<f32>> = examples.iter().map(|e| document::truth(&e.templates)).collect();
    let mut out: Vec<Verdict> = by_words
        .iter()
        .map(|by_words| Verdict {
            by_words: *by_words,
            ..Verdict::default()
        })
        .collect();
    for (question, model) in models.iter_mut().enumerate() {
        let mut scored = Vec::new();
        *model = across(
            examples.len(),
            |part| {
                let pairs: Vec<(&[f32], f32)> = part
                    .iter()
                    .map(|&k| (&numbers[k][..], truths[k][question]))
                    .collect();
                Trees::fit(&pairs, DOCUMENTS)
            },
            |model, k| {
                out[k].chance[question] = chance(model.score(&numbers[k]));
                scored.push((out[k].chance[question], truths[k][question]));
            },
        );
        let name = question.checked_sub(1).map_or("any", |kind| TYPES[kind]);
        remarks.push(format!("documents, {name}: area {:.3}", area(&scored)));
    }
    out
}

fn links(
    examples: &[Example],
    entities: &[Vec<Entity>],
    verdicts: &[Verdict],
    judge: &mut Linear,
    remarks: &mut Vec<String>,
) -> Vec<Vec<Of<f32>>> {
    let asked: Vec<Vec<(Vec<u32>, f32)>> = (0..examples.len())
        .map(|k| questions(&examples[k], &entities[k], &verdicts[k]))
        .collect();
    let mut out = vec![Vec::new(); examples.len()];
    let mut scored = Vec::new();
    *judge = across(
        examples.len(),
        |part| {
            let all = part.iter().flat_map(|&k| &asked[k]);
            let pairs: Vec<(&[u32], f32)> = all.map(|(features, truth)| (&features[..], *truth)).collect();
            Linear::fit(&pairs, LINKS)
        },
        |judge, k| {
            scored.extend(
                asked[k]
                    .iter()
                    .map(|(features, truth)| (judge.score(features), *truth)),
            );
            out[k] = entities[k]
                .iter()
                .map(|entity| link(judge, &examples[k].page, entity, &verdicts[k]))
                .collect();
        },
    );
    remarks.push(format!("links: area {:.3}", area(&scored)));
    out
}

/// What was done to the gold candidates that are people.
fn harms(
    examples: &[Example],
    entities: &[Vec<Entity>],
    judges: &mut [Linear; HARMS.len()],
    remarks: &mut Vec<String>,
) -> Vec<Vec<[f32; HARMS.len()]>> {
    let mut out: Vec<Vec<[f32; HARMS.len()]>> = entities
        .iter()
        .map(|own| vec![[0.0; HARMS.len()]; own.len()])
        .collect();
    let features: Vec<Vec<Vec<u32>>> = examples
        .iter()
        .zip(entities)
        .map(|(example, own)| {
            own.iter()
                .map(|entity| harm::features(&example.page, entity))
                .collect()
        })
        .collect();
    let done = |k: usize, entity: &Entity, wanted: usize| {
        let mut all = examples[k].incidents.iter().flat_map(|incident| &incident.harms);
        f32::from(u8::from(
            all.any(|(words, harm)| *harm == wanted && *words == entity.normal),
        ))
    };
    for (wanted, judge) in judges.iter_mut().enumerate() {
        let mut scored = Vec::new();
        *judge = across(
            examples.len(),
            |part| {
                let mut pairs: Vec<(&[u32], f32)> = Vec::new();
                for &k in part {
                    for (entity, features) in entities[k].iter().zip(&features[k]) {
                        if matches!(entity.role, VICTIM | DESCRIBED) && entity.is_gold(&examples[k].gold) {
                            pairs.push((features, done(k, entity, wanted)));
                        }
                    }
                }
                Linear::fit(&pairs, HARM)
            },
            |judge, k| {
                for (at, (entity, features)) in entities[k].iter().zip(&features[k]).enumerate() {
                    out[k][at][wanted] = judge.score(features);
                    if matches!(entity.role, VICTIM | DESCRIBED) && entity.is_gold(&examples[k].gold) {
                        scored.push((out[k][at][wanted], done(k, entity, wanted)));
                    }
                }
            },
        );
        remarks.push(format!(
            "{}: area {:.3} of {}",
            HARMS[wanted],
            area(&scored),
            scored.len()
        ));
    }
    out
}

/// The index of the role of victims with a name.
const VICTIM: usize = 3;

/// For each gold candidate and each type of the document, whether it belongs to a template of that type.
fn questions(example: &Example, entities: &[Entity], verdict: &Verdict) -> Vec<(Vec<u32>, f32)> {
    let kinds: BTreeSet<usize> = example
        .incidents
        .iter()
        .flat_map(|template| (0..TYPES.len()).filter(|kind| template.incident_type.contains(TYPES[*kind])))
        .collect();
    let mut out = Vec::new();
    for entity in entities.iter().filter(|entity| entity.is_gold(&example.gold)) {
        for &kind in &kinds {
            let belongs = example.incidents.iter().any(|template| {
                let mut mentions = template.fills[entity.role].iter().flatten();
                template.incident_type.contains(TYPES[kind])
                    && mentions.any(|mention| normal(mention) == entity.normal)
            });
            let features = template::features(&example.page, entity, kind + 1, verdict);
            out.push((features, f32::from(u8::from(belongs))));
        }
    }
    out
}

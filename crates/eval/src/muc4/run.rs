//! Runs the product over MUC-4 documents, and scores given predictions.

use super::adapter::Adapter;
use super::dateline::{self, Dateline};
use super::entities::Entities;
use super::forms::{self, ExtractDoc, ROLES, Template, TemplateDoc};
use super::slots::{self, Coded, KeyTemplate, Slots, VALUE_SLOTS};
use super::templates::{SLOT_NAMES, Templates, best_map, normalised, within, without_repeats};
use crate::files::{InputError, Read};
use crate::outcome::Outcome;
use crate::tally::Tally;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use tocsin_gazetteer::Gazetteer;

/// The splits the weights that ship were fitted on.
const FITTED_ON: [&str; 2] = ["train", "dev"];

/// Codes the documents of `splits` in folder `dir` and scores them.
///
/// # Errors
/// When a file is missing or malformed.
pub fn run(dir: &Path, splits: &[String], gazetteer: Gazetteer) -> Read<Outcome> {
    let keys = slots::read_keys(dir)?;
    let datelines = dateline::read(dir)?;
    let (mut docs, mut extracts) = (Vec::new(), Vec::new());
    for split in splits {
        docs.extend(forms::read_templates(
            &dir.join("gtt").join(format!("{split}.json")),
        )?);
        extracts.extend(forms::read_extracts(
            &dir.join("grit").join(format!("{split}.json")),
        )?);
    }
    let adapter = Adapter::new(gazetteer);
    let predicted: Vec<Vec<Coded>> = docs
        .iter()
        .map(|doc| code(&adapter, doc, datelines.get(&doc.docid)))
        .collect();
    let mut outcome = Outcome::new("muc4", &splits.join("+"), docs.len());
    put_templates(&mut outcome, &docs, &predicted);
    put_entities(&mut outcome, &docs, &predicted, &extracts);
    put_documents(&mut outcome, &docs, &predicted);
    put_slots(&mut outcome, &docs, &predicted, &keys);
    if splits.iter().any(|split| FITTED_ON.contains(&split.as_str())) {
        outcome.remarks.push(
            "the weights were fitted on the splits train and dev: for new documents see the scores `train muc4` prints"
                .into(),
        );
    }
    if datelines.is_empty() {
        outcome
            .remarks
            .push("no raw/ folder with datelines: dates are read without the day of publication".into());
    }
    for (doc, coded) in docs.iter().zip(&predicted) {
        note(&mut outcome, doc, coded);
        let templates: Vec<_> = coded
            .iter()
            .map(|one| {
                let mut form = one.template.json();
                form["values"] = json!(one);
                form
            })
            .collect();
        outcome
            .predictions
            .push(json!({"docid": doc.docid, "templates": templates}));
    }
    Ok(outcome)
}

fn code(adapter: &Adapter, doc: &TemplateDoc, dateline: Option<&Dateline>) -> Vec<Coded> {
    adapter.code(&doc.text, dateline)
}

fn put_templates(outcome: &mut Outcome, docs: &[TemplateDoc], predicted: &[Vec<Coded>]) {
    let mut score = Templates::default();
    for (doc, coded) in docs.iter().zip(predicted) {
        score.add(&templates(coded), &doc.templates);
    }
    put_template_scores(outcome, &score);
}

fn templates(coded: &[Coded]) -> Vec<Template> {
    coded.iter().map(|one| one.template.clone()).collect()
}

fn put_template_scores(outcome: &mut Outcome, score: &Templates) {
    put(outcome, "gtt", &score.micro());
    for (name, tally) in SLOT_NAMES.iter().zip(&score.slots) {
        outcome.put(format!("{name}_f1"), tally.f1());
    }
}

fn put_entities(
    outcome: &mut Outcome,
    docs: &[TemplateDoc],
    predicted: &[Vec<Coded>],
    extracts: &[ExtractDoc],
) {
    let by_id: BTreeMap<String, &Vec<Coded>> = docs
        .iter()
        .zip(predicted)
        .map(|(doc, coded)| (forms::key(&doc.docid), coded))
        .collect();
    let mut score = Entities::default();
    for doc in extracts {
        let coded = by_id
            .get(&forms::key(&doc.docid))
            .map_or(&[][..], |coded| coded.as_slice());
        score.add(&forms::merged(&templates(coded)), &doc.extracts);
    }
    put_entity_scores(outcome, &score);
}

fn put_entity_scores(outcome: &mut Outcome, score: &Entities) {
    put(outcome, "ceaf_ree", &score.micro());
    for (name, tally) in ROLES.iter().zip(&score.roles) {
        outcome.put(format!("ceaf_ree_{}_f1", name.to_lowercase()), tally.f1());
    }
}

fn put_documents(outcome: &mut Outcome, docs: &[TemplateDoc], predicted: &[Vec<Coded>]) {
    let given = predicted.iter().filter(|coded| !coded.is_empty()).count();
    let wanted = docs.iter().filter(|doc| !doc.templates.is_empty()).count();
    let both = docs
        .iter()
        .zip(predicted)
        .filter(|(doc, coded)| !doc.templates.is_empty() && !coded.is_empty());
    put(outcome, "doc", &Tally::of(both.count(), given, wanted));
}

fn put_slots(
    outcome: &mut Outcome,
    docs: &[TemplateDoc],
    predicted: &[Vec<Coded>],
    keys: &BTreeMap<String, Vec<KeyTemplate>>,
) {
    let mut score = Slots::default();
    for (doc, coded) in docs.iter().zip(predicted) {
        let keys = keys.get(&doc.docid).map_or(&[][..], Vec::as_slice);
        score.add(coded, &doc.templates, keys);
    }
    for (name, tally) in VALUE_SLOTS.iter().zip(&score.tallies) {
        outcome.put(format!("{name}_p"), tally.precision());
        outcome.put(format!("{name}_r"), tally.recall());
    }
}

fn put(outcome: &mut Outcome, name: &str, tally: &Tally) {
    outcome.put(format!("{name}_p"), tally.precision());
    outcome.put(format!("{name}_r"), tally.recall());
    outcome.put(format!("{name}_f1"), tally.f1());
}

/// Scores predicted templates in file `pred` against file `gold`.
///
/// # Errors
/// When a file is missing or malformed.
pub fn score_templates(gold: &Path, pred: &Path) -> Read<Outcome> {
    let (gold_docs, pred_docs) = (forms::read_templates(gold)?, forms::read_templates(pred)?);
    let by_id: BTreeMap<String, &TemplateDoc> = pred_docs
        .iter()
        .map(|doc| (forms::key(&doc.docid), doc))
        .collect();
    known(
        pred,
        pred_docs.iter().map(|doc| &doc.docid),
        gold_docs.iter().map(|doc| &doc.docid),
    )?;
    let mut score = Templates::default();
    for doc in &gold_docs {
        let predicted = by_id
            .get(&forms::key(&doc.docid))
            .map_or(&[][..], |doc| doc.templates.as_slice());
        score.add(predicted, &doc.templates);
    }
    let mut outcome = Outcome::new("score-muc4", &crate::files::stem(pred), gold_docs.len());
    put_template_scores(&mut outcome, &score);
    Ok(outcome)
}

/// Scores predicted entities in file `pred` against file `gold`.
///
/// # Errors
/// When a file is missing or malformed.
pub fn score_entities(gold: &Path, pred: &Path) -> Read<Outcome> {
    let (gold_docs, pred_docs) = (forms::read_extracts(gold)?, forms::read_extracts(pred)?);
    let by_id: BTreeMap<String, &ExtractDoc> = pred_docs
        .iter()
        .map(|doc| (forms::key(&doc.docid), doc))
        .collect();
    known(
        pred,
        pred_docs.iter().map(|doc| &doc.docid),
        gold_docs.iter().map(|doc| &doc.docid),
    )?;
    let none = Default::default();
    let mut score = Entities::default();
    for doc in &gold_docs {
        let predicted = by_id
            .get(&forms::key(&doc.docid))
            .map_or(&none, |doc| &doc.extracts);
        score.add(predicted, &doc.extracts);
    }
    let mut outcome = Outcome::new("score-muc4-entities", &crate::files::stem(pred), gold_docs.len());
    put_entity_scores(&mut outcome, &score);
    Ok(outcome)
}

/// A prediction for a document the gold does not have points to mixed-up files.
fn known<'d>(
    path: &Path,
    pred: impl Iterator<Item = &'d String>,
    gold: impl Iterator<Item = &'d String>,
) -> Read<()> {
    let gold: Vec<String> = gold.map(|id| forms::key(id)).collect();
    match pred.enumerate().find(|(_, id)| !gold.contains(&forms::key(id))) {
        Some((index, id)) => Err(InputError::malformed(
            path,
            index + 1,
            format!("document {id:?} is not in the gold"),
            "give predictions of the same split",
        )),
        None => Ok(()),
    }
}

fn note(outcome: &mut Outcome, doc: &TemplateDoc, coded: &[Coded]) {
    let gold: Vec<Template> = without_repeats(&doc.templates)
        .into_iter()
        .map(normalised)
        .collect();
    let given: Vec<Template> = coded.iter().map(|one| normalised(&one.template)).collect();
    let map = best_map(&given, &gold);
    let text: String = doc.text.chars().take(400).collect();
    for (index, template) in gold.iter().enumerate() {
        if !map.contains(&Some(index)) {
            let cause = format!("template missed ({})", template.incident_type);
            outcome.find(cause, &doc.docid, format!("{}\n{text}", template.json()));
        }
    }
    for (index, (one, to)) in given.iter().zip(&map).enumerate() {
        let Some(other) = to.map(|to| &gold[to]) else {
            let cause = format!("template too many ({})", one.incident_type);
            let why = coded
                .get(index)
                .map_or(String::new(), |coded| coded.why.join("\n"));
            outcome.find(cause, &doc.docid, format!("{}\n{why}\n{text}", one.json()));
            continue;
        };
        for (role, name) in ROLES.iter().enumerate() {
            for entity in other.roles[role]
                .iter()
                .filter(|entity| !one.roles[role].iter().any(|e| within(e, entity)))
            {
                let shown = format!("wanted {entity:?}, given {:?}", one.roles[role]);
                outcome.find(format!("{name} missed"), &doc.docid, shown);
            }
            for entity in one.roles[role]
                .iter()
                .filter(|entity| !other.roles[role].iter().any(|e| within(entity, e)))
            {
                let shown = format!("given {entity:?}, wanted {:?}", other.roles[role]);
                outcome.find(format!("{name} too many"), &doc.docid, shown);
            }
        }
    }
}

//! Makes the weights of the MUC-4 models: `tocsin-eval train muc4`.

use super::dateline;
use super::forms::{self, Extracts, Template};
use super::model::entity::{DESCRIBED, Fills};
use super::model::page::{Page, paragraphs};
use super::model::train::{Example, Incident, train, tune};
use super::normal::normal;
use super::slots::{self, KeyTemplate};
use crate::files::{InputError, Read};
use crate::learn::classes::{Classes, Group, Weighted};
use crate::outcome::Outcome;
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use tocsin_core::Language;
use tocsin_extract::{Doc, Kit};
use tocsin_gazetteer::Gazetteer;

/// How word classes are made.
const CLASSES: Group = Group {
    least: 12.0,
    company: 1500,
    dimensions: 60,
    classes: [80, 400],
};

/// How often the task's own texts count beside other news, in word classes.
const OWN_WEIGHT: f32 = 4.0;

/// Fits the models on the splits train and, where it is there, dev of folder `dir` and writes the weights to file `to`. Word
/// classes are learned from the train split's texts and from `news`, JSON lines (gzip) with a `text` each. Scores: all
/// documents, and those of each split apart, judged by models that were not fitted on them.
///
/// # Errors
/// When a file is missing or malformed, or `to` cannot be written.
pub fn make(dir: &Path, news: Option<&Path>, to: &Path) -> Read<Outcome> {
    let classes = Classes::learn(&texts(dir, news)?, CLASSES);
    let kit = Kit::with_gazetteer(Gazetteer::embedded());
    let mut all = examples(dir, "train", &kit, &classes)?;
    let first = all.len();
    if dir.join("gtt/dev.json").is_file() {
        all.extend(examples(dir, "dev", &kit, &classes)?);
    }
    let fitted = train(&all, classes);
    let bytes = fitted.weights.write();
    fs::write(to, &bytes)
        .map_err(|error| InputError::missing(to, error.to_string(), "give a folder that can be written"))?;
    let mut outcome = Outcome::new("train-muc4", "train+dev", all.len());
    outcome.remarks = fitted.remarks;
    for (name, part) in [
        ("cross", 0..all.len()),
        ("cross_train", 0..first),
        ("cross_dev", first..all.len()),
    ] {
        let (examples, judged) = (&all[part.clone()], &fitted.judged[part]);
        put(
            &mut outcome,
            name,
            &tune::scores(examples, judged, &fitted.weights.knobs),
        );
    }
    outcome.put("bytes", bytes.len() as f64);
    Ok(outcome)
}

fn put(outcome: &mut Outcome, name: &str, scores: &tune::Scores) {
    outcome.remarks.push(format!("{name}: {}", scores.line()));
    outcome.put(format!("{name}_gtt_f1"), scores.templates.micro().f1());
    outcome.put(format!("{name}_ceaf_ree_f1"), scores.entities.micro().f1());
    outcome.put(format!("{name}_doc_f1"), scores.documents.f1());
}

fn examples(dir: &Path, split: &str, kit: &Kit, classes: &Classes) -> Read<Vec<Example>> {
    let datelines = dateline::read(dir)?;
    let extracts = forms::read_extracts(&dir.join("grit").join(format!("{split}.json")))?;
    let extracts: BTreeMap<String, Extracts> = extracts
        .into_iter()
        .map(|doc| (forms::key(&doc.docid), doc.extracts))
        .collect();
    let docs = forms::read_templates(&dir.join("gtt").join(format!("{split}.json")))?;
    let keys = slots::read_keys(dir)?;
    Ok(docs
        .into_iter()
        .map(|doc| {
            let own = keys.get(&doc.docid).map_or(&[][..], Vec::as_slice);
            let incidents: Vec<Incident> = doc
                .templates
                .iter()
                .enumerate()
                .map(|(at, template)| {
                    incident(template, own.get(at).filter(|_| own.len() == doc.templates.len()))
                })
                .collect();
            let extracts = extracts.get(&forms::key(&doc.docid)).cloned().unwrap_or_default();
            let mut gold = Fills::default();
            for (all, role) in gold.iter_mut().zip(&extracts) {
                all.clone_from(role);
            }
            for entity in incidents.iter().flat_map(|incident| &incident.fills[DESCRIBED]) {
                if !gold[DESCRIBED].contains(entity) {
                    gold[DESCRIBED].push(entity.clone());
                }
            }
            Example {
                page: Page::new(&doc.text, datelines.get(&doc.docid), kit, classes),
                extracts,
                gold,
                incidents,
                templates: doc.templates,
            }
        })
        .collect())
}

/// A gold template with people described, and what was done to whom, as its key says.
fn incident(template: &Template, key: Option<&KeyTemplate>) -> Incident {
    let mut out = Incident {
        incident_type: template.incident_type.clone(),
        ..Incident::default()
    };
    for (fills, role) in out.fills.iter_mut().zip(&template.roles) {
        fills.clone_from(role);
    }
    let slot = |name: &str| {
        key.and_then(|key| key.slots.get(name))
            .map_or(&[][..], Vec::as_slice)
    };
    let mentions = |text: &str| -> Vec<String> {
        text.split("\" / \"")
            .map(|part| part.trim_matches('"').to_lowercase())
            .collect()
    };
    for text in slot("HUM TGT: DESCRIPTION") {
        let text = text.trim_start_matches('?').trim();
        // With a name behind a colon the person is a named one.
        if text.starts_with('"') && !text.contains("\": \"") {
            out.fills[DESCRIBED].push(mentions(text));
        }
    }
    for text in slot("HUM TGT: EFFECT OF INCIDENT") {
        let Some((value, words)) = text.split_once(": \"") else {
            continue;
        };
        let harm = if value.contains("NO ") {
            2
        } else if value.contains("INJURY") {
            1
        } else if value.contains("DEATH") {
            0
        } else {
            continue;
        };
        out.harms
            .extend(mentions(words).into_iter().map(|words| (normal(&words), harm)));
    }
    out
}

#[derive(Deserialize)]
struct News {
    text: String,
}

fn texts(dir: &Path, news: Option<&Path>) -> Read<Vec<Weighted>> {
    let own = forms::read_templates(&dir.join("gtt/train.json"))?;
    let mut out: Vec<Weighted> = own.iter().map(|doc| (sentences(&doc.text), OWN_WEIGHT)).collect();
    let Some(path) = news else { return Ok(out) };
    let wrong =
        |why: String| InputError::malformed(path, 0, why, "give gzipped JSON lines with a `text` each");
    let bytes = fs::read(path)
        .map_err(|error| InputError::missing(path, error.to_string(), "name the file of news texts"))?;
    let mut lines = String::new();
    GzDecoder::new(&bytes[..])
        .read_to_string(&mut lines)
        .map_err(|error| wrong(error.to_string()))?;
    for line in lines.lines() {
        let news: News = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        out.push((sentences(&news.text), 1.0));
    }
    Ok(out)
}

fn sentences(text: &str) -> Vec<Vec<String>> {
    let text = paragraphs(&text.to_lowercase());
    let doc = Doc::of_text(&text, Language::En, None);
    doc.sentences
        .iter()
        .map(|sentence| {
            (sentence.first..sentence.last)
                .map(|at| doc.word(at).to_owned())
                .collect()
        })
        .collect()
}

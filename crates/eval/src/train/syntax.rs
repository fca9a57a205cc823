//! Trains the reader's syntax on treebanks, and scores it.

pub mod learn;
pub mod oracle;
pub mod score;

use crate::files::{InputError, Read};
use crate::outcome::Outcome;
use crate::train::treebank::{self, Sentence};
use std::path::Path;
use tocsin_core::Language;

/// The treebanks a language is trained on, tuned on, and tested on.
pub const LANGUAGES: [(Language, &str, &[&str], &[&str]); 2] = [
    (
        Language::En,
        "en",
        &["en_ewt_train"],
        &["en_ewt_dev", "en_ewt_test"],
    ),
    (
        Language::Fr,
        "fr",
        &["fr_sequoia_train", "fr_gsd_dev"],
        &["fr_sequoia_dev", "fr_sequoia_test", "fr_gsd_test"],
    ),
];

/// Trains both languages on the treebanks in `dir` and writes `en.bin` and `fr.bin` into `to`.
///
/// # Errors
/// When a treebank is missing or malformed, or a file cannot be written.
pub fn train(dir: &Path, to: &Path) -> Read<Vec<Outcome>> {
    let mut out = Vec::new();
    for (language, name, from, tests) in LANGUAGES {
        let mut sentences: Vec<Sentence> = Vec::new();
        for file in from {
            sentences.extend(load(dir, file, language)?);
        }
        let bytes = learn::learn(&sentences, language);
        let path = to.join(format!("{name}.bin"));
        std::fs::write(&path, &bytes).map_err(|error| {
            InputError::missing(&path, error.to_string(), "give a folder that can be written to")
        })?;
        // The product's own way of opening weights asks for bytes that live as long as it does.
        let model =
            tocsin_extract::syntax::Model::open(Box::leak(bytes.into_boxed_slice())).unwrap_or_default();
        for test in tests {
            out.push(score::score(&model, test, &load(dir, test, language)?, language));
        }
    }
    Ok(out)
}

/// Scores the weights that ship with the reader on the treebanks in `dir` that they were not trained on.
///
/// # Errors
/// When a treebank is missing or malformed.
pub fn run(dir: &Path) -> Read<Vec<Outcome>> {
    let kit = tocsin_extract::Kit::embedded();
    let mut out = Vec::new();
    for (language, _, _, tests) in LANGUAGES {
        for test in tests {
            out.push(score::score(
                kit.syntax(language),
                test,
                &load(dir, test, language)?,
                language,
            ));
        }
    }
    Ok(out)
}

fn load(dir: &Path, file: &str, language: Language) -> Read<Vec<Sentence>> {
    treebank::load(&dir.join(format!("{file}.conllu.gz")), language)
}

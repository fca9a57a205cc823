//! Sentences coded with PLOVER roots (15 classes): what the product's codes say of them, and what words alone say.
//!
//! - **assault**: the product reads each sentence as a report; it is said to be ASSAULT where an account's code has that
//!   root in the code book. Precision, recall and F1 against the gold root.
//! - **rules_macro_f1**: the root of the first account, none where the sentence opens none; mean F1 of all gold classes.
//!   Most classes (YIELD, REJECT, AID, …) are verbal or material acts that the code book has no code for, so this is low
//!   by design.
//! - **words_macro_f1**, **words_assault_f1**: five-fold cross-validation of a naive Bayes model over words and pairs of
//!   words, those between source and target counted twice: a yardstick of what needs no reading.

use crate::files::{InputError, Read};
use crate::outcome::Outcome;
use crate::product;
use crate::tally::{Tally, mean};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tocsin_core::Language;
use tocsin_extract::{Kit, fold};
use tocsin_gazetteer::Gazetteer;

/// One coded sentence.
#[derive(Clone, Debug)]
struct Coded {
    id: String,
    sentence: String,
    /// The sentence with `<s>` and `<t>` around source and target.
    marked: String,
    root: String,
}

/// Folds of the cross-validation.
const FOLDS: usize = 5;

/// Runs over `PLV_train.tsv` in `dir`.
///
/// # Errors
/// When the file is missing or lacks a column.
pub fn run(dir: &Path, gazetteer: Gazetteer) -> Read<Outcome> {
    let coded = load(&dir.join("PLV_train.tsv"))?;
    let kit = Kit::with_gazetteer(gazetteer);
    let mut outcome = Outcome::new("plover", "train", coded.len());
    let given: Vec<Vec<String>> = coded.iter().map(|one| roots(one, &kit)).collect();
    let mut assault = Tally::default();
    for (one, roots) in coded.iter().zip(&given) {
        let (wanted, found) = (one.root == "ASSAULT", roots.iter().any(|root| root == "ASSAULT"));
        assault.add(&Tally::of(
            usize::from(wanted && found),
            usize::from(found),
            usize::from(wanted),
        ));
        if wanted != found {
            let cause = if wanted {
                "assault missed"
            } else {
                "assault not wanted"
            };
            outcome.find(cause, &one.id, format!("{} ({})", one.sentence, one.root));
        }
        outcome
            .predictions
            .push(json!({"id": one.id, "roots": roots, "gold": one.root}));
    }
    outcome.put("assault_p", assault.precision());
    outcome.put("assault_r", assault.recall());
    outcome.put("assault_f1", assault.f1());
    let first: Vec<&str> = given
        .iter()
        .map(|roots| roots.first().map_or("", String::as_str))
        .collect();
    outcome.put("rules_macro_f1", macro_f1(&coded, &first));
    let words = by_words(&coded);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    outcome.put("words_macro_f1", macro_f1(&coded, &words));
    outcome.put("words_assault_f1", class(&coded, &words, "ASSAULT").f1());
    Ok(outcome)
}

fn load(path: &Path) -> Read<Vec<Coded>> {
    let form = "tab-separated with sentence_id, sentence, marked_sentence, gold_root";
    let text = crate::files::text(path, form)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_reader(text.as_bytes());
    let bad = |line: usize| InputError::malformed(path, line, "not the form expected", form);
    let heads = reader.headers().map_err(|_| bad(1))?.clone();
    let column = |name: &str| heads.iter().position(|head| head == name).ok_or_else(|| bad(1));
    let (id, sentence, marked, root) = (
        column("sentence_id")?,
        column("sentence")?,
        column("marked_sentence")?,
        column("gold_root")?,
    );
    let mut out = Vec::new();
    for (index, row) in reader.records().enumerate() {
        let row = row.map_err(|_| bad(index + 2))?;
        let cell = |at: usize| row.get(at).unwrap_or("").to_owned();
        out.push(Coded {
            id: cell(id),
            sentence: cell(sentence),
            marked: cell(marked),
            root: cell(root),
        });
    }
    Ok(out)
}

/// The roots of the accounts the product reads in a sentence, in text order.
fn roots(one: &Coded, kit: &Kit) -> Vec<String> {
    let report = product::report(&one.id, "", &one.sentence, Language::En, None);
    tocsin_extract::read(&report, kit)
        .accounts
        .iter()
        .filter_map(|account| Some(account.code.entry()?.plover.to_owned()))
        .collect()
}

fn class(coded: &[Coded], given: &[&str], root: &str) -> Tally {
    let mut tally = Tally::default();
    for (one, &given) in coded.iter().zip(given) {
        tally.add(&Tally::of(
            usize::from(one.root == root && given == root),
            usize::from(given == root),
            usize::from(one.root == root),
        ));
    }
    tally
}

/// The mean F1 of all gold classes; a class never given counts 0.
fn macro_f1(coded: &[Coded], given: &[&str]) -> f64 {
    let classes: BTreeSet<&str> = coded.iter().map(|one| one.root.as_str()).collect();
    let scores: Vec<f64> = classes
        .iter()
        .map(|root| {
            Some(class(coded, given, root).f1())
                .filter(|f1| f1.is_finite())
                .unwrap_or(0.0)
        })
        .collect();
    mean(&scores).unwrap_or(f64::NAN)
}

/// Words and pairs of words of a sentence; those between source and target stand twice.
fn features(one: &Coded) -> Vec<String> {
    let words = |text: &str| -> Vec<String> {
        fold(text)
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut all = words(&one.sentence);
    if let (Some(from), Some(to)) = (one.marked.find("</s>"), one.marked.find("<t>"))
        && from < to
    {
        all.extend(words(&one.marked[from + 4..to]));
    }
    let pairs: Vec<String> = all.windows(2).map(|pair| pair.join(" ")).collect();
    all.extend(pairs);
    all
}

/// Predicted roots by five-fold cross-validation of naive Bayes; the folds go by row number.
fn by_words(coded: &[Coded]) -> Vec<String> {
    let features: Vec<Vec<String>> = coded.iter().map(features).collect();
    let mut out = vec![String::new(); coded.len()];
    for fold in 0..FOLDS {
        let mut counts: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
        let mut sizes: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for (index, one) in coded
            .iter()
            .enumerate()
            .filter(|(index, _)| index % FOLDS != fold)
        {
            let class = counts.entry(&one.root).or_default();
            let size = sizes.entry(&one.root).or_default();
            size.0 += 1.0;
            for feature in &features[index] {
                *class.entry(feature).or_default() += 1.0;
                size.1 += 1.0;
                known.insert(feature);
            }
        }
        for index in (fold..coded.len()).step_by(FOLDS) {
            let score = |root: &str| {
                let (texts, words) = sizes.get(root).copied().unwrap_or_default();
                let smooth = 0.1;
                let total = words + smooth * known.len() as f64;
                features[index]
                    .iter()
                    .map(|feature| {
                        let count = counts.get(root).and_then(|class| class.get(feature.as_str()));
                        ((count.copied().unwrap_or(0.0) + smooth) / total).ln()
                    })
                    .sum::<f64>()
                    + texts.ln()
            };
            let best = sizes.keys().max_by(|a, b| score(a).total_cmp(&score(b)));
            out[index] = best.map_or_else(String::new, |root| (*root).to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(root: &str, sentence: &str) -> Coded {
        Coded {
            id: String::new(),
            sentence: sentence.to_owned(),
            marked: sentence.to_owned(),
            root: root.to_owned(),
        }
    }

    #[test]
    fn macro_f1_by_hand() {
        let all = [coded("A", ""), coded("A", ""), coded("B", ""), coded("C", "")];
        // A: 1 of 2 given, 1 of 2 wanted = .5; B: 1 of 1 given, found = 1; C: never given = 0.
        let given = ["A", "", "B", "A"];
        assert!((macro_f1(&all, &given) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn words_tell_classes_apart() {
        let all: Vec<Coded> = (0..20)
            .map(|n| {
                if n % 2 == 0 {
                    coded("AID", "sent food aid")
                } else {
                    coded("ASSAULT", "bombed a town")
                }
            })
            .collect();
        let given = by_words(&all);
        assert!(all.iter().zip(&given).all(|(one, given)| &one.root == given));
    }
}

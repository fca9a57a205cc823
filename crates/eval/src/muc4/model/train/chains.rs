//! Fits the chain model, and models of parts of the documents for the parts left out.

use super::Example;
use crate::learn::chain::{self, Chain, Labelled};
use crate::learn::folds::FOLDS;
use crate::muc4::model::weights::{Seen, see, token_features};
use std::sync::Mutex;

const CHAIN: chain::Fit = chain::Fit {
    bits: 18,
    passes: 4,
    rate: 0.05,
};

/// The label of each token by the gold entities; longer mentions first.
fn labels(example: &Example) -> Vec<u8> {
    let page = &example.page;
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    for (role, entities) in example.gold.iter().enumerate() {
        for mention in entities.iter().flatten() {
            spans.extend(
                page.find(mention)
                    .into_iter()
                    .map(|(first, last)| (role, first, last)),
            );
        }
    }
    spans.sort_by_key(|&(role, first, last)| (std::cmp::Reverse(last - first), role, first));
    let mut labels = vec![0u8; page.words.len()];
    for (role, first, last) in spans {
        if labels[first..last].iter().all(|label| *label == 0) {
            labels[first..last].fill(2 + 2 * role as u8);
            labels[first] = 1 + 2 * role as u8;
        }
    }
    labels
}

/// The chain model fitted on all, and what models fitted on the others say of each document. Two at a time.
pub(super) fn chains(examples: &[Example]) -> (Chain, Vec<Seen>) {
    let features: Vec<_> = examples
        .iter()
        .map(|example| token_features(&example.page))
        .collect();
    let labels: Vec<Vec<u8>> = examples.iter().map(labels).collect();
    let fit = |fold: usize| {
        let mut sentences = Vec::new();
        for (k, example) in examples.iter().enumerate().filter(|(k, _)| k % FOLDS != fold) {
            for (&(first, last), features) in example.page.sentences.iter().zip(&features[k]) {
                let labels = &labels[k][first..last];
                sentences.push(Labelled { features, labels });
            }
        }
        Chain::fit(&sentences, CHAIN)
    };
    let todo = Mutex::new((0..=FOLDS).collect::<Vec<usize>>());
    let done: Mutex<Vec<(usize, Chain)>> = Mutex::new(Vec::new());
    let next = || todo.lock().ok().and_then(|mut todo| todo.pop());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(fold) = next() {
                    let chain = fit(fold);
                    if let Ok(mut done) = done.lock() {
                        done.push((fold, chain));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(fold, _)| *fold);
    let seen = (0..examples.len())
        .map(|k| see(&done[k % FOLDS].1, &examples[k].page, &features[k]))
        .collect();
    let whole = done.pop().map(|(_, chain)| chain).unwrap_or_default();
    (whole, seen)
}

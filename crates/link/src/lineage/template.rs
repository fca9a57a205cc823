//! The same template or engine: two texts with the same headings, labels and sentences around other names and numbers.
//!
//! What is left of a text when its names and numbers are taken out is its frame. Texts of one event that were written
//! apart share hardly a sentence of it; those that one template or one engine makes share most.

use crate::probe::{feature, feature_of};
use crate::words::{self, Shape, Words, fold};
use std::collections::BTreeSet;
use tocsin_core::{AccountKind, BlockKind, Direction, Dossier, Lineage, LineageKind, Reason, Report};

/// Fewest pieces of frame shared, and the share of the smaller frame they must be.
const PIECES: usize = 3;
const SHARE: f32 = 0.5;
/// A sentence with fewer plain words than this says nothing of its maker.
const PLAIN_WORDS: usize = 6;
/// Longest label of a list item, in bytes.
const LABEL: usize = 48;
/// Most pieces kept of one text.
const CAP: usize = 256;

/// Hashes of the pieces of the frame of `report`, sorted, without repeats.
#[must_use]
pub fn frame(report: &Report) -> Vec<u32> {
    let mut pieces = BTreeSet::new();
    for block in &report.blocks {
        let text = block.span.of(&report.text);
        match block.kind {
            BlockKind::Heading => {
                pieces.insert(feature_of(&["heading ", &fold(text)]));
            }
            BlockKind::ListItem => {
                let label = text
                    .split_once(':')
                    .map(|(label, _)| label)
                    .filter(|label| label.len() <= LABEL);
                pieces.extend(label.map(|label| feature_of(&["label ", &fold(label)])));
            }
            BlockKind::Paragraph => pieces.extend(text.split(['.', '!', '?', '\n']).filter_map(masked)),
            _ => {}
        }
        if pieces.len() >= CAP {
            break;
        }
    }
    for head in report.tables.iter().flat_map(|table| &table.header).flatten() {
        pieces.insert(feature_of(&["column ", &fold(head.of(&report.text))]));
    }
    pieces.into_iter().take(CAP).collect()
}

/// A sentence without its names and numbers; `None` where too little is left.
fn masked(sentence: &str) -> Option<u32> {
    let words = Words::of(sentence);
    let mut plain = 0;
    let kept: Vec<&str> = words
        .iter()
        .map(|(word, shape)| {
            if shape == Shape::Plain && words::weight(word) < words::RARE {
                plain += 1;
                word
            } else {
                "_"
            }
        })
        .collect();
    (plain >= PLAIN_WORDS).then(|| feature(&kept.join(" ")))
}

/// One template behind two reports, `one` being the side named first; `None` where they share too little of a frame.
/// Forms have the same labels whoever fills them in, so records are not compared.
#[must_use]
pub fn between(one: &Dossier, other: &Dossier) -> Option<Lineage> {
    if is_form(one) || is_form(other) {
        return None;
    }
    let shared = one
        .frame
        .iter()
        .filter(|piece| other.frame.binary_search(piece).is_ok())
        .count();
    let share = shared as f32 / one.frame.len().min(other.frame.len()).max(1) as f32;
    (shared >= PIECES && share >= SHARE).then(|| Lineage {
        from: one.report.clone(),
        to: Some(other.report.clone()),
        upstream: String::new(),
        kind: LineageKind::SameTemplate,
        // Both come from one maker: neither from the other.
        direction: Direction::Open,
        strength: share,
        reason: Reason::new("link-lineage-template").with("share", (share * 100.0).round()),
    })
}

fn is_form(dossier: &Dossier) -> bool {
    let accounts = &dossier.reading.accounts;
    !accounts.is_empty() && accounts.iter().all(|account| account.kind == AccountKind::Record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_the_same_with_other_names_and_numbers() {
        let one = "According to the bulletin 12 persons were killed in the village of Kombori on Tuesday";
        let other = "According to the bulletin 3 persons were killed in the village of Tassiga on Tuesday";
        assert_eq!(masked(one), masked(other));
        assert_ne!(
            masked(one),
            masked("The mayor of the village told us that nobody was killed there")
        );
        assert_eq!(masked("Twelve dead in Kombori"), None);
    }
}

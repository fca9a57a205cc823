//! Places that head a paragraph or a list item ("Kolokani. Around one o'clock gunmen came", "- 8 May, Boni: …"):
//! what the paragraph tells happened there, unless it names another place.

use super::Frame;
use crate::doc::TokenKind;
use crate::scene::Scene;
use std::collections::BTreeMap;

/// Tokens looked through for the place that heads a paragraph: a date, a time and signs may stand before it.
const REACH: usize = 12;

/// Gives the place that heads a paragraph to the frames of it that name none, where at least two paragraphs have one.
pub(super) fn share(scene: &Scene, frames: &mut [Frame]) {
    let mut labels: BTreeMap<usize, usize> = BTreeMap::new();
    let mut block = usize::MAX;
    for sentence in &scene.doc.sentences {
        if sentence.block == block {
            continue;
        }
        block = sentence.block;
        if let Some(place) = heading(scene, sentence.first, sentence.last) {
            labels.insert(block, place);
        }
    }
    if labels.len() < 2 {
        return;
    }
    for frame in frames.iter_mut().filter(|frame| frame.places.is_empty()) {
        let block = scene.doc.sentences[frame.sentence].block;
        frame.places.extend(labels.get(&block));
    }
}

/// The index of the place that heads the tokens `first..last`: at their begin, after dates at most, and before a sign.
fn heading(scene: &Scene, first: usize, last: usize) -> Option<usize> {
    let mut at = first;
    while at < last.min(first + REACH) {
        let token = scene.doc.tokens[at];
        let index = scene.places.partition_point(|mark| mark.span.end <= token.start);
        if let Some(mark) = scene
            .places
            .get(index)
            .filter(|mark| mark.span.start <= token.start)
        {
            let end = scene.doc.token_at(mark.span.end.saturating_sub(1)) + 1;
            let closed =
                end >= last || matches!(scene.doc.word(end), "." | ":" | "(" | "|" | "-" | "," | ";");
            return closed.then_some(index);
        }
        if token.kind == TokenKind::Word && !scene.is_date(at) {
            return None;
        }
        at += 1;
    }
    None
}

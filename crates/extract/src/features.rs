//! Features of a text that bear on its worth: shown as facts, never a verdict.

use crate::readers::event::Frames;
use crate::scene::Scene;
use tocsin_core::{BlockKind, Report};

/// Message keys of the features found, in a fixed order.
#[must_use]
pub fn of(report: &Report, scene: &Scene, frames: &Frames) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |holds: bool, key: &str| {
        if holds {
            out.push(key.to_owned());
        }
    };
    let named = frames.said.iter().flatten().any(|said| said.named.is_some());
    add(!named, "extract-no-named-source");
    let quoted = report.text.matches(['“', '«']).count() + report.text.matches('"').count() / 2;
    add(quoted == 0, "extract-no-quotation");
    let items = report
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::ListItem)
        .count();
    let labelled = report
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::ListItem)
        .filter(|block| block.span.of(&report.text).chars().take(48).any(|c| c == ':'))
        .count();
    add(items >= 6 && labelled * 2 >= items, "extract-template-bullets");
    add(report.tables.len() >= 2, "extract-many-tables");
    add(report.published.is_none(), "extract-no-date");
    add(
        report.credits.is_empty() && report.source.key.is_empty(),
        "extract-no-outlet",
    );
    add(!report.credits.is_empty(), "extract-names-upstream");
    let opinion = scene
        .marks
        .iter()
        .filter(|mark| mark.entry.topic == crate::lexicon::Topic::Cue && mark.entry.concept == "opinion")
        .count();
    add(
        opinion * 60 > scene.doc.tokens.len() && opinion >= 5,
        "extract-mostly-opinion",
    );
    out
}

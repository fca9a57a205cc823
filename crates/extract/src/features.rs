//! Features of a text that bear on its worth: shown as facts, never a verdict.

use crate::readers::event::Frames;
use crate::scene::Scene;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;
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
    add(swapped(&report.text) >= 2, "extract-word-swap");
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

/// Phrases that come of replacing words one by one in another's text: no reporter writes them, in lower case.
const SWAPPED: [&str; 29] = [
    "furnished men",
    "outfitted men",
    "furnished gathering",
    "equipped gathering",
    "aggressors murdered",
    "claimed duty",
    "guaranteed duty",
    "guaranteed obligation",
    "asserted obligation",
    "security powers",
    "safety powers",
    "military powers said",
    "terminated on individuals",
    "terminated on regular",
    "put a match to",
    "lost their carries",
    "no less than one hundred individuals",
    "an authority of the",
    "an authority said",
    "focal mali",
    "focal burkina",
    "focal niger",
    "wellbeing focus",
    "certain sources talk",
    "hommes meublés",
    "puissances de sécurité",
    "a réclamé le devoir",
    "mali focal",
    "individus fournis d'armes",
];

/// All of them at once; `None` only if the list were too large to build.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(SWAPPED)
        .ok()
});

/// How many of these phrases a text holds.
fn swapped(text: &str) -> usize {
    let Some(finder) = FINDER.as_ref() else { return 0 };
    let mut seen = [false; SWAPPED.len()];
    for found in finder.find_overlapping_iter(text) {
        seen[found.pattern().as_usize()] = true;
    }
    seen.into_iter().filter(|&seen| seen).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_words_are_seen() {
        assert_eq!(
            swapped("Furnished men terminated on individuals drawing water, an authority of the area told."),
            3
        );
        assert_eq!(
            swapped("Armed men fired on people drawing water, an official of the district said."),
            0
        );
    }
}

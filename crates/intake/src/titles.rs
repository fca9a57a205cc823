//! Which short lines of a text without markup are its title and its headings.

use crate::draft::Draft;
use tocsin_core::{Block, BlockKind};

/// The title in a line that says it is one ("Title: …", "Titre : …"); `None` for any other line.
#[must_use]
pub fn labelled(words: &str) -> Option<&str> {
    let (label, rest) = words.split_once(':')?;
    let label = label.trim().to_lowercase();
    let known = matches!(label.as_str(), "title" | "headline" | "titre" | "manchette");
    (known && !rest.trim().is_empty()).then(|| rest.trim())
}

/// Renames paragraphs of `draft` that are its title or a heading by their look and what follows them.
pub fn name(draft: &mut Draft) {
    let mut seen_words = draft.title.is_some();
    for at in 0..draft.blocks.len() {
        let block = draft.blocks[at];
        if block.kind == BlockKind::Heading && !seen_words {
            retitle(draft, at);
        }
        if block.kind != BlockKind::Paragraph {
            seen_words |= block.kind != BlockKind::Boilerplate;
            continue;
        }
        let words = block.span.of(&draft.text);
        if !words.contains(char::is_alphanumeric) {
            continue;
        }
        if looks_short(words) && leads(draft, words, &draft.blocks[at + 1..]) {
            if seen_words {
                draft.blocks[at].kind = BlockKind::Heading;
            } else {
                retitle(draft, at);
            }
        }
        seen_words = true;
    }
}

fn retitle(draft: &mut Draft, at: usize) {
    draft.blocks[at].kind = BlockKind::Title;
    draft.title = Some(draft.blocks[at].span);
}

/// Short, beginning as a line of its own does, without the stop of a sentence.
fn looks_short(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphanumeric());
    words.chars().count() <= 140
        && words.split_whitespace().count() <= 22
        && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        && !words.ends_with(['.', ':', ';', ',', '…'])
        && !words.contains(". ")
        // A question heads a text now and then, a cry never does.
        && !words.contains('!')
        && (!words.ends_with('?') || words.split_whitespace().count() <= 14)
}

/// Whether what follows is led by the line: running text longer than it, a list, a table.
fn leads(draft: &Draft, words: &str, after: &[Block]) -> bool {
    let Some(next) = after.first() else { return false };
    let next_words = next.span.of(&draft.text);
    match next.kind {
        BlockKind::ListItem | BlockKind::TableRow | BlockKind::Heading => true,
        BlockKind::Paragraph => {
            let sentence = next_words.trim_end_matches(['"', '”', '»', ')', '\u{a0}', ' ']);
            let ends = sentence.ends_with(['.', '!', '?', '…', ':']);
            (ends && next_words.len() > words.len() / 2) || next_words.len() >= 100.max(words.len())
        }
        _ => false,
    }
}

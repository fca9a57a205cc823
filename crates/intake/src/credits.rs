//! Upstream marks: the words that name the agency or outlet a report was taken from.
//!
//! A mark stands apart from sentences: a line of its own ("Source : AFP", "with agencies"), a title's tail ("… - Reuters.com"),
//! brackets at either end of a paragraph, a dateline ("BAMAKO (AFP) –"). "A dit à l'AFP" and "told Reuters" are attribution,
//! which readers handle; marks of pictures say nothing of the text.

use crate::agencies::{leading, words};
use crate::dateline::head_of;
use crate::draft::Draft;
use std::ops::Range;
use tocsin_core::{BlockKind, Span};

/// Adds the upstream marks found in the blocks of `draft`, and names lines that are nothing else [`BlockKind::Credit`].
pub fn mark(draft: &mut Draft) {
    for at in 0..draft.blocks.len() {
        let block = draft.blocks[at];
        if matches!(
            block.kind,
            BlockKind::Caption | BlockKind::TableRow | BlockKind::FormField | BlockKind::Credit
        ) {
            continue;
        }
        let words = block.span.of(&draft.text);
        if of_picture(words) {
            draft.blocks[at].kind = BlockKind::Caption;
            continue;
        }
        let Some(found) = find(words, block.kind) else {
            continue;
        };
        let start = block.span.start as usize;
        let span = Span::new(&draft.text, start + found.words.start, start + found.words.end);
        draft.credits.extend(span);
        if found.whole && block.kind != BlockKind::Title {
            draft.blocks[at].kind = BlockKind::Credit;
        }
    }
}

/// A mark, and whether its block holds nothing that the report itself tells.
struct Found {
    words: Range<usize>,
    whole: bool,
}

fn find(words: &str, kind: BlockKind) -> Option<Found> {
    let short = words.chars().count() <= 220;
    if short && let Some(range) = named_only(words, 0).or_else(|| labelled(words)) {
        return Some(Found {
            words: range,
            whole: true,
        });
    }
    if let Some(range) = tail(words, short) {
        // A short line that ends as a borrowed title does is that title.
        let sentence = words[..range.start].contains(". ");
        let bracketed = words.trim_end().ends_with([')', ']']);
        let whole = short && !sentence && !bracketed && kind != BlockKind::Title;
        return Some(Found { words: range, whole });
    }
    let range = if kind == BlockKind::Paragraph {
        opening(words)
    } else {
        None
    };
    range.map(|words| Found { words, whole: false })
}

/// Words that may stand between and before names in a mark, lower case.
const JOINS: [&str; 26] = [
    "with",
    "avec",
    "par",
    "by",
    "from",
    "via",
    "and",
    "et",
    "source",
    "sources",
    "copyright",
    "c",
    "de",
    "the",
    "la",
    "le",
    "l",
    "credit",
    "crédit",
    "credits",
    "crédits",
    "presse",
    "news",
    "files",
    "inputs",
    "agency",
];

/// Words that name agencies without naming one, lower case.
const UNNAMED: [&str; 4] = ["agencies", "agences", "wires", "dépêches"];

/// The names in `text[from..]`, if it holds nothing but names, years and the words that join them.
fn named_only(text: &str, from: usize) -> Option<Range<usize>> {
    let part = text.get(from..)?;
    let list: Vec<(usize, &str)> = words(part).take(24).collect();
    let mut at = 0;
    let mut range: Option<Range<usize>> = None;
    while at < list.len() {
        let (start, word) = list[at];
        let rest: Vec<&str> = list[at..].iter().map(|(_, word)| *word).collect();
        let low = word.to_lowercase();
        let named = leading(&rest)
            .map(|(len, _)| len)
            .or_else(|| UNNAMED.contains(&low.as_str()).then_some(1));
        if let Some(len) = named {
            let (last, word) = list[at + len - 1];
            let first = range.map_or(start, |range| range.start);
            range = Some(first..last + word.len());
            at += len;
        } else if JOINS.contains(&low.as_str()) || is_year(word) {
            at += 1;
        } else {
            return None;
        }
    }
    if words(part).count() > list.len() {
        return None;
    }
    range.map(|range| from + range.start..from + range.end)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Source: X", "Originally published by X", "Repris de X": the name that follows, whoever it is.
fn labelled(text: &str) -> Option<Range<usize>> {
    const LABELS: [&str; 16] = [
        "source:",
        "source :",
        "sources:",
        "sources :",
        "first published by",
        "first published in",
        "first published on",
        "originally published by",
        "originally published in",
        "originally published on",
        "republished from",
        "this article was first published",
        "this article was originally published",
        "repris de",
        "cet article a été publié",
        "article initialement publié",
    ];
    let low = text
        .get(..text.len().min(80))
        .map_or_else(|| text.to_lowercase(), str::to_lowercase);
    let label = LABELS
        .iter()
        .find(|label| low.replace('\u{a0}', " ").starts_with(**label))?;
    let start = text.char_indices().nth(label.chars().count()).map(|(at, _)| at)?;
    let rest = text.get(start..)?;
    let lead = [
        "by ",
        "in ",
        "on ",
        "par ",
        "dans ",
        "sur ",
        "d'abord ",
        "d’abord ",
        "initialement ",
    ];
    let mut skip = rest.len() - rest.trim_start().len();
    while let Some(word) = lead.iter().find(|word| rest[skip..].starts_with(**word)) {
        skip += word.len();
    }
    let name = rest[skip..].trim_end_matches(['.', ' ', ')', ']']);
    let few = (1..=8).contains(&name.split_whitespace().count()) && !name.contains(". ");
    few.then(|| start + skip..start + skip + name.len())
}

/// The names that end a block behind a dash or bar, or in brackets. A long block must show them in brackets or after a dash.
fn tail(text: &str, short: bool) -> Option<Range<usize>> {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '*'));
    if trimmed.ends_with([')', ']']) {
        let open = trimmed.rfind(['(', '['])?;
        return (trimmed.len() - open <= 60).then(|| named_only(&trimmed[..trimmed.len() - 1], open + 1))?;
    }
    const PARTS: [&str; 5] = [" - ", " – ", " — ", " | ", " // "];
    let (at, sign) = PARTS
        .iter()
        .filter_map(|sign| trimmed.rfind(sign).map(|at| (at, *sign)))
        .max()?;
    let from = at + sign.len();
    if trimmed.len() - from > 60 {
        return None;
    }
    named_only(trimmed, from).or_else(|| host(trimmed, from).filter(|_| short))
}

/// A host name that stands alone: `site.example.org`.
fn host(text: &str, from: usize) -> Option<Range<usize>> {
    let name = text.get(from..)?.trim();
    let (stem, top) = name.rsplit_once('.')?;
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let fits = !stem.is_empty() && stem.chars().all(letters) && (2..=6).contains(&top.len());
    (fits && top.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(from..text.len())
}

/// The names in a dateline: "BAMAKO, Sept 18 (AFP) –", "(Reuters) - ", "AFP –", "BAMAKO/AFP –".
fn opening(text: &str) -> Option<Range<usize>> {
    let head = head_of(text)?;
    if let (Some(open), Some(close)) = (head.find('('), head.rfind(')'))
        && open < close
    {
        return named_only(&head[..close], open + 1);
    }
    named_only(head, 0).or_else(|| {
        let from = head.rfind(['/', ','])? + 1;
        named_only(head, from)
    })
}

/// "© AFP / A. Name", "Photo: Reuters": a mark of a picture.
fn of_picture(text: &str) -> bool {
    if text.chars().count() > 160 {
        return false;
    }
    let low = text.to_lowercase();
    const MARKS: [&str; 14] = [
        "photo:",
        "photo :",
        "photo by",
        "photo credit",
        "photograph:",
        "image:",
        "image :",
        "image credit",
        "crédit photo",
        "crédits photo",
        "photo d'archives",
        "photo d’archives",
        "file photo",
        "illustration :",
    ];
    MARKS.iter().any(|mark| low.starts_with(mark)) || low.contains("getty images")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: BlockKind, text: &str, expected: &str, left: BlockKind) {
        let mut draft = Draft::default();
        draft.push(kind, text);
        mark(&mut draft);
        let found: Vec<&str> = draft.credits.iter().map(|span| span.of(&draft.text)).collect();
        assert_eq!(found.join(" + "), expected, "{text:?}");
        assert_eq!(draft.blocks[0].kind, left, "{text:?}");
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a list of cases")]
    fn marks_of_upstream() {
        use BlockKind::{Caption, Credit, Heading, Paragraph, Title};
        check(
            Heading,
            "Army says base attacked at dawn - Reuters.com",
            "Reuters.com",
            Credit,
        );
        check(
            Paragraph,
            "Doubts a day after the 'daring' raid – AFP",
            "AFP",
            Credit,
        );
        check(
            Title,
            "Base attacked at dawn | The Guardian",
            "The Guardian",
            Title,
        );
        check(Paragraph, "Source : AFP", "AFP", Credit);
        check(
            Paragraph,
            "Source: Radio Kledu Sofara",
            "Radio Kledu Sofara",
            Credit,
        );
        check(
            Paragraph,
            "Jeune Afrique avec AFP",
            "Jeune Afrique avec AFP",
            Credit,
        );
        check(Paragraph, "(with agencies)", "agencies", Credit);
        check(Paragraph, "© 2024 AFP", "AFP", Credit);
        check(
            Paragraph,
            "BAMAKO, Sept 18 (Reuters) - Gunmen attacked a base on Tuesday.",
            "Reuters",
            Paragraph,
        );
        check(
            Paragraph,
            "Bamako (AFP) – Des hommes armés ont attaqué une base mardi.",
            "AFP",
            Paragraph,
        );
        check(
            Paragraph,
            "AFP - Des hommes armés ont attaqué une base mardi.",
            "AFP",
            Paragraph,
        );
        check(
            Paragraph,
            "Ils ont attaqué la base mardi. (AFP)",
            "AFP",
            Paragraph,
        );
        check(
            Paragraph,
            "They attacked the base. (Reporting for AP and AFP)",
            "",
            Paragraph,
        );
        check(
            Paragraph,
            "Originally published by The Sahel Courier.",
            "The Sahel Courier",
            Credit,
        );
        check(Paragraph, "Photo: Reuters", "", Caption);
    }

    #[test]
    fn attribution_is_no_mark() {
        use BlockKind::{Heading, Paragraph};
        check(
            Paragraph,
            "« Ils étaient vingt », a dit un habitant à l’AFP.",
            "",
            Paragraph,
        );
        check(
            Paragraph,
            "Twenty men came, a resident told Reuters.",
            "",
            Paragraph,
        );
        check(
            Paragraph,
            "Reuters reported that twenty men came - and left.",
            "",
            Paragraph,
        );
        check(
            Paragraph,
            "Agence France-Presse (AFP) a cité deux sources.",
            "",
            Paragraph,
        );
        check(Heading, "What the army says - and what it does not", "", Heading);
        check(Paragraph, "The AP1 road is closed - Mopti", "", Paragraph);
    }
}

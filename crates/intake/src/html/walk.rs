//! The blocks of an article, in the order of the page.

use super::content::is_furniture;
use super::{squeeze_into, text_of};
use crate::draft::Draft;
use crate::limits;
use scraper::{ElementRef, Node};
use tocsin_core::BlockKind;

/// Adds the blocks below `root` to `draft`. A first heading that repeats the title is left out.
pub fn walk(root: ElementRef<'_>, draft: &mut Draft) {
    let mut walker = Walker {
        draft,
        words: String::new(),
        linked: 0,
        in_link: false,
    };
    walker.children(root, BlockKind::Paragraph, 0);
    walker.flush(BlockKind::Paragraph);
}

struct Walker<'d> {
    draft: &'d mut Draft,
    /// Words of the block in hand; a line break where the page has one.
    words: String,
    /// Bytes of them that stand in links.
    linked: usize,
    in_link: bool,
}

impl Walker<'_> {
    fn children(&mut self, element: ElementRef<'_>, kind: BlockKind, depth: usize) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => {
                    let before = self.words.len();
                    squeeze_into(text, &mut self.words);
                    self.linked += if self.in_link {
                        self.words.len() - before
                    } else {
                        0
                    };
                }
                _ => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, kind, depth + 1);
                    }
                }
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, kind: BlockKind, depth: usize) {
        // The tree is no deeper than the stream of tags that was measured; this is the belt to those braces.
        if is_furniture(element) || depth > 4 * limits::DEPTH {
            return;
        }
        let name = element.value().name();
        match name {
            "br" => self.words.push('\n'),
            "a" => {
                let outer = std::mem::replace(&mut self.in_link, true);
                self.children(element, kind, depth);
                self.in_link = outer;
            }
            "table" if is_data_table(element) => {
                self.flush(kind);
                self.table(element);
            }
            _ => match block_kind(element, kind) {
                Some(inner) => {
                    self.flush(kind);
                    self.children(element, inner, depth);
                    self.flush(inner);
                }
                None => self.children(element, kind, depth),
            },
        }
    }

    /// Ends the block in hand. A line break within it ends it too, unless the next line goes on in small letters.
    fn flush(&mut self, kind: BlockKind) {
        let words = std::mem::take(&mut self.words);
        let linked = std::mem::take(&mut self.linked);
        let trimmed = words.trim();
        if trimmed.is_empty() {
            return;
        }
        let mostly_link = linked * 10 >= words.len() * 8;
        let furniture =
            mostly_link && words.len() < 200 && matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
        let kind = if furniture { BlockKind::Boilerplate } else { kind };
        let mut part = String::new();
        for line in trimmed.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            if !part.is_empty() && !line.starts_with(char::is_lowercase) {
                self.push(kind, &part);
                part.clear();
            } else if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(line);
        }
        self.push(kind, &part);
    }

    fn push(&mut self, kind: BlockKind, words: &str) {
        let repeats = self
            .draft
            .title
            .is_some_and(|span| same(span.of(&self.draft.text), words));
        if !(repeats && matches!(kind, BlockKind::Heading | BlockKind::Paragraph)) {
            self.draft.push(kind, words);
        }
    }

    fn table(&mut self, table: ElementRef<'_>) {
        let caption = table
            .descendants()
            .filter_map(ElementRef::wrap)
            .find(|element| element.value().name() == "caption");
        if let Some(caption) = caption {
            self.draft.push(BlockKind::Caption, &text_of(caption, 2000));
        }
        let mut header: Vec<String> = Vec::new();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in table
            .descendants()
            .filter_map(ElementRef::wrap)
            .filter(|element| element.value().name() == "tr")
        {
            let cells: Vec<ElementRef<'_>> = row
                .children()
                .filter_map(ElementRef::wrap)
                .filter(is_cell)
                .collect();
            let words: Vec<String> = cells.iter().map(|cell| text_of(*cell, 4000)).collect();
            let heads = !cells.is_empty() && cells.iter().all(|cell| cell.value().name() == "th");
            let in_head = row
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|parent| parent.value().name() == "thead");
            if header.is_empty() && rows.is_empty() && (heads || in_head) && words.len() > 1 {
                header = words;
            } else {
                rows.push(words);
            }
            if rows.len() > limits::ROWS {
                break;
            }
        }
        self.draft.push_table(&header, &rows);
    }
}

fn is_cell(element: &ElementRef<'_>) -> bool {
    matches!(element.value().name(), "td" | "th")
}

/// Whether a table holds data: two columns and two rows at least, no table within, no cell as long as an article.
fn is_data_table(table: ElementRef<'_>) -> bool {
    let (mut rows, mut wide) = (0usize, 0usize);
    for element in table.descendants().skip(1).filter_map(ElementRef::wrap) {
        match element.value().name() {
            "table" => return false,
            "tr" => {
                rows += 1;
                wide += usize::from(
                    element
                        .children()
                        .filter_map(ElementRef::wrap)
                        .filter(is_cell)
                        .count()
                        >= 2,
                );
            }
            "td" if rows <= 50 && text_of(element, 700).len() > 600 => return false,
            _ => {}
        }
    }
    rows >= 2 && wide * 2 >= rows
}

/// The kind of block an element makes; `None` for one that stands within a line.
fn block_kind(element: ElementRef<'_>, outer: BlockKind) -> Option<BlockKind> {
    let value = element.value();
    let marked = |words: &[&str]| {
        let attributes = [value.attr("class"), value.attr("itemprop"), value.attr("rel")];
        attributes.into_iter().flatten().any(|text| {
            text.split(|c: char| !c.is_ascii_alphabetic())
                .any(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
        })
    };
    let kind = match value.name() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quote,
        "figcaption" => BlockKind::Caption,
        "address" => BlockKind::Byline,
        "p" | "div" | "header" | "span" if marked(&["byline", "author", "auteur", "signature"]) => {
            BlockKind::Byline
        }
        "p" | "div" | "span" if marked(&["caption", "legende"]) => BlockKind::Caption,
        "span" | "b" | "strong" | "i" | "em" | "u" | "small" | "font" | "sub" | "sup" | "abbr" | "cite"
        | "q" | "time" | "mark" | "code" | "s" | "big" | "tt" | "bdi" | "bdo" | "label" | "data" | "wbr"
        | "ins" | "del" | "img" | "picture" | "source" => return None,
        _ => outer,
    };
    Some(kind)
}

/// The same words, blanks and case aside.
fn same(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) < 8
        && a.split_whitespace()
            .map(str::to_lowercase)
            .eq(b.split_whitespace().map(str::to_lowercase))
}

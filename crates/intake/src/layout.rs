//! Lines of plain text or Markdown into the blocks of a draft.

use crate::draft::Draft;
use crate::inline::plain_words;
use crate::lines::{Dialect, Line, line};
use crate::{lost_tables, titles};
use tocsin_core::BlockKind;

/// Adds the blocks of `text` to `draft`.
pub fn lay_out(text: &str, dialect: Dialect, draft: &mut Draft) {
    let lines: Vec<Line<'_>> = text.lines().map(|text| line(text, dialect)).collect();
    let mut layout = Layout {
        dialect,
        width: wrap_width(&lines),
        draft,
    };
    let mut at = 0;
    while at < lines.len() {
        at = layout.take(&lines, at);
    }
    titles::name(draft);
}

/// The width at which the lines of a text were wrapped; `None` where a line is a paragraph.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut widest = 0;
    let mut full = 0;
    for line in lines {
        if let Line::Words { indent, words } = line {
            let width = indent + words.chars().count();
            widest = widest.max(width);
            full += usize::from(width >= 50);
        }
    }
    (full >= 3 && widest <= 120).then_some(widest)
}

struct Layout<'d> {
    dialect: Dialect,
    width: Option<usize>,
    draft: &'d mut Draft,
}

impl Layout<'_> {
    /// Takes what begins at line `at`; gives the line after it.
    fn take(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        match &lines[at] {
            Line::Blank | Line::Rule | Line::CellRule => at + 1,
            Line::Fence => self.fenced(lines, at),
            Line::Heading(depth, words) => {
                let title = *depth == 1 && self.draft.title.is_none();
                self.push(
                    if title {
                        BlockKind::Title
                    } else {
                        BlockKind::Heading
                    },
                    words,
                );
                at + 1
            }
            Line::Item(words) => self.item(lines, at, words),
            Line::Numbered(_, words) if is_listed(lines, at) => self.item(lines, at, words),
            Line::Numbered(number, words) => {
                let words = format!("{number}. {words}");
                self.push(BlockKind::Paragraph, &words);
                at + 1
            }
            Line::Quote(_) => self.quote(lines, at),
            Line::Cells(_) => self.table(lines, at),
            Line::Words { .. } => self.words(lines, at),
        }
    }

    fn push(&mut self, kind: BlockKind, words: &str) {
        self.draft.push(kind, &plain_words(words, self.dialect));
    }

    /// What stands between fences is taken as plain lines.
    fn fenced(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        let mut next = at + 1;
        while next < lines.len() && lines[next] != Line::Fence {
            next = self.take(lines, next);
        }
        next + 1
    }

    /// An item and the deeper indented lines below it.
    fn item(&mut self, lines: &[Line<'_>], at: usize, words: &str) -> usize {
        let mut all = words.to_owned();
        let mut next = at + 1;
        while let Some(Line::Words { indent, words }) = lines.get(next)
            && *indent >= 2
        {
            all.push(' ');
            all.push_str(words);
            next += 1;
        }
        self.push(BlockKind::ListItem, &all);
        next
    }

    fn quote(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        let mut all = String::new();
        let mut next = at;
        while let Some(Line::Quote(words)) = lines.get(next) {
            next += 1;
            if words.is_empty() {
                break;
            }
            all.push_str(words);
            all.push(' ');
        }
        self.push(BlockKind::Quote, &all);
        next
    }

    /// Rows that follow one another make a table; one row alone is words.
    fn table(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        let mut next = at;
        let mut header: Vec<String> = Vec::new();
        let mut rows: Vec<Vec<String>> = Vec::new();
        loop {
            match lines.get(next) {
                Some(Line::Cells(cells)) => {
                    rows.push(cells.iter().map(|cell| plain_words(cell, self.dialect)).collect());
                }
                Some(Line::CellRule) if rows.len() == 1 && header.is_empty() => {
                    header = rows.pop().unwrap_or_default();
                }
                Some(Line::CellRule) => {}
                _ => break,
            }
            next += 1;
        }
        if header.is_empty() && !is_table(&rows) {
            if let Line::Cells(cells) = &lines[at] {
                self.push(BlockKind::Paragraph, &cells.join(" | "));
            }
            return at + 1;
        }
        self.draft.push_table(&header, &rows);
        next
    }

    /// Lines of words up to the next other line: lost tables, paragraphs, and what short lines mean.
    fn words(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        let run: Vec<(usize, &str)> = lines[at..]
            .iter()
            .map_while(|line| match line {
                Line::Words { indent, words } => Some((*indent, *words)),
                _ => None,
            })
            .collect();
        let texts: Vec<&str> = run.iter().map(|(_, words)| *words).collect();
        let mut from = 0;
        while from < run.len() {
            if let Some(table) = lost_tables::begins(&texts[from..]) {
                from += table.lines;
                table.push(self.draft);
                continue;
            }
            let mut all = run[from].1.to_owned();
            let mut next = from + 1;
            while next < run.len() && self.goes_on(run[next - 1], run[next]) {
                all.push(' ');
                all.push_str(run[next].1);
                next += 1;
            }
            self.paragraph(&all);
            from = next;
        }
        at + run.len()
    }

    /// Whether `next` goes on with the paragraph that `line` stands in.
    fn goes_on(&self, (indent, line): (usize, &str), (_, next): (usize, &str)) -> bool {
        let first = next
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count());
        let width = indent + line.chars().count();
        if let Some(full) = self.width {
            return width + 1 + first > full;
        }
        (40..=120).contains(&width)
            && !line.ends_with(['.', '!', '?', ':', ';', '…', '"', '”', '»'])
            && next.starts_with(char::is_lowercase)
    }

    /// One paragraph; the first may call itself the title.
    fn paragraph(&mut self, words: &str) {
        match titles::labelled(words) {
            Some(title) if self.draft.title.is_none() && self.draft.blocks.len() < 4 => {
                self.push(BlockKind::Title, title);
            }
            _ => self.push(BlockKind::Paragraph, words),
        }
    }
}

/// Whether rows without a drawn head are a table: of one width, at least three rows or columns, and no cell a sentence.
fn is_table(rows: &[Vec<String>]) -> bool {
    let width = rows.first().map_or(0, Vec::len);
    let cell = |cell: &String| cell.len() <= 90 && !cell.ends_with(['.', '?', '!', '…']);
    width >= 2
        && rows.len() >= 2
        && rows.len().max(width) >= 3
        && rows.iter().all(|row| row.len() == width && row.iter().all(cell))
}

/// Whether the numbered line `at` belongs to a list: it is 1, or a number one less or one more stands near.
fn is_listed(lines: &[Line<'_>], at: usize) -> bool {
    let Line::Numbered(number, _) = lines[at] else {
        return false;
    };
    let near = lines[at.saturating_sub(6)..].iter().take(13);
    let mut others = near.filter_map(|line| match line {
        Line::Numbered(other, _) => Some(*other),
        _ => None,
    });
    others.any(|other| other + 1 == number || number + 1 == other)
}

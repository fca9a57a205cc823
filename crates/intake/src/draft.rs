//! A report in the making: its readable text, built block by block, and what the item says of itself.

use crate::limits;
use tocsin_core::{
    Block, BlockKind, Language, Nature, Problem, ProblemKind, SourceClass, Span, Table, Tlp, When,
};

/// What an item says of itself; `None` and "" where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The outlet's name.
    pub source: String,
    /// The outlet's class, if said.
    pub class: Option<SourceClass>,
    /// Its publication.
    pub published: Option<When>,
    /// Its own address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// Real, sample or exercise.
    pub nature: Option<Nature>,
    /// Its label.
    pub tlp: Option<Tlp>,
    /// It comes from a community reporter.
    pub community: bool,
    /// Bytes that make the item itself where it is a part of a larger file; `None` where it is the whole.
    pub own_bytes: Option<Vec<u8>>,
    /// Its id or address within a larger file; "" where it has none.
    pub item: String,
}

/// The text so far. Blocks are parted by one line break (items, rows, fields) or two.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The readable text.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// The title's place.
    pub title: Option<Span>,
    /// Upstream marks found so far.
    pub credits: Vec<Span>,
    /// What the item says of itself.
    pub meta: Meta,
    rows: usize,
    capped: bool,
}

/// Kinds whose neighbours of the same kind follow on the next line.
fn is_tight(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::ListItem | BlockKind::TableRow | BlockKind::FormField
    )
}

impl Draft {
    /// Adds `words` as a block, its outer blanks cut; `None` if nothing remains or a cap is reached.
    pub fn push(&mut self, kind: BlockKind, words: &str) -> Option<Span> {
        let words = words.trim();
        if words.is_empty() || !self.has_room(words.len()) {
            return None;
        }
        self.part(kind);
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(&self.text, start, self.text.len())?;
        self.blocks.push(Block { kind, span });
        if kind == BlockKind::Title && self.title.is_none() {
            self.title = Some(span);
        }
        Some(span)
    }

    /// Adds a row of cells as one block, parted by `sign`; `None` if all are empty or a cap is reached.
    fn push_row(&mut self, cells: &[String], sign: &str) -> Option<Vec<Option<Span>>> {
        let cells = &cells[..cells.len().min(limits::CELLS)];
        let len: usize = cells.iter().map(|cell| cell.len() + 3).sum();
        if cells.iter().all(|cell| cell.trim().is_empty()) || !self.has_room(len) {
            return None;
        }
        self.rows += 1;
        if self.rows > limits::ROWS {
            self.capped = true;
            return None;
        }
        self.part(BlockKind::TableRow);
        let start = self.text.len();
        let mut spans = Vec::with_capacity(cells.len());
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.text.push_str(sign);
            }
            let from = self.text.len();
            self.text.push_str(cell.trim());
            spans.push(Span::new(&self.text, from, self.text.len()));
        }
        let words = self.text[start..].trim_end().len();
        self.text.truncate(start + words);
        let span = Span::new(&self.text, start, self.text.len())?;
        self.blocks.push(Block {
            kind: BlockKind::TableRow,
            span,
        });
        Some(spans)
    }

    /// Adds a table with its rows; empty rows are left out.
    pub fn push_table(&mut self, header: &[String], rows: &[Vec<String>]) {
        self.push_parted(header, rows, " | ", false);
    }

    /// Adds a table found in plain lines: its cells are parted by one blank, as the lines stood.
    pub fn push_lines_table(&mut self, header: &[String], rows: &[Vec<String>], restored: bool) {
        self.push_parted(header, rows, " ", restored);
    }

    fn push_parted(&mut self, header: &[String], rows: &[Vec<String>], sign: &str, restored: bool) {
        let mut table = Table {
            header: self.push_row(header, sign).unwrap_or_default(),
            rows: rows.iter().filter_map(|row| self.push_row(row, sign)).collect(),
            restored,
        };
        let width = table
            .rows
            .iter()
            .map(Vec::len)
            .chain([table.header.len()])
            .max()
            .unwrap_or(0);
        for row in &mut table.rows {
            row.resize(width, None);
        }
        if !table.header.is_empty() {
            table.header.resize(width, None);
        }
        if width > 0 {
            self.tables.push(table);
        }
    }

    /// The problem of a cap reached, if one was.
    #[must_use]
    pub fn cap_problem(&self, place: &str) -> Option<Problem> {
        self.capped.then(|| {
            let detail = format!(
                "{} blocks and {} bytes of text were read.",
                self.blocks.len(),
                self.text.len()
            );
            Problem::new(ProblemKind::Cap, place, detail)
        })
    }

    fn has_room(&mut self, len: usize) -> bool {
        let room = self.blocks.len() < limits::BLOCKS && self.text.len() + len <= limits::TEXT;
        self.capped |= !room;
        room
    }

    fn part(&mut self, kind: BlockKind) {
        if let Some(last) = self.blocks.last() {
            let tight = is_tight(kind) && last.kind == kind;
            self.text.push_str(if tight { "\n" } else { "\n\n" });
        }
    }
}

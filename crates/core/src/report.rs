//! One captured item, immutable from intake on.

use crate::{Handling, ReportId, Source, Span, When};
use serde::{Deserialize, Serialize};

/// The languages readers know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Another, or none that could be told; kept, not read.
    Other,
}

/// Whether a report speaks of the world.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// A real report.
    #[default]
    Real,
    /// A sample that ships with Tocsin: shown as such, never shared, never counted with real ones.
    Sample,
    /// Part of an exercise: likewise.
    Exercise,
}

/// What a stretch of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The report's title.
    Title,
    /// A heading within it.
    Heading,
    /// A paragraph.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// Words quoted as a block.
    Quote,
    /// A caption of a picture.
    Caption,
    /// Who wrote it: never read for events.
    Byline,
    /// Whence it comes ("- Reuters.com", "(AFP)"): read for lineage only.
    Credit,
    /// One row of a table; the cells are in [`Table`].
    TableRow,
    /// One `name: value` line of a form or record.
    FormField,
    /// Navigation, advertising and the like that slipped through: never read for events.
    Boilerplate,
}

/// A block of the text, in reading order; blocks do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// A table of the text. Cells are spans of the text; `None` is an empty cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Column heads; empty where the table has none.
    pub header: Vec<Option<Span>>,
    /// Rows, top to bottom, each as long as the longest (missing cells are `None`).
    pub rows: Vec<Vec<Option<Span>>>,
    /// Whether rows and columns were restored from lines whose separators were lost.
    pub restored: bool,
}

/// One captured item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// SHA-256 (64 hexadecimal digits) of the raw bytes, which the store keeps.
    pub raw: String,
    /// The readable text, title included; all spans point into it.
    pub text: String,
    /// The title's place in `text`; `None` if the item has none.
    pub title: Option<Span>,
    /// The text's blocks in order.
    pub blocks: Vec<Block>,
    /// The text's tables.
    pub tables: Vec<Table>,
    /// The language of most of it.
    pub language: Language,
    /// Who published it.
    pub source: Source,
    /// Where it was found; `None` for a bare file, a form, an SMS.
    pub url: Option<String>,
    /// When its publisher dated it; `None` if it says nothing. Never guessed from the time of capture.
    pub published: Option<When>,
    /// When this desk got it: RFC 3339, UTC, to the second. Community reports: rounded, see intake.
    pub received: String,
    /// Upstream marks: the words that name an agency or outlet this was taken from.
    pub credits: Vec<Span>,
    /// How it may travel.
    pub handling: Handling,
    /// Real, sample or exercise.
    pub nature: Nature,
    /// The earlier capture of the same item (same address, other words); `None` for the first.
    pub revises: Option<ReportId>,
}

impl Report {
    /// The words of the title; "" if there is none.
    #[must_use]
    pub fn title_text(&self) -> &str {
        self.title.map_or("", |span| span.of(&self.text))
    }

    /// The block that holds byte `at` of the text; `None` between blocks.
    #[must_use]
    pub fn block_at(&self, at: u32) -> Option<&Block> {
        let next = self.blocks.partition_point(|block| block.span.end <= at);
        self.blocks.get(next).filter(|block| block.span.start <= at)
    }
}

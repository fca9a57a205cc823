//! A brief as a PDF: A4, tagged for screen readers, its label on every page, DejaVu Sans for every letter the Sahel writes with.

use super::Brief;
use anyhow::{Context, Result, anyhow};
use krilla::Document;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::{Page, PageSettings};
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::{Font, TextDirection};
use std::num::NonZeroU16;
use ttf_parser::Face;

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 56.0;
/// Where text ends at the bottom: above it, the label and the page's number.
const BOTTOM: f32 = PAGE.1 - 64.0;

/// A weight of the typeface, and how wide its letters are.
struct Type {
    font: Font,
    face: Face<'static>,
}

impl Type {
    fn new(bytes: &'static [u8]) -> Result<Self> {
        Ok(Self {
            font: Font::new(bytes.into(), 0).context("the typeface cannot be read")?,
            face: Face::parse(bytes, 0)?,
        })
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let units: u32 = text
            .chars()
            .filter_map(|c| self.face.glyph_index(c))
            .filter_map(|glyph| self.face.glyph_hor_advance(glyph))
            .map(u32::from)
            .sum();
        units as f32 / f32::from(self.face.units_per_em()) * size
    }

    /// `text` in lines no wider than `width`; a word wider than that stands alone on its line.
    fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if line.is_empty() || self.width(&longer, size) <= width {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// A stretch of text set alike.
struct Block {
    tag: TagKind,
    bold: Weight,
    size: f32,
    before: f32,
    text: String,
    lang: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Regular,
    Bold,
}

/// The briefs, one after another, as one PDF; `now` is the time, RFC 3339, UTC. The same briefs give the same bytes.
///
/// # Errors
/// Where the typeface or the document cannot be made.
pub fn pdf(briefs: &[Brief], now: &str) -> Result<Vec<u8>> {
    let (regular, bold) = (
        Type::new(dejavu::sans::regular())?,
        Type::new(dejavu::sans::bold())?,
    );
    let blocks: Vec<Block> = briefs.iter().flat_map(blocks).collect();
    let tlp = briefs.iter().map(|brief| brief.tlp.as_str()).max().unwrap_or("");
    let pages = set(&blocks, &regular, &bold);
    let mut groups: Vec<TagGroup> = blocks
        .iter()
        .map(|block| TagGroup::new(block.tag.clone()))
        .collect();
    let mut document = Document::new();
    let count = pages.len();
    for (at, lines) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).context("a page has a size")?;
        let mut page: Page<'_> = document.start_page_with(settings);
        let mut surface = page.surface();
        for line in lines {
            let block = &blocks[line.block];
            let of = if block.bold == Weight::Bold {
                &bold
            } else {
                &regular
            };
            let span = SpanTag::empty().with_lang(Some(block.lang));
            let id = surface.start_tagged(ContentTag::Span(span));
            draw(&mut surface, of, block.size, (MARGIN, line.y), &line.text);
            surface.end_tagged();
            groups[line.block].push(id);
        }
        frame(&mut surface, &regular, tlp, &format!("{} / {count}", at + 1));
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new();
    for group in groups {
        tree.push(Node::Group(group));
    }
    document.set_tag_tree(tree);
    document.set_metadata(metadata(briefs, now));
    document
        .finish()
        .map_err(|error| anyhow!("the PDF cannot be made: {error:?}"))
}

fn metadata(briefs: &[Brief], now: &str) -> Metadata {
    let first = briefs.first();
    let mut metadata = Metadata::new()
        .title(first.map_or_else(String::new, |brief| brief.title.clone()))
        .language(first.map_or("en", |brief| brief.lang).to_owned())
        .creator("Tocsin".to_owned());
    let part = |from: usize, to: usize| now.get(from..to).and_then(|text| text.parse::<u16>().ok());
    if let (Some(year), Some(month), Some(day)) = (part(0, 4), part(5, 7), part(8, 10)) {
        let date = DateTime::new(year).month(month as u8).day(day as u8);
        metadata = metadata.creation_date(date);
    }
    metadata
}

/// The label above and below, as TLP 2.0 asks, and the page's number.
fn frame(surface: &mut Surface<'_>, regular: &Type, tlp: &str, number: &str) {
    let right = |text: &str| PAGE.0 - MARGIN - regular.width(text, 9.0);
    surface.start_tagged(ContentTag::Artifact(ArtifactType::Header));
    draw(surface, regular, 9.0, (right(tlp), 36.0), tlp);
    surface.end_tagged();
    surface.start_tagged(ContentTag::Artifact(ArtifactType::Footer));
    draw(surface, regular, 9.0, (MARGIN, PAGE.1 - 36.0), number);
    draw(surface, regular, 9.0, (right(tlp), PAGE.1 - 36.0), tlp);
    surface.end_tagged();
}

fn draw(surface: &mut Surface<'_>, of: &Type, size: f32, (x, y): (f32, f32), text: &str) {
    surface.draw_text(
        Point::from_xy(x, y),
        of.font.clone(),
        size,
        text,
        false,
        TextDirection::Auto,
    );
}

fn heading(level: u16, text: &str) -> TagKind {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    Tag::Hn(level, Some(text.to_owned())).into()
}

fn plain() -> TagKind {
    Tag::P.into()
}

fn blocks(brief: &Brief) -> Vec<Block> {
    let lang = brief.lang;
    let block = |tag: TagKind, bold: Weight, size: f32, before: f32, text: String| Block {
        tag,
        bold,
        size,
        before,
        text,
        lang,
    };
    let mut out = vec![
        block(
            heading(1, &brief.title),
            Weight::Bold,
            16.0,
            18.0,
            brief.title.clone(),
        ),
        block(plain(), Weight::Regular, 10.0, 6.0, brief.lead.clone()),
        block(plain(), Weight::Regular, 9.0, 4.0, brief.method.clone()),
    ];
    for item in &brief.items {
        out.push(block(
            heading(2, &item.heading),
            Weight::Bold,
            11.5,
            14.0,
            item.heading.clone(),
        ));
        out.push(block(plain(), Weight::Regular, 9.0, 2.0, item.mark.clone()));
        for sentence in &item.sentences {
            out.push(block(plain(), Weight::Regular, 10.0, 3.0, with_notes(sentence)));
        }
    }
    if !brief.notes.is_empty() {
        out.push(block(
            heading(2, &brief.notes_title),
            Weight::Bold,
            11.5,
            16.0,
            brief.notes_title.clone(),
        ));
    }
    for (note, n) in brief.notes.iter().zip(1..) {
        out.push(block(
            plain(),
            Weight::Regular,
            8.0,
            2.0,
            format!("[{n}] {}", note.text),
        ));
    }
    out
}

/// A sentence as one text, the numbers of its notes in brackets.
fn with_notes(sentence: &[(String, usize)]) -> String {
    sentence
        .iter()
        .map(|(text, note)| match note {
            0 => text.clone(),
            note => format!("{text}\u{a0}[{note}]"),
        })
        .collect()
}

/// A line where it stands.
struct Line {
    block: usize,
    y: f32,
    text: String,
}

/// The blocks broken into lines and pages; a heading never stands alone at the foot of a page.
fn set(blocks: &[Block], regular: &Type, bold: &Type) -> Vec<Vec<Line>> {
    let mut pages: Vec<Vec<Line>> = vec![Vec::new()];
    let mut y = MARGIN;
    for (at, block) in blocks.iter().enumerate() {
        let of = if block.bold == Weight::Bold { bold } else { regular };
        y += block.before;
        let keep = if block.bold == Weight::Bold { 48.0 } else { 0.0 };
        for (n, text) in of
            .lines(&block.text, block.size, PAGE.0 - 2.0 * MARGIN)
            .into_iter()
            .enumerate()
        {
            let height = block.size * 1.35;
            let room = if n == 0 { keep } else { 0.0 };
            if y + height + room > BOTTOM {
                pages.push(Vec::new());
                y = MARGIN;
            }
            y += height;
            if let Some(page) = pages.last_mut() {
                page.push(Line { block: at, y, text });
            }
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::{Item, NoteText};

    fn brief(items: usize) -> Brief {
        Brief {
            lang: "fr",
            tlp: "TLP:CLEAR".into(),
            title: "Bulletin du 21 novembre 2026".into(),
            lead: "Trois incidents.".into(),
            method: "Des règles lisent ; une personne décide.".into(),
            items: (0..items)
                .map(|n| Item {
                    id: format!("i{n}"),
                    heading: format!("Attaque contre des civils · Ɓaylo-Ŋguru {n}"),
                    mark: "Cote B2 · TLP:CLEAR".into(),
                    sentences: vec![vec![
                        ("Tués : ".into(), 0),
                        ("12 civils".into(), n + 1),
                        (".".into(), 0),
                    ]],
                })
                .collect(),
            notes: (0..items)
                .map(|_| NoteText {
                    incident: "i1".into(),
                    field: "killed",
                    text: "le maire (affirmé)".into(),
                })
                .collect(),
            notes_title: "Notes".into(),
        }
    }

    #[test]
    fn the_same_brief_gives_the_same_small_file() {
        let made = pdf(&[brief(60)], "2026-11-21T08:00:00Z").unwrap();
        assert!(made.starts_with(b"%PDF-"));
        assert!(made.len() < 120 * 1024, "{} bytes", made.len());
        assert_eq!(made, pdf(&[brief(60)], "2026-11-21T08:00:00Z").unwrap());
    }

    #[test]
    fn no_line_is_lost_or_wider_than_the_page() {
        let (regular, bold) = (
            Type::new(dejavu::sans::regular()).unwrap(),
            Type::new(dejavu::sans::bold()).unwrap(),
        );
        let all = blocks(&brief(60));
        let pages = set(&all, &regular, &bold);
        assert!(pages.len() > 2);
        for (at, block) in all.iter().enumerate() {
            let told: Vec<&str> = pages
                .iter()
                .flatten()
                .filter(|line| line.block == at)
                .map(|line| line.text.as_str())
                .collect();
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&told.join(" ")), words(&block.text));
        }
        assert!(pages.iter().flatten().all(|line| line.y <= BOTTOM));
    }
}

//! The product as the evaluation calls it: bare texts made into reports, and the reading of their parts.

use jiff::civil::Date;
use tocsin_core::{
    Block, BlockKind, Handling, Language, Nature, Report, ReportId, Source, Span, When, id::sha256_hex,
};
use tocsin_extract::Doc;
use tocsin_extract::readers::{places, when};
use tocsin_gazetteer::Gazetteer;
use tocsin_intake::{Captured, Given, open};

/// An ISO day, also with a time behind it, as a publication; `None` if it is no day.
#[must_use]
pub fn published(text: Option<&str>) -> Option<When> {
    text?.get(..10)?.parse::<Date>().ok().map(When::day)
}

/// The dates of a bare text.
#[must_use]
pub fn dates(text: &str, language: Language, day: Option<&str>) -> Vec<when::DateMark> {
    when::read(&Doc::of_text(text, language, published(day)))
}

/// The places of a bare text.
#[must_use]
pub fn places(text: &str, language: Language, gazetteer: &Gazetteer) -> Vec<places::PlaceMark> {
    places::read(&Doc::of_text(text, language, None), gazetteer)
}

/// What is said of a text beside its words.
#[derive(Clone, Debug, Default)]
pub struct Said<'s> {
    /// Its name: file or id.
    pub name: &'s str,
    /// Its language.
    pub language: Language,
    /// ISO day of publication.
    pub day: Option<&'s str>,
    /// Who published it.
    pub source: Option<Source>,
    /// Its address.
    pub url: Option<String>,
}

/// A text as intake opens it: with title, tables, form fields and credits as intake finds them. `None` where intake makes
/// no report of it.
#[must_use]
pub fn taken_in(text: &str, said: Said) -> Option<Report> {
    let captured = Captured {
        name: said.name,
        bytes: text.as_bytes(),
        url: said.url,
        received: format!("{}T12:00:00Z", said.day.unwrap_or("2000-01-01")),
        given: Given {
            source: said.source,
            published: published(said.day),
            language: Some(said.language),
            ..Given::default()
        },
    };
    open(&captured).reports.into_iter().next()
}

/// A bare text as a report: its title (may be "") and its paragraphs, parted by blank lines.
#[must_use]
pub fn report(id: &str, title: &str, body: &str, language: Language, day: Option<&str>) -> Report {
    let text = if title.is_empty() {
        body.to_owned()
    } else {
        format!("{title}\n\n{body}")
    };
    let title = Span::new(&text, 0, title.len());
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive("\n\n") {
        let lead = part.len() - part.trim_start().len();
        let words = part.trim();
        if let Some(span) = Span::new(&text, start + lead, start + lead + words.len()) {
            let kind = if blocks.is_empty() && title.is_some() {
                BlockKind::Title
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block { kind, span });
        }
        start += part.len();
    }
    Report {
        id: ReportId::of(id, text.as_bytes()),
        raw: sha256_hex(text.as_bytes()),
        title,
        blocks,
        tables: Vec::new(),
        language,
        source: Source::default(),
        url: None,
        published: published(day),
        received: "2000-01-01T00:00:00Z".to_owned(),
        credits: Vec::new(),
        handling: Handling::default(),
        nature: Nature::Real,
        revises: None,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_from_title_and_paragraphs() {
        let report = report(
            "x",
            "Market hit",
            "One.\nStill one.\n\nTwo.",
            Language::En,
            Some("2024-03-05T10:00"),
        );
        let blocks: Vec<(BlockKind, &str)> = report
            .blocks
            .iter()
            .map(|block| (block.kind, block.span.of(&report.text)))
            .collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Title, "Market hit"),
                (BlockKind::Paragraph, "One.\nStill one."),
                (BlockKind::Paragraph, "Two."),
            ]
        );
        assert_eq!(report.title_text(), "Market hit");
        assert_eq!(
            report.published.map(|when| when.iso()).as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(super::report("x", "", "One.", Language::En, None).title, None);
    }
}

//! Reads the token-based XML of MEANTIME (the CAT tool's form): the text is put together again from its tokens.
//!
//! Time expressions are annotated in the headline, the dateline and the next four sentences only, so the text ends there:
//! what a reader finds further on could be neither right nor wrong.

use super::forms::{DatedText, WantedDate};
use super::timeml::{attribute, line_of};
use crate::files::{self, InputError, Read};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::path::Path;
use tocsin_core::Language;

/// Number of the last annotated sentence, the headline being 0.
const LAST_SENTENCE: u32 = 5;

/// The document in `path`. The expression that is the creation time gives the publication and is not wanted; nor are
/// expressions without words.
///
/// # Errors
/// When the file is missing, or not well-formed.
pub fn read(path: &Path, language: Language) -> Read<DatedText> {
    let source = files::text(path, "a CAT XML file")?;
    let mut doc = parse(&source).map_err(|(at, why)| {
        InputError::malformed(path, line_of(&source, at), why, "give well-formed CAT XML")
    })?;
    doc.id = files::stem(path);
    doc.language = language;
    Ok(doc)
}

/// A TIMEX3 with the ids of its tokens.
struct Anchored {
    value: String,
    creation: bool,
    tokens: Vec<String>,
}

impl Anchored {
    fn of(tag: &BytesStart) -> Self {
        Self {
            value: attribute(tag, "value").unwrap_or_default(),
            creation: attribute(tag, "functionInDocument").as_deref() == Some("CREATION_TIME"),
            tokens: Vec::new(),
        }
    }
}

fn parse(source: &str) -> Result<DatedText, (u64, String)> {
    let mut reader = Reader::from_str(source);
    let mut text = Text::default();
    let mut found: Vec<Anchored> = Vec::new();
    let mut open: Option<Anchored> = None;
    let mut token: Option<(String, String, String)> = None;
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| (at, error.to_string()))? {
            Event::Start(tag) if tag.name().as_ref() == "token" => {
                let of = |name| attribute(&tag, name).unwrap_or_default();
                token = Some((of("t_id"), of("sentence"), String::new()));
            }
            Event::Text(words) => {
                if let Some((_, _, so_far)) = &mut token {
                    so_far.push_str(&words);
                }
            }
            Event::GeneralRef(name) => {
                if let Some((_, _, so_far)) = &mut token {
                    so_far.push(if name.as_ref() == "amp" { '&' } else { ' ' });
                }
            }
            Event::End(tag) if tag.name().as_ref() == "token" => {
                if let Some((id, sentence, words)) = token.take()
                    && sentence
                        .parse()
                        .is_ok_and(|sentence: u32| sentence <= LAST_SENTENCE)
                {
                    text.push(id, &sentence, words.trim());
                }
            }
            Event::Start(tag) if tag.name().as_ref() == "TIMEX3" => open = Some(Anchored::of(&tag)),
            Event::Empty(tag) if tag.name().as_ref() == "TIMEX3" => found.push(Anchored::of(&tag)),
            Event::Empty(tag) if tag.name().as_ref() == "token_anchor" => {
                if let Some(timex) = &mut open {
                    timex.tokens.extend(attribute(&tag, "t_id"));
                }
            }
            Event::End(tag) if tag.name().as_ref() == "TIMEX3" => found.extend(open.take()),
            Event::Eof => return Ok(text.document(&found)),
            _ => {}
        }
    }
}

/// The text so far, with the place of each token.
#[derive(Default)]
struct Text {
    text: String,
    sentence: String,
    places: BTreeMap<String, (usize, usize)>,
    glue: bool,
}

impl Text {
    /// Adds a token: a blank line between sentences, a blank between words, none before closing or after opening signs.
    fn push(&mut self, id: String, sentence: &str, words: &str) {
        let words = match words {
            "``" | "''" => "\"",
            words => words,
        };
        let joined =
            matches!(words, "," | "." | ";" | ":" | "!" | "?" | ")" | "%" | "n't") || words.starts_with('\'');
        if !self.text.is_empty() {
            if sentence != self.sentence {
                self.text.push_str("\n\n");
            } else if !joined && !self.glue {
                self.text.push(' ');
            }
        }
        sentence.clone_into(&mut self.sentence);
        self.glue = matches!(words, "(" | "$");
        let start = self.text.len();
        self.text.push_str(words);
        self.places.insert(id, (start, self.text.len()));
    }

    fn document(self, found: &[Anchored]) -> DatedText {
        let published = found
            .iter()
            .find(|timex| timex.creation && !timex.value.is_empty())
            .map(|timex| timex.value.clone());
        let mut wanted: Vec<WantedDate> = found
            .iter()
            .filter(|timex| !timex.creation)
            .filter_map(|timex| {
                let places = timex.tokens.iter().filter_map(|id| self.places.get(id));
                let (start, end) = places.fold((usize::MAX, 0), |(a, b), (c, d)| (a.min(*c), b.max(*d)));
                let values = vec![timex.value.clone()];
                (start < end).then_some(WantedDate { start, end, values })
            })
            .collect();
        wanted.sort_by_key(|date| (date.start, date.end));
        DatedText {
            id: String::new(),
            text: self.text,
            published,
            language: Language::En,
            wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_text_again() {
        let doc = parse(
            "<Document><token sentence=\"0\" t_id=\"1\">Town</token><token sentence=\"0\" t_id=\"2\">taken</token>\
             <token sentence=\"1\" t_id=\"3\">On</token><token sentence=\"1\" t_id=\"4\">March</token>\
             <token sentence=\"1\" t_id=\"5\">6</token><token sentence=\"1\" t_id=\"6\">,</token>\
             <token sentence=\"1\" t_id=\"7\">2008</token><Markables>\
             <TIMEX3 functionInDocument=\"CREATION_TIME\" value=\"2008-03-07\"><token_anchor t_id=\"1\"/></TIMEX3>\
             <TIMEX3 functionInDocument=\"NONE\" value=\"2008-03-06\"><token_anchor t_id=\"4\"/><token_anchor t_id=\"5\"/>\
             <token_anchor t_id=\"6\"/><token_anchor t_id=\"7\"/></TIMEX3>\
             <TIMEX3 functionInDocument=\"NONE\" value=\"2007\"/></Markables></Document>",
        )
        .unwrap();
        assert_eq!(doc.text, "Town taken\n\nOn March 6, 2008");
        assert_eq!(doc.published.as_deref(), Some("2008-03-07"));
        assert_eq!(doc.wanted.len(), 1);
        let date = &doc.wanted[0];
        assert_eq!(&doc.text[date.start..date.end], "March 6, 2008");
    }
}

//! Reads the token-based XML of MEANTIME (the CAT tool's form): the text is put together again from its tokens.
//!
//! Time expressions are annotated in the headline, the dateline and the next four sentences only (in the 46 English files
//! no anchor of a time expression lies beyond sentence 5, while tokens go on to sentence 25), so the text ends there: what
//! a reader finds further on could be neither right nor wrong.
//! The dateline is the time of creation itself, annotated within the text. TempEval-3 keeps it outside the text that is
//! scored, and it is given to the reader as the publication; so an expression read there is set aside, neither right
//! (that would be too easy) nor wrong (it is what stands there).

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

/// The document in `path`. The expression that is the creation time gives the publication and is set aside; expressions
/// without words are not wanted.
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
        let aside = found
            .iter()
            .filter(|timex| timex.creation)
            .filter_map(|timex| self.place(timex))
            .collect();
        let mut wanted: Vec<WantedDate> = found
            .iter()
            .filter(|timex| !timex.creation)
            .filter_map(|timex| {
                let (start, end) = self.place(timex)?;
                let values = vec![timex.value.clone()];
                Some(WantedDate { start, end, values })
            })
            .collect();
        wanted.sort_by_key(|date| (date.start, date.end));
        DatedText {
            id: String::new(),
            text: self.text,
            published,
            language: Language::En,
            wanted,
            aside,
        }
    }

    /// From the first to the last of an expression's tokens; `None` if the text holds none of them.
    fn place(&self, timex: &Anchored) -> Option<(usize, usize)> {
        let places = timex.tokens.iter().filter_map(|id| self.places.get(id));
        let (start, end) = places.fold((usize::MAX, 0), |(a, b), (c, d)| (a.min(*c), b.max(*d)));
        (start < end).then_some((start, end))
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
        assert_eq!(doc.aside, [(0, 4)]);
        assert_eq!(doc.wanted.len(), 1);
        let date = &doc.wanted[0];
        assert_eq!(&doc.text[date.start..date.end], "March 6, 2008");
    }

    #[test]
    fn the_corpus_annotates_no_further_than_the_cut() {
        let root = std::env::var_os("TOCSIN_SHARED").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
            std::path::PathBuf::from,
        );
        let Ok(entries) = std::fs::read_dir(root.join("data/dates/meantime")) else {
            eprintln!("skipped: no MEANTIME beside the repository (TOCSIN_SHARED)");
            return;
        };
        let (mut texts, mut with_dateline) = (0, 0);
        for path in entries.map(|entry| entry.unwrap().path()) {
            let source = std::fs::read_to_string(&path).unwrap();
            let of_token = |id: &str| {
                let at = source.find(&format!("t_id=\"{id}\">")).unwrap();
                let line = &source[source[..at].rfind('<').unwrap()..at];
                let number = line
                    .split("sentence=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap();
                number.parse::<u32>().unwrap()
            };
            for timex in source.split("<TIMEX3 ").skip(1) {
                let (tag, rest) = timex.split_once('>').unwrap();
                if tag.ends_with('/') {
                    // Stands for a date no words name: it has no tokens.
                    continue;
                }
                let timex = rest.split("</TIMEX3>").next().unwrap();
                for anchor in timex.split("<token_anchor ").skip(1) {
                    let id = anchor.split("t_id=\"").nth(1).unwrap().split('"').next().unwrap();
                    assert!(of_token(id) <= LAST_SENTENCE, "{}: token {id}", path.display());
                }
            }
            let doc = read(&path, Language::En).unwrap();
            assert!(doc.aside.len() <= 1, "{}", path.display());
            texts += 1;
            with_dateline += doc.aside.len();
        }
        assert!(
            with_dateline * 10 >= texts * 9,
            "nearly every text has a dateline: {with_dateline} of {texts}"
        );
    }
}

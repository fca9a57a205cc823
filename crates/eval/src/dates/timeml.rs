//! Reads TimeML: the text of a document with its TIMEX3 elements, and the time of its creation.

use super::forms::{DatedText, WantedDate};
use crate::files::{self, InputError, Read};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::path::Path;
use tocsin_core::Language;

/// The document in `path`. Expressions outside `<TEXT>` are not wanted; the one that is the creation time is the
/// publication.
///
/// # Errors
/// When the file is missing, or not well-formed.
pub fn read(path: &Path, language: Language) -> Read<DatedText> {
    let source = files::text(path, "a TimeML file")?;
    let mut doc = parse(&source).map_err(|(at, why)| {
        InputError::malformed(path, line_of(&source, at), why, "give well-formed TimeML")
    })?;
    doc.id = files::stem(path);
    doc.language = language;
    Ok(doc)
}

/// The number of the line that holds byte `at`, counted from 1.
pub(super) fn line_of(source: &str, at: u64) -> usize {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(source.len());
    1 + source.as_bytes()[..at]
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count()
}

fn parse(source: &str) -> Result<DatedText, (u64, String)> {
    let mut reader = Reader::from_str(source);
    let mut doc = DatedText {
        id: String::new(),
        text: String::new(),
        published: None,
        language: Language::En,
        wanted: Vec::new(),
        aside: Vec::new(),
    };
    let mut in_text = false;
    let mut open: Option<WantedDate> = None;
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|error| (at, error.to_string()))?;
        match event {
            Event::Start(tag) if tag.name().as_ref() == "TEXT" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == "TEXT" => in_text = false,
            Event::Start(tag) if tag.name().as_ref() == "TIMEX3" => {
                if attribute(&tag, "functionInDocument").as_deref() == Some("CREATION_TIME") {
                    doc.published = doc.published.or(attribute(&tag, "value"));
                }
                open = in_text.then(|| WantedDate {
                    start: doc.text.len(),
                    end: 0,
                    values: vec![attribute(&tag, "value").unwrap_or_default()],
                });
            }
            Event::End(tag) if tag.name().as_ref() == "TIMEX3" => {
                if let Some(mut date) = open.take() {
                    date.end = doc.text.len();
                    if date.start < date.end {
                        doc.wanted.push(date);
                    }
                }
            }
            Event::Text(text) if in_text => {
                doc.text.push_str(&text);
            }
            Event::CData(text) if in_text => {
                doc.text.push_str(&text);
            }
            Event::GeneralRef(name) if in_text => {
                doc.text.push_str(&character(&name));
            }
            Event::Eof => return Ok(doc),
            _ => {}
        }
    }
}

/// The character that `&name;` stands for; the reference itself where it is none of XML's own.
fn character(name: &str) -> String {
    let numeric = name.strip_prefix('#').and_then(|digits| {
        let code = match digits.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        char::from_u32(code)
    });
    match (name, numeric) {
        (_, Some(c)) => c.to_string(),
        ("amp", _) => "&".into(),
        ("lt", _) => "<".into(),
        ("gt", _) => ">".into(),
        ("quot", _) => "\"".into(),
        ("apos", _) => "'".into(),
        _ => format!("&{name};"),
    }
}

/// The value of attribute `name` of `tag`; `None` if it has none.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_creation_time_and_expressions() {
        let doc = parse(
            "<TimeML><DCT><TIMEX3 value=\"2024-03-05\" functionInDocument=\"CREATION_TIME\">5 March</TIMEX3></DCT>\
             <TEXT>A &amp; B <EVENT>fell</EVENT> on <TIMEX3 type=\"DATE\" value=\"2024-03-04\">Mon<b>day</b></TIMEX3>.</TEXT></TimeML>",
        )
        .unwrap();
        assert_eq!(doc.published.as_deref(), Some("2024-03-05"));
        assert_eq!(doc.text, "A & B fell on Monday.");
        let date = &doc.wanted[0];
        assert_eq!(&doc.text[date.start..date.end], "Monday");
        assert_eq!(date.values, ["2024-03-04"]);
        assert_eq!(doc.wanted.len(), 1);
    }

    #[test]
    fn malformed_xml_is_told_with_its_line() {
        let file = tempfile::Builder::new().suffix(".tml").tempfile().unwrap();
        std::fs::write(file.path(), "<TimeML>\n<TEXT>a</TIMEX3></TEXT>").unwrap();
        let error = read(file.path(), Language::En).unwrap_err().to_string();
        assert!(error.contains("line 2"), "{error}");
    }
}

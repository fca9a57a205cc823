//! A text with the time expressions wanted of it, and its JSON-lines form.

use crate::files::{self, InputError, Read};
use serde::Deserialize;
use std::path::Path;
use tocsin_core::Language;

/// One time expression of the gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedDate {
    /// First byte of its words.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// The right values, the first preferred; "" = it is right to give none.
    pub values: Vec<String>,
}

/// One text of the gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedText {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// ISO day of its publication; `None` if unknown.
    pub published: Option<String>,
    /// Its language.
    pub language: Language,
    /// What is wanted, by place in the text.
    pub wanted: Vec<WantedDate>,
    /// Stretches (first byte, one past the last) in which what is read counts neither for nor against: the creation time
    /// that stands within the text.
    pub aside: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    dates: Vec<DateRow>,
}

#[derive(Deserialize)]
struct DateRow {
    #[serde(default)]
    text: String,
    start: usize,
    end: usize,
    value: String,
    #[serde(default)]
    accept: Vec<String>,
}

const FORM: &str = "{\"id\", \"text\", \"published\", \"lang\", \"dates\": [{\"text\", \"start\", \"end\", \"value\", \"accept\"?}]}";

/// The texts of a JSON-lines file; offsets are in Unicode characters.
///
/// # Errors
/// When the file is missing or malformed, or an offset does not give the words beside it.
pub fn read(path: &Path) -> Read<Vec<DatedText>> {
    let rows: Vec<Row> = files::json_lines(path, FORM)?;
    rows.into_iter()
        .enumerate()
        .map(|(index, row)| {
            of_row(row).map_err(|why| InputError::malformed(path, index + 1, why, "correct the offsets"))
        })
        .collect()
}

fn of_row(row: Row) -> Result<DatedText, String> {
    let mut wanted = Vec::with_capacity(row.dates.len());
    for date in row.dates {
        let (start, end) = files::bytes_of_chars(&row.text, date.start, date.end)
            .ok_or_else(|| format!("{}..{} is no stretch of the text", date.start, date.end))?;
        let words = &row.text[start..end];
        if !date.text.is_empty() && date.text != words {
            return Err(format!(
                "{}..{} is {words:?}, not {:?}",
                date.start, date.end, date.text
            ));
        }
        let values = std::iter::once(date.value).chain(date.accept).collect();
        wanted.push(WantedDate { start, end, values });
    }
    wanted.sort_by_key(|date| (date.start, date.end));
    Ok(DatedText {
        id: row.id,
        text: row.text,
        published: row.published,
        language: language(row.lang.as_deref().unwrap_or("en")),
        wanted,
        aside: Vec::new(),
    })
}

/// The language written `en` or `fr`; anything else is another.
#[must_use]
pub fn language(code: &str) -> Language {
    match code.get(..2) {
        Some("en") => Language::En,
        Some("fr") => Language::Fr,
        _ => Language::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_characters_and_are_checked() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let good = r#"{"id":"1","text":"Né hier.","published":null,"lang":"fr","dates":[{"text":"hier","start":3,"end":7,"value":"","accept":["X"]}]}"#;
        std::fs::write(file.path(), good).unwrap();
        let texts = read(file.path()).unwrap();
        assert_eq!((texts[0].wanted[0].start, texts[0].wanted[0].end), (4, 8));
        assert_eq!(texts[0].wanted[0].values, ["", "X"]);
        assert_eq!(texts[0].language, Language::Fr);
        std::fs::write(file.path(), good.replace("\"start\":3", "\"start\":2")).unwrap();
        let error = read(file.path()).unwrap_err().to_string();
        assert!(
            error.contains("line 1") && error.contains("not \"hier\""),
            "{error}"
        );
    }
}

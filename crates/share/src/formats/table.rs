//! Cells that no spreadsheet can mistake for a formula.

/// `text` as one line that starts with nothing a spreadsheet would run: a leading `=`, `+`, `-`, `@`, tab, or one of
/// their full-width forms, gets an apostrophe before it.
pub(crate) fn cell(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let line = line.trim();
    let bare = line
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{feff}' | '\u{200b}'));
    if bare.starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠']) {
        return format!("'{line}");
    }
    line.to_owned()
}

/// Rows as CSV (RFC 4180), lines ended by CR LF.
pub(crate) fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_only_text() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            (" \t@SUM(A1)", "'@SUM(A1)"),
            ("\"=cmd|' /C calc'!A0", "'\"=cmd|' /C calc'!A0"),
            ("-3 people", "'-3 people"),
            ("two\r\nlines", "two  lines"),
            ("\r=1", "'=1"),
            ("plain, \"quoted\"", "plain, \"quoted\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_one_harmless_cell(text in "\\PC*|[=+\\-@\t\r\n\",' a]{0,12}") {
            let made = cell(&text);
            prop_assert!(!made.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            let bytes = csv([vec![made.clone(), "x".to_owned()]]);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
            let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(records.len(), 1);
            prop_assert_eq!(&records[0][0], made.as_str());
            prop_assert_eq!(&records[0][1], "x");
        }
    }
}

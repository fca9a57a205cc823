//! Lines and columns of source files, with errors that name the line and the remedy.

use crate::GazetteerError;

/// A source file being read: its name for messages, and its lines.
pub(super) struct Source<'s> {
    pub(super) file: &'s str,
    bytes: &'s [u8],
}

/// One line of it.
pub(super) struct Line<'s> {
    file: &'s str,
    /// From 1.
    pub(super) number: usize,
    pub(super) columns: Vec<&'s str>,
    /// Whether a line break follows it.
    pub(super) ended: bool,
}

impl<'s> Source<'s> {
    pub(super) fn new(file: &'s str, bytes: &'s [u8]) -> Result<Self, GazetteerError> {
        let error = |what: &str, remedy| GazetteerError::Line {
            file: file.to_owned(),
            line: 1,
            what: what.to_owned(),
            remedy,
        };
        match bytes {
            [b'P', b'K', 3, 4, ..] => Err(error(
                "this is a ZIP archive",
                "unpack it and give the .txt file inside",
            )),
            [0x1f, 0x8b, ..] => Err(error("this is a gzip file", "unpack it first")),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Err(error("this is UTF-16 text", "save it as UTF-8")),
            _ => Ok(Self {
                file,
                bytes: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
            }),
        }
    }

    /// The first bytes, without a mark of their order.
    pub(super) fn head(&self) -> &'s [u8] {
        &self.bytes[..self.bytes.len().min(4096)]
    }

    /// Calls `each` for every line that is not empty and no comment, cut at `separator`.
    pub(super) fn each(
        &self,
        separator: char,
        mut each: impl FnMut(&Line<'s>) -> Result<(), GazetteerError>,
    ) -> Result<(), GazetteerError> {
        let mut at = 0;
        let mut number = 0;
        while at < self.bytes.len() {
            number += 1;
            let end = memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |len| at + len);
            let raw = self.bytes[at..end]
                .strip_suffix(b"\r")
                .unwrap_or(&self.bytes[at..end]);
            let text = std::str::from_utf8(raw).map_err(|_| GazetteerError::Line {
                file: self.file.to_owned(),
                line: number,
                what: "these bytes are not UTF-8".to_owned(),
                remedy: "fetch the dump again, or convert it to UTF-8",
            })?;
            if !text.trim().is_empty() && !text.starts_with('#') {
                let columns = if separator == ',' {
                    csv_columns(text)
                } else {
                    text.split(separator).collect()
                };
                each(&Line {
                    file: self.file,
                    number,
                    columns,
                    ended: end < self.bytes.len(),
                })?;
            }
            at = end + 1;
        }
        Ok(())
    }
}

impl Line<'_> {
    pub(super) fn column(&self, at: usize) -> &str {
        self.columns.get(at).copied().unwrap_or("").trim()
    }

    pub(super) fn error(&self, what: impl Into<String>, remedy: &'static str) -> GazetteerError {
        GazetteerError::Line {
            file: self.file.to_owned(),
            line: self.number,
            what: what.into(),
            remedy,
        }
    }

    /// Degrees in `range` from column `at`.
    pub(super) fn degrees(&self, at: usize, most: f64) -> Result<f64, GazetteerError> {
        let text = self.column(at);
        text.parse()
            .ok()
            .filter(|degrees: &f64| degrees.abs() <= most)
            .ok_or_else(|| {
                self.error(
                    format!("“{}” is no coordinate within ±{most}", short(text)),
                    "fetch the file again, or mend this line",
                )
            })
    }

    /// People from column `at`; 0 where it is empty.
    pub(super) fn population(&self, at: usize) -> Result<u64, GazetteerError> {
        let text = self.column(at);
        if text.is_empty() {
            return Ok(0);
        }
        text.parse().map_err(|_| {
            self.error(
                format!("“{}” is no population", short(text)),
                "fetch the file again, or mend this line",
            )
        })
    }
}

/// The first thirty characters of `text`.
pub(crate) fn short(text: &str) -> &str {
    text.char_indices().nth(30).map_or(text, |(at, _)| &text[..at])
}

/// Columns of a line of comma-separated values; quotes around a column may hold commas.
fn csv_columns(line: &str) -> Vec<&str> {
    let mut columns = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                columns.push(line[start..at].trim_matches('"'));
                start = at + 1;
            }
            _ => {}
        }
    }
    columns.push(line[start..].trim_matches('"'));
    columns
}

//! Reads input files, and says plainly what is wrong with one: what, where, and what to do next.

use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// An input that cannot be used. The exit code of the binary follows from the kind.
#[derive(Debug, Error)]
pub enum InputError {
    /// Not there, or not readable.
    #[error("cannot read {}: {why}\n  next: {next}", path.display())]
    Missing {
        /// The file or folder asked for.
        path: PathBuf,
        /// What the system said.
        why: String,
        /// What to do about it.
        next: String,
    },
    /// There, but not of the form its benchmark needs.
    #[error("{}{}: {why}\n  next: {next}", path.display(), at_line(*line))]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1; 0 where the whole file is meant.
        line: usize,
        /// What is wrong with it.
        why: String,
        /// What to do about it.
        next: String,
    },
}

fn at_line(line: usize) -> String {
    if line == 0 {
        String::new()
    } else {
        format!(", line {line}")
    }
}

impl InputError {
    /// The exit code: 3 for what is missing, 4 for what is malformed (2 is clap's, for a wrong command line).
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Missing { .. } => 3,
            Self::Malformed { .. } => 4,
        }
    }

    /// `path` is missing; `next` says what to do.
    #[must_use]
    pub fn missing(path: &Path, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self::Missing {
            path: path.to_owned(),
            why: why.into(),
            next: next.into(),
        }
    }

    /// Line `line` of `path` (0 for the whole) is malformed; `next` says what to do.
    #[must_use]
    pub fn malformed(path: &Path, line: usize, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self::Malformed {
            path: path.to_owned(),
            line,
            why: why.into(),
            next: next.into(),
        }
    }
}

/// What every reader of files gives.
pub type Read<T> = Result<T, InputError>;

/// The text of `path`, without a byte-order mark.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn text(path: &Path, form: &str) -> Read<String> {
    let bytes = fs::read(path).map_err(|error| {
        InputError::missing(
            path,
            error.to_string(),
            format!("give the path of {form}; `tocsin-eval help` lists what each benchmark reads"),
        )
    })?;
    let bytes = unpacked(path, bytes)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let why = format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to());
        InputError::malformed(path, 0, why, format!("give {form}, unpacked and in UTF-8"))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Most bytes that a packed file may hold.
const UNPACKED_CAP: u64 = 1 << 30;

/// The bytes of a file whose name ends in `.gz`, unpacked; of any other file as they are.
fn unpacked(path: &Path, bytes: Vec<u8>) -> Read<Vec<u8>> {
    if path.extension().is_none_or(|ending| ending != "gz") {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    let mut unpacker = GzDecoder::new(&bytes[..]).take(UNPACKED_CAP);
    match unpacker.read_to_end(&mut out) {
        Ok(_) => Ok(out),
        Err(error) => Err(InputError::malformed(
            path,
            0,
            error.to_string(),
            "pack the file with gzip anew",
        )),
    }
}

/// The JSON lines of `path`; blank lines are skipped. `form` says what a line should be.
///
/// # Errors
/// When the file cannot be read, or a line is not of that form.
pub fn json_lines<T: DeserializeOwned>(path: &Path, form: &str) -> Read<Vec<T>> {
    let text = text(path, form)?;
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let row = serde_json::from_str(line).map_err(|error| {
            InputError::malformed(
                path,
                index + 1,
                error.to_string(),
                format!("each line must be {form}"),
            )
        })?;
        rows.push(row);
    }
    Ok(rows)
}

/// The files of folder `dir` whose name ends in one of `endings` (with the dot), sorted by name; not those of folders
/// in it.
///
/// # Errors
/// When the folder cannot be read, or holds none.
pub fn list(dir: &Path, endings: &[&str], form: &str) -> Read<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).map_err(|error| {
        InputError::missing(
            dir,
            error.to_string(),
            format!("give the folder that holds {form}"),
        )
    })?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            path.is_file() && name.is_some_and(|name| endings.iter().any(|end| name.ends_with(end)))
        })
        .collect();
    found.sort();
    if found.is_empty() {
        return Err(InputError::missing(
            dir,
            format!("no file ending in {}", endings.join(", ")),
            format!("give the folder that holds {form}"),
        ));
    }
    Ok(found)
}

/// The name of `path` without folder and ending.
#[must_use]
pub fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// `start..end` in Unicode characters as byte offsets of `text`; `None` if out of range or empty.
#[must_use]
pub fn bytes_of_chars(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    if end <= start {
        return None;
    }
    let mut at = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain(std::iter::once(text.len()));
    let first = at.nth(start)?;
    let last = at.nth(end - start - 1)?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_to_bytes() {
        // "Ségou": é is two bytes, so characters 1..3 ("ég") are bytes 1..4.
        assert_eq!(bytes_of_chars("Ségou", 1, 3), Some((1, 4)));
        assert_eq!(bytes_of_chars("Ségou", 0, 5), Some((0, 6)));
        assert_eq!(bytes_of_chars("Ségou", 0, 6), None);
        assert_eq!(bytes_of_chars("Ségou", 2, 2), None);
    }

    #[test]
    fn errors_say_what_where_and_what_next() {
        let error =
            json_lines::<serde_json::Value>(Path::new("/nowhere/x.jsonl"), "a JSON object").unwrap_err();
        assert_eq!(error.exit_code(), 3);
        let said = error.to_string();
        assert!(
            said.contains("/nowhere/x.jsonl") && said.contains("next: "),
            "{said}"
        );
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "{\"a\":1}\n{broken\n").unwrap();
        let error = json_lines::<serde_json::Value>(file.path(), "a JSON object").unwrap_err();
        assert_eq!(error.exit_code(), 4);
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}

//! What a benchmark gives: scores to print, predictions to write, findings to look at, and a line for the record.

use crate::files::InputError;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Something missed or wrongly found, for `tocsin-eval errors`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The cause by which findings are grouped ("missed extent", "wrong value", …).
    pub cause: String,
    /// The document.
    pub doc: String,
    /// The words around it with what was wanted and what was given, on one or more lines.
    pub shown: String,
}

/// The result of one benchmark.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Its name: that of the file under `gold/scores`.
    pub benchmark: String,
    /// Which part of which data: file or folder name, and split.
    pub split: String,
    /// Number of documents (or claims, pairs, …) scored.
    pub n: usize,
    /// Scores in the order in which they are shown; not finite = could not be computed (`null` in JSON).
    pub scores: Vec<(String, f64)>,
    /// What was predicted, one JSON object a document.
    pub predictions: Vec<Value>,
    /// What was missed or wrongly found.
    pub findings: Vec<Finding>,
    /// Sentences the reader of the table should know.
    pub remarks: Vec<String>,
}

impl Outcome {
    /// An outcome without scores yet.
    #[must_use]
    pub fn new(benchmark: &str, split: &str, n: usize) -> Self {
        Self {
            benchmark: benchmark.to_owned(),
            split: split.to_owned(),
            n,
            ..Self::default()
        }
    }

    /// Adds score `name`.
    pub fn put(&mut self, name: impl Into<String>, value: f64) {
        self.scores.push((name.into(), value));
    }

    /// Adds score `name`; `None` is "could not be computed".
    pub fn put_option(&mut self, name: impl Into<String>, value: Option<f64>) {
        self.put(name, value.unwrap_or(f64::NAN));
    }

    /// The value of score `name`; `None` if it was not computed.
    #[must_use]
    pub fn score(&self, name: &str) -> Option<f64> {
        let (_, value) = self.scores.iter().find(|(known, _)| known == name)?;
        value.is_finite().then_some(*value)
    }

    /// Notes something missed or wrongly found.
    pub fn find(&mut self, cause: impl Into<String>, doc: &str, shown: impl Into<String>) {
        self.findings.push(Finding {
            cause: cause.into(),
            doc: doc.to_owned(),
            shown: shown.into(),
        });
    }

    /// `{"benchmark", "split", "n", "scores": {…}}`, scores rounded to six decimals.
    #[must_use]
    pub fn json(&self) -> Value {
        let scores: Map<String, Value> = self
            .scores
            .iter()
            .map(|(name, value)| {
                let rounded = (value * 1e6).round() / 1e6;
                (
                    name.clone(),
                    if rounded.is_finite() {
                        json!(rounded)
                    } else {
                        Value::Null
                    },
                )
            })
            .collect();
        json!({"benchmark": self.benchmark, "split": self.split, "n": self.n, "scores": scores})
    }

    /// The readable table.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = format!("{} · {} · n = {}\n", self.benchmark, self.split, self.n);
        let width = self
            .scores
            .iter()
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0);
        for (name, value) in &self.scores {
            let _ = writeln!(out, "  {name:width$}  {:>10}", shown(*value));
        }
        for remark in &self.remarks {
            let _ = writeln!(out, "  note: {remark}");
        }
        out
    }

    /// The findings as text, grouped by cause, the commonest first, at most `most` of each.
    #[must_use]
    pub fn findings_by_cause(&self, most: usize) -> String {
        let mut causes: Vec<(&str, Vec<&Finding>)> = Vec::new();
        for finding in &self.findings {
            match causes.iter_mut().find(|(cause, _)| *cause == finding.cause) {
                Some((_, list)) => list.push(finding),
                None => causes.push((&finding.cause, vec![finding])),
            }
        }
        causes.sort_by_key(|(cause, list)| (std::cmp::Reverse(list.len()), *cause));
        let mut out = String::new();
        for (cause, list) in &causes {
            let _ = writeln!(out, "== {cause}: {}", list.len());
            for finding in list.iter().take(most) {
                let _ = writeln!(out, "{}", finding.doc);
                for line in finding.shown.lines() {
                    let _ = writeln!(out, "    {line}");
                }
            }
            if list.len() > most {
                let _ = writeln!(out, "    … and {} more (--most N shows more)", list.len() - most);
            }
        }
        out
    }

    /// Writes the predictions to `path`, one JSON object a line.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_predictions(&self, path: &Path) -> Result<(), InputError> {
        let mut text = String::new();
        for row in &self.predictions {
            let _ = writeln!(text, "{row}");
        }
        fs::write(path, text)
            .map_err(|error| InputError::missing(path, error.to_string(), "give a file that can be written"))
    }

    /// Appends this result, with the `command` that gave it and the `date` of the run, to `folder/BENCHMARK.jsonl`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn record(&self, folder: &Path, command: &str, date: &str) -> Result<(), InputError> {
        let mut row = self.json();
        row["command"] = json!(command);
        row["date"] = json!(date);
        let path = folder.join(format!("{}.jsonl", self.benchmark));
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(folder)?;
            let mut file = fs::OpenOptions::new().create(true).append(true).open(&path)?;
            writeln!(file, "{row}")
        };
        write().map_err(|error| {
            InputError::missing(
                &path,
                error.to_string(),
                "run from the repository's root, or give --scores DIR",
            )
        })
    }
}

/// A number as the table shows it: three decimals where it is a share, fewer where it is large.
#[must_use]
pub fn shown(value: f64) -> String {
    if !value.is_finite() {
        "–".to_owned()
    } else if value.abs() <= 1.0 {
        format!("{value:.4}")
    } else if value.fract() == 0.0 || value.abs() >= 1000.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}

/// `text` around bytes `start..end` on one line, the words themselves between `[` and `]`.
#[must_use]
pub fn in_context(text: &str, start: usize, end: usize) -> String {
    const AROUND: usize = 60;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(start), floor(end.max(start)));
    let (from, to) = (floor(start.saturating_sub(AROUND)), floor(end + AROUND));
    let line = format!(
        "…{}[{}]{}…",
        &text[from..start],
        &text[start..end],
        &text[end..to]
    );
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_computed_is_null() {
        let mut outcome = Outcome::new("dates", "x", 2);
        outcome.put("a_f1", 1.0 / 3.0);
        outcome.put_option("b", None);
        assert_eq!(
            outcome.json().to_string(),
            r#"{"benchmark":"dates","n":2,"scores":{"a_f1":0.333333,"b":null},"split":"x"}"#
        );
        assert_eq!(outcome.score("b"), None);
        assert!(outcome.table().contains("–"));
    }

    #[test]
    fn findings_commonest_cause_first() {
        let mut outcome = Outcome::new("dates", "x", 2);
        outcome.find("wrong", "d1", "one");
        outcome.find("missed", "d1", "two");
        outcome.find("missed", "d2", "three");
        assert_eq!(
            outcome.findings_by_cause(1),
            "== missed: 2\nd1\n    two\n    … and 1 more (--most N shows more)\n== wrong: 1\nd1\n    one\n"
        );
    }

    #[test]
    fn context_never_cuts_a_character() {
        let text = "é".repeat(100);
        assert!(in_context(&text, 51, 53).contains('['));
        assert_eq!(in_context("ab cd", 3, 5), "…ab [cd]…");
        assert_eq!(in_context("ab", 9, 12), "…ab[]…");
    }
}

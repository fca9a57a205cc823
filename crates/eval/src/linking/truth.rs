//! Which of several claims is true: the files of claims, truths and the hierarchy of places, and the scorer.
//!
//! A truth is a path from the narrowest place to the widest ("Minneapolis, Minnesota, USA"). The answer looked for is the
//! narrowest place of that path that any source claims (the narrowest of all, if none does).
//! **accuracy** is the share of objects answered with just that; **general_accuracy** also counts any wider place of the path.

use crate::files::{self, InputError, Read};
use std::collections::BTreeMap;
use std::path::Path;

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimRow {
    /// What it is about.
    pub object: String,
    /// Who says it.
    pub source: String,
    /// What is said.
    pub value: String,
}

/// Claims, truths and hierarchy of one data set.
#[derive(Clone, Debug, Default)]
pub struct TruthSet {
    /// All claims in the order of the file.
    pub claims: Vec<ClaimRow>,
    /// True path by object, the narrowest place first.
    pub truths: BTreeMap<String, Vec<String>>,
    /// Id, name and the id of the wider place, as in the file.
    pub hierarchy: Vec<(String, String, String)>,
}

/// The data set in folder `dir`: `claims.csv` (obj, src, value), `groundtruths.csv` (obj, value), `hierarchy.csv`
/// (ID, name, parentID).
///
/// # Errors
/// When a file is missing, or a row is not of that form.
pub fn read(dir: &Path) -> Read<TruthSet> {
    let claims = rows(&dir.join("claims.csv"), &["obj", "src", "value"])?
        .into_iter()
        .map(|row| ClaimRow {
            object: row[0].clone(),
            source: row[1].clone(),
            value: row[2].clone(),
        })
        .collect();
    let truths = rows(&dir.join("groundtruths.csv"), &["obj", "value"])?
        .into_iter()
        .map(|row| {
            let path = row[1].split(',').map(|part| part.trim().to_owned()).collect();
            (row[0].clone(), path)
        })
        .collect();
    let hierarchy = rows(&dir.join("hierarchy.csv"), &["ID", "name", "parentID"])?
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone(), row[2].clone()))
        .collect();
    Ok(TruthSet {
        claims,
        truths,
        hierarchy,
    })
}

/// The cells of the columns headed `heads`, row by row.
fn rows(path: &Path, heads: &[&str]) -> Read<Vec<Vec<String>>> {
    let form = format!("a CSV file with the columns {}", heads.join(", "));
    let text = files::text(path, &form)?;
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let bad = |line: usize, why: String| InputError::malformed(path, line, why, format!("give {form}"));
    let header = reader
        .headers()
        .map_err(|error| bad(1, error.to_string()))?
        .clone();
    let places: Vec<usize> = heads
        .iter()
        .map(|head| {
            let at = header.iter().position(|cell| cell.trim() == *head);
            at.ok_or_else(|| bad(1, format!("no column {head:?}")))
        })
        .collect::<Read<_>>()?;
    let mut out = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| {
            let line = error.position().map_or(0, |place| place.line() as usize);
            bad(line, error.to_string())
        })?;
        let line = row.position().map_or(0, |place| place.line() as usize);
        let cells: Option<Vec<String>> = places
            .iter()
            .map(|&at| row.get(at).map(|cell| cell.trim().to_owned()))
            .collect();
        out.push(cells.ok_or_else(|| bad(line, "too few cells".into()))?);
    }
    Ok(out)
}

/// Accuracy and general accuracy of `answers` (by object) over all objects with a truth and a claim; the number of them.
#[must_use]
pub fn score(set: &TruthSet, answers: &BTreeMap<String, String>) -> (f64, f64, usize) {
    let mut claimed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in &set.claims {
        claimed.entry(&claim.object).or_default().push(&claim.value);
    }
    let (mut right, mut general, mut n) = (0usize, 0usize, 0usize);
    for (object, path) in &set.truths {
        let Some(values) = claimed.get(object.as_str()) else {
            continue;
        };
        n += 1;
        let Some(answer) = answers.get(object) else {
            continue;
        };
        let at = path
            .iter()
            .position(|name| values.contains(&name.as_str()))
            .unwrap_or(0);
        right += usize::from(path.get(at) == Some(answer));
        general += usize::from(path[at..].contains(answer));
    }
    let share = |count: usize| if n == 0 { f64::NAN } else { count as f64 / n as f64 };
    (share(right), share(general), n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(object: &str, value: &str) -> ClaimRow {
        ClaimRow {
            object: object.into(),
            source: "s".into(),
            value: value.into(),
        }
    }

    #[test]
    fn by_hand() {
        let path = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let set = TruthSet {
            claims: vec![
                claim("a", "Town"),
                claim("b", "State"),
                claim("c", "Town"),
                claim("d", "Other"),
            ],
            truths: [
                ("a", "Town,State,Land"),
                ("b", "Town,State,Land"),
                ("c", "Town,State,Land"),
                ("d", "Town,State,Land"),
                ("unclaimed", "Town"),
            ]
            .map(|(object, text)| (object.to_owned(), path(text)))
            .into(),
            hierarchy: Vec::new(),
        };
        // a: narrowest. b: nobody claims the town, so the state is the answer. c: wider than need be. d: wrong.
        let answers = [("a", "Town"), ("b", "State"), ("c", "Land"), ("d", "Other")]
            .map(|(object, value)| (object.to_owned(), value.to_owned()))
            .into();
        assert_eq!(score(&set, &answers), (0.5, 0.75, 4));
        assert_eq!(score(&set, &BTreeMap::new()), (0.0, 0.0, 4));
    }

    #[test]
    fn a_missing_column_is_told() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("claims.csv"), "obj,src\na,b\n").unwrap();
        let error = read(dir.path()).unwrap_err().to_string();
        assert!(error.contains("no column \"value\""), "{error}");
    }
}

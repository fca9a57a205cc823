//! The datelines of MUC-4 texts: the JSON forms lack them, the raw files have them.

use crate::files::Read;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a text's dateline says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The dateline as it stands, up to `--`.
    pub words: String,
    /// The day; `None` where it says NO DATE.
    pub day: Option<Date>,
}

/// Datelines by document id, from all files below `dir/raw` that hold texts; empty where there is no such folder.
///
/// # Errors
/// Never for a missing folder; scores then lack what only a dateline tells.
pub fn read(dir: &Path) -> Read<BTreeMap<String, Dateline>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.join("raw")];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("key") && name.contains("-muc") {
                let bytes = fs::read(&path).unwrap_or_default();
                parse(&String::from_utf8_lossy(&bytes), &mut found);
            }
        }
    }
    Ok(found)
}

fn parse(text: &str, found: &mut BTreeMap<String, Dateline>) {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let id = line.split_whitespace().next().unwrap_or_default();
        if !(line.starts_with(|c: char| c.is_ascii_uppercase()) && id.contains("-MUC")) {
            continue;
        }
        let mut head = String::new();
        while let Some(line) = lines.next_if(|line| !line.contains("-MUC") || line.starts_with(' ')) {
            head.push_str(line.trim());
            head.push(' ');
            if head.contains("--") || head.len() > 400 {
                break;
            }
        }
        if let Some((words, _)) = head.split_once("--") {
            let words = words.trim().to_owned();
            let day = day(&words);
            found.insert(id.to_owned(), Dateline { words, day });
        }
    }
}

/// The first `DD MMM YY` of `words`.
fn day(words: &str) -> Option<Date> {
    let parts: Vec<&str> = words.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    parts.windows(3).find_map(|three| {
        let day: i8 = three[0].parse().ok()?;
        let month = month(three[1])?;
        let year: i16 = three[2].parse().ok()?;
        Date::new(1900 + year % 100, month, day).ok()
    })
}

fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let short = name.get(..3)?.to_uppercase();
    MONTHS
        .iter()
        .position(|known| *known == short)
        .map(|at| at as i8 + 1)
}

/// `16 NOV 89`, as the key writes days.
#[must_use]
pub fn written(day: Date) -> String {
    day.strftime("%d %b %y").to_string().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn datelines_of_texts() {
        let mut found = BTreeMap::new();
        parse(
            "TST0-MUC9-0001\n\n   SOME CITY (SOME COUNTRY), 4 FEB 90 (AN\nAGENCY) -- [TEXT] WORDS -- MORE.\n\n\
             TST0-MUC9-0002   (XY)\n\n   NO CITY, NO DATE -- [TEXT] WORDS.\n",
            &mut found,
        );
        assert_eq!(found["TST0-MUC9-0001"].day, Some(date(1990, 2, 4)));
        assert_eq!(
            found["TST0-MUC9-0001"].words,
            "SOME CITY (SOME COUNTRY), 4 FEB 90 (AN AGENCY)"
        );
        assert_eq!(found["TST0-MUC9-0002"].day, None);
        assert_eq!(written(date(1990, 2, 4)), "04 FEB 90");
    }

    #[test]
    fn no_folder_no_datelines() {
        assert!(read(Path::new("/nowhere")).unwrap().is_empty());
    }
}

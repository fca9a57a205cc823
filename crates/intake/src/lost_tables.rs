//! Tables whose separators were lost: lines such as "March 2021 Sofara 4 Ambush" under "Date Place Casualties Nature".
//!
//! Columns are restored only where the head names each of them, no two open columns stand side by side,
//! and every row divides in that one way. Otherwise each line is kept as a row of one cell, so that it is never read as
//! running text.

use crate::dates::month;
use crate::draft::Draft;
use crate::heads::{Column, columns, looks_like_head};

/// A table found in lines of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostTable {
    /// How many lines it takes.
    pub lines: usize,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    restored: bool,
}

impl LostTable {
    /// Adds the table to `draft`. Restored cells keep the line as it stood: they are parted by its own blanks.
    pub fn push(&self, draft: &mut Draft) {
        draft.push_lines_table(&self.header, &self.rows, self.restored);
    }
}

/// The table that begins with the first of `lines`; `None` if none does. A table has a head and two rows at least.
#[must_use]
pub fn begins(lines: &[&str]) -> Option<LostTable> {
    let head = lines.first().filter(|line| looks_like_head(line))?;
    let count = lines[1..].iter().take_while(|line| could_be_row(line)).count();
    if let Some(columns) = columns(head).filter(|columns| is_sure(columns)) {
        let rows: Vec<Vec<String>> = lines[1..=count]
            .iter()
            .map_while(|line| divide(line, &columns))
            .collect();
        if rows.len() >= 2 || (rows.len() == 1 && columns.len() >= 4) {
            let header = columns.into_iter().map(|(_, words)| words).collect();
            return Some(LostTable {
                lines: rows.len() + 1,
                header,
                rows,
                restored: true,
            });
        }
    }
    let rows = lines[1..=count]
        .iter()
        .map(|line| vec![(*line).to_owned()])
        .collect();
    (count >= 2).then(|| LostTable {
        lines: count + 1,
        header: vec![(*head).to_owned()],
        rows,
        restored: false,
    })
}

/// Short, and no sentence of running text.
fn could_be_row(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=18).contains(&words) && line.len() <= 130 && !line.contains(". ") && !line.ends_with([':', '?', '!'])
}

/// Whether rows can be divided in one way: a fixed column is named, and open ones do not touch.
fn is_sure(columns: &[(Column, String)]) -> bool {
    let open = |column: Column| matches!(column, Column::Place | Column::Words);
    columns.iter().any(|(column, _)| !open(*column))
        && !columns.windows(2).any(|pair| open(pair[0].0) && open(pair[1].0))
}

/// The cells of `line` under `columns`; `None` if it does not divide so.
fn divide(line: &str, columns: &[(Column, String)]) -> Option<Vec<String>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut cells = Vec::with_capacity(columns.len());
    let mut at = 0;
    for (n, (column, _)) in columns.iter().enumerate() {
        let rest = &words[at..];
        let len = match column {
            Column::Date => date_len(rest)?,
            Column::Number => number_len(rest)?,
            Column::Place | Column::Words => open_len(rest, columns.get(n + 1).map(|(next, _)| *next))?,
        };
        if *column == Column::Place && !rest[0].starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        cells.push(rest[..len].join(" "));
        at += len;
    }
    (at == words.len()).then_some(cells)
}

/// The words of an open cell: up to where the next fixed column begins, or to the end.
fn open_len(words: &[&str], next: Option<Column>) -> Option<usize> {
    let Some(next) = next else {
        return (!words.is_empty()).then_some(words.len());
    };
    (1..words.len()).find(|&at| match next {
        Column::Date => date_len(&words[at..]).is_some(),
        _ => number_len(&words[at..]).is_some(),
    })
}

/// "September 2023", "17 septembre 2024", "Sept. 17, 2024", "17/09/2024", "2024-09-17", "2024": how many words it takes.
fn date_len(words: &[&str]) -> Option<usize> {
    let bare = |n: usize| {
        words
            .get(n)
            .map(|word: &&str| word.trim_end_matches([',', '.', ';']))
    };
    let is_year = |n: usize| {
        bare(n).is_some_and(|word| {
            word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && word.starts_with(['1', '2'])
        })
    };
    let is_day = |n: usize| {
        bare(n).is_some_and(|word| {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let is_month = |n: usize| bare(n).is_some_and(|word| month(word).is_some());
    let with_year = |n: usize| Some(if is_year(n) { n + 1 } else { n });
    let first = bare(0)?;
    if matches!(
        first.to_lowercase().as_str(),
        "early" | "mid" | "late" | "début" | "mi" | "fin"
    ) && is_month(1)
    {
        return with_year(2);
    }
    if is_month(0) {
        return with_year(
            if is_day(1) && !is_year(1) && (is_year(2) || words.get(1)?.ends_with(',')) {
                2
            } else {
                1
            },
        );
    }
    if is_day(0) && is_month(1) {
        return with_year(2);
    }
    let signs = first.chars().filter(|c| matches!(c, '/' | '-' | '.')).count();
    let numeric = signs >= 1
        && first.len() >= 6
        && first
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.'));
    (numeric || is_year(0)).then_some(1)
}

/// "15", "10-12", "15+", "at least 15", "unknown", "plusieurs": how many words it takes.
fn number_len(words: &[&str]) -> Option<usize> {
    const ALONE: [&str; 16] = [
        "unknown",
        "none",
        "several",
        "dozens",
        "many",
        "some",
        "n/a",
        "-",
        "–",
        "—",
        "inconnu",
        "aucun",
        "plusieurs",
        "dizaines",
        "nombreux",
        "zero",
    ];
    const LEAD: [&str; 9] = [
        "about", "around", "over", "environ", "plus", "moins", "at", "au", "nearly",
    ];
    let is_number = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits > 0
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | '+' | '~' | '.' | '<' | '>'))
    };
    let first = words.first()?.to_lowercase();
    if is_number(&first) || ALONE.contains(&first.as_str()) {
        return Some(1);
    }
    if !LEAD.contains(&first.as_str()) {
        return None;
    }
    let within = words.iter().skip(1).take(2).position(|word| is_number(word))?;
    Some(within + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &str) {
        let found = begins(lines).map_or("none".to_owned(), |table| {
            let rows: Vec<String> = table.rows.iter().map(|row| row.join(" ‖ ")).collect();
            format!(
                "{}{} → {}",
                if table.restored { "restored " } else { "" },
                table.header.join(" ‖ "),
                rows.join(" ⏎ ")
            )
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn columns_come_back_where_they_are_sure() {
        check(
            &[
                "Date Location Killed Type of Attack",
                "May 2021 Sofara 4 Ambush",
                "12 June 2021 Ouro Modi at least 9 Night raid",
            ],
            "restored Date ‖ Location ‖ Killed ‖ Type of Attack → May 2021 ‖ Sofara ‖ 4 ‖ Ambush ⏎ 12 June 2021 ‖ Ouro Modi ‖ at least 9 ‖ Night raid",
        );
        check(
            &[
                "Date Lieu Morts",
                "3 mars 2022 Gossi 7",
                "avril 2022 Boni plusieurs",
                "La suite demain",
            ],
            "restored Date ‖ Lieu ‖ Morts → 3 mars 2022 ‖ Gossi ‖ 7 ⏎ avril 2022 ‖ Boni ‖ plusieurs",
        );
    }

    #[test]
    fn otherwise_a_line_is_a_row() {
        check(
            &[
                "Factor Effect",
                "Weak courts Less trust",
                "closed roads Dearer food",
            ],
            "Factor Effect → Weak courts Less trust ⏎ closed roads Dearer food",
        );
        check(
            &[
                "Date Location Nature",
                "May 2021 Sofara Ambush",
                "June 2021 Ouro Modi Raid",
            ],
            "Date Location Nature → May 2021 Sofara Ambush ⏎ June 2021 Ouro Modi Raid",
        );
        check(&["Attack in Sofara", "Four people died there"], "none");
        check(&["The governor spoke", "He left", "He came back"], "none");
    }
}

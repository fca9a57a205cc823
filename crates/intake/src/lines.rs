//! One line of plain text or Markdown: what its first signs make of it.

/// How much markup a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Text of people and machines: headings, lists, tables and emphasis are known; links, quotes and fences are not.
    Plain,
    /// Markdown.
    Markdown,
}

/// What a line is, and its words without the signs that made it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'t> {
    /// Nothing on it.
    Blank,
    /// A drawn line: `---`, `***`, `===`.
    Rule,
    /// ```` ``` ````: begins or ends a stretch taken as it stands.
    Fence,
    /// `## words`, with its depth 1–6.
    Heading(u8, &'t str),
    /// `- words`, `• words`.
    Item(&'t str),
    /// `3. words`, with its number.
    Numbered(u32, &'t str),
    /// `a | b | c`.
    Cells(Vec<&'t str>),
    /// `---|---`: the line under a table's head.
    CellRule,
    /// `> words`.
    Quote(&'t str),
    /// Anything else. `indent` counts its leading blanks.
    Words {
        /// Leading blanks.
        indent: usize,
        /// The words.
        words: &'t str,
    },
}

/// What `line` is.
#[must_use]
pub fn line(line: &str, dialect: Dialect) -> Line<'_> {
    let words = line.trim();
    if words.is_empty() {
        return Line::Blank;
    }
    if is_cell_rule(words) {
        return Line::CellRule;
    }
    if is_rule(words) {
        return Line::Rule;
    }
    if dialect == Dialect::Markdown && (words.starts_with("```") || words.starts_with("~~~")) {
        return Line::Fence;
    }
    if let Some(found) = heading(words).or_else(|| item(words)) {
        return found;
    }
    if dialect == Dialect::Markdown
        && let Some(rest) = words.strip_prefix('>')
    {
        return Line::Quote(rest.trim_start_matches(['>', ' ']));
    }
    if words.contains('|') {
        return Line::Cells(cells(words));
    }
    let indent = line.len() - line.trim_start().len();
    Line::Words { indent, words }
}

/// Three or more of one drawing sign, blanks between them allowed.
fn is_rule(words: &str) -> bool {
    let mut signs = words.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    matches!(first, '-' | '*' | '_' | '=' | '—' | '–' | '~' | '#' | '+')
        && signs.clone().count() >= 2
        && signs.all(|c| c == first)
}

fn is_cell_rule(words: &str) -> bool {
    words.contains('|')
        && words.contains("--")
        && words
            .chars()
            .all(|c| matches!(c, '-' | '|' | ':' | ' ' | '+' | '='))
}

fn heading(words: &str) -> Option<Line<'_>> {
    let depth = words.bytes().take_while(|&byte| byte == b'#').count();
    let rest = words[depth..].trim_start();
    let parted = rest.len() < words.len() - depth;
    // "#Bamako" is a hashtag; "##Bamako" is a heading without its blank.
    if depth == 0 || depth > 6 || rest.is_empty() || (depth == 1 && !parted) {
        return None;
    }
    Some(Line::Heading(depth as u8, rest.trim_end_matches(['#', ' '])))
}

fn item(words: &str) -> Option<Line<'_>> {
    let mut chars = words.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let parted = rest.starts_with([' ', '\t', '\u{a0}', '\u{202f}']);
    let sign = matches!(first, '-' | '*' | '+' | '–' | '—') && parted;
    let bullet = matches!(
        first,
        '•' | '‣' | '◦' | '▪' | '●' | '■' | '·' | '➢' | '►' | '▶' | '✓' | '✔' | '\u{f0b7}'
    );
    if sign || bullet {
        return Some(Line::Item(rest.trim_start()));
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let rest = words[digits..].strip_prefix(['.', ')'])?;
    let number = words[..digits].parse().ok()?;
    rest.starts_with([' ', '\t', '\u{a0}'])
        .then(|| Line::Numbered(number, rest.trim_start()))
}

/// The cells of a row; the bars at both ends are no cells.
fn cells(words: &str) -> Vec<&str> {
    let inner = words.strip_prefix('|').unwrap_or(words);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &Line<'_>) {
        assert_eq!(&line(text, Dialect::Plain), expected, "{text:?}");
    }

    #[test]
    fn first_signs() {
        check("  ", &Line::Blank);
        check("-----", &Line::Rule);
        check("* * *", &Line::Rule);
        check("### Situation", &Line::Heading(3, "Situation"));
        check(
            "#Bamako",
            &Line::Words {
                indent: 0,
                words: "#Bamako",
            },
        );
        check("  • Displacement", &Line::Item("Displacement"));
        check("- Roads closed", &Line::Item("Roads closed"));
        check(
            "-5 degrees",
            &Line::Words {
                indent: 0,
                words: "-5 degrees",
            },
        );
        check("2. Second", &Line::Numbered(2, "Second"));
        check(
            "2024. Second",
            &Line::Words {
                indent: 0,
                words: "2024. Second",
            },
        );
        check("---|---|---", &Line::CellRule);
        check("| a | | c |", &Line::Cells(vec!["a", "", "c"]));
    }
}

//! Reports made by hand for tests: blocks by lines, tables by pipes.

use tocsin_core::{
    Block, BlockKind, Handling, Language, Nature, Report, ReportId, Source, Span, Table, When,
};

/// A report of `text`: `Title: …` on the first line is the title, `#` begins a heading, `-` an item, `|` parts cells.
pub(crate) fn report(text: &str, language: Language, published: Option<When>) -> Report {
    let mut blocks = Vec::new();
    let mut tables: Vec<Table> = Vec::new();
    let mut rows: Vec<Vec<Option<Span>>> = Vec::new();
    let mut title = None;
    let mut at = 0;
    for (index, line) in text.split('\n').enumerate() {
        let start = at;
        at += line.len() + 1;
        let trimmed = line.trim();
        if trimmed.is_empty() {
            close(&mut rows, &mut tables);
            continue;
        }
        let lead = line.len() - line.trim_start().len();
        let mut from = start + lead;
        let to = from + trimmed.len();
        let is_row = trimmed.matches('|').count() >= 2;
        if !is_row {
            close(&mut rows, &mut tables);
        }
        let kind = if index == 0 && trimmed.starts_with("Title: ") {
            from += 7;
            title = Span::new(text, from, to);
            BlockKind::Title
        } else if is_row {
            if !trimmed.contains("---") {
                rows.push(cells(text, from, to));
            }
            BlockKind::TableRow
        } else if trimmed.starts_with('#') {
            from += trimmed.len() - trimmed.trim_start_matches(['#', ' ']).len();
            BlockKind::Heading
        } else if trimmed.starts_with(['-', '•']) {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        blocks.extend(Span::new(text, from, to).map(|span| Block { kind, span }));
    }
    close(&mut rows, &mut tables);
    Report {
        id: ReportId::of("test", text.as_bytes()),
        raw: String::new(),
        text: text.to_owned(),
        title,
        blocks,
        tables,
        language,
        source: Source::default(),
        url: None,
        published,
        received: "2024-09-20T00:00:00Z".into(),
        credits: Vec::new(),
        handling: Handling::default(),
        nature: Nature::Real,
        revises: None,
    }
}

fn close(rows: &mut Vec<Vec<Option<Span>>>, tables: &mut Vec<Table>) {
    if rows.len() >= 2 {
        let mut rows = std::mem::take(rows);
        let header = rows.remove(0);
        tables.push(Table {
            header,
            rows,
            restored: false,
        });
    }
    rows.clear();
}

fn cells(text: &str, from: usize, to: usize) -> Vec<Option<Span>> {
    let mut out = Vec::new();
    let mut start = from;
    for cell in text[from..to].trim_end_matches('|').split('|') {
        let lead = cell.len() - cell.trim_start().len();
        out.push(Span::new(text, start + lead, start + lead + cell.trim().len()));
        start += cell.len() + 1;
    }
    out
}

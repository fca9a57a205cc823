//! Scores the date reader on a folder of TimeML files: `cargo run --release -p tocsin-extract --example when_score -- DIR [--errors]`.
#![expect(clippy::print_stdout, reason = "it is a command line tool")]

use std::path::Path;
use tocsin_core::{Language, When};
use tocsin_extract::Doc;
use tocsin_extract::readers::when::{DateMark, read};

/// An annotated expression: byte offsets and value.
struct Gold {
    start: usize,
    end: usize,
    value: String,
}

/// A file: its text, its creation time, its expressions.
struct Item {
    text: String,
    published: Option<When>,
    language: Language,
    gold: Vec<Gold>,
}

#[derive(Default)]
struct Sums {
    gold: usize,
    found: usize,
    overlap: usize,
    strict: usize,
    value: usize,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let show = args.iter().any(|arg| arg == "--errors");
    let mut sums = Sums::default();
    for dir in args.iter().filter(|arg| !arg.starts_with("--")) {
        let mut files: Vec<_> = std::fs::read_dir(dir)
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        files.sort();
        for path in files {
            if let Some(item) = load(&path) {
                score(&item, &mut sums, show);
            }
        }
    }
    let f1 = |hit: usize| 200.0 * hit as f64 / (sums.gold + sums.found) as f64;
    println!(
        "gold {} found {} overlap-F1 {:.1} strict-F1 {:.1} value-F1 {:.1}",
        sums.gold,
        sums.found,
        f1(sums.overlap),
        f1(sums.strict),
        f1(sums.value)
    );
}

/// Greedy matching by overlap in the order of the text, as TempEval-3 does.
fn score(item: &Item, sums: &mut Sums, show: bool) {
    let doc = Doc::of_text(&item.text, item.language, item.published.clone());
    let marks = read(&doc);
    sums.gold += item.gold.len();
    sums.found += marks.len();
    let mut used = vec![false; item.gold.len()];
    let published = item.published.as_ref().map(When::iso).unwrap_or_default();
    for mark in &marks {
        let (start, end) = (mark.span.start as usize, mark.span.end as usize);
        let hit = (0..item.gold.len()).find(|&at| {
            let gold = &item.gold[at];
            !used[at] && gold.start < end && start < gold.end
        });
        let Some(at) = hit else {
            report(show, "SPURIOUS", item, mark, "", &published);
            continue;
        };
        used[at] = true;
        let gold = &item.gold[at];
        sums.overlap += 1;
        sums.strict += usize::from((gold.start, gold.end) == (start, end));
        if gold.value.split('|').any(|value| value == mark.value) {
            sums.value += 1;
        } else {
            report(show, "VALUE", item, mark, &gold.value, &published);
        }
    }
    for (gold, _) in item.gold.iter().zip(&used).filter(|(_, used)| !**used) {
        if show {
            let context = around(&item.text, gold.start, gold.end);
            println!(
                "MISSED\t{}\t-\t{}\t{published}\t{context}",
                gold.value,
                &item.text[gold.start..gold.end]
            );
        }
    }
}

fn report(show: bool, what: &str, item: &Item, mark: &DateMark, gold: &str, published: &str) {
    if show {
        let context = around(&item.text, mark.span.start as usize, mark.span.end as usize);
        println!(
            "{what}\t{gold}\t{}\t{}\t{published}\t{context}",
            mark.value, mark.rule
        );
    }
}

fn around(text: &str, start: usize, end: usize) -> String {
    let mut from = start.saturating_sub(60);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + 40).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    format!("{}[{}]{}", &text[from..start], &text[start..end], &text[end..to]).replace(['\n', '\t'], " ")
}

fn load(path: &Path) -> Option<Item> {
    let raw = std::fs::read_to_string(path).ok()?;
    if raw.contains("<Document") {
        meantime(&raw)
    } else {
        timeml(&raw)
    }
}

/// TEXT with inline TIMEX3 tags.
fn timeml(raw: &str) -> Option<Item> {
    let head = &raw[raw.find("<DCT>")?..raw.find("</DCT>")?];
    let published = day(attribute(head, "value")?);
    let body = &raw[raw.find("<TEXT>")? + 6..raw.rfind("</TEXT>")?];
    let mut text = String::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut gold = Vec::new();
    // Our own files may say another language.
    let language = if raw.contains("<LANG>fr</LANG>") {
        Language::Fr
    } else {
        Language::En
    };
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&unescape(&rest[..at]));
        let end = at + rest[at..].find('>')?;
        let tag = &rest[at + 1..end];
        if tag.starts_with("TIMEX3") {
            open.push((text.len(), attribute(tag, "value").unwrap_or("").to_owned()));
        } else if tag.starts_with("/TIMEX3") {
            let (start, value) = open.pop()?;
            gold.push(Gold {
                start,
                end: text.len(),
                value,
            });
        }
        rest = &rest[end + 1..];
    }
    text.push_str(&unescape(rest));
    gold.sort_by_key(|gold| gold.start);
    Some(Item {
        text,
        published,
        language,
        gold,
    })
}

/// Tokens and stand-off anchors.
fn meantime(raw: &str) -> Option<Item> {
    let mut text = String::new();
    let mut places = Vec::new();
    let language = Language::En;
    let mut sentence = "";
    for line in raw
        .lines()
        .filter(|line| line.trim_start().starts_with("<token "))
    {
        let word = unescape(&line[line.find('>')? + 1..line.rfind("</token>")?]);
        let number = attribute(line, "sentence")?;
        // Only the head of each text was annotated.
        if number.parse::<usize>().ok()? > 5 {
            break;
        }
        if !text.is_empty() {
            text.push_str(if number == sentence { " " } else { "\n\n" });
        }
        sentence = number;
        let start = text.len();
        text.push_str(&word);
        places.push((attribute(line, "t_id")?.to_owned(), start, text.len()));
    }
    let mut published = None;
    let mut gold = Vec::new();
    for part in raw.split("<TIMEX3 ").skip(1) {
        let body = &part[..part.find("</TIMEX3>").unwrap_or(part.find("/>").unwrap_or(0))];
        let value = attribute(part, "value").unwrap_or("").to_owned();
        if attribute(part, "functionInDocument") == Some("CREATION_TIME") {
            published = day(&value);
        }
        let spans: Vec<(usize, usize)> = body
            .split("<token_anchor ")
            .skip(1)
            .filter_map(|anchor| {
                let id = attribute(anchor, "t_id")?;
                places
                    .iter()
                    .find(|place| place.0 == id)
                    .map(|place| (place.1, place.2))
            })
            .collect();
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            // Anchors beyond the head are dropped with it.
            gold.push(Gold {
                start: first.0,
                end: last.1,
                value,
            });
        }
    }
    gold.sort_by_key(|gold| gold.start);
    Some(Item {
        text,
        published,
        language,
        gold,
    })
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag
        .find(&format!(" {name}=\""))
        .or_else(|| tag.starts_with(name).then_some(0))?;
    let value = &tag[at..][tag[at..].find('"')? + 1..];
    value.find('"').map(|end| &value[..end])
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

fn day(value: &str) -> Option<When> {
    value.get(..10)?.parse().ok().map(When::day)
}

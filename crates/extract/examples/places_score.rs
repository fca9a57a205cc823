//! Scores the place reader on `{id, text, toponyms}` lines: `places_score [--gold-spans] [--demonyms] [--evidence] [--layer F.tgi] [--show] FILE…`.

#![expect(clippy::print_stdout, reason = "an example prints its score")]

use serde_json::Value;
use std::error::Error;
use tocsin_core::place::haversine_km;
use tocsin_core::{Language, Span};
use tocsin_extract::Doc;
use tocsin_extract::readers::places::{self, PlaceMark};
use tocsin_gazetteer::{Gazetteer, Index};

struct Gold {
    span: Span,
    point: (f64, f64),
}

#[derive(Default)]
struct Tally {
    matched: usize,
    predicted: usize,
    gold: usize,
    near: usize,
    candidate_near: usize,
    km: Vec<f64>,
}

struct Options {
    gold_spans: bool,
    show: bool,
    demonyms: bool,
    evidence: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut options = Options {
        gold_spans: false,
        show: false,
        demonyms: false,
        evidence: false,
    };
    let mut gazetteer = Gazetteer::embedded();
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--gold-spans" => options.gold_spans = true,
            "--evidence" => options.evidence = true,
            "--show" => options.show = true,
            "--demonyms" => options.demonyms = true,
            "--layer" => {
                let path = args.next().ok_or("--layer needs a file")?;
                gazetteer = gazetteer.with_layer(Index::from_bytes(std::fs::read(path)?)?);
            }
            _ => files.push(arg),
        }
    }
    for file in files {
        let mut tally = Tally::default();
        for line in std::fs::read_to_string(&file)?.lines() {
            score(&serde_json::from_str(line)?, &gazetteer, &options, &mut tally)?;
        }
        print(&file, tally);
    }
    Ok(())
}

fn score(
    case: &Value,
    gazetteer: &Gazetteer,
    options: &Options,
    tally: &mut Tally,
) -> Result<(), Box<dyn Error>> {
    let text = case["text"].as_str().ok_or("no text")?;
    let gold = gold_of(case, text);
    let doc = Doc::of_text(text, Language::En, None);
    if options.evidence {
        for (span, signs) in places::weighed(&doc, gazetteer) {
            let right = gold.iter().any(|gold| gold.span.overlaps(&span));
            println!(
                "{}\t{}\t{signs:?}",
                u8::from(right),
                span.of(text).replace(['\n', '\t'], " ")
            );
        }
        return Ok(());
    }
    let spans: Vec<Span> = gold.iter().map(|gold| gold.span).collect();
    let mut marks = if options.gold_spans {
        places::resolve(&doc, &spans, gazetteer)
    } else {
        places::read(&doc, gazetteer)
    };
    if options.demonyms && !options.gold_spans {
        marks.extend(places::demonyms(&doc, gazetteer));
    }
    tally.gold += gold.len();
    tally.predicted += marks.len();
    let mut used = vec![false; marks.len()];
    for wanted in &gold {
        let found = (0..marks.len()).find(|&at| !used[at] && marks[at].span.overlaps(&wanted.span));
        let near_candidate = gazetteer
            .find(wanted.span.of(text))
            .iter()
            .filter_map(|&hit| gazetteer.entry(hit)?.point())
            .any(|point| haversine_km(point, wanted.point) <= 161.0);
        tally.candidate_near += usize::from(near_candidate);
        let Some(at) = found else {
            if options.show {
                show(case, "MISSED", text, wanted.span, "");
            }
            continue;
        };
        used[at] = true;
        tally.matched += 1;
        let km = marks[at]
            .place
            .as_ref()
            .and_then(|place| place.point)
            .map_or(20_000.0, |point| haversine_km(point, wanted.point));
        tally.km.push(km);
        tally.near += usize::from(km <= 161.0);
        if options.show && km > 161.0 {
            show(
                case,
                if near_candidate { "WRONG" } else { "ABSENT" },
                text,
                wanted.span,
                &told(&marks[at], wanted.point, km),
            );
        }
    }
    if options.show {
        for (mark, _) in marks.iter().zip(used).filter(|(_, used)| !used) {
            show(case, "FALSE", text, mark.span, &told(mark, (0.0, 0.0), 0.0));
        }
    }
    Ok(())
}

fn told(mark: &PlaceMark, point: (f64, f64), km: f64) -> String {
    let place = mark
        .place
        .as_ref()
        .map(|place| (place.key.clone(), place.country().to_owned(), place.point));
    format!(
        "{:?} {place:?} of {}; gold {point:?} {km:.0} km",
        mark.role, mark.candidates
    )
}

fn show(case: &Value, what: &str, text: &str, span: Span, more: &str) {
    let mut from = (span.start as usize).saturating_sub(40);
    let mut to = (span.end as usize + 40).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let around = format!(
        "{}[[{}]]{}",
        &text[from..span.start as usize],
        span.of(text),
        &text[span.end as usize..to]
    );
    println!(
        "{what}\t{}\t{}\t{}\t{more}",
        case["id"].as_str().unwrap_or(""),
        span.of(text),
        around.replace('\n', " ")
    );
}

/// Offsets are in characters; spans in bytes.
fn gold_of(case: &Value, text: &str) -> Vec<Gold> {
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    let byte = |value: &Value| offsets.get(value.as_u64()? as usize).copied();
    let mut gold: Vec<Gold> = case["toponyms"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|toponym| {
            Some(Gold {
                span: Span::new(text, byte(&toponym["start"])?, byte(&toponym["end"])?)?,
                point: (toponym["lat"].as_f64()?, toponym["lon"].as_f64()?),
            })
        })
        .collect();
    gold.sort_by_key(|gold| gold.span);
    gold
}

fn print(file: &str, mut tally: Tally) {
    let ratio = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (p, r) = (
        ratio(tally.matched, tally.predicted),
        ratio(tally.matched, tally.gold),
    );
    tally.km.sort_by(f64::total_cmp);
    println!(
        "{file}: overlap p {p:.3} r {r:.3} f1 {:.3} | acc161 {:.3} median {:.1} km | recall161 {:.3} | candidate recall161 {:.3} | gold {} predicted {}",
        2.0 * p * r / (p + r).max(1e-9),
        ratio(tally.near, tally.matched),
        tally.km.get(tally.km.len() / 2).copied().unwrap_or(0.0),
        ratio(tally.near, tally.gold),
        ratio(tally.candidate_near, tally.gold),
        tally.gold,
        tally.predicted,
    );
}

//! Swapping the actors in every gold case changes no code and no stance: the same act is the same act whoever does it.

use std::collections::BTreeMap;
use std::path::Path;
use tocsin_core::{Field, Language, Reading};
use tocsin_eval::cases::parse;
use tocsin_eval::product;
use tocsin_extract::lexicon::Topic;
use tocsin_extract::scene::Scene;
use tocsin_extract::{Doc, Kit, read};

/// Parties of every kind, by names that hold no other word of the lists.
const PARTIES: [(&str, &str); 6] = [
    ("jnim", "JNIM"),
    ("fama", "FAMa"),
    ("wagner", "Wagner"),
    ("vdp", "VDP"),
    ("boko-haram", "Boko Haram"),
    ("minusma", "MINUSMA"),
];

/// `text` with each named actor replaced by the party `shift` places on from its own turn.
fn swapped(text: &str, language: Language, kit: &Kit, shift: usize) -> Option<String> {
    let doc = Doc::of_text(text, language, None);
    let scene = Scene::new(&doc, kit);
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = String::new();
    let mut from = 0;
    for mark in scene.marks.iter().filter(|mark| mark.entry.topic == Topic::Actor) {
        let span = doc.span(mark.first, mark.last)?;
        if (span.start as usize) < from {
            continue;
        }
        let next = turns.len();
        let turn = *turns.entry(mark.entry.concept).or_insert(next);
        out.push_str(&text[from..span.start as usize]);
        out.push_str(PARTIES[(turn + shift) % PARTIES.len()].1);
        from = span.end as usize;
    }
    out.push_str(&text[from..]);
    (!turns.is_empty() && turns.len() <= PARTIES.len()).then_some(out)
}

/// Code and stance of each account, in order.
fn outline(reading: &Reading) -> Vec<(String, &'static str)> {
    (0..reading.accounts.len() as u32)
        .flat_map(|n| {
            reading
                .claims_of(n)
                .filter(|(_, claim)| claim.field == Field::Event)
                .map(|(_, claim)| (claim.value.short(), claim.stance.key()))
        })
        .collect()
}

#[test]
fn swapping_the_actors_changes_no_code_and_no_stance() {
    let kit = Kit::embedded();
    let cases = parse::load(Path::new("../../gold/cases")).unwrap();
    let (mut tried, mut changed) = (0, Vec::new());
    for case in &cases {
        // One naming of the parties against the others: the names themselves are equally foreign to the text.
        let readings: Vec<_> = (0..PARTIES.len())
            .filter_map(|shift| swapped(&case.text, case.language, &kit, shift))
            .map(|text| {
                let report = product::report(
                    &case.name,
                    &case.title,
                    &text,
                    case.language,
                    case.published.as_deref(),
                );
                outline(&read(&report, &kit))
            })
            .collect();
        tried += usize::from(!readings.is_empty());
        if let Some(other) = readings.iter().find(|outline| **outline != readings[0]) {
            changed.push(format!(
                "{:?} {}: {:?} / {other:?}",
                case.language, case.name, readings[0]
            ));
        }
    }
    assert!(tried > 100, "{tried} cases name an actor");
    assert!(
        changed.is_empty(),
        "{} of {tried}:\n{}",
        changed.len(),
        changed.join("\n")
    );
}

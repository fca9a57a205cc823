//! Swapping the actors in every gold case changes no code, no stance and no grade: the same act is the same act whoever does it.

use std::collections::BTreeMap;
use std::path::Path;
use tocsin_core::{Field, Incident, Language, Report};
use tocsin_eval::cases::parse;
use tocsin_eval::product;
use tocsin_extract::lexicon::Topic;
use tocsin_extract::scene::Scene;
use tocsin_extract::{Doc, Kit};
use tocsin_link::memory::MemoryRegister;

/// Sides of every kind (army, rebels, jihadists, militia, foreign company), by names of one word each: how far apart words
/// stand may count, and that a mission of the United Nations is no side; which side it is may not.
const PARTIES: [&str; 6] = ["JNIM", "FAMa", "Wagner", "VDP", "ISWAP", "CSP"];

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
        out.push_str(PARTIES[(turn + shift) % PARTIES.len()]);
        from = span.end as usize;
    }
    out.push_str(&text[from..]);
    (!turns.is_empty() && turns.len() <= PARTIES.len()).then_some(out)
}

/// Code, stance and grade of each incident the report opens, in the order of its accounts.
fn outline(report: &Report, kit: &Kit) -> Vec<(String, &'static str, String)> {
    let mut register = MemoryRegister::default();
    let journey = tocsin::take_in(report, kit, &register).unwrap();
    register.commit(&journey);
    let reading = &journey.dossier.reading;
    let of = |incident: &Incident| -> Option<(u32, (String, &'static str, String))> {
        let n = incident.members.first()?.n;
        let (_, claim) = reading
            .claims_of(n)
            .find(|(_, claim)| claim.field == Field::Event)?;
        let told = (
            claim.value.short(),
            claim.stance.key(),
            incident.grade.grade.to_string(),
        );
        Some((n, told))
    };
    let mut told: Vec<_> = register.incidents().into_iter().filter_map(of).collect();
    told.sort();
    told.into_iter().map(|(_, told)| told).collect()
}

#[test]
fn swapping_the_actors_changes_no_code_no_stance_and_no_grade() {
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
                outline(&report, &kit)
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

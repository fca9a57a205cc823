//! Translated copies: a translation keeps names, numbers and dates, and keeps them in order.
//!
//! Anchors are what a translation keeps: names, numbers, days, and common words that a small table gives in both languages.
//! Every account's probe carries, with weight zero, a feature for each two anchors that stand next to each other
//! (or with one between them). Two reports in different languages that share many of these tell the same in the same order.

use super::direction;
use crate::probe::feature_of;
use crate::words::{self, Shape, Words};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tocsin_core::{Dossier, Language, Lineage, LineageKind, Reason};

/// Fewest pairs shared, and the share of the smaller report's pairs they must be: two reports of one event share its names, its
/// toll and some words, so few pairs must be a good part. Of our own dossiers' pairs of reports in two languages, translations
/// share a third and more of a dozen pairs at least; others at most a quarter, or less than a dozen.
const ENOUGH: [(usize, f32); 2] = [(7, 0.5), (12, 0.28)];
/// Most pairs kept of one account.
const CAP: usize = 400;

/// The anchor pairs of reports, worked out where they are asked for: most reports are never put beside one in another language.
#[derive(Debug)]
pub struct Pairs<'d> {
    dossier: &'d Dossier,
    found: OnceCell<Vec<u32>>,
}

impl<'d> Pairs<'d> {
    /// Those of `dossier`.
    #[must_use]
    pub fn of(dossier: &'d Dossier) -> Self {
        Self {
            dossier,
            found: OnceCell::new(),
        }
    }

    /// Sorted, without repeats.
    fn get(&self) -> &[u32] {
        self.found.get_or_init(|| pairs_of(self.dossier))
    }
}

/// A translated copy; `None` for reports in one language, or in one that is not read.
#[must_use]
pub fn between(own: &Pairs<'_>, others: &Pairs<'_>) -> Option<Lineage> {
    let (one, other) = (own.dossier, others.dossier);
    if one.language == other.language || one.language == Language::Other || other.language == Language::Other
    {
        return None;
    }
    let (own, others) = (own.get(), others.get());
    let shared = own
        .iter()
        .filter(|pair| others.binary_search(pair).is_ok())
        .count();
    let share = shared as f32 / own.len().min(others.len()).max(1) as f32;
    is_enough(shared, share).then(|| Lineage {
        from: one.report.clone(),
        to: Some(other.report.clone()),
        upstream: String::new(),
        kind: LineageKind::Translation,
        direction: direction(one, other),
        strength: share.min(1.0),
        reason: Reason::new("link-lineage-translation").with("share", (share * 100.0).round()),
    })
}

fn is_enough(shared: usize, share: f32) -> bool {
    ENOUGH
        .iter()
        .any(|&(pairs, part)| shared >= pairs && share >= part)
}

fn pairs_of(dossier: &Dossier) -> Vec<u32> {
    let pairs: BTreeSet<u32> = dossier
        .probes
        .iter()
        .flat_map(|probe| &probe.terms)
        .filter(|(_, weight)| *weight == 0.0)
        .map(|(feature, _)| *feature)
        .collect();
    pairs.into_iter().collect()
}

/// Features of neighbouring anchors among `words`, for a probe: sorted, without repeats.
#[must_use]
pub fn anchor_pairs(words: &Words) -> Vec<u32> {
    let anchors: Vec<String> = words
        .iter()
        .filter_map(|(word, shape)| anchor(word, shape))
        .collect();
    let mut pairs = BTreeSet::new();
    for (at, one) in anchors.iter().enumerate() {
        for other in anchors.iter().skip(at + 1).take(2).filter(|other| *other != one) {
            let (first, second) = if one < other { (one, other) } else { (other, one) };
            pairs.insert(feature_of(&[first, "~", second]));
        }
        if pairs.len() >= CAP {
            break;
        }
    }
    pairs.into_iter().collect()
}

/// What a word is in any language; `None` for words that translate.
fn anchor(word: &str, shape: Shape) -> Option<String> {
    if let Some(counted) = COUNTED.get(word) {
        return Some(counted.clone());
    }
    if let Some(concept) = concept(word) {
        return Some(format!("c{concept}"));
    }
    match shape {
        Shape::Number => Some(format!("#{}", word.trim_start_matches('0'))),
        // The first letters agree where a name is spelt by the language ("Sénégal", "Ouagadougou").
        Shape::Name if word.len() > 2 && words::weight(word) >= words::RARE => {
            Some(word.chars().take(4).collect())
        }
        _ => None,
    }
}

/// The concept of a common word in either language, by the longest form of the table that it begins with.
fn concept(word: &str) -> Option<u16> {
    let whole = CONCEPTS.get(word).map(|&(concept, _)| concept);
    let begun = (SHORTEST_STEM..word.len())
        .rev()
        .filter(|&end| word.is_char_boundary(end))
        .filter_map(|end| CONCEPTS.get(&word[..end]))
        .find(|(_, whole)| *whole == Form::Stem)
        .map(|&(concept, _)| concept);
    whole.or(begun)
}

/// Forms shorter than this stand for themselves alone.
const SHORTEST_STEM: usize = 4;

/// What a form of the table stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// All words that begin with it.
    Stem,
    /// Itself.
    Word,
}

/// Concept (the line of the table) by form. A form on several lines stands for the first.
static CONCEPTS: LazyLock<FxHashMap<&'static str, (u16, Form)>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    let lines = include_str!("../../data/bilingual.txt").lines();
    for (line, at) in lines.filter(|line| !line.starts_with('#')).zip(0..) {
        for form in line.split_whitespace().filter(|form| *form != "=") {
            let (form, kind) = match form.strip_suffix('!') {
                Some(form) => (form, Form::Word),
                None if form.len() < SHORTEST_STEM => (form, Form::Word),
                None => (form, Form::Stem),
            };
            table.entry(form).or_insert((at, kind));
        }
    }
    table
});

/// The anchors of number words, months and days, by word.
static COUNTED: LazyLock<FxHashMap<&'static str, String>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (sign, lines, first) in [("#", &NUMBERS[..], 2), ("m", &MONTHS[..], 1), ("w", &DAYS[..], 1)] {
        for (names, number) in lines.iter().zip(first..) {
            for name in names.split(' ') {
                table.entry(name).or_insert_with(|| format!("{sign}{number}"));
            }
        }
    }
    table
});

/// Number words from two on, English and French; "six" is both.
const NUMBERS: [&str; 19] = [
    "two deux",
    "three trois",
    "four quatre",
    "five cinq",
    "six",
    "seven sept",
    "eight huit",
    "nine neuf",
    "ten dix",
    "eleven onze",
    "twelve douze",
    "thirteen treize",
    "fourteen quatorze",
    "fifteen quinze",
    "sixteen seize",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty vingt",
];

const MONTHS: [&str; 12] = [
    "january janvier",
    "february fevrier",
    "march mars",
    "april avril",
    "may mai",
    "june juin",
    "july juillet",
    "august aout",
    "september septembre",
    "october octobre",
    "november novembre",
    "december decembre",
];

const DAYS: [&str; 7] = [
    "monday lundi",
    "tuesday mardi",
    "wednesday mercredi",
    "thursday jeudi",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
];

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "Gunmen killed twelve people in Bankass on Tuesday 5 March, Mayor Oumar Guindo told the press. \
        They came from Koro and burned 30 houses in Ouenkoro before leaving for Diallassagou. A second raid on Sunday, near \
        Segue, left 4 dead, and the prefect in Bandiagara sent 60 soldiers from Sevare.";
    const FRENCH: &str = "Des hommes armés ont tué douze personnes à Bankass le mardi 5 mars, a déclaré le maire Oumar Guindo. \
        Venus de Koro, ils ont brûlé 30 maisons à Ouenkoro avant de repartir vers Diallassagou. Un second raid, dimanche, près \
        de Ségué, a fait 4 morts, et le préfet de Bandiagara a envoyé 60 soldats de Sévaré.";
    const OTHER: &str = "À Bankass, le village pleure ses douze morts. Oumar Guindo, le maire, était au marché de Koro quand \
        les tirs ont commencé. Les 30 maisons détruites appartenaient à des familles venues de Douentza en 2019, et la route \
        de Bandiagara reste fermée depuis mardi.";

    fn share(a: &str, b: &str) -> (usize, f32) {
        let (a, b): (BTreeSet<u32>, BTreeSet<u32>) = (
            anchor_pairs(&Words::of(a)).into_iter().collect(),
            anchor_pairs(&Words::of(b)).into_iter().collect(),
        );
        let shared = a.intersection(&b).count();
        (shared, shared as f32 / a.len().min(b.len()).max(1) as f32)
    }

    #[test]
    fn a_translation_keeps_its_anchors_in_order() {
        let (shared, part) = share(ENGLISH, FRENCH);
        assert!(is_enough(shared, part), "{shared} {part}");
    }

    #[test]
    fn an_independent_report_of_the_same_event_does_not() {
        let (shared, part) = share(ENGLISH, OTHER);
        assert!(!is_enough(shared, part), "{shared} {part}");
    }
}

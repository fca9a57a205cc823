//! Numbers of people in a sentence as the toll reader sees them: counted mentions, counted nouns of no list, bare numbers.

use crate::doc::{Sentence, TokenKind};
use crate::lexicon::{Form, Topic};
use crate::readers::toll::Quantity;
use crate::readers::who::{Mention, People, Side};
use crate::scene::{Scene, gram};
use tocsin_core::Count;

/// What stands with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// A group of people the word lists know.
    Known,
    /// A noun they do not know ("two choristers"): people only where something says so.
    Other,
    /// Nothing: "speaks of 19", "two were killed".
    Bare,
}

/// A number with what it counts: tokens `first..last`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) count: Count,
    /// Only an article or a vague word.
    pub(super) weak: bool,
    pub(super) noun: Noun,
    pub(super) of: Option<Mention>,
}

/// All numbers of people of a sentence, in order, without overlaps.
pub(super) fn counted(scene: &Scene, sentence: &Sentence, people: &People) -> Vec<Counted> {
    let mut out: Vec<Counted> = people
        .mentions
        .iter()
        .filter(|mention| mention.side != Side::Place)
        .filter_map(|mention| {
            Some(Counted {
                first: mention.first,
                last: mention.last,
                count: mention.count?,
                weak: mention.weak,
                noun: Noun::Known,
                of: Some(*mention),
            })
        })
        .collect();
    for quantity in &people.quantities {
        let within = people
            .mentions
            .iter()
            .any(|mention| mention.first < quantity.last && quantity.first < mention.last);
        if !within {
            out.push(alone(scene, sentence, quantity));
        }
    }
    out.sort_by_key(|counted| (counted.first, counted.last));
    for counted in &mut out {
        bound_after(scene, sentence, counted);
    }
    out
}

/// A number that stands before no listed group.
fn alone(scene: &Scene, sentence: &Sentence, quantity: &Quantity) -> Counted {
    let next = quantity.last;
    let noun = next < sentence.last && is_noun(scene, next);
    // "three of its soldiers", "neuf d'entre eux": of those spoken of.
    let mut last = next;
    if noun {
        last += 1;
    }
    Counted {
        first: quantity.first,
        last,
        count: quantity.count,
        weak: quantity.weak,
        noun: if noun { Noun::Other } else { Noun::Bare },
        of: None,
    }
}

/// Whether token `at` is a noun of no list: no grammar, no act, no harm, no name.
pub(super) fn is_noun(scene: &Scene, at: usize) -> bool {
    let token = &scene.doc.tokens[at];
    token.kind == TokenKind::Word
        && !token.capital
        && scene.doc.word(at).len() > 2
        && !matches!(
            scene.doc.word(at),
            "more" | "autres" | "others" | "other" | "dead" | "plus" | "again" | "autre"
        )
        && !scene.is(
            at,
            gram::PREP
                | gram::BE
                | gram::HAVE
                | gram::BAR
                | gram::THAT
                | gram::AND
                | gram::HE
                | gram::THE
                | gram::A,
        )
        && !scene.is_date(at)
        && !scene
            .marks_in(at, at + 1)
            .iter()
            .any(|mark| match mark.entry.topic {
                Topic::Harm | Topic::Speech | Topic::Cue | Topic::Bound => true,
                Topic::Act => mark.form != Form::Plain,
                _ => false,
            })
}

/// "Two demonstrators at least", "trois, au maximum", "77 and counting".
fn bound_after(scene: &Scene, sentence: &Sentence, counted: &mut Counted) {
    let comma = usize::from(scene.doc.word(counted.last) == ",");
    let at = counted.last + comma;
    let words = (scene.doc.word(at), scene.doc.word(at + 1));
    let bound = match words {
        ("au", "moins") | ("at", "least") | ("and", "counting") | ("or", "more") | ("ou", "plus") => "least",
        ("au", "plus" | "maximum") | ("at", "most") => "most",
        ("environ", _) | ("or", "so") => "about",
        _ => return,
    };
    // "Two died, at least three were hurt": the words belong to the number after them.
    let next = at + if words.0 == "environ" { 1 } else { 2 };
    let before_number = scene
        .doc
        .tokens
        .get(next)
        .is_some_and(|token| token.kind == TokenKind::Number && next < sentence.last)
        || scene.of(Topic::Number, next, next + 1).next().is_some();
    if next > sentence.last || before_number || counted.weak && bound != "least" {
        return;
    }
    counted.count = super::super::super::toll::bounded(counted.count, bound);
    counted.last = next;
}

/// Whether only "and", commas, determiners or "including" part two of a list.
fn joins(scene: &Scene, from: usize, to: usize) -> bool {
    to > from
        && to - from <= 2
        && (from..to).all(|at| {
            scene.is(at, gram::AND) && !matches!(scene.doc.word(at), "or" | "ou") || scene.doc.word(at) == ","
        })
}

/// The list that number `at` stands in: first and last index into `counted`.
pub(super) fn list(scene: &Scene, counted: &[Counted], at: usize) -> (usize, usize) {
    let listed = |item: &Counted| item.noun != Noun::Bare;
    let (mut first, mut last) = (at, at);
    while first > 0
        && listed(&counted[first - 1])
        && joins(scene, counted[first - 1].last, counted[first].first)
    {
        first -= 1;
    }
    while last + 1 < counted.len()
        && listed(&counted[last + 1])
        && joins(scene, counted[last].last, counted[last + 1].first)
    {
        last += 1;
    }
    (first, last)
}

/// The sum of hard numbers; `None` where one of them is an interval.
pub(super) fn sum(items: &[Counted]) -> Option<u64> {
    items.iter().try_fold(0u64, |total, item| {
        Some(total.saturating_add(item.count.exact()?))
    })
}

/// A list as numbers to be told: each of its own where all are numbered ("12 soldiers and 3 civilians"), else one sum
/// ("four officers and the driver").
pub(super) fn told(items: &[Counted]) -> Vec<Counted> {
    let single = |item: &Counted| item.weak && item.count == Count::exactly(1);
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Vec::new();
    };
    match sum(items) {
        Some(total) if items.len() > 1 && items.iter().any(single) => vec![Counted {
            first: first.first,
            last: last.last,
            count: Count::exactly(total),
            weak: false,
            noun: first.noun,
            of: first.of.filter(|of| {
                items
                    .iter()
                    .all(|item| item.of.is_some_and(|m| m.concept == of.concept))
            }),
        }],
        _ => items.to_vec(),
    }
}

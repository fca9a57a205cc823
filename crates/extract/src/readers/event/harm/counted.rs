//! Numbers of people in a sentence as the toll reader sees them: counted mentions, counted nouns of no list, bare numbers.

use crate::doc::{Sentence, TokenKind};
use crate::lexicon::{Form, Topic};
use crate::readers::toll::Quantity;
use crate::readers::who::{Mention, People, Side};
use crate::scene::{Scene, gram};
use tocsin_core::Count;

/// What stands with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    /// A group of people the word lists know.
    Known,
    /// A noun they do not know ("two choristers"): people only where something says so.
    Other,
    /// Nothing: "speaks of 19", "two were killed".
    Bare,
}

/// A number with what it counts: tokens `first..last`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) count: Count,
    /// Only an article or a vague word.
    pub(crate) weak: bool,
    pub(crate) noun: Noun,
    pub(crate) of: Option<Mention>,
}

/// All numbers of people of a sentence, in order, without overlaps.
pub(crate) fn counted(scene: &Scene, sentence: &Sentence, people: &People) -> Vec<Counted> {
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
        if !within && !counts_things(scene, quantity.last) {
            out.push(alone(scene, sentence, quantity));
        }
    }
    absorb(scene, &mut out);
    out.extend(singles(scene, sentence, people));
    out.sort_by_key(|counted| (counted.first, counted.last));
    for counted in &mut out {
        bound_after(scene, sentence, counted);
    }
    out
}

/// Whether a vehicle, a building or a weapon follows a number.
fn counts_things(scene: &Scene, at: usize) -> bool {
    scene
        .marks_in(at, at + 1)
        .iter()
        .any(|mark| matches!(mark.entry.topic, Topic::Site | Topic::Weapon))
}

/// "two members of the special forces": the people after "of" are those counted.
fn absorb(scene: &Scene, out: &mut Vec<Counted>) {
    out.sort_by_key(|counted| (counted.first, counted.last));
    let mut at = 0;
    while at + 1 < out.len() {
        let (item, next) = (out[at], out[at + 1]);
        let gap = next.first.saturating_sub(item.last);
        let of = scene.is(item.last, gram::OF) && gap <= 1;
        if item.noun == Noun::Other && next.noun == Noun::Known && next.weak && of {
            out[at].last = next.last;
            out[at].of = next.of;
            out[at].noun = Noun::Known;
            out.remove(at + 1);
        }
        at += 1;
    }
}

/// Single people of no list within one: "six aid workers, their guide and their driver".
fn singles(scene: &Scene, sentence: &Sentence, people: &People) -> Vec<Counted> {
    let mut out = Vec::new();
    for at in sentence.first + 1..sentence.last {
        let joined = scene.is(at - 1, gram::AND) || scene.doc.word(at - 1) == ",";
        let one = matches!(
            scene.doc.word(at),
            "a" | "an" | "his" | "her" | "their" | "un" | "une" | "son" | "sa" | "leur"
        );
        if !joined || !one {
            continue;
        }
        let adjective = at + 2 < sentence.last && scene.doc.tokens[at + 1].capital;
        let noun = at + 1 + usize::from(adjective);
        let free = noun < sentence.last
            && is_noun(scene, noun)
            && !counts_things(scene, noun)
            && !people.mentions.iter().any(|m| m.first <= noun && at < m.last)
            && !people.quantities.iter().any(|q| q.first == at && q.last > at + 1)
            && (scene.is(noun + 1, gram::AND) || scene.is(at - 1, gram::AND));
        if free {
            out.push(Counted {
                first: at,
                last: noun + 1,
                count: Count::exactly(1),
                weak: true,
                noun: Noun::Other,
                of: None,
            });
        }
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
    if !listed(&counted[at]) {
        return (at, at);
    }
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
    // "the catechist, a father of six": a single one after a bare comma says more of the one before, unless the list goes on.
    let by_and =
        |item: usize| (counted[item - 1].last..counted[item].first).any(|at| scene.is(at, gram::AND));
    let apart = (first + 1..=last).find(|&item| {
        let single = counted[item].weak && counted[item].count == Count::exactly(1);
        single && !by_and(item) && !(item + 1..=last).any(by_and)
    });
    match apart {
        Some(item) if item <= at => (item, last),
        Some(item) => (first, item - 1),
        None => (first, last),
    }
}

/// The sum of hard numbers; `None` where one of them is an interval.
pub(super) fn sum(items: &[Counted]) -> Option<u64> {
    items.iter().try_fold(0u64, |total, item| {
        Some(total.saturating_add(item.count.exact()?))
    })
}

/// Whether a list counts attackers beside others ("a guard and three attackers"): those are never one number.
fn is_mixed(items: &[Counted]) -> bool {
    let attacks = |item: &&Counted| item.of.is_some_and(|of| of.side == Side::Attacker);
    let attackers = items.iter().filter(attacks).count();
    attackers > 0 && attackers < items.len()
}

/// A list as numbers to be told: each of its own where all are numbered ("12 soldiers and 3 civilians"), else one sum
/// ("four officers and the driver").
pub(super) fn told(items: &[Counted]) -> Vec<Counted> {
    let single = |item: &Counted| item.weak && item.count == Count::exactly(1);
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Vec::new();
    };
    match sum(items) {
        Some(total) if items.len() > 1 && items.iter().any(single) && !is_mixed(items) => vec![Counted {
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

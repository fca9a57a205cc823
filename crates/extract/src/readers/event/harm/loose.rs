//! Numbers that lean on a number told before: parts of it, its breakdown, and bare numbers that go on counting.

use super::counted::{Counted, Noun, sum, told};
use super::{Found, Look, toll, verb};
use crate::lexicon::Topic;
use crate::readers::event::{FrameToll, Harm};
use crate::scene::gram;

/// "including three children", "dont une femme et ses deux enfants", "56 of them children", "six of them seriously".
pub(super) fn parts(look: &Look, found: &mut Vec<Found>) {
    let cues: Vec<(usize, usize)> = look
        .scene
        .of(Topic::Cue, look.sentence.first, look.sentence.last)
        .filter(|mark| mark.entry.concept == "part")
        .map(|mark| (mark.first, mark.last))
        .collect();
    for (first, last) in cues {
        // The number the part is of: the nearest before, in the sentence; a whole rather than a part.
        let Some((at, whole)) = found
            .iter()
            .filter(|(_, toll)| toll.first < first)
            .max_by_key(|(_, toll)| (!toll.part, toll.first))
            .copied()
        else {
            continue;
        };
        let of_them = matches!(look.scene.doc.word(last - 1), "them" | "whom" | "eux" | "elles")
            && !matches!(look.scene.doc.word(first), "among" | "parmi");
        let items = if of_them {
            partitive(look, first, last)
        } else {
            listed(look, last)
        };
        let told = told(&items);
        for item in told {
            part(found, (at, whole), &item);
        }
    }
}

/// Adds `item` as a part of `whole`, or marks what is told of it already as one.
fn part(found: &mut Vec<Found>, (at, whole): Found, item: &Counted) {
    let own = found
        .iter_mut()
        .find(|(_, toll)| toll.first < item.last && item.first < toll.last);
    match own {
        Some((_, toll)) if toll.first != whole.first => toll.part = toll.harm == whole.harm,
        Some(_) => {}
        None => found.push((
            at,
            FrameToll {
                part: true,
                ..toll(whole.harm, item.count, item.of, item.first, item.last)
            },
        )),
    }
}

/// "56 of them children": the number before the cue, and who they are after it.
fn partitive(look: &Look, first: usize, last: usize) -> Vec<Counted> {
    let item = look
        .counted
        .iter()
        .find(|item| item.last == first || item.first == first && item.last >= last);
    let mut item = match item {
        Some(item) => *item,
        None => return Vec::new(),
    };
    let who = look
        .people
        .mentions
        .iter()
        .find(|mention| mention.first >= last && mention.first <= last + 2 && mention.count.is_none());
    item.last = item.last.max(last);
    item.of = item.of.or(who.copied());
    item.noun = Noun::Known;
    vec![item]
}

/// The list right after "including".
fn listed(look: &Look, from: usize) -> Vec<Counted> {
    let mut items: Vec<Counted> = Vec::new();
    for item in look.counted.iter().filter(|item| item.first >= from) {
        let last = items.last().map_or(from, |item| item.last);
        let near = item.first <= last + 2
            && (last..item.first).all(|at| {
                look.scene.is(at, gram::AND | gram::OF | gram::THE)
                    || matches!(look.scene.doc.word(at), "," | "at" | "au" | ":")
            });
        if !near {
            break;
        }
        items.push(*item);
    }
    items
}

/// "37 dead, 27 soldiers and ten civilians", "eight people were killed: five rangers, …": a list that sums up to a number
/// told before it is its breakdown.
pub(super) fn sums(look: &Look, found: &mut Vec<Found>) {
    let wholes: Vec<Found> = found
        .iter()
        .filter(|(_, toll)| !toll.part && toll.count.least > 1)
        .copied()
        .collect();
    for whole in wholes {
        let total = whole.1.count.least;
        let after: Vec<&Counted> = look
            .counted
            .iter()
            .filter(|item| item.first >= whole.1.last && item.noun != Noun::Bare)
            .collect();
        for from in 0..after.len() {
            let mut to = from + 1;
            while to < after.len() && follows(look, after[to - 1].last, after[to].first) {
                to += 1;
            }
            let items: Vec<Counted> = after[from..to].iter().map(|item| **item).collect();
            if items.len() > 1 && sum(&items) == Some(total) && opens(look, items[0].first) {
                for item in &items {
                    part(found, whole, item);
                }
                break;
            }
        }
    }
}

fn opens(look: &Look, at: usize) -> bool {
    at > look.sentence.first
        && (matches!(look.scene.doc.word(at - 1), "," | "-" | ":" | "(") || look.scene.is_break(at - 1))
}

fn follows(look: &Look, from: usize, to: usize) -> bool {
    to > from
        && to - from <= 3
        && (from..to).all(|at| look.scene.is(at, gram::AND) || look.scene.doc.word(at) == ",")
        || to > from
            && to - from <= 3
            && (from..to).any(|at| look.scene.is(at, gram::AND) || look.scene.doc.word(at) == ",")
            && (from..to)
                .all(|at| !look.scene.is_break(at) && !look.scene.is(at, gram::BE | gram::HAVE | gram::BAR))
}

/// Numbers without a word of harm that go on counting: "the mayor spoke of 19", "une soixantaine selon le procureur".
pub(super) fn bare(look: &Look, found: &mut Vec<Found>, told: Option<Harm>) {
    for item in look.counted {
        let vague = item.weak && !verb::is_many(look.scene, item.first);
        let taken = found
            .iter()
            .any(|(_, toll)| toll.first < item.last && item.first < toll.last);
        if item.noun != Noun::Bare
            || vague
            || taken
            || matches!(
                look.scene.doc.word(item.first),
                "both" | "tous" | "one" | "un" | "une"
            )
        {
            continue;
        }
        let Some(at) = said_before(look, item)
            .or_else(|| said_after(look, item))
            .or_else(|| goes_on(look, item, found))
        else {
            continue;
        };
        let near = found
            .iter()
            .rev()
            .find(|(_, toll)| toll.first <= item.first)
            .or_else(|| found.first());
        let Some(harm) = near.map(|(_, toll)| toll.harm).or(told) else {
            continue;
        };
        found.push((at, toll(harm, item.count, None, item.first, item.last)));
    }
}

/// The verb of saying right before a number.
fn said_before(look: &Look, item: &Counted) -> Option<usize> {
    let scene = look.scene;
    let from = item.first.saturating_sub(6).max(look.sentence.first);
    let verb = scene
        .of(Topic::Speech, from, item.first)
        .rfind(|mark| mark.last <= item.first && matches!(mark.entry.kind, "v" | "c"))?;
    (verb.last..item.first)
        .all(|at| {
            scene.is(at, gram::OF | gram::HE | gram::THE | gram::A)
                || scene.is_date(at)
                || matches!(
                    scene.doc.word(at),
                    "\"" | "“"
                        | "«"
                        | ":"
                        | "at"
                        | "to"
                        | "it"
                        | "a"
                        | "qu'"
                        | "que"
                        | "that"
                        | "number"
                        | "figure"
                        | "nombre"
                        | "chiffre"
                        | "bilan"
                        | "toll"
                        | "only"
                        | "seulement"
                        | "total"
                        | "count"
                        | "one"
                        | "un"
                        | "lui"
                        | ","
                        | "elle"
                        | "now"
                        | "as"
                        | "dead"
                )
        })
        .then_some(verb.first)
}

/// "a hundred according to X", "une vingtaine, rectifie la société civile".
fn said_after(look: &Look, item: &Counted) -> Option<usize> {
    let to = (item.last + 3).min(look.sentence.last);
    look.scene
        .of(Topic::Speech, item.last, to)
        .find(|mark| {
            matches!(mark.entry.kind, "p" | "v")
                && (item.last..mark.first)
                    .all(|at| matches!(look.scene.doc.word(at), "," | "\"" | "”" | "»" | "-"))
                && (mark.entry.kind == "p" || mark.first > item.last)
        })
        .map(|mark| mark.first)
}

/// "24 dead, then more than a hundred", "four, or nine, or fourteen".
fn goes_on(look: &Look, item: &Counted, found: &[Found]) -> Option<usize> {
    found
        .iter()
        .filter(|(_, toll)| toll.last <= item.first && item.first - toll.last <= 4)
        .find(|(_, toll)| {
            (toll.last..item.first).all(|at| {
                look.scene.is(at, gram::OF)
                    || matches!(
                        look.scene.doc.word(at),
                        "," | "or" | "ou" | "puis" | "then" | "even" | "voire" | "\"" | "«" | "and" | "et"
                    )
            }) && (toll.last..item.first)
                .any(|at| matches!(look.scene.doc.word(at), "or" | "ou" | "puis" | "then" | "voire"))
        })
        .map(|(at, _)| *at)
}

//! Numbers before, after and in front of nouns of harm: "12 dead", "the dead are four", "no casualties", "a toll of 16".

use super::counted::{Counted, Noun, list};
use super::{Look, no_toll, toll, tolls_of, verb};
use crate::lexicon::{Mark, Topic};
use crate::readers::event::{FrameToll, Harm};
use crate::readers::who::{Mention, Side};
use crate::scene::{Scene, gram};
use tocsin_core::Count;

/// "12 dead", "12 people dead", "no casualties", "five people are missing", "the death of 12 soldiers".
pub(super) fn counted_noun(look: &Look, mark: &Mark, harm: Harm) -> Vec<FrameToll> {
    let scene = look.scene;
    if let Some(none) = none(look, mark, harm).or_else(|| verb::nobody(look, mark, harm)) {
        return vec![none];
    }
    if let Some(part) = of_the_dead(look, mark, harm) {
        return vec![part];
    }
    let before = mark.first.checked_sub(1).filter(|&at| at >= look.sentence.first);
    if before.is_some_and(|at| scene.is(at, gram::BE | gram::HAVE)) {
        return predicate(look, mark, harm);
    }
    let near = look.counted.iter().rposition(|item| {
        item.last <= mark.first
            && mark.first - item.last <= 2
            && (item.last..mark.first).all(|at| plain(scene, at))
            && (item.noun != Noun::Known || mark.first - item.last <= 1)
    });
    if let Some(at) = near {
        let item = look.counted[at];
        // "a death", "one dead body": an article counts only before people.
        if item.noun != Noun::Known && item.weak && item.count == Count::exactly(1) {
            return Vec::new();
        }
        let (first, _) = list(scene, look.counted, at);
        let mut out = tolls_of(harm, &look.counted[first..=at]);
        if let Some(last) = out.last_mut() {
            last.last = mark.last;
            last.of = last.of.or_else(|| after(look, mark));
        }
        return out;
    }
    let told = predicate(look, mark, harm);
    if !told.is_empty() {
        return told;
    }
    numbered_after(look, mark, harm)
        .or_else(|| of_people(look, mark, harm))
        .into_iter()
        .collect()
}

/// "Seven of the dead were children", "trois des morts, au maximum".
fn of_the_dead(look: &Look, mark: &Mark, harm: Harm) -> Option<FrameToll> {
    let scene = look.scene;
    let item = look.counted.iter().rfind(|item| {
        item.first < mark.first
            && !item.weak
            && item.noun == Noun::Bare
            && item.last < mark.first
            && mark.first - item.last <= 3
    })?;
    let of = (item.last..mark.first).all(|at| scene.is(at, gram::OF | gram::THE))
        && scene.is(item.last, gram::OF)
        && (item.last..mark.first).any(|at| scene.is(at, gram::THE) || scene.doc.word(at) == "des");
    let who = look.people.mentions.iter().find(|m| {
        m.count.is_none() && m.first > mark.last && m.first <= mark.last + 2 && scene.is(mark.last, gram::BE)
    });
    of.then(|| FrameToll {
        part: true,
        ..toll(harm, item.count, who.copied(), item.first, mark.last)
    })
}

/// People named right after a noun of harm: "12 dead soldiers".
fn after(look: &Look, mark: &Mark) -> Option<Mention> {
    look.people
        .mentions
        .iter()
        .find(|m| m.first == mark.last && m.count.is_none() && m.side != Side::Place)
        .copied()
}

/// "no casualties", "sans faire de victime", "pas de blessé", "There were no victims".
fn none(look: &Look, mark: &Mark, harm: Harm) -> Option<FrameToll> {
    let scene = look.scene;
    let from = mark.first.saturating_sub(4).max(look.sentence.first);
    let none = (from..mark.first).rev().find(|&at| {
        matches!(
            scene.doc.word(at),
            "no" | "aucun" | "aucune" | "zero" | "sans" | "without" | "pas" | "ni" | "neither"
        )
    })?;
    let clear = (none + 1..mark.first).all(|at| {
        scene.is(at, gram::OF)
            || matches!(
                scene.doc.word(at),
                "faire"
                    | "causing"
                    | "causer"
                    | "any"
                    | "new"
                    | "other"
                    | "autre"
                    | "reported"
                    | "civilian"
                    | "human"
            )
    });
    clear.then(|| no_toll(harm, none, mark.last))
}

/// "the dead are four", "put the dead at more than 20", "gave the number of dead as six".
fn numbered_after(look: &Look, mark: &Mark, harm: Harm) -> Option<FrameToll> {
    let scene = look.scene;
    let item = look.counted.iter().find(|item| item.first >= mark.last)?;
    let linked = item.first > mark.last
        && item.first - mark.last <= 4
        && (mark.last..item.first)
            .any(|at| scene.is(at, gram::BE) || matches!(scene.doc.word(at), "at" | "as" | "to" | "a" | ":"))
        && (mark.last..item.first).all(|at| {
            scene.is(at, gram::BE | gram::HAVE)
                || matches!(
                    scene.doc.word(at),
                    "at" | "as" | "to" | "a" | ":" | "\"" | "“" | "«" | "now"
                )
        });
    (linked && item.noun == Noun::Bare && !(item.weak && item.count.exact().is_some()))
        .then(|| toll(harm, item.count, None, item.first, item.last))
}

/// "the death of 12 soldiers".
fn of_people(look: &Look, mark: &Mark, harm: Harm) -> Option<FrameToll> {
    if !look.scene.is(mark.last, gram::OF) || mark_is_body(look.scene, mark) {
        return None;
    }
    let mention = look
        .people
        .mentions
        .iter()
        .find(|m| m.first >= mark.last && m.first <= mark.last + 1 && m.side != Side::Place)?;
    Some(toll(
        harm,
        mention.count?,
        Some(*mention),
        mention.first,
        mention.last,
    ))
}

/// "five people are missing", "cinq personnes sont portées disparues", "one is unaccounted for".
fn predicate(look: &Look, mark: &Mark, harm: Harm) -> Vec<FrameToll> {
    const BETWEEN: &[&str] = &[
        "portees",
        "portes",
        "porte",
        "portee",
        "still",
        "reported",
        "encore",
        "toujours",
        "feared",
        "confirmed",
        "were",
        "among",
        "parmi",
        "also",
        "now",
        "y",
        "n'",
        "en",
        "seriously",
    ];
    if harm == Harm::Casualties {
        return Vec::new();
    }
    let scene = look.scene;
    let at = look.counted.iter().rposition(|item| {
        item.last < mark.first
            && mark.first - item.last <= 6
            && (item.last..mark.first).any(|at| scene.is(at, gram::BE))
            && is_subject_of(look, item.last, mark.first, BETWEEN)
            && !(item.weak && item.noun == Noun::Other)
    });
    at.map_or_else(Vec::new, |at| {
        let (first, last) = list(scene, look.counted, at);
        tolls_of(harm, &look.counted[first..=last])
    })
}

/// Whether only the rest of a subject, then "are" and its adverbs stand in `from..to`: "four police | reservists are | dead",
/// "17 drivers | and apprentices are | dead".
fn is_subject_of(look: &Look, from: usize, to: usize, adverbs: &[&str]) -> bool {
    let scene = look.scene;
    let verb = |at: usize| scene.is(at, gram::BE | gram::HAVE) || adverbs.contains(&scene.doc.word(at));
    let begins = (from..to).find(|&at| verb(at)).unwrap_or(to);
    let rest = |at: usize| {
        scene.is(at, gram::AND) && !matches!(scene.doc.word(at), "or" | "ou")
            || super::counted::is_noun(scene, at)
            || look
                .people
                .mentions
                .iter()
                .any(|mention| mention.head <= at && at < mention.last)
    };
    begins <= from + 3 && (from..begins).all(rest) && (begins..to).all(verb)
}

fn mark_is_body(scene: &Scene, mark: &Mark) -> bool {
    matches!(
        scene.doc.word(mark.first),
        "wounded" | "injured" | "blesses" | "missing" | "blesse"
    )
}

fn plain(scene: &Scene, at: usize) -> bool {
    !scene.is(
        at,
        gram::PREP | gram::BE | gram::HAVE | gram::BAR | gram::AND | gram::THAT,
    ) && !scene.is_break(at)
        && scene.doc.word(at) != ","
        || matches!(scene.doc.word(at), "\"" | "”" | "»")
}

/// "death toll rose to 12", "le nombre de morts est passé de 10 à 12": the last number that follows.
pub(super) fn toll_noun(look: &Look, mark: &Mark, harm: Harm) -> Option<FrameToll> {
    let scene = look.scene;
    if scene.doc.word(mark.last) == "-" {
        return None;
    }
    let to = (mark.last + 12).min(look.sentence.last);
    let follows = |from: usize| -> Option<&Counted> {
        look.counted.iter().find(|item| {
            item.first >= from
                && item.last <= to
                && (!item.weak || verb::is_many(scene, item.first))
                && (from..item.first)
                    .all(|at| (!scene.is_break(at) || scene.is_sign(at, ":")) && scene.doc.word(at) != ",")
        })
    };
    let first = follows(mark.last)?;
    // "from 10 to 12": the new number stands.
    let second =
        follows(first.last).filter(|next| matches!(scene.doc.word(next.first.saturating_sub(1)), "to" | "a"));
    let item = second.unwrap_or(first);
    // "a toll of 12 dead" is met as a counted noun.
    let counted = scene
        .of(Topic::Harm, item.first, (item.last + 3).min(look.sentence.last))
        .any(|other| other.entry.kind == "n" || matches!(other.entry.kind, "vt" | "vi"));
    (!counted && item.noun != Noun::Other).then(|| toll(harm, item.count, item.of, item.first, item.last))
}

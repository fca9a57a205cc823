//! The people a verb of harm has as object, or in the passive as subject.

use super::counted::{Counted, Noun, list};
use super::{Look, no_toll, toll, tolls_of};
use crate::lexicon::{Mark, Topic};
use crate::readers::event::roles::{Voice, voice};
use crate::readers::event::{Frame, FrameToll, Harm};
use crate::readers::who::{Mention, Side};
use crate::scene::{Scene, gram};
use tocsin_core::{Count, Language};

/// The numbers a verb of harm tells.
pub(super) fn of_verb(look: &Look, mark: &Mark, harm: Harm, frame: &Frame) -> Vec<FrameToll> {
    let told = numbered(look, mark, harm, frame);
    if !told.is_empty() {
        return told;
    }
    frame
        .patients
        .iter()
        .find_map(|mention| unnumbered(look, harm, mention))
        .into_iter()
        .collect()
}

/// "killed civilians", "des civils": people in the plural of the list of groups.
fn unnumbered(look: &Look, harm: Harm, mention: &Mention) -> Option<FrameToll> {
    let word = look.scene.doc.word(mention.last - 1);
    let plural = (word.ends_with('s') && !word.ends_with("ss"))
        || matches!(word, "people" | "children" | "women" | "men");
    let general = matches!(
        mention.concept,
        "security-forces" | "militiamen" | "police" | "officials"
    );
    let count = Count {
        least: 2,
        most: None,
        about: false,
    };
    (plural && !general && mention.topic == Topic::Group && !look.scene.is(mention.first, gram::THE)).then(
        || FrameToll {
            unnumbered: true,
            ..toll(harm, count, Some(*mention), mention.first, mention.last)
        },
    )
}

fn numbered(look: &Look, mark: &Mark, harm: Harm, frame: &Frame) -> Vec<FrameToll> {
    let active = voice(look.scene, look.people, frame, look.sentence) == Voice::Active;
    if mark.entry.kind == "vi" || !active {
        let harmed = if mark.entry.kind == "vi" && frame.act != "die" && active {
            &frame.agents
        } else {
            &frame.patients
        };
        return as_subject(look, mark, harm, harmed);
    }
    as_object(look, mark, harm, &frame.patients)
}

/// "Two people died", "12 were killed", "four officers and the driver were killed".
fn as_subject(look: &Look, mark: &Mark, harm: Harm, harmed: &[Mention]) -> Vec<FrameToll> {
    if let Some(none) = nobody(look, mark, harm) {
        return vec![none];
    }
    let clause = look
        .scene
        .clause(mark.first, look.sentence.first, look.sentence.last);
    let verb = verb_begins(look, mark);
    if look.scene.doc.word(verb.saturating_sub(1)) == "," && verb > look.sentence.first {
        // "Thirteen civilians, among them a woman, were killed": the subject stands before the aside.
        if let Some(at) = before_aside(look, verb - 1) {
            return list_tolls(look, harm, at);
        }
    }
    // The nearest number before the verb, where no other people stand between.
    let near = look.counted.iter().rposition(|item| {
        item.last <= mark.first
            && item.first >= clause.0
            && !(item.weak && item.noun != Noun::Known && !is_many(look.scene, item.first))
    });
    let last_mention = harmed.iter().map(|mention| mention.last).max().unwrap_or(0);
    if let Some(at) = near {
        let item = look.counted[at];
        let free = (item.last..verb.max(item.last)).all(|t| {
            !look
                .people
                .mentions
                .iter()
                .any(|m| m.head == t && m.side != Side::Place && !harmed.contains(m))
                && (!look.scene.is(t, gram::BY | gram::ON) || look.scene.is(t, gram::IN))
        });
        if item.last >= last_mention && free {
            return list_tolls(look, harm, at);
        }
    }
    let named = named_tolls(harm, harmed);
    if !named.is_empty() {
        return named;
    }
    // "Le chef de village de Djigui, commune de Diabaly, a été assassiné": what opens the sentence.
    let opens = look.counted.first().filter(|item| {
        item.first <= look.sentence.first + 1 && item.last <= mark.first && item.noun == Noun::Known
    });
    let passive = (verb..mark.first).any(|at| look.scene.is(at, gram::BE | gram::HAVE));
    match opens {
        Some(_) if passive && harmed.is_empty() => list_tolls(look, harm, 0),
        _ => Vec::new(),
    }
}

/// The first token of the verb group that ends with `mark`: auxiliaries and adverbs before it.
fn verb_begins(look: &Look, mark: &Mark) -> usize {
    let scene = look.scene;
    let mut at = mark.first;
    while at > look.sentence.first
        && mark.first - at < 5
        && (scene.is(at - 1, gram::BE | gram::HAVE)
            || matches!(
                scene.doc.word(at - 1),
                "also"
                    | "later"
                    | "then"
                    | "reported"
                    | "reportedly"
                    | "aussi"
                    | "ensuite"
                    | "egalement"
                    | "y"
                    | "n'"
                    | "en"
                    | "been"
                    | "ete"
                    | "all"
                    | "seriously"
                    | "grievement"
            ))
    {
        at -= 1;
    }
    at
}

/// The number that stands right before the comma that opens the aside which the comma at `close` ends.
fn before_aside(look: &Look, close: usize) -> Option<usize> {
    let opens = |item: &Counted| {
        item.last < close
            && !item.weak
            && (look.scene.doc.word(item.last) == "," || item.first <= look.sentence.first + 3)
            && (item.last..close).all(|at| !matches!(look.scene.doc.word(at), ";" | "." | "”" | "»"))
            && !look
                .scene
                .marks_in(item.last, close)
                .iter()
                .any(|mark| mark.entry.topic == Topic::Harm && matches!(mark.entry.kind, "vt" | "vi"))
    };
    look.counted.iter().position(opens)
}

/// "killed two soldiers, three civilians and a driver", "killing 12", "tué « plus d'une centaine de civils »".
fn as_object(look: &Look, mark: &Mark, harm: Harm, harmed: &[Mention]) -> Vec<FrameToll> {
    let first = harmed
        .iter()
        .filter(|mention| mention.side != Side::Place)
        .map(|mention| mention.first)
        .min();
    let at = look.counted.iter().position(|item| {
        item.first >= mark.last
            && (Some(item.first) == first
                || item.first <= mark.last + 3
                    && first.is_none_or(|first| item.first < first)
                    && !(item.weak && item.noun != Noun::Known && !is_many(look.scene, item.first))
                    && (mark.last..item.first)
                        .all(|t| is_quote(look.scene, t) || look.scene.is(t, gram::THE)))
    });
    match at {
        Some(at) => list_tolls(look, harm, at),
        None => named_tolls(harm, harmed),
    }
}

/// The tolls of those harmed who are named with their number: "three farmers".
fn named_tolls(harm: Harm, harmed: &[Mention]) -> Vec<FrameToll> {
    harmed
        .iter()
        .filter(|mention| mention.side != Side::Place)
        .filter_map(|mention| {
            let count = mention.count?;
            Some(toll(harm, count, Some(*mention), mention.first, mention.last))
        })
        .collect()
}

fn list_tolls(look: &Look, harm: Harm, at: usize) -> Vec<FrameToll> {
    let (first, last) = list(look.scene, look.counted, at);
    tolls_of(harm, &look.counted[first..=last])
}

/// "lost 17 men", "buried 13 people", "is without news of four nationals": the object alone is harmed.
pub(super) fn lost(look: &Look, mark: &Mark, harm: Harm) -> Vec<FrameToll> {
    let at = look.counted.iter().position(|item| {
        item.first >= mark.last
            && item.first <= mark.last + 4
            && (mark.last..item.first).all(|t| {
                is_quote(look.scene, t)
                    || look.scene.is(t, gram::OF | gram::THE | gram::A)
                    || look.scene.doc.word(t) == "with"
            })
            && (item.noun == Noun::Known && !item.weak
                || item.noun == Noun::Bare && !item.weak && look.scene.doc.word(item.last) != "%")
    });
    at.map_or_else(Vec::new, |at| list_tolls(look, harm, at))
}

/// "Nobody died", "no civilian had been harmed", "aucun soldat n'a été tué", "personne n'a été blessé".
pub(super) fn nobody(look: &Look, mark: &Mark, harm: Harm) -> Option<FrameToll> {
    let scene = look.scene;
    let from = mark.first.saturating_sub(7).max(look.sentence.first);
    let french = scene.doc.language == Language::Fr;
    let none = (from..mark.first).rev().find(|&at| match scene.doc.word(at) {
        "nobody" | "none" | "aucun" | "aucune" | "nul" => true,
        "no" => {
            scene.doc.word(at + 1) == "one"
                || look
                    .people
                    .mentions
                    .iter()
                    .any(|m| m.head > at && m.head <= at + 2 && m.side != Side::Place)
        }
        "personne" => french && matches!(scene.doc.word(at + 1), "n'" | "ne"),
        _ => false,
    })?;
    let clear = (none + 1..mark.first).all(|at| {
        !scene.is_break(at) && scene.doc.word(at) != "," && !scene.is(at, gram::BAR | gram::THAT | gram::AND)
    });
    clear.then(|| no_toll(harm, none, mark.last))
}

pub(super) fn is_many(scene: &Scene, at: usize) -> bool {
    matches!(
        scene.doc.word(at),
        "dozens"
            | "scores"
            | "hundreds"
            | "several"
            | "many"
            | "thousands"
            | "des"
            | "plusieurs"
            | "some"
            | "quelques"
    ) && (scene.doc.word(at) != "des"
        || matches!(scene.doc.word(at + 1), "dizaines" | "centaines" | "milliers"))
}

fn is_quote(scene: &Scene, at: usize) -> bool {
    matches!(scene.doc.word(at), "\"" | "“" | "”" | "«" | "»")
}

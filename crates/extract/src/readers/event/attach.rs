//! Gives each frame its dates, its places and its speaker.

use super::Frame;
use crate::doc::Sentence;
use crate::kit::ActClass;
use crate::lexicon::Topic;
use crate::readers::speech::Attribution;
use crate::scene::{Scene, gram};
use tocsin_core::PlaceKind;

/// Gives each date, place and attribution of a sentence to the frame it belongs to: in its clause, else the nearest.
pub(super) fn attach(scene: &Scene, sentence: &Sentence, said: &[Attribution], frames: &mut [Frame]) {
    if frames.is_empty() {
        return;
    }
    for frame in frames.iter_mut() {
        frame.said = said
            .iter()
            .position(|said| said.from <= frame.first && frame.first < said.to && !names(said, frame.first));
    }
    dates(scene, sentence, said, frames);
    places(scene, sentence, said, frames);
}

fn dates(scene: &Scene, sentence: &Sentence, said: &[Attribution], frames: &mut [Frame]) {
    for index in scene.dates_in(sentence.span) {
        let mark = &scene.dates[index];
        let at = scene.doc.token_at(mark.span.start);
        let to = scene.doc.token_at(mark.span.end);
        if mark.when.is_some() && is_event_date(scene, sentence, at, to, said) {
            let nearest = nearest(scene, sentence, frames, at);
            frames[nearest].dates.push(index);
        }
    }
}

/// Whether the date in tokens `at..to` may be an event's: it is no day of a claim, of words, of a paper, of a dateline.
pub(crate) fn is_event_date(
    scene: &Scene,
    sentence: &Sentence,
    at: usize,
    to: usize,
    said: &[Attribution],
) -> bool {
    !is_claiming_date(scene, sentence, at, to)
        && !is_reporting_date(scene, at, to, said)
        && !is_publishing_date(scene, sentence, at)
        && !is_dateline_date(scene, sentence, to)
}

fn places(scene: &Scene, sentence: &Sentence, said: &[Attribution], frames: &mut [Frame]) {
    // The frame the last place went to, and the token after that place.
    let mut before: Option<(usize, usize)> = None;
    // One past a place that is none of an act's, and what only says where that is.
    let mut passed: Option<usize> = None;
    for index in scene.places_in(sentence.span) {
        let mark = &scene.places[index];
        let at = scene.doc.token_at(mark.whole.start);
        let end = scene.doc.token_at(mark.whole.end.saturating_sub(1)) + 1;
        // "Bodio in central Mali": one place after the other belongs where the first does.
        let follows = before.filter(|&(_, end)| {
            at >= end
                && at - end <= 4
                && (end..at).all(|t| !scene.is_break(t) && !scene.is(t, gram::AND | gram::BAR))
        });
        if is_wider_region(scene, index) {
            continue;
        }
        // "Bodio, in the Mopti region": the first names the place, the rest say where that is.
        let chained = follows.is_some_and(|_| {
            index > 0
                && scene.places[index - 1].place.is_some()
                && scene.places[index - 1].span.end > sentence.span.start
        });
        if chained {
            before = before.map(|(home, _)| (home, end));
            continue;
        }
        let beside = |last: usize| {
            at >= last
                && at - last <= 4
                && (last..at).all(|t| !scene.is(t, gram::AND | gram::BAR) && scene.doc.word(t) != ";")
        };
        if !is_scene(scene, sentence, said, at) || passed.is_some_and(beside) && follows.is_none() {
            passed = Some(end);
            continue;
        }
        let nearest = follows.map_or_else(|| nearest(scene, sentence, frames, at), |(home, _)| home);
        let goal = at > 0 && matches!(scene.doc.word(at - 1), "to" | "vers" | "towards" | "toward");
        if is_far(scene, sentence, &frames[nearest], at) || goal && frames[nearest].act == "displace" {
            continue;
        }
        frames[nearest].places.push(index);
        before = Some((nearest, end));
    }
}

/// Whether the name at token `at` may say where an act was: it is no speaker's, no party's and no dateline's.
pub(crate) fn is_scene(scene: &Scene, sentence: &Sentence, said: &[Attribution], at: usize) -> bool {
    let by_speaker = said.iter().any(|said| names(said, at));
    let actor = scene
        .of(Topic::Actor, at.saturating_sub(6), at + 1)
        .any(|mark| mark.first <= at && at < mark.last);
    !by_speaker
        && !actor
        && !is_of_title(scene, sentence, at)
        && !is_dateline(scene, sentence, at)
        && is_locative(scene, sentence, at)
}

/// "the governor of Mopti", "l'hôpital de Gao": the place is part of who or what is named.
fn is_of_title(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let from = at.saturating_sub(3).max(sentence.first);
    let Some(of) = (from..at).rev().find(|&t| !scene.is(t, gram::THE)) else {
        return false;
    };
    scene.is(of, gram::OF)
        && scene
            .marks_in(of.saturating_sub(4).max(sentence.first), of)
            .iter()
            .any(|mark| mark.last == of && mark.entry.topic == Topic::Voice && is_office(mark.entry.kind))
}

fn is_office(kind: &str) -> bool {
    matches!(
        kind,
        "government" | "justice" | "medical" | "security" | "civil-society" | "media"
    )
}

fn names(said: &Attribution, at: usize) -> bool {
    said.named.is_some_and(|(first, last)| first <= at && at < last)
}

/// The frame that words at token `at` belong to: the last act before them in their clause, else the nearest one.
fn nearest(scene: &Scene, sentence: &Sentence, frames: &[Frame], at: usize) -> usize {
    let (from, to) = scene.clause(at, sentence.first, sentence.last);
    (0..frames.len())
        .min_by_key(|&index| {
            let frame = &frames[index];
            let apart = !(from <= frame.first && frame.first < to);
            let general = matches!(frame.class, ActClass::General | ActClass::Soft);
            let (low, high) = (frame.first.min(at), frame.first.max(at));
            let commas = (low..high).filter(|&t| scene.doc.word(t) == ",").count();
            (general, apart, commas, frame.first > at, frame.first.abs_diff(at))
        })
        .unwrap_or(0)
}

/// "claimed responsibility on Tuesday": the day of the claim, unless the words tie it to the event ("Monday's attack").
fn is_claiming_date(scene: &Scene, sentence: &Sentence, at: usize, to: usize) -> bool {
    let Some(claim) = scene
        .of(Topic::Speech, sentence.first, sentence.last)
        .find(|mark| mark.entry.concept == "responsibility" && mark.entry.kind == "v")
    else {
        return false;
    };
    if at < claim.last {
        return claim.first.saturating_sub(to) <= 3;
    }
    let tied = matches!(scene.doc.word(to), "'s" | "attack" | "assault")
        || at > 0 && matches!(scene.doc.word(at - 1), "of" | "de" | "du" | "'s" | "the")
        || (claim.last..at).any(|t| scene.is(t, gram::BAR | gram::THAT));
    !tied
}

/// "said on Monday", "in a statement on Tuesday", "a déclaré lundi": the day of the words, not of the event.
fn is_reporting_date(scene: &Scene, at: usize, to: usize, said: &[Attribution]) -> bool {
    said.iter().any(|said| {
        let (first, last) = said.verb;
        let after = at >= last
            && at - last <= 4
            && !(last..at).any(|t| {
                scene.is(t, gram::THAT)
                    || !scene.marks_in(t, t + 1).is_empty() && scene.of(Topic::Act, t, t + 1).next().is_some()
            });
        let before = to <= first && first - to <= 2 && said.named.is_some_and(|named| named.1 <= at);
        let close = last < to || after;
        (after && close) || before
    })
}

/// "a report published on Thursday", "dans un communiqué daté de mardi": the day of a paper.
fn is_publishing_date(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let from = at.saturating_sub(3).max(sentence.first);
    (from..at)
        .rev()
        .take_while(|&t| scene.doc.word(t) != "," && !scene.is_break(t))
        .any(|t| {
            matches!(
                scene.doc.word(t),
                "published"
                    | "released"
                    | "issued"
                    | "statement"
                    | "report"
                    | "publie"
                    | "publiee"
                    | "public"
                    | "diffuse"
                    | "diffusee"
                    | "communique"
                    | "rapport"
                    | "date"
                    | "dated"
                    | "note"
                    | "depeche"
                    | "broadcast"
                    | "video"
                    | "lu"
                    | "press"
            ) && scene.doc.tokens[t].kind == crate::doc::TokenKind::Word
        })
}

/// "KOULOGON, Mali, March 5 - ": the day a report was sent.
fn is_dateline_date(scene: &Scene, sentence: &Sentence, to: usize) -> bool {
    let doc = scene.doc;
    let opens = doc.tokens.get(sentence.first).is_some_and(|token| token.all_caps) && !doc.caseless;
    let dash = |t: usize| {
        doc.word(t) == "-"
            && doc.tokens[t].start > doc.tokens[t - 1].end
            && doc
                .tokens
                .get(t + 1)
                .is_some_and(|next| next.start > doc.tokens[t].end)
    };
    opens
        && to > sentence.first
        && to <= sentence.first + 12
        && (to..(to + 6).min(sentence.last)).any(dash)
        && !(sentence.first..to).any(|t| {
            scene.is(t, gram::BE | gram::HAVE)
                || scene.is_break(t) && doc.word(t) != "(" && doc.word(t) != ")" && doc.word(t) != "."
        })
}

/// A place many words after an act, beyond commas or further clauses, is of what else the sentence speaks of.
fn is_far(scene: &Scene, sentence: &Sentence, frame: &Frame, at: usize) -> bool {
    let parts = (frame.last..at)
        .filter(|&t| scene.doc.word(t) == "," || scene.is_break(t) || scene.is(t, gram::BAR | gram::THAT))
        .count();
    at > frame.last + 14 && parts >= 1 && at > sentence.first + 4
}

/// "BAMAKO (Agency) -": where the report was written, not where the event was.
pub(crate) fn is_dateline(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    // "Djibo (Sahel): fighters assaulted the town" says where, as a heading does.
    let heading = (at + 1..(at + 7).min(sentence.last)).any(|t| scene.doc.word(t) == ":");
    at <= sentence.first + 1
        && (!heading || scene.doc.tokens[at].all_caps)
        && (at + 1..(at + 7).min(sentence.last)).any(|t| {
            scene.doc.word(t) == "-" && scene.doc.tokens[t].start > scene.doc.tokens[t - 1].end
                || t <= at + 4 && matches!(scene.doc.word(t), "(" | "/")
        })
        && scene.doc.tokens.get(at).is_some_and(|token| token.capital)
        && !(at..at + 2).any(|t| scene.is(t, gram::BE | gram::HAVE))
}

/// Whether the name at token `at` says where: it follows a preposition or a comma, or begins a report ("BAMAKO —").
fn is_locative(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let from = at.saturating_sub(5).max(sentence.first);
    let mut before = at;
    while before > from {
        before -= 1;
        let word = scene.doc.word(before);
        if word == "from" || word == "depuis" {
            return false;
        }
        if scene.is(before, gram::PREP | gram::AND)
            || matches!(word, "," | "(" | "-" | "between" | "to" | "entre")
        {
            return true;
        }
        if scene.is(before, gram::BE | gram::HAVE | gram::BAR) {
            return false;
        }
    }
    // The subject of a sentence ("Bamako became the scene of"), an object ("attacked Boni"), a possessor ("Mali's capital").
    true
}

/// "The Sahel" is a region of Burkina Faso only in a text that speaks of Burkina Faso.
fn is_wider_region(scene: &Scene, index: usize) -> bool {
    let Some(place) = scene.places.get(index).and_then(|mark| mark.place.as_ref()) else {
        return false;
    };
    let shared = place.kind == PlaceKind::Admin1 && place.name.starts_with("Sahel");
    shared && !scene.speaks_of_country(place.country(), &place.name)
}

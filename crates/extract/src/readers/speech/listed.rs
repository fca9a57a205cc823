//! Finds listed voices near a verb of saying where the grammar hides its subject, and the words that belong to them.

use super::voice::{VoiceFound, is_quote, is_voice};
use crate::doc::{Sentence, TokenKind};
use crate::lexicon::{Mark, Topic};
use crate::scene::{Scene, gram};

/// The listed voice before a verb of saying, nearest first: for texts whose grammar hides the subject.
pub(super) fn listed_before(scene: &Scene, verb: &Mark, sentence: &Sentence) -> Option<VoiceFound> {
    let from = verb.first.saturating_sub(12).max(sentence.first);
    let mark = scene
        .marks_in(from, verb.first)
        .iter()
        .rev()
        .filter(|mark| is_voice(mark) && mark.last <= verb.first)
        .max_by_key(|mark| (mark.last, mark.last - mark.first))?;
    // Between speaker and verb: a name, a title, an aside, but no other verb of saying and no break.
    let clear = (mark.last..verb.first)
        .all(|at| !scene.is_break(at) && !scene.is(at, gram::BY) && !is_quote(scene, at))
        && !scene.marks_in(mark.last, verb.first).iter().any(|other| {
            matches!(other.entry.topic, Topic::Speech)
                || (other.entry.topic == Topic::Act && other.entry.kind == "v")
        });
    // "the attack on the army said": an object of a preposition does not speak, except after "of".
    let before = mark.first.checked_sub(1);
    let object = before.is_some_and(|at| {
        at >= sentence.first && scene.is(at, gram::ON | gram::BY | gram::IN) && !scene.is(at, gram::THE)
    });
    (clear && !object).then(|| widen(scene, *mark, sentence.first))
}

/// The listed voice right after token `from`.
pub(super) fn listed_after(scene: &Scene, from: usize, to: usize) -> Option<VoiceFound> {
    let mark = scene
        .marks_in(from, to)
        .iter()
        .filter(|mark| is_voice(mark))
        .min_by_key(|mark| (mark.first, std::cmp::Reverse(mark.last)))?;
    let clear = (from..mark.first).all(|at| {
        !scene.is_break(at) && !scene.is(at, gram::BAR) && !matches!(scene.doc.word(at), "," | "to")
    });
    clear.then(|| widen(scene, *mark, from))
}

/// The whole noun phrase around a voice: its determiner and adjectives, and "of the ministry" after it.
pub(super) fn widen(scene: &Scene, mark: Mark, floor: usize) -> VoiceFound {
    let mut first = mark.first;
    for _ in 0..4 {
        if first <= floor {
            break;
        }
        let at = first - 1;
        let token = &scene.doc.tokens[at];
        if scene.is(at, gram::THE | gram::A) {
            first = at;
            break;
        }
        let plain = token.kind == TokenKind::Word
            && !scene.is_date(at)
            && scene.doc.word(at) != "'s"
            && !token.capital
            && !scene.is(
                at,
                gram::PREP | gram::BE | gram::HAVE | gram::BAR | gram::THAT | gram::AND | gram::HE,
            )
            && !scene.marks_in(at, first).iter().any(|other| {
                matches!(
                    other.entry.topic,
                    Topic::Speech | Topic::Act | Topic::Harm | Topic::Bound
                )
            });
        if !plain {
            break;
        }
        first = at;
    }
    let mut last = mark.last;
    if scene.is(last, gram::OF) {
        let after = if scene.is(last + 1, gram::THE) {
            last + 2
        } else {
            last + 1
        };
        if let Some(next) = scene
            .marks_in(after, after + 1)
            .iter()
            .find(|next| is_voice(next))
        {
            last = next.last;
        }
    }
    VoiceFound::listed(first, last, mark)
}

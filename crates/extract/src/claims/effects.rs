//! What an event did to things and daily life, and the state of affairs after it.

use super::Maker;
use crate::doc::TokenKind;
use crate::lexicon::{Form, Mark, Topic};
use crate::readers::event::Frame;
use crate::scene::gram;
use tocsin_core::{Claim, Field, Term, Value};

/// Most tokens between what was done and the thing it was done to.
const REACH: usize = 8;

impl Maker<'_, '_> {
    /// Impacts and situations told in the sentence of `frame`: set phrases, and deeds done to things.
    pub(super) fn effects(&self, out: &mut Vec<Claim>, frame: &Frame) {
        let sentence = &self.scene.doc.sentences[frame.sentence];
        for mark in self.scene.of(Topic::Impact, sentence.first, sentence.last) {
            let (key, first, last) = match mark.entry.kind {
                "deed" => match self.thing(mark, (sentence.first, sentence.last)) {
                    Some(thing) => {
                        let key = format!("{}-{}", thing.entry.concept, mark.entry.concept);
                        (key, thing.first.min(mark.first), thing.last.max(mark.last))
                    }
                    None => continue,
                },
                "thing" => continue,
                _ => (mark.entry.concept.to_owned(), mark.first, mark.last),
            };
            let field = if mark.entry.kind == "situation" {
                Field::Situation
            } else {
                Field::Impact
            };
            let name = self.scene.doc.raw(first, last).to_owned();
            self.push(
                out,
                frame,
                field,
                Value::Term(Term { key, name }),
                first,
                last,
                "impact",
            );
        }
    }

    /// The thing a deed was done to: the object right after it, or the subject before a participle.
    fn thing(&self, deed: &Mark, (from, to): (usize, usize)) -> Option<Mark> {
        let thing = |mark: &&Mark| mark.entry.kind == "thing";
        let scene = self.scene;
        let clear = |first: usize, last: usize| {
            (first..last).all(|at| {
                !scene.is_break(at)
                    && !scene.is(at, gram::BAR | gram::THAT | gram::BY)
                    && scene.doc.word(at) != ","
                    && !scene
                        .of(Topic::Act, at, at + 1)
                        .any(|act| act.entry.kind == "v" && act.first != deed.first)
            })
        };
        let after = scene
            .of(Topic::Impact, deed.last, (deed.last + REACH).min(to))
            .find(thing)
            .filter(|mark| clear(deed.last, mark.first))
            // "taken to hospital": a goal is no object.
            .filter(|mark| {
                !(deed.last..mark.first).any(|at| {
                    matches!(
                        scene.doc.word(at),
                        "to" | "from" | "in" | "dans" | "vers" | "near" | "pres"
                    )
                })
            });
        if after.is_some() {
            return after.copied();
        }
        let done = matches!(
            deed.form,
            Form::Ed | Form::Participle | Form::Plain | Form::Finite
        ) && scene.doc.tokens[deed.first].kind == TokenKind::Word;
        let before = scene
            .of(
                Topic::Impact,
                deed.first.saturating_sub(REACH).max(from),
                deed.first,
            )
            .rfind(thing)
            .filter(|mark| done && mark.last <= deed.first && clear(mark.last, deed.first));
        before.copied()
    }
}

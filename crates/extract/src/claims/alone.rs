//! The date and place of the one event of a text, where no act stands beside them.

use super::Maker;
use crate::doc::Sentence;
use crate::gather::{Draft, is_firm};
use crate::readers::event::Frame;
use crate::readers::event::attach::{is_dateline, is_event_date, is_scene};
use std::collections::BTreeSet;
use tocsin_core::{BlockKind, Claim, Field, PlaceKind, Precision, Value};

/// Sentences looked through for a date or place: what comes later is of other things.
const MOST_SENTENCES: usize = 12;

impl Maker<'_, '_> {
    /// Gives the only event of a text the first date and the first place said, where its own sentences have none.
    pub(super) fn circumstances(&self, out: &mut Vec<Claim>, draft: &Draft) {
        let Some(frame) = draft.frames.first().map(|&index| &self.read.frames[index]) else {
            return;
        };
        if !out.iter().any(|claim| claim.field == Field::Date)
            && let Some(at) = self.first_date()
        {
            let mark = &self.scene.dates[at];
            if let Some(when) = &mark.when {
                let rule = "date: the only event of the text";
                self.push_span(
                    out,
                    frame,
                    Field::Date,
                    Value::When(when.clone()),
                    mark.span,
                    rule,
                );
            }
        }
        if !out.iter().any(is_narrow)
            && let Some(at) = self.own_place(draft).or_else(|| self.first_place())
        {
            self.push_place(out, frame, at, "place: the only event of the text");
        }
        // The words stand elsewhere than the act: the claim points at the sentence that holds them.
        for claim in out
            .iter_mut()
            .filter(|claim| claim.rule.ends_with("the only event of the text"))
        {
            let at = self.scene.doc.token_at(claim.span.start);
            if let Some(sentence) = self.scene.sentence_at(at) {
                claim.sentence = sentence.span;
            }
        }
    }

    /// Gives one of several events of a text the place named in its own sentences, where no act stands beside one.
    pub(super) fn place_told(&self, out: &mut Vec<Claim>, draft: &Draft) {
        if out.iter().any(|claim| claim.field == Field::Place) {
            return;
        }
        let Some(frame) = draft.frames.first().map(|&index| &self.read.frames[index]) else {
            return;
        };
        let Some(at) = self.own_place(draft) else { return };
        self.push_place(out, frame, at, "place: in the sentences of the event");
    }

    fn push_place(&self, out: &mut Vec<Claim>, frame: &Frame, at: usize, rule: &str) {
        let place = Value::Place(Box::new(self.place_at(at)));
        let words = self.scene.places[at].whole;
        self.push_span(out, frame, Field::Place, place, words, rule);
    }

    /// The first narrow place named in the sentences of the event itself, in whatever role: "Residents of Boni said".
    fn own_place(&self, draft: &Draft) -> Option<usize> {
        let mut sentences: Vec<usize> = draft
            .frames
            .iter()
            .map(|&index| self.read.frames[index].sentence)
            .collect();
        sentences.dedup();
        sentences.iter().find_map(|&index| {
            let sentence = &self.scene.doc.sentences[index];
            self.scene.places_in(sentence.span).find(|&at| {
                let mark = &self.scene.places[at];
                let first = self.scene.doc.token_at(mark.whole.start);
                mark.place.as_ref().is_none_or(|place| !is_wide(place.kind))
                    && !is_dateline(self.scene, sentence, first)
            })
        })
    }

    /// Sentences that tell of the event's world: none of history, courts or other worlds.
    fn own_sentences(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        let elsewhere: BTreeSet<usize> = self
            .read
            .frames
            .iter()
            .filter(|frame| frame.status.why.is_some())
            .map(|frame| frame.sentence)
            .collect();
        let sentences = self.scene.doc.sentences.iter().enumerate();
        sentences
            .filter(|(_, sentence)| {
                matches!(
                    sentence.kind,
                    BlockKind::Title
                        | BlockKind::Heading
                        | BlockKind::Paragraph
                        | BlockKind::ListItem
                        | BlockKind::Quote
                )
            })
            .take(MOST_SENTENCES)
            .filter(move |(index, _)| !elsewhere.contains(index))
    }

    fn first_date(&self) -> Option<usize> {
        let doc = self.scene.doc;
        self.own_sentences().find_map(|(index, sentence)| {
            self.scene.dates_in(sentence.span).find(|&at| {
                let mark = &self.scene.dates[at];
                let (first, last) = (doc.token_at(mark.span.start), doc.token_at(mark.span.end));
                let day = mark.when.as_ref().is_some_and(|when| {
                    is_firm(when) && when.precision <= Precision::Days && when.first.is_some()
                });
                day && is_event_date(self.scene, sentence, first, last, &self.read.said[index])
            })
        })
    }

    fn first_place(&self) -> Option<usize> {
        let doc = self.scene.doc;
        self.own_sentences().find_map(|(index, sentence)| {
            self.scene.places_in(sentence.span).find(|&at| {
                let mark = &self.scene.places[at];
                let narrow = mark.place.as_ref().is_none_or(|place| !is_wide(place.kind));
                narrow
                    && is_scene(
                        self.scene,
                        sentence,
                        &self.read.said[index],
                        doc.token_at(mark.whole.start),
                    )
            })
        })
    }
}

fn is_wide(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Area | PlaceKind::Country | PlaceKind::Admin1)
}

/// Whether a claim says where below a region.
fn is_narrow(claim: &Claim) -> bool {
    match &claim.value {
        Value::Place(place) => !is_wide(place.kind),
        _ => false,
    }
}

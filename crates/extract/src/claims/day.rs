//! When an act was: of the times named around an account's acts, those a linear model takes for its own.
//!
//! A time in the clause of an act weighs most; the rest is for the day named once for several sentences, and against the
//! days of words, papers, earlier events and what is to come. Trained by `tocsin-eval train day gold/cases`.

use super::Maker;
use super::choice::{Candidate, MOST, Near, best_of_each, is_act, likely};
use super::tidy::BESIDE;
use crate::doc::Sentence;
use crate::gather::is_firm;
use crate::gather::told::{Features, Weights};
use crate::lexicon::Topic;
use crate::readers::event::Frame;
use crate::readers::event::attach::is_event_date;
use crate::readers::when::DateMark;
use crate::scene::gram;
use tocsin_core::{Claim, Field, Precision, Value, When};

/// What must speak for a time, a logit.
const BAR: f32 = -0.3;

impl Maker<'_, '_> {
    /// The times of an account, each said by the act nearest to it.
    pub(super) fn times(&self, out: &mut Vec<Claim>, near: &Near) {
        let likely = likely(near.days(&self.kit.day), BAR);
        let when = |one: &Candidate| self.scene.dates[one.at.1].stands_for();
        for one in best_of_each(likely, |a, b| when(a) == when(b)) {
            let mark = &self.scene.dates[one.at.1];
            let token = self.scene.doc.token_at(mark.span.start);
            let is_tied = |frame: &Frame| frame.dates.contains(&one.at.1);
            // "from 3 to 5 May": one end stands for the whole stretch.
            let (Some(frame), Some(when)) = (near.home(token, is_tied), when(&one)) else {
                continue;
            };
            let toll = matches!(frame.act, "kill" | "die" | "injure" | "incident")
                && (frame.said.is_some() || frame.noun);
            let rule = if is_tied(frame) && toll {
                format!("date: {}, {BESIDE}", mark.rule)
            } else {
                format!("date: {}", mark.rule)
            };
            let first = out.len();
            self.push_span(
                out,
                frame,
                Field::Date,
                Value::When(when.clone()),
                mark.span,
                &rule,
            );
            if let Some(claim) = out.get_mut(first) {
                self.stand_in(claim, frame, one.at.0);
            }
        }
    }
}

impl Near<'_, '_, '_> {
    /// The times weighed for the account, in text order.
    pub(crate) fn days(&self, weights: &Weights) -> Vec<Candidate> {
        let scene = self.scene();
        let mut out = Vec::new();
        for (index, sentence) in self.sentences() {
            for mark in scene.dates_in(sentence.span) {
                let date = &scene.dates[mark];
                let Some(when) = date.when.as_ref().filter(|when| is_firm(when)) else {
                    continue;
                };
                if out.len() < MOST {
                    let features = self.day_features(index, sentence, mark, when);
                    out.push(Candidate {
                        span: date.span,
                        score: weights.score(&features),
                        features,
                        at: (index, mark),
                    });
                }
            }
        }
        out
    }

    fn day_features(&self, index: usize, sentence: &Sentence, mark: usize, when: &When) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        let date = &self.scene().dates[mark];
        let at = self.scene().doc.token_at(date.span.start);
        let end = self.scene().doc.token_at(date.span.end.saturating_sub(1)) + 1;
        self.day_tied(index, mark, &mut add);
        self.apart(index, sentence, &mut add);
        self.within(index, sentence, at, end, &mut add);
        self.day_words(index, sentence, at, end, &mut add);
        self.day_whole(mark, date, when, &mut add);
        out
    }

    /// Whether it stands beside one of the account's acts, or beside another.
    fn day_tied(&self, index: usize, mark: usize, add: &mut impl FnMut(&'static str, bool)) {
        let frames = &self.maker.read.frames;
        let holds = |index: &usize| frames[*index].dates.contains(&mark);
        let own = self.draft.frames.iter().any(holds);
        add("tied", own);
        add("tied:first", self.draft.frames.first().is_some_and(holds));
        let toll = self.draft.frames.iter().any(|&index| {
            frames[index].dates.contains(&mark)
                && matches!(frames[index].act, "kill" | "die" | "injure" | "incident")
        });
        add("tied:toll", toll);
        let others = || {
            self.acts_in(index)
                .filter(|(at, frame)| frame.dates.contains(&mark) && !self.draft.frames.contains(at))
        };
        add(
            "tied:other",
            !own && others().any(|(_, frame)| is_act(frame.class)),
        );
        add(
            "tied:left-out",
            !own && others().any(|(_, frame)| frame.status.why.is_some()),
        );
        add("tied:nothing", !own && others().next().is_none());
        let none = self
            .draft
            .frames
            .iter()
            .all(|&index| frames[index].dates.is_empty());
        add("untied:all", none);
        add("untied:alone", none && self.maker.events == 1);
    }

    /// The words around it.
    fn day_words(
        &self,
        index: usize,
        sentence: &Sentence,
        at: usize,
        end: usize,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let scene = self.scene();
        let said = self.maker.read.said.get(index).map_or(&[][..], Vec::as_slice);
        add("no-event", !is_event_date(scene, sentence, at, end, said));
        let near = said.iter().any(|said| {
            let (first, last) = said.verb;
            first.abs_diff(end) <= 3 || at.abs_diff(last) <= 3
        });
        add("beside-saying", near);
        let last = if at > sentence.first {
            scene.doc.word(at - 1)
        } else {
            ""
        };
        add("before:since", matches!(last, "since" | "depuis"));
        add(
            "before:until",
            matches!(last, "until" | "till" | "by" | "jusqu'a" | "avant" | "before"),
        );
        add("before:of", at > sentence.first && scene.is(at - 1, gram::OF));
        add("before:from", matches!(last, "from" | "des"));
        add("before:in", at > sentence.first && scene.is(at - 1, gram::IN));
        add("opens", at <= sentence.first + 1);
        add(
            "after:colon",
            matches!(scene.doc.word(end), ":" | "-" | "—" | "–"),
        );
        add("after:possessive", scene.doc.word(end) == "'s");
        let cue = |concept: &str| {
            scene
                .of(Topic::Cue, sentence.first, sentence.last)
                .any(|mark| mark.entry.concept == concept)
        };
        add("cue:background", cue("background"));
        add("cue:previous", cue("previous"));
    }

    /// What it says, and what else the text says of time.
    fn day_whole(&self, mark: usize, date: &DateMark, when: &When, add: &mut impl FnMut(&'static str, bool)) {
        let name = match when.precision {
            Precision::Minute | Precision::Hour | Precision::PartOfDay => "says:hour",
            Precision::Day => "says:day",
            Precision::Night => "says:night",
            Precision::Days | Precision::Week => "says:days",
            Precision::Month | Precision::Season => "says:month",
            Precision::Year => "says:year",
            Precision::Longer | Precision::Vague => "says:longer",
            Precision::NoYear => "says:no-year",
        };
        add(name, true);
        add("in-range", date.range.is_some());
        let dates = &self.scene().dates;
        let firm = |other: &&DateMark| other.when.as_ref().is_some_and(is_firm);
        let first = dates.iter().position(|other| firm(&other));
        add("named:first", first == Some(mark));
        add("named:only", dates.iter().filter(firm).take(2).count() == 1);
        let again = dates
            .iter()
            .enumerate()
            .take(4 * MOST)
            .any(|(at, other)| at != mark && other.when.as_ref() == Some(when));
        add("named:again", again);
        let published = self.scene().doc.published.as_ref().and_then(|when| when.last);
        if let (Some(day), Some(published)) = (when.last.or(when.first), published) {
            let days = (published - day).get_days();
            add("age:future", days < 0);
            add("age:today", days == 0);
            add("age:fresh", (1..=3).contains(&days));
            add("age:week", (4..=10).contains(&days));
            add("age:month", (11..=45).contains(&days));
            add("age:old", days > 45);
        }
    }
}

//! When an act was: of the times named around an account's acts, those a linear model takes for its own.
//!
//! A time in the clause of an act weighs most; the rest is for the day named once for several sentences, and against the
//! days of words, papers, earlier events and what is to come. Trained by `tocsin-eval train day gold/cases`.

use super::Maker;
use super::choice::{Candidate, MOST, Near, is_act};
use super::tidy::BESIDE;
use crate::doc::Sentence;
use crate::gather::told::{Features, Weights};
use crate::gather::{Draft, is_firm};
use crate::lexicon::Topic;
use crate::readers::event::attach::is_event_date;
use crate::readers::when::DateMark;
use crate::scene::gram;
use tocsin_core::{Claim, Field, Precision, Value, When};

/// What must speak for a time, a logit.
const BAR: f32 = -0.3;

impl Maker<'_, '_> {
    /// The times of `draft`, each said by the act nearest to it.
    pub(super) fn times(&self, out: &mut Vec<Claim>, draft: &Draft) {
        for at in self.days(draft) {
            let mark = &self.scene.dates[at];
            let token = self.scene.doc.token_at(mark.span.start);
            let nearest = draft
                .frames
                .iter()
                .map(|&index| &self.read.frames[index])
                .min_by_key(|frame| (!frame.dates.contains(&at), frame.first.abs_diff(token)));
            // "from 3 to 5 May": one end stands for the whole stretch.
            let when = mark.range.clone().or_else(|| mark.when.clone());
            let (Some(frame), Some(when)) = (nearest, when) else {
                continue;
            };
            let tied = frame.dates.contains(&at);
            let toll = matches!(frame.act, "kill" | "die" | "injure" | "incident")
                && (frame.said.is_some() || frame.noun);
            let rule = if tied && toll {
                format!("date: {}, {BESIDE}", mark.rule)
            } else {
                format!("date: {}", mark.rule)
            };
            let first = out.len();
            self.push_span(out, frame, Field::Date, Value::When(when), mark.span, &rule);
            if let (Some(claim), Some(index)) = (out.get_mut(first), self.scene.doc.sentence_of(token)) {
                self.stand_in(claim, frame, index);
            }
        }
    }

    /// The times weighed for `draft`, in text order.
    pub(crate) fn day_candidates(&self, draft: &Draft, weights: &Weights) -> Vec<Candidate> {
        let near = Near::of(self, draft);
        let mut out = Vec::new();
        for index in near.sentences() {
            let Some(sentence) = self.scene.doc.sentences.get(index) else {
                continue;
            };
            let dates = &self.scene.dates;
            let from = dates.partition_point(|mark| mark.span.end <= sentence.span.start);
            for (mark, date) in dates.iter().enumerate().skip(from) {
                if date.span.start >= sentence.span.end || out.len() >= MOST {
                    break;
                }
                let Some(when) = date.when.as_ref().filter(|when| is_firm(when)) else {
                    continue;
                };
                let features = near.day_features(index, sentence, mark, when);
                out.push(Candidate {
                    span: date.span,
                    score: weights.score(&features),
                    features,
                    at: (index, mark),
                });
            }
        }
        out
    }

    /// The times of `draft`: indices into [`Scene::dates`](crate::scene::Scene::dates), the best naming of each, in text
    /// order. Where nothing is likely enough, the likeliest of those the words tie to its acts.
    fn days(&self, draft: &Draft) -> Vec<usize> {
        let candidates = self.day_candidates(draft, &self.kit.day);
        let over = candidates.iter().any(|one| one.score > BAR);
        let fallback = candidates
            .iter()
            .filter(|one| !over && one.is_tied())
            .max_by(|a, b| a.score.total_cmp(&b.score))
            .map(|one| one.at.1);
        let mut best: Vec<Candidate> = Vec::new();
        for one in candidates
            .into_iter()
            .filter(|one| one.score > BAR || fallback == Some(one.at.1))
        {
            let when = |one: &Candidate| {
                let mark = &self.scene.dates[one.at.1];
                mark.range.clone().or_else(|| mark.when.clone())
            };
            match best.iter_mut().find(|other| when(other) == when(&one)) {
                Some(other) if one.score > other.score => *other = one,
                Some(_) => {}
                None => best.push(one),
            }
        }
        let mut days: Vec<usize> = best.into_iter().map(|one| one.at.1).collect();
        days.sort_unstable();
        days
    }
}

impl Near<'_, '_, '_> {
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

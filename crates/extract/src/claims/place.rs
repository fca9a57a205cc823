//! Where an act was: of the places named around an account's acts, those a linear model takes for the scene.
//!
//! What the words around an act tie to it weighs most; the rest is for the town named a sentence before, and against the
//! region that only holds it. Trained by `tocsin-eval train place gold/cases`.

use super::Maker;
use super::choice::{Candidate, MOST, Near, best_of_each, likely};
use crate::doc::Sentence;
use crate::gather::told::{Features, Weights};
use crate::lexicon::Topic;
use crate::readers::event::attach::is_scene;
use crate::readers::places::{PlaceMark, PlaceRole};
use crate::scene::gram;
use tocsin_core::{Claim, Field, Place, PlaceKind, Relation, Value};

/// What must speak for a place, a logit.
const BAR: f32 = -0.3;

impl Maker<'_, '_> {
    /// The scenes of an account, each said by the act nearest to it.
    pub(super) fn places(&self, out: &mut Vec<Claim>, near: &Near) {
        let likely = likely(near.places(&self.kit.place), BAR);
        for one in best_of_each(likely, |a, b| self.is_one_place(a.at.1, b.at.1)) {
            let token = self.scene.doc.token_at(one.span.start);
            let Some(frame) = near.home(token, |frame| frame.places.contains(&one.at.1)) else {
                continue;
            };
            let place = self.place_at(one.at.1);
            let place = match self.day_of(frame) {
                Some(day) => tocsin_gazetteer::changes::on(place, &day),
                None => place,
            };
            let first = out.len();
            let value = Value::Place(Box::new(place));
            self.push_span(out, frame, Field::Place, value, one.span, "place");
            if let Some(claim) = out.get_mut(first) {
                self.stand_in(claim, frame, one.at.0);
            }
        }
    }

    /// The place that a name means: what the gazetteer has, else the name alone.
    pub(super) fn place_at(&self, mark: usize) -> Place {
        let mark = &self.scene.places[mark];
        let named = || Place::named(mark.span.of(self.scene.doc.text), PlaceKind::Populated);
        mark.place.clone().unwrap_or_else(named)
    }

    fn is_one_place(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.scene.places[a], &self.scene.places[b]);
        match (&a.place, &b.place) {
            (Some(a), Some(b)) => a.key == b.key && a.name == b.name,
            _ => a.span.of(self.scene.doc.text) == b.span.of(self.scene.doc.text),
        }
    }
}

impl Near<'_, '_, '_> {
    /// The places weighed for the account, in text order.
    pub(crate) fn places(&self, weights: &Weights) -> Vec<Candidate> {
        let scene = self.scene();
        let mut out = Vec::new();
        for (index, sentence) in self.sentences() {
            for mark in scene.places_in(sentence.span) {
                if out.len() < MOST && scene.places[mark].role != PlaceRole::Demonym {
                    let features = self.place_features(index, sentence, mark);
                    out.push(Candidate {
                        span: scene.places[mark].whole,
                        score: weights.score(&features),
                        features,
                        at: (index, mark),
                    });
                }
            }
        }
        out
    }

    fn place_features(&self, index: usize, sentence: &Sentence, mark: usize) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        let place = &self.scene().places[mark];
        let at = self.scene().doc.token_at(place.whole.start);
        let end = self.scene().doc.token_at(place.whole.end.saturating_sub(1)) + 1;
        self.place_tied(index, mark, &mut add);
        self.apart(index, sentence, &mut add);
        self.within(index, sentence, at, end, &mut add);
        self.place_words(sentence, index, at, end, &mut add);
        self.chain(sentence, mark, at, end, &mut add);
        kind(place, &mut add);
        self.whole(mark, &mut add);
        out
    }

    /// Whether the words around an act tie the place to it, or to another act.
    fn place_tied(&self, index: usize, mark: usize, add: &mut impl FnMut(&'static str, bool)) {
        let holds = |index: &usize| self.maker.read.frames[*index].places.contains(&mark);
        let own = self.draft.frames.iter().any(holds);
        add("tied", own);
        add("tied:first", self.draft.frames.first().is_some_and(holds));
        let other = self.others_in(index).any(|frame| frame.places.contains(&mark));
        add("tied:other", other && !own);
        add("tied:nowhere", !other && !own);
        add("alone", self.maker.events == 1);
        add("alone:untied", self.maker.events == 1 && !own);
        let any = self
            .draft
            .frames
            .iter()
            .any(|&at| !self.maker.read.frames[at].places.is_empty());
        add("untied:all", !any);
    }

    /// The words before and after it.
    fn place_words(
        &self,
        sentence: &Sentence,
        index: usize,
        at: usize,
        end: usize,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let scene = self.scene();
        let mut before = at;
        while before > sentence.first && scene.is(before - 1, gram::THE | gram::A) {
            before -= 1;
        }
        let opens = before == sentence.first;
        let last = if opens { "" } else { scene.doc.word(before - 1) };
        let gram = |bits: u16| !opens && scene.is(before - 1, bits);
        let from = matches!(last, "from" | "depuis" | "hors");
        add("before:in", gram(gram::IN) && !from);
        add("before:of", gram(gram::OF));
        add("before:from", from);
        add(
            "before:to",
            matches!(last, "to" | "towards" | "toward" | "vers" | "jusqu'a" | "pour"),
        );
        add(
            "before:near",
            matches!(last, "near" | "outside" | "around" | "pres" | "autour"),
        );
        add("before:comma", last == ",");
        add("before:bracket", last == "(");
        add("before:and", gram(gram::AND));
        add("before:nothing", opens);
        add("after:possessive", scene.doc.word(end) == "'s");
        add(
            "after:colon",
            matches!(scene.doc.word(end), ":" | "-" | "—" | "–"),
        );
        let said = self.maker.read.said.get(index).map_or(&[][..], Vec::as_slice);
        add("no-scene", !is_scene(scene, sentence, said, at));
        let actor = scene
            .of(Topic::Actor, at.saturating_sub(6), end)
            .any(|mark| mark.last > at && mark.first < end);
        add("in-party", actor);
        let speaker = said
            .iter()
            .any(|said| said.named.is_some_and(|(first, last)| first <= at && at < last));
        add("in-speaker", speaker);
        let site = scene
            .of(Topic::Site, at.saturating_sub(5).max(sentence.first), at)
            .any(|mark| mark.last <= at);
        add("site-before", site);
    }

    /// Whether it holds, or lies in, the place beside it: "Bodio, in the Mopti region".
    fn chain(
        &self,
        sentence: &Sentence,
        mark: usize,
        at: usize,
        end: usize,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let scene = self.scene();
        let beside = |from: usize, to: usize| {
            to.saturating_sub(from) <= 4
                && (from..to).all(|t| !scene.is_break(t) || matches!(scene.doc.word(t), "(" | ")"))
                && (from..to).all(|t| !scene.is(t, gram::AND | gram::BAR))
        };
        let inside =
            |mark: &PlaceMark| mark.span.start >= sentence.span.start && mark.span.end <= sentence.span.end;
        let prior = mark
            .checked_sub(1)
            .and_then(|prior| scene.places.get(prior))
            .filter(|prior| inside(prior))
            .is_some_and(|prior| {
                let stop = scene.doc.token_at(prior.whole.end.saturating_sub(1)) + 1;
                stop <= at && beside(stop, at)
            });
        let next = scene
            .places
            .get(mark + 1)
            .filter(|next| inside(next))
            .is_some_and(|next| {
                let start = scene.doc.token_at(next.whole.start);
                start >= end && beside(end, start)
            });
        add("chain:tail", prior);
        add("chain:head", next && !prior);
    }

    /// What the whole text says of it.
    fn whole(&self, mark: usize, add: &mut impl FnMut(&'static str, bool)) {
        let places = &self.scene().places;
        let named = places
            .iter()
            .enumerate()
            .take(MOST * 4)
            .filter(|&(other, _)| other != mark && self.maker.is_one_place(mark, other))
            .count();
        add("named:once", named == 0);
        add("named:often", named >= 2);
        add("named:first", mark == 0);
        if let Some(own) = &places[mark].place {
            let held = |other: &Place| other.kind > own.kind && own.meets(other) && other.key != own.key;
            let holds = places
                .iter()
                .take(MOST * 4)
                .filter_map(|mark| mark.place.as_ref())
                .any(held);
            add("holds-another", holds);
        }
    }
}

fn kind(mark: &PlaceMark, add: &mut impl FnMut(&'static str, bool)) {
    add("role:in-name", mark.role == PlaceRole::InName);
    let Some(place) = &mark.place else {
        add("kind:unknown", true);
        return;
    };
    let name = match place.kind {
        PlaceKind::Area => "kind:area",
        PlaceKind::Country => "kind:country",
        PlaceKind::Admin1 => "kind:admin1",
        PlaceKind::Admin2 => "kind:admin2",
        PlaceKind::Admin3 => "kind:admin3",
        PlaceKind::Populated => "kind:populated",
        PlaceKind::Quarter => "kind:quarter",
        PlaceKind::Site => "kind:site",
        PlaceKind::Road => "kind:road",
        PlaceKind::Natural => "kind:natural",
    };
    add(name, true);
    add("related", place.relation.is_some());
    add(
        "between",
        matches!(place.relation, Some(Relation::Between { .. })),
    );
}

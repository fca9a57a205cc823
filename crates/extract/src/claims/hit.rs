//! Who and what was hit, and at which kind of site: of the people, parties and sites named around an account's acts, those
//! that a linear model takes for its targets, and for its sites.
//!
//! Objects and passive subjects are tied to an act by its words and weigh most; the rest is for the worshippers of the sentence
//! before, and against the houses that only burnt beside. Which party it is never counts, only what kind of people or site.
//! Trained by `tocsin-eval train target gold/cases` and `tocsin-eval train site gold/cases`.

use super::choice::{Candidate, Near, best_of_each, side_of};
use super::{Maker, is_other};
use crate::doc::Sentence;
use crate::gather::told::{Features, Weights};
use crate::kit::ActClass;
use crate::lexicon::Topic;
use crate::readers::event::Frame;
use crate::readers::who::{Mention, Side};
use crate::scene::gram;
use tocsin_core::{Claim, Field, Term, Value};

/// What must speak for a target, a logit.
const TARGET_BAR: f32 = -1.3;
/// What must speak for a site.
const SITE_BAR: f32 = -1.2;

/// Which of the two is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Target,
    Site,
}

impl Maker<'_, '_> {
    /// The targets and sites of an account, each told by the act nearest to it.
    pub(super) fn hits(&self, out: &mut Vec<Claim>, near: &Near) {
        self.hit(out, near, Asked::Target, TARGET_BAR);
        self.hit(out, near, Asked::Site, SITE_BAR);
    }

    fn hit(&self, out: &mut Vec<Claim>, near: &Near, asked: Asked, bar: f32) {
        let (field, weights) = match asked {
            Asked::Target => (Field::Target, &self.kit.target),
            Asked::Site => (Field::Site, &self.kit.site),
        };
        let mut likely = near.hit(asked, weights);
        likely.retain(|one| one.score > bar);
        // Who did it or claims it was not hit, unless the words say so.
        let doer = |mention: &Mention| {
            mention.topic == Topic::Actor
                && out.iter().any(|claim| match &claim.value {
                    Value::Actor(actor) => {
                        matches!(claim.field, Field::Perpetrator | Field::Responsibility)
                            && actor.key == mention.concept
                    }
                    _ => false,
                })
        };
        likely.retain(|one| one.is_tied() || !doer(self.mention(one)));
        // A place is the target only where nobody in it is.
        let people = |one: &Candidate| self.mention(one).side != Side::Place;
        if asked == Asked::Target && likely.iter().any(people) {
            likely.retain(people);
        }
        for one in best_of_each(likely, |a, b| self.is_one_party(self.mention(a), self.mention(b))) {
            let mention = self.mention(&one);
            let tied = |frame: &Frame| frame.patients.contains(mention);
            let Some(frame) = near.nearest(one.at.0, mention.head, tied) else {
                continue;
            };
            let rule = if tied(frame) {
                self.by_link(field.key(), frame.patients_by, frame)
            } else {
                format!("{}: named beside the act", field.key())
            };
            let (first, last) = self.name_of(mention);
            let value = if mention.topic == Topic::Actor {
                Value::Actor(self.actor(mention))
            } else {
                Value::Term(Term {
                    key: mention.concept.to_owned(),
                    name: self.scene.doc.raw(first, last).to_owned(),
                })
            };
            let at = out.len();
            self.push(out, frame, field, value, first, last, &rule);
            if let Some(claim) = out.get_mut(at) {
                self.stand_in(claim, frame, one.at.0);
            }
        }
    }
}

impl Near<'_, '_, '_> {
    /// The people and sites weighed as hit, in text order.
    pub(crate) fn hit(&self, asked: Asked, weights: &Weights) -> Vec<Candidate> {
        let may = |mention: &Mention| match asked {
            Asked::Target => !is_other(self.scene(), mention),
            Asked::Site => mention.side == Side::Place,
        };
        self.mentioned(weights, may, |index, sentence, mention| {
            self.hit_features(index, sentence, mention)
        })
    }

    fn hit_features(&self, index: usize, sentence: &Sentence, mention: &Mention) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        self.hit_tied(index, mention, &mut add);
        self.apart(index, sentence, &mut add);
        self.within(index, sentence, mention.first, mention.last, &mut add);
        self.hit_words(index, sentence, mention, &mut add);
        self.hit_kind(mention, &mut add);
        if mention.topic != Topic::Actor {
            add(mention.concept, true);
        }
        out
    }

    /// Whether it is tied to an act as the one hit, or as the one who did it.
    fn hit_tied(&self, index: usize, mention: &Mention, add: &mut impl FnMut(&'static str, bool)) {
        let plain = |frame: &&Frame| {
            !matches!(frame.class, ActClass::Refer | ActClass::General) && frame.act != "displace"
        };
        let patient = |frame: &Frame| frame.patients.contains(mention);
        let harm = |frame: &Frame| matches!(frame.act, "kill" | "die" | "injure");
        let own = self.acts().filter(plain).any(patient);
        add("tied", own);
        add("tied:first", self.acts().take(1).any(patient));
        add(
            "tied:harmed",
            self.acts().any(|frame| harm(frame) && patient(frame)),
        );
        add(
            "tied:attacked",
            self.acts().any(|frame| !harm(frame) && patient(frame)),
        );
        let loosely = !own && self.acts().any(patient);
        add("tied:loosely", loosely);
        let does = self.acts().any(|frame| frame.agents.contains(mention));
        add("does", does);
        let counted = self.is_counted(mention);
        add("counted", counted);
        let agent = |frame: &Frame| frame.agents.contains(mention);
        add("does:other", self.others_in(index).any(agent));
        add("tied:other", !own && self.others_in(index).any(patient));
        let attacked = self
            .acts()
            .any(|frame| !harm(frame) && !frame.patients.is_empty());
        add("untied:all", !self.acts().any(|frame| !frame.patients.is_empty()));
        add("harmed:beside-attacked", counted && attacked && !own);
        let again = self.acts().flat_map(|frame| &frame.patients).any(|one| {
            one.head != mention.head && one.concept == mention.concept && one.topic == mention.topic
        });
        add("chain:hit", again);
    }

    /// The words right before and after it.
    fn hit_words(
        &self,
        index: usize,
        sentence: &Sentence,
        mention: &Mention,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let scene = self.scene();
        let before = mention.first.checked_sub(1).filter(|&at| at >= sentence.first);
        let last = before.map_or("", |at| scene.doc.word(at));
        let is = |bits: u16| before.is_some_and(|at| scene.is(at, bits));
        add("before:by", is(gram::BY));
        add("before:of", is(gram::OF));
        add("before:in", is(gram::IN));
        add("before:from", is(gram::FROM));
        add(
            "before:against",
            matches!(
                last,
                "against" | "contre" | "on" | "sur" | "at" | "to" | "aux" | "au" | "into"
            ),
        );
        add(
            "before:beside",
            matches!(
                last,
                "near" | "pres" | "behind" | "outside" | "devant" | "derriere"
            ),
        );
        add("before:nothing", before.is_none());
        let first = scene.doc.word(mention.first);
        add(
            "definite",
            matches!(
                first,
                "the" | "le" | "la" | "les" | "l'" | "their" | "leur" | "leurs"
            ),
        );
        let next = scene.doc.word(mention.last);
        add("after:of", scene.is(mention.last, gram::OF));
        add(
            "after:who",
            matches!(next, "who" | "qui" | "that" | "which" | "where" | "ou"),
        );
        let span = scene
            .doc
            .span(mention.last, (mention.last + 3).min(sentence.last));
        let placed = span.is_some_and(|span| !scene.places_in(span).is_empty());
        add("after:place", placed);
        add("speaks", self.speaks(index, mention));
    }

    /// What kind of people or thing it is, and what was done.
    fn hit_kind(&self, mention: &Mention, add: &mut impl FnMut(&'static str, bool)) {
        add(side_of(mention), true);
        add("numbered", mention.count.is_some() && !mention.weak);
        let any = |acts: &[&str]| self.acts().any(|frame| acts.contains(&frame.act));
        let place = mention.side == Side::Place;
        let people = matches!(mention.side, Side::People | Side::Civilian);
        let property = any(&["burn", "destroy", "loot", "raid", "steal"]);
        add("property:place", property && place);
        add("property:people", property && people);
        let taken = any(&["abduct", "hijack"]);
        add("taken:place", taken && place);
        add("taken:people", taken && people);
        let blast = any(&["explode", "suicide-bomb", "air-strike", "shell", "mine"]);
        add("blast:place", blast && place);
        add("blast:people", blast && people);
        let soft = !self.acts().any(|frame| frame.class == ActClass::Violence);
        add("presage", soft);
        add("presage:place", soft && place);
        let hurt = self.acts().any(|frame| !frame.tolls.is_empty());
        add("hurt:place", hurt && place);
        add("hurt:people", hurt && people);
    }
}

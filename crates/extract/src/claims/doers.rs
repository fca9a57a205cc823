//! Who did it where no act has a doer: the armed people who are named where the event is told.

use super::Maker;
use crate::gather::Draft;
use crate::kit::ActClass;
use crate::lexicon::Topic;
use crate::readers::event::Frame;
use crate::readers::who::{Mention, Side};
use crate::scene::gram;
use std::collections::BTreeSet;
use tocsin_core::{Claim, Field, Value};

/// Sentences looked through after those of the event: what comes later is of other things.
const MOST_SENTENCES: usize = 8;

/// Acts of armed people, whoever tells of them: the others may well be nobody's deed.
const DEEDS: &[&str] = &[
    "attack",
    "ambush",
    "shoot",
    "stab",
    "abduct",
    "hijack",
    "burn",
    "loot",
    "raid",
    "execute",
    "massacre",
    "kill",
    "rape",
    "aim",
    "take",
    "seize-place",
    "threaten",
    "ultimatum",
    "blockade",
    "road-block",
    "destroy",
];

impl Maker<'_, '_> {
    /// "Assailants, some forty of them, had their faces covered": of the sentences of an event without a doer, and of the
    /// whole text where it tells of one event only, the first armed people who are nobody's object.
    pub(super) fn armed_there(&self, out: &mut Vec<Claim>, draft: &Draft) {
        let frames = || draft.frames.iter().map(|&index| &self.read.frames[index]);
        if out
            .iter()
            .any(|claim| matches!(claim.field, Field::Perpetrator | Field::Responsibility))
            || !frames().any(|frame| frame.class == ActClass::Violence && DEEDS.contains(&frame.act))
        {
            return;
        }
        let mut sentences: Vec<usize> = frames().map(|frame| frame.sentence).collect();
        sentences.dedup();
        if self.events == 1 {
            let others = (0..self.scene.doc.sentences.len()).filter(|at| !sentences.contains(at));
            let others: Vec<usize> = others.take(MOST_SENTENCES).collect();
            sentences.extend(others);
        }
        let elsewhere: BTreeSet<usize> = self
            .read
            .frames
            .iter()
            .filter(|frame| frame.status.why.is_some())
            .map(|frame| frame.sentence)
            .collect();
        let own: Vec<&Frame> = frames().collect();
        let found = sentences
            .iter()
            .filter(|at| !elsewhere.contains(at))
            .flat_map(|&at| {
                self.read.people[at]
                    .mentions
                    .iter()
                    .map(move |mention| (at, mention))
            })
            .find(|(_, mention)| self.may_do(mention, &own));
        let Some((at, mention)) = found else { return };
        let Some(frame) = frames().min_by_key(|frame| frame.sentence.abs_diff(at)) else {
            return;
        };
        let value = Value::Actor(self.actor(mention));
        let (first, last) = self.name_of(mention);
        let rule = "perpetrator: armed people where it is told";
        self.push(out, frame, Field::Perpetrator, value, first, last, rule);
        let sentence = self.scene.doc.sentences[at].span;
        if let Some(claim) = out.last_mut().filter(|claim| claim.rule == rule) {
            claim.sentence = sentence;
        }
    }

    /// Whether armed people may have done it: no object, nobody hurt, no party that only is spoken of.
    fn may_do(&self, mention: &Mention, frames: &[&Frame]) -> bool {
        let free = mention.first == 0
            || !self.scene.is(mention.first - 1, gram::PREP)
                && !matches!(
                    self.scene.doc.word(mention.first - 1),
                    "against"
                        | "to"
                        | "for"
                        | "between"
                        | "than"
                        | ":"
                        | "contre"
                        | "chez"
                        | "entre"
                        | "aux"
                        | "au"
                );
        let harmed = |frame: &Frame| {
            frame.patients.contains(mention)
                || frame
                    .tolls
                    .iter()
                    .any(|toll| toll.of.is_some_and(|of| of.head == mention.head))
        };
        matches!(mention.side, Side::Armed | Side::Attacker)
            && mention.topic == Topic::Group
            && free
            && !frames.iter().copied().any(harmed)
    }
}

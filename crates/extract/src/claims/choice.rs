//! What the choices of times, places, doers, targets, sites and numbers share: candidates with named features, and where they stand to an account's acts.
//!
//! Everything near the acts is looked at with what speaks for and against it, each part named; the weights are trained on our
//! own cases (see `data/models/PROVENANCE.md`), and a candidate is chosen where they sum up to more than a bar.

use super::Maker;
use crate::doc::Sentence;
use crate::gather::Draft;
use crate::gather::told::{Features, Weights};
use crate::kit::ActClass;
use crate::lexicon::Topic;
use crate::readers::event::Frame;
use crate::readers::who::{Mention, Side};
use crate::scene::Scene;
use tocsin_core::{BlockKind, Span};

/// Something that may be a value of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its words.
    pub span: Span,
    /// What speaks for and against it.
    pub features: Features,
    /// The sum of the weights of its features, a logit.
    pub score: f32,
    /// Its sentence, and its index among what was found: for the one who asked.
    pub(super) at: (usize, usize),
}

impl Candidate {
    /// Whether the words around an act tie it to that act.
    #[must_use]
    pub fn is_tied(&self) -> bool {
        self.has("tied")
    }

    pub(super) fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|(name, _)| *name == feature)
    }
}

/// The candidates over `bar`; where none is, the likeliest of those the words tie to an act, for that is better than
/// nothing: "an attack in Mali".
pub(super) fn likely(mut candidates: Vec<Candidate>, bar: f32) -> Vec<Candidate> {
    if candidates.iter().any(|one| one.score > bar) {
        candidates.retain(|one| one.score > bar);
        return candidates;
    }
    let tied = candidates.into_iter().filter(Candidate::is_tied);
    tied.max_by(|a, b| a.score.total_cmp(&b.score))
        .into_iter()
        .collect()
}

/// The best naming of each value among `candidates`, in text order; `same` says which two name one value.
pub(super) fn best_of_each(
    candidates: Vec<Candidate>,
    same: impl Fn(&Candidate, &Candidate) -> bool,
) -> Vec<Candidate> {
    let mut best: Vec<Candidate> = Vec::new();
    for one in candidates {
        match best.iter_mut().find(|other| same(other, &one)) {
            Some(other) if one.score > other.score => *other = one,
            Some(_) => {}
            None => best.push(one),
        }
    }
    best.sort_by_key(|one| one.at);
    best
}

/// Sentences before and after an account's own that are looked through.
const AROUND: usize = 2;
/// Sentences at the beginning of a text that are looked through for every account.
const OPENING: usize = 2;
/// Candidates weighed for one account.
pub(super) const MOST: usize = 48;

/// An account's acts and those of others, by sentence.
pub(crate) struct Near<'m, 's, 'd> {
    pub(super) maker: &'m Maker<'s, 'd>,
    pub(super) draft: &'m Draft,
    /// Sentences of the account's acts, in order.
    own: Vec<usize>,
}

impl<'m, 's, 'd> Near<'m, 's, 'd> {
    pub(crate) fn of(maker: &'m Maker<'s, 'd>, draft: &'m Draft) -> Self {
        let sentence = |&index: &usize| maker.read.frames[index].sentence;
        let mut own: Vec<usize> = draft.frames.iter().map(sentence).collect();
        own.sort_unstable();
        own.dedup();
        Self { maker, draft, own }
    }

    pub(super) fn scene(&self) -> &'s Scene<'d> {
        self.maker.scene
    }

    /// The sentences looked through, with their indices, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (usize, &'s Sentence)> {
        self.sentences_around(AROUND)
    }

    /// The opening, and the sentences up to `around` before and after the account's own, with their indices, in order.
    pub(super) fn sentences_around(&self, around: usize) -> impl Iterator<Item = (usize, &'s Sentence)> {
        let mut indices: Vec<usize> = (0..OPENING).collect();
        for &at in &self.own {
            indices.extend(at.saturating_sub(around)..=at + around);
        }
        indices.sort_unstable();
        indices.dedup();
        let sentences = &self.scene().doc.sentences;
        indices
            .into_iter()
            .filter_map(|index| Some((index, sentences.get(index)?)))
    }

    /// The account's acts, in text order.
    pub(super) fn acts(&self) -> impl Iterator<Item = &'s Frame> {
        let frames = &self.maker.read.frames;
        self.draft.frames.iter().map(|&at| &frames[at])
    }

    /// The acts of sentence `index`, with their indices.
    pub(super) fn acts_in(&self, index: usize) -> impl Iterator<Item = (usize, &'s Frame)> {
        self.maker.read.of_sentence(index)
    }

    /// The acts of sentence `index` that are of other accounts, or of none.
    pub(super) fn others_in(&self, index: usize) -> impl Iterator<Item = &'s Frame> {
        self.acts_in(index)
            .filter(|(at, frame)| is_act(frame.class) && !self.draft.frames.contains(at))
            .map(|(_, frame)| frame)
    }

    /// The account's act that a value named at `token` belongs to: one it is tied to, else the nearest.
    pub(super) fn home(&self, token: usize, is_tied: impl Fn(&Frame) -> bool) -> Option<&'s Frame> {
        self.acts()
            .min_by_key(|frame| (!is_tied(frame), frame.first.abs_diff(token)))
    }

    /// The account's act that a value of sentence `index` at `token` belongs to: one it is tied to, else one of the nearest
    /// sentence.
    pub(super) fn nearest(
        &self,
        index: usize,
        token: usize,
        is_tied: impl Fn(&Frame) -> bool,
    ) -> Option<&'s Frame> {
        self.acts().min_by_key(|frame| {
            let apart = frame.sentence.abs_diff(index);
            (!is_tied(frame), apart, frame.first.abs_diff(token))
        })
    }

    /// Of the people, parties and sites named around the acts those that `may` be what is asked for, with what speaks for
    /// and against each, in text order.
    pub(super) fn mentioned(
        &self,
        weights: &Weights,
        may: impl Fn(&Mention) -> bool,
        features: impl Fn(usize, &Sentence, &Mention) -> Features,
    ) -> Vec<Candidate> {
        let mut out = Vec::new();
        for (index, sentence) in self.sentences() {
            let people = self.maker.read.people.get(index);
            let mentions = people.into_iter().flat_map(|people| &people.mentions);
            for (n, mention) in mentions.enumerate().filter(|(_, mention)| may(mention)) {
                if out.len() >= MOST {
                    return out;
                }
                let Some(span) = self.scene().doc.span(mention.first, mention.last) else {
                    continue;
                };
                let features = features(index, sentence, mention);
                out.push(Candidate {
                    span,
                    score: weights.score(&features),
                    features,
                    at: (index, n),
                });
            }
        }
        out
    }

    /// Whether a number of people harmed in the account's acts counts just these.
    pub(super) fn is_counted(&self, mention: &Mention) -> bool {
        let mut tolls = self.acts().flat_map(|frame| &frame.tolls);
        tolls.any(|toll| toll.of.is_some_and(|of| of.head == mention.head))
    }

    /// Whether words of sentence `index` are theirs.
    pub(super) fn speaks(&self, index: usize, mention: &Mention) -> bool {
        let said = self.maker.read.said.get(index);
        let mut named = said.into_iter().flatten().filter_map(|said| said.named);
        named.any(|(first, last)| first <= mention.head && mention.head < last)
    }

    /// How far the sentence is from the account's.
    pub(super) fn apart(&self, index: usize, sentence: &Sentence, add: &mut impl FnMut(&'static str, bool)) {
        let first = self.own.first().copied().unwrap_or(0);
        let same = self.own.contains(&index);
        let before = self.own.contains(&(index + 1));
        let after = index > 0 && self.own.contains(&(index - 1));
        add("sentence:same", same);
        add("sentence:first", index == first);
        add("sentence:before", !same && before);
        add("sentence:after", !same && after);
        add("sentence:far", !same && !before && !after);
        add("sentence:earlier", index < first);
        add("block:title", sentence.kind == BlockKind::Title);
        add("block:heading", sentence.kind == BlockKind::Heading);
        add("block:item", sentence.kind == BlockKind::ListItem);
        add("block:opening", index < OPENING);
        let left = self.acts_in(index).any(|(_, frame)| frame.status.why.is_some());
        add("sentence:left-out", left);
        let others = self.others_in(index).any(|frame| frame.status.why.is_none());
        add("sentence:other-act", others && !same);
    }

    /// Where it stands to the account's act in the same sentence.
    pub(super) fn within(
        &self,
        index: usize,
        sentence: &Sentence,
        at: usize,
        end: usize,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let clause = self.scene().clause(at, sentence.first, sentence.last);
        let own = self.acts().filter(|frame| frame.sentence == index);
        let nearest = own.min_by_key(|frame| frame.first.abs_diff(at));
        let Some(frame) = nearest else { return };
        let gap = if frame.first > at {
            frame.first.saturating_sub(end)
        } else {
            at.saturating_sub(frame.last)
        };
        add("act:close", gap <= 3);
        add("act:near", (4..=9).contains(&gap));
        add("act:far", gap > 9);
        add("act:after", frame.first > at);
        add("act:clause", clause.0 <= frame.first && frame.first < clause.1);
    }
}

/// On which side people are, as a feature; a party called by its name is one, a state's no less than others.
pub(super) fn side_of(mention: &Mention) -> &'static str {
    match mention.side {
        Side::People => "side:people",
        Side::Civilian => "side:civilian",
        Side::Place => "side:place",
        _ if mention.topic == Topic::Actor => "side:party",
        Side::Forces => "side:forces",
        Side::Armed => "side:armed",
        Side::Attacker => "side:attacker",
    }
}

/// Whether an act of this class is one that may stand for an event.
pub(super) fn is_act(class: ActClass) -> bool {
    matches!(class, ActClass::Violence | ActClass::Presage | ActClass::Other)
}

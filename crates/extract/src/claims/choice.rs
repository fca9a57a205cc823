//! What the choices of a place and of a doer share: candidates with named features, and where they stand to an account's acts.
//!
//! Everything near the acts is looked at with what speaks for and against it, each part named; the weights are trained on our
//! own cases (see `data/models/PROVENANCE.md`), and a candidate is chosen where they sum up to more than a bar.

use super::Maker;
use crate::doc::Sentence;
use crate::gather::Draft;
use crate::gather::told::Features;
use crate::kit::ActClass;
use crate::readers::event::Frame;
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

/// Sentences before and after an account's own that are looked through.
const AROUND: usize = 2;
/// Sentences at the beginning of a text that are looked through for every account.
const OPENING: usize = 2;
/// Candidates weighed for one account.
pub(super) const MOST: usize = 48;

/// An account's acts and those of others, by sentence.
pub(super) struct Near<'m, 's, 'd> {
    pub(super) maker: &'m Maker<'s, 'd>,
    pub(super) draft: &'m Draft,
    /// Sentences of the account's acts, in order.
    own: Vec<usize>,
}

impl<'m, 's, 'd> Near<'m, 's, 'd> {
    pub(super) fn of(maker: &'m Maker<'s, 'd>, draft: &'m Draft) -> Self {
        let mut own: Vec<usize> = draft
            .frames
            .iter()
            .map(|&index| maker.read.frames[index].sentence)
            .collect();
        own.sort_unstable();
        own.dedup();
        Self { maker, draft, own }
    }

    pub(super) fn scene(&self) -> &'s Scene<'d> {
        self.maker.scene
    }

    /// The sentences looked through, in order.
    pub(super) fn sentences(&self) -> Vec<usize> {
        let mut out: Vec<usize> = (0..OPENING).collect();
        for &at in &self.own {
            out.extend(at.saturating_sub(AROUND)..=at + AROUND);
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The acts of sentence `index`, with their indices: frames stand in the order of sentences.
    pub(super) fn acts_in(&self, index: usize) -> impl Iterator<Item = (usize, &'s Frame)> {
        let frames = &self.maker.read.frames;
        let from = frames.partition_point(|frame| frame.sentence < index);
        frames
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, frame)| frame.sentence == index)
    }

    /// How far the sentence is from the account's.
    pub(super) fn apart(&self, index: usize, sentence: &Sentence, add: &mut impl FnMut(&'static str, bool)) {
        let first = self.own.first().copied().unwrap_or(0);
        let same = self.own.contains(&index);
        add("sentence:same", same);
        add("sentence:first", index == first);
        add("sentence:before", !same && self.own.contains(&(index + 1)));
        add(
            "sentence:after",
            !same && index > 0 && self.own.contains(&(index - 1)),
        );
        let beside = self.own.contains(&(index + 1)) || index > 0 && self.own.contains(&(index - 1));
        add("sentence:far", !same && !beside);
        add("sentence:earlier", index < first);
        add("block:title", sentence.kind == BlockKind::Title);
        add("block:heading", sentence.kind == BlockKind::Heading);
        add("block:item", sentence.kind == BlockKind::ListItem);
        add("block:opening", index < OPENING);
        let left = self.acts_in(index).any(|(_, frame)| frame.status.why.is_some());
        add("sentence:left-out", left);
        let others = self.acts_in(index).any(|(at, frame)| {
            is_act(frame.class) && frame.status.why.is_none() && !self.draft.frames.contains(&at)
        });
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
        let own = self
            .draft
            .frames
            .iter()
            .map(|&frame| &self.maker.read.frames[frame])
            .filter(|frame| frame.sentence == index)
            .min_by_key(|frame| frame.first.abs_diff(at));
        let Some(frame) = own else { return };
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

/// Whether an act of this class is one that may stand for an event.
pub(super) fn is_act(class: ActClass) -> bool {
    matches!(class, ActClass::Violence | ActClass::Presage | ActClass::Other)
}

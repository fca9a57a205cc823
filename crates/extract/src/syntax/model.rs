//! One language's parser: its three tables of weights, and the greedy walk over a sentence.

use super::features;
use super::label::{Rel, Tag};
use super::state::{Move, State};
use super::table::{Narrow, Wide};
use super::tree::Trees;
use super::words;
use crate::doc::Doc;

/// The weights of one language. The default one knows nothing and reads nothing.
#[derive(Clone, Debug, Default)]
pub struct Model {
    tags: Wide,
    moves: Narrow,
    rels: Wide,
    ready: bool,
}

/// The first bytes of a file of weights.
pub const MAGIC: &[u8] = b"TSYN1";

impl Model {
    /// From the bytes of a file of weights: [`MAGIC`], then for parts of speech, moves and relations the length in bytes
    /// (32 bits, little-endian) and the rows. `None` where the bytes are of another form.
    #[must_use]
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut next = || -> Option<&'static [u8]> {
            let (len, after) = rest.split_at_checked(4)?;
            let len = u32::from_le_bytes(len.try_into().ok()?) as usize;
            let (part, after) = after.split_at_checked(len)?;
            rest = after;
            Some(part)
        };
        let (tags, moves, rels) = (next()?, next()?, next()?);
        Self::of(tags, moves, rels)
    }

    /// From the rows of its three tables; `None` where one is of another form.
    #[must_use]
    pub fn of(tags: &[u8], moves: &[u8], rels: &[u8]) -> Option<Self> {
        Some(Self {
            tags: Wide::open(tags)?,
            moves: Narrow::open(moves)?,
            rels: Wide::open(rels)?,
            ready: true,
        })
    }

    /// Parses tokens `first..last` of `doc` as one sentence into `trees`; `state` is only working space.
    ///
    /// Takes time in proportion to the number of tokens.
    pub fn parse(&self, doc: &Doc, first: usize, last: usize, state: &mut State, trees: &mut Trees) {
        if !self.ready || last > doc.tokens.len() || first >= last || last - first > LONGEST {
            return;
        }
        state.words.clear();
        words::read(doc, first, last, &mut state.words);
        state.begin();
        self.run(state);
        trees.take(state, first);
    }

    /// Gives every word of `state` its part of speech, head and relation.
    pub fn run(&self, state: &mut State) {
        self.tag(state);
        let mut seen = [0u32; features::MOVE];
        while !state.is_done() {
            features::next(state, &mut seen);
            let scores = self.moves.score(&seen);
            match best(state, scores) {
                Some((head, _)) => {
                    let rel = self.relation(state, head);
                    state.attach(head, rel as u8);
                }
                None => state.shift(),
            }
        }
    }

    /// Gives every word of `state` its part of speech.
    pub fn tag(&self, state: &mut State) {
        let mut seen = [0u32; features::TAG];
        for at in 0..state.len {
            features::tag(state, at, &mut seen);
            state.seen[at].tag = highest(&self.tags.score(&seen)[1..], Tag::ALL.len()) as u8;
        }
    }

    /// The relation of the word on top of the stack to `head`.
    fn relation(&self, state: &State, head: usize) -> Rel {
        let dependent = state.stacked(0);
        if head == state.len {
            return Rel::Root;
        }
        let mut seen = [0u32; features::REL];
        features::relation(state, head, dependent, &mut seen);
        let scores = self.rels.score(&seen);
        // The root's relation, the first of the list, is for the root alone.
        let rel = Rel::at(1 + highest(&scores[2..], Rel::ALL.len() - 1));
        let passive = state.seen[head].rels & Rel::PassiveAux.bit() != 0;
        match rel {
            // The auxiliaries of a verb have found it before its subject does: they tell its voice.
            Rel::Subject | Rel::PassiveSubject if passive => Rel::PassiveSubject,
            Rel::Subject | Rel::PassiveSubject => Rel::Subject,
            rel => rel,
        }
    }
}

/// Longest sentence parsed, in tokens; longer ones are no sentences.
pub const LONGEST: usize = 250;

/// The pair the best possible move joins; `None` where it is a shift.
fn best(state: &State, scores: [i32; 3]) -> Option<(usize, usize)> {
    let mut best = (i32::MIN, Move::Shift);
    for (next, score) in Move::ALL.into_iter().zip(scores) {
        if score > best.0 && state.can(next) {
            best = (score, next);
        }
    }
    state.pair(best.1)
}

/// The index of the highest of the first `count` scores; the first of equals.
fn highest(scores: &[i16], count: usize) -> usize {
    let mut best = (i16::MIN, 0);
    for (index, &score) in scores.iter().take(count).enumerate() {
        if score > best.0 {
            best = (score, index);
        }
    }
    best.1
}

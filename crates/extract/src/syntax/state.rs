//! The state of a parse: words wait in a queue, go on a stack, and leave it when they get their head (arc-hybrid).

use super::label::{Rel, Tag};
use super::words::Word;

/// What the parser can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next waiting word goes on the stack.
    Shift,
    /// The word on top of the stack gets the next waiting word as its head.
    Left,
    /// The word on top of the stack gets the word below it as its head.
    Right,
}

impl Move {
    /// All moves in the order of the weight table.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// No word at all, as an index into [`State::seen`].
pub(super) const NONE_OFFSET: usize = 1;

/// What is known of one word while the parse goes on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Its head: an index of the sentence, or the length of the sentence for the root; only once it left the stack.
    pub head: u16,
    /// Its relation, as an index of [`Rel::ALL`]; 31 while it has none.
    pub rel: u8,
    /// Its part of speech, as an index of [`Tag::ALL`]; 31 for no word.
    pub tag: u8,
    /// Its first and last dependent so far; itself where it has none on that side.
    pub first: u16,
    /// See `first`.
    pub last: u16,
    /// Dependents to the left, 7 at most.
    pub lefts: u8,
    /// Dependents to the right, 7 at most.
    pub rights: u8,
    /// Relations of all dependents, as bits.
    pub rels: u32,
}

/// A sentence being parsed. Made once, used for many sentences.
#[derive(Debug, Default)]
pub struct State {
    /// Words in the sentence.
    pub len: usize,
    /// The words; two more at the end: the root, and no word.
    pub words: Vec<Word>,
    /// What is known of them, in the same order.
    pub seen: Vec<Seen>,
    /// Words without a head whose dependents to the left are known.
    pub stack: Vec<u16>,
    /// The next waiting word; `len` once only the root waits.
    pub front: usize,
}

impl State {
    /// Begins a sentence with the words already in `words`, whose parts of speech are still to be set.
    pub fn begin(&mut self) {
        self.len = self.words.len();
        self.words.push(Word {
            form: 1,
            accented: 1,
            ..Word::default()
        });
        self.words.push(Word::default());
        self.seen.clear();
        for at in 0..self.len + 2 {
            self.seen.push(Seen {
                head: 0,
                rel: 31,
                tag: if at == self.len { 30 } else { 31 },
                first: at as u16,
                last: at as u16,
                lefts: 0,
                rights: 0,
                rels: 0,
            });
        }
        self.restart();
    }

    /// Goes back to the first word, keeping words and parts of speech.
    pub fn restart(&mut self) {
        for (at, seen) in self.seen.iter_mut().enumerate() {
            *seen = Seen {
                tag: seen.tag,
                rel: 31,
                first: at as u16,
                last: at as u16,
                ..Seen::default()
            };
        }
        self.stack.clear();
        self.front = 0;
    }

    /// The word `depth` below the top of the stack, as an index; that of "no word" where the stack is shorter.
    #[inline]
    #[must_use]
    pub fn stacked(&self, depth: usize) -> usize {
        let size = self.stack.len();
        if depth < size {
            self.stack[size - 1 - depth] as usize
        } else {
            self.len + NONE_OFFSET
        }
    }

    /// The word `ahead` of the next waiting one; the root after the last, then "no word".
    #[inline]
    #[must_use]
    pub fn waiting(&self, ahead: usize) -> usize {
        (self.front + ahead).min(self.len + NONE_OFFSET)
    }

    /// Whether every word has a head.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.stack.is_empty() && self.front >= self.len
    }

    /// Whether `next` can be done now.
    #[inline]
    #[must_use]
    pub fn can(&self, next: Move) -> bool {
        match next {
            Move::Shift => self.front < self.len,
            Move::Left => !self.stack.is_empty(),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The head and the dependent that `next` would join; `None` for a shift, or where it cannot be done.
    #[inline]
    #[must_use]
    pub fn pair(&self, next: Move) -> Option<(usize, usize)> {
        let dependent = *self.stack.last()? as usize;
        match next {
            Move::Shift => None,
            Move::Left => Some((self.front, dependent)),
            Move::Right => (self.stack.len() > 1).then(|| (self.stacked(1), dependent)),
        }
    }

    /// Puts the next waiting word on the stack.
    pub fn shift(&mut self) {
        self.stack.push(self.front as u16);
        self.front += 1;
    }

    /// Takes the top of the stack away as a dependent of `head`, in relation `rel` (an index of [`Rel::ALL`]).
    pub fn attach(&mut self, head: usize, rel: u8) {
        let Some(dependent) = self.stack.pop() else { return };
        let seen = &mut self.seen[dependent as usize];
        (seen.head, seen.rel) = (head as u16, rel);
        let head_seen = &mut self.seen[head];
        head_seen.rels |= 1 << rel;
        if (dependent as usize) < head {
            head_seen.first = head_seen.first.min(dependent);
            head_seen.lefts = (head_seen.lefts + 1).min(7);
        } else {
            head_seen.last = head_seen.last.max(dependent);
            head_seen.rights = (head_seen.rights + 1).min(7);
        }
    }

    /// The part of speech of word `at`.
    #[must_use]
    pub fn tag(&self, at: usize) -> Tag {
        self.seen
            .get(at)
            .map_or(Tag::Unread, |seen| Tag::at(seen.tag as usize))
    }

    /// The relation of word `at`.
    #[must_use]
    pub fn rel(&self, at: usize) -> Rel {
        self.seen
            .get(at)
            .map_or(Rel::Unread, |seen| Rel::at(seen.rel as usize))
    }
}

//! What the parser found: for each token its part of speech, its head and its relation; phrases and links read off them.

use super::label::{Rel, Tag};
use super::state::State;

/// One token in its sentence. Indices are token indices of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Part of speech; [`Tag::Unread`] outside parsed sentences.
    pub tag: Tag,
    /// Relation to the head; [`Rel::Unread`] outside parsed sentences.
    pub rel: Rel,
    /// The head; the token itself for the head of a sentence.
    pub head: u32,
    /// First token of all that hangs on this one, itself included.
    pub first: u32,
    /// One past the last of them.
    pub last: u32,
}

/// The syntax of a document. Sentences that were not parsed have [`Tag::Unread`] words without heads or dependents.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    nodes: Vec<Node>,
}

/// A noun phrase without its relative clauses and prepositional phrases: "the 12 men", "two army trucks".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// First token.
    pub first: usize,
    /// The head noun, pronoun or name.
    pub head: usize,
    /// One past the last token.
    pub last: usize,
}

impl Trees {
    /// Of a document of `len` tokens, none of them parsed yet.
    #[must_use]
    pub fn new(len: usize) -> Self {
        let nodes = (0..len as u32)
            .map(|at| Node {
                head: at,
                first: at,
                last: at + 1,
                ..Node::default()
            })
            .collect();
        Self { nodes }
    }

    /// Takes over a parsed sentence whose first token is `first`; what lies out of range is left out.
    pub fn take(&mut self, state: &State, first: usize) {
        let Some(nodes) = self.nodes.get_mut(first..first + state.len) else {
            return;
        };
        let base = first as u32;
        for (at, node) in nodes.iter_mut().enumerate() {
            let head = u32::from(state.seen[at].head);
            *node = Node {
                tag: state.tag(at),
                rel: state.rel(at),
                head: base
                    + if head as usize >= state.len {
                        at as u32
                    } else {
                        head
                    },
                first: base + at as u32,
                last: base + at as u32 + 1,
            };
        }
        // Dependents to the left are done before their head, those to the right need the way back.
        for order in [true, false] {
            for step in 0..state.len {
                let at = if order { step } else { state.len - 1 - step };
                let (head, from, to) = (nodes[at].head as usize - first, nodes[at].first, nodes[at].last);
                if (at < head) == order && at != head {
                    nodes[head].first = nodes[head].first.min(from);
                    nodes[head].last = nodes[head].last.max(to);
                }
            }
        }
    }

    /// Whether token `at` stands in a parsed sentence.
    #[must_use]
    pub fn is_read(&self, at: usize) -> bool {
        self.tag(at) != Tag::Unread
    }

    /// All that is known of token `at`; an unread node out of range.
    #[must_use]
    pub fn node(&self, at: usize) -> Node {
        self.nodes.get(at).copied().unwrap_or_default()
    }

    /// The part of speech of token `at`.
    #[must_use]
    pub fn tag(&self, at: usize) -> Tag {
        self.nodes.get(at).map_or(Tag::Unread, |node| node.tag)
    }

    /// The relation of token `at` to its head.
    #[must_use]
    pub fn rel(&self, at: usize) -> Rel {
        self.nodes.get(at).map_or(Rel::Unread, |node| node.rel)
    }

    /// The head of token `at`; `None` for the head of a sentence and for tokens that were not parsed.
    #[must_use]
    pub fn head(&self, at: usize) -> Option<usize> {
        self.nodes
            .get(at)
            .map(|node| node.head as usize)
            .filter(|&head| head != at)
    }

    /// The tokens that hang directly on token `at`, in order.
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let node = self.node(at);
        (node.first as usize..node.last as usize)
            .filter(move |&child| child != at && self.nodes[child].head as usize == at)
    }

    /// The tokens that hang on token `at` in relation `rel`, in order.
    pub fn related(&self, at: usize, rel: Rel) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(at).filter(move |&child| self.rel(child) == rel)
    }

    /// The preposition of the noun at `at`: the first token of [`Rel::Case`]; `None` where there is none.
    #[must_use]
    pub fn case(&self, at: usize) -> Option<usize> {
        self.related(at, Rel::Case).next()
    }

    /// The noun phrase that token `at` is the head of, without what follows a preposition and without clauses.
    #[must_use]
    pub fn phrase(&self, at: usize) -> Phrase {
        let (mut first, mut last) = (at, at + 1);
        for child in self.children(at) {
            let inside = match self.rel(child) {
                Rel::Det | Rel::Adjective | Rel::Number | Rel::Compound | Rel::Flat => true,
                Rel::Possessor | Rel::Adverb | Rel::Apposition | Rel::NounMod => {
                    child < at && self.case(child).is_none_or(|case| case > child)
                }
                _ => false,
            };
            if !inside {
                continue;
            }
            let node = self.node(child);
            if child < at && node.last as usize <= at {
                first = first.min(node.first as usize);
            } else if child > at && node.first as usize == last {
                last = child + 1;
            }
        }
        Phrase {
            first,
            head: at,
            last,
        }
    }

    /// The heads of noun phrases among tokens `first..last`, in order: nouns, names, pronouns and numbers that no other
    /// word of a noun phrase holds.
    pub fn heads(&self, first: usize, last: usize) -> impl Iterator<Item = usize> + '_ {
        (first..last.min(self.nodes.len())).filter(|&at| {
            self.tag(at).is_nominal()
                && !matches!(
                    self.rel(at),
                    Rel::Compound | Rel::Flat | Rel::Number | Rel::Det | Rel::Adjective | Rel::Expletive
                )
        })
    }

    /// The first of the list that the word at `at` is joined to: "soldiers" for "civilians" in "soldiers and civilians".
    /// The word itself where it is joined to nothing.
    #[must_use]
    pub fn list_head(&self, at: usize) -> usize {
        let mut top = at;
        // A chain of lists within lists is never as long as a sentence.
        for _ in 0..8 {
            if self.rel(top) != Rel::Conjunct {
                break;
            }
            match self.head(top) {
                Some(head) => top = head,
                None => break,
            }
        }
        top
    }
}

//! Scores a model on a treebank: parts of speech, arcs, noun phrases, and the arcs that roles are read from.

use crate::outcome::Outcome;
use crate::train::treebank::Sentence;
use std::collections::BTreeSet;
use tocsin_core::Language;
use tocsin_extract::syntax::label::Rel;
use tocsin_extract::syntax::words::{Word, shape};
use tocsin_extract::syntax::{Model, State, Trees};

/// Found, right and wanted.
#[derive(Clone, Copy, Debug, Default)]
struct Shares {
    found: usize,
    right: usize,
    wanted: usize,
}

impl Shares {
    fn add<T: Ord>(&mut self, found: &BTreeSet<T>, wanted: &BTreeSet<T>) {
        self.found += found.len();
        self.wanted += wanted.len();
        self.right += found.intersection(wanted).count();
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

/// The scores of `model` on `sentences`: as written, then (`caseless_…`) without case and accents.
///
/// `words`: tokens; `tag`: right parts of speech; `uas`, `las`: right heads, right heads and relations, signs not counted;
/// `chunk_f1`: noun phrases; `role_f1`: arcs of subjects, objects and agents.
#[must_use]
pub fn score(model: &Model, name: &str, sentences: &[Sentence], language: Language) -> Outcome {
    let mut outcome = Outcome::new("syntax", name, sentences.len());
    for (prefix, bare) in [("", false), ("caseless_", true)] {
        let mut words = 0usize;
        let (mut tags, mut counted, mut heads, mut arcs) = (0usize, 0usize, 0usize, 0usize);
        let (mut chunks, mut roles) = (Shares::default(), Shares::default());
        let mut state = State::default();
        for sentence in sentences {
            state.words.clone_from(&sentence.words);
            if bare {
                undress(&mut state.words, language);
            }
            state.begin();
            model.run(&mut state);
            let gold = gold(sentence);
            let both = [&state, &gold].map(|state| {
                let mut trees = Trees::new(state.len);
                trees.take(state, 0);
                trees
            });
            for at in 0..state.len {
                words += 1;
                let (own, right) = (&state.seen[at], &gold.seen[at]);
                tags += usize::from(own.tag == right.tag);
                if gold.rel(at) == Rel::Punct {
                    continue;
                }
                counted += 1;
                heads += usize::from(own.head == right.head);
                arcs += usize::from(own.head == right.head && own.rel == right.rel);
            }
            chunks.add(&phrases(&both[0], state.len), &phrases(&both[1], state.len));
            roles.add(&links(&both[0], state.len), &links(&both[1], state.len));
        }
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        outcome.put(format!("{prefix}tag"), share(tags, words));
        outcome.put(format!("{prefix}uas"), share(heads, counted));
        outcome.put(format!("{prefix}las"), share(arcs, counted));
        outcome.put(format!("{prefix}chunk_f1"), chunks.f1());
        outcome.put(format!("{prefix}role_f1"), roles.f1());
        outcome.put(format!("{prefix}words"), words as f64);
    }
    outcome
}

/// Takes case and accents away.
fn undress(words: &mut [Word], language: Language) {
    for word in words {
        if matches!(word.shape & 7, shape::LOWER | shape::CAPITAL | shape::UPPER) {
            word.shape = word.shape & shape::FIRST | shape::UNKNOWN;
        }
        if language == Language::Fr {
            word.accented = word.form;
        }
    }
}

/// A state that says what the treebank says.
fn gold(sentence: &Sentence) -> State {
    let mut state = State::default();
    state.words.clone_from(&sentence.words);
    state.begin();
    for at in 0..state.len {
        state.seen[at].tag = sentence.tags[at];
        state.seen[at].head = sentence.heads[at];
        state.seen[at].rel = sentence.rels[at];
    }
    state
}

fn phrases(trees: &Trees, len: usize) -> BTreeSet<(usize, usize)> {
    trees
        .heads(0, len)
        .map(|at| trees.phrase(at))
        .map(|phrase| (phrase.first, phrase.last))
        .collect()
}

fn links(trees: &Trees, len: usize) -> BTreeSet<(usize, usize, Rel)> {
    (0..len)
        .filter(|&at| {
            matches!(
                trees.rel(at),
                Rel::Subject | Rel::PassiveSubject | Rel::Object | Rel::Agent
            )
        })
        .filter_map(|at| Some((trees.head(at)?, at, trees.rel(at))))
        .collect()
}

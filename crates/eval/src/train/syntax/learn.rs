//! Learns the three models of one language: parts of speech, moves, relations.

use super::oracle;
use crate::train::perceptron::{CLASSES, Perceptron};
use crate::train::random::Random;
use crate::train::treebank::Sentence;
use tocsin_core::Language;
use tocsin_extract::syntax::features::{self, MOVE, REL, TAG};
use tocsin_extract::syntax::label::{Rel, Tag};
use tocsin_extract::syntax::model::MAGIC;
use tocsin_extract::syntax::state::{Move, State};
use tocsin_extract::syntax::table::{NARROW, WIDE, Wide};
use tocsin_extract::syntax::words::{Word, shape};

/// Rounds over all sentences for parts of speech, and for arcs.
const ROUNDS: (usize, usize) = (8, 14);
/// Parts into which the sentences are cut, so that arcs are learnt on parts of speech as wrong as they will be.
const FOLDS: usize = 5;
/// Changes before a feature of an arc counts: rarer ones tell more of the treebank than of the language.
const OFTEN: u32 = 8;
/// Rows of the tables of parts of speech, moves and relations, as powers of two.
const BITS: (u32, u32, u32) = (15, 17, 14);

/// The bytes of a file of weights learnt from `sentences`.
#[must_use]
pub fn learn(sentences: &[Sentence], language: Language) -> Vec<u8> {
    let all: Vec<usize> = (0..sentences.len()).collect();
    let whole = tagger(sentences, &all, language);
    let folds: Vec<Wide> = (0..FOLDS)
        .map(|fold| {
            let others: Vec<usize> = all.iter().copied().filter(|at| at % FOLDS != fold).collect();
            let rows = tagger(sentences, &others, language);
            Wide::open(&rows).unwrap_or_default()
        })
        .collect();
    let (moves, rels) = arcs(sentences, &folds, language);
    let mut out = MAGIC.to_vec();
    for part in [whole, moves.pack(BITS.1, NARROW).0, rels.pack(BITS.2, WIDE).0] {
        out.extend((part.len() as u32).to_le_bytes());
        out.extend(part);
    }
    out
}

/// How the writing of a sentence is changed, so that texts without case or accents are read as well.
fn rewrite(words: &mut [Word], random: &mut Random, language: Language) {
    let draw = random.below(20);
    let bare = language == Language::Fr && random.below(4) == 0;
    let case = match draw {
        0..=10 => None,
        11..=13 => Some(shape::UNKNOWN),
        14..=16 => Some(shape::LOWER),
        _ => Some(shape::UPPER),
    };
    for word in words {
        let kind = word.shape & 7;
        if let (Some(case), shape::LOWER | shape::CAPITAL | shape::UPPER) = (case, kind) {
            word.shape = word.shape & shape::FIRST | case;
        }
        if bare || language == Language::Fr && case == Some(shape::UNKNOWN) && draw == 11 {
            word.accented = word.form;
        }
    }
}

/// The rows of a model of parts of speech learnt from the sentences at `from`.
fn tagger(sentences: &[Sentence], from: &[usize], language: Language) -> Vec<u8> {
    let mut learner = Perceptron::new(Tag::ALL.len(), 2);
    let mut random = Random::new(17);
    let mut order = from.to_vec();
    let mut state = State::default();
    let mut seen = [0u32; TAG];
    for _ in 0..ROUNDS.0 {
        random.shuffle(&mut order);
        for &at in &order {
            let sentence = &sentences[at];
            state.words.clone_from(&sentence.words);
            rewrite(&mut state.words, &mut random, language);
            state.begin();
            for word in 0..state.len {
                features::tag(&state, word, &mut seen);
                let guess = highest(&learner.score(&seen), Tag::ALL.len(), |_| true);
                learner.learn(&seen, usize::from(sentence.tags[word]), guess);
                state.seen[word].tag = guess as u8;
            }
        }
    }
    learner.pack(BITS.0, WIDE).0
}

/// The models of moves and relations.
fn arcs(sentences: &[Sentence], taggers: &[Wide], language: Language) -> (Perceptron, Perceptron) {
    let mut moves = Perceptron::new(3, OFTEN);
    let mut rels = Perceptron::new(Rel::ALL.len(), OFTEN);
    let mut random = Random::new(23);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut state = State::default();
    for round in 0..ROUNDS.1 {
        random.shuffle(&mut order);
        for &at in &order {
            let sentence = &sentences[at];
            state.words.clone_from(&sentence.words);
            rewrite(&mut state.words, &mut random, language);
            state.begin();
            tag(&mut state, &taggers[at % FOLDS]);
            while !state.is_done() {
                let astray = round > 0 && random.below(10) > 0;
                step(&mut state, sentence, &mut moves, &mut rels, astray);
            }
        }
    }
    (moves, rels)
}

fn tag(state: &mut State, tagger: &Wide) {
    let mut seen = [0u32; TAG];
    for at in 0..state.len {
        features::tag(state, at, &mut seen);
        let scores = tagger.score(&seen);
        let best = (0..Tag::ALL.len()).rev().max_by_key(|&class| scores[class + 1]);
        state.seen[at].tag = best.unwrap_or(0) as u8;
    }
}

/// Makes one move and learns from it; goes on with its own move where `astray`, else with the best right one.
fn step(state: &mut State, right: &Sentence, moves: &mut Perceptron, rels: &mut Perceptron, astray: bool) {
    let mut seen = [0u32; MOVE];
    features::next(state, &mut seen);
    let scores = moves.score(&seen);
    let costs = oracle::costs(state, right);
    let least = costs.iter().flatten().min().copied().unwrap_or(0);
    let guess = highest(&scores, 3, |next| costs[next].is_some());
    let best = highest(&scores, 3, |next| costs[next] == Some(least));
    let wrong = costs[guess].is_none_or(|cost| cost > least);
    moves.learn(&seen, best, if wrong { guess } else { best });
    let next = if astray { guess } else { best };
    match state.pair(Move::ALL[next]) {
        Some((head, dependent)) => {
            let rel = relate(state, right, rels, (head, dependent));
            state.attach(head, rel);
        }
        None => state.shift(),
    }
}

/// The relation of a pair, learnt from where the pair is right.
fn relate(state: &State, right: &Sentence, rels: &mut Perceptron, (head, dependent): (usize, usize)) -> u8 {
    if head == state.len {
        return Rel::Root as u8;
    }
    let mut seen = [0u32; REL];
    features::relation(state, head, dependent, &mut seen);
    let guess = highest(&rels.score(&seen), Rel::ALL.len(), |rel| {
        rel != Rel::Root as usize
    });
    if usize::from(right.heads[dependent]) == head {
        rels.learn(&seen, usize::from(right.rels[dependent]), guess);
    }
    guess as u8
}

/// The index of the highest of the first `count` scores that `may` be; the first of equals.
fn highest(scores: &[i32; CLASSES], count: usize, may: impl Fn(usize) -> bool) -> usize {
    let mut best = (i32::MIN, 0);
    for (index, &score) in scores.iter().take(count).enumerate() {
        if score > best.0 && may(index) {
            best = (score, index);
        }
    }
    best.1
}

//! The numbers of people of a text: those that words of harm tell of, and all others that may count somebody harmed.

use super::Maker;
use crate::doc::{Sentence, TokenKind};
use crate::lexicon::Topic;
use crate::readers::event::harm::counted::{Noun, counted};
use crate::readers::event::{FrameToll, Frames};
use crate::readers::who::Mention;
use crate::scene::Scene;
use tocsin_core::Count;

/// A number of people: tokens `first..last`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// First token.
    pub(super) first: usize,
    /// One past the last.
    pub(super) last: usize,
    /// How many.
    pub(super) count: Count,
    /// Only an article, a vague word or a singular.
    pub(super) weak: bool,
    /// What stands with it.
    pub(super) noun: Noun,
    /// Whom it counts, where the word lists know them.
    pub(super) of: Option<Mention>,
    /// What the words around it tell: the index of the frame and the toll.
    pub(super) toll: Option<(usize, FrameToll)>,
}

/// Numbers of one sentence that are weighed.
const MOST: usize = 24;
/// Tokens between "no" and what there was none of.
const NONE_REACH: usize = 5;

/// What there may be none of without a word of harm.
const LOSSES: &[&str] = &[
    "loss",
    "losses",
    "perte",
    "pertes",
    "harm",
    "harmed",
    "scratched",
    "touche",
    "touches",
    "hit",
    "atteint",
];

/// The numbers of one sentence, in order: those of the frames, then what no frame tells of.
pub(super) fn of(maker: &Maker, index: usize, sentence: &Sentence) -> Vec<Figure> {
    let scene = maker.scene;
    let mut out = told(maker.read, index);
    let free = |out: &[Figure], first: usize, last: usize| {
        !out.iter().any(|other| other.first < last && first < other.last)
    };
    let Some(people) = maker.read.people.get(index) else {
        return out;
    };
    for item in counted(scene, sentence, people) {
        if free(&out, item.first, item.last) {
            out.push(Figure {
                first: item.first,
                last: item.last,
                count: item.count,
                weak: item.weak,
                noun: item.noun,
                of: item.of,
                toll: None,
            });
        }
    }
    for (first, last) in nones(scene, sentence) {
        if free(&out, first, last) {
            out.push(Figure {
                first,
                last,
                count: Count::exactly(0),
                weak: false,
                noun: Noun::Bare,
                of: None,
                toll: None,
            });
        }
    }
    out.sort_by_key(|figure| (figure.first, figure.last));
    out.truncate(MOST);
    out
}

/// The numbers that the frames of sentence `index` tell of.
fn told(read: &Frames, index: usize) -> Vec<Figure> {
    let goods = read.people.get(index).map_or(&[][..], |people| &people.goods);
    read.of_sentence(index)
        .flat_map(|(at, frame)| frame.tolls.iter().map(move |toll| (at, *toll)))
        .filter(|(_, toll)| !toll.unnumbered)
        .filter(|(_, toll)| toll.of.is_some() || !goods.iter().any(|thing| thing.last == toll.last))
        .map(|(at, toll)| Figure {
            first: toll.first,
            last: toll.last,
            count: toll.count,
            weak: toll.of.is_some_and(|of| of.weak) || toll.count.most.is_none() && toll.count.least == 2,
            noun: if toll.of.is_some() {
                Noun::Known
            } else {
                Noun::Bare
            },
            of: toll.of,
            toll: Some((at, toll)),
        })
        .collect()
}

/// "Nobody died", "no losses", "Victims: none": tokens from the word that denies to the word of harm, or the other way round.
fn nones(scene: &Scene, sentence: &Sentence) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let french = scene.doc.language == tocsin_core::Language::Fr;
    for mark in scene.marks_in(sentence.first, sentence.last) {
        let harm = mark.entry.topic == Topic::Harm && mark.entry.kind != "toll"
            || mark.entry.topic == Topic::Hint && LOSSES.contains(&scene.doc.word(mark.first));
        if !harm {
            continue;
        }
        let from = mark.first.saturating_sub(NONE_REACH).max(sentence.first);
        let before = (from..mark.first).rev().find(|&at| match scene.doc.word(at) {
            "no" | "nobody" | "none" | "aucun" | "aucune" | "sans" | "without" | "nul" | "neither" | "ni"
            | "zero" => true,
            "personne" => french && matches!(scene.doc.word(at + 1), "n'" | "ne"),
            "pas" => scene.doc.word(at + 1) == "de" || scene.doc.word(at + 1) == "d'",
            _ => false,
        });
        let clear = |from: usize, to: usize| {
            (from..to).all(|at| scene.doc.tokens[at].kind == TokenKind::Word && !scene.is_break(at))
        };
        if let Some(at) = before.filter(|&at| clear(at, mark.first)) {
            out.push((at, mark.last));
            continue;
        }
        let after = mark.last + 1;
        let none = after < sentence.last
            && scene.doc.word(mark.last) == ":"
            && matches!(
                scene.doc.word(after),
                "none" | "no" | "nil" | "0" | "neant" | "aucun" | "aucune" | "ras"
            );
        if none {
            out.push((mark.first, after + 1));
        }
    }
    out
}

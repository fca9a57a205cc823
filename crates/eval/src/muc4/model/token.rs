//! Features of tokens, for the chain model: the words around, their classes, the noun phrase and its ties, acts nearby.

use super::chunk::{Chunk, stem};
use super::page::Page;
use crate::learn::name::Names;
use tocsin_extract::syntax::Tag;

/// The features of each token of sentence `index`.
#[must_use]
pub fn features(page: &Page, index: usize) -> Vec<Vec<u32>> {
    let Some(&(first, last)) = page.sentences.get(index) else {
        return Vec::new();
    };
    let view = View::new(page, index, first, last);
    (first..last)
        .map(|at| {
            let mut names = Names::default();
            view.words(at, &mut names);
            view.kinds(at, &mut names);
            view.phrase(at, &mut names);
            view.verbs(at, &mut names);
            view.acts(at, &mut names);
            names.done()
        })
        .collect()
}

/// A sentence with what all its tokens share.
struct View<'p> {
    page: &'p Page,
    first: usize,
    last: usize,
    /// How far down the text, in few steps.
    depth: &'static str,
    /// For each token the index of its noun phrase.
    phrase_of: Vec<Option<usize>>,
    chunks: &'p [Chunk],
    verbs: Vec<usize>,
    acts: Vec<(usize, &'p str)>,
    /// The kinds of acts of the sentence, each once.
    all_acts: Vec<&'p str>,
}

/// How far down the text sentence `index` stands, in few steps.
#[must_use]
pub fn depth(index: usize) -> &'static str {
    match index {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=5 => "5",
        6..=10 => "10",
        _ => "x",
    }
}

fn far(distance: usize) -> &'static str {
    match distance {
        0..=1 => "1",
        2 => "2",
        3..=4 => "4",
        5..=7 => "7",
        8..=12 => "12",
        _ => "x",
    }
}

fn ending(word: &str, length: usize) -> &str {
    let from = word
        .char_indices()
        .rev()
        .nth(length.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    &word[from..]
}

fn opening(word: &str, length: usize) -> &str {
    let to = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
    &word[..to]
}

impl<'p> View<'p> {
    fn new(page: &'p Page, index: usize, first: usize, last: usize) -> Self {
        let chunks = page.chunks.get(index).map_or(&[][..], Vec::as_slice);
        let mut phrase_of = vec![None; last - first];
        for (number, chunk) in chunks.iter().enumerate() {
            phrase_of[chunk.first - first..chunk.last - first].fill(Some(number));
        }
        let acts: Vec<(usize, &str)> = (first..last)
            .flat_map(|at| page.acts(at).map(move |act| (at, act)))
            .collect();
        let mut all_acts: Vec<&str> = acts.iter().map(|(_, act)| *act).collect();
        all_acts.sort_unstable();
        all_acts.dedup();
        Self {
            page,
            first,
            last,
            depth: depth(index),
            phrase_of,
            chunks,
            verbs: (first..last).filter(|&at| page.tag(at).is_verb()).collect(),
            acts,
            all_acts,
        }
    }

    fn inside(&self, at: usize, offset: isize) -> Option<usize> {
        at.checked_add_signed(offset)
            .filter(|at| (self.first..self.last).contains(at))
    }

    fn word(&self, at: usize, offset: isize) -> &str {
        self.inside(at, offset).map_or("|", |at| &self.page.words[at])
    }

    fn tag(&self, at: usize, offset: isize) -> &'static str {
        self.inside(at, offset).map_or("|", |at| self.page.tag(at).key())
    }

    fn words(&self, at: usize, names: &mut Names) {
        let word = |offset| self.word(at, offset);
        let own = word(0);
        let digit = if own.bytes().any(|byte| byte.is_ascii_digit()) {
            "d"
        } else {
            ""
        };
        names.put(100, &[]);
        for (kind, offset) in [
            (101, 0),
            (102, -1),
            (103, 1),
            (104, -2),
            (105, 2),
            (106, -3),
            (107, 3),
        ] {
            names.put(kind, &[word(offset)]);
        }
        names.put(108, &[word(-1), own]);
        names.put(109, &[own, word(1)]);
        names.put(110, &[word(-2), word(-1)]);
        names.put(111, &[word(1), word(2)]);
        names.put(112, &[word(-1), own, word(1)]);
        names.put(113, &[ending(own, 3)]);
        names.put(114, &[ending(own, 2), digit]);
        names.put(115, &[opening(own, 4)]);
        names.put(116, &[ending(own, 4)]);
    }

    /// Parts of speech, lists, classes, places and dates.
    fn kinds(&self, at: usize, names: &mut Names) {
        let tag = |offset| self.tag(at, offset);
        let (before, own, after) = (tag(-1), tag(0), tag(1));
        names.put(117, &[own]);
        names.put(118, &[before]);
        names.put(119, &[after]);
        names.put(120, &[before, own]);
        names.put(121, &[own, after]);
        names.put(122, &[before, own, after]);
        names.put(123, &[tag(-2), before, own]);
        names.put(124, &[own, after, tag(2)]);
        names.put(125, &[own, self.word(at, -1)]);
        names.put(126, &[own, self.word(at, 1)]);
        names.put(127, &[self.depth]);
        names.put(128, &[self.depth, own]);
        for (key, offset) in [("-2", -2), ("-1", -1), ("0", 0), ("1", 1), ("2", 2)] {
            let Some(other) = self.inside(at, offset) else {
                continue;
            };
            for list in &self.page.listed[other] {
                names.put(130, &[key, list]);
                if offset == 0 {
                    names.put(131, &[list, before]);
                    names.put(132, &[list, self.word(at, -1)]);
                    names.put(133, &[list, self.word(at, 1)]);
                }
            }
            if self.page.placed[other] > 0 {
                names.put(134, &[key, &self.page.placed[other].to_string()]);
            }
            if self.page.dated[other] {
                names.put(135, &[key]);
            }
            let [coarse, fine] = &self.page.classes[other];
            names.put(136, &[key, coarse]);
            names.put(137, &[key, fine]);
            if offset.abs() == 1 {
                names.put(138, &[key, fine, &self.page.classes[at][1]]);
            }
        }
    }

    fn phrase(&self, at: usize, names: &mut Names) {
        let page = self.page;
        let Some(index) = self.phrase_of[at - self.first] else {
            names.put(146, &[self.tag(at, 0)]);
            return;
        };
        let chunk = &self.chunks[index];
        let head = page.words[chunk.head].as_str();
        let seat = if at == chunk.first {
            "B"
        } else if at == chunk.head {
            "H"
        } else {
            "I"
        };
        names.put(140, &[seat]);
        names.put(141, &[head]);
        names.put(142, &[head, seat]);
        names.put(143, &[head, self.word(at, 0)]);
        names.put(144, &[page.list(chunk.head), seat]);
        names.put(145, &[&page.words[chunk.first], seat]);
        let [coarse, fine] = &page.classes[chunk.head];
        names.put(147, &[coarse, seat]);
        names.put(148, &[fine, seat]);
        names.put(149, &[fine, self.tag(at, 0)]);
        for tie in &chunk.ties {
            names.put(150, &[tie]);
            names.put(151, &[tie, self.tag(at, 0)]);
            names.put(152, &[tie, page.list(chunk.head)]);
            names.put(153, &[tie, page.list(at)]);
            names.put(154, &[tie, self.word(at, 0)]);
            names.put(155, &[tie, seat]);
            names.put(164, &[tie, coarse]);
            names.put(165, &[tie, fine]);
        }
        self.beside(at, index, names);
    }

    /// The noun phrases before and after, and those tied by "of".
    fn beside(&self, at: usize, index: usize, names: &mut Names) {
        let chunk = &self.chunks[index];
        let head = |chunk: &Chunk| self.page.words[chunk.head].as_str();
        let own = head(chunk);
        if let Some(next) = self.chunks.get(index + 1) {
            names.put(163, &[head(next)]);
            if chunk.last < self.last && self.page.words[chunk.last] == "of" {
                names.put(156, &[head(next)]);
                names.put(157, &[own, head(next)]);
            }
        }
        if let Some(before) = index.checked_sub(1).map(|index| &self.chunks[index]) {
            names.put(162, &[head(before)]);
            if chunk.first > self.first && self.page.words[chunk.first - 1] == "of" {
                names.put(158, &[head(before)]);
                names.put(159, &[head(before), self.word(at, 0)]);
                for tie in &before.ties {
                    names.put(160, &[tie]);
                    names.put(161, &[tie, self.tag(at, 0)]);
                }
            }
        }
    }

    /// The nearest verb on either side.
    fn verbs(&self, at: usize, names: &mut Names) {
        let page = self.page;
        let left = self.verbs.iter().rev().find(|&&verb| verb < at);
        let right = self.verbs.iter().find(|&&verb| verb > at);
        for (kind, verb) in [(170, left), (180, right)] {
            let Some(&verb) = verb else { continue };
            let word = stem(&page.words[verb]);
            let form = if page.tag(verb) == Tag::Participle {
                "p"
            } else {
                "f"
            };
            let fine = &page.classes[verb][1];
            names.put(kind, &[word, form]);
            names.put(kind + 1, &[word, form, far(verb.abs_diff(at))]);
            names.put(kind + 2, &[word, self.tag(at, 0)]);
            names.put(kind + 3, &[word, page.list(at)]);
            names.put(kind + 4, &[fine, form]);
            names.put(kind + 5, &[fine, form, &page.classes[at][0]]);
            if verb < at {
                names.put(kind + 6, &[word, form, self.by(verb, at)]);
                names.put(kind + 7, &[form, self.by(verb, at), page.list(at)]);
            }
        }
    }

    fn by(&self, from: usize, to: usize) -> &'static str {
        if self.page.words[from..to].iter().any(|word| word == "by") {
            "by"
        } else {
            ""
        }
    }

    /// The nearest act on either side, and all acts of the sentence.
    fn acts(&self, at: usize, names: &mut Names) {
        let (list, tag) = (self.page.list(at), self.tag(at, 0));
        let left = self.acts.iter().rev().find(|(place, _)| *place < at);
        let right = self.acts.iter().find(|(place, _)| *place > at);
        for (kind, act) in [(190, left), (200, right)] {
            let Some((place, act)) = act else { continue };
            names.put(kind, &[act]);
            names.put(kind + 1, &[act, far(place.abs_diff(at))]);
            names.put(kind + 2, &[act, list]);
            names.put(kind + 3, &[act, tag]);
            if *place < at {
                names.put(kind + 4, &[act, self.by(*place, at), list]);
                names.put(kind + 5, &[act, self.by(*place, at)]);
            }
        }
        if self.acts.is_empty() {
            names.put(210, &[]);
            names.put(211, &[self.word(at, 0)]);
            names.put(212, &[list]);
        }
        for act in &self.all_acts {
            names.put(213, &[act, list]);
            names.put(214, &[act, self.word(at, 0)]);
            names.put(215, &[act, tag]);
        }
    }
}

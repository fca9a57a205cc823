//! One document made ready for the models: words, syntax, word classes, what the product's word lists and readers found.

use super::chunk::{self, Chunk};
use crate::learn::classes::Classes;
use crate::muc4::dateline::Dateline;
use tocsin_core::{Language, When};
use tocsin_extract::lexicon::Topic;
use tocsin_extract::scene::Scene;
use tocsin_extract::syntax::{State, Tag, Trees};
use tocsin_extract::{Doc, Kit};

/// A document.
#[derive(Clone, Debug)]
pub struct Page {
    text: String,
    /// First and last byte of each token.
    ranges: Vec<(u32, u32)>,
    /// Lower-case words.
    pub words: Vec<String>,
    /// First and last token of each sentence.
    pub sentences: Vec<(usize, usize)>,
    /// The sentence of each token.
    pub sentence_of: Vec<usize>,
    /// Syntax.
    pub trees: Trees,
    /// Noun phrases by sentence.
    pub chunks: Vec<Vec<Chunk>>,
    /// For each token `topic/concept` of the word lists that hold it.
    pub listed: Vec<Vec<String>>,
    /// Coarse and fine word class, as texts.
    pub classes: Vec<[String; 2]>,
    /// Whether a token stands in a date.
    pub dated: Vec<bool>,
    /// 0 outside place names, else 1 + the kind of place.
    pub placed: Vec<u8>,
}

/// `text` with paragraphs, which the JSON forms part by several spaces, parted by empty lines. Its length stays.
#[must_use]
pub fn paragraphs(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes[at..]
            .iter()
            .position(|byte| *byte != b' ')
            .map_or(bytes.len(), |gap| at + gap);
        if end - at >= 3 {
            bytes[at] = b'\n';
            bytes[at + 1] = b'\n';
        }
        at = end.max(at + 1);
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

impl Page {
    /// Reads a document by itself.
    #[must_use]
    pub fn new(text: &str, dateline: Option<&Dateline>, kit: &Kit, classes: &Classes) -> Self {
        let text = paragraphs(text);
        let day = dateline.and_then(|dateline| dateline.day);
        let doc = Doc::of_text(&text, Language::En, day.map(When::day));
        Self::of(&Scene::new(&doc, kit), kit, classes)
    }

    /// Reads a document that the product's readers have looked over.
    #[must_use]
    pub fn of(scene: &Scene, kit: &Kit, classes: &Classes) -> Self {
        let doc = scene.doc;
        let count = doc.tokens.len();
        let words: Vec<String> = (0..count).map(|at| doc.word(at).to_owned()).collect();
        let mut page = Self {
            text: doc.text.to_owned(),
            ranges: doc.tokens.iter().map(|token| (token.start, token.end)).collect(),
            sentences: doc.sentences.iter().map(|s| (s.first, s.last)).collect(),
            sentence_of: (0..count).map(|at| doc.sentence_of(at).unwrap_or(0)).collect(),
            trees: parse(doc, kit),
            chunks: Vec::new(),
            listed: listed(scene, count),
            classes: words.iter().map(|word| class(classes, word)).collect(),
            dated: (0..count).map(|at| scene.is_date(at)).collect(),
            placed: placed(doc, scene),
            words,
        };
        page.chunks = page
            .sentences
            .iter()
            .map(|&(first, last)| chunk::read(&page, first, last))
            .collect();
        page
    }

    /// The words of tokens `first..last` as they stand, single spaces between them.
    #[must_use]
    pub fn raw(&self, first: usize, last: usize) -> String {
        let (Some(from), Some(to)) = (
            self.ranges.get(first),
            last.checked_sub(1).and_then(|at| self.ranges.get(at)),
        ) else {
            return String::new();
        };
        let words: Vec<&str> = self
            .text
            .get(from.0 as usize..to.1 as usize)
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        words.join(" ")
    }

    /// Part of speech of a token.
    #[must_use]
    pub fn tag(&self, at: usize) -> Tag {
        self.trees.tag(at)
    }

    /// The first list that holds token `at`; "-" for none.
    #[must_use]
    pub fn list(&self, at: usize) -> &str {
        self.listed
            .get(at)
            .and_then(|lists| lists.first())
            .map_or("-", String::as_str)
    }

    /// The lists of acts and harm that hold token `at`.
    pub fn acts(&self, at: usize) -> impl Iterator<Item = &str> {
        let lists = self.listed.get(at).map_or(&[][..], Vec::as_slice);
        lists.iter().map(String::as_str).filter(|list| is_act(list))
    }

    /// Every place where `mention` stands, as first and last token; signs between its words do not matter.
    #[must_use]
    pub fn find(&self, mention: &str) -> Vec<(usize, usize)> {
        let lettered = |word: &str| word.chars().any(char::is_alphanumeric);
        let wanted: Vec<String> = Doc::words_of(mention)
            .into_iter()
            .filter(|word| lettered(word))
            .collect();
        let mut out = Vec::new();
        let Some(opening) = wanted.first() else { return out };
        for first in (0..self.words.len()).filter(|&at| self.words[at] == *opening) {
            let (mut at, mut found) = (first, 0);
            while found < wanted.len() && at < self.words.len() {
                if self.words[at] == wanted[found] {
                    found += 1;
                } else if lettered(&self.words[at]) {
                    break;
                }
                at += 1;
            }
            if found == wanted.len() && self.sentence_of[first] == self.sentence_of[at - 1] {
                out.push((first, at));
            }
        }
        out
    }
}

/// Whether a list is one of acts or of harm.
#[must_use]
pub fn is_act(list: &str) -> bool {
    list.starts_with("Act/") || list.starts_with("Harm/")
}

fn class(classes: &Classes, word: &str) -> [String; 2] {
    let (coarse, fine) = classes.of(word);
    [format!("c{coarse}"), format!("f{fine}")]
}

fn parse(doc: &Doc, kit: &Kit) -> Trees {
    let mut trees = Trees::new(doc.tokens.len());
    let mut state = State::default();
    for sentence in &doc.sentences {
        kit.syntax(doc.language)
            .parse(doc, sentence.first..sentence.last, &[], &mut state, &mut trees);
    }
    trees
}

fn listed(scene: &Scene, count: usize) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new(); count];
    for mark in scene
        .marks
        .iter()
        .filter(|mark| mark.entry.topic != Topic::Grammar)
    {
        for lists in &mut out[mark.first.min(count)..mark.last.min(count)] {
            lists.push(format!("{:?}/{}", mark.entry.topic, mark.entry.concept));
        }
    }
    out
}

fn placed(doc: &Doc, scene: &Scene) -> Vec<u8> {
    let mut out = vec![0; doc.tokens.len()];
    for mark in &scene.places {
        let kind = mark.place.as_ref().map_or(1, |place| 2 + place.kind as u8);
        let first = doc.token_at(mark.span.start);
        for (at, token) in doc.tokens.iter().enumerate().skip(first) {
            if token.start >= mark.span.end {
                break;
            }
            out[at] = kind;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_gazetteer::Gazetteer;

    #[test]
    fn finds_mentions_across_signs() {
        let kit = Kit::with_gazetteer(Gazetteer::embedded());
        let text = "rebels of the \"red dawn\" front attacked.   the red-dawn front denied it.";
        let page = Page::new(text, None, &kit, &Classes::default());
        assert_eq!(page.sentences.len(), 2);
        let found: Vec<String> = page
            .find("red dawn front")
            .iter()
            .map(|&(a, b)| page.raw(a, b))
            .collect();
        assert_eq!(found, ["red dawn\" front", "red-dawn front"]);
        assert!(page.find("blue dawn").is_empty() && page.find("\"").is_empty());
        assert_eq!(paragraphs("a.   b").len(), 6);
    }
}

//! Word lists as data: phrases with their inflections, held in one token trie a language.
//!
//! A list is a tab-separated file: `concept`, `kind`, `phrases` parted by ` ; `. Concepts are shared by all languages.
//! In a phrase `{a,b}` stands for either; one word may carry a verb class:
//! `attack/ed`, `raid/ed`, `seize/d` (English regular), `stab/dd` (English, last letter doubled), `=shoot,shoots,shot,shot,shooting`
//! (English irregular), `attaquer/er`, `envahir/ir`, `tendre/re` (French regular),
//! `~faire|fait,font,faisait|fait,faite|faisant|ferait,feraient` (French irregular: infinitive, finite, participles,
//! gerund, conditional).

mod inflect;

use self::inflect::{braces, inflect};
use crate::doc::Doc;
use rustc_hash::FxHashMap;
use tocsin_core::Language;

/// What a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What happened: attack, abduct, explode.
    Act,
    /// Harm to people: killed, injured, missing, held, displaced.
    Harm,
    /// A named actor; the concept is its key.
    Actor,
    /// A group of people: civilians, soldiers, gunmen.
    Group,
    /// A kind of place: school, market, barracks.
    Site,
    /// A weapon or means.
    Weapon,
    /// What an event did to things and daily life.
    Impact,
    /// A state of affairs: contained, ongoing.
    Situation,
    /// A verb or phrase of saying, claiming, denying.
    Speech,
    /// Who may speak: a role or an organisation.
    Voice,
    /// A word that changes how an act is meant: negation, modality, court, film.
    Cue,
    /// A set phrase that only looks like violence.
    Idiom,
    /// A number word.
    Number,
    /// A word around a number: "at least", "about".
    Bound,
    /// Grammar: auxiliaries, prepositions, determiners, conjunctions.
    Grammar,
    /// A word near numbers of people harmed that does not tell the harm itself: "graves", "hospital", "ransom".
    Hint,
    /// A table head.
    Head,
}

/// In which form a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// As listed: nouns, adverbs, set phrases.
    Plain,
    /// Infinitive, or the English base form.
    Base,
    /// A finite form.
    Finite,
    /// English `-ed`: past or participle.
    Ed,
    /// Past participle.
    Participle,
    /// English `-ing`, French `-ant`.
    Gerund,
    /// French conditional.
    Conditional,
    /// French future.
    Future,
}

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the list is about.
    pub topic: Topic,
    /// Concept key.
    pub concept: &'static str,
    /// What the list says of it (`v`, `n`, a side, a scope).
    pub kind: &'static str,
}

/// A phrase found: tokens `first..last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// The entry.
    pub entry: Entry,
    /// In which form.
    pub form: Form,
}

impl Mark {
    /// Whether the mark is of `topic` and has `concept`.
    #[must_use]
    pub fn is(&self, topic: Topic, concept: &str) -> bool {
        self.entry.topic == topic && self.entry.concept == concept
    }
}

/// How the last vowel of a French phrase is written, where folding hides it: "attaqué" and "attaque" are one folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Accent {
    /// It tells nothing.
    Any,
    /// `é`, `és`: a participle.
    Sharp,
    /// `e`, `es`: a noun or a finite verb.
    Plain,
}

/// How the last word of `phrase` ends, before folding.
fn accent(phrase: &str) -> Accent {
    let word = phrase.trim_end_matches(['s', 'S']);
    if word.ends_with(['é', 'É']) {
        Accent::Sharp
    } else if word.ends_with(['e', 'E']) && !word.ends_with("ée") {
        Accent::Plain
    } else {
        Accent::Any
    }
}

/// A phrase that ends at a node: its entry, its form, how its last vowel is written.
#[derive(Clone, Copy, Debug)]
struct Found {
    entry: u32,
    form: Form,
    accent: Accent,
}

#[derive(Debug, Default)]
struct Node {
    found: Vec<Found>,
    /// One bit for each word that can come next, by the word's number: most words cannot, and need no look-up.
    follows: u64,
}

/// The bit of word `word` in [`Node::follows`].
fn bit(word: u32) -> u64 {
    1 << (word % 64)
}

impl Node {
    /// Whether without its accent `found` is one word with another form of the same entry.
    fn doubles(&self, found: &Found) -> bool {
        found.accent == Accent::Sharp
            && self
                .found
                .iter()
                .any(|other| other.entry == found.entry && other.accent == Accent::Plain)
    }
}

/// All lists of one language in one trie over folded words.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<String, u32>,
    /// Whether a word begins any phrase, by word number.
    begins: Vec<u32>,
    steps: FxHashMap<(u32, u32), u32>,
    nodes: Vec<Node>,
    entries: Vec<Entry>,
}

impl Lexicon {
    /// An empty lexicon.
    #[must_use]
    pub fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
            begins: vec![0],
            ..Self::default()
        }
    }

    /// Adds a list; lines that do not parse are skipped, comments and empty lines too.
    pub fn add_list(&mut self, topic: Topic, text: &'static str) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(concept), Some(kind), Some(phrases)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let entry = Entry { topic, concept, kind };
            for phrase in phrases.split(';').map(str::trim).filter(|p| !p.is_empty()) {
                self.add_phrase(entry, phrase);
            }
        }
    }

    /// Adds one phrase, inflected as its class says.
    pub fn add_phrase(&mut self, entry: Entry, phrase: &str) {
        self.entries.push(entry);
        let id = (self.entries.len() - 1) as u32;
        for plain in braces(phrase) {
            for (words, form) in inflect(&plain) {
                self.insert(&words, id, form);
            }
        }
    }

    fn insert(&mut self, phrase: &str, id: u32, form: Form) {
        let accent = accent(phrase);
        let is_plain = |b: u8| b.is_ascii_lowercase() || b == b' ';
        // Nearly all phrases are plain words: they need not be cut as a text is.
        let at = if phrase.bytes().all(is_plain) {
            self.path(phrase.split(' ').filter(|word| !word.is_empty()))
        } else {
            let words = Doc::words_of(phrase);
            self.path(words.iter().map(String::as_str))
        };
        if at != 0
            && !self.nodes[at as usize].found.iter().any(|known| {
                known.form == form
                    && known.accent == accent
                    && self.entries[known.entry as usize] == self.entries[id as usize]
            })
        {
            self.nodes[at as usize].found.push(Found {
                entry: id,
                form,
                accent,
            });
        }
    }

    /// The node that `words` lead to, made where it is not there; 0 for no words.
    fn path<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> u32 {
        let mut at = 0u32;
        for (index, token) in words.enumerate() {
            let word = self.number(token);
            let fresh = self.nodes.len() as u32;
            let next = if index == 0 {
                if self.begins[word as usize] == 0 {
                    self.begins[word as usize] = fresh;
                }
                self.begins[word as usize]
            } else {
                *self.steps.entry((at, word)).or_insert(fresh)
            };
            if next == fresh {
                self.nodes.push(Node::default());
            }
            self.nodes[at as usize].follows |= bit(word);
            at = next;
        }
        at
    }

    /// The number of `word`, from 1; a new one where it has none.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let next = self.words.len() as u32 + 1;
        self.words.insert(word.to_owned(), next);
        self.begins.resize(next as usize + 1, 0);
        next
    }

    /// All phrases found in `doc`, by first token, then longest first. At each token only the longest of a topic is kept.
    #[must_use]
    pub fn scan(&self, doc: &Doc) -> Vec<Mark> {
        let ids: Vec<u32> = (0..doc.tokens.len())
            .map(|index| self.words.get(doc.word(index)).copied().unwrap_or(0))
            .collect();
        let mut marks: Vec<Mark> = Vec::with_capacity(ids.len() / 2);
        let accented = doc.language == Language::Fr && writes_accents(doc.text);
        for first in 0..ids.len() {
            let mut at = self.begins.get(ids[first] as usize).copied().unwrap_or(0);
            let from = marks.len();
            let mut last = first + 1;
            while at != 0 {
                for found in &self.nodes[at as usize].found {
                    let fits = if accented {
                        written_so(doc, last - 1, found.accent)
                    } else {
                        !self.nodes[at as usize].doubles(found)
                    };
                    if !fits {
                        continue;
                    }
                    marks.push(Mark {
                        first,
                        last,
                        entry: self.entries[found.entry as usize],
                        form: found.form,
                    });
                }
                let follows = self.nodes[at as usize].follows;
                let Some(&word) = ids
                    .get(last)
                    .filter(|&&word| word != 0 && follows & bit(word) != 0)
                else {
                    break;
                };
                at = self.steps.get(&(at, word)).copied().unwrap_or(0);
                last += 1;
            }
            marks[from..].reverse();
            keep_longest(&mut marks, from);
        }
        marks
    }
}

/// Whether a text is written with its accents: one `é` in its first pages shows it.
fn writes_accents(text: &str) -> bool {
    const LOOKED_AT: usize = 20_000;
    text.chars().take(LOOKED_AT).any(|c| matches!(c, 'é' | 'è' | 'ê'))
}

/// Whether the last vowel of token `at` is written as a phrase wants it; capitals often go without accents.
fn written_so(doc: &Doc, at: usize, accent: Accent) -> bool {
    if accent == Accent::Any || doc.tokens.get(at).is_none_or(|token| token.all_caps) {
        return true;
    }
    match self::accent(doc.raw(at, at + 1)) {
        Accent::Any => true,
        own => own == accent,
    }
}

/// Of the marks from `from` on (all with one first token, longest first) keeps the longest of each topic.
fn keep_longest(marks: &mut Vec<Mark>, from: usize) {
    let mut kept = from;
    for index in from..marks.len() {
        let mark = marks[index];
        let shorter = marks[from..kept]
            .iter()
            .any(|other| other.entry.topic == mark.entry.topic && other.last > mark.last);
        if !shorter {
            marks[kept] = mark;
            kept += 1;
        }
    }
    marks.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(list: &'static str, text: &str, expected: &[(&str, &str, Form)]) {
        let mut lexicon = Lexicon::new();
        lexicon.add_list(Topic::Act, list);
        let doc = Doc::of_text(text, Language::En, None);
        let marks: Vec<(&str, &str, Form)> = lexicon
            .scan(&doc)
            .iter()
            .map(|mark| (doc.raw(mark.first, mark.last), mark.entry.concept, mark.form))
            .collect();
        assert_eq!(marks, expected);
    }

    #[test]
    fn inflections() {
        found(
            "attack\tv\tattack/ed ; open/ed fire ; stab/dd\nshoot\tv\t=shoot,shoots,shot,shot,shooting",
            "They attacked, opened fire, were stabbed and shot.",
            &[
                ("attacked", "attack", Form::Ed),
                ("opened fire", "attack", Form::Ed),
                ("stabbed", "attack", Form::Ed),
                ("shot", "shoot", Form::Ed),
            ],
        );
        found(
            "attack\tv\tattaquer/er ; envahir/ir\nfire\tn\tincendie{,s} de {maison,maisons}",
            "Attaquées, ils auraient envahi ; attaqueraient ; incendies de maisons",
            &[
                ("Attaquées", "attack", Form::Participle),
                ("envahi", "attack", Form::Participle),
                ("attaqueraient", "attack", Form::Conditional),
                ("incendies de maisons", "fire", Form::Plain),
            ],
        );
    }

    #[test]
    fn the_longest_of_a_topic_wins() {
        found(
            "bomb\tn\tbomb\ncar-bomb\tn\tbomb attack",
            "a bomb attack",
            &[("bomb attack", "car-bomb", Form::Plain)],
        );
    }
}

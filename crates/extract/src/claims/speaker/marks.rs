//! Voices that no verb of saying makes speak, the author of a statement, and the words that tell of figures and quotes.

use super::{Here, Voice, kind_of};
use crate::claims::Maker;
use crate::doc::{Doc, TokenKind};
use crate::gather::told::Features;
use crate::lexicon::Topic;
use crate::readers::speech::{self, VoiceFound};
use crate::scene::{Scene, gram};
use tocsin_core::BlockKind;

/// Features that weigh otherwise for numbers: the name for doers, and the one for numbers.
pub(super) const OF_TOLLS: &[(&str, &str)] = &[
    ("report", "toll:report"),
    ("report:said", "toll:report:said"),
    ("report:said-before", "toll:report:said-before"),
    ("report:said-after", "toll:report:said-after"),
    ("said", "toll:said"),
    ("here", "toll:here"),
    ("here:covers", "toll:here:covers"),
    ("here:left", "toll:here:left"),
    ("before:1", "toll:before:1"),
    ("before:holds", "toll:before:holds"),
    ("after:1", "toll:after:1"),
    ("unsaid", "toll:unsaid"),
    ("unsaid:here", "toll:unsaid:here"),
    ("author", "toll:author"),
];

/// Words for a number of people hurt: who has one beside them gives it.
const FIGURES: &[&str] = &[
    "figure", "figures", "toll", "count", "tally", "number", "bilan", "decompte", "chiffre", "chiffres",
    "nombre", "compte", "total", "list", "liste", "balance",
];

/// What a text says of its own author.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Voiced {
    /// It calls itself a statement, a communiqué, a note of somebody's.
    pub(super) statement: bool,
    /// It speaks of "our" and "we" outside quotes, or of itself in the capitals of an office ("the Governor informs").
    pub(super) ours: bool,
}

/// Sentences of a block after a value in which its source may be named.
const SOURCE_REACH: usize = 4;
/// Tokens at a text's beginning that may call it a statement.
const HEAD: usize = 60;

impl Voiced {
    /// Looks over a text once.
    pub(crate) fn of(scene: &Scene) -> Self {
        let doc = scene.doc;
        let statement = (0..HEAD.min(doc.tokens.len())).any(|at| {
            matches!(
                doc.word(at),
                "communique"
                    | "statement"
                    | "declaration"
                    | "release"
                    | "office"
                    | "cabinet"
                    | "proclamation"
            )
        });
        let mut quoted = false;
        let mut ours = false;
        for at in 0..doc.tokens.len().min(600) {
            match doc.word(at) {
                "«" | "“" => quoted = true,
                "»" | "”" => quoted = false,
                "\"" => quoted = !quoted,
                "our" | "we" | "nos" | "notre" | "nous" => ours |= !quoted,
                _ => {}
            }
        }
        Self { statement, ours }
    }
}

impl Maker<'_, '_> {
    /// Whether token `at` stands between quotation marks of its sentence, or of one that began before it.
    pub(super) fn is_in_quotes(&self, sentence: usize, at: usize) -> bool {
        let first = self.scene.doc.sentences[sentence].first;
        let doc = self.scene.doc;
        let (mut open, mut straight) = (false, 0);
        for token in first..at {
            match doc.word(token) {
                "«" | "“" => open = true,
                "»" | "”" => open = false,
                "\"" => straight += 1,
                _ => {}
            }
        }
        open || straight % 2 == 1
    }

    /// Whether sentence `index` speaks of a figure.
    pub(super) fn has_figure(&self, index: usize) -> bool {
        let Some(sentence) = self.scene.doc.sentences.get(index) else {
            return false;
        };
        (sentence.first..sentence.last.min(sentence.first + 40))
            .any(|at| FIGURES.contains(&self.scene.doc.word(at)))
    }

    /// Voices of no attribution: named in the value's sentence or beside it, opening one, or the author's.
    pub(super) fn unsaid(&self, here: &Here, out: &mut Vec<Voice>) {
        let doc = self.scene.doc;
        for index in here.sentence.saturating_sub(1)..=here.sentence + 1 {
            let Some(sentence) = doc.sentences.get(index) else {
                continue;
            };
            let mut floor = sentence.first;
            for mark in self.scene.marks_in(sentence.first, sentence.last) {
                let listed = matches!(mark.entry.topic, Topic::Voice | Topic::Actor | Topic::Group);
                if !listed
                    || mark.first < floor
                    || mark.last > sentence.last
                    || self.is_named(index, mark.first)
                {
                    continue;
                }
                let found = speech::around(self.scene, *mark, floor);
                floor = found.last;
                out.push(self.unsaid_voice(here, index, found, mark.entry.topic));
            }
            if let Some(found) = speech::opening(self.scene, sentence)
                && !self.is_named(index, found.first)
                && !found.is_known()
            {
                out.push(self.unsaid_voice(here, index, found, Topic::Grammar));
            }
        }
        self.source_line(here, out);
        self.author(here, out);
    }

    /// "Source: two farmers", "(source militaire)": the voice that a block names at its end for all of it.
    fn source_line(&self, here: &Here, out: &mut Vec<Voice>) {
        let doc = self.scene.doc;
        let block = doc.sentences[here.sentence].block;
        let kept = |at: &usize| {
            doc.sentences
                .get(*at)
                .is_some_and(|sentence| sentence.block == block)
        };
        for index in (here.sentence..here.sentence + SOURCE_REACH).take_while(kept) {
            let sentence = &doc.sentences[index];
            let label = (sentence.first..sentence.last).find(|&at| {
                matches!(doc.word(at), "source" | "sources")
                    && (self.scene.is_sign(at + 1, ":")
                        || at > sentence.first && self.scene.is_sign(at - 1, "(")
                        || at > sentence.first && self.scene.is_sign(at - 1, "["))
            });
            let Some(label) = label else { continue };
            let first = if self.scene.is_sign(label + 1, ":") {
                label + 2
            } else {
                label
            };
            let last = (first..sentence.last.min(first + 8))
                .find(|&at| self.scene.is_break(at) || doc.word(at) == ",")
                .unwrap_or(sentence.last.min(first + 8));
            if first >= last {
                continue;
            }
            let found = VoiceFound::of(self.scene, first, last);
            let speaker = found.speaker(self.scene, self.kit);
            let features = vec![("source-line", 1.0), (kind_of(&speaker), 1.0)];
            out.push(Voice {
                speaker,
                via: Vec::new(),
                manner: "say",
                features,
                score: 0.0,
            });
            return;
        }
    }

    /// Whether token `at` belongs to the words that name a speaker of sentence `index`.
    fn is_named(&self, index: usize, at: usize) -> bool {
        self.read.said[index]
            .iter()
            .filter_map(|said| said.named)
            .any(|(first, last)| first <= at && at < last)
    }

    fn unsaid_voice(&self, here: &Here, index: usize, found: VoiceFound, topic: Topic) -> Voice {
        let mut features: Features = vec![("unsaid", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                features.push((name, 1.0));
            }
        };
        let (scene, sentence) = (self.scene, &self.scene.doc.sentences[index]);
        let same = index == here.sentence;
        add("unsaid:here", same);
        add("unsaid:before", index < here.sentence);
        add("unsaid:after", index > here.sentence);
        add("unsaid:left", same && found.last <= here.at);
        add(
            "unsaid:value",
            same && found.first <= here.at && here.at < found.last,
        );
        add("unsaid:close", same && here.at.abs_diff(found.last) <= 5);
        add("unsaid:opens", found.first == sentence.first);
        add("unsaid:none-said", self.read.said[index].is_empty());
        let figure = self.has_figure(index);
        add("unsaid:figure", figure);
        add(
            "unsaid:figure-opens",
            figure && found.first <= sentence.first + 2 && index > here.sentence,
        );
        match topic {
            Topic::Group => add("unsaid:group", true),
            Topic::Actor => add("unsaid:actor", true),
            Topic::Voice => add("unsaid:listed", true),
            _ => add("unsaid:phrase", true),
        }
        self.unsaid_words(index, found, &mut add);
        let speaker = found.speaker(scene, self.kit);
        add(kind_of(&speaker), true);
        add(
            "unsaid:self",
            !here.asked.key.is_empty() && speaker.key == here.asked.key,
        );
        Voice {
            speaker,
            via: Vec::new(),
            manner: "say",
            features,
            score: 0.0,
        }
    }

    /// The words around a voice of no attribution.
    fn unsaid_words(&self, index: usize, found: VoiceFound, add: &mut impl FnMut(&'static str, bool)) {
        let (scene, sentence) = (self.scene, &self.scene.doc.sentences[index]);
        let before = found.first.checked_sub(1).filter(|&at| at >= sentence.first);
        let word = before.map_or("", |at| scene.doc.word(at));
        let is = |bits: u16| before.is_some_and(|at| scene.is(at, bits));
        add("unsaid:by", is(gram::BY));
        add("unsaid:of", is(gram::OF));
        add("unsaid:prep", is(gram::PREP) && !is(gram::BY | gram::OF));
        add("unsaid:colon", matches!(word, ":" | "("));
        add("unsaid:from", matches!(word, "from" | "chez" | "cote" | "pour"));
        add("unsaid:comma", word == ",");
        let next = scene.doc.word(found.last);
        add("unsaid:auxiliary", scene.is(found.last, gram::HAVE | gram::BE));
        add("unsaid:comma-after", next == ",");
        add("unsaid:possessive", next == "'s");
        add("unsaid:colon-after", next == ":");
        add("unsaid:who", matches!(next, "who" | "qui" | "that"));
        add(
            "unsaid:ends",
            found.last + 1 >= sentence.last || scene.is_break(found.last),
        );
        let part = |pick: fn(&crate::readers::event::Frame) -> &[crate::readers::who::Mention]| {
            self.read
                .of_sentence(index)
                .flat_map(|(_, frame)| pick(frame))
                .any(|mention| found.first <= mention.head && mention.head < found.last)
        };
        add("unsaid:does", part(|frame| &frame.agents));
        add("unsaid:hit", part(|frame| &frame.patients));
        let quote = (found.last..sentence.last).any(|at| matches!(scene.doc.word(at), "«" | "“" | "\""));
        add("unsaid:quote-after", quote);
    }

    /// The first voice of a text's opening, who may be its author.
    fn author(&self, here: &Here, out: &mut Vec<Voice>) {
        if !(self.voiced.statement || self.voiced.ours) {
            return;
        }
        let doc = self.scene.doc;
        let end = doc
            .sentences
            .get(1)
            .or(doc.sentences.first())
            .map_or(0, |sentence| sentence.last);
        let mark = self
            .scene
            .marks_in(0, end.min(HEAD))
            .iter()
            .find(|mark| matches!(mark.entry.topic, Topic::Voice | Topic::Actor));
        let Some(mark) = mark else { return };
        let found = speech::around(self.scene, *mark, 0);
        let speaker = found.speaker(self.scene, self.kit);
        let mut features: Features = vec![("author", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                features.push((name, 1.0));
            }
        };
        let own = &self.read.said[here.sentence];
        add("author:statement", self.voiced.statement);
        add("author:ours", self.voiced.ours);
        add("author:both", self.voiced.statement && self.voiced.ours);
        add("author:said-here", !own.is_empty());
        add("author:silent", self.read.said.iter().take(40).all(Vec::is_empty));
        let kind = doc.sentence_of(mark.first).map(|at| doc.sentences[at].kind);
        add(
            "author:head",
            matches!(kind, Some(BlockKind::Title | BlockKind::Heading)),
        );
        add("author:shouted", is_shouted(doc, mark.first));
        add(kind_of(&speaker), true);
        out.push(Voice {
            speaker,
            via: Vec::new(),
            manner: "say",
            features,
            score: 0.0,
        });
    }
}

/// Whether a word stands in capitals among others that do not.
fn is_shouted(doc: &Doc, at: usize) -> bool {
    !doc.caseless && doc.tokens[at].all_caps && doc.tokens[at].kind == TokenKind::Word
}

//! A report's text cut once into sentences and tokens, for all readers.

mod tokens;

use tocsin_core::{BlockKind, Language, Nature, Report, Span, When};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters. An elided article keeps its apostrophe (`l'`), a possessive its own (`'s`).
    Word,
    /// Digits, with `,`, `.` or a no-break space between groups (`1,200`, `1 200`, `3.5`).
    Number,
    /// One sign: hyphens, quotes, stops, symbols.
    Sign,
}

/// One token. `folded` is its place in [`Doc::folded`]: lower case, without accents, apostrophes as `'`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    folded: (u32, u32),
    /// What it is made of.
    pub kind: TokenKind,
    /// Begins with a capital letter.
    pub capital: bool,
    /// All capitals, two letters at least.
    pub all_caps: bool,
}

impl Token {
    /// Its place in the text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }
}

/// A sentence, a heading, a list item, a row: `first..last` are token indices, `last` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Its place in the text.
    pub span: Span,
    /// The kind of block it stands in.
    pub kind: BlockKind,
    /// The index of that block in the report; 0 for bare text.
    pub block: usize,
}

/// A text cut into sentences and tokens.
#[derive(Debug)]
pub struct Doc<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Folded words, one after another; see [`Doc::word`].
    folded: String,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order.
    pub sentences: Vec<Sentence>,
    /// Its language.
    pub language: Language,
    /// Its publication; `None` if unknown.
    pub published: Option<When>,
    /// The text has no capitals, or nothing but capitals: case tells nothing.
    pub caseless: bool,
    /// Real, sample or exercise.
    pub nature: Nature,
}

impl<'t> Doc<'t> {
    /// The text of a report, block by block.
    #[must_use]
    pub fn of_report(report: &'t Report) -> Self {
        let mut doc = Self::empty(&report.text, report.language, report.published.clone());
        doc.nature = report.nature;
        for (index, block) in report.blocks.iter().enumerate() {
            doc.add_block(block.span, block.kind, index);
        }
        doc
    }

    /// Bare text, as one paragraph a line; a line break alone does not end a sentence unless a blank line follows.
    #[must_use]
    pub fn of_text(text: &'t str, language: Language, published: Option<When>) -> Self {
        let mut doc = Self::empty(text, language, published);
        let mut start = 0;
        let mut block = 0;
        while start < text.len() {
            let end =
                memchr::memmem::find(&text.as_bytes()[start..], b"\n\n").map_or(text.len(), |at| start + at);
            if let Some(span) = Span::new(text, start, end) {
                doc.add_block(span, BlockKind::Paragraph, block);
                block += 1;
            }
            start = end + 2;
        }
        doc
    }

    /// The folded tokens of a phrase of a word list.
    #[must_use]
    pub fn words_of(phrase: &str) -> Vec<String> {
        let mut doc = Doc::empty(phrase, Language::Other, None);
        if let Some(span) = Span::new(phrase, 0, phrase.len()) {
            doc.tokenise(span);
        }
        (0..doc.tokens.len())
            .map(|index| doc.word(index).to_owned())
            .collect()
    }

    fn empty(text: &'t str, language: Language, published: Option<When>) -> Self {
        let (upper, lower) = text.chars().fold((0usize, 0usize), |(upper, lower), c| {
            (
                upper + usize::from(c.is_uppercase()),
                lower + usize::from(c.is_lowercase()),
            )
        });
        // Below one capital in 300 letters, or above nine in ten, case carries no signal.
        let caseless = upper * 300 < lower || upper > 9 * lower;
        Self {
            text,
            folded: String::with_capacity(text.len()),
            tokens: Vec::with_capacity(text.len() / 5),
            sentences: Vec::new(),
            language,
            published,
            caseless,
            nature: Nature::Real,
        }
    }

    /// The folded form of token `index`: lower case, without accents; "" out of range.
    #[inline]
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| {
            &self.folded[token.folded.0 as usize..token.folded.1 as usize]
        })
    }

    /// The words of tokens `first..last` as they stand in the text; "" for an empty range.
    #[must_use]
    pub fn raw(&self, first: usize, last: usize) -> &'t str {
        self.span(first, last).map_or("", |span| span.of(self.text))
    }

    /// The span of tokens `first..last`; `None` for an empty range or one out of bounds.
    #[must_use]
    pub fn span(&self, first: usize, last: usize) -> Option<Span> {
        let (from, to) = (self.tokens.get(first)?, self.tokens.get(last.checked_sub(1)?)?);
        (from.start < to.end).then_some(Span {
            start: from.start,
            end: to.end,
        })
    }

    /// The index of the sentence that holds token `index`; `None` out of range.
    #[must_use]
    pub fn sentence_of(&self, index: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.last <= index);
        (at < self.sentences.len()).then_some(at)
    }

    /// The index of the first token that ends after byte `at`.
    #[must_use]
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|token| token.end <= at)
    }

    fn add_block(&mut self, span: Span, kind: BlockKind, block: usize) {
        let from = self.tokens.len();
        self.tokenise(span);
        let mut first = from;
        for at in from..self.tokens.len() {
            if at + 1 - first >= LONGEST_SENTENCE || self.ends_sentence(from, at) {
                self.close(first, at + 1, kind, block);
                first = at + 1;
            }
        }
        self.close(first, self.tokens.len(), kind, block);
    }

    fn close(&mut self, first: usize, last: usize, kind: BlockKind, block: usize) {
        if let Some(span) = self.span(first, last) {
            self.sentences.push(Sentence {
                first,
                last,
                span,
                kind,
                block,
            });
        }
    }

    /// Whether a sentence ends with token `at`. Closing quotes and brackets after a stop belong to it.
    fn ends_sentence(&self, from: usize, at: usize) -> bool {
        // Stops and what closes after them are signs; most tokens are words.
        if self.tokens[at].kind != TokenKind::Sign {
            return false;
        }
        let text = self.text;
        let sign = self.tokens[at].span().of(text);
        let closing = |s: &str| matches!(s, "\"" | "”" | "»" | ")" | "]" | "’" | "'");
        // A straight quote after a space opens; only French quotes stand apart from the words they close.
        let gap = |s: &str| if s == "»" { 3 } else { 0 };
        let next = self.tokens.get(at + 1);
        if let Some(next) = next
            && next.start - self.tokens[at].end <= gap(next.span().of(text))
            && closing(next.span().of(text))
            && matches!(sign, "." | "!" | "?" | "…")
        {
            return false;
        }
        let mut stop = at;
        while stop > from && at - stop < MOST_CLOSING && closing(self.tokens[stop].span().of(text)) {
            stop -= 1;
        }
        let mark = self.tokens[stop].span().of(text);
        if !matches!(mark, "." | "!" | "?" | "…") {
            return false;
        }
        let Some(next) = next else { return true };
        let spaced = next.start > self.tokens[at].end;
        if mark == "." && stop > from && !self.full_stop(stop) {
            return false;
        }
        if !spaced {
            // "forces.The": a missing space; but not "U.S", "3.5", "www.site".
            return next.capital && !self.caseless && stop > from && self.word(stop - 1).len() > 2;
        }
        self.caseless || next.capital || next.kind != TokenKind::Word
    }

    /// Whether the dot at token `at` ends more than an abbreviation or an initial.
    fn full_stop(&self, at: usize) -> bool {
        let before = &self.tokens[at - 1];
        if before.end < self.tokens[at].start || before.kind == TokenKind::Sign {
            return true;
        }
        let word = self.word(at - 1);
        if before.kind == TokenKind::Word && word.chars().count() == 1 && word != "y" {
            return false;
        }
        !ABBREVIATIONS.contains(&word)
    }
}

/// Tokens after which a sentence is cut whether it ends or not: what readers compare within a sentence stays bounded.
const LONGEST_SENTENCE: usize = 200;

/// Closing quotes and brackets looked past for the stop before them.
const MOST_CLOSING: usize = 6;

/// Words whose dot ends nothing, folded.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "capt", "maj", "sgt", "cpl", "brig", "adm", "gov",
    "sen", "rep", "st", "jr", "sr", "vs", "approx", "no", "nos", "jan", "feb", "fev", "avr", "juil", "aug",
    "sept", "sep", "oct", "nov", "dec", "mme", "mlle", "cf", "av", "ave", "bd", "env", "inc", "ltd", "co",
    "corp", "u.s", "eg", "ie", "al",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sentences(text: &str, expected: &[&str]) {
        let doc = Doc::of_text(text, Language::En, None);
        let found: Vec<&str> = doc
            .sentences
            .iter()
            .map(|sentence| sentence.span.of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn tokens(text: &str, expected: &[&str]) {
        let doc = Doc::of_text(text, Language::Fr, None);
        let found: Vec<&str> = (0..doc.tokens.len()).map(|index| doc.word(index)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_they_end() {
        sentences("Gen. Diarra spoke. He left.", &["Gen. Diarra spoke.", "He left."]);
        sentences(
            "It fell at 3.5 km. Ten died.",
            &["It fell at 3.5 km.", "Ten died."],
        );
        sentences("“We fled.” Others stayed.", &["“We fled.”", "Others stayed."]);
        sentences(
            "the army denied it.    a report said so.",
            &["the army denied it.", "a report said so."],
        );
        sentences(
            "in the region.A fragile state. The U.S. Army",
            &["in the region.", "A fragile state.", "The U.S. Army"],
        );
        sentences("One\ntwo.\n\nThree", &["One\ntwo.", "Three"]);
    }

    #[test]
    fn words_numbers_and_elisions() {
        tokens("L’armée d’Aguelhok", &["l'", "armee", "d'", "aguelhok"]);
        tokens("Mali's 1,200 men", &["mali", "'s", "1,200", "men"]);
        tokens(
            "1 200 personnes, aujourd'hui",
            &["1 200", "personnes", ",", "aujourd'hui"],
        );
        tokens("Jama'at Nasr al-Islam", &["jama'at", "nasr", "al", "-", "islam"]);
        tokens("plus d'", &["plus", "d'"]);
        tokens("l'« armée »", &["l'", "«", "armee", "»"]);
        tokens(
            "en 2012 300 civils, 12 300 civils",
            &["en", "2012", "300", "civils", ",", "12 300", "civils"],
        );
        tokens("Ségou à 16h30", &["segou", "a", "16", "h", "30"]);
    }

    #[test]
    fn every_token_is_a_span_of_the_text() {
        let text = "«\u{a0}Aïe !\u{202f}» 🙂 d' 'a ʼ12\u{a0}000 Ɓamako";
        let doc = Doc::of_text(text, Language::Fr, None);
        for token in &doc.tokens {
            assert!(Span::new(text, token.start as usize, token.end as usize).is_some());
        }
    }
}

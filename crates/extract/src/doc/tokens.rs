//! Cuts a stretch of text into words, numbers and signs.

use super::{Doc, Token, TokenKind};
use crate::fold::{fold_into, is_mark};
use tocsin_core::Span;

impl Doc<'_> {
    /// Appends the tokens of `span`.
    pub(super) fn tokenise(&mut self, span: Span) {
        let text = self.text;
        let end = span.end as usize;
        let mut at = span.start as usize;
        while at < end {
            match text.as_bytes()[at] {
                b' ' => {
                    at += 1;
                    continue;
                }
                b'a'..=b'z' | b'A'..=b'Z' => {
                    at = self.word_token(at, end);
                    continue;
                }
                _ => {}
            }
            let Some(c) = text[at..end].chars().next() else {
                break;
            };
            let len = c.len_utf8();
            if c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') {
                at += len;
            } else if c.is_ascii_digit() {
                at = self.number(at, end);
            } else if c.is_alphanumeric() {
                at = self.word_token(at, end);
            } else if is_apostrophe(c)
                && text[at + len..end]
                    .chars()
                    .next()
                    .is_some_and(char::is_alphabetic)
            {
                at = self.possessive(at, at + len, end);
            } else {
                self.push(at, at + len, TokenKind::Sign);
                at += len;
            }
        }
    }

    fn number(&mut self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let digits = |mut at: usize| {
            while at < end && bytes[at].is_ascii_digit() {
                at += 1;
            }
            at
        };
        let mut at = digits(start);
        // Only one to three digits begin a number in groups: "2012 300" is a year and a number.
        let grouped = at - start <= 3;
        loop {
            let gap = match bytes.get(at) {
                Some(b'.' | b',' | b' ') => 1,
                Some(0xC2) if bytes.get(at + 1) == Some(&0xA0) => 2,
                Some(0xE2) if bytes[at..].starts_with("\u{202f}".as_bytes()) => 3,
                _ => break,
            };
            let next = digits(at + gap);
            let group = next.saturating_sub(at + gap);
            // A blank or a comma parts groups of three; a dot may also part decimals.
            let fits = group == 3 && at - start <= 3 + 4 * usize::from(at - start > 3)
                || (bytes[at] == b'.' || bytes[at] == b',') && group > 0;
            // "17 200" may be two numbers; a plain blank joins only after one to three digits that do not start with 0.
            let blank_ok = !(bytes[at] == b' ' || gap > 1) || (grouped && group == 3 && bytes[start] != b'0');
            if at + gap >= end || !fits || !blank_ok {
                break;
            }
            at = next;
        }
        self.push(start, at, TokenKind::Number);
        at
    }

    fn word_token(&mut self, start: usize, end: usize) -> usize {
        let text = self.text;
        let mut at = start;
        // "16h30" is three tokens, "RN16" is one.
        let glued = self
            .tokens
            .last()
            .is_some_and(|last| last.kind == TokenKind::Number && last.end as usize == start);
        // Most words are of plain letters alone and end before a blank or a stop.
        let bytes = text.as_bytes();
        let is_plain = |b: &u8| b.is_ascii_alphabetic() || b.is_ascii_digit() && !glued;
        let plain = start + bytes[start..end].iter().take_while(|b| is_plain(b)).count();
        let ends = |b: u8| b.is_ascii() && !is_apostrophe(char::from(b));
        if plain > start && (plain == end || ends(bytes[plain])) {
            self.push(start, plain, TokenKind::Word);
            return plain;
        }
        for (offset, c) in text[start..end].char_indices() {
            if is_apostrophe(c) {
                let after = start + offset + c.len_utf8();
                let head = &text[start..start + offset];
                // "l'armée", "l'« armée »", and "plus d'" as a word list has it.
                let opens = |c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '"');
                if is_elided(head) && text[after..].chars().next().is_none_or(opens) {
                    self.push(start, after, TokenKind::Word);
                    return after;
                }
                // "aujourd'hui", "Jama'at", "Qur'an": inside a word; "Mali's": not.
                let tail = text[after..end].chars().take_while(|c| c.is_alphabetic()).count();
                if tail == 0 || (tail <= 2 && is_possessive(&text[after..end])) {
                    break;
                }
            } else if !(c.is_alphanumeric() || is_mark(c)) || (glued && c.is_ascii_digit()) {
                break;
            }
            at = start + offset + c.len_utf8();
        }
        let at = at.max(start + text[start..].chars().next().map_or(1, char::len_utf8));
        self.push(start, at, TokenKind::Word);
        at
    }

    fn possessive(&mut self, start: usize, after: usize, end: usize) -> usize {
        if is_possessive(&self.text[after..end]) && start > 0 {
            let len = self.text[after..end]
                .chars()
                .take_while(|c| c.is_alphabetic())
                .map(char::len_utf8)
                .sum::<usize>();
            self.push(start, after + len, TokenKind::Word);
            return after + len;
        }
        self.push(start, after, TokenKind::Sign);
        after
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let raw = &self.text[start..end];
        let from = self.folded.len() as u32;
        fold_into(raw, &mut self.folded);
        let mut chars = raw.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let all_caps = capital && raw.len() > 1 && raw.chars().all(|c| !c.is_lowercase());
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            folded: (from, self.folded.len() as u32),
            kind,
            capital,
            all_caps,
        });
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

fn is_elided(head: &str) -> bool {
    // None of them is longer; a word of many apostrophes must not be folded once for each.
    if head.len() > 8 {
        return false;
    }
    let mut folded = String::new();
    fold_into(head, &mut folded);
    matches!(
        folded.as_str(),
        "l" | "d"
            | "qu"
            | "n"
            | "s"
            | "j"
            | "m"
            | "t"
            | "c"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "quoiqu"
            | "quelqu"
    )
}

fn is_possessive(after: &str) -> bool {
    let tail: String = after.chars().take_while(|c| c.is_alphabetic()).take(3).collect();
    matches!(tail.as_str(), "s" | "S" | "t" | "ll" | "re" | "ve" | "d")
}

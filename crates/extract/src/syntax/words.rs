//! Words as numbers: what the models see of the tokens of one sentence, made once and used by every feature.

use crate::doc::{Doc, TokenKind};
use std::ops::Range;
use tocsin_core::Language;

/// One token as the models see it. Hashes are of 32 bits, the same on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Hash of the folded word; numbers of one length are one word.
    pub form: u32,
    /// Hash of the word in lower case with its accents; equal to `form` where it has none.
    pub accented: u32,
    /// Hash of the last three folded bytes.
    pub ending: u32,
    /// Hash of the last two folded bytes.
    pub short_ending: u32,
    /// Hash of the first three folded bytes.
    pub beginning: u32,
    /// Case and kind: see [`shape`].
    pub shape: u8,
}

/// Values of [`Word::shape`].
pub mod shape {
    /// Lower case.
    pub const LOWER: u8 = 0;
    /// First letter a capital.
    pub const CAPITAL: u8 = 1;
    /// Nothing but capitals.
    pub const UPPER: u8 = 2;
    /// A number.
    pub const NUMBER: u8 = 3;
    /// A sign.
    pub const SIGN: u8 = 4;
    /// A word of a text whose case tells nothing.
    pub const UNKNOWN: u8 = 5;
    /// Added to the first word of a sentence.
    pub const FIRST: u8 = 8;
}

/// Hash of bytes: 32 bits, the same on every machine.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let mut state = 0x9E37_79B9_7F4A_7C15u64 ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in chunks.by_ref() {
        let mut part = [0u8; 8];
        part.copy_from_slice(chunk);
        state = fold(state ^ u64::from_le_bytes(part));
    }
    let mut part = [0u8; 8];
    for (to, from) in part.iter_mut().zip(chunks.remainder()) {
        *to = *from;
    }
    fold(state ^ u64::from_le_bytes(part)) as u32
}

/// Mixes 64 bits: both halves of one product, folded.
#[inline]
#[must_use]
pub fn fold(x: u64) -> u64 {
    let product = u128::from(x) * 0xA356_4E27_F886_5BD5;
    (product >> 64) as u64 ^ product as u64
}

/// The words of tokens `first..last` of `doc`, appended to `out`.
///
/// Capitalised words inside `names` (token ranges, in order) all look alike: what a sentence tells never hangs on how a
/// party is called.
pub fn read(doc: &Doc, first: usize, last: usize, names: &[Range<usize>], out: &mut Vec<Word>) {
    let mut names = names.iter().peekable();
    for at in first..last.min(doc.tokens.len()) {
        while names.next_if(|name| name.end <= at).is_some() {}
        let named = names.peek().is_some_and(|name| name.start <= at) && doc.tokens[at].capital;
        let mut word = if named { name() } else { one(doc, at) };
        if at == first {
            word.shape |= shape::FIRST;
        }
        out.push(word);
    }
}

/// Any name.
fn name() -> Word {
    let form = hash(b"#name");
    Word {
        form,
        accented: form,
        ending: form,
        short_ending: form,
        beginning: form,
        shape: shape::UPPER,
    }
}

fn one(doc: &Doc, at: usize) -> Word {
    let token = &doc.tokens[at];
    let folded = doc.word(at).as_bytes();
    let cut = |from: usize| hash(&folded[from..]);
    let len = folded.len();
    let (form, shape) = match token.kind {
        TokenKind::Number => (hash(&[b'#', len.min(5) as u8]), shape::NUMBER),
        TokenKind::Sign => (hash(folded), shape::SIGN),
        TokenKind::Word => {
            let shape = if doc.caseless {
                shape::UNKNOWN
            } else if token.all_caps {
                shape::UPPER
            } else if token.capital {
                shape::CAPITAL
            } else {
                shape::LOWER
            };
            let class = class(doc.word(at));
            (
                class.map_or_else(|| hash(folded), |class| hash(&[b'#', class])),
                shape,
            )
        }
    };
    let raw = token.span().of(doc.text);
    let accented = if raw.is_ascii()
        || form != hash(folded)
        || token.kind != TokenKind::Word
        || doc.language != Language::Fr
    {
        form
    } else {
        hash(raw.to_lowercase().replace('’', "'").as_bytes())
    };
    Word {
        form,
        accented,
        ending: cut(len.saturating_sub(3)),
        short_ending: cut(len.saturating_sub(2)),
        beginning: hash(&folded[..len.min(3)]),
        shape,
    }
}

/// Words of which one is as good as another: the days of the week, and the months that are nothing else.
fn class(word: &str) -> Option<u8> {
    match word {
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "lundi"
        | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche" => Some(b'd'),
        "january" | "february" | "april" | "june" | "july" | "august" | "september" | "october"
        | "november" | "december" | "janvier" | "fevrier" | "avril" | "mai" | "juin" | "juillet" | "aout"
        | "septembre" | "octobre" | "novembre" | "decembre" => Some(b'm'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_tell_words_apart_and_stay() {
        assert_eq!(hash(b"attack"), hash(b"attack"));
        assert_ne!(hash(b"attack"), hash(b"attacks"));
        assert_ne!(hash(b""), hash(b"\0"));
    }

    #[test]
    fn accents_are_kept_beside_the_folded_word() {
        let doc = Doc::of_text("Il a été vu à Gao", Language::Fr, None);
        let mut words = Vec::new();
        read(&doc, 0, doc.tokens.len(), &[], &mut words);
        assert_eq!(words[1].form, words[4].form);
        assert_ne!(words[1].accented, words[4].accented);
        assert_eq!(words[0].shape, shape::CAPITAL | shape::FIRST);
    }
}

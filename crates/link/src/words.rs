//! Words as linking compares them: folded, hashed, and weighed by a fixed table of how common they are.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An ordinary word.
    Plain,
    /// Written with a capital where a sentence does not begin: most likely a name.
    Name,
    /// Digits.
    Number,
}

/// One word of a text: its folded form as a range of [`Words::folded`], and its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    start: u32,
    end: u32,
    /// What it looks like.
    pub shape: Shape,
    /// It is the first of its sentence or line.
    pub opens: bool,
}

/// A text cut into folded words: lower case, without accents; apostrophes and hyphens cut.
#[derive(Clone, Debug, Default)]
pub struct Words {
    folded: String,
    /// The words in order.
    pub list: Vec<Word>,
}

/// Longest text that is read for linking, in bytes: a book does not tell one event.
pub const TEXT_CAP: usize = 200_000;

impl Words {
    /// The words of `text`, up to [`TEXT_CAP`] bytes of it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = head(text, TEXT_CAP);
        let mut words = Self {
            folded: String::with_capacity(text.len() + 8),
            list: Vec::with_capacity(text.len() / 6),
        };
        let mut opens = true;
        let mut start: Option<(usize, bool, bool)> = None;
        for c in text.chars() {
            if c.is_alphanumeric() || (matches!(c, '\u{300}'..='\u{36f}') && start.is_some()) {
                let begin = words.folded.len();
                fold_char(c, &mut words.folded);
                let (_, _, digits) = start.get_or_insert((begin, c.is_uppercase(), true));
                *digits &= c.is_ascii_digit();
                continue;
            }
            words.close(&mut start, &mut opens);
            // A full stop between digits would not matter here: numbers are compared by their parts.
            opens |= matches!(c, '.' | '!' | '?' | '\n' | ':' | '•' | '…');
        }
        words.close(&mut start, &mut opens);
        words
    }

    fn close(&mut self, start: &mut Option<(usize, bool, bool)>, opens: &mut bool) {
        let Some((begin, capital, digits)) = start.take() else {
            return;
        };
        if begin == self.folded.len() {
            return;
        }
        let shape = match (digits, capital && !*opens) {
            (true, _) => Shape::Number,
            (false, true) => Shape::Name,
            (false, false) => Shape::Plain,
        };
        self.list.push(Word {
            start: begin as u32,
            end: self.folded.len() as u32,
            shape,
            opens: *opens,
        });
        *opens = false;
    }

    /// The folded form of `word`.
    #[must_use]
    pub fn get(&self, word: Word) -> &str {
        self.folded
            .get(word.start as usize..word.end as usize)
            .unwrap_or("")
    }

    /// All folded words with their shapes, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Shape)> {
        self.list.iter().map(|&word| (self.get(word), word.shape))
    }
}

/// The first `cap` bytes of `text`, cut on a character boundary.
#[must_use]
pub fn head(text: &str, cap: usize) -> &str {
    if text.len() <= cap {
        return text;
    }
    let mut end = cap;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Appends `c` in lower case and without accent.
pub fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' => out.push('i'),
            'ñ' | 'ń' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'š' | 'ś' => out.push('s'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            '\u{300}'..='\u{36f}' => {}
            other => out.push(other),
        }
    }
}

/// `text` folded: lower case, no accents, every run of other signs one space, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let words = Words::of(text);
    let mut out = String::with_capacity(text.len());
    for (word, _) in words.iter() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A 64-bit hash that stays the same on every machine and in every version: it is kept in the register.
#[must_use]
pub fn hash(word: &str) -> u64 {
    hash_joined(&[word])
}

/// The hash of `parts` one after another, as [`hash`] gives it of the whole.
#[must_use]
pub fn hash_joined(parts: &[&str]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(state)
}

/// Spreads the bits of `state` evenly.
#[must_use]
pub fn mix(mut state: u64) -> u64 {
    state ^= state >> 30;
    state = state.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state ^= state >> 27;
    state = state.wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// How much a word tells, 0 (nothing: "the") to [`RARE`] (in no table: most names), on the scale of an inverse document
/// frequency. The table is part of this crate, so that a score never depends on what the register holds.
#[must_use]
pub fn weight(word: &str) -> f32 {
    if word.len() == 1 {
        return 0.0;
    }
    COMMON.get(word).copied().unwrap_or(RARE)
}

/// The weight of a word that no table lists.
pub const RARE: f32 = 6.0;

static COMMON: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for text in [
        include_str!("../data/common.en.txt"),
        include_str!("../data/common.fr.txt"),
    ] {
        let mut weight = 0.0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(level) = line.strip_prefix('=') {
                weight = level.trim().parse().unwrap_or(0.0);
                continue;
            }
            for word in line.split_whitespace() {
                let known: &mut f32 = table.entry(word).or_insert(weight);
                *known = known.min(weight);
            }
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = Words::of(text)
            .iter()
            .map(|(word, shape)| match shape {
                Shape::Plain => word.to_owned(),
                Shape::Name => format!("{word}^"),
                Shape::Number => format!("{word}#"),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn cut_and_folded() {
        check(
            "L'armée tue 12 hommes à Ségou.",
            "l armee tue 12# hommes a segou^",
        );
        check("He fled. The Army said 1,200.", "he fled the army^ said 1# 200#");
        check("", "");
        check("JNIM", "jnim");
        check("a\u{301}b e\u{301}", "ab e");
    }

    #[test]
    fn common_words_weigh_less_than_rare_ones() {
        assert!(weight("the") < weight("attack"));
        assert!(weight("attaque") < weight("kouakourou"));
        assert_eq!(weight("les"), 0.0);
        assert_eq!(weight("kouakourou"), RARE);
    }

    #[test]
    fn folding() {
        assert_eq!(fold("  Al-Qaïda, au Sahel! "), "al qaida au sahel");
        assert_eq!(head("é", 1), "");
    }
}

//! Makes what other outlets make of a text: cuts, light and heavy rewriting, names spelt in another way, updates.
//!
//! Everything is drawn from one seed, so that a text is always rewritten alike. No language model and no dictionary is used:
//! a rewrite is made of what rewriting leaves behind (fewer three-word runs in common, another order, sentences gone and
//! sentences added), so its strength is known.

use tocsin_link::words::{hash, mix};

/// In which way a text is rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A third to a half of the sentences in one stretch, word for word.
    Cut,
    /// Every sentence kept; one word in twelve left out, one in thirty changes places with the next, and words of the table
    /// of synonyms replaced.
    Light,
    /// A third of the sentences gone, the rest in another order; one word in seven left out, one in twelve changes places,
    /// synonyms replaced, parts of sentences turned round at a comma.
    Heavy,
    /// As light, and every name spelt in another way.
    Names,
    /// The first half as it was, with a new opening and an end taken from a later text of the same outlet.
    Update,
}

impl Way {
    /// All ways.
    pub const ALL: [Self; 5] = [Self::Cut, Self::Light, Self::Heavy, Self::Names, Self::Update];

    /// The name in scores.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Light => "light",
            Self::Heavy => "heavy",
            Self::Names => "names",
            Self::Update => "update",
        }
    }
}

/// A fixed sequence of numbers that look drawn by chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (mix(self.0) % sides.max(1) as u64) as usize
    }

    /// One chance in `sides`.
    fn hit(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }
}

/// `text` rewritten; `later` is another text of the same outlet, for updates. `seed` and the text decide every draw.
#[must_use]
pub fn rewrite(text: &str, later: &str, way: Way, seed: u64) -> String {
    let mut dice = Dice(seed ^ hash(text) ^ hash(way.key()));
    let sentences = sentences(text);
    match way {
        Way::Cut => {
            let keep = (sentences.len() * (33 + dice.roll(18))).div_ceil(100).max(1);
            let from = dice.roll(sentences.len() - keep.min(sentences.len()) + 1);
            sentences[from..(from + keep).min(sentences.len())].join(" ")
        }
        Way::Light => worded(&sentences, (12, 30), &mut dice, str::to_owned),
        Way::Names => worded(&sentences, (12, 30), &mut dice, respelt),
        Way::Heavy => {
            let mut kept: Vec<&str> = sentences.iter().filter(|_| !dice.hit(3)).copied().collect();
            for at in (1..kept.len()).rev() {
                // Sentences wander, but not over the whole text.
                kept.swap(at, at - dice.roll(3).min(at));
            }
            let turned: Vec<String> = kept.iter().map(|sentence| turned(sentence)).collect();
            let turned: Vec<&str> = turned.iter().map(String::as_str).collect();
            worded(&turned, (7, 12), &mut dice, str::to_owned)
        }
        Way::Update => {
            let news = self::sentences(later);
            let opening = news.iter().take(2);
            let old = sentences.iter().take(sentences.len().div_ceil(2));
            let end = news.iter().skip(2).take(sentences.len() / 2);
            opening
                .chain(old)
                .chain(end)
                .copied()
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

/// The sentences of a text whose signs may stand apart ("said . The").
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == '\n' || (c == ' ' && matches!(before, '.' | '!' | '?')) {
            found.push(text[start..at].trim());
            start = at;
        }
        before = c;
    }
    found.push(text[start..].trim());
    found.retain(|sentence| sentence.len() > 1);
    found
}

/// The parts of a sentence before and after its middle comma, turned round.
fn turned(sentence: &str) -> String {
    let commas: Vec<usize> = sentence.match_indices(',').map(|(at, _)| at).collect();
    match commas.get(commas.len() / 2) {
        Some(&at) => format!("{}, {}", sentence[at + 1..].trim(), sentence[..at].trim()),
        None => sentence.to_owned(),
    }
}

/// All sentences with one word in `out` left out, one in `swap` in the place of the next, and synonyms; `name` spells words that
/// look like names.
fn worded(
    sentences: &[&str],
    (out, swap): (usize, usize),
    dice: &mut Dice,
    name: impl Fn(&str) -> String,
) -> String {
    let mut text = String::new();
    for sentence in sentences {
        let mut words: Vec<String> = Vec::new();
        for (nth, word) in sentence.split_whitespace().enumerate() {
            if dice.hit(out) {
                continue;
            }
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            words.push(match synonym(word) {
                Some(other) => other.to_owned(),
                None if capital && nth > 0 => name(word),
                None => word.to_owned(),
            });
        }
        for at in 1..words.len() {
            if dice.hit(swap) {
                words.swap(at - 1, at);
            }
        }
        text.push_str(&words.join(" "));
        text.push('\n');
    }
    text
}

/// A name as another desk may spell it.
fn respelt(name: &str) -> String {
    let mut out = name.to_owned();
    for (from, to) in [
        ("ph", "f"),
        ("sh", "ch"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ck", "k"),
        ("q", "k"),
        ("gh", "g"),
        ("kh", "k"),
        ("y", "i"),
        ("dd", "d"),
        ("ll", "l"),
        ("ss", "s"),
        ("th", "t"),
        ("ai", "ay"),
        ("j", "dj"),
        ("ez", "es"),
        ("an", "ane"),
        ("er", "eur"),
        ("w", "ou"),
    ] {
        if out.len() > 3 && out.to_lowercase().contains(from) {
            return out.to_lowercase().replacen(from, to, 1);
        }
    }
    out.push('e');
    out
}

/// Words that rewriting exchanges.
fn synonym(word: &str) -> Option<&'static str> {
    const TABLE: [(&str, &str); 40] = [
        ("about", "around"),
        ("after", "following"),
        ("also", "too"),
        ("attack", "assault"),
        ("attacks", "assaults"),
        ("began", "started"),
        ("begin", "start"),
        ("big", "large"),
        ("but", "yet"),
        ("country", "nation"),
        ("government", "authorities"),
        ("help", "aid"),
        ("house", "home"),
        ("including", "among them"),
        ("killed", "slain"),
        ("killing", "slaying"),
        ("large", "big"),
        ("last", "past"),
        ("many", "numerous"),
        ("million", "m"),
        ("more", "further"),
        ("near", "close to"),
        ("new", "fresh"),
        ("officials", "officers"),
        ("people", "persons"),
        ("police", "officers"),
        ("president", "leader"),
        ("protest", "demonstration"),
        ("protesters", "demonstrators"),
        ("report", "account"),
        ("said", "stated"),
        ("saying", "stating"),
        ("says", "states"),
        ("several", "some"),
        ("show", "display"),
        ("state", "nation"),
        ("told", "informed"),
        ("used", "employed"),
        ("week", "seven days"),
        ("while", "whereas"),
    ];
    TABLE
        .binary_search_by(|(known, _)| known.cmp(&word))
        .ok()
        .map(|at| TABLE[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Gunmen killed 12 people in Douma , the police said . They came at dawn , on motorcycles .\nThe Mayor \
        Karim Khoury told reporters that several houses were burnt . Nobody claimed the attack .";

    #[test]
    fn a_seed_always_gives_the_same_text() {
        for way in Way::ALL {
            let once = rewrite(TEXT, "Later news . More of it . And more .", way, 7);
            assert_eq!(
                once,
                rewrite(TEXT, "Later news . More of it . And more .", way, 7)
            );
            assert_ne!(once, TEXT, "{way:?}");
            assert!(!once.is_empty());
        }
    }

    #[test]
    fn the_table_is_sorted_and_names_change() {
        assert_eq!(synonym("while"), Some("whereas"));
        assert_eq!(synonym("about"), Some("around"));
        assert_eq!(synonym("dawn"), None);
        assert_eq!(respelt("Khoury"), "khury");
        assert_eq!(sentences(TEXT).len(), 4);
        assert_eq!(turned("a , b c"), "b c, a");
        assert_eq!(rewrite("", "", Way::Cut, 1), "");
    }
}

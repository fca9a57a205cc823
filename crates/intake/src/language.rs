//! English, French, or another language: told by the small words that every sentence of a language needs.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use tocsin_core::Language;

/// Words of English sentences that French has not.
const EN: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "was",
    "were",
    "for",
    "with",
    "has",
    "have",
    "had",
    "been",
    "by",
    "at",
    "from",
    "his",
    "her",
    "their",
    "they",
    "it",
    "its",
    "is",
    "are",
    "as",
    "this",
    "which",
    "who",
    "said",
    "after",
    "an",
    "or",
    "not",
    "but",
    "will",
    "would",
    "when",
    "where",
    "than",
    "people",
    "killed",
    "attack",
    "armed",
    "men",
    "village",
    "yesterday",
    "today",
    "near",
    "road",
    "soldiers",
    "dead",
    "wounded",
    "injured",
    "on",
    "be",
    "he",
    "she",
    "we",
    "you",
    "i",
    "there",
    "into",
    "over",
    "no",
    "all",
    "more",
];

/// Words of French sentences that English has not.
const FR: &[&str] = &[
    "le",
    "la",
    "les",
    "des",
    "du",
    "de",
    "et",
    "un",
    "une",
    "dans",
    "que",
    "qui",
    "est",
    "sont",
    "par",
    "pour",
    "sur",
    "avec",
    "au",
    "aux",
    "il",
    "elle",
    "ils",
    "ont",
    "été",
    "être",
    "ce",
    "cette",
    "ces",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "ne",
    "pas",
    "plus",
    "mais",
    "où",
    "après",
    "selon",
    "dont",
    "en",
    "a",
    "à",
    "se",
    "d",
    "l",
    "qu",
    "n",
    "s",
    "c",
    "hier",
    "morts",
    "mort",
    "tués",
    "tué",
    "blessés",
    "attaque",
    "armés",
    "hommes",
    "village",
    "près",
    "route",
    "soldats",
    "aujourd'hui",
    "nous",
    "vous",
    "je",
    "on",
    "avait",
    "fait",
];

/// Words of sentences of other languages that are often met: Spanish, Portuguese, Italian, German, Dutch, Hausa, Bambara.
const OTHER: &[&str] = &[
    "el", "los", "las", "del", "y", "una", "por", "con", "como", "fueron", "según", "o", "os", "da", "do",
    "dos", "das", "em", "não", "uma", "foram", "il", "di", "che", "gli", "della", "sono", "der", "die",
    "das", "und", "ein", "eine", "nicht", "von", "mit", "den", "het", "een", "van", "zijn", "niet", "voor",
    "sun", "da", "cikin", "ba", "kuma", "wani", "sojoji", "ka", "ye", "bɛ", "kɛ", "ani", "na", "ko", "min",
    "fɔ", "tun",
];

/// For each small word the lists it stands in: English, French, others.
static WORDS: LazyLock<BTreeMap<&str, [bool; 3]>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, [bool; 3]> = BTreeMap::new();
    for (n, list) in [EN, FR, OTHER].into_iter().enumerate() {
        for word in list {
            words.entry(word).or_default()[n] = true;
        }
    }
    words
});

/// The language of most of `text`; [`Language::Other`] where neither English nor French shows.
/// Only the first 20,000 bytes are looked at.
#[must_use]
pub fn tell(text: &str) -> Language {
    let mut end = text.len().min(20_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (mut words, mut foreign_letters, mut letters) = (0usize, 0usize, 0usize);
    let mut hits = [0usize; 3];
    for word in text[..end].split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() || word.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        words += 1;
        letters += word.chars().count();
        foreign_letters += word.chars().filter(|&c| c > '\u{24F}').count();
        let low = word.to_lowercase();
        if let Some(lists) = WORDS.get(low.as_str()) {
            for (hit, stands) in hits.iter_mut().zip(lists) {
                *hit += usize::from(*stands);
            }
        }
    }
    let [en, fr, other] = hits;
    let best = en.max(fr);
    // Running text has small words in every fourth place or so; a telegram at least one in eight.
    if foreign_letters * 3 > letters || best * 8 < words || other > best {
        return Language::Other;
    }
    if en >= fr { Language::En } else { Language::Fr }
}

/// The language that a tag such as `fr-FR`, `en_GB` or `french` names; `None` for an empty one.
#[must_use]
pub fn of_tag(tag: &str) -> Option<Language> {
    let low = tag.trim().to_lowercase();
    let first = low.split(['-', '_', ',']).next().unwrap_or("");
    match first {
        "" => None,
        "en" | "eng" | "english" | "anglais" => Some(Language::En),
        "fr" | "fra" | "fre" | "french" | "français" | "francais" => Some(Language::Fr),
        _ => Some(Language::Other),
    }
}

//! Tells from the words around a date whether it lies behind or ahead of the report.

use super::meaning::Found;
use crate::doc::Doc;
use tocsin_core::Language;

/// Where the verb nearest to a date points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// A limit is set ("by"), which may lie ahead.
    Limit,
    /// No verb tells.
    Open,
}

/// How many words back or on a verb may stand.
const REACH: usize = 14;

/// The tense around `found` in its sentence: the nearest telling word before it, else the nearest after it.
pub(super) fn tense(doc: &Doc, found: &Found, sentence: usize) -> Tense {
    let limited = found.first > 0 && matches!(doc.word(found.first - 1), "by" | "avant");
    match verb_tense(doc, found, sentence) {
        Tense::Past | Tense::Open if limited => Tense::Limit,
        told => told,
    }
}

/// The same from the verbs alone.
fn verb_tense(doc: &Doc, found: &Found, sentence: usize) -> Tense {
    let Some(bounds) = doc.sentences.get(sentence) else {
        return Tense::Open;
    };
    let told: fn(&Doc, usize, usize) -> Option<Told> = match doc.language {
        Language::Fr => french,
        Language::En | Language::Other => english,
    };
    let back = found.first.saturating_sub(REACH).max(bounds.first);
    let on = (found.last + REACH).min(bounds.last);
    // "jusqu'au", "d'ici à" are two tokens and more.
    let elided = found.first >= bounds.first + 2
        && (doc.word(found.first - 2) == "jusqu'"
            || matches!(doc.word(found.first - 1), "ici")
            || doc.word(found.first - 2) == "ici");
    if elided || found.first > bounds.first && LIMITS.contains(&doc.word(found.first - 1)) {
        return Tense::Future;
    }
    // A participle alone is weak: a plain future or past farther back outweighs it ("will redeem its preferred shares").
    let mut weak = None;
    for at in (back..found.first).rev() {
        match told(doc, at, bounds.first) {
            Some(Told::Plain(tense)) => return tense,
            Some(Told::Weak(tense)) => weak = weak.or(Some(tense)),
            None => {}
        }
    }
    let after = || {
        (found.last..on).find_map(|at| {
            told(doc, at, bounds.first).map(|told| match told {
                Told::Plain(tense) | Told::Weak(tense) => tense,
            })
        })
    };
    weak.or_else(after).unwrap_or(Tense::Open)
}

/// How surely a word tells.
enum Told {
    Plain(Tense),
    Weak(Tense),
}

/// Words right before a date that set a limit ahead.
const LIMITS: &[&str] = &[
    "until",
    "till",
    "effective",
    "payable",
    "d'ici",
    "jusqu'au",
    "jusqu'a",
];

/// English words after which a date lies ahead.
const ENGLISH_AHEAD: &[&str] = &[
    "will",
    "'ll",
    "shall",
    "must",
    "would",
    "expects",
    "expect",
    "supposed",
    "expected",
    "scheduled",
    "due",
    "expire",
    "expires",
    "payable",
    "deadline",
    "plans",
    "plan",
    "upcoming",
    "effective",
    "planned",
    "planning",
];

/// English words before which a date lies behind.
const ENGLISH_BEHIND: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "killed", "began", "came", "went", "left", "took", "fled",
    "fell", "broke", "struck", "died", "lost", "won", "saw", "held", "met", "rose", "shot", "sent", "gave",
    "found", "brought", "fought", "became", "drove", "blew", "wrote", "spoke", "made", "rode", "stole",
    "burnt", "sank",
];

fn english(doc: &Doc, at: usize, first: usize) -> Option<Told> {
    let word = doc.word(at);
    let before = |back: usize| {
        if at >= first + back {
            doc.word(at - back)
        } else {
            ""
        }
    };
    if ENGLISH_AHEAD.contains(&word) {
        // "lower-than-expected" tells nothing; "had been scheduled" and "previously planned" lie behind.
        let behind = (1..4).any(|back| matches!(before(back), "had" | "previously" | "originally"));
        return match before(1) {
            "-" => None,
            _ if behind => Some(Told::Plain(Tense::Past)),
            _ => Some(Told::Plain(Tense::Future)),
        };
    }
    // "is to", "are to", "set to", "planning to", "going to", "hopes to"; "as early as", "as soon as".
    let to = word == "to"
        && matches!(
            before(1),
            "is" | "are" | "set" | "planning" | "going" | "hopes" | "planned" | "due"
        );
    let as_soon = word == "as" && matches!(before(1), "early" | "soon") && before(2) == "as";
    if to || as_soon || (word == "be" && before(1) == "to") {
        return Some(Told::Plain(Tense::Future));
    }
    if ENGLISH_BEHIND.contains(&word) {
        return Some(Told::Plain(Tense::Past));
    }
    // A participle after "be" or "to" tells nothing by itself: the search goes on to "will be".
    let participle =
        word.len() > 4 && word.ends_with("ed") && !matches!(word, "united" | "need" | "speed" | "hundred");
    (participle && !matches!(before(1), "be" | "to" | "an" | "a")).then_some(Told::Weak(Tense::Past))
}

/// French words after which a date lies ahead.
const FRENCH_AHEAD: &[&str] = &[
    "prevu",
    "prevue",
    "prevus",
    "prevues",
    "va",
    "vont",
    "devrait",
    "devraient",
    "doit",
    "doivent",
    "prochain",
    "prochaine",
    "d'ici",
    "compter",
    "attendu",
    "attendue",
    "attendus",
    "jusqu'au",
    "programmee",
    "programme",
];

/// French words before which a date lies behind.
const FRENCH_BEHIND: &[&str] = &[
    "a", "ont", "avait", "avaient", "etait", "etaient", "fut", "furent", "est", "sont", "depuis",
];

fn french(doc: &Doc, at: usize, _first: usize) -> Option<Told> {
    let word = doc.word(at);
    if FRENCH_AHEAD.contains(&word) {
        return Some(Told::Plain(Tense::Future));
    }
    let future = word.len() > 3 && (word.ends_with("ra") || word.ends_with("ront"));
    if future
        && !matches!(
            word,
            "front" | "contra" | "hydra" | "extra" | "camara" | "ultra" | "affront"
        )
    {
        return Some(Told::Plain(Tense::Future)).filter(|_| !doc.tokens[at].capital);
    }
    // "à" and "a" fold alike: the accent tells the verb.
    let verb = FRENCH_BEHIND.contains(&word) && !doc.raw(at, at + 1).contains(['à', 'À']);
    verb.then_some(Told::Plain(Tense::Past))
}

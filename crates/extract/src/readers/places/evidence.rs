//! Weighs whether a name in the text is read as a place: signs around it, signs elsewhere in the text, what it could be.

use super::words;
use crate::{Doc, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use tocsin_gazetteer::{Entry, Feature};

/// The signs, in the order of [`WEIGHTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
pub(super) enum Sign {
    Always,
    Country,
    FirstLevel,
    Wide,
    People,
    Minor,
    OtherName,
    SeveralWords,
    Locative,
    WeakLocative,
    PlaceNounBefore,
    ContainerAfter,
    ContainedBefore,
    InstitutionAfter,
    NameAfter,
    GivenNameBefore,
    NameBefore,
    TitleBefore,
    SpeechAfter,
    SentenceFirst,
    Dateline,
    CommonWord,
    LowerCaseElsewhere,
    PersonElsewhere,
    PlaceElsewhere,
    GivenName,
    ShortCapitals,
    Possessive,
    FeatureNounAfter,
    Unknown,
    Demonym,
    InitialBefore,
    NamePartBefore,
    Repeated,
    Caseless,
    SecondLevel,
    OfBefore,
    InList,
    Capitals,
    SharesUnit,
    Known,
    Ranked,
}

/// How many signs there are.
pub const SIGNS: usize = 42;

/// What speaks for and against reading a name as a place; each sign 0 for absent, mostly 1 for present.
pub type Signs = [f32; SIGNS];

/// One weight a sign, fitted by logistic regression and rounded (the last, and those for texts without case, set by hand); a sum above 0 is a place.
const WEIGHTS: Signs = [
    -1.0, 1.3, 2.8, 0.6, 0.4, -1.2, -0.3, 1.3, 1.5, 0.2, 1.7, 0.8, 0.9, -0.4, -1.5, -2.5, -0.9, 0.0, -1.3,
    -0.0, 1.2, -2.7, -1.7, -4.0, 1.0, -2.0, -1.5, -0.6, 1.0, -2.2, -9.0, 0.0, -0.2, 0.1, -1.5, 0.0, 0.5, 0.8,
    0.6, 1.1, 2.5, -5.0,
];

/// The weighed sum of `signs`.
pub(super) fn sum(signs: &Signs) -> f32 {
    signs
        .iter()
        .zip(WEIGHTS)
        .map(|(sign, weight)| sign * weight)
        .sum()
}

/// What the whole text says of a word or name, by its folded form.
#[derive(Debug, Default)]
pub(super) struct Elsewhere<'d> {
    /// Words of the names that also stand in lower case.
    lower: FxHashSet<&'d str>,
    /// Words of the names that follow a given name, a title or another capitalised word: surnames.
    surnames: FxHashSet<&'d str>,
    /// Names (as [`Found::key`]) and how often they stand behind a locative word; and how often in all.
    named: FxHashMap<String, (u32, u32)>,
}

/// A stretch of tokens that could be a place name.
pub(super) struct Found<'g> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) entries: Vec<Entry<'g>>,
    pub(super) demonym: bool,
}

impl Found<'_> {
    /// The folded name.
    pub(super) fn key(&self, doc: &Doc) -> String {
        let mut key = String::new();
        for at in self.first..self.last {
            key.push_str(doc.word(at));
            key.push(' ');
        }
        key
    }
}

impl<'d> Elsewhere<'d> {
    pub(super) fn of(doc: &'d Doc, found: &[Found]) -> Self {
        let mut elsewhere = Self::default();
        // Nothing is asked of other words than these.
        let asked: FxHashSet<&str> = found.iter().map(|one| doc.word(one.last - 1)).collect();
        for (at, token) in doc.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word || !asked.contains(doc.word(at)) {
                continue;
            }
            let word = doc.word(at);
            if !token.capital {
                if words::is_common(word) || word.len() > 3 {
                    elsewhere.lower.insert(word);
                }
            } else if at > 0 && is_surname(doc, at) {
                elsewhere.surnames.insert(word);
            }
        }
        for one in found {
            let counts = elsewhere.named.entry(one.key(doc)).or_insert((0, 0));
            counts.0 += u32::from(is_behind_locative(doc, one.first));
            counts.1 += 1;
        }
        elsewhere
    }
}

/// Whether token `at` stands like a surname: after a given name, a title, an initial.
fn is_surname(doc: &Doc, at: usize) -> bool {
    // "Mr. Washington".
    let dotted =
        at >= 2 && doc.word(at - 1) == "." && words::is_title(doc.word(at - 2)) && doc.tokens[at - 2].capital;
    if dotted {
        return true;
    }
    let before = doc.word(at - 1);
    let capital = doc.tokens[at - 1].capital && doc.tokens[at - 1].kind == TokenKind::Word;
    words::is_given_name(before) && capital
        || words::is_title(before) && capital && !words::is_institution(doc.word(at))
        || is_initial(doc, at)
}

/// Whether a single capital and a dot stand before token `at`: "J. Smith".
fn is_initial(doc: &Doc, at: usize) -> bool {
    at >= 2 && doc.word(at - 1) == "." && doc.word(at - 2).len() == 1 && doc.tokens[at - 2].capital && {
        // Not "U.S. Embassy".
        at < 4 || doc.word(at - 3) != "."
    }
}

fn is_behind_locative(doc: &Doc, first: usize) -> bool {
    let mut at = first;
    while at > 0 && matches!(doc.word(at - 1), "the" | "la" | "le" | "les" | "l'") {
        at -= 1;
    }
    at > 0 && words::is_locative(doc.word(at - 1))
}

/// Whether a rank stands before and the name is a person's for sure: one word behind it ("Captain Kayes,"), or a name of
/// several words ("le capitaine Niger Koné").
fn is_ranked(doc: &Doc, one: &Found) -> bool {
    let name_word = |at: usize| {
        doc.tokens
            .get(at)
            .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    };
    let mut at = one.first;
    // "le prêtre Bankass Koro": the rank stands before the first of the names.
    while at > 1 && one.first - at < 2 && name_word(at - 1) && !words::is_rank(doc.word(at - 1)) {
        at -= 1;
    }
    at > 0 && words::is_rank(doc.word(at - 1)) && !doc.caseless
}

/// How a name stands to the names next to it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside {
    /// A comma and the unit it may lie in follow.
    pub(super) container_after: bool,
    /// It may be the unit of the name and comma before it.
    pub(super) contained_before: bool,
    /// It is joined to another name by a comma or "and".
    pub(super) in_list: bool,
}

/// The signs for and against `one`.
pub(super) fn signs(doc: &Doc, one: &Found, elsewhere: &Elsewhere, beside: Beside) -> Signs {
    let mut signs = [0.0; SIGNS];
    let mut set = |sign: Sign, value: bool| signs[sign as usize] = f32::from(u8::from(value));
    set(Sign::Always, true);
    set(Sign::Unknown, one.entries.is_empty() && !one.demonym);
    set(Sign::Demonym, one.demonym);
    set(Sign::ContainerAfter, beside.container_after);
    set(Sign::ContainedBefore, beside.contained_before);
    set(Sign::InList, beside.in_list);
    around(doc, one, &mut set);
    let key = one.key(doc);
    let last_word = doc.word(one.last - 1);
    let single = one.last - one.first == 1;
    let (locative, total) = elsewhere.named.get(&key).copied().unwrap_or((0, 1));
    let own = u32::from(is_behind_locative(doc, one.first));
    set(Sign::SeveralWords, !single);
    let token = doc.tokens[one.first];
    // "US" is not "us".
    let letters = single && token.all_caps && token.end - token.start <= 3 && !doc.caseless;
    set(
        Sign::CommonWord,
        single && !letters && words::is_common(last_word) || words::is_no_place(&key),
    );
    set(
        Sign::LowerCaseElsewhere,
        single && !letters && elsewhere.lower.contains(last_word),
    );
    set(
        Sign::Capitals,
        token.all_caps && token.end - token.start >= 4 && !doc.caseless,
    );
    set(
        Sign::OfBefore,
        one.first > 0 && matches!(doc.word(one.first - 1), "of" | "de" | "d'"),
    );
    set(
        Sign::PersonElsewhere,
        single && elsewhere.surnames.contains(last_word),
    );
    set(Sign::PlaceElsewhere, locative > own);
    set(Sign::GivenName, single && words::is_given_name(last_word));
    set(Sign::Ranked, single && is_ranked(doc, one));
    set(Sign::Repeated, total > 1);
    set(Sign::Caseless, doc.caseless);
    meanings(one, &mut set);
    let people = one.entries.iter().map(Entry::population).max().unwrap_or(0);
    signs[Sign::People as usize] = ((people as f32 + 1.0).log10() - 3.0).max(0.0);
    signs
}

/// The signs in what the name could mean.
fn meanings(one: &Found, set: &mut impl FnMut(Sign, bool)) {
    let wide = |feature| {
        matches!(
            feature,
            Feature::Capital | Feature::Continent | Feature::Ocean | Feature::Area
        )
    };
    let minor = |feature| {
        matches!(
            feature,
            Feature::Water
                | Feature::Terrain
                | Feature::Locality
                | Feature::Former
                | Feature::Site
                | Feature::Mine
        )
    };
    let any = |test: &dyn Fn(Feature) -> bool| one.entries.iter().any(|entry| test(entry.feature()));
    set(Sign::Country, any(&|feature| feature == Feature::Country));
    set(Sign::FirstLevel, any(&|feature| feature == Feature::Admin1));
    set(Sign::Wide, any(&wide));
    set(Sign::SecondLevel, any(&|feature| feature == Feature::Admin2));
    set(
        Sign::Minor,
        !one.entries.is_empty() && one.entries.iter().all(|entry| minor(entry.feature())),
    );
    set(
        Sign::OtherName,
        !one.entries.is_empty() && one.entries.iter().all(Entry::by_other_name),
    );
    set(Sign::Known, one.entries.iter().any(Entry::is_from_overlay));
}

/// The signs in the words directly around.
fn around(doc: &Doc, one: &Found, set: &mut impl FnMut(Sign, bool)) {
    let (first, last) = (one.first, one.last);
    let sentence = doc.sentence_of(first).map(|at| doc.sentences[at]);
    let (from, to) = sentence.map_or((first, last), |sentence| (sentence.first, sentence.last));
    let before = if first > from { doc.word(first - 1) } else { "" };
    let before2 = if first > from + 1 { doc.word(first - 2) } else { "" };
    let after = if last < to { doc.word(last) } else { "" };
    let name_word = |at: usize| {
        doc.tokens
            .get(at)
            .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    };
    let capital_before = first > from && name_word(first - 1);
    let capital_after = last < to && name_word(last);
    set(Sign::Locative, is_behind_locative(doc, first) && first > from);
    set(Sign::WeakLocative, words::is_weak_locative(before));
    let noun =
        words::is_place_noun(before) || words::is_weak_locative(before) && words::is_place_noun(before2);
    set(Sign::PlaceNounBefore, noun);
    set(
        Sign::InstitutionAfter,
        capital_after && words::is_institution(after),
    );
    set(Sign::NameAfter, capital_after && !words::is_institution(after));
    set(
        Sign::GivenNameBefore,
        capital_before && words::is_given_name(before),
    );
    let part = words::is_name_part(before) || words::is_locative(before);
    let title = words::is_title(before);
    set(
        Sign::NameBefore,
        capital_before && !part && !title && !words::is_given_name(before) && first - 1 > from,
    );
    set(Sign::NamePartBefore, capital_before && part);
    set(Sign::TitleBefore, title && capital_before);
    let verb = if after == "," || after.starts_with('\'') {
        doc.word(last + 1)
    } else {
        after
    };
    set(
        Sign::SpeechAfter,
        // "in Austin told" is no Austin who told.
        (words::is_speech(after) || after == "," && words::is_speech(verb))
            && !is_behind_locative(doc, first),
    );
    set(Sign::SentenceFirst, first == from);
    let dash = matches!(after, "-" | "—" | "–" | ":") || after == "(" && doc.word(last + 2) == ")";
    let capitals = doc.tokens[first].all_caps && doc.tokens[first].end - doc.tokens[first].start >= 4;
    set(Sign::Dateline, (first == from || capitals) && dash);
    let token = doc.tokens[first];
    set(
        Sign::ShortCapitals,
        last - first == 1 && token.all_caps && token.end - token.start <= 4,
    );
    set(Sign::Possessive, after.starts_with('\''));
    set(Sign::FeatureNounAfter, words::is_feature_noun(after));
    set(Sign::InitialBefore, is_initial(doc, first));
}

//! Finds place names: walks capitalised words through the gazetteer, longest first, then weighs the signs for each.

use super::evidence::{Beside, Elsewhere, Found, Sign, Signs, signs, sum};
use super::{PlaceMark, PlaceRole, demonyms, words};
use crate::{Doc, TokenKind};
use rustc_hash::FxHashSet;
use tocsin_core::{Language, Reason, Span};
use tocsin_gazetteer::{Entry, Feature, Gazetteer, Hit, Unit, key};

/// A name read as a place.
#[derive(Clone, Debug)]
pub(super) struct Name<'g> {
    /// Tokens `first..last`.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) span: Span,
    pub(super) role: PlaceRole,
    pub(super) entries: Vec<Entry<'g>>,
}

/// Most words a name may have.
const LONGEST: usize = 8;

/// All names read as places.
pub(super) fn names<'g>(doc: &Doc, gazetteer: &'g Gazetteer) -> Vec<Name<'g>> {
    weighed(doc, gazetteer)
        .into_iter()
        .filter(|(_, signs)| sum(signs) > 0.0)
        .filter_map(|(found, _)| {
            let capital = doc
                .tokens
                .get(found.last)
                .is_some_and(|next| next.capital && next.kind == TokenKind::Word);
            let role = match () {
                () if found.demonym => PlaceRole::Demonym,
                () if capital && words::is_institution(doc.word(found.last)) => PlaceRole::InName,
                () => PlaceRole::Name,
            };
            Some(Name {
                first: found.first,
                last: found.last,
                span: doc.span(found.first, found.last)?,
                role,
                entries: found.entries,
            })
        })
        .collect()
}

/// All demonyms, each with its country.
pub(super) fn country_words(doc: &Doc, gazetteer: &Gazetteer) -> Vec<PlaceMark> {
    let lower = doc.caseless || doc.language == Language::Fr;
    (0..doc.tokens.len())
        .filter(|&at| doc.tokens[at].capital || lower)
        .filter_map(|at| {
            let country = gazetteer.country(demonyms::country_of(doc.word(at))?)?;
            let span = doc.span(at, at + 1)?;
            let reasons = vec![Reason::new("place-demonym").with("place", country.name())];
            Some(PlaceMark {
                span,
                whole: span,
                role: PlaceRole::Demonym,
                anchor: country.point(),
                place: Some(country.place()),
                candidates: 1,
                reasons,
            })
        })
        .collect()
}

/// All stretches that could be place names, with their signs.
pub(super) fn weighed<'g>(doc: &Doc, gazetteer: &'g Gazetteer) -> Vec<(Found<'g>, Signs)> {
    let found = candidates(doc, gazetteer);
    let elsewhere = Elsewhere::of(doc, &found);
    let beside: Vec<Beside> = (0..found.len()).map(|at| beside(doc, &found, at)).collect();
    let mut weighed: Vec<(Found, Signs)> = found
        .into_iter()
        .zip(beside)
        .map(|(one, beside)| {
            let signs = signs(doc, &one, &elsewhere, beside);
            (one, signs)
        })
        .collect();
    share_units(&mut weighed);
    weighed
}

/// How name `at` stands to its neighbours.
fn beside(doc: &Doc, found: &[Found], at: usize) -> Beside {
    let here = &found[at];
    let between = |before: &Found, behind: &Found| {
        let words: Vec<&str> = (before.last..behind.first.min(before.last + 3))
            .map(|at| doc.word(at))
            .collect();
        let near = behind.first <= before.last + 2;
        let joined = near
            && matches!(
                words.as_slice(),
                [","] | ["and" | "et" | "or" | "ou" | "&" | "/"] | [",", "and" | "or"]
            );
        (joined, matches!(words.as_slice(), [","]))
    };
    let (mut in_list, mut container_after, mut contained_before) = (false, false, false);
    if let Some(next) = found.get(at + 1) {
        let (joined, comma) = between(here, next);
        in_list |= joined && !next.entries.is_empty() && !next.demonym;
        container_after = comma && may_hold(next);
    }
    if let Some(previous) = at.checked_sub(1).map(|at| &found[at]) {
        let (joined, comma) = between(previous, here);
        in_list |= joined && !previous.entries.is_empty() && !previous.demonym;
        contained_before = comma && may_hold(here);
    }
    Beside {
        container_after,
        contained_before,
        in_list,
    }
}

/// Marks names that could lie in a first-level unit the text surely names.
fn share_units(weighed: &mut [(Found, Signs)]) {
    let sure: FxHashSet<Unit> = weighed
        .iter()
        .filter(|(_, signs)| sum(signs) > 1.0)
        .flat_map(|(found, _)| {
            found
                .entries
                .iter()
                .filter(|entry| entry.feature() == Feature::Admin1)
        })
        .filter_map(|entry| entry.units().find(|unit| unit.level == 1))
        .collect();
    for (found, signs) in weighed {
        let shares = |entry: &Entry| {
            entry.feature() != Feature::Admin1 && entry.units().any(|unit| sure.contains(&unit))
        };
        signs[Sign::SharesUnit as usize] = f32::from(u8::from(found.entries.iter().any(shares)));
    }
}

/// Whether it can be the unit another place lies in.
fn may_hold(found: &Found) -> bool {
    found.entries.iter().any(|entry| {
        matches!(
            entry.feature(),
            Feature::Country | Feature::Admin1 | Feature::Admin2
        )
    })
}

fn candidates<'g>(doc: &Doc, gazetteer: &'g Gazetteer) -> Vec<Found<'g>> {
    let mut found = Vec::new();
    for sentence in &doc.sentences {
        let mut at = sentence.first;
        while at < sentence.last {
            match candidate(doc, gazetteer, at, (sentence.first, sentence.last)) {
                Some(one) => {
                    at = one.last;
                    found.push(one);
                }
                None => at += 1,
            }
        }
    }
    found
}

fn candidate<'g>(
    doc: &Doc,
    gazetteer: &'g Gazetteer,
    at: usize,
    (from, to): (usize, usize),
) -> Option<Found<'g>> {
    let token = doc.tokens[at];
    let word = doc.word(at);
    if token.kind != TokenKind::Word || is_article(doc, at) {
        return None;
    }
    // "N'Djamena" begins like this; "l'Algérie" and "D'Abidjan" only look so.
    if word.ends_with('\'') {
        let (last, entries) = longest(doc, gazetteer, at, to.min(at + LONGEST))?;
        return (token.capital && last > at + 1).then_some(Found {
            first: at,
            last,
            entries,
            demonym: false,
        });
    }
    if !(token.capital || doc.caseless) {
        return site(doc, gazetteer, at, to);
    }
    let known =
        longest(doc, gazetteer, at, to.min(at + LONGEST)).filter(|(last, _)| doc.raw(at, *last).len() > 1);
    let people = demonyms::country_of(word);
    // "Malian" alone is the people, though some town far away bears the name too; "Philippines" is the country.
    let is_country = |entries: &[Entry]| {
        let country = |entry: &Entry| entry.feature() == Feature::Country && !entry.by_other_name();
        entries.iter().any(country)
    };
    let name = |last: usize, entries: &[Entry]| last > at + 1 || people.is_none() || is_country(entries);
    if let Some((last, entries)) = known.filter(|(last, entries)| name(*last, entries)) {
        if is_within_other(doc, at, last) {
            return None;
        }
        return Some(Found {
            first: at,
            last,
            entries,
            demonym: false,
        });
    }
    if let Some(country) = people {
        return Some(Found {
            first: at,
            last: at + 1,
            entries: country_entries(gazetteer, country),
            demonym: true,
        });
    }
    unknown(doc, at, (from, to))
}

/// A site whose name begins in lower case and ends in a capital or a number: "aéroport de Bamako-Sénou", "base aérienne 101".
fn site<'g>(doc: &Doc, gazetteer: &'g Gazetteer, at: usize, to: usize) -> Option<Found<'g>> {
    if !words::is_site_noun(doc.word(at)) {
        return None;
    }
    let (last, entries) = longest(doc, gazetteer, at, to.min(at + LONGEST))?;
    (last > at + 1).then_some(Found {
        first: at,
        last,
        entries,
        demonym: false,
    })
}

/// A capitalised stretch that stands like a place though the gazetteer has not got it.
fn unknown<'g>(doc: &Doc, at: usize, (from, to): (usize, usize)) -> Option<Found<'g>> {
    if doc.caseless || at == from {
        return None;
    }
    let name_word = |at: usize| at < to && doc.tokens[at].capital && doc.tokens[at].kind == TokenKind::Word;
    let before = doc.word(at - 1);
    let place_like = words::is_locative(before) && !words::is_common(doc.word(at));
    let mut last = at + 1;
    while name_word(last) && last - at < 4 {
        last += 1;
    }
    let noun_after = last - at > 1 && words::is_feature_noun(doc.word(last - 1));
    (place_like || noun_after).then(|| Found {
        first: at,
        last,
        entries: Vec::new(),
        demonym: false,
    })
}

/// Whether the word is a French article or preposition that begins a sentence: "La commune" is no Louisiana.
fn is_article(doc: &Doc, at: usize) -> bool {
    doc.language == Language::Fr
        && !doc.tokens[at].all_caps
        && matches!(
            doc.word(at),
            "la" | "le"
                | "les"
                | "de"
                | "du"
                | "des"
                | "en"
                | "au"
                | "aux"
                | "un"
                | "une"
                | "il"
                | "elle"
                | "on"
                | "ce"
        )
        && !doc.tokens.get(at + 1).is_some_and(|next| next.capital)
}

fn country_entries<'g>(gazetteer: &'g Gazetteer, country: &str) -> Vec<Entry<'g>> {
    gazetteer.country(country).into_iter().collect()
}

/// The names at spans given from outside; a span without a name in the gazetteer has no entries.
pub(super) fn given<'g>(doc: &Doc, spans: &[Span], gazetteer: &'g Gazetteer) -> Vec<Name<'g>> {
    spans
        .iter()
        .map(|&span| {
            let first = doc.token_at(span.start);
            let mut last = doc
                .tokens
                .partition_point(|token| token.start < span.end)
                .max(first);
            while last > first + 1 && doc.tokens[last - 1].kind == TokenKind::Sign {
                last -= 1;
            }
            let entries = meanings(doc, gazetteer, first, last);
            Name {
                first,
                last,
                span,
                role: PlaceRole::Name,
                entries,
            }
        })
        .collect()
}

/// What a name given from outside can mean: the places of that very name; a country, if it is one word for its people; the
/// places of a name that sounds like it; the place within the name of an institution ("University of Alberta").
fn meanings<'g>(doc: &Doc, gazetteer: &'g Gazetteer, first: usize, last: usize) -> Vec<Entry<'g>> {
    let whole = |(end, entries): (usize, Vec<Entry<'g>>)| (end == last).then_some(entries);
    let known = longest(doc, gazetteer, first, last).and_then(whole);
    let people = demonyms::country_of(doc.word(first)).filter(|_| last == first + 1);
    if let Some(country) = people
        && !known
            .iter()
            .flatten()
            .any(|entry| entry.feature() == Feature::Country)
    {
        return country_entries(gazetteer, country);
    }
    if let Some(entries) = known {
        return entries;
    }
    let words = doc.raw(first, last);
    for hits in [gazetteer.find(words), gazetteer.find_alike(words)] {
        let entries = holding(doc, gazetteer, hits);
        if !entries.is_empty() {
            return entries;
        }
    }
    within(doc, gazetteer, first, last).unwrap_or_default()
}

/// The longest place name within the name of something else; common words alone are none.
fn within<'g>(doc: &Doc, gazetteer: &'g Gazetteer, first: usize, last: usize) -> Option<Vec<Entry<'g>>> {
    let mut best: Option<(usize, Vec<Entry<'g>>)> = None;
    for at in first..last.min(first + LONGEST) {
        let Some((end, entries)) = longest(doc, gazetteer, at, last) else {
            continue;
        };
        let common = end == at + 1 && (words::is_common(doc.word(at)) || words::is_institution(doc.word(at)));
        if !common && best.as_ref().is_none_or(|(length, _)| end - at > *length) {
            best = Some((end - at, entries));
        }
    }
    best.map(|(_, entries)| entries)
}

/// Whether the name belongs to something else that is no place: a newspaper ("Los Angeles Times"), a virus ("West Nile"),
/// money ("US$"), a strain ("A/California/7"), a company ("Corporation of America").
fn is_within_other(doc: &Doc, first: usize, last: usize) -> bool {
    if doc.caseless {
        return false;
    }
    let capital = |at: usize| doc.tokens.get(at).is_some_and(|token| token.capital);
    let before = if first > 0 { doc.word(first - 1) } else { "" };
    let name = doc.word(first);
    let paper = capital(last) && words::is_newspaper(doc.word(last));
    let virus = name == "nile" && before == "west" || doc.word(last) == "virus";
    let money = doc.word(last) == "$";
    let strain = before == "/" && doc.word(last) == "/";
    let company = name == "america" && before == "of" && first > 1 && capital(first - 2);
    let agency = name == "france" && before == "agence";
    paper || virus || money || strain || company || agency
}

/// The longest name that begins with token `first`: one past its last token, and what it may mean.
fn longest<'g>(
    doc: &Doc,
    gazetteer: &'g Gazetteer,
    first: usize,
    end: usize,
) -> Option<(usize, Vec<Entry<'g>>)> {
    let mut walk = gazetteer.walk();
    let mut best = None;
    let mut key = String::new();
    for at in first..end {
        let token = doc.tokens[at];
        let word = doc.word(at);
        key.clear();
        if token.kind == TokenKind::Sign {
            match word {
                "-" | "/" => continue,
                "." if at > first && doc.word(at - 1).len() <= 3 => continue,
                _ => break,
            }
        }
        let glued = at > first && doc.tokens[at - 1].end == token.start && doc.word(at - 1).ends_with('\'');
        let possessive = word.starts_with('\'');
        if at > first && !glued && !possessive {
            key.push(' ');
        }
        key::word_into(word, &mut key);
        if !walk.feed(&key) {
            break;
        }
        // "Modibo Keita airport" ends in lower case.
        let site = at > first && words::is_site_end(word);
        let capital = token.capital || doc.caseless || token.kind == TokenKind::Number || site;
        if capital && !possessive && !word.ends_with('\'') && walk.is_name() {
            best = Some((at + 1, walk));
        }
    }
    let (last, walk) = best?;
    let entries = holding(doc, gazetteer, walk.hits());
    (!entries.is_empty()).then_some((last, entries))
}

/// What hits know, without the places of a desk's own that did not hold when the text was published.
fn holding<'g>(doc: &Doc, gazetteer: &'g Gazetteer, hits: Vec<Hit>) -> Vec<Entry<'g>> {
    let entries = hits.into_iter().filter_map(|hit| gazetteer.entry(hit));
    if !gazetteer.has_own() {
        return entries.collect();
    }
    let day = doc
        .published
        .as_ref()
        .and_then(|when| when.first)
        .map(|day| day.to_string());
    entries
        .filter(|entry| entry.holds_on(day.as_deref().unwrap_or("")))
        .collect()
}

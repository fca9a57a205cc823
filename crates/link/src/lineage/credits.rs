//! Upstream marks: credit lines, "- Reuters.com", "told AFP": the report says itself where it has it from.

use super::shingles;
use crate::words::fold;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use tocsin_core::{Direction, Dossier, Lineage, LineageKind, Reason};

/// Lineage from `dossier` to every upstream its credits name: to that upstream's report among `dossiers` where one is held.
#[must_use]
pub fn of(dossier: &Dossier, dossiers: &[&Dossier]) -> Vec<Lineage> {
    let own = canonical(&dossier.source.name);
    let own_key = canonical(&dossier.source.key);
    let mut found: Vec<Lineage> = Vec::new();
    if own == OUR_OWN || own_key == OUR_OWN {
        found.extend(our_own(dossier, dossiers));
    }
    let credits = dossier.credits.iter().map(|credit| canonical(credit));
    let marks: BTreeSet<String> = credits.chain(named_upstreams(dossier, dossiers)).collect();
    for upstream in marks {
        // An agency's own mark in its own report names nobody else.
        if upstream.is_empty() || upstream == own || upstream == own_key {
            continue;
        }
        let held = upstream_report(dossier, dossiers, &upstream);
        let entry = Lineage {
            from: dossier.report.clone(),
            to: held.map(|held| held.report.clone()),
            upstream: if held.is_some() {
                String::new()
            } else {
                shown(&upstream)
            },
            kind: if upstream == OUR_OWN {
                LineageKind::OurOwn
            } else {
                LineageKind::Credit
            },
            direction: Direction::Derives,
            strength: 1.0,
            reason: if upstream == OUR_OWN {
                Reason::new("link-lineage-own")
            } else {
                Reason::new("link-lineage-credit").with("name", shown(&upstream))
            },
        };
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found
}

/// The report here that `dossier` most likely has from `upstream`: of its reports that did not come out later the one with most
/// text in common, then the earliest.
fn upstream_report<'d>(dossier: &Dossier, dossiers: &[&'d Dossier], upstream: &str) -> Option<&'d Dossier> {
    let shared = |other: &Dossier| {
        shingles::overlap(&dossier.hashes, dossier.shingles, &other.hashes, other.shingles).shared
    };
    dossiers
        .iter()
        .filter(|other| {
            other.report != dossier.report
                && other.nature == dossier.nature
                && (canonical(&other.source.name) == upstream || canonical(&other.source.key) == upstream)
                && super::later(dossier, other) != Some(false)
        })
        .min_by_key(|other| {
            let published = other.published.as_ref().and_then(|when| when.first);
            (Reverse(shared(other)), published, &other.report)
        })
        .copied()
}

/// Outlets whose reports are held and that the text of `dossier` names by their initials ("told ASN", beside a report of the
/// Agence Sahel Nouvelles), and this desk where a voice is said to be of it; by their canonical names.
fn named_upstreams(dossier: &Dossier, dossiers: &[&Dossier]) -> BTreeSet<String> {
    let held = dossiers.iter().map(|other| &other.source.name);
    let mut named: BTreeSet<String> = held
        .filter(|name| dossier.initials.binary_search(&initials_of(name)).is_ok())
        .map(|name| canonical(name))
        .collect();
    let claims = dossier.reading.claims.iter();
    let mut voices = claims.flat_map(|claim| std::iter::once(&claim.speaker).chain(&claim.via));
    if voices.any(|voice| fold(&voice.name).split(' ').any(|word| word == OUR_OWN)) {
        named.insert(OUR_OWN.to_owned());
    }
    named
}

/// Most initials kept of one text.
const MOST_INITIALS: usize = 16;

/// The words of `text` that look like initials, three to eight capitals: the first of them, sorted, without repeats.
#[must_use]
pub fn initials(text: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if (3..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            found.insert(word.to_owned());
        }
        if found.len() == MOST_INITIALS {
            break;
        }
    }
    found.into_iter().collect()
}

/// The first letters of the words of a name that are written with a capital: "Agence Sahel Nouvelles" is ASN; "" below three.
fn initials_of(name: &str) -> String {
    let initials: String = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|first| first.is_uppercase())
        .collect();
    if initials.len() < 3 {
        String::new()
    } else {
        initials
    }
}

/// What this desk itself sent out rests on what it held before: the earliest of the reports here that came before it.
fn our_own(dossier: &Dossier, dossiers: &[&Dossier]) -> Option<Lineage> {
    let day = |dossier: &Dossier| dossier.published.as_ref().and_then(|when| when.first);
    let earlier = dossiers
        .iter()
        .filter(|other| super::later(dossier, other) == Some(true));
    let first = earlier.min_by_key(|other| (day(other), &other.report))?;
    Some(Lineage {
        from: dossier.report.clone(),
        to: Some(first.report.clone()),
        upstream: String::new(),
        kind: LineageKind::OurOwn,
        direction: Direction::Derives,
        strength: 1.0,
        reason: Reason::new("link-lineage-our-product"),
    })
}

/// The name under which this desk's own products go out.
const OUR_OWN: &str = "tocsin";

/// Agencies and outlets by the ways they are written: canonical name, then folded variants.
const VARIANTS: &[(&str, &[&str])] = &[
    (
        "AFP",
        &["afp", "agence france presse", "agence france press", "afp com"],
    ),
    (
        "Reuters",
        &[
            "reuters",
            "reuters com",
            "thomson reuters",
            "www reuters com",
            "agence reuters",
        ],
    ),
    (
        "AP",
        &[
            "ap",
            "associated press",
            "the associated press",
            "apnews com",
            "ap news",
        ],
    ),
    (
        "Xinhua",
        &[
            "xinhua",
            "xinhua news agency",
            "xinhuanet",
            "xinhuanet com",
            "chine nouvelle",
        ],
    ),
    ("EFE", &["efe", "agencia efe", "agence efe"]),
    ("dpa", &["dpa", "deutsche presse agentur"]),
    (
        "Anadolu",
        &["anadolu", "anadolu agency", "agence anadolu", "aa com tr"],
    ),
    (
        "APA",
        &["apa", "apanews", "apanews net", "agence de presse africaine"],
    ),
    ("BBC", &["bbc", "bbc news", "bbc com", "bbc afrique"]),
    ("RFI", &["rfi", "radio france internationale", "rfi fr"]),
    ("France 24", &["france 24", "france24", "france24 com"]),
    ("Al Jazeera", &["al jazeera", "aljazeera", "aljazeera com"]),
    ("VOA", &["voa", "voice of america", "voa afrique", "voanews com"]),
    ("ORTM", &["ortm", "ortm1"]),
    (
        "AMAP",
        &[
            "amap",
            "agence malienne de presse",
            "agence malienne de presse et de publicite",
        ],
    ),
    ("AIB", &["aib", "agence d information du burkina"]),
    ("ANP", &["anp", "agence nigerienne de presse"]),
    ("TASS", &["tass", "itar tass", "tass com"]),
    ("Bloomberg", &["bloomberg", "bloomberg com"]),
];

/// One name for an agency or outlet however it is written; "" for an empty one. Unknown names are folded.
#[must_use]
pub fn canonical(name: &str) -> String {
    let folded = fold(name);
    VARIANTS
        .iter()
        .find(|(_, variants)| variants.contains(&folded.as_str()))
        .map_or(folded, |(canonical, _)| (*canonical).to_lowercase())
}

/// The name readers know for a canonical one.
fn shown(canonical: &str) -> String {
    VARIANTS
        .iter()
        .find(|(name, _)| name.to_lowercase() == canonical)
        .map_or_else(|| canonical.to_owned(), |(name, _)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_names_and_in_texts() {
        for (name, expected) in [
            ("Agence Sahel Nouvelles", "ASN"),
            ("Agence nigérienne de presse", ""),
            ("Radio Voix du Seno", "RVS"),
            ("", ""),
        ] {
            assert_eq!(initials_of(name), expected, "{name}");
        }
        assert_eq!(
            initials("An official told ASN (and AFP), in Ouagadougou: ASN. A B-52, X"),
            ["AFP", "ASN"]
        );
    }

    #[test]
    fn one_name_for_one_agency() {
        for (written, expected) in [
            ("Reuters.com", "reuters"),
            ("(AFP)", "afp"),
            ("Agence France-Presse", "afp"),
            ("L'Indépendant du Nord", "l independant du nord"),
            ("", ""),
        ] {
            assert_eq!(canonical(written), expected, "{written}");
        }
        assert_eq!(shown("reuters"), "Reuters");
    }
}

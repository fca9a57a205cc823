//! Upstream marks: credit lines, "- Reuters.com", "told AFP": the report says itself where it has it from.

use super::shingles;
use crate::words::fold;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use tocsin_core::{Direction, Dossier, Lineage, LineageKind, Reason};

/// A report with the names its outlet goes by.
struct Outlet<'d> {
    dossier: &'d Dossier,
    /// Canonical forms of its name and its key.
    names: [String; 2],
    /// The initials of its name; "" where they are too few.
    initials: String,
}

impl<'d> Outlet<'d> {
    fn of(dossier: &'d Dossier) -> Self {
        Self {
            dossier,
            names: [canonical(&dossier.source.name), canonical(&dossier.source.key)],
            initials: initials_of(&dossier.source.name),
        }
    }

    fn is(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }
}

/// Lineage from each of `dossiers` to every upstream its credits name: to that upstream's report among them where one is held.
#[must_use]
pub fn among(dossiers: &[&Dossier]) -> Vec<Lineage> {
    let outlets: Vec<Outlet<'_>> = dossiers.iter().map(|dossier| Outlet::of(dossier)).collect();
    outlets.iter().flat_map(|outlet| of(outlet, &outlets)).collect()
}

fn of(outlet: &Outlet<'_>, outlets: &[Outlet<'_>]) -> Vec<Lineage> {
    let dossier = outlet.dossier;
    let mut found: Vec<Lineage> = Vec::new();
    if outlet.is(OUR_OWN) {
        found.extend(our_own(dossier, outlets));
    }
    let credits = dossier.credits.iter().map(|credit| canonical(credit));
    let marks: BTreeSet<String> = credits.chain(named_upstreams(dossier, outlets)).collect();
    for upstream in marks {
        // An agency's own mark in its own report names nobody else.
        if upstream.is_empty() || outlet.is(&upstream) {
            continue;
        }
        let held = upstream_report(dossier, outlets, &upstream);
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
fn upstream_report<'d>(dossier: &Dossier, outlets: &[Outlet<'d>], upstream: &str) -> Option<&'d Dossier> {
    let shared = |other: &Dossier| {
        shingles::overlap(&dossier.hashes, dossier.shingles, &other.hashes, other.shingles).shared
    };
    outlets
        .iter()
        .filter(|outlet| outlet.is(upstream))
        .map(|outlet| outlet.dossier)
        .filter(|other| {
            other.report != dossier.report
                && other.nature == dossier.nature
                && super::later(dossier, other) != Some(false)
        })
        .min_by_key(|other| (Reverse(shared(other)), super::by_day(other)))
}

/// Outlets whose reports are held and that the text of `dossier` names by their initials ("told ASN", beside a report of the
/// Agence Sahel Nouvelles), and this desk where a voice is said to be of it; by their canonical names.
fn named_upstreams(dossier: &Dossier, outlets: &[Outlet<'_>]) -> BTreeSet<String> {
    let mut named: BTreeSet<String> = outlets
        .iter()
        .filter(|outlet| dossier.initials.binary_search(&outlet.initials).is_ok())
        .map(|outlet| outlet.names[0].clone())
        .collect();
    let claims = dossier.reading.claims.iter();
    let mut voices = claims.flat_map(|claim| std::iter::once(&claim.speaker).chain(&claim.via));
    if voices.any(|voice| names_this_desk(&voice.name)) {
        named.insert(OUR_OWN.to_owned());
    }
    named
}

/// Whether a voice is said to be of this desk. Folding is slow, and many names do not even have its first letter.
fn names_this_desk(name: &str) -> bool {
    name.contains(['t', 'T']) && fold(name).split(' ').any(|word| word == OUR_OWN)
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
fn our_own(dossier: &Dossier, outlets: &[Outlet<'_>]) -> Option<Lineage> {
    let earlier = outlets
        .iter()
        .map(|outlet| outlet.dossier)
        .filter(|other| super::later(dossier, other) == Some(true));
    let first = earlier.min_by_key(|other| super::by_day(other))?;
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

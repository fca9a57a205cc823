//! Upstream marks: credit lines, "- Reuters.com", "told AFP": the report says itself where it has it from.

use crate::words::fold;
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
    for credit in &dossier.credits {
        let upstream = canonical(credit);
        // An agency's own mark in its own report names nobody else.
        if upstream.is_empty() || upstream == own || upstream == own_key {
            continue;
        }
        let held = dossiers.iter().find(|other| {
            other.report != dossier.report
                && other.nature == dossier.nature
                && (canonical(&other.source.name) == upstream || canonical(&other.source.key) == upstream)
                && super::later(dossier, other) != Some(false)
        });
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

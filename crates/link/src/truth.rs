//! Which of several claims about one thing most likely holds, where a narrow value ("Bandiagara") agrees with a wide one ("Mopti
//! region"). Explained by who agrees with whom; for ordering and for measuring, never to hide a rival.
//!
//! How far a source is trusted is how often the others, weighed by the trust in them, agree with it; so is how far a value is
//! (some values are picked up by mistake again and again). From the widest values down, the side with most trusted support wins.

use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::Reason;

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// What it is about.
    pub object: String,
    /// Who says it.
    pub source: String,
    /// What is said: a name of the hierarchy.
    pub value: String,
}

/// Which names lie in which, such as towns in regions.
#[derive(Clone, Debug, Default)]
pub struct Hierarchy {
    /// For each name all names it lies in. Names given to several places lie in all that any of them lies in.
    wider: BTreeMap<String, BTreeSet<String>>,
}

/// What [`decide`] finds for one object.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The narrowest claimed value on the side that wins.
    pub value: String,
    /// Why: who supports it, and what was set against it.
    pub reasons: Vec<Reason>,
}

/// Deepest chain followed, against loops in edited data.
const DEPTH: usize = 32;

impl Hierarchy {
    /// The hierarchy of `rows`: id, name, and the id of the wider entry. An entry whose wider id is not among the rows is a
    /// top, and is itself no value: everything lies in it.
    #[must_use]
    pub fn new(rows: &[(String, String, String)]) -> Self {
        let by_id: BTreeMap<&str, (&str, &str)> = rows
            .iter()
            .map(|(id, name, wider)| (id.as_str(), (name.as_str(), wider.as_str())))
            .collect();
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (_, name, wider) in rows {
            let own = found.entry(name.clone()).or_default();
            let mut at = wider.as_str();
            for _ in 0..DEPTH {
                match by_id.get(at) {
                    Some((wide, next)) if by_id.contains_key(next) => {
                        if wide != name {
                            own.insert((*wide).to_owned());
                        }
                        at = next;
                    }
                    _ => break,
                }
            }
        }
        Self { wider: found }
    }

    /// Whether `narrow` lies in `wide`.
    #[must_use]
    pub fn lies_in(&self, narrow: &str, wide: &str) -> bool {
        self.wider.get(narrow).is_some_and(|wider| wider.contains(wide))
    }

    /// Whether both can hold: the same, or one lies in the other.
    #[must_use]
    pub fn agree(&self, a: &str, b: &str) -> bool {
        a == b || self.lies_in(a, b) || self.lies_in(b, a)
    }
}

/// Trust before anything is known: three in four.
const PRIOR: f64 = 0.75;
/// How many agreements the prior counts for, for a source and for a value.
const SOURCE_PRIOR: f64 = 4.0;
const VALUE_PRIOR: f64 = 5.0;
/// Rounds of weighing; trust hardly moves after three.
const ROUNDS: usize = 3;

/// Trust in sources and in values, each 0..=1.
#[derive(Default)]
struct Trust<'t> {
    sources: BTreeMap<&'t str, f64>,
    values: BTreeMap<&'t str, f64>,
}

impl Trust<'_> {
    fn source(&self, source: &str) -> f64 {
        self.sources.get(source).copied().unwrap_or(PRIOR)
    }

    /// Log-odds that a claim is right, shifted so that a doubtful one does not count against its own value.
    fn weight(&self, told: &Told) -> f64 {
        let value = self.values.get(told.value.as_str()).copied().unwrap_or(PRIOR);
        let trust = (self.source(&told.source) * value / PRIOR).clamp(0.05, 0.97);
        (trust / (1.0 - trust)).ln() + 1.0
    }
}

/// The likeliest value of every object in `told`, by object. The order of `told` does not matter.
#[must_use]
pub fn decide(told: &[Told], hierarchy: &Hierarchy) -> BTreeMap<String, Decided> {
    let sorted: BTreeSet<&Told> = told.iter().collect();
    let mut objects: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
    for told in sorted {
        objects.entry(&told.object).or_default().push(told);
    }
    let mut trust = Trust::default();
    for _ in 0..ROUNDS {
        trust = weigh(&objects, hierarchy, &trust);
    }
    objects
        .into_iter()
        .filter_map(|(object, claims)| Some((object.to_owned(), settle(&claims, hierarchy, &trust)?)))
        .collect()
}

fn weigh<'t>(
    objects: &BTreeMap<&str, Vec<&'t Told>>,
    hierarchy: &Hierarchy,
    before: &Trust<'t>,
) -> Trust<'t> {
    let mut sources: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut values: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for claims in objects.values() {
        for (at, one) in claims.iter().enumerate() {
            for other in claims
                .iter()
                .enumerate()
                .filter(|(n, _)| *n != at)
                .map(|(_, other)| other)
            {
                let weight = before.source(&other.source) / (claims.len() - 1) as f64;
                let agreed = if hierarchy.agree(&one.value, &other.value) {
                    weight
                } else {
                    0.0
                };
                for entry in [
                    sources.entry(&one.source).or_default(),
                    values.entry(&one.value).or_default(),
                ] {
                    entry.0 += agreed;
                    entry.1 += weight;
                }
            }
        }
    }
    let smoothed = |found: BTreeMap<&'t str, (f64, f64)>, prior: f64| {
        found
            .into_iter()
            .map(|(key, (agreed, all))| (key, (agreed + prior * PRIOR) / (all + prior)))
            .collect()
    };
    Trust {
        sources: smoothed(sources, SOURCE_PRIOR),
        values: smoothed(values, VALUE_PRIOR),
    }
}

/// From the widest claimed values down, always into the one with most support beneath it.
fn settle(claims: &[&Told], hierarchy: &Hierarchy, trust: &Trust<'_>) -> Option<Decided> {
    let values: BTreeSet<&str> = claims.iter().map(|told| told.value.as_str()).collect();
    let mut at: Option<&str> = None;
    let mut beaten: Option<&str> = None;
    for _ in 0..DEPTH {
        let below: Vec<&str> = values
            .iter()
            .copied()
            .filter(|value| at.is_none_or(|wide| *value != wide && hierarchy.lies_in(value, wide)))
            .collect();
        let widest = below.iter().filter(|value| {
            !below
                .iter()
                .any(|other| other != *value && hierarchy.lies_in(value, other))
        });
        let support = |value: &str| -> f64 {
            claims
                .iter()
                .filter(|told| told.value == value || hierarchy.lies_in(&told.value, value))
                .map(|told| trust.weight(told))
                .sum()
        };
        let mut ranked: Vec<(f64, &str)> = widest.map(|value| (support(value), *value)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let Some(&(_, best)) = ranked.first() else { break };
        beaten = beaten.or_else(|| ranked.get(1).map(|(_, value)| *value));
        at = Some(best);
    }
    // Names that lie in one another have no widest; then the most supported claim stands.
    let value = at.or_else(|| values.first().copied())?;
    Some(Decided {
        value: value.to_owned(),
        reasons: explain(value, beaten, claims, hierarchy),
    })
}

fn explain(value: &str, beaten: Option<&str>, claims: &[&Told], hierarchy: &Hierarchy) -> Vec<Reason> {
    let agreeing = claims
        .iter()
        .filter(|told| hierarchy.agree(&told.value, value))
        .count();
    let mut reasons = vec![
        Reason::new("link-truth-supported")
            .with("value", value)
            .with("count", agreeing)
            .with("of", claims.len()),
    ];
    reasons.extend(beaten.map(|beaten| Reason::new("link-truth-against").with("value", beaten)));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hierarchy() -> Hierarchy {
        let row = |id: &str, name: &str, wider: &str| (id.to_owned(), name.to_owned(), wider.to_owned());
        Hierarchy::new(&[
            row("0", "Root", "-1"),
            row("1", "Mali", "0"),
            row("2", "Mopti", "1"),
            row("3", "Bandiagara", "2"),
            row("4", "Gao", "1"),
            row("5", "Niger", "0"),
            row("6", "Gao", "5"),
        ])
    }

    /// Claims as `source=value`, one object.
    #[track_caller]
    fn check(claims: &str, expected: &str) {
        let told: Vec<Told> = claims
            .split_whitespace()
            .map(|claim| {
                let (source, value) = claim.split_once('=').unwrap();
                Told {
                    object: "o".into(),
                    source: source.into(),
                    value: value.into(),
                }
            })
            .collect();
        let decided = decide(&told, &hierarchy());
        assert_eq!(
            decided.get("o").map_or("", |found| found.value.as_str()),
            expected
        );
        let reversed: Vec<Told> = told.into_iter().rev().collect();
        assert_eq!(decide(&reversed, &hierarchy()), decided);
    }

    #[test]
    fn narrow_and_wide_values_support_each_other() {
        check("a=Bandiagara b=Mali c=Gao", "Bandiagara");
        check("a=Mopti b=Bandiagara c=Gao d=Mali", "Bandiagara");
        check("a=Gao b=Gao c=Bandiagara", "Gao");
        check("a=Niger b=Gao c=Gao", "Gao");
        check("a=Nowhere", "Nowhere");
        check("", "");
    }

    #[test]
    fn loops_in_the_hierarchy_end() {
        let row = |id: &str, name: &str, wider: &str| (id.to_owned(), name.to_owned(), wider.to_owned());
        let looped = Hierarchy::new(&[row("1", "A", "2"), row("2", "B", "1")]);
        let told = [Told {
            object: "o".into(),
            source: "s".into(),
            value: "A".into(),
        }];
        assert_eq!(decide(&told, &looped)["o"].value, "A");
    }
}

//! The register of actors: keys, kinds, countries, years, and every spelling that leads to a key.

/// One actor of `data/actors/actors.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Key, the same for every spelling.
    pub key: &'static str,
    /// What it is: `armed-group`, `state-force`, `militia`, `community-defence`, `private-force`, `foreign-force`,
    /// `international`, `network`.
    pub kind: &'static str,
    /// Countries it acts in, ISO 3166-1 alpha-2; empty where several or not said.
    pub countries: Vec<&'static str>,
    /// Key of the actor it belongs to; "" for none.
    pub parent: &'static str,
    /// First and last year it existed under this name; `None` where open.
    pub years: (Option<i16>, Option<i16>),
    /// Name in English and French.
    pub name: (&'static str, &'static str),
}

impl Actor {
    /// Whether it bears arms for a state or on its side.
    #[must_use]
    pub fn is_force(&self) -> bool {
        matches!(
            self.kind,
            "state-force" | "foreign-force" | "international" | "private-force"
        )
    }
}

const LIST: &str = include_str!("../../../data/actors/actors.tsv");

/// All actors with their spellings, in the order of the file. A line that does not parse is skipped.
pub(crate) fn load() -> Vec<(Actor, &'static str)> {
    LIST.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(parse)
        .collect()
}

fn parse(line: &'static str) -> Option<(Actor, &'static str)> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    // Rows may leave out empty middle cells only at the places the header names.
    let [key, kind, countries, parent, from, to, en, fr, aliases] = cells[..] else {
        return None;
    };
    let actor = Actor {
        key,
        kind,
        countries: countries.split_whitespace().collect(),
        parent,
        years: (from.parse().ok(), to.parse().ok()),
        name: (en, fr),
    };
    Some((actor, aliases))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_parent_is_there() {
        let actors = load();
        let lines = LIST
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .count();
        assert_eq!(actors.len(), lines);
        for (actor, aliases) in &actors {
            assert!(!aliases.is_empty(), "{} has no spelling", actor.key);
            assert!(
                actor.parent.is_empty() || actors.iter().any(|(other, _)| other.key == actor.parent),
                "{} belongs to no one called {}",
                actor.key,
                actor.parent
            );
        }
    }
}

//! Which strings of a role are names of one thing, learned from gold entities: `fmln` and the words it is short for.

use super::entity::{Entity, Fills};
use crate::learn::bytes::{Reader, Writer};
use crate::learn::name::name;
use crate::muc4::normal::normal;
use std::collections::BTreeMap;

/// The strings known under several names.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// By hash of role and string, the least hash of all strings that name the same.
    of: BTreeMap<u32, u32>,
}

/// A pair must have been one thing in this many documents.
const LEAST: u32 = 2;

fn key(role: usize, words: &str) -> u32 {
    name(970, &[&role.to_string(), words])
}

impl Aliases {
    /// Learns from the gold entities of documents: two strings are names of one thing where they were more often one entity
    /// than two.
    pub fn fit<'g>(documents: impl IntoIterator<Item = &'g Fills>) -> Self {
        let mut pairs: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
        for fills in documents {
            for (role, entities) in fills.iter().enumerate() {
                count(role, entities, &mut pairs);
            }
        }
        let mut of = BTreeMap::new();
        for ((one, other), (alike, apart)) in pairs {
            if alike >= LEAST && alike > apart {
                join(&mut of, one, other);
            }
        }
        Self { of }
    }

    /// Tells each candidate under which number its name is known; 0 where it is not.
    pub fn tell(&self, entities: &mut [Entity]) {
        for entity in entities {
            let known = self.of.get(&key(entity.role, &entity.normal));
            entity.alias = known.copied().unwrap_or(0);
        }
    }

    /// Writes the names.
    pub fn write(&self, to: &mut Writer) {
        to.whole(self.of.len());
        for (name, first) in &self.of {
            to.whole(*name as usize);
            to.whole(*first as usize);
        }
    }

    /// Reads what [`Self::write`] wrote; `None` where the bytes are of another form.
    pub fn read(from: &mut Reader) -> Option<Self> {
        let mut of = BTreeMap::new();
        for _ in 0..from.whole()? {
            of.insert(from.whole()? as u32, from.whole()? as u32);
        }
        Some(Self { of })
    }
}

/// Counts how often two strings of a role are one entity, and two.
fn count(role: usize, entities: &[Vec<String>], pairs: &mut BTreeMap<(u32, u32), (u32, u32)>) {
    let mut names: Vec<(u32, usize)> = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        names.extend(entity.iter().map(|words| (key(role, &normal(words)), at)));
    }
    names.sort_unstable();
    names.dedup();
    for (at, one) in names.iter().enumerate() {
        for other in names[at + 1..].iter().filter(|other| other.0 != one.0) {
            let counts = pairs.entry((one.0, other.0)).or_default();
            if one.1 == other.1 {
                counts.0 += 1;
            } else {
                counts.1 += 1;
            }
        }
    }
}

/// Makes two strings, and all that name the same as either, names of one thing.
fn join(of: &mut BTreeMap<u32, u32>, one: u32, other: u32) {
    let (a, b) = (*of.entry(one).or_insert(one), *of.entry(other).or_insert(other));
    let (least, most) = (a.min(b), a.max(b));
    for first in of.values_mut().filter(|first| **first == most) {
        *first = least;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(entities: &[&[&str]]) -> Fills {
        let mut out = Fills::default();
        out[1] = entities
            .iter()
            .map(|entity| entity.iter().map(ToString::to_string).collect())
            .collect();
        out
    }

    #[test]
    fn names_of_one_thing_are_learned() {
        let documents = [
            document(&[&["brave cats", "BC"], &["the dogs"]]),
            document(&[&["brave cats", "bc", "band of cats"]]),
            document(&[&["bc", "band of cats"]]),
            document(&[&["bc", "dogs"], &["cows", "hens"]]),
        ];
        let aliases = Aliases::fit(&documents);
        let told = |aliases: &Aliases| -> Vec<u32> {
            let entity = |words: &str| Entity {
                role: 1,
                normal: words.into(),
                ..Entity::default()
            };
            let mut all = ["brave cats", "bc", "band of cats", "dogs", "cows"].map(entity);
            aliases.tell(&mut all);
            all.iter().map(|entity| entity.alias).collect()
        };
        let known = told(&aliases);
        assert!(known[0] != 0 && known[0] == known[1] && known[1] == known[2]);
        assert_eq!(known[3..], [0, 0]);
        let mut writer = Writer::default();
        aliases.write(&mut writer);
        let again = Aliases::read(&mut Reader::new(&writer.bytes)).unwrap();
        assert_eq!(told(&again), known);
    }
}

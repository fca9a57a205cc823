//! Whether two candidates of a role name the same thing, by their words and places.

use super::entity::Entity;

/// The index of the role of victims, who share family names without being one.
const VICTIM: usize = 3;

/// Words that lend no letter to initials.
const SMALL: [&str; 8] = ["of", "for", "and", "in", "de", "la", "del", "the"];

/// Whether they are known as names of one thing, they overlap, one holds the other, they end with the same noun, or one is the other's initials.
#[must_use]
pub fn same(one: &Entity, other: &Entity) -> bool {
    if one.alias != 0 && one.alias == other.alias {
        return true;
    }
    let overlap = one
        .places
        .iter()
        .any(|a| other.places.iter().any(|b| a.0 < b.1 && b.0 < a.1));
    if overlap {
        return true;
    }
    let (spaced, spaced_other) = (format!(" {} ", one.normal), format!(" {} ", other.normal));
    if spaced.contains(&spaced_other) || spaced_other.contains(&spaced) {
        return true;
    }
    let last = |entity: &Entity| entity.normal.rsplit(' ').next().map(str::to_owned);
    (one.role != VICTIM && one.role != super::entity::DESCRIBED && last(one) == last(other))
        || short_for(&one.normal, &other.normal)
        || short_for(&other.normal, &one.normal)
}

/// Whether `short` is one word made of the first letters of `long`, its last letter at most apart.
fn short_for(short: &str, long: &str) -> bool {
    if short.contains(' ') || !long.contains(' ') || short.chars().count() < 2 {
        return false;
    }
    let initials: String = long
        .split(' ')
        .filter(|word| !SMALL.contains(word))
        .filter_map(|word| word.chars().next())
        .collect();
    let mut but_last = short.chars();
    but_last.next_back();
    initials == short || (short.chars().count() >= 3 && initials.starts_with(but_last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let entity = |role, words: &str, at: usize| Entity {
            role,
            normal: words.into(),
            places: vec![(at, at + 2, 0.5)],
            ..Entity::default()
        };
        let check = |role, a: &str, b: &str, expected| {
            assert_eq!(
                same(&entity(role, a, 0), &entity(role, b, 9)),
                expected,
                "{a} / {b}"
            );
        };
        check(1, "abc", "army of brave cats", true);
        check(1, "abc", "xyz", false);
        check(2, "presidential farm", "la luz farm", true);
        check(3, "ana ruiz", "jorge ruiz", false);
        check(3, "ruiz", "jorge ruiz", true);
        assert!(same(&entity(3, "a", 0), &entity(3, "b", 1)));
    }
}

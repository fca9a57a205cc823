//! Which group of accounts continues which incident: an id is kept through all versions and never used twice.

use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::{AccountId, IncidentId, id::sha256_hex};

/// A group with its id, and the version it continues; 0 for a new incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) id: IncidentId,
    pub(crate) version: u32,
    pub(crate) members: BTreeSet<AccountId>,
}

/// An incident as it was.
pub(crate) struct Former<'f> {
    pub(crate) id: &'f IncidentId,
    pub(crate) version: u32,
    pub(crate) members: &'f [AccountId],
}

/// Names `groups`. `age` orders accounts by when the desk got them; equal ages are ordered by id.
/// Gives the named groups in order, and for each incident that ceased the one that continues it.
pub(crate) fn name(
    groups: Vec<BTreeSet<AccountId>>,
    former: &[Former<'_>],
    age: &dyn Fn(&AccountId) -> String,
) -> (Vec<Named>, Vec<(IncidentId, IncidentId)>) {
    let oldest =
        |members: &mut dyn Iterator<Item = &AccountId>| members.map(|id| (age(id), id.clone())).min();
    // Each incident goes to the group that holds most of its members, then to the one with the oldest of them.
    let mut heirs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, incident) in former.iter().enumerate() {
        let heir = groups
            .iter()
            .enumerate()
            .filter_map(|(n, group)| {
                let kept: Vec<&AccountId> =
                    incident.members.iter().filter(|id| group.contains(*id)).collect();
                let first = oldest(&mut kept.iter().copied())?;
                Some((std::cmp::Reverse(kept.len()), first, n))
            })
            .min();
        if let Some((_, _, n)) = heir {
            heirs.entry(n).or_default().push(index);
        }
    }
    let mut named = Vec::new();
    let mut absorbed = Vec::new();
    for (n, members) in groups.into_iter().enumerate() {
        let mut claims = heirs.remove(&n).unwrap_or_default();
        claims.sort_by_key(|&index| {
            let incident = &former[index];
            let kept = incident.members.iter().filter(|id| members.contains(*id)).count();
            (
                std::cmp::Reverse(kept),
                oldest(&mut incident.members.iter()),
                incident.id.clone(),
            )
        });
        let mut claims = claims.into_iter().map(|index| &former[index]);
        let (id, version) = match claims.next() {
            Some(incident) => (incident.id.clone(), incident.version),
            None => (open(&members, former, &oldest), 0),
        };
        absorbed.extend(claims.map(|gone| (gone.id.clone(), id.clone())));
        named.push(Named { id, version, members });
    }
    named.sort_by(|a, b| a.id.cmp(&b.id));
    absorbed.sort();
    (named, absorbed)
}

/// Finds the oldest of some accounts, with its age.
type Oldest<'o> = dyn Fn(&mut dyn Iterator<Item = &AccountId>) -> Option<(String, AccountId)> + 'o;

/// The id of a group that continues no incident. One split off an incident is named after that incident's version as well,
/// for its oldest account may have opened an incident before.
fn open(members: &BTreeSet<AccountId>, former: &[Former<'_>], oldest: &Oldest<'_>) -> IncidentId {
    let Some((_, first)) = oldest(&mut members.iter()) else {
        return IncidentId(String::new());
    };
    match former.iter().find(|incident| incident.members.contains(&first)) {
        Some(parent) => {
            let seed = format!("{first} from {} {}", parent.id, parent.version);
            IncidentId(format!("i{}", &sha256_hex(seed.as_bytes())[..12]))
        }
        None => IncidentId::opened_by(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::ReportId;

    fn account(name: &str) -> AccountId {
        AccountId {
            report: ReportId(name.to_owned()),
            n: 0,
        }
    }

    fn accounts(names: &str) -> Vec<AccountId> {
        names.split_whitespace().map(account).collect()
    }

    /// Former incidents and groups, members by letter; ages follow the alphabet.
    #[track_caller]
    fn check(former: &[(&str, &str)], groups: &[&str], expected: &str) {
        let ids: Vec<(IncidentId, Vec<AccountId>)> = former
            .iter()
            .map(|(id, members)| (IncidentId((*id).to_owned()), accounts(members)))
            .collect();
        let former: Vec<Former<'_>> = ids
            .iter()
            .map(|(id, members)| Former {
                id,
                version: 1,
                members,
            })
            .collect();
        let groups = groups
            .iter()
            .map(|group| accounts(group).into_iter().collect())
            .collect();
        let (named, absorbed) = name(groups, &former, &|id| id.report.0.clone());
        let mut shown: Vec<String> = named
            .iter()
            .map(|group| {
                let first = group.members.first().map_or("", |id| id.report.0.as_str());
                let known = former.iter().any(|incident| *incident.id == group.id);
                format!("{first}:{}", if known { group.id.0.as_str() } else { "new" })
            })
            .collect();
        shown.sort();
        let gone: Vec<String> = absorbed
            .iter()
            .map(|(gone, heir)| format!("{gone}>{heir}"))
            .collect();
        assert_eq!(format!("{} {}", shown.join(" "), gone.join(" ")).trim(), expected);
    }

    #[test]
    fn ids_persist() {
        check(&[("x", "a b")], &["a b c"], "a:x");
        check(&[("x", "a b c")], &["a", "b c"], "a:new b:x");
        check(&[("x", "a b")], &["a", "b"], "a:x b:new");
        check(&[("x", "a"), ("y", "b c")], &["a b c"], "a:y x>y");
        check(&[("x", "a"), ("y", "b")], &["a b"], "a:x y>x");
        check(&[], &["a"], "a:new");
    }

    #[test]
    fn a_split_never_takes_an_id_that_was_used() {
        let opened = IncidentId::opened_by(&account("a"));
        let members = accounts("a b c");
        let former = [Former {
            id: &opened,
            version: 3,
            members: &members,
        }];
        let groups = vec![
            accounts("a").into_iter().collect(),
            accounts("b c").into_iter().collect(),
        ];
        let (named, _) = name(groups, &former, &|id| id.report.0.clone());
        assert_eq!(named.len(), 2);
        assert_ne!(named[0].id, named[1].id);
    }
}

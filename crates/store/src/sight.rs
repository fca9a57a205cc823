//! How far a reader sees: a clearance, and the sharing groups they belong to, as conditions of every query.

use crate::StoreError;
use crate::rows::tlp_number;
use rusqlite::Connection;
use std::collections::BTreeSet;
use tocsin_core::Tlp;

/// Who reads, as far as the store cares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The strictest label they may see.
    pub clearance: Tlp,
    /// The sharing groups they belong to; `None`: fences do not stop them (whoever holds the file itself).
    pub groups: Option<BTreeSet<String>>,
}

/// A reader's limits as SQL. Numbers and group names alone enter it: names are checked by [`is_group`].
#[derive(Clone, Debug)]
pub(crate) struct Sight {
    tlp: i64,
    /// The fences they may see behind, quoted and joined by commas; `None`: all.
    fences: Option<String>,
}

/// Whether `name` can be a sharing group: 1 to 32 lower-case letters, digits and hyphens.
#[must_use]
pub fn is_group(name: &str) -> bool {
    (1..=32).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

impl Sight {
    /// Sees everything up to `clearance`, behind every fence.
    pub(crate) fn up_to(clearance: Tlp) -> Self {
        Self {
            tlp: tlp_number(clearance),
            fences: None,
        }
    }

    /// The sight of `reader` over the fences there are.
    pub(crate) fn of(db: &Connection, reader: &Reader) -> Result<Self, StoreError> {
        let Some(groups) = &reader.groups else {
            return Ok(Self::up_to(reader.clearance));
        };
        let mut seen = vec!["''".to_owned()];
        let mut query = db.prepare_cached("SELECT fence FROM fences ORDER BY fence")?;
        for fence in query.query_map([], |row| row.get::<_, String>(0))? {
            let fence = fence?;
            if fence.split(',').all(|group| groups.contains(group)) {
                seen.push(format!("'{fence}'"));
            }
        }
        Ok(Self {
            tlp: tlp_number(reader.clearance),
            fences: Some(seen.join(",")),
        })
    }

    /// The condition on the columns `tlp` and `fence` of `table` ("i."; "" where they are plain).
    pub(crate) fn on(&self, table: &str) -> String {
        match &self.fences {
            None => format!("{table}tlp <= {}", self.tlp),
            Some(seen) => format!("{table}tlp <= {} AND {table}fence IN ({seen})", self.tlp),
        }
    }

    /// The number of the clearance.
    pub(crate) fn tlp(&self) -> i64 {
        self.tlp
    }

    /// Whether nothing at all is hidden from it.
    pub(crate) fn is_whole(&self) -> bool {
        self.fences.is_none() && self.tlp == tlp_number(Tlp::Red)
    }
}

#[cfg(test)]
mod tests {
    use super::is_group;

    #[test]
    fn group_names_hold_nothing_that_sql_reads() {
        assert!(is_group("cell-7"));
        for bad in ["", "a,b", "a'b", "Ops", "é", &"a".repeat(33)] {
            assert!(!is_group(bad), "{bad}");
        }
    }
}

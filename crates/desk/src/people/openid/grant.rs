//! What an issuer's claim lets someone do: the configuration's table, value by value.

use crate::people::role::{self, Role};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::Tlp;
use tocsin_store::Account;

/// What someone may do and see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// Their roles.
    pub roles: BTreeSet<Role>,
    /// Their clearance.
    pub clearance: Tlp,
    /// Their sharing groups.
    pub groups: BTreeSet<String>,
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Gifts {
    claim: String,
    table: BTreeMap<String, Gift>,
}

impl Gifts {
    /// The table the configuration holds; without a claim, no table at all.
    ///
    /// # Errors
    /// With a sentence that names the value that cannot be meant.
    pub fn of(claim: &str, map: &BTreeMap<String, String>) -> Result<Self> {
        if claim.is_empty() != map.is_empty() {
            bail!("oidc_claim and oidc_map belong together: name the claim, and what its values give");
        }
        let table = map
            .iter()
            .map(|(value, text)| {
                let gift =
                    gift(text).with_context(|| format!("oidc_map: {value:?} = {text:?} cannot be meant"))?;
                Ok((value.clone(), gift))
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            claim: claim.to_owned(),
            table,
        })
    }

    /// Whether the issuer's claims decide; else the desk's admin does.
    pub fn decide(&self) -> bool {
        !self.claim.is_empty()
    }

    /// What these claims give, all values added up; `None` where they give nothing.
    pub fn of_claims(&self, claims: &Map<String, Value>) -> Option<Gift> {
        let said = claims.get(&self.claim)?;
        let values: Vec<&str> = match said {
            Value::String(one) => vec![one.as_str()],
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        values
            .into_iter()
            .filter_map(|value| self.table.get(value).cloned())
            .reduce(|mut all, one| {
                all.roles.extend(one.roles);
                all.groups.extend(one.groups);
                all.clearance = all.clearance.max(one.clearance);
                all
            })
    }
}

impl Gift {
    /// Gives `account` this and no more; whether that changes it.
    pub fn give(&self, account: &mut Account) -> bool {
        let before = (account.role.clone(), account.clearance, account.groups.clone());
        account.role = role::keys(&self.roles);
        account.clearance = self.clearance;
        account.groups.clone_from(&self.groups);
        before != (account.role.clone(), account.clearance, account.groups.clone())
    }
}

/// `ROLES CLEARANCE [GROUPS]`.
fn gift(text: &str) -> Result<Gift> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let (named, clearance, groups) = match parts[..] {
        [named, clearance] => (named, clearance, ""),
        [named, clearance, groups] => (named, clearance, groups),
        _ => bail!("write ROLES CLEARANCE GROUPS, such as \"analyst,reviewer amber cell-7\""),
    };
    let roles = role::named(named).map_err(anyhow::Error::msg)?;
    let groups = role::groups(groups).map_err(anyhow::Error::msg)?;
    Ok(Gift {
        roles,
        clearance: clearance.parse().map_err(|error| anyhow::anyhow!("{error}"))?,
        groups,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_add_up_and_strangers_get_nothing() {
        let map = BTreeMap::from([
            ("readers".to_owned(), "analyst green".to_owned()),
            ("cell".to_owned(), "reviewer amber cell-7".to_owned()),
        ]);
        let gifts = Gifts::of("groups", &map).unwrap();
        let of = |claims: Value| gifts.of_claims(claims.as_object().unwrap());
        let both = of(json!({"groups": ["cell", "readers", "unknown", 7]})).unwrap();
        assert_eq!(both.clearance, Tlp::Amber);
        assert_eq!(both.roles.len(), 2);
        assert_eq!(both.groups, BTreeSet::from(["cell-7".to_owned()]));
        assert_eq!(of(json!({"groups": "readers"})).unwrap().clearance, Tlp::Green);
        for nothing in [
            json!({}),
            json!({"groups": []}),
            json!({"groups": {"cell": true}}),
            json!({"groups": "Cell"}),
        ] {
            assert_eq!(of(nothing.clone()), None, "{nothing}");
        }
    }

    #[test]
    fn a_slip_in_the_table_is_named() {
        for bad in ["king green", "analyst", "analyst pink", "analyst green A'B", ""] {
            let map = BTreeMap::from([("x".to_owned(), bad.to_owned())]);
            let error = Gifts::of("groups", &map).unwrap_err();
            assert!(error.to_string().contains("\"x\""), "{error}");
        }
        assert!(Gifts::of("groups", &BTreeMap::new()).is_err());
    }
}

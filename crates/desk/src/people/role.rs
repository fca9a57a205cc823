//! What each role may do. Clearance and sharing groups are apart from it: a role says what, they say on which records.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use tocsin_store::is_group;

/// Something the desk lets a person or a program do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Open what anyone may: the sign-in page, the style sheet, the help.
    Anyone,
    /// What everyone with an account may: their own account.
    Own,
    /// Read the register.
    Read,
    /// Bring reports in.
    TakeIn,
    /// Take up, comment, assign, prefer, resolve, read as second.
    Work,
    /// Accept, reject, grade, merge, split, take back.
    Decide,
    /// Take back what was accepted.
    Withdraw,
    /// Ask for a release.
    Ask,
    /// Grant or refuse a release another asked for.
    Release,
    /// Keep records to sharing groups.
    Fence,
    /// Read who did and read what.
    Audit,
    /// Add and change accounts.
    People,
    /// Measures, web hooks.
    Operate,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 13] = [
        Self::Anyone,
        Self::Own,
        Self::Read,
        Self::TakeIn,
        Self::Work,
        Self::Decide,
        Self::Withdraw,
        Self::Ask,
        Self::Release,
        Self::Fence,
        Self::Audit,
        Self::People,
        Self::Operate,
    ];

    /// The name used in data, and as the scope of a token: `take-in`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Own => "own",
            Self::Read => "read",
            Self::TakeIn => "take-in",
            Self::Work => "work",
            Self::Decide => "decide",
            Self::Withdraw => "withdraw",
            Self::Ask => "ask",
            Self::Release => "release",
            Self::Fence => "fence",
            Self::Audit => "audit",
            Self::People => "people",
            Self::Operate => "operate",
        }
    }

    /// The right of that name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.key() == key)
    }
}

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Relays what community reporters say; sees nothing of the register.
    Relay,
    /// Reads, comments, takes up, asks for releases.
    Analyst,
    /// And accepts, rejects, grades, joins, divides.
    Reviewer,
    /// Grants releases others asked for, and takes back.
    Releaser,
    /// All work on incidents, and keeping them to groups.
    Coordinator,
    /// Reads the register as far as cleared, and who did what.
    Auditor,
    /// Keeps accounts and the machine; sees nothing of the register.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::Relay,
        Self::Analyst,
        Self::Reviewer,
        Self::Releaser,
        Self::Coordinator,
        Self::Auditor,
        Self::Admin,
    ];

    /// The name used in data: `reviewer`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Relay => "relay",
            Self::Analyst => "analyst",
            Self::Reviewer => "reviewer",
            Self::Releaser => "releaser",
            Self::Coordinator => "coordinator",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }

    /// What this role may do, beside what anyone with an account may.
    pub fn rights(self) -> &'static [Right] {
        use Right as R;
        match self {
            Self::Relay => &[R::TakeIn],
            Self::Analyst => &[R::Read, R::TakeIn, R::Work, R::Ask],
            Self::Reviewer => &[R::Read, R::TakeIn, R::Work, R::Decide, R::Ask],
            Self::Releaser => &[R::Read, R::Work, R::Release, R::Withdraw],
            Self::Coordinator => &[
                R::Read,
                R::TakeIn,
                R::Work,
                R::Decide,
                R::Withdraw,
                R::Ask,
                R::Release,
                R::Fence,
            ],
            Self::Auditor => &[R::Read, R::Audit],
            Self::Admin => &[R::People, R::Operate],
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.key())
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|role| role.key() == text)
            .ok_or_else(|| {
                let keys: Vec<&str> = Self::ALL.iter().map(|role| role.key()).collect();
                format!("{text:?} is not a role; the roles are {}", keys.join(", "))
            })
    }
}

/// The roles of an account, as kept: their names joined by commas.
///
/// # Errors
/// A sentence naming what is no role.
pub fn roles(text: &str) -> Result<BTreeSet<Role>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect()
}

/// The roles someone is given, as typed: at least one.
///
/// # Errors
/// A sentence naming what is no role.
pub fn named(text: &str) -> Result<BTreeSet<Role>, String> {
    let roles = roles(text)?;
    if roles.is_empty() {
        return Err("an account has at least one role".to_owned());
    }
    Ok(roles)
}

/// Roles as they are kept: their names joined by commas.
pub fn keys(roles: &BTreeSet<Role>) -> String {
    let keys: Vec<&str> = roles.iter().map(|role| role.key()).collect();
    keys.join(",")
}

/// Sharing groups as typed, joined by commas.
///
/// # Errors
/// A sentence naming what cannot be the name of one.
pub fn groups(text: &str) -> Result<BTreeSet<String>, String> {
    let parts = text.split(',').map(str::trim).filter(|group| !group.is_empty());
    parts
        .map(|group| {
            if is_group(group) {
                Ok(group.to_owned())
            } else {
                Err(format!(
                    "{group:?} is no name of a sharing group; use lower-case letters, digits and -"
                ))
            }
        })
        .collect()
}

/// Everything someone with these roles may do.
pub fn rights(roles: &BTreeSet<Role>) -> BTreeSet<Right> {
    [Right::Anyone, Right::Own]
        .into_iter()
        .chain(roles.iter().flat_map(|role| role.rights().iter().copied()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_role_keeps_accounts_and_reads_the_register() {
        for role in Role::ALL {
            let rights = role.rights();
            assert!(
                !(rights.contains(&Right::People) && rights.contains(&Right::Read)),
                "{role}"
            );
            assert_eq!(role.key().parse(), Ok(role));
        }
        assert!(roles("analyst, admin").is_ok() && roles("king").is_err());
    }
}

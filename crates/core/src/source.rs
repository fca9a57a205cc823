//! Where reports come from: outlets, agencies, channels, parties. Never a person.

use serde::{Deserialize, Serialize};

/// What kind of voice a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceClass {
    /// A news agency.
    Wire,
    /// A newspaper, radio, television or site with a newsroom.
    Outlet,
    /// Media of a state.
    StateMedia,
    /// A party to the conflict, or its channel.
    Party,
    /// Community reporters, by form or SMS.
    Community,
    /// A partner agency or its feed.
    Partner,
    /// A site that republishes others.
    Aggregator,
    /// Not known.
    #[default]
    Unknown,
}

/// A source's own interest in what it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Interest {
    /// A party to the conflict.
    Party,
    /// Owned by, or speaking for, a party.
    Affiliated,
    /// No stake known after review.
    Independent,
    /// Not reviewed yet.
    #[default]
    Unknown,
}

/// An outlet, agency, channel or party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Short key: lower-case letters, digits, `.` and `-` (for example a site's host name). "" where nothing is known.
    pub key: String,
    /// The name readers know it by.
    pub name: String,
    /// What kind of voice it is.
    pub class: SourceClass,
    /// Its interest in what it tells.
    pub interest: Interest,
}

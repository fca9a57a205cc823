//! Who may see what: the Traffic Light Protocol 2.0 (FIRST, 2022) and what comes with it.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// TLP 2.0 labels, from the widest to the narrowest sharing; the order of the enum is the order of restriction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tlp {
    /// No limit on disclosure.
    #[default]
    Clear,
    /// The community.
    Green,
    /// The recipient's organisation and its clients.
    Amber,
    /// The recipient's organisation only.
    AmberStrict,
    /// The named recipients only.
    Red,
}

impl fmt::Display for Tlp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        })
    }
}

impl FromStr for Tlp {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_uppercase().trim_start_matches("TLP:") {
            "CLEAR" | "WHITE" => Ok(Self::Clear),
            "GREEN" => Ok(Self::Green),
            "AMBER" => Ok(Self::Amber),
            "AMBER+STRICT" | "AMBER-STRICT" => Ok(Self::AmberStrict),
            "RED" => Ok(Self::Red),
            other => Err(format!(
                "{other:?} is not a TLP 2.0 label; use CLEAR, GREEN, AMBER, AMBER+STRICT or RED"
            )),
        }
    }
}

/// How one report, and everything made from it, may travel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// The label it came with, or the strictest of the reports it was made from.
    pub tlp: Tlp,
    /// It came from a community reporter: words are never quoted outside, places are coarsened.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub community: bool,
}

impl Handling {
    /// The handling of something made from both: the stricter of each part.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            tlp: self.tlp.max(other.tlp),
            community: self.community || other.community,
        }
    }
}

//! Who would get something, and under which rules.

use serde::{Deserialize, Serialize};
use tocsin_core::codebook::code;
use tocsin_core::{Codebook, Tlp};

/// What the bytes are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Anyone may read it: only TLP:CLEAR leaves, whatever the clearance says.
    Public,
    /// A named partner reads it.
    Partner,
    /// The desk itself, for its own use: any state may be in it, marked as such.
    Desk,
}

/// How exactly places are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlacePrecision {
    /// As resolved. Outside the desk only for TLP:CLEAR, never for the public, never for community reports.
    Exact,
    /// The cell of a grid at least 10 km wide, and the second-level unit's name.
    Grid,
    /// The second-level unit's name alone, or the next wider one that is known.
    Admin2,
}

/// Whole days that must have passed since an event before it is told, by class of event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delays {
    /// Attacks on forces, clashes and what else tells where forces were.
    pub forces: u32,
    /// Threats, ultimatums, armed presence, blockades: what people must know early.
    pub warning: u32,
    /// Everything else.
    pub other: u32,
}

impl Delays {
    /// The days for events of `code`.
    #[must_use]
    pub fn of(&self, event: &str) -> u32 {
        let book = Codebook::get();
        let is = |wide: &tocsin_core::EventCode| book.is_a(event, &wide.0);
        if [
            code::ATTACK_ON_FORCES,
            code::ARMED_CLASH,
            code::DISRUPTED_ATTACK,
            code::ARREST,
        ]
        .iter()
        .any(is)
        {
            self.forces
        } else if [code::THREAT, code::ARMED_PRESENCE, code::BLOCKADE, code::RUMOUR]
            .iter()
            .any(is)
        {
            self.warning
        } else {
            self.other
        }
    }
}

/// Who would get something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Its name, as it will stand in the parcel and in the record of releases.
    pub name: String,
    /// The strictest label it may get.
    pub clearance: Tlp,
    /// What it is for.
    pub purpose: Purpose,
    /// How exactly places are told; made coarser where the rules ask for it, never finer.
    pub places: PlacePrecision,
    /// How long events are held back.
    #[serde(default)]
    pub delays: Delays,
    /// Group labels never told to this audience, in any field, beside those that are never told to anyone outside.
    #[serde(default)]
    pub masked: Vec<String>,
}

impl Audience {
    /// Anyone at all: TLP:CLEAR, grid cells, forces a day late.
    #[must_use]
    pub fn public() -> Self {
        Self {
            name: "public".to_owned(),
            clearance: Tlp::Clear,
            purpose: Purpose::Public,
            places: PlacePrecision::Grid,
            delays: Delays {
                forces: 1,
                warning: 0,
                other: 0,
            },
            masked: Vec::new(),
        }
    }

    /// The partner `name`, cleared up to `clearance`, told places by grid cell.
    #[must_use]
    pub fn partner(name: &str, clearance: Tlp) -> Self {
        Self {
            name: name.to_owned(),
            clearance,
            purpose: Purpose::Partner,
            places: PlacePrecision::Grid,
            delays: Delays::default(),
            masked: Vec::new(),
        }
    }

    /// The desk itself, with all it may see.
    #[must_use]
    pub fn desk(clearance: Tlp) -> Self {
        Self {
            name: "desk".to_owned(),
            clearance,
            purpose: Purpose::Desk,
            places: PlacePrecision::Exact,
            delays: Delays::default(),
            masked: Vec::new(),
        }
    }

    /// Whether it is outside the desk.
    pub(crate) fn is_outside(&self) -> bool {
        self.purpose != Purpose::Desk
    }

    /// The strictest label that may go to it: the public gets TLP:CLEAR alone, whatever its clearance is set to.
    pub(crate) fn limit(&self) -> Tlp {
        match self.purpose {
            Purpose::Public => Tlp::Clear,
            Purpose::Partner | Purpose::Desk => self.clearance,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_go_by_class() {
        let delays = Delays {
            forces: 3,
            warning: 1,
            other: 2,
        };
        for (event, days) in [
            ("attack-on-forces", 3),
            ("territory-taken", 3),
            ("ultimatum", 1),
            ("road-block", 1),
            ("attack-on-civilians", 2),
            ("no-such-code", 2),
        ] {
            assert_eq!(delays.of(event), days, "{event}");
        }
    }
}

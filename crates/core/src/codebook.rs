//! The code book: what kinds of event there are, in English and French, as a data file anyone can read.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// A code of the code book, such as `armed-clash`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventCode(pub Cow<'static, str>);

impl EventCode {
    /// The code written `code`; use the constants of [`code`] where they exist.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    /// Its entry; `None` for a code no longer, or not yet, in the book.
    #[must_use]
    pub fn entry(&self) -> Option<&'static Entry> {
        Codebook::get().entry(&self.0)
    }
}

impl fmt::Display for EventCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One line of the code book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code.
    pub code: &'static str,
    /// The wider code it belongs to; "" for a class of its own.
    pub parent: &'static str,
    /// ACLED event type and sub-event type as they name them; "" where they have none.
    pub acled: (&'static str, &'static str),
    /// PLOVER root; "" where none fits.
    pub plover: &'static str,
    /// Name in English and French.
    pub name: (&'static str, &'static str),
    /// Definition in English and French.
    pub definition: (&'static str, &'static str),
}

/// All entries, in the order of the file.
#[derive(Debug)]
pub struct Codebook {
    /// Version of the book, from its first line.
    pub version: &'static str,
    /// The entries.
    pub entries: Vec<Entry>,
    /// Places in `entries`, by code.
    by_code: BTreeMap<&'static str, usize>,
}

static BOOK: LazyLock<Codebook> =
    LazyLock::new(|| Codebook::parse(include_str!("../../../data/codebook/codebook.tsv")));

impl Codebook {
    /// The book that ships with Tocsin.
    #[must_use]
    pub fn get() -> &'static Self {
        &BOOK
    }

    /// The entry of `code`; `None` if there is none.
    #[must_use]
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.by_code.get(code).and_then(|&at| self.entries.get(at))
    }

    /// Whether `narrow` is `wide` or lies under it.
    #[must_use]
    pub fn is_a(&self, narrow: &str, wide: &str) -> bool {
        let mut at = narrow;
        // The book is at most a few levels deep; the bound guards against a loop in edited data.
        for _ in 0..8 {
            if at == wide {
                return true;
            }
            match self.entry(at) {
                Some(entry) if !entry.parent.is_empty() => at = entry.parent,
                _ => return false,
            }
        }
        false
    }

    fn parse(text: &'static str) -> Self {
        let mut version = "";
        let mut entries = Vec::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# version ") {
                version = rest.trim();
            }
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [code, parent, acled_type, acled_sub, plover, en, fr, en_is, fr_is] = cells[..] else {
                continue;
            };
            if code == "code" || line.starts_with('#') {
                continue;
            }
            entries.push(Entry {
                code,
                parent,
                acled: (acled_type, acled_sub),
                plover,
                name: (en, fr),
                definition: (en_is, fr_is),
            });
        }
        // Of two lines with one code the first holds.
        let by_code = entries
            .iter()
            .enumerate()
            .rev()
            .map(|(at, entry)| (entry.code, at))
            .collect();
        Self {
            version,
            entries,
            by_code,
        }
    }
}

/// The codes that rules name.
#[expect(
    missing_docs,
    reason = "each is defined, in two languages, in data/codebook/codebook.tsv"
)]
pub mod code {
    use super::EventCode;
    pub const ARMED_CLASH: EventCode = EventCode::new("armed-clash");
    pub const TERRITORY_REGAINED: EventCode = EventCode::new("territory-regained");
    pub const TERRITORY_TAKEN: EventCode = EventCode::new("territory-taken");
    pub const ATTACK: EventCode = EventCode::new("attack");
    pub const ATTACK_ON_FORCES: EventCode = EventCode::new("attack-on-forces");
    pub const ATTACK_ON_CIVILIANS: EventCode = EventCode::new("attack-on-civilians");
    pub const KILLING: EventCode = EventCode::new("killing");
    pub const ABDUCTION: EventCode = EventCode::new("abduction");
    pub const SEXUAL_VIOLENCE: EventCode = EventCode::new("sexual-violence");
    pub const EXPLOSION: EventCode = EventCode::new("explosion");
    pub const SUICIDE_BOMB: EventCode = EventCode::new("suicide-bomb");
    pub const EXPLOSIVE_DEVICE: EventCode = EventCode::new("explosive-device");
    pub const SHELLING: EventCode = EventCode::new("shelling");
    pub const AIR_STRIKE: EventCode = EventCode::new("air-strike");
    pub const GRENADE: EventCode = EventCode::new("grenade");
    pub const CHEMICAL_WEAPON: EventCode = EventCode::new("chemical-weapon");
    pub const PROPERTY_DESTRUCTION: EventCode = EventCode::new("property-destruction");
    pub const LOOTING: EventCode = EventCode::new("looting");
    pub const ARSON: EventCode = EventCode::new("arson");
    pub const HIJACKING: EventCode = EventCode::new("hijacking");
    pub const ARREST: EventCode = EventCode::new("arrest");
    pub const AGREEMENT: EventCode = EventCode::new("agreement");
    pub const PROTEST: EventCode = EventCode::new("protest");
    pub const PROTEST_FORCE: EventCode = EventCode::new("protest-excessive-force");
    pub const RIOT: EventCode = EventCode::new("violent-demonstration");
    pub const MOB_VIOLENCE: EventCode = EventCode::new("mob-violence");
    pub const THREAT: EventCode = EventCode::new("threat");
    pub const ULTIMATUM: EventCode = EventCode::new("ultimatum");
    pub const ARMED_PRESENCE: EventCode = EventCode::new("armed-presence");
    pub const RECONNAISSANCE: EventCode = EventCode::new("reconnaissance");
    pub const BLOCKADE: EventCode = EventCode::new("blockade");
    pub const ROAD_BLOCK: EventCode = EventCode::new("road-block");
    pub const DISPLACEMENT: EventCode = EventCode::new("displacement");
    pub const RUMOUR: EventCode = EventCode::new("rumour");
    pub const DISRUPTED_ATTACK: EventCode = EventCode::new("disrupted-attack");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_book_is_whole() {
        let book = Codebook::get();
        assert!(!book.version.is_empty());
        assert!(book.entries.len() >= 35, "{} entries", book.entries.len());
        for entry in &book.entries {
            assert!(
                entry.parent.is_empty() || book.entry(entry.parent).is_some(),
                "{} has no parent {}",
                entry.code,
                entry.parent
            );
            for text in [entry.name.0, entry.name.1, entry.definition.0, entry.definition.1] {
                assert!(!text.trim().is_empty(), "{} lacks a text", entry.code);
            }
        }
        assert!(book.is_a("suicide-bomb", "attack"));
        assert!(!book.is_a("attack", "suicide-bomb"));
    }

    #[test]
    fn every_constant_is_in_the_book() {
        let source = include_str!("codebook.rs");
        let codes = source
            .lines()
            .filter_map(|line| line.split_once("EventCode::new(\"")?.1.split('"').next());
        let missing: Vec<&str> = codes
            .filter(|code| {
                Codebook::get().entry(code).is_none() && code.contains(|c: char| c.is_ascii_lowercase())
            })
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

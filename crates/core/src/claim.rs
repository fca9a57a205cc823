//! One value of one field, with the words it came from, who said it, and how it was said.

use crate::{EventCode, Place, Span, When};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a claim is about. The order is the order in which fields are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// What happened: a code of the code book ([`Value::Event`]).
    Event,
    /// When ([`Value::When`]).
    Date,
    /// Where ([`Value::Place`]).
    Place,
    /// The kind of site hit: school, market, barracks, airport ([`Value::Term`]).
    Site,
    /// Who is said to have done it ([`Value::Actor`]).
    Perpetrator,
    /// A claim of responsibility: the claimant ([`Value::Actor`]); the stance says claimed or denied.
    Responsibility,
    /// Who or what was hit: a group of people, a force, a building ([`Value::Actor`] or [`Value::Term`]).
    Target,
    /// Weapon or means ([`Value::Term`]).
    Weapon,
    /// People killed, attackers not counted ([`Value::Toll`]).
    Killed,
    /// People injured, attackers not counted.
    Injured,
    /// People missing.
    Missing,
    /// People abducted or held.
    Abducted,
    /// People who fled.
    Displaced,
    /// Attackers killed.
    AttackersKilled,
    /// Attackers injured.
    AttackersInjured,
    /// Attackers captured or arrested.
    AttackersHeld,
    /// What the event did: houses burnt, road closed, schools shut ([`Value::Term`]).
    Impact,
    /// State of affairs said of the event: contained, ongoing ([`Value::Term`]).
    Situation,
}

impl Field {
    /// All fields in the order in which they are shown.
    pub const ALL: [Self; 18] = [
        Self::Event,
        Self::Date,
        Self::Place,
        Self::Site,
        Self::Perpetrator,
        Self::Responsibility,
        Self::Target,
        Self::Weapon,
        Self::Killed,
        Self::Injured,
        Self::Missing,
        Self::Abducted,
        Self::Displaced,
        Self::AttackersKilled,
        Self::AttackersInjured,
        Self::AttackersHeld,
        Self::Impact,
        Self::Situation,
    ];

    /// The name used in data: `attackers-killed`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Date => "date",
            Self::Place => "place",
            Self::Site => "site",
            Self::Perpetrator => "perpetrator",
            Self::Responsibility => "responsibility",
            Self::Target => "target",
            Self::Weapon => "weapon",
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Abducted => "abducted",
            Self::Displaced => "displaced",
            Self::AttackersKilled => "attackers-killed",
            Self::AttackersInjured => "attackers-injured",
            Self::AttackersHeld => "attackers-held",
            Self::Impact => "impact",
            Self::Situation => "situation",
        }
    }
}

/// How a claim is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Said as a fact.
    Asserted,
    /// Said by a party of its own doing, or alleged ("claimed", "revendique").
    Claimed,
    /// Said not to be so.
    Denied,
    /// Said to be so by one who speaks of another's word ("confirmed").
    Confirmed,
    /// Said to be perhaps so ("may have", "aurait", "reportedly", "presumed").
    Possible,
    /// Said to be intended.
    Planned,
    /// Only imagined ("if", "could lead to").
    Hypothetical,
    /// Told as history behind the news.
    PastBackground,
}

impl Stance {
    /// The name used in data: `past-background`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Claimed => "claimed",
            Self::Denied => "denied",
            Self::Confirmed => "confirmed",
            Self::Possible => "possible",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
            Self::PastBackground => "past-background",
        }
    }
}

/// What kind of voice speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakerKind {
    /// The report itself, attributing to no one.
    #[default]
    Report,
    /// A government, ministry, governor, prefect.
    Government,
    /// An army, police, gendarmerie; a security source.
    Security,
    /// An armed group.
    ArmedGroup,
    /// A local elected or customary authority: mayor, village chief.
    LocalAuthority,
    /// A hospital or health worker.
    Medical,
    /// People who saw it.
    Witness,
    /// People who live there.
    Resident,
    /// The United Nations, the Red Cross, an aid agency.
    Humanitarian,
    /// A human-rights body or a civil society organisation.
    CivilSociety,
    /// Another outlet or agency.
    Media,
    /// Analysts and experts.
    Analyst,
    /// A court, prosecutor or inquiry.
    Justice,
    /// "A source", social media, unnamed.
    Unnamed,
}

/// Who says it: a role or an organisation as the text names it. Never a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Speaker {
    /// What kind of voice.
    pub kind: SpeakerKind,
    /// Role or organisation as said ("a security source", "l'état-major"); "" for [`SpeakerKind::Report`].
    pub name: String,
    /// Key in the register of actors, or of a known organisation; "" if none.
    pub key: String,
    /// The words that name the speaker; `None` for [`SpeakerKind::Report`].
    pub span: Option<Span>,
}

/// An actor as named, with its key where it is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorName {
    /// Key in `data/actors`; "" for one never heard of, or a description ("armed men").
    pub key: String,
    /// As said.
    pub name: String,
}

/// A term of the lexicon: a site, weapon, target, impact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Term {
    /// Concept key, the same in every language (`school`, `market`, `ied`); "" where the lexicon has none.
    pub key: String,
    /// As said.
    pub name: String,
}

/// A number of people as said, never more exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Count {
    /// At least this many.
    pub least: u64,
    /// At most this many; `None`: the text sets no upper bound.
    pub most: Option<u64>,
    /// "about", "une vingtaine": the bounds are soft.
    pub about: bool,
}

impl Count {
    /// Exactly `n`.
    #[must_use]
    pub fn exactly(n: u64) -> Self {
        Self {
            least: n,
            most: Some(n),
            about: false,
        }
    }

    /// The number, where it is one hard number; `None` for intervals and soft bounds.
    #[must_use]
    pub fn exact(&self) -> Option<u64> {
        (self.most == Some(self.least) && !self.about).then_some(self.least)
    }

    /// Whether both can be true: the intervals meet. Soft bounds are widened by a third.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let (low1, high1) = self.softened();
        let (low2, high2) = other.softened();
        low1 <= high2.unwrap_or(u64::MAX) && low2 <= high1.unwrap_or(u64::MAX)
    }

    fn softened(&self) -> (u64, Option<u64>) {
        if !self.about {
            return (self.least, self.most);
        }
        (
            self.least - self.least / 3,
            self.most.map(|most| most.saturating_add(most / 3)),
        )
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.about { "~" } else { "" };
        match self.most {
            Some(most) if most == self.least => write!(out, "{about}{most}"),
            Some(most) => write!(out, "{about}{}–{most}", self.least),
            None => write!(out, "{about}≥{}", self.least),
        }
    }
}

/// A toll: how many, and of whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Toll {
    /// How many.
    pub count: Count,
    /// Of whom, as a concept key: `civilians`, `soldiers`, `children`, `women`, `police`; "" for people in general.
    pub of: String,
    /// A part of a larger number said beside it ("3 of them children"): never added to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// A running total over several events ("bringing to 40"): never this event's own toll.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub running: bool,
}

/// The value of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A code of the code book.
    Event(EventCode),
    /// A time.
    When(When),
    /// A place.
    Place(Box<Place>),
    /// An actor.
    Actor(ActorName),
    /// A term.
    Term(Term),
    /// A toll.
    Toll(Toll),
}

impl Value {
    /// The value in short: a code, an ISO interval, a name, a count.
    #[must_use]
    pub fn short(&self) -> String {
        match self {
            Self::Event(code) => code.to_string(),
            Self::When(when) => {
                let iso = when.iso();
                if iso.is_empty() { "?".to_owned() } else { iso }
            }
            Self::Place(place) => match place.country() {
                "" => place.name.clone(),
                country => format!("{} ({country})", place.name),
            },
            Self::Actor(actor) => actor.name.clone(),
            Self::Term(term) => term.name.clone(),
            Self::Toll(toll) if toll.of.is_empty() => toll.count.to_string(),
            Self::Toll(toll) => format!("{} {}", toll.count, toll.of),
        }
    }
}

/// One value of one field, traced to its words and its speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What it is about.
    pub field: Field,
    /// The value.
    pub value: Value,
    /// The words that give it.
    pub span: Span,
    /// The sentence, row or field the words stand in.
    pub sentence: Span,
    /// The innermost one to whom the text attributes it.
    pub speaker: Speaker,
    /// Those through whom it reached the report, from the innermost outwards ("a source told AFP": AFP). Often empty.
    pub via: Vec<Speaker>,
    /// How it is put.
    pub stance: Stance,
    /// The time for which it is said to hold ("as of Tuesday evening"); `None` if not said.
    pub as_of: Option<When>,
    /// The rule that read it, and what it went by.
    pub rule: String,
}

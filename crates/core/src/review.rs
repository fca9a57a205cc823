//! What rules propose and people decide: grades, states and the decisions that move them.

use crate::{AccountId, ClaimRef, Field, IncidentId, Reason};
use serde::{Deserialize, Serialize};

/// Reliability of the source, Admiralty letters (NATO AJP-2.1): A completely reliable … E unreliable, F cannot be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the letters are the standard's own")]
pub enum SourceLetter {
    A,
    B,
    C,
    D,
    E,
    #[default]
    F,
}

/// An Admiralty grade: letter and number judged apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Grade {
    /// Source.
    pub source: SourceLetter,
    /// Information, 1 confirmed … 5 improbable, 6 cannot be judged.
    pub information: u8,
}

impl std::fmt::Display for Grade {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:?}{}", self.source, self.information)
    }
}

/// What the rules propose, with the sentences that explain it and what would raise it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedGrade {
    /// The grade.
    pub grade: Grade,
    /// Why not better and not worse.
    pub reasons: Vec<Reason>,
    /// What would raise it.
    pub raise: Vec<Reason>,
}

/// Where an incident stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nobody has looked yet.
    #[default]
    New,
    /// Someone is looking.
    InReview,
    /// A person takes it as having happened.
    Accepted,
    /// A person takes it as not an incident.
    Rejected,
    /// Taken back after acceptance; everyone who got it is told.
    Withdrawn,
}

impl Status {
    /// The name used in data: `in-review`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InReview => "in-review",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "act")]
pub enum Act {
    /// Takes it into review, or back into it.
    TakeUp,
    /// Takes it as having happened.
    Accept,
    /// Takes it as not an incident.
    Reject,
    /// Takes back an accepted one.
    Withdraw,
    /// Sets the grade.
    Grade {
        /// The grade.
        grade: Grade,
    },
    /// Takes one claim as the value of a field.
    Prefer {
        /// The field.
        field: Field,
        /// The claim; its value is shown first, the others stay.
        claim: ClaimRef,
    },
    /// Says that `with` tells of the same event.
    Merge {
        /// The incident to be joined into this one.
        with: IncidentId,
    },
    /// Says that these accounts tell of another event.
    Split {
        /// The accounts to be taken out, at least one, not all.
        accounts: Vec<AccountId>,
    },
    /// Takes back the merge or split with this number.
    Undo {
        /// [`Decision::number`] of the decision taken back.
        decision: u64,
    },
    /// Answers a discrepancy.
    Resolve {
        /// The field in question.
        field: Field,
        /// The claims found right; empty: it stays open, with the reason said.
        right: Vec<ClaimRef>,
    },
    /// Gives it to someone to work on.
    Assign {
        /// Handle of a desk account; "" takes it back to nobody.
        to: String,
    },
    /// Says, as a second reader, whether the last word on it stands.
    SecondRead {
        /// It stands.
        agrees: bool,
    },
    /// Only says something.
    Comment,
}

/// One entry of an incident's history; never changed, never removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number in the ledger; 0 before it is recorded.
    pub number: u64,
    /// The incident.
    pub incident: IncidentId,
    /// The incident's version it was made on.
    pub version: u32,
    /// What.
    #[serde(flatten)]
    pub act: Act,
    /// Who: the handle of a desk account, not a name.
    pub who: String,
    /// When: RFC 3339, UTC.
    pub when: String,
    /// Why, in the person's words; may be empty only for [`Act::TakeUp`].
    pub why: String,
}

//! The states of an incident and the human transitions between them.

use thiserror::Error;
use tocsin_core::{Act, Decision, Status};

/// Why a decision is not allowed. Each kind has a sentence in `data/messages/{en,fr}/review.ftl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAllowed {
    /// The incident is not in a state from which this leads anywhere.
    #[error("an incident that is {} cannot be moved so; take it into review first", .0.key())]
    From(Status),
    /// The decision says no reason.
    #[error("say why: every decision but taking up needs a reason")]
    NoReason,
    /// A split that takes out nothing, or a grade outside the scale.
    #[error("the decision says nothing that could be done")]
    Empty,
}

impl NotAllowed {
    /// The key of its sentence.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::From(_) => "review-not-from-here",
            Self::NoReason => "review-no-reason",
            Self::Empty => "review-nothing-to-do",
        }
    }
}

/// The state after `act`, from `status`. Acts that only add something leave the state as it is.
///
/// # Errors
/// [`NotAllowed::From`] where the act is not open from `status`: only what is in review is accepted or rejected, only what is
/// accepted is withdrawn. [`NotAllowed::Empty`] for a split of nothing and for a grade outside 1..=6.
pub fn next(status: Status, act: &Act) -> Result<Status, NotAllowed> {
    match (act, status) {
        // Taking up opens anything again; an accepted incident is withdrawn first, so that whoever got it is told.
        (Act::TakeUp, Status::Accepted) => Err(NotAllowed::From(status)),
        (Act::TakeUp, _) => Ok(Status::InReview),
        // Accepting again says that what changed since holds too.
        (Act::Accept, Status::InReview | Status::Accepted) => Ok(Status::Accepted),
        (Act::Reject, Status::InReview) => Ok(Status::Rejected),
        (Act::Withdraw, Status::Accepted) => Ok(Status::Withdrawn),
        (Act::Accept | Act::Reject | Act::Withdraw, _) => Err(NotAllowed::From(status)),
        (Act::Split { accounts }, _) if accounts.is_empty() => Err(NotAllowed::Empty),
        (Act::Grade { grade }, _) if !(1..=6).contains(&grade.information) => Err(NotAllowed::Empty),
        _ => Ok(status),
    }
}

/// Checks a whole decision: the transition, and that it says why.
///
/// # Errors
/// [`NotAllowed::NoReason`] for an empty `why` of anything but taking up, assigning and agreeing as a second reader; else those of [`next`].
pub fn check(status: Status, decision: &Decision) -> Result<Status, NotAllowed> {
    let explains_itself = matches!(
        decision.act,
        Act::TakeUp | Act::Assign { .. } | Act::SecondRead { agrees: true }
    );
    if !explains_itself && decision.why.trim().is_empty() {
        return Err(NotAllowed::NoReason);
    }
    next(status, &decision.act)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::{Grade, IncidentId, SourceLetter};

    const ALL: [Status; 5] = [
        Status::New,
        Status::InReview,
        Status::Accepted,
        Status::Rejected,
        Status::Withdrawn,
    ];

    /// The state after `act` from each of the five states; `-` where it is not allowed.
    #[track_caller]
    fn check_all(act: &Act, expected: &str) {
        let got: Vec<&str> = ALL
            .iter()
            .map(|&status| next(status, act).map_or("-", Status::key))
            .collect();
        assert_eq!(got.join(" "), expected, "{act:?}");
    }

    #[test]
    fn transitions() {
        check_all(&Act::TakeUp, "in-review in-review - in-review in-review");
        check_all(&Act::Accept, "- accepted accepted - -");
        check_all(&Act::Reject, "- rejected - - -");
        check_all(&Act::Withdraw, "- - withdrawn - -");
        check_all(&Act::Comment, "new in-review accepted rejected withdrawn");
        check_all(&Act::Split { accounts: Vec::new() }, "- - - - -");
        let grade = |information| Act::Grade {
            grade: Grade {
                source: SourceLetter::B,
                information,
            },
        };
        check_all(&grade(0), "- - - - -");
        check_all(&grade(7), "- - - - -");
        check_all(&grade(2), "new in-review accepted rejected withdrawn");
    }

    #[test]
    fn every_decision_but_taking_up_says_why() {
        let decision = |act: Act, why: &str| Decision {
            number: 0,
            incident: IncidentId("i1".into()),
            version: 1,
            act,
            who: "ana".into(),
            when: "2024-09-18T08:00:00Z".into(),
            why: why.into(),
        };
        assert_eq!(
            check(Status::New, &decision(Act::TakeUp, "")),
            Ok(Status::InReview)
        );
        assert_eq!(
            check(Status::InReview, &decision(Act::Accept, "  ")),
            Err(NotAllowed::NoReason)
        );
        assert_eq!(
            check(Status::InReview, &decision(Act::Accept, "two origins")),
            Ok(Status::Accepted)
        );
        assert_eq!(
            check(Status::New, &decision(Act::Comment, "")),
            Err(NotAllowed::NoReason)
        );
    }
}

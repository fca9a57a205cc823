//! Values that cannot all hold, with what may explain it.

use super::Said;
use super::rivals::vagueness;
use crate::same_event::other_year;
use crate::words::fold;
use std::collections::{BTreeMap, BTreeSet};
use tocsin_core::{
    ClaimRef, Discrepancy, Field, FieldView, Reason, ReportId, Rival, SpeakerKind, Stance, Toll, Value, When,
};

/// The discrepancy among the values of `view`; `None` where all can hold.
pub(crate) fn of(view: &FieldView, said: &[Said<'_>]) -> Option<Discrepancy> {
    let by_ref: BTreeMap<&ClaimRef, &Said<'_>> = said.iter().map(|said| (&said.at, said)).collect();
    let stands = |rival: &&Rival| {
        rival.claims.iter().any(|at| {
            by_ref.get(at).is_some_and(|said| {
                !matches!(
                    said.claim.stance,
                    Stance::Hypothetical | Stance::Planned | Stance::PastBackground
                )
            })
        })
    };
    let mut standing: Vec<&Rival> = view.rivals.iter().filter(stands).collect();
    standing.sort_by_key(|rival| vagueness(&rival.value));
    let voices = Voices::of(view.field, &standing, &by_ref);
    let mut sides = sides(view.field, &standing, &voices);
    let mut explanations = explain(view.field, &sides, &by_ref);
    if sides.is_empty() {
        sides = denied(view);
        if !sides.is_empty() {
            explanations = vec![Reason::new("link-why-denied")];
        }
    }
    (!sides.is_empty()).then(|| Discrepancy {
        field: view.field,
        sides: sides
            .iter()
            .map(|side| side.iter().flat_map(|rival| rival.1.iter().cloned()).collect())
            .collect(),
        explanations,
    })
}

/// An actor that some say did it and that denies having done it, where the perpetrators said contradict each other in no other
/// way. The denial stands under another field, [`Field::Responsibility`].
pub(crate) fn denied_by_the_accused(fields: &[FieldView]) -> Option<Discrepancy> {
    let rivals = |field: Field| {
        let view = fields.iter().find(move |view| view.field == field);
        view.into_iter().flat_map(|view| &view.rivals)
    };
    let key = |rival: &Rival| match &rival.value {
        Value::Actor(actor) if !actor.key.is_empty() => Some(actor.key.clone()),
        _ => None,
    };
    let denied = |accused: &&Rival| {
        let who = key(accused)?;
        rivals(Field::Responsibility)
            .find(|rival| !rival.denials.is_empty() && key(rival).as_ref() == Some(&who))
    };
    let (accused, denial) = rivals(Field::Perpetrator)
        .filter(|rival| !rival.claims.is_empty())
        .find_map(|accused| Some((accused, denied(&accused)?)))?;
    Some(Discrepancy {
        field: Field::Perpetrator,
        sides: vec![accused.claims.clone(), denial.denials.clone()],
        explanations: vec![Reason::new("link-why-denied")],
    })
}

/// A rival with those of its claims that make up a side.
type Part<'r> = (&'r Rival, Vec<ClaimRef>);

/// Sets of values that agree among themselves and contradict another set. Values that agree with everything are on no side.
fn sides<'r>(field: Field, standing: &[&'r Rival], voices: &Voices<'_>) -> Vec<Vec<Part<'r>>> {
    let clash = |a: &Rival, b: &Rival| contradicts(field, &a.value, &b.value) && voices.clash(a, b);
    let torn: Vec<&Rival> = standing
        .iter()
        .filter(|rival| standing.iter().any(|other| clash(rival, other)))
        .copied()
        .collect();
    let mut sides: Vec<Vec<Part<'r>>> = Vec::new();
    for rival in torn {
        let fitting: Vec<usize> = (0..sides.len())
            .filter(|&at| sides[at].iter().all(|(other, _)| !clash(rival, other)))
            .collect();
        match fitting[..] {
            [] => sides.push(vec![(rival, rival.claims.clone())]),
            [at] => sides[at].push((rival, rival.claims.clone())),
            // It agrees with more than one side: it decides nothing.
            _ => {}
        }
    }
    if sides.len() < 2 { Vec::new() } else { sides }
}

/// Everything each voice says of the field. One voice that gives two days or two places tells of both; two voices
/// contradict each other only where nothing that one says can hold with anything comparable that the other says.
struct Voices<'v> {
    field: Field,
    says: BTreeMap<Voice<'v>, Vec<&'v Value>>,
    by_ref: &'v BTreeMap<&'v ClaimRef, &'v Said<'v>>,
}

impl<'v> Voices<'v> {
    fn of(field: Field, standing: &[&'v Rival], by_ref: &'v BTreeMap<&'v ClaimRef, &'v Said<'v>>) -> Self {
        let mut says: BTreeMap<Voice<'v>, Vec<&Value>> = BTreeMap::new();
        for rival in standing {
            for said in rival.claims.iter().filter_map(|at| by_ref.get(at)) {
                says.entry(voice(field, said)).or_default().push(&rival.value);
            }
        }
        Self { field, says, by_ref }
    }

    /// Whether a voice that gives `a` and one that gives `b` contradict each other.
    fn clash(&self, a: &Rival, b: &Rival) -> bool {
        let of = |rival: &Rival| -> BTreeSet<Voice<'v>> {
            let claims = rival.claims.iter();
            claims
                .filter_map(|at| self.by_ref.get(at))
                .map(|said| voice(self.field, said))
                .collect()
        };
        let (left, right) = (of(a), of(b));
        left.iter()
            .any(|one| right.iter().any(|other| one != other && self.apart(one, other)))
    }

    fn apart(&self, one: &Voice<'v>, other: &Voice<'v>) -> bool {
        let (Some(left), Some(right)) = (self.says.get(one), self.says.get(other)) else {
            return false;
        };
        let agree = |a: &&Value, b: &&Value| comparable(a, b) && !contradicts(self.field, a, b);
        !left.iter().any(|a| right.iter().any(|b| agree(a, b)))
    }
}

/// The report, and of tolls and actors also who speaks in it; when and where is the report's own account.
type Voice<'v> = (&'v ReportId, SpeakerKind, &'v str);

fn voice<'v>(field: Field, said: &Said<'v>) -> Voice<'v> {
    let report = &said.dossier.report;
    if matches!(field, Field::Date | Field::Place) {
        return (report, SpeakerKind::Report, "");
    }
    let speaker = &said.claim.speaker;
    let name = if speaker.key.is_empty() {
        &speaker.name
    } else {
        &speaker.key
    };
    (report, speaker.kind, name)
}

/// Whether agreeing on these two values means agreeing on the field: tolls of different groups say nothing of each other.
fn comparable(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Toll(a), Value::Toll(b)) => a.of == b.of && a.part == b.part && a.running == b.running,
        _ => true,
    }
}

/// A value some give and others deny.
fn denied(view: &FieldView) -> Vec<Vec<Part<'_>>> {
    view.rivals
        .iter()
        .find(|rival| !rival.claims.is_empty() && !rival.denials.is_empty())
        .map(|rival| {
            vec![
                vec![(rival, rival.claims.clone())],
                vec![(rival, rival.denials.clone())],
            ]
        })
        .unwrap_or_default()
}

/// Whether two values of one field cannot both hold.
pub(crate) fn contradicts(field: Field, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::When(a), Value::When(b)) => !a.meets(b),
        (Value::Place(a), Value::Place(b)) => !a.meets(b),
        (Value::Toll(a), Value::Toll(b)) => tolls_clash(a, b),
        // Several may have done it together; two known groups are a question all the same.
        (Value::Actor(a), Value::Actor(b)) => {
            matches!(field, Field::Perpetrator | Field::Responsibility)
                && !a.key.is_empty()
                && !b.key.is_empty()
                && a.key != b.key
        }
        _ => false,
    }
}

/// Parts and running totals are other counts. Of two groups only a whole that is smaller than its part cannot hold.
fn tolls_clash(a: &Toll, b: &Toll) -> bool {
    if a.running || b.running || (a.part && b.part && a.of != b.of) {
        return false;
    }
    let whole = |toll: &Toll| toll.of.is_empty() && !toll.part;
    match (whole(a), whole(b)) {
        (true, false) => a.count.most.is_some_and(|most| most < b.count.least) && !a.count.meets(&b.count),
        (false, true) => tolls_clash(b, a),
        _ => a.of == b.of && a.part == b.part && !a.count.meets(&b.count),
    }
}

/// Whether both values can hold and speak of the same thing.
pub(crate) fn agrees(field: Field, a: &Value, b: &Value) -> bool {
    comparable(a, b) && !contradicts(field, a, b)
}

/// What may explain the sides, most likely first.
fn explain(field: Field, sides: &[Vec<Part<'_>>], by_ref: &BTreeMap<&ClaimRef, &Said<'_>>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (nth, one) in sides.iter().enumerate() {
        for other in &sides[nth + 1..] {
            let (Some((a, a_claims)), Some((b, b_claims))) = (one.first(), other.first()) else {
                continue;
            };
            let reason = why(field, &a.value, &b.value, is_later(a_claims, b_claims, by_ref));
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    reasons
}

/// Whether every claim of one side was published after every claim of the other: `Some(true)` if `a` is the later.
fn is_later(a: &[ClaimRef], b: &[ClaimRef], by_ref: &BTreeMap<&ClaimRef, &Said<'_>>) -> Option<bool> {
    let days = |claims: &[ClaimRef]| -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        let days: Option<Vec<_>> = claims
            .iter()
            .map(|at| {
                let said = by_ref.get(at)?;
                let as_of = said.claim.as_of.as_ref().and_then(|when| when.last);
                as_of.or_else(|| said.dossier.published.as_ref()?.first)
            })
            .collect();
        let days = days?;
        Some((*days.iter().min()?, *days.iter().max()?))
    };
    let (a, b) = (days(a)?, days(b)?);
    (a.0 > b.1)
        .then_some(true)
        .or_else(|| (b.0 > a.1).then_some(false))
}

fn why(field: Field, a: &Value, b: &Value, a_is_later: Option<bool>) -> Reason {
    let plain = |key: &str| {
        let (a, b) = (a.short(), b.short());
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        Reason::new(key).with("one", a).with("other", b)
    };
    match (a, b) {
        (Value::When(a), Value::When(b)) => plain(times(a, b)),
        (Value::Place(a), Value::Place(b)) if fold(&a.name) == fold(&b.name) => plain("link-why-homonym"),
        (Value::Place(_), Value::Place(_)) => plain("link-why-other-place"),
        (Value::Toll(one), Value::Toll(other)) => {
            if one.of != other.of {
                return plain("link-why-part");
            }
            match a_is_later {
                Some(later) => {
                    let (new, old) = if later { (a, b) } else { (b, a) };
                    Reason::new("link-why-update")
                        .with("new", new.short())
                        .with("old", old.short())
                }
                None => plain("link-why-other-count"),
            }
        }
        _ if field == Field::Responsibility => plain("link-why-rival-claims"),
        _ => plain("link-why-rival-names"),
    }
}

fn times(a: &When, b: &When) -> &'static str {
    if other_year(a, b) {
        return "link-why-other-year";
    }
    match (a.first, b.first) {
        (Some(one), Some(other))
            if (crate::facts::day_number(one) - crate::facts::day_number(other)).abs() == 1 =>
        {
            "link-why-next-day"
        }
        _ => "link-why-other-day",
    }
}

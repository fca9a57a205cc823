//! What linking goes by in one account: its claims, sorted by what they speak of.

use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::{AccountId, Claim, Dossier, Field, Place, Stance, Standing, Toll, Value, When};

/// One account with the values that are compared. It holds its dossier and remembers which of its claims count, so that
/// making it copies nothing.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) id: AccountId,
    pub(crate) dossier: Arc<Dossier>,
    pub(crate) standing: Standing,
    /// Claims that linking goes by, as indices into the reading's claims.
    claims: Vec<u32>,
}

impl Facts {
    /// The facts of account `n` of `dossier`; `None` if there is no such account.
    pub(crate) fn of(dossier: &Arc<Dossier>, n: u32) -> Option<Self> {
        let account = dossier.reading.accounts.get(n as usize)?;
        let claims = dossier.reading.claims_of(n);
        Some(Self {
            id: AccountId {
                report: dossier.report.clone(),
                n,
            },
            standing: account.standing,
            claims: claims
                .filter(|(_, claim)| counts(claim))
                .map(|(at, _)| at)
                .collect(),
            dossier: Arc::clone(dossier),
        })
    }

    /// Every account of `dossier`.
    pub(crate) fn all(dossier: &Arc<Dossier>) -> Vec<Self> {
        (0..dossier.reading.accounts.len())
            .filter_map(|n| Self::of(dossier, u32::try_from(n).ok()?))
            .collect()
    }

    /// The code of the event.
    pub(crate) fn code(&self) -> &str {
        let account = self.dossier.reading.accounts.get(self.id.n as usize);
        account.map_or("", |account| &account.code.0)
    }

    fn claims(&self) -> impl Iterator<Item = &Claim> {
        let all = &self.dossier.reading.claims;
        self.claims.iter().filter_map(|&at| all.get(at as usize))
    }

    /// Places the event is said to be at.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place> {
        self.claims().filter_map(|claim| match &claim.value {
            Value::Place(place) => Some(&**place),
            _ => None,
        })
    }

    /// Times it is said to be at; those without any interval or day are left out.
    pub(crate) fn times(&self) -> impl Iterator<Item = &When> {
        self.claims().filter_map(|claim| match &claim.value {
            Value::When(when) => Some(when),
            _ => None,
        })
    }

    /// Keys of actors said to have claimed it; some perhaps twice, as below.
    pub(crate) fn claimants(&self) -> impl Iterator<Item = &str> {
        self.keys(|field| field == Field::Responsibility)
    }

    /// Keys of actors said to have done or claimed it.
    pub(crate) fn blamed(&self) -> impl Iterator<Item = &str> {
        self.keys(|field| matches!(field, Field::Perpetrator | Field::Responsibility))
    }

    /// Concept keys of the site hit.
    pub(crate) fn sites(&self) -> impl Iterator<Item = &str> {
        self.keys(|field| field == Field::Site)
    }

    fn keys(&self, wanted: impl Fn(Field) -> bool) -> impl Iterator<Item = &str> {
        let named = self.claims().filter(move |claim| wanted(claim.field));
        named.filter_map(|claim| match &claim.value {
            Value::Actor(actor) => Some(actor.key.as_str()),
            Value::Term(term) => Some(term.key.as_str()),
            _ => None,
        })
    }

    /// Numbers of killed, injured and abducted of this event alone, by field.
    pub(crate) fn tolls(&self) -> impl Iterator<Item = (Field, &Toll)> {
        self.claims().filter_map(|claim| match &claim.value {
            Value::Toll(toll) => Some((claim.field, toll)),
            _ => None,
        })
    }

    /// Whether no place narrower than a country is said.
    pub(crate) fn unplaced(&self) -> bool {
        !self.places().any(is_narrower_than_country)
    }

    /// Whether it is not said when, to the month at least.
    pub(crate) fn undated(&self) -> bool {
        !self
            .times()
            .any(|when| when.month_day.is_some() || days_wide(when).is_some_and(|days| days <= 31))
    }

    /// The ISO codes of the countries said, without repeats.
    pub(crate) fn countries(&self) -> BTreeSet<&str> {
        self.places()
            .map(Place::country)
            .filter(|country| !country.is_empty())
            .collect()
    }
}

/// Whether `place` says more than a country or a part of the world.
pub(crate) fn is_narrower_than_country(place: &Place) -> bool {
    place.kind > tocsin_core::PlaceKind::Country
}

/// Number of days `when` covers, at least 1; `None` where it is open on a side.
pub(crate) fn days_wide(when: &When) -> Option<i32> {
    Some(day_number(when.last?) - day_number(when.first?) + 1)
}

/// Days since 1970-01-01, for differences.
pub(crate) fn day_number(date: jiff::civil::Date) -> i32 {
    // Years counted from March, so that a leap day ends its year; eras of 400 years are all of one length.
    let (year, month) = match date.month() {
        month @ 1..=2 => (i32::from(date.year()) - 1, i32::from(month) + 9),
        month => (i32::from(date.year()), i32::from(month) - 3),
    };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + i32::from(date.day()) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Whether linking goes by `claim`: what is only imagined tells of no event. Who denies an attack still says which one he means,
/// by its place, its day and its toll; but not who did it.
fn counts(claim: &Claim) -> bool {
    let accuses = matches!(claim.field, Field::Perpetrator | Field::Responsibility);
    if claim.stance == Stance::Hypothetical || (claim.stance == Stance::Denied && accuses) {
        return false;
    }
    match (claim.field, &claim.value) {
        (Field::Place, Value::Place(_)) => true,
        (Field::Date, Value::When(when)) => {
            when.first.is_some() || when.last.is_some() || when.month_day.is_some()
        }
        (Field::Perpetrator | Field::Responsibility, Value::Actor(actor)) => !actor.key.is_empty(),
        (Field::Site, Value::Term(term)) => !term.key.is_empty(),
        (Field::Killed | Field::Injured | Field::Abducted, Value::Toll(toll)) => !toll.part && !toll.running,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, expected) in [
            (date(1970, 1, 1), 0),
            (date(1969, 12, 31), -1),
            (date(2000, 2, 29), 11_016),
            (date(2000, 3, 1), 11_017),
            (date(2024, 9, 17), 19_983),
            (date(1600, 1, 1), -135_140),
        ] {
            assert_eq!(day_number(day), expected, "{day}");
        }
    }
}

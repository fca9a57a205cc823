//! What linking goes by in one account: its claims, sorted by what they speak of.

use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::{AccountId, Claim, Dossier, Field, Place, Stance, Standing, Toll, Value, When};

/// One account with the values that are compared; owns small copies so that it can outlive a question to the register.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) id: AccountId,
    pub(crate) dossier: Arc<Dossier>,
    pub(crate) code: String,
    pub(crate) standing: Standing,
    /// Places the event is said to be at.
    pub(crate) places: Vec<Place>,
    /// Times it is said to be at; those without any interval or day are left out.
    pub(crate) times: Vec<When>,
    /// Keys of actors said to have done it.
    pub(crate) perpetrators: BTreeSet<String>,
    /// Keys of actors said to have claimed it.
    pub(crate) claimants: BTreeSet<String>,
    /// Concept keys of the site and the targets hit.
    pub(crate) sites: BTreeSet<String>,
    /// Numbers of killed and injured of this event alone, by field.
    pub(crate) tolls: Vec<(Field, Toll)>,
}

impl Facts {
    /// The facts of account `n` of `dossier`; `None` if there is no such account.
    pub(crate) fn of(dossier: &Arc<Dossier>, n: u32) -> Option<Self> {
        let account = dossier.reading.accounts.get(n as usize)?;
        let mut facts = Self {
            id: AccountId {
                report: dossier.report.clone(),
                n,
            },
            dossier: Arc::clone(dossier),
            code: account.code.0.to_string(),
            standing: account.standing,
            places: Vec::new(),
            times: Vec::new(),
            perpetrators: BTreeSet::new(),
            claimants: BTreeSet::new(),
            sites: BTreeSet::new(),
            tolls: Vec::new(),
        };
        for (_, claim) in dossier.reading.claims_of(n) {
            facts.take(claim);
        }
        Some(facts)
    }

    /// Every account of `dossier`.
    pub(crate) fn all(dossier: &Arc<Dossier>) -> Vec<Self> {
        (0..dossier.reading.accounts.len())
            .filter_map(|n| Self::of(dossier, u32::try_from(n).ok()?))
            .collect()
    }

    fn take(&mut self, claim: &Claim) {
        if matches!(claim.stance, Stance::Hypothetical | Stance::Denied) {
            return;
        }
        match (claim.field, &claim.value) {
            (Field::Place, Value::Place(place)) => self.places.push((**place).clone()),
            (Field::Date, Value::When(when))
                if when.first.is_some() || when.last.is_some() || when.month_day.is_some() =>
            {
                self.times.push(when.clone());
            }
            (Field::Perpetrator, Value::Actor(actor)) => insert(&mut self.perpetrators, &actor.key),
            (Field::Responsibility, Value::Actor(actor)) => insert(&mut self.claimants, &actor.key),
            (Field::Site, Value::Term(term)) => insert(&mut self.sites, &term.key),
            (field @ (Field::Killed | Field::Injured), Value::Toll(toll)) if !toll.part && !toll.running => {
                self.tolls.push((field, toll.clone()));
            }
            _ => {}
        }
    }

    /// Whether no place narrower than a country is said.
    pub(crate) fn unplaced(&self) -> bool {
        !self.places.iter().any(is_narrower_than_country)
    }

    /// Whether it is not said when, to the month at least.
    pub(crate) fn undated(&self) -> bool {
        !self
            .times
            .iter()
            .any(|when| when.month_day.is_some() || days_wide(when).is_some_and(|days| days <= 31))
    }

    /// The ISO codes of the countries said, without repeats.
    pub(crate) fn countries(&self) -> BTreeSet<&str> {
        self.places
            .iter()
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
    date.since(jiff::civil::Date::constant(1970, 1, 1))
        .map_or(0, |span| span.get_days())
}

fn insert(set: &mut BTreeSet<String>, key: &str) {
    if !key.is_empty() {
        set.insert(key.to_owned());
    }
}

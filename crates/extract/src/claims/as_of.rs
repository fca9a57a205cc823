//! The day for which a number is said to hold: that of the words or of the count, where it is not the event's own.

use super::{Maker, is_toll};
use crate::gather::is_firm;
use tocsin_core::{Claim, Field, Precision, Value, When};

impl Maker<'_, '_> {
    /// Gives each number the day said beside it in its sentence, where that is later than the event: "as of Tuesday
    /// evening 14 bodies had been counted", "the mayor said on Wednesday that 19 had died".
    pub(super) fn as_of(&self, out: &mut [Claim]) {
        let events: Vec<When> = out
            .iter()
            .filter(|claim| claim.field == Field::Date)
            .filter_map(|claim| match &claim.value {
                Value::When(when) => Some(when.clone()),
                _ => None,
            })
            .collect();
        let Some(first) = events.iter().filter_map(|when| when.first).min() else {
            return;
        };
        for claim in out.iter_mut().filter(|claim| is_toll(claim.field)) {
            let at = claim.span.start;
            claim.as_of = self.scene.dates[self.scene.dates_in(claim.sentence)]
                .iter()
                .filter_map(|mark| Some((mark.span.start.abs_diff(at), mark.when.as_ref()?)))
                .filter(|(_, when)| is_firm(when) && when.precision <= Precision::Days)
                .filter(|(_, when)| {
                    when.first.is_some_and(|day| day > first) && events.iter().all(|event| !event.meets(when))
                })
                .min_by_key(|(apart, _)| *apart)
                .map(|(_, when)| when.clone());
        }
    }
}

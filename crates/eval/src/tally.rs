//! Counts behind precision, recall and F1, added up over documents before dividing (micro averages).

/// What was right, given and wanted. Right answers are counted from both sides, for they may differ: two predicted
/// entities can both lie within one gold entity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Predicted and right.
    pub right_given: f64,
    /// Predicted.
    pub given: f64,
    /// Wanted and found.
    pub right_wanted: f64,
    /// Wanted.
    pub wanted: f64,
}

impl Tally {
    /// `right` of `given` predicted and of `wanted` wanted.
    #[must_use]
    pub fn of(right: usize, given: usize, wanted: usize) -> Self {
        Self {
            right_given: right as f64,
            given: given as f64,
            right_wanted: right as f64,
            wanted: wanted as f64,
        }
    }

    /// Adds another's counts.
    pub fn add(&mut self, other: &Self) {
        self.right_given += other.right_given;
        self.given += other.given;
        self.right_wanted += other.right_wanted;
        self.wanted += other.wanted;
    }

    /// Share of what was predicted that is right; 0 where nothing was predicted.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.right_given, self.given)
    }

    /// Share of what was wanted that was found; 0 where nothing was wanted.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.right_wanted, self.wanted)
    }

    /// Harmonic mean of both; 0 where both are 0.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        ratio(2.0 * p * r, p + r)
    }
}

/// `part / whole`; 0 where `whole` is 0.
#[must_use]
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// The mean; `None` of nothing.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The median (of an even number of values, the mean of the middle two); `None` of nothing.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[middle]),
        _ => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let mut tally = Tally::of(3, 4, 6);
        assert!((tally.precision() - 0.75).abs() < 1e-12);
        assert!((tally.recall() - 0.5).abs() < 1e-12);
        // 2 · 0.75 · 0.5 / 1.25 = 0.6
        assert!((tally.f1() - 0.6).abs() < 1e-12);
        tally.add(&Tally::of(1, 4, 2));
        assert_eq!(tally, Tally::of(4, 8, 8));
        assert_eq!(Tally::default().f1(), 0.0);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }
}

//! A source's letter from its reviewed record: how often people found its claims right, with how little is known of it.
//!
//! The share of right claims is a Beta distribution that begins even (one right, one wrong); its middle nine tenths are shown
//! as the range. The letter goes by the ends of the range, so few checks never give a good one.

use tocsin_core::{Reason, SourceLetter, TrackRecord};

/// Fewer checked claims than this say nothing.
pub const ENOUGH: u32 = 10;
/// The share of the distribution left out below and above the range.
const TAIL: f64 = 0.05;

/// The range, 0..=1, in which the share of right claims lies nine times in ten.
#[must_use]
pub fn range(record: TrackRecord) -> (f64, f64) {
    (quantile(record, TAIL), quantile(record, 1.0 - TAIL))
}

/// The letter a record gives: F for fewer than [`ENOUGH`] checked claims.
#[must_use]
pub fn letter(record: TrackRecord) -> SourceLetter {
    if record.right + record.wrong < ENOUGH {
        return SourceLetter::F;
    }
    match range(record) {
        (low, _) if low >= 0.9 => SourceLetter::A,
        (low, _) if low >= 0.75 => SourceLetter::B,
        (low, _) if low >= 0.5 => SourceLetter::C,
        (_, high) if high >= 0.5 => SourceLetter::D,
        _ => SourceLetter::E,
    }
}

/// The sentence on a source's record, with the letter it gives.
#[must_use]
pub fn sentence(name: &str, record: TrackRecord) -> Reason {
    let checked = record.right + record.wrong;
    let letter = letter(record);
    let (low, high) = range(record);
    let key = if letter == SourceLetter::F {
        "review-letter-few"
    } else {
        "review-letter-record"
    };
    Reason::new(key)
        .with("letter", format!("{letter:?}"))
        .with("name", name)
        .with("right", record.right)
        .with("checked", checked)
        .with("low", (low * 100.0).round())
        .with("high", (high * 100.0).round())
        .with("enough", ENOUGH)
}

/// The share below which the distribution holds `part` of its weight, by halving.
fn quantile(record: TrackRecord, part: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if below(record, middle) < part {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// How much of the distribution lies below `share`: the chance of more than `right` hits in all + 1 throws.
fn below(record: TrackRecord, share: f64) -> f64 {
    // Beyond some thousands of checks the range is narrow whatever the rest.
    let cap = |count: u32| f64::from(count.min(5_000));
    let (right, throws) = (cap(record.right), cap(record.right) + cap(record.wrong) + 1.0);
    let (log_hit, log_miss) = (share.ln(), (1.0 - share).ln());
    let mut log_ways = 0.0;
    let mut sum = 0.0;
    let mut hits = 0.0;
    while hits <= right {
        sum += (log_ways + hits * log_hit + (throws - hits) * log_miss).exp();
        log_ways += ((throws - hits) / (hits + 1.0)).ln();
        hits += 1.0;
    }
    1.0 - sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(right: u32, wrong: u32, expected: &str) {
        let record = TrackRecord { right, wrong };
        let (low, high) = range(record);
        assert_eq!(format!("{:?} {low:.2}–{high:.2}", letter(record)), expected);
    }

    #[test]
    fn letters_follow_the_range() {
        // Nothing known: nine tenths of an even spread. Ten of ten: Beta(11, 1), whose 5 % point is .05^(1/11) = .762.
        check(0, 0, "F 0.05–0.95");
        check(9, 0, "F 0.74–0.99");
        check(10, 0, "B 0.76–1.00");
        check(60, 1, "A 0.93–0.99");
        check(15, 5, "C 0.56–0.87");
        check(6, 6, "D 0.29–0.71");
        check(1, 14, "E 0.02–0.26");
        check(4000, 1000, "B 0.79–0.81");
    }
}

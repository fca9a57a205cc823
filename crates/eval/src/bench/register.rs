//! How long it takes to link one more report into a register that grows, in memory; and to find copies among many texts.

use super::clock;
use super::tales::tale;
use crate::outcome::Outcome;
use tocsin_link::lineage::index::CopyIndex;
use tocsin_link::link;
use tocsin_link::memory::MemoryRegister;

/// The share of the reports that is measured: the last, when the register is full.
const MEASURED: u64 = 10;

/// Takes `size` made-up reports into a register in memory. CPU milliseconds a report, of the last tenth.
#[must_use]
pub fn register(size: usize) -> Outcome {
    let mut outcome = Outcome::new("bench-register", &format!("{size} reports"), size);
    let mut register = MemoryRegister::default();
    clock::forget_peak();
    let count = size as u64;
    let mut spent = 0.0;
    let mut last = Vec::new();
    for n in 0..count {
        let (report, reading) = tale(n, count);
        let (linked, took) = timed(|| link(&report, reading, &register));
        let Ok(linked) = linked else { continue };
        spent += took;
        if n >= count - count / MEASURED {
            last.push(took * 1e3);
        }
        register.commit(&linked.journey);
    }
    times(&mut outcome, &mut last);
    outcome.put("docs_per_cpu_s", size as f64 / spent);
    outcome.put("incidents", register.incidents().len() as f64);
    outcome.put("muted_keys", register.muted().len() as f64);
    outcome.put_option("peak_mb", clock::peak_mb());
    outcome
}

/// Adds `size` made-up texts to an index of copies.
#[must_use]
pub fn copies(size: usize) -> Outcome {
    let mut outcome = Outcome::new("bench-copies", &format!("{size} texts"), size);
    let mut index = CopyIndex::default();
    clock::forget_peak();
    let mut spent = 0.0;
    let mut found = 0usize;
    for n in 0..size as u64 {
        let (report, _) = tale(n, size as u64);
        let (copies, took) = timed(|| index.add(&report.text));
        spent += took;
        found += usize::from(!copies.is_empty());
    }
    outcome.put("docs_per_cpu_s", size as f64 / spent);
    outcome.put("texts_with_copies", found as f64);
    outcome.put_option("peak_mb", clock::peak_mb());
    outcome
}

/// Puts the median, the 95th and 99th percentile and the longest of `milliseconds`.
pub fn times(outcome: &mut Outcome, milliseconds: &mut [f64]) {
    milliseconds.sort_by(f64::total_cmp);
    for (name, share) in [
        ("p50_ms", 0.5),
        ("p95_ms", 0.95),
        ("p99_ms", 0.99),
        ("most_ms", 1.0),
    ] {
        let at = ((milliseconds.len() as f64 * share).ceil() as usize).saturating_sub(1);
        outcome.put_option(name, milliseconds.get(at).copied());
    }
}

/// CPU seconds, so that other work on the machine does not count.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = clock::cpu_seconds();
    let done = work();
    (done, clock::cpu_seconds() - begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_by_hand() {
        let mut outcome = Outcome::new("x", "y", 0);
        let mut times_taken: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        times(&mut outcome, &mut times_taken);
        let put = |name: &str| {
            outcome
                .scores
                .iter()
                .find(|(put, _)| put == name)
                .map(|(_, value)| *value)
        };
        assert_eq!(put("p50_ms"), Some(50.0));
        assert_eq!(put("p95_ms"), Some(95.0));
        assert_eq!(put("most_ms"), Some(100.0));
    }
}

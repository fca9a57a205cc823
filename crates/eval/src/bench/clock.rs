//! CPU time and peak memory of this process.

use rustix::time::{ClockId, clock_gettime};
use std::fs;

/// CPU seconds this process has used, all threads together.
#[must_use]
pub fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Seconds of a clock that only goes forward.
#[must_use]
pub fn wall_seconds() -> f64 {
    let time = clock_gettime(ClockId::Monotonic);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Memory resident now in megabytes (10⁶ bytes); `None` where the system does not tell.
#[must_use]
pub fn resident_mb() -> Option<f64> {
    of_status("VmRSS:")
}

/// Sets the mark of the highest memory use back to the present one. Where the system does not allow it, the mark stays.
pub fn forget_peak() {
    // What fails here shows only as a higher peak; the kernel's own file is the one way to do it.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The highest resident memory since [`forget_peak`] in megabytes (10⁶ bytes); `None` where the system does not tell.
#[must_use]
pub fn peak_mb() -> Option<f64> {
    of_status("VmHWM:")
}

fn of_status(key: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes_and_memory_is_used() {
        let before = cpu_seconds();
        let mut sum = 0u64;
        for n in 0..20_000_000u64 {
            sum = std::hint::black_box(sum.wrapping_add(n));
        }
        assert!(cpu_seconds() > before);
        forget_peak();
        let small = peak_mb().unwrap();
        let block = std::hint::black_box(vec![1u8; 64_000_000]);
        assert!(peak_mb().unwrap() > small + 50.0, "{} bytes held", block.len());
    }
}

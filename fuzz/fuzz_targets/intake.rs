//! Fuzzes intake with bytes of no declared form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tocsin_fuzz::open_as;

fuzz_target!(|bytes: &[u8]| {
    open_as("item", bytes);
});

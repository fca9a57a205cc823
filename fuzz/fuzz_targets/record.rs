//! Fuzzes the feed of forms and messages.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tocsin_fuzz::open_as;

fuzz_target!(|bytes: &[u8]| {
    open_as("form.json", bytes);
});

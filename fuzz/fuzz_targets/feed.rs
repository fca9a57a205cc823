//! Fuzzes the feed of RSS and Atom.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tocsin_fuzz::open_as;

fuzz_target!(|bytes: &[u8]| {
    open_as("feed.xml", bytes);
});

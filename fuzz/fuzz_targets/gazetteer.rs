//! Fuzzes the opening of a gazetteer's index from bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tocsin_gazetteer::Gazetteer;

fuzz_target!(|bytes: &[u8]| {
    let _ = Gazetteer::from_bytes(bytes.to_vec());
});

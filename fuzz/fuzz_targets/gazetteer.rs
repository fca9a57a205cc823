//! Fuzzes the opening of a gazetteer's index and outlines from bytes, and the building of one from any file a user may load.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tocsin_gazetteer::{Boundaries, Gazetteer, SourceFile, SourceKind, build};

fuzz_target!(|bytes: &[u8]| {
    let _ = Gazetteer::from_bytes(bytes.to_vec());
    let _ = Boundaries::from_bytes(bytes);
    if let Ok(kind) = SourceKind::of("file", bytes) {
        let _ = build(&[SourceFile {
            name: "file",
            kind,
            bytes,
        }]);
    }
});

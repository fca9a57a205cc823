//! Fuzzes the reader of dates in English and in French, and the publication dates of intake.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tocsin_core::Language;
use tocsin_extract::{Doc, readers::when};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = tocsin_intake::dates::machine(text);
    if let Some(found) = tocsin_intake::dates::written(text) {
        assert!(text.get(found.start..found.end).is_some());
    }
    for language in [Language::En, Language::Fr] {
        let _ = when::read(&Doc::of_text(text, language, None));
    }
});

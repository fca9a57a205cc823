//! Bytes to text: binary forms refused, encodings told, line breaks and accents made one.

use crate::{Captured, limits};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use tocsin_core::{Problem, ProblemKind};
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

/// The decoded and cleaned text of an item; `None`, with a problem, where there is no text in it.
#[must_use]
pub fn readable(captured: &Captured<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let place = captured.name;
    let mut bytes = captured.bytes;
    if bytes.len() > limits::BYTES {
        let detail = format!("{} bytes; the first {} were read.", bytes.len(), limits::BYTES);
        problems.push(Problem::new(ProblemKind::TooLarge, place, detail));
        bytes = &bytes[..limits::BYTES];
        // A character cut in two at the cap is no fault of the item.
        if let Err(error) = std::str::from_utf8(bytes)
            && error.error_len().is_none()
        {
            bytes = &bytes[..error.valid_up_to()];
        }
    }
    if bytes.is_empty() {
        problems.push(Problem::new(ProblemKind::Empty, place, ""));
        return None;
    }
    if let Some(form) = binary_form(bytes) {
        problems.push(Problem::new(ProblemKind::Binary, place, form));
        return None;
    }
    let decoded = decode(bytes);
    let (mut text, dropped) = clean(&decoded.text);
    if let Some(detail) = decoded.fault {
        problems.push(Problem::new(ProblemKind::Encoding, place, detail));
    } else if dropped > 0 {
        let detail = format!("{dropped} control characters were dropped.");
        problems.push(Problem::new(ProblemKind::Encoding, place, detail));
    }
    if let Some(mended) = mend_mojibake(&text) {
        let detail = "UTF-8 that was once read as Windows-1252; it was put right.";
        problems.push(Problem::new(ProblemKind::Encoding, place, detail));
        text = mended;
    }
    if text.trim().is_empty() {
        problems.push(Problem::new(ProblemKind::Empty, place, "Only blanks."));
        return None;
    }
    Some(text)
}

/// First bytes of forms that are not text, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7FELF", "an executable"),
    (b"MZ\x90", "an executable"),
    (b"\xCF\xFA\xED\xFE", "an executable"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"%PDF-", "a PDF document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RIFF", "a sound, image or film"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"\x00asm", "a WebAssembly module"),
    (b"\xCA\xFE\xBA\xBE", "a Java class"),
];

/// What the bytes are, if they are not text; `None` for text.
fn binary_form(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, form)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(form);
    }
    if Encoding::for_bom(bytes).is_some() || utf16_without_bom(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(8192)];
    let control = |byte: &&u8| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = head.iter().filter(control).count();
    (controls * 10 > head.len()).then_some("no text in any encoding known here")
}

struct Decoded {
    text: String,
    /// What was wrong with the bytes; `None` if nothing was.
    fault: Option<String>,
}

fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[bom..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: text.to_owned(),
            fault: None,
        };
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Some(encoding) = declared(bytes).filter(|&encoding| encoding != UTF_8) {
        return decode_as(encoding, bytes);
    }
    if mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    decode_as(WINDOWS_1252, bytes)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    let fault = faulty.then(|| {
        let count = text.matches('\u{FFFD}').count();
        format!(
            "{count} places are not {}; they are shown as \u{FFFD}.",
            encoding.name()
        )
    });
    Decoded {
        text: text.into_owned(),
        fault,
    }
}

/// UTF-16 tells itself by a zero in every second byte of Latin text.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 8 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 8 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that an XML declaration or an HTML `meta` claims within the first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    let after = |needle: &[u8]| memchr::memmem::find(&head, needle).map(|at| &head[at + needle.len()..]);
    let rest = after(b"charset=").or_else(|| after(b"encoding="))?;
    let rest = match rest.first() {
        Some(b'"' | b'\'') => &rest[1..],
        _ => rest,
    };
    let len = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .count();
    Encoding::for_label(&rest[..len])
}

/// Whether the bytes hold more good multi-byte sequences than bad ones: UTF-8 with some damage.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// `text` with `\n` as the only line break, no control characters, in NFC; and how many control characters went.
#[must_use]
pub fn clean(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut dropped = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            '\u{FEFF}' => {}
            c if c.is_control() => dropped += 1,
            c => out.push(c),
        }
    }
    if is_nfc_quick(out.chars()) != unicode_normalization::IsNormalized::Yes {
        out = out.nfc().collect();
    }
    (out, dropped)
}

/// The text put right if it is UTF-8 that was read as Windows-1252 ("Ã©" for "é"); `None` if it is not.
/// Only where every line that shows such marks can be turned back without loss.
#[must_use]
pub fn mend_mojibake(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'â', 'Â']) {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut times = 0;
    for line in text.split_inclusive('\n') {
        match mend_line(line) {
            Some(right) => {
                times += 1;
                mended.push_str(&right);
            }
            None => mended.push_str(line),
        }
    }
    (times > 0).then(|| clean(&mended).0)
}

fn mend_line(line: &str) -> Option<String> {
    const MARKS: [&str; 9] = ["Ã©", "Ã¨", "Ã\u{a0}", "Ãª", "Ã§", "Ã´", "â€™", "â€œ", "Â«"];
    if !MARKS.iter().any(|mark| line.contains(mark)) {
        return None;
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(line);
    (!unmappable)
        .then(|| std::str::from_utf8(&bytes).ok().map(str::to_owned))
        .flatten()
}

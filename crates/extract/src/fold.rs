//! Folds words for comparison: lower case, without accents, one kind of apostrophe and of dash.

/// Combining marks and soft hyphens belong to the word they stand in.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// Appends `text` folded: lower case, Latin letters without accents, apostrophes as `'`, dashes as `-`.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() && !text.contains('`') {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match c {
            '`' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c if is_mark(c) => {}
            '’' | 'ʼ' | 'ʻ' | '‘' => out.push('\''),
            '‐'..='―' | '−' => out.push('-'),
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            'ɛ' | 'Ɛ' => out.push('e'),
            'ɔ' | 'Ɔ' => out.push('o'),
            'ŋ' | 'Ŋ' => out.push('n'),
            'ɲ' | 'Ɲ' => out.push_str("ny"),
            'ɓ' | 'Ɓ' => out.push('b'),
            'ɗ' | 'Ɗ' => out.push('d'),
            'ƴ' | 'Ƴ' => out.push('y'),
            c => unicode_normalization::char::decompose_canonical(c, |part| {
                if !is_mark(part) {
                    out.extend(part.to_lowercase().filter(|&c| !is_mark(c)));
                }
            }),
        }
    }
}

/// `text` folded; see [`fold_into`].
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

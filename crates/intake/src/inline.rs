//! Markup within a line: signs go, words stay.

use crate::lines::Dialect;

/// `words` without emphasis signs, and in Markdown without links, pictures, code ticks, comments and escapes.
/// Linear in the text; signs that have no partner stay.
#[must_use]
pub fn plain_words(words: &str, dialect: Dialect) -> String {
    let linked = match dialect {
        Dialect::Markdown if words.contains(['[', '<', '`', '\\']) => without_links(words),
        _ => words.to_owned(),
    };
    if !linked.contains(['*', '_']) {
        return linked;
    }
    let mut out = linked;
    for sign in ["***", "**", "*", "___", "__", "_"] {
        if out.contains(sign) {
            out = without_pairs(&out, sign);
        }
    }
    out
}

/// `words` without pairs of `sign` that hug a word on their inner sides and stand free on their outer sides.
fn without_pairs(words: &str, sign: &str) -> String {
    let mut marks: Vec<usize> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in words.match_indices(sign) {
        let before = words[..at].chars().next_back();
        let after = words[at + sign.len()..].chars().next();
        let same = sign.chars().next();
        if before == same || after == same {
            continue;
        }
        let inner_next = after.is_some_and(|c| !c.is_whitespace());
        let inner_last = before.is_some_and(|c| !c.is_whitespace());
        match open {
            Some(from) if inner_last && is_free(after) => {
                marks.extend([from, at]);
                open = None;
            }
            _ if inner_next && is_free(before) => open = Some(at),
            _ => {}
        }
    }
    if marks.is_empty() {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    let mut from = 0;
    for at in marks {
        out.push_str(&words[from..at]);
        from = at + sign.len();
    }
    out.push_str(&words[from..]);
    out
}

/// The outer side of an emphasis sign: nothing, a blank, or a mark.
fn is_free(side: Option<char>) -> bool {
    side.is_none_or(|c| !c.is_alphanumeric())
}

/// `[words](address)` → `words`, `![words](address)` → `words`, `<address>` → `address`, `` `code` `` → `code`,
/// `\*` → `*`, `<!-- … -->` and simple tags → nothing.
fn without_links(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['[', ']', '<', '`', '\\', '!']) {
        out.push_str(&rest[..at]);
        let found = &rest[at..];
        let sign = found.as_bytes()[0];
        let len = match sign {
            b'\\' => escape(found, &mut out),
            b'<' => tag(found, &mut out),
            b']' => close(found),
            b'`' | b'[' => 1,
            _ if found.starts_with("![") => 2,
            _ => 0,
        };
        if len == 0 {
            out.push(sign as char);
            rest = &found[1..];
        } else {
            rest = &found[len..];
        }
    }
    out.push_str(rest);
    out
}

fn escape(found: &str, out: &mut String) -> usize {
    match found.as_bytes().get(1) {
        Some(next) if next.is_ascii_punctuation() => {
            out.push(*next as char);
            2
        }
        _ => 0,
    }
}

/// `](address)` and `][name]` go with the bracket; a bare `]` alone.
fn close(found: &str) -> usize {
    let end = |open: char, shut: char| {
        found[1..]
            .strip_prefix(open)
            .and_then(|rest| {
                rest.as_bytes()
                    .iter()
                    .take(2048)
                    .position(|&byte| byte == shut as u8)
            })
            .map(|at| at + 3)
    };
    end('(', ')').or_else(|| end('[', ']')).unwrap_or(1)
}

fn tag(found: &str, out: &mut String) -> usize {
    if let Some(rest) = found.strip_prefix("<!--") {
        return rest.find("-->").map_or(0, |at| at + 7);
    }
    let Some(end) = found.as_bytes().iter().take(2048).position(|&byte| byte == b'>') else {
        return 0;
    };
    let inner = &found[1..end];
    if inner.starts_with("http") {
        out.push_str(inner);
        return end + 1;
    }
    let name = inner.trim_start_matches('/');
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        end + 1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dialect: Dialect, words: &str, expected: &str) {
        assert_eq!(plain_words(words, dialect), expected);
    }

    #[test]
    fn emphasis_goes_and_words_stay() {
        check(Dialect::Plain, "**Military**: more", "Military: more");
        check(Dialect::Plain, "*dialogue*, *peace*", "dialogue, peace");
        check(Dialect::Plain, "***both***", "both");
        check(Dialect::Plain, "5 * 3 * 2 and a_b_c", "5 * 3 * 2 and a_b_c");
        check(Dialect::Plain, "one ** alone", "one ** alone");
        check(Dialect::Plain, "[as is](x)", "[as is](x)");
    }

    #[test]
    fn links_become_their_words() {
        check(
            Dialect::Markdown,
            "see [the *report*](http://a.b/c)!",
            "see the report!",
        );
        check(Dialect::Markdown, "![a burnt truck](x.png)", "a burnt truck");
        check(
            Dialect::Markdown,
            "2 \\* 3 `code` <b>bold</b><!-- no -->",
            "2 * 3 code bold",
        );
        check(Dialect::Markdown, "a < b [open <", "a < b open <");
    }
}

//! Markup seen as a stream of tags, before any parser builds a tree of it: how deep, how many nodes, and its bare words.

use crate::limits;

/// One tag of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'t> {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its name as written; "" for comments and declarations.
    pub name: &'t str,
    /// `</name>`.
    pub closes: bool,
    /// `<name/>`.
    pub empty: bool,
}

/// The tags of `text` in order. An unterminated one ends with the text. What stands within scripts and styles is no tag.
///
/// It never sees fewer elements than a parser does: comments, quotes and foreign elements cannot hide any from it.
pub fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    // Within SVG and MathML a script is an element like any other.
    let mut foreign = false;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'<', text.as_bytes().get(at..)?)?;
            let Some(tag) = tag_at(text, start) else {
                at = start + 1;
                continue;
            };
            at = tag.end;
            foreign |= ["svg", "math"]
                .iter()
                .any(|name| name.eq_ignore_ascii_case(tag.name));
            if !tag.closes && !foreign && is_raw(tag.name) {
                at = end_of_raw(text, tag.end, tag.name);
            }
            return Some(tag);
        }
    })
}

fn is_raw(name: &str) -> bool {
    ["script", "style"]
        .iter()
        .any(|raw| raw.eq_ignore_ascii_case(name))
}

/// Where the closing tag of a script or style begins; the end of the text if it has none.
fn end_of_raw(text: &str, from: usize, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        let start = at + found;
        let rest = &bytes[start + 2..];
        if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return start;
        }
        at = start + 2;
    }
    text.len()
}

fn tag_at(text: &str, start: usize) -> Option<Tag<'_>> {
    let bytes = text.as_bytes();
    let rest = &bytes[start + 1..];
    let nameless = |end: usize| {
        Some(Tag {
            start,
            end,
            name: "",
            closes: false,
            empty: true,
        })
    };
    let plain_end = |from: usize| memchr::memchr(b'>', &bytes[from..]).map_or(text.len(), |at| from + at + 1);
    if rest.starts_with(b"!--") {
        return nameless(end_of_comment(bytes, start));
    }
    let closes = rest.first() == Some(&b'/');
    let from = start + 1 + usize::from(closes);
    let begins = bytes.get(from).is_some_and(u8::is_ascii_alphabetic);
    if !begins {
        let comment = closes || matches!(rest.first(), Some(b'!' | b'?'));
        return comment.then(|| nameless(plain_end(from)))?;
    }
    let sign = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_');
    let name_len = bytes[from..].iter().take(40).take_while(sign).count();
    let end = end_of_tag(bytes, from + name_len);
    Some(Tag {
        start,
        end,
        name: &text[from..from + name_len],
        closes,
        empty: bytes[end - 1] == b'>' && bytes[end - 2] == b'/',
    })
}

/// One past the comment that begins at `start`: it ends with `-->` or `--!>`; `<!-->` and `<!--->` are whole comments.
fn end_of_comment(bytes: &[u8], start: usize) -> usize {
    let inner = start + 4;
    if bytes[inner..].starts_with(b">") || bytes[inner..].starts_with(b"->") {
        return inner + 1 + usize::from(bytes[inner] == b'-');
    }
    let ends =
        |at: &usize| bytes[inner..inner + at].ends_with(b"--") || bytes[inner..inner + at].ends_with(b"--!");
    memchr::memchr_iter(b'>', &bytes[inner..])
        .find(ends)
        .map_or(bytes.len(), |at| inner + at + 1)
}

/// One past the `>` that ends a tag; one within a quoted value does not.
fn end_of_tag(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut after_equals = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'"' | b'\'' if after_equals => match memchr::memchr(byte, &bytes[at + 1..]) {
                Some(len) => {
                    at += len + 1;
                    after_equals = false;
                }
                None => return bytes.len(),
            },
            b'=' => after_equals = true,
            b' ' | b'\n' | b'\t' => {}
            _ => after_equals = false,
        }
        at += 1;
    }
    bytes.len()
}

/// Elements that close themselves or one another, and so do not nest.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "html",
    "body", "head",
];

/// Elements that a parser opens anew in every block until they are closed.
const REOPENED: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// [`too_deep`] for XML, in which whole pages may stand within `<![CDATA[ … ]]>`.
#[must_use]
pub fn too_deep_xml(text: &str) -> Option<String> {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<![CDATA[") {
        bare.push_str(&rest[..at]);
        rest = rest[at..].find("]]>").map_or("", |end| &rest[at + end + 3..]);
    }
    bare.push_str(rest);
    too_deep(&bare)
}

/// Whether `text` is nested deeper, or would make a parser build more nodes, than is safe; with what it is in words.
#[must_use]
pub fn too_deep(text: &str) -> Option<String> {
    let (mut depth, mut deepest, mut formatting, mut nodes) = (0usize, 0usize, 0usize, 0usize);
    for tag in tags(text) {
        nodes += 2 + formatting;
        let is = |list: &[&str]| list.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
        if tag.empty || is(FLAT) {
            continue;
        }
        let step = usize::from(is(REOPENED));
        if tag.closes {
            depth = depth.saturating_sub(1);
            formatting = formatting.saturating_sub(step);
        } else {
            depth += 1;
            formatting += step;
        }
        deepest = deepest.max(depth);
    }
    if deepest > limits::DEPTH {
        return Some(format!("{deepest} levels; {} are followed.", limits::DEPTH));
    }
    (nodes > limits::NODES).then(|| format!("Some {nodes} nodes; {} are built.", limits::NODES))
}

/// The words of `text` without its tags and scripts: line breaks where blocks begin, entities put right.
#[must_use]
pub fn bare_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() / 2);
    let mut at = 0;
    for tag in tags(text) {
        if tag.start >= at {
            out.push_str(&text[at..tag.start]);
        }
        let inline = REOPENED
            .iter()
            .chain(&["span", "sub", "sup"])
            .any(|name| name.eq_ignore_ascii_case(tag.name));
        if !inline && tag.name.len() + usize::from(tag.closes) > 0 && !out.ends_with('\n') {
            out.push('\n');
        }
        at = tag.end;
        if !tag.closes && is_raw(tag.name) {
            at = end_of_raw(text, tag.end, tag.name);
        }
    }
    out.push_str(text.get(at..).unwrap_or(""));
    entities(&out)
}

/// The common entities as their characters; others stay as they are.
#[must_use]
pub fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(12).position(|&byte| byte == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || *c == '\n');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ocirc" => 'ô',
        "ecirc" => 'ê',
        "rsquo" => '’',
        "lsquo" => '‘',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_seen_before_any_parser() {
        assert_eq!(too_deep(&"<p>a<br>".repeat(50_000)), None);
        assert_eq!(too_deep(&"<ul><li>a</ul>".repeat(5_000)), None);
        assert!(too_deep(&"<div>".repeat(100_000)).is_some());
        let reopened: String = (0..200).map(|n| format!("<b class={n}>")).collect();
        assert!(too_deep(&(reopened + &"<p>x".repeat(20_000))).is_some());
        assert_eq!(too_deep("<script>if (a<b) { c = '<div><div>' }</script>"), None);
    }

    #[test]
    fn words_without_tags() {
        assert_eq!(
            bare_words("<p>Sept&nbsp;morts &amp; <b>dix</b> bless&eacute;s<p>x &lt; &#233;<"),
            "\nSept\u{a0}morts & dix blessés\nx < é<"
        );
        assert_eq!(
            bare_words("a<script>b<c>d</script>e<!-- f --><unclosed"),
            "a\ne\n"
        );
    }
}

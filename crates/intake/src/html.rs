//! HTML into drafts: where the article stands, what the page says of it, and its blocks.

pub mod content;
pub mod page;
pub mod walk;

use scraper::{ElementRef, Node};

/// The text below `element`, blanks squeezed; scripts and styles left out. At most `most` bytes.
#[must_use]
pub fn text_of(element: ElementRef<'_>, most: usize) -> String {
    let mut out = String::new();
    for node in element.descendants() {
        let Node::Text(text) = node.value() else { continue };
        let hidden = node
            .parent()
            .and_then(ElementRef::wrap)
            .is_some_and(|parent| is_silent(parent.value().name()));
        if hidden {
            continue;
        }
        if text.starts_with(char::is_whitespace) && !out.ends_with(' ') {
            out.push(' ');
        }
        squeeze_into(text, &mut out);
        if out.len() > most {
            break;
        }
    }
    out.trim().to_owned()
}

/// Appends `text` with every run of blanks as one; a no-break space stays as it is.
pub fn squeeze_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
            if !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else if !c.is_control() {
            out.push(c);
        }
    }
}

/// Elements whose text is never shown.
#[must_use]
pub fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "canvas"
            | "video"
            | "audio"
            | "head"
            | "math"
    )
}

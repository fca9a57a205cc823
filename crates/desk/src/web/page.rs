//! What every page shares: the language, the address it was asked for, and the words it says.

use crate::say::{Lang, say};

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language it is in.
    pub lang: Lang,
    /// Which part of the desk it is: `register`, `contradictions`, …
    pub here: &'static str,
    /// Path and query it was asked for, without `lang`.
    pub address: String,
    /// Whether the register holds the samples that come with Tocsin.
    pub samples: bool,
    /// What a form of this page must send back: proof that it was this desk that made it.
    pub token: String,
}

impl Page {
    /// The message `key` in the page's language.
    pub fn t(&self, key: &str) -> String {
        say(self.lang, key, &[])
    }

    /// The message `key` with a count.
    pub fn counted(&self, key: &str, count: usize) -> String {
        say(self.lang, key, &[("n", &count.to_string())])
    }

    /// The query that keeps the language; "" for the default.
    pub fn lang_query(&self) -> String {
        format!("?lang={}", self.lang.tag())
    }

    /// The same page in the other language.
    pub fn other_language(&self) -> String {
        let joint = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{joint}lang={}", self.address, self.other_tag())
    }

    /// The tag of the other language.
    pub fn other_tag(&self) -> &'static str {
        match self.lang {
            Lang::En => "fr",
            Lang::Fr => "en",
        }
    }
}

/// `text` as one part of a query: everything but unreserved characters percent-encoded (RFC 3986).
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

//! What every page shares: the language, the address it was asked for, and the words it says.

use crate::say::{Lang, say};

/// A part of the desk: its key, its address, the message that names it.
type Part = (&'static str, &'static str, &'static str);

/// What every day needs, in the order of the day.
const PARTS: [Part; 5] = [
    ("queue", "/queue", "pages-queue"),
    ("register", "/", "desk-nav-register"),
    ("contradictions", "/contradictions", "desk-nav-contradictions"),
    ("map", "/map", "pages-map"),
    ("bulletin", "/bulletin", "pages-bulletin"),
];

/// What is needed now and then.
const FURTHER: [Part; 8] = [
    ("shifts", "/shifts", "shifts-title"),
    ("suggestions", "/suggestions", "outside-inbox"),
    ("sources", "/sources", "pages-sources"),
    ("actors", "/actors", "pages-actors"),
    ("places", "/places", "pages-places"),
    ("problems", "/problems", "desk-nav-problems"),
    ("public", "/public", "pages-public"),
    ("help", "/help", "desk-nav-help"),
];

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
    /// The account signed in; "" where there is none.
    pub who: String,
    /// What the visitor may do, by the keys of rights.
    pub rights: Vec<&'static str>,
}

impl Page {
    /// The message `key` in the page's language.
    pub fn t(&self, key: &str) -> String {
        say(self.lang, key, &[])
    }

    /// The message that names `key` among those that begin with `stem`: `places-kind`, `town`.
    pub fn named(&self, stem: &str, key: &str) -> String {
        self.t(&format!("{stem}-{key}"))
    }

    /// Whether the visitor may do what this right is for (`audit`).
    pub fn can(&self, right: &str) -> bool {
        self.rights.contains(&right)
    }

    /// The message `key` with a count.
    pub fn counted(&self, key: &str, count: impl std::borrow::Borrow<usize>) -> String {
        say(self.lang, key, &[("n", &count.borrow().to_string())])
    }

    /// The parts of the desk named first.
    pub fn parts(&self) -> &'static [Part] {
        &PARTS
    }

    /// The parts of the desk named under "more": those anyone may open are the last two.
    pub fn further(&self) -> &'static [Part] {
        if self.can("read") {
            &FURTHER
        } else {
            FURTHER.last_chunk::<2>().map_or(&[], |open| open.as_slice())
        }
    }

    /// Whether the page belongs to one of those.
    pub fn is_further(&self) -> bool {
        ["audit", "accounts", "ledger"].contains(&self.here) || FURTHER.iter().any(|part| part.0 == self.here)
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

//! What outsiders send, before anyone looks at it: how much is taken at all, and what is taken out of it.

use crate::people::seconds;
use std::sync::{Mutex, PoisonError};
use tocsin_intake::withhold::without_phones;
use tocsin_store::SuggestionCaps;

/// Suggestions that may wait at once: beyond, a person must first look at them.
pub const CAPS: SuggestionCaps = SuggestionCaps { all: 500, each: 20 };
/// Longest text, in characters.
pub const LONGEST: usize = 2000;
/// Longest address, in characters.
pub const LONGEST_LINK: usize = 500;
/// Suggestions taken at once after a quiet time.
const AT_ONCE: f64 = 10.0;
/// Seconds after which one more is taken.
const EVERY: f64 = 60.0;

/// How many suggestions may still come: one limit for all, since nothing is kept that would tell one sender from another.
#[derive(Debug)]
pub struct Trickle(Mutex<(f64, u64)>);

impl Default for Trickle {
    fn default() -> Self {
        Self(Mutex::new((AT_ONCE, 0)))
    }
}

impl Trickle {
    /// Takes one, or says after how many seconds one may come.
    ///
    /// # Errors
    /// The seconds to wait.
    pub fn take(&self) -> Result<(), u64> {
        self.take_at(seconds())
    }

    fn take_at(&self, now: u64) -> Result<(), u64> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, last) = *held;
        let left = (left + now.saturating_sub(last) as f64 / EVERY).min(AT_ONCE);
        if left < 1.0 {
            *held = (left, now);
            return Err(((1.0 - left) * EVERY).ceil() as u64);
        }
        *held = (left - 1.0, now);
        Ok(())
    }
}

/// Text as it may be kept: without telephone numbers and mail addresses, without signs that steer how text is shown, at most
/// `longest` characters. The addresses of pages in it stay whole: a number in them is seldom anyone's telephone, and without it
/// they lead nowhere.
pub fn cleaned(text: &str, longest: usize) -> String {
    let plain: String = crate::typed::typed(text)
        .chars()
        .filter(|c| !steers(*c))
        .take(longest)
        .collect();
    let (mut out, mut run) = (String::new(), String::new());
    for word in plain.trim().split_inclusive(char::is_whitespace) {
        if is_link(word.trim_end()) {
            out.push_str(&masked(&run));
            out.push_str(word);
            run.clear();
        } else {
            run.push_str(word);
        }
    }
    out.push_str(&masked(&run));
    out
}

/// Words without telephone numbers and mail addresses.
fn masked(words: &str) -> String {
    without_phones(words)
        .split_inclusive(char::is_whitespace)
        .map(|word| {
            if is_mail(word) {
                hidden(word)
            } else {
                word.to_owned()
            }
        })
        .collect()
}

/// Control signs but for line breaks, signs that turn the direction of text, and signs that nobody sees.
fn steers(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_mail(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// `x` for each letter and digit of a mail address.
fn hidden(word: &str) -> String {
    word.chars()
        .map(|c| if c.is_alphanumeric() { 'x' } else { c })
        .collect()
}

/// Whether an address can be one of a source: http or https, with a host and nobody's name before it, in one piece.
pub fn is_link(link: &str) -> bool {
    let rest = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        !host.is_empty()
            && !host.contains('@')
            && !rest
                .chars()
                .any(|c| c.is_whitespace() || steers(c) || matches!(c, '<' | '>' | '"' | '\'' | '`' | '\\'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_who_or_steers_is_taken_out() {
        for (text, kept) in [
            (
                "  Deux morts, non trois.\r\nVoir la radio. ",
                "Deux morts, non trois.\nVoir la radio.",
            ),
            ("Call +223 76 12 34 56", "Call +xxx xx xx xx xx"),
            (
                "See https://example.org/2024/03/12/76123456 or +223 76 12 34 56",
                "See https://example.org/2024/03/12/76123456 or +xxx xx xx xx xx",
            ),
            (
                "Write to moussa.k@example.org, please",
                "Write to xxxxxx.x@xxxxxxx.xxx, please",
            ),
            ("a\u{202e}b\u{200b}c\u{feff}\u{0}\u{1b}[31m", "abc[31m"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ] {
            assert_eq!(cleaned(text, LONGEST), kept);
        }
        assert_eq!(cleaned(&"é".repeat(9000), LONGEST).chars().count(), LONGEST);
    }

    #[test]
    fn an_address_is_http_and_in_one_piece() {
        for (link, is) in [
            ("https://example.org/a?b=c", true),
            ("http://192.0.2.1/x", true),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("https://", false),
            ("https:///x", false),
            ("https://a b", false),
            ("https://user:pass@example.org", false),
            ("https://example.org/@radio/76123456", true),
            ("https://example.org?who=@radio", true),
            ("https://example.org/\u{202e}gpj", false),
            ("https://x/\"onclick=", false),
        ] {
            assert_eq!(is_link(link), is, "{link}");
        }
    }

    #[test]
    fn a_flood_trickles() {
        let trickle = Trickle::default();
        let taken = (0..100).filter(|_| trickle.take_at(1000).is_ok()).count();
        assert_eq!(taken, 10);
        assert_eq!(trickle.take_at(1000), Err(60));
        assert_eq!(trickle.take_at(1060), Ok(()));
        assert!(trickle.take_at(1061).is_err());
    }
}

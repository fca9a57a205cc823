//! Prints a report with its claims underlined: the form in which tests, the command line and people check a reading.

use crate::{Claim, Reading, Span};
use std::fmt::Write;

/// The sentences of `text` in which `reading` found claims, each with its claims underlined and explained below it.
///
/// One line a claim: carets under the words, then account numbers, field, value, stance and speaker.
/// A sentence of several lines is printed as one. Sentences without claims are left out.
/// ```text
/// | Des hommes armés ont attaqué le village de Bilal, a dit le maire.
/// | ^^^^^^^^^^^^^^^^                                                   #0 perpetrator = hommes armés · asserted · le maire
/// ```
#[must_use]
pub fn annotate(text: &str, reading: &Reading) -> String {
    let mut out = String::new();
    let mut order: Vec<usize> = (0..reading.claims.len()).collect();
    order.sort_by_key(|&index| {
        let claim = &reading.claims[index];
        (claim.sentence, claim.span, claim.field, index)
    });
    let mut current: Option<Span> = None;
    for index in order {
        let claim = &reading.claims[index];
        if current != Some(claim.sentence) {
            current = Some(claim.sentence);
            let _ = writeln!(out, "| {}", one_line(claim.sentence.of(text)));
        }
        underline(&mut out, text, reading, claim, index);
    }
    out
}

fn underline(out: &mut String, text: &str, reading: &Reading, claim: &Claim, index: usize) {
    let sentence = claim.sentence.of(text);
    let width = sentence.chars().count();
    let (lead, len) = if claim.sentence.contains(&claim.span) {
        let lead = &text[claim.sentence.start as usize..claim.span.start as usize];
        (lead.chars().count(), claim.span.of(text).chars().count())
    } else {
        (0, 0)
    };
    let accounts: Vec<String> = reading
        .accounts
        .iter()
        .enumerate()
        .filter(|(_, account)| account.claims.contains(&(index as u32)))
        .map(|(n, _)| format!("#{n}"))
        .collect();
    let speaker = if claim.speaker.name.is_empty() {
        "the report".to_owned()
    } else {
        claim.speaker.name.clone()
    };
    let via: String = claim
        .via
        .iter()
        .map(|speaker| format!(" via {}", speaker.name))
        .collect();
    let away = if len == 0 {
        format!(" (words: {})", one_line(claim.span.of(text)))
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "| {}{}{} {} {} = {} · {} · {speaker}{via}{away}",
        " ".repeat(lead),
        "^".repeat(len),
        " ".repeat(width.saturating_sub(lead + len)),
        accounts.join(" "),
        claim.field.key(),
        one_line(&claim.value.short()),
        claim.stance.key(),
    );
}

/// Line breaks and tabs as single spaces, so that carets stay under their words.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_whitespace() || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect()
}

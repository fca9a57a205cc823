//! The publication date that the head of a text gives: a dateline, or a line that says when it was published.

use crate::dates::{Found, machine, written};
use crate::draft::Draft;
use tocsin_core::{BlockKind, When};

/// The publication date in the first blocks of `draft`; `None` if they give none. A line about an update does not count.
///
/// A date within a sentence is never taken: "On 17 September 2024 gunmen …" dates the event, not the text.
#[must_use]
pub fn of(draft: &Draft) -> Option<When> {
    let texts = draft
        .blocks
        .iter()
        .take(8)
        .map(|block| (block.kind, block.span.of(&draft.text)));
    let mut yearless = None;
    let mut paragraphs = 0;
    for (kind, words) in texts {
        if !matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Heading | BlockKind::Byline | BlockKind::Credit
        ) {
            continue;
        }
        let said = labelled(words).or_else(|| alone(words));
        let said = match kind {
            BlockKind::Paragraph if said.is_none() && paragraphs < 2 => {
                paragraphs += usize::from(words.len() > 120);
                dateline(words)
            }
            _ => said,
        };
        match said {
            Some(when) if when.first.is_some() => return Some(when),
            Some(when) => yearless = yearless.or(Some(when)),
            None => {}
        }
    }
    yearless
}

/// Names blocks in the head of `draft` that hold only a date [`BlockKind::Byline`], so that none is read as an event's.
pub fn mark(draft: &mut Draft) {
    for at in 0..draft.blocks.len().min(8) {
        let block = draft.blocks[at];
        let words = block.span.of(&draft.text);
        let open = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
        if open && words.len() <= 110 && (labelled(words).is_some() || alone(words).is_some()) {
            draft.blocks[at].kind = BlockKind::Byline;
        }
    }
}

/// "Published: …", "Publié le …", "Date : …": the date of a line that says what it is.
fn labelled(words: &str) -> Option<When> {
    const LABELS: [&str; 14] = [
        "published on",
        "published at",
        "published",
        "posted on",
        "posted",
        "publication date",
        "publié le",
        "publiée le",
        "publié",
        "mis en ligne le",
        "paru le",
        "date de publication",
        "posté le",
        "date",
    ];
    let low = words.get(..words.len().min(200)).map(str::to_lowercase)?;
    let label = LABELS.iter().find(|label| low.starts_with(**label))?;
    let rest = words
        .get(label.len()..)?
        .trim_start_matches([':', ' ', '\u{a0}', '-']);
    let found = written(rest)?;
    // "Dated attacks since 3 May": the date must follow at once.
    let lead = rest.get(..found.start)?.split_whitespace().count();
    (lead <= 2).then(|| machine(rest).unwrap_or(found.when))
}

/// A line that holds a date and little else: a weekday, a clock time, a place before "le", a byline.
fn alone(words: &str) -> Option<When> {
    if words.len() > 110 {
        return None;
    }
    let found = written(words)?;
    let (before, after) = (words.get(..found.start)?, words.get(found.end..)?);
    let after_words = after.split_whitespace().filter(|word| !is_clock(word)).count();
    (after_words <= 1 && is_lead(before) && !words.ends_with(['?', '!', ';'])).then_some(found.when)
}

fn is_clock(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    bare.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            bare.as_str(),
            "" | "at" | "à" | "gmt" | "utc" | "am" | "pm" | "tu" | "h" | "wat"
        )
}

/// "BAMAKO, Sept 18 (Agency) –", "Bamako, le 18 septembre 2024 (Agence) -": what stands before the first dash.
fn dateline(words: &str) -> Option<When> {
    let head = head_of(words)?;
    let Found { start, end, when } = written(head)?;
    let after = head.get(end..)?.trim();
    let closes = after.is_empty() || (after.starts_with(['(', '/', ',']) && after.len() <= 50);
    (closes && is_lead(head.get(..start)?)).then_some(when)
}

/// The words before the first dash that stands free, if they are few and no sentence; `None` otherwise.
#[must_use]
pub fn head_of(words: &str) -> Option<&str> {
    const DASHES: [&str; 8] = [" - ", " – ", " — ", " -- ", ") -", ") –", ") —", ".-"];
    let mut end = words.len().min(100);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let within = &words[..end];
    let at = DASHES
        .iter()
        .filter_map(|dash| {
            within
                .find(dash)
                .map(|at| at + usize::from(dash.starts_with(')')))
        })
        .min()?;
    let head = &words[..at];
    (head.split_whitespace().count() <= 14).then_some(head)
}

/// Whether what stands before a date is only a place, a weekday, an article, or a byline's names.
fn is_lead(before: &str) -> bool {
    let mut count = 0;
    before
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | '|' | '-' | '–' | '—'))
        .all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            count += usize::from(!bare.is_empty());
            let low = bare.to_lowercase();
            let joins = matches!(
                low.as_str(),
                "" | "le"
                    | "la"
                    | "de"
                    | "du"
                    | "des"
                    | "et"
                    | "and"
                    | "of"
                    | "the"
                    | "by"
                    | "par"
                    | "ce"
                    | "sur"
            );
            let named = bare.starts_with(char::is_uppercase) && !STARTS.contains(&low.as_str());
            count <= 8 && (joins || named || WEEKDAYS.contains(&low.as_str()))
        })
}

/// Words that begin a sentence about an event, not a dateline.
const STARTS: [&str; 10] = [
    "on", "in", "since", "until", "before", "after", "depuis", "jusqu", "dans", "après",
];

const WEEKDAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        let mut draft = Draft::default();
        draft.push(BlockKind::Paragraph, words);
        assert_eq!(
            of(&draft).map_or("none".to_owned(), |when| when.iso()),
            expected,
            "{words:?}"
        );
    }

    #[test]
    fn heads_that_date_the_text() {
        check(
            "BAMAKO, Sept 18, 2024 (Agency) – Gunmen attacked a village.",
            "2024-09-18",
        );
        check("BAMAKO, Sept 18 (Agency) - Gunmen attacked a village.", "--09-18");
        check(
            "Mopti, 18 September 2024 - Armed men on motorcycles attacked the market.",
            "2024-09-18",
        );
        check("Bamako, le 18 septembre 2024", "2024-09-18");
        check(
            "Ouagadougou, 3 mars 2024 (AIB) — Des hommes armés ont attaqué.",
            "2024-03-03",
        );
        check("Publié le : 18/09/2024 - 10:32", "2024-09-18T10:32");
        check("Published: 18 September 2024", "2024-09-18");
        check(
            "Par Awa Diallo | mercredi 18 septembre 2024 à 7h",
            "2024-09-18T07:00",
        );
    }

    #[test]
    fn sentences_that_date_an_event() {
        check(
            "On September 17, 2023, the capital became the scene of an assault.",
            "none",
        );
        check(
            "Le 17 septembre 2024, des hommes armés ont attaqué le marché.",
            "none",
        );
        check(
            "The attack of 17 September 2024 - the second in a month - killed ten.",
            "none",
        );
        check("Updated on 18 September 2024", "none");
        check("Gunmen came on 3 May 2024", "none");
    }
}

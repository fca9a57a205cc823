//! What is never taken into the register: telephone numbers and other marks of a person in what community reporters send.

use crate::draft::Draft;

/// Names of fields that tell who sent a report, in small letters without accents or signs.
const PERSONAL: &[&str] = &[
    "phone",
    "phonenumber",
    "tel",
    "telephone",
    "mobile",
    "numero",
    "numerodetelephone",
    "msisdn",
    "sender",
    "senderid",
    "from",
    "contact",
    "name",
    "fullname",
    "firstname",
    "lastname",
    "surname",
    "reportername",
    "reporter",
    "informant",
    "nom",
    "prenom",
    "nomcomplet",
    "expediteur",
    "informateur",
    "deviceid",
    "imei",
    "imsi",
    "subscriberid",
    "simserial",
    "username",
    "user",
    "submittedby",
    "email",
    "mail",
    "courriel",
    "ip",
    "ipaddress",
    "address",
    "adresse",
    "account",
    "handle",
    "whatsapp",
    "plate",
    "numberplate",
    "immatriculation",
    "idnumber",
    "nationalid",
];

/// Whether a field of this name tells who sent the report, and must not be taken in.
#[must_use]
pub fn is_personal(field: &str) -> bool {
    let last = field.rsplit(['/', '.']).next().unwrap_or(field);
    let folded = crate::finish::slug(last).replace('-', "");
    PERSONAL.contains(&folded.as_str())
}

/// Puts `x` for each digit of every telephone number in the text of `draft`; gives how many numbers there were.
/// The text keeps its length, so that spans stay where they are.
pub fn mask_phones(draft: &mut Draft) -> usize {
    let found = phones(&draft.text).len();
    draft.text = without_phones(&draft.text);
    found
}

/// `text` with `x` for each digit of every telephone number in it.
#[must_use]
pub fn without_phones(text: &str) -> String {
    let mut out = text.to_owned();
    for range in phones(text) {
        let masked: String = text[range.clone()]
            .chars()
            .map(|c| if c.is_ascii_digit() { 'x' } else { c })
            .collect();
        out.replace_range(range, &masked);
    }
    out
}

/// Runs of eight to fifteen digits, parted by blanks, dots, hyphens or brackets; dates are none.
fn phones(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let starts = bytes[at].is_ascii_digit() || bytes[at] == b'+';
        let within = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 0x80);
        if !starts || within {
            at += 1;
            continue;
        }
        let (mut end, mut last, mut digits) = (at, at, 0usize);
        while let Some(&byte) = bytes.get(end) {
            if byte.is_ascii_digit() {
                digits += 1;
                last = end + 1;
            } else if !(matches!(byte, b' ' | b'.' | b'-' | b'(' | b')') && end - last < 2 || end == at) {
                break;
            }
            end += 1;
        }
        let words = &text[at..last.max(at)];
        if (8..=15).contains(&digits) && !is_dates(words) {
            out.push(at..last);
        }
        at = last.max(at + 1);
    }
    out
}

/// "2024-09-17", "17.09.2024", "17-09-2024 10": digits that are a date.
fn is_dates(words: &str) -> bool {
    let parts: Vec<&str> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let is_year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    parts.len() >= 3
        && !words.starts_with('+')
        && parts.iter().take(3).filter(|part| is_year(part)).count() == 1
        && parts
            .iter()
            .take(3)
            .all(|part| is_year(part) || part.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::BlockKind;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut draft = Draft::default();
        draft.push(BlockKind::Paragraph, text);
        mask_phones(&mut draft);
        assert_eq!(draft.text, expected);
    }

    #[test]
    fn numbers_of_telephones_are_masked() {
        check("Call +223 76 12 34 56 now", "Call +xxx xx xx xx xx now");
        check("tel 76123456.", "tel xxxxxxxx.");
        check("le 76-12-34-56 (Boni)", "le xx-xx-xx-xx (Boni)");
    }

    #[test]
    fn other_numbers_stay() {
        check("12 morts le 17-09-2024 à 16h30", "12 morts le 17-09-2024 à 16h30");
        check(
            "2024-09-17 10:30, 1 200 déplacés, RN16",
            "2024-09-17 10:30, 1 200 déplacés, RN16",
        );
        check("A12345678", "A12345678");
    }

    #[test]
    fn fields_that_tell_who() {
        for field in ["Phone number", "téléphone", "group/reporter_name", "deviceid"] {
            assert!(is_personal(field), "{field}");
        }
        for field in ["place", "what", "nombre de morts", "date", "village_name"] {
            assert!(!is_personal(field), "{field}");
        }
    }
}

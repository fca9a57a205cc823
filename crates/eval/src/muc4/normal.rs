//! The form in which the MUC-4 scorers compare mentions.

/// `mention` in lower case, without ASCII punctuation, without the words a, an and the, single spaces between words.
///
/// Punctuation goes before articles, as in the published scorers: "the farm's" is "farms" and "a-1" is "a1".
#[must_use]
pub fn normal(mention: &str) -> String {
    let lower: String = mention
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_ascii_punctuation())
        .collect();
    let mut out = String::with_capacity(lower.len());
    for word in words(&lower) {
        if matches!(word, "a" | "an" | "the") {
            out.push(' ');
        } else {
            out.push_str(word);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` cut into runs of letters and digits, and runs of everything else; nothing is lost.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let wordy = rest.chars().next()?.is_alphanumeric();
        let end = rest
            .char_indices()
            .find(|(_, c)| c.is_alphanumeric() != wordy)
            .map_or(rest.len(), |(at, _)| at);
        let (head, tail) = rest.split_at(end);
        rest = tail;
        Some(head)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        for (mention, expected) in [
            (
                "The \"Santo Tomas\" Presidential Farm",
                "santo tomas presidential farm",
            ),
            ("  an   Army\tpatrol ", "army patrol"),
            ("farm's", "farms"),
            ("A-37 plane", "a37 plane"),
            ("theatre", "theatre"),
            ("Éa the", "éa"),
            ("“the” x", "“ ” x"),
            ("the", ""),
        ] {
            assert_eq!(normal(mention), expected, "{mention:?}");
        }
    }
}

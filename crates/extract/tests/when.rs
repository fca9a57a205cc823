//! One-line cases for the date reader, in `when/*.txt`: text, publication, and every expression with its value.

use tocsin_core::{DateFlag, Language, Precision, When};
use tocsin_extract::Doc;
use tocsin_extract::readers::when::{DateMark, read};

/// The marks of `text`, published on the ISO day `published` ("": unknown).
fn marks(text: &str, language: Language, published: &str) -> Vec<DateMark> {
    let published = published.parse().ok().map(When::day);
    read(&Doc::of_text(text, language, published))
}

/// "words=value; words=value", as in the case files.
fn shown(text: &str, marks: &[DateMark]) -> String {
    let parts: Vec<String> = marks
        .iter()
        .map(|mark| format!("{}={}", mark.span.of(text), mark.value))
        .collect();
    parts.join("; ")
}

#[track_caller]
fn check_file(cases: &str, language: Language) {
    let mut wrong = Vec::new();
    for line in cases
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let mut fields = line.split('|').map(str::trim);
        let (text, published) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
        let expected = fields.next().unwrap_or("");
        let found = shown(text, &marks(text, language, published));
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn french_cases() {
    check_file(include_str!("when/french.txt"), Language::Fr);
}

#[test]
fn english_cases() {
    check_file(include_str!("when/english.txt"), Language::En);
}

/// The interval of the first mark: ISO form, precision, flags.
#[track_caller]
fn check(
    text: &str,
    language: Language,
    published: &str,
    iso: &str,
    precision: Precision,
    flags: &[DateFlag],
) {
    let found = marks(text, language, published);
    let when = found.first().and_then(|mark| mark.when.as_ref());
    let shown = when.map(|when| (when.iso(), when.precision, when.flags.clone()));
    assert_eq!(shown, Some((iso.to_owned(), precision, flags.to_vec())), "{text}");
}

#[test]
fn intervals_hold_what_was_said() {
    use Language::{En, Fr};
    let day = "2024-09-18";
    check(
        "dans la nuit du 16 au 17 septembre",
        Fr,
        day,
        "2024-09-16/2024-09-17",
        Precision::Night,
        &[],
    );
    check(
        "overnight Monday to Tuesday",
        En,
        day,
        "2024-09-16/2024-09-17",
        Precision::Night,
        &[],
    );
    check("mardi matin", Fr, day, "2024-09-17", Precision::PartOfDay, &[]);
    check(
        "mardi vers 16h30",
        Fr,
        day,
        "2024-09-17T16:30",
        Precision::Minute,
        &[],
    );
    check(
        "début mars",
        Fr,
        day,
        "2024-03-01/2024-03-10",
        Precision::Month,
        &[],
    );
    check(
        "in mid-September 2023",
        En,
        day,
        "2023-09-11/2023-09-20",
        Precision::Month,
        &[],
    );
    check("in September 2023", En, day, "2023-09", Precision::Month, &[]);
    check("fin 2023", Fr, day, "2023-09-02/2023-12-31", Precision::Year, &[]);
    check(
        "last week",
        En,
        day,
        "2024-09-09/2024-09-15",
        Precision::Week,
        &[],
    );
    check("recently", En, day, "", Precision::Vague, &[]);
}

#[test]
fn nothing_is_made_up_without_a_publication() {
    use Language::{En, Fr};
    check("hier", Fr, "", "", Precision::Vague, &[]);
    check("yesterday", En, "", "", Precision::Vague, &[]);
    check("le 17 septembre", Fr, "", "--09-17", Precision::NoYear, &[]);
    check("17 September", En, "", "--09-17", Precision::NoYear, &[]);
    check("in September", En, "", "--09", Precision::NoYear, &[]);
}

#[test]
fn wrong_dates_are_kept_and_flagged() {
    use DateFlag::{AfterPublication, Ambiguous, NoSuchDay, StaleYear, WeekdayMismatch};
    use Language::{En, Fr};
    let day = "2024-09-18";
    check(
        "lundi 17 septembre 2024",
        Fr,
        day,
        "2024-09-17",
        Precision::Day,
        &[WeekdayMismatch],
    );
    check(
        "Tuesday 17 September 2024",
        En,
        day,
        "2024-09-17",
        Precision::Day,
        &[],
    );
    check(
        "le 17 septembre 2025",
        Fr,
        day,
        "2025-09-17",
        Precision::Day,
        &[AfterPublication],
    );
    // The seventeenth was a Tuesday in 2024, not in 2023.
    check(
        "mardi 17 septembre 2023",
        Fr,
        day,
        "2023-09-17",
        Precision::Day,
        &[WeekdayMismatch, StaleYear],
    );
    check(
        "le 31 juin 2024",
        Fr,
        day,
        "2024-06",
        Precision::Month,
        &[NoSuchDay],
    );
    check(
        "on 03/04/2024",
        En,
        day,
        "2024-04-03",
        Precision::Day,
        &[Ambiguous],
    );
    check("le 03/04/2024", Fr, day, "2024-04-03", Precision::Day, &[]);
    check("on 17/09/2024", En, day, "2024-09-17", Precision::Day, &[]);
}

#[test]
fn news_of_last_year_is_doubted() {
    let day = "2024-09-18";
    let check = |text: &str, flags: &[DateFlag]| {
        check(text, Language::En, day, "2023-09-17", Precision::Day, flags);
    };
    // Told as news on the next day, a year off; an anniversary is no slip.
    check("On September 17, 2023, gunmen came.", &[DateFlag::StaleYear]);
    check("An anniversary: on September 17, 2023, gunmen came.", &[]);
}

#[test]
fn ends_of_a_range_know_the_whole() {
    let range = |text: &str, language: Language| {
        let found = marks(text, language, "2024-09-18");
        let ranges: Vec<String> = found
            .iter()
            .map(|mark| mark.range.as_ref().map(When::iso).unwrap_or_default())
            .collect();
        ranges.join(" ")
    };
    // Days make one mark, longer stretches two, lists none.
    let days = "2024-05-03/2024-05-05";
    assert_eq!(range("du 3 au 5 mai", Language::Fr), days);
    assert_eq!(range("entre le 3 et le 5 mai", Language::Fr), days);
    assert_eq!(range("from 3 to 5 May", Language::En), days);
    assert_eq!(range("between May 3 and May 5", Language::En), days);
    assert_eq!(range("on 3 and 5 May", Language::En), " ");
    assert_eq!(
        range("de lundi à mercredi", Language::Fr),
        "2024-09-16/2024-09-18"
    );
    assert_eq!(
        range("from 2012 to 2014", Language::En),
        "2012-01-01/2014-12-31 2012-01-01/2014-12-31"
    );
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &[&str] = &[
        "le",
        "la",
        "nuit",
        "du",
        "au",
        "17",
        "septembre",
        "2024",
        "/",
        "-",
        ":",
        "30",
        "h",
        "p",
        ".",
        "m",
        "last",
        "the",
        "past",
        "three",
        "months",
        "ago",
        "il",
        "y",
        "a",
        "99999",
        "mars",
        "mardi",
        "1990",
        "s",
        "'",
        "year",
        "-",
        "earlier",
        "lendemain",
        "de",
        "Noël",
        "29",
        "février",
        "31",
        "9999",
        "hundred",
        "thousand",
        "between",
        "and",
        "31/12/99",
        "à",
        "veille",
        "next",
        "fin",
        "siècle",
        "Eid",
        "al",
        "0",
        "000",
        "every",
        "tous",
        "les",
        "dix",
        "1 200",
        "\n\n",
        "’",
        "é",
    ];

    fn check(text: &str, language: Language, published: &str) {
        let once = marks(text, language, published);
        assert_eq!(once, marks(text, language, published));
        let mut end = 0;
        for mark in &once {
            assert!(mark.span.start >= end, "overlap in {text:?}");
            assert!(!mark.span.of(text).is_empty());
            end = mark.span.end;
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            check(&text, Language::En, "2024-09-18");
            check(&text, Language::Fr, "");
        }

        #[test]
        fn any_jumble_of_time_words_is_read(words in prop::collection::vec(prop::sample::select(WORDS), 0..24)) {
            let text = words.join(" ");
            for published in ["", "2024-02-29", "0001-01-01", "9999-12-31"] {
                check(&text, Language::En, published);
                check(&text, Language::Fr, published);
            }
        }
    }
}

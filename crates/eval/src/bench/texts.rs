//! The built-in texts: twelve reports of our own in English and French, of about 350 words, made many by their place,
//! number and day.

use tocsin_core::Language;

/// Text and language, the title on the first line; `{P}` is a place, `{N}` a number.
const TEXTS: [(&str, Language); 12] = [
    (include_str!("texts/en1.txt"), Language::En),
    (include_str!("texts/fr1.txt"), Language::Fr),
    (include_str!("texts/en2.txt"), Language::En),
    (include_str!("texts/fr2.txt"), Language::Fr),
    (include_str!("texts/en3.txt"), Language::En),
    (include_str!("texts/fr3.txt"), Language::Fr),
    (include_str!("texts/en4.txt"), Language::En),
    (include_str!("texts/fr4.txt"), Language::Fr),
    (include_str!("texts/en5.txt"), Language::En),
    (include_str!("texts/fr5.txt"), Language::Fr),
    (include_str!("texts/en6.txt"), Language::En),
    (include_str!("texts/fr6.txt"), Language::Fr),
];

const PLACES: [&str; 24] = [
    "Gao",
    "Ménaka",
    "Djibo",
    "Dori",
    "Tillabéri",
    "Ansongo",
    "Bandiagara",
    "Ségou",
    "Niono",
    "Kidal",
    "Douentza",
    "Koro",
    "Sikasso",
    "Kaya",
    "Fada N'Gourma",
    "Ouahigouya",
    "Nara",
    "Mopti",
    "Tombouctou",
    "Bankass",
    "Gorom-Gorom",
    "Ayorou",
    "Téra",
    "Diapaga",
];

/// One text of the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchText {
    /// Its name, unlike all others.
    pub name: String,
    /// The text, its title on the first line.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// ISO day of publication.
    pub published: String,
}

/// The `n`-th text: the same for the same `n`. Place and number change from round to round, days over two years.
#[must_use]
pub fn text(n: usize) -> BenchText {
    let (form, language) = TEXTS[n % TEXTS.len()];
    let round = n / TEXTS.len();
    let place = PLACES[(round + n) % PLACES.len()];
    let number = 4 + (round * 7 + n) % 60;
    let day = round / PLACES.len();
    BenchText {
        name: format!("bench-{n}"),
        text: form.replace("{P}", place).replace("{N}", &number.to_string()),
        language,
        published: format!(
            "{:04}-{:02}-{:02}",
            2023 + day / 336 % 2,
            1 + day / 28 % 12,
            1 + day % 28
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_whole_and_differ() {
        for n in 0..24 {
            let one = text(n);
            assert!(!one.text.contains('{'), "{}", one.text);
            let words = one.text.split_whitespace().count();
            assert!((280..=460).contains(&words), "{n}: {words} words");
            assert!(one.published.parse::<jiff::civil::Date>().is_ok());
        }
        assert_eq!(text(5), text(5));
        assert_ne!(text(0).text, text(12).text);
        assert!(text(10_000_000).published.parse::<jiff::civil::Date>().is_ok());
    }
}

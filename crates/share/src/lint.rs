//! The do-no-harm linter: words that must not leave the desk, whatever else allows it.

/// Names of peoples of the Sahel and its neighbours, folded to lower case without accents; written from general knowledge.
/// Never told outside as those who did something: a people is not a perpetrator.
#[rustfmt::skip]
const PEOPLES: &[&str] = &[
    "peul", "peuls", "peulh", "peulhs", "peule", "peules", "fulani", "fulanis", "fulbe", "foulbe", "fula", "fulas", "foulani",
    "dogon", "dogons", "touareg", "touaregs", "tuareg", "tuaregs", "tamasheq", "kel tamasheq", "bambara", "bambaras",
    "bamana", "songhai", "songhay", "sonrai", "sonrhai", "zarma", "djerma", "hausa", "hausas", "haoussa", "haoussas",
    "mossi", "mossis", "gourmantche", "gulmance", "gourounsi", "lobi", "bobo", "dagara", "senoufo", "senufo", "minianka",
    "soninke", "sarakole", "malinke", "mandinka", "mandingue", "mandingues", "wolof", "wolofs", "serer", "bella", "bellah",
    "iklan", "maure", "maures", "moor", "moors", "berabiche", "berabich", "kounta", "kunta", "imghad", "ifoghas", "idnan",
    "daoussahak", "dawsahak", "chamanamas", "arabe", "arabes", "arab", "arabs", "toubou", "toubous", "tubu", "teda",
    "kanuri", "kanouri", "buduma", "boudouma", "mbororo", "wodaabe", "igbo", "igbos", "yoruba", "yorubas", "tiv", "berom",
    "zaghawa", "masalit", "fur", "gorane", "sara", "bissa", "koulango", "baoule", "dioula", "dyula",
];

/// Ranks and forms of address, folded; a capitalised word after one is taken for a person's name.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "m", "mme", "mlle", "dr", "prof", "general", "gen", "colonel", "col", "commandant", "cdt",
    "capitaine", "captain", "capt", "lieutenant", "lt", "sergent", "sergeant", "sgt", "adjudant", "major", "maj",
    "imam", "cheikh", "sheikh", "emir", "president", "minister", "ministre", "gouverneur", "governor", "maire", "mayor",
    "prefet", "prefect", "monsieur", "madame", "pere", "father", "pasteur", "pastor",
];

/// Words and keys by which a regular force is told, folded.
#[rustfmt::skip]
const FORCES: &[&str] = &[
    "army", "armee", "armees", "armed forces", "forces armees", "military", "militaire", "militaires", "soldier",
    "soldiers", "soldat", "soldats", "troops", "troupes", "police", "policiers", "gendarmes", "gendarmerie", "garde",
    "guard", "guards", "security forces", "forces de securite", "fds", "fama", "bir", "minusma", "mnjtf", "fmm",
    "peacekeepers", "casques bleus", "battalion", "bataillon", "patrol", "patrouille", "fardc", "saf", "mali-gendarmerie",
    "burkina-fds", "niger-fds", "barkhane", "takuba", "g5-sahel", "fu-aes",
];

/// Concept keys of sites where forces live or post themselves.
const FORCE_SITES: &[&str] = &[
    "barracks",
    "military-convoy",
    "police-post",
    "un-base",
    "training-school",
    "base",
    "camp",
    "checkpoint",
    "post",
];

/// What a word tells that it should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// A people or group label.
    Label,
    /// A person's name.
    Person,
}

/// What is wrong with `text`; `masked` are further labels, as given.
pub(crate) fn harm(text: &str, masked: &[String]) -> Option<Harm> {
    let folded = fold(text);
    let has = |label: &str| has_word(&folded, label);
    if PEOPLES.iter().any(|label| has(label))
        || masked
            .iter()
            .any(|label| !label.trim().is_empty() && has(&fold(label)))
    {
        return Some(Harm::Label);
    }
    names_a_person(text).then_some(Harm::Person)
}

/// Whether `text` holds one of the audience's own masked labels.
pub(crate) fn is_masked(text: &str, masked: &[String]) -> bool {
    let folded = fold(text);
    masked
        .iter()
        .any(|label| !label.trim().is_empty() && has_word(&folded, &fold(label)))
}

/// Whether `text`, a key or a name, tells of a regular force.
pub(crate) fn is_force(text: &str) -> bool {
    let folded = fold(text);
    FORCES.iter().any(|word| has_word(&folded, word)) || folded.ends_with("-army")
}

/// Whether the concept `key` is a site of forces.
pub(crate) fn is_force_site(key: &str) -> bool {
    FORCE_SITES.contains(&key)
}

/// A rank or form of address followed by a capitalised word: "colonel Untel", "Mme X".
fn names_a_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let title = fold(pair[0].trim_matches(|c: char| !c.is_alphanumeric()));
        let next = pair[1].trim_start_matches(|c: char| !c.is_alphanumeric());
        TITLES.contains(&title.as_str()) && next.chars().next().is_some_and(char::is_uppercase)
    })
}

/// Whether `word` stands in `folded` with no letter or digit on either side.
fn has_word(folded: &str, word: &str) -> bool {
    let mut from = 0;
    while let Some(at) = folded[from..].find(word).map(|at| at + from) {
        let before = folded[..at].chars().next_back();
        let after = folded[at + word.len()..].chars().next();
        if !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric) {
            return true;
        }
        from = at + word.chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// Lower case, French accents taken off.
fn fold(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' => 'i',
            'ô' | 'ö' | 'ó' => 'o',
            'û' | 'ü' | 'ù' | 'ú' => 'u',
            'ç' => 'c',
            '’' => '\'',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Harm>) {
        assert_eq!(harm(text, &["Les Gens d'En Haut".to_owned()]), expected, "{text}");
    }

    #[test]
    fn labels_and_persons() {
        check("armed men", None);
        check("hommes armés", None);
        check("milice peule", Some(Harm::Label));
        check("Fulani-looking gunmen", Some(Harm::Label));
        check("miliciens d’ethnie gourmantché", Some(Harm::Label));
        check("furious crowd", None);
        check("les gens d'en haut", Some(Harm::Label));
        check("Colonel Untel", Some(Harm::Person));
        check("le colonel", None);
        check("col. X", Some(Harm::Person));
        check("the mayor of the town", None);
        check("", None);
    }

    #[test]
    fn forces() {
        for force in [
            "fama",
            "nigeria-army",
            "Armée malienne",
            "defence and security forces",
            "une patrouille",
        ] {
            assert!(is_force(force), "{force}");
        }
        for other in ["jnim", "hommes armés", "armed men", "fermiers"] {
            assert!(!is_force(other), "{other}");
        }
    }
}

//! The names by which agencies and outlets are credited: `data/sources/agencies.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use tocsin_core::SourceClass;

/// One agency or outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Short and stable key.
    pub key: &'static str,
    /// The name readers know it by.
    pub name: &'static str,
    /// What kind of voice it is.
    pub class: SourceClass,
}

/// All agencies, and by the folded first word of each of their names the words of that name.
struct Agencies {
    list: Vec<Agency>,
    names: BTreeMap<String, Vec<(Vec<&'static str>, usize)>>,
}

static AGENCIES: LazyLock<Agencies> =
    LazyLock::new(|| parse(include_str!("../../../data/sources/agencies.tsv")));

/// All of them, in the order of the file.
#[must_use]
pub fn all() -> &'static [Agency] {
    &AGENCIES.list
}

fn parse(text: &'static str) -> Agencies {
    let mut agencies = Agencies {
        list: Vec::new(),
        names: BTreeMap::new(),
    };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [key, name, class, aliases] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let Ok(class) = serde_json::from_value(serde_json::Value::String(class.to_owned())) else {
            continue;
        };
        for alias in aliases.split(';').chain([name]) {
            let words: Vec<&str> = words(alias).map(|(_, word)| word).collect();
            if let Some(first) = words.first() {
                agencies
                    .names
                    .entry(fold(first))
                    .or_default()
                    .push((words, agencies.list.len()));
            }
        }
        agencies.list.push(Agency { key, name, class });
    }
    agencies
}

/// Lower case, with one kind of apostrophe and none at the end.
fn fold(word: &str) -> String {
    let bare = word.strip_suffix(['.', '’', '\'']).unwrap_or(word);
    bare.replace('’', "'").to_lowercase()
}

/// The words of a line with their places; a host name (`Reuters.com`) and a name such as `L’Essor` are one word each.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '’' | '\'' | '-');
    text.split(move |c: char| !inner(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// How many words at the head of `words` name an agency, the longest name first; `None` if they name none.
#[must_use]
pub fn leading(words: &[&str]) -> Option<(usize, &'static Agency)> {
    let names = AGENCIES.names.get(&fold(words.first()?))?;
    let fits = |name: &[&str]| name.len() <= words.len() && name.iter().zip(words).all(|(a, b)| same(a, b));
    let (name, at) = names
        .iter()
        .filter(|(name, _)| fits(name))
        .max_by_key(|(name, _)| name.len())?;
    Some((name.len(), &AGENCIES.list[*at]))
}

/// Letters that stand for a name count in capitals only; a name in letters of both sizes also in capitals.
fn same(name: &str, word: &str) -> bool {
    if name == word {
        return true;
    }
    let written = name.chars().any(char::is_lowercase);
    let begins = word.starts_with(char::is_uppercase) || name.starts_with(char::is_lowercase);
    written && begins && name.len() > 2 && fold(name) == fold(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        assert!(all().len() > 60);
        let mut keys: Vec<&str> = all().iter().map(|agency| agency.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all().len(), "a key stands twice");
    }

    #[test]
    fn names_are_told() {
        let key = |text: &str| {
            let words: Vec<&str> = words(text).map(|(_, word)| word).collect();
            leading(&words).map(|(len, agency)| (len, agency.key))
        };
        assert_eq!(key("AFP"), Some((1, "afp")));
        assert_eq!(key("REUTERS"), Some((1, "reuters")));
        assert_eq!(key("Reuters.com"), Some((1, "reuters")));
        assert_eq!(key("Agence France-Presse (AFP)"), Some((2, "afp")));
        assert_eq!(key("ap"), None);
        assert_eq!(key("L'Essor"), Some((1, "essor")));
        assert_eq!(key("Mopti"), None);
    }
}

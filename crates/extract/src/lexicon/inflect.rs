//! Writes a phrase of a word list out: its readings in braces, and the inflected forms of its first word.

use super::Form;
use crate::fold::fold;

/// All readings of `{a,b}` in `phrase`.
pub(super) fn braces(phrase: &str) -> Vec<String> {
    let Some(open) = phrase.find('{') else {
        return vec![phrase.to_owned()];
    };
    let Some(close) = phrase[open..].find('}').map(|at| open + at) else {
        return vec![phrase.to_owned()];
    };
    let mut out = Vec::new();
    for part in phrase[open + 1..close].split(',') {
        for rest in braces(&phrase[close + 1..]) {
            out.push(format!("{}{part}{rest}", &phrase[..open]));
        }
    }
    out
}

/// The regular verb classes.
const CLASSES: [&str; 6] = ["ed", "d", "dd", "er", "ir", "re"];

/// The regular class a word carries: `raid/ed`.
fn class(word: &str) -> Option<(&str, &str)> {
    word.split_once('/').filter(|(_, class)| CLASSES.contains(class))
}

/// A phrase as what stands before the word that is inflected, that word with its class or forms, and what follows.
///
/// Irregular forms may be of several words (`~s'en prendre|s'en prend|...`): the last is taken to have as many as the first.
/// Without a class the first word stands for itself.
fn parts(phrase: &str) -> (&str, &str, &str) {
    let cut = |from: usize| phrase[from..].find(' ').map_or(phrase.len(), |at| from + at);
    if phrase.starts_with(['=', '~']) {
        let delimiters = [',', '|'];
        let base = phrase.split(delimiters).next().unwrap_or(phrase);
        let mut end = cut(phrase.rfind(delimiters).unwrap_or(0));
        for _ in base.matches(' ') {
            end = cut((end + 1).min(phrase.len()));
        }
        return ("", &phrase[..end], &phrase[end..]);
    }
    let mut from = 0;
    for word in phrase.split(' ') {
        let end = from + word.len();
        if class(word).is_some() {
            return (&phrase[..from], &phrase[from..end], &phrase[end..]);
        }
        from = end + 1;
    }
    let end = cut(0);
    ("", &phrase[..end], &phrase[end..])
}

/// All inflected forms of a phrase in which one word may carry a verb class.
pub(super) fn inflect(phrase: &str) -> Vec<(String, Form)> {
    let (before, head, rest) = parts(phrase);
    let forms: Vec<(String, Form)> = if let Some(parts) = head.strip_prefix('=') {
        let order = [
            Form::Base,
            Form::Finite,
            Form::Finite,
            Form::Participle,
            Form::Gerund,
        ];
        let parts: Vec<&str> = parts.split(',').collect();
        let same = parts.get(2) == parts.get(3);
        parts
            .iter()
            .zip(order)
            .enumerate()
            .filter(|(index, _)| !(same && *index == 3))
            .map(|(index, (part, form))| {
                let form = if same && index == 2 { Form::Ed } else { form };
                ((*part).to_owned(), form)
            })
            .collect()
    } else if let Some(parts) = head.strip_prefix('~') {
        let order = [
            Form::Base,
            Form::Finite,
            Form::Participle,
            Form::Gerund,
            Form::Conditional,
        ];
        parts
            .split('|')
            .zip(order)
            .flat_map(|(group, form)| group.split(',').map(move |part| (part.to_owned(), form)))
            .collect()
    } else if let Some((stem, class)) = class(head) {
        match class {
            "ed" | "d" | "dd" => english(stem, class == "dd"),
            _ => french(&fold(stem)),
        }
    } else {
        vec![(head.to_owned(), Form::Plain)]
    };
    forms
        .into_iter()
        .map(|(word, form)| (format!("{before}{word}{rest}"), form))
        .collect()
}

fn english(stem: &str, doubled: bool) -> Vec<(String, Form)> {
    let last = stem.chars().next_back().unwrap_or(' ');
    let before = stem.chars().rev().nth(1).unwrap_or(' ');
    let (s, ed, ing) = if doubled {
        (
            format!("{stem}s"),
            format!("{stem}{last}ed"),
            format!("{stem}{last}ing"),
        )
    } else if last == 'e' {
        let cut = &stem[..stem.len() - 1];
        (format!("{stem}s"), format!("{stem}d"), format!("{cut}ing"))
    } else if last == 'y' && !"aeiou".contains(before) {
        let cut = &stem[..stem.len() - 1];
        (format!("{cut}ies"), format!("{cut}ied"), format!("{stem}ing"))
    } else if "sxz".contains(last) || (last == 'h' && "sc".contains(before)) {
        (format!("{stem}es"), format!("{stem}ed"), format!("{stem}ing"))
    } else {
        (format!("{stem}s"), format!("{stem}ed"), format!("{stem}ing"))
    };
    vec![
        (stem.to_owned(), Form::Base),
        (s, Form::Finite),
        (ed, Form::Ed),
        (ing, Form::Gerund),
    ]
}

/// Forms of the third person, which reports are written in. `verb` is folded, so stem accents do not matter.
fn french(verb: &str) -> Vec<(String, Form)> {
    let stem = &verb[..verb.len().saturating_sub(2)];
    let mut out = vec![(verb.to_owned(), Form::Base)];
    let mut push = |endings: &[&str], stem: &str, form: Form| {
        out.extend(endings.iter().map(|ending| (format!("{stem}{ending}"), form)));
    };
    let future = verb.strip_suffix('e').unwrap_or(verb);
    match &verb[stem.len()..] {
        "er" => {
            let soft = if stem.ends_with('g') {
                format!("{stem}e")
            } else {
                stem.to_owned()
            };
            push(&["e", "ent", "erent"], stem, Form::Finite);
            push(&["ait", "aient", "a"], &soft, Form::Finite);
            push(&["é", "ée", "és", "ées"], stem, Form::Participle);
            push(&["ant"], &soft, Form::Gerund);
        }
        "ir" => {
            push(
                &["it", "issent", "issait", "issaient", "irent"],
                stem,
                Form::Finite,
            );
            push(&["i", "ie", "is", "ies"], stem, Form::Participle);
            push(&["issant"], stem, Form::Gerund);
        }
        _ => {
            push(&["", "ent", "ait", "aient", "it", "irent"], stem, Form::Finite);
            push(&["u", "ue", "us", "ues"], stem, Form::Participle);
            push(&["ant"], stem, Form::Gerund);
        }
    }
    push(&["a", "ont"], future, Form::Future);
    push(&["ait", "aient"], future, Form::Conditional);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_with_the_class_is_inflected_wherever_it_stands() {
        let forms =
            |phrase: &str| -> Vec<String> { inflect(phrase).into_iter().map(|(words, _)| words).collect() };
        assert_eq!(
            forms("forcibly recruit/ed men"),
            [
                "forcibly recruit men",
                "forcibly recruits men",
                "forcibly recruited men",
                "forcibly recruiting men"
            ]
        );
        assert_eq!(
            forms("=let,lets,let,let,letting off shots"),
            [
                "let off shots",
                "lets off shots",
                "let off shots",
                "letting off shots"
            ]
        );
        assert_eq!(
            forms("~s'en prendre|s'en prend,s'en prit|s'en sont pris|s'en prenant|s'en prendrait a"),
            [
                "s'en prendre a",
                "s'en prend a",
                "s'en prit a",
                "s'en sont pris a",
                "s'en prenant a",
                "s'en prendrait a"
            ]
        );
        assert_eq!(forms("claim of duty"), ["claim of duty"]);
    }
}

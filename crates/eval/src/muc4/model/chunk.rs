//! Noun phrases with what they are to the verbs and nouns around them, as short texts.

use super::page::Page;
use tocsin_extract::syntax::{Rel, Tag};

/// A noun phrase: tokens `first..last`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Its head.
    pub head: usize,
    /// What it is: `S:kill` subject, `O:` object, `PS:` subject of a passive, `AG:` "by", `P:in:` with a preposition, …
    pub ties: Vec<String>,
}

/// A word without its commonest endings; for verbs and nouns alike, and often no word.
#[must_use]
pub fn stem(word: &str) -> &str {
    for (ending, least) in [
        ("ing", 4),
        ("ied", 3),
        ("ies", 3),
        ("ed", 3),
        ("es", 4),
        ("s", 3),
        ("e", 3),
    ] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= least
        {
            return stem;
        }
    }
    word
}

/// The noun phrases of the sentence `first..last`, in order, without overlaps.
#[must_use]
pub fn read(page: &Page, first: usize, last: usize) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    for head in page.trees.heads(first, last) {
        let phrase = page.trees.phrase(head);
        let from = phrase.first.max(out.last().map_or(first, |chunk| chunk.last));
        if from <= head && phrase.last <= last {
            let mut ties = Vec::new();
            tie(page, head, 0, "", &mut ties);
            beside(page, (from, phrase.last), (first, last), &mut ties);
            out.push(Chunk {
                first: from,
                last: phrase.last,
                head,
                ties,
            });
        }
    }
    out
}

/// What the noun at `at` is to its head; of a list or an apposition what the first is, marked `C` or `A`.
fn tie(page: &Page, at: usize, depth: usize, mark: &str, out: &mut Vec<String>) {
    let Some(head) = page.trees.head(at) else { return };
    let over = stem(&page.words[head]);
    let case = page.trees.case(at).map_or("-", |case| page.words[case].as_str());
    match page.trees.rel(at) {
        Rel::Subject => {
            out.push(format!("{mark}S:{over}"));
            subject_of_more(page, head, mark, out);
        }
        Rel::PassiveSubject => out.push(format!("{mark}PS:{over}")),
        Rel::Object => out.push(format!("{mark}O:{over}")),
        Rel::Agent => out.push(format!("{mark}AG:{over}")),
        Rel::Oblique => {
            out.push(format!("{mark}P:{case}:{over}"));
            out.push(format!("{mark}p:{case}"));
        }
        Rel::NounMod => {
            out.push(format!("{mark}N:{case}:{over}"));
            out.push(format!("{mark}n:{case}"));
            if depth < 2 {
                let mut above = Vec::new();
                tie(page, head, depth + 1, "", &mut above);
                out.extend(above.iter().map(|tie| format!("{mark}{case}<{tie}")));
            }
        }
        Rel::Conjunct if depth < 3 => tie(page, head, depth + 1, "C", out),
        Rel::Apposition if depth < 3 => tie(page, head, depth + 1, "A", out),
        Rel::Possessor => out.push(format!("{mark}'s:{over}")),
        _ => {}
    }
    for child in page.trees.children(at) {
        match page.trees.rel(child) {
            Rel::NounClause => out.push(format!("{mark}PS:{}", stem(&page.words[child]))),
            Rel::RelativeClause => out.push(format!("{mark}R:{}", stem(&page.words[child]))),
            _ => {}
        }
    }
}

/// The forms of "be" that make a participle passive.
const BE: [&str; 8] = ["was", "were", "is", "are", "be", "been", "being", "got"];

/// How a verb stands by the words before it: `pass`, `act`, or `red` for a participle without auxiliary.
fn voice(page: &Page, first: usize, verb: usize) -> &'static str {
    let before = &page.words[verb.saturating_sub(4).max(first)..verb];
    let participle = page.tag(verb) == Tag::Participle;
    if (participle || page.words[verb].ends_with("ed"))
        && before.iter().any(|word| BE.contains(&word.as_str()))
    {
        "pass"
    } else if participle
        && !before
            .iter()
            .any(|word| matches!(word.as_str(), "has" | "have" | "had" | "having"))
    {
        "red"
    } else {
        "act"
    }
}

/// What the phrase is to the words next to it, whatever the parser says: its ties begin with `~`.
fn beside(page: &Page, phrase: (usize, usize), sentence: (usize, usize), out: &mut Vec<String>) {
    let (first, last) = sentence;
    for at in phrase.1..last.min(phrase.1 + 6) {
        let tag = page.tag(at);
        let word = page.words[at].as_str();
        if tag.is_verb() {
            out.push(format!("~S:{}:{}", stem(word), voice(page, first, at)));
            break;
        }
        if !matches!(tag, Tag::Aux | Tag::Adv | Tag::Relative | Tag::Part) && word != "that" {
            break;
        }
    }
    let Some(before) = phrase.0.checked_sub(1).filter(|before| *before >= first) else {
        return;
    };
    let word = page.words[before].as_str();
    if page.tag(before).is_verb() {
        out.push(format!("~O:{}:{}", stem(word), voice(page, first, before)));
    } else if page.tag(before) == Tag::Adp {
        let content = |at: &usize| page.tag(*at).is_verb() || page.tag(*at) == Tag::Noun;
        let over = (first..before).rev().take(8).find(content);
        if let Some(over) = over {
            let form = if page.tag(over).is_verb() {
                voice(page, first, over)
            } else {
                "n"
            };
            out.push(format!("~P:{word}:{}:{form}", stem(&page.words[over])));
            let verb = (first..over).rev().take(8).find(|at| page.tag(*at).is_verb());
            if let Some(verb) = verb.filter(|_| form == "n") {
                out.push(format!(
                    "~PP:{word}:{}:{}",
                    stem(&page.words[verb]),
                    voice(page, first, verb)
                ));
            }
        }
        out.push(format!("~p:{word}"));
    }
}

/// The further verbs of a subject: those joined to its verb or under it without a subject of their own.
fn subject_of_more(page: &Page, verb: usize, mark: &str, out: &mut Vec<String>) {
    for child in page.trees.children(verb) {
        let shared = matches!(
            page.trees.rel(child),
            Rel::Conjunct | Rel::OpenComplement | Rel::AdverbClause
        );
        if shared && page.trees.related(child, Rel::Subject).next().is_none() && page.tag(child).is_verb() {
            out.push(format!("{mark}S:{}", stem(&page.words[child])));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (word, expected) in [
            ("attacked", "attack"),
            ("bombs", "bomb"),
            ("killing", "kill"),
            ("bus", "bus"),
            ("was", "was"),
        ] {
            assert_eq!(stem(word), expected);
        }
    }
}

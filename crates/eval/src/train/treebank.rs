//! Reads Universal Dependencies treebanks and lays them over the reader's own tokens.

use crate::files::{InputError, Read};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use tocsin_core::Language;
use tocsin_extract::Doc;
use tocsin_extract::syntax::label::{Rel, Tag};
use tocsin_extract::syntax::words::{self, Word};

/// A sentence over the reader's own tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its text.
    pub text: String,
    /// The words as the models see them.
    pub words: Vec<Word>,
    /// Part of speech of each, as an index of [`Tag::ALL`].
    pub tags: Vec<u8>,
    /// Head of each; the number of words for the root.
    pub heads: Vec<u16>,
    /// Relation of each, as an index of [`Rel::ALL`].
    pub rels: Vec<u8>,
}

/// One word of the treebank.
#[derive(Clone, Debug)]
struct Leaf {
    span: (usize, usize),
    tag: Tag,
    rel: Rel,
    /// 1-based; 0 for the root.
    head: usize,
}

/// All sentences of a `.conllu.gz` file.
///
/// # Errors
/// When the file is missing or not of that form.
pub fn load(path: &Path, language: Language) -> Read<Vec<Sentence>> {
    let file = File::open(path)
        .map_err(|error| InputError::missing(path, error.to_string(), "give the folder of the treebanks"))?;
    let mut text = String::new();
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .map_err(|error| InputError::malformed(path, 0, error.to_string(), "fetch the file again"))?;
    let mut out = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        out.extend(sentence(block, language));
    }
    if out.is_empty() {
        return Err(InputError::malformed(
            path,
            0,
            "no sentence in it",
            "give a CoNLL-U file",
        ));
    }
    Ok(out)
}

/// One block of CoNLL-U; `None` where its words cannot be found in its text.
fn sentence(block: &str, language: Language) -> Option<Sentence> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "))?;
    let leaves = leaves(block, text)?;
    let doc = Doc::of_text(text, language, None);
    let count = doc.tokens.len();
    let mut words = Vec::with_capacity(count);
    words::read(&doc, 0, count, &[], &mut words);
    // For each token the leaves that share letters with it, and for each leaf its first token.
    let over = |at: usize| -> Vec<usize> {
        let token = &doc.tokens[at];
        (0..leaves.len())
            .filter(|&leaf| {
                leaves[leaf].span.0 < token.end as usize && (token.start as usize) < leaves[leaf].span.1
            })
            .collect()
    };
    let covered: Vec<Vec<usize>> = (0..count).map(over).collect();
    let main: Vec<Option<usize>> = covered.iter().map(|inside| main_leaf(inside, &leaves)).collect();
    let first_token = |leaf: usize| covered.iter().position(|inside| inside.contains(&leaf));
    let mut out = Sentence {
        text: text.to_owned(),
        words,
        tags: Vec::with_capacity(count),
        heads: Vec::with_capacity(count),
        rels: Vec::with_capacity(count),
    };
    for (at, leaf) in main.into_iter().enumerate() {
        let leaf = leaf?;
        let (head, rel) = if first_token(leaf) == Some(at) {
            let head = head_token(leaf, at, &leaves, &first_token, count);
            (
                head,
                if head == count {
                    Rel::Root
                } else {
                    leaves[leaf].rel
                },
            )
        } else {
            (first_token(leaf)?, Rel::Flat)
        };
        let sign = doc.tokens[at].kind == tocsin_extract::TokenKind::Sign;
        let tag = if sign && rel == Rel::Flat {
            Tag::Punct
        } else {
            leaves[leaf].tag
        };
        out.tags.push(tag as u8);
        out.heads.push(head as u16);
        out.rels.push(rel as u8);
    }
    (count > 0).then_some(out)
}

/// Of the leaves of one token the one whose head lies outside: "ne" and "du" are one word each.
fn main_leaf(inside: &[usize], leaves: &[Leaf]) -> Option<usize> {
    inside
        .iter()
        .copied()
        .find(|&leaf| !inside.iter().any(|&other| leaves[leaf].head == other + 1))
        .or(inside.first().copied())
}

/// The token that holds the head of `leaf`, beyond the token `at` itself; `count` for the root.
fn head_token(
    leaf: usize,
    at: usize,
    leaves: &[Leaf],
    first_token: &dyn Fn(usize) -> Option<usize>,
    count: usize,
) -> usize {
    let mut leaf = leaf;
    for _ in 0..leaves.len() {
        let head = leaves[leaf].head;
        if head == 0 {
            return count;
        }
        leaf = head - 1;
        match first_token(leaf) {
            Some(token) if token != at => return token,
            _ => {}
        }
    }
    count
}

fn leaves(block: &str, text: &str) -> Option<Vec<Leaf>> {
    let mut out: Vec<Leaf> = Vec::new();
    let mut from = 0;
    // The words of one written form ("du": 1-2) share its span.
    let mut shared: Option<(usize, (usize, usize))> = None;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, _, feats, head, rel, ..] = cells[..] else {
            return None;
        };
        if let Some((_, last)) = id.split_once('-') {
            let start = from + text[from..].find(form)?;
            from = start + form.len();
            shared = Some((last.parse().ok()?, (start, from)));
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let span = match shared.filter(|(last, _)| number <= *last) {
            Some((_, span)) => span,
            None => {
                let start = from + text[from..].find(form)?;
                from = start + form.len();
                (start, from)
            }
        };
        out.push(Leaf {
            span,
            tag: tag(upos, feats),
            rel: relation(rel),
            head: head.parse().ok()?,
        });
    }
    name_agents(&mut out, text);
    Some(out)
}

/// English marks few agents as such: an oblique with "by" under a participle with a passive auxiliary is one.
fn name_agents(leaves: &mut [Leaf], text: &str) {
    for at in 0..leaves.len() {
        let head = leaves[at].head;
        if leaves[at].rel != Rel::Oblique || head == 0 || leaves[head - 1].tag != Tag::Participle {
            continue;
        }
        let by = leaves.iter().any(|leaf| {
            leaf.rel == Rel::Case
                && leaf.head == at + 1
                && text[leaf.span.0..leaf.span.1].eq_ignore_ascii_case("by")
        });
        let passive = leaves
            .iter()
            .any(|leaf| leaf.rel == Rel::PassiveAux && leaf.head == head);
        if by && passive {
            leaves[at].rel = Rel::Agent;
        }
    }
}

fn tag(upos: &str, feats: &str) -> Tag {
    let has = |feature: &str| feats.split('|').any(|one| one == feature);
    match upos {
        "NOUN" => Tag::Noun,
        "PROPN" => Tag::Propn,
        "PRON" if has("PronType=Rel") => Tag::Relative,
        "PRON" => Tag::Pron,
        "DET" => Tag::Det,
        "ADJ" => Tag::Adj,
        "ADV" => Tag::Adv,
        "ADP" => Tag::Adp,
        "NUM" => Tag::Num,
        "PUNCT" | "SYM" => Tag::Punct,
        "CCONJ" => Tag::Cconj,
        "SCONJ" => Tag::Sconj,
        "PART" => Tag::Part,
        "AUX" => Tag::Aux,
        "VERB" if has("VerbForm=Inf") => Tag::Infinitive,
        "VERB" if has("VerbForm=Ger") || has("VerbForm=Part") && has("Tense=Pres") => Tag::Gerund,
        "VERB" if has("VerbForm=Part") => Tag::Participle,
        "VERB" => Tag::Finite,
        _ => Tag::Other,
    }
}

fn relation(name: &str) -> Rel {
    match name {
        "obl:agent" | "obj:agent" | "iobj:agent" => return Rel::Agent,
        "nsubj:pass" | "csubj:pass" => return Rel::PassiveSubject,
        "aux:pass" => return Rel::PassiveAux,
        "acl:relcl" => return Rel::RelativeClause,
        "nmod:poss" => return Rel::Possessor,
        _ => {}
    }
    match name.split(':').next().unwrap_or(name) {
        "root" => Rel::Root,
        "nsubj" | "csubj" => Rel::Subject,
        "obj" => Rel::Object,
        "iobj" => Rel::Indirect,
        "obl" => Rel::Oblique,
        "nmod" => Rel::NounMod,
        "amod" => Rel::Adjective,
        "det" => Rel::Det,
        "nummod" => Rel::Number,
        "case" => Rel::Case,
        "mark" => Rel::Mark,
        "aux" => Rel::Aux,
        "cop" => Rel::Copula,
        "cc" => Rel::Coordinator,
        "conj" => Rel::Conjunct,
        "advmod" => Rel::Adverb,
        "acl" => Rel::NounClause,
        "advcl" => Rel::AdverbClause,
        "xcomp" => Rel::OpenComplement,
        "ccomp" => Rel::Complement,
        "appos" => Rel::Apposition,
        "compound" => Rel::Compound,
        "flat" | "fixed" | "goeswith" => Rel::Flat,
        "expl" => Rel::Expletive,
        "punct" => Rel::Punct,
        _ => Rel::Parataxis,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_form_of_two_words_is_one_token() {
        let block = "# text = le chef du camp fuit\n\
            1\tle\tle\tDET\t_\t_\t2\tdet\t_\t_\n\
            2\tchef\tchef\tNOUN\t_\t_\t5\tnsubj\t_\t_\n\
            3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n\
            3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_\n\
            4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_\n\
            5\tcamp\tcamp\tNOUN\t_\t_\t2\tnmod\t_\t_\n\
            6\tfuit\tfuir\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_";
        let block = block.replace("2\tchef\tchef\tNOUN\t_\t_\t5", "2\tchef\tchef\tNOUN\t_\t_\t6");
        let found = sentence(&block, Language::Fr).unwrap();
        assert_eq!(found.heads, [1, 4, 3, 1, 5]);
        assert_eq!(Rel::at(found.rels[2] as usize), Rel::Case);
        assert_eq!(Tag::at(found.tags[4] as usize), Tag::Finite);
    }

    #[test]
    fn a_word_of_several_tokens_hangs_together() {
        let block = "# text = Al-Qaida fled\n\
            1\tAl-Qaida\t_\tPROPN\t_\t_\t2\tnsubj\t_\t_\n\
            2\tfled\tflee\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_";
        let found = sentence(block, Language::En).unwrap();
        assert_eq!(found.heads, [3, 0, 0, 4]);
        assert_eq!(Rel::at(found.rels[2] as usize), Rel::Flat);
    }
}

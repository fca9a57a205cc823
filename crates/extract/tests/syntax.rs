//! The parser on plain sentences of reports: who does what to whom, in both languages, with and without case.

use tocsin_core::Language;
use tocsin_extract::syntax::{State, Trees};
use tocsin_extract::{Doc, Kit};

/// Parses `text` as one sentence and gives `word relation head` for each word asked for.
#[track_caller]
fn links(language: Language, text: &str, expected: &[(&str, &str, &str)]) {
    let kit = Kit::embedded();
    let doc = Doc::of_text(text, language, None);
    let mut trees = Trees::new(doc.tokens.len());
    let last = doc.tokens.len();
    kit.syntax(language)
        .parse(&doc, 0..last, &[], &mut State::default(), &mut trees);
    for (word, rel, head) in expected {
        let at = (0..last).find(|&at| doc.word(at) == *word).unwrap();
        let found = trees.head(at).map_or("", |head| doc.word(head));
        assert_eq!((trees.rel(at).key(), found), (*rel, *head), "{word} in {text:?}");
    }
}

#[test]
fn active_and_passive_in_english() {
    let expected = [("gunmen", "nsubj", "killed"), ("villagers", "obj", "killed")];
    links(
        Language::En,
        "Gunmen killed twelve villagers near the market on Monday.",
        &expected,
    );
    links(
        Language::En,
        "GUNMEN KILLED TWELVE VILLAGERS NEAR THE MARKET ON MONDAY.",
        &expected,
    );
    links(
        Language::En,
        "The village was attacked by armed men.",
        &[
            ("village", "nsubj:pass", "attacked"),
            ("men", "obl:agent", "attacked"),
        ],
    );
}

#[test]
fn active_and_passive_in_french() {
    let expected = [("hommes", "nsubj", "attaque"), ("village", "obj", "attaque")];
    links(
        Language::Fr,
        "Des hommes armés ont attaqué le village.",
        &expected,
    );
    links(Language::Fr, "des hommes armes ont attaque le village", &expected);
    links(
        Language::Fr,
        "Le village a été attaqué par des hommes armés.",
        &[
            ("village", "nsubj:pass", "attaque"),
            ("hommes", "obl:agent", "attaque"),
        ],
    );
}

#[test]
fn noun_phrases_have_heads() {
    let kit = Kit::embedded();
    let doc = Doc::of_text("The two army trucks hit a mine.", Language::En, None);
    let mut trees = Trees::new(doc.tokens.len());
    kit.syntax(Language::En)
        .parse(&doc, 0..doc.tokens.len(), &[], &mut State::default(), &mut trees);
    let phrases: Vec<&str> = trees
        .heads(0, doc.tokens.len())
        .map(|at| trees.phrase(at))
        .map(|phrase| doc.raw(phrase.first, phrase.last))
        .collect();
    assert_eq!(phrases, ["The two army trucks", "a mine"]);
}

#[test]
fn any_text_is_parsed_into_trees() {
    let kit = Kit::embedded();
    let texts = [
        "",
        ".",
        "« » ( ) 12 000 ,",
        "a a a a a a a a",
        "🙂 d' 'a ʼ12\u{a0}000 Ɓamako",
        "X",
    ];
    for text in texts {
        for language in [Language::En, Language::Fr, Language::Other] {
            let doc = Doc::of_text(text, language, None);
            let mut trees = Trees::new(doc.tokens.len());
            let last = doc.tokens.len();
            kit.syntax(language)
                .parse(&doc, 0..last, &[], &mut State::default(), &mut trees);
            for at in 0..last {
                let (mut top, mut steps) = (at, 0);
                while let Some(head) = trees.head(top) {
                    (top, steps) = (head, steps + 1);
                    assert!(steps <= last, "a circle in {text:?}");
                }
                let node = trees.node(at);
                assert!(node.first as usize <= at && at < node.last as usize);
            }
        }
    }
}

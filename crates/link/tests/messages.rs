//! Every reason that linking and reviewing give has a sentence in both languages, with the same arguments.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, words)| {
            let args = words
                .split("{ $")
                .skip(1)
                .filter_map(|rest| rest.split(" }").next());
            (key.to_owned(), args.map(str::to_owned).collect())
        })
        .collect()
}

fn sources(dir: &Path, into: &mut String) {
    let mut entries: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, into);
        } else {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[track_caller]
fn check(room: &str, crates: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |language: &str| {
        let path = root.join(format!("data/messages/{language}/{room}.ftl"));
        messages(&std::fs::read_to_string(path).unwrap())
    };
    let (english, french) = (read("en"), read("fr"));
    assert_eq!(english, french, "keys and arguments of {room}");
    let mut code = String::new();
    for name in crates {
        sources(&root.join("crates").join(name).join("src"), &mut code);
    }
    let prefix = format!("\"{room}-");
    let used: BTreeSet<&str> = code
        .match_indices(&prefix)
        .filter_map(|(at, _)| code[at + 1..].split('"').next())
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
        .collect();
    assert!(used.len() > 10, "{room} uses {} keys", used.len());
    let missing: Vec<&&str> = used.iter().filter(|key| !english.contains_key(**key)).collect();
    assert!(missing.is_empty(), "no sentence for {missing:?}");
}

#[test]
fn link_speaks_both_languages() {
    check("link", &["link"]);
}

#[test]
fn review_speaks_both_languages() {
    check("review", &["review"]);
}

//! Holds the rules of the house: who may know whom, what stages must not do, and that both languages say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// For each room, the rooms it may know. The table of ARCHITECTURE.md, as a test.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("gazetteer", &["core"]),
    ("intake", &["core"]),
    ("extract", &["core", "gazetteer"]),
    ("link", &["core"]),
    ("review", &["core"]),
    ("share", &["core"]),
    (
        "tocsin",
        &[
            "core",
            "gazetteer",
            "intake",
            "extract",
            "link",
            "review",
            "share",
        ],
    ),
    ("store", &["core"]),
    (
        "desk",
        &[
            "core",
            "gazetteer",
            "intake",
            "extract",
            "link",
            "review",
            "share",
            "tocsin",
            "store",
        ],
    ),
    (
        "eval",
        &[
            "core",
            "gazetteer",
            "intake",
            "extract",
            "link",
            "review",
            "share",
            "tocsin",
        ],
    ),
];

/// Rooms that are pure: no I/O, no clock, no state.
const PURE: &[&str] = &[
    "core",
    "gazetteer",
    "intake",
    "extract",
    "link",
    "review",
    "share",
    "tocsin",
];

fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[dependencies]";
        } else if inside {
            names.extend(
                line.split(['.', '=', ' '])
                    .next()
                    .filter(|name| !name.is_empty() && !name.starts_with('#'))
                    .map(str::to_owned),
            );
        }
    }
    names
}

#[test]
fn rooms_know_only_whom_they_may() {
    let rooms: BTreeSet<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let listed: BTreeSet<String> = MAY_KNOW.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(
        rooms, listed,
        "every room is in the table of this test and of ARCHITECTURE.md"
    );
    for (room, allowed) in MAY_KNOW {
        let manifest = fs::read_to_string(root().join("crates").join(room).join("Cargo.toml")).unwrap();
        for name in dependencies(&manifest) {
            let known = if name == "tocsin" {
                Some("tocsin")
            } else {
                name.strip_prefix("tocsin-")
            };
            if let Some(known) = known {
                assert!(allowed.contains(&known), "{room} must not know {known}");
            }
        }
    }
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// All source files of `room`, with their text up to the tests' line.
fn room(room: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    sources(&root().join("crates").join(room).join("src"), &mut files);
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
        (file, code)
    };
    files.into_iter().map(read).collect()
}

#[test]
fn pure_rooms_do_no_io() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::process",
        "std::env",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "static mut",
    ];
    let mut found = Vec::new();
    for name in PURE {
        for (file, code) in room(name) {
            for (number, line) in code.lines().enumerate() {
                let bare = line.trim_start();
                if !bare.starts_with("//") && forbidden.iter().any(|word| bare.contains(word)) {
                    found.push(format!("{}:{}: {bare}", file.display(), number + 1));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "pure rooms must not touch the world:\n{}",
        found.join("\n")
    );
}

/// Message keys of one language with the arguments each uses.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join("data/messages").join(lang))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let mut current: Option<String> = None;
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some((key, _)) = line
                .split_once('=')
                .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                let key = key.trim().to_owned();
                assert!(
                    out.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{key} is said twice in {lang}"
                );
                current = Some(key);
            }
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                if let Some(args) = current.as_ref().and_then(|key| out.get_mut(key)) {
                    args.insert(name);
                }
            }
        }
    }
    out
}

#[test]
fn both_languages_say_the_same() {
    let (en, fr) = (messages("en"), messages("fr"));
    let only = |a: &BTreeMap<String, BTreeSet<String>>,
                b: &BTreeMap<String, BTreeSet<String>>|
     -> Vec<String> { a.keys().filter(|key| !b.contains_key(*key)).cloned().collect() };
    assert_eq!(only(&en, &fr), Vec::<String>::new(), "said in English only");
    assert_eq!(only(&fr, &en), Vec::<String>::new(), "said in French only");
    for (key, args) in &en {
        assert_eq!(args, &fr[key], "{key} takes other arguments in French");
    }
}

#[test]
fn every_reason_has_its_sentence() {
    let known = messages("en");
    let mut missing = BTreeSet::new();
    for (name, _) in MAY_KNOW {
        for (_, code) in room(name) {
            let code: String = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            let keys = code
                .split("Reason::new(\"")
                .skip(1)
                .filter_map(|part| part.split('"').next());
            missing.extend(keys.filter(|key| !known.contains_key(*key)).map(str::to_owned));
        }
    }
    assert!(
        missing.is_empty(),
        "reasons without a sentence in data/messages: {missing:?}"
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<PathBuf> = MAY_KNOW
        .iter()
        .flat_map(|(name, _)| room(name))
        .filter(|(_, code)| !code.starts_with("//!"))
        .map(|(file, _)| file)
        .collect();
    assert!(
        silent.is_empty(),
        "files whose first line does not say what they are for: {silent:#?}"
    );
}

//! Holds deny.toml against what the lock file and the manifests bring in: licences, banned crates, sources.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn metadata() -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo prints JSON")
}

fn quoted(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The quoted words between `from` and the next `]` that ends a line.
fn listed(deny: &str, from: &str) -> Vec<String> {
    let start = deny.find(from).expect("deny.toml has the list") + from.len();
    let end = deny[start..].find("\n]").expect("the list ends") + start;
    deny[start..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(quoted)
        .collect()
}

/// Whether a licence expression can be met with the allowed ones alone. `OR` needs one side, `AND` all.
fn allowed(expression: &str, allow: &BTreeSet<String>) -> bool {
    let flat = expression.replace(['(', ')'], " ").replace('/', " OR ");
    flat.split(" AND ")
        .all(|part| part.split(" OR ").any(|licence| allow.contains(licence.trim())))
}

#[test]
fn only_what_may_come_in_comes_in() {
    let deny = include_str!("../../../deny.toml");
    let allow: BTreeSet<String> = listed(deny, "allow = [").into_iter().collect();
    let banned = listed(deny, "deny = [");
    let mut wrong = Vec::new();
    for package in metadata()["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().unwrap_or("");
        let licence = package["license"].as_str().unwrap_or("");
        if !allowed(licence, &allow) {
            wrong.push(format!("{name}: licence {licence:?} is not in deny.toml"));
        }
        if banned.iter().any(|crate_name| crate_name == name) {
            wrong.push(format!("{name} is banned in deny.toml"));
        }
        if let Some(source) = package["source"].as_str()
            && !source.starts_with("registry+https://github.com/rust-lang/crates.io-index")
        {
            wrong.push(format!("{name} comes from {source}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn licence_expressions() {
    let allow: BTreeSet<String> = ["MIT".to_owned(), "Unicode-3.0".to_owned()].into();
    assert!(allowed("MIT OR GPL-3.0", &allow));
    assert!(allowed("(MIT OR Apache-2.0) AND Unicode-3.0", &allow));
    assert!(!allowed("GPL-3.0", &allow));
    assert!(!allowed("MIT AND GPL-3.0", &allow));
    assert!(!allowed("", &allow));
}

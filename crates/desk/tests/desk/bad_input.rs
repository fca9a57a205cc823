//! Bad input gets a clear message, its bytes are kept, and the rest is taken in.

use crate::common::Desk;

const GOOD: &str = "---\ntitle: Attack on a market\npublished: 2024-03-05\nsource: Test Courier\n---\n\nGunmen killed five traders at the market of Bilal on Monday, the mayor said.\n";

/// Takes in one bad file beside a good one: the good one is taken, the bad one is listed as `kind`.
#[track_caller]
fn bad(name: &str, bytes: &[u8], kind: &str) {
    let desk = Desk::new();
    desk.write("good.md", GOOD);
    desk.write(name, bytes);
    let answer = desk.json(&["take-in", &desk.inputs()]);
    let kinds = crate::common::strings(&answer["problems"], "/kind");
    assert!(kinds.contains(&kind), "{name}: {answer:#}");
    let titles = crate::common::strings(&answer["reports"], "/title");
    assert!(titles.contains(&"Attack on a market"), "{name}: {answer:#}");
    for message in crate::common::strings(&answer["problems"], "/message") {
        assert!(
            !message.contains('‹') && message.len() > 20,
            "{name}: the message {message:?} helps nobody"
        );
    }
    assert_eq!(
        desk.run(&["take-in", &desk.inputs()]).status.code(),
        Some(3),
        "{name}: problems are told by the exit status"
    );
    assert!(desk.text(&["verify"]).contains("holds"));
}

#[test]
fn empty() {
    bad("empty.txt", b"", "empty");
    bad("blank.txt", b" \n\t\r\n ", "empty");
}

#[test]
fn binary() {
    bad(
        "picture.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\\r\xa8f",
        "binary",
    );
    bad(
        "program",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
        "binary",
    );
}

#[test]
fn wrong_encoding() {
    let mut bytes = "Des hommes armés ont attaqué le village de Bilal lundi, a dit le maire à la radio. "
        .repeat(4)
        .into_bytes();
    bytes.extend(b"\xff\xfe\xff broken \xc3");
    bad("mixed.txt", &bytes, "encoding");
}

#[test]
fn two_hundred_megabytes() {
    let line = b"Gunmen attacked the village of Bilal on Monday, the mayor said. Nobody was hurt.\n";
    bad(
        "large.txt",
        &line.repeat(200 * 1024 * 1024 / line.len()),
        "too-large",
    );
}

#[test]
fn deeply_nested_html() {
    let depth = 100_000;
    let html = format!(
        "<html><body>{}<p>Gunmen attacked Bilal.</p>{}</body></html>",
        "<div>".repeat(depth),
        "</div>".repeat(depth)
    );
    bad("deep.html", html.as_bytes(), "too-deep");
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_into_itself() {
    let desk = Desk::new();
    desk.write("good.md", GOOD);
    std::os::unix::fs::symlink(desk.inputs(), format!("{}/again", desk.inputs())).unwrap();
    let answer = desk.json(&["take-in", &desk.inputs()]);
    assert_eq!(crate::common::strings(&answer["problems"], "/kind"), ["loop"]);
    assert_eq!(answer["reports"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("good.md", GOOD);
    let locked = desk.write("locked.txt", "secret");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&locked).is_ok() {
        println!("not run: this user may read everything");
        return;
    }
    let answer = desk.json(&["take-in", &desk.inputs()]);
    assert_eq!(
        crate::common::strings(&answer["problems"], "/kind"),
        ["permission"]
    );
    assert_eq!(answer["reports"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_not_there() {
    let desk = Desk::new();
    let answer = desk.json(&["take-in", "no-such-file"]);
    assert_eq!(
        crate::common::strings(&answer["problems"], "/kind"),
        ["unreadable"]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up() {
    let desk = Desk::new();
    for number in 0..200 {
        desk.write(
            &format!("{number}.txt"),
            format!(
                "Report {number}\n\n{}",
                "Gunmen attacked the village of Bilal. ".repeat(40 + number)
            ),
        );
    }
    // A shell's limit on file size stands in for the disk: writing past it fails as writing to a full disk does.
    let output = std::process::Command::new("bash")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 400; exec \"$0\" take-in \"$1\"",
            env!("CARGO_BIN_EXE_tocsin"),
            &desk.inputs(),
        ])
        .env("TOCSIN_REGISTER", desk.register())
        .env("TOCSIN_LANG", "en")
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(
        message.contains("room") || message.contains("disk") || message.contains("write"),
        "{message}"
    );
    // With room again, the same call goes on from there and nothing is lost or doubled.
    let answer = desk.json(&["take-in", &desk.inputs()]);
    assert_eq!(answer["reports"].as_array().unwrap().len(), 200);
    assert!(desk.text(&["verify"]).contains("holds"));
    let again = desk.json(&["take-in", &desk.inputs()]);
    assert!(
        again["reports"]
            .as_array()
            .unwrap()
            .iter()
            .all(|report| report["known"] == true)
    );
}

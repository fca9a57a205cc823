//! Keeping a desk: configuration, doctor, backup while it runs, restore, upgrade, and decisions that survive a kill.

use crate::common::Desk;
use crate::server::Server;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

fn filled() -> Desk {
    let desk = Desk::new();
    for (n, place) in ["Mopti", "Gao", "Kidal"].into_iter().enumerate() {
        let text = format!(
            "Attack in {place}\n\nGunmen attacked a market in {place} on {} March 2024 and killed {} people, the mayor said.\n",
            n * 5 + 2,
            n + 3
        );
        desk.write(&format!("{n}.txt"), text);
    }
    desk.text(&["take-in", &desk.inputs()]);
    desk
}

#[test]
fn a_copy_made_while_the_desk_runs_comes_back() {
    let desk = filled();
    let copy = desk.folder.path().join("copy.db").display().to_string();
    let digest = desk.json(&["rebuild"])["digest"].clone();
    {
        let server = Server::start(&desk, &[]);
        assert_eq!(server.get("/", "").status, 200);
        let said = desk.text(&["backup", &copy]);
        assert!(said.contains("hold"), "{said}");
        let refused = desk.run(&["restore", &copy]);
        assert_eq!(refused.status.code(), Some(1), "not under a running desk");
        assert_eq!(server.get("/", "").status, 200);
    }
    let id = desk.json(&["incidents"])["incidents"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.text(&["decide", &id, "take-up"]);
    assert_ne!(desk.json(&["rebuild"])["digest"], digest);
    desk.text(&["restore", &copy]);
    assert_eq!(
        desk.json(&["rebuild"])["digest"],
        digest,
        "as it was at the backup"
    );
    assert_eq!(desk.json(&["verify"])["holds"], true);
    let aside = desk.folder.path().join("register.db.before-restore");
    assert!(aside.exists(), "nothing is thrown away");
    assert_ne!(
        desk.run(&["backup", &copy]).status.code(),
        Some(0),
        "a copy is never written over"
    );
}

#[test]
fn an_older_register_is_brought_up_and_can_be_rehearsed() {
    let desk = filled();
    let digest = desk.json(&["rebuild"])["digest"].clone();
    // As the last release left it: no tables for people, another layout of the register.
    let db = rusqlite::Connection::open(desk.register()).unwrap();
    db.execute_batch(
        "DROP TABLE accounts; DROP TABLE tokens; DROP TABLE hooks; DROP TABLE outbox;
         UPDATE meta SET value = '4' WHERE key = 'register'; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(db);
    let refused = desk.run(&["incidents"]);
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("upgrade"),
        "it says what to do"
    );
    let said = desk.text(&["upgrade", "--rehearse"]);
    assert!(said.contains(digest.as_str().unwrap()), "{said}");
    assert_ne!(
        desk.run(&["incidents"]).status.code(),
        Some(0),
        "the rehearsal changed nothing"
    );
    desk.text(&["upgrade"]);
    assert_eq!(desk.json(&["rebuild"])["digest"], digest);
    let left: Vec<_> = std::fs::read_dir(desk.folder.path()).unwrap().flatten().collect();
    assert!(
        !left
            .iter()
            .any(|entry| entry.file_name().to_string_lossy().contains("rehearsal"))
    );
}

#[test]
fn configuration_and_doctor() {
    let desk = filled();
    let reference = desk.text(&["config"]);
    assert!(reference.contains("listen = \"127.0.0.1:8017\""), "{reference}");
    desk.run(&["doctor"]);
    let looked = desk.json(&["doctor"]);
    let check = |name: &str| {
        let all = looked.as_array().unwrap();
        all.iter().find(|one| one["check"] == name).unwrap()["well"].clone()
    };
    assert_eq!(check("ledger"), true);
    assert_eq!(check("accounts"), true);
    std::fs::write(
        desk.folder.path().join("tocsin.toml"),
        "lisen = \"127.0.0.1:1\"\n",
    )
    .unwrap();
    let refused = desk.run(&["serve"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("lisen"),
        "a slip in the file is named"
    );
    assert_eq!(desk.run(&["doctor", "--quick"]).status.code(), Some(1));
    // The doctor finds what would keep the desk from starting.
    std::fs::write(
        desk.folder.path().join("tocsin.toml"),
        "public_url = \"https://desk.example.org/tocsin\"\n",
    )
    .unwrap();
    assert_eq!(desk.run(&["serve"]).status.code(), Some(1));
    let looked = desk.json(&["doctor", "--quick"]);
    let config = looked
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["check"] == "config");
    assert_eq!(config.unwrap()["well"], false, "{looked}");
}

/// A decision the desk answered with 201 is in the ledger after a kill, whatever the moment.
#[test]
fn decisions_survive_a_kill() {
    let desk = filled();
    let token = {
        let mut child = desk
            .command()
            .args([
                "account",
                "add",
                "ana",
                "--role",
                "coordinator",
                "--clearance",
                "red",
                "--password-stdin",
            ])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "correct-horse-battery").unwrap();
        assert!(child.wait().unwrap().success());
        let made = desk.json(&[
            "account",
            "token",
            "ana",
            "--for",
            "kill",
            "--scopes",
            "read,work",
        ]);
        made["token"].as_str().unwrap().to_owned()
    };
    let id = desk.json(&["incidents"])["incidents"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let acknowledged = Mutex::new(BTreeSet::new());
    for round in 0..10u64 {
        let mut server = Server::start(&desk, &[]);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for worker in 0..4 {
                let (address, token, id) = (&server.address, &token, &id);
                let (acknowledged, stop) = (&acknowledged, &stop);
                scope.spawn(move || {
                    for n in 0.. {
                        let why = format!("r{round}w{worker}n{n}");
                        if stop.load(Ordering::Relaxed) || !comment(address, token, id, &why) {
                            return;
                        }
                        acknowledged.lock().unwrap().insert(why);
                    }
                });
            }
            std::thread::sleep(Duration::from_millis(150 + round * 37));
            server.child.kill().unwrap();
            server.child.wait().unwrap();
            stop.store(true, Ordering::Relaxed);
        });
    }
    let acknowledged = acknowledged.into_inner().unwrap();
    let shown = desk.json(&["show", &id]);
    let kept: BTreeSet<String> = crate::common::strings(&shown["history"], "/why")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let lost: Vec<&String> = acknowledged.difference(&kept).collect();
    println!(
        "{} decisions acknowledged in 10 runs, all killed; {} kept",
        acknowledged.len(),
        kept.len()
    );
    assert!(
        acknowledged.len() >= 20,
        "the desk was busy when it was killed: {}",
        acknowledged.len()
    );
    assert!(lost.is_empty(), "{lost:?}");
    assert_eq!(desk.json(&["verify"])["holds"], true);
}

/// Sends one comment; whether the desk said that it is recorded.
fn comment(address: &str, token: &str, id: &str, why: &str) -> bool {
    let body = format!(r#"{{"version":1,"act":"comment","why":"{why}"}}"#);
    let Ok(mut stream) = TcpStream::connect(address) else {
        return false;
    };
    let request = format!(
        "POST /api/v1/incidents/{id}/decisions HTTP/1.0\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    if stream.write_all(request.as_bytes()).is_err() {
        return false;
    }
    let mut answer = BufReader::new(stream);
    let mut line = String::new();
    let said = answer.read_line(&mut line).is_ok() && line.contains(" 201 ");
    let _ = answer.read_to_end(&mut Vec::new());
    said
}

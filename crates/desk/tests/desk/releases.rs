//! What leaves by the command line: two named people where there are accounts, the version judged and no newer, reads audited.
use crate::common::{Desk, PASSWORD};
use std::io::Write;
use std::process::{Output, Stdio};
use tocsin_store::{Entry, Kind, Store, Trail};

const FIRST: &str = "---\ntitle: Five killed at market\npublished: 2024-03-05\nsource: Test Courier\nurl: https://example.org/a\n---\n\nGunmen killed five traders at the market of Douentza in Mali on Monday, the mayor said.\n";
const SECOND: &str = "---\ntitle: Nine dead in Douentza market attack\npublished: 2024-03-06\nsource: Test Gazette\nurl: https://example.org/b\n---\n\nArmed men attacked the market of Douentza, in central Mali, on Monday 4 March and killed nine traders, a hospital source said.\n";

/// A desk with one accepted incident; its id.
fn accepted() -> (Desk, String) {
    let desk = Desk::new();
    desk.write("a.md", FIRST);
    desk.text(&["take-in", &desk.inputs()]);
    let id = first(&desk);
    desk.text(&["decide", &id, "take-up"]);
    desk.text(&["decide", &id, "accept", "--why", "confirmed"]);
    (desk, id)
}

fn first(desk: &Desk) -> String {
    let list = desk.json(&["incidents"]);
    list["incidents"][0]["id"].as_str().unwrap().to_owned()
}

/// `release`, signed with this password.
fn release(desk: &Desk, args: &[&str], who: &str, password: &str) -> Output {
    let mut child = desk
        .command()
        .arg("release")
        .args(args)
        .args(["--who", who])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn trail(desk: &Desk, kind: Kind) -> Vec<Entry> {
    let trail = Trail {
        kinds: vec![kind],
        before: None,
        limit: 100,
    };
    Store::read_only(desk.register()).unwrap().trail(&trail).unwrap()
}

/// The number of an ask just made, as it is told.
fn number_of(asked: &Output) -> String {
    let said = said(asked);
    let told = said.split("number ").nth(1).unwrap();
    told.split('.').next().unwrap().to_owned()
}

#[test]
fn one_person_alone_releases_nothing_where_there_are_accounts() {
    let (desk, id) = accepted();
    let alone = release(&desk, &["list"], "ana", PASSWORD);
    assert_eq!(alone.status.code(), Some(5));
    assert!(said(&alone).contains("no accounts"), "{}", said(&alone));
    desk.account("ana", "analyst");
    desk.account("ben", "releaser");
    desk.account("cora", "coordinator");
    for audience in ["public", "partner"] {
        let refused = desk.run(&["export", "--for", audience]);
        assert_eq!(refused.status.code(), Some(5));
        assert!(refused.stdout.is_empty(), "nothing leaves");
        assert!(said(&refused).contains("two people"), "{}", said(&refused));
    }
    assert!(
        desk.text(&["export", "--for", "desk"]).contains(&id),
        "one's own use"
    );
    let ask = [
        "ask", &id, "--for", "public", "--format", "geojson", "--why", "weekly",
    ];
    let wrong = release(&desk, &ask, "ana", "not-the-password");
    assert_eq!(wrong.status.code(), Some(5));
    let nobody = release(&desk, &ask, "nobody", PASSWORD);
    assert_eq!(
        said(&nobody),
        said(&wrong),
        "a name that is none is told as a wrong password"
    );
    let asked = release(&desk, &ask, "ana", PASSWORD);
    assert!(asked.status.success(), "{}", said(&asked));
    let number = number_of(&asked);
    let own = release(&desk, &["grant", &number], "ana", PASSWORD);
    assert_eq!(own.status.code(), Some(5), "an analyst grants nothing");
    let list = release(&desk, &["list"], "ben", PASSWORD);
    assert!(
        said(&list).contains("ana") && said(&list).contains(&id),
        "{}",
        said(&list)
    );
    let granted = release(&desk, &["grant", &number], "ben", PASSWORD);
    assert!(granted.status.success(), "{}", said(&granted));
    assert!(String::from_utf8_lossy(&granted.stdout).contains(&id));
    let again = release(&desk, &["grant", &number], "ben", PASSWORD);
    assert_eq!(again.status.code(), Some(4), "an ask is granted once");

    // Nobody answers for themselves, whatever they may.
    let asked = release(&desk, &ask, "cora", PASSWORD);
    let number = number_of(&asked);
    let own = release(&desk, &["grant", &number], "cora", PASSWORD);
    assert_eq!(own.status.code(), Some(5));
    assert!(said(&own).contains("second person") && own.stdout.is_empty());
    let refused = release(&desk, &["refuse", &number, "--why", "not yet"], "ben", PASSWORD);
    assert!(refused.status.success(), "{}", said(&refused));

    let released = trail(&desk, Kind::Release);
    assert_eq!(released.len(), 1);
    assert_eq!(released[0].who, "ben");
    let accounts = trail(&desk, Kind::Account);
    assert!(
        accounts
            .iter()
            .any(|entry| entry.what == "refused" && entry.who == "ana")
    );
    let asks = trail(&desk, Kind::Ask);
    assert_eq!(
        asks.iter().map(|entry| entry.who.as_str()).collect::<Vec<_>>(),
        ["ben", "cora", "ana"]
    );
}

#[test]
fn nothing_leaves_in_a_version_nobody_judged() {
    let (desk, id) = accepted();
    assert!(desk.text(&["export", "--for", "public"]).contains(&id));
    desk.write("b.md", SECOND);
    desk.text(&["take-in", &desk.inputs()]);
    let shown = desk.json(&["show", &id]);
    assert!(
        shown["version"].as_u64().unwrap() > 1,
        "the second report joined it: {shown}"
    );
    assert_eq!(desk.json(&["incidents"])["total"], 1);
    let refused = desk.run(&["export", "--for", "public"]);
    assert_eq!(refused.status.code(), Some(5), "{}", said(&refused));
    assert!(refused.stdout.is_empty());
    assert!(
        said(&refused).contains("changed after it was accepted"),
        "{}",
        said(&refused)
    );
    assert!(
        desk.text(&["export", "--for", "desk"]).contains(&id),
        "the desk's own use"
    );
    desk.text(&["decide", &id, "accept", "--why", "the second report holds too"]);
    assert!(desk.text(&["export", "--for", "public"]).contains(&id));
}

#[test]
fn what_is_restricted_is_not_read_unseen() {
    let desk = Desk::new();
    desk.write("a.md", FIRST);
    desk.text(&["take-in", "--tlp", "amber", &desk.inputs()]);
    let id = first(&desk);
    let report = desk.json(&["show", &id])["reports"][0]["id"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(
        trail(&desk, Kind::Read).is_empty(),
        "alone at a desk, nobody is told apart"
    );
    desk.account("ana", "analyst");
    for args in [
        &["show", id.as_str()][..],
        &["incidents"],
        &["incidents", "--text", "Douentza"],
        &["origins", &id],
        &["export", "--for", "desk", "--clearance", "red"],
    ] {
        let before = trail(&desk, Kind::Read).len();
        desk.text(args);
        let reads = trail(&desk, Kind::Read);
        assert_eq!(reads.len(), before + 1, "{args:?}");
        assert_eq!(reads[0].who, "command line");
        assert!(reads[0].what.contains(args[0]), "{}", reads[0].what);
        assert!(reads[0].on.contains(&id), "{args:?}: {:?}", reads[0].on);
        assert!(
            !reads[0].what.contains("Douentza"),
            "words searched for may be what is restricted"
        );
    }
    if !report.is_empty() {
        desk.text(&["report", &report]);
        assert!(trail(&desk, Kind::Read)[0].on.contains(&report));
    }
    let named = desk
        .command()
        .env("TOCSIN_WHO", "ana")
        .args(["show", &id])
        .output()
        .unwrap();
    assert!(named.status.success());
    assert_eq!(trail(&desk, Kind::Read)[0].who, "ana");
}

#[test]
fn what_is_kept_to_a_group_does_not_leave_and_no_release_is_recorded() {
    let (desk, id) = accepted();
    let fence = tocsin_store::Fenced {
        incident: tocsin_core::IncidentId(id),
        group: "cell-7".to_owned(),
        up: true,
        who: "test".to_owned(),
        why: String::new(),
    };
    let mut store = Store::open(desk.register()).unwrap();
    store.fence(&fence, "2024-03-28T09:00:00Z").unwrap();
    drop(store);
    let out = desk.run(&["export", "--for", "public"]);
    assert_eq!(out.status.code(), Some(5), "{}", said(&out));
    assert!(
        out.stdout.is_empty() && said(&out).contains("kept to a sharing group"),
        "{}",
        said(&out)
    );
    assert!(trail(&desk, Kind::Release).is_empty());
}

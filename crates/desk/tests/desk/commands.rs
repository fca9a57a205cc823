//! The command line end to end: list, show, decide, export, schema, completions, and the exit statuses.

use crate::common::{Desk, strings};

const FIRST: &str = "---\ntitle: Five killed at Bilal market\npublished: 2024-03-05\nsource: Test Courier\nurl: https://example.org/a\n---\n\nGunmen killed five traders at the market of Douentza in Mali on Monday, the mayor said.\n";
const SECOND: &str = "---\ntitle: Nine dead in Douentza market attack\npublished: 2024-03-06\nsource: Test Gazette\nurl: https://example.org/b\n---\n\nArmed men attacked the market of Douentza, in central Mali, on Monday 4 March and killed nine traders, a hospital source said.\n";

fn two_reports() -> Desk {
    let desk = Desk::new();
    desk.write("a.md", FIRST);
    desk.write("b.md", SECOND);
    desk.text(&["take-in", &desk.inputs()]);
    desk
}

fn first_id(desk: &Desk) -> String {
    strings(&desk.json(&["incidents"])["incidents"], "/id")
        .first()
        .expect("an incident")
        .to_string()
}

#[test]
fn two_reports_of_one_attack() {
    let desk = two_reports();
    let list = desk.json(&[
        "incidents",
        "--country",
        "ML",
        "--from",
        "2024-03-04",
        "--to",
        "2024-03-04",
    ]);
    assert_eq!(list["total"], 1, "{list:#}");
    let shown = desk.json(&["show", &first_id(&desk)]);
    assert_eq!(shown["accounts"].as_array().unwrap().len(), 2);
    let killed = shown["fields"]
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["field"] == "killed")
        .expect("a toll");
    let keys = strings(&killed["values"], "/key");
    assert!(
        keys.contains(&"5") && keys.contains(&"9"),
        "both tolls stand: {keys:?}"
    );
    assert_eq!(killed["contradiction"], true);
    let text = desk.text(&["show", &first_id(&desk)]);
    assert!(text.contains("^^^^") && text.contains("the mayor"), "{text}");
    assert!(
        desk.text(&["contradictions"]).contains("≠ 5"),
        "{}",
        desk.text(&["contradictions"])
    );
}

#[test]
fn filters_that_cannot_be_meant_are_named() {
    let desk = two_reports();
    for (args, word) in [
        (["incidents", "--bbox", "1,2,3"], "1,2,3"),
        (["incidents", "--type", "nonsense"], "nonsense"),
    ] {
        let output = desk.run(&args);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(word));
    }
    assert_eq!(
        desk.run(&["incidents", "--from", "soon"]).status.code(),
        Some(2),
        "wrong usage"
    );
    assert_eq!(desk.json(&["incidents", "--bbox", "-10,10,10,20"])["total"], 1);
    assert_eq!(desk.json(&["incidents", "--bbox", "-10,-10,10,0"])["total"], 0);
    assert_eq!(desk.json(&["incidents", "--text", "traders"])["total"], 1);
    assert_eq!(desk.json(&["incidents", "--text", "nowhere"])["total"], 0);
}

#[test]
fn what_is_not_there_is_said() {
    let desk = two_reports();
    assert_eq!(desk.run(&["show", "i000000000000"]).status.code(), Some(4));
    assert_eq!(desk.run(&["report", "r0"]).status.code(), Some(4));
    assert_eq!(
        desk.run(&["decide", "i000000000000", "take-up"]).status.code(),
        Some(4)
    );
}

#[test]
fn decisions_follow_the_rules_and_are_kept() {
    let desk = two_reports();
    let id = first_id(&desk);
    assert_eq!(
        desk.run(&["decide", &id, "accept", "--why", "seen"])
            .status
            .code(),
        Some(5),
        "only what is in review is accepted"
    );
    assert_eq!(desk.run(&["decide", &id, "take-up"]).status.code(), Some(0));
    assert_eq!(
        desk.run(&["decide", &id, "accept"]).status.code(),
        Some(5),
        "a reason is needed"
    );
    assert_eq!(
        desk.run(&[
            "decide",
            &id,
            "accept",
            "--why",
            "confirmed by a partner",
            "--who",
            "a1"
        ])
        .status
        .code(),
        Some(0)
    );
    assert_eq!(
        desk.run(&["decide", &id, "grade", "B2", "--why", "two known voices"])
            .status
            .code(),
        Some(0)
    );
    let shown = desk.json(&["show", &id]);
    assert_eq!(shown["status"], "accepted");
    assert_eq!(shown["grade"]["grade"], "B2");
    assert_eq!(
        strings(&shown["history"], "/why"),
        ["", "confirmed by a partner", "two known voices"]
    );
    assert_eq!(desk.json(&["verify"])["holds"], true);
}

#[test]
fn a_split_and_its_undoing() {
    let desk = two_reports();
    let id = first_id(&desk);
    let account = strings(&desk.json(&["show", &id])["accounts"], "/account")[1].to_owned();
    desk.text(&["decide", &id, "split", &account, "--why", "another day"]);
    assert_eq!(desk.json(&["incidents"])["total"], 2);
    let number = desk.json(&["show", &id])["history"][0]["number"]
        .as_u64()
        .unwrap()
        .to_string();
    desk.text(&["decide", &id, "undo", &number, "--why", "the same after all"]);
    assert_eq!(desk.json(&["incidents"])["total"], 1);
    let digest = |desk: &Desk| desk.json(&["rebuild"])["digest"].clone();
    assert_eq!(
        digest(&desk),
        digest(&desk),
        "the same ledger gives the same register"
    );
}

#[test]
fn only_what_was_accepted_leaves() {
    let desk = two_reports();
    let id = first_id(&desk);
    let refused = desk.run(&["export", "--format", "geojson", "--for", "public"]);
    assert_eq!(refused.status.code(), Some(5));
    assert!(refused.stdout.is_empty(), "nothing leaves");
    desk.text(&["decide", &id, "take-up"]);
    desk.text(&["decide", &id, "accept", "--why", "confirmed"]);
    for format in ["json", "geojson", "event-csv", "hxl"] {
        let text = desk.text(&["export", "--format", format, "--for", "public"]);
        assert!(text.contains(&id), "{format}: {text}");
    }
    let geojson: serde_json::Value =
        serde_json::from_str(&desk.text(&["export", "--format", "geojson", "--for", "public"])).unwrap();
    assert_eq!(geojson["type"], "FeatureCollection");
    assert_eq!(
        desk.run(&["export", "--format", "nonsense"]).status.code(),
        Some(1)
    );
}

#[test]
fn answers_fit_the_published_schema() {
    let desk = two_reports();
    let schema: serde_json::Value = serde_json::from_str(&desk.text(&["schema"])).unwrap();
    let id = first_id(&desk);
    for (name, answer) in [
        ("incidents", desk.json(&["incidents"])),
        ("show", desk.json(&["show", &id])),
        ("contradictions", desk.json(&["contradictions"])),
        ("origins", desk.json(&["origins", &id])),
        ("problems", desk.json(&["problems"])),
        ("take_in", desk.json(&["take-in", &desk.inputs()])),
    ] {
        let mut part = schema["properties"][name].clone();
        assert!(part.is_object(), "{name} has a schema");
        part["$defs"] = schema["$defs"].clone();
        let validator = jsonschema::validator_for(&part).expect("a sound schema");
        let errors: Vec<String> = validator
            .iter_errors(&answer)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn it_speaks_french() {
    let desk = two_reports();
    let text = desk.text(&["--lang", "fr", "incidents"]);
    assert!(
        text.contains("nouveau") && text.contains("Cote") && text.contains("4 mars 2024"),
        "{text}"
    );
    assert!(!text.contains('‹'), "{text}");
}

#[test]
fn completions_for_every_shell() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(desk.text(&["completions", shell]).contains("take-in"), "{shell}");
    }
}

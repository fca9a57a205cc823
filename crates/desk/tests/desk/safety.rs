//! What must never be kept, is not kept: the register's file holds nothing that tells who a community reporter is.

use crate::common::Desk;

#[test]
fn the_file_does_not_know_the_reporter() {
    let desk = Desk::new();
    let messages = r#"[
      {"from": "+22376123456", "message": "Hommes armes ont attaque le marche de Boni hier soir, 3 morts. Appelez moi au 76 12 34 56", "received": "2024-03-05T08:41:17Z"},
      {"from": "+22366987654", "message": "Route RN16 bloquee entre Douentza et Boni par des hommes armes ce matin", "received": "2024-03-05T09:12:44Z"}
    ]"#;
    desk.write("sms.json", messages);
    desk.text(&["take-in", &desk.inputs()]);
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(desk.folder.path())
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_file())
    {
        bytes.extend(std::fs::read(entry.path()).unwrap());
    }
    let file = String::from_utf8_lossy(&bytes).into_owned();
    // Compressed parts of the file are read through the desk as well.
    let mut shown = String::new();
    let list = desk.json(&["incidents", "--candidates"]);
    for id in crate::common::strings(&list["incidents"], "/id") {
        shown.push_str(&desk.json(&["show", id]).to_string());
    }
    let taken = desk.json(&["take-in", &desk.inputs()]);
    for id in crate::common::strings(&taken["reports"], "/report") {
        shown.push_str(&desk.json(&["report", id]).to_string());
    }
    assert_eq!(taken["reports"].as_array().unwrap().len(), 2);
    assert!(
        taken["reports"]
            .as_array()
            .unwrap()
            .iter()
            .all(|report| report["known"] == true),
        "taken in twice, known"
    );
    let db = rusqlite::Connection::open(desk.register()).unwrap();
    let times: Vec<String> = db
        .prepare("SELECT time FROM ledger")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(
        times.iter().all(|time| time.ends_with(":00:00Z")),
        "the ledger tells the hour at most: {times:?}"
    );
    for secret in [
        "22376123456",
        "76123456",
        "76 12 34 56",
        "22366987654",
        "66987654",
        "08:41",
        "09:12",
    ] {
        assert!(!file.contains(secret), "the file holds {secret}");
        assert!(!shown.contains(secret), "the desk shows {secret}");
    }
    assert!(
        shown.contains("AMBER+STRICT"),
        "community reports stay within the organisation"
    );
}

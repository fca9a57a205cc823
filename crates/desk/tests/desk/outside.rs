//! Suggestions of outsiders: taken without a name, kept as untrusted words, answered with a reason, forgotten when declined.

use crate::house::House;
use axum::http::StatusCode;
use tocsin_core::{Act, Decision, Tlp};
use tocsin_store::{OnConflict, Release};

const NOW: &str = "2026-06-01T08:00:00Z";

/// Releases the first secret (TLP:CLEAR) to the public; its id.
fn published(house: &House) -> String {
    let id = house.secrets[0].incident.clone();
    let mut store = house.shared.writer.lock().unwrap();
    for act in [Act::TakeUp, Act::Accept] {
        let decision = Decision {
            number: 0,
            incident: id.clone(),
            version: 1,
            act,
            who: "test".to_owned(),
            when: NOW.to_owned(),
            why: "read".to_owned(),
        };
        store.decide(&decision, OnConflict::Refuse).unwrap();
    }
    let release = Release {
        to: "public".to_owned(),
        format: "json".to_owned(),
        sha256: "0".repeat(64),
        incidents: vec![(id.clone(), 1)],
        who: "test".to_owned(),
        ask: None,
    };
    store.note_release(&release, NOW).unwrap();
    house.shared.wrote(&store);
    id.0
}

#[tokio::test]
async fn anyone_may_suggest_and_nothing_is_kept_of_who() {
    let house = House::new();
    let id = published(&house);
    let analyst = house.signed_in("analyst", "analyst", Tlp::Green, &[]);
    let before = house.json(&analyst, &format!("/api/v1/incidents/{id}")).await;

    let page = house.ask("", "GET", "/public?lang=en", "").await;
    let form = format!("/public/{id}/suggest");
    assert!(page.body.contains(&form), "{}", page.body);
    let hostile = "kind=correction&text=%3Cscript%3Ealert(1)%3C%2Fscript%3E%20%3Cimg%20src%3Dx%20onerror%3Dy%3E%20%E2%80%AEtxet%00%20call%20%2B223%2076%2012%2034%2056%20or%20me%40example.org%20%27%3B%20DROP%20TABLE%20suggestions%3B--&link=https%3A%2F%2Fexample.org%2Fa";
    let sent = house.ask("", "POST", &form, hostile).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    assert!(sent.headers.get("set-cookie").is_none());
    for (bad, status) in [
        ("kind=correction&text=", StatusCode::UNPROCESSABLE_ENTITY),
        ("kind=praise&text=x", StatusCode::UNPROCESSABLE_ENTITY),
        (
            "kind=source&link=javascript%3Aalert(1)",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            &format!("kind=correction&text={}", "x".repeat(2001)),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ] {
        assert_eq!(house.ask("", "POST", &form, bad).await.status, status, "{bad}");
    }
    // What is not published is not there, whether it is hidden or absent.
    let hidden = &house.secrets[4].incident;
    for other in [hidden.0.as_str(), "i0"] {
        let got = house
            .ask(
                "",
                "POST",
                &format!("/public/{other}/suggest"),
                "kind=correction&text=x",
            )
            .await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
    }

    let inbox = house.ask(&analyst, "GET", "/suggestions?lang=en", "").await.body;
    assert!(
        inbox.contains("&#60;script&#62;") || inbox.contains("&lt;script&gt;"),
        "{inbox}"
    );
    assert!(!inbox.contains("<script>alert") && !inbox.contains("<img src=x") && !inbox.contains('\u{202e}'));
    assert!(
        !inbox.contains("href=\"https://example.org"),
        "an address of a stranger is no link"
    );
    let all = house.json(&analyst, "/api/v1/suggestions").await;
    let text = all[0]["text"].as_str().unwrap();
    assert!(
        text.contains("+xxx xx xx xx xx") && text.contains("xx@xxxxxxx.xxx"),
        "{text}"
    );
    assert_eq!(
        all[0]["day"].as_str().unwrap().len(),
        10,
        "the day, not the minute"
    );
    let after = house.json(&analyst, &format!("/api/v1/incidents/{id}")).await;
    assert_eq!(before, after, "the register stays as it was");
}

#[tokio::test]
async fn a_suggestion_is_answered_once_with_a_reason_and_forgotten_when_declined() {
    let house = House::new();
    let id = published(&house);
    let analyst = house.signed_in("analyst", "analyst", Tlp::Green, &[]);
    let auditor = house.signed_in("auditor", "auditor", Tlp::Green, &[]);
    for text in ["unforgettable", "useful"] {
        let form = format!("kind=correction&text={text}");
        house
            .ask("", "POST", &format!("/public/{id}/suggest"), &form)
            .await;
    }
    let refused = house
        .ask(&analyst, "POST", "/suggestions/1", "answer=decline&why=+")
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reader = house
        .ask(&auditor, "POST", "/suggestions/1", "answer=decline&why=x")
        .await;
    assert_eq!(reader.status, StatusCode::FORBIDDEN);
    let declined = house
        .ask(&analyst, "POST", "/suggestions/1", "answer=decline&why=no+basis")
        .await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER);
    let taken = house
        .ask(
            &analyst,
            "POST",
            "/api/v1/suggestions/2/answer",
            r#"{"taken":true,"why":"checked"}"#,
        )
        .await;
    assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.body);
    let again = house
        .ask(&analyst, "POST", "/suggestions/2", "answer=decline&why=x")
        .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "answered once");
    let all = house.json(&analyst, "/api/v1/suggestions").await.to_string();
    assert!(
        !all.contains("unforgettable") && all.contains("useful") && all.contains("no basis"),
        "{all}"
    );
    let trail = house.json(&auditor, "/api/v1/audit?kind=suggestion").await;
    assert_eq!(trail.as_array().unwrap().len(), 2);
    assert!(
        !trail.to_string().contains("useful"),
        "the ledger holds the answers, not the words"
    );
}

#[tokio::test]
async fn a_flood_is_held_back() {
    let house = House::new();
    let id = published(&house);
    let mut statuses = Vec::new();
    for n in 0..14 {
        let form = format!("kind=source&link=http%3A%2F%2Fexample.org%2F{n}");
        let got = house
            .ask("", "POST", &format!("/public/{id}/suggest"), &form)
            .await;
        if got.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(
                got.body.contains(&format!("http://example.org/{n}")),
                "nothing typed is lost"
            );
            assert!(
                got.headers["retry-after"]
                    .to_str()
                    .unwrap()
                    .parse::<u64>()
                    .unwrap()
                    > 0
            );
        }
        statuses.push(got.status);
    }
    assert_eq!(
        statuses
            .iter()
            .filter(|status| **status == StatusCode::OK)
            .count(),
        10
    );
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
}

#[tokio::test]
async fn a_program_without_a_token_may_suggest_and_nothing_else() {
    let house = House::new();
    let id = published(&house);
    house.signed_in("analyst", "analyst", Tlp::Green, &[]);
    let send = async |path: &str, body: String, site: &str| {
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(path)
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header("sec-fetch-site", site)
            .body(axum::body::Body::from(body))
            .unwrap();
        house.send(request).await.status
    };
    let new =
        || serde_json::json!({"incident": id, "kind": "correction", "text": "Two, not three."}).to_string();
    assert_eq!(
        send("/api/v1/suggestions", new(), "none").await,
        StatusCode::CREATED
    );
    assert_eq!(
        send("/api/v1/suggestions", new(), "cross-site").await,
        StatusCode::FORBIDDEN,
        "another site's page sends nothing in a visitor's name"
    );
    let report = r#"{"text":"x"}"#.to_owned();
    assert_eq!(
        send("/api/v1/reports", report, "none").await,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn the_address_of_a_source_is_kept_as_it_was_sent() {
    let house = House::new();
    let id = published(&house);
    let analyst = house.signed_in("analyst", "analyst", Tlp::Green, &[]);
    let link = "https://example.org/@radio/posts/223761234567890";
    let form = format!(
        "kind=source&link={}",
        link.replace(':', "%3A").replace('/', "%2F").replace('@', "%40")
    );
    let sent = house
        .ask("", "POST", &format!("/public/{id}/suggest"), &form)
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    let all = house.json(&analyst, "/api/v1/suggestions").await;
    assert_eq!(all[0]["link"], link);
}

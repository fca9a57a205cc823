//! Hand-overs: what happened since the last one, signed off by one person and taken over by another.

use crate::house::{GROUP, House};
use axum::http::StatusCode;
use tocsin_core::Tlp;

#[tokio::test]
async fn a_shift_is_signed_off_by_one_and_taken_over_by_another() {
    let house = House::new();
    let leaves = house.signed_in("leaves", "coordinator", Tlp::Red, &[GROUP]);
    let comes = house.signed_in("comes", "analyst", Tlp::Green, &[]);
    let open = &house.secrets[0].incident;
    let hidden = &house.secrets[4];
    for (id, act) in [
        (open, "act=take-up"),
        (&hidden.incident, "act=take-up"),
        (open, "act=assign&to=comes"),
    ] {
        let form = format!("{act}&why=seen&version=1");
        let got = house
            .ask(&leaves, "POST", &format!("/incidents/{id}/decide"), &form)
            .await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{act}: {}", got.body);
    }
    let now = house.json(&leaves, "/api/v1/shifts/now").await;
    assert_eq!(
        (&now["decided"], &now["reports"]),
        (&3.into(), &6.into()),
        "{now}"
    );
    let less = house.json(&comes, "/api/v1/shifts/now").await;
    assert_eq!(less["decided"], 2, "what one may not see is not counted");
    assert!(!less.to_string().contains(&hidden.incident.0));

    let none = house
        .ask(&leaves, "POST", "/shifts", "note=+&tlp=TLP:GREEN")
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let above = house.ask(&comes, "POST", "/shifts", "note=x&tlp=TLP:RED").await;
    assert_eq!(
        above.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no label above one's clearance"
    );
    // What was typed is not lost, and a line break counts as the one character that the form counts.
    let kept = house
        .ask(
            &comes,
            "POST",
            "/shifts?lang=en",
            "note=typed+with+care&tlp=TLP:RED",
        )
        .await;
    assert!(kept.body.contains("typed with care</textarea>"), "{}", kept.body);
    let lines = format!("note={}&tlp=TLP:CLEAR", "x%0D%0A".repeat(5001));
    let long = house.ask(&leaves, "POST", "/shifts", &lines).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY, "10,001 characters");
    let signed = house
        .ask(
            &leaves,
            "POST",
            "/shifts",
            "note=%3Cb%3EWatch+Gao%3C%2Fb%3E&tlp=TLP:GREEN",
        )
        .await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER);
    let all = house.json(&comes, "/api/v1/shifts").await;
    let number = all[0]["number"].as_u64().unwrap();
    let take = format!("/shifts/{number}/take");
    let same = house.ask(&leaves, "POST", &take, "note=").await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "not by who left");
    let long = format!("note={}", "long".repeat(2501));
    let long = house.ask(&comes, "POST", &take, &long).await;
    assert!(
        long.status == StatusCode::UNPROCESSABLE_ENTITY && long.body.contains("longlong"),
        "{}",
        long.body
    );
    let taken = house.ask(&comes, "POST", &take, "note=Read.").await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    let again = house.ask(&comes, "POST", &take, "note=").await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "once");

    let page = house
        .ask(&comes, "GET", &format!("/shifts/{number}?lang=en"), "")
        .await
        .body;
    assert!(
        page.contains("Watch Gao") && !page.contains("<b>Watch"),
        "the note is text"
    );
    assert!(page.contains("Taken over by") && page.contains("Read.") && page.contains("comes"));
    assert!(page.contains(&open.0) && !page.contains(&hidden.incident.0));
    let now = house.json(&leaves, "/api/v1/shifts/now").await;
    assert_eq!(
        (&now["decided"], &now["reports"]),
        (&0.into(), &0.into()),
        "a new shift began"
    );
    assert_eq!(now["assigned"][0]["to"], "comes");
}

#[tokio::test]
async fn a_note_is_read_up_to_its_label() {
    let house = House::new();
    let high = house.signed_in("high", "coordinator", Tlp::Red, &[]);
    let low = house.signed_in("low", "analyst", Tlp::Green, &[]);
    let signed = house
        .ask(
            &high,
            "POST",
            "/api/v1/shifts",
            r#"{"note":"quoxnote","tlp":"TLP:RED"}"#,
        )
        .await;
    assert_eq!(signed.status, StatusCode::CREATED);
    let number = house.json(&high, "/api/v1/shifts").await[0]["number"]
        .as_u64()
        .unwrap();
    for path in [
        "/shifts".to_owned(),
        format!("/shifts/{number}"),
        "/api/v1/shifts".to_owned(),
    ] {
        assert!(
            house.ask(&high, "GET", &path, "").await.body.contains("quoxnote"),
            "{path}"
        );
        assert!(
            !house.ask(&low, "GET", &path, "").await.body.contains("quoxnote"),
            "{path}"
        );
    }
    for (method, path) in [
        ("GET", format!("/shifts/{number}")),
        ("POST", format!("/shifts/{number}/take")),
    ] {
        assert_eq!(
            house.ask(&low, method, &path, "note=").await.status,
            StatusCode::NOT_FOUND
        );
    }
}

//! The gazetteer changed in the browser and by program: added, corrected, retired, taken back; read with at once.

use crate::house::House;
use axum::http::StatusCode;
use serde_json::{Value, json};
use tocsin_core::Tlp;

fn town(change: &dyn Fn(&mut Value)) -> String {
    let mut place = json!({"name": "Zorgotown", "others": ["Zorgoville"], "kind": "town", "latitude": 14.5,
        "longitude": -3.9, "unit": "ML.04", "source": "Radio Essai", "why": "Two reports name it."});
    change(&mut place);
    place.to_string()
}

/// Sends a change; what came back as JSON.
async fn send(house: &House, cookie: &str, method: &str, path: &str, body: &str) -> (StatusCode, Value) {
    let got = house.ask(cookie, method, path, body).await;
    (got.status, serde_json::from_str(&got.body).unwrap_or_default())
}

#[tokio::test]
async fn a_place_is_added_corrected_retired_and_taken_back() {
    let house = House::new();
    let reviewer = house.signed_in("reviewer", "reviewer", Tlp::Green, &[]);
    let analyst = house.signed_in("analyst", "analyst", Tlp::Green, &[]);
    let (refused, _) = send(&house, &analyst, "POST", "/api/v1/places", &town(&|_| {})).await;
    assert_eq!(refused, StatusCode::FORBIDDEN);

    let (made, first) = send(&house, &reviewer, "POST", "/api/v1/places", &town(&|_| {})).await;
    assert_eq!(
        (made, &first["key"]),
        (StatusCode::CREATED, &json!("desk:zorgotown")),
        "{first}"
    );
    let seen = first["number"].as_u64().unwrap();
    let corrected = town(&|place| {
        place["latitude"] = json!(14.6);
        place["seen"] = json!(seen);
    });
    let (status, second) = send(
        &house,
        &reviewer,
        "PUT",
        "/api/v1/places/desk:zorgotown",
        &corrected,
    )
    .await;
    assert_eq!(status, StatusCode::CREATED, "{second}");
    // Whoever looked before that correction does not write over it.
    let (status, _) = send(
        &house,
        &reviewer,
        "PUT",
        "/api/v1/places/desk:zorgotown",
        &corrected,
    )
    .await;
    assert_eq!(status, StatusCode::CONFLICT);
    let form = format!(
        "name=Zorgo+elsewhere&kind=town&latitude=1&longitude=2&source=x&why=typed+with+care&seen={seen}&act=set"
    );
    let page = house
        .ask(&reviewer, "POST", "/places/desk%3Azorgotown?lang=en", &form)
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains("Another changed this place"), "{}", page.body);
    assert!(
        page.body.contains("typed with care") && page.body.contains("Two reports name it."),
        "nothing is lost"
    );

    let undo = format!("/api/v1/places/changes/{seen}/undo");
    let (status, _) = send(&house, &reviewer, "POST", &undo, r#"{"why":"x"}"#).await;
    assert_eq!(status, StatusCode::CONFLICT, "only the last change is taken back");
    let undo = format!("/api/v1/places/changes/{}/undo", second["number"]);
    let (status, _) = send(
        &house,
        &reviewer,
        "POST",
        &undo,
        r#"{"why":"The old point was right."}"#,
    )
    .await;
    assert_eq!(status, StatusCode::CREATED);
    let (_, all) = send(&house, &analyst, "GET", "/api/v1/places", "").await;
    assert_eq!(all[0]["latitude"], 14.5);
    let (_, steps) = send(&house, &analyst, "GET", "/api/v1/places/desk:zorgotown", "").await;
    let who: Vec<&Value> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["who"])
        .collect();
    assert_eq!(who, ["reviewer", "reviewer", "reviewer"]);
    let auditor = house.signed_in("auditor", "auditor", Tlp::Clear, &[]);
    let (_, trail) = send(&house, &auditor, "GET", "/api/v1/audit?kind=place", "").await;
    assert_eq!(trail.as_array().unwrap().len(), 3, "{trail}");
}

#[tokio::test]
async fn the_next_report_is_read_with_it() {
    let house = House::new();
    let coordinator = house.signed_in("coordinator", "coordinator", Tlp::Green, &[]);
    let tell = |day: &str| {
        json!({"text": format!("Gunmen killed 5 people in Zorgotown on {day}, the mayor said."), "published": day, "source": "Radio Essai"})
            .to_string()
    };
    let headings = async |day: &str| {
        let (status, took) = send(&house, &coordinator, "POST", "/api/v1/reports", &tell(day)).await;
        assert_eq!(status, StatusCode::CREATED, "{took}");
        let (_, list) = send(
            &house,
            &coordinator,
            "GET",
            &format!("/api/v1/incidents?from={day}&to={day}"),
            "",
        )
        .await;
        list.to_string()
    };
    assert!(
        !headings("2026-02-01").await.contains("Zorgotown, Mali"),
        "not known yet"
    );
    let new = town(&|place| (place["from"], place["to"]) = (json!("2026-02-02"), json!("2026-02-28")));
    let (status, made) = send(&house, &coordinator, "POST", "/api/v1/places", &new).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    assert!(
        headings("2026-02-10").await.contains("Zorgotown, Mali"),
        "known at once, with its unit"
    );
    assert!(
        !headings("2026-03-10").await.contains("Zorgotown, Mali"),
        "it holds no more"
    );
    let retired = town(&|place| (place["retired"], place["seen"]) = (json!(true), made["number"].clone()));
    let (status, _) = send(
        &house,
        &coordinator,
        "PUT",
        "/api/v1/places/desk:zorgotown",
        &retired,
    )
    .await;
    assert_eq!(status, StatusCode::CREATED);
    assert!(
        !headings("2026-02-20").await.contains("Zorgotown, Mali"),
        "retired"
    );
}

#[tokio::test]
async fn what_stands_against_a_place_is_said() {
    let house = House::new();
    let reviewer = house.signed_in("reviewer", "reviewer", Tlp::Green, &[]);
    type Change = &'static dyn Fn(&mut Value);
    let cases: [(Change, &str); 8] = [
        (&|place| place["latitude"] = json!(91), "no degrees"),
        (
            &|place| place["latitude"] = json!(null),
            "both latitude and longitude",
        ),
        (&|place| place["unit"] = json!("ML.zz"), "No unit"),
        (&|place| place["name"] = json!("…"), "no name"),
        (&|place| place["from"] = json!("2026-02-30"), "days"),
        (&|place| place["kind"] = json!("castle"), "kind of place"),
        (&|place| place["why"] = json!(" "), "Say why"),
        (
            &|place| {
                (place["name"], place["latitude"], place["longitude"]) =
                    (json!("Gao"), json!(16.27), json!(-0.04));
            },
            "another place",
        ),
    ];
    for (change, said) in cases {
        let (status, got) = send(&house, &reviewer, "POST", "/api/v1/places?lang=en", &town(change)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{got}");
        assert!(
            got["detail"].as_str().unwrap_or("").contains(said),
            "{said}: {got}"
        );
    }
    let gao = town(&|place| {
        (place["name"], place["latitude"], place["longitude"]) = (json!("Gao"), json!(16.27), json!(-0.04));
        place["another"] = json!(true);
    });
    let (status, got) = send(&house, &reviewer, "POST", "/api/v1/places", &gao).await;
    assert_eq!(status, StatusCode::CREATED, "{got}");
    let (status, _) = send(
        &house,
        &reviewer,
        "PUT",
        "/api/v1/places/nobody:x",
        &town(&|_| {}),
    )
    .await;
    assert_eq!(status, StatusCode::NOT_FOUND, "a key that is no place's");
    // On the page nothing typed is lost.
    let form = "name=Zorgotown&kind=town&latitude=14%2C5&longitude=a&source=Radio&why=because";
    let page = house.ask(&reviewer, "POST", "/places?lang=en", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("14,5") && page.body.contains("because") && page.body.contains("no degrees"));
}

#[tokio::test]
async fn a_place_taken_back_may_be_added_again() {
    let house = House::new();
    let reviewer = house.signed_in("reviewer", "reviewer", Tlp::Green, &[]);
    let (_, first) = send(&house, &reviewer, "POST", "/api/v1/places", &town(&|_| {})).await;
    let undo = format!("/api/v1/places/changes/{}/undo", first["number"]);
    let (status, _) = send(&house, &reviewer, "POST", &undo, r#"{"why":"Too soon."}"#).await;
    assert_eq!(status, StatusCode::CREATED);
    let (status, second) = send(&house, &reviewer, "POST", "/api/v1/places", &town(&|_| {})).await;
    assert_eq!(
        (status, &second["key"]),
        (StatusCode::CREATED, &json!("desk:zorgotown-2")),
        "{second}"
    );
}

#[tokio::test]
async fn a_change_refused_says_nothing_false_of_the_place() {
    let house = House::new();
    let reviewer = house.signed_in("reviewer", "reviewer", Tlp::Green, &[]);
    let auditor = house.signed_in("auditor", "auditor", Tlp::Green, &[]);
    let (_, made) = send(&house, &reviewer, "POST", "/api/v1/places", &town(&|_| {})).await;
    for (name, latitude) in [("", "14.5"), ("Zorgotown", "north")] {
        let form = format!(
            "name={name}&kind=town&latitude={latitude}&longitude=-3.9&unit=ML.04&source=x&why=y&seen={}&act=set",
            made["number"]
        );
        let page = house
            .ask(&reviewer, "POST", "/places/desk%3Azorgotown?lang=en", &form)
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("<h1>Zorgotown</h1>"), "{}", page.body);
        assert!(
            page.body.contains("Two reports name it."),
            "its history stays on the page"
        );
        assert!(page.body.contains("This desk’s own row."), "whose the place is");
    }
    let read = house
        .ask(&auditor, "GET", "/places/desk%3Azorgotown?lang=en", "")
        .await
        .body;
    assert!(
        read.contains("<dd>town or village</dd>"),
        "the kind by its name: {read}"
    );
}

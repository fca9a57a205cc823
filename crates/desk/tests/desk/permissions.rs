//! Every route as every role against every label and fence: nobody sees, counts, finds or changes what is not theirs.

use crate::house::{GROUP, Got, House, Secret};
use axum::http::StatusCode;
use std::collections::BTreeSet;
use tocsin_core::Tlp;
use tocsin_desk::people::role::{Right, Role};

const LABELS: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];

/// What to send to a route: the queries to try on a GET, or the body of a change. A route that is not named here fails.
fn samples(method: &str, path: &str, word: &str, incident: &str) -> Vec<String> {
    let one = |text: String| vec![text];
    match (method, path) {
        ("GET", "/" | "/map" | "/map.geojson" | "/bulletin" | "/register.csv" | "/api/v1/incidents") => vec![
            String::new(),
            format!("?text={word}"),
            "?text=market&status=new&candidates=1".to_owned(),
            "?from=2024-03-01&to=2024-03-31&country=ML".to_owned(),
            format!("?text={word}&after=2024-03-30.9"),
        ],
        ("GET", "/audit" | "/api/v1/audit") => {
            vec![
                String::new(),
                "?kind=capture".to_owned(),
                "?kind=journey".to_owned(),
            ]
        }
        ("GET", _) => one(String::new()),
        ("POST", "/incidents/{id}/decide") => one("act=comment&why=seen&version=1".to_owned()),
        ("POST", "/incidents/{id}/groups") => one(format!("group={GROUP}&fence=up")),
        ("POST", "/releases") => one(format!(
            "incidents={incident}&audience=public&format=geojson&why=asked"
        )),
        ("POST", "/releases/{number}") => one("answer=refuse".to_owned()),
        ("POST", "/setup") => {
            one("key=x&name=mallory&password=aaaaaaaaaaaaaa&again=aaaaaaaaaaaaaa".to_owned())
        }
        ("POST", "/sign-in") => one("name=nobody-here&password=wrong".to_owned()),
        ("POST", "/me/password") => one("old=x&password=aaaaaaaaaaaaaa&again=aaaaaaaaaaaaaa".to_owned()),
        ("POST", "/me/code") => one("secret=ABCDEFGH&code=000000".to_owned()),
        ("POST", "/sign-in/passkey/ask" | "/me/passkeys/offer") => one("{}".to_owned()),
        ("POST", "/sign-in/passkey") => {
            one(r#"{"id":"AAAA","client":"AAAA","data":"AAAA","signature":"AAAA"}"#.to_owned())
        }
        ("POST", "/me/passkeys") => one(r#"{"name":"x","client":"AAAA","attestation":"AAAA"}"#.to_owned()),
        ("POST", "/me/openid" | "/me/openid/unlink") => one(String::new()),
        ("POST", "/me/passkeys/remove") => one("id=AAAA".to_owned()),
        ("POST", "/accounts") => one("what=set&name=nobody-here".to_owned()),
        ("POST", "/api/v1/incidents/{id}/decisions") => {
            one(r#"{"version":1,"act":"comment","why":"seen"}"#.to_owned())
        }
        ("PUT" | "DELETE", "/api/v1/incidents/{id}/groups/{group}") => one(String::new()),
        ("POST", "/api/v1/reports") => one(r#"{"text":"Nothing happened in Bamako."}"#.to_owned()),
        ("POST", "/api/v1/releases") => one(format!(
            r#"{{"incidents":["{incident}"],"audience":"public","format":"geojson","why":"asked"}}"#
        )),
        ("POST", "/api/v1/releases/{number}/grant") => one(String::new()),
        ("POST", "/api/v1/releases/{number}/refuse") => one(r#"{"why":"no"}"#.to_owned()),
        ("POST", "/api/v1/accounts") => one(r#"{"name":"x","role":"king","clearance":"red"}"#.to_owned()),
        ("PUT", "/api/v1/accounts/{name}") => one(r#"{"role":"admin"}"#.to_owned()),
        ("POST", "/api/v1/tokens") => one(r#"{"name":"t","scopes":["people"],"days":0}"#.to_owned()),
        ("DELETE", "/api/v1/tokens/{name}" | "/api/v1/hooks/{number}") => one(String::new()),
        ("POST", "/api/v1/hooks") => one(r#"{"url":"http://10.0.0.1/"}"#.to_owned()),
        ("POST", "/queue/looked") => one("until=2026-11-21T08%3A00%3A00Z".to_owned()),
        ("POST", "/views") => one("name=mine&address=%26country%3DML".to_owned()),
        ("POST", "/bulletin") => vec![
            format!("incident={incident}&for=desk&language=both&as=page"),
            format!("incident={incident}&for=public&language=en&as=page"),
            format!("incident={incident}&for=partner&partner=p&clearance=RED&language=fr&as=page"),
        ],
        ("POST", "/sources/{key}") => one("name=x&class=outlet&interest=unknown".to_owned()),
        ("POST", "/places" | "/places/{key}") => one("name=Zorgo&kind=town&why=seen".to_owned()),
        ("POST", "/places/changes/{number}/undo") => one("why=seen".to_owned()),
        ("POST", "/api/v1/places") | ("PUT", "/api/v1/places/{key}") => {
            one(r#"{"name":"Zorgo","kind":"town","why":"seen"}"#.to_owned())
        }
        ("POST", "/api/v1/places/changes/{number}/undo") => one(r#"{"why":"seen"}"#.to_owned()),
        ("POST", "/public/{id}/suggest") => one("kind=correction&text=seen".to_owned()),
        ("POST", "/suggestions/{number}") => one("answer=take&why=seen".to_owned()),
        ("POST", "/api/v1/suggestions") => one(format!(
            r#"{{"incident":"{incident}","kind":"correction","text":"seen"}}"#
        )),
        ("POST", "/api/v1/suggestions/{number}/answer") => one(r#"{"taken":true,"why":"seen"}"#.to_owned()),
        ("POST", "/shifts") => one("note=seen&tlp=TLP:CLEAR".to_owned()),
        ("POST", "/shifts/{number}/take") => one("note=seen".to_owned()),
        ("POST", "/api/v1/shifts") => one(r#"{"note":"seen","tlp":"TLP:CLEAR"}"#.to_owned()),
        ("POST", "/api/v1/shifts/{number}/take") => one(r#"{"note":"seen"}"#.to_owned()),
        // It ends the session it is asked with: tried in people.rs.
        ("POST", "/sign-out") => Vec::new(),
        other => panic!("{other:?} is a new route: say here what to try on it"),
    }
}

/// Routes whose answer is about one incident or report, or a list of them.
fn address(path: &str, secret: &Secret) -> String {
    let id = if path.contains("reports/{id}") {
        &secret.report.0
    } else {
        &secret.incident.0
    };
    path.replace("{id}", id)
        .replace("{group}", GROUP)
        .replace("{number}", "999999")
        .replace("{name}", "nobody-here")
        .replace("{file}", "map.js")
        .replace("{key}", "-")
}

fn may_see(secret: &Secret, clearance: Tlp, groups: &[&str]) -> bool {
    secret.tlp <= clearance && (!secret.fenced || groups.contains(&GROUP))
}

#[tokio::test]
async fn every_route_as_every_role_against_every_label() {
    let house = House::new();
    let mut tried = 0;
    for role in Role::ALL {
        for clearance in LABELS {
            for groups in [&[][..], &[GROUP][..]] {
                let name = format!(
                    "{role}-{}-{}",
                    clearance.to_string().to_lowercase().replace([':', '+'], "-"),
                    groups.len()
                );
                let name = name.replace("tlp-", "");
                let cookie = house.signed_in(&name, role.key(), clearance, groups);
                tried += as_one(&house, &cookie, role, clearance, groups).await;
            }
        }
    }
    println!("{tried} requests, {} routes", house.routes.len());
    assert!(tried > 10_000, "{tried}");
}

async fn as_one(house: &House, cookie: &str, role: Role, clearance: Tlp, groups: &[&str]) -> usize {
    let mut rights: BTreeSet<Right> = role.rights().iter().copied().collect();
    rights.extend([Right::Anyone, Right::Own]);
    let mut tried = 0;
    for route in &house.routes {
        for secret in &house.secrets {
            for sample in samples(route.method, route.path, &secret.word, &secret.incident.0) {
                let at = address(route.path, secret);
                let (path, body) = if route.method == "GET" {
                    (format!("{at}{sample}"), String::new())
                } else {
                    (at, sample.clone())
                };
                let got = house.ask(cookie, route.method, &path, &body).await;
                let what = format!("{role} {clearance} {groups:?}: {} {path}", route.method);
                tried += 1;
                assert!(got.status.as_u16() < 500, "{what}: {}", got.status);
                if route.method == "DELETE" && secret.fenced && got.status.is_success() {
                    // Whoever may took the fence down; it stands again for those who come after.
                    let up = house.ask(cookie, "PUT", &path, "").await;
                    assert_eq!(up.status, StatusCode::NO_CONTENT, "{what}");
                }
                no_leak(house, &got, clearance, groups, &rights, &sample, &what);
                if !rights.contains(&route.right) {
                    assert_eq!(got.status, StatusCode::FORBIDDEN, "{what}");
                } else if route.path.contains("{id}") && !may_see(secret, clearance, groups) {
                    is_as_if_absent(house, cookie, route.method, &path, &body, secret, &got, &what).await;
                }
                // Everything is asked of every secret only where the secret is in the question.
                if !route.path.contains("{id}")
                    && !path.contains(&secret.word)
                    && !body.contains(&secret.incident.0)
                {
                    break;
                }
            }
        }
    }
    tried
}

/// No word of what may not be seen, in body or headers; no id of it but for an auditor, whose trail names ids alone.
fn no_leak(
    house: &House,
    got: &Got,
    clearance: Tlp,
    groups: &[&str],
    rights: &BTreeSet<Right>,
    sample: &str,
    what: &str,
) {
    let headers = format!("{:?}", got.headers);
    for secret in &house.secrets {
        if rights.contains(&Right::Read) && may_see(secret, clearance, groups) {
            continue;
        }
        // A page shows the words someone searched for back to them; that tells nothing.
        let asked = sample.contains(&secret.word);
        let echoes = usize::from(asked) * 12;
        let seen = got.body.matches(&secret.word).count();
        let around = || {
            let at = got.body.find(&secret.word).unwrap_or(0);
            got.body[..at]
                .chars()
                .rev()
                .take(300)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<String>()
        };
        assert!(
            seen <= echoes,
            "{what}: {} is seen after\n{}",
            secret.word,
            around()
        );
        assert!(!headers.contains(&secret.word) || asked, "{what}: {headers}");
        assert!(
            !got.body.contains(&format!("Radio {}", secret.word)),
            "{what}: the source of {} is seen",
            secret.word
        );
    }
}

/// What may not be seen answers as what is not there: same status, same headers but for the date, same body.
#[expect(clippy::too_many_arguments, reason = "one request, asked twice")]
async fn is_as_if_absent(
    house: &House,
    cookie: &str,
    method: &str,
    path: &str,
    body: &str,
    secret: &Secret,
    got: &Got,
    what: &str,
) {
    let id = if path.contains("reports/") {
        &secret.report.0
    } else {
        &secret.incident.0
    };
    let absent_id: String = id
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let absent = house
        .ask(cookie, method, &path.replace(id.as_str(), &absent_id), body)
        .await;
    assert_eq!(got.status, absent.status, "{what}");
    assert!(got.status.is_client_error(), "{what}: {}", got.status);
    assert_eq!(
        got.body.replace(id.as_str(), &absent_id),
        absent.body,
        "{what}: hidden and absent differ"
    );
    let names = |got: &Got| {
        got.headers
            .iter()
            .filter(|(name, _)| *name != "date" && *name != "content-length")
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(got), names(&absent), "{what}");
}

#[tokio::test]
async fn counts_and_tags_are_of_what_one_may_see() {
    let house = House::new();
    for clearance in LABELS {
        for groups in [&[][..], &[GROUP][..]] {
            let name = format!("a{}{}", clearance as u8, groups.len());
            let cookie = house.signed_in(&name, "analyst", clearance, groups);
            let expected = house
                .secrets
                .iter()
                .filter(|secret| may_see(secret, clearance, groups))
                .count();
            for query in [
                "",
                "?text=market",
                "?country=ML",
                "?from=2024-03-01",
                "?status=new",
            ] {
                let got = house
                    .ask(&cookie, "GET", &format!("/api/v1/incidents{query}"), "")
                    .await;
                let list: serde_json::Value = serde_json::from_str(&got.body).unwrap();
                assert_eq!(list["total"], expected, "{clearance} {groups:?} {query}");
                assert_eq!(list["incidents"].as_array().unwrap().len(), expected);
            }
            let page = house.ask(&cookie, "GET", "/?lang=en", "").await.body;
            assert_eq!(page.matches("class=\"pin").count(), expected, "pins on the map");
        }
    }
    // Two readers who see the same get the same tag; one who sees more gets another.
    let low = house.signed_in("low", "analyst", Tlp::Clear, &[]);
    let also = house.signed_in("also", "analyst", Tlp::Clear, &[]);
    let high = house.signed_in("high", "analyst", Tlp::Red, &[]);
    let mut tags = Vec::new();
    for cookie in [&low, &also, &high] {
        let got = house.ask(cookie, "GET", "/api/v1/incidents", "").await;
        tags.push(got.headers["etag"].clone());
    }
    assert_eq!(tags[0], tags[1]);
    assert_ne!(tags[0], tags[2]);
}

#[tokio::test]
async fn nobody_gets_the_sign_in_page() {
    let house = House::new();
    house.signed_in("someone", "analyst", Tlp::Red, &[]);
    for route in &house.routes {
        let secret = &house.secrets[0];
        for sample in samples(route.method, route.path, &secret.word, &secret.incident.0) {
            let at = address(route.path, secret);
            let (path, body) = if route.method == "GET" {
                (format!("{at}{sample}"), String::new())
            } else {
                (at, sample)
            };
            let got = house.ask("", route.method, &path, &body).await;
            for secret in &house.secrets {
                assert!(!got.body.contains(&format!("Radio {}", secret.word)), "{path}");
            }
            if route.right == Right::Anyone {
                assert!(got.status.as_u16() < 500, "{path}");
            } else if path.starts_with("/api/") || path == "/metrics" {
                assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{path}");
            } else {
                assert_eq!(got.status, StatusCode::SEE_OTHER, "{path}");
                assert!(got.headers["location"].to_str().unwrap().starts_with("/sign-in"));
            }
        }
    }
}

#[tokio::test]
async fn what_is_made_from_fenced_reports_is_fenced() {
    let house = House::new();
    let fenced = house.secrets.iter().find(|secret| secret.fenced).unwrap();
    let open = &house.secrets[0];
    let inside = house.signed_in("inside", "coordinator", Tlp::Red, &[GROUP]);
    let outside = house.signed_in("outside", "coordinator", Tlp::Red, &[]);
    let merge = format!(
        r#"{{"version":1,"act":"merge","incident":"{}","why":"the same"}}"#,
        fenced.incident
    );
    let path = format!("/api/v1/incidents/{}/decisions", open.incident);
    let refused = house.ask(&outside, "POST", &path, &merge).await;
    assert_eq!(
        refused.status,
        StatusCode::NOT_FOUND,
        "nobody merges past their sight"
    );
    let seen = house
        .ask(
            &outside,
            "GET",
            &format!("/api/v1/incidents/{}", open.incident),
            "",
        )
        .await;
    assert_eq!(seen.status, StatusCode::OK);
    let merged = house.ask(&inside, "POST", &path, &merge).await;
    assert_eq!(merged.status, StatusCode::CREATED, "{}", merged.body);
    for id in [&open.incident, &fenced.incident] {
        let got = house
            .ask(&outside, "GET", &format!("/api/v1/incidents/{id}"), "")
            .await;
        assert_eq!(
            got.status,
            StatusCode::NOT_FOUND,
            "what holds a fenced report is fenced"
        );
        let got = house
            .ask(&inside, "GET", &format!("/api/v1/incidents/{id}"), "")
            .await;
        assert_eq!(got.status, StatusCode::OK);
    }
}

#[test]
fn the_document_describes_every_route_for_programs() {
    let house = House::new();
    let described: BTreeSet<(String, &str)> = tocsin_desk::web::api::spec::described().into_iter().collect();
    let there: BTreeSet<(String, &str)> = house
        .routes
        .iter()
        .filter(|route| route.path.starts_with("/api/"))
        .map(|route| (route.method.to_owned(), route.path))
        .collect();
    assert_eq!(described, there);
    let document = tocsin_desk::web::api::spec::document();
    for route in house
        .routes
        .iter()
        .filter(|route| route.path.starts_with("/api/"))
    {
        let operation = &document["paths"][route.path][route.method.to_lowercase()];
        assert_eq!(
            operation.get("security").is_some(),
            route.right == Right::Anyone,
            "{} {} says whether it asks for a token",
            route.method,
            route.path
        );
    }
}

//! Signing in at an issuer of OpenID Connect, and every way in which that must not let anyone in.

use crate::house::{Got, House};
use crate::issuer::{CLIENT, Issuer, State, now};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tocsin_core::Tlp;
use tocsin_desk::config::Config;

const DAY: &str = "2026-01-01T00:00:00Z";

fn config(issuer: &Issuer) -> Config {
    Config {
        public_url: "http://localhost:8017".to_owned(),
        oidc_issuer: issuer.url(),
        oidc_client: CLIENT.to_owned(),
        oidc_name: "Example".to_owned(),
        ..Config::default()
    }
}

/// A desk at which `ana` is linked to the subject `s-ana`.
fn desk(issuer: &Issuer) -> House {
    let house = House::with(&config(issuer));
    house.signed_in("ana", "analyst", Tlp::Green, &[]);
    let linked = house
        .shared
        .writer
        .lock()
        .unwrap()
        .link("ana", &issuer.url(), "s-ana", ("test", DAY));
    assert!(linked.unwrap());
    house
}

/// Someone sent off to the issuer: what it is told of them, and their browser's cookie.
struct Sent {
    query: BTreeMap<String, String>,
    cookie: String,
}

async fn sent(house: &House) -> Sent {
    let got = house
        .ask("", "GET", "/sign-in/openid?lang=en&next=/queue", "")
        .await;
    assert_eq!(got.status, 303, "{}", got.body);
    let to = got.headers["location"].to_str().unwrap().to_owned();
    sent_by(&got, &to)
}

fn sent_by(got: &Got, to: &str) -> Sent {
    let query = to.split_once('?').unwrap().1;
    let cookie = got.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    Sent {
        query: query
            .split('&')
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        cookie: cookie.split(';').next().unwrap().to_owned(),
    }
}

/// Someone sent off by the page that says where the linking of their account goes on.
fn linking(got: &Got) -> Sent {
    let to = got.body.split("0;url=").nth(1).unwrap();
    let to = to.split('"').next().unwrap();
    sent_by(got, &to.replace("&#38;", "&").replace("&amp;", "&"))
}

impl Sent {
    fn code(&self, issuer: &Issuer, subject: &str, more: &Value) -> String {
        issuer.code(subject, &self.query["nonce"], &self.query["code_challenge"], more)
    }

    async fn back(&self, house: &House, code: &str) -> Got {
        back(house, &self.query["state"], code, &self.cookie).await
    }
}

async fn back(house: &House, state: &str, code: &str, cookie: &str) -> Got {
    let request = axum::http::Request::builder()
        .uri(format!("/sign-in/openid/back?lang=en&state={state}&code={code}"))
        .header("host", "localhost")
        .header("cookie", cookie)
        .body(axum::body::Body::empty())
        .unwrap();
    house.send(request).await
}

/// There and back again, as `subject` with these claims.
async fn signs_in(house: &House, issuer: &Issuer, subject: &str, more: Value) -> Got {
    let sent = sent(house).await;
    let code = sent.code(issuer, subject, &more);
    sent.back(house, &code).await
}

/// What the session's cookie holds; "" without one.
fn session(got: &Got) -> String {
    let all = got.headers.get_all("set-cookie").iter();
    all.filter_map(|value| value.to_str().ok()?.strip_prefix("tocsin-session="))
        .map(|value| value.split(';').next().unwrap().to_owned())
        .next()
        .unwrap_or_default()
}

fn is_refused(got: &Got, status: u16, words: &str) {
    assert_eq!(got.status, status, "{}", got.body);
    assert_eq!(session(got), "");
    assert!(got.body.contains(words), "{}", got.body);
}

fn trail(house: &House) -> Vec<(String, String)> {
    let store = house.shared.writer.lock().unwrap();
    let trail = store
        .trail(&tocsin_store::Trail {
            limit: 50,
            ..Default::default()
        })
        .unwrap();
    trail
        .into_iter()
        .map(|entry| (entry.what, entry.on.join(",")))
        .collect()
}

#[tokio::test]
async fn whoever_is_linked_gets_in_and_nobody_else() {
    let issuer = Issuer::start();
    let house = desk(&issuer);
    let got = signs_in(&house, &issuer, "s-ana", json!({})).await;
    assert_eq!(got.status, 200, "{}", got.body);
    assert!(got.body.contains("0;url=/queue"), "{}", got.body);
    let cookie = session(&got);
    let me = house.ask(&cookie, "GET", "/me?lang=en", "").await;
    assert!(
        me.status == 200 && me.body.contains("<h1>ana</h1>"),
        "{}",
        me.body
    );
    assert_eq!(trail(&house)[0], ("signed-in".to_owned(), "ana".to_owned()));

    // An address, a name, a name of the desk's own: nothing of that makes anyone ana.
    let likeness = json!({"email": "ana@example.org", "email_verified": true, "preferred_username": "ana", "name": "ana"});
    is_refused(
        &signs_in(&house, &issuer, "s-other", likeness).await,
        403,
        "no account of this desk is linked",
    );
    is_refused(
        &signs_in(&house, &issuer, "ana", json!({})).await,
        403,
        "no account of this desk is linked",
    );

    // Switched off at the desk, whatever the issuer says.
    {
        let mut store = house.shared.writer.lock().unwrap();
        let mut ana = store.account("ana").unwrap().unwrap();
        ana.disabled = true;
        store.set_account(&ana, "disabled", "test", DAY).unwrap();
    }
    is_refused(
        &signs_in(&house, &issuer, "s-ana", json!({})).await,
        403,
        "switched off",
    );
    assert_eq!(trail(&house)[0], ("refused".to_owned(), "ana".to_owned()));
}

#[tokio::test]
async fn what_does_not_hold_lets_nobody_in() {
    let issuer = Issuer::start();
    let house = desk(&issuer);
    let now = now();
    for bad in [
        json!({"nonce": "another"}),
        json!({"nonce": null}),
        json!({"aud": "another"}),
        json!({"aud": [CLIENT, "another"]}),
        json!({"aud": [CLIENT, "another"], "azp": "another"}),
        json!({"azp": "another"}),
        json!({"iss": "https://another.example"}),
        json!({"iss": null}),
        json!({"exp": now - 120}),
        json!({"exp": null}),
        json!({"nbf": now + 3600}),
        json!({"sub": ""}),
        json!({"sub": null}),
    ] {
        let got = signs_in(&house, &issuer, "s-ana", bad.clone()).await;
        assert_eq!(
            (got.status.as_u16(), session(&got)),
            (403, String::new()),
            "{bad}"
        );
    }
    let good = signs_in(
        &house,
        &issuer,
        "s-ana",
        json!({"aud": [CLIENT, "another"], "azp": CLIENT}),
    )
    .await;
    assert_eq!(good.status, 200);
    type Forged = fn(&State, Value) -> String;
    let forged: [Forged; 5] = [
        // No signature at all.
        |_, claims| {
            format!(
                "{}.{}.",
                B64.encode(r#"{"alg":"none"}"#),
                B64.encode(claims.to_string())
            )
        },
        // The public key taken for a secret.
        |state, claims| {
            let header = json!({"alg": "HS256", "kid": state.key.0});
            let message = format!(
                "{}.{}",
                B64.encode(header.to_string()),
                B64.encode(claims.to_string())
            );
            let key = ring::signature::KeyPair::public_key(&state.key.1).as_ref();
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key);
            format!(
                "{message}.{}",
                B64.encode(ring::hmac::sign(&key, message.as_bytes()))
            )
        },
        // Someone else's words under the issuer's signature.
        |state, claims| {
            let signed = state.signed(&claims);
            let parts: Vec<&str> = signed.split('.').collect();
            let mut other = claims;
            other["sub"] = json!("s-ana");
            other["more"] = json!(true);
            format!("{}.{}.{}", parts[0], B64.encode(other.to_string()), parts[2])
        },
        |_, _| "a.b.c".to_owned(),
        |_, _| String::new(),
    ];
    for (n, forge) in forged.into_iter().enumerate() {
        issuer.signs(forge);
        let got = signs_in(&house, &issuer, "s-ana", json!({})).await;
        assert_eq!(
            (got.status.as_u16(), session(&got)),
            (403, String::new()),
            "forgery {n}"
        );
    }
}

#[tokio::test]
async fn each_way_back_is_gone_once_and_by_the_browser_that_set_out() {
    let issuer = Issuer::start();
    let house = desk(&issuer);
    let one = sent(&house).await;
    let code = one.code(&issuer, "s-ana", &json!({}));
    let stolen = back(&house, &one.query["state"], &code, "tocsin-openid=0000").await;
    is_refused(&stolen, 400, "not begun in this browser");
    // The attempt spent it.
    is_refused(&one.back(&house, &code).await, 400, "not begun in this browser");

    let two = sent(&house).await;
    let code = two.code(&issuer, "s-ana", &json!({}));
    assert_eq!(two.back(&house, &code).await.status, 200);
    is_refused(&two.back(&house, &code).await, 400, "not begun in this browser");
    // The code again, under a state of its own: the issuer has spent it.
    let three = sent(&house).await;
    is_refused(
        &three.back(&house, &code).await,
        403,
        "refused where it was begun",
    );
    // Another's code: it was made for another challenge.
    let (mine, theirs) = (sent(&house).await, sent(&house).await);
    let code = theirs.code(&issuer, "s-ana", &json!({}));
    is_refused(&mine.back(&house, &code).await, 403, "refused where it was begun");
    is_refused(&back(&house, "", "", "").await, 400, "not begun in this browser");
    let four = sent(&house).await;
    is_refused(&four.back(&house, "").await, 403, "refused where it was begun");
}

#[tokio::test]
async fn new_keys_are_fetched_when_a_token_names_one() {
    let issuer = Issuer::start();
    let house = desk(&issuer);
    assert_eq!(signs_in(&house, &issuer, "s-ana", json!({})).await.status, 200);
    issuer.rotate();
    assert_eq!(signs_in(&house, &issuer, "s-ana", json!({})).await.status, 200);
    let asked = |path: &str| {
        issuer
            .0
            .lock()
            .unwrap()
            .asked
            .iter()
            .filter(|asked| *asked == path)
            .count()
    };
    assert_eq!(asked("/keys"), 2);
    // Made-up names of keys do not make the desk ask again and again.
    issuer.signs(|state, claims| {
        let signed = state.signed(&claims);
        let rest = signed.split_once('.').unwrap().1;
        format!("{}.{rest}", B64.encode(r#"{"alg":"ES256","kid":"made-up"}"#))
    });
    for _ in 0..3 {
        is_refused(
            &signs_in(&house, &issuer, "s-ana", json!({})).await,
            403,
            "does not hold",
        );
    }
    assert_eq!(asked("/keys"), 2);
    assert_eq!(asked("/.well-known/openid-configuration"), 1);
}

#[tokio::test]
async fn claims_give_roles_and_no_more() {
    let issuer = Issuer::start();
    let mut config = config(&issuer);
    config.oidc_claim = "groups".to_owned();
    config.oidc_map = BTreeMap::from([
        ("readers".to_owned(), "analyst green".to_owned()),
        ("cell".to_owned(), "reviewer amber cell-7".to_owned()),
    ]);
    config.oidc_adds = true;
    let house = House::with(&config);
    house.signed_in("ana", "admin", Tlp::Red, &[]);
    is_refused(
        &signs_in(&house, &issuer, "s-1", json!({"groups": ["others"]})).await,
        403,
        "no account",
    );
    let got = signs_in(&house, &issuer, "s-1", json!({"groups": ["readers", "cell"]})).await;
    assert_eq!(got.status, 200, "{}", got.body);
    let made = |house: &House| {
        let store = house.shared.writer.lock().unwrap();
        let name = store.linked(&issuer.url(), "s-1").unwrap().unwrap();
        store.account(&name).unwrap().unwrap()
    };
    let account = made(&house);
    assert_eq!(
        (account.role.as_str(), account.clearance),
        ("analyst,reviewer", Tlp::Amber)
    );
    assert!(account.groups.contains("cell-7") && !account.password.starts_with('$'));
    // What the issuer takes back is taken back here.
    assert_eq!(
        signs_in(&house, &issuer, "s-1", json!({"groups": "readers"}))
            .await
            .status,
        200
    );
    let account = made(&house);
    assert_eq!(
        (account.role.as_str(), account.clearance),
        ("analyst", Tlp::Green)
    );
    assert!(account.groups.is_empty());
    is_refused(
        &signs_in(&house, &issuer, "s-1", json!({})).await,
        403,
        "no part in this desk",
    );
}

#[tokio::test]
async fn an_account_is_linked_by_whoever_holds_it() {
    let issuer = Issuer::start();
    let house = desk(&issuer);
    let ben = house.signed_in("ben", "analyst", Tlp::Green, &[]);
    let got = house.ask(&ben, "POST", "/me/openid?lang=en", "").await;
    assert_eq!(got.status, 200, "{}", got.body);
    let way = linking(&got);
    let code = way.code(&issuer, "s-ben", &json!({}));
    let linked = way.back(&house, &code).await;
    assert_eq!(
        (linked.status.as_u16(), session(&linked)),
        (200, String::new()),
        "{}",
        linked.body
    );
    assert_eq!(signs_in(&house, &issuer, "s-ben", json!({})).await.status, 200);
    let page = house.ask(&ben, "GET", "/me?lang=en", "").await.body;
    assert!(page.contains(&issuer.url()), "{page}");

    // Nobody takes over whom the issuer knows as someone else.
    let got = house.ask(&ben, "POST", "/me/openid?lang=en", "").await;
    let way = linking(&got);
    let code = way.code(&issuer, "s-ana", &json!({}));
    is_refused(&way.back(&house, &code).await, 403, "linked to someone else");
    // An account that nothing else opens keeps its link.
    let kept = house.ask(&ben, "POST", "/me/openid/unlink?lang=en", "").await;
    assert!(
        kept.status == 422 && kept.body.contains("Nothing else opens"),
        "{}",
        kept.body
    );
    assert_eq!(signs_in(&house, &issuer, "s-ben", json!({})).await.status, 200);
}

#[tokio::test]
async fn an_issuer_that_speaks_for_others_is_not_believed() {
    for lies in [
        json!({"issuer": "https://another.example"}),
        json!({"token_endpoint": "https://another.example/token"}),
        json!({"jwks_uri": "http://127.0.0.2:1/keys"}),
        json!({"authorization_endpoint": "https://another.example/"}),
    ] {
        let issuer = Issuer::start();
        issuer.0.lock().unwrap().lies = lies.clone();
        let house = desk(&issuer);
        let got = house.ask("", "GET", "/sign-in/openid?lang=en", "").await;
        assert_eq!(got.status, 502, "{lies}: {}", got.body);
    }
    // Without an issuer there is no such page; with one nobody is sent elsewhere afterwards.
    let plain = House::new();
    plain.signed_in("ana", "analyst", Tlp::Green, &[]);
    assert_eq!(plain.ask("", "GET", "/sign-in/openid", "").await.status, 404);
    let issuer = Issuer::start();
    let house = desk(&issuer);
    let got = house
        .ask("", "GET", "/sign-in/openid?next=//evil.example", "")
        .await;
    let sent = sent_by(&got, got.headers["location"].to_str().unwrap());
    let code = sent.code(&issuer, "s-ana", &json!({}));
    assert!(sent.back(&house, &code).await.body.contains("0;url=/\""));
}

#[tokio::test]
async fn an_issuer_that_is_silent_is_told_from_one_that_says_no() {
    let issuer = Issuer::start();
    let house = desk(&issuer);
    for (status, answered, words) in [
        (503, 502, "cannot be reached"),
        (400, 403, "was refused where it was begun"),
    ] {
        let sent = sent(&house).await;
        let code = sent.code(&issuer, "s-ana", &json!({}));
        issuer.0.lock().unwrap().status = status;
        is_refused(&sent.back(&house, &code).await, answered, words);
        issuer.0.lock().unwrap().status = 0;
    }
    // Of one that does not answer the next who come are told at once, and it is not asked again and again.
    let issuer = Issuer::start();
    let house = desk(&issuer);
    issuer.0.lock().unwrap().status = 503;
    for _ in 0..5 {
        let got = house.ask("", "GET", "/sign-in/openid?lang=en", "").await;
        assert_eq!(got.status, 502, "{}", got.body);
    }
    assert_eq!(issuer.0.lock().unwrap().asked.len(), 1);
}
